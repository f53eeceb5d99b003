/* Messages that would be dear to take apart are told from those that are merely
 * long.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/record.h"
#include "net/dns_bounds.h"

#define HEADER 12
#define ASKED  0xC0, HEADER /* the name in the question */
#define HIP    55
#define NSEC   47
#define OTHER  65280

struct message {
	uint8_t bytes[70000];
	size_t len;
};

static void put(struct message *m, const void *bytes, size_t len)
{
	memcpy(m->bytes + m->len, bytes, len);
	m->len += len;
}

static void put_u16(struct message *m, size_t number)
{
	const uint8_t bytes[] = { (uint8_t)(number >> 8), (uint8_t)number };

	put(m, bytes, 2);
}

static void begin(struct message *m)
{
	static const uint8_t question[] = {
		1, 'x', 2, 'n', 'l', 0, 0, 16, 0, 1
	};

	*m = (struct message){ .len = HEADER };
	m->bytes[5] = 1;
	put(m, question, sizeof(question));
}

/* A record of size octets; what they are the caller puts behind it. */
static void put_record(struct message *m, size_t type, size_t size)
{
	static const uint8_t owner[] = { ASKED };
	static const uint8_t class_and_ttl[] = { 0, 1, 0, 0, 0, 60 };

	m->bytes[7]++;
	put(m, owner, sizeof(owner));
	put_u16(m, type);
	put(m, class_and_ttl, sizeof(class_and_ttl));
	put_u16(m, size);
}

static void texts_of_many_strings(void **state)
{
	static const struct {
		size_t type, strings, length;
		bool holds;
	} cases[] = {
		{ RR_TXT, 1, 0, true },      { RR_TXT, 257, 254, true },
		{ RR_TXT, 300, 0, true },    { RR_TXT, 301, 0, false },
		{ RR_TXT, 301, 3, false },   { RR_TXT, 60000, 0, false },
		{ RR_SPF, 60000, 0, false }, { HIP, 301, 0, false },
		{ HIP, 200, 0, true },       { NSEC, 4000, 1, true },
		{ OTHER, 60000, 0, true },   { RR_CAA, 60000, 0, true },
	};
	static struct message m;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		size_t each = cases[i].length + 1;

		begin(&m);
		put_record(&m, cases[i].type, cases[i].strings * each);
		for (size_t k = 0; k < cases[i].strings; k++) {
			m.bytes[m.len] = (uint8_t)cases[i].length;
			m.len += each;
		}
		if (dns_bounds_hold(m.bytes, m.len) != cases[i].holds)
			fail_msg("type %zu, %zu strings of %zu", cases[i].type,
				 cases[i].strings, cases[i].length);
	}
}

/* One after another, so that the last one leads through all of them. */
static size_t put_pointers(struct message *m, size_t count)
{
	size_t to = HEADER;

	put_record(m, OTHER, 2 * count);
	for (size_t i = 0; i < count; i++) {
		size_t here = m->len;

		put_u16(m, 0xC000 | to);
		to = here;
	}
	return to;
}

static void names_of_many_pointers(void **state)
{
	/* What stands before the name in the data of each type. */
	static const struct {
		size_t type, before;
	} types[] = { { RR_CNAME, 0 }, { RR_MX, 2 }, { RR_SRV, 6 } };
	static struct message m;

	(void)state;
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		for (size_t count = 120; count < 130; count++) {
			size_t last;

			begin(&m);
			last = put_pointers(&m, count);
			put_record(&m, types[i].type, types[i].before + 2);
			m.len += types[i].before;
			put_u16(&m, 0xC000 | last);
			/* The one that leads there counts as well. */
			assert_int_equal(dns_bounds_hold(m.bytes, m.len),
					 count < DNS_POINTERS_MAX);
		}
	}
}

static void names_that_lead_to_themselves(void **state)
{
	static const uint8_t good[] = { 2, 'n', 's', ASKED };
	static struct message m;

	(void)state;
	begin(&m);
	put_record(&m, RR_CNAME, 2);
	put_u16(&m, 0xC000 | m.len);
	assert_false(dns_bounds_hold(m.bytes, m.len));
	/* In a circle with a label in it, and behind another name. */
	begin(&m);
	put_record(&m, RR_SOA, sizeof(good) + 4);
	put(&m, good, sizeof(good));
	put(&m, "\1a", 2);
	put_u16(&m, 0xC000 | (m.len - 2));
	assert_false(dns_bounds_hold(m.bytes, m.len));
	/* As an owner, and in the question. */
	begin(&m);
	m.bytes[7] = 1;
	put_u16(&m, 0xC000 | m.len);
	m.len += 10;
	assert_false(dns_bounds_hold(m.bytes, m.len));
	m = (struct message){ .len = HEADER };
	m.bytes[5] = 1;
	put_u16(&m, 0xC000 | HEADER);
	assert_false(dns_bounds_hold(m.bytes, m.len));
}

/* Wherever a message ends: nothing behind it is read, and the rest holds. */
static void messages_that_end_early(void **state)
{
	static struct message m;

	(void)state;
	begin(&m);
	put_record(&m, RR_MX, 4);
	put_u16(&m, 10);
	put_u16(&m, 0xC000 | HEADER);
	put_record(&m, RR_TXT, 6);
	put(&m, "\2ab\2cd", 6);
	m.bytes[9] = 200; /* more are promised */
	for (size_t len = 0; len <= m.len; len++) {
		uint8_t *copy = xmalloc(len + 1);

		memcpy(copy, m.bytes, len);
		copy = xreallocarray(copy, len ? len : 1, 1);
		assert_true(dns_bounds_hold(copy, len));
		free(copy);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_of_many_strings),
		cmocka_unit_test(names_of_many_pointers),
		cmocka_unit_test(names_that_lead_to_themselves),
		cmocka_unit_test(messages_that_end_early),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
