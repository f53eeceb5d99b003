/* The loop's side of libcurl, for the files of net that make transfers.
 *
 * libcurl is set up when the first handle is made (2 ms, 2 MB) and taken down
 * by loop_free(). What it frees is wiped first: it may be a key.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_LOOP_CURL_H
#define ZEGEL_NET_LOOP_CURL_H

#include <curl/curl.h>

#include "net/loop.h"

/* A new handle; NULL when libcurl refuses. Give it back to
 * loop_curl_free(). */
CURL *loop_curl_new(struct loop *loop);

/* Lets the transfer run; done is called once, from the loop, unless the handle
 * is freed before. False when libcurl refuses. */
bool loop_curl_start(struct loop *loop, CURL *easy,
		     void (*done)(void *ctx, CURLcode result),
		     void *ctx) MUST_CHECK;

/* Stops the transfer when it still runs. NULL is allowed. */
void loop_curl_free(struct loop *loop, CURL *easy);

#endif
