/* A verdict for a person: like a good colleague's summary, at most one screen.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_VERDICT_PRINT_H
#define ZEGEL_COMMANDS_VERDICT_PRINT_H

#include "commands/page.h"
#include "text/finding_text.h"

/* What is right, what is wrong, what to do. services may be NULL. */
void verdict_print(struct page *page, const struct verdict *v,
		   const struct service_list *services);

/* One domain of many: what explains the most, and how much more there is. */
void verdict_print_line(struct page *page, const struct verdict *v,
			const struct service_list *services);

/* The line above all that is said of one domain, with the outcome's sign. */
void verdict_print_head(struct page *page, enum outcome outcome,
			const char *sentence);

/* The error that explains the most, or NULL. */
const struct finding *verdict_gravest(const struct verdict *v);

/* Every warning and error, with what to do. */
void verdict_print_findings(struct page *page, const struct findings *findings,
			    const struct finding_context *context);

/* True when somebody made a mistake with it; what is waited for, or gave
 * no answer, is told by its row alone. */
bool verdict_is_mistaken(const struct record_verdict *r);

/* The records that are mistaken, with what to do: said once for those that went
 * wrong alike. Returns how many did not find a place. */
size_t verdict_print_wrong(struct page *page, const struct verdict *v,
			   const struct finding_context *context);

/* One line about one record, as it stands in that summary. */
void verdict_print_record(struct page *page, const struct verdict *v,
			  const struct record_verdict *r);

#endif
