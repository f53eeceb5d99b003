/* A DNS host on itself: the first line is its TXT record, the rest its
 * settings. Whatever comes out is bounded and clean, and a link leads to where
 * it shows.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "base/name.h"
#include "catalog/provider.h"
#include "net/http_url.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
	if (!condition)
		abort();
}

static void require_clean(const char *text, size_t max)
{
	struct str again = STR_INIT(max);

	require(text && *text && strlen(text) <= max);
	require(clean_bytes(&again, text, strlen(text), CLEAN_LINE));
	str_free(&again);
}

static void require_url(const char *text)
{
	struct http_url url, again;

	if (!http_url_read(text, &url))
		return;
	require(strncmp(url.text, "https://", 8) == 0);
	require(strncmp(url.text + 8, url.host, strlen(url.host)) == 0);
	require(!strpbrk(url.host, "@/\\?#% "));
	for (const char *c = url.text; *c; c++)
		require(*c > ' ' && *c < 0x7f);
	/* What is shown is what would be asked. */
	require(http_url_read(url.text, &again));
	require(strcmp(url.text, again.text) == 0);
	require(http_url_is_same_origin(&url, &again));
	http_url_free(&url);
	http_url_free(&again);
}

static void try_prefix(const char *value)
{
	char prefix[PROVIDER_PREFIX_MAX + 1], again[PROVIDER_PREFIX_MAX + 1];
	struct http_url url;
	char *text;

	if (!provider_read_prefix(value, prefix))
		return;
	require(provider_read_prefix(prefix, again));
	require(strcmp(prefix, again) == 0);
	text = xasprintf("https://%s/v2/voorbeeld.nl/settings", prefix);
	require(http_url_read(text, &url));
	require(url.port == 443);
	require(strlen(url.host) == strcspn(prefix, "/") &&
		!strncmp(url.host, prefix, strlen(url.host)));
	http_url_free(&url);
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *end = memchr(data, '\n', size);
	size_t first = end ? (size_t)(end - data) : size;
	char *value = xstrndup((const char *)data, first);
	struct provider p;

	try_prefix(value);
	require_url(value);
	if (end && provider_read((const char *)end + 1, size - first - 1,
				 "voorbeeld.nl", &p) == OK) {
		require_clean(p.name, PROVIDER_NAME_MAX);
		if (p.panel_url) {
			require_clean(p.panel_url, PROVIDER_URL_MAX);
			require_url(p.panel_url);
		}
		for (size_t i = 0; i < p.nameserver_count; i++) {
			char name[NAME_SIZE];

			require(name_canonical(p.nameservers[i],
					       strlen(p.nameservers[i]), name));
			require(strcmp(name, p.nameservers[i]) == 0);
		}
		provider_free(&p);
	} else if (end) {
		/* Empty in any case: nothing to free is lost. */
		require(!p.name);
		provider_free(&p);
	}
	free(value);
	return 0;
}
