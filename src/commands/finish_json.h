/* What zegel finish has found out, and the same as JSON. Private to finish.c.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_FINISH_JSON_H
#define ZEGEL_COMMANDS_FINISH_JSON_H

#include "commands/reminding.h"
#include "text/finish_text.h"

/* One mail to one service, about all domains that are ready. */
struct finish_mail {
	struct finish_letter letter;
	struct finish_domains domains;
};

struct finishing {
	struct command_context *context;
	const char *domain;
	const struct choices *choices;
	struct reminder_list reminders;
	struct finish_mail *mails;
	size_t mail_count;
	size_t mail_cap;
	const char *sent_to; /* NULL: nothing was sent */
};

void finish_write_json(const struct finishing *f);

#endif
