/* SPDX-License-Identifier: MIT */
#include "text/finish_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "i18n/i18n.h"
#include "base/mailto.h"
#include "text/fill.h"
#include "text/time_text.h"

enum { FEW = 3 }; /* domains that a subject names */

/* It signs nothing before its support has switched that on. */
static bool is_about_dkim(const struct service *s)
{
	return s->meanwhile == MEANWHILE_UNSIGNED;
}

static char *make_subject(const struct service *service, char **domains,
			  size_t count)
{
	struct str what = STR_INIT(STR_MAX_TEXT), out = STR_INIT(STR_MAX_TEXT);

	if (count <= FEW)
		text_add_list(&what, (const char *const *)domains, count);
	else
		str_addf(&what, P_("%zu domain", "%zu domains", count), count);
	text_fill_one(&out,
		      is_about_dkim(service)
			      /* TRANSLATORS: subject of a mail; domains. */
			      ? _("DKIM is set for %1$s")
			      : _("The DNS records are set for %1$s"),
		      str_text(&what));
	str_free(&what);
	return str_take(&out);
}

static char *make_text(const struct service *service, char **domains,
		       size_t count)
{
	bool dkim = is_about_dkim(service);
	struct str out = STR_INIT(STR_MAX_TEXT);

	/* TRANSLATORS: a mail to a company's support begins so. */
	text_fill_one(&out, _("Dear support of %1$s,"), service->name);
	str_addf(&out, "\n\n%s\n\n",
		 dkim ? P_("The DNS records for DKIM are there for this "
			   "domain:",
			   "The DNS records for DKIM are there for these "
			   "domains:",
			   count)
		      : P_("The DNS records that you ask for are there for "
			   "this domain:",
			   "The DNS records that you ask for are there for "
			   "these domains:",
			   count));
	for (size_t i = 0; i < count; i++)
		str_addf(&out, "%s\n", domains[i]);
	str_addf(&out, "\n%s\n\n%s\n",
		 dkim ? P_("All its name servers answer with them. Will you "
			   "switch DKIM on for it, please?",
			   "All their name servers answer with them. Will you "
			   "switch DKIM on for them, please?",
			   count)
		      : P_("All its name servers answer with them. Will you "
			   "let it send, please?",
			   "All their name servers answer with them. Will you "
			   "let them send, please?",
			   count),
		 _("Kind regards,"));
	return str_take(&out);
}

bool finish_domains_add(void *ctx, const char *domain)
{
	struct finish_domains *d = ctx;

	for (size_t i = 0; i < d->count; i++) {
		if (!strcmp(d->items[i], domain))
			return true;
	}
	d->items = grow(d->items, d->count, &d->cap, sizeof(*d->items));
	d->items[d->count++] = xstrdup(domain);
	return true;
}

void finish_domains_free(struct finish_domains *d)
{
	for (size_t i = 0; i < d->count; i++)
		free(d->items[i]);
	free(d->items);
	*d = (struct finish_domains){ .count = 0 };
}

static bool wants_letter(const struct service *s)
{
	for (size_t i = 0; i < s->finish_count; i++) {
		if (s->finish[i].kind == FINISH_WRITE_SUPPORT)
			return true;
	}
	return false;
}

const struct service *finish_letter_service(const struct choices *choices,
					    const struct service_list *services)
{
	for (size_t i = 0; i < choices->count; i++) {
		const struct chosen *chosen = &choices->items[i];
		const struct service *s =
			chosen->service && chosen->way == WAY_DNS
				? service_find(services, chosen->service)
				: NULL;

		if (s && wants_letter(s))
			return s;
	}
	return NULL;
}

struct finish_letter finish_letter_make(const struct service *service,
					const struct finish_domains *domains)
{
	char **shown = xcalloc(domains->count, sizeof(*shown));
	struct finish_letter letter = { .service = service,
					.to = service->support };
	struct str mailto = STR_INIT(STR_MAX_TEXT);

	for (size_t i = 0; i < domains->count; i++)
		shown[i] = name_for_people(domains->items[i]);
	letter.subject = make_subject(service, shown, domains->count);
	letter.text = make_text(service, shown, domains->count);
	mailto_add(&mailto, letter.to, letter.subject, letter.text);
	letter.mailto = str_take(&mailto);
	for (size_t i = 0; i < domains->count; i++)
		free(shown[i]);
	free(shown);
	return letter;
}

void finish_letter_free(struct finish_letter *letter)
{
	free(letter->subject);
	free(letter->text);
	free(letter->mailto);
	*letter = (struct finish_letter){ .service = NULL };
}

void finish_add_to(struct str *out, const struct finish_letter *letter)
{
	const struct service *s = letter->service;

	if (letter->to)
		str_add(out, letter->to);
	else if (s->help_url)
		text_fill_two(out,
			      _("The address of the support of %1$s is not "
				"known here. It stands on its help page:\n"
				"%2$s"),
			      s->name, s->help_url);
	else
		text_fill_one(out,
			      _("The address of the support of %1$s is not "
				"known here."),
			      s->name);
}

void finish_add_reminder(struct str *out, const struct reminder *r,
			 const struct service_list *services, time_t now)
{
	const struct service *s = service_find(services, r->service);
	const char *name = s ? s->name : r->service;
	struct str due = STR_INIT(64);

	text_add_time(&due, r->due, now);
	switch (r->kind) {
	case REMINDER_STATUS:
		if (now < r->due)
			text_fill_two(out,
				      _("%1$s looks by itself around midnight. "
					"After that (%2$s), see there whether "
					"it accepts the domain."),
				      name, str_text(&due));
		else
			text_fill_one(out,
				      _("See in %1$s whether it accepts the "
					"domain by now."),
				      name);
		break;
	case REMINDER_KEYS:
		text_fill_two(out,
			      _("The values of %1$s lapse at %2$s. Have the "
				"domain verified there before."),
			      name, str_text(&due));
		break;
	default:
		text_fill_one(out,
			      _("The support of %1$s is still to be told that "
				"the records are there."),
			      name);
	}
	str_free(&due);
}
