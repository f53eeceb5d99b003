/* SPDX-License-Identifier: MIT */
#include "commands/selector.h"

#include <stdlib.h>
#include <string.h>

#include "commands/ask.h"
#include "commands/output.h"
#include "commands/verdict_json.h"
#include "commands/verdict_print.h"
#include "core/check.h"
#include "core/view.h"
#include "i18n/i18n.h"
#include "mail/dkim.h"
#include "text/fill.h"

struct selector_run {
	char domain[NAME_SIZE];
	char selector[NAME_SIZE];
	char name[NAME_SIZE]; /* SELECTOR._domainkey.DOMAIN */
	bool use_authority;
	enum dkim_status status;
	char *where; /* where the key stands, behind all aliases */
	char *text;
	char *alias; /* what a CNAME at the name points to, or NULL */
	struct findings findings;
};

bool selector_is_meant(const char *word)
{
	const char *colon = strchr(word, ':');

	return colon && colon > word && colon[1] && !strchr(colon + 1, ':') &&
	       !strpbrk(word, "/@[] \t") &&
	       memchr(word, '.', (size_t)(colon - word));
}

static int read_word(const char *word, struct selector_run *run)
{
	static const char infix[] = "._domainkey";
	const char *colon = strchr(word, ':');
	char *domain = xstrndup(word, (size_t)(colon - word));
	bool good = command_read_domain(domain, run->domain);
	size_t len = strlen(colon + 1);
	char *under;

	free(domain);
	if (!good)
		return COMMAND_USAGE;
	if (len > strlen(infix) &&
	    strcmp(colon + 1 + len - strlen(infix), infix) == 0)
		len -= strlen(infix); /* copied from a panel */
	under = xasprintf("_domainkey.%s", run->domain);
	good = name_canonical(colon + 1, len, run->selector) &&
	       *run->selector && name_join(run->selector, under, run->name);
	free(under);
	if (good)
		return COMMAND_OK;
	fprintf(stderr, "zegel: %s\n",
		_("What stands behind the colon is not a selector."));
	return COMMAND_USAGE;
}

static struct finding *add(struct selector_run *run, enum finding_code code)
{
	struct finding *f = findings_add(&run->findings, code);

	f->at = xstrdup(run->name);
	f->type = RR_TXT;
	return f;
}

/* What the customer's own DNS host did to it can be told; behind an alias it
 * is somebody else's. */
static void add_broken(struct selector_run *run, const struct dkim_key *key)
{
	enum finding_code code;

	if (name_equal(run->where, run->name) &&
	    check_dkim_damage(key->fault, &code)) {
		struct finding *f = add(run, code);

		f->seen = xstrdup(run->text);
		f->place = (long)key->at;
	}
	add(run, FINDING_DKIM_KEY_BROKEN)->place = (long)key->at;
}

static void judge_key(struct selector_run *run)
{
	struct dkim_key key;

	dkim_key_parse(run->text, &key);
	if (key.revoked) {
		add(run, FINDING_DKIM_KEY_REVOKED);
	} else if (key.fault != DKIM_FAULT_NONE) {
		add_broken(run, &key);
	} else if (key.type == DKIM_RSA && key.bits < DKIM_RSA_GOOD) {
		struct finding *f = add(run, FINDING_DKIM_KEY_SHORT);

		f->place = (long)key.bits;
		f->limit = DKIM_RSA_GOOD;
		if (key.bits >= DKIM_RSA_MIN)
			f->severity = SEVERITY_WARNING;
	}
	if (key.testing)
		add(run, FINDING_DKIM_TESTING);
	dkim_key_free(&key);
}

/* The answer is there already: the key was looked for behind it. */
static char *alias_at(struct view *view, const char *name)
{
	const struct answer *answer = view_lookup(view, name, RR_TXT);
	const struct record *cname = answer ? answer_first(answer, RR_CNAME)
					    : NULL;

	return cname && name_equal(cname->name, name) ? xstrdup(cname->value)
						      : NULL;
}

/* The rule over facts: true while answers are still to come. */
static bool look_at_selector(void *ctx, struct facts *facts)
{
	struct selector_run *run = ctx;
	struct view view;
	struct lookup lookup = { view_resolve, &view };
	struct dkim_lookup found;
	enum authority_status authority;
	bool pending;

	view_open(&view, facts, run->domain, run->use_authority);
	authority = view.main.authority.status;
	found = dkim_look(run->name, &lookup);
	pending = view.pending || found.status == DKIM_PENDING;
	run->status = found.status;
	if (run->use_authority && (authority == AUTHORITY_NO_DOMAIN ||
				   authority == AUTHORITY_UNDELEGATED)) {
		run->status = DKIM_NOTHING;
		pending = false;
	}
	if (!pending && run->status == DKIM_FOUND) {
		run->text = xstrdup(found.text);
		run->where = xstrdup(found.where);
	}
	if (!pending && run->status == DKIM_NOTHING)
		run->alias = alias_at(&view, run->name);
	view_close(&view);
	return pending;
}

/* An alias that leads to nothing is the program's to repair; nothing at all is
 * still to be entered. */
static void add_nothing(struct selector_run *run)
{
	struct finding *f;

	if (!run->alias) {
		add(run, FINDING_MISSING)->waiting = true;
		return;
	}
	f = add(run, FINDING_DKIM_NO_KEY);
	f->type = RR_CNAME;
	f->wanted = xstrdup(run->alias);
}

static void conclude(struct selector_run *run)
{
	switch (run->status) {
	case DKIM_PENDING:
	case DKIM_UNKNOWN:
		break;
	case DKIM_NOTHING:
		add_nothing(run);
		break;
	case DKIM_FOUND:
		judge_key(run);
		break;
	case DKIM_SEVERAL:
		add(run, FINDING_RECORD_DUPLICATE);
		break;
	}
	findings_sort(&run->findings);
}

static int status_of(const struct selector_run *run)
{
	if (run->status == DKIM_PENDING || run->status == DKIM_UNKNOWN)
		return COMMAND_UNKNOWN;
	for (size_t i = 0; i < run->findings.count; i++) {
		if (run->findings.items[i].severity == SEVERITY_ERROR)
			return COMMAND_NO;
	}
	return COMMAND_OK;
}

static void write_key(struct json_writer *j, const struct selector_run *run)
{
	struct dkim_key key;

	if (!run->text)
		return;
	dkim_key_parse(run->text, &key);
	json_write_object(j, "key");
	json_write_text(j, "at", run->where);
	json_write_text(j, "record", run->text);
	if (key.type != DKIM_OTHER_TYPE)
		json_write_text(j, "type",
				key.type == DKIM_RSA ? "rsa" : "ed25519");
	if (key.bits)
		json_write_number(j, "bits", key.bits);
	json_write_bool(j, "testing", key.testing);
	json_write_end(j);
	dkim_key_free(&key);
}

static void write_result(const struct selector_run *run,
			 const struct finding_context *context, int status)
{
	static const char *const results[] = {
		[COMMAND_OK] = "usable",
		[COMMAND_NO] = "not-usable",
		[COMMAND_UNKNOWN] = "unknown",
	};
	struct json_writer j = json_writer_to(stdout);

	json_write_object(&j, NULL);
	json_write_text(&j, "domain", run->domain);
	json_write_text(&j, "selector", run->selector);
	json_write_text(&j, "name", run->name);
	json_write_text(&j, "result", results[status]);
	write_key(&j, run);
	verdict_write_findings(&j, &run->findings, context);
	json_write_end(&j);
}

static void print_usable(struct page *page, const struct selector_run *run)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	struct dkim_key key;
	char *kind;

	dkim_key_parse(run->text, &key);
	kind = key.type == DKIM_RSA ? xasprintf("RSA, %u", key.bits)
				    : xstrdup("Ed25519, 256");
	text_fill_two(&text,
		      /* TRANSLATORS: a name, "RSA, 2048". */
		      _("%1$s has a usable DKIM key (%2$s bits)."), run->name,
		      kind);
	page_add(page, 2, PAGE_GOOD, "✓", str_text(&text));
	if (!name_equal(run->where, run->name)) {
		str_reset(&text);
		text_fill_one(&text, _("It stands at %1$s"), run->where);
		page_add(page, 2, PAGE_PLAIN, "", str_text(&text));
	}
	free(kind);
	str_free(&text);
	dkim_key_free(&key);
}

static void print_result(struct command_context *command,
			 const struct selector_run *run,
			 const struct finding_context *context, int status)
{
	struct page page = page_new(command->options, stdout);

	if (status == COMMAND_OK)
		print_usable(&page, run);
	else if (status == COMMAND_UNKNOWN)
		page_add(&page, 2, PAGE_WAITING, "?",
			 _("No answer came that tells whether a key is "
			   "there."));
	verdict_print_findings(&page, &run->findings, context);
	page_print(&page, stdout);
}

int selector_check(struct command_context *context, const char *word)
{
	struct selector_run run = { .status = DKIM_PENDING };
	struct finding_context about = { .domain = run.domain };
	int status = read_word(word, &run);

	if (status != COMMAND_OK)
		return status;
	run.use_authority = command_use_authority(context, 1);
	ask_until_known(context, look_at_selector, &run);
	conclude(&run);
	status = status_of(&run);
	if (context->options->json)
		write_result(&run, &about, status);
	else
		print_result(context, &run, &about, status);
	findings_free(&run.findings);
	free(run.text);
	free(run.where);
	free(run.alias);
	return output_end(status);
}
