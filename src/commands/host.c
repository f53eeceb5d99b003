/* zegel host: who hosts a domain's DNS, and how their form wants a record.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "catalog/host_words.h"
#include "commands/job.h"
#include "commands/json.h"
#include "commands/output.h"
#include "commands/page.h"
#include "commands/run.h"
#include "commands/verdict_json.h"
#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/host_text.h"
#include "text/service_text.h"

static const char *const NAME_FORMS[] = {
	[HOST_NAME_RELATIVE] = "relative",
	[HOST_NAME_FULL] = "full",
	[HOST_NAME_EITHER] = "either",
};

static const char *const APEX_FORMS[] = {
	[HOST_APEX_AT] = "@",
	[HOST_APEX_EMPTY] = "empty",
	[HOST_APEX_AT_OR_EMPTY] = "@-or-empty",
	[HOST_APEX_FULL] = "domain",
	[HOST_APEX_FULL_DOT] = "domain-dot",
};

static const char *const DOTS[] = {
	[HOST_DOT_OPTIONAL] = "optional",
	[HOST_DOT_ADVISED] = "advised",
	[HOST_DOT_REQUIRED] = "required",
	[HOST_DOT_FORBIDDEN] = "forbidden",
};

static const char *const QUOTES[] = {
	[HOST_QUOTES_NEVER] = "never",
	[HOST_QUOTES_OPTIONAL] = "optional",
	[HOST_QUOTES_REQUIRED] = "required",
	[HOST_QUOTES_ADDED] = "added",
};

static void write_words(struct json_writer *j, const char *key,
			const char *const *words, size_t count, uint64_t bits)
{
	json_write_array(j, key);
	for (size_t i = 0; i < count; i++) {
		if (bits >> i & 1)
			json_write_text(j, NULL, words[i]);
	}
	json_write_end(j);
}

static void write_form(struct json_writer *j, const struct dns_host *h)
{
	json_write_text(j, "confidence", HOST_CONFIDENCE_NAMES[h->confidence]);
	json_write_text(j, "name_field", NAME_FORMS[h->name_form]);
	json_write_text(j, "apex", APEX_FORMS[h->apex]);
	json_write_text(j, "target_trailing_dot", DOTS[h->dot]);
	json_write_text(j, "txt_quotes", QUOTES[h->quotes]);
	if (h->long_txt != HOST_LONG_TXT_UNKNOWN)
		json_write_bool(j, "txt_split",
				h->long_txt == HOST_LONG_TXT_SPLIT);
	if (h->ttl_field != HOST_UNKNOWN)
		json_write_bool(j, "ttl_field", h->ttl_field == HOST_YES);
	if (h->ttl_minimum)
		json_write_number(j, "ttl_minimum", h->ttl_minimum);
	if (h->txt_max)
		json_write_number(j, "txt_max", h->txt_max);
	if (h->delay_s)
		json_write_number(j, "usual_delay", h->delay_s);
	write_words(j, "checked", HOST_FACT_NAMES, HOST_FACT_COUNT, h->checked);
	write_words(j, "advice", HOST_ADVICE_NAMES, HOST_ADVICE_COUNT,
		    h->advice);
	json_write_text(j, "own_spf", h->own_spf);
	json_write_text(j, "panel_path", host_path(h));
	json_write_text(j, "panel_url", h->panel_url);
	json_write_text(j, "help_url", h->help_url);
}

static void write_host(const struct verdict *v)
{
	struct json_writer j = json_writer_to(stdout);

	json_write_object(&j, NULL);
	verdict_write_host(&j, v);
	if (v->host && *v->host->id)
		write_form(&j, v->host);
	if (v->candidate_count) {
		json_write_array(&j, "candidates");
		for (size_t i = 0; i < v->candidate_count; i++)
			json_write_text(&j, NULL, v->candidates[i]->id);
		json_write_end(&j);
	}
	if (v->panel) {
		json_write_object(&j, "panel");
		json_write_text(&j, "id", v->panel->id);
		json_write_text(&j, "name", v->panel->name);
		write_form(&j, v->panel);
		json_write_end(&j);
	}
	json_write_end(&j);
}

/* What is shown of the form: the records that zegel wants most, one of each
 * kind. Keys are as long as those of 2048 bits. */
#define KEY_64                                                                 \
	"MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAexample0example0exam"
#define KEY KEY_64 KEY_64 KEY_64 KEY_64 KEY_64 KEY_64

static const struct {
	const char *name; /* relative; "": the domain itself */
	enum rr type;
	uint16_t priority;
	const char *value;
	const char *shown; /* in its place, where the value is long */
} EXAMPLES[] = {
	{ "", RR_TXT, 0, "v=spf1 include:spf.example ~all", NULL },
	{ "s1._domainkey", RR_CNAME, 0, "s1.dkim.example", NULL },
	{ "s2._domainkey", RR_TXT, 0, "v=DKIM1; k=rsa; p=" KEY,
	  "v=DKIM1; k=rsa; p=MIIB…" },
	{ "_dmarc", RR_TXT, 0, "v=DMARC1; p=none", NULL },
	{ "bounce", RR_MX, 10, "mx.example", NULL },
};

enum { EXAMPLE_COUNT = COUNT_OF(EXAMPLES) };

static struct record make_example(size_t index, const char *zone)
{
	char name[NAME_SIZE];

	if (!name_join(EXAMPLES[index].name, zone, name))
		snprintf(name, sizeof(name), "%s", zone);
	struct record r = record_make(name, EXAMPLES[index].type,
				      EXAMPLES[index].value);

	r.priority = EXAMPLES[index].priority;
	return r;
}

static void add_example(struct page *page, const struct dns_host *h,
			size_t index, const char *zone)
{
	struct record r = make_example(index, zone);
	struct str line = STR_INIT(STR_MAX_TEXT);
	struct str name = STR_INIT(STR_MAX_TEXT);
	const char *shown = EXAMPLES[index].shown;
	struct record short_one = record_make(r.name, r.type,
					      shown ? shown : r.value);

	host_add_name(&name, h, r.name, zone);
	page_pad(&line, rr_name(r.type), 6);
	str_addf(&line, " %s: ", host_name_word(h));
	page_pad(&line, str_text(&name), 14);
	if (r.priority)
		str_addf(&line, "  %s: %u", _("Priority"), r.priority);
	str_addf(&line, "  %s: ", host_value_word(h, r.type));
	if (shown && host_for_form(h) &&
	    host_for_form(h)->quotes == HOST_QUOTES_REQUIRED)
		str_addf(&line, "\"%s\"%s", shown,
			 strlen(r.value) > 255 ? " \"…\"" : "");
	else if (shown)
		str_add(&line, shown);
	else
		host_value_in_form(host_for_form(h), &short_one, &line);
	page_add(page, 2, PAGE_PLAIN, "", str_text(&line));
	str_free(&name);
	str_free(&line);
	record_free(&short_one);
	record_free(&r);
}

static void add_sentence(struct page *page, struct str *text)
{
	if (text->len)
		page_add(page, 2, PAGE_PLAIN, "•", str_text(text));
	str_reset(text);
}

/* What is peculiar to the form, at any of the examples. */
static void add_form(struct page *page, const struct dns_host *h,
		     const char *zone)
{
	const struct dns_host *form = host_for_form(h);
	struct str text = STR_INIT(STR_MAX_TEXT);
	host_advice_set set = 0;
	unsigned unchecked = 0;

	page_gap(page);
	page_add(page, 0, PAGE_PLAIN, "", _("Records are entered like this:"));
	for (size_t i = 0; i < EXAMPLE_COUNT; i++) {
		struct record r = make_example(i, zone);

		add_example(page, h, i, zone);
		set |= host_advice_for(form, &r, zone);
		unchecked |= host_unchecked(form, &r, zone);
		record_free(&r);
	}
	if (form && form->ttl_minimum)
		set |= (host_advice_set)1 << HOST_ADVICE_TTL_MINIMUM;
	for (int a = 0; a < HOST_ADVICE_COMPARE; a++) {
		if (!host_has_advice(set, (enum host_advice)a))
			continue;
		host_add_advice(&text, form, (enum host_advice)a, zone);
		add_sentence(page, &text);
	}
	host_add_compare(&text, form, unchecked);
	add_sentence(page, &text);
	str_free(&text);
}

static void add_who(struct page *page, const struct verdict *v)
{
	struct str text = STR_INIT(STR_MAX_TEXT), list = STR_INIT(STR_MAX_TEXT);
	const char *names[VERDICT_CANDIDATES];

	for (size_t i = 0; i < v->candidate_count; i++)
		names[i] = v->candidates[i]->name;
	if (v->host)
		text_fill_two(&text, _("The DNS of %1$s is at %2$s"), v->domain,
			      v->host->name);
	else
		text_fill_one(&text,
			      _("Who hosts the DNS of %1$s is not known here"),
			      v->domain);
	page_add(page, 0, PAGE_BOLD, "", str_text(&text));
	str_reset(&text);
	text_add_list(&list, names, v->candidate_count);
	if (v->candidate_count)
		text_fill_one(
			&text,
			_("Its name servers are used by these: %1$s. With "
			  "--panel the form of one of them is shown."),
			str_text(&list));
	else if (!host_for_form(verdict_form(v)))
		str_add(&text,
			_("Which panel does it look like? --panel directadmin, "
			  "cpanel or plesk shows how that one wants it."));
	if (text.len)
		page_add(page, 0, PAGE_PLAIN, "", str_text(&text));
	str_free(&list);
	str_free(&text);
}

/* What only the host itself says. */
static void add_own_account(struct page *page, const struct verdict *v)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	if (v->host && !*v->host->id)
		page_add(page, 0, PAGE_PLAIN, "",
			 _("That is the name that this DNS host gives "
			   "itself."));
	if (v->panel_url) {
		text_fill_one(&text,
			      /* TRANSLATORS: %1$s is a web address. */
			      _("Its control panel, as it says itself: %1$s"),
			      v->panel_url);
		page_add(page, 0, PAGE_PLAIN, "", str_text(&text));
	}
	str_free(&text);
}

static void add_servers(struct page *page, const struct verdict *v)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	for (size_t i = 0; i < v->server_count; i++) {
		const char *name = v->servers[i].name;

		if (i && name_equal(name, v->servers[i - 1].name))
			continue;
		str_addf(&text, "%s%s", text.len ? ", " : "", name);
	}
	if (text.len)
		page_add(page, 0, PAGE_PLAIN, "", str_text(&text));
	str_free(&text);
}

static void add_panel(struct page *page, const struct verdict *v,
		      const char *zone)
{
	const struct dns_host *h = verdict_form(v);
	struct str text = STR_INIT(STR_MAX_TEXT);

	if (!host_for_form(h))
		return;
	if (v->panel && v->panel != v->host) {
		text_fill_one(&text, _("In the form of %1$s:"), h->name);
		page_gap(page);
		page_add(page, 0, PAGE_BOLD, "", str_text(&text));
		str_reset(&text);
	}
	host_add_path(&text, h, zone);
	if (text.len)
		page_add(page, 0, PAGE_PLAIN, "", str_text(&text));
	if (h->panel_url)
		page_add(page, 0, PAGE_PLAIN, "", h->panel_url);
	str_free(&text);
}

/* How long it takes, its mailboxes, and where all that is from. */
static void add_rest(struct page *page, struct catalog *catalog,
		     const struct verdict *v)
{
	const struct dns_host *h = verdict_form(v);
	const char *date = host_list_collected(catalog_hosts(catalog));
	struct str text = STR_INIT(STR_MAX_TEXT);

	host_add_delay(&text, h);
	add_sentence(page, &text);
	if (v->host)
		host_add_own_spf(&text, v->host);
	add_sentence(page, &text);
	if (!host_for_form(h)) {
		str_free(&text);
		return;
	}
	page_gap(page);
	page_add(page, 0, PAGE_BOLD, "", _("Where this is from"));
	if (h->help_url)
		page_add(page, 2, PAGE_PLAIN, "•", h->help_url);
	for (size_t i = 0; i < h->source_count; i++) {
		if (h->help_url && strcmp(h->sources[i], h->help_url) == 0)
			continue;
		service_add_source(&text, h->sources[i]);
		add_sentence(page, &text);
	}
	if (date)
		text_fill_one(&text, _("Looked up: %1$s"), date);
	add_sentence(page, &text);
	str_free(&text);
}

static void print_host(struct command_context *context, const struct verdict *v)
{
	struct page page = page_new(context->options, stdout);
	const char *zone = v->zone ? v->zone : v->domain;

	add_who(&page, v);
	add_servers(&page, v);
	add_own_account(&page, v);
	add_panel(&page, v, zone);
	add_form(&page, verdict_form(v), zone);
	add_rest(&page, context->catalog, v);
	page_print(&page, stdout);
}

int command_host(struct command_context *context, char **words, size_t count)
{
	char domain[NAME_SIZE];
	const struct verdict *v;
	struct job job;
	int status = COMMAND_OK;

	(void)count;
	if (!command_read_domain(words[0], domain))
		return COMMAND_USAGE;
	job_begin(&job, context, domain);
	if (!command_apply_choices(context, &job.wizard.choices)) {
		job_free(&job);
		return COMMAND_USAGE;
	}
	v = job_wait(&job, true, JOB_HOST);
	if (v->authority == AUTHORITY_NO_DOMAIN ||
	    v->authority == AUTHORITY_UNDELEGATED)
		status = COMMAND_NO;
	else if (v->authority != AUTHORITY_FOUND)
		status = COMMAND_UNKNOWN;
	if (context->options->json)
		write_host(v);
	else
		print_host(context, v);
	job_free(&job);
	return output_end(status);
}
