/* SPDX-License-Identifier: MIT */
#include "catalog/service_list.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/name.h"
#include "catalog/pattern.h"
#include "catalog/template_text.h"

#define TEXT_MAX 65535

/* The variables that follow from the domain, besides those of the format. */
#define VARIABLE_DASHES "domaindashes"

static char *dashes(const struct template_input *in)
{
	char fqdn[NAME_SIZE];

	if (!name_join(in->host ? in->host : "", in->domain, fqdn))
		fqdn[0] = '\0';
	for (char *at = fqdn; *at; at++) {
		if (*at == '.')
			*at = '-';
	}
	return xstrdup(fqdn);
}

static bool has_value(const struct template_input *in, struct slice name)
{
	for (size_t i = 0; i < in->value_count; i++) {
		if (slice_is(name, in->values[i].name))
			return true;
	}
	return slice_is(name, VARIABLE_DASHES) || template_is_built_in(name);
}

static bool are_all_given(const struct template_input *in, const char *text)
{
	struct slice rest = slice_of(text);
	struct template_part part;

	if (!strchr(text, '%'))
		return true;
	while (template_next_part(&rest, &part)) {
		if (part.kind == PART_VARIABLE && !has_value(in, part.text))
			return false;
	}
	return true;
}

static bool line_is_given(const struct template_input *in,
			  const struct template_line *line)
{
	return are_all_given(in, line->host) &&
	       are_all_given(in, line->value) && are_all_given(in, line->ttl) &&
	       are_all_given(in, line->priority) &&
	       are_all_given(in, line->weight) &&
	       are_all_given(in, line->port) &&
	       are_all_given(in, line->service) &&
	       are_all_given(in, line->protocol);
}

enum err service_expand(const struct service *s, const struct template *t,
			const struct template_input *in,
			struct template_expansion *out)
{
	struct template_input full = *in;
	const char *first = t->group_count ? t->groups[0] : NULL;
	bool *lines = xcalloc(t->line_count + 1, sizeof(*lines));
	struct template_value *values = xcalloc(in->value_count + 1,
						sizeof(*values));
	char *dashed = dashes(in);

	for (size_t i = 0; i < in->value_count; i++)
		values[i] = in->values[i];
	values[in->value_count] = (struct template_value){ VARIABLE_DASHES,
							   dashed };
	/* A ready line has no open variables, so being given covers it; a
	 * line whose value was only seen in shape counts once its values are
	 * there. */
	for (size_t i = 0; i < t->line_count; i++) {
		bool seen = i >= s->record_count || s->records[i].ready ||
			    template_has_variable(t->lines[i].value) ||
			    template_has_variable(t->lines[i].host);

		lines[i] = seen && line_is_given(in, &t->lines[i]);
	}
	full.values = values;
	full.value_count = in->value_count + 1;
	full.lines = lines;
	if (full.group_count == 0 && first) {
		full.groups = &first;
		full.group_count = 1;
	}
	enum err err = template_expand(t, &full, out);
	free(values);
	free(lines);
	free(dashed);
	return err;
}

/* Stands for an open variable in a wanted text; clean text never has it. */
#define OPEN      '\1'
#define OPEN_TEXT "\1"

static bool same_byte(char a, char b, bool nocase)
{
	return a == b || (nocase && tolower((unsigned char)a) ==
					    tolower((unsigned char)b));
}

/* Does text fit when each open variable may be anything? Going back to the last
 * open one is enough, so the time is bounded by the product of the lengths. */
static bool fits(struct slice wanted, struct slice text, bool nocase)
{
	size_t w = 0, t = 0, after_open = 0, again = 0;
	bool open = false;

	while (t < text.len) {
		if (w < wanted.len && wanted.at[w] == OPEN) {
			open = true;
			after_open = ++w;
			again = t;
		} else if (w < wanted.len &&
			   same_byte(wanted.at[w], text.at[t], nocase)) {
			w++;
			t++;
		} else if (open) {
			w = after_open;
			t = ++again;
		} else {
			return false;
		}
	}
	while (w < wanted.len && wanted.at[w] == OPEN)
		w++;
	return w == wanted.len;
}

void service_add_known(struct str *out, const char *text,
		       const struct template_input *in, const char *open)
{
	struct slice rest = slice_of(text);
	struct template_part part;
	char *dashed = dashes(in);
	char fqdn[NAME_SIZE] = "";

	if (!name_join(in->host ? in->host : "", in->domain, fqdn))
		fqdn[0] = '\0';
	while (template_next_part(&rest, &part)) {
		if (part.kind != PART_VARIABLE)
			str_add_bytes(out, part.text.at, part.text.len);
		else if (slice_is(part.text, "domain"))
			str_add(out, in->domain);
		else if (slice_is(part.text, "fqdn"))
			str_add(out, fqdn);
		else if (slice_is(part.text, "host"))
			str_add(out, in->host ? in->host : "");
		else if (slice_is(part.text, VARIABLE_DASHES))
			str_add(out, dashed);
		else
			str_add(out, open);
	}
	free(dashed);
}

static bool owner_fits(const struct template_line *line,
		       const struct template_input *in, const char *name)
{
	struct str wanted = STR_INIT(TEXT_MAX);
	size_t len = strlen(line->host);
	bool apex = len == 0 || strcmp(line->host, "@") == 0;
	char fqdn[NAME_SIZE];

	if (!name_join(in->host ? in->host : "", in->domain, fqdn))
		return false;
	if (!apex)
		service_add_known(&wanted, line->host, in, OPEN_TEXT);
	if (apex || line->host[len - 1] != '.')
		str_addf(&wanted, "%s%s.", apex ? "" : ".", fqdn);
	struct slice whole = { str_text(&wanted),
			       wanted.len ? wanted.len - 1 : 0 };
	bool good = fits(whole, slice_of(name), true);

	str_free(&wanted);
	return good;
}

/* Terms of an SPF text are looked for one by one. */
static bool spf_fits(const char *wanted, const char *text)
{
	struct slice rest = slice_of(wanted), word;

	while (slice_next_word(&rest, &word)) {
		struct slice other = slice_of(text), term;
		bool found = false;

		while (!found && slice_next_word(&other, &term))
			found = fits(word, term, true);
		if (!found)
			return false;
	}
	return true;
}

/* A key may come with or without v=DKIM1 and blanks after the semicolons. */
static void squeeze(const char *text, struct str *out)
{
	for (; *text; text++) {
		if (*text != ' ' && *text != '\t')
			str_add_char(out, *text);
	}
}

static bool text_fits(const char *wanted, const char *text)
{
	struct str a = STR_INIT(TEXT_MAX), b = STR_INIT(TEXT_MAX);

	squeeze(wanted, &a);
	squeeze(text, &b);
	bool good = fits(slice_of(str_text(&a)), slice_of(str_text(&b)), false);

	str_free(&a);
	str_free(&b);
	return good;
}

static bool line_fits(const struct template_line *line,
		      const struct template_input *in,
		      const struct record *pasted)
{
	enum rr type = pasted->type == RR_SPF ? RR_TXT : pasted->type;
	struct str wanted = STR_INIT(TEXT_MAX);
	bool good = line->type == type && owner_fits(line, in, pasted->name);

	if (good) {
		service_add_known(&wanted, line->value, in, OPEN_TEXT);
		if (line->spf_merge)
			good = spf_fits(str_text(&wanted), pasted->value);
		else if (type == RR_TXT)
			good = text_fits(str_text(&wanted), pasted->value);
		else
			good = fits(slice_of(str_text(&wanted)),
				    slice_of(pasted->value), true);
	}
	str_free(&wanted);
	return good;
}

int service_match_line(const struct service *s, const struct template *t,
		       const struct template_input *in,
		       const struct record *pasted, const bool *taken)
{
	int open = -1;

	(void)s;
	for (size_t i = 0; i < t->line_count; i++) {
		const struct template_line *line = &t->lines[i];

		if ((taken && taken[i]) || !line_fits(line, in, pasted))
			continue;
		/* A line that says more about the record goes first. */
		if (!template_is_variable_alone(line->host) &&
		    !template_is_variable_alone(line->value))
			return (int)i;
		if (open < 0)
			open = (int)i;
	}
	return open;
}

const char *service_group(const struct service *s, const struct template *t,
			  const struct template_input *in,
			  const struct record *pasted, size_t count)
{
	size_t best = 0;
	const char *group = t->group_count ? t->groups[0] : NULL;

	for (size_t g = 0; g < t->group_count; g++) {
		size_t hits = 0;

		for (size_t i = 0; i < count; i++) {
			int line = service_match_line(s, t, in, &pasted[i],
						      NULL);

			hits += line >= 0 &&
				strcmp(t->lines[line].group, t->groups[g]) == 0;
		}
		if (hits > best) {
			best = hits;
			group = t->groups[g];
		}
	}
	return group;
}

bool service_list_next_name(const struct service_list *list, size_t *index,
			    char out[NAME_SIZE])
{
	size_t passed = 0;

	for (size_t i = 0; i < list->count; i++) {
		const struct service *s = &list->services[i];
		size_t own = s->at_count + s->key_count;

		if (*index >= passed + own) {
			passed += own;
			continue;
		}
		size_t nth = (*index)++ - passed;

		if (nth < s->at_count)
			snprintf(out, NAME_SIZE, "%s", s->at[nth]);
		else
			snprintf(out, NAME_SIZE, "%s._domainkey",
				 s->keys[nth - s->at_count]);
		return true;
	}
	return false;
}
