/* Names as people know them: U-labels and registered domains.
 *
 * SPDX-License-Identifier: MIT */
#include <idn2.h>
#include <libpsl.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "base/name.h"

/* Scripts whose letters look like those of another one. */
static const struct {
	int32_t first, last;
	unsigned script;
} lookalikes[] = {
	{ 'a', 'z', 1 },        { 0x00DF, 0x024F, 1 },  /* Latin */
	{ 0x0370, 0x03FF, 2 },  { 0x1F00, 0x1FFF, 2 },  /* Greek */
	{ 0x0400, 0x052F, 4 },                          /* Cyrillic */
	{ 0x0530, 0x058F, 8 },                          /* Armenian */
	{ 0x13A0, 0x13FF, 16 }, { 0xAB70, 0xABBF, 16 }, /* Cherokee */
	{ 0x1E00, 0x1EFF, 1 },                          /* Latin */
};

/* True when one label has letters of more than one of these scripts. */
static bool mixes_scripts(const char *text)
{
	size_t len = strlen(text), used;
	unsigned scripts = 0;

	for (; len > 0; text += used, len -= used) {
		int32_t c = utf8_decode(text, len, &used);

		for (size_t i = 0; i < COUNT_OF(lookalikes); i++) {
			if (c >= lookalikes[i].first && c <= lookalikes[i].last)
				scripts |= lookalikes[i].script;
		}
	}
	return (scripts & (scripts - 1)) != 0;
}

/* True when text is clean, of one script and means this A-label. */
static bool is_safe_to_show(const char *text, const char *alabel)
{
	struct str cleaned = STR_INIT(NAME_SIZE);
	char again[NAME_SIZE];
	bool safe = clean_bytes(&cleaned, text, strlen(text), CLEAN_LINE) &&
		    !mixes_scripts(text) &&
		    name_canonical(text, strlen(text), again) &&
		    name_equal(again, alabel);

	str_free(&cleaned);
	return safe;
}

static void add_label_for_people(struct str *out, struct slice label)
{
	char *alabel = slice_dup(label), *text = NULL;

	if (slice_has_prefix_nocase(label, "xn--") &&
	    idn2_to_unicode_8z8z(alabel, &text, 0) == IDN2_OK &&
	    is_safe_to_show(text, alabel))
		str_add(out, text);
	else
		str_add(out, alabel);
	idn2_free(text);
	free(alabel);
}

char *name_for_people(const char *name)
{
	struct str out = STR_INIT(STR_MAX_TEXT);

	while (*name != '\0') {
		const char *parent = name_parent(name);
		struct slice label = { .at = name,
				       .len = (size_t)(parent - name) };

		if (*parent != '\0')
			label.len--; /* the dot */
		add_label_for_people(&out, label);
		if (*parent != '\0')
			str_add_char(&out, '.');
		name = parent;
	}
	return str_take(&out);
}

/* The newest list on this machine: the system's file, else the one that libpsl
 * was built with. Read when it is first needed and kept until the end. */
static const psl_ctx_t *suffix_list(void)
{
	static psl_ctx_t *list;

	if (!list)
		list = psl_latest(NULL);
	return list;
}

bool name_is_public_suffix(const char *name)
{
	/* For libpsl a dot inside a label would end it. */
	if (*name == '\0' || strchr(name, '\\') || !suffix_list())
		return false;
	return psl_is_public_suffix2(suffix_list(), name,
				     PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE);
}

const char *name_registered(const char *name)
{
	const char *at = name;

	while (*at != '\0' && !name_is_public_suffix(at)) {
		const char *parent = name_parent(at);

		/* A TLD that the list does not know is a suffix as well. */
		if (name_is_public_suffix(parent) ||
		    name_label_count(parent) == 1)
			return at;
		at = parent;
	}
	return name;
}
