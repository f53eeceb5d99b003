/* Runs an SPF test suite in the YAML form of the published RFC 7208 suite
 * against check_host(): `conformance SUITE [TEST]`.
 *
 * Several documents a file; each has zonedata and tests. What a zone says of
 * type SPF is served as TXT, too, unless the name has TXT of its own. Each test
 * runs with all answers at once and with answers that come late. Exit status: 0
 * all pass, 1 some fail, 2 the suite cannot be read.
 *
 * SPDX-License-Identifier: MIT */
#include <yaml.h>

#include "mail/spf.h"
#include "unit/fake_dns.h"

#define DEFAULT_EXPLANATION "DEFAULT" /* how suites write: none was given */

struct tally {
	const char *only; /* name of one test, or NULL */
	unsigned passed;
	unsigned failed;
};

static const char *scalar(const yaml_node_t *node)
{
	return node && node->type == YAML_SCALAR_NODE
		       ? (const char *)node->data.scalar.value
		       : NULL;
}

static const char *scalar_or_empty(const yaml_node_t *node)
{
	const char *text = scalar(node);

	return text ? text : "";
}

static size_t item_count(const yaml_node_t *list)
{
	return list && list->type == YAML_SEQUENCE_NODE
		       ? (size_t)(list->data.sequence.items.top -
				  list->data.sequence.items.start)
		       : 0;
}

/* The item at index, NULL behind the last one. */
static yaml_node_t *item(yaml_document_t *doc, const yaml_node_t *list,
			 size_t index)
{
	return index < item_count(list)
		       ? yaml_document_get_node(
				 doc, list->data.sequence.items.start[index])
		       : NULL;
}

/* What is no list stands for a list of that one thing. */
static size_t entry_count(const yaml_node_t *node)
{
	return node && node->type != YAML_SEQUENCE_NODE ? 1 : item_count(node);
}

static const yaml_node_t *entry_at(yaml_document_t *doc,
				   const yaml_node_t *node, size_t index)
{
	return node->type == YAML_SEQUENCE_NODE ? item(doc, node, index) : node;
}

static yaml_node_t *member(yaml_document_t *doc, const yaml_node_t *map,
			   const char *key)
{
	if (!map || map->type != YAML_MAPPING_NODE)
		return NULL;
	for (yaml_node_pair_t *p = map->data.mapping.pairs.start;
	     p < map->data.mapping.pairs.top; p++) {
		const char *name = scalar(yaml_document_get_node(doc, p->key));

		if (name && strcmp(name, key) == 0)
			return yaml_document_get_node(doc, p->value);
	}
	return NULL;
}

/* YAML reads "\xEF" as the character U+00EF; the suites mean the byte. */
static size_t add_latin1(const yaml_node_t *node, char *out)
{
	const char *at = (const char *)node->data.scalar.value;
	size_t left = node->data.scalar.length;
	size_t len = 0;

	while (left > 0) {
		size_t used;
		int32_t c = utf8_decode(at, left, &used);

		out[len++] = c >= 0 && c < 256 ? (char)c : *at;
		at += used;
		left -= used;
	}
	return len;
}

/* Text as one scalar, or as several strings that are joined. */
static void add_text(struct fake_dns *dns, yaml_document_t *doc,
		     const char *name, const yaml_node_t *value)
{
	size_t size = value->type == YAML_SCALAR_NODE
			      ? value->data.scalar.length
			      : 0;
	char *bytes = NULL;
	size_t len = 0;

	for (size_t i = 0; i < item_count(value); i++)
		size += strlen(scalar_or_empty(item(doc, value, i)));
	bytes = xcalloc(size + 1, 1);
	if (value->type == YAML_SCALAR_NODE)
		len = add_latin1(value, bytes);
	for (size_t i = 0; i < item_count(value); i++) {
		if (scalar(item(doc, value, i)))
			len += add_latin1(item(doc, value, i), bytes + len);
	}
	fake_dns_add(dns, name, RR_TXT, bytes, len, 0);
	free(bytes);
}

/* How suites write that a question goes wrong, and as what. */
static const struct {
	const char *word;
	enum answer_status status;
} failures[] = {
	{ "TIMEOUT", ANSWER_SILENT },   { "SERVFAIL", ANSWER_FAILED },
	{ "FORMERR", ANSWER_FAILED },   { "NOTIMP", ANSWER_FAILED },
	{ "CNAMELOOP", ANSWER_FAILED }, { "REFUSED", ANSWER_REFUSED },
	{ "NXDOMAIN", ANSWER_NO_NAME },
};

/* The status of TIMEOUT, SERVFAIL, ... or of an RCODE's number; RECORDS when
 * the text is none of these. */
static enum answer_status failure_of(const char *text)
{
	for (size_t i = 0; i < COUNT_OF(failures); i++) {
		if (strcasecmp(failures[i].word, text) == 0)
			return failures[i].status;
	}
	return ANSWER_RECORDS;
}

static enum answer_status rcode_of(const char *text)
{
	static const char *const words[] = { "",         "FORMERR", "SERVFAIL",
					     "NXDOMAIN", "NOTIMP",  "REFUSED" };
	char *end;
	unsigned long number = strtoul(text, &end, 10);

	if (end == text || *end != '\0')
		return failure_of(text);
	return failure_of(number < COUNT_OF(words) ? words[number] : "");
}

/* An entry that is no record: `TIMEOUT`, `TIMEOUT: true`, `RCODE: 2`. */
static enum answer_status entry_failure(yaml_document_t *doc,
					const yaml_node_t *entry)
{
	const char *rcode = scalar(member(doc, entry, "RCODE"));

	for (size_t i = 0; i < COUNT_OF(failures); i++) {
		const char *on = scalar(member(doc, entry, failures[i].word));

		if (on && strcasecmp(on, "false") != 0)
			return failures[i].status;
	}
	return rcode ? rcode_of(rcode) : failure_of(scalar_or_empty(entry));
}

/* `[10, host]`, `10 host` or the host alone. */
static void add_mx(struct fake_dns *dns, yaml_document_t *doc, const char *name,
		   const yaml_node_t *value)
{
	const char *priority = scalar_or_empty(item(doc, value, 0));
	const char *host = scalar_or_empty(item(doc, value, 1));
	char *end = NULL;

	if (value->type == YAML_SCALAR_NODE) {
		priority = scalar_or_empty(value);
		(void)strtoul(priority, &end, 10);
		host = *end == ' ' ? end + strspn(end, " ") : priority;
	}
	fake_dns_add(dns, name, RR_MX, host, strlen(host),
		     (uint16_t)strtoul(priority, NULL, 10));
}

static void add_record(struct fake_dns *dns, yaml_document_t *doc,
		       const char *name, enum rr type, const yaml_node_t *value)
{
	const char *text = scalar_or_empty(value);
	char canonical[IP_TEXT] = "";
	struct ip ip;

	if (strcmp(text, "NONE") == 0)
		return;
	if (failure_of(text) != ANSWER_RECORDS) {
		fake_dns_fail(dns, name, type, failure_of(text));
	} else if (type == RR_TXT) {
		add_text(dns, doc, name, value);
	} else if (type == RR_MX) {
		add_mx(dns, doc, name, value);
	} else {
		if (type == RR_AAAA &&
		    ip_parse_version(slice_of(text), 6, &ip)) {
			ip_print(&ip, canonical);
			text = canonical;
		}
		fake_dns_add(dns, name, type, text, strlen(text), 0);
	}
}

/* A list stands for several records, but the strings of one TXT, and the two
 * parts of one MX. */
static void add_records(struct fake_dns *dns, yaml_document_t *doc,
			const char *name, enum rr type,
			const yaml_node_t *value)
{
	const yaml_node_t *first = item(doc, value, 0);

	if (type == RR_TXT || !first || (type == RR_MX && scalar(first))) {
		add_record(dns, doc, name, type, value);
		return;
	}
	for (size_t i = 0; i < item_count(value); i++)
		add_record(dns, doc, name, type, item(doc, value, i));
}

/* Does the name have a record of this type (by its name in the suite)? */
static bool has_type(yaml_document_t *doc, const yaml_node_t *list,
		     const char *type)
{
	for (size_t i = 0; i < entry_count(list); i++) {
		const char *text = scalar(
			member(doc, entry_at(doc, list, i), type));

		if (member(doc, entry_at(doc, list, i), type) &&
		    !(text && strcmp(text, "NONE") == 0))
			return true;
	}
	return false;
}

/* All records of one name. `SPF` stands for TXT unless the name has some `TXT`
 * of its own, be it NONE. A bare TIMEOUT fails every type that is not there. */
static void add_name(struct fake_dns *dns, yaml_document_t *doc,
		     const char *name, const yaml_node_t *list)
{
	static const char *const types[] = { "TXT", "A",   "AAAA",
					     "MX",  "PTR", "CNAME" };
	enum answer_status failure = ANSWER_RECORDS;
	bool own_txt = false;

	for (size_t i = 0; i < entry_count(list); i++) {
		const yaml_node_t *entry = entry_at(doc, list, i);

		own_txt = own_txt || member(doc, entry, "TXT");
		if (failure == ANSWER_RECORDS)
			failure = entry_failure(doc, entry);
	}
	for (size_t i = 0; i < entry_count(list); i++) {
		const yaml_node_t *entry = entry_at(doc, list, i);
		const yaml_node_t *spf = member(doc, entry, "SPF");

		for (size_t t = 0; t < COUNT_OF(types); t++) {
			const yaml_node_t *value = member(doc, entry, types[t]);

			if (value)
				add_records(dns, doc, name,
					    rr_from_name(types[t]), value);
		}
		if (spf && !own_txt)
			add_record(dns, doc, name, RR_TXT, spf);
	}
	for (size_t t = 0; failure != ANSWER_RECORDS && t < COUNT_OF(types);
	     t++) {
		bool spf = t == 0 && !own_txt && has_type(doc, list, "SPF");

		if (!spf && !has_type(doc, list, types[t]))
			fake_dns_fail(dns, name, rr_from_name(types[t]),
				      failure);
	}
}

static void load_zone(struct fake_dns *dns, yaml_document_t *doc)
{
	yaml_node_t *zone = member(doc, yaml_document_get_root_node(doc),
				   "zonedata");

	if (!zone || zone->type != YAML_MAPPING_NODE)
		return;
	for (yaml_node_pair_t *p = zone->data.mapping.pairs.start;
	     p < zone->data.mapping.pairs.top; p++)
		add_name(dns, doc,
			 scalar_or_empty(yaml_document_get_node(doc, p->key)),
			 yaml_document_get_node(doc, p->value));
}

/* The result as allowed by the test: one name, or any of several. */
static bool result_allowed(yaml_document_t *doc, const yaml_node_t *wanted,
			   const char *got)
{
	for (size_t i = 0; i < entry_count(wanted); i++) {
		const char *name = scalar(entry_at(doc, wanted, i));

		if (name && strcasecmp(name, got) == 0)
			return true;
	}
	return false;
}

/* One evaluation to its end; answers late or at once. */
static void evaluate(const struct spf_request *request, struct fake_dns *dns,
		     bool late, struct spf_result *out)
{
	struct lookup lookup = fake_dns_lookup(dns);

	dns->held = late;
	spf_check_host(request, &lookup, out);
	while (out->status == SPF_PENDING && fake_dns_deliver(dns) > 0) {
		spf_result_free(out);
		spf_check_host(request, &lookup, out);
	}
}

static void run_test(yaml_document_t *doc, const char *name,
		     const yaml_node_t *test, bool late, struct tally *tally)
{
	const char *host = scalar(member(doc, test, "host"));
	const char *explanation = scalar(member(doc, test, "explanation"));
	const yaml_node_t *wanted = member(doc, test, "result");
	struct spf_request request = {
		.sender = scalar(member(doc, test, "mailfrom")),
		.helo = scalar(member(doc, test, "helo")),
		.receiver = "receiver.example",
		.now = 1700000000,
		.explain = true,
		.trace = true,
	};
	struct fake_dns dns = { .held = false };
	struct spf_result result;
	const char *got;
	bool good;

	load_zone(&dns, doc);
	if (!host || !wanted || !ip_parse(host, &request.ip)) {
		printf("%s: a test without host or result\n", name);
		tally->failed++;
		fake_dns_free(&dns);
		return;
	}
	evaluate(&request, &dns, late, &result);
	got = result.explanation ? result.explanation : DEFAULT_EXPLANATION;
	good = result_allowed(doc, wanted, spf_status_name(result.status)) &&
	       (!explanation || !*explanation || result.status != SPF_FAIL ||
		strcmp(explanation, got) == 0);
	if (!good)
		printf("%s%s: %s, explanation \"%s\"; wanted %s, \"%s\"\n",
		       name, late ? " (late answers)" : "",
		       spf_status_name(result.status), got,
		       scalar(wanted) ? scalar(wanted) : "(one of several)",
		       explanation ? explanation : "");
	*(good ? &tally->passed : &tally->failed) += 1;
	spf_result_free(&result);
	fake_dns_free(&dns);
}

static void run_document(yaml_document_t *doc, struct tally *tally)
{
	yaml_node_t *tests = member(doc, yaml_document_get_root_node(doc),
				    "tests");

	if (!tests || tests->type != YAML_MAPPING_NODE)
		return;
	for (yaml_node_pair_t *p = tests->data.mapping.pairs.start;
	     p < tests->data.mapping.pairs.top; p++) {
		const char *name = scalar_or_empty(
			yaml_document_get_node(doc, p->key));

		if (tally->only && strcmp(tally->only, name) != 0)
			continue;
		for (int late = 0; late < 2; late++)
			run_test(doc, name,
				 yaml_document_get_node(doc, p->value),
				 late == 1, tally);
	}
}

int main(int argc, char **argv)
{
	struct tally tally = { .only = argc > 2 ? argv[2] : NULL };
	FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
	yaml_parser_t parser;
	yaml_document_t doc;
	bool good = true;

	if (!file) {
		if (argc > 1)
			perror(argv[1]);
		else
			fprintf(stderr, "usage: %s SUITE.yml [TEST]\n",
				argv[0]);
		return 2;
	}
	yaml_parser_initialize(&parser);
	yaml_parser_set_input_file(&parser, file);
	for (bool more = true; more && good;) {
		good = yaml_parser_load(&parser, &doc) == 1;
		more = good && yaml_document_get_root_node(&doc);
		if (more)
			run_document(&doc, &tally);
		if (good)
			yaml_document_delete(&doc);
	}
	if (!good)
		fprintf(stderr, "%s: line %zu: %s\n", argv[1],
			parser.problem_mark.line + 1, parser.problem);
	yaml_parser_delete(&parser);
	fclose(file);
	printf("%u passed, %u failed\n", tally.passed, tally.failed);
	if (!good)
		return 2;
	return tally.failed == 0 && tally.passed > 0 ? 0 : 1;
}
