/* SPDX-License-Identifier: MIT */
#include "commands/output.h"

#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include "commands/command.h"
#include "i18n/i18n.h"

bool output_is_gone(void)
{
	return fflush(stdout) != 0 || ferror(stdout);
}

/* The other end of a pipe is closed: nobody wants to know any more. */
static bool reader_is_gone(void)
{
	struct pollfd out = { .fd = STDOUT_FILENO, .events = POLLOUT };

	return poll(&out, 1, 0) == 1 &&
	       (out.revents & (POLLERR | POLLHUP | POLLNVAL));
}

int output_end(int status)
{
	if (!output_is_gone() || reader_is_gone())
		return status;
	fprintf(stderr, "zegel: %s\n",
		_("The results cannot be written: is the disk full?"));
	return COMMAND_FAILED;
}
