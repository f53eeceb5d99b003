/* SPDX-License-Identifier: MIT */
#include "net/resolver.h"

#include <stdlib.h>

#include "net/http_url.h"

bool resolver_parse(const char *text, struct resolver *out)
{
	struct http_url url;

	*out = (struct resolver){ .url = NULL };
	if (address_parse(text, &out->address))
		return true;
	if (!http_url_read(text, &url))
		return false;
	out->url = xstrdup(url.text);
	http_url_free(&url);
	return true;
}

void resolver_free(struct resolver *resolver)
{
	free(resolver->url);
	*resolver = (struct resolver){ .url = NULL };
}

struct resolver resolver_copy(const struct resolver *resolver)
{
	struct resolver copy = *resolver;

	if (copy.url)
		copy.url = xstrdup(copy.url);
	return copy;
}
