/* Starts a program in a terminal of its own (80x24) and measures it from the
 * outside: how long until a text stands on its screen, how much memory it took
 * at most, and, when it is left running, how much processor time.
 *
 *   first_screen [-s TEXT KEYS]... [-w SECONDS] TEXT COMMAND [ARGUMENT...]
 *
 * prints `milliseconds kilobytes processor-milliseconds`. With -s it types KEYS
 * when TEXT has come, before it waits for the next one. The program is ended by
 * SIGTERM, SECONDS after the last text has come (0 by default).
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

/* Reads until the text has come; it ends everything when it never does. */
static void expect(int terminal, pid_t child, const char *text)
{
	static char screen[ENOUGH];
	double until = now_ms() + PATIENCE_MS;
	size_t len = 0;

	while (!memmem(screen, len, text, strlen(text))) {
		if (read_some(terminal, screen, &len, until) == WRITTEN)
			continue;
		fprintf(stderr, "\"%s\" never came:\n%s\n", text, screen);
		kill(child, SIGKILL);
		exit(1);
	}
}

/* What it writes is read, so that it never blocks, and forgotten. */
static void drain(int terminal, double until)
{
	static char screen[ENOUGH];
	size_t len = 0;

	while (read_some(terminal, screen, &len, until) == WRITTEN)
		;
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
	fputs("usage: first_screen [-s TEXT KEYS]... [-w SECONDS] TEXT "
	      "COMMAND...\n",
	      stderr);
	return 2;
}

int main(int argc, char **argv)
{
	char **steps = argv + 1;
	int step_count = 0;
	struct rusage use;
	double wait_ms = 0;
	double begun;
	double shown;
	int terminal;
	pid_t child;

	for (argv++; *argv && !strcmp(*argv, "-s") && argv[1] && argv[2];
	     argv += 3)
		step_count++;
	if (*argv && !strcmp(*argv, "-w") && argv[1]) {
		wait_ms = strtod(argv[1], NULL) * 1e3;
		argv += 2;
	}
	if (argc < 3 || !argv[0] || !argv[1])
		return usage();
	begun = now_ms();
	child = start(argv + 1, &terminal);
	for (char **step = steps; step_count--; step += 3) {
		expect(terminal, child, step[1]);
		if (write(terminal, step[2], strlen(step[2])) < 0)
			perror("write");
	}
	expect(terminal, child, argv[0]);
	shown = now_ms();
	drain(terminal, shown + wait_ms);
	kill(child, SIGTERM);
	drain(terminal, now_ms() + PATIENCE_MS);
	kill(child, SIGKILL);
	if (wait4(child, NULL, 0, &use) != child)
		return 1;
	printf("%.2f %ld %.1f\n", shown - begun, use.ru_maxrss, cpu_ms(&use));
	return 0;
}
