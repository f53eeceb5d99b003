/* What is left to do with a program once the records are there: the mail to its
 * support, and what somebody has to be reminded of.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_FINISH_H
#define ZEGEL_TEXT_FINISH_H

#include "catalog/service.h"
#include "core/reminder.h"

/* A mail that is ready to be sent, in the language in use. */
struct finish_letter {
	const struct service *service; /* borrowed */
	const char *to;                /* borrowed; NULL: not known */
	char *subject;
	char *text;   /* lines end in LF */
	char *mailto; /* the same as a link */
};

/* The domains that a letter is about, each once (canonical). */
struct finish_domains {
	char **items;
	size_t count;
	size_t cap;
};

/* Adds one to the struct finish_domains; true: to be told of more. */
bool finish_domains_add(void *domains, const char *domain);
void finish_domains_free(struct finish_domains *domains);

/* The first program whose support wants to be told, or NULL. */
const struct service *
finish_letter_service(const struct choices *choices,
		      const struct service_list *services);

/* To the support of service, about at least one domain. Free it with
 * finish_letter_free(). */
struct finish_letter finish_letter_make(const struct service *service,
					const struct finish_domains *domains);
void finish_letter_free(struct finish_letter *letter);

/* Adds where the letter goes: the address, or that it is not known and where
 * the service says how to reach it (the address of that page stands behind a
 * newline). */
void finish_add_to(struct str *out, const struct finish_letter *letter);

/* Adds one sentence; the reminder is open. */
void finish_add_reminder(struct str *out, const struct reminder *reminder,
			 const struct service_list *services, time_t now);

#endif
