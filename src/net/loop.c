/* SPDX-License-Identifier: MIT */
#include "net/loop.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "net/loop_curl.h"
#include "net/timers.h"
#include "net/wiping.h"

struct watch {
	int fd;
	int events;
	uint64_t number; /* tells a new watch of the same fd from the old one */
	void (*ready)(void *ctx, int fd, int events);
	void *ctx;
};

struct signal_watch {
	int signal_number;
	struct sigaction before; /* what was set, to be put back */
	void (*arrived)(void *ctx, int signal_number);
	void *ctx;
};

struct transfer_watch {
	CURL *easy;
	void (*done)(void *ctx, CURLcode result);
	void *ctx;
};

struct loop {
	CURLM *multi; /* NULL until the first transfer */
	struct transfer_watch *transfers;
	size_t transfer_count;
	size_t transfer_cap;
	struct timers timers;
	struct watch *watches;
	size_t watch_count;
	size_t watch_cap;
	uint64_t last_number;
	struct signal_watch *signals;
	size_t signal_count;
	size_t signal_cap;
	int signal_pipe[2];
	void (*before_wait)(void *ctx);
	void *before_wait_ctx;
	bool stopped;
};

/* A handler gets no context, so these are the process's: which signals came,
 * and the descriptor that wakes the loop which wants to know. */
static volatile sig_atomic_t signal_came[NSIG];
static volatile sig_atomic_t signal_wake_fd = -1;

struct loop *loop_new(void)
{
	struct loop *loop = xcalloc(1, sizeof(*loop));

	if (pipe2(loop->signal_pipe, O_CLOEXEC | O_NONBLOCK) != 0) {
		free(loop);
		return NULL;
	}
	return loop;
}

static void signals_restore(struct loop *loop)
{
	for (size_t i = 0; i < loop->signal_count; i++)
		(void)sigaction(loop->signals[i].signal_number,
				&loop->signals[i].before, NULL);
	if (signal_wake_fd == loop->signal_pipe[1])
		signal_wake_fd = -1;
	close(loop->signal_pipe[0]);
	close(loop->signal_pipe[1]);
	free(loop->signals);
}

void loop_free(struct loop *loop)
{
	if (!loop)
		return;
	signals_restore(loop);
	timers_free(&loop->timers);
	free(loop->watches);
	free(loop->transfers);
	if (loop->multi) {
		curl_multi_cleanup(loop->multi);
		curl_global_cleanup();
	}
	free(loop);
}

static struct watch *watch_find(struct loop *loop, int fd)
{
	for (size_t i = 0; i < loop->watch_count; i++) {
		if (loop->watches[i].fd == fd)
			return &loop->watches[i];
	}
	return NULL;
}

static void watch_remove(struct loop *loop, struct watch *watch)
{
	*watch = loop->watches[--loop->watch_count];
}

void loop_watch(struct loop *loop, int fd, int events,
		void (*ready)(void *ctx, int fd, int events), void *ctx)
{
	struct watch *watch = watch_find(loop, fd);

	if (events == 0) {
		if (watch)
			watch_remove(loop, watch);
		return;
	}
	if (!watch) {
		loop->watches = grow(loop->watches, loop->watch_count,
				     &loop->watch_cap, sizeof(*watch));
		watch = &loop->watches[loop->watch_count++];
	}
	*watch = (struct watch){ .fd = fd,
				 .events = events,
				 .number = ++loop->last_number,
				 .ready = ready,
				 .ctx = ctx };
}

struct timer *loop_timer(struct loop *loop, int64_t delay_ms,
			 void (*fire)(void *ctx), void *ctx)
{
	struct timer *timer = timers_add(
		&loop->timers, clock_ms() + (delay_ms > 0 ? delay_ms : 0));

	timer->fire = fire;
	timer->ctx = ctx;
	return timer;
}

void loop_timer_cancel(struct loop *loop, struct timer *timer)
{
	if (!timer)
		return;
	timers_take(&loop->timers, timer);
	free(timer);
}

static void on_signal(int signal_number)
{
	int saved = errno;

	signal_came[signal_number] = 1;
	/* A full pipe wakes the loop as well as one byte more. */
	if (signal_wake_fd >= 0 && write(signal_wake_fd, "", 1) < 0)
		errno = saved;
	errno = saved;
}

static void tell_signals(void *ctx, int fd, int events)
{
	struct loop *loop = ctx;
	char bytes[64];

	(void)events;
	while (read(fd, bytes, sizeof(bytes)) > 0) {
	}
	for (size_t i = 0; i < loop->signal_count; i++) {
		struct signal_watch watch = loop->signals[i];

		if (!signal_came[watch.signal_number])
			continue;
		signal_came[watch.signal_number] = 0;
		watch.arrived(watch.ctx, watch.signal_number);
	}
}

void loop_signal(struct loop *loop, int signal_number,
		 void (*arrived)(void *ctx, int signal_number), void *ctx)
{
	struct sigaction action = { .sa_handler = on_signal,
				    .sa_flags = SA_RESTART };
	struct signal_watch *watch;

	signal_wake_fd = loop->signal_pipe[1];
	loop_watch(loop, loop->signal_pipe[0], LOOP_READ, tell_signals, loop);
	loop->signals = grow(loop->signals, loop->signal_count,
			     &loop->signal_cap, sizeof(*watch));
	watch = &loop->signals[loop->signal_count++];
	*watch = (struct signal_watch){ .signal_number = signal_number,
					.arrived = arrived,
					.ctx = ctx };
	signal_came[signal_number] = 0;
	sigfillset(&action.sa_mask);
	(void)sigaction(signal_number, &action, &watch->before);
}

void loop_before_wait(struct loop *loop, void (*before)(void *ctx), void *ctx)
{
	loop->before_wait = before;
	loop->before_wait_ctx = ctx;
}

CURL *loop_curl_new(struct loop *loop)
{
	if (!loop->multi) {
		if (curl_global_init_mem(CURL_GLOBAL_DEFAULT, wiping_malloc,
					 wiping_free, wiping_realloc,
					 wiping_strdup, wiping_calloc))
			return NULL;
		loop->multi = curl_multi_init();
	}
	if (!loop->multi) {
		curl_global_cleanup();
		return NULL;
	}
	return curl_easy_init();
}

bool loop_curl_start(struct loop *loop, CURL *easy,
		     void (*done)(void *ctx, CURLcode result), void *ctx)
{
	if (curl_multi_add_handle(loop->multi, easy) != CURLM_OK)
		return false;
	loop->transfers = grow(loop->transfers, loop->transfer_count,
			       &loop->transfer_cap, sizeof(*loop->transfers));
	loop->transfers[loop->transfer_count++] = (struct transfer_watch){
		.easy = easy, .done = done, .ctx = ctx
	};
	return true;
}

/* Takes the transfer out of the loop; false when it was not in it. */
static bool take_transfer(struct loop *loop, CURL *easy,
			  struct transfer_watch *out)
{
	for (size_t i = 0; i < loop->transfer_count; i++) {
		if (loop->transfers[i].easy != easy)
			continue;
		*out = loop->transfers[i];
		loop->transfers[i] = loop->transfers[--loop->transfer_count];
		(void)curl_multi_remove_handle(loop->multi, easy);
		return true;
	}
	return false;
}

void loop_curl_free(struct loop *loop, CURL *easy)
{
	struct transfer_watch watch;

	if (!easy)
		return;
	(void)take_transfer(loop, easy, &watch);
	curl_easy_cleanup(easy);
}

/* Moves the transfers on and tells of those that came to an end. */
static void perform(struct loop *loop)
{
	struct transfer_watch watch;
	CURLMsg *message;
	int count;

	if (loop->transfer_count == 0)
		return;
	(void)curl_multi_perform(loop->multi, &count);
	while ((message = curl_multi_info_read(loop->multi, &count)) != NULL) {
		CURLcode result = message->data.result;

		if (message->msg == CURLMSG_DONE &&
		    take_transfer(loop, message->easy_handle, &watch))
			watch.done(watch.ctx, result);
	}
}

static int wait_ms(const struct loop *loop, int max_ms)
{
	const struct timer *first = timers_first(&loop->timers);
	int64_t ms = max_ms < 0 ? INT_MAX : max_ms;

	if (first && first->due_ms - clock_ms() < ms)
		ms = first->due_ms - clock_ms();
	return ms > 0 ? (int)ms : 0;
}

/* What poll() says of each descriptor, for which it waits at most ms. */
static void look(const struct watch *watches, struct pollfd *polled,
		 size_t count, int ms)
{
	for (size_t i = 0; i < count; i++) {
		int events = watches[i].events;

		polled[i].fd = watches[i].fd;
		polled[i].events = (short)((events & LOOP_READ ? POLLIN : 0) |
					   (events & LOOP_WRITE ? POLLOUT : 0));
		polled[i].revents = 0;
	}
	if (poll(polled, count, ms) >= 0)
		return;
	/* A signal. What has come meanwhile must not wait behind the timers:
	 * after a stop these are all due, and an answer would count as lost. */
	if (errno == EINTR && poll(polled, count, 0) >= 0)
		return;
	for (size_t i = 0; i < count; i++)
		polled[i].revents = 0;
}

static int events_of(short revents)
{
	int events = 0;

	if (revents & POLLIN)
		events |= LOOP_READ;
	if (revents & POLLOUT)
		events |= LOOP_WRITE;
	if (revents & (POLLHUP | POLLERR | POLLNVAL))
		events |= LOOP_HANGUP;
	return events;
}

/* Waits at most ms, and calls back. Callbacks add and remove watches, so this
 * goes through a copy and asks each time whether the watch still stands. */
static void dispatch(struct loop *loop, int ms)
{
	size_t count = loop->watch_count;
	struct watch *watches = xcalloc(count, sizeof(*watches));
	struct pollfd *polled = xcalloc(count, sizeof(*polled));

	if (count > 0)
		memcpy(watches, loop->watches, count * sizeof(*watches));
	look(watches, polled, count, ms);
	for (size_t i = 0; i < count; i++) {
		const struct watch *watch = &watches[i];
		struct watch *now = watch_find(loop, watch->fd);
		short revents = polled[i].revents;

		if (!revents || !now || now->number != watch->number)
			continue;
		/* Nothing more will ever come here, and it would be told again
		 * and again without end. */
		if (revents & POLLNVAL ||
		    (revents & POLLHUP && !(revents & (POLLIN | POLLERR))))
			watch_remove(loop, now);
		watch->ready(watch->ctx, watch->fd, events_of(revents));
	}
	free(watches);
	free(polled);
}

/* Fires what is due; timers that are set meanwhile wait for the next turn. */
static void fire_timers(struct loop *loop)
{
	uint64_t last_number = loop->timers.last_number;
	int64_t now = clock_ms();
	struct timer *timer;

	while ((timer = timers_first(&loop->timers)) != NULL &&
	       timer->due_ms <= now && timer->number <= last_number) {
		struct timer due = *timer;

		timers_take(&loop->timers, timer);
		free(timer);
		due.fire(due.ctx);
	}
}

/* libcurl knows what its transfers wait for. Of our descriptors it tells that
 * something is wrong by a number only, if at all: they are looked at again. */
static void wait_with_transfers(struct loop *loop, int ms)
{
	struct curl_waitfd *extra = xcalloc(loop->watch_count, sizeof(*extra));

	for (size_t i = 0; i < loop->watch_count; i++) {
		int events = loop->watches[i].events;

		extra[i].fd = loop->watches[i].fd;
		extra[i].events =
			(short)((events & LOOP_READ ? CURL_WAIT_POLLIN : 0) |
				(events & LOOP_WRITE ? CURL_WAIT_POLLOUT : 0));
	}
	(void)curl_multi_poll(loop->multi, extra,
			      (unsigned int)loop->watch_count, ms, NULL);
	free(extra);
}

void loop_turn(struct loop *loop, int max_ms)
{
	int ms;

	if (loop->before_wait)
		loop->before_wait(loop->before_wait_ctx);
	/* Whoever stopped it there wants nothing that is still to come. */
	ms = loop->stopped ? 0 : wait_ms(loop, max_ms);
	if (loop->transfer_count > 0) {
		wait_with_transfers(loop, ms);
		ms = 0;
	}
	dispatch(loop, ms);
	fire_timers(loop);
	perform(loop);
}

void loop_run(struct loop *loop)
{
	while (!loop->stopped)
		loop_turn(loop, -1);
	loop->stopped = false;
}

void loop_stop(struct loop *loop)
{
	loop->stopped = true;
}
