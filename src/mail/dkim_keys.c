/* SPDX-License-Identifier: MIT */
#include "mail/dkim_keys.h"

#include <stdlib.h>
#include <string.h>

/* Each text has one place; who comes later takes it over. */
struct place {
	char *text;
	struct dkim_key key;
};

struct dkim_keys {
	struct place places[DKIM_KEYS_MAX];
};

struct dkim_keys *dkim_keys_new(void)
{
	return xcalloc(1, sizeof(struct dkim_keys));
}

static void place_clear(struct place *place)
{
	if (place->text)
		dkim_key_free(&place->key);
	free(place->text);
	place->text = NULL;
}

void dkim_keys_free(struct dkim_keys *keys)
{
	if (!keys)
		return;
	for (size_t i = 0; i < DKIM_KEYS_MAX; i++)
		place_clear(&keys->places[i]);
	free(keys);
}

/* FNV-1a of the end, where keys differ. */
static uint64_t hash_of(const char *text)
{
	enum { ENOUGH = 32 }; /* IDAQAB and more */
	size_t len = strlen(text);
	uint64_t hash = 0xcbf29ce484222325u;

	for (size_t i = len > ENOUGH ? len - ENOUGH : 0; i < len; i++)
		hash = (hash ^ (unsigned char)text[i]) * 0x100000001b3u;
	return hash ^ hash >> 32;
}

const struct dkim_key *dkim_keys_get(struct dkim_keys *keys, const char *text)
{
	struct place *place = &keys->places[hash_of(text) % DKIM_KEYS_MAX];

	if (place->text && strcmp(place->text, text) == 0)
		return &place->key;
	place_clear(place);
	place->text = xstrdup(text);
	dkim_key_parse(text, &place->key);
	return &place->key;
}
