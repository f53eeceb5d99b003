/* SPDX-License-Identifier: MIT */
#include "catalog/zonefile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ldns/ldns.h>

#include "base/clean.h"
#include "base/record_ldns.h"
#include "catalog/datadir.h"

#define PROBLEM_MAX 200

/* Where the reading of a file stands. ldns keeps the last three between the
 * lines (RFC 1035, 5.1). */
struct reading {
	struct zonefile *zone;
	const char *text;
	size_t cap;
	uint32_t ttl;
	ldns_rdf *origin, *previous;
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

static void note_origin(struct reading *r)
{
	char *text = r->origin ? ldns_rdf2str(r->origin) : NULL;

	if (!text || !name_canonical(text, strlen(text), r->zone->origin))
		r->zone->origin[0] = '\0';
	free(text);
}

static enum err add_record(struct reading *r, const ldns_rr *rr)
{
	struct zonefile *z = r->zone;
	struct record record;

	if (!record_from_ldns(rr, &record)) {
		z->problem = xstrdup("data that does not fit its type");
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
		case LDNS_STATUS_SYNTAX_EMPTY:
		case LDNS_STATUS_SYNTAX_TTL:
		case LDNS_STATUS_SYNTAX_ORIGIN:
			break;
		default: {
			const char *why = ldns_get_errorstr_by_id(status);

			r->zone->problem = clean_dup(why, strlen(why),
						     CLEAN_LINE, PROBLEM_MAX);
			err = ERR_SYNTAX;
		}
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

static enum err read_text(struct str *text, const char *origin,
			  struct zonefile *out)
{
	struct reading r = { .zone = out };
	enum err err = ERR_IO;

	str_add_char(text, '\n'); /* so that every line ends in one */
	size_t mark = strncmp(text->data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	r.text = text->data + mark;
	FILE *file = fmemopen(text->data + mark, text->len - mark, "r");
	if (file && set_origin(&r, origin)) {
		err = read_lines(&r, file);
		note_origin(&r);
		prefer_soa(out);
	}
	if (file)
		fclose(file);
	ldns_rdf_deep_free(r.origin);
	ldns_rdf_deep_free(r.previous);
	return err;
}

enum err zonefile_read(const char *path, const char *origin,
		       struct zonefile *out)
{
	struct str text = STR_INIT(ZONEFILE_MAX_BYTES);

	*out = (struct zonefile){ 0 };
	enum err err = catalog_read_file(path, &text);
	if (err == OK)
		err = read_text(&text, origin, out);
	if (!out->problem)
		out->problem = xstrdup("");
	str_free(&text);
	return err;
}

void zonefile_free(struct zonefile *z)
{
	records_free(z->records, z->count);
	free(z->problem);
	*z = (struct zonefile){ 0 };
}
