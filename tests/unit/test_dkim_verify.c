/* Messages signed by OpenDKIM 2.11 (with Ed25519, an identity or a short key by
 * dkimpy 1.1), and copies of them that were changed in one place. Those of odd/
 * were signed by hand.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/proof.h"
#include "fake_dns.h"

#define FOLDER "tests/unit/data/dkim/"

/* Right after they were signed. */
enum { SIGNED_AT = 1795326600, BEFORE = SIGNED_AT - 86400 };

static const struct {
	const char *file;
	enum proof_dkim state; /* of the first signature */
} cases[] = {
#define RIGHT          PROOF_DKIM_RIGHT
#define BODY_CHANGED   PROOF_DKIM_BODY_CHANGED
#define HEADER_CHANGED PROOF_DKIM_HEADER_CHANGED
	{ "simple-simple", RIGHT },
	{ "simple-relaxed", RIGHT },
	{ "relaxed-simple", RIGHT },
	{ "relaxed-relaxed", RIGHT },
	{ "empty-body", RIGHT },
	{ "length", RIGHT },
	{ "oversigned", RIGHT },
	{ "repeated", RIGHT },
	{ "short-1024", RIGHT },
	{ "testing", RIGHT },
	{ "strict", RIGHT },
	{ "identity", RIGHT },
	{ "ed25519", RIGHT },
	{ "ed25519-simple", RIGHT },
	{ "two-signatures", RIGHT },
	{ "mbox", RIGHT },
	{ "b-refolded", RIGHT },
	/* a text that was changed */
	{ "simple-simple-text-changed", BODY_CHANGED },
	{ "simple-relaxed-text-changed", BODY_CHANGED },
	{ "relaxed-simple-text-changed", BODY_CHANGED },
	{ "relaxed-relaxed-text-changed", BODY_CHANGED },
	{ "ed25519-text-changed", BODY_CHANGED },
	{ "length-text-changed", BODY_CHANGED },
	{ "simple-simple-text-appended", BODY_CHANGED },
	{ "relaxed-relaxed-text-appended", BODY_CHANGED },
	{ "length-appended", RIGHT },
	{ "length-cut", PROOF_DKIM_BODY_SHORT },
	/* blanks in it: relaxed does not mind */
	{ "simple-simple-blanks-changed", BODY_CHANGED },
	{ "relaxed-simple-blanks-changed", BODY_CHANGED },
	{ "simple-relaxed-blanks-changed", RIGHT },
	{ "relaxed-relaxed-blanks-changed", RIGHT },
	{ "ed25519-blanks-changed", RIGHT },
	{ "length-blanks-changed", RIGHT },
	/* empty lines at its end: neither minds */
	{ "simple-simple-lines-at-end", RIGHT },
	{ "relaxed-relaxed-lines-at-end", RIGHT },
	{ "simple-simple-crlf", RIGHT },
	{ "relaxed-relaxed-crlf", RIGHT },
	/* the header */
	{ "simple-simple-subject-changed", HEADER_CHANGED },
	{ "simple-relaxed-subject-changed", HEADER_CHANGED },
	{ "relaxed-simple-subject-changed", HEADER_CHANGED },
	{ "relaxed-relaxed-subject-changed", HEADER_CHANGED },
	{ "ed25519-subject-changed", HEADER_CHANGED },
	{ "length-subject-changed", HEADER_CHANGED },
	{ "simple-simple-refolded", HEADER_CHANGED },
	{ "relaxed-relaxed-refolded", RIGHT },
	{ "simple-simple-name-case", HEADER_CHANGED },
	{ "relaxed-relaxed-name-case", RIGHT },
	{ "simple-simple-field-added", RIGHT },
	{ "relaxed-relaxed-field-added", RIGHT },
	/* from the bottom up (RFC 6376, 5.4.2) */
	{ "subject-added", HEADER_CHANGED },
	{ "oversigned-subject-added", HEADER_CHANGED },
	{ "repeated-swapped", HEADER_CHANGED },
	{ "repeated-added-above", RIGHT },
	{ "repeated-added-below", HEADER_CHANGED },
	/* keys */
	{ "selector-changed", HEADER_CHANGED },
	{ "wrong-key", HEADER_CHANGED },
	{ "no-key", PROOF_DKIM_NO_KEY },
	{ "revoked", PROOF_DKIM_KEY_REVOKED },
	{ "two-keys", PROOF_DKIM_KEY_SEVERAL },
	{ "broken-key", PROOF_DKIM_KEY_BROKEN },
	{ "key-768", PROOF_DKIM_KEY_SHORT },
	{ "ed25519-key-of-rsa", PROOF_DKIM_KEY_OTHER },
	{ "identity-strict", PROOF_DKIM_KEY_OTHER },
	/* the signature */
	{ "sha1", PROOF_DKIM_SHA1 },
	{ "hash-changed", BODY_CHANGED },
	{ "version-2", PROOF_DKIM_MALFORMED },
	{ "identity-foreign", PROOF_DKIM_MALFORMED },
	{ "no-from", PROOF_DKIM_MALFORMED },
	{ "tag-twice", PROOF_DKIM_MALFORMED },
	/* signatures, keys and messages that are written oddly */
	{ "odd/b-cut", HEADER_CHANGED },
	{ "odd/b-empty", PROOF_DKIM_MALFORMED },
	{ "odd/b-first-simple", RIGHT },
	{ "odd/b-first", RIGHT },
	{ "odd/b-folded-simple", RIGHT },
	{ "odd/b-folded", RIGHT },
	{ "odd/b-in-middle-with-blanks", HEADER_CHANGED },
	{ "odd/b-not-base64", PROOF_DKIM_MALFORMED },
	{ "odd/bh-padding-lost", HEADER_CHANGED },
	{ "odd/body-8bit", RIGHT },
	{ "odd/body-blanks-at-end-no-newline", BODY_CHANGED },
	{ "odd/body-from-line", RIGHT },
	{ "odd/body-long-line", RIGHT },
	{ "odd/body-nbsp-only", RIGHT },
	{ "odd/body-nbsp", RIGHT },
	{ "odd/body-only-newlines-simple", RIGHT },
	{ "odd/body-only-newlines", RIGHT },
	{ "odd/body-without-last-newline-simple", RIGHT },
	{ "odd/c-missing", RIGHT },
	{ "odd/c-relaxed-alone", RIGHT },
	{ "odd/c-unknown", PROOF_DKIM_MALFORMED },
	{ "odd/changed-case-of-domain-in-from", HEADER_CHANGED },
	{ "odd/charset-changed-body", BODY_CHANGED },
	{ "odd/ed-plain", RIGHT },
	{ "odd/folded-everywhere", RIGHT },
	{ "odd/footer-added", BODY_CHANGED },
	{ "odd/h-empty", PROOF_DKIM_MALFORMED },
	{ "odd/h-from-twice", RIGHT },
	{ "odd/h-names-absent-field", RIGHT },
	{ "odd/h-signs-received", RIGHT },
	{ "odd/header-8bit", RIGHT },
	{ "odd/header-blank-before-colon-simple", RIGHT },
	{ "odd/header-blank-before-colon", RIGHT },
	{ "odd/header-blanks-at-end-simple", RIGHT },
	{ "odd/header-empty-subject", RIGHT },
	{ "odd/header-fold-of-blanks-simple", RIGHT },
	{ "odd/header-fold-of-blanks", RIGHT },
	{ "odd/header-folded-empty-line", RIGHT },
	{ "odd/header-name-with-dot-simple", RIGHT },
	{ "odd/header-name-with-dot", RIGHT },
	{ "odd/header-tab-after-colon", RIGHT },
	{ "odd/i-parent", PROOF_DKIM_MALFORMED },
	{ "odd/i-quoted-printable", RIGHT },
	{ "odd/i-subdomain", RIGHT },
	{ "odd/i-without-local", RIGHT },
	{ "odd/key-bad-flag", RIGHT },
	{ "odd/key-hash-both", RIGHT },
	{ "odd/key-hash-only-sha1", PROOF_DKIM_KEY_BROKEN },
	{ "odd/key-k-unknown", PROOF_DKIM_KEY_BROKEN },
	{ "odd/key-k-upper", RIGHT },
	{ "odd/key-noversion", RIGHT },
	{ "odd/key-other-service", PROOF_DKIM_KEY_BROKEN },
	{ "odd/key-service", RIGHT },
	{ "odd/key-spaces", RIGHT },
	{ "odd/key-wrong-version", PROOF_DKIM_KEY_BROKEN },
	{ "odd/length-all", RIGHT },
	{ "odd/length-not-a-number", PROOF_DKIM_MALFORMED },
	{ "odd/length-within-a-line", RIGHT },
	{ "odd/length-zero", RIGHT },
	{ "odd/lf-only", RIGHT },
	{ "odd/no-version", PROOF_DKIM_MALFORMED },
	{ "odd/plain-simple", RIGHT },
	{ "odd/q-dns-txt", RIGHT },
	{ "odd/q-other", PROOF_DKIM_MALFORMED },
	{ "odd/quoted-body", RIGHT },
	{ "odd/second-from-above-oversigned", HEADER_CHANGED },
	{ "odd/selector-with-dots", RIGHT },
	{ "odd/semicolon-twice", PROOF_DKIM_MALFORMED },
	{ "odd/signature-line-lost-a-semicolon", PROOF_DKIM_MALFORMED },
	{ "odd/spaces-around-equals", HEADER_CHANGED },
	{ "odd/subject-field-of-prose", RIGHT },
	{ "odd/subject-tagged", HEADER_CHANGED },
	{ "odd/t-not-a-number", PROOF_DKIM_MALFORMED },
	{ "odd/tag-without-equals", PROOF_DKIM_MALFORMED },
	{ "odd/unknown-tags", RIGHT },
	{ "odd/upper-case-tag", PROOF_DKIM_MALFORMED },
	{ "odd/upper-case-values", RIGHT },
	{ "odd/wrong-domain-in-d", HEADER_CHANGED },
	{ "odd/x-before-t", PROOF_DKIM_MALFORMED },
	{ "odd/x-far", RIGHT },
	{ "odd/z-copies", RIGHT },
};

static char *read_whole(const char *folder, const char *name, size_t *len)
{
	char path[256];
	FILE *file;
	char *text = xcalloc(1, 65536);

	snprintf(path, sizeof(path), "%s%s", folder, name);
	file = fopen(path, "r");
	if (!file)
		fail_msg("%s cannot be read", path);
	*len = fread(text, 1, 65535, file);
	fclose(file);
	return text;
}

static struct proof *judge(struct fake_dns *dns, const char *name, time_t now)
{
	const struct lookup lookup = fake_dns_lookup(dns);
	const struct proof_world world = { .lookup = &lookup, .now = now };
	char file[128];
	size_t len;
	char *text;
	struct proof *p;

	snprintf(file, sizeof(file), "%s.eml", name);
	text = read_whole(FOLDER, file, &len);
	p = proof_new(text, len, "");
	free(text);
	assert_false(proof_judge(p, &world));
	return p;
}

static void read_dns(struct fake_dns *dns)
{
	size_t len;
	char *zone = read_whole(FOLDER, "dns", &len);

	fake_dns_zone(dns, zone);
	free(zone);
}

static void test_signed_messages(void **state)
{
	struct fake_dns dns = { .held = false };

	(void)state;
	read_dns(&dns);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct proof *p = judge(&dns, cases[i].file, BEFORE);

		if (!p->signature_count ||
		    p->signatures[0].state != cases[i].state)
			fail_msg("%s: %s", cases[i].file,
				 proof_dkim_name(p->signatures[0].state));
		proof_free(p);
	}
	fake_dns_free(&dns);
}

static void test_more_than_a_state(void **state)
{
	struct fake_dns dns = { .held = false };
	struct proof *p;

	(void)state;
	read_dns(&dns);
	p = judge(&dns, "length-appended", BEFORE);
	assert_int_equal(p->signatures[0].check.not_signed, 38);
	proof_free(p);
	p = judge(&dns, "two-signatures", BEFORE);
	assert_int_equal(p->signature_count, 2);
	assert_int_equal(p->signatures[0].read.algorithm, DKIM_ED25519_SHA256);
	assert_int_equal(p->signatures[1].state, PROOF_DKIM_RIGHT);
	proof_free(p);
	p = judge(&dns, "testing", BEFORE);
	assert_true(p->signatures[0].key_testing);
	proof_free(p);
	/* In time, and long after. */
	p = judge(&dns, "expired", BEFORE);
	assert_int_equal(p->signatures[0].state, PROOF_DKIM_RIGHT);
	proof_free(p);
	p = judge(&dns, "expired", (time_t)2000000000);
	assert_int_equal(p->signatures[0].state, PROOF_DKIM_EXPIRED);
	proof_free(p);
	fake_dns_free(&dns);
}

/* Every byte of a signed header and text that is changed breaks it, but for
 * those that relaxed does not mind: blanks, and the case of names. */
static void test_every_changed_byte(void **state)
{
	struct fake_dns dns = { .held = false };
	const struct lookup lookup = fake_dns_lookup(&dns);
	const struct proof_world world = { .lookup = &lookup, .now = BEFORE };
	size_t len, broken = 0;
	char *text, *from, *date, *body;

	(void)state;
	read_dns(&dns);
	text = read_whole(FOLDER, "relaxed-relaxed.eml", &len);
	from = strstr(text, "\nFrom: ") + 7;
	date = strstr(text, "\nMessage-ID");
	body = strstr(text, "\n\n") + 2;
	for (char *c = from; c < text + len; c++) {
		char was = *c;
		bool counts = c < date || c >= body;
		struct proof *p;

		if (!counts || strchr(" \t\n", was))
			continue;
		*c = was == 'x' ? 'y' : 'x';
		p = proof_new(text, len, "");
		assert_false(proof_judge(p, &world));
		/* A name that was changed is another field. */
		if (p->signatures[0].state == PROOF_DKIM_RIGHT)
			fail_msg("%.20s may be changed", c);
		broken++;
		proof_free(p);
		*c = was;
	}
	assert_true(broken > 150);
	free(text);
	fake_dns_free(&dns);
}

/* --- beside OpenDKIM ------------------------------------------------------ */

/* The keys in the form of its TestDNSData: "NAME TEXT". */
static void write_setup(const char *folder)
{
	char path[300];
	size_t len;
	char *zone = read_whole(FOLDER, "dns", &len);
	FILE *file;

	snprintf(path, sizeof(path), "%s/keys", folder);
	file = fopen(path, "w");
	for (char *at = zone, *txt; (txt = strstr(at, " TXT "));) {
		char *end = strchr(txt, '\n');

		fprintf(file, "%.*s %.*s\n", (int)(txt - at), at,
			(int)(end - txt - 5), txt + 5);
		at = end + 1;
	}
	fclose(file);
	snprintf(path, sizeof(path), "%s/conf", folder);
	file = fopen(path, "w");
	fprintf(file,
		"Mode v\nSyslog no\nTestDNSData %s/keys\n"
		"RequireSafeKeys no\nMinimumKeyBits 1024\n",
		folder);
	fclose(file);
	free(zone);
}

/* What OpenDKIM says of the first signature. */
static bool passes_there(const char *folder, const char *name)
{
	char command[600], line[1000], result[32] = "";
	FILE *pipe;

	snprintf(command, sizeof(command),
		 "opendkim -x %s/conf -vvv -t " FOLDER "%s.eml 2>&1", folder,
		 name);
	pipe = popen(command, "r");
	assert_non_null(pipe);
	while (fgets(line, sizeof(line), pipe)) {
		const char *at = strstr(line, "dkim=");

		if (at && !*result)
			snprintf(result, sizeof(result), "%.4s", at + 5);
	}
	pclose(pipe);
	return !strcmp(result, "pass");
}

static void test_the_same_as_opendkim(void **state)
{
	struct fake_dns dns = { .held = false };
	char folder[] = "/tmp/zegel-dkim-XXXXXX", path[300];

	(void)state;
	if (access("/usr/sbin/opendkim", X_OK))
		skip();
	assert_non_null(mkdtemp(folder));
	write_setup(folder);
	read_dns(&dns);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct proof *p;

		/* Its DNS for tests knows one record a name. */
		if (!strcmp(cases[i].file, "two-keys"))
			continue;
		p = judge(&dns, cases[i].file, BEFORE);
		if (passes_there(folder, cases[i].file) !=
		    (p->signatures[0].state == PROOF_DKIM_RIGHT))
			fail_msg("%s: %s, OpenDKIM differs", cases[i].file,
				 proof_dkim_name(p->signatures[0].state));
		proof_free(p);
	}
	fake_dns_free(&dns);
	snprintf(path, sizeof(path), "%s/keys", folder);
	remove(path);
	snprintf(path, sizeof(path), "%s/conf", folder);
	remove(path);
	rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_signed_messages),
		cmocka_unit_test(test_more_than_a_state),
		cmocka_unit_test(test_every_changed_byte),
		cmocka_unit_test(test_the_same_as_opendkim),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
