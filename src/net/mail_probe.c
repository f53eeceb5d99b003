/* SPDX-License-Identifier: MIT */
#include "net/mail_probe.h"

#include <openssl/x509_vfy.h>
#include <stdlib.h>
#include <string.h>

#include "net/certificate.h"
#include "net/mail_upload.h"
#include "net/transfer.h"

enum { COMMANDS_MAX = 4 };

struct mail_probe {
	struct loop *loop;
	struct transfer *transfer;
	struct timer *reach;
	struct timer *refusal;
	char *url;
	char *user, *password;
	enum server_security security;
	char *commands[COMMANDS_MAX]; /* NULL: the message */
	size_t command_count, at;
	struct mail_upload upload;
	struct mail_probe_state state;
	struct mail_probe_face face;
};

/* --- what is seen of it -------------------------------------------------- */

static void note_sent(struct mail_probe *p, const char *bytes, size_t len)
{
	/* The first word after STARTTLS is said when it is encrypted. */
	p->state.encrypted |= p->state.dialogue.step == TALK_TLS;
	dialogue_sent(&p->state.dialogue, bytes, len);
}

static void read_address(struct mail_probe *p, CURL *easy)
{
	char *address = NULL;

	if (!easy || *p->state.address)
		return;
	if (curl_easy_getinfo(easy, CURLINFO_PRIMARY_IP, &address) ==
		    CURLE_OK &&
	    address)
		snprintf(p->state.address, sizeof(p->state.address), "%s",
			 address);
}

static void note_received(struct mail_probe *p, CURL *easy, const char *bytes,
			  size_t len)
{
	read_address(p, easy);
	dialogue_received(&p->state.dialogue, bytes, len);
	p->state.connected = true;
	/* With TLS from the start, nothing is heard before it. */
	p->state.encrypted |= p->security == SECURITY_TLS;
	p->state.logged_in |= p->user && p->state.dialogue.step > TALK_LOGIN;
	if (p->face.changed)
		p->face.changed(p->face.ctx);
}

static int note(CURL *easy, curl_infotype kind, char *bytes, size_t len,
		void *ctx)
{
	struct mail_probe *p = ctx;

	if (kind == CURLINFO_HEADER_OUT)
		note_sent(p, bytes, len);
	else if (kind == CURLINFO_HEADER_IN)
		note_received(p, easy, bytes, len);
	else if (kind == CURLINFO_TEXT &&
		 slice_has_prefix_nocase((struct slice){ bytes, len },
					 "Connected to "))
		p->state.connected = true;
	return 0;
}

static void set_up(void *ctx, CURL *easy)
{
	struct mail_probe *p = ctx;
	bool is_last = p->at + 1 == p->command_count;

	if (p->security == SECURITY_STARTTLS)
		curl_easy_setopt(easy, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
	if (p->at == 0)
		certificate_watch(easy, &p->state.certificate);
	if (p->user) {
		curl_easy_setopt(easy, CURLOPT_USERNAME, p->user);
		curl_easy_setopt(easy, CURLOPT_PASSWORD, p->password);
	}
	curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, (long)(p->at == 0));
	curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, (long)is_last);
	if (p->commands[p->at])
		curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST,
				 p->commands[p->at]);
	else
		mail_upload_give(&p->upload, easy);
	curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, note);
	curl_easy_setopt(easy, CURLOPT_DEBUGDATA, p);
	curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
}

/* --- what it means ------------------------------------------------------- */

static enum trouble certificate_trouble(CURL *easy, enum net_problem problem)
{
	long reason = X509_V_OK;

	if (problem == NET_CERTIFICATE_NAME)
		return TROUBLE_CERTIFICATE_NAME;
	(void)curl_easy_getinfo(easy, CURLINFO_SSL_VERIFYRESULT, &reason);
	switch (reason) {
	case X509_V_ERR_CERT_HAS_EXPIRED:
		return TROUBLE_CERTIFICATE_EXPIRED;
	case X509_V_ERR_CERT_NOT_YET_VALID:
		return TROUBLE_CERTIFICATE_EARLY;
	case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
		return TROUBLE_CERTIFICATE_SELF;
	default:
		return TROUBLE_CERTIFICATE_ISSUER;
	}
}

/* libcurl ends in the same way whether STARTTLS was not there, was refused, or
 * the handshake failed. */
static enum trouble tls_trouble(const struct mail_probe *p)
{
	const struct dialogue *d = &p->state.dialogue;

	if (p->security == SECURITY_STARTTLS &&
	    (!(d->offers & OFFER_STARTTLS) || d->code >= 400))
		return TROUBLE_NO_STARTTLS;
	return TROUBLE_NO_TLS;
}

/* The login did not begin: nothing that is offered takes a password. */
static enum trouble login_trouble(const struct dialogue *d)
{
	return d->offers & OFFER_OAUTH ? TROUBLE_OAUTH_ONLY : TROUBLE_NO_LOGIN;
}

static bool has_no_login(const struct mail_probe *p)
{
	const struct dialogue *d = &p->state.dialogue;

	return p->user && d->told_offers && d->step <= TALK_TLS &&
	       !(d->offers & OFFER_PASSWORD);
}

static enum trouble broken_trouble(const struct mail_probe *p,
				   enum net_problem problem)
{
	const struct dialogue *d = &p->state.dialogue;

	/* Whoever does not know EHLO knows no STARTTLS (RFC 3207, 4). */
	if (d->code >= 500 && d->greeted && d->step == TALK_REACH &&
	    p->security == SECURITY_STARTTLS)
		return TROUBLE_NO_STARTTLS;
	if (d->code >= 400)
		return reply_trouble(d);
	if (has_no_login(p))
		return login_trouble(d);
	/* libcurl gives up where an answer grows without end. */
	if (d->answer_open)
		return TROUBLE_NONSENSE;
	if (d->greeted)
		return TROUBLE_BROKEN_OFF;
	return problem == NET_NONSENSE || d->line_count ? TROUBLE_NONSENSE
							: TROUBLE_BROKEN_OFF;
}

/* Time ran out. */
static enum trouble late_trouble(const struct mail_probe *p)
{
	if (p->state.dialogue.greeted)
		return TROUBLE_SLOW;
	if (p->state.dialogue.line_count)
		return TROUBLE_NONSENSE;
	return p->state.connected ? TROUBLE_MUTE : TROUBLE_SILENT;
}

static enum trouble trouble_of(const struct mail_probe *p,
			       enum net_problem problem, CURL *easy)
{
	switch (problem) {
	case NET_OK:
		return TROUBLE_NONE;
	case NET_BAD_URL:
	case NET_NO_NAME:
		return TROUBLE_NO_NAME;
	case NET_NO_DNS:
		return TROUBLE_NO_DNS;
	case NET_NO_ROUTE:
	case NET_PRIVATE:
		return TROUBLE_NO_ROUTE;
	case NET_NO_CONNECTION:
		return TROUBLE_CLOSED;
	case NET_NO_TRUST:
		return TROUBLE_NO_TRUST;
	case NET_CERTIFICATE:
	case NET_CERTIFICATE_DATE:
	case NET_CERTIFICATE_NAME:
		return certificate_trouble(easy, problem);
	case NET_NO_TLS:
		return tls_trouble(p);
	case NET_TIMEOUT:
		return late_trouble(p);
	case NET_TOO_BIG:
		return TROUBLE_NONSENSE;
	default:
		return broken_trouble(p, problem);
	}
}

/* Where it went wrong, when that is not where something was said last. */
static enum talk_step step_of(const struct mail_probe *p, enum trouble trouble)
{
	enum talk_step said = p->state.dialogue.step;

	if (trouble >= TROUBLE_NO_STARTTLS &&
	    trouble <= TROUBLE_CERTIFICATE_ISSUER)
		return TALK_TLS;
	if (trouble == TROUBLE_NO_LOGIN || trouble == TROUBLE_OAUTH_ONLY ||
	    trouble == TROUBLE_LOGIN_CLEAR)
		return TALK_LOGIN;
	/* It has greeted, so it was reached; what comes next is TLS. */
	if (said == TALK_REACH && trouble != TROUBLE_NONE &&
	    p->state.dialogue.greeted && p->security != SECURITY_NONE)
		return TALK_TLS;
	return said;
}

/* Over, for libcurl and for the password. */
static void stop(struct mail_probe *p)
{
	loop_timer_cancel(p->loop, p->reach);
	p->reach = NULL;
	transfer_free(p->transfer);
	p->transfer = NULL;
	if (p->password)
		explicit_bzero(p->password, strlen(p->password));
}

static void end(struct mail_probe *p, enum trouble trouble)
{
	stop(p);
	p->state.trouble = trouble;
	p->state.dialogue.step = step_of(p, trouble);
	p->face.done(p->face.ctx);
}

static void done(void *ctx, enum net_problem problem, CURL *easy)
{
	struct mail_probe *p = ctx;

	read_address(p, easy);
	p->state.connected |= *p->state.address && problem != NET_NO_CONNECTION;
	if (problem != NET_OK) {
		end(p, trouble_of(p, problem, easy));
		return;
	}
	p->state.encrypted = p->security != SECURITY_NONE;
	p->state.logged_in = p->user != NULL;
	if (++p->at == p->command_count) {
		end(p, TROUBLE_NONE);
		return;
	}
	transfer_again(p->transfer);
}

static void reach_is_over(void *ctx)
{
	struct mail_probe *p = ctx;

	p->reach = NULL;
	if (!p->state.dialogue.greeted)
		end(p, late_trouble(p));
}

/* --- the whole ----------------------------------------------------------- */

static void refuse(void *ctx)
{
	struct mail_probe *p = ctx;

	p->refusal = NULL;
	end(p, TROUBLE_LOGIN_CLEAR);
}

static void add_command(struct mail_probe *p, char *command)
{
	p->commands[p->command_count++] = command;
}

static void choose_commands(struct mail_probe *p,
			    const struct mail_probe_request *r)
{
	if (r->protocol == SERVER_IMAP) {
		add_command(p, xstrdup(r->user ? "NOOP" : "CAPABILITY"));
	} else if (!r->from) {
		add_command(p, xstrdup("NOOP"));
	} else if (r->message) {
		mail_upload_set(&p->upload, r->from, r->to ? r->to : r->from,
				r->message, r->len);
		add_command(p, NULL);
	} else {
		add_command(p, xasprintf("MAIL FROM:<%s>", r->from));
		add_command(p,
			    xasprintf("RCPT TO:<%s>", r->to ? r->to : r->from));
		add_command(p, xstrdup("RSET"));
	}
}

static char *make_url(const struct mail_probe_request *r)
{
	bool is_ipv6 = strchr(r->host, ':') != NULL;
	const char *hello = r->protocol == SERVER_SMTP && r->hello ? r->hello
								   : "";

	return xasprintf(
		"%s%s://%s%s%s:%u/%s", server_protocol_name(r->protocol),
		r->security == SECURITY_TLS ? "s" : "", is_ipv6 ? "[" : "",
		r->host, is_ipv6 ? "]" : "", (unsigned)r->port, hello);
}

static void begin(struct mail_probe *p, struct dns *dns,
		  const struct mail_probe_request *r)
{
	const struct transfer_options options = {
		.protocols = r->protocol == SERVER_SMTP ? "smtp,smtps"
							: "imap,imaps",
		.url = p->url,
		.host = r->host,
		.port = r->port,
		.deadline_ms = clock_ms() + (r->timeout_ms
						     ? r->timeout_ms
						     : MAIL_PROBE_TIMEOUT_MS),
		.max_headers = MAIL_PROBE_MAX_BYTES,
		.max_body = MAIL_PROBE_MAX_BYTES,
		.set_up = set_up,
		.done = done,
		.ctx = p,
	};

	p->reach = loop_timer(p->loop,
			      r->reach_ms ? r->reach_ms : MAIL_PROBE_REACH_MS,
			      reach_is_over, p);
	p->transfer = transfer_new(p->loop, dns, &options);
}

struct mail_probe *mail_probe_new(struct loop *loop, struct dns *dns,
				  const struct mail_probe_request *r,
				  const struct mail_probe_face *face)
{
	struct mail_probe *p = xcalloc(1, sizeof(*p));

	p->loop = loop;
	p->face = *face;
	p->security = r->security;
	p->state.dialogue = dialogue_new(r->protocol);
	p->url = make_url(r);
	if (r->user) {
		p->user = xstrdup(r->user);
		p->password = xstrdup(r->password ? secret_text(r->password)
						  : "");
	}
	choose_commands(p, r);
	if (r->user && r->security == SECURITY_NONE)
		p->refusal = loop_timer(loop, 0, refuse, p);
	else
		begin(p, dns, r);
	return p;
}

void mail_probe_free(struct mail_probe *p)
{
	if (!p)
		return;
	loop_timer_cancel(p->loop, p->refusal);
	stop(p);
	certificate_free(&p->state.certificate);
	dialogue_free(&p->state.dialogue);
	for (size_t i = 0; i < p->command_count; i++)
		free(p->commands[i]);
	mail_upload_free(&p->upload);
	free(p->password);
	free(p->user);
	free(p->url);
	free(p);
}

const struct mail_probe_state *mail_probe_state(const struct mail_probe *p)
{
	return &p->state;
}
