/* The address and the domain that the words of a refusal name.
 *
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "mail/bounce.h"
#include "mail/received.h"

void bounce_find_ip(struct bounce *b)
{
	struct slice rest = slice_of(b->text);

	while (rest.len && !b->has_ip) {
		struct slice word = slice_take_until(&rest, " []()<>,;='\"");
		char text[IP_TEXT];
		struct ip ip;

		if (rest.len)
			(void)slice_skip_char(&rest, rest.at[0]);
		while (word.len && strchr(".:", word.at[word.len - 1]))
			word.len--;
		if (word.len < 3 || word.len >= sizeof(text) ||
		    !(memchr(word.at, '.', word.len) ||
		      memchr(word.at, ':', word.len)))
			continue;
		memcpy(text, word.at, word.len);
		text[word.len] = '\0';
		if (!ip_parse(text, &ip) || received_is_private(&ip))
			continue;
		b->ip = ip;
		b->has_ip = true;
	}
}

/* The domain that stands behind one of these. */
void bounce_find_domain(struct bounce *b)
{
	static const char *const fronts[] = {
		"SPF [",
		"SPF check for [",
		"domain of ",
		"sending domain ",
		"email from ",
		"mail from ",
		"header.from=",
		"for domain ",
		"policy of ",
		"policy for ",
		"sender domain ",
		"id=",
		"permitted sender of ",
	};

	for (size_t i = 0; i < COUNT_OF(fronts) && !*b->domain; i++) {
		const char *at = strcasestr(b->text, fronts[i]);
		struct slice rest, word;
		const char *sign;

		if (!at)
			continue;
		rest = slice_of(at + strlen(fronts[i]));
		while (rest.len && strchr("[<'\" ", rest.at[0]))
			(void)slice_skip_char(&rest, rest.at[0]);
		word = slice_take_until(&rest, " ]>'\",;()&");
		sign = memchr(word.at, '@', word.len);
		if (sign) {
			word.len -= (size_t)(sign + 1 - word.at);
			word.at = sign + 1;
		}
		if (memchr(word.at, '.', word.len))
			(void)name_canonical(word.at, word.len, b->domain);
		if (b->has_ip && ip_parse(b->domain, &(struct ip){ 0 }))
			*b->domain = '\0';
	}
}
