/* SPDX-License-Identifier: MIT */
#include "text/resolver_text.h"

#include <stdio.h>

#include "i18n/i18n.h"
#include "text/fill.h"

/* TRANSLATORS: each stands behind "... could not be asked over HTTPS:", and a
 * full stop follows. */
static const char *const problems[NET_PROBLEM_COUNT] = {
	[NET_NO_NAME] = N_("its name does not exist"),
	[NET_NO_DNS] = N_("its name cannot be looked up from here; an address "
			  "instead of the name (https://9.9.9.9/dns-query) "
			  "needs no look-up"),
	[NET_NO_ROUTE] = N_("this computer has no way there"),
	[NET_NO_CONNECTION] = N_("nobody answers there"),
	[NET_NO_TLS] = N_("no encryption could be agreed on"),
	[NET_NO_TRUST] = N_("this computer has no list of trusted "
			    "certificates (ca-certificates)"),
	[NET_CERTIFICATE] = N_("its certificate comes from nobody whom this "
			       "computer trusts; perhaps something on the way "
			       "reads along"),
	[NET_CERTIFICATE_DATE] = N_("its certificate is not valid at this "
				    "moment, or the clock of this computer is "
				    "not right"),
	[NET_CERTIFICATE_NAME] = N_("its certificate is that of another "
				    "server; perhaps something on the way "
				    "answers in its place"),
	[NET_TIMEOUT] = N_("no whole answer came in time"),
	[NET_BROKEN] = N_("its answer broke off"),
	[NET_NONSENSE] = N_("what it answers is no HTTP"),
	[NET_TOO_BIG] = N_("its answer is longer than an answer of the DNS can "
			   "be"),
	[NET_NOT_DNS] = N_("what it answers is no answer of the DNS; perhaps "
			   "the address is not complete, or a page to log in "
			   "stands in between"),
};

void resolver_add_problem(struct str *out, enum net_problem problem,
			  unsigned http_status)
{
	char number[16];

	if (problem == NET_HTTP_STATUS) {
		snprintf(number, sizeof(number), "%u", http_status);
		text_fill_one(out, _("it refuses or cannot answer (HTTP %1$s)"),
			      number);
		return;
	}
	str_add(out, problem < NET_PROBLEM_COUNT && problems[problem]
			     ? _(problems[problem])
			     : _("it cannot be reached from here"));
}

void resolver_add_sentence(struct str *out, const char *url,
			   enum net_problem problem, unsigned http_status)
{
	struct str why = STR_INIT(STR_MAX_TEXT);

	resolver_add_problem(&why, problem, http_status);
	text_fill_two(out, _("%1$s could not be asked over HTTPS: %2$s."), url,
		      str_text(&why));
	str_free(&why);
}
