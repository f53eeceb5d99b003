/* SPDX-License-Identifier: MIT */
#include "catalog/way_cost.h"

#include <string.h>

#include "catalog/service_words.h"

/* Through an alias or with the service's own address, SPF, DKIM and DMARC are
 * those of the service's domain, and hold. An alias is one customer's; the
 * service's own address is everybody's, with what they send. */
static const enum way_value costs[][WAY_ASPECTS] = {
	[WAY_DNS] = { VALUE_YOUR_ADDRESS, VALUE_TO_YOU, VALUE_LOW, VALUE_DNS },
	[WAY_OWN_SMTP] = { VALUE_YOUR_ADDRESS, VALUE_TO_YOU, VALUE_LOW,
			   VALUE_SERVER },
	[WAY_ALIAS] = { VALUE_ITS_ADDRESS, VALUE_PASSED_ON, VALUE_LOW,
			VALUE_SETTING },
	[WAY_GLOBAL] = { VALUE_ITS_ADDRESS, VALUE_TO_YOU, VALUE_SOME,
			 VALUE_SETTING },
	[WAY_MAILBOX] = { VALUE_YOUR_ADDRESS, VALUE_TO_YOU, VALUE_LOW,
			  VALUE_SIGN_IN },
	[WAY_THROUGH] = { VALUE_YOUR_ADDRESS, VALUE_TO_YOU, VALUE_LOW,
			  VALUE_ACCOUNT },
};

const char *const WAY_ASPECT_NAMES[WAY_ASPECTS] = {
	[WAY_SENDER] = "sender",
	[WAY_REPLIES] = "replies",
	[WAY_SPAM] = "spam_risk",
	[WAY_WORK] = "work",
};

const char *const WAY_VALUE_NAMES[WAY_VALUES] = {
	[VALUE_YOUR_ADDRESS] = "own", [VALUE_ITS_ADDRESS] = "service",
	[VALUE_TO_YOU] = "direct",    [VALUE_PASSED_ON] = "forwarded",
	[VALUE_LOW] = "low",          [VALUE_SOME] = "some",
	[VALUE_DNS] = "dns",          [VALUE_SERVER] = "server",
	[VALUE_SETTING] = "setting",  [VALUE_SIGN_IN] = "sign-in",
	[VALUE_ACCOUNT] = "account",
};

enum way_value way_cost(enum way_kind kind, enum way_aspect aspect)
{
	return costs[kind][aspect];
}

bool way_from_name(const char *text, enum way_kind *out)
{
	for (size_t i = 0; i < SERVICE_WAY_COUNT; i++) {
		if (strcmp(SERVICE_WAY_NAMES[i], text) != 0)
			continue;
		*out = (enum way_kind)i;
		return true;
	}
	return false;
}
