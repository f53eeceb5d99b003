/* A domain that is looked at, at a pace that the test makes: what test_look.c
 * and test_look_host.c have in common.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TESTS_LOOK_CASE_H
#define ZEGEL_TESTS_LOOK_CASE_H

#include "unit/check_case.h"

#include "core/look.h"
#include "unit/fake_discovery.h"
#include "unit/fake_facts.h"

static struct look *look;
static unsigned calls; /* of changed() */

static void changed(void *ctx, const struct verdict *v)
{
	assert_ptr_equal(ctx, &calls);
	assert_ptr_equal(v, look_verdict(look));
	calls++;
}

static int64_t now_ms;
static bool asks_host; /* does the look ask the DNS host who it is? */

static void pass(int64_t ms)
{
	now_ms += ms;
	clock_set_for_test(now_ms, 1000000 + now_ms / 1000);
}

/* Time passes until the timer fires. */
static void fire(void)
{
	assert_true(timer.set);
	if (timer.at_ms > now_ms)
		pass(timer.at_ms - now_ms);
	timer.set = false;
	timer.fire(timer.ctx);
}

static const char *zone_1 = SOA MX SPF_OLD;

/* What a server has from now on; known answers stay known. */
static void publish_at(size_t server, const char *serial, const char *zone)
{
	struct fake_dns *data = &fake.servers[server].data;

	fake_dns_free(data);
	fake_dns_zone(data, zone);
	for (size_t k = 0; k < data->count; k++) {
		if (data->records[k].type != RR_SOA)
			continue;
		free(data->records[k].value);
		data->records[k].value = xasprintf(
			"ns1.host.example h.host.example %s 7200 3600 1209600 "
			"900",
			serial);
	}
}

static void publish(const char *serial, const char *zone)
{
	publish_at(FAKE_NS1, serial, zone);
	publish_at(FAKE_NS2, serial, zone);
}

static int begin(void **state)
{
	(void)state;
	case_begin("spinoffice");
	now_ms = 0;
	pass(1000);
	publish("1", zone_1);
	timer.set = false;
	calls = expired = expired_all = 0;
	resolver_rest_ms = -1;
	asks_host = false;
	discovery = (struct discovery){ .begun = 0 };
	return 0;
}

static int end(void **state)
{
	look_free(look);
	look = NULL;
	return tear_down(state);
}

static void look_from_now(bool keep_looking, bool only_present)
{
	const struct look_options options = {
		.catalog = catalog,
		.http = asks_host ? (struct http *)&calls
				  : NULL, /* a mere name */
		.use_authority = true,
		.keep_looking = keep_looking,
		.only_present = only_present,
		.changed = changed,
		.ctx = &calls,
	};

	look = look_new(NULL, NULL, &choices, &past, &options);
}

#define LOOK(f) cmocka_unit_test_setup_teardown(f, begin, end)

#endif
