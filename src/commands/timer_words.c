/* SPDX-License-Identifier: MIT */
#include "commands/timer_words.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/save.h"
#include "i18n/i18n.h"
#include "store/store.h"
#include "text/fill.h"

/* What goes along, and whether it names a file: at night the working folder is
 * another one. --lang, --state and --changes are always there. */
static const struct {
	const char *name;
	bool is_file;
} ALONG[] = {
	{ "json", false },      { "nameserver", false },
	{ "authority", false }, { "timeout", false },
	{ "service", false },   { "template", true },
	{ "set", false },       { "group", false },
	{ "catalog", true },    { "file", true },
	{ "rate", false },      { "ignore", false },
	{ "unknowns", false },  { "mail", false },
	{ "webhook", false },   { "report-address", false },
};

static const char *const OF_ITS_OWN[] = { "lang", "state", "changes" };

static void add(struct timer_words *words, char *word)
{
	words->items = grow(words->items, words->count, &words->cap,
			    sizeof(*words->items));
	words->items[words->count++] = word;
}

static bool refuse(const char *sentence, const char *name)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	text_fill_one(&text, sentence, name);
	fprintf(stderr, "zegel: %s\n", str_text(&text));
	str_free(&text);
	return false;
}

static bool is_of_its_own(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(OF_ITS_OWN); i++) {
		if (!strcmp(OF_ITS_OWN[i], name))
			return true;
	}
	return false;
}

static bool has_control(const char *text)
{
	for (; *text; text++) {
		if ((unsigned char)*text < ' ' || *text == 0x7f)
			return true;
	}
	return false;
}

static void add_option(struct timer_words *words, const char *name,
		       const char *value, bool is_file)
{
	char *whole = is_file && value ? save_path(value) : NULL;

	add(words, value ? xasprintf("--%s=%s", name, whole ? whole : value)
			 : xasprintf("--%s", name));
	free(whole);
}

static bool add_given(struct timer_words *words, const struct option_given *o)
{
	if (is_of_its_own(o->name))
		return true;
	for (size_t i = 0; i < COUNT_OF(ALONG); i++) {
		if (strcmp(ALONG[i].name, o->name) != 0)
			continue;
		if (o->value && (has_control(o->value) ||
				 (ALONG[i].is_file && !strcmp(o->value, "-"))))
			return refuse(_("--%1$s cannot be that at night."),
				      o->name);
		add_option(words, o->name, o->value, ALONG[i].is_file);
		return true;
	}
	return refuse(_("--%1$s has no place in what runs at night."), o->name);
}

static bool find_state(struct timer_words *words, const struct options *o)
{
	if (o->state && !strcmp(o->state, STORE_IN_MEMORY))
		return refuse(_("--%1$s cannot be that at night."), "state");
	words->state = o->state ? save_path(o->state) : store_default_path();
	return words->state && !has_control(words->state)
		       ? true
		       : refuse(_("--%1$s cannot be that at night."), "state");
}

static char *this_program(void)
{
	char path[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", path, sizeof(path) - 1);

	return len > 0 ? xstrndup(path, (size_t)len) : xstrdup("zegel");
}

bool timer_words_make(struct timer_words *out, const struct options *options)
{
	bool good;

	*out = (struct timer_words){ .count = 0 };
	add(out, this_program());
	add(out, xstrdup("check"));
	add(out, xstrdup("--changes"));
	add(out, xasprintf("--lang=%s", i18n_current()));
	good = find_state(out, options);
	if (good)
		add(out, xasprintf("--state=%s", out->state));
	for (size_t i = 0; i < options->given_count && good; i++)
		good = add_given(out, &options->given[i]);
	return good;
}

void timer_words_free(struct timer_words *words)
{
	for (size_t i = 0; i < words->count; i++)
		free(words->items[i]);
	free(words->items);
	free(words->state);
	*words = (struct timer_words){ .count = 0 };
}
