/* The sentences of a proof, for proof_text.c to fill in. Each is a msgid, and
 * what its %1$s, %2$s, ... are:
 *   a the sender's domain      i the address of the server
 *   e the domain of the SPF    n the server's name, else its address
 *   d the signature's domain   k where its key stands
 *   s its selector             t the tag that is wrong
 *   v the program              x who refused it
 *   o a mailbox provider       g the domain that was asked about
 *   b the name that it is proven for
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_PROOF_SENTENCES_H
#define ZEGEL_TEXT_PROOF_SENTENCES_H

#include "core/proof.h"

struct proof_sentence {
	const char *text; /* NULL: nothing to say */
	const char *facts;
};

struct proof_pair {
	struct proof_sentence seen, fix;
};

#define SET_UP_DKIM                                                            \
	N_("Set up DKIM for %1$s in %2$s: it then signs with that name.")

/* What is said of a cause, and of a conclusion (static). */
const struct proof_pair *bounce_pair_of(enum bounce_cause cause);
const struct proof_pair *proof_pair_of(const struct proof *p);

#endif
