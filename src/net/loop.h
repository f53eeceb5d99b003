/* The one wait of the program: descriptors, timers, signals and libcurl's
 * transfers (net/loop_curl.h). It is poll(), and curl_multi_poll() as long as a
 * transfer runs.
 *
 * One thread. Callbacks run from loop_run() only, never from inside another
 * function of this header, and may add and remove anything. Timers and
 * watches are owned by the loop; the pointers handed out stay valid until they
 * are removed, or, for a timer, until its callback has been entered.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_LOOP_H
#define ZEGEL_NET_LOOP_H

#include "base/util.h"

struct loop;
struct timer;

enum { LOOP_READ = 1, LOOP_WRITE = 2, LOOP_HANGUP = 4 };

struct loop *loop_new(void); /* NULL when the system refuses; errno tells */
void loop_free(struct loop *loop);

/* Calls back when fd can be read or written (events: LOOP_READ | LOOP_WRITE; or
 * LOOP_HANGUP for that alone). A second call for the same fd replaces the
 * first; events 0 removes it. A hang-up is told as LOOP_HANGUP. After it read
 * until the end and remove the watch; where nothing can ever come any more
 * (without LOOP_READ, or fd is closed) the loop has removed it before it
 * tells. */
void loop_watch(struct loop *loop, int fd, int events,
		void (*ready)(void *ctx, int fd, int events), void *ctx);

/* Calls back once after delay_ms. */
struct timer *loop_timer(struct loop *loop, int64_t delay_ms,
			 void (*fire)(void *ctx), void *ctx);

/* Takes a timer back before it fires; NULL is allowed. */
void loop_timer_cancel(struct loop *loop, struct timer *timer);

/* Calls back (in the loop, not in the handler) when the signal arrives, until
 * loop_free() puts back what was set before. One loop of the process only. */
void loop_signal(struct loop *loop, int signal_number,
		 void (*arrived)(void *ctx, int signal_number), void *ctx);

/* Runs before each wait: this is where the screen is drawn. loop_stop() in it
 * takes the wait away. */
void loop_before_wait(struct loop *loop, void (*before)(void *ctx), void *ctx);

/* Waits and calls back until loop_stop(). */
void loop_run(struct loop *loop);

/* One turn: waits at most max_ms (-1: until something happens). */
void loop_turn(struct loop *loop, int max_ms);

void loop_stop(struct loop *loop);

#endif
