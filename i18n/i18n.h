/* Languages: every sentence that a person reads goes through these macros, and
 * i18n.c is the only file that knows libintl.
 *
 * Tables hold msgids (N_), translation happens while drawing or printing (_),
 * and a translated pointer is never kept: so a change of language is i18n_use()
 * and a redraw. What the functions return is borrowed and must not be freed.
 * Times, numbers and paths are the caller's; LC_NUMERIC stays "C".
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_I18N_I18N_H
#define ZEGEL_I18N_I18N_H

#include "base/util.h"

/* _("sentence")            translated now
 * N_("sentence")           only marked, for tables
 * P_("%d one", "%d many", n)  the form that n asks for
 * C_("what it is", "word") the same English with another meaning */
#define _(text)           i18n_text(text)
#define N_(text)          text
#define P_(one, many, n)  i18n_plural(one, many, n)
#define C_(context, text) i18n_context(context "\004" text, text)

#define FORMAT_ARG(n) __attribute__((format_arg(n)))

const char *i18n_text(const char *msgid) FORMAT_ARG(1);
const char *i18n_plural(const char *one, const char *many, size_t n)
	FORMAT_ARG(1) FORMAT_ARG(2);
const char *i18n_context(const char *key, const char *msgid) FORMAT_ARG(2);

/* Where the language came from. */
enum i18n_source {
	I18N_OPTION,  /* --lang */
	I18N_LOCALE,  /* LANGUAGE, LC_ALL, LC_MESSAGES or LANG */
	I18N_DEFAULT, /* nobody told: English until the person has chosen */
};

/* Sets the locale up and the language; once, at the start, before anything is
 * shown. language is "nl", "de", "en" or NULL (then the environment tells);
 * source may be NULL. ERR_SYNTAX: not a language of ours. ERR_NOT_FOUND: its
 * catalogue is not installed. Both times everything works, in English. */
enum err i18n_start(const char *language, enum i18n_source *source) MUST_CHECK;

/* Changes the language now. On an error the old one stays. */
enum err i18n_use(const char *language) MUST_CHECK;

/* The code of the language in use: "nl", "de" or "en" (static). */
const char *i18n_current(void);

/* The languages by number, in the order in which F2 walks through them: code
 * ("nl"), and name in the language itself ("Nederlands"). NULL behind the last;
 * both static. */
const char *i18n_code(size_t index);
const char *i18n_name(size_t index);

/* The number of the language in use. */
size_t i18n_index(void);

#endif
