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
	char bytes[1 << 16];
	size_t len = 0;

	if (value->type == YAML_SCALAR_NODE) {
		len = add_latin1(value, bytes);
	} else {
		for (yaml_node_item_t *i = value->data.sequence.items.start;
		     i < value->data.sequence.items.top; i++)
			len += add_latin1(yaml_document_get_node(doc, *i),
					  bytes + len);
	}
	bytes[len] = '\0';
	fake_dns_add(dns, name, RR_TXT, bytes, len, 0);
}

static void add_mx(struct fake_dns *dns, yaml_document_t *doc, const char *name,
		   const yaml_node_t *value)
{
	yaml_node_item_t *items = value->data.sequence.items.start;
	const char *number = scalar(yaml_document_get_node(doc, items[0]));
	const char *host = scalar(yaml_document_get_node(doc, items[1]));

	fake_dns_add(dns, name, RR_MX, host, strlen(host),
		     (uint16_t)strtoul(number, NULL, 10));
}

static void add_record(struct fake_dns *dns, yaml_document_t *doc,
		       const char *name, const char *type,
		       const yaml_node_t *value)
{
	const char *text = scalar(value);
	enum rr rr = rr_from_name(type);

	if (text && strcmp(text, "NONE") == 0)
		return;
	if (text && strcmp(text, "TIMEOUT") == 0)
		fake_dns_fail(dns, name, rr, ANSWER_SILENT);
	else if (rr == RR_TXT)
		add_text(dns, doc, name, value);
	else if (rr == RR_MX)
		add_mx(dns, doc, name, value);
	else if (text && rr == RR_AAAA) {
		struct ip ip;
		char canonical[IP_TEXT] = "";

		if (ip_parse_version(slice_of(text), 6, &ip))
			ip_print(&ip, canonical);
		fake_dns_add(dns, name, rr, canonical, strlen(canonical), 0);
	} else if (text)
		fake_dns_add(dns, name, rr, text, strlen(text), 0);
}

/* All records of one name. A bare TIMEOUT fails every type that is not
 * there. */
static void add_name(struct fake_dns *dns, yaml_document_t *doc,
		     const char *name, const yaml_node_t *list)
{
	static const enum rr types[] = { RR_TXT, RR_A, RR_AAAA, RR_MX, RR_PTR };
	bool has[COUNT_OF(types)] = { false };
	bool own_txt = false;
	bool timeout = false;

	for (int pass = 0; pass < 2; pass++) {
		for (yaml_node_item_t *i = list->data.sequence.items.start;
		     i < list->data.sequence.items.top; i++) {
			yaml_node_t *item = yaml_document_get_node(doc, *i);
			yaml_node_pair_t *pair;
			const char *type;

			if (item->type != YAML_MAPPING_NODE) {
				timeout = true;
				continue;
			}
			pair = item->data.mapping.pairs.start;
			type = scalar(yaml_document_get_node(doc, pair->key));
			if (pass == 0) {
				own_txt = own_txt || strcmp(type, "TXT") == 0;
				continue;
			}
			if (strcmp(type, "SPF") == 0) {
				if (own_txt)
					continue;
				type = "TXT";
			}
			for (size_t t = 0; t < COUNT_OF(types); t++)
				has[t] =
					has[t] ||
					(types[t] == rr_from_name(type) &&
					 !(scalar(yaml_document_get_node(
						   doc, pair->value)) &&
					   strcmp(scalar(yaml_document_get_node(
							  doc, pair->value)),
						  "NONE") == 0));
			add_record(dns, doc, name, type,
				   yaml_document_get_node(doc, pair->value));
		}
	}
	for (size_t t = 0; timeout && t < COUNT_OF(types); t++) {
		if (!has[t])
			fake_dns_fail(dns, name, types[t], ANSWER_SILENT);
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
		add_name(dns, doc, scalar(yaml_document_get_node(doc, p->key)),
			 yaml_document_get_node(doc, p->value));
}

/* The result as allowed by the test: one name, or any of several. */
static bool result_allowed(yaml_document_t *doc, const yaml_node_t *wanted,
			   const char *got)
{
	if (scalar(wanted))
		return strcmp(scalar(wanted), got) == 0;
	for (yaml_node_item_t *i = wanted->data.sequence.items.start;
	     i < wanted->data.sequence.items.top; i++) {
		if (strcmp(scalar(yaml_document_get_node(doc, *i)), got) == 0)
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
	       (!explanation || result.status != SPF_FAIL ||
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
		const char *name = scalar(yaml_document_get_node(doc, p->key));

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
		fprintf(stderr, "usage: %s SUITE.yml [TEST]\n", argv[0]);
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
