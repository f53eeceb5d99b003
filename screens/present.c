/* SPDX-License-Identifier: MIT */
#include "screens/present.h"

#include <stdlib.h>
#include <string.h>

#include "catalog/catalog.h"
#include "i18n/i18n.h"
#include "screens/rows.h"
#include "term/draw.h"
#include "term/fit.h"

enum { LABEL_COL = 5 };

/* How many different name servers there are; one has often two addresses. */
static size_t count_names(const struct verdict *v)
{
	size_t count = 0;

	for (size_t i = 0; i < v->server_count; i++) {
		bool known = false;

		for (size_t j = 0; j < i && !known; j++)
			known = !strcmp(v->servers[i].name, v->servers[j].name);
		count += !known;
	}
	return count;
}

/* "TransIP (ns0.transip.net and 2 others)" */
static void tell_host(const struct verdict *v, struct str *out)
{
	size_t count = count_names(v);

	if (!count)
		return;
	if (v->host)
		str_addf(out, "%s (", v->host->name);
	str_add(out, v->servers[0].name);
	if (count > 1)
		str_addf(out,
			 P_(" and %zu other", " and %zu others", count - 1),
			 count - 1);
	if (v->host)
		str_add(out, ")");
}

static void tell_mailbox(const struct verdict *v, struct str *out)
{
	if (v->mailbox)
		str_add(out, v->mailbox);
}

static void tell_senders(struct wizard *w, const struct verdict *v,
			 struct str *out)
{
	const struct service_list *list = catalog_services(w->catalog);

	for (size_t i = 0; list && i < v->recognised_count; i++) {
		const struct service *service = service_find(list,
							     v->recognised[i]);

		if (service)
			str_addf(out, "%s%s", out->len ? ", " : "",
				 service->name);
	}
}

/* The value of the tag p of a DMARC record (RFC 9989, 4.7). */
static struct slice dmarc_policy(const char *record)
{
	struct slice rest = slice_of(record);

	while (rest.len) {
		struct slice tag = slice_take_until(&rest, ";");
		struct slice name = slice_take_until(&tag, "=");

		slice_skip_char(&rest, ';');
		if (slice_is_nocase(slice_trim(name), "p") &&
		    slice_skip_char(&tag, '='))
			return slice_trim(tag);
	}
	return slice_of("");
}

static void tell_dmarc(const struct verdict *v, struct str *out)
{
	struct slice policy;

	if (!v->dmarc_record)
		return;
	policy = dmarc_policy(v->dmarc_record);
	if (slice_is_nocase(policy, "none"))
		str_add(out, _("present; blocks nothing yet (p=none)"));
	else if (slice_is_nocase(policy, "quarantine"))
		str_add(out, _("present; puts failing mail aside "
			       "(p=quarantine)"));
	else if (slice_is_nocase(policy, "reject"))
		str_add(out, _("present; refuses failing mail (p=reject)"));
	else
		str_add(out, _("present"));
}

/* Where nobody answers, nothing is known to be absent. */
static bool nobody_answers(const struct verdict *v)
{
	for (size_t i = 0; i < v->server_count; i++) {
		if (v->servers[i].answers)
			return false;
	}
	return v->server_count || v->authority == AUTHORITY_UNKNOWN;
}

static const char *nothing(const struct verdict *v, const char *none)
{
	if (!v || !v->complete)
		return "…";
	return nobody_answers(v) ? _("no answer") : none;
}

static int draw_line(const struct verdict *v, int row, int label_cols,
		     const char *label, const struct str *text,
		     const char *none)
{
	if (text->len)
		return draw_labelled(row, LABEL_COL, label_cols, label,
				     ROLE_TEXT, str_text(text));
	return draw_labelled(row, LABEL_COL, label_cols, label, ROLE_MUTED,
			     nothing(v, none));
}

static int widest(const char *const *labels, size_t count)
{
	int cols = 0;

	for (size_t i = 0; i < count; i++)
		if (text_cols(labels[i]) > cols)
			cols = text_cols(labels[i]);
	return cols;
}

int present_draw(struct wizard *w, const struct verdict *v, int row)
{
	/* TRANSLATORS: four labels in front of values, 22 columns each. */
	const char *labels[] = { _("DNS is at"), _("Mailbox"), _("DMARC"),
				 _("May send already") };
	int label_cols = widest(labels, COUNT_OF(labels)) + 2;
	struct str texts[4];
	const char *none[] = { _("not known"), _("not known"), _("none yet"),
			       _("nobody that we know") };
	int first = row;

	/* A domain that is not there has nothing else worth telling. */
	if (v && (v->authority == AUTHORITY_NO_DOMAIN ||
		  v->authority == AUTHORITY_UNDELEGATED))
		return rows_draw_findings(v, &v->findings, row, LABEL_COL);
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		texts[i] = STR_INIT(STR_MAX_TEXT);
	if (v) {
		tell_host(v, &texts[0]);
		tell_mailbox(v, &texts[1]);
		tell_dmarc(v, &texts[2]);
		tell_senders(w, v, &texts[3]);
	}
	draw_text(row++, 3, 0, ROLE_TEXT, _("What we see already"));
	/* The one that may take several rows stands last. */
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		row += draw_line(v, row, label_cols, labels[i], &texts[i],
				 none[i]);
		str_free(&texts[i]);
	}
	return row - first;
}
