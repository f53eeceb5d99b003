/* DKIM key records: two texts, one a line, are parsed and compared.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "mail/dkim.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
	if (!condition)
		abort();
}

static void parse(const char *text)
{
	struct dkim_key key;

	dkim_key_parse(text, &key);
	require(key.at <= strlen(text));
	require(!key.revoked || key.fault == DKIM_FAULT_NONE);
	require(key.fault != DKIM_FAULT_NONE || key.revoked ||
		(key.data && key.bits > 0 && dkim_is_key(text)));
	require(key.fault != DKIM_FAULT_TRUNCATED || key.missing > 0);
	require(!key.data || dkim_key_equal(&key, &key));
	require(dkim_text_equal(text, text));
	dkim_key_free(&key);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *all = clean_dup(data, size, CLEAN_TEXT, 1 << 16);
	char *second = strchr(all, '\n');

	if (second)
		*second++ = '\0';
	else
		second = all;
	parse(all);
	parse(second);
	require(dkim_text_equal(all, second) == dkim_text_equal(second, all));
	free(all);
	return 0;
}
