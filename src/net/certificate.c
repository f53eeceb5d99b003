/* SPDX-License-Identifier: MIT */
#include "net/certificate.h"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"

static void add_name(struct certificate *c, const ASN1_STRING *name)
{
	if (c->name_count == CERTIFICATE_NAMES_MAX) {
		c->more_names++;
		return;
	}
	c->names[c->name_count++] = clean_dup(ASN1_STRING_get0_data(name),
					      (size_t)ASN1_STRING_length(name),
					      CLEAN_LINE, CERTIFICATE_TEXT_MAX);
}

/* The names that count (RFC 9525): those of subjectAltName. */
static void read_names(struct certificate *c, const X509 *x)
{
	GENERAL_NAMES *names = X509_get_ext_d2i(x, NID_subject_alt_name, NULL,
						NULL);

	for (int i = 0; i < sk_GENERAL_NAME_num(names); i++) {
		const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, i);

		if (name->type == GEN_DNS)
			add_name(c, name->d.dNSName);
	}
	GENERAL_NAMES_free(names);
}

/* The name of the company, else that of the key. */
static char *read_issuer(const X509 *x)
{
	static const int parts[] = { NID_organizationName, NID_commonName };
	const X509_NAME *issuer = X509_get_issuer_name(x);
	int at = -1;

	for (size_t i = 0; i < COUNT_OF(parts) && at < 0; i++)
		at = X509_NAME_get_index_by_NID(issuer, parts[i], -1);
	if (at >= 0) {
		const ASN1_STRING *text = X509_NAME_ENTRY_get_data(
			X509_NAME_get_entry(issuer, at));

		return clean_dup(ASN1_STRING_get0_data(text),
				 (size_t)ASN1_STRING_length(text), CLEAN_LINE,
				 CERTIFICATE_TEXT_MAX);
	}
	return NULL;
}

static time_t read_time(const ASN1_TIME *t)
{
	struct tm tm;

	return ASN1_TIME_to_tm(t, &tm) ? timegm(&tm) : 0;
}

/* Instead of OpenSSL's own call of the same function. */
static int look_and_verify(X509_STORE_CTX *store, void *arg)
{
	struct certificate *c = arg;
	const X509 *x = X509_STORE_CTX_get0_cert(store);

	certificate_free(c);
	if (x) {
		c->is_there = true;
		read_names(c, x);
		c->issuer = read_issuer(x);
		c->from = read_time(X509_get0_notBefore(x));
		c->until = read_time(X509_get0_notAfter(x));
	}
	return X509_verify_cert(store);
}

static CURLcode begin(CURL *easy, void *ssl_ctx, void *arg)
{
	(void)easy;
	SSL_CTX_set_cert_verify_callback(ssl_ctx, look_and_verify, arg);
	return CURLE_OK;
}

void certificate_watch(CURL *easy, struct certificate *seen)
{
	const curl_version_info_data *info = curl_version_info(CURLVERSION_NOW);

	if (!info->ssl_version || !strstr(info->ssl_version, "OpenSSL"))
		return;
	(void)curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, begin);
	(void)curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, seen);
	/* A session that is taken up again shows no certificate. */
	(void)curl_easy_setopt(easy, CURLOPT_SSL_SESSIONID_CACHE, 0L);
}
