# What the end-to-end tests are written with. Sourced by run, inside a lab.
#
# A test is a function. It ends at the first thing that is not as it should be,
# with what was seen. Nothing has to be cleaned up: files are in the memory of
# the lab, processes die with it.
#
# In a terminal (a tmux of its own, 80x24, Dutch time, a shell that shows the
# last exit status as "[0] $"):
#
#   terminal [NAME=VALUE...]  opens it; size with COLUMNS and LINES
#   run_in_terminal COMMAND   types a command line and Enter
#   close_terminal            as when the connection is lost
#   send KEY...               keys as tmux calls them: Enter Escape F2 C-c
#   type_text TEXT            text as it stands
#   paste_file FILE           as a bracketed paste
#   resize COLUMNS LINES
#   screen                    prints what is on it
#   wait_for TEXT [SECONDS]   until TEXT is on the screen
#   wait_gone TEXT [SECONDS]  until it is not
#   back_in_shell STATUS [SECONDS]
#                             until the shell asks again, after that exit status
#   shows TEXT, shows_not TEXT
#   is_calm                   nothing on it is red, or marked as wrong
#
# Without one:
#
#   zegel ARGUMENT...         runs it; leaves $status, $out and $err
#   exits STATUS              the last zegel ended so
#   says TEXT, says_not TEXT  in $out
#   complains TEXT            in $err
#   json FILTER VALUE         jq's answer about $out is VALUE
#
# Both:
#
#   publish ..., lab ...      as tests/lab/publish and tests/lab/lab
#   https                     starts web of the lab; zegel trusts it from here on
#   mail_server smtp|imap     the same with Postfix, Dovecot (tests/lab/mail.sh)
#   answers <<END             the same with a mail server that answers this
#   mail                      prints what came into its mailbox
#   equals SEEN WANTED [WHAT]
#   eventually SECONDS COMMAND...  repeats COMMAND until it succeeds
#
# SPDX-License-Identifier: MIT

T=$ZEGEL_LAB/test
PUBLISH=$(dirname "$LAB")/publish
ROOT=$(dirname "$LAB")/../..

fail() {
	echo "failed: $*" >&2
	exit 1
}

run_test() {
	mkdir -p "$T/home" "$T/bin" "$T/tmux"
	ln -s "$ZEGEL" "$T/bin/zegel"
	cd "$T" || exit
	export TMUX_TMPDIR=$T/tmux HOME=$T/home XDG_STATE_HOME=$T/state
	export LC_ALL=C.UTF-8 TZ=Europe/Amsterdam
	unset TMUX LANGUAGE NO_COLOR ZEGEL_SERVICE ZEGEL_PRIVATE
	"$1"
}

mux() {
	tmux -u -L zegel -f /dev/null "$@"
}

terminal() {
	mux new-session -d -x "${COLUMNS:-80}" -y "${LINES:-24}" \
		env -i "PATH=$T/bin:$PATH" "HOME=$HOME" TERM=tmux-256color \
		"XDG_STATE_HOME=$XDG_STATE_HOME" "TZ=$TZ" LANG=C.UTF-8 \
		${ASAN_OPTIONS:+"ASAN_OPTIONS=$ASAN_OPTIONS"} \
		${UBSAN_OPTIONS:+"UBSAN_OPTIONS=$UBSAN_OPTIONS"} \
		${SSL_CERT_FILE:+"SSL_CERT_FILE=$SSL_CERT_FILE"} \
		'PS1=[$?] $ ' "$@" bash --norc --noprofile -i ||
		fail 'tmux does not start'
	back_in_shell 0
}

close_terminal() {
	local server
	server=$(mux display-message -p '#{pid}')
	mux kill-server
	is_dead() { ! kill -0 "$server" 2>/dev/null; }
	eventually 5 is_dead || fail 'tmux does not end'
}

run_in_terminal() {
	type_text "$*"
	send Enter
}

send() {
	mux send-keys "$@"
}

type_text() {
	mux send-keys -l -- "$1"
}

paste_file() {
	mux load-buffer "$1" && mux paste-buffer -p
}

resize() {
	mux resize-window -x "$1" -y "$2"
}

screen() {
	mux capture-pane -p
}

# Everything that was on the normal screen, also what scrolled away.
whole_screen() {
	mux capture-pane -p -S - -J
}

# Most things are there at once; for the others a look must not cost so much
# that it takes the processor away from what is waited for.
eventually() {
	local until=$((SECONDS + $1)) looks=0
	shift
	until "$@"; do
		[ $SECONDS -lt $until ] || return 1
		sleep $((looks++ < 10 ? 1 : 5))e-2
	done
}

is_on_screen() {
	screen | grep -qF -- "$1"
}

is_off_screen() {
	! is_on_screen "$1"
}

# back_in_shell STATUS: its prompt ends a line, perhaps that of a ^C, and tells
# this status. An earlier one, with a command behind it, comes back when a full
# screen goes.
back_in_shell() {
	has_prompt() { screen | grep -q "\[$1\] \$ *\$"; }
	eventually "${2:-10}" has_prompt "$1" ||
		fail "no prompt with the exit status $1:
$(screen)"
}

wait_for() {
	eventually "${2:-10}" is_on_screen "$1" ||
		fail "never on the screen: $1"$'\n'"$(screen)"
}

wait_gone() {
	eventually "${2:-10}" is_off_screen "$1" ||
		fail "still on the screen: $1"$'\n'"$(screen)"
}

shows() {
	is_on_screen "$1" || fail "not on the screen: $1"$'\n'"$(screen)"
}

shows_not() {
	is_off_screen "$1" || fail "on the screen: $1"$'\n'"$(screen)"
}

# Red is 160 of 256 colours, 1 of 8.
is_calm() {
	! mux capture-pane -p -e | grep -qE $'38;5;160|\e\\[(1;)?31m|✗'
}

zegel() {
	out=$("$ZEGEL" "$@" 2>"$T/err" </dev/null)
	status=$?
	err=$(cat "$T/err")
	ran="zegel $*"
	case " $* " in
	*' --json '* | *' --format json '*) keep_json "$@" ;;
	esac
}

# What was said in JSON, for run to hold against the schema of the command.
keep_json() {
	local schema=$1
	case "$1 ${2:-}" in
	watch*) schema=check ;;
	check*.*:*) schema=selector ;;
	esac
	[ -z "$out" ] || printf '%s\n%s\n' "$ran" "$out" \
		>"$(mktemp "$JSON_SAID/$schema.XXXXXX")"
}

about_run() {
	printf '\n%s (status %s)\n--- out\n%s\n--- err\n%s' \
		"$ran" "$status" "$out" "$err"
}

exits() {
	[ "$status" = "$1" ] || fail "status is not $1:$(about_run)"
}

says() {
	grep -qF -- "$1" <<<"$out" || fail "does not say '$1':$(about_run)"
}

says_not() {
	! grep -qF -- "$1" <<<"$out" || fail "says '$1':$(about_run)"
}

complains() {
	grep -qF -- "$1" <<<"$err" || fail "does not complain '$1':$(about_run)"
}

json() {
	local seen
	seen=$(jq -rc "$1" <<<"$out" 2>&1)
	[ "$seen" = "$2" ] || fail "$1 is '$seen', not '$2':$(about_run)"
}

equals() {
	[ "$1" = "$2" ] || fail "${3:-it} is '$1', not '$2'"
}

publish() {
	"$PUBLISH" "$@" || fail "publish $*"
}

# What the practice customer enters for SpinOffice at voorbeeld.nl, all at once.
publish_spinoffice() {
	publish voorbeeld.nl - <<-END
		DEL @ TXT v=spf1 mx a:web.voorbeeld.nl ~all
		ADD @ TXT v=spf1 mx a:web.voorbeeld.nl include:spf.spinoffice-crm.com ~all
		ADD mrsel1._domainkey CNAME mrsel1._domainkey.spinoffice-crm.com
		ADD mrsel2._domainkey CNAME mrsel2._domainkey.spinoffice-crm.com
		ADD mrsel3._domainkey CNAME mrsel3._domainkey.spinoffice-crm.com
	END
}

lab() {
	"$LAB" "$@" || fail "lab $*"
}

# log_questions: the resolver writes down what it is asked.
log_questions() {
	lab fault resolver lua \
		"addAction(AllRule(), LogAction('$T/asked', false, true, false))"
}

# questions_for NAME: how often it was asked for that. What a busy machine makes
# zegel send again has the same number, and counts once.
questions_for() {
	grep " $1. " asked | grep -o 'id [0-9]*' | sort -u | wc -l
}

https() {
	SSL_CERT_FILE=$("$LAB" https) || exit
	export SSL_CERT_FILE
}

mail_server() {
	SSL_CERT_FILE=$("$LAB" "$1") || exit
	export SSL_CERT_FILE
}

answers() {
	cat >"$T/answers"
	SSL_CERT_FILE=$("$LAB" answers "$T/answers") || exit
	export SSL_CERT_FILE
}

# As soon as it is there.
mail() {
	has_mail() { [ -n "$(ls "$ZEGEL_LAB/mailbox/new")" ]; }
	eventually 10 has_mail || fail "no mail came
$("$LAB" log smtp)"
	cat "$ZEGEL_LAB"/mailbox/new/*
}
