/* The customer's choices and where we are: the single truth that screens,
 * commands and the store share. No curses, no words, no network.
 *
 * Screens read it, and change it through the functions below; what has to
 * happen in the world (look, save) is done by the actions that main.c puts in.
 * It owns all but the verdict and the actions' context.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_WIZARD_H
#define ZEGEL_CORE_WIZARD_H

#include "base/secret.h"
#include "core/check.h"
#include "core/choices.h"
#include "core/fetch_result.h"
#include "core/known.h"
#include "core/past.h"
#include "core/reminder.h"
#include "core/server_form.h"

/* Where the customer is. The five steps that are shown are fewer: step_of(). */
enum place {
	PLACE_DOMAIN,
	PLACE_SERVICE,
	PLACE_WAY,
	PLACE_VALUES,
	PLACE_RECORDS,
	PLACE_WAITING,
	PLACE_DONE,
	PLACE_COUNT
};

enum step {
	STEP_DOMAIN,
	STEP_PROGRAM,
	STEP_RECORDS,
	STEP_WAITING,
	STEP_DONE,
	STEP_COUNT
};

enum access { /* "Can you log in at TransIP yourself?" */
	      ACCESS_NOT_ASKED,
	      ACCESS_MYSELF,
	      ACCESS_SOMEBODY_ELSE,
	      ACCESS_UNKNOWN,
};

struct tick { /* "entered", per record */
	char *name;
	enum rr type;
};

/* Looks at a message that was pasted; what is known of it stands in
 * wizard->proof. Without a text: forgets it. */
struct wizard_message {
	void *ctx;
	void (*judge)(void *ctx, const char *text, size_t len);
};

/* What main.c does for the screens. Any may be NULL. */
struct wizard_actions {
	void *ctx;
	/* The domain was typed or changed (also while typing, when it is
	 * valid): look what it has now. "" stops looking. */
	void (*domain_changed)(void *ctx, const char *domain);
	/* The domain is chosen: loads what is known of it into the wizard.
	 * Returns true when it was known (the wizard then stands where it
	 * was). */
	bool (*domain_chosen)(void *ctx);
	void (*choices_changed)(void *ctx); /* services, ways, values */
	void (*look_now)(void *ctx);
	void (*save)(void *ctx);
	/* Writes text into a new file of this extension ("txt") that is named
	 * after the domain. Its path, for the caller to free; NULL: no. */
	char *(*save_file)(void *ctx, const char *extension, const char *text);
	/* Writes text into the file that somebody typed the name of; over
	 * another (ERR_EXISTS) only with replace. *path, to be freed, is its
	 * whole name, also with an error. */
	enum err (*write_file)(void *ctx, const char *typed, const char *text,
			       bool replace, char **path);
	void (*leave)(void *ctx);
	/* The overview: every known domain; false when they cannot be read. */
	bool (*each_known)(void *ctx, known_domain_fn *each, void *to);
	/* Looks once at another known domain, and keeps what it sees;
	 * wizard->checking is its name meanwhile. */
	void (*check_known)(void *ctx, const char *domain);
	bool (*forget_known)(void *ctx, const char *domain);
	/* Asks a service's API; the answer stands in wizard->asked, records
	 * that came in values_text as if they were pasted. The key is used
	 * within the call and by the question alone. */
	void (*ask_api)(void *ctx, const struct api *api, bool verify,
			const struct secret *key);
	void (*drop_api)(void *ctx); /* stops, and forgets the answer */
	struct wizard_message message;
	/* Asks the resolver at this URL over HTTPS from now on, and looks
	 * anew. */
	void (*use_doh)(void *ctx, const char *url);
	/* Every domain that this service's support is still to be told of;
	 * false when they cannot be read. */
	bool (*each_ready)(void *ctx, const char *service,
			   bool (*each)(void *to, const char *domain),
			   void *to);
	/* What this service wanted was done: no reminding any more. of_all:
	 * nor of a mail about the other domains that are ready. */
	void (*end_reminders)(void *ctx, const char *service, bool of_all);
	struct server_actions server;
};

/* What a service's API was asked last. All borrowed. */
struct wizard_asked {
	const struct api *api; /* NULL: none was */
	bool verify;           /* its own check, not the records */
	bool is_busy;
	const struct fetch_result *result; /* NULL: not yet */
};

struct wizard {
	struct choices choices;
	struct past past;
	enum place place;
	enum access access;
	struct tick *ticks;
	size_t tick_count;
	size_t tick_cap;
	/* what was pasted for the service in hand, cleaned */
	char *values_text;
	/* index in choices.items, at PLACE_WAY and _VALUES */
	size_t in_hand;
	/* where another way was asked for, and back leads to; PLACE_DOMAIN:
	 * nowhere */
	enum place came_from;
	/* --service: the question is passed by the first time */
	bool service_given;
	bool private_mode;  /* --private */
	bool doh_answered;  /* wizard_doh_offer() was said yes or no to */
	bool nightly;       /* a timer looks at the known domains */
	bool known;         /* the domain was known from an earlier run */
	time_t since;       /* when waiting began; 0: not yet */
	time_t handed_over; /* when somebody else was asked to do it; 0: not */
	time_t green_since; /* 0: not green */
	struct catalog *catalog; /* borrowed */
	/* the latest, borrowed; NULL: none yet */
	const struct verdict *verdict;
	/* the known domain that is looked at for the overview, or NULL;
	 * borrowed */
	const char *checking;
	struct wizard_asked asked;
	/* those of the domain that are open; borrowed */
	const struct reminder *reminders;
	size_t reminder_count;
	struct wizard_server server;
	const struct proof *proof; /* of a pasted message, or NULL; borrowed */
	bool proof_is_busy;        /* answers are still to come */
	/* clock_ms() of the next look; 0: under way, -1: none */
	int64_t next_look_ms;
	int64_t look_interval_ms; /* from one look to the next; 0: not known */
	/* the program (or the computer) stood still: for so long, until then */
	int64_t slept_s;
	int64_t woke_ms; /* clock_ms(); 0: never */
	struct wizard_actions actions;
};

void wizard_init(struct wizard *w);
void wizard_free(struct wizard *w);

enum step wizard_step_of(enum place place);

/* Makes domain (canonical) the one in hand; everything chosen for another
 * domain is forgotten. */
void wizard_set_domain(struct wizard *w, const char *domain);

/* Enter and Esc: to the next or the previous place that has something to ask
 * or to show with the choices as they are (one way only, no values to paste:
 * passed by; every service without DNS: no records and no waiting). At either
 * end it stays. Saves, and tells the actions. False when it stayed. */
bool wizard_next(struct wizard *w);
bool wizard_back(struct wizard *w);

/* Straight to a place of an earlier run or of a key; saves. */
void wizard_go(struct wizard *w, enum place place);

/* The service whose way or values are asked now (borrowed); its row in the
 * catalogue, NULL for "not in the list". */
struct chosen *wizard_in_hand(struct wizard *w);
const struct service *wizard_service(struct wizard *w, const struct chosen *c);

/* The API to be asked where the wizard stands: for the values of the service in
 * hand, or, when all is done, for its own check (which before that would only
 * make it remember that nothing is there). NULL: none, or nobody who could
 * ask. */
const struct api *wizard_api(struct wizard *w);

/* The ways that this service offers for this domain: no DNS where the domain is
 * a mailbox provider's own; own SMTP always. At most max; returns how many. */
size_t wizard_ways(struct wizard *w, const struct chosen *chosen,
		   struct service_way *out, size_t max);

/* True when this service's values have to be pasted for the way chosen, or the
 * variables of the user's own template filled in. */
bool wizard_needs_values(struct wizard *w, const struct chosen *chosen);

/* The user's own template that was chosen, or NULL; does the choice need this
 * variable of it? */
const struct template *wizard_template(struct wizard *w,
				       const struct chosen *chosen);
bool wizard_needs_variable(struct wizard *w, const struct chosen *chosen,
			   const char *variable);

void wizard_toggle_service(struct wizard *w, const char *id);

/* Who changes the DNS. ACCESS_MYSELF takes back that it was handed over. */
void wizard_set_access(struct wizard *w, enum access access);

/* The instructions went to whoever manages the DNS: from now on we wait for
 * somebody else. */
void wizard_hand_over(struct wizard *w, time_t now);

/* True when somebody else edits the DNS, or may: it is looked at slowly. */
bool wizard_is_slow(const struct wizard *w);

/* Where port 53 leads nowhere: the resolver that may be asked over HTTPS
 * instead (a URL, static); NULL: no reason to ask there, or the person was
 * asked already. Nobody is asked there before wizard_answer_doh() said yes. */
const char *wizard_doh_offer(const struct wizard *w);
void wizard_answer_doh(struct wizard *w, bool yes);

/* The DNS host where records were perhaps entered by mistake (an id,
 * copied), or NULL. */
void wizard_set_entered_at(struct wizard *w, const char *host);

/* The DNS host (an id, copied) whose form the customer's looks like,
 * PANEL_NONE, or NULL. */
void wizard_set_panel(struct wizard *w, const char *host);

bool wizard_is_ticked(const struct wizard *w, const char *name, enum rr type);
void wizard_toggle_tick(struct wizard *w, const char *name, enum rr type);

/* True when every chosen service goes without DNS (alias, own SMTP). */
bool wizard_without_dns(const struct wizard *w);

#endif
