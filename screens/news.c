/* SPDX-License-Identifier: MIT */
#include "screens/news.h"

#include <stdlib.h>

#include "base/name.h"
#include "screens/rows.h"

static struct news_row *find(const struct news *news, const struct record *r)
{
	for (size_t i = 0; i < news->count; i++) {
		struct news_row *row = &news->rows[i];

		if (row->type == r->type && name_equal(row->name, r->name))
			return row;
	}
	return NULL;
}

static void update_row(struct news *news, const struct record_verdict *v)
{
	const struct record *r = &v->wanted.record;
	struct news_row *row = find(news, r);
	enum sign sign = row_sign(v);

	if (sign == SIGN_UNKNOWN)
		return;
	if (!row) {
		news->rows = grow(news->rows, news->count, &news->cap,
				  sizeof(*news->rows));
		row = &news->rows[news->count++];
		*row = (struct news_row){ .name = xstrdup(r->name),
					  .type = r->type,
					  .sign = sign };
	}
	if (row->sign == sign)
		return;
	row->sign = sign;
	row->turned_ms = clock_ms();
}

/* Not one of the name servers, or nothing at all where only a resolver is
 * asked. What was right before still counts as right then. Before a look is
 * complete only silence counts: the others may just not have been heard yet. */
static bool nobody_answers(const struct verdict *v)
{
	bool unknown = v->by_authority || v->complete;

	for (size_t i = 0; i < v->server_count; i++) {
		const struct server_verdict *s = &v->servers[i];

		if (s->answers || (!v->complete && s->has_route &&
				   s->status != ANSWER_SILENT))
			return false;
	}
	for (size_t i = 0; i < v->record_count && !v->by_authority; i++)
		unknown &= v->records[i].state == STATE_UNKNOWN;
	return unknown && (v->complete || v->server_count);
}

void news_update(struct news *news, const struct verdict *v)
{
	bool was_lost = news->is_lost;

	if (!v || (!v->complete && !nobody_answers(v)))
		return;
	for (size_t i = 0; i < v->record_count && v->complete; i++)
		update_row(news, &v->records[i]);
	news->is_lost = news->has_answers && nobody_answers(v);
	news->has_answers |= !nobody_answers(v);
	if (was_lost && !news->is_lost)
		news->back_ms = clock_ms();
}

void news_free(struct news *news)
{
	for (size_t i = 0; i < news->count; i++)
		free(news->rows[i].name);
	free(news->rows);
	*news = (struct news){ 0 };
}

/* How long this will be new; 0: it is not. */
static int rest_ms(int64_t since_ms)
{
	int64_t rest = since_ms + NEWS_MS - clock_ms();

	return since_ms && rest > 0 ? (int)rest : 0;
}

bool news_has_turned(const struct news *news, const struct record *wanted)
{
	const struct news_row *row = find(news, wanted);

	return row && rest_ms(row->turned_ms);
}

bool news_are_back(const struct news *news)
{
	return rest_ms(news->back_ms);
}

int news_ms(const struct news *news)
{
	int ms = rest_ms(news->back_ms);
	int first = ms ? ms : -1;

	for (size_t i = 0; i < news->count; i++) {
		ms = rest_ms(news->rows[i].turned_ms);
		if (ms && (first < 0 || ms < first))
			first = ms;
	}
	return first;
}
