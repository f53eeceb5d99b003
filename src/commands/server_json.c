/* What zegel smtp and zegel imap say with --json.
 *
 * SPDX-License-Identifier: MIT */
#include "commands/json.h"
#include "commands/server_run.h"
#include "text/server_text.h"

static void write_server(struct json_writer *j, const char *host, uint16_t port,
			 enum server_security security)
{
	json_write_text(j, "host", host);
	json_write_number(j, "port", port);
	json_write_text(j, "security", server_security_name(security));
}

static void write_guesses(struct json_writer *j, const struct server_run *run)
{
	static const char *const sources[] = {
		[GUESS_SRV] = "srv",
		[GUESS_PROVIDER] = "provider",
		[GUESS_DNS_HOST] = "dns-host",
		[GUESS_NAME] = "name",
		[GUESS_MX] = "mx",
	};

	json_write_array(j, "suggestions");
	for (size_t i = 0; i < run->guesses.count; i++) {
		const struct server_guess *g = &run->guesses.items[i];

		json_write_object(j, NULL);
		write_server(j, g->host, g->port, g->security);
		json_write_text(j, "source", sources[g->source]);
		if (g->provider)
			json_write_text(j, "provider", g->provider->id);
		json_write_end(j);
	}
	json_write_end(j);
}

static void write_steps(struct json_writer *j, const struct server_run *run,
			const struct server_result *r)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	json_write_array(j, "steps");
	for (size_t i = 0; i < TEST_STEPS; i++) {
		enum test_step step = (enum test_step)i;

		if (r->steps[i] == TEST_LEFT_OUT)
			continue;
		json_write_object(j, NULL);
		json_write_text(j, "step", test_step_name(step));
		json_write_text(j, "state", test_state_name(r->steps[i]));
		str_reset(&text);
		server_add_step(&text, step, &run->wish, r);
		json_write_text(j, "text", str_text(&text));
		str_reset(&text);
		if (step == TEST_SPF)
			server_add_spf_fix(&text, &run->wish, r);
		else if (r->steps[i] != TEST_GOOD)
			server_add_fix(&text, &run->wish, r);
		if (text.len)
			json_write_text(j, "fix", str_text(&text));
		json_write_end(j);
	}
	json_write_end(j);
	str_free(&text);
}

static void write_certificate(struct json_writer *j,
			      const struct certificate *c)
{
	if (!c->is_there)
		return;
	json_write_object(j, "certificate");
	json_write_array(j, "names");
	for (size_t i = 0; i < c->name_count; i++)
		json_write_text(j, NULL, c->names[i]);
	json_write_end(j);
	json_write_text(j, "issuer", c->issuer);
	json_write_time(j, "from", c->from);
	json_write_time(j, "until", c->until);
	json_write_end(j);
}

static void write_reply(struct json_writer *j, const struct dialogue *d)
{
	if (d->code < 400)
		return;
	json_write_object(j, "reply");
	if (d->protocol == SERVER_SMTP)
		json_write_number(j, "code", d->code);
	json_write_text(j, "status", *d->status ? d->status : NULL);
	json_write_text(j, "text", str_text(&d->text));
	json_write_end(j);
}

static void write_dialogue(struct json_writer *j, const struct dialogue *d)
{
	json_write_array(j, "dialogue");
	for (size_t i = 0; i < d->line_count; i++) {
		json_write_object(j, NULL);
		json_write_text(j, "from",
				d->lines[i].ours ? "client" : "server");
		json_write_text(j, "line", d->lines[i].text);
		json_write_end(j);
	}
	json_write_end(j);
}

void server_write_json(const struct server_run *run,
		       const struct server_result *r)
{
	struct json_writer j = json_writer_to(stdout);

	json_write_object(&j, NULL);
	json_write_text(&j, "protocol", server_protocol_name(run->protocol));
	json_write_text(&j, "domain", *run->domain ? run->domain : NULL);
	json_write_object(&j, "server");
	write_server(&j, run->host, run->wish.port, run->wish.security);
	json_write_text(&j, "address", *r->address ? r->address : NULL);
	json_write_end(&j);
	write_guesses(&j, run);
	write_steps(&j, run, r);
	if (r->trouble)
		json_write_text(&j, "trouble", trouble_name(r->trouble));
	write_reply(&j, r->dialogue);
	write_certificate(&j, r->certificate);
	if (r->spf)
		json_write_text(&j, "spf", spf_status_name(r->spf->status));
	write_dialogue(&j, r->dialogue);
	json_write_end(&j);
}
