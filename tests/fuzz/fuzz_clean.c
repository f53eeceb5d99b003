/* Cleaned text is clean: cleaning it again changes nothing, and what was said
 * to be unchanged is so. The first byte chooses the mode and the ceiling.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum clean_mode mode = size > 0 && data[0] & 1 ? CLEAN_TEXT
						       : CLEAN_LINE;
	struct str once = STR_INIT(size > 0 && data[0] & 2 ? data[0] : 65535);
	struct str twice = STR_INIT(once.max);
	bool same;

	if (size == 0)
		return 0;
	data++;
	size--;
	same = clean_bytes(&once, data, size, mode);
	if (same !=
	    (once.len == size && (size == 0 || !memcmp(once.data, data, size))))
		abort();
	if (once.len > once.max ||
	    !clean_bytes(&twice, once.data, once.len, mode))
		abort();
	for (size_t at = 0, used; at < once.len; at += used) {
		int32_t c = utf8_decode(once.data + at, once.len - at, &used);

		if (c < ' ' && (mode == CLEAN_LINE || (c != '\n' && c != '\t')))
			abort();
	}
	str_free(&once);
	str_free(&twice);
	return 0;
}
