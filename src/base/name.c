/* SPDX-License-Identifier: MIT */
#include "base/name.h"

#include <idn2.h>
#include <string.h>

#define LABEL_MAX  63  /* octets (RFC 1035, 2.3.4) */
#define OCTETS_MAX 255 /* of a name with its lengths and the root's */

/* A label as octets; room for a U-label in UTF-8 of 63 characters. */
struct label {
	char bytes[4 * LABEL_MAX + 1];
	size_t len;
	bool escaped; /* some octet was written with a backslash */
	bool unicode; /* some octet is no ASCII and not escaped */
};

/* A canonical name as it grows. 255 octets of which each takes four characters
 * at most fit in NAME_SIZE, so only the octets need counting. */
struct name_writer {
	char *out;
	size_t len;
	size_t octets;
};

static struct name_writer writer_of(char *out)
{
	out[0] = '\0';
	return (struct name_writer){ .out = out, .octets = 1 };
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Stands for itself in a canonical name. */
static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '_' ||
	       c == '*' || c == '/';
}

static void write_octet(struct name_writer *w, char c)
{
	unsigned octet = (unsigned char)c;

	if (c >= 'A' && c <= 'Z')
		c = (char)(c - 'A' + 'a');
	if (!is_plain(c))
		w->out[w->len++] = '\\';
	if (is_plain(c) || c == '.' || c == '\\') {
		w->out[w->len++] = c;
		return;
	}
	w->out[w->len++] = (char)('0' + octet / 100);
	w->out[w->len++] = (char)('0' + octet / 10 % 10);
	w->out[w->len++] = (char)('0' + octet % 10);
}

static enum err write_label(struct name_writer *w, const char *bytes,
			    size_t len)
{
	if (len == 0)
		return ERR_SYNTAX;
	w->octets += 1 + len;
	if (len > LABEL_MAX || w->octets > OCTETS_MAX)
		return ERR_TOO_LONG;
	if (w->len > 0)
		w->out[w->len++] = '.';
	for (size_t i = 0; i < len; i++) {
		if (is_plain(bytes[i]))
			w->out[w->len++] = bytes[i];
		else
			write_octet(w, bytes[i]);
	}
	w->out[w->len] = '\0';
	return OK;
}

/* The full stop and those that IDNA takes for one (UTS 46, 2.3). */
static size_t dot_length(struct slice s)
{
	static const char *const dots[] = {
		".", "\xE3\x80\x82", /* U+3002 ideographic */
		"\xEF\xBC\x8E",      /* U+FF0E full-width */
		"\xEF\xBD\xA1",      /* U+FF61 half-width ideographic */
	};

	for (size_t i = 0; i < COUNT_OF(dots); i++) {
		if (slice_has_prefix_nocase(s, dots[i]))
			return strlen(dots[i]);
	}
	return 0;
}

/* What stands behind a backslash: DDD or any character but a digit. */
static bool read_escape(struct slice *s, char *c)
{
	unsigned octet = 0;

	if (s->len == 0)
		return false;
	if (!is_digit(s->at[0])) {
		*c = s->at[0];
		return slice_skip_char(s, *c);
	}
	for (int i = 0; i < 3; i++) {
		if (s->len == 0 || !is_digit(s->at[0]))
			return false;
		octet = octet * 10 + (unsigned)(s->at[0] - '0');
		(void)slice_skip_char(s, s->at[0]);
	}
	*c = (char)octet;
	return octet <= 0xFF;
}

/* Reads up to the next dot, which stays. */
static enum err read_label(struct slice *s, struct label *label)
{
	*label = (struct label){ .len = 0 };
	while (s->len > 0 && dot_length(*s) == 0) {
		char c = s->at[0];

		(void)slice_skip_char(s, c);
		if (c == '\\') {
			label->escaped = true;
			if (!read_escape(s, &c))
				return ERR_SYNTAX;
		} else if ((unsigned char)c >= 0x80) {
			label->unicode = true;
		} else if (c <= ' ' || c == 0x7F) {
			return ERR_SYNTAX;
		}
		if (label->len == sizeof(label->bytes) - 1)
			return ERR_TOO_LONG;
		label->bytes[label->len++] = c;
	}
	return OK;
}

/* Writes a U-label as its A-label. */
static enum err write_ulabel(struct name_writer *w, const struct label *label)
{
	enum err err = ERR_SYNTAX;
	uint8_t *ascii = NULL;
	int rc;

	if (label->escaped) /* bytes or text: it cannot be both */
		return ERR_SYNTAX;
	rc = idn2_lookup_u8((const uint8_t *)label->bytes, &ascii,
			    IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT);
	if (rc == IDN2_MALLOC)
		die_out_of_memory();
	if (rc == IDN2_TOO_BIG_LABEL || rc == IDN2_TOO_BIG_DOMAIN ||
	    rc == IDN2_PUNYCODE_BIG_OUTPUT)
		err = ERR_TOO_LONG;
	if (rc == IDN2_OK) {
		const char *text = (const char *)ascii;
		size_t len = strspn(text, "abcdefghijklmnopqrstuvwxyz"
					  "0123456789-_");

		/* Compatibility mapping can bring blanks and dots. */
		if (text[len] == '\0')
			err = write_label(w, text, len);
	}
	idn2_free(ascii);
	return err;
}

/* The common case: canonical as it stands, but perhaps for capitals and the
 * final dot. False when it has to be looked at more closely. */
static bool parse_plain(const char *text, size_t len, char out[NAME_SIZE])
{
	size_t label = 0;

	if (len && text[len - 1] == '.')
		len--;
	if (len > OCTETS_MAX - 2)
		return false;
	for (size_t i = 0; i < len; i++) {
		char c = text[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (c == '.' ? !label : !is_plain(c) || label == LABEL_MAX)
			return false;
		label = c == '.' ? 0 : label + 1;
		out[i] = c;
	}
	out[len] = '\0';
	return label > 0;
}

enum err name_parse(const char *text, size_t len, char out[NAME_SIZE])
{
	struct slice s = { .at = text, .len = len };
	struct name_writer w;
	struct label label;
	enum err err = OK;

	if (parse_plain(text, len, out))
		return OK;
	w = writer_of(out);
	if (slice_is(s, "."))
		return OK;
	while (s.len > 0 && err == OK) {
		err = read_label(&s, &label);
		if (err == OK)
			err = label.unicode
				      ? write_ulabel(&w, &label)
				      : write_label(&w, label.bytes, label.len);
		for (size_t dot = dot_length(s); dot > 0; dot--)
			(void)slice_skip_char(&s, s.at[0]);
	}
	if (err != OK)
		out[0] = '\0';
	return err;
}

bool name_canonical(const char *text, size_t len, char out[NAME_SIZE])
{
	return name_parse(text, len, out) == OK;
}

bool name_from_wire(const uint8_t *wire, size_t len, char out[NAME_SIZE])
{
	struct name_writer w = writer_of(out);
	size_t at = 0;

	while (at < len && wire[at] != 0) {
		size_t label = wire[at];

		/* Above 63, which no label may be, it is a pointer. */
		if (label > len - at - 1 ||
		    write_label(&w, (const char *)wire + at + 1, label) != OK)
			break;
		at += 1 + label;
	}
	if (at + 1 == len && wire[at] == 0)
		return true;
	out[0] = '\0';
	return false;
}

bool name_equal(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

/* The first dot between labels, or the end. */
static const char *label_end(const char *name)
{
	while (*name != '\0' && *name != '.') {
		if (*name == '\\' && name[1] != '\0')
			name++;
		name++;
	}
	return name;
}

const char *name_parent(const char *name)
{
	const char *end = label_end(name);

	return *end == '.' ? end + 1 : end;
}

bool name_is_under(const char *name, const char *zone)
{
	size_t len = strlen(zone), left = strlen(name);

	if (left < len || memcmp(name + left - len, zone, len) != 0)
		return false;
	while (left > len) {
		const char *parent = name_parent(name);

		left -= (size_t)(parent - name);
		name = parent;
	}
	return name_equal(name, zone);
}

size_t name_label_count(const char *name)
{
	size_t count = 0;

	for (; *name != '\0'; name = name_parent(name))
		count++;
	return count;
}

const char *name_last_labels(const char *name, size_t count)
{
	for (size_t have = name_label_count(name); have > count; have--)
		name = name_parent(name);
	return name;
}

/* The octets on the wire without the root's. */
static size_t count_octets(const char *name)
{
	size_t octets = *name != '\0' ? 1 : 0;

	while (*name != '\0') {
		/* A dot is the next label's length octet. */
		if (*name == '\\')
			name += is_digit(name[1]) ? 3 : 1;
		name++;
		octets++;
	}
	return octets;
}

bool name_join(const char *prefix, const char *zone, char out[NAME_SIZE])
{
	size_t prefix_len = strlen(prefix), zone_len = strlen(zone);
	bool dot = prefix_len > 0 && zone_len > 0;

	out[0] = '\0';
	if (count_octets(prefix) + count_octets(zone) + 1 > OCTETS_MAX)
		return false;
	memcpy(out, prefix, prefix_len);
	if (dot)
		out[prefix_len++] = '.';
	memcpy(out + prefix_len, zone, zone_len + 1);
	return true;
}

char *name_relative(const char *name, const char *zone)
{
	size_t name_len = strlen(name), zone_len = strlen(zone);

	if (!name_is_under(name, zone))
		return NULL;
	if (name_len == zone_len)
		return xstrdup("@");
	if (zone_len == 0)
		return xstrdup(name);
	return xstrndup(name, name_len - zone_len - 1);
}
