/* Inside the hand-over: its state, and how it looks.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_SCREENS_HAND_OVER_DRAW_H
#define ZEGEL_SCREENS_HAND_OVER_DRAW_H

#include "base/name.h"
#include "screens/flow.h"
#include "term/form.h"

enum hand_over_item {
	HAND_OVER_MAIL,
	HAND_OVER_PAGE,
	HAND_OVER_DONE, /* it is handed over: wait */
	HAND_OVER_ITEMS
};

enum hand_over_stage {
	HAND_OVER_CHOOSE,
	HAND_OVER_NAME,    /* typing the name of the file */
	HAND_OVER_REPLACE, /* there is one already */
};

struct hand_over_state {
	struct list list; /* of enum hand_over_item */
	enum hand_over_stage stage;
	char name[NAME_SIZE + 32]; /* of the file, as typed */
	struct field field;
	const char *problem; /* msgid: why it was not written, or NULL */
	char *written;       /* the path of the file, or NULL */
	char *scp;           /* how to fetch it from afar; NULL: it is here */
};

void hand_over_draw(const struct flow *flow, const struct hand_over_state *s,
		    const char *subject, const char *body);

/* "scp -P 2222 jan@[2001:db8::1]:/srv/zegel.html .", to be typed on the
 * machine that the person sits at; NULL when this is that machine (no
 * SSH_CONNECTION). The caller frees it. */
char *hand_over_scp(const char *path);

#endif
