/* SPDX-License-Identifier: MIT */
#include "text/host_text.h"

#include <string.h>

#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/host_rows.h"
#include "text/time_text.h"

/* What the sentences about a host are made of. */
struct facts_of_host {
	const struct dns_host *host;
	const char *zone;
};

static enum host_language language(void)
{
	const char *code = i18n_current();

	if (strcmp(code, "nl") == 0)
		return HOST_NL;
	return strcmp(code, "de") == 0 ? HOST_DE : HOST_EN;
}

/* The panel's word in the language in use. */
static const char *word_of(const char *const words[HOST_LANGUAGES])
{
	return words[language()];
}

/* The language that the panel is likely shown in to whoever reads this. */
static enum host_language panel_language(const struct dns_host *h)
{
	enum host_language likely[] = { language(), HOST_EN, HOST_DE, HOST_NL };
	size_t i = 0;

	while (i + 1 < COUNT_OF(likely) && !h->path[likely[i]])
		i++;
	return likely[i];
}

/* A button is found by what stands on it, so in the panel's language. */
static const char *save_button(const struct dns_host *h)
{
	return h->save_word[panel_language(h)];
}

const char *host_name_word(const struct dns_host *h)
{
	h = host_for_form(h);
	if (h && word_of(h->name_word))
		return word_of(h->name_word);
	return C_("form field", "Name");
}

const char *host_value_word(const struct dns_host *h, enum rr type)
{
	bool target = rr_value_is_name(type) && type != RR_MX;

	h = host_for_form(h);
	if (h && target && word_of(h->target_word))
		return word_of(h->target_word);
	if (h && word_of(h->value_word))
		return word_of(h->value_word);
	return target ? C_("form field", "Target") : C_("form field", "Value");
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
	h = host_for_form(h);
	return h ? h->path[panel_language(h)] : NULL;
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
	case 'B':
		str_add(out, save_button(facts->host));
		break;
	case 'C':
		str_addf(out, "%u", (unsigned)facts->host->txt_max);
		break;
	default:
		text_add_duration(out, (int64_t)facts->host->ttl_minimum);
		break;
	}
}

static const struct advice_text *text_for(const struct dns_host *h,
					  enum host_advice advice)
{
	static const struct advice_text SAVE = {
		"B", N_("Nothing counts before ‘%1$s’ is pressed.")
	};

	for (size_t i = 0; i < HOST_UNCHECKED_TEXT_COUNT; i++) {
		if (HOST_UNCHECKED_TEXTS[i].advice == advice &&
		    !host_is_checked(h, HOST_UNCHECKED_TEXTS[i].fact))
			return &HOST_UNCHECKED_TEXTS[i].text;
	}
	if ((advice == HOST_ADVICE_SAVE || advice == HOST_ADVICE_SAVE_LIST) &&
	    save_button(h))
		return &SAVE;
	return &HOST_ADVICE_TEXTS[advice];
}

void host_add_advice(struct str *out, const struct dns_host *h,
		     enum host_advice advice, const char *zone)
{
	const struct facts_of_host facts = { .host = h, .zone = zone };

	if (!h || advice == HOST_ADVICE_COMPARE ||
	    (advice == HOST_ADVICE_SHORT_TXT && !h->txt_max) ||
	    (advice == HOST_ADVICE_TTL_MINIMUM && !h->ttl_minimum))
		return;
	const struct advice_text *text = text_for(h, advice);

	text_fill(out, _(text->text), text->letters, add_fact, &facts);
}

void host_add_compare(struct str *out, const struct dns_host *h,
		      unsigned unchecked)
{
	const char *items[8];
	struct str list = STR_INIT(512);
	size_t count = 0;

	if (!unchecked)
		return;
	if (!host_for_form(h)) {
		str_add(out, _("How your DNS host wants it is not known here: "
			       "do as a record does that already works."));
		return;
	}
	for (size_t i = 0; i < HOST_FACT_TEXT_COUNT; i++) {
		if (unchecked & (unsigned)HOST_FACT_TEXTS[i].fact)
			items[count++] = _(HOST_FACT_TEXTS[i].text);
	}
	text_add_list(&list, items, count);
	/* TRANSLATORS: the host, "the name and quotation marks". */
	text_fill_two(out,
		      _("Not checked at %1$s: %2$s. Do as a record does that "
			"already works."),
		      h->name, str_text(&list));
	str_free(&list);
}

void host_add_own_spf(struct str *out, const struct dns_host *h)
{
	if (!h)
		return;
	if (h->own_spf)
		text_fill_two(out,
			      /* TRANSLATORS: a host, a part of an SPF record */
			      _("Mailboxes at %1$s need this in the SPF "
				"record: %2$s"),
			      h->name, h->own_spf);
	else
		text_fill_one(out,
			      _("What mailboxes at %1$s need in the SPF record "
				"is not known here; zegel proposes mx for "
				"them."),
			      h->name);
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
