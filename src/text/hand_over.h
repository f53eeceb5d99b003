/* The instruction for whoever manages the DNS: as a mail, as lines for a chat,
 * as a web page. In the language in use.
 *
 * Everything is complete in itself: whoever gets it has neither zegel nor this
 * screen. Values come from the DNS and from pastes: the page escapes them all
 * and its policy (CSP) lets nothing run or load but what it was made with.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_HAND_OVER_H
#define ZEGEL_TEXT_HAND_OVER_H

#include "catalog/host.h"
#include "core/plan.h"

struct hand_over {
	const struct plan *plan;
	const char *domain; /* canonical */
	const char *zone;
	const struct dns_host *form; /* whose form it is written for, or NULL */
	const char *programs; /* "SpinOffice CRM, Mailchimp"; "": not known */
	time_t now;
};

/* "DNS of voorbeeld.nl: 1 record to change and 3 records to add" */
void hand_over_add_subject(struct str *out, const struct hand_over *h);

/* The body. A paragraph is one line, so that the mail program wraps it; a value
 * never has a line break in it. */
void hand_over_add_mail(struct str *out, const struct hand_over *h);

/* "Subject: ...", an empty line, the body. */
void hand_over_add_letter(struct str *out, const struct hand_over *h);

/* Kind, type, name and value, each on a line of its own and an empty line
 * between records; names and values as the form wants them. */
void hand_over_add_chat(struct str *out, const struct hand_over *h);

/* A whole HTML document that needs nothing else: no network, no script to work
 * (with one its buttons copy). */
void hand_over_add_page(struct str *out, const struct hand_over *h);

/* The sentences that mail and page share; one line each. */
void hand_over_add_request(struct str *out, const struct hand_over *h);
/* What CHANGE and REMOVE mean, where there are such, and that all else stays.
 */
void hand_over_add_rules(struct str *out, const struct plan *plan);
/* What no answer came about; nothing when all is known. */
void hand_over_add_unknown(struct str *out, const struct plan *plan);

/* The longest document that is made; a longer plan is not whole, and
 * out->overflow tells. */
#define HAND_OVER_MAX ((size_t)4 << 20)

#endif
