/* SPDX-License-Identifier: MIT */
#include "commands/header_json.h"

#include "commands/json.h"
#include "text/proof_text.h"

static const char *or_absent(const char *text)
{
	return text && *text ? text : NULL;
}

static void write_server(struct json_writer *j, const struct proof *p)
{
	char ip[IP_TEXT] = "";

	if (p->has_ip)
		ip_print(&p->ip, ip);
	if (!*ip && !*p->server && !*p->helo)
		return;
	json_write_object(j, "server");
	json_write_text(j, "name", or_absent(p->server));
	json_write_text(j, "ip", or_absent(ip));
	json_write_text(j, "helo", or_absent(p->helo));
	json_write_end(j);
}

static void write_spf(struct json_writer *j, const struct proof *p)
{
	bool asked = p->has_ip && *p->spf_domain;

	json_write_object(j, "spf");
	json_write_text(j, "domain", or_absent(p->spf_domain));
	json_write_text(j, "said", or_absent(said_name(p->said.spf)));
	if (asked)
		json_write_text(j, "now", spf_status_name(p->spf.status));
	json_write_text(j, "mechanism", p->spf.mechanism);
	if (*p->spf_domain && *p->author.domain)
		json_write_text(j, "alignment",
				alignment_name(p->spf_alignment));
	json_write_end(j);
}

static void write_signature(struct json_writer *j, const struct proof *p,
			    const struct proof_signature *s)
{
	json_write_object(j, NULL);
	json_write_text(j, "domain", or_absent(s->read.domain));
	json_write_text(j, "selector", or_absent(s->read.selector));
	json_write_text(j, "algorithm",
			or_absent(dkim_algorithm_name(s->read.algorithm)));
	json_write_text(j, "state", proof_dkim_name(s->state));
	json_write_text(j, "said", or_absent(said_name(s->said)));
	json_write_text(j, "tag", or_absent(s->read.tag));
	if (s->key_bits)
		json_write_number(j, "bits", s->key_bits);
	if (s->key_testing)
		json_write_bool(j, "testing", true);
	if (s->read.signed_at >= 0)
		json_write_time(j, "signed_at", (time_t)s->read.signed_at);
	if (s->read.expires_at >= 0)
		json_write_time(j, "expires_at", (time_t)s->read.expires_at);
	if (s->check.not_signed)
		json_write_number(j, "not_signed",
				  (int64_t)s->check.not_signed);
	if (*p->author.domain)
		json_write_text(j, "alignment", alignment_name(s->alignment));
	json_write_end(j);
}

static void write_dmarc(struct json_writer *j, const struct proof *p)
{
	json_write_object(j, "dmarc");
	json_write_text(j, "said", or_absent(said_name(p->said.dmarc)));
	if (p->dmarc.status == DMARC_FOUND) {
		json_write_text(j, "policy",
				dmarc_policy_name(p->dmarc.policy));
		json_write_text(j, "at", p->dmarc.at);
	}
	json_write_end(j);
}

static void write_bounce(struct json_writer *j, const struct bounce *b)
{
	json_write_object(j, "bounce");
	json_write_text(j, "cause", bounce_cause_name(b->cause));
	if (b->code)
		json_write_number(j, "code", b->code);
	json_write_text(j, "status", or_absent(b->status));
	json_write_bool(j, "temporary", b->is_temporary);
	json_write_text(j, "text", or_absent(b->text));
	json_write_end(j);
}

static void write_facts(struct json_writer *j, const struct proof *p)
{
	json_write_text(j, "domain", or_absent(p->author.domain));
	json_write_text(j, "sender", or_absent(p->author.address));
	json_write_text(j, "envelope", or_absent(p->envelope.domain));
	write_server(j, p);
	json_write_text(j, "receiver",
			or_absent(*p->said.server ? p->said.server
						  : p->route.receiver));
	json_write_text(j, "filter", proof_filter(p));
	json_write_text(j, "service", p->service ? p->service->id : NULL);
	write_spf(j, p);
	json_write_array(j, "dkim");
	for (size_t i = 0; i < p->signature_count; i++)
		write_signature(j, p, &p->signatures[i]);
	json_write_end(j);
	write_dmarc(j, p);
	if (p->said.spam != SPAM_UNSAID)
		json_write_bool(j, "spam", p->said.spam == SPAM_YES);
	json_write_bool(j, "forwarded", p->is_forwarded);
	json_write_number(j, "ignored", (int64_t)p->said.ignored);
	json_write_bool(j, "repaired", p->message.is_repaired);
}

void header_write(const struct proof *p)
{
	struct json_writer j = json_writer_to(stdout);
	struct str text = STR_INIT(STR_MAX_TEXT);

	json_write_object(&j, NULL);
	json_write_text(&j, "kind", proof_kind_name(p->kind));
	json_write_text(&j, "conclusion", proof_conclusion_name(p->conclusion));
	proof_add_sentence(&text, p);
	json_write_text(&j, "text", str_text(&text));
	str_reset(&text);
	proof_add_fix(&text, p);
	json_write_text(&j, "fix", or_absent(str_text(&text)));
	if (p->kind == PROOF_MESSAGE || p->kind == PROOF_BOUNCE)
		write_facts(&j, p);
	if (p->kind == PROOF_BOUNCE)
		write_bounce(&j, &p->bounce);
	json_write_end(&j);
	str_free(&text);
}
