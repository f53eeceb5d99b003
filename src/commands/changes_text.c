/* SPDX-License-Identifier: MIT */
#include "commands/changes_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "i18n/i18n.h"
#include "text/cause_text.h"
#include "text/fill.h"
#include "text/finding_text.h"
#include "text/time_text.h"

enum { NAMES_MAX = CHANGES_TEXT_MAX / 2 * 3 };

/* --- the subject --------------------------------------------------------- */

/* What is wrong, in a few words; "" when nothing is. */
static const char *label_of(const struct change *change)
{
	struct finding first = { .severity = SEVERITY_ERROR };

	if (!change->finding_count ||
	    change->findings[0].severity != SEVERITY_ERROR)
		return "";
	first.code = change->findings[0].code;
	first.waiting = change->findings[0].waiting;
	return finding_label(&first);
}

static void add_subject_of_one(struct str *out, const struct change *change)
{
	char *domain = name_for_people(change->domain);
	const char *label = label_of(change);

	switch (change->now) {
	case OUTCOME_GREEN:
		text_fill_one(out,
			      change->is_first ? _("%1$s is right")
					       : _("%1$s is right again"),
			      domain);
		break;
	case OUTCOME_UNKNOWN:
		text_fill_one(out, _("Nobody answers any more for %1$s"),
			      domain);
		break;
	case OUTCOME_WAITING:
	case OUTCOME_WRONG:
		if (*label)
			/* TRANSLATORS: subject of a mail: domain, and what is
			 * wrong in a few words ("wrong name"). */
			text_fill_two(out, _("%1$s needs attention: %2$s"),
				      domain, label);
		else
			text_fill_one(out, _("%1$s needs attention"), domain);
		break;
	}
	free(domain);
}

static size_t count_of(const struct changes *changes, enum outcome outcome)
{
	size_t count = 0;

	for (size_t i = 0; i < changes->count; i++)
		count += changes->items[i].now == outcome;
	return count;
}

/* "3 domains need attention, 1 is right again" */
static void add_subject_of_many(struct str *out, const struct changes *changes)
{
	const size_t right = count_of(changes, OUTCOME_GREEN);
	const size_t silent = count_of(changes, OUTCOME_UNKNOWN);
	const size_t bad = changes->count - right - silent;
	char *parts[3];
	size_t count = 0;

	if (bad)
		parts[count++] = xasprintf(P_("%zu domain needs attention",
					      "%zu domains need attention",
					      bad),
					   bad);
	if (silent)
		parts[count++] = xasprintf(
			P_("%zu gives no answer", "%zu give no answer", silent),
			silent);
	if (right)
		parts[count++] = xasprintf(P_("%zu domain is right again",
					      "%zu domains are right again",
					      right),
					   right);
	for (size_t i = 0; i < count; i++) {
		str_addf(out, "%s%s", i ? ", " : "", parts[i]);
		free(parts[i]);
	}
}

void changes_add_subject(struct str *out, const struct changes *changes)
{
	str_add(out, "zegel: ");
	if (changes->count == 1)
		add_subject_of_one(out, &changes->items[0]);
	else
		add_subject_of_many(out, changes);
}

/* --- the text ------------------------------------------------------------ */

/* Lines as they are; those behind the first are values to be copied. */
static void add_indented(struct str *out, const char *text)
{
	struct slice rest = slice_of(text), line;

	while (slice_next_line(&rest, &line)) {
		str_add(out, "  ");
		str_add_bytes(out, line.at, line.len);
		str_add_char(out, '\n');
	}
}

static void add_change(struct str *out, const struct change *change)
{
	struct str before = STR_INIT(STR_MAX_TEXT);
	const char *fix = NULL;

	str_addf(out, "%s.\n", change->sentence);
	change_add_before(&before, change);
	if (before.len)
		str_addf(out, "%s\n", str_text(&before));
	for (size_t i = 0; i < change->finding_count; i++) {
		const struct change_finding *f = &change->findings[i];

		str_add_char(out, '\n');
		add_indented(out, f->text);
		/* What to do is said once for those that go together. */
		if (!fix || strcmp(fix, f->fix) != 0)
			add_indented(out, f->fix);
		fix = f->fix;
	}
	str_add_char(out, '\n');
	str_free(&before);
}

static void add_intro(struct str *out, const struct changes *changes)
{
	struct str at = STR_INIT(STR_MAX_TEXT);
	char *looked = xasprintf("%zu", changes->looked);
	char *turned = xasprintf("%zu", changes->count);
	time_t first = changes->items[0].at;

	text_add_date(&at, first);
	str_add(&at, ", ");
	text_add_time(&at, first, first);
	text_fill_one(out, _("This is what zegel saw on %1$s."), str_text(&at));
	str_add_char(out, ' ');
	text_fill_two(out,
		      P_("%1$s of %2$s domain turned since it was told last:",
			 "%1$s of %2$s domains turned since it was told last:",
			 changes->looked),
		      turned, looked);
	str_add(out, "\n\n");
	str_free(&at);
	free(looked);
	free(turned);
}

static void add_end(struct str *out, const struct changes *changes,
		    const char *machine)
{
	text_fill_one(out, _("What turned when: zegel history %1$s"),
		      changes->items[0].domain);
	str_add(out, "\n\n-- \n");
	/* TRANSLATORS: at the foot of a mail; the computer's name. */
	text_fill_one(out,
		      _("This mail was sent by zegel check --mail on %1$s."),
		      machine);
	str_add_char(out, '\n');
}

void changes_add_text(struct str *out, const struct changes *changes,
		      const char *machine)
{
	struct str cause = STR_INIT(STR_MAX_TEXT);
	size_t told;

	cause_add_sentence(&cause, &changes->cause);
	if (cause.len)
		str_addf(out, "%s\n\n", str_text(&cause));
	str_free(&cause);
	add_intro(out, changes);
	for (told = 0; told < changes->count && out->len < NAMES_MAX; told++) {
		if (out->len < CHANGES_TEXT_MAX)
			add_change(out, &changes->items[told]);
		else
			str_addf(out, "%s.\n", changes->items[told].sentence);
	}
	if (told < changes->count)
		str_addf(out,
			 P_("%zu domain more.", "%zu domains more.",
			    changes->count - told),
			 changes->count - told);
	if (out->len >= CHANGES_TEXT_MAX)
		str_add(out, "\n\n");
	add_end(out, changes, machine);
}
