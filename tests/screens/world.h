/* A world for the screens: a wizard, the real catalogue, and verdicts on
 * voorbeeld.nl as core would give them, one for each stage of the story.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TESTS_WORLD_H
#define ZEGEL_TESTS_WORLD_H

#include "screens/flow.h"

enum stage {
	STAGE_NOTHING,  /* nothing was looked at */
	STAGE_PRESENT,  /* what the domain has, before any service */
	STAGE_PLANNED,  /* SpinOffice: SPF to change, three keys to add */
	STAGE_STRATO,   /* the same at STRATO, whose form is another */
	STAGE_UNFORMED, /* the same at one of two hosts, which is not told */
	STAGE_WRONG,    /* SPF done, one key right, one under a doubled name */
	STAGE_PARTIAL,  /* some name servers have it, one record no answer */
	STAGE_MANY,     /* two SPF records, a long key, an MX, a valid DMARC */
	STAGE_GREEN,
	STAGE_SILENT,    /* nobody answers */
	STAGE_LOST,      /* nobody answers any more; one key was right */
	STAGE_CLOSED,    /* as PLANNED, by the resolver: port 53 is closed */
	STAGE_NO_DOMAIN, /* the domain does not exist */
	STAGE_COUNT
};

struct world {
	struct wizard wizard;
	struct flow flow;
	struct verdict verdict;
	enum stage when_typed; /* what is seen once voorbeeld.nl is typed */
	bool left;             /* the wizard was left */
	char *saved;           /* what was written into a file */
	char *written;         /* its path, where that was typed */
	int64_t now_ms;
	int looks;                 /* how often "look now" was asked for */
	char looked_at[NAME_SIZE]; /* the domain being looked at */
	size_t known;              /* how many domains are known */
	bool forgotten;            /* the second one of them */
	bool known_fails;          /* they cannot be read */
	struct proof *proof;       /* of a message that was pasted */
	int doh_uses;              /* how often HTTPS was agreed to */
};

/* The clock stands still at 14:20:00 UTC on 23 November 2026. */
void world_init(struct world *world);
void world_free(struct world *world);

/* Makes the verdict of this stage the wizard's. */
void world_set_stage(struct world *world, enum stage stage);

/* Lets time pass, and the screen notice it. */
void world_pass(struct world *world, int64_t ms);

/* Puts the domain and the service (NULL: none) in, and stands at place. */
void world_stand_at(struct world *world, enum place place, const char *service);

/* Somebody else edits the DNS: looks at the pace of core/poll.h for that. */
void world_look_slowly(struct world *world);

#endif
