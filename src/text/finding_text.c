/* SPDX-License-Identifier: MIT */
#include "text/finding_text.h"

#include <stdlib.h>
#include <string.h>

#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/finding_rows.h"
#include "text/host_text.h"
#include "text/resolver_text.h"
#include "text/time_text.h"

#define SHOWN_MAX      120 /* bytes of a value that was seen */
#define EXCERPT_BEFORE 12  /* bytes of it around a place */
#define EXCERPT_AFTER  24

/* What a fact is made of. */
struct material {
	const struct finding *finding;
	const struct finding_context *context;
};

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static const char *zone_of(const struct finding_context *c)
{
	return c->zone ? c->zone : c->domain;
}

static void add_people(struct str *out, const char *name)
{
	char *shown = name_for_people(or_empty(name));

	str_add(out, shown);
	free(shown);
}

static void add_name_in_form(struct str *out, const char *name,
			     const struct finding_context *c)
{
	host_add_name(out, c->form, or_empty(name), zone_of(c));
}

static void add_value_in_form(struct str *out, enum rr type, const char *value,
			      const struct finding_context *c)
{
	struct record r = record_make(c->domain, type, or_empty(value));

	host_value_in_form(host_for_form(c->form), &r, out);
	record_free(&r);
}

static void add_at(struct str *out, const struct material *m)
{
	add_people(out, m->finding->at ? m->finding->at : m->context->domain);
}

static void add_at_in_form(struct str *out, const struct material *m)
{
	add_name_in_form(out, m->finding->at, m->context);
}

static void add_wanted(struct str *out, const struct material *m)
{
	str_add(out, or_empty(m->finding->wanted));
}

static void add_wanted_name(struct str *out, const struct material *m)
{
	add_name_in_form(out, m->finding->wanted, m->context);
}

static void add_wanted_value(struct str *out, const struct material *m)
{
	add_value_in_form(out, m->finding->type, m->finding->wanted,
			  m->context);
}

static void add_wanted_with_dot(struct str *out, const struct material *m)
{
	add_wanted(out, m);
	str_add_char(out, '.');
}

static bool ascii_digits(const char *text, size_t count)
{
	return strspn(text, "0123456789") >= count;
}

/* \. or \046 of a name (RFC 1035, 5.1): the character, when it is one that
 * can be shown, and the length; 0 where none begins. */
static int escaped_character(const char *at, size_t *len)
{
	int c = 0;

	if (*at != '\\' || !at[1])
		return 0;
	*len = 2;
	if (!ascii_digits(at + 1, 3))
		return at[1];
	*len = 4;
	for (int i = 1; i <= 3; i++)
		c = 10 * c + at[i] - '0';
	return c >= ' ' && c < 127 ? c : 0;
}

/* The value that was seen as it was typed: a blank or quote in a name comes out
 * of the DNS as \032 or \034. What cannot be shown stays like that. The caller
 * frees it; *place, unless NULL, moves along. */
static char *seen_as_typed(const struct finding *f, size_t *place)
{
	struct str out = STR_INIT(STR_MAX_TEXT);
	const char *seen = or_empty(f->seen), *at = seen;
	size_t moved = place ? *place : 0;

	while (*at) {
		size_t len = 1;
		int c = f->type == RR_TXT ? 0 : escaped_character(at, &len);

		if (place && (size_t)(at - seen) < *place)
			moved -= len - 1;
		if (c)
			str_add_char(&out, (char)c);
		else
			str_add_bytes(&out, at, len);
		at += len;
	}
	if (place)
		*place = moved;
	return str_take(&out);
}

static void add_seen(struct str *out, const struct material *m)
{
	char *seen = seen_as_typed(m->finding, NULL);

	text_add_short(out, seen, SHOWN_MAX);
	free(seen);
}

static size_t place_of(const struct finding *f)
{
	return f->place > 0 ? (size_t)f->place : 0;
}

/* The end of the character that at stands in. */
static const char *whole_character(const char *at)
{
	while (((unsigned char)*at & 0xc0) == 0x80)
		at++;
	return at;
}

static void add_excerpt(struct str *out, const struct material *m)
{
	size_t place = place_of(m->finding);
	char *seen = seen_as_typed(m->finding, &place);
	size_t len = strlen(seen);
	const char *from;

	if (place > len)
		place = len;
	from = seen;
	if (place > EXCERPT_BEFORE) {
		from = whole_character(seen + place - EXCERPT_BEFORE);
		str_add(out, "\xe2\x80\xa6"); /* … */
	}
	text_add_short(out, from, EXCERPT_BEFORE + EXCERPT_AFTER);
	free(seen);
}

static void add_who(struct str *out, const struct material *m)
{
	text_add_short(out, or_empty(m->finding->who), SHOWN_MAX);
}

static void add_type(struct str *out, const struct material *m)
{
	str_add(out, rr_name(m->finding->type));
}

static void add_place(struct str *out, const struct material *m)
{
	str_addf(out, "%ld", m->finding->place);
}

static void add_limit(struct str *out, const struct material *m)
{
	str_addf(out, "%ld", m->finding->limit);
}

static void add_character(struct str *out, const struct material *m)
{
	size_t place = place_of(m->finding);

	free(seen_as_typed(m->finding, &place));
	str_addf(out, "%zu", place + 1);
}

static void add_until(struct str *out, const struct material *m)
{
	time_t now = m->context->now ? m->context->now : clock_wall();

	text_add_time(out, m->finding->until, now);
}

static void add_host_subject(struct str *out, const struct material *m)
{
	str_add(out, host_as_subject(m->context->host));
}

static void add_host_object(struct str *out, const struct material *m)
{
	str_add(out, host_as_object(m->context->host));
}

static void add_host_at(struct str *out, const struct material *m)
{
	host_add_at(out, m->context->host);
}

static void add_domain(struct str *out, const struct material *m)
{
	add_people(out, m->context->domain);
}

static void add_zone(struct str *out, const struct material *m)
{
	add_people(out, zone_of(m->context));
}

static void add_name_word(struct str *out, const struct material *m)
{
	str_add(out, host_name_word(m->context->form));
}

static void add_value_word(struct str *out, const struct material *m)
{
	str_add(out, host_value_word(m->context->form, m->finding->type));
}

static void add_line(struct str *out, const struct material *m)
{
	add_value_in_form(out, RR_TXT, m->context->spf_wanted, m->context);
}

static void add_dmarc_name(struct str *out, const struct material *m)
{
	char name[NAME_SIZE];

	if (name_join("_dmarc", m->context->domain, name))
		add_name_in_form(out, name, m->context);
}

/* A DoH server is named by its URL. */
static void add_server(struct str *out, const struct material *m)
{
	if (strstr(or_empty(m->finding->server), "://"))
		str_add(out, m->finding->server);
	else
		add_people(out, m->finding->server);
}

static void add_resolver_problem(struct str *out, const struct material *m)
{
	resolver_add_problem(out, (enum net_problem)m->finding->place,
			     (unsigned)m->finding->limit);
}

static void add_fact(struct str *out, char letter, const void *ctx)
{
	static const struct {
		char letter;
		void (*add)(struct str *out, const struct material *m);
	} facts[] = {
		{ 'A', add_at },
		{ 'F', add_at_in_form },
		{ 'w', add_wanted },
		{ 'f', add_wanted_name },
		{ 'W', add_wanted_value },
		{ 'd', add_wanted_with_dot },
		{ 'V', add_seen },
		{ 'E', add_excerpt },
		{ 'O', add_who },
		{ 'S', add_server },
		{ 'R', add_type },
		{ 'P', add_place },
		{ 'L', add_limit },
		{ 'C', add_character },
		{ 'U', add_until },
		{ 'H', add_host_subject },
		{ 'h', add_host_object },
		{ 'B', add_host_at },
		{ 'D', add_domain },
		{ 'Z', add_zone },
		{ 'N', add_name_word },
		{ 'Y', add_value_word },
		{ 'M', add_line },
		{ 'm', add_dmarc_name },
		{ 'G', add_resolver_problem },
	};

	for (size_t i = 0; i < COUNT_OF(facts); i++) {
		if (facts[i].letter == letter)
			facts[i].add(out, ctx);
	}
}

/* Is there a line to be entered, other than the one that stands there? */
static bool has_line(const struct finding *f, const struct finding_context *c)
{
	/* What leads nowhere is the customer's own: it may be in that line. */
	if (f->code == FINDING_SPF_INCLUDE_BROKEN && c->spf_wanted &&
	    (!f->who || strcasestr(c->spf_wanted, f->who)))
		return false;
	return c->spf_wanted && (f->code == FINDING_SPF_MULTIPLE || !f->seen ||
				 strcmp(f->seen, c->spf_wanted) != 0);
}

static unsigned conditions(const struct finding *f,
			   const struct finding_context *c)
{
	const struct dns_host *form = host_for_form(c->form);
	unsigned when = 0;

	when |= f->waiting ? WHEN_WAITING : 0;
	when |= f->changing ? WHEN_CHANGING : 0;
	when |= f->type == RR_CNAME ? WHEN_CNAME : 0;
	when |= form && form->dot == HOST_DOT_FORBIDDEN ? WHEN_NO_DOT : 0;
	when |= c->host ? WHEN_HOST : 0;
	when |= f->wanted ? WHEN_WANTED : 0;
	when |= f->who ? WHEN_WHO : 0;
	when |= f->seen ? WHEN_SEEN : 0;
	when |= f->limit > 0 ? WHEN_LIMIT : 0;
	when |= has_line(f, c) ? WHEN_LINE : 0;
	when |= f->severity == SEVERITY_ERROR ? WHEN_ERROR : 0;
	when |= f->server ? WHEN_SERVER : 0;
	return when;
}

static void add_row(struct str *out, const struct finding_row *rows,
		    size_t count, const struct finding *f,
		    const struct finding_context *context)
{
	const struct material m = { .finding = f, .context = context };
	unsigned when = conditions(f, context);

	for (size_t i = 0; i < count; i++) {
		if (rows[i].code != f->code || (rows[i].when & ~when))
			continue;
		text_fill(out, _(rows[i].text), rows[i].letters, add_fact, &m);
		return;
	}
}

void finding_sentence(struct str *out, const struct finding *f,
		      const struct finding_context *context)
{
	add_row(out, FINDING_SEEN, FINDING_SEEN_COUNT, f, context);
}

void finding_fix(struct str *out, const struct finding *f,
		 const struct finding_context *context)
{
	add_row(out, FINDING_FIX, FINDING_FIX_COUNT, f, context);
}

struct finding_context finding_context_of(const struct verdict *v)
{
	return (struct finding_context){
		.domain = v->domain,
		.zone = v->zone,
		.host = v->host,
		.form = verdict_form(v),
		.spf_wanted = v->spf_wanted,
		.now = v->checked_at,
	};
}
