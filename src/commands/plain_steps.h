/* Inside commands/plain*: what a step asks and what it makes of an answer.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_PLAIN_STEPS_H
#define ZEGEL_COMMANDS_PLAIN_STEPS_H

#include "commands/page.h"
#include "commands/session.h"
#include "commands/verdict_news.h"

enum { PLAIN_OFFERS = 20, PLAIN_WAYS = 8 };

/* One run of the wizard line by line. */
struct plain {
	struct command_context *context;
	struct session *session;
	struct wizard *wizard;    /* of the session */
	struct timer *patience;   /* how long to wait before asking */
	bool is_patient;          /* it has not run out */
	bool over;                /* nothing more is asked */
	bool input_ended;         /* no more answers will come */
	bool presented;           /* what the domain has now was told */
	bool is_fetching;         /* a service's API is being asked */
	bool is_pasting;          /* lines are part of a paste */
	bool letter_shown;        /* the mail to a program's support */
	struct str pasted;        /* so far */
	struct verdict_news news; /* what was told while waiting */
	/* the numbers that stand for something, from 1 */
	const struct service *offers[PLAIN_OFFERS];
	struct service_way ways[PLAIN_WAYS];
	size_t offer_count;
};

struct plain_step {
	/* May the question be asked now? NULL: at once. */
	bool (*is_ready)(struct plain *p);
	/* Says what is known, and asks. */
	void (*ask)(struct plain *p);
	/* Takes an answer; false: it was none. A step that stays asks anew
	 * unless it sets *again to false. */
	bool (*answer)(struct plain *p, const char *line, bool *again);
	/* The verdict changed while it is asking; NULL: that is no matter. */
	void (*changed)(struct plain *p);
	const char *help; /* msgid */
};

extern const struct plain_step plain_domain, plain_service, plain_way,
	plain_values, plain_variables, plain_records, plain_waiting, plain_done;

/* Says that the service of this step can be asked; asks for the key and then
 * the service (false: there is none to ask). */
void plain_api_offer(struct plain *p);
bool plain_api_ask(struct plain *p);

/* True once when the answer has come; what has to be said of it was said. */
bool plain_api_answered(struct plain *p);

/* What is left to do with the programs; false: the line is none of its keys. */
void plain_finish_say(struct plain *p);
bool plain_finish_answer(struct plain *p, const char *line);

/* Prints one paragraph, wrapped; a line of a list. */
void plain_say(struct plain *p, const char *text);
void plain_say_item(struct plain *p, const char *label, const char *text);

/* The number that the line is, from 1 to max; 0: it is none. */
size_t plain_number(const char *line, size_t max);

/* Has the person waited long enough for what would be nice to know? */
bool plain_waited(struct plain *p);

#endif
