/* SPDX-License-Identifier: MIT */
#include "catalog/host.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/name.h"

#define STRING_MAX 255 /* octets of one string of a TXT (RFC 1035, 3.3) */

/* The general form, for a host that we do not know: relative, @ for the domain
 * itself, no dot, no quotes. It is what most panels take. */
static const struct dns_host GENERAL = {
	.name_form = HOST_NAME_UNKNOWN,
	.apex = HOST_APEX_UNKNOWN,
};

static const struct dns_host *form_of(const struct dns_host *h)
{
	h = host_for_form(h);
	return h ? h : &GENERAL;
}

static void add_apex(const struct dns_host *h, const char *zone,
		     struct str *out)
{
	switch (h->apex) {
	case HOST_APEX_EMPTY:
		break;
	case HOST_APEX_FULL:
		/* Where a name may also be relative, the dot tells that it is
		 * not. */
		str_addf(out, "%s%s", zone,
			 h->name_form == HOST_NAME_EITHER ? "." : "");
		break;
	case HOST_APEX_FULL_DOT:
		str_addf(out, "%s.", zone);
		break;
	case HOST_APEX_UNKNOWN:
	case HOST_APEX_AT:
	case HOST_APEX_AT_OR_EMPTY:
		str_add(out, "@");
		break;
	}
}

void host_name_in_form(const struct dns_host *h, const char *name,
		       const char *zone, struct str *out)
{
	char *relative = name_relative(name, zone);

	h = form_of(h);
	if (relative && strcmp(relative, "@") == 0)
		add_apex(h, zone, out);
	else if (relative && h->name_form != HOST_NAME_FULL)
		str_add(out, relative);
	else
		str_add(out, name);
	free(relative);
}

static bool ends_in_name(enum rr type)
{
	return rr_value_is_name(type) || type == RR_SRV;
}

void host_value_in_form(const struct dns_host *h, const struct record *r,
			struct str *out)
{
	h = form_of(h);
	if (r->type == RR_TXT && h->quotes == HOST_QUOTES_REQUIRED) {
		record_add_zone_value(out, r);
		return;
	}
	str_add(out, r->value);
	if (ends_in_name(r->type) &&
	    (h->dot == HOST_DOT_REQUIRED || h->dot == HOST_DOT_ADVISED))
		str_add(out, ".");
}

bool host_has_advice(host_advice_set set, enum host_advice a)
{
	return (set >> a & 1) != 0;
}

/* What has to be true of a record for an advice to concern it. */
struct subject {
	bool apex, target, txt, spf, dkim, dmarc, cname, mx;
	size_t length;
	uint32_t ttl;
};

static struct subject subject_of(const struct record *r, const char *zone)
{
	const char *key = strstr(r->name, "_domainkey");

	return (struct subject){
		.apex = name_equal(r->name, zone),
		.target = ends_in_name(r->type),
		.txt = r->type == RR_TXT,
		.spf = r->type == RR_TXT &&
		       strncasecmp(r->value, "v=spf1", 6) == 0,
		.dkim = key != NULL,
		.dmarc = strncmp(r->name, "_dmarc.", 7) == 0,
		.cname = r->type == RR_CNAME,
		.mx = r->type == RR_MX,
		.length = strlen(r->value),
		.ttl = r->ttl,
	};
}

static bool concerns(const struct dns_host *h, enum host_advice advice,
		     const struct subject *s)
{
	switch (advice) {
	case HOST_ADVICE_NAME_APPENDED:
	case HOST_ADVICE_NAME_FULL:
	case HOST_ADVICE_NAME_PREVIEW:
	case HOST_ADVICE_NAME_WITHOUT_CHECK:
	case HOST_ADVICE_NAME_LOWER_CASE:
	case HOST_ADVICE_SUBDOMAIN_FIRST:
		return !s->apex;
	case HOST_ADVICE_NAME_NO_AT:
		return s->apex;
	case HOST_ADVICE_DOT_DOUBLES:
	case HOST_ADVICE_DOT_REFUSED:
	case HOST_ADVICE_DOT_SAFE:
	case HOST_ADVICE_DOT_DISPUTED:
		return s->target;
	case HOST_ADVICE_QUOTES:
	case HOST_ADVICE_NO_QUOTES:
		return s->txt;
	case HOST_ADVICE_SPLIT_TXT:
		return s->txt && s->length > STRING_MAX;
	case HOST_ADVICE_SHORT_TXT:
	case HOST_ADVICE_LONG_AS_TEXT:
		return s->txt && h->txt_max && s->length > h->txt_max;
	case HOST_ADVICE_ONE_SET:
		return s->txt || s->mx;
	case HOST_ADVICE_SPF_TYPE:
	case HOST_ADVICE_SPF_ASSISTANT:
	case HOST_ADVICE_SPF_REMADE:
		return s->spf;
	/* Those are the domain's own: for a name below it they would be
	 * changed by mistake. */
	case HOST_ADVICE_SPF_LIST:
	case HOST_ADVICE_SPF_THERE:
	case HOST_ADVICE_SPF_TWICE:
		return s->spf && s->apex;
	case HOST_ADVICE_DMARC_OWN:
	case HOST_ADVICE_DMARC_THERE:
		return s->dmarc;
	case HOST_ADVICE_DKIM_OWN:
		return s->dkim;
	case HOST_ADVICE_CNAME_WIPES:
	case HOST_ADVICE_CNAME_ELSEWHERE:
	case HOST_ADVICE_SUBDOMAIN_MAYBE:
	case HOST_ADVICE_PROXY_OFF:
		return s->cname;
	case HOST_ADVICE_TTL_MINIMUM:
		return s->ttl > 0 && s->ttl < h->ttl_minimum;
	case HOST_ADVICE_LOCAL_MAIL:
	case HOST_ADVICE_MX_SETTING:
		return s->mx;
	default:
		return true;
	}
}

/* What follows from the form itself, so that the data need not say it twice. */
static host_advice_set advice_of_form(const struct dns_host *h)
{
	host_advice_set set = h->advice;
	const struct {
		bool holds;
		enum host_advice advice;
	} FOLLOWS[] = {
		{ h->name_form == HOST_NAME_RELATIVE,
		  HOST_ADVICE_NAME_APPENDED },
		{ h->name_form == HOST_NAME_FULL, HOST_ADVICE_NAME_FULL },
		{ h->dot == HOST_DOT_REQUIRED, HOST_ADVICE_DOT_DOUBLES },
		{ h->dot == HOST_DOT_ADVISED, HOST_ADVICE_DOT_SAFE },
		{ h->quotes == HOST_QUOTES_REQUIRED, HOST_ADVICE_QUOTES },
		{ h->quotes == HOST_QUOTES_REQUIRED &&
			  h->long_txt == HOST_LONG_TXT_SPLIT,
		  HOST_ADVICE_SPLIT_TXT },
		{ h->txt_max > 0, HOST_ADVICE_SHORT_TXT },
		{ h->ttl_field == HOST_NO, HOST_ADVICE_TTL_NONE },
	};

	for (size_t i = 0; i < COUNT_OF(FOLLOWS); i++) {
		if (FOLLOWS[i].holds)
			set |= (host_advice_set)1 << FOLLOWS[i].advice;
	}
	return set;
}

unsigned host_unchecked(const struct dns_host *h, const struct record *r,
			const char *zone)
{
	struct subject s = subject_of(r, zone);
	unsigned facts = s.apex ? HOST_FACT_APEX : HOST_FACT_NAME;

	h = host_for_form(h);
	facts |= s.target ? HOST_FACT_DOT : 0;
	facts |= s.txt ? HOST_FACT_QUOTES : 0;
	facts |= s.txt && s.length > STRING_MAX ? HOST_FACT_LONG_TXT : 0;
	if (!h)
		return facts;
	/* With the dot it is right in any case, or it does not matter; and
	 * plain text is what nearly every form takes. */
	if (h->dot == HOST_DOT_ADVISED || h->dot == HOST_DOT_OPTIONAL)
		facts &= ~(unsigned)HOST_FACT_DOT;
	if (h->quotes != HOST_QUOTES_UNKNOWN &&
	    h->quotes != HOST_QUOTES_REQUIRED)
		facts &= ~(unsigned)HOST_FACT_QUOTES;
	if (h->long_txt == HOST_LONG_TXT_OK)
		facts &= ~(unsigned)HOST_FACT_LONG_TXT;
	return facts & ~h->checked;
}

host_advice_set host_advice_for(const struct dns_host *h,
				const struct record *r, const char *zone)
{
	host_advice_set all = 0, set = 0;
	struct subject subject = subject_of(r, zone);

	h = host_for_form(h);
	if (host_unchecked(h, r, zone))
		set |= (host_advice_set)1 << HOST_ADVICE_COMPARE;
	if (h)
		all = advice_of_form(h);
	for (int i = 0; i < HOST_ADVICE_COMPARE; i++) {
		if (host_has_advice(all, (enum host_advice)i) &&
		    concerns(h, (enum host_advice)i, &subject))
			set |= (host_advice_set)1 << i;
	}
	return set;
}
