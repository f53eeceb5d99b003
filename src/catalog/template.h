/* Domain Connect templates: load, check, expand with variables.
 *
 * The format is the one of the Domain Connect specification 2.x ("Template
 * Definition", "Template Record") as the public template repository uses it.
 * Every legal template loads; what is odd but legal is a note, what is wrong a
 * problem, each with the record and field where it stands. A template owns all
 * that hangs on it; all text in it is cleaned.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_TEMPLATE_H
#define ZEGEL_CATALOG_TEMPLATE_H

#include "base/name.h"
#include "base/record.h"

#define TEMPLATE_MAX_BYTES   ((size_t)1 << 20)
#define TEMPLATE_MAX_RECORDS 1000

/* What can be said about a template or a value put into it. Problems come
 * first; from TEMPLATE_FIRST_NOTE on they are notes. */
enum template_code {
	TEMPLATE_NOT_JSON,   /* detail: what the reader met, line, column */
	TEMPLATE_NOT_OBJECT, /* the file is JSON but no object */
	TEMPLATE_TOO_LARGE,
	TEMPLATE_KEY_MISSING,   /* field is required and not there */
	TEMPLATE_KEY_TYPE,      /* field is a number where text is due, ... */
	TEMPLATE_ID_CHARACTERS, /* providerId, serviceId: blanks and the like */
	TEMPLATE_RECORD_NO_OBJECT,
	TEMPLATE_TYPE_UNKNOWN,  /* no record type */
	TEMPLATE_VARIABLE_OPEN, /* a % without its partner */
	/* this field takes none, or only one alone */
	TEMPLATE_VARIABLE_FORBIDDEN,
	TEMPLATE_NUMBER,    /* ttl, priority, weight, port */
	TEMPLATE_HOST,      /* cannot be a name */
	TEMPLATE_PROTOCOL,  /* of an SRV: none that there is */
	TEMPLATE_POINTS_TO, /* cannot be a name or address of this type */
	TEMPLATE_DATA,      /* empty, or not the data of this type */
	TEMPLATE_APEX,      /* CNAME or NS at the domain without hostRequired */
	TEMPLATE_TXT_MODE,  /* txtConflictMatchingMode is none of the three */
	TEMPLATE_TXT_PREFIX,    /* mode Prefix without a prefix */
	TEMPLATE_SELF_CONFLICT, /* two of its own records exclude each other */
	TEMPLATE_HOST_REQUIRED, /* applied without a host */
	TEMPLATE_VALUE_MISSING, /* a variable has no value; detail: its name */
	TEMPLATE_FIRST_NOTE,
	TEMPLATE_NOTE_VERSION = TEMPLATE_FIRST_NOTE, /* no version */
	TEMPLATE_NOTE_KEY, /* a key that the specification does not know */
	TEMPLATE_NOTE_FILE_NAME,   /* is not providerId.serviceId.json */
	TEMPLATE_NOTE_PSEUDO_TYPE, /* REDIR301, APEXCNAME: no DNS record */
	TEMPLATE_NOTE_OTHER_TYPE,  /* no DNS record type that we know by name */
	/* neither Always nor OnApply: read as Always */
	TEMPLATE_NOTE_ESSENTIAL,
	TEMPLATE_NOTE_CASE,     /* TXT mode or essential in other letter case */
	TEMPLATE_NOTE_SPF_TEXT, /* an SPF record as TXT instead of SPFM */
	TEMPLATE_NOTE_NO_UNDERSCORE, /* SRV service or protocol without its _ */
	TEMPLATE_NOTE_AT_INSIDE,     /* an @ counts only when it stands alone */
	TEMPLATE_NOTE_HOST_DOUBLES,  /* %domain% in a host without final dot */
	TEMPLATE_NOTE_EMPTY,         /* no records at all */
	TEMPLATE_NOTE_DUPLICATE_KEY, /* the last one counts */
	TEMPLATE_NOTE_EMPTY_TARGET,  /* legal, and not applied as it stands */
	TEMPLATE_NOTE_ADDRESS,       /* an address where a name is due */
	TEMPLATE_NOTE_DATA,          /* not read as the data of this type */
};

struct template_remark {
	enum template_code code;
	int record;       /* index in records[], -1 for the template itself */
	char field[32];   /* "pointsTo", or "" */
	char *detail;     /* what stands there, cleaned and shortened, or "" */
	int line, column; /* of TEMPLATE_NOT_JSON, else 0 */
};

/* How a TXT record gets on with others at its name. */
enum template_txt_mode {
	TEMPLATE_TXT_NONE, /* stands beside any other */
	TEMPLATE_TXT_ALL,  /* replaces every other */
	/* replaces those that begin with the prefix */
	TEMPLATE_TXT_PREFIX_MODE,
};

/* A record of a template as it stands in the file. Texts may hold variables. */
struct template_line {
	enum rr type;    /* RR_TXT for SPFM; RR_NONE for a pseudo type */
	char *type_name; /* "SPFM", "REDIR301", "TYPE65280": upper case */
	char *host;      /* "name" of an SRV */
	char *value;     /* pointsTo, data, target or spfRules */
	char *ttl, *priority, *weight, *port; /* "" when not given */
	char *service, *protocol;             /* SRV, else "" */
	char *group;                          /* "" when none */
	bool spf_merge;
	bool on_apply; /* essential is OnApply: may be removed later */
	enum template_txt_mode txt_mode;
	char *txt_prefix;
};

struct template
{
	char *provider_id, *provider_name, *service_id, *service_name;
	char *variable_text; /* what its author says of the variables, or "" */
	bool host_required;
	bool multi_instance;
	struct template_line *lines;
	size_t line_count;
	char **variables; /* without the built-in ones, each once, file order */
	size_t variable_count;
	char **groups; /* each once, file order */
	size_t group_count;
	struct template_remark *remarks; /* problems and notes, file order */
	size_t remark_count;
	size_t problem_count;
};

/* Reads a template out of JSON text. Always makes a template (never NULL),
 * whose remarks tell what was wrong; OK when there is no problem, else
 * ERR_SYNTAX or ERR_TOO_LONG. The caller frees it in every case. */
enum err template_read(const char *json, size_t len,
		       struct template **out) MUST_CHECK;

/* The same from a file; also compares the file's name with the ids. With
 * ERR_NOT_FOUND, ERR_DENIED and ERR_IO *out is NULL. */
enum err template_load(const char *path, struct template **out) MUST_CHECK;

void template_free(struct template *t);

bool template_remark_is_note(const struct template_remark *r);
struct template_remark *template_remark_copy(const struct template_remark *r);
void template_remark_free(struct template_remark *r); /* one from copy */

/* True when a record without a group, or of one of these groups (none: of any)
 * needs this variable. */
bool template_needs(const struct template *t, const char *variable,
		    const char *const *groups, size_t group_count);

/* True when all its records have to do with mail: such templates belong in a
 * list of mail services, the others (web sites, name servers) do not. */
bool template_is_mail(const struct template *t);

struct template_value {
	const char *name;
	const char *value;
};

struct template_input {
	const char *domain; /* canonical: what is registered or the zone */
	const char
		*host; /* canonical, the part before domain; "" or NULL: none */
	const struct template_value *values;
	size_t value_count;
	const char *const *groups; /* only these and records without a group */
	size_t group_count;        /* 0: every record */
	const bool *lines;         /* which lines to take, or NULL for all */
};

/* A record ready to be planned. */
struct template_record {
	struct record
		record; /* full name; SPFM: TXT whose value is the terms */
	bool spf_merge;
	bool essential; /* false: only to be there when it is applied */
	enum template_txt_mode txt_mode; /* of a TXT */
	const char *txt_prefix; /* borrowed from the template, "" when none */
	const char *group;      /* borrowed from the template, "" when none */
	size_t line;            /* index in the template's lines */
	const char *pseudo;     /* "REDIR301", ...: no DNS record; else NULL */
};

struct template_expansion {
	struct template_record *records;
	size_t count;
	struct template_remark
		*remarks; /* missing values, values that do not fit */
	size_t remark_count;
};

/* Puts domain, host and values in. OK, or ERR_SYNTAX when something is missing
 * or does not fit (the remarks say what; the records that did work are there).
 * Borrows from t: free it before t. */
enum err template_expand(const struct template *t,
			 const struct template_input *in,
			 struct template_expansion *out) MUST_CHECK;

void template_expansion_free(struct template_expansion *x);

#endif
