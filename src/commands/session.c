/* SPDX-License-Identifier: MIT */
#include "commands/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalog/mailbox.h"
#include "commands/new_file.h"
#include "commands/session_api.h"
#include "commands/session_known.h"
#include "commands/session_preview.h"
#include "commands/session_proof.h"
#include "commands/session_reminders.h"
#include "commands/session_server.h"
#include "commands/timer_place.h"
#include "i18n/i18n.h"

struct session {
	/* loop, dns, catalogue, store, options */
	struct command_context *context;
	struct session_face face;
	struct wizard wizard;
	struct look *look; /* at the wizard's domain, or NULL */
	bool is_stale;     /* its verdict is from before a change */
	struct session_preview preview;
	struct session_api api;
	struct session_proof proof;
	struct session_known known;
	struct session_reminders reminders;
	struct session_server server;
};

static void show(struct session *s, struct look *look,
		 const struct verdict *verdict)
{
	s->wizard.verdict = verdict;
	s->wizard.next_look_ms = look ? look_next_ms(look) : -1;
	if (s->face.changed)
		s->face.changed(s->face.ctx);
}

/* Green leads on from waiting; what is no longer true leads back there. */
static void follow(struct session *s, const struct verdict *v)
{
	struct wizard *w = &s->wizard;

	if (v->outcome == OUTCOME_GREEN && !w->green_since)
		w->green_since = v->checked_at;
	if (v->outcome == OUTCOME_GREEN && w->place == PLACE_WAITING)
		wizard_next(w);
	if (w->place != PLACE_DONE || wizard_without_dns(w) ||
	    (v->outcome != OUTCOME_WRONG && v->outcome != OUTCOME_WAITING))
		return;
	w->green_since = 0;
	wizard_go(w, PLACE_WAITING);
}

static void keep(struct session *s, const struct verdict *v)
{
	struct store *store = s->context->store;
	struct wizard *w = &s->wizard;

	/* Of a domain that nothing is set in no verdict is of use. */
	if (w->place < PLACE_RECORDS || !store || wizard_without_dns(w))
		return;
	/* What cannot be kept must not stop the customer: the next run will say
	 * what is wrong with the file. Looking keeps no choices: another zegel
	 * may be changing them. */
	if (store_add_verdict(store, v, NULL) == OK && w->past.changed &&
	    store_save_past(store, w->choices.domain, &w->past) == OK)
		w->past.changed = false;
	session_reminders_keep(&s->reminders, v->outcome == OUTCOME_GREEN);
}

static void look_changed(void *ctx, const struct verdict *verdict)
{
	struct session *s = ctx;

	s->is_stale = false;
	s->wizard.verdict = verdict;
	if (verdict->complete && s->wizard.place >= PLACE_RECORDS) {
		follow(s, verdict);
		keep(s, verdict);
	}
	show(s, s->look, verdict);
}

static void preview_changed(void *ctx, const struct verdict *verdict)
{
	show(ctx, NULL, verdict);
}

static void on_domain_changed(void *ctx, const char *domain)
{
	struct session *s = ctx;

	show(s, NULL, NULL);
	session_preview_type(&s->preview, domain);
}

static bool is_watching(const struct session *s)
{
	return s->wizard.place >= PLACE_RECORDS &&
	       !wizard_without_dns(&s->wizard);
}

/* At the wizard's domain: once while the program is chosen, again and again
 * from the records on. */
static struct look *start_look(struct session *s)
{
	bool watching = is_watching(s);
	const struct look_options options = {
		.catalog = s->context->catalog,
		.http = s->context->http,
		.use_authority = command_use_authority(s->context, 1),
		.only_present = !watching,
		.keep_looking = watching,
		.changed = look_changed,
		.ctx = s,
	};

	return look_new(s->context->loop, s->context->dns, &s->wizard.choices,
			&s->wizard.past, &options);
}

/* The look follows the wizard; slowly when somebody else edits the DNS. */
static void follow_wizard(struct session *s)
{
	if (!s->look)
		return;
	s->is_stale |= look_set_watching(s->look, is_watching(s));
	look_set_handed_over(s->look, wizard_is_slow(&s->wizard));
}

/* What the command line names joins what was chosen before. Something new is
 * begun at its beginning; else the domain goes on where it was. */
static void join_given(struct session *s)
{
	const struct options *o = s->context->options;
	struct wizard *w = &s->wizard;
	size_t before = w->choices.count;

	/* Services were chosen for it: what is looked at beside them is of
	 * this run. */
	w->choices.records_not_kept = o->records_file &&
				      !w->choices.record_count;
	if (!command_join_choices(s->context, &w->choices) ||
	    (w->choices.count == before && !o->records_file))
		return;
	w->place = PLACE_DOMAIN;
	w->service_given = true;
}

static bool on_domain_chosen(void *ctx)
{
	struct session *s = ctx;
	struct wizard *w = &s->wizard;
	bool known = false;

	session_preview_end(&s->preview);
	session_api_drop(&s->api);
	look_free(s->look);
	show(s, NULL, NULL);
	if (s->context->store)
		known = store_load(s->context->store, w->choices.domain, w) ==
			OK;
	w->known = known;
	session_reminders_load(&s->reminders);
	/* What is wrong with the command line was said before the start. */
	if (known)
		join_given(s);
	else if (command_apply_choices(s->context, &w->choices))
		w->service_given = w->choices.count > 0 ||
				   w->choices.record_count > 0;
	/* What a mailbox provider has set for itself is of no use here. */
	s->look = mailbox_domain_owner(w->choices.domain) ? NULL
							  : start_look(s);
	follow_wizard(s);
	return known && w->place > PLACE_DOMAIN;
}

static void on_choices_changed(void *ctx)
{
	struct session *s = ctx;

	if (!s->look)
		return;
	look_choices_changed(s->look);
	s->is_stale = true;
}

static void on_look_now(void *ctx)
{
	struct session *s = ctx;

	if (s->look)
		look_now(s->look);
}

static void on_notice(void *ctx, const char *msgid)
{
	struct session *s = ctx;

	if (s->face.notice)
		s->face.notice(s->face.ctx, msgid);
}

static void on_save(void *ctx)
{
	struct session *s = ctx;
	struct wizard *w = &s->wizard;

	follow_wizard(s);
	if (w->place == PLACE_WAITING && !w->since)
		w->since = clock_wall();
	if (!*w->choices.domain || !s->context->store)
		return;
	if (store_save(s->context->store, w) != OK)
		on_notice(s, N_("Your choices could not be kept: the state "
				"file cannot be written."));
	session_reminders_keep(&s->reminders, false);
}

static bool on_each_ready(void *ctx, const char *service,
			  bool (*each)(void *to, const char *domain), void *to)
{
	const struct session *s = ctx;

	return session_reminders_each_ready(&s->reminders, service, each, to);
}

static void on_end_reminders(void *ctx, const char *service, bool of_all)
{
	session_reminders_end(&((struct session *)ctx)->reminders, service,
			      of_all);
}

static bool on_each_known(void *ctx, known_domain_fn *each, void *to)
{
	struct session *s = ctx;

	return s->context->store &&
	       reminding_each_domain(s->context->store, each, to) == OK;
}

static void on_check_known(void *ctx, const char *domain)
{
	struct session *s = ctx;

	session_known_check(&s->known, domain);
}

static bool on_forget_known(void *ctx, const char *domain)
{
	struct session *s = ctx;

	return session_known_forget(&s->known, domain);
}

static char *on_save_file(void *ctx, const char *extension, const char *text)
{
	const struct session *s = ctx;

	return new_file_write(s->wizard.choices.domain, extension, text);
}

static void on_leave(void *ctx)
{
	struct session *s = ctx;

	loop_stop(s->context->loop);
}

static void on_news(void *ctx)
{
	struct session *s = ctx;

	session_reminders_ask(&s->reminders);
	if (s->face.changed)
		s->face.changed(s->face.ctx);
}

static void on_ask_api(void *ctx, const struct api *api, bool verify,
		       const struct secret *key)
{
	struct session *s = ctx;

	session_api_ask(&s->api, api, verify, key);
}

static void on_drop_api(void *ctx)
{
	struct session *s = ctx;

	session_api_drop(&s->api);
}

/* What was learned of the other resolver is worth nothing beside it. */
static void on_use_doh(void *ctx, const char *url)
{
	struct session *s = ctx;
	struct resolver resolver;

	if (!resolver_parse(url, &resolver))
		return;
	dns_use_resolver(s->context->dns, &resolver);
	resolver_free(&resolver);
	if (!s->look)
		return;
	show(s, NULL, NULL);
	look_free(s->look);
	s->look = start_look(s);
	follow_wizard(s);
}

struct session *session_new(struct command_context *context,
			    const struct session_face *face)
{
	struct session *s = xcalloc(1, sizeof(*s));
	struct wizard *w = &s->wizard;

	s->context = context;
	s->face = *face;
	wizard_init(w);
	w->catalog = context->catalog;
	w->private_mode = context->options->private_mode;
	w->nightly = timer_is_installed(context->options->state);
	w->actions = (struct wizard_actions){
		.ctx = s,
		.domain_changed = on_domain_changed,
		.domain_chosen = on_domain_chosen,
		.choices_changed = on_choices_changed,
		.look_now = on_look_now,
		.save = on_save,
		.save_file = on_save_file,
		.write_file = new_file_write_typed,
		.leave = on_leave,
		.ask_api = on_ask_api,
		.drop_api = on_drop_api,
		.use_doh = on_use_doh,
		.end_reminders = on_end_reminders,
		.server = session_server_actions(&s->server),
	};
	s->api = (struct session_api){
		.http = context->http, .wizard = w, .changed = on_news, .ctx = s
	};
	s->reminders = (struct session_reminders){ .context = context,
						   .wizard = w };
	s->preview = (struct session_preview){ .context = context,
					       .changed = preview_changed,
					       .ctx = s };
	session_server_begin(&s->server, context, w, on_news, s);
	session_proof_begin(&s->proof, context, w, on_news, s);
	/* Other customers' names are not for everybody's eyes. */
	if (!w->private_mode && context->store) {
		w->actions.each_ready = on_each_ready;
		w->actions.each_known = on_each_known;
		w->actions.check_known = on_check_known;
		w->actions.forget_known = on_forget_known;
	}
	s->known = (struct session_known){ .context = context,
					   .wizard = w,
					   .changed = on_news,
					   .notice = on_notice,
					   .ctx = s };
	return s;
}

void session_free(struct session *s)
{
	if (!s)
		return;
	session_preview_end(&s->preview);
	session_api_drop(&s->api);
	session_known_end(&s->known);
	session_server_end(&s->server);
	look_free(s->look);
	session_reminders_free(&s->reminders);
	wizard_free(&s->wizard);
	free(s);
}

struct wizard *session_wizard(struct session *s)
{
	return &s->wizard;
}

const struct verdict *session_verdict(const struct session *s)
{
	const struct verdict *v = s->wizard.verdict;

	return v && v->complete && !s->is_stale ? v : NULL;
}

void session_open_domain(struct session *s, const char *domain)
{
	wizard_set_domain(&s->wizard, domain);
	if (!on_domain_chosen(s))
		wizard_next(&s->wizard);
}

void session_update_next_look(struct session *s)
{
	s->wizard.next_look_ms = s->look ? look_next_ms(s->look) : -1;
	s->wizard.look_interval_ms = s->look ? look_interval_ms(s->look) : 0;
}

void session_woke(struct session *s, int64_t slept_s)
{
	s->wizard.slept_s = slept_s;
	s->wizard.woke_ms = clock_ms();
	if (s->look && is_watching(s))
		look_now(s->look);
}

void session_keep_language(struct session *s)
{
	if (s->context->store &&
	    store_set_setting(s->context->store, "language", i18n_current()) !=
		    OK)
		return; /* asked again next time, that is all */
}
