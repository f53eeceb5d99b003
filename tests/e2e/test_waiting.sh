# Waiting in a real terminal: what rings, what the terminal is told, and what
# happens when everything stands still or nobody answers for a while.
#
# SPDX-License-Identifier: MIT

# wait_at_voorbeeld [OPTION...]: the wizard at step 4, in English.
wait_at_voorbeeld() {
	run_in_terminal "zegel --lang en --service spinoffice $* voorbeeld.nl"
	wait_for 'How may SpinOffice CRM send'
	send Enter
	wait_for 'Can you log in'
	send Enter
	wait_for mrsel3._domainkey
	send F5
	wait_for 'not found yet'
}

# Everything that zegel sends to its terminal goes into the file raw as well.
recorded() {
	terminal "$@"
	mux pipe-pane -O "cat >>$T/raw"
}

test_green_tells_the_title_and_rings_once() {
	recorded
	mux select-pane -T 'title of before'
	wait_at_voorbeeld
	is_titled() { [ "$(mux display-message -p '#{pane_title}')" = "$1" ]; }
	eventually 5 is_titled '0/4 voorbeeld.nl · zegel' ||
		fail "title: $(mux display-message -p '#{pane_title}')"
	# A title ends in a bell as well: only others count.
	bells() {
		sed 's/\x1b\][^\a]*\a//g' "$T/raw" | tr -cd '\a' | wc -c
	}
	equals "$(bells)" 0 'bells before'
	publish voorbeeld.nl ADD mrsel1._domainkey CNAME mrsel1._domainkey.spinoffice-crm.com
	wait_for 'just now'
	eventually 5 is_titled '1/4 voorbeeld.nl · zegel' || fail 'no progress'
	equals "$(bells)" 0 'bells at one record'
	publish voorbeeld.nl - <<-END
		DEL @ TXT v=spf1 mx a:web.voorbeeld.nl ~all
		ADD @ TXT v=spf1 mx a:web.voorbeeld.nl include:spf.spinoffice-crm.com ~all
		ADD mrsel2._domainkey CNAME mrsel2._domainkey.spinoffice-crm.com
		ADD mrsel3._domainkey CNAME mrsel3._domainkey.spinoffice-crm.com
	END
	wait_for 'may now send mail'
	eventually 5 is_titled '✓ voorbeeld.nl · zegel' || fail 'no tick'
	equals "$(bells)" 1 bells
	send F5
	wait_for 'may now send mail'
	send q
	back_in_shell 0
	equals "$(bells)" 1 'bells at the end'
	is_titled 'title of before' || is_titled '' ||
		fail "title afterwards: $(mux display-message -p '#{pane_title}')"
}

# in_script VARIABLE TYPIST [OPTION]: the wizard run by script, as tmux itself
# would not be sent a notification. TYPIST prints what is typed.
in_script() {
	script -qfec "env -u TMUX TERM=xterm-256color $1 ${ZEGEL@Q} --lang en --service spinoffice ${3:-} voorbeeld.nl" \
		"$T/typed" < <(
		said() { grep -qaF "$1" "$T/typed"; }
		"$2"
		is_over() { ! pgrep -x zegel; }
		eventually 10 is_over || pkill -x zegel
	) >/dev/null
}

until_green() {
	eventually 10 said 'How may' && printf '\r'
	eventually 10 said 'Can you log' && printf '\r'
	eventually 10 said mrsel3 && printf '\033[15~'
	eventually 10 said 'not found' && publish_spinoffice >/dev/null
	eventually 20 said 'may now' && printf 'q'
}

test_green_is_not_told_where_it_was_before() {
	publish_spinoffice
	it_is_green() {
		eventually 10 said 'How may' && printf '\r'
		eventually 10 said 'Nothing has to be changed' && printf '\r'
		eventually 10 said 'may now send' && printf 'q'
	}
	in_script TERM_PROGRAM=WezTerm it_is_green
	grep -qaF 'may now send' "$T/typed" || fail 'it is not green'
	! grep -qaF 'notify;zegel' "$T/typed" || fail 'it was told'
}

test_notification_where_the_terminal_knows_it() {
	in_script TERM_PROGRAM=WezTerm until_green
	grep -qaF $'\e]777;notify;zegel;SpinOffice CRM may now send mail for voorbeeld.nl\a' \
		"$T/typed" || fail "not told"
}

test_notification_of_iterm_over_ssh() {
	in_script LC_TERMINAL=iTerm2 until_green
	grep -qaF $'\e]9;SpinOffice CRM may now send' "$T/typed" ||
		fail 'not told'
}

test_private_tells_no_title_and_no_name() {
	in_script TERM_PROGRAM=WezTerm until_green --private
	grep -qaF 'may now' "$T/typed" || fail 'it is not green'
	! grep -qa $'\e\\][0-9]*;' "$T/typed" || fail 'the terminal was told'
	grep -qa $'\a' "$T/typed" || fail 'no bell'
}

test_stopped_and_going_on() {
	local pid stopped_at
	terminal
	wait_at_voorbeeld
	pid=$(pgrep -x zegel)
	kill -STOP "$pid"
	publish voorbeeld.nl ADD mrsel1._domainkey CNAME mrsel1._domainkey.spinoffice-crm.com
	# The time itself is what is tried: so long that it is no mere delay.
	stopped_at=$(date +%s)
	is_long() { [ $(($(date +%s) - stopped_at)) -ge 15 ]; }
	eventually 20 is_long
	kill -CONT "$pid"
	wait_for 'stood still for 1' 5
	wait_for '2 of 2  ' 5
	shows_not 'no answer'
	wait_for 'We look again every 2 seconds'
}

test_nobody_answers_for_a_while() {
	local server
	terminal
	wait_at_voorbeeld '--timeout 1'
	for server in all resolver; do lab fault $server silent; done
	wait_for 'is there a connection?' 30
	is_calm || fail "red"$'\n'"$(screen)"
	shows_not 'just now'
	for server in all resolver; do lab fault $server none; done
	wait_for 'The answers come again.' 30
	wait_for 'We look again every 2 seconds'
	shows 'not found yet'
	shows_not 'just now'
}

test_text_of_what_is_wrong_is_saved() {
	terminal
	wait_at_voorbeeld
	publish voorbeeld.nl ADD mrsel1._domainkey CNAME mrsel2._domainkey.spinoffice-crm.com
	wait_for '✗ DKIM'
	wait_for "w as a text"
	send w
	wait_for 'As a text'
	send s
	wait_for 'Saved as'
	grep -qF '✗ CNAME mrsel1._domainkey.voorbeeld.nl' zegel-voorbeeld.nl.txt ||
		fail "$(cat zegel-voorbeeld.nl.txt)"
	equals "$(stat -c %a zegel-voorbeeld.nl.txt)" 600 'who may read it'
	# What is there is never written over.
	send s
	wait_for 'zegel-voorbeeld.nl-2.txt'
	cmp zegel-voorbeeld.nl.txt zegel-voorbeeld.nl-2.txt || fail differ
}

# Nothing but its own state file may be written over: not by a link either.
test_saving_follows_no_link() {
	terminal
	wait_at_voorbeeld
	echo mine >mine
	ln -s "$T/mine" zegel-voorbeeld.nl.txt
	wait_for "w as a text"
	send w
	wait_for 'As a text'
	send s
	wait_for 'zegel-voorbeeld.nl-2.txt'
	equals "$(cat mine)" mine
}

test_watch_ends_with_its_reader() {
	local began=$SECONDS
	"$ZEGEL" watch voorbeeld.nl --service spinoffice --for 60 --lang en |
		head -n 1 >/dev/null
	[ $((SECONDS - began)) -lt 10 ] || fail "it took $((SECONDS - began)) s"
}

test_full_disk_is_told() {
	"$ZEGEL" --help >/dev/full 2>"$T/err"
	equals $? 4 'status of --help'
	grep -q . "$T/err" || fail 'not a word'
	"$ZEGEL" --version >/dev/full 2>/dev/null
	equals $? 4 'status of --version'
}
