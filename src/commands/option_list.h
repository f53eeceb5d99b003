/* The options that there are: for each its name, what the help says, and how
 * its value gets into struct options. For options.c alone.
 *
 * A reader is false when the value is not good. It borrows the value, which is
 * of argv.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_OPTION_LIST_H
#define ZEGEL_COMMANDS_OPTION_LIST_H

#include "commands/options.h"

struct option_row {
	const char *name;
	const char *value; /* what stands behind it, for the help; or NULL */
	const char *help;  /* msgid */
	bool (*read)(struct options *o, const char *value);
	/* Without a reader the offset in struct options: of a text that is kept
	 * as it is and may not be empty; of a bool that becomes true where
	 * nothing stands behind the option. */
	size_t member;
};

extern const struct option_row OPTION_LIST[];
extern const size_t OPTION_COUNT;

/* Comma-separated words, and the option several times: adds them to list. */
bool option_read_list(char ***list, size_t *count, const char *value);

/* Of check. */
bool options_read_rate(struct options *o, const char *value);
bool options_read_unknowns(struct options *o, const char *value);
bool options_read_ignore(struct options *o, const char *value);

/* Whom it tells. */
bool options_read_mail(struct options *o, const char *value);
bool options_read_webhook(struct options *o, const char *value);

/* Those whose value has a form of its own. */
bool options_read_way(struct options *o, const char *value);
bool options_read_set(struct options *o, const char *value);
bool options_read_report_address(struct options *o, const char *value);

/* Of smtp and imap. */
bool options_read_server(struct options *o, const char *value);
bool options_read_port(struct options *o, const char *value);
bool options_read_security(struct options *o, const char *value);
bool options_read_user(struct options *o, const char *value);
bool options_read_password_file(struct options *o, const char *value);
bool options_read_from(struct options *o, const char *value);
bool options_read_to(struct options *o, const char *value);

#endif
