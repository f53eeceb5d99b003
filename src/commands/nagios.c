/* SPDX-License-Identifier: MIT */
#include "commands/nagios.h"

#include <stdlib.h>

#include "base/name.h"
#include "commands/verdict_print.h"
#include "i18n/i18n.h"
#include "mail/spf.h"
#include "text/fill.h"
#include "text/finding_text.h"
#include "text/state_text.h"

enum { LOOKUPS_WARN = 8 }; /* more are near the limit */

static const char *const WORDS[] = {
	[NAGIOS_OK] = "OK",
	[NAGIOS_WARNING] = "WARNING",
	[NAGIOS_CRITICAL] = "CRITICAL",
	[NAGIOS_UNKNOWN] = "UNKNOWN",
};

void nagios_begin(struct nagios *n)
{
	*n = (struct nagios){ .lookups = -1, .began_ms = clock_ms() };
}

/* The error that explains the most, else how the domain stands. */
static char *sentence_of(const struct verdict *v,
			 const struct service_list *services)
{
	const struct finding_context context = finding_context_of(v);
	const struct finding *f = verdict_gravest(v);
	struct str text = STR_INIT(STR_MAX_TEXT);
	char *domain = name_for_people(v->domain);

	if (f && v->outcome != OUTCOME_GREEN) {
		str_addf(&text, "%s: ", domain);
		finding_sentence(&text, f, &context);
	} else {
		outcome_add_sentence(&text, v, services);
	}
	free(domain);
	return str_take(&text);
}

void nagios_add(struct nagios *n, const struct verdict *v,
		const struct service_list *services)
{
	size_t place = n->counts[v->outcome]++;

	if (!n->domains++) {
		n->sentence = sentence_of(v, services);
		n->lookups = v->spf_lookups;
	}
	if (place < NAGIOS_NAMES)
		n->names[v->outcome][place] = name_for_people(v->domain);
}

static enum nagios_status status_of(const struct nagios *n, bool failed)
{
	if (n->counts[OUTCOME_WRONG])
		return NAGIOS_CRITICAL;
	if (n->counts[OUTCOME_WAITING])
		return NAGIOS_WARNING;
	return failed || n->counts[OUTCOME_UNKNOWN] || !n->domains
		       ? NAGIOS_UNKNOWN
		       : NAGIOS_OK;
}

/* "wrong 2 (a.nl, b.nl)" */
static void add_group(struct str *out, const struct nagios *n,
		      enum outcome outcome)
{
	size_t count = n->counts[outcome];

	if (!count)
		return;
	str_addf(out, ", %s %zu (", outcome_words(outcome), count);
	for (size_t i = 0; i < count && i < NAGIOS_NAMES; i++)
		str_addf(out, "%s%s", i ? ", " : "", n->names[outcome][i]);
	str_add(out, count > NAGIOS_NAMES ? ", ...)" : ")");
}

static void add_many(struct str *out, const struct nagios *n)
{
	struct str green = STR_INIT(32), all = STR_INIT(32);

	str_addf(&green, "%zu", n->counts[OUTCOME_GREEN]);
	str_addf(&all, "%zu", n->domains);
	/* TRANSLATORS: so many of so many domains. */
	text_fill_two(out, _("%1$s of %2$s domains all right"),
		      str_text(&green), str_text(&all));
	add_group(out, n, OUTCOME_WRONG);
	add_group(out, n, OUTCOME_WAITING);
	add_group(out, n, OUTCOME_UNKNOWN);
	str_free(&green);
	str_free(&all);
}

/* A | begins the performance data, a newline would be a second line. */
static void print_text(const char *text, FILE *to)
{
	for (; *text; text++)
		putc(*text == '|' ? '/' : *text == '\n' ? ' ' : *text, to);
}

/* 'label'=value[UOM];warn;crit;min;max */
static void print_data(const struct nagios *n, FILE *to)
{
	int64_t ms = clock_ms() - n->began_ms;

	fprintf(to, " | time=%lld.%03llds;;;0 domains=%zu;;;0",
		(long long)(ms / 1000), (long long)(ms % 1000), n->domains);
	for (int i = OUTCOME_GREEN; i <= OUTCOME_UNKNOWN; i++)
		fprintf(to, " %s=%zu;;;0;%zu", outcome_name((enum outcome)i),
			n->counts[i], n->domains);
	if (n->domains == 1 && n->lookups >= 0)
		fprintf(to, " lookups=%d;%d;%d;0", n->lookups, LOOKUPS_WARN,
			SPF_LOOKUPS_MAX);
	putc('\n', to);
}

enum nagios_status nagios_end(struct nagios *n, bool failed, FILE *to)
{
	enum nagios_status status = status_of(n, failed);
	struct str text = STR_INIT(STR_MAX_TEXT);

	if (!n->domains)
		str_add(&text, _("no domain could be looked at"));
	else if (n->domains == 1)
		str_add(&text, n->sentence);
	else
		add_many(&text, n);
	if (failed && n->domains)
		str_addf(&text, "; %s", _("not all went well"));
	fprintf(to, "ZEGEL %s - ", WORDS[status]);
	print_text(str_text(&text), to);
	print_data(n, to);
	str_free(&text);
	for (int i = OUTCOME_GREEN; i <= OUTCOME_UNKNOWN; i++) {
		for (size_t k = 0; k < NAGIOS_NAMES; k++)
			free(n->names[i][k]);
	}
	free(n->sentence);
	return status;
}
