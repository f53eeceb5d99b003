/* SPDX-License-Identifier: MIT */
#include "core/server_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "mail/mail_address.h"
#include "mail/message.h"
#include "mail/spf_cover.h"
#include "net/facts.h"
#include "net/mail_probe.h"

/* As RFC 7208, 4.6.4 has it for a whole evaluation. */
enum { SPF_PATIENCE_MS = 20000, REACH_QUESTIONS = 2, ALL_QUESTIONS = 6 };

struct server_test {
	struct loop *loop;
	struct dns *dns;
	struct server_test_face face;
	bool wants[TEST_STEPS];
	char *domain;
	char *from;
	struct mail_probe *probe;
	bool probed;
	struct facts *facts;
	struct record record; /* the SPF record that was given */
	struct answer given;
	bool has_given;
	struct spf_result spf;
	char *terms; /* of the provider, or NULL */
	enum spf_cover cover;
	struct server_result result;
};

static const char *const step_names[TEST_STEPS] = {
	[TEST_REACH] = "reach",  [TEST_TLS] = "tls",
	[TEST_LOGIN] = "login",  [TEST_SENDER] = "sender",
	[TEST_MESSAGE] = "mail", [TEST_SPF] = "spf",
};

static const char *const state_names[] = {
	[TEST_LEFT_OUT] = "left-out", [TEST_WAITING] = "waiting",
	[TEST_RUNNING] = "running",   [TEST_GOOD] = "good",
	[TEST_BAD] = "bad",           [TEST_UNKNOWN] = "unknown",
};

const char *test_step_name(enum test_step step)
{
	return step_names[step];
}

const char *test_state_name(enum test_state state)
{
	return state_names[state];
}

bool server_result_is_doubtful(const struct server_result *r,
			       enum test_step step)
{
	return step == TEST_SPF && r->steps[step] == TEST_BAD && r->spf &&
	       r->spf->status != SPF_FAIL && r->spf->status != SPF_PERMERROR;
}

char *server_address_read(const char *text)
{
	return mail_address_read(text);
}

/* --- SPF ----------------------------------------------------------------- */

static const struct answer *ask(void *ctx, const char *name, enum rr type)
{
	const struct server_test *t = ctx;
	const struct question question = {
		.name = name,
		.type = type,
		.server = ADDRESS_RESOLVER,
	};

	if (t->has_given && type == RR_TXT && !strcmp(name, t->domain))
		return &t->given;
	return facts_get(t->facts, &question, FACT_TTL);
}

static void end(struct server_test *t)
{
	t->result.is_over = true;
	t->face.done(t->face.ctx);
}

/* Large providers send from other addresses than they take mail at. */
static void judge_provider(struct server_test *t, const struct lookup *lookup)
{
	struct spf_cover_result cover;

	t->cover = SPF_COVER_NO;
	if (!t->terms || !t->spf.record || t->spf.status == SPF_PASS)
		return;
	spf_cover_check(t->domain, t->spf.record, t->terms, lookup, &cover);
	t->cover = cover.cover;
	spf_cover_free(&cover);
}

static bool judge(struct server_test *t)
{
	const struct lookup lookup = { ask, t };
	struct spf_request request = {
		.domain = t->domain,
		.sender = t->from,
		.now = clock_wall(),
	};

	if (!ip_parse(mail_probe_state(t->probe)->address, &request.ip))
		return true;
	spf_result_free(&t->spf);
	spf_check_host(&request, &lookup, &t->spf);
	judge_provider(t, &lookup);
	return (t->spf.status != SPF_PENDING &&
		t->cover != SPF_COVER_PENDING) ||
	       !facts_pending(t->facts);
}

static void facts_changed(void *ctx)
{
	struct server_test *t = ctx;

	if (t->result.is_over || !judge(t))
		return;
	facts_cancel(t->facts);
	end(t);
}

static void begin_spf(struct server_test *t)
{
	t->facts = facts_new(t->loop, t->dns, facts_changed, t);
	facts_set_patience(t->facts, SPF_PATIENCE_MS);
	if (judge(t))
		end(t);
}

static void probe_changed(void *ctx)
{
	struct server_test *t = ctx;

	if (t->face.changed)
		t->face.changed(t->face.ctx);
}

/* Not of a server that cannot be used anyhow. */
static bool asks_spf(const struct server_test *t)
{
	const struct mail_probe_state *s = mail_probe_state(t->probe);

	return t->wants[TEST_SPF] &&
	       (!t->probed ||
		(*s->address &&
		 (!s->trouble || s->dialogue.step >= TALK_LOGIN)));
}

static void probe_done(void *ctx)
{
	struct server_test *t = ctx;

	t->probed = true;
	probe_changed(t);
	if (asks_spf(t))
		begin_spf(t);
	else
		end(t);
}

/* --- what is known by now ------------------------------------------------ */

static enum test_step step_of(const struct dialogue *d, bool has_message)
{
	static const enum test_step steps[TALK_STEPS] = {
		[TALK_REACH] = TEST_REACH,      [TALK_TLS] = TEST_TLS,
		[TALK_LOGIN] = TEST_LOGIN,      [TALK_SENDER] = TEST_SENDER,
		[TALK_RECIPIENT] = TEST_SENDER, [TALK_MESSAGE] = TEST_MESSAGE,
	};

	/* The recipient of a mail is not the sender's question. */
	if (d->step == TALK_RECIPIENT && has_message)
		return TEST_MESSAGE;
	return steps[d->step];
}

static enum test_step reached_step(const struct mail_probe_state *s,
				   bool has_message)
{
	enum test_step step = step_of(&s->dialogue, has_message);

	/* The dialogue alone does not tell that what was begun is over. */
	if (step == TEST_REACH && s->dialogue.greeted)
		step = TEST_TLS;
	if (step == TEST_TLS && s->encrypted)
		step = TEST_LOGIN;
	return step;
}

static enum test_state spf_state(const struct server_test *t)
{
	if (!t->result.is_over)
		return t->facts ? TEST_RUNNING : TEST_WAITING;
	if (t->cover == SPF_COVER_YES)
		return TEST_GOOD;
	switch (t->spf.status) {
	case SPF_PASS:
		return TEST_GOOD;
	case SPF_PENDING:
	case SPF_TEMPERROR:
		return TEST_UNKNOWN;
	default:
		return TEST_BAD;
	}
}

static enum test_state step_state(const struct server_test *t,
				  enum test_step step, enum test_step at)
{
	enum trouble trouble = mail_probe_state(t->probe)->trouble;

	if (!t->wants[step])
		return TEST_LEFT_OUT;
	if (t->probed && trouble == TROUBLE_NONE)
		return TEST_GOOD;
	if (step < at)
		return TEST_GOOD;
	if (step > at)
		return t->probed ? TEST_LEFT_OUT : TEST_WAITING;
	if (!t->probed)
		return TEST_RUNNING;
	return trouble_is_unknown(trouble) ? TEST_UNKNOWN : TEST_BAD;
}

/* With a trouble it stands where that was; else at the first step that is
 * wanted and not over. */
static enum test_step current_step(const struct server_test *t)
{
	const struct mail_probe_state *s = mail_probe_state(t->probe);
	enum test_step at = t->probed ? step_of(&s->dialogue,
						t->wants[TEST_MESSAGE])
				      : reached_step(s, t->wants[TEST_MESSAGE]);

	while (!t->probed && at < TEST_SPF && !t->wants[at])
		at++;
	return at;
}

const struct server_result *server_test_result(struct server_test *t)
{
	const struct mail_probe_state *s = mail_probe_state(t->probe);
	enum test_step at = current_step(t);

	for (size_t i = 0; i < TEST_SPF; i++)
		t->result.steps[i] = step_state(t, (enum test_step)i, at);
	/* It was wanted before it was said to be: a login that is needed. */
	if (t->probed && s->trouble && !t->wants[at])
		t->result.steps[at] = trouble_is_unknown(s->trouble)
					      ? TEST_UNKNOWN
					      : TEST_BAD;
	t->result.steps[TEST_SPF] = asks_spf(t) ? spf_state(t) : TEST_LEFT_OUT;
	t->result.spf_provider = t->cover == SPF_COVER_YES;
	t->result.trouble = s->trouble;
	t->result.address = s->address;
	t->result.certificate = &s->certificate;
	t->result.dialogue = &s->dialogue;
	t->result.spf = t->facts && t->result.is_over ? &t->spf : NULL;
	return &t->result;
}

/* --- the whole ----------------------------------------------------------- */

static void note_wants(struct server_test *t, const struct server_wish *wish)
{
	bool sends = wish->protocol == SERVER_SMTP && wish->from;

	t->wants[TEST_REACH] = true;
	t->wants[TEST_TLS] = wish->security != SECURITY_NONE;
	t->wants[TEST_LOGIN] = wish->user != NULL;
	t->wants[TEST_SENDER] = sends;
	t->wants[TEST_MESSAGE] = sends && wish->to;
	t->wants[TEST_SPF] = wish->protocol == SERVER_SMTP && wish->domain;
}

static void take_record(struct server_test *t, const struct server_wish *wish)
{
	if (!wish->spf_record)
		return;
	t->record = record_make(wish->domain, RR_TXT, wish->spf_record);
	t->given = (struct answer){
		.status = ANSWER_RECORDS,
		.records = &t->record,
		.count = 1,
	};
	t->has_given = true;
}

static void make_unique(char out[17])
{
	unsigned char bytes[8] = { 0 };

	if (getrandom(bytes, sizeof(bytes), 0) < 0)
		bytes[0] = (unsigned char)clock_ms();
	for (size_t i = 0; i < sizeof(bytes); i++)
		snprintf(out + 2 * i, 3, "%02x", bytes[i]);
}

static void write_message(struct str *out, const struct server_wish *wish)
{
	char unique[17];
	const struct mail_message message = {
		.from = wish->from,
		.to = wish->to,
		.subject = wish->subject,
		.text = wish->text,
		.unique = unique,
		.date = clock_wall(),
	};

	make_unique(unique);
	message_add(out, &message);
}

struct server_test *server_test_new(struct loop *loop, struct dns *dns,
				    const struct server_wish *wish,
				    const struct secret *password,
				    const struct server_test_face *face)
{
	struct server_test *t = xcalloc(1, sizeof(*t));
	const struct mail_probe_face probe_face = { probe_changed, probe_done,
						    t };
	struct str message = STR_INIT(STR_MAX_TEXT);
	struct mail_probe_request request = {
		.protocol = wish->protocol,
		.security = wish->security,
		.host = wish->host,
		.port = wish->port,
		.hello = wish->domain,
		.user = wish->user,
		.password = password,
		.from = wish->from,
		.to = wish->to,
		.reach_ms = wish->timeout_ms * REACH_QUESTIONS,
		.timeout_ms = wish->timeout_ms * ALL_QUESTIONS,
	};

	t->loop = loop;
	t->dns = dns;
	t->face = *face;
	note_wants(t, wish);
	if (wish->domain) {
		t->domain = xstrdup(wish->domain);
		take_record(t, wish);
	}
	if (wish->from)
		t->from = xstrdup(wish->from);
	if (wish->spf_terms)
		t->terms = xstrdup(wish->spf_terms);
	if (t->wants[TEST_MESSAGE]) {
		write_message(&message, wish);
		request.message = str_text(&message);
		request.len = message.len;
	}
	t->probe = mail_probe_new(loop, dns, &request, &probe_face);
	str_free(&message);
	return t;
}

void server_test_free(struct server_test *t)
{
	if (!t)
		return;
	mail_probe_free(t->probe);
	facts_free(t->facts);
	spf_result_free(&t->spf);
	record_free(&t->record);
	free(t->domain);
	free(t->from);
	free(t->terms);
	free(t);
}
