/* A message, or its header alone, as a file or a paste brings it (RFC 5322).
 *
 * What a paste does to a header is put right: quote marks and blanks in front
 * of every line, words above it, folds that got lost, empty lines in between,
 * the signs of HTML. Line ends become CRLF, as signatures want them. Owns all.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_MESSAGE_READ_H
#define ZEGEL_MAIL_MESSAGE_READ_H

#include "base/str.h"

#define MESSAGE_MAX ((size_t)48 << 20) /* bytes: with all its attachments */
enum { MESSAGE_FIELDS_MAX = 1000 };
enum { MESSAGE_VALUE_MAX = 16384 }; /* bytes of a value that are kept */

struct message_field {
	struct slice name;  /* as written, without the colon */
	struct slice whole; /* name, colon, folds, and the CRLF behind it */
	char *value;        /* on one line, cleaned, without blanks around it */
};

struct message {
	struct str text; /* as it was read: CRLF everywhere, put right */
	struct message_field *fields;
	size_t count;
	size_t cap;
	struct slice body; /* behind the empty line; without a header all of it
			    */
	bool has_body;
	char *before; /* the words above the header, cleaned; "" */
	/* more than line ends had to be put right: what was signed may have
	 * stood there differently */
	bool is_repaired;
	bool is_cut;     /* too long: the rest was left out */
	bool is_outlook; /* a .msg file, which is no text at all */
};

/* Reads whatever it is; a text without a header has no fields. Free it. */
void message_read(const char *bytes, size_t len, struct message *out);
void message_free(struct message *m);

/* The next field of this name (any case) at or behind *index, or NULL; moves
 * *index behind it. Start with 0: the top of the header, what was added last.
 */
const struct message_field *message_next(const struct message *m,
					 const char *name, size_t *index);

/* The value of the first one, or NULL. */
const char *message_value(const struct message *m, const char *name);

/* What message_repair() found. */
struct message_found {
	bool header;
	bool repaired; /* more than line ends had to be put right */
};

/* Adds the text with CRLF as line ends and what a paste did to it put right,
 * and the words above the header to before. */
struct message_found message_repair(struct slice in, struct str *out,
				    struct str *before);

/* A name that a header of a received or sent message has, and prose has not. */
bool message_is_known_name(struct slice name);

/* A header whose lines were joined to one: adds it with its lines, or nothing
 * and false where it is none. */
bool message_split_line(struct slice in, struct str *out);

enum { MESSAGE_BEFORE_MAX = 65536 };

/* The length of the name when the line begins with one and a colon; else 0. */
size_t message_name_length(struct slice line);

#endif
