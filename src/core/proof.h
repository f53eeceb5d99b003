/* What became of one message: who sent it, what its receiver made of that, what
 * the DNS says of it now, and the one thing that explains it.
 *
 * Out of a header, a whole message, a report about one that came back, or one
 * line of a refusal. It asks through a struct lookup and knows no words: those
 * are in text/proof_text.h.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_PROOF_H
#define ZEGEL_CORE_PROOF_H

#include "catalog/service.h"
#include "mail/alignment.h"
#include "mail/author.h"
#include "mail/bounce.h"
#include "mail/dkim_verify.h"
#include "mail/said.h"
#include "mail/spf.h"

enum proof_kind {
	PROOF_NOTHING,      /* there is no header in it, and no refusal */
	PROOF_OUTLOOK_FILE, /* a .msg file */
	PROOF_SENT_COPY,    /* a header that never went through a server */
	PROOF_MESSAGE,
	PROOF_BOUNCE,
};

/* What is true of one signature. The first that holds. */
enum proof_dkim {
	PROOF_DKIM_MALFORMED,
	PROOF_DKIM_SHA1, /* receivers ignore it (RFC 8301) */
	PROOF_DKIM_KEY_UNKNOWN,
	PROOF_DKIM_NO_KEY,
	PROOF_DKIM_KEY_REVOKED,
	PROOF_DKIM_KEY_SEVERAL,
	PROOF_DKIM_KEY_BROKEN,
	PROOF_DKIM_KEY_SHORT,
	PROOF_DKIM_KEY_OTHER, /* the key is of another kind than a= */
	PROOF_DKIM_EXPIRED,
	PROOF_DKIM_BODY_CHANGED,
	PROOF_DKIM_BODY_SHORT,
	PROOF_DKIM_HEADER_CHANGED, /* or signed with another key */
	/* what was pasted may differ from what was sent */
	PROOF_DKIM_UNCHECKED,
	PROOF_DKIM_HEADER_RIGHT, /* and there is no body to look at */
	PROOF_DKIM_RIGHT,
	PROOF_DKIM_STATES
};

struct proof_signature {
	struct dkim_signature read;
	char key_name[NAME_SIZE];
	enum dkim_status key_status;
	enum dkim_fault key_fault;
	unsigned key_bits;
	bool key_testing;
	struct dkim_check check;
	enum proof_dkim state;
	enum said said; /* of this signature, by the receiver */
	char said_why[SAID_TEXT_MAX];
	enum alignment alignment;
	size_t field; /* its place in the message */
};

enum { PROOF_SIGNATURES_MAX = 10 };

/* The one thing that explains it. */
enum proof_conclusion {
	PROOF_UNKNOWN, /* no answer came that it depends on */
	PROOF_UNREADABLE,
	PROOF_NOT_TEXT,
	PROOF_NOT_RECEIVED,
	PROOF_NO_AUTHOR,
	PROOF_INSIDE, /* it never left the provider: that proves nothing */
	PROOF_OTHER_DOMAIN, /* not from the domain that was asked about */
	/* good */
	PROOF_FINE,
	PROOF_FINE_SPF_ONLY,      /* no DKIM for the domain */
	PROOF_FINE_NO_DMARC,      /* no DMARC record */
	PROOF_FINE_BUT_SPAM,      /* proven, and taken for spam all the same */
	PROOF_FINE_BEHIND_FILTER, /* that is what the receiver judged */
	PROOF_FINE_KEY_GONE,      /* it passed, but the key is gone since */
	PROOF_FINE_SPF_GONE,      /* it passed, but SPF would not let it now */
	PROOF_NOW_RIGHT,          /* it did not pass, and would now */
	/* wrong */
	PROOF_MAILBOX_DOMAIN, /* gmail.com: nobody else may send for it */
	PROOF_FORWARDED,
	PROOF_LIST,
	PROOF_BODY_CHANGED,
	PROOF_HEADER_CHANGED,
	PROOF_NO_KEY,
	PROOF_KEY_REVOKED,
	PROOF_KEY_SEVERAL,
	PROOF_KEY_BROKEN,
	PROOF_KEY_SHORT,
	PROOF_SHA1,
	PROOF_EXPIRED,
	PROOF_MALFORMED,
	PROOF_DKIM_UNTOLD, /* the receiver says nothing, the text is not there
			    */
	PROOF_DKIM_FAILED, /* the receiver says so, and not why */
	PROOF_SPF_BROKEN,
	PROOF_SPF_MISSING,
	PROOF_SPF_FAIL,
	PROOF_SPF_WEAK,    /* softfail or neutral */
	PROOF_NOT_ALIGNED, /* proven, but under another name */
	PROOF_UNPROVEN,    /* nothing vouches for the name */
	PROOF_BOUNCED,     /* bounce.cause says it */
	PROOF_CONCLUSIONS
};

struct proof {
	enum proof_kind kind;
	enum proof_conclusion conclusion;
	struct message message;
	struct message returned; /* of a bounce: the header that came back */
	struct bounce bounce;
	struct route route;
	struct said_all said;
	struct author author, envelope;
	char asked[NAME_SIZE]; /* the domain that it is looked at for, or "" */
	bool is_forwarded, is_list;

	/* who sent it */
	struct ip ip;
	bool has_ip;
	char server[NAME_SIZE]; /* its name, or "" */
	char helo[NAME_SIZE];
	bool is_submitted; /* the receiver is where it was handed in */

	/* by the DNS, now */
	char spf_domain[NAME_SIZE]; /* whose SPF is asked, or "" */
	enum alignment spf_alignment;
	struct spf_result spf;
	struct proof_signature signatures[PROOF_SIGNATURES_MAX];
	size_t signature_count;
	struct {
		enum dmarc_status status;
		enum dmarc_policy policy; /* for this sender */
		char at[NAME_SIZE];       /* where the record stands, or "" */
		bool strict_dkim, strict_spf;
	} dmarc;
	const struct service *service; /* the program it came from, or NULL */
	size_t key;                    /* the signature that it is about */
};

/* Reads the text; domain may be NULL or "". Free it with proof_free(). */
struct proof *proof_new(const char *bytes, size_t len, const char *domain);
void proof_free(struct proof *proof);

struct proof_world {
	const struct lookup *lookup; /* the resolver's: what receivers see */
	const struct service_list *services; /* NULL: recognise none */
	time_t now;
};

/* Judges it; true while answers are missing: then it is called again when they
 * are there. */
bool proof_judge(struct proof *proof, const struct proof_world *world);

/* The conclusion from what is known so far; proof_judge() does it, too. */
void proof_conclude(struct proof *proof);

enum proof_grade {
	PROOF_GRADE_GOOD,
	PROOF_GRADE_WARNING, /* it passed, but something is to be done */
	PROOF_GRADE_BAD,
	PROOF_GRADE_UNKNOWN,
	PROOF_GRADE_INPUT, /* what was given is nothing to judge */
};
enum proof_grade proof_grade(const struct proof *proof);

/* Stable words for scripts: "fine", "spf-fail", ..., "body-changed", ... */
const char *proof_conclusion_name(enum proof_conclusion conclusion);
const char *proof_dkim_name(enum proof_dkim state);
const char *proof_kind_name(enum proof_kind kind);

/* Whose filter the receiver has in front of the mailbox, or NULL. */
const char *proof_filter(const struct proof *proof);

/* The filter that handed it on for the sender, or NULL. */
const char *proof_relay(const struct proof *proof);

/* The domain's organisation accepts this alignment (adkim=, aspf=). */
bool proof_is_aligned(enum alignment alignment, bool strict);

#endif
