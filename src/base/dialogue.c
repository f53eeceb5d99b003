/* SPDX-License-Identifier: MIT */
#include "base/dialogue.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"

enum { SMTP_CODE_MIN = 200, SMTP_CODE_MAX = 599 };

struct dialogue dialogue_new(enum server_protocol protocol)
{
	return (struct dialogue){
		.protocol = protocol,
		.text = STR_INIT(DIALOGUE_TEXT_MAX),
	};
}

void dialogue_free(struct dialogue *d)
{
	for (size_t i = 0; i < d->line_count; i++)
		free(d->lines[i].text);
	free(d->lines);
	str_free(&d->text);
	*d = (struct dialogue){ .line_count = 0 };
}

static void keep(struct dialogue *d, bool ours, struct slice line)
{
	if (d->line_count == DIALOGUE_LINES_MAX)
		return;
	d->lines = grow(d->lines, d->line_count, &d->line_cap,
			sizeof(*d->lines));
	d->lines[d->line_count++] = (struct dialogue_line){
		.ours = ours,
		.text = clean_dup(line.at, line.len, CLEAN_LINE,
				  DIALOGUE_LINE_MAX),
	};
}

static void copy(char out[DIALOGUE_STATUS_MAX], struct slice word)
{
	size_t len = word.len < DIALOGUE_STATUS_MAX ? word.len : 0;

	memcpy(out, word.at, len);
	out[len] = 0;
}

/* --- what we say --------------------------------------------------------- */

static const struct {
	const char *word;
	enum talk_step step;
} commands[] = {
	{ "STARTTLS", TALK_TLS }, { "AUTH", TALK_LOGIN },
	{ "LOGIN", TALK_LOGIN },  { "AUTHENTICATE", TALK_LOGIN },
	{ "MAIL", TALK_SENDER },  { "RCPT", TALK_RECIPIENT },
	{ "DATA", TALK_MESSAGE },
};

/* The command, and how it may be shown: of a login two words at most. */
static void note_command(struct dialogue *d, struct slice line)
{
	struct slice rest = line;
	struct slice word = { line.at, 0 }, mechanism = { line.at, 0 };
	bool has_tag = d->protocol == SERVER_IMAP;

	if (has_tag && slice_next_word(&rest, &word))
		copy(d->tag, word);
	(void)slice_next_word(&rest, &word);
	d->in_hello = slice_is_nocase(word, "EHLO") ||
		      slice_is_nocase(word, "HELO");
	d->leaving |= slice_is_nocase(word, "QUIT") ||
		      slice_is_nocase(word, "LOGOUT");
	for (size_t i = 0; i < COUNT_OF(commands); i++) {
		if (slice_is_nocase(word, commands[i].word))
			d->step = commands[i].step;
	}
	if (slice_is_nocase(word, "AUTH") ||
	    slice_is_nocase(word, "AUTHENTICATE"))
		(void)slice_next_word(&rest, &mechanism);
	else if (!slice_is_nocase(word, "LOGIN"))
		mechanism = (struct slice){ line.at + line.len, 0 };
	else
		mechanism = word;
	if (mechanism.len) {
		d->in_login = true;
		line.len = (size_t)(mechanism.at + mechanism.len - line.at);
	} else if (slice_is_nocase(word, "AUTH")) {
		d->in_login = true;
	}
	keep(d, true, line);
}

void dialogue_sent(struct dialogue *d, const char *bytes, size_t len)
{
	struct slice rest = { bytes, len };
	struct slice line;

	while (slice_next_line(&rest, &line)) {
		if (!d->in_login && line.len)
			note_command(d, line);
	}
}

/* --- what the server says ------------------------------------------------ */

static void note_mechanisms(struct dialogue *d, struct slice list,
			    const char *prefix)
{
	static const struct {
		const char *name;
		enum server_offer offer;
	} known[] = {
		{ "PLAIN", OFFER_PASSWORD },
		{ "LOGIN", OFFER_PASSWORD },
		{ "CRAM-MD5", OFFER_PASSWORD },
		{ "DIGEST-MD5", OFFER_PASSWORD },
		{ "XOAUTH2", OFFER_OAUTH },
		{ "OAUTHBEARER", OFFER_OAUTH },
	};
	struct slice word;

	while (slice_next_word(&list, &word)) {
		enum server_offer offer = OFFER_OTHER;
		size_t skip = strlen(prefix);

		if (!slice_has_prefix_nocase(word, prefix))
			continue;
		word.at += skip;
		word.len -= skip;
		for (size_t i = 0; i < COUNT_OF(known); i++) {
			if (slice_is_nocase(word, known[i].name))
				offer = known[i].offer;
		}
		d->offers |= offer;
	}
}

/* A line of the answer to EHLO (RFC 5321, 4.1.1.1); AUTH= is older than the
 * standard. */
static void note_extension(struct dialogue *d, struct slice line)
{
	struct slice word = slice_take_until(&line, " =");

	d->told_offers = true;
	if (slice_is_nocase(word, "STARTTLS"))
		d->offers |= OFFER_STARTTLS;
	if (!slice_is_nocase(word, "AUTH") || !line.len)
		return;
	line.at++;
	line.len--;
	note_mechanisms(d, line, "");
}

/* "5.7.8" at the start of the words. */
static struct slice take_status(struct slice *words)
{
	struct slice rest = *words;
	struct slice word = slice_take_until(&rest, " ");
	unsigned dots = 0;

	for (size_t i = 0; i < word.len; i++) {
		if (word.at[i] == '.')
			dots++;
		else if (word.at[i] < '0' || word.at[i] > '9')
			return (struct slice){ word.at, 0 };
	}
	if (dots != 2 || !strchr("245", word.at[0]))
		return (struct slice){ word.at, 0 };
	*words = rest;
	return word;
}

static void add_words(struct dialogue *d, struct slice words)
{
	words = slice_trim(words);
	if (d->text.len && words.len)
		str_add_char(&d->text, ' ');
	(void)clean_bytes(&d->text, words.at, words.len, CLEAN_LINE);
}

/* "250-AUTH PLAIN": a code, what follows, and whether more is to come. */
static void read_smtp(struct dialogue *d, struct slice line)
{
	struct slice rest = line;
	struct slice status;
	uint64_t code;
	bool more;

	if (line.len < 3 || !slice_take_number(&rest, SMTP_CODE_MAX, &code) ||
	    code < SMTP_CODE_MIN || rest.at != line.at + 3)
		return;
	more = slice_skip_char(&rest, '-');
	if (!more)
		(void)slice_skip_char(&rest, ' ');
	if (!d->answer_open) {
		str_reset(&d->text);
		d->status[0] = 0;
		if (d->in_hello && code == 250)
			d->offers = 0;
	}
	d->code = (unsigned)code;
	status = take_status(&rest);
	if (status.len)
		copy(d->status, status);
	if (d->in_hello && code == 250)
		note_extension(d, rest);
	add_words(d, rest);
	d->answer_open = more;
	if (more)
		return;
	d->greeted |= code < 400;
	d->in_hello = false;
	d->in_login = false;
}

static void note_capabilities(struct dialogue *d, struct slice list)
{
	struct slice words = list;
	struct slice word;
	bool disabled = false;

	d->offers = 0;
	d->told_offers = true;
	note_mechanisms(d, list, "AUTH=");
	while (slice_next_word(&words, &word)) {
		if (slice_is_nocase(word, "STARTTLS"))
			d->offers |= OFFER_STARTTLS;
		disabled |= slice_is_nocase(word, "LOGINDISABLED");
	}
	/* Without it the command LOGIN is there (RFC 3501, 6.2.3). */
	if (!disabled)
		d->offers |= OFFER_PASSWORD;
	else
		d->offers &= ~(unsigned)OFFER_PASSWORD;
}

/* "[AUTHENTICATIONFAILED] text" behind OK, NO, BAD or BYE. */
static void note_imap_answer(struct dialogue *d, unsigned code,
			     struct slice words)
{
	struct slice inner;

	str_reset(&d->text);
	d->status[0] = 0;
	d->code = code;
	words = slice_trim(words);
	if (slice_skip_char(&words, '[')) {
		inner = slice_take_until(&words, "]");
		(void)slice_skip_char(&words, ']');
		if (slice_has_prefix_nocase(inner, "CAPABILITY ")) {
			inner.at += strlen("CAPABILITY ");
			inner.len -= strlen("CAPABILITY ");
			note_capabilities(d, inner);
		} else {
			copy(d->status, slice_take_until(&inner, " "));
		}
	}
	add_words(d, words);
}

static unsigned imap_code(struct slice word)
{
	static const struct {
		const char *word;
		unsigned code;
	} words[] = {
		{ "OK", 250 },  { "PREAUTH", 250 }, { "NO", 550 },
		{ "BAD", 500 }, { "BYE", 421 },
	};

	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (slice_is_nocase(word, words[i].word))
			return words[i].code;
	}
	return 0;
}

static void read_imap(struct dialogue *d, struct slice line)
{
	struct slice rest = line;
	struct slice tag, word;
	bool untagged;

	if (!slice_next_word(&rest, &tag) || !slice_next_word(&rest, &word))
		return;
	untagged = slice_is(tag, "*");
	if (untagged && slice_is_nocase(word, "CAPABILITY"))
		note_capabilities(d, rest);
	if (!imap_code(word) || (!untagged && !slice_is(tag, d->tag)))
		return;
	/* What it says on the way is not the answer, except the greeting and
	 * the end. */
	if (untagged && d->greeted && imap_code(word) != 421)
		return;
	note_imap_answer(d, imap_code(word), rest);
	d->greeted |= d->code == 250;
	if (!untagged)
		d->in_login = false;
}

/* The server's questions while we log in tell nothing, or too much. */
static bool is_challenge(const struct dialogue *d, struct slice line)
{
	if (!d->in_login)
		return false;
	return d->protocol == SERVER_IMAP
		       ? line.at[0] == '+'
		       : slice_has_prefix_nocase(line, "334");
}

void dialogue_received(struct dialogue *d, const char *bytes, size_t len)
{
	struct slice rest = { bytes, len };
	struct slice line;

	while (slice_next_line(&rest, &line)) {
		if (!line.len || is_challenge(d, line))
			continue;
		keep(d, false, line);
		if (d->leaving)
			continue;
		if (d->protocol == SERVER_IMAP)
			read_imap(d, line);
		else
			read_smtp(d, line);
	}
}
