/* Looks at the certificate that a server shows during a transfer, whether it is
 * accepted or not. It changes nothing about what is accepted.
 *
 * Where libcurl has another TLS library than OpenSSL, nothing is seen.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_CERTIFICATE_H
#define ZEGEL_NET_CERTIFICATE_H

#include <curl/curl.h>

#include "base/certificate.h"

/* Fills *seen (which must live as long as the handle; freed by the caller) when
 * the handle meets a certificate. */
void certificate_watch(CURL *easy, struct certificate *seen);

#endif
