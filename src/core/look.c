/* SPDX-License-Identifier: MIT */
#include "core/look.h"

#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "core/remember.h"
#include "net/facts.h"

struct known_serial {
	struct address server;
	uint32_t serial;
};

/* One of many looks goes on with what is there after so long. */
enum { BATCH_MS = 1000 };

/* Whoever makes its servers slow makes a look no longer than this, unless one
 * question may take long by order. */
enum { PATIENCE_MS = 17000, PATIENCE_QUESTIONS = 3 };

struct look {
	struct loop *loop;
	struct dns *dns;
	const struct choices *choices;
	struct past *past;
	struct look_options options;
	int patience_ms; /* of one look */
	struct facts *facts;
	struct verdict verdict;
	bool has_verdict;
	struct timer *timer; /* of the next look, or NULL */
	int64_t watched_from_ms;
	int64_t began_ms;     /* this look */
	int64_t next_ms;      /* 0: a look is under way */
	int64_t interval_ms;  /* from the last look to the next */
	unsigned serial_only; /* looks since every record was asked for */
	bool now;             /* somebody asked: the next look is at all */
	bool handed_over;
	struct discovery *discovery; /* NULL: not begun */
	struct known_serial *serials;
	size_t serial_count;
	size_t serial_cap;
};

static void judge(struct look *look);

static void facts_changed(void *ctx)
{
	judge(ctx);
}

static struct question soa_question(const struct look *look,
				    const struct address *server)
{
	return (struct question){
		.name = look->verdict.zone,
		.type = RR_SOA,
		.server = *server,
	};
}

/* The serial is the third word of the SOA's value. */
static bool read_serial(const struct answer *answer, uint32_t *serial)
{
	const struct record *soa = answer ? answer_first(answer, RR_SOA) : NULL;
	struct slice rest, word;
	uint64_t number;

	if (!soa)
		return false;
	rest = slice_of(soa->value);
	if (!slice_next_word(&rest, &word) || !slice_next_word(&rest, &word) ||
	    !slice_next_word(&rest, &word) ||
	    !slice_take_number(&word, UINT32_MAX, &number))
		return false;
	*serial = (uint32_t)number;
	return true;
}

static bool serial_moved(struct look *look, const struct address *server,
			 uint32_t serial)
{
	struct known_serial *known;

	for (size_t i = 0; i < look->serial_count; i++) {
		known = &look->serials[i];
		if (address_equal(&known->server, server)) {
			bool moved = known->serial != serial;

			known->serial = serial;
			return moved;
		}
	}
	look->serials = grow(look->serials, look->serial_count,
			     &look->serial_cap, sizeof(*look->serials));
	look->serials[look->serial_count++] = (struct known_serial){ *server,
								     serial };
	return false;
}

/* A name server may have an IPv4 and an IPv6 address. */
static bool is_same_server(const struct server_verdict *a,
			   const struct server_verdict *b)
{
	return name_equal(a->name, b->name);
}

/* Every record of this name server is asked for again, at each address. */
static void mark_server(struct look *look, const struct server_verdict *server)
{
	for (size_t i = 0; i < look->verdict.server_count; i++) {
		const struct server_verdict *at = &look->verdict.servers[i];

		if (is_same_server(at, server))
			facts_mark_server(look->facts, &at->address);
	}
}

/* Where the serial moved, everything is asked for again. True when one did. */
static bool follow_serials(struct look *look)
{
	bool moved = false;

	for (size_t i = 0; look->verdict.zone && i < look->verdict.server_count;
	     i++) {
		const struct server_verdict *server = &look->verdict.servers[i];
		struct question question = soa_question(look, &server->address);
		uint32_t serial;

		if (!read_serial(facts_peek(look->facts, &question), &serial) ||
		    !serial_moved(look, &server->address, serial))
			continue;
		mark_server(look, server);
		moved = true;
	}
	return moved;
}

static void renew_verdict(struct look *look)
{
	const struct check_input input = {
		.catalog = look->options.catalog,
		.choices = look->choices,
		.past = look->past,
		.facts = look->facts,
		.keys = look->options.keys,
		.use_authority = look->options.use_authority,
		.watching = look->options.keep_looking,
		.only_present = look->options.only_present,
		.forgets = look->options.forgets,
		.now = clock_wall(),
	};

	if (look->has_verdict)
		verdict_free(&look->verdict);
	check_judge(&input, &look->verdict);
	discovery_apply(look->discovery, &look->verdict);
	look->has_verdict = true;
}

/* The addresses that the name server at place i has, and how many of them come
 * before that one. */
static unsigned count_addresses(const struct verdict *v, size_t i,
				unsigned *before)
{
	unsigned count = 0;

	*before = 0;
	for (size_t k = 0; k < v->server_count; k++) {
		if (!v->servers[k].has_route ||
		    !is_same_server(&v->servers[k], &v->servers[i]))
			continue;
		count++;
		*before += k < i;
	}
	return count;
}

static struct pace current_pace(const struct look *look)
{
	const struct verdict *v = &look->verdict;
	struct pace pace = {
		.watched_ms = clock_ms() - look->watched_from_ms,
		.handed_over = look->handed_over,
		.records = (unsigned)v->record_count,
	};

	for (size_t i = 0; i < v->record_count; i++)
		pace.missing += v->records[i].state != STATE_OK;
	for (size_t i = 0; i < v->server_count; i++) {
		unsigned before, count = count_addresses(v, i, &before);

		pace.servers += v->servers[i].answers && !before;
		if (count > pace.addresses)
			pace.addresses = count;
	}
	return pace;
}

/* The serial, at one address of each name server: at the next one in turn. */
static void mark_serials(struct look *look)
{
	const struct verdict *v = &look->verdict;

	for (size_t i = 0; i < v->server_count; i++) {
		struct question question = soa_question(look,
							&v->servers[i].address);
		unsigned before, count = count_addresses(v, i, &before);

		if (count && look->serial_only % count == before)
			facts_mark(look->facts, &question);
	}
}

static void begin(struct look *look);

static void time_to_look(void *ctx)
{
	struct look *look = ctx;

	look->timer = NULL;
	begin(look);
}

static void schedule(struct look *look)
{
	enum { LEAST_MS = 100 };
	struct pace pace = current_pace(look);
	int64_t delay = look->began_ms + poll_interval_ms(&pace) - clock_ms();

	if (!look->options.keep_looking || look->timer)
		return;
	if (delay < LEAST_MS)
		delay = LEAST_MS;
	if (!look->verdict.by_authority) {
		/* Only a resolver to ask: until its answer has run out it would
		 * say the same again. */
		int64_t rest = facts_resolver_rest_ms(look->facts,
						      look->verdict.domain);

		delay = rest > delay ? rest : delay;
	}
	look->next_ms = clock_ms() + delay;
	look->interval_ms = look->next_ms - look->began_ms;
	look->timer = loop_timer(look->loop, delay, time_to_look, look);
}

static void tell(struct look *look)
{
	if (look->options.changed)
		look->options.changed(look->options.ctx, &look->verdict);
}

static void discovered(void *ctx)
{
	struct look *look = ctx;

	discovery_apply(look->discovery, &look->verdict);
	tell(look);
}

static void judge(struct look *look)
{
	bool is_first = !look->has_verdict;

	renew_verdict(look);
	if (is_first && look->options.ahead)
		ahead_learn(look->options.ahead, look->choices, look->facts);
	if (follow_serials(look))
		renew_verdict(look);
	if (!look->verdict.complete || facts_pending(look->facts)) {
		look->verdict.complete = false;
	} else if (!look->next_ms) {
		if (!look->options.forgets) {
			remember_verdict(look->past, &look->verdict,
					 look->options.only_present);
			/* with what is remembered now */
			renew_verdict(look);
		}
		schedule(look);
		if (!look->discovery && !look->options.forgets)
			look->discovery = discovery_new(
				look->dns, look->options.http,
				look->options.catalog, &look->verdict,
				discovered, look);
	}
	tell(look);
}

/* Begins a look: the serial alone, or everything. */
static void begin(struct look *look)
{
	struct pace pace = current_pace(look);
	bool serial_only = !look->now && look->has_verdict &&
			   look->verdict.zone &&
			   look->serial_only < poll_serial_only_looks(&pace);

	look->began_ms = clock_ms();
	look->next_ms = 0;
	facts_set_patience(look->facts, look->patience_ms);
	facts_set_neighbour_ms(look->facts, poll_neighbour_ms(&pace));
	if (serial_only) {
		look->serial_only++;
		mark_serials(look);
	} else {
		look->serial_only = 0;
		facts_expire(look->facts, look->now);
	}
	look->now = false;
	/* Then it is judged when the answers are there. */
	if (look->options.ahead && !look->has_verdict &&
	    ahead_ask(look->options.ahead, look->choices, look->facts))
		return;
	judge(look);
}

static void begin_soon(struct look *look)
{
	loop_timer_cancel(look->loop, look->timer);
	look->timer = loop_timer(look->loop, 0, time_to_look, look);
}

struct look *look_new(struct loop *loop, struct dns *dns,
		      const struct choices *choices, struct past *past,
		      const struct look_options *options)
{
	struct look *look = xcalloc(1, sizeof(*look));

	look->loop = loop;
	look->dns = dns;
	look->choices = choices;
	look->past = past;
	look->options = *options;
	look->patience_ms = PATIENCE_QUESTIONS * dns_timeout_ms(dns);
	if (look->patience_ms < PATIENCE_MS)
		look->patience_ms = PATIENCE_MS;
	look->patience_ms += (int)options->more_patience_ms;
	look->facts = facts_new(loop, dns, facts_changed, look);
	if (options->pool) {
		facts_share(look->facts, options->pool, choices->domain);
		facts_set_batch_ms(look->facts, BATCH_MS);
	}
	look->watched_from_ms = clock_ms();
	begin_soon(look);
	return look;
}

void look_free(struct look *look)
{
	if (!look)
		return;
	loop_timer_cancel(look->loop, look->timer);
	discovery_free(look->discovery);
	facts_free(look->facts);
	if (look->has_verdict)
		verdict_free(&look->verdict);
	free(look->serials);
	free(look);
}

void look_now(struct look *look)
{
	look->watched_from_ms = clock_ms();
	look->now = true;
	begin_soon(look);
}

void look_choices_changed(struct look *look)
{
	look->next_ms = 0;
	begin_soon(look);
}

bool look_set_watching(struct look *look, bool watching)
{
	if (look->options.keep_looking == watching)
		return false;
	look->options.keep_looking = watching;
	look->options.only_present = !watching;
	look->watched_from_ms = clock_ms();
	look->serial_only = UINT32_MAX; /* what is known may be old */
	begin_soon(look);
	return true;
}

void look_set_handed_over(struct look *look, bool handed_over)
{
	if (look->handed_over == handed_over)
		return;
	look->handed_over = handed_over;
	begin_soon(look);
}

const struct verdict *look_verdict(const struct look *look)
{
	return look->has_verdict ? &look->verdict : NULL;
}

void look_leave_out(struct look *look, const struct finding_set *ignored)
{
	if (look->has_verdict)
		verdict_leave_out(&look->verdict, ignored);
}

int64_t look_interval_ms(const struct look *look)
{
	return look->interval_ms;
}

bool look_is_discovering(const struct look *look)
{
	return discovery_is_pending(look->discovery);
}

int64_t look_next_ms(const struct look *look)
{
	return look->next_ms;
}
