/* SPDX-License-Identifier: MIT */
#include "term/clipboard.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/save.h"

#define ESC "\033"
#define ST  "\033\\"

/* screen has room for 768 bytes in a string, of which older ones use 256. */
enum { SCREEN_PIECE = 200 };

static bool is_set(const char *value)
{
	return value && *value;
}

enum clipboard_way clipboard_way(const char *type, const char *tmux,
				 const char *sty)
{
	/* These show what they do not know. */
	static const char *const silly[] = { "linux", "vt",   "cons",
					     "ansi",  "dumb", "sun" };

	/* Whichever of the two was started last names the terminal. */
	if (is_set(tmux) &&
	    !(is_set(sty) && is_set(type) && strncmp(type, "screen.", 7) == 0))
		return CLIPBOARD_TMUX;
	if (is_set(sty))
		return CLIPBOARD_SCREEN;
	if (!is_set(type))
		return CLIPBOARD_NONE;
	for (size_t i = 0; i < COUNT_OF(silly); i++) {
		if (strncmp(type, silly[i], strlen(silly[i])) == 0)
			return CLIPBOARD_NONE;
	}
	return CLIPBOARD_PLAIN;
}

void clipboard_add_base64(struct str *out, const char *text, size_t len)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz"
				     "0123456789+/";
	const unsigned char *at = (const unsigned char *)text;

	for (size_t i = 0; i < len; i += 3) {
		size_t have = len - i;
		uint32_t bits = (uint32_t)at[i] << 16 |
				(have > 1 ? (uint32_t)at[i + 1] << 8 : 0) |
				(have > 2 ? (uint32_t)at[i + 2] : 0);

		str_add_char(out, digits[bits >> 18 & 63]);
		str_add_char(out, digits[bits >> 12 & 63]);
		str_add_char(out, have > 1 ? digits[bits >> 6 & 63] : '=');
		str_add_char(out, have > 2 ? digits[bits & 63] : '=');
	}
}

/* Each piece in a DCS of its own; screen takes them out and sends what is in
 * them on, one behind the other. */
static void add_wrapped(struct str *out, const char *sequence)
{
	size_t len = strlen(sequence);

	for (size_t at = 0; at < len; at += SCREEN_PIECE) {
		size_t left = len - at;

		str_add(out, ESC "P");
		str_add_bytes(out, sequence + at,
			      left < SCREEN_PIECE ? left : SCREEN_PIECE);
		str_add(out, ST);
	}
}

/* Ms takes two texts: which clipboard, and what. */
static void add_capability(struct str *out, const char *ms, const char *base64)
{
	static const char which[] = "%p1%s", what[] = "%p2%s";

	while (*ms) {
		if (strncmp(ms, which, strlen(which)) == 0) {
			str_add_char(out, 'c');
			ms += strlen(which);
		} else if (strncmp(ms, what, strlen(what)) == 0) {
			str_add(out, base64);
			ms += strlen(what);
		} else {
			str_add_char(out, *ms++);
		}
	}
}

/* One that says where the text goes, and asks for nothing else. */
static bool is_usable(const char *ms)
{
	return is_set(ms) && strstr(ms, "%p2%s") && !strstr(ms, "%?");
}

void clipboard_add_sequence(struct str *out, enum clipboard_way way,
			    const char *ms, const char *text)
{
	static const char xterm[] = ESC "]52;%p1%s;%p2%s\a";
	struct str base64 = STR_INIT(2 * CLIPBOARD_MAX);
	struct str sequence = STR_INIT(2 * CLIPBOARD_MAX);

	if (way != CLIPBOARD_SCREEN && way != CLIPBOARD_PLAIN)
		return;
	clipboard_add_base64(&base64, text, strlen(text));
	if (way == CLIPBOARD_PLAIN && is_usable(ms))
		add_capability(&sequence, ms, str_text(&base64));
	else
		add_capability(&sequence, xterm, str_text(&base64));
	if (way == CLIPBOARD_SCREEN)
		add_wrapped(out, str_text(&sequence));
	else
		str_add(out, str_text(&sequence));
	str_free(&base64);
	str_free(&sequence);
}

/* Starts tmux with text to come on its standard input; what it says is not for
 * our screen. Returns the end to write to, or -1. */
static int start_tmux(char *const *arguments, pid_t *pid)
{
	posix_spawn_file_actions_t actions;
	int ends[2];
	int failed;

	if (pipe2(ends, O_CLOEXEC))
		return -1;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null",
					 O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null",
					 O_WRONLY, 0);
	failed = posix_spawnp(pid, "tmux", &actions, NULL, arguments, environ);
	posix_spawn_file_actions_destroy(&actions);
	close(ends[0]);
	if (!failed)
		return ends[1];
	close(ends[1]);
	return -1;
}

static bool run_tmux(char *const *arguments, const char *text)
{
	pid_t pid;
	int status = -1;
	int fd = start_tmux(arguments, &pid);
	bool written;

	if (fd < 0)
		return false;
	written = write_whole(fd, text); /* SIGPIPE is ignored (main.c) */
	close(fd);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return written && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

enum err clipboard_to_tmux(const char *text)
{
	char program[] = "tmux", command[] = "load-buffer", on[] = "-w",
	     input[] = "-";
	/* -w hands it on to the terminal outside; before 3.2 there was none. */
	char *const with[] = { program, command, on, input, NULL };
	char *const without[] = { program, command, input, NULL };

	return run_tmux(with, text) || run_tmux(without, text)
		       ? OK
		       : ERR_UNSUPPORTED;
}
