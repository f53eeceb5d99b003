/* SPDX-License-Identifier: MIT */
#include "text/template_text.h"

#include "i18n/i18n.h"
#include "text/fill.h"

/* TRANSLATORS: what is wrong with, or odd in, a template file; its author reads
 * it. The place and what stands there are shown beside it. */
static const char *const REMARKS[] = {
	[TEMPLATE_NOT_JSON] = N_("is not JSON"),
	[TEMPLATE_NOT_OBJECT] = N_("is JSON, but not an object"),
	[TEMPLATE_TOO_LARGE] = N_("is too large"),
	[TEMPLATE_KEY_MISSING] = N_("is required and missing"),
	[TEMPLATE_KEY_TYPE] = N_("is of another type than it has to be"),
	[TEMPLATE_ID_CHARACTERS] = N_("has characters that an id cannot have"),
	[TEMPLATE_RECORD_NO_OBJECT] = N_("is not an object"),
	[TEMPLATE_TYPE_UNKNOWN] = N_("is not a record type"),
	[TEMPLATE_VARIABLE_OPEN] = N_("has a % without its partner"),
	[TEMPLATE_VARIABLE_FORBIDDEN] = N_(
		"takes no variable, or only one alone"),
	[TEMPLATE_NUMBER] = N_("is not a number that can stand there"),
	[TEMPLATE_HOST] = N_("cannot be a name"),
	[TEMPLATE_PROTOCOL] = N_("is not the protocol of an SRV record"),
	[TEMPLATE_POINTS_TO] = N_("cannot be a name or address of this type"),
	[TEMPLATE_DATA] = N_("is empty, or not the data of this type"),
	[TEMPLATE_APEX] = N_(
		"would stand at the domain itself: hostRequired is missing"),
	[TEMPLATE_TXT_MODE] = N_("is none of the three modes"),
	[TEMPLATE_TXT_PREFIX] = N_("is required with the mode Prefix"),
	[TEMPLATE_SELF_CONFLICT] = N_(
		"excludes another record of the same template"),
	[TEMPLATE_HOST_REQUIRED] = N_("was applied without a host"),
	[TEMPLATE_VALUE_MISSING] = N_("has no value"),
	[TEMPLATE_NOTE_VERSION] = N_("no version is given"),
	[TEMPLATE_NOTE_KEY] = N_(
		"is a key that the specification does not know"),
	[TEMPLATE_NOTE_FILE_NAME] = N_(
		"the file is not named providerId.serviceId.json"),
	[TEMPLATE_NOTE_PSEUDO_TYPE] = N_("is not a DNS record"),
	[TEMPLATE_NOTE_OTHER_TYPE] = N_(
		"is a type that zegel does not know by name"),
	[TEMPLATE_NOTE_ESSENTIAL] = N_(
		"is neither Always nor OnApply; it is read as Always"),
	[TEMPLATE_NOTE_CASE] = N_("is written in other letter case"),
	[TEMPLATE_NOTE_SPF_TEXT] = N_(
		"is an SPF record as TXT; SPFM would be merged"),
	[TEMPLATE_NOTE_NO_UNDERSCORE] = N_("has no underscore in front"),
	[TEMPLATE_NOTE_AT_INSIDE] = N_(
		"has an @ inside, which counts only when it stands alone"),
	[TEMPLATE_NOTE_HOST_DOUBLES] = N_(
		"has the domain in a name without a final dot"),
	[TEMPLATE_NOTE_EMPTY] = N_("there are no records in it"),
	[TEMPLATE_NOTE_EMPTY_TARGET] = N_(
		"is empty; @ says for sure that the domain is meant"),
	[TEMPLATE_NOTE_ADDRESS] = N_("is an address where a name is due"),
	[TEMPLATE_NOTE_DATA] = N_("does not read as the data of this type"),
	[TEMPLATE_NOTE_DUPLICATE_KEY] = N_(
		"stands there twice; the last one counts"),
};

void template_add_remark(struct str *out, const struct template_remark *r)
{
	if (r->line)
		str_addf(out, "%d:%d: ", r->line, r->column);
	if (r->record >= 0)
		str_addf(out, "records[%d]%s", r->record, *r->field ? "." : "");
	str_addf(out, "%s%s%s", r->field,
		 r->record >= 0 || *r->field ? ": " : "", _(REMARKS[r->code]));
	if (*r->detail)
		str_addf(out, " (%s)", r->detail);
}

static void add_names(struct str *out, const char *sentence, char *const *names,
		      size_t count)
{
	struct str list = STR_INIT(STR_MAX_TEXT);

	if (!count)
		return;
	for (size_t i = 0; i < count; i++)
		str_addf(&list, "%s%s", i ? ", " : "", names[i]);
	text_fill_one(out, sentence, str_text(&list));
	str_free(&list);
}

void template_add_variables(struct str *out, const struct template *t)
{
	add_names(out, _("It needs a value for each of these: %1$s"),
		  t->variables, t->variable_count);
}

void template_add_groups(struct str *out, const struct template *t)
{
	add_names(out, _("Its records are in groups, for --group: %1$s"),
		  t->groups, t->group_count);
}

void template_add_line(struct str *out, const struct template_line *line)
{
	str_addf(out, "%s  %s", line->type_name,
		 *line->host ? line->host : "@");
	if (*line->service || *line->protocol)
		str_addf(out, "  %s.%s", line->service, line->protocol);
	if (*line->priority)
		str_addf(out, "  (%s)", line->priority);
	str_addf(out, "  %s", line->value);
	if (*line->group)
		str_addf(out, "  [%s]", line->group);
}
