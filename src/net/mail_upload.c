/* SPDX-License-Identifier: MIT */
#include "net/mail_upload.h"

#include <stdlib.h>
#include <string.h>

#include "base/util.h"
#include "net/wiping.h"

void mail_upload_set(struct mail_upload *upload, const char *from,
		     const char *to, const char *message, size_t len)
{
	upload->from = xstrdup(from);
	upload->recipients = curl_slist_append(NULL, to);
	upload->message = wiping_malloc(len + 1);
	memcpy(upload->message, message, len);
	upload->len = len;
}

void mail_upload_free(struct mail_upload *upload)
{
	curl_slist_free_all(upload->recipients);
	wiping_free(upload->message);
	free(upload->from);
}

static size_t read_message(char *to, size_t one, size_t count, void *ctx)
{
	struct mail_upload *upload = ctx;
	size_t left = upload->len - upload->sent;
	size_t len = one * count < left ? one * count : left;

	memcpy(to, upload->message + upload->sent, len);
	upload->sent += len;
	return len;
}

void mail_upload_give(struct mail_upload *upload, CURL *easy)
{
	curl_easy_setopt(easy, CURLOPT_MAIL_FROM, upload->from);
	curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, upload->recipients);
	curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(easy, CURLOPT_READFUNCTION, read_message);
	curl_easy_setopt(easy, CURLOPT_READDATA, upload);
	curl_easy_setopt(easy, CURLOPT_INFILESIZE_LARGE,
			 (curl_off_t)upload->len);
}
