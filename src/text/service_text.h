/* A service's facts in words: what it asks, where its values are, what each way
 * costs, what is left to do. Facts come from catalog/service.h; menu words of
 * the service are its own and stay untranslated.
 *
 * Each function adds one or more whole sentences, or nothing when there is
 * nothing to say.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_SERVICE_H
#define ZEGEL_TEXT_SERVICE_H

#include "catalog/service.h"

/* "invoicing", "newsletters", ...: for a list. Translated, borrowed. */
const char *service_category_words(enum service_category c);

/* What it asks beforehand ("SpinOffice CRM needs Pro for DKIM."). */
void service_add_asks(struct str *out, const struct service *s);

/* The clicks that bring its values up. */
void service_add_clicks(struct str *out, const struct service *s,
			const char *domain);

/* How many records of which type to expect: "onFact gives 3 CNAME records." */
void service_add_expected(struct str *out, const struct service *s);

/* What happens until the records are right. */
void service_add_meanwhile(struct str *out, const struct service *s);

/* How long the service itself says it takes, and why zegel sees it earlier. */
void service_add_delay(struct str *out, const struct service *s);

/* What is peculiar to its records (bits of enum service_traps), one sentence
 * each. */
void service_add_traps(struct str *out, const struct service *s);

/* The way in a few words ("Your own mail server"), and what it costs the
 * customer. */
const char *way_words(enum way_kind kind); /* translated, borrowed */
void service_add_way(struct str *out, const struct service *s,
		     const struct service_way *way,
		     const struct service_list *services);

/* One finish step as a sentence; false when there is none with this number. */
bool service_add_finish(struct str *out, const struct service *s,
			const char *domain, size_t index);

#endif
