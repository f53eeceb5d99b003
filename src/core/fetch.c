/* SPDX-License-Identifier: MIT */
#include "core/fetch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct fetch {
	struct http *http;
	const struct api *api;
	char *domain;
	bool verify;
	struct secret *key;
	struct secret *credentials; /* as they are sent */
	size_t host;                /* index in api->hosts */
	size_t step;                /* through find, then fetch or verify */
	unsigned page;
	struct http_transfer *transfer;
	struct fetch_result result;
	struct fetch_result first; /* of the host before, when it has failed */
	bool has_first;
	void (*done)(void *ctx, const struct fetch_result *r);
	void *ctx;
};

void fetch_free(struct fetch *f)
{
	if (!f)
		return;
	http_cancel(f->transfer);
	secret_free(f->key);
	secret_free(f->credentials);
	fetch_result_free(&f->result);
	fetch_result_free(&f->first);
	free(f->domain);
	free(f);
}

/* RFC 4648, 4; what it is made of is wiped by whoever calls. */
static void add_base64(struct secret *out, const char *bytes, size_t len)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < len; i += 3) {
		size_t left = len - i;
		uint32_t bits = (uint32_t)(unsigned char)bytes[i] << 16;
		char four[4];

		if (left > 1)
			bits |= (uint32_t)(unsigned char)bytes[i + 1] << 8;
		if (left > 2)
			bits |= (uint32_t)(unsigned char)bytes[i + 2];
		for (size_t c = 0; c < 4; c++)
			four[c] = c > left ? '='
					   : digits[bits >> (18 - 6 * c) & 63];
		secret_add(out, four, 4);
		explicit_bzero(four, sizeof(four));
	}
}

/* What the header holds, without its first word ("Bearer"): that is no secret,
 * and a secret has no blanks. */
static struct secret *make_credentials(const struct api *api,
				       const struct secret *key)
{
	struct secret *out = secret_new();
	const char *text = secret_text(key);

	if (api->key.user) {
		struct secret *pair = secret_new();

		secret_add(pair, api->key.user, strlen(api->key.user));
		secret_add(pair, ":", 1);
		secret_add(pair, text, strlen(text));
		add_base64(out, secret_text(pair), strlen(secret_text(pair)));
		secret_free(pair);
	} else {
		secret_add(out, text, strlen(text));
	}
	return out;
}

/* "Authorization: Bearer KEY", to be wiped. */
static char *make_header(const struct fetch *f)
{
	const struct api_key *key = &f->api->key;
	const char *value = key->user ? "Basic {key}" : key->value;
	const char *at = strstr(value, "{key}");

	size_t size = strlen(key->header) + strlen(value) +
		      strlen(secret_text(f->credentials)) + sizeof(": ");
	char *header = xmalloc(size);

	/* Written once: a text that grows would leave copies behind. */
	snprintf(header, size, "%s: %.*s%s%s", key->header, (int)(at - value),
		 value, secret_text(f->credentials), at + strlen("{key}"));
	return header;
}

static const struct api_step *step_at(const struct fetch *f, size_t index)
{
	const struct api *api = f->api;
	const struct api_steps *then = f->verify ? &api->verify : &api->fetch;

	if (index < api->find.count)
		return &api->find.items[index];
	index -= api->find.count;
	return index < then->count ? &then->items[index] : NULL;
}

static void tell(struct fetch *f)
{
	/* It may be freed in the call. */
	f->done(f->ctx, &f->result);
}

static void send_step(struct fetch *f);

/* The next region may know what this one does not. */
static bool try_next_host(struct fetch *f)
{
	if (f->step || f->host + 1 >= f->api->host_count)
		return false;
	if (!f->has_first || f->result.status == FETCH_UNKNOWN_DOMAIN) {
		fetch_result_free(&f->first);
		f->first = f->result;
		f->has_first = true;
	} else {
		fetch_result_free(&f->result);
	}
	f->result = (struct fetch_result){ .status = FETCH_OK };
	f->host++;
	f->page = 0;
	send_step(f);
	return true;
}

static void end(struct fetch *f, enum fetch_status status)
{
	f->result.status = status;
	if ((status == FETCH_KEY_REFUSED || status == FETCH_UNKNOWN_DOMAIN) &&
	    try_next_host(f))
		return;
	/* Another region refuses the keys of this one as it refuses any. */
	if (f->has_first && status == FETCH_KEY_REFUSED && !f->step) {
		fetch_result_free(&f->result);
		f->result = f->first;
		f->has_first = false;
		f->first = (struct fetch_result){ .status = FETCH_OK };
	}
	tell(f);
}

static bool has_taken_records(const struct api_answer *answer)
{
	for (size_t i = 0; i < answer->record_count; i++) {
		if (!answer->records[i].left)
			return true;
	}
	return false;
}

static void go_on(struct fetch *f, const struct api_step *step)
{
	const struct api_answer *answer = &f->result.answer;

	if (step->list && !answer->is_found) {
		if (answer->has_more && ++f->page < API_PAGES_MAX)
			send_step(f);
		else
			end(f, FETCH_UNKNOWN_DOMAIN);
		return;
	}
	f->page = 0;
	if (step_at(f, f->step + 1)) {
		f->step++;
		send_step(f);
	} else if (!f->verify && !has_taken_records(answer)) {
		end(f, FETCH_NO_RECORDS);
	} else {
		end(f, FETCH_OK);
	}
}

static enum fetch_status status_of(const struct api_step *step, unsigned code)
{
	if ((code >= 200 && code < 300) || (step->also && code == step->also))
		return FETCH_OK;
	if (code == 401 || code == 403)
		return FETCH_KEY_REFUSED;
	if (code == 404 && !step->list)
		return FETCH_UNKNOWN_DOMAIN;
	if (code == 429)
		return FETCH_TOO_MANY;
	if (code >= 300 && code < 400)
		return FETCH_MOVED;
	return code >= 500 ? FETCH_SERVICE_FAILED : FETCH_REFUSED;
}

/* Seconds, or a moment (Unix time), as the service has it. */
static uint32_t wait_of(const struct api *api, const struct http_answer *a)
{
	struct slice rest = slice_of(a->header);
	int64_t now = (int64_t)clock_wall();
	uint64_t number;

	if (a->retry_after_s || !api->wait_header ||
	    !slice_take_number(&rest, INT32_MAX, &number) || rest.len)
		return a->retry_after_s;
	if (!api->wait_is_time)
		return (uint32_t)number;
	return (int64_t)number > now ? (uint32_t)((int64_t)number - now) : 0;
}

static void answered(void *ctx, const struct http_answer *a)
{
	struct fetch *f = ctx;
	const struct api_step *step = step_at(f, f->step);
	const struct api_body body = {
		.bytes = a->body,
		.len = a->body_len,
		.domain = f->domain,
		.secrets = { secret_text(f->key), secret_text(f->credentials) },
	};
	enum fetch_status status;

	f->transfer = NULL;
	f->result.problem = a->problem;
	f->result.http_status = a->status;
	if (a->problem != NET_OK) {
		end(f, FETCH_NO_ANSWER);
		return;
	}
	status = status_of(step, a->status);
	if (status != FETCH_OK || f->step >= f->api->find.count) {
		char *message = api_message(f->api, &body);

		if (message) {
			free(f->result.message);
			f->result.message = message;
		}
	}
	f->result.wait_s = wait_of(f->api, a);
	if (status != FETCH_OK)
		end(f, status);
	else if (a->status < 300 &&
		 api_read(f->api, step, &body, &f->result.answer) != OK)
		end(f, FETCH_BROKEN);
	else
		go_on(f, step);
}

static void send_step(struct fetch *f)
{
	const struct api_step *step = step_at(f, f->step);
	const struct api_place place = {
		.host = f->api->hosts[f->host],
		.domain = f->domain,
		.id = f->result.answer.id,
		.page = f->page,
	};
	char *header = make_header(f);
	const char *const headers[] = { header, "Accept: application/json" };
	struct str url = STR_INIT(HTTP_MAX_URL);
	struct http_request request = {
		.method = step->method,
		.headers = headers,
		.header_count = COUNT_OF(headers),
		.max_body = API_ANSWER_MAX,
		.wanted_header = f->api->wait_header,
	};

	api_add_url(&url, step, &place);
	request.url = str_text(&url);
	f->result.host = place.host;
	f->transfer = http_send(f->http, &request, answered, f);
	explicit_bzero(header, strlen(header));
	free(header);
	str_free(&url);
}

struct fetch *fetch_new(struct http *http, const struct fetch_request *request,
			void (*done)(void *ctx, const struct fetch_result *r),
			void *ctx)
{
	struct fetch *f = xcalloc(1, sizeof(*f));
	const char *text = secret_text(request->key);

	f->http = http;
	f->api = request->api;
	f->domain = xstrdup(request->domain);
	f->verify = request->verify;
	f->key = secret_new();
	secret_add(f->key, text, strlen(text));
	f->credentials = make_credentials(f->api, f->key);
	f->done = done;
	f->ctx = ctx;
	send_step(f);
	return f;
}
