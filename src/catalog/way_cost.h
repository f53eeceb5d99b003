/* What each way of sending costs the customer, whatever the service: which
 * sender is seen, where answers go, how easily it is taken for spam, and what
 * has to be done. Codes; src/text/way_text has the words.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_WAY_COST_H
#define ZEGEL_CATALOG_WAY_COST_H

#include "catalog/service.h"

enum way_aspect {
	WAY_SENDER,
	WAY_REPLIES,
	WAY_SPAM,
	WAY_WORK,
	WAY_ASPECTS,
};

enum way_value {
	VALUE_YOUR_ADDRESS, /* the sender is the customer's own */
	VALUE_ITS_ADDRESS,  /* the service's */
	VALUE_TO_YOU,       /* answers go to the customer at once */
	VALUE_PASSED_ON,    /* the service passes them on */
	VALUE_LOW,          /* the domain that is seen speaks for it */
	VALUE_SOME,         /* under a name that others send under, too */
	VALUE_DNS,          /* records, once */
	VALUE_SERVER,       /* server, user and password in the program */
	VALUE_SETTING,      /* one setting in the program */
	VALUE_SIGN_IN,      /* sign in to the mailbox, once */
	VALUE_ACCOUNT,      /* another program's account, and its records */
	WAY_VALUES,
};

enum way_value way_cost(enum way_kind kind, enum way_aspect aspect);

/* The words for machines: "sender", "own". */
extern const char *const WAY_ASPECT_NAMES[WAY_ASPECTS];
extern const char *const WAY_VALUE_NAMES[WAY_VALUES];

/* Reads "own-smtp". */
bool way_from_name(const char *text, enum way_kind *out);

#endif
