/* A proof in words: what became of the message, what to do, and the facts that
 * say so (core/proof.h).
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_PROOF_H
#define ZEGEL_TEXT_PROOF_H

#include "core/proof.h"

/* One sentence: why it is fine, or why it is not. */
void proof_add_sentence(struct str *out, const struct proof *p);

/* What to do, in a sentence or two; nothing where nothing is to be done. */
void proof_add_fix(struct str *out, const struct proof *p);

struct proof_row {
	const char *label;      /* translated: "SPF" */
	enum proof_grade grade; /* INPUT: a mere fact */
	struct str text;
};

/* The facts, one after the other: index from 0; false behind the last. The
 * caller frees out->text. */
bool proof_row(const struct proof *p, size_t index, struct proof_row *out);

/* How to get at the header: the mail program, and three lines; false behind the
 * last. All translated. */
enum { HEADER_GUIDE_LINES = 3 };
bool header_guide(size_t index, const char **program,
		  const char *lines[HEADER_GUIDE_LINES]);

/* What the guides are for, in a sentence. */
const char *header_guide_intro(void);

#endif
