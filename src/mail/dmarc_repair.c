/* What a DMARC record was meant to be that a form has spoiled.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "mail/dmarc.h"
#include "mail/tags.h"

/* What forms and word processors put around and between. */
static const char *const litter[] = {
	"\"",           "'",
	"\\",           "\xe2\x80\x9c",
	"\xe2\x80\x9d", "\xe2\x80\x9e",
	"\xe2\x80\x98", "\xe2\x80\x99",
};

static size_t litter_at(const char *text)
{
	for (size_t i = 0; i < COUNT_OF(litter); i++) {
		size_t len = strlen(litter[i]);

		if (!strncmp(text, litter[i], len))
			return len;
	}
	return 0;
}

static char *without_litter(const char *text)
{
	struct str out = STR_INIT(STR_MAX_TEXT);

	while (*text) {
		size_t len = litter_at(text);

		if (!len)
			str_add_char(&out, *text);
		text += len ? len : 1;
	}
	return str_take(&out);
}

static void add_tag(struct str *out, struct slice name, struct slice value)
{
	str_add(out, "; ");
	str_add_bytes(out, name.at, name.len);
	str_add_char(out, '=');
	str_add_bytes(out, value.at, value.len);
}

/* `v=DMARC1 p=none`: what follows the version without a semicolon. */
static void add_joined(struct str *out, struct slice version)
{
	struct slice name, value;

	(void)slice_take_until(&version, " ");
	name = slice_trim(slice_take_until(&version, "="));
	if (!slice_skip_char(&version, '='))
		return;
	value = slice_trim(version);
	add_tag(out, name, value);
}

static bool is_good(const char *text)
{
	struct dmarc_record r;

	dmarc_parse(text, &r);
	return r.usable && r.p_given && r.fault == DMARC_FAULT_NONE &&
	       r.p == DMARC_NONE && r.sp <= DMARC_NONE && r.np <= DMARC_NONE;
}

char *dmarc_repair(const char *text)
{
	char *clean = without_litter(text), *repaired;
	struct tag_reader reader = tags_of(clean);
	struct str out = STR_INIT(STR_MAX_TEXT);
	struct tag tag;

	str_add(&out, "v=DMARC1");
	while (tags_next(&reader, &tag)) {
		if (tag.has_equals && slice_is_nocase(tag.name, "v"))
			add_joined(&out, tag.value);
		else if (tag.has_equals)
			add_tag(&out, tag.name, tag.value);
	}
	free(clean);
	repaired = str_take(&out);
	/* A byte that cannot be shown was spelt with a backslash. */
	if (!strstr(text, "\\x") && is_good(repaired))
		return repaired;
	free(repaired);
	return NULL;
}
