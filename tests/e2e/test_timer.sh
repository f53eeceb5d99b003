# zegel install-timer and uninstall-timer: units for systemd, as root and as a
# user, and a line for cron.
#
# No machine's systemd is touched: /etc and /run are copies in the memory of the
# lab, and systemctl is a note of how it was called.
#
# SPDX-License-Identifier: MIT

UNITS=/etc/systemd/system

# systemd [FOLDER_OF_UNITS]: from here on this machine has it.
systemd() {
	local units=${1:-$UNITS}
	no_systemd
	mkdir -p /run/systemd/system
	cat >"$T/bin/systemctl" <<-END
		#!/bin/sh
		echo "\$*" >>"$T/systemctl"
		case "\$*" in
		*' enable '*) mkdir -p "$units/timers.target.wants" &&
			ln -sf ../zegel.timer "$units/timers.target.wants/" ;;
		*' disable '*) rm "$units/timers.target.wants/zegel.timer" ;;
		esac
	END
	chmod +x "$T/bin/systemctl"
	: >"$T/systemctl"
	chmod 666 "$T/systemctl"
	PATH=$T/bin:$PATH
}

no_systemd() {
	mkdir -p "$T/etc"
	cp -a /etc/. "$T/etc/"
	rm -rf "$T/etc/systemd/system"
	mkdir -p "$T/etc/systemd/system"
	mount --bind "$T/etc" /etc && mount -t tmpfs none /run ||
		fail 'nothing can be mounted'
}

called() {
	equals "$(cat "$T/systemctl")" "$1" 'how systemctl was called'
	: >"$T/systemctl"
}

verify() {
	command -v systemd-analyze >/dev/null || return 0
	said=$(systemd-analyze verify --man=no "$@" 2>&1) ||
		fail "systemd does not take it: $said"
	! grep -F zegel <<<"$said" || fail 'systemd complains'
}

test_timer_of_the_system() {
	systemd
	zegel install-timer --mail beheer@voorbeeld.nl --ignore spf-long
	exits 2
	complains smtp
	ZEGEL_SMTP_SERVER=mail.example ZEGEL_SMTP_FROM=z@mail.example zegel install-timer \
		--mail beheer@voorbeeld.nl
	exits 2
	complains 'At night'
	zegel install-timer --webhook 'https://hook.example/%h?a=$b' \
		--ignore spf-long
	exits 0
	says 'every night'
	says_not journalctl
	called $'--system daemon-reload\n--system enable --now zegel.timer'
	grep -qxF 'SuccessExitStatus=1 3' $UNITS/zegel.service || fail service
	grep -qxF "ReadWritePaths=\"$XDG_STATE_HOME/zegel\"" \
		$UNITS/zegel.service || fail "$(cat $UNITS/zegel.service)"
	grep -qF "\"check\" \"--changes\" \"--lang=en\" \"--state=$XDG_STATE_HOME/zegel/zegel.db\" \"--webhook=https://hook.example/%%h?a=\$\$b\" \"--ignore=spf-long\"" \
		$UNITS/zegel.service || fail "$(cat $UNITS/zegel.service)"
	equals "$(stat -c %a $UNITS/zegel.service $UNITS/zegel.timer | uniq)" 644
	verify $UNITS/zegel.service $UNITS/zegel.timer
	# again, otherwise
	zegel install-timer --lang nl
	exits 0
	says 'journalctl -u zegel'
	grep -qF -- '"--lang=nl"' $UNITS/zegel.service || fail language
	! grep -q webhook $UNITS/zegel.service || fail 'the former webhook'
	# a folder of a name that means something to systemd
	mkdir "$T/a 100% \"good\" \$place"
	zegel install-timer --state "$T/a 100% \"good\" \$place/z.db"
	exits 0
	grep -qxF "ReadWritePaths=\"$T/a 100%% \\\"good\\\" \$place\"" \
		$UNITS/zegel.service || fail "$(cat $UNITS/zegel.service)"
	verify $UNITS/zegel.service $UNITS/zegel.timer
	: >"$T/systemctl"
	zegel uninstall-timer
	exits 0
	called $'--system disable --now zegel.timer\n--system daemon-reload'
	equals "$(find $UNITS -name 'zegel*')" '' 'what is left'
	zegel uninstall-timer
	exits 1
	complains 'No timer'
	called ''
}

test_timer_says_when_systemd_does_not_take_it() {
	systemd
	printf '#!/bin/sh\nexit 1\n' >"$T/bin/systemctl"
	zegel install-timer
	exits 4
	complains $UNITS
	zegel install-timer --format nagios
	exits 2
	complains --format
	zegel install-timer voorbeeld.nl
	exits 2
}

test_timer_of_a_user() {
	local home=$T/home units=$T/home/.config/systemd/user
	local as='setpriv --reuid=65534 --clear-groups'
	$as true 2>/dev/null || {
		echo 'no other user can be had here'
		exit 77
	}
	systemd "$units"
	chmod 755 "$T" && mkdir -p "$T/state" && chown -R 65534 "$home" "$T/state"
	user() {
		out=$($as "$ZEGEL" "$@" 2>"$T/err" </dev/null)
		status=$? err=$(cat "$T/err") ran="zegel $*"
	}
	user install-timer
	exits 0
	says 'journalctl --user -u zegel'
	says 'Lingering is off for nobody'
	says 'loginctl enable-linger nobody'
	called $'--user daemon-reload\n--user enable --now zegel.timer'
	! grep -q '^Protect\|^Private' "$units/zegel.service" || fail namespaces
	mkdir "$T/run" && export XDG_RUNTIME_DIR=$T/run
	verify --user "$units/zegel.service" "$units/zegel.timer"
	mount -t tmpfs none /var/lib && mkdir -p /var/lib/systemd/linger ||
		fail 'nothing can be mounted'
	: >/var/lib/systemd/linger/nobody
	user install-timer
	exits 0
	says 'Lingering is on for nobody'
	user uninstall-timer
	exits 0
	equals "$(find "$units" -name 'zegel*')" '' 'what is left'
}

test_timer_without_systemd_is_a_line_for_cron() {
	local line minute hour rest
	no_systemd
	mkdir "$T/a 100% 'good' \$place"
	zegel install-timer --ignore spf-long --state "$T/a 100% 'good' \$place/z.db"
	exits 0
	complains crontab
	equals "$(wc -l <<<"$out")" 1 lines
	read -r minute hour rest <<<"$out"
	[ "$minute" -lt 60 ] && [ "$hour" -lt 6 ] || fail "$out"
	line=$(sed 's/^[0-9]* [0-9]* \* \* \* //; s/\\%/%/g' <<<"$out")
	[ "$line" != "$out" ] || fail "$out"
	sh -c "$line" >"$T/night" 2>&1 || fail "$(cat "$T/night")"
	[ -s "$T/a 100% 'good' \$place/z.db" ] || fail 'another state file'
}

test_wizard_speaks_of_the_night_only_with_a_timer() {
	local later='To look again later: zegel check gezond.nl'
	terminal
	run_in_terminal zegel --plain --lang en
	wait_for 'From which domain'
	run_in_terminal gezond.nl
	wait_for 'Which program sends'
	run_in_terminal spinoffice
	wait_for 'press Enter to go on'
	send Enter
	wait_for 'Records in your DNS'
	send Enter
	wait_for 'Nothing has to be changed'
	send Enter
	wait_for "$later"
	close_terminal
	systemd
	zegel install-timer
	exits 0
	done_says 'zegel looks again tonight. At any other time: zegel check gezond.nl' \
		--plain
	done_says 'zegel looks again tonight'
	cp "$XDG_STATE_HOME/zegel/zegel.db" other.db
	done_says "$later" --state other.db
	rm $UNITS/timers.target.wants/zegel.timer
	done_says "$later"
}

done_says() {
	local text=$1
	shift
	terminal
	run_in_terminal zegel --lang en gezond.nl "$@"
	wait_for "$text"
	close_terminal
}
