/* One domain that a command looks at: what is known and chosen of it, the look,
 * and what is kept afterwards.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_JOB_H
#define ZEGEL_COMMANDS_JOB_H

#include "commands/command.h"
#include "commands/polite.h"

/* How it looks: once at what is wanted, once at what is there only and who the
 * DNS host says it is, or again and again. */
enum job_mode { JOB_ONCE, JOB_HOST, JOB_WATCH };

struct job {
	struct command_context *context;
	struct wizard wizard; /* choices and past */
	bool is_known;        /* from the store */
	bool is_other;   /* the command line chose otherwise than the store */
	bool is_fetched; /* its values came from the program's API (--fetch) */
	bool is_done;    /* a complete verdict is there */
	struct look *look;
	const struct polite *polite; /* one of many at a time; NULL: alone */
	enum job_mode mode;
	void (*changed)(struct job *job, const struct verdict *verdict);
	void *ctx; /* of whoever set changed */
};

/* A job about this domain with nothing known and nothing chosen. */
void job_begin(struct job *job, struct command_context *context,
	       const char *domain);

/* Loads what is known of the domain and puts what the command line chose on
 * top. The status of what went wrong, which has been said; else COMMAND_OK. The
 * job must not move while it looks. Free it in any case. */
int job_open(struct job *job, struct command_context *context,
	     const char *domain);

/* The same for a command that is about what is remembered of the domain that
 * word names: it takes no --zone and no --fetch, and needs the store. */
int job_open_known(struct job *job, struct command_context *context,
		   const char *word);
void job_free(struct job *job);

/* Begins to look; the loop is stopped when a look is complete. */
void job_look(struct job *job, bool use_authority, enum job_mode mode);

/* Looks, and waits until the first look is complete. */
const struct verdict *job_wait(struct job *job, bool use_authority,
			       enum job_mode mode);

/* Keeps verdict and past. COMMAND_FAILED when that cannot be done; it has been
 * said. */
int job_keep(struct job *job, const struct verdict *verdict);

/* The exit status of a verdict. */
int job_status(const struct verdict *verdict);

#endif
