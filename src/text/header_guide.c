/* How to get at the header of a message: three lines for each mail program.
 *
 * SPDX-License-Identifier: MIT */
#include "i18n/i18n.h"
#include "text/proof_text.h"

static const struct {
	const char *program;
	const char *lines[HEADER_GUIDE_LINES];
} guides[] = {
	{ N_("Outlook, new and on the web"),
	  { N_("Open the message and click the three dots (⋯) at its top "
	       "right."),
	    N_("Choose View, then View message details."),
	    N_("Click in the text, then Ctrl+A and Ctrl+C: all of it is "
	       "copied.") } },
	{ N_("Outlook, classic"),
	  { N_("Open the message in a window of its own, with a double "
	       "click."),
	    N_("Choose File, then Properties."),
	    N_("Click in the box Internet headers, then Ctrl+A and "
	       "Ctrl+C.") } },
	{ N_("Gmail"),
	  { N_("Open the message and click the three dots (⋮) beside Reply."),
	    N_("Choose Show original."),
	    N_("Click Copy to clipboard; or Download original for the whole "
	       "message as a file.") } },
	{ N_("Apple Mail"),
	  { N_("Click the message once."),
	    N_("Press Option, Command and U together (⌥⌘U): its source "
	       "opens."),
	    N_("Press ⌘A and ⌘C: all of it is copied.") } },
	{ N_("Thunderbird"),
	  { N_("Open the message."), N_("Press Ctrl+U: its source opens."),
	    N_("Press Ctrl+A and Ctrl+C: all of it is copied.") } },
};

bool header_guide(size_t index, const char **program,
		  const char *lines[HEADER_GUIDE_LINES])
{
	if (index >= COUNT_OF(guides))
		return false;
	*program = _(guides[index].program);
	for (size_t i = 0; i < HEADER_GUIDE_LINES; i++)
		lines[i] = _(guides[index].lines[i]);
	return true;
}

const char *header_guide_intro(void)
{
	return _("Send a message from the program to yourself, open it where "
		 "it arrives, and copy its header: it says who sent it and "
		 "what the receiver made of that.");
}
