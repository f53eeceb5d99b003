/* SPDX-License-Identifier: MIT */
#include "base/secret.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>

enum { PAGE = 4096 };

struct secret {
	char *text; /* a page, ends in a NUL */
	size_t len;
	bool is_password;
	bool ended;  /* a blank came behind it */
	bool broken; /* something came that is in no key */
};

struct secret *secret_new(void)
{
	struct secret *s = xcalloc(1, sizeof(*s));

	s->text = mmap(NULL, PAGE, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (s->text == MAP_FAILED)
		die_out_of_memory();
	/* Where the system does not allow this much, it is less. */
	(void)mlock(s->text, PAGE);
	(void)madvise(s->text, PAGE, MADV_DONTDUMP);
	(void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	return s;
}

struct secret *secret_new_password(void)
{
	struct secret *s = secret_new();

	s->is_password = true;
	return s;
}

void secret_free(struct secret *s)
{
	if (!s)
		return;
	explicit_bzero(s->text, PAGE);
	munmap(s->text, PAGE);
	free(s);
}

void secret_clear(struct secret *s)
{
	explicit_bzero(s->text, PAGE);
	s->len = 0;
	s->ended = false;
	s->broken = false;
}

static bool is_around(const struct secret *s, char c)
{
	return c == '\n' || c == '\r' ||
	       (!s->is_password && (c == ' ' || c == '\t'));
}

static bool can_stand_in(const struct secret *s, char c)
{
	return s->is_password ? (c < 0 || c >= ' ') && c != 0x7f
			      : c > ' ' && c <= '~';
}

static void add_byte(struct secret *s, char c)
{
	if (is_around(s, c)) {
		s->ended |= s->len > 0;
		return;
	}
	if (s->ended || s->len + 1 == PAGE || !can_stand_in(s, c)) {
		s->broken = true;
		return;
	}
	s->text[s->len++] = c;
}

void secret_add(struct secret *s, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		add_byte(s, bytes[i]);
}

/* Of a password the whole character. */
static void take_last(struct secret *s)
{
	bool inside = true;

	while (s->len && inside) {
		inside = ((unsigned char)s->text[--s->len] & 0xc0) == 0x80;
		s->text[s->len] = 0;
	}
}

/* Of what cannot be a key nobody can see which byte it is: begin again. */
void secret_take_back(struct secret *s)
{
	if (s->broken || s->ended || !s->len)
		secret_clear(s);
	else
		take_last(s);
}

struct secret *secret_copy(const struct secret *s)
{
	struct secret *copy;

	if (!s)
		return NULL;
	copy = secret_new();
	memcpy(copy->text, s->text, s->len);
	copy->len = s->len;
	copy->is_password = s->is_password;
	copy->ended = s->ended;
	copy->broken = s->broken;
	return copy;
}

bool secret_is_empty(const struct secret *s)
{
	return !s->len && !s->broken;
}

bool secret_is_good(const struct secret *s)
{
	return !s->broken && s->len >= (s->is_password ? 1 : SECRET_MIN) &&
	       s->len <= SECRET_MAX;
}

const char *secret_text(const struct secret *s)
{
	return s->text;
}

static struct secret *take_from_environment(const char *name,
					    struct secret *(*make)(void))
{
	char *value = getenv(name);
	struct secret *s = NULL;

	if (value && *value) {
		s = make();
		secret_add(s, value, strlen(value));
		/* The bytes stay where the process began, for all to see. */
		explicit_bzero(value, strlen(value));
	}
	unsetenv(name);
	return s;
}

struct secret *secret_from_environment(const char *name)
{
	return take_from_environment(name, secret_new);
}

struct secret *secret_password_from_environment(const char *name)
{
	return take_from_environment(name, secret_new_password);
}
