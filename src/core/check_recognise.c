/* Which services the domain shows to use already: by its SPF, its MX, its
 * verification texts, and by the names at which a service's records stand.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/name.h"
#include "core/check_internal.h"

static void recognise_services(struct judge *judge, const struct record *r)
{
	const struct service_list *list = catalog_services(
		judge->input->catalog);
	const struct service *found[16];
	struct verdict *out = judge->out;
	size_t count = list ? service_recognise(list, r, found, COUNT_OF(found))
			    : 0;

	for (size_t i = 0; i < count; i++) {
		bool known = false;

		for (size_t k = 0; k < out->recognised_count; k++)
			known |= !strcmp(out->recognised[k], found[i]->id);
		if (known)
			continue;
		out->recognised = xreallocarray(out->recognised,
						out->recognised_count + 1,
						sizeof(*out->recognised));
		out->recognised[out->recognised_count++] = xstrdup(
			found[i]->id);
	}
}

/* A name of good will has a few dozen records. */
enum { RECOGNISE_MAX = 100 };

static void recognise_in(struct judge *judge, const struct answer *answer,
			 enum rr type)
{
	const struct record *r;
	size_t index = 0, looked = 0;

	while (answer && looked++ < RECOGNISE_MAX &&
	       (r = answer_next(answer, type, &index)))
		recognise_services(judge, r);
}

/* The name that an include or a redirect leads to, where the domain's owner
 * keeps it himself. What a company's own record includes says nothing about
 * this customer. */
static bool own_target(const struct judge *judge, struct slice term,
		       char out[NAME_SIZE])
{
	static const char *const BEGINS[] = { "include:", "redirect=" };

	if (term.len && strchr("+?~", *term.at)) {
		term.at++;
		term.len--;
	}
	for (size_t i = 0; i < COUNT_OF(BEGINS); i++) {
		size_t len = strlen(BEGINS[i]);

		if (term.len > len &&
		    strncasecmp(term.at, BEGINS[i], len) == 0 &&
		    name_canonical(term.at + len, term.len - len, out))
			return name_is_under(out, judge->out->domain);
	}
	return false;
}

enum { OWN_INCLUDES_MAX = 10 }; /* more than SPF looks up */

static void recognise_spf(struct judge *judge, const char *name,
			  unsigned *looked)
{
	const struct answer *answer = view_lookup(&judge->view, name, RR_TXT);
	const struct record *r;
	size_t index = 0;

	recognise_in(judge, answer, RR_TXT);
	while (answer && (r = answer_next(answer, RR_TXT, &index))) {
		struct slice rest = slice_of(r->value), term;
		char target[NAME_SIZE];

		if (strncasecmp(r->value, "v=spf1 ", 7) != 0)
			continue;
		while (*looked < OWN_INCLUDES_MAX &&
		       slice_next_word(&rest, &term)) {
			if (!own_target(judge, term, target))
				continue;
			(*looked)++;
			recognise_spf(judge, target, looked);
		}
	}
}

/* Below a name that does not exist there is nothing (RFC 8020), so this one
 * question mostly saves the many about selectors. */
static bool has_keys(struct judge *judge)
{
	const struct answer *answer;
	char name[NAME_SIZE];

	if (!name_join("_domainkey", judge->out->domain, name))
		return false;
	answer = view_neighbour(&judge->view, name, RR_TXT);
	return answer && answer->status != ANSWER_NO_NAME &&
	       view_is_definite(&judge->view, answer);
}

/* A question at each name that a service is known to use. The TXT there comes
 * with the CNAME that leads to it. */
static void recognise_by_names(struct judge *judge)
{
	const struct service_list *list = catalog_services(
		judge->input->catalog);
	bool keys = list && has_keys(judge);
	char relative[NAME_SIZE], name[NAME_SIZE];
	size_t index = 0;

	while (list && service_list_next_name(list, &index, relative)) {
		const struct answer *answer;

		if ((!keys && strstr(relative, "._domainkey")) ||
		    !name_join(relative, judge->out->domain, name))
			continue;
		answer = view_neighbour(&judge->view, name, RR_TXT);
		recognise_in(judge, answer, RR_CNAME);
		recognise_in(judge, answer, RR_TXT);
	}
}

void check_recognise(struct judge *judge)
{
	const struct check_input *input = judge->input;
	bool is_chosen = input->choices->count || input->choices->record_count;
	unsigned looked = 0;

	/* Who else sends is for the next look, or for who chooses. */
	if (is_chosen && input->forgets)
		return;
	recognise_spf(judge, judge->out->domain, &looked);
	recognise_in(judge,
		     view_lookup(&judge->view, judge->out->domain, RR_MX),
		     RR_MX);
	judge->out->recognised_sending = judge->out->recognised_count;
	/* Who else sends is of interest until the programs are chosen; of
	 * thousands of domains not everything can be asked. */
	if (input->use_authority && (input->only_present || !is_chosen))
		recognise_by_names(judge);
}
