/* SPDX-License-Identifier: MIT */
#include "text/domain_text.h"

#include <stdlib.h>

#include "base/clean.h"
#include "catalog/mailbox.h"
#include "i18n/i18n.h"
#include "text/fill.h"

#define SHOWN_MAX 60 /* bytes of what was typed that are repeated */

/* TRANSLATORS: why what was typed (%1$s) is no domain. */
static const char *const PROBLEMS[] = {
	[DOMAIN_OK] = NULL,
	[DOMAIN_EMPTY] = N_("Type the domain that you send mail from: the part "
			    "behind the @ of the sender's address."),
	[DOMAIN_PUBLIC_SUFFIX] = N_(
		"%1$s is an ending under which many have their domain. "
		"Type the whole domain, with the part in front of it."),
	[DOMAIN_ADDRESS_LITERAL] = N_(
		"%1$s is the address of a computer, not a domain. Type the "
		"part behind the @ of the sender's address."),
	[DOMAIN_SINGLE_LABEL] = N_(
		"%1$s is not a whole domain: an ending such as .com is "
		"missing."),
	[DOMAIN_TOO_LONG] = N_("That is too long for a domain."),
	[DOMAIN_NONSENSE] = N_(
		"%1$s is not a domain. Type the part behind the @ of the "
		"sender's address."),
};

void domain_add_problem(struct str *out, const struct domain_input *input,
			const char *text)
{
	struct str typed = STR_INIT(SHOWN_MAX * 4);
	struct slice word = slice_trim(slice_of(text));

	if (!PROBLEMS[input->status])
		return;
	clean_bytes(&typed, word.at, word.len, CLEAN_LINE);
	if (typed.len > SHOWN_MAX) {
		char *whole = str_take(&typed);

		typed = STR_INIT(SHOWN_MAX * 4);
		text_add_short(&typed, whole, SHOWN_MAX);
		free(whole);
	}
	text_fill_one(out, _(PROBLEMS[input->status]), str_text(&typed));
	str_free(&typed);
}

void domain_add_remark(struct str *out, const struct domain_input *input)
{
	const char *owner;
	char *shown;

	if (input->status != DOMAIN_OK)
		return;
	owner = mailbox_domain_owner(input->domain);
	shown = name_for_people(input->domain);
	if (owner)
		/* TRANSLATORS: gmail.com, Google. */
		text_fill_two(out,
			      _("%1$s belongs to %2$s: you cannot set anything "
				"there. There are ways without DNS."),
			      shown, owner);
	else if (input->source == DOMAIN_FROM_WEB)
		text_fill_one(
			out,
			_("This was a web address. Is %1$s also what stands "
			  "behind the @ of your mail addresses?"),
			shown);
	free(shown);
}
