/* The wizard on the screen: which screen is shown, what all of them share, and
 * how a key finds its way.
 *
 * A screen is one file that ends in one table (struct screen). Its draw changes
 * nothing and its event draws nothing; where the customer is stands in the
 * wizard (core/wizard.h), and the flow shows the screen of that place. Keys are
 * listed once, as shortcuts: handler, bottom line and help all read that list.
 * Live things come through the wizard: its verdict and its actions.
 *
 * Everything runs from the loop: flow_key() for a key, flow_changed() when the
 * verdict or the wizard changed, flow_draw() before each wait.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_SCREENS_FLOW_H
#define ZEGEL_SCREENS_FLOW_H

#include "core/wizard.h"
#include "term/draw.h"
#include "term/keys.h"
#include "text/glossary.h"

struct flow;

/* A key and what it does. Words are msgids (N_). */
struct shortcut {
	enum key_name name;
	int32_t character; /* with K_CHAR and K_CTRL */
	const char *key; /* "Enter": as it is printed on the key; NULL: a second
			      key for the same, shown nowhere */
	const char *word; /* for the bottom line; NULL: in the help only */
	const char *help; /* a sentence for the help; NULL: the word will do */
	/* NULL: the screen's event handles it; here it is only told of */
	void (*run)(struct flow *flow);
	bool (*applies)(const struct flow *flow); /* NULL: always */
};

struct screen {
	const char *name;  /* for tests */
	const char *title; /* msgid: heading of its help */
	const char *help;  /* msgid: what this step is, in three sentences */
	/* msgid: three more for the support colleague */
	const char *support;
	unsigned words;  /* explained in the help: bits of enum word */
	bool takes_text; /* letters are text here: q does not leave */
	/* The same where it is so now and then only; NULL: never. */
	bool (*is_typing)(const struct flow *flow);
	const struct shortcut *shortcuts;
	size_t shortcut_count;
	size_t state_size; /* flow->state: zeroed before enter, freed after
			      leave */
	void (*enter)(struct flow *flow);
	void (*draw)(const struct flow *flow);
	/* Keys that are no shortcut; false when it has no use for this one. */
	bool (*event)(struct flow *flow, const struct key *key);
	/* The verdict changed. */
	void (*changed)(struct flow *flow);
	/* After how many ms it reads differently by the clock alone; -1: not
	 * at all. NULL: not at all. */
	int (*tick_ms)(const struct flow *flow);
	void (*leave)(struct flow *flow);
};

enum overlay {
	OVERLAY_NONE,
	OVERLAY_LANGUAGE, /* asks for the language; before all else */
	OVERLAY_HELP,
	OVERLAY_ALONE, /* one value alone on the screen */
};

struct flow {
	struct wizard *wizard; /* borrowed */
	const struct screen *screen;
	/* shown instead of the place's own until the customer leaves it or the
	 * place; NULL: none */
	const struct screen *aside;
	void *state; /* of the screen that is shown; its file knows the type */
	enum place place; /* what screen and state were made for */
	size_t in_hand;
	struct scroll scroll;
	enum overlay overlay;
	struct scroll overlay_scroll;
	size_t language_at; /* the cursor in OVERLAY_LANGUAGE */
	char *alone;        /* the value in OVERLAY_ALONE */
	size_t alone_line;  /* the first line of it that shows */
	bool stop_asked;    /* Ctrl-C once */
	const char *notice; /* msgid shown above the keys until the next key */
	char *notice_about; /* what its %1$s is, or NULL */
	char *title;        /* the terminal's title as we set it last */
	bool dirty;
	bool was_not_green;   /* while waiting: so that green is news */
	bool overview_agreed; /* the overview need not ask the next time */
	bool in_key;          /* a screen is in the middle of a key: */
	bool changed_in_key; /* flow_changed() then waits until it is through */
	void (*language_changed)(void *ctx); /* may be NULL */
	void *ctx;
};

/* Takes the screen of wizard->place. ask_language: nobody told which. */
void flow_start(struct flow *flow, struct wizard *wizard, bool ask_language);
void flow_stop(struct flow *flow);

/* False when nothing here has a use for this key. */
bool flow_key(struct flow *flow, const struct key *key);

/* May be called from anywhere, also by an action while a key is handled, and
 * before flow_start() (then it does nothing). */
void flow_changed(struct flow *flow);

/* The window has another size. */
void flow_resized(struct flow *flow);

/* Draws when something changed. */
void flow_draw(struct flow *flow);

/* After how many ms the screen has to be drawn again because time shows on it;
 * -1: not before something happens. Then flow_tick(). */
int flow_tick_ms(const struct flow *flow);
void flow_tick(struct flow *flow);

/* The overview of the known domains, without asking whether it may be shown. */
void flow_show_overview(struct flow *flow);

/* For the screens. */
void flow_next(struct flow *flow); /* wizard_next() */
void flow_look_now(struct flow *flow);
void flow_show_records(struct flow *flow);
void flow_step_aside(struct flow *flow, const struct screen *screen);
void flow_show_alone(struct flow *flow, const char *value);
/* To the clipboard, and says so; where there is none it is shown alone. */
void flow_copy(struct flow *flow, const char *text);
void flow_notice(struct flow *flow, const char *msgid);
/* The same with what stands at its %1$s (copied). */
void flow_notice_about(struct flow *flow, const char *msgid, const char *what);
void flow_leave(struct flow *flow);
void flow_close_overlay(struct flow *flow);
void flow_use_language(struct flow *flow, size_t index); /* of i18n_code() */

/* The program names chosen, "SpinOffice CRM, Mailchimp": adds them to out. */
void flow_add_services(const struct flow *flow, struct str *out);

/* The screens, in screens/NAME.c. */
extern const struct screen screen_domain;
extern const struct screen screen_service;
extern const struct screen screen_way;
extern const struct screen screen_values;
extern const struct screen screen_variables; /* the values of a template */
extern const struct screen screen_records;
extern const struct screen screen_panel; /* beside records */
extern const struct screen screen_waiting;
extern const struct screen screen_done;
extern const struct screen screen_way_done;  /* the same without records */
extern const struct screen screen_api_key;   /* beside values, done */
extern const struct screen screen_elsewhere; /* beside waiting */
extern const struct screen screen_doh;      /* beside any place but the first */
extern const struct screen screen_smtp;     /* beside any place: own server */
extern const struct screen screen_imap;     /* the same to read a mailbox */
extern const struct screen screen_overview; /* beside any place */
extern const struct screen screen_summary;  /* beside waiting and done */
extern const struct screen screen_proof;    /* beside done, overview */
extern const struct screen screen_hand_over; /* beside the records */
extern const struct screen screen_finish;    /* beside done */

#endif
