/* Where the mail of well-known providers is handed in and read: their servers,
 * and which kind of password those take.
 *
 * A server stands here only where it was seen; source and date say where.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_MAIL_HOST_H
#define ZEGEL_CATALOG_MAIL_HOST_H

#include "base/mail_server.h"

enum { MAIL_HOST_SERVERS_MAX = 3 };

enum mail_password {
	PASSWORD_NORMAL,
	PASSWORD_APP,   /* made for one program, in the account */
	PASSWORD_OAUTH, /* none: the program itself signs in */
};

struct known_server {
	char *host;
	uint16_t port;
	enum server_security security;
};

struct mail_host {
	char *id; /* as in mailbox.h where it is there */
	char *name;
	const char *const *domains; /* of its own mailboxes */
	size_t domain_count;
	const char *const *mx; /* patterns, beside those of mailbox.h */
	size_t mx_count;
	struct known_server servers[SERVER_PROTOCOLS][MAIL_HOST_SERVERS_MAX];
	size_t server_count[SERVER_PROTOCOLS];
	enum mail_password password;
	char *source;
	char *seen; /* a date */
};

struct mail_host_list {
	struct mail_host *hosts;
	size_t count;
};

/* Reads mail_hosts.json in this folder. */
enum err mail_host_list_load(const char *dir,
			     struct mail_host_list **out) MUST_CHECK;
void mail_host_list_free(struct mail_host_list *list);

/* By id; by the domain of a mailbox; by the host of an MX; by the name of one
 * of its servers. Names are canonical. NULL: none. */
const struct mail_host *mail_host_find(const struct mail_host_list *list,
				       const char *id);
const struct mail_host *mail_host_of_domain(const struct mail_host_list *list,
					    const char *domain);
const struct mail_host *mail_host_of_mx(const struct mail_host_list *list,
					const char *mx);
const struct mail_host *mail_host_of_server(const struct mail_host_list *list,
					    const char *server);

#endif
