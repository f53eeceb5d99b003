/* SPDX-License-Identifier: MIT */
#include "commands/timer_unit.h"

static void add_quoted(struct str *out, const char *word, bool is_argument)
{
	str_add_char(out, '"');
	for (; *word; word++) {
		unsigned char c = (unsigned char)*word;

		if (c == '"' || c == '\\')
			str_addf(out, "\\%c", c);
		else if (c == '%' || (c == '$' && is_argument))
			str_addf(out, "%c%c", c, c);
		else if (c < ' ' || c == 0x7f)
			str_addf(out, "\\x%02x", c);
		else
			str_add_char(out, (char)c);
	}
	str_add_char(out, '"');
}

void unit_add_word(struct str *out, const char *word)
{
	add_quoted(out, word, false);
}

void unit_add_argument(struct str *out, const char *word)
{
	add_quoted(out, word, true);
}

static void add_setting(struct str *out, const char *name, const char *value)
{
	str_addf(out, "%s=", name);
	unit_add_word(out, value);
	str_add_char(out, '\n');
}

/* Where no namespace is needed: a user's manager may have none to give. */
static const char EVERYWHERE[] = "UMask=0077\n"
				 "NoNewPrivileges=yes\n"
				 "LockPersonality=yes\n"
				 "MemoryDenyWriteExecute=yes\n"
				 "RestrictRealtime=yes\n"
				 "RestrictSUIDSGID=yes\n"
				 "RestrictAddressFamilies=AF_UNIX AF_INET "
				 "AF_INET6 AF_NETLINK\n"
				 "SystemCallArchitectures=native\n"
				 "SystemCallFilter=@system-service\n";

static const char OF_THE_SYSTEM[] = "CapabilityBoundingSet=\n"
				    "ProtectSystem=strict\n"
				    "ProtectHome=read-only\n"
				    "PrivateDevices=yes\n"
				    "ProtectClock=yes\n"
				    "ProtectControlGroups=yes\n"
				    "ProtectHostname=yes\n"
				    "ProtectKernelLogs=yes\n"
				    "ProtectKernelModules=yes\n"
				    "ProtectKernelTunables=yes\n"
				    "RestrictNamespaces=yes\n";

void unit_add_service(struct str *out, const struct timer_unit *unit)
{
	str_add(out, "# Written by zegel install-timer, which writes it anew.\n"
		     "[Unit]\n"
		     "Description=zegel looks whether the mail of the domains "
		     "that it knows is still authorised\n");
	if (unit->is_system)
		str_add(out, "Wants=network-online.target\n"
			     "After=network-online.target\n");
	/* What is wrong with a domain, or gives no answer, is a result. */
	str_add(out, "\n[Service]\n"
		     "Type=oneshot\n"
		     "SuccessExitStatus=1 3\n"
		     "Nice=10\n");
	if (unit->user)
		add_setting(out, "User", unit->user);
	for (size_t i = 0; i < unit->environment_count; i++)
		add_setting(out, "Environment", unit->environment[i]);
	str_add(out, "ExecStart=");
	for (size_t i = 0; i < unit->count; i++) {
		str_add(out, i ? " " : "");
		unit_add_argument(out, unit->words[i]);
	}
	str_add_char(out, '\n');
	str_add(out, EVERYWHERE);
	if (!unit->is_system)
		return;
	str_add(out, OF_THE_SYSTEM);
	add_setting(out, "ReadWritePaths", unit->state_folder);
}

void unit_add_timer(struct str *out)
{
	str_add(out, "# Written by zegel install-timer, which writes it anew.\n"
		     "[Unit]\n"
		     "Description=zegel looks every night\n"
		     "\n"
		     "[Timer]\n"
		     "OnCalendar=*-*-* 00:30:00\n"
		     "RandomizedDelaySec=5h\n"
		     "AccuracySec=1min\n"
		     "Persistent=true\n"
		     "\n"
		     "[Install]\n"
		     "WantedBy=timers.target\n");
}

/* cron takes the backslash in front of a % away, and sh the quotes. */
static void add_shell_word(struct str *out, const char *word)
{
	str_add_char(out, '\'');
	for (; *word; word++) {
		if (*word == '\'')
			str_add(out, "'\\''");
		else if (*word == '%')
			str_add(out, "\\%");
		else
			str_add_char(out, *word);
	}
	str_add_char(out, '\'');
}

void unit_add_crontab(struct str *out, const struct timer_unit *unit,
		      unsigned hour, unsigned minute)
{
	str_addf(out, "%u %u * * *", minute, hour);
	if (unit->environment_count)
		str_add(out, " env");
	for (size_t i = 0; i < unit->environment_count; i++) {
		str_add_char(out, ' ');
		add_shell_word(out, unit->environment[i]);
	}
	for (size_t i = 0; i < unit->count; i++) {
		str_add_char(out, ' ');
		add_shell_word(out, unit->words[i]);
	}
	str_add_char(out, '\n');
}
