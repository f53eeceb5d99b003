/* SPDX-License-Identifier: MIT */
#include "commands/timer_run.h"

#include <errno.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

bool program_run(const char *const *words)
{
	posix_spawn_file_actions_t actions;
	int failed, status = 0;
	pid_t pid;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", 0,
					 0);
	posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO,
					 STDOUT_FILENO);
	failed = posix_spawnp(&pid, words[0], &actions, NULL,
			      (char *const *)words, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (failed)
		return false;
	while (waitpid(pid, &status, 0) < 0) {
		if (errno != EINTR)
			return false;
	}
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
