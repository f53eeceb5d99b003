/* SPDX-License-Identifier: MIT */
#include "term/keys.h"

#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "term/key_codes.h"

#define ESC 0x1b

static const char paste_end[] = "\033[201~";
static const size_t paste_end_len = sizeof(paste_end) - 1;

enum {
	MAX_SEQUENCE = 4096, /* longer is neither a key nor an answer */
	PASTE_PAUSE_MS = 1000,
	BURST_REST_MS = 300,
	ROOM = 4096,
};

struct definition {
	char *sequence;
	size_t len;
	enum key_name name;
};

struct keys {
	char *bytes; /* start..end are not decoded yet */
	size_t start;
	size_t end;
	size_t cap;
	bool waiting; /* for the rest of a sequence */
	bool settled; /* no rest will come */
	bool mouse;   /* its reports count */
	bool pasting;
	bool unmarked;    /* by a terminal that sets no marks around it */
	int64_t burst_ms; /* when the last of these ended; 0: never */
	int64_t fed_ms;   /* when the last bytes came */
	struct str paste; /* as it came */
	struct str text;  /* cleaned */
	struct definition *definitions;
	size_t count;
	size_t definition_cap;
};

/* What was typed or pasted may be a key: nothing of it stays behind. */
static void wipe(struct str *s)
{
	if (s->len)
		explicit_bzero(s->data, s->len);
	str_reset(s);
}

/* Room from the start: what grows leaves copies behind. */
static void reserve(struct str *s)
{
	static const char room[ROOM];

	str_add_bytes(s, room, sizeof(room));
	str_reset(s);
}

struct keys *keys_new(void)
{
	struct keys *keys = xcalloc(1, sizeof(*keys));

	keys->cap = 5 * ROOM;
	keys->bytes = xmalloc(keys->cap);

	keys->paste = STR_INIT(KEYS_MAX_PASTE);
	/* A control character becomes four when it is cleaned. */
	keys->text = STR_INIT(4 * KEYS_MAX_PASTE);
	reserve(&keys->paste);
	reserve(&keys->text);
	return keys;
}

void keys_free(struct keys *keys)
{
	if (!keys)
		return;
	for (size_t i = 0; i < keys->count; i++)
		free(keys->definitions[i].sequence);
	free(keys->definitions);
	str_free(&keys->paste);
	str_free(&keys->text);
	free(keys->bytes);
	free(keys);
}

void keys_define(struct keys *keys, const char *sequence, enum key_name name)
{
	/* tigetstr() says (char *)-1 for "no string capability": the caller
	 * filters that. A single character would shadow ordinary typing. */
	if (!sequence || sequence[0] != ESC || !sequence[1])
		return;
	keys->definitions = grow(keys->definitions, keys->count,
				 &keys->definition_cap,
				 sizeof(*keys->definitions));
	keys->definitions[keys->count++] = (struct definition){
		.sequence = xstrdup(sequence),
		.len = strlen(sequence),
		.name = name,
	};
}

/* A paste whose end marker got lost on the way would swallow every key for
 * ever: Ctrl-C alone, after a pause, ends it. */
static bool ends_stale_paste(const struct keys *keys, const char *bytes,
			     size_t len, int64_t now_ms)
{
	return keys->pasting && len == 1 && bytes[0] == 'C' - '@' &&
	       now_ms - keys->fed_ms > PASTE_PAUSE_MS;
}

static bool follows_burst(const struct keys *keys, int64_t now_ms)
{
	return keys->burst_ms && now_ms - keys->burst_ms < BURST_REST_MS;
}

void keys_feed(struct keys *keys, const char *bytes, size_t len)
{
	int64_t now_ms = clock_ms();

	if (ends_stale_paste(keys, bytes, len, now_ms)) {
		bytes = paste_end;
		len = paste_end_len;
	}
	if (!keys->pasting && keys->start == keys->end &&
	    is_untyped(bytes, len, follows_burst(keys, now_ms))) {
		keys->pasting = keys->unmarked = true;
		str_reset(&keys->paste);
	}
	keys->fed_ms = now_ms;
	if (keys->start) {
		memmove(keys->bytes, keys->bytes + keys->start,
			keys->end - keys->start);
		keys->end -= keys->start;
		keys->start = 0;
	}
	if (keys->cap - keys->end < len) {
		keys->cap = keys->end + len + 256;
		keys->bytes = xreallocarray(keys->bytes, keys->cap, 1);
	}
	if (len)
		memcpy(keys->bytes + keys->end, bytes, len);
	keys->end += len;
	keys->waiting = false;
	keys->settled = false;
}

bool keys_is_waiting(const struct keys *keys)
{
	return keys->waiting;
}

void keys_settle(struct keys *keys)
{
	keys->settled = true;
}

/* What decoding the front of the bytes came to. */
enum decoded {
	DECODED_KEY,     /* a key event */
	DECODED_NOTHING, /* bytes were used, no event */
	DECODED_MORE,    /* the rest has not come yet */
};

static enum decoded found_key(struct keys *keys, size_t used, struct key *key,
			      enum key_name name)
{
	keys->start += used;
	key->name = name;
	return DECODED_KEY;
}

static enum decoded skip(struct keys *keys, size_t used)
{
	keys->start += used;
	return DECODED_NOTHING;
}

static enum decoded letter_key(struct keys *keys, size_t used, char letter,
			       struct key *key)
{
	enum key_name name;

	return key_of_letter(letter, &name) ? found_key(keys, used, key, name)
					    : skip(keys, used);
}

static enum decoded decode_mouse(struct keys *keys, struct slice params,
				 size_t used, struct key *key)
{
	enum key_name name;

	return keys->mouse && key_of_mouse(params, key, &name)
		       ? found_key(keys, used, key, name)
		       : skip(keys, used);
}

void keys_take_mouse(struct keys *keys)
{
	keys->mouse = true;
}

/* The linux console: ESC [ [ A to E are F1 to F5. */
static enum decoded decode_console(struct keys *keys, struct slice in,
				   struct key *key)
{
	if (in.len < 4)
		return DECODED_MORE;
	if (in.at[3] < 'A' || in.at[3] > 'E')
		return skip(keys, 4);
	return found_key(keys, 4, key, K_F1 + (unsigned)(in.at[3] - 'A'));
}

/* ESC [ parameters final (ECMA-48, 5.4). */
static enum decoded decode_csi(struct keys *keys, struct slice in,
			       struct key *key)
{
	uint64_t number = 0;
	struct slice params = { .at = in.at + 2, .len = in.len - 2 };
	size_t used = 2;
	enum key_name name;
	char final;

	if (in.len > 2 && in.at[2] == '[')
		return decode_console(keys, in, key);
	while (used < in.len && in.at[used] >= 0x20 && in.at[used] < 0x40)
		if (++used > MAX_SEQUENCE)
			return skip(keys, used);
	if (used == in.len)
		return DECODED_MORE;
	final = in.at[used++];
	if (final < 0x40) /* broken off: what follows stands for itself */
		return skip(keys, used - 1);
	if (final == 'M' && used == 3)
		/* An old mouse report: three bytes follow. */
		return in.len < 6 ? DECODED_MORE : skip(keys, 6);
	if (params.at[0] == '<')
		return decode_mouse(keys, params, used, key);
	if (final != '~')
		return letter_key(keys, used, final, key);
	if (!slice_take_number(&params, 999, &number))
		return skip(keys, used);
	if (number == 200) {
		keys->pasting = true;
		str_reset(&keys->paste);
		return skip(keys, used);
	}
	if (key_of_number((unsigned)number, &name))
		return found_key(keys, used, key, name);
	return skip(keys, used);
}

/* OSC, DCS, APC, PM: up to BEL or ESC \. */
static enum decoded decode_report(struct keys *keys, struct slice in)
{
	for (size_t i = 2; i < in.len; i++) {
		if (in.at[i] == '\a')
			return skip(keys, i + 1);
		if (in.at[i] == ESC && i + 1 < in.len)
			return skip(keys, in.at[i + 1] == '\\' ? i + 2 : i);
		if (i >= MAX_SEQUENCE)
			return skip(keys, i);
	}
	return DECODED_MORE;
}

/* A sequence that terminfo told of, or the beginning of one. */
static enum decoded decode_defined(struct keys *keys, struct slice in,
				   struct key *key, bool *partial)
{
	*partial = false;
	for (size_t i = 0; i < keys->count; i++) {
		const struct definition *d = &keys->definitions[i];

		if (in.len >= d->len && !memcmp(in.at, d->sequence, d->len))
			return found_key(keys, d->len, key, d->name);
		if (in.len < d->len && !memcmp(in.at, d->sequence, in.len))
			*partial = true;
	}
	return DECODED_NOTHING;
}

static enum decoded decode_escape(struct keys *keys, struct slice in,
				  struct key *key)
{
	bool partial;
	enum decoded decoded = decode_defined(keys, in, key, &partial);

	if (decoded == DECODED_KEY)
		return decoded;
	if (in.len == 1)
		decoded = DECODED_MORE;
	else if (in.at[1] == '[')
		decoded = decode_csi(keys, in, key);
	else if (in.at[1] == 'O')
		decoded = in.len < 3 ? DECODED_MORE
				     : letter_key(keys, 3, in.at[2], key);
	else if (in.at[1] && strchr("]P_^", in.at[1]))
		decoded = decode_report(keys, in);
	else if (!partial)
		/* Esc and the next key arrived together: a slow line. */
		return found_key(keys, 1, key, K_ESC);
	else
		decoded = DECODED_MORE;
	if (decoded == DECODED_MORE && keys->settled)
		return in.len == 1 ? found_key(keys, 1, key, K_ESC)
				   : skip(keys, in.len);
	return decoded;
}

static enum decoded decode_control(struct keys *keys, unsigned char byte,
				   struct key *key)
{
	switch (byte) {
	case '\r':
	case '\n':
		return found_key(keys, 1, key, K_ENTER);
	case '\t':
		return found_key(keys, 1, key, K_TAB);
	case '\b':
	case 0x7f:
		return found_key(keys, 1, key, K_BACKSPACE);
	default:
		if (byte < 1 || byte > 26)
			return skip(keys, 1);
		key->character = '@' + byte;
		return found_key(keys, 1, key, K_CTRL);
	}
}

/* How many bytes the sequence wants that begins with this byte (RFC 3629). */
static size_t utf8_wants(unsigned char first)
{
	return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
}

static enum decoded decode_character(struct keys *keys, struct slice in,
				     struct key *key)
{
	struct str clean = STR_INIT(16);
	size_t used;
	int32_t character = utf8_decode(in.at, in.len, &used);
	bool good;

	if (character < 0) {
		if (in.len < utf8_wants((unsigned char)in.at[0]) &&
		    !keys->settled)
			return DECODED_MORE;
		return skip(keys, 1);
	}
	good = clean_bytes(&clean, in.at, used, CLEAN_LINE);
	str_free(&clean);
	if (!good)
		return skip(keys, used);
	key->character = character;
	return found_key(keys, used, key, K_CHAR);
}

static enum decoded end_paste(struct keys *keys, size_t used, struct key *key)
{
	keys->pasting = keys->unmarked = false;
	str_reset(&keys->text);
	clean_bytes(&keys->text, str_text(&keys->paste), keys->paste.len,
		    CLEAN_TEXT);
	key->text = slice_of(str_text(&keys->text));
	key->cut = keys->paste.overflow;
	wipe(&keys->paste);
	return found_key(keys, used, key, K_PASTE);
}

/* Without marks it ends when nothing more comes. */
static enum decoded decode_burst(struct keys *keys, struct slice in,
				 struct key *key)
{
	if (in.len)
		str_add_bytes(&keys->paste, in.at, in.len);
	keys->start += in.len;
	if (!keys->settled)
		return DECODED_MORE;
	keys->burst_ms = clock_ms();
	return end_paste(keys, 0, key);
}

/* Everything up to the end marker is text. */
static enum decoded decode_paste(struct keys *keys, struct slice in,
				 struct key *key)
{
	const char *esc = memchr(in.at, ESC, in.len);
	size_t before = esc ? (size_t)(esc - in.at) : in.len;
	size_t left = in.len - before;
	size_t compare = left < paste_end_len ? left : paste_end_len;

	str_add_bytes(&keys->paste, in.at, before);
	keys->start += before;
	if (!left)
		return DECODED_MORE;
	if (memcmp(esc, paste_end, compare)) {
		str_add_char(&keys->paste, ESC);
		return skip(keys, 1);
	}
	if (compare < paste_end_len)
		return DECODED_MORE;
	return end_paste(keys, paste_end_len, key);
}

bool keys_next(struct keys *keys, struct key *key)
{
	enum decoded decoded;

	wipe(&keys->text);
	do {
		struct slice in = { .len = keys->end - keys->start };

		*key = (struct key){ .name = K_CHAR };
		keys->waiting = false;
		if (!in.len) {
			explicit_bzero(keys->bytes, keys->end);
			keys->start = keys->end = 0;
			if (!keys->unmarked)
				return false;
		}
		in.at = keys->bytes + keys->start;
		if (keys->unmarked)
			decoded = decode_burst(keys, in, key);
		else if (keys->pasting)
			decoded = decode_paste(keys, in, key);
		else if (in.at[0] == ESC)
			decoded = decode_escape(keys, in, key);
		else if ((unsigned char)in.at[0] < 0x20 || in.at[0] == 0x7f)
			decoded = decode_control(keys, (unsigned char)in.at[0],
						 key);
		else
			decoded = decode_character(keys, in, key);
	} while (decoded == DECODED_NOTHING);
	/* Inside a marked paste there is no hurry: its end will come. */
	keys->waiting = decoded == DECODED_MORE &&
			(!keys->pasting || keys->unmarked);
	return decoded == DECODED_KEY;
}
