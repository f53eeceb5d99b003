/* SPDX-License-Identifier: MIT */
#include "base/mail_server.h"

uint16_t server_port(enum server_protocol protocol,
		     enum server_security security)
{
	static const uint16_t ports[SERVER_PROTOCOLS][SECURITY_COUNT] = {
		[SERVER_SMTP] = { 587, 465, 25 },
		[SERVER_IMAP] = { 143, 993, 143 },
	};

	return ports[protocol][security];
}

const char *server_protocol_name(enum server_protocol protocol)
{
	static const char *const names[] = { "smtp", "imap" };

	return names[protocol];
}

const char *server_security_name(enum server_security security)
{
	static const char *const names[] = { "starttls", "tls", "none" };

	return names[security];
}

enum server_security server_security_at(uint16_t port,
					enum server_security fallback)
{
	switch (port) {
	case 465:
	case 993:
		return SECURITY_TLS;
	case 25:
	case 143:
	case 587:
		return SECURITY_STARTTLS;
	default:
		return fallback;
	}
}
