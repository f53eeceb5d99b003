/* The parts of a message (RFC 2046) as one text, each with its own header in
 * front of it, what was encoded for the way (RFC 2045: base64 and
 * quoted-printable) read back, and HTML as words.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_MIME_H
#define ZEGEL_MAIL_MIME_H

#include "mail/message_read.h"

/* Is any of it encoded? Else the text can be read as it stands. */
bool mime_is_encoded(const struct message *m);

/* Adds the text behind the header of m. */
void mime_add_text(struct str *out, const struct message *m);

#endif
