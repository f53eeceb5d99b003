/* The same as spf_zegel.c with libspf2, without its cache.
 *
 *   spf_libspf2 DOMAIN IPV4-ADDRESS TIMES
 *
 * prints `RESULT SECONDS`.
 *
 * SPDX-License-Identifier: MIT */
#include <netinet/in.h>
#include <arpa/nameser.h>
#include <resolv.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <spf2/spf.h>

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static SPF_result_t evaluate(SPF_server_t *server, const char *sender,
			     const char *address)
{
	SPF_request_t *request = SPF_request_new(server);
	SPF_response_t *response = NULL;
	SPF_result_t result = SPF_RESULT_INVALID;

	SPF_request_set_env_from(request, sender);
	if (!SPF_request_set_ipv4_str(request, address)) {
		SPF_request_query_mailfrom(request, &response);
		result = SPF_response_result(response);
	}
	if (response)
		SPF_response_free(response);
	SPF_request_free(request);
	return result;
}

int main(int argc, char **argv)
{
	SPF_result_t result = SPF_RESULT_INVALID;
	SPF_server_t *server;
	char sender[300];
	double begun;
	long times;

	if (argc != 4) {
		fputs("usage: spf_libspf2 DOMAIN ADDRESS TIMES\n", stderr);
		return 2;
	}
	(void)snprintf(sender, sizeof(sender), "postmaster@%s", argv[1]);
	times = strtol(argv[3], NULL, 10);
	server = SPF_server_new(SPF_DNS_RESOLV, 0);
	if (!server)
		return 1;
	begun = now();
	for (long i = 0; i < times; i++)
		result = evaluate(server, sender, argv[2]);
	printf("%s %.3f\n", SPF_strresult(result), now() - begun);
	SPF_server_free(server);
	return 0;
}
