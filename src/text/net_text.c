/* SPDX-License-Identifier: MIT */
#include "text/net_text.h"

#include "i18n/i18n.h"
#include "text/fill.h"

static const char *const SENTENCES[NET_PROBLEM_COUNT] = {
	[NET_BAD_URL] = N_("This is no address that may be asked."),
	[NET_NO_NAME] = N_("There is no address for %1$s."),
	[NET_NO_DNS] = N_("The address of %1$s cannot be found from here."),
	[NET_NO_ROUTE] = N_("This computer has no way to %1$s."),
	[NET_PRIVATE] = N_("This computer has no way to %1$s."),
	[NET_NO_CONNECTION] = N_("%1$s does not take a connection."),
	[NET_NO_TLS] = N_("%1$s and this computer cannot agree on encryption, "
			  "so nothing was sent."),
	[NET_NO_TRUST] = N_("This computer has no list of trusted certificates "
			    "(ca-certificates), so nothing was sent to %1$s."),
	[NET_CERTIFICATE] = N_(
		"The certificate of %1$s comes from nobody whom this "
		"computer trusts, so nothing was sent."),
	[NET_CERTIFICATE_DATE] = N_(
		"The certificate of %1$s is not valid at this moment, so "
		"nothing was sent."),
	[NET_CERTIFICATE_NAME] = N_(
		"The certificate of %1$s is another server's, so nothing "
		"was sent."),
	[NET_TIMEOUT] = N_("No whole answer came from %1$s in time."),
	[NET_BROKEN] = N_("The connection to %1$s broke off."),
	[NET_NONSENSE] = N_("What %1$s answers cannot be understood."),
	[NET_TOO_BIG] = N_(
		"The answer of %1$s is longer than it can be right."),
	[NET_REDIRECTS] = N_("%1$s points to another address."),
	[NET_BAD_REDIRECT] = N_("%1$s points to another address."),
};

void net_add_problem(struct str *out, enum net_problem problem,
		     const char *host)
{
	if (problem < NET_PROBLEM_COUNT && SENTENCES[problem])
		text_fill_one(out, _(SENTENCES[problem]), host);
}
