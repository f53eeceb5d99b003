/* The key behind a DKIM record that is as wanted: can anybody verify with it
 * (RFC 6376, 3.6.1; RFC 8301)?
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "core/check_internal.h"
#include "mail/dkim.h"

static struct finding *add(struct record_verdict *v, enum finding_code code,
			   const char *seen)
{
	struct finding *f = findings_add(&v->findings, code);

	f->at = xstrdup(v->wanted.record.name);
	f->type = v->wanted.record.type;
	f->wanted = xstrdup(v->wanted.record.value);
	f->seen = seen ? xstrdup(seen) : NULL;
	return f;
}

bool check_dkim_damage(enum dkim_fault fault, enum finding_code *code)
{
	static const enum finding_code codes[] = {
		[DKIM_FAULT_QUOTES] = FINDING_VALUE_QUOTES,
		[DKIM_FAULT_BACKSLASH] = FINDING_VALUE_ESCAPED,
		[DKIM_FAULT_LOWERCASED] = FINDING_VALUE_LOWERCASED,
		[DKIM_FAULT_TRUNCATED] = FINDING_VALUE_TRUNCATED,
		[DKIM_FAULT_HASH] = 0, /* the last one of the enum */
	};

	*code = codes[fault];
	return *code;
}

/* It can be seen even when it is not the wanted key. */
bool check_dkim_text(struct record_verdict *v, const struct record *there)
{
	enum finding_code code;
	struct finding *f;
	struct dkim_key key;
	bool told = false;

	if (v->wanted.purpose != PURPOSE_DKIM || there->type != RR_TXT ||
	    !dkim_is_key(there->value))
		return false;
	dkim_key_parse(there->value, &key);
	if (key.revoked) {
		add(v, FINDING_DKIM_KEY_REVOKED, there->value)->limit = 1;
		told = true;
	}
	if (check_dkim_damage(key.fault, &code)) {
		f = add(v, code, there->value);
		f->place = (long)key.at;
		f->limit = (long)strlen(v->wanted.record.value);
		told = true;
	}
	dkim_key_free(&key);
	return told;
}

static void add_key_findings(struct record_verdict *v, const char *text,
			     const struct dkim_key *key)
{
	struct finding *f;

	if (key->revoked) {
		add(v, FINDING_DKIM_KEY_REVOKED, text);
	} else if (key->fault != DKIM_FAULT_NONE) {
		f = add(v, FINDING_DKIM_KEY_BROKEN, text);
		f->place = (long)key->at;
	} else if (key->type == DKIM_RSA && key->bits < DKIM_RSA_GOOD) {
		f = add(v, FINDING_DKIM_KEY_SHORT, text);
		f->place = (long)key->bits;
		f->limit = DKIM_RSA_GOOD;
		if (key->bits >= DKIM_RSA_MIN)
			f->severity = SEVERITY_WARNING;
	}
	if (key->testing)
		add(v, FINDING_DKIM_TESTING, text);
}

static void judge_key(const struct judge *judge, struct record_verdict *v,
		      const char *text)
{
	struct dkim_key key;

	if (judge->input->keys) {
		add_key_findings(v, text,
				 dkim_keys_get(judge->input->keys, text));
		return;
	}
	dkim_key_parse(text, &key);
	add_key_findings(v, text, &key);
	dkim_key_free(&key);
}

/* Some services have two names and a key behind one of them at a time. */
static bool has_other_key(struct judge *judge, const struct record_verdict *v,
			  const struct service *service)
{
	const struct plan *plan = &judge->out->plan;

	for (size_t i = 0; i < plan->count; i++) {
		const struct wanted *w = &plan->items[i].wanted;
		const struct record *r = &w->record;
		struct dkim_lookup look;

		if (w->purpose != PURPOSE_DKIM ||
		    check_service_of(judge, w) != service ||
		    name_equal(r->name, v->wanted.record.name))
			continue;
		look = dkim_look(r->type == RR_CNAME ? r->value : r->name,
				 &judge->rules);
		judge->view.pending |= look.status == DKIM_PENDING;
		if (look.status != DKIM_NOTHING)
			return true;
	}
	return false;
}

static void judge_no_key(struct judge *judge, struct record_verdict *v)
{
	const struct service *service = check_service_of(judge, &v->wanted);
	struct finding *f;

	if (service && (service->traps & TRAP_ONE_KEY_AT_A_TIME) &&
	    has_other_key(judge, v, service))
		return;
	f = add(v, FINDING_DKIM_NO_KEY, v->wanted.record.value);
	f->who = service ? xstrdup(service->name) : NULL;
}

/* Looks behind the alias, not at the name: not every name server need have
 * it. */
void check_dkim(struct judge *judge, struct record_verdict *v)
{
	const struct record *wanted = &v->wanted.record;
	const struct record *own = check_found_of_type(v, RR_TXT);
	const struct record *alias = check_found_of_type(v, RR_CNAME);
	const char *where = wanted->value;
	struct dkim_lookup look;
	struct finding *f;

	if (wanted->type == RR_TXT && own) {
		judge_key(judge, v, own->value);
		return;
	}
	if (wanted->type != RR_CNAME)
		where = alias ? alias->value : wanted->name;
	look = dkim_look(where, &judge->rules);
	switch (look.status) {
	case DKIM_PENDING:
		judge->view.pending = true;
		judge->doubt = true;
		break;
	case DKIM_UNKNOWN:
		judge->doubt = true;
		break;
	case DKIM_NOTHING:
		judge_no_key(judge, v);
		break;
	case DKIM_FOUND:
		judge_key(judge, v, look.text);
		break;
	case DKIM_SEVERAL:
		f = add(v, FINDING_RECORD_DUPLICATE, look.text);
		free(f->wanted); /* none of the two is the customer's */
		f->wanted = NULL;
		break;
	}
}
