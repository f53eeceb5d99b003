/* Pasted text: what comes out is clean, bounded and in the order of the lines,
 * and reading it again as a plain record gives the same.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "catalog/paste.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool good)
{
	if (!good)
		abort();
}

static bool is_clean(const char *text)
{
	struct str out = STR_INIT(1 << 20);
	bool clean = clean_bytes(&out, text, strlen(text), CLEAN_LINE);

	str_free(&out);
	return clean;
}

static void check_record(const struct paste_record *r)
{
	char name[NAME_SIZE];

	check(*r->value && is_clean(r->value) && is_clean(r->host));
	check(!strpbrk(r->host, " \t\n\""));
	check(r->line_from >= 1 && r->line_from <= r->line_to);
	check(r->priority >= -1 && r->priority <= 65535);
	if (rr_value_is_name(r->type))
		check(name_canonical(r->value, strlen(r->value), name) &&
		      strcmp(name, r->value) == 0);
	if (paste_record_name(r, "voorbeeld.nl", name) == PASTE_OK)
		check(name_is_under(name, "voorbeeld.nl"));
}

/* A record of these types, written as a line, is found again. */
static void check_again(const struct paste_record *r)
{
	struct paste again;

	if (r->type != RR_CNAME || strchr(r->value, '\\') ||
	    strchr(r->host, '\\'))
		return;
	char *line = xasprintf("%s. IN CNAME %s.", r->host, r->value);

	paste_read(line, strlen(line), NULL, &again);
	check(again.count <= 1);
	check(again.count == 0 ||
	      strcmp(again.records[0].value, r->value) == 0);
	paste_free(&again);
	free(line);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct paste p;

	paste_read((const char *)data, size, "voorbeeld.nl", &p);
	for (size_t i = 0; i < p.count; i++) {
		check_record(&p.records[i]);
		check(i == 0 || p.count > 2000 ||
		      p.records[i - 1].line_from <= p.records[i].line_from);
	}
	if (p.count > 0)
		check_again(&p.records[0]);
	for (size_t i = 0; i < p.ignored_count; i++)
		check(is_clean(p.ignored[i].text));
	paste_free(&p);
	return 0;
}
