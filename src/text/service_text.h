/* A service's facts in words: what it asks, where its values are, what each way
 * costs, what is left to do. Facts come from catalog/service.h; menu words of
 * the service are its own and stay untranslated.
 *
 * Each function adds one or more whole sentences, or nothing when there is
 * nothing to say. What stands behind a newline is an address, to be shown
 * whole.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_SERVICE_H
#define ZEGEL_TEXT_SERVICE_H

#include "catalog/service.h"
#include "core/choices.h"

/* What it is, for a list: "invoicing", "newsletters from your own site".
 * Translated, borrowed. */
const char *service_kind_words(const struct service *s);

/* Does word fit the service (as service_matches() says), or its kind? */
int service_fits(const struct service *s, const char *word);

/* For when nothing fits: is word nearly its name or its kind, or how that
 * begins? */
int service_comes_near(const struct service *s, const char *word);

/* How sure a fact is: "stated by the program's maker". Translated, borrowed. */
const char *service_evidence_words(enum evidence e);

/* How sure it is what stands there about it. */
void service_add_certainty(struct str *out, const struct service *s);

/* Which programs it is easily taken for ("boekhouden.nl is another program than
 * e-Boekhouden.nl."). */
void service_add_others(struct str *out, const struct service *s);

/* That it wants a DMARC record, whichever. */
void service_add_dmarc(struct str *out, const struct service *s);

/* One of its sources, with the words of the list translated. */
void service_add_source(struct str *out, const char *source);

/* The names of the services chosen, "SpinOffice CRM, Mailchimp". */
void service_add_names(struct str *out, const struct service_list *services,
		       const struct choices *choices);

/* What it asks beforehand ("SpinOffice CRM needs Pro for DKIM."). */
void service_add_asks(struct str *out, const struct service *s);

/* The clicks that bring its values up. */
void service_add_clicks(struct str *out, const struct service *s,
			const char *domain);

/* What gives them as a file. */
void service_add_file(struct str *out, const struct service *s);

/* How many records of which type to expect: "onFact gives 3 CNAME records." */
void service_add_expected(struct str *out, const struct service *s);

/* The same, and how many were pasted, where that is known and differs. */
void service_add_pasted(struct str *out, const struct service *s,
			size_t pasted);

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

/* Where the way is switched on, if that is known. */
void service_add_way_clicks(struct str *out, const struct service *s,
			    const struct service_way *way);

/* One finish step as a sentence, and one more where it was not looked up; false
 * when there is none with this number. */
bool service_add_finish(struct str *out, const struct service *s,
			const char *domain, size_t index);

#endif
