/* One Received field: who gave the message to whom (RFC 5321, 4.4), in the
 * shapes that mail servers write it in.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_RECEIVED_H
#define ZEGEL_MAIL_RECEIVED_H

#include "base/name.h"
#include "mail/ip.h"

struct received {
	bool has_from;
	char from[NAME_SIZE]; /* as the sender greeted (HELO), or as it is
				 written; canonical, or "" */
	char name[NAME_SIZE]; /* of its address, as the receiver found it, or ""
			       */
	struct ip ip;
	bool has_ip;
	char by[NAME_SIZE]; /* or "" */
	char with[32];      /* "ESMTPS"; or "" */
	bool is_submitted;  /* somebody logged in (ESMTPA, RFC 3848) */
};

/* value: the unfolded field. */
void received_parse(const char *value, struct received *out);

/* 10/8, 127/8, 192.168/16, fe80::/10, ...: no address of the internet. */
bool received_is_private(const struct ip *ip);

#endif
