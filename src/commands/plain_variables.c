/* --plain: the variables of a template of the user's own, one after another.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "commands/plain_steps.h"
#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/template_text.h"

/* The first that is needed and has no value; NULL when all have one. */
static const char *next_variable(struct plain *p)
{
	const struct chosen *chosen = wizard_in_hand(p->wizard);
	const struct template *t = wizard_template(p->wizard, chosen);

	for (size_t i = 0; t && i < t->variable_count; i++) {
		const char *name = t->variables[i];

		if (wizard_needs_variable(p->wizard, chosen, name) &&
		    !chosen_setting(chosen, name))
			return name;
	}
	return NULL;
}

static void say_filled(const char *sentence, const char *word, struct plain *p)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	text_fill_one(&text, sentence, word);
	plain_say(p, str_text(&text));
	str_free(&text);
}

static void ask_variables(struct plain *p)
{
	const struct chosen *chosen = wizard_in_hand(p->wizard);
	const struct template *t = wizard_template(p->wizard, chosen);
	const char *name = next_variable(p);

	if (t && !chosen->setting_count && *t->variable_text)
		plain_say(p, t->variable_text);
	if (name)
		say_filled(_("Which value has %1$s?"), name, p);
	else
		plain_say(p, _("Every value is there. Press Enter to go on, or "
			       "type NAME=VALUE to change one."));
}

/* In its place, or behind the others; an empty value takes it out. */
static void set_variable(struct chosen *chosen, const char *name,
			 const char *value)
{
	struct setting *all = xcalloc(chosen->setting_count + 1, sizeof(*all));
	size_t count = 0;

	for (size_t i = 0; i < chosen->setting_count; i++) {
		if (strcmp(chosen->settings[i].name, name) != 0)
			all[count++] = chosen->settings[i];
	}
	if (*value)
		all[count++] = (struct setting){ (char *)(uintptr_t)name,
						 (char *)(uintptr_t)value };
	chosen_set_settings(chosen, all, count);
	free(all);
}

/* "NAME=VALUE", where the template has this variable. */
static bool change_variable(struct plain *p, const char *line)
{
	struct chosen *chosen = wizard_in_hand(p->wizard);
	const char *equals = strchr(line, '=');
	char *name = equals ? xstrndup(line, (size_t)(equals - line)) : NULL;
	bool known = name && wizard_needs_variable(p->wizard, chosen, name);

	if (known)
		set_variable(chosen, name, equals + 1);
	free(name);
	return known;
}

/* Goes on when the values fit; else says what does not. */
static void leave_step(struct plain *p)
{
	struct wizard *w = p->wizard;
	const struct chosen *chosen = wizard_in_hand(w);
	const char *zone = w->verdict ? w->verdict->zone : NULL;
	struct template_expansion x;
	struct str text = STR_INIT(STR_MAX_TEXT);

	if (chosen_expand(&w->choices, chosen, wizard_service(w, chosen),
			  wizard_template(w, chosen), zone, &x) != OK) {
		template_add_remark(&text, &x.remarks[0]);
		plain_say(p, str_text(&text));
	} else {
		if (w->actions.choices_changed)
			w->actions.choices_changed(w->actions.ctx);
		wizard_next(w);
	}
	template_expansion_free(&x);
	str_free(&text);
}

static bool answer_variables(struct plain *p, const char *line, bool *again)
{
	const char *name = next_variable(p);

	(void)again;
	if (name && *line) {
		set_variable(wizard_in_hand(p->wizard), name, line);
		if (!next_variable(p))
			leave_step(p);
		return true;
	}
	if (name || (*line && !change_variable(p, line)))
		return false;
	if (!*line)
		leave_step(p);
	return true;
}

const struct plain_step plain_variables = {
	.ask = ask_variables,
	.answer = answer_variables,
	.help = N_("The records of this template have places that are filled "
		   "in for each customer. The names are those of the template; "
		   "the program that it is for tells the values."),
};
