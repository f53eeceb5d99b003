/* SPDX-License-Identifier: MIT */
#include "commands/changes.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "commands/verdict_json.h"
#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/state_text.h"
#include "text/time_text.h"

/* --- one change ---------------------------------------------------------- */

static void add_finding(struct change *change, size_t *cap,
			const struct finding *f,
			const struct finding_context *context)
{
	struct str text = STR_INIT(STR_MAX_TEXT), fix = STR_INIT(STR_MAX_TEXT);

	finding_sentence(&text, f, context);
	finding_fix(&fix, f, context);
	change->findings = grow(change->findings, change->finding_count, cap,
				sizeof(*change->findings));
	change->findings[change->finding_count++] = (struct change_finding){
		.code = f->code,
		.severity = f->severity,
		.waiting = f->waiting,
		.at = f->at ? xstrdup(f->at) : NULL,
		.text = str_take(&text),
		.fix = str_take(&fix),
	};
}

static void add_findings(struct change *change, const struct verdict *v)
{
	static const enum severity severities[] = { SEVERITY_ERROR,
						    SEVERITY_WARNING };
	const struct finding_context context = finding_context_of(v);
	size_t cap = 0;

	for (size_t s = 0; s < COUNT_OF(severities); s++) {
		for (size_t i = 0; i <= v->record_count; i++) {
			const struct findings *list =
				i ? &v->records[i - 1].findings : &v->findings;

			for (size_t k = 0; k < list->count; k++) {
				if (list->items[k].severity == severities[s])
					add_finding(change, &cap,
						    &list->items[k], &context);
			}
		}
	}
}

static char *line_of(const struct verdict *v, const struct told *before,
		     const struct told *next)
{
	const struct verdict_turn turn = {
		.is_first = !before->known,
		.before = before->outcome,
		.before_at = before->at,
		.now = next->outcome,
		.unknowns = next->unknowns,
	};
	char *text = NULL;
	size_t len = 0;
	FILE *to = xopen_memstream(&text, &len);
	struct json_writer j = json_writer_to(to);

	verdict_write_turned(&j, v, &turn);
	if (fclose(to) != 0)
		die_out_of_memory();
	while (len && text[len - 1] == '\n')
		text[--len] = '\0';
	return text;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

static bool is_there(struct changes *changes, const char *domain,
		     const char *chosen)
{
	char *name = xasprintf("%s %s", domain, chosen);
	char **node = tsearch(name, &changes->names, by_text);
	bool is_new = node && *node == name;

	if (!node)
		die_out_of_memory();
	if (is_new)
		return false;
	free(name);
	return true;
}

bool changes_add(struct changes *changes, const struct verdict *v,
		 const struct service_list *services, const char *chosen,
		 const struct told *before, const struct told *next)
{
	struct str sentence = STR_INIT(STR_MAX_TEXT);
	struct change *change;

	if (is_there(changes, v->domain, chosen))
		return false;
	outcome_add_sentence(&sentence, v, services);
	changes->items = grow(changes->items, changes->count, &changes->cap,
			      sizeof(*changes->items));
	change = &changes->items[changes->count++];
	*change = (struct change){
		.domain = xstrdup(v->domain),
		.services = xstrdup(chosen),
		.is_first = !before->known,
		.before = before->outcome,
		.before_at = before->at,
		.now = next->outcome,
		.unknowns = next->unknowns,
		.at = v->checked_at,
		.sentence = str_take(&sentence),
		.json = line_of(v, before, next),
		.next = told_copy(next),
	};
	add_findings(change, v);
	return true;
}

void change_add_before(struct str *out, const struct change *change)
{
	struct str at = STR_INIT(64);

	if (change->is_first)
		return;
	text_add_date(&at, change->before_at);
	/* TRANSLATORS: "green", "wrong", ... and a date. */
	text_fill_two(out, _("Before: %1$s, since %2$s."),
		      outcome_words(change->before), str_text(&at));
	str_free(&at);
}

static void change_free(struct change *change)
{
	for (size_t i = 0; i < change->finding_count; i++) {
		free(change->findings[i].at);
		free(change->findings[i].text);
		free(change->findings[i].fix);
	}
	free(change->findings);
	free(change->domain);
	free(change->services);
	free(change->sentence);
	free(change->json);
	told_free(&change->next);
}

void changes_free(struct changes *changes)
{
	for (size_t i = 0; i < changes->count; i++)
		change_free(&changes->items[i]);
	free(changes->items);
	tdestroy(changes->names, free);
	*changes = (struct changes){ 0 };
}
