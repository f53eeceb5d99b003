/* A message on its way to a mail server: envelope and text, as libcurl takes
 * them. Private to net/mail_probe.c and net/mail_send.c.
 *
 * Everything is copied; the text is wiped when it is given back. An upload
 * without a message, all zero, may be freed, too.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_MAIL_UPLOAD_H
#define ZEGEL_NET_MAIL_UPLOAD_H

#include <curl/curl.h>

struct mail_upload {
	char *from;
	struct curl_slist *recipients;
	char *message;
	size_t len, sent;
};

void mail_upload_set(struct mail_upload *upload, const char *from,
		     const char *to, const char *message, size_t len);
void mail_upload_free(struct mail_upload *upload);

/* The transfer is to send it, once; the upload has to outlive it. */
void mail_upload_give(struct mail_upload *upload, CURL *easy);

#endif
