/* The merge: one SPF line that keeps all that the customer has and lets the new
 * services send, too. Text in, text out; it asks nothing.
 *
 * Never a second record; the customer's own terms, their order and their `all`
 * stay. A service that the record lets send by another road (spf_cover.h) need
 * not be given to the merge.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_SPF_MERGE_H
#define ZEGEL_MAIL_SPF_MERGE_H

#include "mail/spf_record.h"

enum spf_merge_status {
	SPF_MERGE_NEW,     /* there was no record: text is a whole new one */
	SPF_MERGE_CHANGED, /* text takes the place of what is there */
	SPF_MERGE_KEPT,    /* nothing to do: text is what is there */
	/* an existing record has a syntax error: see error */
	SPF_MERGE_REFUSED,
	SPF_MERGE_BAD_TERM, /* a wanted term has one */
};

/* What is worth saying about how it came out. */
enum spf_merge_note {
	SPF_NOTE_SOFTFAIL = 1
			    << 0,  /* the wanted text ends in another `all`, the
				       line in ~all */
	SPF_NOTE_MAILBOX = 1 << 1, /* the mailbox provider's terms went in */
	SPF_NOTE_MAILBOX_MX = 1 << 2, /* provider unknown: `mx` went in */
	SPF_NOTE_NO_MX = 1 << 3,      /* no MX: nothing for a mailbox */
	SPF_NOTE_JOINED = 1 << 4,     /* several records became one */
	SPF_NOTE_BEFORE_REDIRECT = 1
				   << 5, /* new terms stand before redirect= */
	SPF_NOTE_BEHIND_ALL = 1
			      << 6, /* terms stood behind `all`: now in front */
	SPF_NOTE_QUALIFIER = 1
			     << 7, /* a wanted term had a qualifier - ~ or ? */
	SPF_NOTE_REDIRECT_INCLUDED =
		1 << 8, /* joining made redirect= an include */
	SPF_NOTE_ALL_DIFFERED =
		1 << 9, /* the joined records ended differently: ~all */
	SPF_NOTE_LONG = 1 << 10,   /* over SPF_LONG octets */
	SPF_NOTE_NO_ALL = 1 << 11, /* neither `all` nor redirect=: left so */
	SPF_NOTE_FIRST = 1 << 12,  /* new terms stand in front of everything */
};

enum spf_change_kind {
	SPF_CHANGE_ADDED,   /* a new term */
	SPF_CHANGE_PRESENT, /* wanted, and already there */
	/* wanted, and within a range that is there (other) */
	SPF_CHANGE_COVERED,
	/* its qualifier - ~ ? was taken away (other: as it was) */
	SPF_CHANGE_PASSED,
	SPF_CHANGE_REMOVED, /* taken out: useless behind `all`, or double */
};

struct spf_change {
	enum spf_change_kind kind;
	char *term;
	char *other; /* or NULL */
};

struct spf_merge_input {
	const char *domain; /* canonical; NULL: `a` and `a:DOMAIN` differ */
	const char *const *existing; /* the SPF records that are there now */
	size_t existing_count;
	/* the services' terms, separated by blanks; whole records are
	 * welcome: version, `all` and modifiers are left out */
	const char *wanted;
	/* those of them that go in front of everything, because a term that is
	 * there would keep them from passing; or NULL */
	const char *first;
	/* the customer's terms behind `all` go: as they count, they do harm */
	bool without_behind_all;
	/* the mailbox provider's terms; NULL: not known. Used only for a new
	 * record */
	const char *mailbox;
	bool has_mx;
};

struct spf_merge {
	enum spf_merge_status status;
	char *text; /* the record; NULL with REFUSED and BAD_TERM */
	unsigned notes;
	struct spf_change *changes;
	size_t change_count;
	size_t change_cap;
	enum spf_syntax error;
	char *error_text; /* the record or wanted text in question */
	size_t error_offset, error_len;
};

/* Fills *out; free it with spf_merge_free(). */
void spf_merge(const struct spf_merge_input *input, struct spf_merge *out);
void spf_merge_free(struct spf_merge *m);

#endif
