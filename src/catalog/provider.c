/* SPDX-License-Identifier: MIT */
#include "catalog/provider.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clean.h"
#include "base/name.h"
#include "catalog/json_read.h"

#define LOWER  "abcdefghijklmnopqrstuvwxyz"
#define UPPER  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

/* Letters, digits and hyphens, in several labels of which the last begins with
 * a letter: then it can be no address (RFC 1123, 2.1). */
static bool is_host_name(const char *host)
{
	char name[NAME_SIZE];

	if (strspn(host, LOWER DIGITS ".-") != strlen(host) ||
	    !name_canonical(host, strlen(host), name) ||
	    strcmp(name, host) != 0 || name_label_count(name) < 2)
		return false;
	return !strchr(DIGITS, *name_last_labels(name, 1));
}

static bool is_path(const char *path)
{
	return strspn(path, LOWER UPPER DIGITS "-._~/") == strlen(path) &&
	       !strstr(path, "//") && !strstr(path, "..");
}

bool provider_read_prefix(const char *value, char out[PROVIDER_PREFIX_MAX + 1])
{
	struct slice rest = slice_trim(slice_of(value));
	struct slice host = slice_take_until(&rest, "/");
	char *at = out;
	bool good;

	*out = '\0';
	if (host.len + rest.len > PROVIDER_PREFIX_MAX)
		return false;
	for (size_t i = 0; i < host.len; i++)
		*at++ = host.at[i] >= 'A' && host.at[i] <= 'Z'
				? (char)(host.at[i] - 'A' + 'a')
				: host.at[i];
	*at = '\0';
	good = is_host_name(out);
	memcpy(at, rest.at, rest.len);
	at[rest.len] = '\0';
	good = good && is_path(at);
	if (rest.len > 0 && at[rest.len - 1] == '/')
		at[rest.len - 1] = '\0';
	if (!good)
		*out = '\0';
	return good;
}

/* A member that says something, without blanks around it, or NULL. */
static char *read_text(const json_t *settings, const char *key, size_t max)
{
	const json_t *member = json_object_get(settings, key);
	struct slice text;

	if (!json_is_string(member))
		return NULL;
	text = slice_trim((struct slice){ json_string_value(member),
					  json_string_length(member) });
	return text.len ? clean_dup(text.at, text.len, CLEAN_LINE, max) : NULL;
}

/* The zone stands wherever %domain% does. */
static char *read_panel_url(const json_t *settings, const char *zone)
{
	static const char variable[] = "%domain%";
	char *text = read_text(settings, "urlControlPanel", PROVIDER_URL_MAX);
	struct str url = STR_INIT(PROVIDER_URL_MAX);
	const char *at = text, *found;

	while (at && (found = strcasestr(at, variable)) != NULL) {
		str_add_bytes(&url, at, (size_t)(found - at));
		str_add(&url, zone);
		at = found + strlen(variable);
	}
	str_add(&url, at ? at : "");
	free(text);
	/* Half a link leads elsewhere. */
	if (!text || url.overflow || url.len == PROVIDER_URL_MAX) {
		str_free(&url);
		return NULL;
	}
	return str_take(&url);
}

static void read_nameservers(const json_t *settings, struct provider *out)
{
	const json_t *list = json_object_get(settings, "nameServers");
	char name[NAME_SIZE];

	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *item = json_array_get(list, i);

		if (out->nameserver_count == PROVIDER_SERVERS_MAX)
			return;
		if (json_is_string(item) &&
		    name_canonical(json_string_value(item),
				   json_string_length(item), name) &&
		    *name)
			out->nameservers[out->nameserver_count++] = xstrdup(
				name);
	}
}

enum err provider_read(const char *json, size_t len, const char *zone,
		       struct provider *out)
{
	json_error_t error;
	json_t *settings = json_loadb(json, len, 0, &error);

	*out = (struct provider){ .id = NULL };
	if (json_is_object(settings)) {
		out->id = read_text(settings, "providerId", PROVIDER_NAME_MAX);
		out->name = read_text(settings, "providerDisplayName",
				      PROVIDER_NAME_MAX);
		if (!out->name)
			out->name = read_text(settings, "providerName",
					      PROVIDER_NAME_MAX);
		if (!out->name && out->id)
			out->name = xstrdup(out->id);
		out->panel_url = read_panel_url(settings, zone);
		read_nameservers(settings, out);
	}
	json_decref(settings);
	return out->name ? OK : ERR_SYNTAX;
}

void provider_free(struct provider *p)
{
	free(p->id);
	free(p->name);
	free(p->panel_url);
	for (size_t i = 0; i < p->nameserver_count; i++)
		free(p->nameservers[i]);
	*p = (struct provider){ .id = NULL };
}

bool provider_may_serve(const struct provider *p,
			const char *const *nameservers, size_t count)
{
	for (size_t i = 0; i < p->nameserver_count; i++) {
		for (size_t k = 0; k < count; k++) {
			if (name_equal(p->nameservers[i], nameservers[k]))
				return true;
		}
	}
	return p->nameserver_count == 0;
}

/* "IONOS (1&1)" goes by IONOS, too. */
static bool is_called(const struct dns_host *h, const char *name)
{
	size_t len = strcspn(h->name, "(");

	while (len > 0 && h->name[len - 1] == ' ')
		len--;
	return !strcasecmp(h->name, name) ||
	       (strlen(name) == len && !strncasecmp(h->name, name, len));
}

/* The id is the host's domain, or a word: godaddy.com, GoDaddy. */
static bool has_id(const struct dns_host *h, const char *id)
{
	size_t len = strlen(h->id);

	return !strncasecmp(h->id, id, len) &&
	       (id[len] == '\0' || id[len] == '.');
}

const struct dns_host *provider_host(const struct provider *p,
				     const struct host_list *list)
{
	const struct dns_host *hosts, *by_id = NULL;
	size_t count;

	hosts = host_list_all(list, &count);
	for (size_t i = 0; i < count; i++) {
		if (is_called(&hosts[i], p->name))
			return &hosts[i];
		if (p->id && has_id(&hosts[i], p->id))
			by_id = &hosts[i];
	}
	return by_id;
}
