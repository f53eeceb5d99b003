/* SPDX-License-Identifier: MIT */
#include "commands/verdict_news.h"

#include <stdlib.h>
#include <string.h>

#include "commands/verdict_json.h"
#include "commands/verdict_print.h"

/* A line about each record: when one of them differs it is worth telling. */
static char *describe(const struct verdict *v)
{
	struct page page = { .text = STR_INIT(STR_MAX_TEXT) };

	page_add(&page, 0, PAGE_PLAIN, "", outcome_name(v->outcome));
	for (size_t i = 0; i < v->record_count; i++)
		verdict_print_record(&page, v, &v->records[i]);
	return str_take(&page.text);
}

bool verdict_news_take(struct verdict_news *news, const struct verdict *v,
		       char **before)
{
	char *now = describe(v);

	if (news->told && !strcmp(news->told, now)) {
		free(now);
		return false;
	}
	*before = news->told;
	news->told = now;
	return true;
}

static void add_stamp(struct str *out, time_t at)
{
	struct tm tm;

	if (localtime_r(&at, &tm))
		str_addf(out, "%02d:%02d:%02d", tm.tm_hour, tm.tm_min,
			 tm.tm_sec);
}

static bool holds_line(const char *text, const char *line, size_t len)
{
	for (const char *at = text; (at = strstr(at, "\n")) != NULL;) {
		at++;
		if (strncmp(at, line, len) == 0)
			return true;
	}
	return false;
}

static bool is_news(const struct verdict *v, const struct record_verdict *r,
		    const char *before)
{
	struct page one = { .text = STR_INIT(STR_MAX_TEXT) };
	bool news;

	verdict_print_record(&one, v, r);
	news = !before ||
	       !holds_line(before, str_text(&one.text), one.text.len);
	str_free(&one.text);
	return news;
}

void verdict_news_print(const struct verdict *v, const char *before,
			bool with_findings, const struct options *options)
{
	const struct finding_context context = finding_context_of(v);
	struct page page = page_new(options, stdout);
	struct str stamp = STR_INIT(32);

	add_stamp(&stamp, v->checked_at);
	for (size_t i = 0; i < v->record_count; i++) {
		const struct record_verdict *r = &v->records[i];

		if (!is_news(v, r, before))
			continue;
		str_add(&page.text, str_text(&stamp));
		verdict_print_record(&page, v, r);
		page.lines = 0; /* all of it: it scrolls */
		if (with_findings && verdict_is_mistaken(r))
			verdict_print_findings(&page, &r->findings, &context);
	}
	page_print(&page, stdout);
	str_free(&stamp);
}

void verdict_news_free(struct verdict_news *news)
{
	free(news->told);
	news->told = NULL;
}
