/* What zegel smtp and zegel imap print for people.
 *
 * SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "commands/page.h"
#include "commands/server_run.h"
#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/server_guide.h"
#include "text/server_text.h"

static struct page begin_page(const struct server_run *run)
{
	return page_new(run->context->options, stdout);
}

static void end_page(struct page *page)
{
	page_print(page, stdout);
	fflush(stdout);
}

/* The others, when none was named. */
static void add_guesses(const struct server_run *run, struct page *page)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	if (!run->guesses.count)
		return;
	page_add(page, 0, PAGE_PLAIN, "", _("Likely servers:"));
	for (size_t i = 0; i < run->guesses.count; i++) {
		str_reset(&text);
		server_add_guess(&text, &run->guesses.items[i]);
		page_add(page, 4, PAGE_PLAIN, "-", str_text(&text));
	}
	page_gap(page);
	str_free(&text);
}

void server_print_begin(const struct server_run *run)
{
	struct page page = begin_page(run);
	struct str text = STR_INIT(STR_MAX_TEXT);
	char port[8];

	if (!run->context->options->server)
		add_guesses(run, &page);
	snprintf(port, sizeof(port), "%u", (unsigned)run->wish.port);
	text_fill_two(&text, _("%1$s, port %2$s"), run->host, port);
	str_addf(&text, ", %s", server_security_words(run->wish.security));
	page_add(&page, 0, PAGE_BOLD, "", str_text(&text));
	end_page(&page);
	str_free(&text);
}

static void add_step(const struct server_run *run,
		     const struct server_result *r, enum test_step step,
		     struct page *page)
{
	static const struct {
		enum page_color color;
		const char *sign;
	} signs[] = {
		[TEST_GOOD] = { PAGE_GOOD, "✓" },
		[TEST_BAD] = { PAGE_BAD, "✗" },
		[TEST_UNKNOWN] = { PAGE_WAITING, "?" },
	};
	struct str text = STR_INIT(STR_MAX_TEXT);
	enum test_state state = r->steps[step];

	server_add_step(&text, step, &run->wish, r);
	if (server_result_is_doubtful(r, step))
		page_add(page, 4, PAGE_WAITING, "!", str_text(&text));
	else
		page_add(page, 4, signs[state].color, signs[state].sign,
			 str_text(&text));
	str_reset(&text);
	if (step == TEST_SPF)
		server_add_spf_fix(&text, &run->wish, r);
	else if (state != TEST_GOOD)
		server_add_fix(&text, &run->wish, r);
	if (text.len)
		page_add(page, 4, PAGE_PLAIN, "", str_text(&text));
	str_free(&text);
}

void server_print_steps(const struct server_run *run,
			const struct server_result *r, bool printed[TEST_STEPS])
{
	for (size_t i = 0; i < TEST_STEPS; i++) {
		struct page page;

		if (printed[i] || r->steps[i] < TEST_GOOD)
			continue;
		page = begin_page(run);
		add_step(run, r, (enum test_step)i, &page);
		end_page(&page);
		printed[i] = true;
	}
}

static void add_guide(const struct server_run *run, struct page *page)
{
	struct server_guide guide;

	if (server_guide_make(run->provider, &guide)) {
		page_gap(page);
		page_add(page, 0, PAGE_BOLD, "", str_text(&guide.title));
		for (size_t i = 0; i < guide.count; i++)
			page_add(page, 4, PAGE_PLAIN, "-", guide.lines[i]);
		if (guide.seen.len)
			page_add(page, 4, PAGE_PLAIN, "",
				 str_text(&guide.seen));
	}
	server_guide_free(&guide);
}

/* All went well without a login: that is the next thing to try. */
static void add_next(const struct server_run *run,
		     const struct server_result *r, struct page *page)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	bool offers = r->dialogue->offers & OFFER_PASSWORD;

	if (run->wish.user || r->trouble || !offers ||
	    run->wish.security == SECURITY_NONE)
		return;
	text_fill_one(&text,
		      run->protocol == SERVER_SMTP
			      ? _("Add --user and your user name to try the "
				  "login, and --to for a test mail. %1$s takes "
				  "passwords.")
			      : _("Add --user and your user name to try the "
				  "login. %1$s takes passwords."),
		      run->host);
	page_gap(page);
	page_add(page, 0, PAGE_PLAIN, "", str_text(&text));
	str_free(&text);
}

void server_print_end(const struct server_run *run,
		      const struct server_result *r)
{
	struct page page = begin_page(run);

	add_next(run, r, &page);
	add_guide(run, &page);
	if (run->protocol == SERVER_IMAP) {
		page_gap(&page);
		page_add(&page, 0, PAGE_PLAIN, "", server_imap_words());
	}
	end_page(&page);
}
