/* Datagrams for c-ares, many in one system call: what it sends waits until
 * dns_batch_flush(), and what has come is fetched together. A port stands
 * between one of its channels and the batch that all of them share.
 *
 * The batch outlives its ports, and a port its channel. Private to
 * net/dns_channel.c.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_DNS_BATCH_H
#define ZEGEL_NET_DNS_BATCH_H

#include <ares.h>
#include <stdbool.h>

struct dns_batch;

struct dns_port {
	struct dns_batch *batch;
	ares_channel ares;
	int error; /* of sending, which c-ares has still to hear of */
};

struct dns_batch *dns_batch_new(void);

void dns_batch_free(struct dns_batch *batch);

/* From now on the channel sends and receives by the port: UDP only. */
void dns_batch_serve(struct dns_batch *batch, struct dns_port *port,
		     ares_channel ares);

/* So much waits to be sent that it is better sent now. */
bool dns_batch_is_full(const struct dns_batch *batch);

/* Sends it. Not from inside c-ares, which may call back. */
void dns_batch_flush(struct dns_batch *batch);

/* As ares_process_fd() for what can be read, until nothing more is held. */
void dns_batch_receive(struct dns_port *port, ares_socket_t fd);

#endif
