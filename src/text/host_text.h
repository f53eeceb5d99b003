/* A DNS host's form in words: what its fields are called, what is peculiar to
 * it, where in its panel the records are.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_HOST_H
#define ZEGEL_TEXT_HOST_H

#include "catalog/host.h"
#include "base/str.h"

/* What the form calls its fields, else our own words; borrowed. */
const char *host_name_word(const struct dns_host *h);
const char *host_value_word(const struct dns_host *h,
			    enum rr type); /* "Target" for a CNAME */

/* "at TransIP", "at your DNS host"; in front of a verb: "TransIP", "Your DNS
 * host"; whom to ask: "TransIP", "your DNS host". Borrowed from h or
 * translated; host_add_at() adds. h may be NULL. */
void host_add_at(struct str *out, const struct dns_host *h);
const char *host_as_subject(const struct dns_host *h);
const char *host_as_object(const struct dns_host *h);

/* The path through its panel in the language in use or, when that is not known,
 * in another; NULL when none is known. Borrowed. */
const char *host_path(const struct dns_host *h);

/* The same with › between its steps, and the domain where the path has it;
 * nothing when none is known. */
void host_add_path(struct str *out, const struct dns_host *h,
		   const char *domain);

/* What to type in the name field: as host_name_in_form(), or in words that the
 * field stays empty. */
void host_add_name(struct str *out, const struct dns_host *h, const char *name,
		   const char *zone);

/* The sentence about one advice; zone is put in where the sentence names it.
 * What was not checked is worded so. */
void host_add_advice(struct str *out, const struct dns_host *h,
		     enum host_advice advice, const char *zone);

/* What was not checked of the form of a record (bits of host_unchecked()), and
 * to compare it with a row that works: stands for HOST_ADVICE_COMPARE. */
void host_add_compare(struct str *out, const struct dns_host *h,
		      unsigned unchecked);

/* What its own mailboxes need in the SPF record, or that it is not known. */
void host_add_own_spf(struct str *out, const struct dns_host *h);

/* What is normal for this host: "At Combell a new record shows after 4 hours."
 * Nothing when that is not known. */
void host_add_delay(struct str *out, const struct dns_host *h);

/* That nobody can look whether a record stands at this company. */
void host_add_not_asked(struct str *out, const struct dns_host *h);

#endif
