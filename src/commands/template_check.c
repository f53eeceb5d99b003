/* SPDX-License-Identifier: MIT */
#include "commands/template_check.h"

#include "catalog/template.h"
#include "commands/command.h"
#include "i18n/i18n.h"
#include "text/template_text.h"

static void print_remark(const char *file, const struct template_remark *r)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	/* TRANSLATORS: what is odd but allowed, and what is wrong. */
	const char *kind = template_remark_is_note(r) ? _("note")
						      : _("problem");

	template_add_remark(&text, r);
	printf("%s: %s: %s\n", file, kind, str_text(&text));
	str_free(&text);
}

/* True when the file is good. */
static bool check_file(const char *file)
{
	struct template *template;
	enum err err = template_load(file, &template);

	if (!template) {
		printf("%s: %s: %s\n", file, _("problem"),
		       command_file_problem(err));
		return false;
	}
	for (size_t i = 0; i < template->remark_count; i++)
		print_remark(file, &template->remarks[i]);
	template_free(template);
	return err == OK;
}

int template_check_files(char **files, size_t count)
{
	size_t good = 0;

	if (!count)
		return command_usage("services");
	for (size_t i = 0; i < count; i++)
		good += check_file(files[i]);
	printf("%zu ok, %zu bad\n", good, count - good);
	return good == count ? COMMAND_OK : COMMAND_NO;
}
