/* Evaluations of check_host() as tables of cases, one line each.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TESTS_SPF_CASES_H
#define ZEGEL_TESTS_SPF_CASES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fake_dns.h"
#include "mail/spf.h"

/* A label as long as may be. */
#define L63 "a12345678901234567890123456789012345678901234567890123456789012"

/* One evaluation: who sends from where, and what comes out. Texts that are NULL
 * and numbers below zero are not compared. */
struct host_case {
	const char *ip;
	const char *sender;
	const char *helo;
	enum spf_status status;
	enum spf_error error;
	const char *mechanism;
	const char *explanation;
	int lookups;
	int voids;
};

/* Evaluates until nothing is pending; answers late when dns->held. */
static inline void evaluate(const struct spf_request *request,
			    struct fake_dns *dns, struct spf_result *out)
{
	struct lookup lookup = fake_dns_lookup(dns);

	spf_check_host(request, &lookup, out);
	while (out->status == SPF_PENDING && fake_dns_deliver(dns) > 0) {
		spf_result_free(out);
		spf_check_host(request, &lookup, out);
	}
}

static inline void compare(const struct host_case *c,
			   const struct spf_result *r)
{
	if (r->status != c->status || r->error != c->error)
		fail_msg("%s from %s: %s (error %d)", c->sender, c->ip,
			 spf_status_name(r->status), (int)r->error);
	if (c->mechanism &&
	    (!r->mechanism || strcmp(r->mechanism, c->mechanism) != 0))
		fail_msg("%s from %s: by \"%s\"", c->sender, c->ip,
			 r->mechanism ? r->mechanism : "nothing");
	if (c->explanation &&
	    strcmp(r->explanation ? r->explanation : "", c->explanation) != 0)
		fail_msg("%s from %s: \"%s\"", c->sender, c->ip,
			 r->explanation ? r->explanation : "");
	if (c->lookups >= 0 && r->lookups != (unsigned)c->lookups)
		fail_msg("%s from %s: %u lookups", c->sender, c->ip,
			 r->lookups);
	if (c->voids >= 0 && r->voids != (unsigned)c->voids)
		fail_msg("%s from %s: %u voids", c->sender, c->ip, r->voids);
}

/* Each case with answers at once, with late ones, and with aliases that a name
 * server does not follow. */
static inline void run(const char *zone, const struct host_case *cases,
		       size_t count)
{
	for (size_t i = 0; i < 3 * count; i++) {
		const struct host_case *c = &cases[i / 3];
		struct spf_request request = {
			.sender = c->sender,
			.helo = c->helo,
			.receiver = "mx.receiver.example",
			.now = 1700000000,
			.explain = true,
			.trace = i % 2 == 0,
		};
		struct fake_dns dns = { .held = i % 3 == 1,
					.stingy = i % 3 == 2 };
		struct spf_result r;

		assert_true(ip_parse(c->ip, &request.ip));
		fake_dns_zone(&dns, zone);
		evaluate(&request, &dns, &r);
		compare(c, &r);
		spf_result_free(&r);
		fake_dns_free(&dns);
	}
}

#define RUN(zone, cases) run(zone, cases, COUNT_OF(cases))

#endif
