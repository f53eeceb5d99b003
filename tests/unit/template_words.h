/* What the tests of templates share: the frame of a template and the words for
 * its remarks.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TESTS_TEMPLATE_WORDS_H
#define ZEGEL_TESTS_TEMPLATE_WORDS_H

#include "catalog/template.h"

#define HEAD                                                                   \
	"{\"providerId\":\"a.example\",\"providerName\":\"A\","                \
	"\"serviceId\":\"mail\",\"serviceName\":\"M\",\"version\":1,"
#define TEMPLATE(records) HEAD "\"records\":[" records "]}"

static const char *const TEMPLATE_CODES[] = {
	[TEMPLATE_NOT_JSON] = "not-json",
	[TEMPLATE_NOT_OBJECT] = "not-object",
	[TEMPLATE_TOO_LARGE] = "too-large",
	[TEMPLATE_KEY_MISSING] = "key-missing",
	[TEMPLATE_KEY_TYPE] = "key-type",
	[TEMPLATE_ID_CHARACTERS] = "id-characters",
	[TEMPLATE_RECORD_NO_OBJECT] = "record-no-object",
	[TEMPLATE_TYPE_UNKNOWN] = "type-unknown",
	[TEMPLATE_VARIABLE_OPEN] = "variable-open",
	[TEMPLATE_VARIABLE_FORBIDDEN] = "variable-forbidden",
	[TEMPLATE_NUMBER] = "number",
	[TEMPLATE_HOST] = "host",
	[TEMPLATE_PROTOCOL] = "protocol",
	[TEMPLATE_POINTS_TO] = "points-to",
	[TEMPLATE_DATA] = "data",
	[TEMPLATE_APEX] = "apex",
	[TEMPLATE_TXT_MODE] = "txt-mode",
	[TEMPLATE_TXT_PREFIX] = "txt-prefix",
	[TEMPLATE_SELF_CONFLICT] = "self-conflict",
	[TEMPLATE_HOST_REQUIRED] = "host-required",
	[TEMPLATE_VALUE_MISSING] = "value-missing",
	[TEMPLATE_NOTE_VERSION] = "note-version",
	[TEMPLATE_NOTE_KEY] = "note-key",
	[TEMPLATE_NOTE_FILE_NAME] = "note-file-name",
	[TEMPLATE_NOTE_PSEUDO_TYPE] = "note-pseudo",
	[TEMPLATE_NOTE_OTHER_TYPE] = "note-other-type",
	[TEMPLATE_NOTE_ESSENTIAL] = "note-essential",
	[TEMPLATE_NOTE_CASE] = "note-case",
	[TEMPLATE_NOTE_SPF_TEXT] = "note-spf-text",
	[TEMPLATE_NOTE_NO_UNDERSCORE] = "note-no-underscore",
	[TEMPLATE_NOTE_AT_INSIDE] = "note-at-inside",
	[TEMPLATE_NOTE_HOST_DOUBLES] = "note-host-doubles",
	[TEMPLATE_NOTE_EMPTY] = "note-empty",
	[TEMPLATE_NOTE_EMPTY_TARGET] = "note-empty-target",
	[TEMPLATE_NOTE_ADDRESS] = "note-address",
	[TEMPLATE_NOTE_DATA] = "note-data",
	[TEMPLATE_NOTE_DUPLICATE_KEY] = "note-duplicate-key",
};

static inline void print_remarks(const struct template_remark *remarks,
				 size_t count, struct str *out)
{
	for (size_t i = 0; i < count; i++)
		str_addf(out, "%s%s %d %s", out->len ? "; " : "",
			 TEMPLATE_CODES[remarks[i].code], remarks[i].record,
			 remarks[i].field);
}

#endif
