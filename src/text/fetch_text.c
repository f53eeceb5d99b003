/* SPDX-License-Identifier: MIT */
#include "text/fetch_text.h"

#include <stdio.h>

#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/time_text.h"

static void add_gap(struct str *out)
{
	if (out->len)
		str_add_char(out, ' ');
}

static void add_one(struct str *out, const char *sentence, const char *one)
{
	add_gap(out);
	text_fill_one(out, sentence, one);
}

static void add_two(struct str *out, const char *sentence, const char *one,
		    const char *two)
{
	add_gap(out);
	text_fill_two(out, sentence, one, two);
}

void fetch_add_key(struct str *out, const struct api *api, const char *service)
{
	const struct api_key *key = &api->key;

	add_two(out, _("%1$s calls the key that is needed ‘%2$s’."), service,
		key->name);
	if (key->path && key->button)
		add_two(out, _("You make it there under %1$s, with ‘%2$s’."),
			key->path, key->button);
	else if (key->path)
		add_one(out, _("You find it there under %1$s."), key->path);
	if (key->right_count) {
		struct str rights = STR_INIT(STR_MAX_TEXT);

		text_add_list(&rights, key->rights, key->right_count);
		add_one(out, _("It needs no more rights than %1$s."),
			str_text(&rights));
		str_free(&rights);
	}
	if (key->unfit)
		add_one(out, _("A ‘%1$s’ will not do."), key->unfit);
}

/* Why no answer came. */
static const char *net_sentence(enum net_problem problem)
{
	switch (problem) {
	case NET_NO_NAME:
	case NET_NO_DNS:
		return _("The address of %1$s cannot be found from here.");
	case NET_NO_TRUST:
		return _("This computer has no list of trusted certificates "
			 "(ca-certificates), so the key was not sent to %1$s.");
	case NET_CERTIFICATE_DATE:
		return _("The certificate of %1$s is not valid at this moment, "
			 "so the key was not sent. Is the clock of this "
			 "computer right?");
	case NET_CERTIFICATE:
	case NET_CERTIFICATE_NAME:
		return _("The certificate of %1$s cannot be trusted, so the "
			 "key was not sent. Perhaps something on the way reads "
			 "along.");
	case NET_TIMEOUT:
		return _("No whole answer came from %1$s in time. Try again "
			 "in a moment.");
	case NET_TOO_BIG:
		return _("The answer of %1$s is longer than it can be right.");
	case NET_BROKEN:
	case NET_NONSENSE:
		return _("The answer of %1$s broke off. Try again in a "
			 "moment.");
	default:
		return _("%1$s cannot be reached from here.");
	}
}

static void add_too_many(struct str *out, const struct fetch_result *r,
			 const char *service)
{
	struct str wait = STR_INIT(STR_MAX_TEXT);

	text_add_duration(&wait, r->wait_s);
	if (r->wait_s)
		add_two(out,
			_("%1$s wants no more questions for now. Try again in "
			  "%2$s."),
			service, str_text(&wait));
	else
		add_one(out,
			_("%1$s wants no more questions for now. Try again in "
			  "a few minutes."),
			service);
	str_free(&wait);
}

static void add_unknown(struct str *out, const struct fetch_result *r,
			const char *service, const char *domain)
{
	struct str near = STR_INIT(STR_MAX_TEXT);

	add_two(out,
		_("%1$s does not know %2$s in this account. Add the domain "
		  "there first, then try again."),
		service, domain);
	if (r->answer.near_count) {
		text_add_list(&near, (const char *const *)r->answer.near,
			      r->answer.near_count);
		add_one(out, _("It does know %1$s."), str_text(&near));
	}
	str_free(&near);
}

static void add_status(struct str *out, const struct fetch_result *r,
		       const char *sentence, const char *service)
{
	char code[16];

	snprintf(code, sizeof(code), "%u", r->http_status);
	add_two(out, sentence, service, code);
}

void fetch_add_problem(struct str *out, const struct fetch_result *r,
		       const char *service, const char *domain)
{
	switch (r->status) {
	case FETCH_OK:
		return;
	case FETCH_KEY_REFUSED:
		add_one(out,
			_("%1$s does not accept this key. Is it whole, of this "
			  "account, still valid, and allowed to see domains?"),
			service);
		return;
	case FETCH_UNKNOWN_DOMAIN:
		add_unknown(out, r, service, domain);
		return;
	case FETCH_NO_RECORDS:
		add_two(out,
			_("%1$s knows %2$s, but shows no records to enter for "
			  "it."),
			service, domain);
		return;
	case FETCH_TOO_MANY:
		add_too_many(out, r, service);
		return;
	case FETCH_SERVICE_FAILED:
		add_status(out, r,
			   _("Something is wrong at %1$s itself (%2$s). Try "
			     "again later."),
			   service);
		return;
	case FETCH_REFUSED:
		add_status(out, r, _("%1$s refuses the question (%2$s)."),
			   service);
		if (r->message)
			add_one(out, _("It says: %1$s"), r->message);
		return;
	case FETCH_MOVED:
		add_one(out,
			_("%1$s points to another address. A key is not taken "
			  "there, so nothing was fetched."),
			service);
		return;
	case FETCH_BROKEN:
		add_one(out,
			_("The answer of %1$s cannot be understood. Copy the "
			  "records there, and paste them."),
			service);
		return;
	case FETCH_NO_ANSWER:
		add_one(out, net_sentence(r->problem), r->host);
		return;
	}
}

/* "MX bakkerij-jansen.nl, CAA links": what was left out for this reason. */
static void add_left(struct str *out, const struct api_answer *answer,
		     enum api_left left, const char *sentence)
{
	struct str list = STR_INIT(STR_MAX_TEXT);

	for (size_t i = 0; i < answer->record_count; i++) {
		const struct api_record *r = &answer->records[i];

		if (r->left == left)
			str_addf(&list, "%s%s %s", list.len ? ", " : "",
				 r->type_name, *r->name ? r->name : "@");
	}
	if (list.len)
		add_one(out, sentence, str_text(&list));
	str_free(&list);
}

void fetch_add_left(struct str *out, const struct api_answer *answer)
{
	add_left(out, answer, API_LEFT_RECEIVING,
		 _("Left out, because it is for receiving mail: %1$s."));
	add_left(out, answer, API_LEFT_TRACKING,
		 _("Left out, because it is for counting clicks: %1$s."));
	add_left(out, answer, API_LEFT_TYPE,
		 _("Left out, because sending does not need this type: "
		   "%1$s."));
}

void fetch_add_verdict(struct str *out, const struct fetch_result *r,
		       const char *service, const char *domain)
{
	switch (r->answer.verdict) {
	case API_YES:
		add_two(out, _("%1$s has verified %2$s."), service, domain);
		return;
	case API_PENDING:
		add_two(out,
			_("%1$s is still looking at %2$s. Ask again in a few "
			  "minutes."),
			service, domain);
		break;
	case API_NO:
		add_two(out, _("%1$s has not verified %2$s yet."), service,
			domain);
		break;
	case API_UNSAID:
		add_two(out,
			_("%1$s has looked at %2$s, but does not say whether "
			  "it is right."),
			service, domain);
		break;
	}
	if (r->message)
		add_one(out, _("It says: %1$s"), r->message);
}

const char *fetch_state_words(enum api_state state)
{
	static const char *const words[] = {
		[API_UNSAID] = N_("nothing is said about it"),
		[API_YES] = N_("right"),
		[API_PENDING] = N_("not looked at yet"),
		[API_NO] = N_("not right yet"),
	};

	return _(words[state]);
}
