/* SPDX-License-Identifier: MIT */
#include "text/host_text.h"

#include <string.h>

#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/time_text.h"

/* The facts that a sentence about a host takes: H its name, Z the zone, C how
 * many characters its TXT field takes, S its smallest TTL. */
struct facts_of_host {
	const struct dns_host *host;
	const char *zone;
};

struct advice_text {
	const char *letters;
	const char *text;
};

/* TRANSLATORS: what is peculiar to the form of a DNS host; %1$s is its name. */
/* clang-format off */
static const struct advice_text ADVICE[HOST_ADVICE_COUNT] = {
	[HOST_ADVICE_NAME_APPENDED] = { "HZ", N_(
		"%1$s adds .%2$s to the name itself.") },
	[HOST_ADVICE_NAME_FULL] = { "Z", N_(
		"The name field wants the full name, with .%1$s at the "
		"end.") },
	[HOST_ADVICE_NAME_PREVIEW] = { "Z", N_(
		"The form shows the full name under the field: .%1$s must "
		"stand there only once.") },
	[HOST_ADVICE_NAME_WITHOUT_CHECK] = { "", N_(
		"The form also accepts a name in which the domain stands "
		"twice: look at it once more after saving.") },
	[HOST_ADVICE_NAME_NO_AT] = { "", N_(
		"For the domain itself leave the name field empty: an @ "
		"would be taken literally.") },
	[HOST_ADVICE_NAME_LOWER_CASE] = { "", N_(
		"Write names in small letters.") },
	[HOST_ADVICE_DOT_DOUBLES] = { "H", N_(
		"The target needs a dot at its end, or %1$s adds your "
		"domain behind it.") },
	[HOST_ADVICE_DOT_REFUSED] = { "", N_(
		"If the form refuses the dot at the end of the target, "
		"leave it out.") },
	[HOST_ADVICE_DOT_DISPUTED] = { "", N_(
		"Whether the target needs a dot at its end is not certain "
		"here: do as a record does that already works.") },
	[HOST_ADVICE_QUOTES] = { "", N_(
		"Put the value of a TXT record in quotation marks.") },
	[HOST_ADVICE_NO_QUOTES] = { "", N_(
		"Enter the value of a TXT record without quotation marks.") },
	[HOST_ADVICE_SPLIT_TXT] = { "", N_(
		"A text of more than 255 characters has to be split into "
		"pieces, each in quotation marks.") },
	[HOST_ADVICE_SHORT_TXT] = { "C", N_(
		"The field for a TXT value takes at most %1$s characters.") },
	[HOST_ADVICE_ONE_SET] = { "", N_(
		"If there is a TXT record with this name already, add the "
		"text to it as a further value.") },
	[HOST_ADVICE_SAVE] = { "", N_(
		"Do not forget to save.") },
	[HOST_ADVICE_SAVE_ROW] = { "", N_(
		"Save each row by itself.") },
	[HOST_ADVICE_SAVE_LIST] = { "", N_(
		"At the end, save the whole list with the one button for "
		"it.") },
	[HOST_ADVICE_SPF_LIST] = { "", N_(
		"SPF has a choice list of its own in this panel: change "
		"it there, and add no other TXT row for it.") },
	[HOST_ADVICE_SPF_TYPE] = { "", N_(
		"SPF has a record type of its own in this panel: choose "
		"SPF (TXT).") },
	[HOST_ADVICE_SPF_ASSISTANT] = { "", N_(
		"An assistant writes the SPF record in this panel: change "
		"it there, so that there are not two.") },
	[HOST_ADVICE_SPF_THERE] = { "", N_(
		"An SPF record is there from the start: change that one, "
		"and add no other.") },
	[HOST_ADVICE_DMARC_OWN] = { "", N_(
		"The panel has a DMARC setting of its own: switch it off "
		"before you enter a record for _dmarc.") },
	[HOST_ADVICE_DKIM_OWN] = { "H", N_(
		"The DKIM records of %1$s itself stay as they are.") },
	[HOST_ADVICE_CNAME_WIPES] = { "", N_(
		"Take care: a CNAME made under a subdomain there removes "
		"its mailboxes and other records.") },
	[HOST_ADVICE_CNAME_ELSEWHERE] = { "", N_(
		"Enter the record in the list of DNS records, not in the "
		"menu for subdomains.") },
	[HOST_ADVICE_SUBDOMAIN_FIRST] = { "", N_(
		"Make the subdomain first; then records can be entered "
		"for it.") },
	[HOST_ADVICE_PROXY_OFF] = { "", N_(
		"Switch the proxy off for this record: the cloud has to "
		"be grey (DNS only).") },
	[HOST_ADVICE_TTL_NONE] = { "", N_(
		"There is no field for the TTL; that is as it should be.") },
	[HOST_ADVICE_TTL_MINIMUM] = { "S", N_(
		"The smallest TTL that the form takes is %1$s.") },
	[HOST_ADVICE_SLOW] = { "H", N_(
		"Changes at %1$s can take hours.") },
	[HOST_ADVICE_WRONG_PANEL] = { "H", N_(
		"%1$s has two panels: change the records in the one that "
		"runs the DNS.") },
	[HOST_ADVICE_RESELLER] = { "H", N_(
		"%1$s is often used through another company; then that "
		"company's panel is the right one.") },
	[HOST_ADVICE_SITE_ONLY] = { "H", N_(
		"%1$s often keeps the web site only: see whether the DNS "
		"is run there as well.") },
	[HOST_ADVICE_SWITCH_DNS] = { "H", N_(
		"The DNS has to be switched on at %1$s first.") },
	[HOST_ADVICE_LOCAL_MAIL] = { "", N_(
		"If your mailboxes are at another company, switch local "
		"mail off in this panel.") },
};
/* clang-format on */

static enum host_language language(void)
{
	const char *code = i18n_current();

	if (strcmp(code, "nl") == 0)
		return HOST_NL;
	return strcmp(code, "de") == 0 ? HOST_DE : HOST_EN;
}

const char *host_name_word(const struct dns_host *h)
{
	h = host_for_form(h);
	if (h && h->name_word[language()])
		return h->name_word[language()];
	return C_("form field", "Name");
}

const char *host_value_word(enum rr type)
{
	if (rr_value_is_name(type) && type != RR_MX)
		return C_("form field", "Target");
	return C_("form field", "Value");
}

void host_add_at(struct str *out, const struct dns_host *h)
{
	if (h)
		text_fill_one(out, C_("where", "at %1$s"), h->name);
	else
		str_add(out, C_("where", "at your DNS host"));
}

const char *host_as_subject(const struct dns_host *h)
{
	/* TRANSLATORS: at the beginning of a sentence, who does something. */
	return h ? h->name : C_("subject", "Your DNS host");
}

const char *host_as_object(const struct dns_host *h)
{
	/* TRANSLATORS: behind "ask" or "tell". */
	return h ? h->name : C_("object", "your DNS host");
}

const char *host_path(const struct dns_host *h)
{
	static const enum host_language others[] = { HOST_EN, HOST_NL,
						     HOST_DE };

	h = host_for_form(h);
	if (!h || h->path[language()])
		return h ? h->path[language()] : NULL;
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		if (h->path[others[i]])
			return h->path[others[i]];
	}
	return NULL;
}

void host_add_path(struct str *out, const struct dns_host *h,
		   const char *domain)
{
	static const char *const names[] = {
		"(domain)", "(domein)", "(Domain)",
		"(Domäne)", "(zone)",   "(Zone)",
	};
	const char *path = host_path(h);

	while (path && *path) {
		size_t skip = 1;

		for (size_t i = 0; i < COUNT_OF(names); i++) {
			if (strncmp(path, names[i], strlen(names[i])) == 0)
				skip = strlen(names[i]);
		}
		if (skip > 1)
			str_add(out, domain);
		else if (*path == '>')
			str_add(out, "\xe2\x80\xba"); /* › */
		else
			str_add_char(out, *path);
		path += skip;
	}
}

void host_add_name(struct str *out, const struct dns_host *h, const char *name,
		   const char *zone)
{
	size_t before = out->len;

	host_name_in_form(host_for_form(h), name, zone, out);
	if (out->len == before)
		str_add(out, _("(leave this field empty)"));
}

static void add_fact(struct str *out, char letter, const void *ctx)
{
	const struct facts_of_host *facts = ctx;

	switch (letter) {
	case 'H':
		str_add(out, facts->host->name);
		break;
	case 'Z':
		str_add(out, facts->zone);
		break;
	case 'C':
		str_addf(out, "%u", (unsigned)facts->host->txt_max);
		break;
	default:
		text_add_duration(out, (int64_t)facts->host->ttl_minimum);
		break;
	}
}

void host_add_advice(struct str *out, const struct dns_host *h,
		     enum host_advice advice, const char *zone)
{
	const struct facts_of_host facts = { .host = h, .zone = zone };
	const struct advice_text *text = &ADVICE[advice];

	if ((advice == HOST_ADVICE_SHORT_TXT && !h->txt_max) ||
	    (advice == HOST_ADVICE_TTL_MINIMUM && !h->ttl_minimum))
		return;
	text_fill(out, _(text->text), text->letters, add_fact, &facts);
}

void host_add_delay(struct str *out, const struct dns_host *h)
{
	struct str time = STR_INIT(64);

	h = host_for_form(h);
	if (!h || !h->delay_s)
		return;
	text_add_duration(&time, (int64_t)h->delay_s);
	text_fill_two(out,
		      /* TRANSLATORS: a DNS host and a time ("10 minutes"). */
		      _("At %1$s a new record usually shows within %2$s."),
		      h->name, str_text(&time));
	str_free(&time);
}

void host_add_not_asked(struct str *out, const struct dns_host *h)
{
	text_fill_one(out,
		      /* TRANSLATORS: a company that runs name servers. */
		      _("We cannot look at %1$s: we do not know which of its "
			"name servers would be yours."),
		      h->name);
}
