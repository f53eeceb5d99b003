# The terminal itself: many kinds of it, windows of any size, long pastes, every
# way to leave. After each of them the terminal is as it was.
#
# SPDX-License-Identifier: MIT

# begin_at DOMAIN [OPTION...]: the records of SpinOffice for a practice domain.
begin_at() {
	run_in_terminal "zegel --lang en --service spinoffice $*"
	wait_for 'How may SpinOffice CRM send'
	send Enter
	wait_for 'Can you log in'
}

pid_of_zegel() {
	pgrep -x zegel
}

# What tmux knows of the terminal: nothing of it may be left changed.
modes() {
	mux display-message -p '#{alternate_on} #{cursor_flag} #{insert_flag} #{keypad_flag} #{keypad_cursor_flag} #{mouse_any_flag} #{wrap_flag} #{origin_flag}'
}

line_settings() {
	stty -g <"$(mux display-message -p '#{pane_tty}')"
}

# leaves STATUS COMMAND...: the command ends the wizard with this status, and the
# terminal is as before it.
leaves() {
	local status=$1 before line
	shift
	rm -rf "$XDG_STATE_HOME"
	line=$(line_settings)
	before=$(modes)
	begin_at voorbeeld.nl
	"$@"
	wait_for "[$status] $"
	is_given_back() { [ "$(modes)" = "$before" ]; }
	eventually 5 is_given_back || fail "the terminal is '$(modes)', not '$before'"
	is_as_before() { [ "$(line_settings)" = "$line" ]; }
	eventually 5 is_as_before ||
		fail "the line is '$(line_settings)', not '$line'"
	run_in_terminal 'clear; echo ü€'
	wait_gone 'echo'
	shows 'ü€'
	run_in_terminal 'true'
	back_in_shell 0
}

end_with() {
	kill "-$1" "$(pid_of_zegel)"
}

test_every_way_to_leave() {
	terminal
	leaves 0 send q
	leaves 0 send C-c C-c
	leaves 143 end_with TERM
	leaves 129 end_with HUP
	leaves 130 end_with INT
}

test_killed_while_suspended() {
	local pid
	terminal
	begin_at voorbeeld.nl
	send C-z
	wait_for Stopped
	pid=$(pid_of_zegel)
	kill -TERM "$pid"
	run_in_terminal fg
	back_in_shell 143
	shows_not 'Can you log in'
}

# Each speaks another dialect; tmux understands all of these.
kind_of_terminal() {
	terminal TERM="$1"
	run_in_terminal 'zegel --lang nl'
	wait_for 'Vanaf welk domein'
	type_text voorbeeld.nl
	wait_for 'voorbeeld.nl' 20
	send Enter
	wait_for 'Welk programma'
	send Escape
	wait_for 'Vanaf welk domein'
	send C-c C-c
	back_in_shell 0
	equals "$(mux display-message -p '#{alternate_on}')" 0 "the screen of $1"
}

test_xterm() {
	kind_of_terminal xterm-256color
}

test_screen() {
	kind_of_terminal screen
}

test_linux_console() {
	kind_of_terminal linux
}

test_vt100() {
	kind_of_terminal vt100
}

test_terminal_that_nobody_knows() {
	terminal TERM=no-such-terminal
	run_in_terminal 'zegel --lang en; echo status $?'
	wait_for 'status 2'
	shows 'zegel --plain'
}

test_resize_storm() {
	local n
	terminal
	begin_at voorbeeld.nl
	for n in 1 2 3 4 5 6 7 8 9 10; do
		resize 1 1
		resize 500 200
		resize $((n * 37 % 220 + 1)) $((n * 13 % 70 + 1))
	done
	resize 80 24
	wait_for 'Can you log in'
	send Enter
	wait_for 'mrsel1._domainkey'
	send q
	back_in_shell 0
}

test_paste_of_a_megabyte() {
	terminal
	run_in_terminal 'zegel --lang en voorbeeld.nl --service onfact'
	wait_for 'How may onFact send'
	send Enter
	wait_for 'Which records does onFact show'
	{
		head -c 1000000 /dev/zero | tr '\0' 'x' | fold -w 200
		echo
		echo 'CNAME of1._domainkey of1.dkim.onfact.be'
	} >paste
	paste_file paste
	wait_for '✓ CNAME' 30
	send Escape
	wait_for 'How may onFact send'
}

test_paste_of_a_megabyte_where_a_domain_is_asked() {
	terminal
	run_in_terminal 'zegel --lang en'
	wait_for 'From which domain'
	head -c 1000000 /dev/zero | tr '\0' 'x' >paste
	paste_file paste
	wait_for 'That is too long for a domain' 30
	type_text voorbeeld.nl
	wait_for '✓ voorbeeld.nl'
}

test_locale_that_is_not_installed() {
	terminal LANG=nl_NL.UTF-8
	run_in_terminal zegel
	wait_for 'Vanaf welk domein'
	send C-c C-c
	back_in_shell 0
	close_terminal
	terminal LANG=xx_YY.ISO-8859-1
	run_in_terminal zegel
	wait_for 'Welche Sprache?'
}

test_mouse_only_when_asked_for() {
	terminal
	run_in_terminal 'zegel --lang en'
	wait_for 'From which domain'
	equals "$(mux display-message -p '#{mouse_any_flag}')" 0 'the mouse'
	send C-c C-c
	back_in_shell 0
	run_in_terminal 'clear; zegel --mouse --lang en'
	wait_for 'From which domain'
	equals "$(mux display-message -p '#{mouse_any_flag}')" 1 'the mouse'
	type_text voorbeeld.nl
	wait_for '✓ voorbeeld.nl'
	# The left button on "Enter next", the first of the keys.
	type_text $'\e[<0;3;24M'
	wait_for 'Which program sends'
	type_text $'\e[<0;5;2M'
	wait_for 'From which domain'
	send C-c C-c
	back_in_shell 0
	equals "$(mux display-message -p '#{mouse_any_flag}')" 0 'the mouse'
}
