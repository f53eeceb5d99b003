/* SPDX-License-Identifier: MIT */
#include "net/dns.h"

#include <assert.h>
#include <stdlib.h>

#include "net/dns_channel.h"
#include "net/dns_wire.h"
#include "net/resolver_list.h"

/* A question goes to this many resolvers at most; they share its time. */
#define RESOLVER_TRIES 3

#define FIRST_TRY_MIN_MS 50

/* Some servers answer one question over a connection and close it on those that
 * wait behind: they are asked again so often. */
#define RECONNECTS_MAX 3

struct dns {
	struct loop *loop;
	struct dns_channels *channels;
	struct resolver_list resolvers;
	size_t resolver_first; /* the one that answered last */
	int timeout_ms;
	struct query *queries;
	uint64_t question_count;
	bool closing;
	char *doh_problem_url; /* that of the last one; NULL: none yet */
	enum net_problem doh_problem;
	unsigned doh_status;
};

/* One question on its way: resolver after resolver, and with each first UDP
 * with EDNS, then what that led to. */
struct query {
	struct dns *dns;
	struct query *next, **link; /* the list of all */
	struct question question;
	char *name;
	dns_answer_fn *answered;
	void *ctx;
	int64_t deadline_ms;
	struct timer *limit; /* the time that this server has */
	int64_t limit_ms;
	struct dns_message *message; /* on its way, or: */
	struct doh_message *doh_message;
	size_t asked; /* servers asked so far, this one included */
	size_t resolver;
	int first_ms;
	unsigned reconnects;
	bool tcp;
	bool edns;
};

static size_t servers_to_ask(const struct query *query)
{
	size_t count = query->dns->resolvers.count;

	if (query->question.server.family != AF_UNSPEC)
		return 1;
	return count < RESOLVER_TRIES ? count : RESOLVER_TRIES;
}

struct dns *dns_new(struct loop *loop, const struct dns_options *options)
{
	struct dns *dns = xcalloc(1, sizeof(*dns));

	dns->loop = loop;
	dns->timeout_ms = options->timeout_ms;
	dns->channels = dns_channels_new(loop);
	if (options->resolvers)
		resolver_list_take(&dns->resolvers, loop, options->resolvers,
				   options->resolver_count);
	else
		resolver_list_take_system(&dns->resolvers, loop);
	return dns;
}

void dns_free(struct dns *dns)
{
	struct query *query;

	if (!dns)
		return;
	dns->closing = true;
	while ((query = dns->queries) != NULL) {
		dns->queries = query->next;
		dns_cancel(dns, query);
	}
	dns_channels_free(dns->channels);
	resolver_list_free(&dns->resolvers);
	free(dns->doh_problem_url);
	free(dns);
}

static void forget_messages(struct query *query)
{
	dns_message_forget(query->message);
	query->message = NULL;
	doh_forget(query->doh_message);
	query->doh_message = NULL;
}

/* Calls back and frees the query. Takes over what the answer owns. */
static void query_finish(struct query *query, struct answer *answer)
{
	if (query->next)
		query->next->link = query->link;
	*query->link = query->next;
	loop_timer_cancel(query->dns->loop, query->limit);
	forget_messages(query);
	answer->at_ms = clock_ms();
	answer->at_wall = clock_wall();
	answer_share(answer); /* whoever keeps it */
	query->answered(query->ctx, answer);
	answer_free(answer);
	free(query->name);
	free(query);
}

static void query_finish_without(struct query *query, enum answer_status status)
{
	struct answer answer = { .status = status };

	query_finish(query, &answer);
}

static size_t next_resolver(const struct query *query)
{
	return (query->resolver + 1) % query->dns->resolvers.count;
}

/* The next question starts with the resolver that answered last. One that only
 * failed at this name keeps its place: caches differ, and going to and fro
 * between them would make answers come and go. */
static void note_resolver(struct query *query, const struct answer *answer)
{
	if (answer->status == ANSWER_SILENT)
		query->dns->resolver_first = next_resolver(query);
	else if (answer_is_definite(answer))
		query->dns->resolver_first = query->resolver;
}

static void query_start_server(struct query *query, int64_t now_ms);

/* A server gave this, or nothing: that is the answer, or the next one is
 * asked. */
static void query_conclude(struct query *query, struct answer *answer)
{
	bool usable = answer_is_definite(answer) ||
		      answer->status == ANSWER_REFERRAL;

	if (query->question.server.family == AF_UNSPEC)
		note_resolver(query, answer);
	if (usable || query->asked >= servers_to_ask(query) ||
	    clock_ms() >= query->deadline_ms) {
		query_finish(query, answer);
		return;
	}
	answer_free(answer);
	query->resolver = next_resolver(query);
	query_start_server(query, clock_ms());
}

/* Nothing came. Over TCP that means that the answer is too long for UDP. */
static void query_conclude_silent(struct query *query)
{
	struct answer answer = { .status = query->tcp ? ANSWER_FAILED
						      : ANSWER_SILENT,
				 .truncated = query->tcp };

	query_conclude(query, &answer);
}

/* Over HTTPS nothing came, or no DNS message: why is known then. */
static void query_conclude_doh(struct query *query, enum net_problem problem,
			       unsigned http_status)
{
	struct dns *dns = query->dns;
	bool answered = problem == NET_HTTP_STATUS || problem == NET_NOT_DNS;
	struct answer answer = { .status = answered ? ANSWER_FAILED
						    : ANSWER_SILENT,
				 .problem = problem };

	free(dns->doh_problem_url);
	dns->doh_problem_url = xstrdup(
		doh_url(dns->resolvers.doh[query->resolver]));
	dns->doh_problem = problem;
	dns->doh_status = http_status;
	query_conclude(query, &answer);
}

static void on_limit(void *ctx)
{
	struct query *query = ctx;
	bool is_doh = query->doh_message;

	query->limit = NULL;
	forget_messages(query);
	if (is_doh)
		query_conclude_doh(query, NET_TIMEOUT, 0);
	else
		query_conclude_silent(query);
}

static void on_bad_name(void *ctx)
{
	struct query *query = ctx;

	query->limit = NULL;
	query_finish_without(query, ANSWER_FAILED);
}

static void on_no_resolver(void *ctx)
{
	struct query *query = ctx;

	query->limit = NULL;
	query_finish_without(query, ANSWER_SILENT);
}

static void on_delivered(void *ctx, enum dns_delivery delivery,
			 const uint8_t *bytes, size_t len);
static void on_doh_reply(void *ctx, const struct doh_reply *reply);

static struct doh *query_doh(const struct query *query)
{
	return query->question.server.family == AF_UNSPEC
		       ? query->dns->resolvers.doh[query->resolver]
		       : NULL;
}

static void query_send(struct query *query)
{
	struct dns *dns = query->dns;
	const struct question *question = &query->question;
	struct dns_route route = { .server = question->server,
				   .tcp = query->tcp,
				   .edns = query->edns,
				   .first_ms = query->first_ms };
	size_t len;
	uint8_t *bytes = dns_wire_question(question, query->edns, &len);

	if (!bytes) {
		loop_timer_cancel(dns->loop, query->limit);
		query->limit = loop_timer(dns->loop, 0, on_bad_name, query);
		return;
	}
	if (question->server.family == AF_UNSPEC)
		route.server = dns->resolvers.items[query->resolver].address;
	dns->question_count++;
	if (query_doh(query))
		query->doh_message = doh_send(
			query_doh(query), bytes, len,
			(int)(query->limit_ms - clock_ms()), on_doh_reply,
			query);
	else
		query->message = dns_channels_send(dns->channels, &route, bytes,
						   len, on_delivered, query);
	free(bytes);
}

static void query_read(struct query *query, const uint8_t *bytes, size_t len,
		       uint32_t age_s)
{
	struct answer answer;
	enum dns_reply reply = dns_wire_read(&query->question, bytes, len,
					     &answer);

	if (reply == DNS_REPLY_NO_EDNS && query->edns) {
		answer_free(&answer);
		query->edns = false;
		query_send(query);
		return;
	}
	/* HTTPS has no longer way to ask by (RFC 8484, 6). */
	if (reply == DNS_REPLY_TRUNCATED && !query->tcp && !query_doh(query)) {
		answer_free(&answer);
		query->tcp = true;
		query_send(query);
		return;
	}
	if (reply == DNS_REPLY_GARBAGE && query_doh(query)) {
		answer_free(&answer);
		query_conclude_doh(query, NET_NOT_DNS, 0);
		return;
	}
	answer.truncated = reply == DNS_REPLY_TRUNCATED;
	answer_take_age(&answer, age_s);
	query_conclude(query, &answer);
}

static void on_doh_reply(void *ctx, const struct doh_reply *reply)
{
	struct query *query = ctx;

	query->doh_message = NULL;
	if (reply->problem == NET_OK)
		query_read(query, reply->bytes, reply->len, reply->age_s);
	else
		query_conclude_doh(query, reply->problem, reply->status);
}

static void on_delivered(void *ctx, enum dns_delivery delivery,
			 const uint8_t *bytes, size_t len)
{
	struct query *query = ctx;
	struct answer garbage = { .status = ANSWER_FAILED };

	query->message = NULL;
	switch (delivery) {
	case DNS_DELIVERED:
		query_read(query, bytes, len, 0);
		break;
	case DNS_NONSENSE:
		query_conclude(query, &garbage);
		break;
	case DNS_TIMED_OUT:
		/* c-ares from 1.31 on shortens its waits by what it measured;
		 * the time that is left belongs to the question. */
		if (query->limit_ms - clock_ms() > query->first_ms)
			query_send(query);
		else
			query_conclude_silent(query);
		break;
	case DNS_NOBODY:
		if (query->tcp && query->reconnects++ < RECONNECTS_MAX)
			query_send(query);
		else
			query_conclude_silent(query);
		break;
	}
}

/* Begins with the server in turn, which gets its share of the time that is
 * left. */
static void query_start_server(struct query *query, int64_t now_ms)
{
	struct dns *dns = query->dns;
	size_t left = servers_to_ask(query) - query->asked++;
	int64_t share_ms = (query->deadline_ms - now_ms) / (int64_t)left;

	query->tcp = false;
	query->edns = true;
	query->limit_ms = now_ms + share_ms;
	loop_timer_cancel(dns->loop, query->limit);
	query->limit = loop_timer(dns->loop, share_ms, on_limit, query);
	query_send(query);
}

struct query *dns_ask(struct dns *dns, const struct question *question,
		      dns_answer_fn *answered, void *ctx)
{
	struct query *query = xcalloc(1, sizeof(*query));
	int64_t now_ms = clock_ms();
	int timeout_ms = dns->timeout_ms;
	size_t servers;

	assert(!dns->closing);
	if (question->timeout_ms && question->timeout_ms < timeout_ms)
		timeout_ms = question->timeout_ms;
	query->dns = dns;
	query->name = xstrdup(question->name);
	query->question = *question;
	query->question.name = query->name;
	query->answered = answered;
	query->ctx = ctx;
	query->deadline_ms = now_ms + timeout_ms;
	query->resolver = dns->resolver_first;
	query->next = dns->queries;
	query->link = &dns->queries;
	if (query->next)
		query->next->link = &query->next;
	dns->queries = query;

	servers = servers_to_ask(query);
	if (servers == 0) {
		query->limit = loop_timer(dns->loop, 0, on_no_resolver, query);
		return query;
	}
	query->first_ms = timeout_ms / (int)servers / DNS_TRIES_SPAN;
	if (query->first_ms < FIRST_TRY_MIN_MS)
		query->first_ms = FIRST_TRY_MIN_MS;
	query_start_server(query, now_ms);
	return query;
}

void dns_cancel(struct dns *dns, struct query *query)
{
	(void)dns;
	query_finish_without(query, ANSWER_CANCELLED);
}

const struct resolver *dns_resolvers(const struct dns *dns, size_t *count)
{
	*count = dns->resolvers.count;
	return dns->resolvers.items;
}

int dns_timeout_ms(const struct dns *dns)
{
	return dns->timeout_ms;
}

uint64_t dns_question_count(const struct dns *dns)
{
	return dns->question_count;
}

void dns_use_resolver(struct dns *dns, const struct resolver *resolver)
{
	/* Nothing of theirs may be on its way when they go. */
	for (struct query *q = dns->queries; q; q = q->next) {
		if (q->question.server.family == AF_UNSPEC)
			forget_messages(q);
	}
	resolver_list_free(&dns->resolvers);
	resolver_list_take(&dns->resolvers, dns->loop, resolver, 1);
	dns->resolver_first = 0;
	for (struct query *q = dns->queries; q; q = q->next) {
		if (q->question.server.family != AF_UNSPEC)
			continue;
		q->asked = 0;
		q->resolver = 0;
		query_start_server(q, clock_ms());
	}
}

const char *dns_doh_problem(const struct dns *dns, enum net_problem *problem,
			    unsigned *http_status)
{
	*problem = dns->doh_problem;
	*http_status = dns->doh_status;
	return dns->doh_problem_url;
}
