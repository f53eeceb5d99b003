/* zegel host: who hosts a domain's DNS, and how their form wants a record.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "commands/job.h"
#include "commands/json.h"
#include "commands/output.h"
#include "commands/page.h"
#include "commands/run.h"
#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/host_text.h"

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

static const char *const CONFIDENCES[] = {
	[HOST_CHECKED] = "checked",
	[HOST_LIKELY] = "likely",
	[HOST_GUESS] = "guess",
};

static void write_form(struct json_writer *j, const struct dns_host *h)
{
	json_write_text(j, "confidence", CONFIDENCES[h->confidence]);
	json_write_text(j, "name_field", NAME_FORMS[h->name_form]);
	json_write_text(j, "apex", APEX_FORMS[h->apex]);
	json_write_text(j, "target_trailing_dot", DOTS[h->dot]);
	json_write_text(j, "txt_quotes", QUOTES[h->quotes]);
	if (h->ttl_field != HOST_UNKNOWN)
		json_write_bool(j, "ttl_field", h->ttl_field == HOST_YES);
	if (h->txt_max)
		json_write_number(j, "txt_max", h->txt_max);
	if (h->delay_s)
		json_write_number(j, "usual_delay", h->delay_s);
	json_write_text(j, "panel_path", host_path(h));
	json_write_text(j, "panel_url", h->panel_url);
	json_write_text(j, "help_url", h->help_url);
}

static void write_host(const struct dns_host *h)
{
	struct json_writer j = json_writer_to(stdout);

	json_write_object(&j, NULL);
	if (h) {
		json_write_text(&j, "id", h->id);
		json_write_text(&j, "name", h->name);
		write_form(&j, h);
	} else {
		json_write_null(&j, "id");
	}
	json_write_end(&j);
}

/* How a DKIM CNAME and an SPF record have to look there. */
static void add_example(struct page *page, const struct dns_host *h,
			const char *name, enum rr type, const char *value,
			const char *zone)
{
	struct record r = record_make(name, type, value);
	struct str line = STR_INIT(STR_MAX_TEXT);

	page_pad(&line, rr_name(type), 7);
	str_addf(&line, "%s: ", host_name_word(h));
	host_add_name(&line, h, name, zone);
	str_addf(&line, "   %s: ", host_value_word(type));
	host_value_in_form(host_for_form(h), &r, &line);
	page_add(page, 2, PAGE_PLAIN, "", str_text(&line));
	str_free(&line);
	record_free(&r);
}

static void add_examples(struct page *page, const struct dns_host *h,
			 const char *zone)
{
	char name[NAME_SIZE];

	page_gap(page);
	page_add(page, 0, PAGE_PLAIN, "", _("Records are entered like this:"));
	add_example(page, h, zone, RR_TXT, "v=spf1 include:spf.example ~all",
		    zone);
	if (name_join("selector._domainkey", zone, name))
		add_example(page, h, name, RR_CNAME, "selector.dkim.example",
			    zone);
}

static void print_host(const struct options *options, const struct dns_host *h,
		       const char *domain, const char *zone)
{
	struct page page = page_new(options, stdout);
	const struct dns_host *form = host_for_form(h);
	struct str text = STR_INIT(STR_MAX_TEXT);

	if (h)
		text_fill_two(&text, _("The DNS of %1$s is at %2$s"), domain,
			      h->name);
	else
		text_fill_one(&text,
			      _("Who hosts the DNS of %1$s is not known here"),
			      domain);
	page_add(&page, 0, PAGE_BOLD, "", str_text(&text));
	str_reset(&text);
	host_add_path(&text, h, zone);
	if (text.len)
		page_add(&page, 0, PAGE_PLAIN, "", str_text(&text));
	if (h && h->panel_url && form)
		page_add(&page, 0, PAGE_PLAIN, "", h->panel_url);
	add_examples(&page, h, zone);
	for (int a = 0; form && a < HOST_ADVICE_COUNT; a++) {
		if (!host_has_advice(form->advice, (enum host_advice)a))
			continue;
		str_reset(&text);
		host_add_advice(&text, form, (enum host_advice)a, zone);
		if (text.len)
			page_add(&page, 2, PAGE_PLAIN, "•", str_text(&text));
	}
	str_reset(&text);
	host_add_delay(&text, h);
	if (text.len)
		page_add(&page, 2, PAGE_PLAIN, "•", str_text(&text));
	page_print(&page, stdout);
	str_free(&text);
}

int command_host(struct command_context *context, char **words, size_t count)
{
	char domain[NAME_SIZE];
	const struct verdict *v;
	struct job job;
	int status = COMMAND_OK;

	if (count != 1)
		return command_usage("host");
	if (!command_read_domain(words[0], domain))
		return COMMAND_USAGE;
	job_begin(&job, context, domain);
	v = job_wait(&job, true, JOB_PRESENT);
	if (v->authority == AUTHORITY_NO_DOMAIN ||
	    v->authority == AUTHORITY_UNDELEGATED)
		status = COMMAND_NO;
	else if (v->authority != AUTHORITY_FOUND)
		status = COMMAND_UNKNOWN;
	if (context->options->json)
		write_host(v->host);
	else
		print_host(context->options, v->host, domain,
			   v->zone ? v->zone : domain);
	job_free(&job);
	return output_end(status);
}
