/* SPDX-License-Identifier: MIT */
#include "screens/scenes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "i18n/i18n.h"
#include "term/term.h"

#define PASTED                                                                 \
	"Geachte klant, hieronder de records.\r"                               \
	"CNAME of1._domainkey of1.dkim.onfact.be\r"                            \
	"CNAME of2._domainkey.voorbeeld.nl of2.dkim.onfact.be\r"               \
	"CNAME of1._domainkey.andere-klant.nl of1.dkim.onfact.be\r"

#define HEADER                                                                 \
	"Return-Path: info@voorbeeld.nl\r"                                     \
	"Received: from o1.sendgrid.net (o1.sendgrid.net. [203.0.113.5])\r"    \
	" by mx.google.com with ESMTPS id x1; Sat, 21 Nov 2026 14:04:10\r"     \
	"Authentication-Results: mx.google.com;\r"                             \
	" spf=fail smtp.mailfrom=info@voorbeeld.nl; dmarc=fail\r"              \
	"From: info@voorbeeld.nl\r"                                            \
	"Date: Sat, 21 Nov 2026 14:04:08 +0100\r"

const struct scene scenes[] = {
	{ "domain-empty", STAGE_NOTHING, PLACE_DOMAIN, NULL, 0, "" },
	{ "domain-typed", STAGE_NOTHING, PLACE_DOMAIN, NULL, 0,
	  "<Ctrl-U>Info@Voorbeeld.nl" },
	{ "domain-web", STAGE_NOTHING, PLACE_DOMAIN, NULL, 0,
	  "<Ctrl-U><Paste>https://www.voorbeeld.nl/contact<PasteEnd>" },
	{ "domain-idn", STAGE_NOTHING, PLACE_DOMAIN, NULL, 0,
	  "<Ctrl-U>bücher.example" },
	{ "domain-provider", STAGE_NOTHING, PLACE_DOMAIN, NULL, 0,
	  "<Ctrl-U>jan@gmail.com" },
	{ "domain-refused", STAGE_NOTHING, PLACE_DOMAIN, NULL, 0,
	  "<Ctrl-U>co.uk<Enter>" },
	{ "domain-missing", STAGE_NO_DOMAIN, PLACE_DOMAIN, NULL, 0,
	  "<Ctrl-U>voorbeeld.nl" },
	{ "service", STAGE_PRESENT, PLACE_SERVICE, NULL, 0, "" },
	{ "service-search", STAGE_PRESENT, PLACE_SERVICE, NULL, 0,
	  "spin<Space>" },
	{ "service-nothing", STAGE_PRESENT, PLACE_SERVICE, NULL, 0,
	  "qqq<Enter>" },
	{ "way", STAGE_PRESENT, PLACE_WAY, "spinoffice", 0, "" },
	{ "way-many", STAGE_PRESENT, PLACE_WAY, "onfact", 0, "<Down>" },
	{ "way-alias", STAGE_PRESENT, PLACE_WAY, "flicono", 0, "<Down>" },
	{ "way-through", STAGE_PRESENT, PLACE_WAY, "iterable", 0, "<Down>" },
	{ "way-done-alias", STAGE_PRESENT, PLACE_WAY, "flicono", 0,
	  "<Down><Enter>" },
	{ "way-done-smtp", STAGE_PRESENT, PLACE_WAY, "salesdock", 0,
	  "<Down><Down><Enter>" },
	{ "way-done-host", STAGE_PRESENT, PLACE_DONE, "carien", 0, "<Down>" },
	{ "way-done-global", STAGE_PRESENT, PLACE_WAY, "moneybird", 0,
	  "<Down><Enter>" },
	{ "way-done-mailbox", STAGE_PRESENT, PLACE_WAY, "spinoffice", 0,
	  "<Down><Enter>" },
	{ "way-done-copied", STAGE_PRESENT, PLACE_WAY, "salesdock", 0,
	  "<Down><Down><Enter>Cv" },
	{ "help-way-done", STAGE_PRESENT, PLACE_WAY, "flicono", 0,
	  "<Down><Enter><F1>" },
	{ "values-empty", STAGE_PRESENT, PLACE_VALUES, "onfact", 0, "" },
	{ "values-pasted", STAGE_PRESENT, PLACE_VALUES, "onfact", 0,
	  "<Paste>" PASTED "<PasteEnd>" },
	{ "values-useless", STAGE_PRESENT, PLACE_VALUES, "onfact", 0,
	  "<Paste>hallo<PasteEnd><Enter>" },
	{ "values-api", STAGE_PRESENT, PLACE_VALUES, "sendgrid", 0, "" },
	{ "api-key", STAGE_PRESENT, PLACE_VALUES, "sendgrid", 0, "<F4>" },
	{ "api-key-refused", STAGE_PRESENT, PLACE_VALUES, "sendgrid", 0,
	  "<F4>zegel-geheim<Enter>" },
	{ "api-key-looked", STAGE_GREEN, PLACE_DONE, "sendgrid", ACCESS_MYSELF,
	  "<F4>zegel-geheim<Enter>" },
	{ "records-access", STAGE_PLANNED, PLACE_RECORDS, "spinoffice", 0, "" },
	{ "records", STAGE_PLANNED, PLACE_RECORDS, "spinoffice", ACCESS_MYSELF,
	  "" },
	{ "records-entered", STAGE_PLANNED, PLACE_RECORDS, "spinoffice",
	  ACCESS_MYSELF, "<Enter>" },
	{ "records-elsewhere", STAGE_PLANNED, PLACE_RECORDS, "spinoffice",
	  ACCESS_SOMEBODY_ELSE, "<End>" },
	{ "records-alone", STAGE_PLANNED, PLACE_RECORDS, "spinoffice",
	  ACCESS_MYSELF, "<Down>v" },
	{ "records-copied", STAGE_PLANNED, PLACE_RECORDS, "spinoffice",
	  ACCESS_MYSELF, "<Enter>c" },
	{ "records-walked", STAGE_PLANNED, PLACE_RECORDS, "spinoffice",
	  ACCESS_MYSELF, "<Enter>n" },
	{ "records-line", STAGE_PLANNED, PLACE_RECORDS, "spinoffice",
	  ACCESS_MYSELF, "o" },
	{ "records-all", STAGE_PLANNED, PLACE_RECORDS, "spinoffice",
	  ACCESS_MYSELF, "Cv" },
	{ "records-half", STAGE_WRONG, PLACE_RECORDS, "spinoffice",
	  ACCESS_MYSELF, "" },
	{ "records-many", STAGE_MANY, PLACE_RECORDS, "spinoffice",
	  ACCESS_MYSELF, "" },
	{ "records-remove", STAGE_MANY, PLACE_RECORDS, "spinoffice",
	  ACCESS_MYSELF, "<Down>" },
	{ "records-key", STAGE_MANY, PLACE_RECORDS, "spinoffice", ACCESS_MYSELF,
	  "<Down><Down>" },
	{ "records-mx", STAGE_MANY, PLACE_RECORDS, "spinoffice", ACCESS_MYSELF,
	  "<Down><Down><Down>nn" },
	{ "hand-over", STAGE_PLANNED, PLACE_RECORDS, "spinoffice",
	  ACCESS_MYSELF, "e" },
	{ "hand-over-unknown", STAGE_STRATO, PLACE_RECORDS, "spinoffice", 0,
	  "<Down><Down><Enter><PageDown>" },
	{ "hand-over-page", STAGE_PLANNED, PLACE_RECORDS, "spinoffice",
	  ACCESS_SOMEBODY_ELSE, "e<Down>" },
	{ "hand-over-name", STAGE_PLANNED, PLACE_RECORDS, "spinoffice",
	  ACCESS_SOMEBODY_ELSE, "e<Down><Enter>" },
	{ "hand-over-folder", STAGE_PLANNED, PLACE_RECORDS, "spinoffice",
	  ACCESS_SOMEBODY_ELSE,
	  "e<Down><Enter><Ctrl-U>/no/such/folder<Enter>" },
	{ "hand-over-written", STAGE_PLANNED, PLACE_RECORDS, "spinoffice",
	  ACCESS_SOMEBODY_ELSE, "e<Down><Enter><Enter>" },
	{ "hand-over-replace", STAGE_PLANNED, PLACE_RECORDS, "spinoffice",
	  ACCESS_SOMEBODY_ELSE, "e<Down><Enter><Enter><Up><Enter><Enter>" },
	{ "hand-over-alone", STAGE_PLANNED, PLACE_RECORDS, "spinoffice",
	  ACCESS_SOMEBODY_ELSE, "ev<PageDown>" },
	{ "hand-over-done", STAGE_PLANNED, PLACE_RECORDS, "spinoffice",
	  ACCESS_MYSELF, "e<End><Enter>" },
	{ "records-handed-over", STAGE_PLANNED, PLACE_RECORDS, "spinoffice",
	  ACCESS_MYSELF, "e<End><Enter><Esc>" },
	{ "help-hand-over", STAGE_PLANNED, PLACE_RECORDS, "spinoffice",
	  ACCESS_MYSELF, "e<F1>" },
	{ "records-stop", STAGE_PLANNED, PLACE_RECORDS, "spinoffice",
	  ACCESS_MYSELF, "<Ctrl-C>" },
	{ "panel", STAGE_UNFORMED, PLACE_RECORDS, "spinoffice", 0, "<Enter>" },
	{ "panel-search", STAGE_UNFORMED, PLACE_RECORDS, "spinoffice", 0,
	  "<Enter>direct" },
	{ "panel-chosen", STAGE_UNFORMED, PLACE_RECORDS, "spinoffice", 0,
	  "<Enter>direct<Enter>" },
	{ "help-panel", STAGE_UNFORMED, PLACE_RECORDS, "spinoffice", 0,
	  "<Enter><F1>" },
	{ "records-strato", STAGE_STRATO, PLACE_RECORDS, "spinoffice",
	  ACCESS_MYSELF, "" },
	{ "records-missing", STAGE_NO_DOMAIN, PLACE_RECORDS, "spinoffice",
	  ACCESS_MYSELF, "" },
	{ "records-looking", STAGE_NOTHING, PLACE_RECORDS, "spinoffice",
	  ACCESS_MYSELF, "" },
	{ "waiting", STAGE_PLANNED, PLACE_WAITING, "spinoffice", ACCESS_MYSELF,
	  "" },
	{ "waiting-for-somebody", STAGE_PLANNED, PLACE_WAITING, "spinoffice",
	  ACCESS_SOMEBODY_ELSE, "" },
	{ "waiting-wrong", STAGE_WRONG, PLACE_WAITING, "spinoffice",
	  ACCESS_MYSELF, "" },
	{ "waiting-partial", STAGE_PARTIAL, PLACE_WAITING, "spinoffice",
	  ACCESS_MYSELF, "" },
	{ "waiting-silent", STAGE_SILENT, PLACE_WAITING, "spinoffice",
	  ACCESS_MYSELF, "" },
	{ "waiting-news", STAGE_PLANNED, PLACE_WAITING, "spinoffice",
	  ACCESS_MYSELF, "" },
	{ "waiting-lost", STAGE_WRONG, PLACE_WAITING, "spinoffice",
	  ACCESS_MYSELF, "" },
	{ "waiting-text", STAGE_WRONG, PLACE_WAITING, "spinoffice",
	  ACCESS_MYSELF, "w" },
	{ "waiting-saved", STAGE_WRONG, PLACE_WAITING, "spinoffice",
	  ACCESS_MYSELF, "ws" },
	{ "doh", STAGE_CLOSED, PLACE_WAITING, "spinoffice", ACCESS_MYSELF, "" },
	{ "doh-agreed", STAGE_CLOSED, PLACE_WAITING, "spinoffice",
	  ACCESS_MYSELF, "<Enter>" },
	{ "doh-refused", STAGE_CLOSED, PLACE_WAITING, "spinoffice",
	  ACCESS_MYSELF, "<Down><Enter>" },
	{ "help-doh", STAGE_CLOSED, PLACE_WAITING, "spinoffice", ACCESS_MYSELF,
	  "<F1>" },
	{ "elsewhere", STAGE_PLANNED, PLACE_WAITING, "spinoffice",
	  ACCESS_MYSELF, "a<Down>" },
	{ "elsewhere-search", STAGE_PLANNED, PLACE_WAITING, "spinoffice",
	  ACCESS_MYSELF, "ahost" },
	{ "elsewhere-chosen", STAGE_PLANNED, PLACE_WAITING, "spinoffice",
	  ACCESS_MYSELF, "ahostnet<Enter>" },
	{ "elsewhere-again", STAGE_PLANNED, PLACE_WAITING, "spinoffice",
	  ACCESS_MYSELF, "ahostnet<Enter>a" },
	{ "done", STAGE_GREEN, PLACE_DONE, "spinoffice", ACCESS_MYSELF, "" },
	{ "done-text", STAGE_GREEN, PLACE_DONE, "spinoffice", ACCESS_MYSELF,
	  "f" },
	{ "done-reminder", STAGE_GREEN, PLACE_DONE, "salesdock", ACCESS_MYSELF,
	  "" },
	{ "done-reminded", STAGE_GREEN, PLACE_DONE, "salesdock", ACCESS_MYSELF,
	  "x" },
	{ "finish", STAGE_GREEN, PLACE_DONE, "spinoffice", ACCESS_MYSELF, "m" },
	{ "finish-send", STAGE_GREEN, PLACE_DONE, "spinoffice", ACCESS_MYSELF,
	  "m<Enter><Ctrl-U>smtp.strato.de<Enter>linfo@voorbeeld.nl<Enter>"
	  "geheim<Enter>" },
	{ "finish-sent", STAGE_GREEN, PLACE_DONE, "spinoffice", ACCESS_MYSELF,
	  "m<Enter><Ctrl-U>smtp.strato.de<Enter>linfo@voorbeeld.nl<Enter>"
	  "geheim<Down><Down>support@programma.example<Enter>" },
	{ "proof-empty", STAGE_GREEN, PLACE_DONE, "spinoffice", ACCESS_MYSELF,
	  "h" },
	{ "proof", STAGE_GREEN, PLACE_DONE, "spinoffice", ACCESS_MYSELF,
	  "h<Paste>" HEADER "<PasteEnd>" },
	{ "proof-line", STAGE_GREEN, PLACE_DONE, "spinoffice", ACCESS_MYSELF,
	  "h<Paste>550 5.1.1 jan@elders.example: user unknown<PasteEnd>" },
	{ "proof-nothing", STAGE_GREEN, PLACE_DONE, "spinoffice", ACCESS_MYSELF,
	  "h<Paste>hallo<PasteEnd>" },
	{ "done-without-dns", STAGE_PRESENT, PLACE_DONE, "onfact", 0, "" },
	{ "overview-asks", STAGE_PLANNED, PLACE_RECORDS, "spinoffice",
	  ACCESS_MYSELF, "<F3>" },
	{ "overview", STAGE_PLANNED, PLACE_RECORDS, "spinoffice", ACCESS_MYSELF,
	  "<F3><Enter><Down>" },
	{ "overview-order", STAGE_NOTHING, PLACE_DOMAIN, NULL, 0,
	  "<F3><Enter><Tab>" },
	{ "overview-search", STAGE_NOTHING, PLACE_DOMAIN, NULL, 0,
	  "<F3><Enter>mailch<F5>" },
	{ "overview-forget", STAGE_NOTHING, PLACE_DOMAIN, NULL, 0,
	  "<F3><Enter><Down><Delete>" },
	{ "smtp", STAGE_PRESENT, PLACE_DONE, "salesdock", 0, "" },
	{ "smtp-guess", STAGE_PRESENT, PLACE_DONE, "salesdock", 0,
	  "<Down><Down><Right><Down>" },
	{ "smtp-refused", STAGE_PRESENT, PLACE_DONE, "salesdock", 0,
	  "<Ctrl-U>..<Enter>" },
	{ "smtp-test", STAGE_PRESENT, PLACE_DONE, "salesdock", 0, "<Enter>" },
	{ "smtp-expired", STAGE_PRESENT, PLACE_DONE, "salesdock", 0,
	  "<Ctrl-U>mail.voorbeeld.nl<Enter>" },
	{ "smtp-dialogue", STAGE_PRESENT, PLACE_DONE, "salesdock", 0,
	  "<Enter>d" },
	{ "smtp-login", STAGE_PRESENT, PLACE_DONE, "salesdock", 0,
	  "<Enter>linfo@voorbeeld.nl<Enter>" },
	{ "smtp-login-refused", STAGE_PRESENT, PLACE_DONE, "salesdock", 0,
	  "<Enter>linfo@voorbeeld.nl<Enter>verkeerd<Enter>" },
	{ "smtp-mail", STAGE_PRESENT, PLACE_DONE, "salesdock", 0,
	  "<Enter>linfo@voorbeeld.nl<Enter>geheim<Down><Down>"
	  "ik@voorbeeld.nl<Enter>" },
	{ "imap", STAGE_PRESENT, PLACE_DONE, "salesdock", 0, "" },
	{ "imap-guide", STAGE_PRESENT, PLACE_DONE, "salesdock", 0, "<F5>" },
	{ "help-domain", STAGE_NOTHING, PLACE_DOMAIN, NULL, 0, "<F1>" },
	{ "help-records", STAGE_PLANNED, PLACE_RECORDS, "spinoffice",
	  ACCESS_MYSELF, "?" },
	{ "help-elsewhere", STAGE_PLANNED, PLACE_WAITING, "spinoffice",
	  ACCESS_MYSELF, "a<F1>" },
	{ "help-waiting", STAGE_PLANNED, PLACE_WAITING, "spinoffice",
	  ACCESS_MYSELF, "<F1><PageDown>" },
	{ "help-done", STAGE_GREEN, PLACE_DONE, "spinoffice", ACCESS_MYSELF,
	  "<F1>" },
};
const size_t scene_count = COUNT_OF(scenes);

/* What is seen after the keys of a scene, where that is something else. */
static const struct {
	const char *scene;
	enum stage stage;
} turns[] = {
	{ "waiting-news", STAGE_WRONG },
	{ "waiting-lost", STAGE_LOST },
};

/* Shown before the keys, beside the place: by how the scene's name begins. */
static const struct {
	const char *prefix;
	const struct screen *screen;
} asides[] = {
	{ "smtp", &screen_smtp },
	{ "imap", &screen_imap },
};

static void step_aside(struct world *world, const char *name)
{
	for (size_t i = 0; i < COUNT_OF(asides); i++) {
		if (strncmp(name, asides[i].prefix, strlen(asides[i].prefix)))
			continue;
		flow_step_aside(&world->flow, asides[i].screen);
		flow_changed(&world->flow);
	}
}

const struct scene *scene_named(const char *name)
{
	for (size_t i = 0; i < scene_count; i++) {
		if (!strcmp(scenes[i].name, name))
			return &scenes[i];
	}
	printf("there is no scene %s\n", name);
	abort();
}

void scene_start(struct world *world, const struct scene *scene,
		 bool ask_language)
{
	world_init(world);
	if (scene->place != PLACE_DOMAIN)
		world_stand_at(world, scene->place, scene->service);
	world->wizard.access = scene->access;
	if (wizard_is_slow(&world->wizard))
		world_look_slowly(world);
	if (scene->stage == STAGE_NO_DOMAIN)
		world->when_typed = scene->stage;
	if (scene->place == PLACE_DONE && scene->stage == STAGE_PRESENT &&
	    strcmp(scene->service, "carien") != 0)
		choices_find(&world->wizard.choices, scene->service)->way =
			WAY_GLOBAL;
	world_set_stage(world, scene->stage);
	flow_start(&world->flow, &world->wizard, ask_language);
	flow_changed(&world->flow);
	step_aside(world, scene->name);
}

void scene_play(struct world *world, const struct scene *scene)
{
	play_keys(&world->flow, scene->keys);
	for (size_t i = 0; i < COUNT_OF(turns); i++) {
		if (strcmp(turns[i].scene, scene->name))
			continue;
		world_set_stage(world, turns[i].stage);
		flow_changed(&world->flow);
	}
}

void scene_stop(struct world *world)
{
	flow_stop(&world->flow);
	world_free(world);
}

void assert_hides(struct flow *flow, const char *text)
{
	char *screen = play_screen(flow);

	if (strstr(screen, text))
		fail_msg("“%s” is on\n%s", text, screen);
	free(screen);
}

int count_shown(struct flow *flow, const char *text)
{
	char *screen = play_screen(flow);
	int count = 0;

	for (const char *at = screen; (at = strstr(at, text)); at++)
		count++;
	free(screen);
	return count;
}

static int start_terminal(const char *catalogues)
{
	static const struct term_options options = { .color = COLOR_ALWAYS };
	static char dir[4096];

	setenv("TZ", "UTC", 1);
	setenv("LANG", "C", 1);
	unsetenv("LC_ALL");
	unsetenv("SSH_CONNECTION");
	snprintf(dir, sizeof(dir), "%s/%s", getenv("B") ? getenv("B") : "build",
		 catalogues);
	setenv("ZEGEL_LOCALEDIR", dir, 1);
	if (i18n_start("nl", NULL))
		return -1;
	return term_start_headless("xterm-256color", 24, 80, &options) ? -1 : 0;
}

int scenes_start_terminal(void **state)
{
	(void)state;
	return start_terminal("locale");
}

int scenes_start_pseudo(void **state)
{
	(void)state;
	return start_terminal("pseudo");
}

int scenes_stop_terminal(void **state)
{
	(void)state;
	term_stop();
	return 0;
}

void assert_shows(struct flow *flow, const char *text)
{
	char *screen = play_screen(flow);

	if (!strstr(screen, text))
		fail_msg("“%s” is not on\n%s", text, screen);
	free(screen);
}
