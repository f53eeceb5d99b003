/* A template file: whatever it says, what comes out of it is clean, bounded and
 * inside of the domain it is applied to, and each remark has its place.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "catalog/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { VALUES_MAX = 64 };

static void check(bool good)
{
	if (!good)
		abort();
}

static void check_clean(const char *text)
{
	struct str out = STR_INIT(1 << 20);

	check(text && clean_bytes(&out, text, strlen(text), CLEAN_LINE));
	str_free(&out);
}

static void check_remarks(const struct template_remark *remarks, size_t count,
			  size_t lines)
{
	for (size_t i = 0; i < count; i++) {
		check_clean(remarks[i].detail);
		check_clean(remarks[i].field);
		check(remarks[i].record >= -1);
		check(remarks[i].record < (int)lines ||
		      remarks[i].code == TEMPLATE_RECORD_NO_OBJECT ||
		      lines < TEMPLATE_MAX_RECORDS);
	}
}

static void check_record(const struct template_record *r)
{
	char name[NAME_SIZE];

	check_clean(r->record.value);
	check(name_is_under(r->record.name, "voorbeeld.nl"));
	check(name_canonical(r->record.name, strlen(r->record.name), name) &&
	      strcmp(name, r->record.name) == 0);
	check(r->record.ttl <= INT32_MAX);
	check(r->pseudo ? r->record.type == RR_NONE : true);
	if (rr_value_is_name(r->record.type) && !r->pseudo &&
	    (r->record.type == RR_CNAME || r->record.type == RR_MX))
		check(name_canonical(r->record.value, strlen(r->record.value),
				     name));
	for (const char *at = r->record.value; r->record.type == RR_A && *at;
	     at++)
		check(strchr("0123456789.", *at) != NULL);
}

/* Some values are words, some nothing, some hostile. */
static void expand(const struct template *t, const char *host)
{
	static const char *const VALUES[] = {
		"x",          "192.0.2.1", "",          "%x%",
		"a.example.", "3600",      "\x1b[2J\"", "@",
	};
	struct template_value values[VALUES_MAX];
	struct template_input in = {
		.domain = "voorbeeld.nl",
		.host = host,
		.values = values,
	};
	struct template_expansion x;
	enum err err;

	for (size_t i = 0; i < t->variable_count && i < VALUES_MAX; i++)
		values[in.value_count++] = (struct template_value){
			t->variables[i], VALUES[i % COUNT_OF(VALUES)]
		};
	err = template_expand(t, &in, &x);
	check((err == OK) == (x.remark_count == 0));
	check(x.count <= t->line_count);
	for (size_t i = 0; i < x.count; i++)
		check_record(&x.records[i]);
	for (size_t i = 0; i < x.remark_count; i++)
		check_clean(x.remarks[i].detail);
	template_expansion_free(&x);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct template *t;
	enum err err = template_read((const char *)data, size, &t);

	check(t != NULL);
	check((err == OK) == (t->problem_count == 0));
	check_remarks(t->remarks, t->remark_count, t->line_count);
	check_clean(t->provider_name);
	check_clean(t->service_name);
	(void)template_is_mail(t);
	expand(t, NULL);
	expand(t, "mail");
	template_free(t);
	return 0;
}
