/* SPDX-License-Identifier: MIT */
#include "text/service_text.h"

#include <string.h>

#include "catalog/own_templates.h"
#include "catalog/search.h"
#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/service_rows.h"
#include "text/time_text.h"

enum { HOUR_S = 3600 };

static void add_path(struct str *out, const char *path)
{
	for (; *path; path++) {
		if (*path == '>')
			str_add(out, "\xe2\x80\xba"); /* › */
		else
			str_add_char(out, *path);
	}
}

/* What the sentences about a service are made of. */
struct material {
	const struct service *service;
	const char *domain;
	const char *path, *button;
	const char *other; /* another service's name, an address */
	int64_t seconds;
};

static void add_fact(struct str *out, char letter, const void *ctx)
{
	const struct material *m = ctx;

	switch (letter) {
	case 'N':
		str_add(out, m->service->name);
		break;
	case 'D':
		str_add(out, m->domain);
		break;
	case 'P':
		add_path(out, m->path);
		break;
	case 'B':
		str_add(out, m->button);
		break;
	case 'O':
		str_add(out, m->other);
		break;
	case 'U':
		str_add(out, m->service->help_url);
		break;
	case 'S':
		str_add(out, m->service->support);
		break;
	default:
		text_add_duration(out, m->seconds);
		break;
	}
}

/* What of the material is there, as bits of enum service_when. */
static unsigned conditions(const struct material *m)
{
	unsigned when = 0;

	when |= m->path ? WHEN_PATH : 0;
	when |= m->button ? WHEN_BUTTON : 0;
	when |= m->other ? WHEN_OTHER : 0;
	when |= m->service->help_url ? WHEN_HELP : 0;
	when |= m->service->support ? WHEN_SUPPORT : 0;
	when |= m->service->meanwhile == MEANWHILE_UNSIGNED ? WHEN_UNSIGNED : 0;
	return when;
}

static void add_row(struct str *out, const struct service_row *rows,
		    size_t count, unsigned key, const struct material *m)
{
	unsigned when = conditions(m);

	for (size_t i = 0; i < count; i++) {
		if (rows[i].key != key || (rows[i].when & ~when))
			continue;
		text_fill(out, _(rows[i].text), rows[i].letters, add_fact, m);
		return;
	}
}

/* One sentence for each bit that is set, a blank between them. */
static void add_bits(struct str *out, const struct service_row *rows,
		     size_t count, unsigned bits, const struct material *m)
{
	size_t before = out->len;

	for (size_t i = 0; i < count; i++) {
		if (!(bits & rows[i].key))
			continue;
		if (out->len > before)
			str_add_char(out, ' ');
		text_fill(out, _(rows[i].text), rows[i].letters, add_fact, m);
	}
}

const char *service_kind_words(const struct service *s)
{
	if (s->by_template)
		return template_is_mail(own_templates_get(s))
			       /* TRANSLATORS: what a Domain Connect template is
				* for, in a list. */
			       ? _("template")
			       : _("template, more than mail");
	return s->about ? _(SERVICE_ABOUT_WORDS[s->about])
			: _(SERVICE_CATEGORY_WORDS[s->category]);
}

int service_fits(const struct service *s, const char *word)
{
	int match = service_matches(s, word);

	if (!match && !s->by_template)
		match = search_match(service_kind_words(s), word) == 3;
	return match;
}

int service_comes_near(const struct service *s, const char *word)
{
	const char *kind = service_kind_words(s);

	return service_is_near(s, word) ||
	       (!s->by_template &&
		(search_match(kind, word) == 2 || search_is_near(kind, word)));
}

const char *service_evidence_words(enum evidence e)
{
	return _(SERVICE_EVIDENCE_WORDS[e]);
}

void service_add_certainty(struct str *out, const struct service *s)
{
	const char *sentence =
		s->confidence == EVIDENCE_VENDOR
			? _("What stands here was read in pages of %1$s itself "
			    "or in its own templates.")
		: s->confidence == EVIDENCE_PUBLIC
			? _("What stands here comes from others who use %1$s "
			    "or explain it: compare it with what the program "
			    "shows.")
			: _("Nothing certain is known here of the records of "
			    "%1$s. Paste what it gives you, let it send "
			    "through your own mail server, or ask its "
			    "support.");

	text_fill_one(out, sentence, s->name);
}

void service_add_others(struct str *out, const struct service *s)
{
	struct str list = STR_INIT(STR_MAX_TEXT);

	if (!s->other_count)
		return;
	text_add_list(&list, s->others, s->other_count);
	text_fill_two(out,
		      _("%1$s is another program than %2$s: look which one is "
			"yours."),
		      s->name, str_text(&list));
	str_free(&list);
}

void service_add_dmarc(struct str *out, const struct service *s)
{
	if (s->needs_dmarc)
		text_fill_one(out,
			      _("%1$s also wants a DMARC record; any valid one "
				"will do."),
			      s->name);
}

void service_add_source(struct str *out, const char *source)
{
	for (size_t i = 0; i < SERVICE_SOURCES_COUNT; i++) {
		const char *begin = SERVICE_SOURCES[i].begin;
		size_t len = strlen(begin);

		if (strncmp(source, begin, len) != 0 ||
		    !strchr(":,;", source[len]))
			continue;
		str_add(out, _(SERVICE_SOURCES[i].text));
		str_add(out, source + len);
		return;
	}
	str_add(out, source);
}

void service_add_names(struct str *out, const struct service_list *services,
		       const struct choices *choices)
{
	size_t start = out->len;

	for (size_t i = 0; services && i < choices->count; i++) {
		const char *id = choices->items[i].service;
		const struct service *s = id ? service_find(services, id)
					     : NULL;

		if (!s)
			continue;
		if (out->len > start)
			str_add(out, ", ");
		str_add(out, s->name);
	}
}

void service_add_asks(struct str *out, const struct service *s)
{
	const struct material m = { .service = s };

	add_bits(out, SERVICE_ASKS, SERVICE_ASKS_COUNT, s->asks, &m);
}

void service_add_traps(struct str *out, const struct service *s)
{
	const struct material m = { .service = s };

	add_bits(out, SERVICE_TRAPS, SERVICE_TRAPS_COUNT, s->traps, &m);
}

void service_add_clicks(struct str *out, const struct service *s,
			const char *domain)
{
	const struct material m = {
		.service = s,
		.domain = domain,
		.path = s->clicks_path,
		.button = s->clicks_button,
	};

	add_row(out, SERVICE_CLICKS, SERVICE_CLICKS_COUNT, 0, &m);
}

void service_add_file(struct str *out, const struct service *s)
{
	if (s->clicks_file)
		text_fill_one(out,
			      /* TRANSLATORS: words on a button. */
			      _("With ‘%1$s’ they come as a file that you can "
				"pass on."),
			      s->clicks_file);
}

void service_add_expected(struct str *out, const struct service *s)
{
	struct str counts[SERVICE_COUNTS_MAX], list = STR_INIT(256);
	const char *items[SERVICE_COUNTS_MAX];

	if (!s->gives_count) {
		if (s->values == VALUES_PASTED)
			text_fill_one(out,
				      _("How many records %1$s gives is not "
					"known here."),
				      s->name);
		return;
	}
	for (size_t i = 0; i < s->gives_count; i++) {
		size_t n = s->gives[i].count;

		counts[i] = STR_INIT(128);
		/* TRANSLATORS: how many, and the type ("3 CNAME records"). */
		str_addf(&counts[i],
			 P_("%1$zu %2$s record", "%1$zu %2$s records", n), n,
			 rr_name(s->gives[i].type));
		items[i] = str_text(&counts[i]);
	}
	text_add_list(&list, items, s->gives_count);
	/* TRANSLATORS: program, "3 CNAME records". */
	text_fill_two(out, _("%1$s gives %2$s."), s->name, str_text(&list));
	for (size_t i = 0; i < s->gives_count; i++)
		str_free(&counts[i]);
	str_free(&list);
}

void service_add_pasted(struct str *out, const struct service *s, size_t pasted)
{
	size_t gives = 0;

	for (size_t i = 0; i < s->gives_count; i++)
		gives += s->gives[i].count;
	if (!gives || pasted == gives)
		return;
	service_add_expected(out, s);
	str_add_char(out, ' ');
	str_addf(out, P_("You pasted %zu.", "You pasted %zu.", pasted), pasted);
}

void service_add_meanwhile(struct str *out, const struct service *s)
{
	const struct material m = { .service = s };

	add_row(out, SERVICE_MEANWHILE, SERVICE_MEANWHILE_COUNT,
		(unsigned)s->meanwhile, &m);
}

void service_add_delay(struct str *out, const struct service *s)
{
	const struct material m = {
		.service = s,
		.seconds = (int64_t)s->says_to_s,
	};

	if (s->says_from_s && !s->says_to_s)
		text_fill(out,
			  s->says_from_s < HOUR_S
				  ? _("%1$s itself speaks of some minutes.")
				  : _("%1$s itself speaks of some hours."),
			  "N", add_fact, &m);
	else if (s->says_to_s)
		text_fill(out,
			  _("%1$s itself speaks of up to %2$s. zegel sees it "
			    "earlier, because it asks the name servers of the "
			    "domain themselves."),
			  "NT", add_fact, &m);
}

const char *way_words(enum way_kind kind)
{
	return _(WAY_WORDS[kind]);
}

void service_add_way(struct str *out, const struct service *s,
		     const struct service_way *way,
		     const struct service_list *services)
{
	struct material m = { .service = s, .other = way->address };
	const struct service *through = NULL;

	if (way->through && services)
		through = service_find(services, way->through);
	if (way->through)
		m.other = through ? through->name : way->through;
	add_row(out, SERVICE_WAYS, SERVICE_WAYS_COUNT, (unsigned)way->kind, &m);
	if (way->seen || way->kind == WAY_DNS)
		return;
	str_add_char(out, ' ');
	text_fill(out,
		  _("Whether %1$s can do this is not known here: ask its "
		    "support."),
		  "N", add_fact, &m);
}

void service_add_way_clicks(struct str *out, const struct service *s,
			    const struct service_way *way)
{
	const struct material m = {
		.service = s,
		.path = way->path,
		.button = way->button,
	};

	if (way->path && way->button)
		text_fill(out, _("In %1$s, go to %2$s and switch on ‘%3$s’."),
			  "NPB", add_fact, &m);
}

bool service_add_finish(struct str *out, const struct service *s,
			const char *domain, size_t index)
{
	struct material m = { .service = s, .domain = domain };

	if (index >= s->finish_count)
		return false;
	m.path = s->finish[index].path;
	m.button = s->finish[index].button;
	add_row(out, SERVICE_FINISH, SERVICE_FINISH_COUNT,
		(unsigned)s->finish[index].kind, &m);
	if (s->finish[index].evidence < EVIDENCE_MEMORY ||
	    s->finish[index].kind == FINISH_UNKNOWN)
		return true;
	str_add_char(out, ' ');
	text_fill(out,
		  _("This step was not looked up: in %1$s it may be called "
		    "something else."),
		  "N", add_fact, &m);
	return true;
}
