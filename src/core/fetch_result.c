/* SPDX-License-Identifier: MIT */
#include "core/fetch_result.h"

#include <stdlib.h>

bool fetch_is_unknown(enum fetch_status status)
{
	switch (status) {
	case FETCH_TOO_MANY:
	case FETCH_SERVICE_FAILED:
	case FETCH_REFUSED:
	case FETCH_MOVED:
	case FETCH_BROKEN:
	case FETCH_NO_ANSWER:
		return true;
	default:
		return false;
	}
}

const char *fetch_status_name(enum fetch_status status)
{
	static const char *const names[] = {
		[FETCH_OK] = "ok",
		[FETCH_KEY_REFUSED] = "key-refused",
		[FETCH_UNKNOWN_DOMAIN] = "unknown-domain",
		[FETCH_NO_RECORDS] = "no-records",
		[FETCH_TOO_MANY] = "too-many-requests",
		[FETCH_SERVICE_FAILED] = "service-failed",
		[FETCH_REFUSED] = "refused",
		[FETCH_MOVED] = "moved",
		[FETCH_BROKEN] = "not-understood",
		[FETCH_NO_ANSWER] = "no-answer",
	};

	return names[status];
}

void fetch_result_free(struct fetch_result *r)
{
	api_answer_free(&r->answer);
	free(r->message);
	*r = (struct fetch_result){ .status = FETCH_OK };
}
