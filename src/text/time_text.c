/* SPDX-License-Identifier: MIT */
#include "text/time_text.h"

#include <inttypes.h>

#include "i18n/i18n.h"
#include "text/fill.h"

static const char *const MONTHS[] = {
	N_("January"),   N_("February"), N_("March"),    N_("April"),
	N_("May"),       N_("June"),     N_("July"),     N_("August"),
	N_("September"), N_("October"),  N_("November"), N_("December"),
};

/* Facts of a point in time: t time, d day, m month, y year; D and M as two
 * digits. */
static void add_fact(struct str *out, char letter, const void *ctx)
{
	const struct tm *tm = ctx;

	switch (letter) {
	case 't':
		str_addf(out, "%02d:%02d", tm->tm_hour, tm->tm_min);
		break;
	case 'd':
		str_addf(out, "%d", tm->tm_mday);
		break;
	case 'm':
		str_add(out, _(MONTHS[tm->tm_mon]));
		break;
	case 'D':
		str_addf(out, "%02d", tm->tm_mday);
		break;
	case 'M':
		str_addf(out, "%02d", tm->tm_mon + 1);
		break;
	default:
		str_addf(out, "%d", tm->tm_year + 1900);
		break;
	}
}

void text_add_time(struct str *out, time_t at, time_t now)
{
	struct tm then, today;

	if (!localtime_r(&at, &then) || !localtime_r(&now, &today))
		return;
	if (then.tm_year != today.tm_year)
		/* TRANSLATORS: day, month, year and time of day. */
		text_fill(out, C_("time", "%1$s %2$s %3$s, %4$s"), "dmyt",
			  add_fact, &then);
	else if (then.tm_yday != today.tm_yday)
		/* TRANSLATORS: day, month and time of day. */
		text_fill(out, C_("time", "%1$s %2$s, %3$s"), "dmt", add_fact,
			  &then);
	else
		add_fact(out, 't', &then);
}

void text_add_date(struct str *out, time_t at)
{
	struct tm then;

	if (localtime_r(&at, &then))
		/* TRANSLATORS: day, month and year. */
		text_fill(out, C_("date", "%1$s %2$s %3$s"), "dmy", add_fact,
			  &then);
}

void text_add_short_date(struct str *out, time_t at)
{
	struct tm then;

	if (localtime_r(&at, &then))
		/* TRANSLATORS: day, month and year, as digits. */
		text_fill(out, C_("short date", "%3$s-%2$s-%1$s"), "DMy",
			  add_fact, &then);
}

static void add_seconds(struct str *out, size_t n)
{
	str_addf(out, P_("%zu second", "%zu seconds", n), n);
}

static void add_minutes(struct str *out, size_t n)
{
	str_addf(out, P_("%zu minute", "%zu minutes", n), n);
}

static void add_hours(struct str *out, size_t n)
{
	str_addf(out, P_("%zu hour", "%zu hours", n), n);
}

static void add_days(struct str *out, size_t n)
{
	str_addf(out, P_("%zu day", "%zu days", n), n);
}

static void add_two(struct str *out, void (*great)(struct str *, size_t),
		    size_t n, void (*small)(struct str *, size_t), size_t m)
{
	const char *parts[2];
	struct str first = STR_INIT(64), second = STR_INIT(64);

	great(&first, n);
	small(&second, m);
	parts[0] = str_text(&first);
	parts[1] = str_text(&second);
	text_add_list(out, parts, m ? 2 : 1);
	str_free(&first);
	str_free(&second);
}

void text_add_duration(struct str *out, int64_t seconds)
{
	size_t s = seconds > 0 ? (size_t)seconds : 0;
	size_t minutes = (s + 30) / 60, hours = (s + 1800) / 3600;

	if (s < 120)
		add_seconds(out, s);
	else if (s < 2 * 3600)
		add_minutes(out, minutes);
	else if (s < 48 * 3600)
		add_two(out, add_hours, minutes / 60, add_minutes,
			minutes % 60);
	else
		add_two(out, add_days, hours / 24, add_hours, hours % 24);
}

void text_add_elapsed(struct str *out, int64_t seconds)
{
	size_t s = seconds > 0 ? (size_t)seconds : 0;

	if (s < 60)
		/* TRANSLATORS: seconds, short. */
		str_addf(out, _("%zu s"), s);
	else if (s < 300)
		/* TRANSLATORS: minutes and seconds, short. */
		str_addf(out, _("%1$zu min %2$zu s"), s / 60, s % 60);
	else if (s < 3600)
		/* TRANSLATORS: minutes, short. */
		str_addf(out, _("%zu min"), s / 60);
	else if (s < 48 * 3600)
		/* TRANSLATORS: hours and minutes, short. */
		str_addf(out, _("%1$zu h %2$zu min"), s / 3600, s / 60 % 60);
	else
		/* TRANSLATORS: days, short. */
		str_addf(out, _("%zu d"), s / 86400);
}

int64_t text_elapsed_step(int64_t seconds)
{
	return seconds < 300 ? 1 : 60 - seconds % 60;
}
