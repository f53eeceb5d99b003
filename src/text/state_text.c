/* SPDX-License-Identifier: MIT */
#include "text/state_text.h"

#include <stdlib.h>

#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/finding_text.h"
#include "text/time_text.h"

/* What a row of a table says of its record, by the first finding. Codes that
 * are not here say "look at this". */
struct label {
	enum finding_code from, to; /* in the order of FINDING_LIST */
	const char *text;
};

/* TRANSLATORS: words in a column of about 20, what is wrong with a record. */
static const struct label LABELS[] = {
	{ FINDING_DOMAIN_MISSING, FINDING_DOMAIN_UNDELEGATED,
	  N_("domain not found") },
	{ FINDING_DNSSEC_BOGUS, FINDING_DNSSEC_BOGUS, N_("DNSSEC broken") },
	{ FINDING_DOMAIN_IS_CNAME, FINDING_DOMAIN_IS_CNAME,
	  N_("domain is an alias") },
	{ FINDING_EDITED_ELSEWHERE, FINDING_DELEGATED_AWAY,
	  N_("wrong company") },
	{ FINDING_NAME_DOUBLED, FINDING_NAME_ELSEWHERE, N_("wrong name") },
	{ FINDING_CNAME_PROXIED, FINDING_CNAME_PROXIED, N_("proxy is on") },
	{ FINDING_CNAME_CONFLICT, FINDING_CNAME_CONFLICT,
	  N_("CNAME not alone") },
	{ FINDING_TYPE_TXT_FOR_CNAME, FINDING_TYPE_OTHER, N_("wrong type") },
	{ FINDING_TARGET_DOUBLED, FINDING_VALUE_LOWERCASED, N_("wrong value") },
	{ FINDING_VALUE_TRUNCATED, FINDING_VALUE_TRUNCATED, N_("cut off") },
	{ FINDING_RECORD_DUPLICATE, FINDING_RECORD_DUPLICATE,
	  N_("there twice") },
	{ FINDING_TARGET_WRONG, FINDING_TARGET_WRONG, N_("wrong value") },
	{ FINDING_SPF_MULTIPLE, FINDING_SPF_MULTIPLE, N_("there twice") },
	{ FINDING_SPF_SYNTAX, FINDING_SPF_INCLUDE_BROKEN, N_("has a mistake") },
	{ FINDING_SPF_MISSING, FINDING_SPF_MISSING, N_("gone") },
	{ FINDING_SPF_NOT_AUTHORISED, FINDING_SPF_NOT_AUTHORISED,
	  N_("program is missing") },
	{ FINDING_SPF_LOST_SENDER, FINDING_SPF_MAILBOX_LEFT_OUT,
	  N_("a sender is missing") },
	{ FINDING_DKIM_NO_KEY, FINDING_DKIM_KEY_SHORT, N_("no usable key") },
	{ FINDING_DMARC_SYNTAX, FINDING_DMARC_SYNTAX, N_("has a mistake") },
	{ FINDING_DMARC_AT_ROOT, FINDING_DMARC_AT_ROOT, N_("wrong name") },
	{ FINDING_DMARC_MISSING, FINDING_MISSING, N_("gone") },
};

static const char *const ACTIONS[] = {
	/* TRANSLATORS: in capitals in front of a record. */
	[ACTION_NEW] = N_("NEW"),   [ACTION_CHANGE] = N_("CHANGE"),
	[ACTION_KEEP] = N_("KEEP"), [ACTION_REMOVE] = N_("REMOVE"),
	[ACTION_UNKNOWN] = N_("?"),
};

static const char *const PURPOSES[] = {
	[PURPOSE_OTHER] = N_("other"),
	[PURPOSE_SPF] = "SPF",
	[PURPOSE_DKIM] = "DKIM",
	[PURPOSE_DMARC] = "DMARC",
	[PURPOSE_RETURN_PATH] = N_("bounces"),
	[PURPOSE_TRACKING] = N_("tracking"),
	[PURPOSE_VERIFICATION] = N_("proof"),
	[PURPOSE_MX] = "MX",
	[PURPOSE_DELEGATION] = N_("delegation"),
};

static const char *const OUTCOMES[] = {
	[OUTCOME_GREEN] = N_("all right"),
	[OUTCOME_WAITING] = N_("waiting"),
	[OUTCOME_WRONG] = N_("wrong"),
	[OUTCOME_UNKNOWN] = N_("no answer"),
};

const char *finding_label(const struct finding *f)
{
	if (f->changing)
		return _("being changed");
	if (f->waiting && f->code == FINDING_SPF_NOT_AUTHORISED)
		return _("not changed yet");
	if (f->waiting)
		return _("not found yet");
	for (size_t i = 0; i < COUNT_OF(LABELS); i++) {
		if (f->code >= LABELS[i].from && f->code <= LABELS[i].to)
			return _(LABELS[i].text);
	}
	return _("look at this");
}

static const char *words_when_wrong(const struct record_verdict *r)
{
	for (size_t i = 0; i < r->findings.count; i++) {
		if (r->findings.items[i].severity == SEVERITY_ERROR)
			return finding_label(&r->findings.items[i]);
	}
	return r->unchanged ? _("not changed yet") : _("wrong");
}

const char *state_words(const struct record_verdict *r)
{
	if (r->being_changed)
		return _("being changed");
	switch (r->state) {
	case STATE_OK:
		return _("right");
	case STATE_MISSING:
		if (!r->findings.count)
			return _("not found yet");
		return finding_label(&r->findings.items[0]);
	case STATE_WRONG:
		return words_when_wrong(r);
	case STATE_PARTIAL:
		return _("not on all name servers yet");
	case STATE_UNKNOWN:
		break;
	}
	return _("no answer");
}

const char *state_usual_words(size_t index)
{
	static const char *const WORDS[] = {
		N_("not found yet"), N_("not changed yet"), N_("being changed"),
		N_("recommended"),   N_("no answer"),       N_("wrong name"),
		N_("wrong type"),    N_("wrong value"),     N_("gone"),
	};

	return index < COUNT_OF(WORDS) ? _(WORDS[index]) : NULL;
}

static bool is_waited_for(const struct record_verdict *r)
{
	if (r->being_changed)
		return true;
	for (size_t i = 0; i < r->findings.count; i++) {
		if (r->findings.items[i].severity == SEVERITY_ERROR &&
		    !r->findings.items[i].waiting)
			return false;
	}
	return r->unchanged || r->state == STATE_MISSING;
}

const char *state_sign(const struct record_verdict *r)
{
	switch (r->state) {
	case STATE_OK:
		return "✓";
	case STATE_PARTIAL:
		return "◐";
	case STATE_UNKNOWN:
		return "?";
	case STATE_MISSING:
	case STATE_WRONG:
		break;
	}
	return is_waited_for(r) ? "○" : "✗";
}

void state_add_published(struct str *out, const struct record_verdict *r)
{
	if (r->of)
		/* TRANSLATORS: so many of so many name servers. */
		str_addf(out, _("%1$u of %2$u"), r->have, r->of);
}

void state_add_visible(struct str *out, const struct record_verdict *r,
		       time_t now)
{
	struct str time = STR_INIT(64);

	if (r->state != STATE_OK)
		return;
	if (r->visible_by > now) {
		text_add_time(&time, r->visible_by, now);
		text_fill_one(out, _("by %1$s at the latest"), str_text(&time));
		str_free(&time);
	} else if (r->visible) {
		str_add(out, _("visible"));
	}
}

const char *action_words(enum action action)
{
	return _(ACTIONS[action]);
}

const char *purpose_words(enum purpose purpose)
{
	return _(PURPOSES[purpose]);
}

char *later_sentence(const char *domain, bool nightly)
{
	char *command = xasprintf("zegel check %s", domain);
	/* TRANSLATORS: a command to be typed. */
	char *text = xasprintf(nightly ? _("zegel looks again tonight. At any "
					   "other time: %s")
				       : _("To look again later: %s"),
			       command);

	free(command);
	return text;
}

const char *outcome_words(enum outcome outcome)
{
	return _(OUTCOMES[outcome]);
}

/* The names of the services that were judged, as a list. */
static void add_services(struct str *out, const struct verdict *v,
			 const struct service_list *services)
{
	const char **names = xcalloc(v->service_count + 1, sizeof(*names));

	for (size_t i = 0; i < v->service_count; i++) {
		const struct service *s = services
						  ? service_find(services,
								 v->services[i])
						  : NULL;

		names[i] = s ? s->name : v->services[i];
	}
	text_add_list(out, names, v->service_count);
	free(names);
}

void outcome_add_sentence(struct str *out, const struct verdict *v,
			  const struct service_list *services)
{
	struct str names = STR_INIT(STR_MAX_TEXT);
	char *domain = name_for_people(v->domain);

	add_services(&names, v, services);
	switch (v->outcome) {
	case OUTCOME_GREEN:
		if (v->service_count)
			text_fill_two(out,
				      /* TRANSLATORS: program (or programs), and
				       * domain. */
				      P_("%1$s may now send mail for %2$s",
					 "%1$s may now send mail for %2$s",
					 v->service_count),
				      str_text(&names), domain);
		else
			text_fill_one(out, _("All is right with %1$s"), domain);
		break;
	case OUTCOME_WAITING:
		text_fill_one(out, _("Not all is there yet for %1$s"), domain);
		break;
	case OUTCOME_WRONG:
		text_fill_one(out, _("Something is wrong with %1$s"), domain);
		break;
	case OUTCOME_UNKNOWN:
		text_fill_one(out,
			      _("No answer came that tells how it stands with "
				"%1$s"),
			      domain);
		break;
	}
	str_free(&names);
	free(domain);
}
