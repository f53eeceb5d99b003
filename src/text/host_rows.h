/* Inside text/: the rows that the sentences about DNS hosts stand in. Letters
 * stand for facts of a host: H its name, Z the zone, C how many characters its
 * TXT field takes, S its smallest TTL, B the button that saves.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_HOST_ROWS_H
#define ZEGEL_TEXT_HOST_ROWS_H

#include "catalog/host.h"

struct advice_text {
	const char *letters;
	const char *text;
};

/* What is said in the place of an advice whose fact was not checked. */
struct unchecked_text {
	enum host_advice advice;
	enum host_fact fact;
	struct advice_text text;
};

struct fact_text {
	enum host_fact fact;
	const char *text; /* a msgid, for a list */
};

extern const struct advice_text HOST_ADVICE_TEXTS[HOST_ADVICE_COUNT];
extern const struct unchecked_text HOST_UNCHECKED_TEXTS[];
extern const size_t HOST_UNCHECKED_TEXT_COUNT;
extern const struct fact_text HOST_FACT_TEXTS[];
extern const size_t HOST_FACT_TEXT_COUNT;

#endif
