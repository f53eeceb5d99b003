/* The services' own APIs: what is asked for a domain's records and for the
 * service's own check of them, and where in the answer everything stands.
 *
 * apis.json holds a row for each service that has one; nothing here knows any
 * service by name. Loading and reading are pure: no network, no key. Which
 * requests there are is fixed by the file: those that fetch are all GET, none
 * has a body, so nothing can be made there.
 *
 * Paths of members are "a.b"; "*" is the first member or item, and ".*" at the
 * end of an "at" every one of them.
 * The list owns everything that it hands out.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_API_H
#define ZEGEL_CATALOG_API_H

#include "base/record.h"

enum { API_RECORDS_MAX = 64, API_NEAR_MAX = 8, API_PAGES_MAX = 20 };

#define API_ANSWER_MAX ((size_t)1 << 20) /* bytes of one answer */

/* What the service thinks of a record, or of the domain. */
enum api_state {
	API_UNSAID,
	API_YES,
	API_PENDING, /* it has not looked, or not to the end */
	API_NO,
};

/* Why a record of the answer is not one to be entered for sending. */
enum api_left {
	API_TAKEN,
	API_LEFT_RECEIVING, /* mail that comes in goes elsewhere by it */
	API_LEFT_TRACKING,  /* for links in messages, not for sending */
	API_LEFT_TYPE,      /* a type that no form of ours knows */
};

/* Members of an object, paths relative to it; "=CNAME" is the text CNAME
 * itself. Those that may be NULL are not there. */
struct api_record_rule {
	const char *at;   /* where the objects are; NULL: the answer */
	const char *key;  /* NULL: the name of the member itself */
	const char *kind; /* compared with receiving and tracking; NULL */
	const char *type, *name, *value;
	const char *priority, *state; /* or NULL */
	enum api_left left;
};

struct api_part_rule {
	const char *at;
	const char *key; /* of the record; NULL: the name of the member */
	const char *state;
	const char *reason; /* or NULL */
};

struct api_step {
	const char *method; /* "GET", "PUT", "POST" */
	/* /path?query; {domain}, {id}, {page} (from 1), {offset} (from 0) */
	const char *path;
	unsigned page; /* so many entries a page at most; 0: no pages */
	unsigned also; /* a status that is an answer as 200 is, or 0 */
	/* of a list: where its entries are; NULL: the answer is no list */
	const char *list;
	const char *name;   /* where it (or the entry) names its domain; NULL */
	const char *id;     /* of the entry, or NULL */
	const char *prefer; /* of several entries the one where it is true */
	const char *verdict;             /* of the domain, or NULL */
	struct api_record_rule *records; /* of the answer, or of the entry */
	size_t record_count;
	struct api_part_rule *parts;
	size_t part_count;
};

struct api_steps {
	struct api_step *items;
	size_t count;
};

/* How the key is sent and, in the service's own words, what key it is. */
struct api_key {
	const char *name;
	const char *header;
	const char *value; /* with {key} */
	const char *user;  /* HTTP basic authentication instead, or NULL */
	const char *path;  /* to where it is made, or NULL: not seen */
	const char *button;
	const char *unfit; /* another key of the service, which will not do */
	const char *const *rights; /* what it must be allowed at least */
	size_t right_count;
};

struct api {
	const char *service;      /* id */
	const char *const *hosts; /* tried in order: one a region */
	size_t host_count;
	struct api_key key;
	/* the header that tells with 429 how long to wait, or NULL */
	const char *wait_header;
	bool wait_is_time; /* a Unix time; else seconds */
	/* names in answers count from the domain or from any above it */
	bool names_relative;
	const char *const *yes; /* the words for API_YES */
	size_t yes_count;
	const char *const *pending;
	size_t pending_count;
	const char *const *receiving; /* kinds of records */
	size_t receiving_count;
	const char *const *tracking;
	size_t tracking_count;
	const char *message;     /* path of the text that an error comes with */
	struct api_steps find;   /* first, for both; only GET */
	struct api_steps fetch;  /* then, for the records; only GET */
	struct api_steps verify; /* or this, for the check */
	size_t source_count;     /* where its facts are from, in the file */
};

struct api_list;

/* Reads apis.json of the folder. ERR_NOT_FOUND, ERR_DENIED, ERR_IO, or
 * ERR_DAMAGED when it is not what it should be. */
enum err api_list_load(const char *dir, struct api_list **out) MUST_CHECK;
void api_list_free(struct api_list *list);

/* The API of this service, or NULL. */
const struct api *api_find(const struct api_list *list, const char *service);
const struct api *api_list_all(const struct api_list *list, size_t *count);

/* What the variables of a step stand for. */
struct api_place {
	const char *host, *domain;
	const char *id; /* or NULL */
	unsigned page;  /* from 0 */
};

/* Adds the step's URL, each variable percent-encoded (RFC 3986, 2.1). */
void api_add_url(struct str *out, const struct api_step *step,
		 const struct api_place *place);

/* All text in it is cleaned. */
struct api_record {
	char *key;
	enum rr type;
	char *type_name; /* as the service calls it */
	char *name;      /* as it came, or full where that is certain */
	bool full;       /* name is full */
	char *value;
	int priority; /* -1: none was told */
	enum api_state state;
	char *reason; /* what the service says is wrong, or NULL */
	enum api_left left;
};

/* What the answers have said so far; each one adds to it. */
struct api_answer {
	char *id;       /* the entry's, or NULL */
	bool is_found;  /* an answer was about the domain */
	bool has_more;  /* the list goes on: ask the next page */
	size_t matches; /* entries of the list that are for the domain */
	char *near[API_NEAR_MAX]; /* others of the list that are below it */
	size_t near_count;
	enum api_state verdict;
	struct api_record *records;
	size_t record_count;
};

void api_answer_free(struct api_answer *answer);

/* An answer as it came, and what it is about. */
struct api_body {
	const char *bytes;
	size_t len;
	const char *domain; /* canonical */
	/* Texts that never come out of it, whatever the service says (the key
	 * and what was sent of it); NULL ends the list early. */
	const char *secrets[2];
};

/* Reads the answer to a step and adds what it says. ERR_SYNTAX: no JSON, or not
 * of the form that is known. */
enum err api_read(const struct api *api, const struct api_step *step,
		  const struct api_body *body,
		  struct api_answer *answer) MUST_CHECK;

/* What an error answer says about itself, cleaned and short; NULL when
 * nothing. The caller frees it. */
char *api_message(const struct api *api, const struct api_body *body);

/* Adds the taken records as lines that can be pasted (paste.h). */
void api_add_text(struct str *out, const struct api_answer *answer);

#endif
