/* SPDX-License-Identifier: MIT */
#include "commands/verdict_json.h"

#include "mail/spf_record.h"

static const char *const SEVERITIES[] = {
	[SEVERITY_INFO] = "info",
	[SEVERITY_WARNING] = "warning",
	[SEVERITY_ERROR] = "error",
};

static void write_finding(struct json_writer *j, const struct finding *f,
			  const struct finding_context *context)
{
	struct str text = STR_INIT(STR_MAX_TEXT), fix = STR_INIT(STR_MAX_TEXT);

	finding_sentence(&text, f, context);
	finding_fix(&fix, f, context);
	json_write_object(j, NULL);
	json_write_text(j, "code", finding_code_name(f->code));
	json_write_text(j, "severity", SEVERITIES[f->severity]);
	if (f->waiting)
		json_write_bool(j, "waiting", true);
	json_write_text(j, "at", f->at);
	json_write_text(j, "server", f->server);
	json_write_time(j, "until", f->until);
	json_write_text(j, "text", str_text(&text));
	json_write_text(j, "fix", str_text(&fix));
	json_write_end(j);
	str_free(&text);
	str_free(&fix);
}

void verdict_write_findings(struct json_writer *j,
			    const struct findings *findings,
			    const struct finding_context *context)
{
	json_write_array(j, "findings");
	for (size_t i = 0; i < findings->count; i++)
		write_finding(j, &findings->items[i], context);
	json_write_end(j);
}

static void write_servers(struct json_writer *j, const struct verdict *v)
{
	char address[ADDRESS_TEXT];

	json_write_array(j, "nameservers");
	for (size_t i = 0; i < v->server_count; i++) {
		const struct server_verdict *s = &v->servers[i];

		/* Who cannot be reached from here is not called silent. */
		if (!s->asked || !s->has_route)
			continue;
		json_write_object(j, NULL);
		json_write_text(j, "name", s->name);
		json_write_text(j, "address",
				address_print(&s->address, address));
		json_write_bool(j, "answers", s->answers);
		json_write_end(j);
	}
	json_write_end(j);
}

static void write_spf(struct json_writer *j, const struct verdict *v)
{
	if (!v->spf_record && !v->spf_wanted)
		return;
	json_write_object(j, "spf");
	json_write_text(j, "record", v->spf_record);
	json_write_text(j, "wanted", v->spf_wanted);
	if (v->spf_lookups >= 0)
		json_write_number(j, "lookups", v->spf_lookups);
	if (v->spf_voids >= 0)
		json_write_number(j, "voids", v->spf_voids);
	json_write_end(j);
}

/* Where no answer came, there is no whole SPF record to ask for. */
static const char *wanted_value(const struct wanted *wanted)
{
	const char *value = wanted->record.value;

	return wanted->purpose == PURPOSE_SPF && !spf_is_record(value) ? NULL
								       : value;
}

static void write_record(struct json_writer *j, const struct verdict *v,
			 const struct record_verdict *r,
			 const struct finding_context *context)
{
	const struct record *wanted = &r->wanted.record;

	json_write_object(j, NULL);
	json_write_text(j, "purpose", purpose_name(r->wanted.purpose));
	json_write_text(j, "type", rr_name(wanted->type));
	json_write_text(j, "name", wanted->name);
	json_write_bool(j, "required", r->wanted.required);
	if (wanted->type == RR_MX || wanted->type == RR_SRV)
		json_write_number(j, "priority", wanted->priority);
	json_write_text(j, "wanted", wanted_value(&r->wanted));
	json_write_array(j, "found");
	for (size_t i = 0; i < r->found_count; i++)
		json_write_text(j, NULL, r->found[i].value);
	json_write_end(j);
	json_write_text(j, "state", state_name(r->state));
	if (v->by_authority) {
		json_write_object(j, "published");
		json_write_number(j, "have", r->have);
		json_write_number(j, "of", r->of);
		json_write_end(j);
	}
	json_write_bool(j, "visible", r->visible);
	json_write_time(j, "visible_by", r->visible_by);
	verdict_write_findings(j, &r->findings, context);
	json_write_end(j);
}

void verdict_write_host(struct json_writer *j, const struct verdict *v)
{
	if (v->host && *v->host->id)
		json_write_text(j, "id", v->host->id);
	else
		json_write_null(j, "id");
	if (v->host)
		json_write_text(j, "name", v->host->name);
	json_write_text(j, "control_panel", v->panel_url);
}

/* Those that were chosen, else those that the domain shows. */
static void write_services(struct json_writer *j, const struct verdict *v)
{
	char **ids = v->services_chosen ? v->services : v->recognised;
	size_t count = v->services_chosen ? v->service_count
					  : v->recognised_count;

	json_write_array(j, "services");
	for (size_t i = 0; i < count; i++)
		json_write_text(j, NULL, ids[i]);
	json_write_end(j);
}

static void write_turn(struct json_writer *j, const struct verdict_turn *turn)
{
	json_write_object(j, "turned");
	if (!turn->is_first) {
		json_write_text(j, "from", outcome_name(turn->before));
		json_write_time(j, "since", turn->before_at);
	}
	json_write_text(j, "to", outcome_name(turn->now));
	if (turn->now == OUTCOME_UNKNOWN)
		json_write_number(j, "unknowns", turn->unknowns);
	json_write_end(j);
}

static void begin_object(struct json_writer *j, const struct verdict *v,
			 const struct verdict_turn *turn)
{
	const struct finding_context context = finding_context_of(v);

	json_write_object(j, NULL);
	json_write_text(j, "domain", v->domain);
	json_write_text(j, "zone", v->by_authority ? v->zone : NULL);
	json_write_text(j, "verdict", outcome_name(v->outcome));
	json_write_bool(j, "visible", v->visible);
	json_write_time(j, "visible_by", v->visible_by);
	json_write_time(j, "checked_at", v->checked_at);
	if (turn)
		write_turn(j, turn);
	write_services(j, v);
	if (v->by_authority) {
		if (v->host) {
			json_write_object(j, "dns_host");
			verdict_write_host(j, v);
			json_write_end(j);
		}
		write_servers(j, v);
	}
	write_spf(j, v);
	json_write_array(j, "records");
	for (size_t i = 0; i < v->record_count; i++)
		write_record(j, v, &v->records[i], &context);
	json_write_end(j);
	verdict_write_findings(j, &v->findings, &context);
}

void verdict_write_turned(struct json_writer *j, const struct verdict *v,
			  const struct verdict_turn *turn)
{
	begin_object(j, v, turn);
	json_write_end(j);
}

void verdict_begin_json(struct json_writer *j, const struct verdict *v)
{
	begin_object(j, v, NULL);
}

void verdict_write_json(struct json_writer *j, const struct verdict *v)
{
	verdict_write_turned(j, v, NULL);
}
