/* What single words and cells of a pasted text can be: a record type, a label,
 * a word of a user interface, a name, a value. Only the paste files use it.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_PASTE_WORDS_H
#define ZEGEL_CATALOG_PASTE_WORDS_H

#include "base/record.h"
#include "base/str.h"

/* What a label or a column head announces. */
enum paste_field {
	FIELD_NONE,
	FIELD_TYPE,
	FIELD_HOST,
	FIELD_VALUE,
	FIELD_PRIORITY,
	FIELD_OTHER, /* TTL, status: known and not needed */
};

#define WORD_FOLD_MAX 48 /* no word that is looked for is longer */

/* The bytes of cell as small letters (of UTF-8 the common accented ones too) in
 * out, blanks single; false when it is too long to be a word of ours. */
bool word_fold(struct slice cell, char out[WORD_FOLD_MAX], bool only_letters);

/* Is it one of a list with a bar on both sides of each word? */
bool word_listed(const char *word, const char *list);

/* s without the given bytes at its ends. */
struct slice drop_ends(struct slice s, const char *bytes);

/* The type that a word names: CNAME, "TXT-record", "txt:"; RR_NONE if none.
 * Types that have nothing to do with mail count too, so that their rows are
 * understood. */
enum rr word_type(struct slice word);

/* A word that stands behind a type: "record", "(10)". */
bool is_type_tail(struct slice word);

/* The type when the whole cell says nothing else ("TXT (SPF)", "CNAME record",
 * "IN CNAME"), else RR_NONE. */
enum rr cell_type(struct slice cell);

/* The field that a label names, in nl, de or en, without its colon. */
enum paste_field label_field(struct slice label);

/* A column head that means something else where another one has its field. */
bool label_is_weak(struct slice label);

/* A label may name the type as well ("TXT value"): RR_NONE when not. */
enum rr label_type(struct slice label);

/* A line such as "CNAME record 2" or "TXT   Unverified". */
bool is_heading(struct slice line, enum rr *type);

/* True for what a user interface shows beside a value: Copy, Pending, Auto,
 * 3600, ticks. */
bool is_noise(struct slice cell);

/* The cell without blanks, quotes, list marks and interface words around it. */
struct slice strip_noise(struct slice cell);

/* Could it be the owner of a record: @, *, labels, with or without final
 * dot? */
bool is_host(struct slice s);

/* A host that cannot be an ordinary word: with a dot, an underscore, @ or *. */
bool is_clear_host(struct slice s);

/* Could it be the name of a machine that a record points to (two labels)? */
bool is_target(struct slice s);

/* Does it look like the text of an SPF, DKIM, DMARC or verification record? */
bool is_record_text(struct slice s);

/* Pages leave out the middle or the end of a long text: is this such a one? */
bool is_shortened(struct slice s);

/* A term of an SPF record other than v=spf1; only_bare: one that cannot be an
 * ordinary word (include:..., ip4:..., ...). */
bool is_spf_term(struct slice s, bool only_bare);

/* Could value be the value of a record of this type? */
bool is_value_of(enum rr type, struct slice value);

/* Only characters of base64 (RFC 4648), perhaps with quotes around. */
bool is_base64(struct slice s);

#endif
