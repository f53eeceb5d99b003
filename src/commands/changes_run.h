/* One run of zegel check that tells what turned: every verdict is held against
 * what each channel told last, and at the end each tells its own. What was told
 * is kept only then, so that nothing is lost when telling fails.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_CHANGES_RUN_H
#define ZEGEL_COMMANDS_CHANGES_RUN_H

#include "commands/changes.h"

struct changes_run;

/* Does the command line want any channel? */
bool changes_are_wanted(const struct options *options);

/* The store of the context has to be open. */
struct changes_run *changes_run_new(struct command_context *context);

/* What is known of the domain until now is where its turning begins, for a
 * channel that told nothing about it yet. To be called before the store is told
 * the new verdict. The status of what went wrong, which was said. */
int changes_run_expect(struct changes_run *run, const struct choices *choices);

/* What is known by having told it, where no past is kept. Likewise. */
int changes_run_recall(struct changes_run *run, const struct choices *choices,
		       struct past *past);

/* Takes a complete verdict (without what is ignored) in. Likewise. */
int changes_run_add(struct changes_run *run, const struct choices *choices,
		    const struct verdict *verdict);

/* Tells, keeps what was told and frees it: the gravest status of what the
 * output was to tell, and of what went wrong. */
int changes_run_end(struct changes_run *run);

#endif
