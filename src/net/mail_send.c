/* SPDX-License-Identifier: MIT */
#include "net/mail_send.h"

#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "net/mail_upload.h"
#include "net/transfer.h"
#include "net/wiping.h"

enum { MAX_ANSWERS = 64 << 10, MAX_LINE = 256 };

struct mail_send {
	struct loop *loop;
	struct transfer *transfer;
	struct timer *refusal;
	char *url;
	char *user;
	char *password;
	struct mail_upload upload;
	bool encrypted;
	enum mail_step step;
	char line[MAX_LINE]; /* its last no, as it came */
	size_t line_len;
	mail_answer_fn *answered;
	void *ctx;
};

/* --- what is said -------------------------------------------------------- */

static const struct {
	const char *command;
	enum mail_step step;
} steps[] = {
	{ "STARTTLS", MAIL_STEP_TLS }, { "AUTH", MAIL_STEP_LOGIN },
	{ "MAIL", MAIL_STEP_SENDER },  { "RCPT", MAIL_STEP_RECIPIENT },
	{ "DATA", MAIL_STEP_MESSAGE },
};

static void note_command(struct mail_send *s, struct slice line)
{
	struct slice word = slice_trim(slice_take_until(&line, " \r\n"));

	for (size_t i = 0; i < COUNT_OF(steps); i++) {
		if (slice_is(word, steps[i].command))
			s->step = steps[i].step;
	}
}

/* A no is what counts; behind it comes the good-bye. */
static void note_answer(struct mail_send *s, const char *bytes, size_t len)
{
	if (!len || (*bytes != '4' && *bytes != '5'))
		return;
	s->line_len = len < sizeof(s->line) ? len : sizeof(s->line);
	memcpy(s->line, bytes, s->line_len);
}

/* libcurl tells the dialogue to nobody but whoever debugs. */
static int note(CURL *easy, curl_infotype kind, char *bytes, size_t len,
		void *ctx)
{
	(void)easy;
	if (kind == CURLINFO_HEADER_OUT)
		note_command(ctx, (struct slice){ bytes, len });
	else if (kind == CURLINFO_HEADER_IN)
		note_answer(ctx, bytes, len);
	return 0;
}

static void set_up(void *ctx, CURL *easy)
{
	struct mail_send *s = ctx;

	if (s->encrypted)
		curl_easy_setopt(easy, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
	if (s->user) {
		curl_easy_setopt(easy, CURLOPT_USERNAME, s->user);
		curl_easy_setopt(easy, CURLOPT_PASSWORD, s->password);
	}
	mail_upload_give(&s->upload, easy);
	curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, note);
	curl_easy_setopt(easy, CURLOPT_DEBUGDATA, s);
	curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
}

/* --- the end ------------------------------------------------------------- */

static void tell(struct mail_send *s, enum net_problem problem, unsigned code)
{
	char *text = clean_dup(s->line, s->line_len, CLEAN_LINE, MAX_LINE);
	const struct mail_answer answer = {
		.taken = problem == NET_OK,
		.code = code,
		.problem = problem,
		.step = s->step,
		.text = text,
	};

	s->answered(s->ctx, &answer);
	free(text);
}

/* The server's no ends the transfer as a broken connection would. */
static bool is_refusal(enum net_problem problem, long code)
{
	return (problem == NET_BROKEN || problem == NET_NONSENSE) &&
	       code >= 400 && code < 600;
}

static void done(void *ctx, enum net_problem problem, CURL *easy)
{
	struct mail_send *s = ctx;
	long code = 0;

	if (easy)
		(void)curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &code);
	/* A login was wanted, and it said nothing that could be one. */
	if (problem == NET_BROKEN && s->user && code == 250 &&
	    s->step < MAIL_STEP_LOGIN)
		s->step = MAIL_STEP_LOGIN;
	/* The line ends in CRLF, which is no part of what it says. */
	while (s->line_len && (s->line[s->line_len - 1] == '\n' ||
			       s->line[s->line_len - 1] == '\r'))
		s->line_len--;
	tell(s, problem, is_refusal(problem, code) ? (unsigned)code : 0);
}

static void refuse(void *ctx)
{
	struct mail_send *s = ctx;

	s->refusal = NULL;
	tell(s, NET_NO_TLS, 0);
}

/* --- the whole ----------------------------------------------------------- */

bool mail_host_is_local(const char *host)
{
	struct address a;

	return !strcmp(host, "localhost") ||
	       (address_parse(host, &a) && address_is_loopback(&a));
}

static void begin(struct mail_send *s, struct dns *dns,
		  const struct mail_request *request)
{
	const struct mail_server *server = &request->server;
	struct transfer_options options = {
		.protocols = "smtp,smtps",
		.host = server->host,
		.port = server->port,
		.max_headers = MAX_ANSWERS,
		.max_body = MAX_ANSWERS,
		.set_up = set_up,
		.done = done,
		.ctx = s,
	};
	struct address literal;

	options.deadline_ms = clock_ms() + (request->timeout_ms
						    ? request->timeout_ms
						    : MAIL_SEND_TIMEOUT_MS);
	/* What is said in the clear leaves this machine by no name server. */
	if (!s->encrypted && !address_parse(options.host, &literal))
		options.host = "127.0.0.1";
	s->url = xasprintf(strchr(options.host, ':') ? "%s://[%s]:%u"
						     : "%s://%s:%u",
			   server->security == MAIL_TLS ? "smtps" : "smtp",
			   options.host, (unsigned)options.port);
	options.url = s->url;
	s->transfer = transfer_new(s->loop, dns, &options);
}

struct mail_send *mail_send_new(struct loop *loop, struct dns *dns,
				const struct mail_request *request,
				mail_answer_fn *answered, void *ctx)
{
	const struct mail_server *server = &request->server;
	struct mail_send *s = xcalloc(1, sizeof(*s));

	s->loop = loop;
	if (server->user) {
		s->user = xstrdup(server->user);
		s->password = xstrdup(
			server->password ? secret_text(server->password) : "");
	}
	mail_upload_set(&s->upload, request->from, request->to,
			request->message, request->len);
	s->encrypted = server->security != MAIL_PLAIN;
	s->answered = answered;
	s->ctx = ctx;
	if (s->encrypted || mail_host_is_local(server->host))
		begin(s, dns, request);
	else
		s->refusal = loop_timer(loop, 0, refuse, s);
	return s;
}

void mail_send_free(struct mail_send *s)
{
	if (!s)
		return;
	loop_timer_cancel(s->loop, s->refusal);
	transfer_free(s->transfer);
	mail_upload_free(&s->upload);
	wiping_free(s->password);
	free(s->user);
	free(s->url);
	free(s);
}
