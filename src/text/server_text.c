/* SPDX-License-Identifier: MIT */
#include "text/server_text.h"

#include <stdio.h>

#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/server_rows.h"
#include "text/time_text.h"

/* bytes of the server's own that are quoted; names of a certificate */
enum { WORDS_MAX = 300, NAMES_SHOWN = 3 };

struct server_facts {
	const struct server_wish *wish;
	const struct server_result *result;
};

static void add_names(struct str *out, const struct certificate *c)
{
	for (size_t i = 0; i < c->name_count && i < NAMES_SHOWN; i++)
		str_addf(out, "%s%s", i ? ", " : "", c->names[i]);
	if (c->name_count > NAMES_SHOWN)
		str_add(out, ",…");
	if (!c->name_count)
		/* TRANSLATORS: a certificate is for nobody. */
		str_add(out, _("no server at all"));
}

static void add_usual_ports(struct str *out, enum server_protocol protocol)
{
	/* TRANSLATORS: two numbers of ports. */
	str_addf(out, _("%1$u (STARTTLS) or %2$u (TLS)"),
		 (unsigned)server_port(protocol, SECURITY_STARTTLS),
		 (unsigned)server_port(protocol, SECURITY_TLS));
}

static void add_text(struct str *out, const char *text)
{
	str_add(out, text ? text : "");
}

static void add_fact(struct str *out, char letter, const void *ctx)
{
	const struct server_facts *f = ctx;
	const struct server_wish *w = f->wish;
	const struct certificate *c = f->result->certificate;

	switch (letter) {
	case 'H':
		add_text(out, w->host);
		break;
	case 'P':
		str_addf(out, "%u", (unsigned)w->port);
		break;
	case 'A':
		add_text(out, f->result->address);
		break;
	case 'R':
		text_add_short(out, str_text(&f->result->dialogue->text),
			       WORDS_MAX);
		break;
	case 'U':
		add_text(out, w->user);
		break;
	case 'F':
		add_text(out, w->from);
		break;
	case 'T':
		add_text(out, w->to ? w->to : w->from);
		break;
	case 'O':
		add_text(out, w->domain);
		break;
	case 'N':
		add_names(out, c);
		break;
	case 'I':
		add_text(out, c->issuer ? c->issuer : "-");
		break;
	case 'D':
		text_add_date(out, c->until);
		break;
	case 'E':
		text_add_date(out, c->from);
		break;
	case 'Q':
		add_usual_ports(out, w->protocol);
		break;
	case 'S':
		str_addf(out, "%u",
			 (unsigned)server_port(w->protocol, SECURITY_TLS));
		break;
	default:
		break;
	}
}

static void fill(struct str *out, const char *sentence, const char *letters,
		 const struct server_wish *wish, const struct server_result *r)
{
	const struct server_facts facts = { wish, r };

	text_fill(out, sentence, letters, add_fact, &facts);
}

/* What a step says while it runs, and when it went well. */
static const struct {
	const char *running;
	const char *letters;
	const char *good;
} steps[TEST_STEPS] = {
	[TEST_REACH] = { N_("%1$s is being called…"), "HAP",
			 N_("%1$s (%2$s) answers at port %3$s.") },
	[TEST_TLS] = { N_("Encryption is being agreed…"), "HID",
		       N_("The connection is encrypted. The certificate is for "
			  "%1$s, from %2$s, valid until %3$s.") },
	[TEST_LOGIN] = { N_("The login is being tried…"), "U",
			 N_("The login of %1$s is accepted.") },
	[TEST_SENDER] = { N_("The sender is being tried…"), "F",
			  N_("Sending as %1$s is allowed.") },
	[TEST_MESSAGE] = { N_("The test mail is being handed over…"), "T",
			   N_("The test mail to %1$s was taken. Look whether "
			      "it "
			      "arrives, in the spam folder as well.") },
	[TEST_SPF] = { N_("The SPF record is being looked at…"), "OHA",
		       N_("%1$s lets %2$s (%3$s) send: SPF says pass.") },
};

static const char *spf_sentence(enum spf_status status)
{
	switch (status) {
	case SPF_NONE:
		return _("%1$s has no SPF record, so nothing says that %2$s "
			 "may send for it.");
	case SPF_FAIL:
		return _("%1$s does not let %2$s (%3$s) send: SPF says fail.");
	case SPF_SOFTFAIL:
		return _("The SPF record of %1$s does not name %2$s (%3$s): "
			 "softfail.");
	case SPF_NEUTRAL:
		return _("The SPF record of %1$s says nothing about %2$s "
			 "(%3$s).");
	case SPF_PERMERROR:
		return _(
			"The SPF record of %1$s is in error, so it lets nobody "
			"send.");
	default:
		return _("No answer came that tells whether %1$s lets %2$s "
			 "send.");
	}
}

static const char *running_words(enum test_step step,
				 const struct server_wish *wish)
{
	return step == TEST_MESSAGE && wish->is_letter
		       ? N_("The mail is being handed over…")
		       : steps[step].running;
}

void server_add_step(struct str *out, enum test_step step,
		     const struct server_wish *wish,
		     const struct server_result *r)
{
	const struct trouble_row *row = &TROUBLE_ROWS[r->trouble];

	switch (r->steps[step]) {
	case TEST_LEFT_OUT:
	case TEST_WAITING:
		return;
	case TEST_RUNNING:
		fill(out, _(running_words(step, wish)), "H", wish, r);
		return;
	case TEST_GOOD:
		if (step == TEST_MESSAGE && wish->is_letter)
			text_fill_one(out, _("The mail was sent to %1$s."),
				      wish->to);
		else if (step == TEST_TLS && !r->certificate->is_there)
			str_add(out, _("The connection is encrypted."));
		else if (step == TEST_SPF && r->spf_provider)
			text_fill_two(out,
				      _("%1$s lets the servers of %2$s send: "
					"SPF says pass."),
				      wish->domain, wish->provider);
		else
			fill(out, _(steps[step].good), steps[step].letters,
			     wish, r);
		return;
	case TEST_BAD:
	case TEST_UNKNOWN:
		break;
	}
	if (step == TEST_SPF)
		fill(out, spf_sentence(r->spf ? r->spf->status : SPF_TEMPERROR),
		     "OHA", wish, r);
	else if (r->trouble == TROUBLE_CERTIFICATE_ISSUER &&
		 !r->certificate->issuer)
		fill(out,
		     _("The certificate of %1$s comes from an issuer that this "
		       "computer does not trust."),
		     "H", wish, r);
	else if (row->seen)
		fill(out, _(row->seen), row->seen_letters, wish, r);
}

void server_add_fix(struct str *out, const struct server_wish *wish,
		    const struct server_result *r)
{
	const struct trouble_row *row = &TROUBLE_ROWS[r->trouble];

	if (row->fix)
		fill(out, _(row->fix), row->fix_letters, wish, r);
}

void server_add_spf_fix(struct str *out, const struct server_wish *wish,
			const struct server_result *r)
{
	if (r->steps[TEST_SPF] != TEST_BAD || !r->spf)
		return;
	if (r->spf->status == SPF_PERMERROR)
		fill(out,
		     _("Have it mended first: zegel check %1$s says what "
		       "is wrong."),
		     "O", wish, r);
	else
		fill(out,
		     _("Large providers send from other addresses than the one "
		       "they take mail at. Ask your provider for the SPF part "
		       "of its servers (often an include), and have it added "
		       "to the one SPF record of %1$s"),
		     "O", wish, r);
}

const char *server_security_words(enum server_security security)
{
	static const char *const words[] = {
		[SECURITY_STARTTLS] = N_("STARTTLS"),
		[SECURITY_TLS] = N_("TLS"),
		[SECURITY_NONE] = N_("without encryption"),
	};

	return _(words[security]);
}

/* Where a suggestion comes from. */
static void add_source(struct str *out, const struct server_guess *guess)
{
	const char *name = guess->provider ? guess->provider->name : "";

	switch (guess->source) {
	case GUESS_SRV:
		str_add(out, _("your domain itself says so"));
		break;
	case GUESS_PROVIDER:
		text_fill_one(out, _("your mailboxes are at %1$s"), name);
		break;
	case GUESS_DNS_HOST:
		text_fill_one(out, _("your DNS is at %1$s"), name);
		break;
	case GUESS_NAME:
		str_add(out, _("this name exists"));
		break;
	case GUESS_MX:
		str_add(out, _("this server receives your mail"));
		break;
	}
}

void server_add_guess(struct str *out, const struct server_guess *guess)
{
	char port[8];
	const char *const facts[] = { guess->host, port };

	snprintf(port, sizeof(port), "%u", (unsigned)guess->port);
	/* TRANSLATORS: a server and its port; what follows is STARTTLS or TLS,
	 * and where that is known from. */
	text_fill_two(out, _("%1$s, port %2$s"), facts[0], facts[1]);
	str_addf(out, ", %s (", server_security_words(guess->security));
	add_source(out, guess);
	str_add_char(out, ')');
}

const char *server_mail_subject(void)
{
	return _("Test by zegel");
}

char *server_mail_text(const struct server_wish *wish)
{
	static const struct server_result none = { .is_over = false };
	struct str out = STR_INIT(STR_MAX_TEXT);

	fill(&out,
	     _("This is a test. It was sent through %1$s, port %2$s, to see "
	       "whether this server takes mail from %3$s and whether it "
	       "arrives."),
	     "HPF", wish, &none);
	str_add_char(&out, '\n');
	return str_take(&out);
}
