/* SPDX-License-Identifier: MIT */
#include "net/http_url.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

#include "net/address.h"
#include "net/http.h"

/* Into memory of our own; NULL when it has no such part. */
static char *get_part(CURLU *parts, CURLUPart which, unsigned flags)
{
	char *part = NULL;
	char *copy;

	if (curl_url_get(parts, which, &part, flags) != CURLUE_OK || !part)
		return NULL;
	copy = xstrdup(part);
	curl_free(part);
	return copy;
}

/* No top level domain begins with a digit, but an odd address does that libcurl
 * sees through later than we do ("0x7f."). */
static bool is_name(const char *host, char name[NAME_SIZE])
{
	return name_canonical(host, strlen(host), name) && *name &&
	       !strpbrk(name, "\\*/") &&
	       !strchr("0123456789", *name_last_labels(name, 1));
}

/* An address stays as it is, a name becomes canonical. */
static bool read_host(CURLU *parts, struct http_url *out)
{
	char *host = get_part(parts, CURLUPART_HOST, 0);
	struct address address;
	char name[NAME_SIZE];
	bool good = host != NULL;

	if (good && !address_parse(host, &address)) {
		good = is_name(host, name) &&
		       curl_url_set(parts, CURLUPART_HOST, name, 0) ==
			       CURLUE_OK;
		free(host);
		host = good ? xstrdup(name) : NULL;
	}
	out->host = host;
	return good;
}

static bool read_port(CURLU *parts, struct http_url *out)
{
	char *port = get_part(parts, CURLUPART_PORT, CURLU_DEFAULT_PORT);
	struct slice rest = slice_of(port ? port : "");
	uint64_t number;
	bool good = slice_take_number(&rest, UINT16_MAX, &number) && number;

	if (good)
		out->port = (uint16_t)number;
	free(port);
	return good;
}

/* RFC 3986, 2 has no other characters. libcurl would take any number of
 * slashes, and escapes and scopes (RFC 6874) in a host, which only hide it. */
static bool looks_like_url(const char *text, const char *scheme)
{
	const char *host;

	for (const char *c = text; *c; c++) {
		if (*c <= ' ' || *c >= 0x7f)
			return false;
	}
	if (!slice_has_prefix_nocase(slice_of(text), scheme))
		return false;
	host = text + strlen(scheme);
	return *host != '/' && host[strcspn(host, "%/?#")] != '%';
}

static bool read_parts(CURLU *parts, const char *text, struct http_url *out)
{
	if (curl_url_set(parts, CURLUPART_URL, text, CURLU_DISALLOW_USER) !=
		    CURLUE_OK ||
	    !read_host(parts, out) || !read_port(parts, out) ||
	    curl_url_set(parts, CURLUPART_FRAGMENT, NULL, 0) != CURLUE_OK)
		return false;
	out->text = get_part(parts, CURLUPART_URL, 0);
	return out->text != NULL;
}

static bool read_url(const char *text, const char *scheme, struct http_url *out)
{
	CURLU *parts;
	bool good;

	*out = (struct http_url){ .text = NULL };
	if (strlen(text) > HTTP_MAX_URL || !looks_like_url(text, scheme))
		return false;
	parts = curl_url();
	good = parts && read_parts(parts, text, out);
	curl_url_cleanup(parts);
	if (!good)
		http_url_free(out);
	return good;
}

bool http_url_read(const char *text, struct http_url *out)
{
	return read_url(text, "https://", out);
}

bool http_url_read_at_home(const char *text, struct http_url *out)
{
	static const char name[] = "http://localhost";
	size_t len = strlen(name);
	struct address address;
	char *plain;
	bool good;

	/* Its end, or a port, a path, a query: not localhost.example. */
	if (slice_has_prefix_nocase(slice_of(text), name) &&
	    (!text[len] || strchr(":/?#", text[len])))
		plain = xasprintf("http://127.0.0.1%s", text + len);
	else
		plain = xstrdup(text);
	good = read_url(plain, "http://", out);
	free(plain);
	if (good && address_parse(out->host, &address) &&
	    address_is_loopback(&address)) {
		out->is_plain = true;
		return true;
	}
	http_url_free(out);
	return false;
}

void http_url_free(struct http_url *url)
{
	free(url->text);
	free(url->host);
	*url = (struct http_url){ .text = NULL };
}

bool http_url_is_same_origin(const struct http_url *a, const struct http_url *b)
{
	return a->port == b->port && strcmp(a->host, b->host) == 0;
}
