/* SPDX-License-Identifier: MIT */
#include "catalog/paste.h"

#include <string.h>

/* Does a name without its final dot look like one that is complete already?
 * Its end is a public suffix and the label before it an ordinary one:
 * s1._domainkey.news is a name under the customer's domain. With two labels
 * only the old suffixes are sure (mail.support may be either). */
static bool is_complete(const char *name)
{
	static const char *const OLD[] = { "com", "net", "org", "info", "eu" };
	const char *registered = name_registered(name);
	const char *suffix = name_parent(registered);

	if (!*suffix || !name_is_public_suffix(suffix) ||
	    registered[0] == '_' || registered[0] == '*')
		return false;
	if (strcmp(registered, name) != 0 || strlen(suffix) == 2)
		return true;
	for (size_t i = 0; i < COUNT_OF(OLD); i++) {
		if (strcmp(suffix, OLD[i]) == 0)
			return true;
	}
	return false;
}

enum paste_place paste_record_name(const struct paste_record *r,
				   const char *domain, char out[NAME_SIZE])
{
	const char *host = r->host;
	char name[NAME_SIZE];

	if (!*host && r->purpose == PURPOSE_DMARC)
		host = "_dmarc";
	/* Nobody wants his mail or web site to go elsewhere because a name was
	 * left out. */
	if (!*host && (r->purpose == PURPOSE_DKIM ||
		       (r->type != RR_TXT && r->type != RR_SPF)))
		return PASTE_NO_HOST;
	if (!*host || strcmp(host, "@") == 0) {
		memcpy(out, domain, strlen(domain) + 1);
		return PASTE_OK;
	}
	/* A star for SPF is a vendor's slip: the domain itself is meant. */
	if (strcmp(host, "*") == 0 && r->purpose == PURPOSE_SPF) {
		memcpy(out, domain, strlen(domain) + 1);
		return PASTE_OK;
	}
	if (!name_canonical(host, strlen(host), name))
		return PASTE_BAD_NAME;
	if (name_is_under(name, domain)) {
		memcpy(out, name, strlen(name) + 1);
		return PASTE_OK;
	}
	if (r->host_absolute || is_complete(name))
		return PASTE_FOREIGN;
	return name_join(name, domain, out) ? PASTE_OK : PASTE_BAD_NAME;
}

struct record *paste_records(const struct paste *p, const char *domain,
			     size_t *count)
{
	struct record *records = xcalloc(p->count, sizeof(*records));
	char name[NAME_SIZE];

	*count = 0;
	for (size_t i = 0; i < p->count; i++) {
		const struct paste_record *from = &p->records[i];
		struct record *to = &records[*count];

		if (paste_record_name(from, domain, name) != PASTE_OK)
			continue;
		*to = record_make(name, from->type, from->value);
		if (from->priority > 0)
			to->priority = (uint16_t)from->priority;
		(*count)++;
	}
	return records;
}
