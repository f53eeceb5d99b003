/* The signatures of a message: what its receiver said, what is true of them.
 *
 * SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "core/proof_internal.h"

static const char *const names[PROOF_DKIM_STATES] = {
	[PROOF_DKIM_MALFORMED] = "malformed",
	[PROOF_DKIM_SHA1] = "sha1",
	[PROOF_DKIM_KEY_UNKNOWN] = "key-unknown",
	[PROOF_DKIM_NO_KEY] = "no-key",
	[PROOF_DKIM_KEY_REVOKED] = "key-revoked",
	[PROOF_DKIM_KEY_SEVERAL] = "key-several",
	[PROOF_DKIM_KEY_BROKEN] = "key-broken",
	[PROOF_DKIM_KEY_SHORT] = "key-short",
	[PROOF_DKIM_KEY_OTHER] = "key-other",
	[PROOF_DKIM_EXPIRED] = "expired",
	[PROOF_DKIM_BODY_CHANGED] = "body-changed",
	[PROOF_DKIM_BODY_SHORT] = "body-short",
	[PROOF_DKIM_HEADER_CHANGED] = "header-changed",
	[PROOF_DKIM_UNCHECKED] = "unchecked",
	[PROOF_DKIM_HEADER_RIGHT] = "header-right",
	[PROOF_DKIM_RIGHT] = "right",
};

const char *proof_dkim_name(enum proof_dkim state)
{
	return names[state];
}

/* The receiver's word on this one: by domain and selector; some tell the domain
 * alone, and it has one signature. */
static void match_said(const struct said_all *said, struct proof_signature *s,
		       bool *used)
{
	for (int loose = 0; loose < 2; loose++) {
		for (size_t i = 0; i < said->dkim_count; i++) {
			const struct said_dkim *d = &said->dkim[i];

			if (used[i] || !*d->domain ||
			    !(name_equal(d->domain, s->read.domain) ||
			      name_equal(d->domain, s->read.identity)))
				continue;
			if (*d->selector
				    ? !name_equal(d->selector, s->read.selector)
				    : !loose)
				continue;
			used[i] = true;
			s->said = d->result;
			memcpy(s->said_why, d->why, sizeof(s->said_why));
			return;
		}
	}
}

void proof_read_signatures(struct proof *p)
{
	const struct message_field *f;
	bool used[SAID_DKIM_MAX] = { false };
	size_t index = 0;

	while (p->signature_count < PROOF_SIGNATURES_MAX &&
	       (f = message_next(&p->message, "DKIM-Signature", &index))) {
		struct proof_signature *s =
			&p->signatures[p->signature_count++];

		dkim_signature_parse(f->value, &s->read);
		s->field = index - 1;
		(void)dkim_signature_key_name(&s->read, s->key_name);
		match_said(&p->said, s, used);
		if (s->read.fault == DKIM_SIGNATURE_GOOD)
			dkim_verify_body(&p->message, &s->read, &s->check);
	}
}

/* What a paste may have done to the text is no mistake of the sender's: a
 * signature that does not fit it proves nothing then. */
static enum proof_dkim unless_pasted(const struct proof *p,
				     enum proof_dkim state)
{
	return p->message.is_repaired || p->message.is_cut
		       ? PROOF_DKIM_UNCHECKED
		       : state;
}

static enum proof_dkim compare(const struct proof *p, struct proof_signature *s,
			       const struct dkim_key *key)
{
	bool ed25519 = s->read.algorithm == DKIM_ED25519_SHA256;

	if ((key->type == DKIM_ED25519) != ed25519)
		return PROOF_DKIM_KEY_OTHER;
	/* t=s: not for what is below its domain (RFC 6376, 3.6.1). */
	if (key->strict && !name_equal(s->read.identity, s->read.domain))
		return PROOF_DKIM_KEY_OTHER;
	s->check.header_right = dkim_verify_header(&p->message, s->field,
						   &s->read, key);
	if (s->check.body == DKIM_BODY_CHANGED)
		return unless_pasted(p, PROOF_DKIM_BODY_CHANGED);
	if (s->check.body == DKIM_BODY_SHORT)
		return unless_pasted(p, PROOF_DKIM_BODY_SHORT);
	if (!s->check.header_right) {
		/* A header alone came through a window, as a rule. */
		if (!p->message.has_body)
			return PROOF_DKIM_UNCHECKED;
		return unless_pasted(p, PROOF_DKIM_HEADER_CHANGED);
	}
	return s->check.body == DKIM_BODY_NOT_THERE ? PROOF_DKIM_HEADER_RIGHT
						    : PROOF_DKIM_RIGHT;
}

static enum proof_dkim state_of(const struct proof *p,
				struct proof_signature *s,
				const struct dkim_key *key, time_t now)
{
	if (key->revoked)
		return PROOF_DKIM_KEY_REVOKED;
	if (key->fault != DKIM_FAULT_NONE)
		return PROOF_DKIM_KEY_BROKEN;
	if (key->type == DKIM_RSA && key->bits < DKIM_RSA_MIN)
		return PROOF_DKIM_KEY_SHORT;
	/* It was in time when it arrived: then the receiver said so. */
	if (s->read.expires_at >= 0 && s->read.expires_at < now &&
	    s->said != SAID_PASS)
		return PROOF_DKIM_EXPIRED;
	return compare(p, s, key);
}

static bool judge_one(struct proof *p, struct proof_signature *s,
		      const struct proof_world *world)
{
	struct dkim_lookup found;
	struct dkim_key key;

	if (s->read.fault != DKIM_SIGNATURE_GOOD) {
		s->state = PROOF_DKIM_MALFORMED;
		return false;
	}
	s->alignment = alignment_of(s->read.domain, p->author.domain,
				    world->lookup);
	found = dkim_look(s->key_name, world->lookup);
	s->key_status = found.status;
	if (s->read.algorithm == DKIM_RSA_SHA1)
		s->state = PROOF_DKIM_SHA1;
	else if (found.status == DKIM_NOTHING)
		s->state = PROOF_DKIM_NO_KEY;
	else if (found.status == DKIM_SEVERAL)
		s->state = PROOF_DKIM_KEY_SEVERAL;
	else
		s->state = PROOF_DKIM_KEY_UNKNOWN;
	if (found.status == DKIM_FOUND) {
		dkim_key_parse(found.text, &key);
		s->key_fault = key.fault;
		s->key_bits = key.bits;
		s->key_testing = key.testing;
		if (s->read.algorithm != DKIM_RSA_SHA1)
			s->state = state_of(p, s, &key, world->now);
		dkim_key_free(&key);
	}
	return found.status == DKIM_PENDING ||
	       s->alignment == ALIGNMENT_PENDING;
}

bool proof_judge_signatures(struct proof *p, const struct proof_world *world)
{
	bool pending = false;

	for (size_t i = 0; i < p->signature_count; i++)
		pending |= judge_one(p, &p->signatures[i], world);
	return pending;
}
