/* SPDX-License-Identifier: MIT */
#include "i18n/i18n.h"

#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/program.h"
#include "base/util.h"

#define DOMAIN "zegel"

static const struct language {
	const char *code;
	const char *name; /* as its own speakers write it: never translated */
} languages[] = {
	{ "nl", "Nederlands" },
	{ "de", "Deutsch" },
	{ "en", "English" },
};

static const char english[] = "en"; /* the language of the msgids */
static const char *current = english;

const char *i18n_text(const char *msgid)
{
	/* gettext("") would be the header of the catalogue. */
	return *msgid ? gettext(msgid) : msgid;
}

const char *i18n_plural(const char *one, const char *many, size_t n)
{
	return ngettext(one, many, n);
}

const char *i18n_context(const char *key, const char *msgid)
{
	const char *text = gettext(key);

	return text == key ? msgid : text;
}

/* The code of ours that a locale name such as nl_BE.UTF-8 begins with. */
static const char *language_of(const char *locale)
{
	size_t stem = strcspn(locale, "_.@-:");

	for (size_t i = 0; i < COUNT_OF(languages); i++)
		if (strlen(languages[i].code) == stem &&
		    !strncmp(languages[i].code, locale, stem))
			return languages[i].code;
	return NULL;
}

/* The first of the languages in a list such as nl_BE:nl:en that is ours. */
static const char *language_of_list(const char *list)
{
	while (*list) {
		const char *code = language_of(list);

		if (code)
			return code;
		list += strcspn(list, ":");
		list += *list == ':';
	}
	return NULL;
}

/* What the environment asks for, whether or not that locale is installed. As
 * everywhere, LANGUAGE does not count when the locale is plain C: scripts that
 * set LC_ALL=C want the msgids. */
static const char *language_of_environment(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *locale = NULL;
	const char *list = getenv("LANGUAGE");
	const char *code = NULL;

	for (size_t i = 0; i < COUNT_OF(names) && !locale; i++) {
		locale = getenv(names[i]);
		if (locale && !*locale)
			locale = NULL;
	}
	if (!locale || !strcmp(locale, "C") || !strcmp(locale, "POSIX"))
		return NULL;
	if (list)
		code = language_of_list(list);
	return code ? code : language_of(locale);
}

static void bind_catalogues(void)
{
	const char *told = getenv("ZEGEL_LOCALEDIR");
	char *folder = told && *told ? xstrdup(told)
				     : program_folder("locale", "share/locale");

	bind_textdomain_codeset(DOMAIN, "UTF-8");
	textdomain(DOMAIN);
	bindtextdomain(DOMAIN, folder);
	free(folder);
}

/* The first locale of the list that this system has. */
static void set_first(int category, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (setlocale(category, names[i]))
			return;
}

/* We speak UTF-8 whatever LANG says (LANG=C over ssh is common), and glibc must
 * take messages from a catalogue: in C and, from glibc 2.39 on, in C.UTF-8 it
 * ignores LANGUAGE. C_NL.UTF-8 is no locale, but glibc loads the files of
 * C.UTF-8 under that name, and then it listens. */
static void set_locale(void)
{
	static const char *const utf8[] = { "C.UTF-8", "en_US.UTF-8",
					    "nl_NL.UTF-8", "de_DE.UTF-8" };
	static const char *const listening[] = { "C_NL.UTF-8", "en_US.UTF-8",
						 "nl_NL.UTF-8", "de_DE.UTF-8" };
	const char *messages;

	setlocale(LC_ALL, "");
	setlocale(LC_NUMERIC, "C");
	if (strcmp(nl_langinfo(CODESET), "UTF-8"))
		set_first(LC_CTYPE, utf8, COUNT_OF(utf8));
	messages = setlocale(LC_MESSAGES, NULL);
	if (!messages || !strcmp(messages, "C") || !strcmp(messages, "POSIX") ||
	    !strncmp(messages, "C.", 2))
		set_first(LC_MESSAGES, listening, COUNT_OF(listening));
}

/* True when gettext really answers in this language: the header of the
 * catalogue in use is the translation of "". */
static bool is_in_use(const char *language)
{
	static const char field[] = "\nLanguage: ";
	const char *at = strstr(gettext(""), field);
	size_t len = strlen(language);

	if (!strcmp(language, english))
		return !at;
	at = at ? at + sizeof(field) - 1 : "";
	return !strncmp(at, language, len) && at[len] == '\n';
}

static void ask_for(const char *language)
{
	setenv("LANGUAGE", language, 1);
	/* Without this, glibc goes on answering from its cache. */
	textdomain(DOMAIN);
}

enum err i18n_use(const char *language)
{
	const char *code = language_of(language);

	if (!code || strcmp(code, language))
		return ERR_SYNTAX;
	ask_for(code);
	if (!is_in_use(code)) {
		ask_for(current);
		return ERR_NOT_FOUND;
	}
	current = code;
	return OK;
}

enum err i18n_start(const char *language, enum i18n_source *source)
{
	enum i18n_source from = language ? I18N_OPTION : I18N_LOCALE;

	set_locale();
	if (!language)
		language = language_of_environment();
	if (!language) {
		language = english;
		from = I18N_DEFAULT;
	}
	if (source)
		*source = from;
	bind_catalogues();
	current = english;
	ask_for(english);
	return i18n_use(language);
}

const char *i18n_current(void)
{
	return current;
}

const char *i18n_code(size_t index)
{
	return index < COUNT_OF(languages) ? languages[index].code : NULL;
}

const char *i18n_name(size_t index)
{
	return index < COUNT_OF(languages) ? languages[index].name : NULL;
}

size_t i18n_index(void)
{
	size_t index = 0;

	while (strcmp(languages[index].code, current))
		index++;
	return index;
}
