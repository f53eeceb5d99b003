/* SPDX-License-Identifier: MIT */
#include "text/proof_text.h"

#include <stdlib.h>
#include <string.h>

#include "catalog/mailbox.h"
#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/proof_sentences.h"

static const char *or_else(const char *text, const char *otherwise)
{
	return text && *text ? text : otherwise;
}

static const struct proof_signature *signature_of(const struct proof *p)
{
	static const struct proof_signature none;

	return p->key < p->signature_count ? &p->signatures[p->key] : &none;
}

static void add_server(struct str *out, const struct proof *p)
{
	char ip[IP_TEXT] = "";

	if (p->has_ip)
		ip_print(&p->ip, ip);
	if (*p->server && *ip)
		str_addf(out, "%s (%s)", p->server, ip);
	else
		str_add(out, or_else(*p->server ? p->server : ip,
				     _("that sent it")));
}

/* The name that something vouches for, which is not the sender's. */
static const char *proven_name(const struct proof *p)
{
	for (size_t i = 0; i < p->signature_count; i++) {
		const struct proof_signature *s = &p->signatures[i];

		if (s->said == SAID_PASS || s->state >= PROOF_DKIM_HEADER_RIGHT)
			return s->read.domain;
	}
	return or_else(p->spf_domain, p->server);
}

static const char *receiver_of(const struct proof *p)
{
	static const struct {
		const char *domain, *name;
	} known[] = {
		{ "google.com", "Gmail" },     { "gmail.com", "Gmail" },
		{ "googlemail.com", "Gmail" }, { "outlook.com", "Microsoft" },
		{ "yahoo.com", "Yahoo" },      { "yahoodns.net", "Yahoo" },
		{ "gmx.net", "GMX" },          { "web.de", "web.de" },
		{ "icloud.com", "Apple" },     { "mail.me.com", "Apple" },
	};
	static const struct {
		const char *word, *name;
	} words[] = {
		{ "gsmtp", "Gmail" },           { "google.com", "Gmail" },
		{ "outlook.com", "Microsoft" }, { "yahoo", "Yahoo" },
		{ "gmx.net", "GMX" },           { "web.de", "web.de" },
		{ "t-online", "T-Online" },     { "S3140", "Microsoft" },
		{ "office365", "Microsoft" },   { "apple.com", "Apple" },
		{ "kpnmail", "KPN" },           { "ziggo", "Ziggo" },
		{ "as9143", "Ziggo" },          { "mimecast", "Mimecast" },
		{ "proofpoint", "Proofpoint" },
	};
	const struct bounce *b = &p->bounce;

	for (size_t i = 0; i < COUNT_OF(known); i++) {
		if (*b->receiver && name_is_under(b->receiver, known[i].domain))
			return known[i].name;
	}
	if (*b->receiver)
		return b->receiver;
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (b->text && strstr(b->text, words[i].word))
			return words[i].name;
	}
	return _("The receiver");
}

/* What a sentence is filled from. */
struct filling {
	const struct proof *proof;
	bool has_command; /* it tells what to type: no prose in there */
};

/* The program; else the filter through which the sender sends. */
static const char *program_of(const struct proof *p)
{
	if (p->service)
		return p->service->name;
	return or_else(proof_relay(p), _("the program"));
}

static void add_fact(struct str *out, char letter, const void *ctx)
{
	const struct filling *filling = ctx;
	const struct proof *p = filling->proof;
	const struct proof_signature *s = signature_of(p);
	const char *sender = filling->has_command ? _("DOMAIN")
						  : _("the sender's domain");

	switch (letter) {
	case 'a':
		str_add(out, or_else(p->author.domain, sender));
		return;
	case 'e':
		str_add(out, or_else(p->spf_domain, sender));
		return;
	case 'n':
		add_server(out, p);
		return;
	case 'd':
		str_add(out, s->read.domain);
		return;
	case 'k':
		str_add(out, s->key_name);
		return;
	case 's':
		str_add(out, s->read.selector);
		return;
	case 't':
		str_addf(out, "%s=", s->read.tag);
		return;
	case 'v':
		str_add(out, program_of(p));
		return;
	case 'o':
		str_add(out,
			or_else(mailbox_domain_owner(p->author.domain), ""));
		return;
	case 'g':
		str_add(out, p->asked);
		return;
	case 'f':
		str_add(out, or_else(proof_filter(p), _("A filter")));
		return;
	case 'x':
		str_add(out, receiver_of(p));
		return;
	case 'b':
		str_add(out, proven_name(p));
		return;
	default:
		return;
	}
}

void proof_add_sentence(struct str *out, const struct proof *p)
{
	const struct proof_sentence *s = &proof_pair_of(p)->seen;
	const struct filling filling = { .proof = p };

	text_fill(out, _(s->text), s->facts, add_fact, &filling);
}

/* A refusal because of SPF that would not be one any more. */
static bool is_mended(const struct proof *p)
{
	return p->conclusion == PROOF_BOUNCED &&
	       p->bounce.cause == BOUNCE_SPF && p->spf.status == SPF_PASS &&
	       p->has_ip;
}

void proof_add_fix(struct str *out, const struct proof *p)
{
	const struct proof_sentence *s = &proof_pair_of(p)->fix;
	const struct filling filling = {
		.proof = p,
		.has_command = s->text && strstr(s->text, "zegel "),
	};

	if (is_mended(p))
		str_add(out, _("By what the DNS says now it may send: send it "
			       "again."));
	else if (s->text)
		text_fill(out, _(s->text), s->facts, add_fact, &filling);
}
