/* Evaluates SPF again and again in one process, as `zegel spf` does: nothing is
 * kept from one evaluation to the next.
 *
 *   spf_zegel DOMAIN ADDRESS TIMES
 *
 * prints `RESULT SECONDS`.
 *
 * SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>

#include "base/util.h"
#include "mail/spf.h"
#include "net/facts.h"

static void note_change(void *ctx)
{
	*(bool *)ctx = true;
}

static enum spf_status evaluate(struct loop *loop, struct dns *dns,
				const struct spf_request *request)
{
	bool changed = false;
	struct facts *facts = facts_new(loop, dns, note_change, &changed);
	const struct lookup lookup = { facts_resolve, facts };
	enum spf_status status;

	for (;;) {
		struct spf_result result;

		spf_check_host(request, &lookup, &result);
		status = result.status;
		spf_result_free(&result);
		if (status != SPF_PENDING)
			break;
		while (!changed)
			loop_turn(loop, -1);
		changed = false;
	}
	facts_free(facts);
	return status;
}

int main(int argc, char **argv)
{
	const struct dns_options options = { .timeout_ms = 5000 };
	struct spf_request request = { .domain = argc > 1 ? argv[1] : NULL };
	enum spf_status status = SPF_PENDING;
	struct loop *loop;
	struct dns *dns;
	int64_t begun;
	long times;

	if (argc != 4 || !ip_parse(argv[2], &request.ip)) {
		fputs("usage: spf_zegel DOMAIN ADDRESS TIMES\n", stderr);
		return 2;
	}
	times = strtol(argv[3], NULL, 10);
	loop = loop_new();
	if (!loop)
		return 1;
	dns = dns_new(loop, &options);
	begun = clock_ms();
	for (long i = 0; i < times; i++)
		status = evaluate(loop, dns, &request);
	printf("%s %.3f\n", spf_status_name(status),
	       (double)(clock_ms() - begun) / 1e3);
	dns_free(dns);
	loop_free(loop);
	return 0;
}
