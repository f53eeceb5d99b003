/* SPDX-License-Identifier: MIT */
#include "catalog/zonefile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ldns/ldns.h>

#include "base/record_ldns.h"
#include "catalog/zonefile_scan.h"

/* Where the reading of a file stands. ldns keeps the last three between the
 * lines (RFC 1035, 5.1). */
struct reading {
	struct zonefile *zone;
	const char *text;
	size_t cap;
	uint32_t ttl;
	ldns_rdf *origin, *previous;
	bool has_origin; /* the file has said one */
};

static bool set_origin(struct reading *r, const char *origin)
{
	if (!origin)
		return true;
	char *absolute = xasprintf("%s.", origin);

	r->origin = ldns_dname_new_frm_str(absolute);
	free(absolute);
	return r->origin != NULL;
}

/* The zone is where the file begins: a later $ORIGIN is below it. The root is
 * none that anybody keeps in a file of his own. */
static void note_origin(struct reading *r)
{
	char *text = r->has_origin ? NULL : ldns_rdf2str(r->origin);
	char name[NAME_SIZE];

	if (text && name_canonical(text, strlen(text), name) && *name) {
		memcpy(r->zone->origin, name, strlen(name) + 1);
		r->has_origin = true;
	}
	free(text);
}

static enum err add_record(struct reading *r, const ldns_rr *rr)
{
	struct zonefile *z = r->zone;
	struct record record;

	if (!record_from_ldns(rr, &record)) {
		z->problem = ZONEFILE_DATA;
		return ERR_SYNTAX;
	}
	z->records = grow(z->records, z->count, &r->cap, sizeof(*z->records));
	z->records[z->count++] = record;
	return OK;
}

/* The line of the last thing that was read. ldns counts the empty lines behind
 * it as well, so its own number is of no use here. */
static int last_line(const struct reading *r, FILE *file)
{
	long at = ftell(file);
	int line = 1;

	while (at > 0 && strchr(" \t\r\n", r->text[at - 1]))
		at--;
	for (long i = 0; i < at; i++)
		line += r->text[i] == '\n';
	return line;
}

static enum err read_lines(struct reading *r, FILE *file)
{
	while (!feof(file)) {
		ldns_rr *rr = NULL;
		ldns_status status = ldns_rr_new_frm_fp_l(
			&rr, file, &r->ttl, &r->origin, &r->previous, NULL);
		enum err err = OK;

		switch (status) {
		case LDNS_STATUS_OK:
			err = add_record(r, rr);
			break;
		case LDNS_STATUS_SYNTAX_ORIGIN:
			note_origin(r);
			break;
		case LDNS_STATUS_SYNTAX_EMPTY:
		case LDNS_STATUS_SYNTAX_TTL:
			break;
		case LDNS_STATUS_SYNTAX_RDATA_ERR:
			r->zone->problem = ZONEFILE_DATA;
			err = ERR_SYNTAX;
			break;
		default:
			r->zone->problem = ZONEFILE_NO_RECORD;
			err = ERR_SYNTAX;
			break;
		}
		ldns_rr_free(rr);
		if (err != OK) {
			r->zone->bad_line = last_line(r, file);
			return err;
		}
	}
	return OK;
}

/* The zone is the one that the SOA stands at, whatever $ORIGIN says last. */
static void prefer_soa(struct zonefile *z)
{
	for (size_t i = 0; i < z->count; i++) {
		if (z->records[i].type == RR_SOA) {
			snprintf(z->origin, sizeof(z->origin), "%s",
				 z->records[i].name);
			return;
		}
	}
}

enum err zonefile_read(struct str *text, const char *origin,
		       struct zonefile *out)
{
	struct reading r = { .zone = out };
	enum err err = ERR_IO;

	*out = (struct zonefile){ 0 };
	str_add_char(text, '\n'); /* so that every line ends in one */
	size_t mark = strncmp(text->data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	r.text = text->data + mark;
	snprintf(out->origin, sizeof(out->origin), "%s", origin ? origin : "");
	out->problem = zonefile_scan((struct slice){ r.text, text->len - mark },
				     &out->bad_line);
	if (out->problem)
		return ERR_SYNTAX;
	out->bad_line = 0;
	FILE *file = fmemopen(text->data + mark, text->len - mark, "r");
	if (file && set_origin(&r, origin)) {
		err = read_lines(&r, file);
		prefer_soa(out);
	}
	if (file)
		fclose(file);
	ldns_rdf_deep_free(r.origin);
	ldns_rdf_deep_free(r.previous);
	return err;
}

void zonefile_free(struct zonefile *z)
{
	records_free(z->records, z->count);
	*z = (struct zonefile){ 0 };
}
