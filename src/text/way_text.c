/* SPDX-License-Identifier: MIT */
#include "text/way_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/service_text.h"
#include "text/way_rows.h"

const char *way_aspect_words(enum way_aspect aspect)
{
	return _(WAY_ASPECT_WORDS[aspect]);
}

const char *way_cost_words(enum way_kind kind, enum way_aspect aspect)
{
	return _(WAY_VALUE_WORDS[way_cost(kind, aspect)]);
}

void way_add_costs(struct str *out, enum way_kind kind)
{
	for (int i = 0; i < WAY_ASPECTS; i++) {
		enum way_aspect aspect = (enum way_aspect)i;

		if (i > 0)
			str_add_char(out, ' ');
		/* TRANSLATORS: "Replies: to you." */
		text_fill_two(out, _("%1$s: %2$s."), way_aspect_words(aspect),
			      way_cost_words(kind, aspect));
	}
}

static const char *program_of(const struct way_about *about)
{
	return about->service ? about->service->name : _("the program");
}

static void add_fact(struct str *out, char letter, const void *ctx)
{
	const struct way_about *about = ctx;
	const struct service *through = NULL;
	char *shown;

	switch (letter) {
	case 'N':
		str_add(out, program_of(about));
		break;
	case 'D':
		shown = name_for_people(about->domain);
		str_add(out, shown);
		free(shown);
		break;
	case 'A':
		str_add(out, about->way->address ? about->way->address : "");
		break;
	case 'P':
		str_add(out, about->way->path ? about->way->path : "");
		break;
	case 'B':
		str_add(out, about->way->button ? about->way->button : "");
		break;
	case 'S':
		str_add(out, about->server ? about->server : "");
		break;
	case 'O':
		if (about->way->through && about->services)
			through = service_find(about->services,
					       about->way->through);
		str_add(out, through               ? through->name
			     : about->way->through ? about->way->through
						   : "");
		break;
	default:
		break;
	}
}

/* The mailbox's own server, under the customer's own domain: does its SPF
 * record let that send? */
static unsigned spf_conditions(const struct verdict *v)
{
	if (!v || !v->complete || v->outcome == OUTCOME_UNKNOWN)
		return 0;
	if (!v->spf_record)
		return WHEN_WAY_NO_SPF;
	if (findings_have(&v->findings, FINDING_SPF_MAILBOX_LEFT_OUT))
		return WHEN_WAY_LEFT_OUT;
	return 0;
}

static unsigned conditions(const struct way_about *about)
{
	unsigned when = spf_conditions(about->verdict);

	when |= about->way->address ? WHEN_WAY_ADDRESS : 0;
	when |= about->way->address && strchr(about->way->address, '@')
			? WHEN_WAY_MAIL_ADDRESS
			: 0;
	when |= about->way->path ? WHEN_WAY_PATH : 0;
	when |= about->server ? WHEN_WAY_SERVER : 0;
	when |= about->way->seen ? 0 : WHEN_WAY_UNSEEN;
	return when;
}

static void add_line(struct way_guide *guide, const struct way_row *row,
		     const struct way_about *about)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	struct way_line *line;

	guide->lines = grow(guide->lines, guide->count, &guide->cap,
			    sizeof(*guide->lines));
	line = &guide->lines[guide->count++];
	text_fill(&text, row->is_exact ? row->text : _(row->text), row->letters,
		  add_fact, about);
	*line = (struct way_line){
		.kind = row->kind,
		.label = row->label ? xstrdup(_(row->label)) : NULL,
		.text = str_take(&text),
		.is_exact = row->is_exact,
	};
}

void way_guide_make(struct way_guide *out, const struct way_about *about)
{
	unsigned when = conditions(about);
	int told = -1;

	*out = (struct way_guide){ .count = 0 };
	for (size_t i = 0; i < WAY_ROWS_COUNT; i++) {
		const struct way_row *row = &WAY_ROWS[i];

		/* Of the rows of one place the first that fits. */
		if (row->way != about->way->kind || row->place == told ||
		    (row->when & ~when))
			continue;
		told = row->place;
		add_line(out, row, about);
	}
}

void way_guide_free(struct way_guide *guide)
{
	for (size_t i = 0; i < guide->count; i++) {
		free(guide->lines[i].label);
		free(guide->lines[i].text);
	}
	free(guide->lines);
	*guide = (struct way_guide){ .count = 0 };
}

void way_guide_add_text(struct str *out, const struct way_guide *guide,
			const struct way_about *about)
{
	unsigned number = 0;

	str_addf(out, "%s, %s: %s\n", program_of(about), about->domain,
		 way_words(about->way->kind));
	for (size_t i = 0; i < guide->count; i++) {
		const struct way_line *line = &guide->lines[i];

		if (line->kind == WAY_LINE_STEP)
			str_addf(out, "%u. %s\n", ++number, line->text);
		else if (line->kind == WAY_LINE_FIELD)
			str_addf(out, "   %s: %s\n", line->label, line->text);
		else
			str_addf(out, "%s\n", line->text);
	}
}
