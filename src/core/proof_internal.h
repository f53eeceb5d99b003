/* What the files of the proof share.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_PROOF_INTERNAL_H
#define ZEGEL_CORE_PROOF_INTERNAL_H

#include "core/proof.h"

/* Reads the signatures and looks at the body, once. */
void proof_read_signatures(struct proof *p);

/* Looks for the keys and checks with them; true while answers are missing. */
bool proof_judge_signatures(struct proof *p, const struct proof_world *world);

/* Is it proven for the From domain by this signature, as DMARC wants it? */
bool proof_signature_fits(const struct proof *p,
			  const struct proof_signature *s);

/* The receiver said that it passed, and it is for the From domain. */
bool proof_spf_passed(const struct proof *p);
bool proof_dkim_passed(const struct proof *p);

/* The same by what the DNS says now. */
bool proof_spf_passes_now(const struct proof *p);
bool proof_dkim_passes_now(const struct proof *p);

#endif
