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

/* The domain at the beginning of text, of an address or alone; false where
 * none stands there. */
static bool take_domain(struct slice text, char out[NAME_SIZE])
{
	struct slice word;
	const char *sign;

	while (text.len && strchr("[<'\" (", text.at[0]))
		(void)slice_skip_char(&text, text.at[0]);
	word = slice_take_until(&text, " ]>'\",;:()&");
	sign = memchr(word.at, '@', word.len);
	if (sign) {
		word.len -= (size_t)(sign + 1 - word.at);
		word.at = sign + 1;
	}
	if (!memchr(word.at, '.', word.len) ||
	    !name_canonical(word.at, word.len, out) ||
	    ip_parse(out, &(struct ip){ 0 }))
		*out = '\0';
	return *out;
}

/* "<info@voorbeeld.nl>: Sender address rejected", "The voorbeeld.nl domain is
 * not verified", "in region EU-WEST-1: info@voorbeeld.nl": what stands in front
 * of these words, or behind the next colon. */
static void find_around(struct bounce *b)
{
	const char *at = strcasestr(b->text, ">: Sender address rejected");

	if (at) {
		while (at > b->text && at[-1] != '<')
			at--;
		(void)take_domain(slice_of(at), b->domain);
	}
	at = strcasestr(b->text, " domain is not verified");
	if (at) {
		while (at > b->text && at[-1] != ' ')
			at--;
		(void)take_domain(slice_of(at), b->domain);
	}
	at = strcasestr(b->text, "failed the check in region");
	at = at ? strchr(at, ':') : NULL;
	if (at)
		(void)take_domain(slice_of(at + 1), b->domain);
}

/* The domain that stands behind one of these, the most telling first. */
void bounce_find_domain(struct bounce *b)
{
	static const char *const fronts[] = {
		"SPF [",
		"SPF check for [",
		"SPF: ",
		"MAIL FROM domain",
		"domain of ",
		"sending domain ",
		"email from ",
		"mail from ",
		"header.from=",
		"for domain ",
		"policy of ",
		"policy for ",
		"policy: ",
		"sender domain ",
		"identity=",
		"id=",
		"permitted sender of ",
		"failed for ",
		"exceeded for ",
		"rejected due to ",
		"voor domein ",
		"mislukt voor ",
		"afzender ",
		"fehlgeschlagen",
		"Absender ",
		"Verification failed for ",
	};

	for (size_t i = 0; i < COUNT_OF(fronts); i++) {
		const char *at = b->text;

		while ((at = strcasestr(at, fronts[i]))) {
			at += strlen(fronts[i]);
			if (take_domain(slice_of(at), b->domain))
				return;
		}
	}
	find_around(b);
}
