/* The sentences for what is wrong with, or odd in, a template file.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_TEMPLATE_TEXT_H
#define ZEGEL_TEXT_TEMPLATE_TEXT_H

#include "catalog/template.h"

/* Adds "records[2].ttl: is not a number that can stand there (x)": the place,
 * what is the matter, and what stands there. */
void template_add_remark(struct str *out, const struct template_remark *r);

/* What it asks for, each as a sentence, or nothing. */
void template_add_variables(struct str *out, const struct template *t);
void template_add_groups(struct str *out, const struct template *t);

/* "TXT @ v=spf1 ..." as it stands in the file. */
void template_add_line(struct str *out, const struct template_line *line);

#endif
