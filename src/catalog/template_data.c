/* SPDX-License-Identifier: MIT */
#include "catalog/template_data.h"

#include <stdlib.h>
#include <string.h>

#include "base/record_ldns.h"

char *template_data_read(const char *owner, const char *type_name,
			 const char *data)
{
	char *line = xasprintf("%s. 60 IN %s %s", owner, type_name, data);
	struct record record = { 0 };
	ldns_rr *rr = NULL;
	char *text = NULL;

	if (ldns_rr_new_frm_str(&rr, line, 0, NULL, NULL) == LDNS_STATUS_OK &&
	    record_from_ldns(rr, &record)) {
		text = xstrdup(record.value);
		record_free(&record);
	}
	ldns_rr_free(rr);
	free(line);
	return text;
}

bool template_data_is_plain(enum rr type, const char *data)
{
	enum { SSHFP = 44, TLSA = 52 };

	return type == RR_CAA || type == RR_PTR || type == RR_DNAME ||
	       type == RR_DS || type == (enum rr)SSHFP ||
	       type == (enum rr)TLSA || strncmp(data, "\\#", 2) == 0;
}
