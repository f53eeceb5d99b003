/* Asking servers of the test's own, for the tests of net/dns. After cmocka.h.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TESTS_UNIT_DNS_ASKING_H
#define ZEGEL_TESTS_UNIT_DNS_ASKING_H

#include "net/dns.h"
#include "unit/responder.h"

#define GUARD_MS 10000 /* a test that takes this long has failed */

#define TXT_HERE "voorbeeld.nl. 60 IN TXT \"here\""
#define SOA_HERE "voorbeeld.nl. 60 IN SOA ns.nl. host.nl. 7 3600 600 86400 30"

/* What a callback was told. */
struct got {
	int count; /* how often it was called */
	int good;  /* with records */
	enum answer_status status;
	bool authoritative;
	bool truncated;
	uint32_t negative_ttl;
	size_t records;
	char text[32]; /* the first TXT */
	int64_t at_ms;
	bool *inside; /* true while it must not be called */
};

static inline void on_answer(void *ctx, const struct answer *answer)
{
	struct got *got = ctx;
	const struct record *txt = answer_first(answer, RR_TXT);

	assert_false(got->inside && *got->inside);
	got->count++;
	got->good += answer->status == ANSWER_RECORDS;
	got->status = answer->status;
	got->authoritative = answer->authoritative;
	got->truncated = answer->truncated;
	got->negative_ttl = answer->negative_ttl;
	got->records = answer->count;
	got->at_ms = answer->at_ms;
	if (txt)
		(void)snprintf(got->text, sizeof(got->text), "%s", txt->value);
}

static inline int set_up(void **state)
{
	*state = loop_new();
	return *state ? 0 : -1;
}

static inline int tear_down(void **state)
{
	loop_free(*state);
	return 0;
}

static inline struct dns *dns_with(struct loop *loop, int timeout_ms,
				   const struct address *resolvers,
				   size_t count)
{
	struct resolver list[8] = { { .url = NULL } };
	struct dns_options options = { .resolvers = resolvers ? list : NULL,
				       .resolver_count = count,
				       .timeout_ms = timeout_ms };

	for (size_t i = 0; resolvers && i < count; i++)
		list[i].address = resolvers[i];
	return dns_new(loop, &options);
}

static inline struct question txt_at(struct address server)
{
	return (struct question){ .name = "voorbeeld.nl",
				  .type = RR_TXT,
				  .server = server };
}

static inline void run_until(struct loop *loop, const struct got *got,
			     int count)
{
	int64_t end = clock_ms() + GUARD_MS;

	while (got->count < count && clock_ms() < end)
		loop_turn(loop, GUARD_MS);
	assert_int_equal(got->count, count);
}

/* Asks and waits for the answer. */
static inline struct got ask(struct loop *loop, struct dns *dns,
			     struct address server)
{
	struct question question = txt_at(server);
	bool inside = true;
	struct got got = { .inside = &inside };

	dns_ask(dns, &question, on_answer, &got);
	inside = false;
	run_until(loop, &got, 1);
	return got;
}

/* How the servers of these tests behave. */

static inline void reply_silent(const struct asked *asked)
{
	(void)asked;
}

static inline void reply_records(const struct asked *asked)
{
	respond(asked, &(struct said){ .aa = true, .answer = TXT_HERE });
}

static inline void reply_no_data(const struct asked *asked)
{
	respond(asked, &(struct said){ .aa = true, .authority = SOA_HERE });
}

static inline void reply_no_name(const struct asked *asked)
{
	respond(asked, &(struct said){
			       .rcode = 3, .aa = true, .authority = SOA_HERE });
}

static inline void reply_refused(const struct asked *asked)
{
	respond(asked, &(struct said){ .rcode = 5 });
}

static inline void reply_failed(const struct asked *asked)
{
	respond(asked, &(struct said){ .rcode = 2 });
}

static inline void reply_notauth(const struct asked *asked)
{
	respond(asked, &(struct said){ .rcode = 9 });
}

static inline void reply_truncated(const struct asked *asked)
{
	respond(asked,
		&(struct said){ .aa = true,
				.tc = !asked->tcp,
				.answer = asked->tcp ? TXT_HERE : NULL });
}

/* Truncated, and nothing listens on TCP. */
static inline void reply_truncated_no_tcp(const struct asked *asked)
{
	responder_close_listener(asked->responder);
	respond(asked, &(struct said){ .tc = true });
}

#endif
