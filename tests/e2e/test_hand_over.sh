# Copying the records from the screen, in every kind of terminal, and handing
# them over to somebody else: mail, web page, file.
#
# SPDX-License-Identifier: MIT

SPF='v=spf1 mx a:web.voorbeeld.nl include:spf.spinoffice-crm.com ~all'
PAGE=$ROOT/tests/tools/check-page

# to_records [OPTION...]: SpinOffice at voorbeeld.nl, the records on the screen.
to_records() {
	run_in_terminal "zegel --lang ${language:-en} --service spinoffice $* voorbeeld.nl"
	wait_for "${which_way:-How may SpinOffice CRM send}"
	send Enter
	wait_for "${can_you_log_in:-Can you log in}"
	[ -z "${answer:-}" ] || send $answer
	send Enter
	wait_for "${seen:-mrsel3._domainkey}"
}

buffer_is() {
	[ "$(mux show-buffer 2>/dev/null)" = "$1" ]
}

copied() {
	eventually 5 buffer_is "$1" ||
		fail "in tmux's buffer: $(mux show-buffer 2>&1)"
}

# terminal begins with an empty environment; a shell in tmux knows its tmux.
in_tmux() {
	terminal "$@"
	run_in_terminal "export TMUX=$(mux display-message -p \
		'#{socket_path},#{pid},0')"
}

test_c_fills_the_buffer_of_tmux() {
	local number
	in_tmux
	to_records
	send c
	wait_for 'Sent to your clipboard. Nothing arrived? v'
	copied "$SPF"
	for number in 1 2 3; do
		send n c
		copied "mrsel$number._domainkey"
		send n c
		copied "mrsel$number._domainkey.spinoffice-crm.com."
	done
	send p c
	copied mrsel3._domainkey
	shows '▸ mrsel3._domainkey'
	send C
	wait_for 'All records sent'
	mux show-buffer >all
	equals "$(sed -n 1,4p all)" "CHANGE
TXT
@
$SPF" 'the first record'
	# A value never has a line break in it.
	equals "$(grep -c . all)" 16 'the number of lines'
}

# in_terminal_of NAME=VALUE...: the wizard on a pseudo terminal whose output is
# written down, beside the tmux that we look through.
in_terminal_of() {
	terminal "$@"
	run_in_terminal "env -u TMUX script -qefc 'zegel --lang en --service spinoffice voorbeeld.nl' out"
	wait_for 'How may SpinOffice CRM send'
	send Enter
	wait_for 'Can you log in'
	send Enter
	wait_for mrsel3._domainkey
}

base64_of() {
	printf %s "$1" | base64 -w0
}

# The bytes are in what the terminal got.
was_sent() {
	LC_ALL=C grep -qaF -- "$1" out
}

test_c_in_a_bare_terminal_is_osc_52() {
	in_terminal_of TERM=xterm-256color
	send c
	wait_for 'Sent to your clipboard'
	was_sent $'\e]52;c;'"$(base64_of "$SPF")"$'\a' || fail 'not sent'
	send n c
	wait_for 'Sent to your clipboard'
	was_sent $'\e]52;c;'"$(base64_of mrsel1._domainkey)"$'\a' ||
		fail 'not sent'
}

test_c_in_screen_is_wrapped() {
	in_terminal_of TERM=screen STY=1234.pts-0.here
	send c
	wait_for 'Sent to your clipboard'
	was_sent $'\eP\e]52;c;'"$(base64_of "$SPF")"$'\a\e\\' ||
		fail "not wrapped: $(LC_ALL=C grep -aoE ']52[^]{0,200}' out)"
}

# GNU screen itself takes the wrap off, and sends on what was in it.
test_c_in_real_screen_reaches_the_terminal() {
	command -v screen >/dev/null || {
		echo 'screen is not installed: make deps-test'
		[ "${CI:-}" = true ] && exit 1
		exit 77
	}
	export SCREENDIR=$T/screens
	mkdir -m 700 "$SCREENDIR"
	terminal TERM=xterm-256color "SCREENDIR=$SCREENDIR"
	run_in_terminal "env -u TMUX script -qefc 'screen -U -c /dev/null bash --norc --noprofile' out"
	eventually 10 sh -c 'ls "$SCREENDIR" | grep -q .' || fail 'no screen'
	send Enter
	to_records
	send C
	wait_for 'All records sent'
	LC_ALL=C grep -qa $'\e]52;c;[A-Za-z0-9+/=]*\a' out || fail 'not sent on'
	LC_ALL=C grep -ao $'\e]52;c;[A-Za-z0-9+/=]*' out | tail -1 |
		sed 's/.*;//' | base64 -d >sent
	grep -qx "$SPF" sent || fail "sent: $(cat sent)"
	grep -qx 'mrsel3._domainkey' sent || fail "sent: $(cat sent)"
	send q
	wait_for 'To go on later'
	type_text exit
	send Enter
	wait_for 'screen is terminating'
}

# Where the sequence would be printed, the value shows alone at once.
test_c_where_there_is_no_clipboard() {
	in_terminal_of TERM=vt100
	send c
	wait_for 'Select it with the mouse'
	! was_sent ']52;' || fail 'sent all the same'
	shows "$SPF"
}

# v: exactly the value, in one piece, also where it is wider than the window.
test_v_shows_exactly_the_value() {
	local size
	terminal
	to_records
	for size in '80 24' '60 20' '200 60'; do
		resize $size
		wait_for CHANGE
		send v
		wait_for 'Select it with the mouse'
		equals "$(mux capture-pane -p -J | sed -n 1p | sed 's/ *$//')" \
			"$SPF" "the first line at $size"
		send Tab
		wait_for CHANGE
	done
	send n v
	wait_for 'Select it with the mouse'
	equals "$(mux capture-pane -p -J | sed -n 1p | sed 's/ *$//')" \
		mrsel1._domainkey 'the name'
}


test_ticks_are_kept() {
	terminal
	to_records
	send Enter
	wait_for '1 of 4 entered'
	send Down Space
	wait_for '2 of 4 entered'
	send q
	back_in_shell 0
	run_in_terminal 'clear; zegel --lang en voorbeeld.nl'
	wait_for '2 of 4 entered'
	equals "$(screen | grep -c '✓ [13] ')" 2 'the number of ticks'
}

# Entered and seen: the record stays where it was, with its sign.
test_what_was_done_keeps_its_place() {
	terminal
	to_records
	send Down Down
	wait_for '▸   3  NEW'
	publish voorbeeld.nl ADD mrsel1._domainkey CNAME mrsel1._domainkey.spinoffice-crm.com
	wait_for '✓ 2  NEW     CNAME  mrsel1._domainkey'
	wait_for '1 of 4 entered'
	shows '▸   3  NEW'
	publish voorbeeld.nl - <<-END
		DEL @ TXT v=spf1 mx a:web.voorbeeld.nl ~all
		ADD @ TXT $SPF
	END
	wait_for '✓ 1  CHANGE  TXT    @'
	wait_for '2 of 4 entered'
	shows '2 records to add'
}

test_somebody_else_gets_a_mail() {
	answer='Down' seen='Instructions for whoever manages the DNS'
	in_tmux
	to_records
	shows 'Subject  DNS of voorbeeld.nl: 1 record to change and 3 records'
	send c
	wait_for 'Sent to your clipboard'
	mux show-buffer >mail
	equals "$(head -1 mail)" \
		'Subject: DNS of voorbeeld.nl: 1 record to change and 3 records to add' \
		'the first line'
	grep -q "becomes   $SPF\$" mail || fail "$(cat mail)"
	grep -q '^mrsel3._domainkey.voorbeeld.nl. .*CNAME mrsel3' mail ||
		fail "$(cat mail)"
	send End Enter
	wait_for 'Handed over at'
	shows 'we look every few minutes'
	# The pace of somebody who waits for somebody else; not that of seconds.
	wait_for 'We look again in 5 minutes'
	send q
	back_in_shell 0
	run_in_terminal 'clear; zegel --lang en voorbeeld.nl'
	wait_for 'Handed over at'
	wait_for 'We look again in 5 minutes'
	# Whoever does it himself after all is looked after in seconds again.
	send Escape
	wait_for 'e gives the instructions once more'
	send a
	wait_for 'Can you log in'
	send Enter
	wait_for CHANGE
	send F5
	wait_for 'We look again every 2 seconds'
	shows_not 'Handed over'
}

test_file_is_written_once() {
	terminal
	to_records
	send e
	wait_for 'Instructions for whoever'
	send Down Enter
	wait_for zegel-voorbeeld.nl.html
	send Enter
	wait_for 'The file was written:'
	shows "$(pwd)/zegel-voorbeeld.nl.html"
	shows_not scp
	equals "$(stat -c %a zegel-voorbeeld.nl.html)" 600 'its mode'
	head -1 zegel-voorbeeld.nl.html | grep -qx '<!DOCTYPE html>' || fail 'no page'
	echo mine >zegel-voorbeeld.nl.html
	send Up Enter
	wait_for 'In which file?'
	send Enter
	wait_for 'Replace it?'
	send Enter
	wait_for 'In which file?'
	equals "$(cat zegel-voorbeeld.nl.html)" mine 'the file'
	send Enter
	wait_for 'Replace it?'
	send r
	wait_for 'The file was written:'
	grep -q '</html>' zegel-voorbeeld.nl.html || fail 'not replaced'
	# The mail, too, and under another name.
	send Home
	wait_for 'Subject  DNS of'
	send s
	wait_for zegel-voorbeeld.nl.txt
	send C-u
	type_text '~/map/mail.txt'
	send Enter
	wait_for 'There is no such folder.'
	mkdir "$HOME/map"
	send Enter
	wait_for "$HOME/map/mail.txt"
	grep -q "$SPF" "$HOME/map/mail.txt" || fail 'no mail'
}

# Over ssh the file is on another machine than the person.
test_over_ssh_it_says_how_to_fetch_the_file() {
	local line
	terminal 'SSH_CONNECTION=192.0.2.7 50000 2001:db8::7 2222' USER=jan
	to_records
	send e
	wait_for 'Subject  DNS of'
	send Down Enter
	wait_for 'In which file?'
	send C-u
	type_text 'a b.html'
	send Enter
	wait_for 'To fetch it, type this on your own computer'
	send v
	wait_for 'Select it with the mouse'
	line=$(mux capture-pane -p -J | sed -n 1p | sed 's/ *$//')
	equals "$line" "scp -P 2222 'jan@[2001:db8::7]:$(pwd)/a b.html' ." 'it'
}

test_private_leaves_nothing() {
	answer='Down' seen='Instructions for whoever manages the DNS'
	terminal
	to_records --private
	send End Enter
	wait_for 'Handed over at'
	send q
	back_in_shell 0
	! whole_screen | grep -q mrsel || fail "$(whole_screen)"
	equals "$(ls zegel-voorbeeld.nl.* 2>/dev/null)" '' 'what was written'
}

# check_page FILE: in a browser; its copied texts are in $copied.
check_page() {
	local status=0
	copied=$("$PAGE" "$1" 2>&1) || status=$?
	[ $status = 77 ] && echo "$copied" && exit 77
	[ $status = 0 ] || fail "$copied"
}

test_page_in_a_browser() {
	local language
	for language in nl de en; do
		zegel records voorbeeld.nl --service spinoffice --lang $language \
			--format html
		exits 0
		printf '%s\n' "$out" >page.html
		grep -q "<html lang=\"$language\">" page.html ||
			fail 'another language'
		check_page page.html
		equals "$(jq -r 'select(.how == "clipboard").copied' \
			<<<"$copied" | sed -n 1,3p)" "@
$SPF
mrsel1._domainkey" 'what was copied'
		equals "$(jq -r 'select(.how == "refused").copied' \
			<<<"$copied" | sed -n 2p)" "$SPF" 'what was copied'
	done
}

# What stands in the DNS may want to be more than text.
test_page_with_hostile_values() {
	local bad='v=spf1 exists:</code><script>window.hostile=1</script><img/src=x/onerror=hostile=2>.nl ~all'
	cat >zone <<-END
		\$ORIGIN voorbeeld.nl.
		@ 3600 IN SOA ns hostmaster 1 2 3 4 5
		@ 3600 IN NS ns.example.
		@ 3600 IN TXT "v=spf1 mx ~all"
		@ 3600 IN TXT "$bad"
		_dmarc 3600 IN TXT "v=DMARC1; p=none"
	END
	cat >wanted <<-'END'
		CNAME "><script>window.hostile=3</script>._domainkey a.example.net
		a._domainkey TXT "v=DKIM1; p=</code><script>window.hostile=4</script><svg/onload=alert(1)>"
	END
	zegel records voorbeeld.nl --zone zone --service spinoffice --lang en \
		--format html
	printf '%s\n' "$out" >page.html
	check_page page.html
	zegel records voorbeeld.nl --zone zone --records wanted --lang en \
		--format html
	[ "$status" -le 1 ] || fail "$(about_run)"
	printf '%s\n' "$out" >page.html
	check_page page.html
}
