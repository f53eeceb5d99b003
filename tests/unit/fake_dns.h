/* A DNS out of text, for tests of rules: what is not in it does not exist.
 *
 * A zone is lines of `NAME TYPE VALUE`: MX values as `10 host`, TXT as they are
 * (\xNN for a byte), `NAME TYPE SERVFAIL` or `NAME * SILENT` for what fails.
 * With held set, an answer is there only after fake_dns_deliver(), as in life:
 * a rule that keeps state, or counts on an order, fails.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TESTS_FAKE_DNS_H
#define ZEGEL_TESTS_FAKE_DNS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/answer.h"
#include "base/clean.h"
#include "base/name.h"
#include "mail/spf_macro.h"

struct fake_answer {
	char *name;
	enum rr type;
	bool delivered;
	struct answer answer;
};

struct fake_failure {
	char *name;
	enum rr type; /* RR_NONE: any */
	enum answer_status status;
};

struct fake_dns {
	struct record *records;
	size_t count, cap;
	struct fake_failure *failures;
	size_t failure_count, failure_cap;
	struct fake_answer **answers; /* each question once */
	size_t answer_count, answer_cap;
	bool held; /* answers come with the next delivery */
	/* a CNAME comes alone, as from a name server whose zone does not have
	 * the target */
	bool stingy;
};

static inline char *fake_dns_name(const char *text)
{
	char name[NAME_SIZE];

	(void)spf_name_from_text(slice_of(text), name);
	return xstrdup(name);
}

/* Adds a record; value as bytes, which are cleaned as those from the wire. */
static inline void fake_dns_add(struct fake_dns *dns, const char *name,
				enum rr type, const char *value, size_t len,
				uint16_t priority)
{
	dns->records = grow(dns->records, dns->count, &dns->cap,
			    sizeof(*dns->records));
	dns->records[dns->count++] = (struct record){
		.name = fake_dns_name(name),
		.type = type,
		.ttl = 300,
		.priority = priority,
		.value = rr_value_is_name(type)
				 ? fake_dns_name(value)
				 : clean_dup(value, len, CLEAN_LINE, 1 << 17),
	};
}

/* The name exists, even if no record of it is known. */
static inline void fake_dns_fail(struct fake_dns *dns, const char *name,
				 enum rr type, enum answer_status status)
{
	dns->failures = grow(dns->failures, dns->failure_count,
			     &dns->failure_cap, sizeof(*dns->failures));
	dns->failures[dns->failure_count++] = (struct fake_failure){
		.name = fake_dns_name(name),
		.type = type,
		.status = status,
	};
}

/* \xNN of the zone text into the byte. */
static inline size_t fake_dns_unescape(struct slice in, char *out)
{
	size_t len = 0;

	while (in.len > 0) {
		if (in.len >= 4 && in.at[0] == '\\' && in.at[1] == 'x') {
			char hex[3] = { in.at[2], in.at[3], '\0' };

			out[len++] = (char)strtoul(hex, NULL, 16);
			in.at += 4;
			in.len -= 4;
		} else {
			out[len++] = *in.at++;
			in.len--;
		}
	}
	return len;
}

static inline void fake_dns_line(struct fake_dns *dns, struct slice line)
{
	struct slice name, type;
	uint64_t priority = 0;
	char *name_text, *type_text, *value;
	size_t len;

	if (!slice_next_word(&line, &name) || !slice_next_word(&line, &type))
		return;
	(void)slice_skip_char(&line, ' ');
	name_text = slice_dup(name);
	type_text = slice_dup(type);
	if (slice_is(type, "MX")) {
		(void)slice_take_number(&line, 65535, &priority);
		(void)slice_skip_char(&line, ' ');
	}
	value = xcalloc(line.len + 1, 1);
	len = fake_dns_unescape(line, value);
	if (strcmp(value, "SERVFAIL") == 0)
		fake_dns_fail(dns, name_text, rr_from_name(type_text),
			      ANSWER_FAILED);
	else if (strcmp(value, "SILENT") == 0)
		fake_dns_fail(dns, name_text, rr_from_name(type_text),
			      ANSWER_SILENT);
	else
		fake_dns_add(dns, name_text, rr_from_name(type_text), value,
			     len, (uint16_t)priority);
	free(value);
	free(type_text);
	free(name_text);
}

static inline void fake_dns_zone(struct fake_dns *dns, const char *text)
{
	struct slice rest = slice_of(text);
	struct slice line;

	while (slice_next_line(&rest, &line))
		fake_dns_line(dns, line);
}

static inline void fake_dns_put(struct answer *a, size_t *cap,
				const struct record *r)
{
	a->records = grow(a->records, a->count, cap, sizeof(*a->records));
	a->records[a->count++] = record_copy(r);
}

static inline void fake_dns_build(const struct fake_dns *dns,
				  struct fake_answer *f)
{
	struct answer *a = &f->answer;
	const char *name = f->name;
	size_t cap = 0;
	bool exists = false;

	for (unsigned hops = 0; hops < 12 && name; hops++) {
		const char *alias = NULL;

		exists = false;
		for (size_t i = 0; i < dns->failure_count; i++) {
			const struct fake_failure *x = &dns->failures[i];

			if (!name_equal(x->name, name))
				continue;
			exists = true;
			if (x->type == RR_NONE || x->type == f->type) {
				records_free(a->records, a->count);
				*a = (struct answer){ .status = x->status };
				return;
			}
		}
		for (size_t i = 0; i < dns->count; i++) {
			const struct record *r = &dns->records[i];

			exists = exists || name_is_under(r->name, name);
			if (!name_equal(r->name, name) ||
			    (r->type != f->type && r->type != RR_CNAME))
				continue;
			fake_dns_put(a, &cap, r);
			if (r->type == RR_CNAME && f->type != RR_CNAME)
				alias = r->value;
		}
		name = dns->stingy ? NULL : alias;
	}
	a->status = a->count > 0 && (exists || dns->stingy) ? ANSWER_RECORDS
		    : exists                                ? ANSWER_NO_DATA
							    : ANSWER_NO_NAME;
}

static inline const struct answer *fake_dns_ask(void *ctx, const char *name,
						enum rr type)
{
	struct fake_dns *dns = ctx;
	struct fake_answer *f = NULL;

	for (size_t i = 0; i < dns->answer_count && !f; i++) {
		if (dns->answers[i]->type == type &&
		    name_equal(dns->answers[i]->name, name))
			f = dns->answers[i];
	}
	if (!f) {
		f = xcalloc(1, sizeof(*f));
		*f = (struct fake_answer){ .name = xstrdup(name),
					   .type = type };
		dns->answers = grow(dns->answers, dns->answer_count,
				    &dns->answer_cap,
				    sizeof(struct fake_answer *));
		dns->answers[dns->answer_count++] = f;
		fake_dns_build(dns, f);
		f->delivered = !dns->held;
	}
	return f->delivered ? &f->answer : NULL;
}

static inline struct lookup fake_dns_lookup(struct fake_dns *dns)
{
	return (struct lookup){ .ask = fake_dns_ask, .ctx = dns };
}

/* Delivers what was asked; returns how many answers that were. */
static inline size_t fake_dns_deliver(struct fake_dns *dns)
{
	size_t count = 0;

	for (size_t i = 0; i < dns->answer_count; i++) {
		count += !dns->answers[i]->delivered;
		dns->answers[i]->delivered = true;
	}
	return count;
}

/* Was this question asked? */
static inline bool fake_dns_was_asked(const struct fake_dns *dns,
				      const char *name, enum rr type)
{
	for (size_t i = 0; i < dns->answer_count; i++) {
		if (dns->answers[i]->type == type &&
		    name_equal(dns->answers[i]->name, name))
			return true;
	}
	return false;
}

static inline void fake_dns_free(struct fake_dns *dns)
{
	records_free(dns->records, dns->count);
	for (size_t i = 0; i < dns->failure_count; i++)
		free(dns->failures[i].name);
	free(dns->failures);
	for (size_t i = 0; i < dns->answer_count; i++) {
		free(dns->answers[i]->name);
		answer_free(&dns->answers[i]->answer);
		free(dns->answers[i]);
	}
	free(dns->answers);
	*dns = (struct fake_dns){ .held = false };
}

#endif
