/* What the paste files share: the lines of the text and the records that were
 * found. Each recogniser looks at the lines from one on, adds what it finds and
 * says how many lines it took; 0 means that they are not its kind.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_PASTE_READER_H
#define ZEGEL_CATALOG_PASTE_READER_H

#include "catalog/paste.h"
#include "catalog/paste_words.h"

#define PASTE_CELLS_MAX 24

struct paste_line {
	struct slice
		text;    /* without mail quoting, list marks, trailing blanks */
	unsigned number; /* of the pasted text, from 1 */
	bool used;
};

struct paste_reader {
	struct paste_line *lines;
	size_t count;
	const char *domain; /* canonical, or NULL */
	struct paste *out;
	size_t record_cap, ignored_cap;
	enum rr section;   /* the type that a heading announced, or RR_NONE */
	char *bind_owner;  /* of the last line of a master file, or NULL */
	char *origin;      /* of $ORIGIN, or NULL */
	size_t unlabelled; /* up to this line labels led to nothing */
	size_t headless;   /* and so did heads on lines of their own */
};

/* A record as it was found; texts are not cleaned yet. */
struct paste_found {
	enum rr type; /* RR_NONE: to be told from the value */
	struct slice host, value;
	int priority;    /* -1: none, or in the value */
	size_t from, to; /* indices of lines */
};

/* Cleans it and adds it when it makes sense; false when it does not. Marks the
 * lines as used. */
bool paste_add(struct paste_reader *r, const struct paste_found *found);

/* The bytes as UTF-8 in the characters that records are written in: UTF-16 and
 * Latin-1 are recognised; typographic quotes, blanks and dashes, full-width
 * letters and frames of boxes become ASCII; colours of a terminal go. */
void paste_plain_text(const char *text, size_t len, struct str *out);

/* What stands in a name field where the domain itself is meant: "leave blank",
 * "-". */
bool paste_means_domain(struct slice host);

/* The text with its lines; NULs and such are cleaned. The caller frees both:
 * the lines borrow from the text. */
struct paste_line *paste_split(const char *text, size_t len, size_t *count,
			       char **clean);

/* The recognisers, in the order in which they are asked. */
size_t paste_tools(struct paste_reader *r, size_t at);
size_t paste_bind(struct paste_reader *r, size_t at);
size_t paste_table(struct paste_reader *r, size_t at);
size_t paste_labels(struct paste_reader *r, size_t at);
size_t paste_loose(struct paste_reader *r, size_t at);

/* Parts of the last one: names that point to each other. */
bool paste_pairs(struct paste_reader *r, size_t at);
size_t paste_pair_below(struct paste_reader *r, size_t at);

/* True when the text is JSON; the records in it are added. */
bool paste_json(struct paste_reader *r, const char *text, size_t len);

/* HTML becomes text: cells apart by tabs, rows and blocks by newlines. Each
 * line of the text begins with a newline; the result says in which line of the
 * source. The caller frees it. */
bool paste_is_html(const char *text, size_t len);
unsigned *paste_html_to_text(const char *html, size_t len, struct str *out,
			     size_t *count);

/* The value of a TXT at the start of text, which may run over several lines:
 * quoted strings joined, a key put together, what follows left. How many bytes
 * it took; 0 when it is no such value. */
size_t paste_take_text(struct slice text, struct str *out);

/* One record for what was said twice. */
void paste_drop_doubles(struct paste *p);
void paste_record_clear(struct paste_record *record);
bool paste_is_aside(const struct paste_reader *r, size_t at, const char *value);

/* Are all the names in an SPF text those that are kept for examples? */
bool paste_is_made_up(const char *value);

/* True for a full name under the domain that the text is read for. */
bool paste_is_under_domain(const struct paste_reader *r, struct slice word);

/* The type for a host and a value that have none; RR_NONE when nothing
 * tells. */
enum rr paste_derive_type(struct slice host, struct slice value);

#endif
