/* The data of record types that have no fields of their own in a template
 * ("canonical presentation format"), read by ldns.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_TEMPLATE_DATA_H
#define ZEGEL_CATALOG_TEMPLATE_DATA_H

#include "base/record.h"

/* The data as it compares with what comes from the DNS, or NULL when it does
 * not read as this type's; the caller frees it. owner: canonical. */
char *template_data_read(const char *owner, const char *type_name,
			 const char *data);

/* True for types whose data is plain enough that what does not read as it is
 * wrong. Of others ldns may not know all that is allowed. */
bool template_data_is_plain(enum rr type, const char *data);

#endif
