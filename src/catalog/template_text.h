/* The small language inside a template's texts: %variables% and names.
 * Only the template files use it.
 *
 * A variable is what stands between two percent signs (Domain Connect,
 * "Variables"). An SPF macro such as %{i} (RFC 7208, 7) is no variable.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_TEMPLATE_TEXT_H
#define ZEGEL_CATALOG_TEMPLATE_TEXT_H

#include "base/record.h"
#include "base/str.h"

enum template_part_kind {
	PART_LITERAL,
	PART_VARIABLE, /* text is its name */
	PART_BROKEN,   /* a percent sign without its partner */
};

struct template_part {
	enum template_part_kind kind;
	struct slice text;
};

/* Takes the next part off rest; false at the end. */
bool template_next_part(struct slice *rest, struct template_part *part);

bool template_is_paired(const char *text);
bool template_has_variable(const char *text);

/* True when the text is one variable and nothing else. */
bool template_is_variable_alone(const char *text);

/* host, domain and fqdn. */
bool template_is_built_in(struct slice name);

/* The text with an x for each variable, to check the rest of it. */
void template_mask(const char *text, struct str *out);

/* A number from 0 to max without variables. */
bool template_is_number(const char *text, uint64_t max);

/* Could text be an owner (a * may be its first label; a final dot is fine)? */
bool template_is_owner(const char *text);

/* Could text be the name of a host that a record points to? */
bool template_is_target(const char *text);

/* The target "." of an MX or SRV: nothing is taken or offered here (RFC 7505,
 * RFC 2782). */
bool template_is_no_service(enum rr type, const char *target);

/* _tcp and its like, with or without the underscore (RFC 2782). */
bool template_is_protocol(const char *word);

/* http:// or https:// and a host, for redirects. */
bool template_is_web_address(const char *text);

#endif
