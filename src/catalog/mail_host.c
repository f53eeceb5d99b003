/* SPDX-License-Identifier: MIT */
#include "catalog/mail_host.h"

#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "catalog/json_read.h"
#include "catalog/mailbox.h"
#include "catalog/pattern.h"

#define FILE_MAX  ((size_t)1 << 20)
#define HOSTS_MAX 1000

static const char *const SECURITIES[] = { "starttls", "tls" };
static const char *const PASSWORDS[] = { "normal", "app", "oauth" };

static bool read_server(const json_t *row, struct known_server *out)
{
	int security = json_member_word(row, "security", SECURITIES,
					COUNT_OF(SECURITIES), -1);

	out->host = json_member_dup(row, "host");
	out->port = (uint16_t)json_member_number(row, "port", UINT16_MAX, 0);
	if (security >= 0)
		out->security = (enum server_security)security;
	return out->host && out->port && security >= 0;
}

static bool read_servers(const json_t *row, enum server_protocol protocol,
			 struct mail_host *h)
{
	const json_t *list = json_object_get(row,
					     server_protocol_name(protocol));

	for (size_t i = 0; i < json_array_size(list); i++) {
		if (i == MAIL_HOST_SERVERS_MAX ||
		    !read_server(
			    json_array_get(list, i),
			    &h->servers[protocol][h->server_count[protocol]++]))
			return false;
	}
	return true;
}

static bool read_host(const json_t *row, struct mail_host *h)
{
	int password = json_member_word(row, "password", PASSWORDS,
					COUNT_OF(PASSWORDS), -1);

	h->id = json_member_dup(row, "id");
	h->name = json_member_dup(row, "name");
	h->domains = json_member_list(row, "domains", &h->domain_count);
	h->mx = json_member_list(row, "mx", &h->mx_count);
	h->source = json_member_dup(row, "source");
	h->seen = json_member_dup(row, "seen");
	if (password >= 0)
		h->password = (enum mail_password)password;
	return read_servers(row, SERVER_SMTP, h) &&
	       read_servers(row, SERVER_IMAP, h) && password >= 0 && h->id &&
	       h->name && h->source && h->seen;
}

enum err mail_host_list_load(const char *dir, struct mail_host_list **out)
{
	char *path = xasprintf("%s/mail_hosts.json", dir);
	struct mail_host_list *list = xcalloc(1, sizeof(*list));
	json_t *root = NULL;
	enum err err = json_file(path, FILE_MAX, &root);
	const json_t *rows = json_object_get(root, "mail_hosts");
	size_t count = json_array_size(rows);

	free(path);
	*out = NULL;
	if (err == OK && (!count || count > HOSTS_MAX))
		err = ERR_DAMAGED;
	if (err == OK) {
		list->hosts = xcalloc(count, sizeof(*list->hosts));
		list->count = count;
	}
	for (size_t i = 0; err == OK && i < count; i++) {
		if (!read_host(json_array_get(rows, i), &list->hosts[i]))
			err = ERR_DAMAGED;
	}
	json_decref(root);
	if (err == OK)
		*out = list;
	else
		mail_host_list_free(list);
	return err;
}

static void free_host(struct mail_host *h)
{
	for (size_t p = 0; p < SERVER_PROTOCOLS; p++) {
		for (size_t i = 0; i < h->server_count[p]; i++)
			free(h->servers[p][i].host);
	}
	json_list_free(h->domains, h->domain_count);
	json_list_free(h->mx, h->mx_count);
	free(h->id);
	free(h->name);
	free(h->source);
	free(h->seen);
}

void mail_host_list_free(struct mail_host_list *list)
{
	if (!list)
		return;
	for (size_t i = 0; i < list->count; i++)
		free_host(&list->hosts[i]);
	free(list->hosts);
	free(list);
}

const struct mail_host *mail_host_find(const struct mail_host_list *list,
				       const char *id)
{
	for (size_t i = 0; i < list->count; i++) {
		if (!strcmp(list->hosts[i].id, id))
			return &list->hosts[i];
	}
	return NULL;
}

const struct mail_host *mail_host_of_domain(const struct mail_host_list *list,
					    const char *domain)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct mail_host *h = &list->hosts[i];

		for (size_t j = 0; j < h->domain_count; j++) {
			if (!strcmp(h->domains[j], domain))
				return h;
		}
	}
	return NULL;
}

const struct mail_host *mail_host_of_mx(const struct mail_host_list *list,
					const char *mx)
{
	const struct mailbox_provider *provider = mailbox_from_mx(mx);
	const struct mail_host *found =
		provider ? mail_host_find(list, provider->id) : NULL;

	for (size_t i = 0; !found && i < list->count; i++) {
		const struct mail_host *h = &list->hosts[i];

		if (pattern_match_any(h->mx, h->mx_count, mx))
			found = h;
	}
	return found;
}

static bool has_server(const struct mail_host *h, const char *server)
{
	for (size_t p = 0; p < SERVER_PROTOCOLS; p++) {
		for (size_t i = 0; i < h->server_count[p]; i++) {
			if (!strcmp(h->servers[p][i].host, server))
				return true;
		}
	}
	return false;
}

const struct mail_host *mail_host_of_server(const struct mail_host_list *list,
					    const char *server)
{
	for (size_t i = 0; i < list->count; i++) {
		if (has_server(&list->hosts[i], server))
			return &list->hosts[i];
	}
	return NULL;
}
