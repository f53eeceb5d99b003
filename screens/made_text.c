/* SPDX-License-Identifier: MIT */
#include "screens/made_text.h"

#include <stdlib.h>

#include "i18n/i18n.h"

void made_text_copy(struct flow *flow, char *text)
{
	if (text)
		flow_copy(flow, text);
	free(text);
}

void made_text_show_alone(struct flow *flow, char *text)
{
	if (text)
		flow_show_alone(flow, text);
	free(text);
}

void made_text_save(struct flow *flow, char *text)
{
	const struct wizard_actions *act = &flow->wizard->actions;
	char *path = NULL;

	if (text && act->save_file)
		path = act->save_file(act->ctx, "txt", text);
	if (path)
		flow_notice_about(flow, N_("Saved as %1$s"), path);
	else if (text)
		flow_notice(flow, N_("This could not be saved: no file can be "
				     "written here."));
	free(path);
	free(text);
}
