/* SPDX-License-Identifier: MIT */
#include "catalog/template.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clean.h"
#include "catalog/datadir.h"
#include "catalog/json_read.h"
#include "catalog/template_line.h"
#include "catalog/template_text.h"

/* The members of a template ("Template Definition"). */
static const struct {
	const char *key;
	json_type type;
} MEMBERS[] = {
	{ "providerId", JSON_STRING },
	{ "providerName", JSON_STRING },
	{ "serviceId", JSON_STRING },
	{ "serviceName", JSON_STRING },
	{ "records", JSON_ARRAY },
	{ "version", JSON_INTEGER },
	{ "logoUrl", JSON_STRING },
	{ "description", JSON_STRING },
	{ "variableDescription", JSON_STRING },
	{ "syncBlock", JSON_TRUE },
	{ "shared", JSON_TRUE },
	{ "sharedProviderName", JSON_TRUE },
	{ "sharedServiceName", JSON_TRUE },
	{ "syncPubKeyDomain", JSON_STRING },
	{ "syncRedirectDomain", JSON_STRING },
	{ "multiInstance", JSON_TRUE },
	{ "warnPhishing", JSON_TRUE },
	{ "hostRequired", JSON_TRUE },
};
#define REQUIRED_MEMBERS 5 /* the first of them */

#define VARIABLES_MAX 1000

static json_type type_of(const json_t *value)
{
	json_type type = json_typeof(value);

	return type == JSON_FALSE ? JSON_TRUE : type;
}

static void check_members(const json_t *root, struct remark_list *remarks)
{
	const char *key;
	json_t *value;

	for (size_t i = 0; i < COUNT_OF(MEMBERS); i++) {
		const json_t *member = json_object_get(root, MEMBERS[i].key);
		bool absent = !member || json_is_null(member);

		if (absent && i < REQUIRED_MEMBERS)
			remark_add(remarks, TEMPLATE_KEY_MISSING, -1,
				   MEMBERS[i].key, NULL);
		else if (!absent && type_of(member) != MEMBERS[i].type)
			remark_add(remarks, TEMPLATE_KEY_TYPE, -1,
				   MEMBERS[i].key, NULL);
	}
	if (!json_object_get(root, "version"))
		remark_add(remarks, TEMPLATE_NOTE_VERSION, -1, "version", NULL);
	json_object_foreach((json_t *)(uintptr_t)root, key, value)
	{
		bool known = false;

		for (size_t i = 0; i < COUNT_OF(MEMBERS) && !known; i++)
			known = strcmp(MEMBERS[i].key, key) == 0;
		if (!known)
			remark_add(remarks, TEMPLATE_NOTE_KEY, -1, "", key);
	}
}

/* "MUST NOT contain space characters, and must be URL friendly". */
static char *read_id(const json_t *root, const char *key,
		     struct remark_list *remarks)
{
	char *id = json_member_dup(root, key);

	if (id && !*id)
		remark_add(remarks, TEMPLATE_KEY_MISSING, -1, key, NULL);
	for (const char *at = id; at && *at; at++) {
		if (!isalnum((unsigned char)*at) && !strchr("._-~", *at)) {
			remark_add(remarks, TEMPLATE_ID_CHARACTERS, -1, key,
				   id);
			break;
		}
	}
	return id ? id : xstrdup("");
}

/* Adds a copy of word when it is not there yet. */
static void add_once(char ***list, size_t *count, size_t *cap,
		     struct slice word)
{
	for (size_t i = 0; i < *count; i++) {
		if (slice_is(word, (*list)[i]))
			return;
	}
	*list = grow(*list, *count, cap, sizeof(**list));
	(*list)[(*count)++] = slice_dup(word);
}

static void collect_variables(struct template *t, size_t *cap, const char *text)
{
	struct slice rest = slice_of(text);
	struct template_part part;

	while (template_next_part(&rest, &part)) {
		if (part.kind == PART_VARIABLE &&
		    t->variable_count < VARIABLES_MAX &&
		    !template_is_built_in(part.text))
			add_once(&t->variables, &t->variable_count, cap,
				 part.text);
	}
}

static void collect_names(struct template *t)
{
	size_t variable_cap = 0, group_cap = 0;

	for (size_t i = 0; i < t->line_count; i++) {
		const struct template_line *line = &t->lines[i];
		const char *const texts[] = TEXTS_OF(line);

		for (size_t j = 0; j < COUNT_OF(texts); j++)
			collect_variables(t, &variable_cap, texts[j]);
		if (*line->group)
			add_once(&t->groups, &t->group_count, &group_cap,
				 slice_of(line->group));
	}
}

static bool is_alone(const struct template_line *line)
{
	return line->type == RR_CNAME ||
	       strcmp(line->type_name, "APEXCNAME") == 0;
}

/* Is a name of the template at or below another? */
static bool is_at_or_below(const char *host, const char *above)
{
	size_t len = strlen(host), n = strlen(above);

	return strcasecmp(host, above) == 0 ||
	       (len > n && host[len - n - 1] == '.' &&
		strcasecmp(host + len - n, above) == 0);
}

/* Two records that nobody can have both: beside a CNAME nothing stands, nor
 * below a delegation. Names with variables are judged when expanded. */
static bool exclude_each_other(const struct template_line *a,
			       const struct template_line *b)
{
	bool together = !*a->group || !*b->group ||
			strcmp(a->group, b->group) == 0;

	if (!together || template_has_variable(a->host) ||
	    template_has_variable(b->host) || a->type == RR_SRV ||
	    b->type == RR_SRV)
		return false;
	/* An alias that the DNS host makes of it bears other types. */
	if (is_alone(a) && is_alone(b))
		return strcasecmp(a->host, b->host) == 0;
	if (a->type == RR_CNAME || b->type == RR_CNAME)
		return strcasecmp(a->host, b->host) == 0 &&
		       a->type != RR_NONE && b->type != RR_NONE;
	if (a->type == RR_NONE || b->type == RR_NONE ||
	    (a->type == RR_NS) == (b->type == RR_NS))
		return false;
	return a->type == RR_NS ? is_at_or_below(b->host, a->host)
				: is_at_or_below(a->host, b->host);
}

static void check_conflicts(const struct template *t,
			    struct remark_list *remarks)
{
	for (size_t i = 1; i < t->line_count; i++) {
		const struct template_line *a = &t->lines[i];

		for (size_t j = 0; j < i; j++) {
			if (!exclude_each_other(a, &t->lines[j]))
				continue;
			remark_add(remarks, TEMPLATE_SELF_CONFLICT, (int)i,
				   "host", a->host);
			break;
		}
	}
}

static void read_records(struct template *t, const json_t *records,
			 struct remark_list *remarks)
{
	size_t count = json_array_size(records);

	if (count > TEMPLATE_MAX_RECORDS) {
		remark_add(remarks, TEMPLATE_TOO_LARGE, -1, "records", NULL);
		count = TEMPLATE_MAX_RECORDS;
	}
	if (json_is_array(records) && count == 0)
		remark_add(remarks, TEMPLATE_NOTE_EMPTY, -1, "records", NULL);
	t->lines = xcalloc(count ? count : 1, sizeof(*t->lines));
	for (size_t i = 0; i < count; i++) {
		const json_t *object = json_array_get(records, i);

		if (!json_is_object(object)) {
			remark_add(remarks, TEMPLATE_RECORD_NO_OBJECT, (int)i,
				   "", NULL);
			continue;
		}
		template_line_read(object, (int)i, t->host_required,
				   &t->lines[t->line_count++], remarks);
	}
}

static void read_root(struct template *t, const json_t *root,
		      struct remark_list *remarks)
{
	if (!json_is_object(root)) {
		remark_add(remarks, TEMPLATE_NOT_OBJECT, -1, "", NULL);
		return;
	}
	check_members(root, remarks);
	free(t->provider_id);
	free(t->service_id);
	t->provider_id = read_id(root, "providerId", remarks);
	t->service_id = read_id(root, "serviceId", remarks);
	char *provider = json_member_dup(root, "providerName");
	char *service = json_member_dup(root, "serviceName");
	if (provider) {
		free(t->provider_name);
		t->provider_name = provider;
	}
	if (service) {
		free(t->service_name);
		t->service_name = service;
	}
	char *about = json_member_dup(root, "variableDescription");
	if (about) {
		free(t->variable_text);
		t->variable_text = about;
	}
	t->host_required = json_member_bool(root, "hostRequired", false);
	t->multi_instance = json_member_bool(root, "multiInstance", false);
	read_records(t, json_object_get(root, "records"), remarks);
	collect_names(t);
	if (t->variable_count == VARIABLES_MAX)
		remark_add(remarks, TEMPLATE_TOO_LARGE, -1, "records", NULL);
	check_conflicts(t, remarks);
}

/* The public repository has files with a byte order mark and files with
 * duplicate keys; both are read, the latter with a note. */
static json_t *parse(const char *json, size_t len, struct remark_list *remarks)
{
	json_error_t error;

	if (len >= 3 && memcmp(json, "\xef\xbb\xbf", 3) == 0) {
		json += 3;
		len -= 3;
	}
	json_t *root = json_loadb(json, len, JSON_REJECT_DUPLICATES, &error);
	if (!root && json_error_code(&error) == json_error_duplicate_key) {
		remark_add(remarks, TEMPLATE_NOTE_DUPLICATE_KEY, -1, "",
			   error.text);
		root = json_loadb(json, len, 0, &error);
	}
	if (!root) {
		/* Its own words for a NUL say less than nothing. */
		bool nul = memchr(json, '\0', len) != NULL;

		remark_add(remarks, TEMPLATE_NOT_JSON, -1, "",
			   nul ? "NUL" : error.text);
		remarks->items[remarks->count - 1].line = error.line;
		remarks->items[remarks->count - 1].column = error.column;
	}
	return root;
}

static enum err finish(struct template *t, const struct remark_list *remarks)
{
	t->remarks = remarks->items;
	t->remark_count = remarks->count;
	t->problem_count = remarks_count_problems(remarks->items,
						  remarks->count);
	return t->problem_count ? ERR_SYNTAX : OK;
}

static struct template *template_new(void)
{
	struct template *t = xcalloc(1, sizeof(*t));

	t->provider_id = xstrdup("");
	t->provider_name = xstrdup("");
	t->service_id = xstrdup("");
	t->service_name = xstrdup("");
	t->variable_text = xstrdup("");
	return t;
}

static enum err read_text(const char *json, size_t len, const char *file,
			  struct template **out)
{
	struct template *t = template_new();
	struct remark_list remarks = { 0 };

	*out = t;
	if (len > TEMPLATE_MAX_BYTES) {
		remark_add(&remarks, TEMPLATE_TOO_LARGE, -1, "", NULL);
		finish(t, &remarks);
		return ERR_TOO_LONG;
	}
	json_t *root = parse(json, len, &remarks);
	if (root)
		read_root(t, root, &remarks);
	json_decref(root);
	if (file && *t->provider_id && *t->service_id) {
		char *wanted = xasprintf("%s.%s.json", t->provider_id,
					 t->service_id);

		for (char *at = wanted; *at; at++)
			*at = (char)tolower((unsigned char)*at);
		if (strcmp(wanted, file) != 0)
			remark_add(&remarks, TEMPLATE_NOTE_FILE_NAME, -1, "",
				   wanted);
		free(wanted);
	}
	return finish(t, &remarks);
}

enum err template_read(const char *json, size_t len, struct template **out)
{
	return read_text(json, len, NULL, out);
}

enum err template_load(const char *path, struct template **out)
{
	struct str text = STR_INIT(TEMPLATE_MAX_BYTES + 1);
	enum err err = catalog_read_file(path, &text);
	const char *slash = strrchr(path, '/');

	*out = NULL;
	if (err == OK || err == ERR_TOO_LONG)
		err = read_text(str_text(&text),
				err == OK ? text.len : TEMPLATE_MAX_BYTES + 1,
				slash ? slash + 1 : path, out);
	str_free(&text);
	return err;
}

static void free_words(char **words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(words[i]);
	free(words);
}

void template_free(struct template *t)
{
	if (!t)
		return;
	for (size_t i = 0; i < t->line_count; i++)
		template_line_free(&t->lines[i]);
	free(t->lines);
	free_words(t->variables, t->variable_count);
	free_words(t->groups, t->group_count);
	remarks_free(t->remarks, t->remark_count);
	free(t->provider_id);
	free(t->provider_name);
	free(t->service_id);
	free(t->service_name);
	free(t->variable_text);
	free(t);
}
