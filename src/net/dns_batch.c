/* SPDX-License-Identifier: MIT */
#define CARES_NO_DEPRECATED /* 1.34: the interface that 1.18 has as well */
#include "net/dns_batch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/util.h"

enum {
	OUT_MAX = 64,
	OUT_FULL = 32,   /* a server works on these while we make more */
	OUT_BYTES = 512, /* a question is shorter */
	IN_MAX = 32,     /* fetched together */
	IN_BYTES = 4096, /* as much as c-ares 1.18 takes */
};

struct outgoing {
	struct dns_port *port;
	ares_socket_t fd;
	size_t len;
	uint8_t bytes[OUT_BYTES];
};

struct incoming {
	struct sockaddr_storage from;
	uint8_t bytes[IN_BYTES];
};

struct dns_batch {
	struct outgoing out[OUT_MAX];
	size_t out_count;
	/* Of one socket at a time. */
	ares_socket_t in_fd;
	struct incoming in[IN_MAX];
	struct mmsghdr in_heads[IN_MAX];
	size_t in_count, in_next;
	bool in_was_all; /* the socket had no more */
};

struct dns_batch *dns_batch_new(void)
{
	struct dns_batch *batch = xcalloc(1, sizeof(*batch));

	batch->in_fd = ARES_SOCKET_BAD;
	return batch;
}

void dns_batch_free(struct dns_batch *batch)
{
	free(batch);
}

/* --- sending ------------------------------------------------------------- */

bool dns_batch_is_full(const struct dns_batch *batch)
{
	return batch->out_count >= OUT_FULL;
}

/* Takes count of them away, from the first on. */
static void drop(struct dns_batch *batch, size_t first, size_t count)
{
	batch->out_count -= count;
	memmove(&batch->out[first], &batch->out[first + count],
		(batch->out_count - first) * sizeof(*batch->out));
}

static ares_ssize_t on_send(ares_socket_t fd, const struct iovec *parts,
			    int count, void *data)
{
	struct dns_port *port = data;
	struct dns_batch *batch = port->batch;
	struct outgoing *out = &batch->out[batch->out_count];

	if (count != 1 || parts->iov_len > OUT_BYTES ||
	    batch->out_count == OUT_MAX)
		return writev(fd, parts, count);
	out->port = port;
	out->fd = fd;
	out->len = parts->iov_len;
	memcpy(out->bytes, parts->iov_base, out->len);
	batch->out_count++;
	return (ares_ssize_t)out->len;
}

/* Those at the front that go by the same socket; says how many went. */
static int send_some(struct dns_batch *batch)
{
	struct mmsghdr heads[OUT_MAX];
	struct iovec parts[OUT_MAX];
	unsigned count = 0;

	memset(heads, 0, sizeof(heads));
	while (count < batch->out_count &&
	       batch->out[count].fd == batch->out->fd) {
		struct outgoing *out = &batch->out[count];

		parts[count] = (struct iovec){ out->bytes, out->len };
		heads[count].msg_hdr.msg_iov = &parts[count];
		heads[count].msg_hdr.msg_iovlen = 1;
		count++;
	}
	return sendmmsg(batch->out->fd, heads, count, 0);
}

/* For these the datagram is lost, as it may be anywhere on its way, and c-ares
 * sends it again after a while. */
static bool is_passing(int error)
{
	return error == EAGAIN || error == ENOBUFS || error == EINTR;
}

void dns_batch_flush(struct dns_batch *batch)
{
	while (batch->out_count) {
		struct dns_port *port = batch->out->port;
		ares_socket_t fd = batch->out->fd;
		int sent = send_some(batch);

		if (sent > 0) {
			drop(batch, 0, (size_t)sent);
			continue;
		}
		port->error = is_passing(errno) ? 0 : errno;
		drop(batch, 0, 1);
		if (port->error)
			ares_process_fd(port->ares, fd, ARES_SOCKET_BAD);
	}
}

/* --- receiving ----------------------------------------------------------- */

static void fetch(struct dns_batch *batch, ares_socket_t fd)
{
	struct iovec parts[IN_MAX];
	int count;

	for (size_t i = 0; i < IN_MAX; i++) {
		parts[i] = (struct iovec){ batch->in[i].bytes, IN_BYTES };
		batch->in_heads[i].msg_hdr = (struct msghdr){
			.msg_name = &batch->in[i].from,
			.msg_namelen = sizeof(batch->in[i].from),
			.msg_iov = &parts[i],
			.msg_iovlen = 1,
		};
	}
	count = recvmmsg(fd, batch->in_heads, IN_MAX, 0, NULL);
	batch->in_fd = fd;
	batch->in_next = 0;
	batch->in_count = count > 0 ? (size_t)count : 0;
	batch->in_was_all = count > 0 && count < IN_MAX;
}

static bool holds(const struct dns_batch *batch, ares_socket_t fd)
{
	return batch->in_fd == fd && batch->in_next < batch->in_count;
}

static ares_ssize_t hand_over(struct dns_batch *batch, void *bytes, size_t size,
			      struct sockaddr *from, ares_socklen_t *from_len)
{
	const struct incoming *in = &batch->in[batch->in_next];
	const struct mmsghdr *head = &batch->in_heads[batch->in_next++];
	size_t len = head->msg_len < size ? head->msg_len : size;
	ares_socklen_t name_len = head->msg_hdr.msg_namelen;

	memcpy(bytes, in->bytes, len);
	if (from && from_len) {
		name_len = name_len < *from_len ? name_len : *from_len;
		memcpy(from, &in->from, name_len);
		*from_len = name_len;
	}
	return (ares_ssize_t)len;
}

static ares_ssize_t on_receive(ares_socket_t fd, void *bytes, size_t size,
			       int flags, struct sockaddr *from,
			       ares_socklen_t *from_len, void *data)
{
	struct dns_port *port = data;
	struct dns_batch *batch = port->batch;

	(void)flags;
	if (port->error) {
		errno = port->error;
		port->error = 0;
		return -1;
	}
	if (!holds(batch, fd)) {
		if (batch->in_fd == fd && batch->in_was_all) {
			batch->in_was_all = false;
			errno = EAGAIN;
			return -1;
		}
		fetch(batch, fd);
		if (!holds(batch, fd))
			return -1; /* errno is recvmmsg()'s */
	}
	return hand_over(batch, bytes, size, from, from_len);
}

void dns_batch_receive(struct dns_port *port, ares_socket_t fd)
{
	do {
		ares_process_fd(port->ares, fd, ARES_SOCKET_BAD);
	} while (holds(port->batch, fd));
	port->batch->in_fd = ARES_SOCKET_BAD;
}

/* --- sockets ------------------------------------------------------------- */

static ares_socket_t on_open(int family, int type, int protocol, void *data)
{
	(void)data;
	return socket(family, type | SOCK_CLOEXEC | SOCK_NONBLOCK, protocol);
}

static int on_connect(ares_socket_t fd, const struct sockaddr *address,
		      ares_socklen_t len, void *data)
{
	(void)data;
	return connect(fd, address, len);
}

/* Nothing may go by a number that the next socket gets. */
static int on_close(ares_socket_t fd, void *data)
{
	struct dns_port *port = data;
	struct dns_batch *batch = port->batch;
	size_t i = 0;

	while (i < batch->out_count) {
		if (batch->out[i].fd == fd)
			drop(batch, i, 1);
		else
			i++;
	}
	if (batch->in_fd == fd)
		batch->in_fd = ARES_SOCKET_BAD;
	port->error = 0;
	return close(fd);
}

void dns_batch_serve(struct dns_batch *batch, struct dns_port *port,
		     ares_channel ares)
{
	static const struct ares_socket_functions functions = {
		.asocket = on_open,
		.aclose = on_close,
		.aconnect = on_connect,
		.arecvfrom = on_receive,
		.asendv = on_send,
	};

	*port = (struct dns_port){ .batch = batch, .ares = ares };
	ares_set_socket_functions(ares, &functions, port);
}
