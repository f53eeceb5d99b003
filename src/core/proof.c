/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/proof_internal.h"
#include "mail/filter.h"

/* --- what the text says -------------------------------------------------- */

static void copy_name(char out[NAME_SIZE], const char *name)
{
	snprintf(out, NAME_SIZE, "%s", name);
}

/* The last hand that held it before the receiver. */
static void read_sender(struct proof *p)
{
	const struct received *hop;

	if (p->route.has_border) {
		hop = &p->route.hops[p->route.border];
		copy_name(p->helo, hop->from);
		copy_name(p->server, *hop->name ? hop->name : hop->from);
		p->is_submitted = hop->is_submitted;
		if (hop->has_ip && !received_is_private(&hop->ip)) {
			p->ip = hop->ip;
			p->has_ip = true;
		}
	}
	if (p->said.has_ip && !received_is_private(&p->said.ip)) {
		p->ip = p->said.ip;
		p->has_ip = true;
	}
}

static bool has_field(const struct message *m, const char *name)
{
	return message_value(m, name) != NULL;
}

/* Somebody in between handed it on. */
static bool is_forwarded(const struct proof *p)
{
	const struct message *m = &p->message;
	const char *local = p->envelope.address;

	return has_field(m, "Resent-From") || has_field(m, "X-Forwarded-To") ||
	       has_field(m, "X-Forwarded-For") ||
	       has_field(m, "X-MS-Exchange-Inbox-Rules-Loop") ||
	       !strncasecmp(local, "SRS0", 4) ||
	       !strncasecmp(local, "SRS1", 4) || strcasestr(local, "+SRS=") ||
	       strstr(local, "+caf_=") ||
	       (p->said.has_arc && p->said.arc_dmarc == SAID_PASS) ||
	       (p->said.has_arc && (p->said.arc_spf == SAID_PASS ||
				    p->said.arc_dkim == SAID_PASS));
}

/* What a newsletter program puts in is no sign: a list takes answers. */
static bool is_list(const struct message *m)
{
	return has_field(m, "List-Post") || has_field(m, "Mailing-List") ||
	       has_field(m, "X-Mailman-Version") ||
	       has_field(m, "X-BeenThere") || has_field(m, "X-Mailing-List");
}

static void read_way(struct proof *p)
{
	const struct message *m = &p->message;

	route_read(m, &p->route);
	said_read(m, &p->route, &p->said);
	filter_pass(m, p->author.domain, p->said.spf == SAID_PASS, &p->route);
	if (*p->route.filter)
		said_read(m, &p->route, &p->said);
}

static void read_message(struct proof *p)
{
	const struct message *m = &p->message;
	const char *from = message_value(m, "From");
	const char *path = message_value(m, "Return-Path");

	author_read(from ? from : "", &p->author);
	author_read(path ? path : "", &p->envelope);
	read_way(p);
	read_sender(p);
	if (!*p->envelope.domain)
		copy_name(p->envelope.domain, p->said.spf_domain);
	if (!*p->author.domain)
		copy_name(p->author.domain, p->said.dmarc_from);
	p->is_forwarded = is_forwarded(p);
	p->is_list = is_list(m);
	proof_read_signatures(p);
}

/* Of a refusal what the receiver names, else what came back. */
static void read_bounce(struct proof *p)
{
	const struct bounce *b = &p->bounce;
	const char *from;

	if (b->returned.len)
		message_read(b->returned.at, b->returned.len, &p->returned);
	from = message_value(&p->returned, "From");
	author_read(from ? from : "", &p->author);
	from = message_value(&p->returned, "Return-Path");
	author_read(from ? from : "", &p->envelope);
	if (!*p->author.domain)
		copy_name(p->author.domain, *p->asked ? p->asked : b->domain);
	/* A report goes to who sent what came back. */
	from = b->is_report ? message_value(&p->message, "To") : NULL;
	if (!*p->author.domain && from)
		author_read(from, &p->author);
	if (b->has_ip) {
		p->ip = b->ip;
		p->has_ip = true;
	}
	if (*b->domain)
		copy_name(p->envelope.domain, b->domain);
}

static enum proof_kind kind_of(const struct proof *p, bool bounced)
{
	const struct message *m = &p->message;

	if (m->is_outlook)
		return PROOF_OUTLOOK_FILE;
	if (bounced)
		return PROOF_BOUNCE;
	if (!m->count)
		return PROOF_NOTHING;
	if (!has_field(m, "Received") &&
	    !has_field(m, "Authentication-Results") &&
	    !has_field(m, "Received-SPF"))
		return PROOF_SENT_COPY;
	return PROOF_MESSAGE;
}

struct proof *proof_new(const char *bytes, size_t len, const char *domain)
{
	struct proof *p = xcalloc(1, sizeof(*p));
	bool bounced;

	if (domain)
		copy_name(p->asked, domain);
	message_read(bytes, len, &p->message);
	bounced = bounce_read(&p->message, &p->bounce);
	p->kind = kind_of(p, bounced);
	if (p->kind == PROOF_BOUNCE)
		read_bounce(p);
	else if (p->message.count)
		read_message(p);
	return p;
}

void proof_free(struct proof *p)
{
	if (!p)
		return;
	for (size_t i = 0; i < p->signature_count; i++)
		dkim_signature_free(&p->signatures[i].read);
	spf_result_free(&p->spf);
	bounce_free(&p->bounce);
	message_free(&p->returned);
	message_free(&p->message);
	free(p);
}

/* --- what the DNS says --------------------------------------------------- */

/* The address has to be let through by the envelope's domain, or by the name of
 * the server where the envelope is empty (RFC 7208, 2.4). Where nobody told the
 * envelope, that of most programs is the sender's. */
static const char *spf_name(const struct proof *p)
{
	if (*p->envelope.domain)
		return p->envelope.domain;
	return p->envelope.is_empty ? p->helo : p->author.domain;
}

static bool judge_spf(struct proof *p, const struct proof_world *world)
{
	const struct spf_request request = {
		.ip = p->ip,
		.domain = p->spf_domain,
		.sender = *p->envelope.address ? p->envelope.address : NULL,
		.helo = *p->helo ? p->helo : NULL,
		.now = world->now,
	};

	spf_result_free(&p->spf);
	copy_name(p->spf_domain, spf_name(p));
	if (!p->has_ip || !*p->spf_domain)
		return false;
	spf_check_host(&request, world->lookup, &p->spf);
	return p->spf.status == SPF_PENDING;
}

static bool judge_dmarc(struct proof *p, const struct proof_world *world)
{
	struct dmarc_discovery found;

	dmarc_discover(p->author.domain, world->lookup, &found);
	p->dmarc.status = found.status;
	p->dmarc.policy = found.policy;
	copy_name(p->dmarc.at, found.at);
	p->dmarc.strict_dkim = found.record.strict_dkim;
	p->dmarc.strict_spf = found.record.strict_spf;
	p->spf_alignment = alignment_of(p->spf_domain, p->author.domain,
					world->lookup);
	return found.status == DMARC_PENDING ||
	       p->spf_alignment == ALIGNMENT_PENDING;
}

/* --- which program it was ------------------------------------------------ */

static const struct service *service_at(const struct service_list *list,
					const char *name)
{
	const struct service *found = NULL;
	char below[NAME_SIZE];
	struct record r;

	if (!*name)
		return NULL;
	r = record_make("", RR_CNAME, name);
	if (!service_recognise(list, &r, &found, 1)) {
		record_free(&r);
		/* Its own name, where the list has what is below it. */
		if (!name_join("x", name, below))
			return NULL;
		r = record_make("", RR_CNAME, below);
		(void)service_recognise(list, &r, &found, 1);
	}
	record_free(&r);
	return found;
}

static void recognise(struct proof *p, const struct proof_world *world)
{
	p->service = NULL;
	if (!world->services)
		return;
	p->service = service_at(world->services, p->server);
	for (size_t i = 0; i < p->signature_count && !p->service; i++) {
		const struct proof_signature *s = &p->signatures[i];
		struct dkim_lookup found = dkim_look(s->key_name,
						     world->lookup);

		if (found.where && !name_equal(found.where, s->key_name))
			p->service = service_at(world->services, found.where);
		if (!p->service)
			p->service = service_at(world->services,
						s->read.domain);
	}
	if (!p->service)
		p->service = service_at(world->services, p->envelope.domain);
	if (!p->service)
		p->service = service_at(world->services, p->helo);
}

bool proof_judge(struct proof *p, const struct proof_world *world)
{
	bool pending = false;

	if (p->kind == PROOF_MESSAGE || p->kind == PROOF_BOUNCE) {
		pending |= judge_spf(p, world);
		pending |= *p->author.domain && judge_dmarc(p, world);
		pending |= proof_judge_signatures(p, world);
		recognise(p, world);
	}
	proof_conclude(p);
	return pending;
}

const char *proof_filter(const struct proof *p)
{
	const char *name = filter_name(p->route.filter);

	if (!*p->route.filter)
		return NULL;
	return name ? name : p->route.filter;
}

const char *proof_relay(const struct proof *p)
{
	return p->kind == PROOF_MESSAGE ? filter_name(p->server) : NULL;
}

static const char *const kinds[] = {
	[PROOF_NOTHING] = "nothing",     [PROOF_OUTLOOK_FILE] = "outlook-file",
	[PROOF_SENT_COPY] = "sent-copy", [PROOF_MESSAGE] = "message",
	[PROOF_BOUNCE] = "bounce",
};

const char *proof_kind_name(enum proof_kind kind)
{
	return kinds[kind];
}
