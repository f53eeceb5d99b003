/* Messages, their headers and refusals: whatever somebody pastes is read and
 * judged, with a DNS that says the same to every question.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "mail/auth_results.h"
#include "text/proof_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
	if (!condition)
		abort();
}

/* By the first byte of the name: nothing, no answer, silence, a record. */
static const struct answer *ask(void *ctx, const char *name, enum rr type)
{
	static struct record txt = { .type = RR_TXT };
	static struct answer answer;

	(void)ctx;
	answer = (struct answer){ .status = ANSWER_NO_NAME };
	if (name[0] == 'q')
		return NULL;
	if (name[0] == 'z')
		answer.status = ANSWER_FAILED;
	if (type != RR_TXT || name[0] == 'n')
		return &answer;
	free(txt.name);
	txt.name = xstrdup(name);
	txt.value = strstr(name, "_domainkey") ? "v=DKIM1; k=ed25519; p=rqq/"
						 "iYYva2j05qchXxgPr7FkgsFgtBmz"
						 "y5E1NLPLwqY="
		    : strstr(name, "_dmarc")   ? "v=DMARC1; p=reject; adkim=s"
					     : "v=spf1 ip4:203.0.113.0/24 ~all";
	answer = (struct answer){ .status = ANSWER_RECORDS,
				  .records = &txt,
				  .count = 1 };
	return &answer;
}

/* Only what may be shown: no control characters. */
static void require_clean(const char *text)
{
	for (; *text; text++)
		require((unsigned char)*text >= 0x20 && *text != 0x7F);
}

static void read_fields(const struct message *m)
{
	for (size_t i = 0; i < m->count; i++) {
		const struct message_field *f = &m->fields[i];
		struct auth_results a;

		require_clean(f->value);
		require(f->whole.at >= str_text(&m->text));
		require(f->whole.at + f->whole.len <=
			str_text(&m->text) + m->text.len);
		auth_results_parse(f->value, &a);
		require(a.server != NULL);
		auth_results_free(&a);
	}
}

static void tell(const struct proof *p)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	struct proof_row row;

	proof_add_sentence(&text, p);
	require(text.len > 0);
	proof_add_fix(&text, p);
	require_clean(str_text(&text));
	str_free(&text);
	for (size_t i = 0; proof_row(p, i, &row); i++) {
		require(*row.label);
		require_clean(str_text(&row.text));
		str_free(&row.text);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct lookup lookup = { .ask = ask };
	const struct proof_world world = { .lookup = &lookup,
					   .now = 1795326600 };
	struct proof *p = proof_new((const char *)data, size, "");

	read_fields(&p->message);
	(void)proof_judge(p, &world);
	(void)proof_judge(p, &world);
	tell(p);
	proof_free(p);
	return 0;
}
