/* The limit: asks the questions that zegel check --file asks for each domain of
 * a list, and does nothing with the answers. A plain c-ares loop over poll().
 *
 * bulk_cares ADDRESS PORT WINDOW < LIST: prints questions, answers and seconds.
 *
 * SPDX-License-Identifier: MIT */
#define CARES_NO_DEPRECATED
#include <ares.h>
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>

enum { TXT = 16, MX = 15, CNAME = 5, SPF = 99, IN = 1 };

static const struct {
	const char *prefix;
	int type;
} asked[] = {
	{ "", TXT },
	{ "", MX },
	{ "mrsel1._domainkey.", CNAME },
	{ "mrsel2._domainkey.", CNAME },
	{ "mrsel3._domainkey.", CNAME },
	{ "_dmarc.", TXT },
	{ "", SPF },
};

struct run {
	ares_channel channel;
	int pending, window;
	unsigned long questions, answers;
	size_t next; /* in asked */
	char domain[256];
};

static void on_answer(void *arg, int status, int timeouts, unsigned char *bytes,
		      int len)
{
	struct run *run = arg;

	(void)timeouts;
	(void)bytes;
	(void)len;
	run->pending--;
	run->answers += status == ARES_SUCCESS;
}

static int ask_more(struct run *run)
{
	char name[400];

	while (run->pending < run->window) {
		unsigned char *bytes;
		int len;

		if (run->next == 0) {
			if (!fgets(run->domain, sizeof(run->domain), stdin))
				return 0;
			run->domain[strcspn(run->domain, ",\r\n")] = '\0';
		}
		snprintf(name, sizeof(name), "%s%s", asked[run->next].prefix,
			 run->domain);
		if (ares_create_query(name, IN, asked[run->next].type,
				      (unsigned short)run->questions, 1, &bytes,
				      &len, 1232) != ARES_SUCCESS)
			exit(1);
		run->pending++;
		run->questions++;
		ares_send(run->channel, bytes, len, on_answer, run);
		ares_free_string(bytes);
		run->next = (run->next + 1) %
			    (sizeof(asked) / sizeof(asked[0]));
	}
	return 1;
}

static void turn(struct run *run)
{
	ares_socket_t sockets[ARES_GETSOCK_MAXNUM];
	struct pollfd polled[ARES_GETSOCK_MAXNUM];
	int bits = ares_getsock(run->channel, sockets, ARES_GETSOCK_MAXNUM);
	nfds_t count = 0;

	for (int i = 0; i < ARES_GETSOCK_MAXNUM; i++) {
		if (!ARES_GETSOCK_READABLE(bits, i))
			continue;
		polled[count++] = (struct pollfd){ .fd = sockets[i],
						   .events = POLLIN };
	}
	poll(polled, count, 1000);
	for (nfds_t i = 0; i < count; i++)
		ares_process_fd(run->channel,
				polled[i].revents ? polled[i].fd
						  : ARES_SOCKET_BAD,
				ARES_SOCKET_BAD);
}

int main(int argc, char **argv)
{
	struct run run = { .window = argc > 3 ? (int)strtol(argv[3], NULL, 10)
					      : 100 };
	struct ares_options options = {
		.flags = ARES_FLAG_NOCHECKRESP | ARES_FLAG_NOSEARCH |
			 ARES_FLAG_NOALIASES | ARES_FLAG_IGNTC | ARES_FLAG_EDNS,
		.timeout = 700,
		.tries = 3,
		.ednspsz = 4096,
	};
	struct ares_addr_port_node node = { .family = AF_INET };
	struct timespec from, to;

	if (argc < 3 || inet_pton(AF_INET, argv[1], &node.addr.addr4) != 1)
		return 2;
	node.udp_port = node.tcp_port = (int)strtol(argv[2], NULL, 10);
	ares_library_init(ARES_LIB_INIT_ALL);
	if (ares_init_options(&run.channel, &options,
			      ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS |
				      ARES_OPT_TRIES | ARES_OPT_EDNSPSZ) ||
	    ares_set_servers_ports(run.channel, &node))
		return 1;
	clock_gettime(CLOCK_MONOTONIC, &from);
	while (ask_more(&run) || run.pending)
		turn(&run);
	clock_gettime(CLOCK_MONOTONIC, &to);
	printf("%lu %lu %.3f\n", run.questions, run.answers,
	       (double)(to.tv_sec - from.tv_sec) +
		       (double)(to.tv_nsec - from.tv_nsec) / 1e9);
	ares_destroy(run.channel);
	ares_library_cleanup();
	return run.questions != run.answers;
}
