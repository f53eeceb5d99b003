/* What changed between two looks, for somebody who reads along line by line.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_VERDICT_NEWS_H
#define ZEGEL_COMMANDS_VERDICT_NEWS_H

#include "commands/options.h"
#include "core/check.h"

struct verdict_news {
	char *told; /* how everything stood when it was last told, or NULL */
};

/* True when something differs from what was told last; then it is that. */
bool verdict_news_take(struct verdict_news *news, const struct verdict *v,
		       char **before);

/* Prints a line, with the time, for each record that is not as in before (NULL:
 * for every one); with findings also what is wrong with it, and what to do. */
void verdict_news_print(const struct verdict *v, const char *before,
			bool with_findings, const struct options *options);

void verdict_news_free(struct verdict_news *news);

#endif
