/* The URLs that are asked: https, a host that is a name or an address, no user
 * and no password in it.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_HTTP_URL_H
#define ZEGEL_NET_HTTP_URL_H

#include "base/name.h"

struct http_url {
	char *text; /* as it is asked, the host canonical, no fragment */
	char *host;
	uint16_t port;
	bool is_plain; /* http, not https */
};

/* False when it is no URL that may be asked; *out is empty then. */
bool http_url_read(const char *text, struct http_url *out);

/* The same for http to this machine: localhost (which becomes 127.0.0.1, so
 * that no name server can lead it elsewhere), 127.0.0.0/8 or [::1]. */
bool http_url_read_at_home(const char *text, struct http_url *out);
void http_url_free(struct http_url *url);

/* The same host and port. */
bool http_url_is_same_origin(const struct http_url *a,
			     const struct http_url *b);

#endif
