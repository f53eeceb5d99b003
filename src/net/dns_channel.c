/* SPDX-License-Identifier: MIT */
#define CARES_NO_DEPRECATED /* 1.34: the interface that 1.18 has as well */
#include "net/dns_channel.h"

#include <ares.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

#include "net/dns_batch.h"

/* c-ares 1.18 cuts UDP replies off at the size that it believes was asked for;
 * this is the size of its buffer. */
#define UDP_BUFFER 4096

struct channel {
	struct dns_channels *channels;
	struct channel *next; /* the list is in order of use, latest first */
	struct dns_route route;
	ares_channel ares;
	struct dns_port port; /* UDP only */
	struct timer *timer;  /* c-ares' next time limit, or before it */
	int64_t due_ms;       /* of that */
	size_t pending;
};

struct dns_message {
	struct channel *channel;
	struct dns_message *next_done;
	dns_delivered_fn *delivered; /* NULL when it was forgotten */
	void *ctx;
	enum dns_delivery delivery;
	uint8_t *bytes;
	size_t len;
};

struct dns_channels {
	struct loop *loop;
	struct channel *first;
	struct dns_message *done; /* what came and is not told yet */
	struct dns_message **done_end;
	struct dns_batch *batch; /* what is still to be sent */
	struct timer *tell;      /* and to be told */
	bool telling;
};

struct dns_channels *dns_channels_new(struct loop *loop)
{
	struct dns_channels *channels = xcalloc(1, sizeof(*channels));

	channels->loop = loop;
	channels->done_end = &channels->done;
	channels->batch = dns_batch_new();
	if (ares_library_init(ARES_LIB_INIT_ALL) == ARES_ENOMEM)
		die_out_of_memory();
	return channels;
}

static void message_free(struct dns_message *message)
{
	free(message->bytes);
	free(message);
}

static void channel_free(struct channel *channel)
{
	/* Calls back for what is pending and for the sockets. */
	if (channel->ares)
		ares_destroy(channel->ares);
	loop_timer_cancel(channel->channels->loop, channel->timer);
	free(channel);
}

void dns_channels_free(struct dns_channels *channels)
{
	struct channel *channel;
	struct dns_message *message;

	if (!channels)
		return;
	while ((channel = channels->first) != NULL) {
		channels->first = channel->next;
		channel_free(channel);
	}
	while ((message = channels->done) != NULL) {
		channels->done = message->next_done;
		message_free(message);
	}
	loop_timer_cancel(channels->loop, channels->tell);
	dns_batch_free(channels->batch);
	free(channels);
	ares_library_cleanup();
}

static void time_to_tell(void *ctx);

static void tell_soon(struct dns_channels *channels)
{
	if (!channels->tell && !channels->telling)
		channels->tell = loop_timer(channels->loop, 0, time_to_tell,
					    channels);
}

static void tell_done(struct dns_channels *channels)
{
	struct dns_message *message;

	loop_timer_cancel(channels->loop, channels->tell);
	channels->tell = NULL;
	channels->telling = true;
	/* A callback may forget messages further on, but frees none. */
	while ((message = channels->done) != NULL) {
		channels->done = message->next_done;
		if (!channels->done)
			channels->done_end = &channels->done;
		if (message->delivered)
			message->delivered(message->ctx, message->delivery,
					   message->bytes, message->len);
		message_free(message);
	}
	/* The answers led to these. */
	dns_batch_flush(channels->batch);
	channels->telling = false;
	if (channels->done)
		tell_soon(channels);
}

static void time_to_tell(void *ctx)
{
	struct dns_channels *channels = ctx;

	channels->tell = NULL;
	tell_done(channels);
}

static void message_done(struct dns_channels *channels,
			 struct dns_message *message)
{
	message->next_done = NULL;
	*channels->done_end = message;
	channels->done_end = &message->next_done;
	tell_soon(channels);
}

static enum dns_delivery delivery_of(int status)
{
	switch (status) {
	case ARES_SUCCESS:
		return DNS_DELIVERED;
	case ARES_ETIMEOUT:
		return DNS_TIMED_OUT;
	case ARES_EBADRESP:
	case ARES_EFORMERR:
		return DNS_NONSENSE;
	default:
		return DNS_NOBODY;
	}
}

/* From c-ares, perhaps from inside ares_send(): the rest waits for the loop, so
 * that no channel is touched while c-ares works on it. */
static void on_reply(void *arg, int status, int timeouts, unsigned char *bytes,
		     int len)
{
	struct dns_message *message = arg;

	(void)timeouts;
	message->channel->pending--;
	message->delivery = delivery_of(status);
	if (bytes && len > 0) {
		message->bytes = xmalloc((size_t)len);
		memcpy(message->bytes, bytes, (size_t)len);
		message->len = (size_t)len;
	} else if (message->delivery == DNS_DELIVERED) {
		message->delivery = DNS_NONSENSE;
	}
	message_done(message->channel->channels, message);
}

static void on_time(void *ctx);

/* c-ares looks through all of its questions to tell when the next one has had
 * its time. So a timer that stands is left alone: when it fires too early, it
 * is set anew, and no question can be due before it but one that was sent after
 * it, which waits for first_ms at least. */
static void set_timer(struct channel *channel)
{
	struct loop *loop = channel->channels->loop;
	struct timeval left;
	int64_t ms;

	if (channel->pending && channel->timer &&
	    channel->due_ms <= clock_ms() + channel->route.first_ms)
		return;
	loop_timer_cancel(loop, channel->timer);
	channel->timer = NULL;
	if (!ares_timeout(channel->ares, NULL, &left))
		return;
	/* Rounded up, or the loop would wake too early and turn in vain. */
	ms = (int64_t)left.tv_sec * 1000 + (left.tv_usec + 999) / 1000;
	ms = ms > 0 ? ms : 1;
	channel->due_ms = clock_ms() + ms;
	channel->timer = loop_timer(loop, ms, on_time, channel);
}

/* After each time that c-ares has worked on the channel. What it sends waits
 * while more answers are at hand, but for nothing else: the time of a question
 * runs. */
static void see_on(struct channel *channel)
{
	struct dns_channels *channels = channel->channels;

	set_timer(channel);
	if (!channels->telling || dns_batch_is_full(channels->batch))
		dns_batch_flush(channels->batch);
}

static void on_time(void *ctx)
{
	struct channel *channel = ctx;

	channel->timer = NULL;
	ares_process_fd(channel->ares, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
	see_on(channel);
}

static void on_ready(void *ctx, int fd, int events)
{
	struct channel *channel = ctx;
	struct dns_channels *channels = channel->channels;
	bool reads = events & (LOOP_READ | LOOP_HANGUP);
	bool writes = events & LOOP_WRITE;

	if (reads && channel->port.batch)
		dns_batch_receive(&channel->port, fd);
	else
		ares_process_fd(channel->ares, reads ? fd : ARES_SOCKET_BAD,
				writes ? fd : ARES_SOCKET_BAD);
	see_on(channel);
	/* Not by the timer: if we were held up, the time of the question is
	 * over as well, and this is its answer. */
	tell_done(channels);
}

static void on_socket(void *data, ares_socket_t fd, int reads, int writes)
{
	struct channel *channel = data;

	loop_watch(channel->channels->loop, fd,
		   (reads ? LOOP_READ : 0) | (writes ? LOOP_WRITE : 0),
		   on_ready, channel);
}

static int ares_open(struct channel *channel)
{
	const struct dns_route *route = &channel->route;
	char lookups[] = "b";
	/* With domains, lookups, sort list and servers given, c-ares need not
	 * read /etc/resolv.conf for each channel. */
	struct ares_options options = {
		.flags = ARES_FLAG_NOCHECKRESP | ARES_FLAG_NOSEARCH |
			 ARES_FLAG_NOALIASES | ARES_FLAG_IGNTC |
			 (route->tcp ? ARES_FLAG_USEVC : 0) |
			 (route->edns ? ARES_FLAG_EDNS : 0),
		.timeout = route->first_ms,
		.tries = DNS_TRIES,
		.ndots = 1,
		.ednspsz = UDP_BUFFER,
		.lookups = lookups,
		.sock_state_cb = on_socket,
		.sock_state_cb_data = channel,
	};
	int mask = ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES |
		   ARES_OPT_NDOTS | ARES_OPT_EDNSPSZ | ARES_OPT_LOOKUPS |
		   ARES_OPT_DOMAINS | ARES_OPT_SORTLIST | ARES_OPT_SERVERS |
		   ARES_OPT_NOROTATE | ARES_OPT_SOCK_STATE_CB;

#ifdef ARES_OPT_QUERY_CACHE
	/* From 1.31 on answers are kept for an hour unless this is 0. */
	options.qcache_max_ttl = 0;
	mask |= ARES_OPT_QUERY_CACHE;
#endif
	return ares_init_options(&channel->ares, &options, mask);
}

static bool channel_open(struct channel *channel)
{
	const struct address *server = &channel->route.server;
	struct ares_addr_port_node node = { .family = server->family,
					    .udp_port = server->port,
					    .tcp_port = server->port };

	if (server->family == AF_INET)
		memcpy(&node.addr.addr4, server->bytes,
		       sizeof(node.addr.addr4));
	else
		memcpy(&node.addr.addr6, server->bytes,
		       sizeof(node.addr.addr6));
	if (ares_open(channel) != ARES_SUCCESS) {
		channel->ares = NULL;
		return false;
	}
	if (!channel->route.tcp)
		dns_batch_serve(channel->channels->batch, &channel->port,
				channel->ares);
	return ares_set_servers_ports(channel->ares, &node) == ARES_SUCCESS;
}

static bool route_equal(const struct dns_route *a, const struct dns_route *b)
{
	return a->tcp == b->tcp && a->edns == b->edns &&
	       a->first_ms == b->first_ms &&
	       address_equal(&a->server, &b->server);
}

/* Closes the idle channels that were not used for longest. Those of forgotten
 * messages count as busy until c-ares is through with them. */
static void close_idle(struct dns_channels *channels)
{
	struct channel **link = &channels->first;
	size_t place = 0;

	while (*link) {
		struct channel *channel = *link;

		if (++place < DNS_CHANNEL_MAX || channel->pending > 0) {
			link = &channel->next;
			continue;
		}
		*link = channel->next;
		channel_free(channel);
	}
}

/* The channel for this route, moved to the front; NULL when the system refuses
 * to open one. */
static struct channel *channel_for(struct dns_channels *channels,
				   const struct dns_route *route)
{
	struct channel **link = &channels->first;
	struct channel *channel;

	while (*link && !route_equal(&(*link)->route, route))
		link = &(*link)->next;
	channel = *link;
	if (channel) {
		*link = channel->next;
	} else {
		close_idle(channels);
		channel = xcalloc(1, sizeof(*channel));
		channel->channels = channels;
		channel->route = *route;
		if (!channel_open(channel)) {
			channel_free(channel);
			return NULL;
		}
	}
	channel->next = channels->first;
	channels->first = channel;
	return channel;
}

struct dns_message *dns_channels_send(struct dns_channels *channels,
				      const struct dns_route *route,
				      const uint8_t *bytes, size_t len,
				      dns_delivered_fn *delivered, void *ctx)
{
	struct dns_message *message = xcalloc(1, sizeof(*message));

	message->delivered = delivered;
	message->ctx = ctx;
	message->channel = channel_for(channels, route);
	if (!message->channel) {
		message->delivery = DNS_NOBODY;
		message_done(channels, message);
		return message;
	}
	message->channel->pending++;
	ares_send(message->channel->ares, bytes, (int)len, on_reply, message);
	see_on(message->channel);
	return message;
}

void dns_message_forget(struct dns_message *message)
{
	if (message)
		message->delivered = NULL;
}

struct address *dns_system_resolvers(size_t *count)
{
	ares_channel ares;
	struct ares_addr_port_node *nodes = NULL;
	struct address *resolvers = NULL;
	size_t cap = 0;

	*count = 0;
	if (ares_init(&ares) != ARES_SUCCESS)
		return NULL;
	if (ares_get_servers_ports(ares, &nodes) != ARES_SUCCESS)
		nodes = NULL;
	for (const struct ares_addr_port_node *n = nodes; n; n = n->next) {
		struct address a = { .family = n->family,
				     .port = n->udp_port ? (uint16_t)n->udp_port
							 : DNS_PORT };

		memcpy(a.bytes, &n->addr, n->family == AF_INET ? 4 : 16);
		resolvers = grow(resolvers, *count, &cap, sizeof(*resolvers));
		resolvers[(*count)++] = a;
	}
	ares_free_data(nodes);
	ares_destroy(ares);
	return resolvers;
}
