/* What a template is about: mail or more, and which variables it needs.
 *
 * SPDX-License-Identifier: MIT */
#include <string.h>
#include <strings.h>

#include "catalog/purpose.h"
#include "catalog/template.h"
#include "catalog/template_line.h"
#include "catalog/template_text.h"

static bool is_in_groups(const struct template_line *line,
			 const char *const *groups, size_t count)
{
	if (!count || !*line->group)
		return true;
	for (size_t i = 0; i < count; i++) {
		if (strcmp(groups[i], line->group) == 0)
			return true;
	}
	return false;
}

static bool names_variable(const char *text, const char *variable)
{
	struct slice rest = slice_of(text);
	struct template_part part;

	while (template_next_part(&rest, &part)) {
		if (part.kind == PART_VARIABLE && slice_is(part.text, variable))
			return true;
	}
	return false;
}

bool template_needs(const struct template *t, const char *variable,
		    const char *const *groups, size_t group_count)
{
	for (size_t i = 0; i < t->line_count; i++) {
		const struct template_line *line = &t->lines[i];
		const char *const texts[] = TEXTS_OF(line);

		if (!is_in_groups(line, groups, group_count))
			continue;
		for (size_t j = 0; j < COUNT_OF(texts); j++) {
			if (names_variable(texts[j], variable))
				return true;
		}
	}
	return false;
}

/* The customer's own mail server, or a page about it. */
static bool is_mail_host(const char *host)
{
	static const char *const HOSTS[] = {
		"mail", "smtp",    "imap",         "pop",        "pop3",
		"mx",   "webmail", "autodiscover", "autoconfig",
	};

	for (size_t i = 0; i < COUNT_OF(HOSTS); i++) {
		if (strcasecmp(host, HOSTS[i]) == 0)
			return true;
	}
	return false;
}

/* Where every name and value is a variable, only its own name tells. */
static bool says_mail(const struct template *t)
{
	static const char *const WORDS[] = { "mail", "dkim", "smtp",
					     "sending" };

	for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
		if (strcasestr(t->service_id, WORDS[i]) ||
		    strcasestr(t->service_name, WORDS[i]))
			return true;
	}
	return false;
}

/* A web site, a redirect or a whole zone is more than mail. */
static bool is_more_than_mail(const struct template_line *line)
{
	bool apex = !*line->host || strcmp(line->host, "@") == 0;

	switch (line->type) {
	case RR_A:
	case RR_AAAA:
		return !is_mail_host(line->host);
	case RR_NONE:
		return true;
	case RR_NS:
		return apex;
	case RR_CNAME:
		return apex || strcmp(line->host, "www") == 0 ||
		       strcmp(line->host, "*") == 0;
	default:
		return false;
	}
}

bool template_is_mail(const struct template *t)
{
	bool mail = t->line_count && says_mail(t);

	for (size_t i = 0; i < t->line_count; i++) {
		const struct template_line *line = &t->lines[i];
		enum purpose purpose = purpose_guess(line->type, line->host,
						     line->value);

		if (is_more_than_mail(line))
			return false;
		mail = mail || line->spf_merge || purpose == PURPOSE_SPF ||
		       purpose == PURPOSE_DKIM || purpose == PURPOSE_DMARC ||
		       purpose == PURPOSE_MX || purpose == PURPOSE_RETURN_PATH;
	}
	return mail;
}
