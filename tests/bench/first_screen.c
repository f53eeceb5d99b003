/* Starts a program in a terminal of its own (80x24) and measures it from the
 * outside: how long until a text stands on its screen, how much memory it took
 * at most, and, when it is left running, how much processor time.
 *
 *   first_screen [-w SECONDS] TEXT COMMAND [ARGUMENT...]
 *
 * prints `milliseconds kilobytes processor-milliseconds`. The program is ended
 * by SIGTERM, SECONDS after its screen was complete (0 by default).
 *
 * SPDX-License-Identifier: MIT */
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_MS = 10000, ENOUGH = 65536 };

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

enum news { NOTHING, WRITTEN, CLOSED };

/* Reads what the program writes next, until then at the latest. */
static enum news read_some(int terminal, char *screen, size_t *len,
			   double until)
{
	struct pollfd fd = { .fd = terminal, .events = POLLIN };
	double left = until - now_ms();
	ssize_t got;

	if (poll(&fd, 1, left > 0 ? (int)left + 1 : 0) <= 0)
		return NOTHING;
	/* Only what was written last matters once the screen is there. */
	if (*len > ENOUGH / 2)
		*len = 0;
	got = read(terminal, screen + *len, ENOUGH - 1 - *len);
	if (got <= 0)
		return CLOSED;
	*len += (size_t)got;
	screen[*len] = '\0';
	return WRITTEN;
}

static bool has(const char *screen, size_t len, const char *text)
{
	return memmem(screen, len, text, strlen(text)) != NULL;
}

static pid_t start(char **command, int *terminal)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	pid_t child = forkpty(terminal, NULL, NULL, &size);

	if (child < 0) {
		perror("forkpty");
		exit(2);
	}
	if (child)
		return child;
	setenv("TERM", "xterm-256color", 1);
	execvp(command[0], command);
	perror(command[0]);
	_exit(127);
}

static double cpu_ms(const struct rusage *use)
{
	return (double)(use->ru_utime.tv_sec + use->ru_stime.tv_sec) * 1e3 +
	       (double)(use->ru_utime.tv_usec + use->ru_stime.tv_usec) / 1e3;
}

static int usage(void)
{
	fputs("usage: first_screen [-w SECONDS] TEXT COMMAND...\n", stderr);
	return 2;
}

int main(int argc, char **argv)
{
	static char screen[ENOUGH];
	struct rusage use;
	size_t len = 0;
	double wait_ms = 0;
	double begun;
	double shown;
	int terminal;
	pid_t child;

	if (argc > 2 && !strcmp(argv[1], "-w")) {
		wait_ms = strtod(argv[2], NULL) * 1e3;
		argv += 2;
		argc -= 2;
	}
	if (argc < 3)
		return usage();
	begun = now_ms();
	child = start(argv + 2, &terminal);
	while (!has(screen, len, argv[1])) {
		if (read_some(terminal, screen, &len, begun + PATIENCE_MS) ==
		    WRITTEN)
			continue;
		fprintf(stderr, "%s never showed \"%s\":\n%s\n", argv[2],
			argv[1], screen);
		kill(child, SIGKILL);
		return 1;
	}
	shown = now_ms();
	while (now_ms() < shown + wait_ms)
		if (read_some(terminal, screen, &len, shown + wait_ms) ==
		    CLOSED)
			break;
	kill(child, SIGTERM);
	/* It is listened to until its end: what it writes must not block it. */
	while (read_some(terminal, screen, &len, now_ms() + PATIENCE_MS) ==
	       WRITTEN)
		;
	kill(child, SIGKILL);
	if (wait4(child, NULL, 0, &use) != child)
		return 1;
	printf("%.2f %ld %.1f\n", shown - begun, use.ru_maxrss, cpu_ms(&use));
	return 0;
}
