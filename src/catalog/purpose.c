/* SPDX-License-Identifier: MIT */
#include "catalog/purpose.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static const char *const NAMES[] = {
	[PURPOSE_OTHER] = "other",
	[PURPOSE_SPF] = "spf",
	[PURPOSE_DKIM] = "dkim",
	[PURPOSE_DMARC] = "dmarc",
	[PURPOSE_RETURN_PATH] = "return-path",
	[PURPOSE_TRACKING] = "tracking",
	[PURPOSE_VERIFICATION] = "verification",
	[PURPOSE_MX] = "mx",
	[PURPOSE_DELEGATION] = "delegation",
};

const char *purpose_name(enum purpose p)
{
	return NAMES[p];
}

enum purpose purpose_from_name(const char *word)
{
	for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
		if (strcmp(NAMES[i], word) == 0)
			return (enum purpose)i;
	}
	return PURPOSE_OTHER;
}

/* First labels that services commonly use, and hosts that only take bounces
 * (a trailing digit as in bnc3 or em4821 does not count). */
static const struct {
	const char *label;
	enum purpose purpose;
} LABELS[] = {
	{ "bounce", PURPOSE_RETURN_PATH },
	{ "bounces", PURPOSE_RETURN_PATH },
	{ "bnc", PURPOSE_RETURN_PATH },
	{ "pm-bounces", PURPOSE_RETURN_PATH },
	{ "em", PURPOSE_RETURN_PATH },
	{ "return", PURPOSE_RETURN_PATH },
	{ "rp", PURPOSE_RETURN_PATH },
	{ "fe-bounces", PURPOSE_RETURN_PATH },
	{ "lm-bounces", PURPOSE_RETURN_PATH },
	{ "mailfrom", PURPOSE_RETURN_PATH },
	{ "envelope", PURPOSE_RETURN_PATH },
	{ "click", PURPOSE_TRACKING },
	{ "clicks", PURPOSE_TRACKING },
	{ "track", PURPOSE_TRACKING },
	{ "tracking", PURPOSE_TRACKING },
	{ "link", PURPOSE_TRACKING },
	{ "links", PURPOSE_TRACKING },
	{ "url", PURPOSE_TRACKING },
	{ "trk", PURPOSE_TRACKING },
	{ "klik", PURPOSE_TRACKING },
};

/* Where links go through, whole names. */
static const char *const TRACKING_HOSTS[] = { "mailgun.org", "eu.mailgun.org" };

static const char *const BOUNCE_HOSTS[] = {
	".amazonses.com",     ".mtasv.net",     ".smtp2go.net",
	".sparkpostmail.com", "mailersend.net",
};

static bool ends_nocase(const char *text, const char *end)
{
	size_t len = strlen(text), n = strlen(end);

	return len >= n && strcasecmp(text + len - n, end) == 0;
}

static bool has_nocase(const char *text, const char *word)
{
	return strcasestr(text, word) != NULL;
}

static enum purpose guess_by_label(const char *name)
{
	size_t len = strcspn(name, ".");

	while (len > 0 && name[len - 1] >= '0' && name[len - 1] <= '9')
		len--;
	for (size_t i = 0; i < COUNT_OF(LABELS); i++) {
		if (strlen(LABELS[i].label) == len &&
		    strncasecmp(name, LABELS[i].label, len) == 0)
			return LABELS[i].purpose;
	}
	return PURPOSE_OTHER;
}

static enum purpose guess_by_target(const char *name, const char *target)
{
	enum purpose by_label = guess_by_label(name);

	for (size_t i = 0; i < COUNT_OF(TRACKING_HOSTS); i++) {
		if (strcasecmp(target, TRACKING_HOSTS[i]) == 0)
			return PURPOSE_TRACKING;
	}
	if (by_label != PURPOSE_OTHER)
		return by_label;
	for (size_t i = 0; i < COUNT_OF(BOUNCE_HOSTS); i++) {
		if (ends_nocase(target, BOUNCE_HOSTS[i]))
			return PURPOSE_RETURN_PATH;
	}
	return PURPOSE_OTHER;
}

/* A token with "verif" in its key, or a key that says domain and code. */
static bool looks_like_verification(const char *value)
{
	return has_nocase(value, "verif") || has_nocase(value, "-code:") ||
	       strncasecmp(value, "MS=", 3) == 0 ||
	       has_nocase(value, "site-ownership") ||
	       strncasecmp(value, "apple-domain=", 13) == 0;
}

/* One word that says nothing to people: it can only prove something. */
static bool is_token(const char *value)
{
	size_t len = strlen(value), digits = 0;

	for (size_t i = 0; i < len; i++) {
		if (!isalnum((unsigned char)value[i]) &&
		    !strchr("-_+/=", value[i]))
			return false;
		digits += isdigit((unsigned char)value[i]) != 0;
	}
	return len >= 16 && digits >= 2;
}

static enum purpose guess_text(const char *name, const char *value)
{
	if (strncasecmp(value, "v=spf1", 6) == 0)
		return PURPOSE_SPF;
	if (strncasecmp(value, "v=DMARC", 7) == 0)
		return PURPOSE_DMARC;
	if (has_nocase(name, "_domainkey") ||
	    strncasecmp(value, "v=DKIM1", 7) == 0 ||
	    ((strncasecmp(value, "k=rsa", 5) == 0 ||
	      strncasecmp(value, "k=ed25519", 9) == 0) &&
	     has_nocase(value, "p=")))
		return PURPOSE_DKIM;
	if (strncasecmp(name, "_dmarc", 6) == 0)
		return PURPOSE_DMARC;
	return looks_like_verification(value) || is_token(value)
		       ? PURPOSE_VERIFICATION
		       : PURPOSE_OTHER;
}

enum purpose purpose_guess(enum rr type, const char *name, const char *value)
{
	switch (type) {
	case RR_SPF:
		return PURPOSE_SPF;
	case RR_TXT:
		return guess_text(name, value);
	case RR_NS:
		return PURPOSE_DELEGATION;
	case RR_MX:
		/* Feedback hosts take bounces; any other MX is for real
		 * mail. */
		return strncasecmp(value, "feedback", 8) == 0
			       ? PURPOSE_RETURN_PATH
			       : PURPOSE_MX;
	case RR_CNAME:
		if (has_nocase(name, "_domainkey") ||
		    has_nocase(value, "._domainkey."))
			return PURPOSE_DKIM;
		if (strncasecmp(name, "_dmarc", 6) == 0)
			return PURPOSE_DMARC;
		return guess_by_target(name, value);
	default:
		return PURPOSE_OTHER;
	}
}
