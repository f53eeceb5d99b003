/* SPDX-License-Identifier: MIT */
#include "text/report_text.h"

#include <stdlib.h>

#include "base/name.h"
#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/finding_text.h"
#include "text/host_text.h"
#include "text/state_text.h"
#include "text/time_text.h"

/* A text of lines, each of them indented. */
static void add_lines(struct str *out, const char *text)
{
	struct slice rest = slice_of(text), line;

	while (slice_next_line(&rest, &line)) {
		str_add(out, "    ");
		str_add_bytes(out, line.at, line.len);
		str_add_char(out, '\n');
	}
}

static void add_finding(struct str *out, const struct finding *f,
			const struct finding_context *context)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	finding_sentence(&text, f, context);
	if (text.len)
		str_add_char(&text, '\n');
	finding_fix(&text, f, context);
	add_lines(out, str_text(&text));
	str_free(&text);
}

static void add_wanted(struct str *out, const struct record *r)
{
	struct str value = STR_INIT(STR_MAX_TEXT);
	struct str line = STR_INIT(STR_MAX_TEXT);

	if (r->type == RR_MX)
		str_addf(&value, "%u ", r->priority);
	str_add(&value, r->value);
	/* TRANSLATORS: in front of a value that is to be entered. */
	str_add(&line, _("It should be:"));
	str_add_char(&line, '\n');
	str_add(&line, str_text(&value));
	add_lines(out, str_text(&line));
	str_free(&value);
	str_free(&line);
}

/* "✗ CNAME mrsel2._domainkey.voorbeeld.nl: wrong name", and more below it. */
static void add_record(struct str *out, const struct record_verdict *r,
		       const struct finding_context *context)
{
	const struct record *wanted = &r->wanted.record;
	bool explained = false;

	str_addf(out, "%s %s %s: %s\n", state_sign(r), rr_name(wanted->type),
		 wanted->name, state_words(r));
	for (size_t i = 0; i < r->findings.count; i++) {
		if (r->findings.items[i].waiting)
			continue;
		add_finding(out, &r->findings.items[i], context);
		explained = true;
	}
	if (!explained && r->state != STATE_OK && r->state != STATE_UNKNOWN)
		add_wanted(out, wanted);
}

/* Those that are right, or those that are not. */
static void add_records(struct str *out, const struct verdict *v,
			const struct finding_context *context, bool right)
{
	for (size_t i = 0; i < v->record_count; i++)
		if ((v->records[i].state == STATE_OK) == right)
			add_record(out, &v->records[i], context);
}

static void add_servers(struct str *out, const struct verdict *v)
{
	const char **names = xcalloc(v->server_count + 1, sizeof(*names));
	struct str list = STR_INIT(STR_MAX_TEXT);
	size_t count = 0;

	/* One with several addresses stands there several times. */
	for (size_t i = 0; i < v->server_count; i++)
		if (!i ||
		    !name_equal(v->servers[i].name, v->servers[i - 1].name))
			names[count++] = v->servers[i].name;
	text_add_list(&list, names, count);
	if (count) {
		text_fill_two(out,
			      /* TRANSLATORS: name servers, and a company. */
			      _("Seen by asking %1$s (%2$s)."), str_text(&list),
			      host_as_object(v->host));
		str_add_char(out, '\n');
	}
	str_free(&list);
	free(names);
}

void report_add(struct str *out, const struct verdict *v,
		const struct service_list *services)
{
	const struct finding_context context = finding_context_of(v);
	struct str at = STR_INIT(100);

	outcome_add_sentence(out, v, services);
	text_add_date(&at, v->checked_at);
	str_add(&at, ", ");
	text_add_time(&at, v->checked_at, v->checked_at);
	str_addf(out, "\n%s\n\n", str_text(&at));
	add_records(out, v, &context, false);
	for (size_t i = 0; i < v->findings.count; i++) {
		const struct finding *f = &v->findings.items[i];

		if (f->waiting || f->severity == SEVERITY_INFO)
			continue;
		str_add(out, "!\n");
		add_finding(out, f, &context);
	}
	add_records(out, v, &context, true);
	str_add_char(out, '\n');
	add_servers(out, v);
	str_free(&at);
}
