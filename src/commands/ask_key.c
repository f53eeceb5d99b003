/* SPDX-License-Identifier: MIT */
#include "commands/ask_key.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP };

static volatile sig_atomic_t arrived;

static void note_signal(int number)
{
	arrived = number;
}

static void say(int tty, const char *text)
{
	/* A terminal that takes nothing gives nothing either. */
	while (*text) {
		ssize_t written = write(tty, text, strlen(text));

		if (written <= 0)
			return;
		text += written;
	}
}

/* False when the line did not come to its end. */
static bool read_line(int tty, struct secret *key)
{
	bool ended = false;
	char c = 0;

	while (!ended && !arrived) {
		ssize_t got = read(tty, &c, 1);

		if (got == 0 || (got < 0 && errno != EINTR))
			break;
		if (got < 0)
			continue;
		ended = c == '\n';
		secret_add(key, &c, 1);
	}
	explicit_bzero(&c, sizeof(c));
	return ended;
}

static bool read_unseen(int tty, const char *prompt, struct secret *key)
{
	struct termios before, unseen;
	bool ended;

	if (tcgetattr(tty, &before))
		return false;
	unseen = before;
	unseen.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
	if (tcsetattr(tty, TCSAFLUSH, &unseen))
		return false;
	say(tty, prompt);
	ended = read_line(tty, key);
	(void)tcsetattr(tty, TCSAFLUSH, &before);
	say(tty, "\n");
	return ended;
}

static struct secret *ask(const char *prompt, struct secret *make(void))
{
	int tty = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	/* Without SA_RESTART: the reading ends. */
	const struct sigaction note = { .sa_handler = note_signal };
	struct sigaction before[COUNT_OF(signals)];
	struct secret *key;
	bool ended;

	if (tty < 0)
		return NULL;
	key = make();
	arrived = 0;
	for (size_t i = 0; i < COUNT_OF(signals); i++)
		sigaction(signals[i], &note, &before[i]);
	ended = read_unseen(tty, prompt, key);
	for (size_t i = 0; i < COUNT_OF(signals); i++)
		sigaction(signals[i], &before[i], NULL);
	close(tty);
	if (!ended)
		secret_clear(key);
	if (arrived)
		raise(arrived);
	return key;
}

struct secret *ask_key(const char *prompt)
{
	return ask(prompt, secret_new);
}

struct secret *ask_password(const char *prompt)
{
	return ask(prompt, secret_new_password);
}
