/* SPDX-License-Identifier: MIT */
#include "mail/spf_record.h"

#include <string.h>

#include "base/name.h"
#include "mail/spf_macro.h"

bool spf_is_modifier(enum spf_kind kind)
{
	return kind >= SPF_REDIRECT;
}

bool spf_causes_lookup(enum spf_kind kind)
{
	switch (kind) {
	case SPF_INCLUDE:
	case SPF_A:
	case SPF_MX:
	case SPF_PTR:
	case SPF_EXISTS:
	case SPF_REDIRECT:
		return true;
	case SPF_ALL:
	case SPF_IP4:
	case SPF_IP6:
	case SPF_EXP:
	case SPF_UNKNOWN_MODIFIER:
		break;
	}
	return false;
}

bool spf_term_counts(const struct spf_record *r, const struct spf_term *t)
{
	if (!r->all)
		return true;
	return spf_is_modifier(t->kind) ? t->kind != SPF_REDIRECT : t <= r->all;
}

/* Case counts in macros: a capital letter escapes what it expands to. */
static bool same_domain(struct slice a, struct slice b)
{
	char x[NAME_SIZE], y[NAME_SIZE];

	if (a.len == b.len && memcmp(a.at, b.at, a.len) == 0)
		return true;
	return !spf_macro_present(a) && !spf_macro_present(b) &&
	       spf_name_from_text(a, x) && spf_name_from_text(b, y) &&
	       name_equal(x, y);
}

/* The domain-spec, or the domain of the record where none is written. */
static struct slice target_of(const struct spf_term *t, const char *domain)
{
	return t->domain.len > 0 || !domain ? t->domain : slice_of(domain);
}

bool spf_term_same(const struct spf_term *a, const struct spf_term *b,
		   const char *domain)
{
	struct slice x = target_of(a, domain);
	struct slice y = target_of(b, domain);

	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case SPF_ALL:
		return true;
	case SPF_IP4:
		return a->prefix4 == b->prefix4 &&
		       ip_in_prefix(&a->network, &b->network, a->prefix4);
	case SPF_IP6:
		return a->prefix6 == b->prefix6 &&
		       ip_in_prefix(&a->network, &b->network, a->prefix6);
	default:
		break;
	}
	return a->prefix4 == b->prefix4 && a->prefix6 == b->prefix6 &&
	       ((x.len == 0 && y.len == 0) || same_domain(x, y));
}

bool spf_term_covers(const struct spf_term *a, const struct spf_term *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->kind == SPF_IP4)
		return a->prefix4 <= b->prefix4 &&
		       ip_in_prefix(&b->network, &a->network, a->prefix4);
	return a->kind == SPF_IP6 && a->prefix6 <= b->prefix6 &&
	       ip_in_prefix(&b->network, &a->network, a->prefix6);
}

struct slice spf_term_text(const struct spf_record *r, const struct spf_term *t)
{
	return (struct slice){ r->text + t->offset, t->len };
}
