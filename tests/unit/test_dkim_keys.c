/* Keys by their texts: always what parsing the text alone says, however many
 * there are and in whichever order.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mail/dkim_keys.h"

#define ED25519 "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="

static void check_one(struct dkim_keys *keys, const char *text)
{
	const struct dkim_key *kept = dkim_keys_get(keys, text);
	struct dkim_key fresh;

	dkim_key_parse(text, &fresh);
	assert_int_equal(kept->fault, fresh.fault);
	assert_int_equal(kept->at, fresh.at);
	assert_int_equal(kept->type, fresh.type);
	assert_int_equal(kept->bits, fresh.bits);
	assert_int_equal(kept->revoked, fresh.revoked);
	assert_int_equal(kept->testing, fresh.testing);
	dkim_key_free(&fresh);
}

static void each_is_what_its_text_says(void **state)
{
	static const char *const texts[] = {
		"",
		"v=DKIM1; p=",
		"v=DKIM1; k=ed25519; p=" ED25519,
		"v=DKIM1; k=ed25519; t=y; p=" ED25519,
		"k=ed25519; v=DKIM1; p=" ED25519,
		"v=DKIM1; k=rsa; p=" ED25519,
		"v=spf1 -all",
	};
	struct dkim_keys *keys = dkim_keys_new();

	(void)state;
	for (size_t round = 0; round < 3; round++) {
		for (size_t i = 0; i < COUNT_OF(texts); i++)
			check_one(keys, texts[i]);
	}
	assert_ptr_equal(dkim_keys_get(keys, texts[2]),
			 dkim_keys_get(keys, texts[2]));
	dkim_keys_free(keys);
	dkim_keys_free(NULL);
}

/* More than there are places for, and texts that end alike. */
static void many_take_turns(void **state)
{
	struct dkim_keys *keys = dkim_keys_new();
	char text[200];

	(void)state;
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < 3 * DKIM_KEYS_MAX; i++) {
			snprintf(text, sizeof(text),
				 "v=DKIM1; n=%d; k=ed25519; %sp=" ED25519, i,
				 i % 2 ? "t=y; " : "");
			assert_int_equal(dkim_keys_get(keys, text)->testing,
					 i % 2);
		}
	}
	dkim_keys_free(keys);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_is_what_its_text_says),
		cmocka_unit_test(many_take_turns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
