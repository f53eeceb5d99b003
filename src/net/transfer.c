/* SPDX-License-Identifier: MIT */
#include "net/transfer.h"

#include <netinet/in.h>
#include <openssl/x509_vfy.h>
#include <stdlib.h>
#include <string.h>

#include "net/loop_curl.h"

struct transfer {
	struct loop *loop;
	struct dns *dns;
	struct transfer_options options; /* its texts are our own */
	struct timer *limit;
	struct timer *beginning;
	struct resolve *resolve;
	struct address *given;    /* options.addresses, our own */
	struct curl_slist *known; /* the host's addresses, for libcurl */
	CURL *easy;
	struct str body;
	size_t header_bytes;
	bool too_big;
	bool refused; /* an address that may not be reached */
};

static const struct {
	CURLcode code;
	enum net_problem problem;
} problems[] = {
	{ CURLE_OK, NET_OK },
	{ CURLE_URL_MALFORMAT, NET_BAD_URL },
	{ CURLE_COULDNT_RESOLVE_HOST, NET_NO_NAME },
	{ CURLE_COULDNT_CONNECT, NET_NO_CONNECTION },
	{ CURLE_OPERATION_TIMEDOUT, NET_TIMEOUT },
	{ CURLE_SSL_CONNECT_ERROR, NET_NO_TLS },
	{ CURLE_SSL_CIPHER, NET_NO_TLS },
	{ CURLE_USE_SSL_FAILED, NET_NO_TLS },
	{ CURLE_SSL_CACERT_BADFILE, NET_NO_TRUST },
	{ CURLE_PEER_FAILED_VERIFICATION, NET_CERTIFICATE },
	{ CURLE_SSL_ISSUER_ERROR, NET_CERTIFICATE },
	{ CURLE_UNSUPPORTED_PROTOCOL, NET_NONSENSE }, /* HTTP/0.9 */
	{ CURLE_WEIRD_SERVER_REPLY, NET_NONSENSE },
	{ CURLE_BAD_CONTENT_ENCODING, NET_NONSENSE },
	/* Memory never runs out (wiping.h): a limit of libcurl's own. */
	{ CURLE_OUT_OF_MEMORY, NET_TOO_BIG },
#if LIBCURL_VERSION_NUM >= 0x080600
	{ CURLE_TOO_LARGE, NET_TOO_BIG },
#endif
	{ CURLE_FILESIZE_EXCEEDED, NET_TOO_BIG },
};

/* Why a certificate was refused; OpenSSL tells, other libraries do not. */
static enum net_problem certificate_problem(CURL *easy)
{
	long reason = X509_V_OK;

	(void)curl_easy_getinfo(easy, CURLINFO_SSL_VERIFYRESULT, &reason);
	switch (reason) {
	case X509_V_OK:
	case X509_V_ERR_UNSPECIFIED: /* it was libcurl who looked at the name */
	case X509_V_ERR_HOSTNAME_MISMATCH:
	case X509_V_ERR_IP_ADDRESS_MISMATCH:
		return NET_CERTIFICATE_NAME;
	case X509_V_ERR_CERT_NOT_YET_VALID:
	case X509_V_ERR_CERT_HAS_EXPIRED:
		return NET_CERTIFICATE_DATE;
	default:
		return NET_CERTIFICATE;
	}
}

static enum net_problem problem_of(const struct transfer *t, CURLcode result)
{
	enum net_problem problem = NET_BROKEN;

	if (t->refused)
		return NET_PRIVATE;
	if (t->too_big)
		return NET_TOO_BIG;
	for (size_t i = 0; i < COUNT_OF(problems); i++) {
		if (problems[i].code == result)
			problem = problems[i].problem;
	}
	return problem == NET_CERTIFICATE ? certificate_problem(t->easy)
					  : problem;
}

static void end(struct transfer *t, enum net_problem problem)
{
	loop_timer_cancel(t->loop, t->limit);
	t->limit = NULL;
	t->options.done(t->options.ctx, problem, t->easy);
}

static void time_is_up(void *ctx)
{
	struct transfer *t = ctx;

	t->limit = NULL;
	resolve_cancel(t->resolve);
	t->resolve = NULL;
	end(t, NET_TIMEOUT);
}

static void curl_done(void *ctx, CURLcode result)
{
	struct transfer *t = ctx;

	end(t, problem_of(t, result));
}

static size_t write_body(char *bytes, size_t one, size_t count, void *ctx)
{
	struct transfer *t = ctx;

	(void)one;
	if (count == 0)
		return 0;
	str_add_bytes(&t->body, bytes, count);
	t->too_big |= t->body.overflow;
	return t->too_big ? 0 : count;
}

static size_t write_header(char *bytes, size_t one, size_t count, void *ctx)
{
	struct transfer *t = ctx;

	(void)bytes;
	(void)one;
	t->header_bytes += count;
	t->too_big |= t->header_bytes > t->options.max_headers;
	return t->too_big ? 0 : count;
}

/* The last gate: whatever the URL made of itself, no connection goes where none
 * may go. */
static curl_socket_t open_socket(void *ctx, curlsocktype purpose,
				 struct curl_sockaddr *to)
{
	struct transfer *t = ctx;
	struct address a = { .family = to->family };

	if (purpose == CURLSOCKTYPE_IPCXN && to->family == AF_INET)
		memcpy(a.bytes,
		       &((const struct sockaddr_in *)(void *)&to->addr)
				->sin_addr,
		       sizeof(struct in_addr));
	else if (purpose == CURLSOCKTYPE_IPCXN && to->family == AF_INET6)
		memcpy(a.bytes,
		       &((const struct sockaddr_in6 *)(void *)&to->addr)
				->sin6_addr,
		       sizeof(struct in6_addr));
	else
		return CURL_SOCKET_BAD;
	if (t->options.public_only && !address_is_public(&a)) {
		t->refused = true;
		return CURL_SOCKET_BAD;
	}
	return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

/* Returns false when one could not be set: then nothing may be sent. */
static bool set_limits(struct transfer *t)
{
	CURL *easy = t->easy;
	const char *file = getenv("SSL_CERT_FILE");
	const char *dir = getenv("SSL_CERT_DIR");
	int64_t left_ms = t->options.deadline_ms - clock_ms();
	int bad = 0;

#define SET(option, value)                                                     \
	bad |= curl_easy_setopt(easy, CURLOPT_##option, value) != CURLE_OK
	SET(PROTOCOLS_STR, t->options.protocols);
	SET(FOLLOWLOCATION, 0L);
	SET(DISALLOW_USERNAME_IN_URL, 1L);
	SET(PROXY, "");
	SET(NETRC, (long)CURL_NETRC_IGNORED);
	SET(NOSIGNAL, 1L);
	SET(FRESH_CONNECT, (long)!t->options.keeps_connection);
	SET(FORBID_REUSE, (long)!t->options.keeps_connection);
	SET(SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	SET(SSL_VERIFYPEER, 1L);
	SET(SSL_VERIFYHOST, 2L);
	if (file && *file)
		SET(CAINFO, file);
	if (dir && *dir)
		SET(CAPATH, dir);
	SET(CONNECTTIMEOUT_MS, (long)(left_ms > 0 ? left_ms : 1));
	SET(WRITEFUNCTION, write_body);
	SET(WRITEDATA, t);
	SET(HEADERFUNCTION, write_header);
	SET(HEADERDATA, t);
	SET(OPENSOCKETFUNCTION, open_socket);
	SET(OPENSOCKETDATA, t);
	SET(URL, t->options.url);
	if (t->known)
		SET(RESOLVE, t->known);
#undef SET
	return !bad;
}

static void run(struct transfer *t)
{
	t->options.set_up(t->options.ctx, t->easy);
	if (!loop_curl_start(t->loop, t->easy, curl_done, t))
		end(t, NET_BROKEN);
}

static void start(struct transfer *t)
{
	t->easy = loop_curl_new(t->loop);
	if (!t->easy || !set_limits(t))
		end(t, NET_BROKEN);
	else
		run(t);
}

void transfer_again(struct transfer *t)
{
	t->limit = loop_timer(t->loop, t->options.deadline_ms - clock_ms(),
			      time_is_up, t);
	run(t);
}

/* Leaves those that may and can be reached; why not, when none is left. */
static enum net_problem choose(const struct transfer *t,
			       struct address *addresses, size_t *count)
{
	enum net_problem problem = NET_PRIVATE;
	size_t left = 0;

	for (size_t i = 0; i < *count; i++) {
		if (t->options.public_only && !address_is_public(&addresses[i]))
			continue;
		problem = NET_NO_ROUTE;
		if (address_has_route(&addresses[i]))
			addresses[left++] = addresses[i];
	}
	*count = left;
	return left > 0 ? NET_OK : problem;
}

/* Tells libcurl the addresses, so that it looks nothing up itself. */
static void make_known(struct transfer *t, const struct address *addresses,
		       size_t count)
{
	struct str line = STR_INIT(STR_MAX_TEXT);
	char text[ADDRESS_TEXT];

	str_addf(&line, "+%s:%u:", t->options.host, (unsigned)t->options.port);
	for (size_t i = 0; i < count; i++)
		str_addf(&line,
			 addresses[i].family == AF_INET6 ? "%s[%s]" : "%s%s",
			 i > 0 ? "," : "", address_print(&addresses[i], text));
	t->known = curl_slist_append(NULL, str_text(&line));
	str_free(&line);
}

static void go(struct transfer *t, const struct address *addresses,
	       size_t count, bool is_literal)
{
	struct address left[RESOLVE_MAX];
	enum net_problem problem;

	memcpy(left, addresses, count * sizeof(*left));
	problem = choose(t, left, &count);
	if (problem != NET_OK) {
		end(t, problem);
		return;
	}
	if (!is_literal)
		make_known(t, left, count);
	start(t);
}

static void resolved(void *ctx, enum net_problem problem,
		     const struct address *addresses, size_t count)
{
	struct transfer *t = ctx;

	t->resolve = NULL;
	if (problem != NET_OK)
		end(t, problem);
	else
		go(t, addresses, count, false);
}

static void begin(void *ctx)
{
	struct transfer *t = ctx;
	struct address literal;

	t->beginning = NULL;
	if (t->given) {
		go(t, t->given, t->options.address_count,
		   address_parse(t->options.host, &literal));
		return;
	}
	if (address_parse(t->options.host, &literal)) {
		literal.port = t->options.port;
		go(t, &literal, 1, true);
		return;
	}
	t->resolve = resolve_start(t->loop, t->dns, t->options.host,
				   t->options.port, resolved, t);
}

struct transfer *transfer_new(struct loop *loop, struct dns *dns,
			      const struct transfer_options *options)
{
	struct transfer *t = xcalloc(1, sizeof(*t));

	t->loop = loop;
	t->dns = dns;
	t->options = *options;
	t->options.url = xstrdup(options->url);
	t->options.host = xstrdup(options->host);
	if (options->address_count) {
		t->given = xcalloc(options->address_count, sizeof(*t->given));
		memcpy(t->given, options->addresses,
		       options->address_count * sizeof(*t->given));
	}
	t->body = STR_INIT(options->max_body);
	t->beginning = loop_timer(loop, 0, begin, t);
	t->limit = loop_timer(loop, options->deadline_ms - clock_ms(),
			      time_is_up, t);
	return t;
}

void transfer_free(struct transfer *t)
{
	if (!t)
		return;
	loop_timer_cancel(t->loop, t->limit);
	loop_timer_cancel(t->loop, t->beginning);
	resolve_cancel(t->resolve);
	loop_curl_free(t->loop, t->easy);
	curl_slist_free_all(t->known);
	str_free(&t->body);
	free(t->given);
	free((char *)t->options.url);
	free((char *)t->options.host);
	free(t);
}

const struct str *transfer_body(const struct transfer *t)
{
	return &t->body;
}
