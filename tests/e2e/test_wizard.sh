# The wizard in a real terminal: what people type and paste, sizes, keys, being
# stopped, being killed, and everything that is not as it should be.
#
# SPDX-License-Identifier: MIT

begin() {
	terminal "${@:2}"
	run_in_terminal "zegel --lang ${1:-en}"
	wait_for "${begin_word:-From which domain do you send e-mail?}"
}

# to_records DOMAIN: SpinOffice by way of the DNS, the records on the screen.
to_records() {
	type_text "$1"
	wait_for "✓ $1"
	send Enter
	wait_for 'Which program sends'
	type_text spin
	wait_for '▸ [ ] SpinOffice CRM'
	send Enter
	wait_for 'How may SpinOffice CRM send'
	send Enter
	wait_for 'Can you log in'
	send Enter
	wait_for mrsel3._domainkey
}

clear_field() {
	send C-u
}

test_domain_is_read_as_it_is_pasted() {
	local typed wanted
	begin
	while IFS='|' read -r typed wanted; do
		clear_field
		type_text "$typed"
		wait_for "✓ $wanted"
	done <<-END
		Sales@Voorbeeld.NL|voorbeeld.nl
		@gezond.nl|gezond.nl
		https://www.voorbeeld.nl/contact|voorbeeld.nl
		 muster.de. |muster.de
		Info <info@bücher.example>|bücher.example (xn--bcher-kva.example)
		mail.delegatie.nl|mail.delegatie.nl
	END
}

test_domain_that_is_none_gets_its_sentence() {
	local typed wanted
	begin
	while IFS='|' read -r typed wanted; do
		clear_field
		type_text "$typed"
		send Enter
		wait_for "$wanted"
		is_calm && fail "no mark at $typed"
	done <<-END
		co.uk|is an ending under which many have their domain
		192.0.2.1|is the address of a computer
		voorbeeld|is not a whole domain
		a..b|is not a domain
	END
	clear_field
	send Enter
	wait_for 'behind the @'
}

test_paste_with_line_end_is_not_enter() {
	begin
	printf 'info@voorbeeld.nl\r\n' >paste
	paste_file paste
	wait_for '✓ voorbeeld.nl'
	wait_for TransIP
	shows 'From which domain do you send e-mail?'
}

test_wrong_record_is_red_at_once() {
	begin
	to_records voorbeeld.nl
	send F5
	wait_for 'not found yet'
	is_calm || fail 'red too early'
	publish voorbeeld.nl ADD mrsel1._domainkey CNAME mrsel2._domainkey.spinoffice-crm.com
	wait_for '✗ DKIM'
	! is_calm || fail 'a mark without its colour'
	publish voorbeeld.nl REPLACE mrsel1._domainkey CNAME mrsel1._domainkey.spinoffice-crm.com
	wait_for '2 of 2  '
	wait_gone '✗'
}

# What the customer did not enter is no mistake of his.
test_old_records_are_not_red() {
	publish voorbeeld.nl - <<-END
		ADD mrsel1._domainkey CNAME oud.example.com
		ADD mrsel2._domainkey TXT oud
	END
	begin
	to_records voorbeeld.nl
	send F5
	wait_for 'stands another value: oud.example.com'
	wait_for 'stands another record (TXT)'
	is_calm || fail "red too early"$'\n'"$(mux capture-pane -p -e)"
	publish voorbeeld.nl REPLACE mrsel1._domainkey CNAME mrsel3._domainkey.spinoffice-crm.com
	wait_for '✗ DKIM'
}

test_language_switches_at_every_step() {
	begin
	send F2
	wait_for Nederlands
	shows_not 'From which domain'
	send F2
	wait_for Deutsch
	send F2
	wait_for 'From which domain do you send e-mail?'
	to_records voorbeeld.nl
	send F2
	wait_for Nederlands
	shows mrsel1._domainkey
	send F5
	wait_for 'nog niet gevonden'
	send F2
	wait_for 'noch nicht gefunden'
}

test_sizes() {
	begin
	to_records voorbeeld.nl
	resize 60 20
	wait_for mrsel1._domainkey
	resize 59 20
	wait_for 'too small: 59 by 20'
	resize 60 19
	wait_for 'too small: 60 by 19'
	resize 200 60
	wait_for 'v=spf1 mx a:web.voorbeeld.nl include:spf.spinoffice-crm.com ~all'
	shows 'Your DMARC record is valid'
	resize 80 24
	wait_for mrsel3._domainkey
}

test_help_and_back() {
	begin
	send F1
	wait_for 'Keys that work here'
	send Escape
	wait_for 'From which domain'
	to_records voorbeeld.nl
	type_text '?'
	wait_for 'Keys that work here'
	send Escape
	wait_for mrsel1._domainkey
	send Escape
	wait_for 'How may SpinOffice CRM send'
	send Escape
	wait_for 'Which program sends'
	send Escape
	wait_for 'From which domain'
	shows voorbeeld.nl
}

test_value_alone_can_be_selected() {
	begin
	to_records voorbeeld.nl
	send v
	wait_for 'Any key goes on'
	# The value and nothing else in its line, also where it goes on.
	whole_screen | grep -qx \
		'v=spf1 mx a:web.voorbeeld.nl include:spf.spinoffice-crm.com ~all *' ||
		fail "the value is not alone"$'\n'"$(screen)"
	send Space
	wait_for 'CHANGE'
}

# What is already right is not what the customer came for.
test_cursor_is_at_the_first_record_to_do() {
	begin
	type_text drukkerij.be
	wait_for '✓ drukkerij.be'
	send Enter
	wait_for 'Which program sends'
	type_text onfact
	wait_for '▸ [ ] onFact'
	send Enter
	wait_for 'How may onFact send'
	send Enter
	wait_for 'Which records does onFact show'
	printf 'CNAME of%s._domainkey.drukkerij.be of%s.drukkerij-be.onfact.be\n' \
		1 1 2 2 3 3 >paste
	paste_file paste
	wait_for 'of3._domainkey'
	send Enter
	wait_for 'Can you log in'
	send Enter
	wait_for 'Stays as it is: TXT @'
	shows '▸   1  NEW  CNAME  of1._domainkey'
}

test_done_says_by_when_everybody_sees_it() {
	# Somebody else asked too early.
	kdig @192.0.2.53 mrsel1._domainkey.voorbeeld.nl CNAME >/dev/null
	begin
	to_records voorbeeld.nl
	send F5
	wait_for 'not found yet'
	publish_spinoffice
	wait_for 'may now send mail'
	wait_for 'Everybody sees it by'
	shows_not 'nothing to do but to wait'
	shows 'v=spf1 mx a:web.voorbeeld.nl ~all'
}

test_ctrl_c_asks_once() {
	begin
	send C-c
	wait_for 'all is kept'
	type_text v
	wait_gone 'all is kept'
	send C-c
	wait_for 'all is kept'
	send C-c
	back_in_shell 0
}

test_suspend_and_go_on() {
	begin
	to_records voorbeeld.nl
	send C-z
	wait_for 'Stopped'
	shows_not mrsel1._domainkey
	resize 100 30
	run_in_terminal fg
	wait_for mrsel1._domainkey
	shows "$(printf '─%.0s' {1..100})"
	send F5
	wait_for 'not found yet'
	send q
	back_in_shell 0
}

test_terminal_is_given_back() {
	begin
	to_records voorbeeld.nl
	send q
	back_in_shell 0
	shows "CNAME  mrsel1._domainkey.voorbeeld.nl"
	run_in_terminal 'stty -a | grep -o " echo "; echo ü€'
	wait_for 'ü€'
	shows ' echo '
}

test_killed_goes_on_where_it_was() {
	local pid
	begin
	to_records voorbeeld.nl
	send F5
	wait_for 'not found yet'
	pid=$(pgrep -x zegel)
	kill -KILL "$pid"
	back_in_shell 137
	run_in_terminal 'reset -I; clear'
	wait_gone 'not found yet'
	run_in_terminal 'zegel --lang en voorbeeld.nl'
	wait_for 'not found yet'
	shows SpinOffice
	publish voorbeeld.nl ADD mrsel1._domainkey CNAME mrsel1._domainkey.spinoffice-crm.com
	wait_for '2 of 2'
}

test_what_was_pasted_survives() {
	begin
	type_text voorbeeld.nl
	wait_for '✓ voorbeeld.nl'
	send Enter
	wait_for 'Which program sends'
	type_text salesdock
	wait_for '▸ [ ] Salesdock'
	send Enter
	wait_for 'How may Salesdock send'
	send Enter
	wait_for 'Which records does Salesdock show'
	echo 'CNAME em4711.voorbeeld.nl u4711.wl.sendgrid.net' >paste
	paste_file paste
	wait_for '✓ CNAME'
	kill -KILL "$(pgrep -x zegel)"
	back_in_shell 137
	run_in_terminal 'reset -I; clear'
	wait_gone '✓ CNAME'
	run_in_terminal 'zegel --lang en voorbeeld.nl'
	wait_for '✓ CNAME  em4711.voorbeeld.nl'
}

test_service_named_joins_those_of_a_known_domain() {
	begin
	to_records voorbeeld.nl
	send q
	back_in_shell 0
	# What the environment names is for domains that nothing was chosen for.
	run_in_terminal 'clear; ZEGEL_SERVICE=flicono zegel --lang en voorbeeld.nl'
	wait_for 'mrsel3._domainkey'
	shows_not Flicono
	send q
	back_in_shell 0
	run_in_terminal 'clear; zegel --lang en --service flicono voorbeeld.nl'
	wait_for 'How may SpinOffice CRM send'
	send Enter
	wait_for 'How may Flicono send'
	send Enter
	wait_for 'include:spf.spinoffice-crm.com'
	wait_for 'ip4:148.251.195.107'
}

test_lost_connection_ends_it_and_loses_nothing() {
	local pid
	begin
	to_records voorbeeld.nl
	pid=$(pgrep -x zegel)
	close_terminal
	is_gone() { ! kill -0 "$pid" 2>/dev/null; }
	eventually 5 is_gone || fail 'it lives on without a terminal'
	terminal
	run_in_terminal 'zegel --lang en voorbeeld.nl'
	wait_for mrsel3._domainkey
}

test_two_at_once_do_not_hurt_each_other() {
	begin
	to_records voorbeeld.nl
	mux split-window -h -l 20 true
	( export XDG_STATE_HOME
	  zegel check muster.de --json >/dev/null; [ "$status" -le 3 ] ) ||
		fail 'the second one fails'
	send F5
	wait_for 'not found yet'
	send q
	back_in_shell 0
}

# One waits; in the other one another way is chosen. What the first one sees
# later does not take that back.
test_two_wizards_at_one_domain() {
	begin
	to_records voorbeeld.nl
	send F5
	wait_for 'not found yet'
	mux new-window "$ZEGEL" --lang en voorbeeld.nl
	wait_for 'not found yet'
	send Escape
	wait_for 'CHANGE'
	send Escape
	wait_for 'How may SpinOffice CRM send'
	send Down Down Enter
	wait_for 'Nothing has to be set in the DNS'
	mux select-window -t 0
	wait_for 'not found yet'
	publish voorbeeld.nl ADD mrsel1._domainkey CNAME mrsel1._domainkey.spinoffice-crm.com
	wait_for '2 of 2 '
	zegel check voorbeeld.nl --json
	exits 0
	json '[.records[] | select(.purpose == "dkim")] | length' 0
}

test_private_shows_nothing_on_leaving() {
	terminal
	run_in_terminal 'zegel --lang en --private'
	wait_for 'From which domain'
	to_records voorbeeld.nl
	send q
	back_in_shell 0
	! whole_screen | grep -q voorbeeld.nl || fail "$(whole_screen)"
}

test_without_colour() {
	begin en NO_COLOR=1
	to_records voorbeeld.nl
	! mux capture-pane -p -e | grep -qE $'\e\\[[0-9;]*(3[0-7]|38;5;[0-9]+)m' ||
		fail 'there is colour'
	shows '● Records'
}

# A terminal with one screen only: nothing of ours stays on it.
test_private_on_a_terminal_with_one_screen() {
	terminal TERM=vt100
	run_in_terminal 'zegel --lang en --private voorbeeld.nl'
	wait_for 'Which program sends'
	send C-c C-c
	back_in_shell 0
	shows_not onFact
	shows_not 'Ctrl-C again'
}

test_terminal_that_cannot() {
	terminal TERM=dumb
	run_in_terminal 'zegel --lang en; echo status $?'
	wait_for 'status 2'
	terminal_said=$(screen | grep -c .)
	[ "$terminal_said" -le 5 ] || fail "too many words: $(screen)"
}

test_no_terminal_at_all() {
	zegel --lang en
	exits 2
	[ -n "$err" ] && [ -z "$out" ] || fail "$(about_run)"
}

# Said as soon as it is known, before anybody is asked who can log in where.
test_no_such_domain() {
	begin
	type_text ondomein.nl
	wait_for 'does not exist'
	shows_not 'none yet'
}

test_mailbox_providers_own_domain_goes_without_dns() {
	begin
	type_text jan@gmail.com
	wait_for 'gmail.com belongs to Google'
	is_calm || fail 'red'
	send Enter
	wait_for 'Which program sends'
	type_text spin
	send Enter
	wait_for 'How may SpinOffice CRM send'
	shows_not 'Records in your DNS'
}

test_one_silent_name_server_stops_nothing() {
	begin
	to_records stil.nl
	send F5
	wait_for 'not found yet'
	wait_for stil1.naamhuis.nl
	is_calm || fail "red"$'\n'"$(screen)"
	publish stil.nl ADD mrsel1._domainkey CNAME mrsel1._domainkey.spinoffice-crm.com
	wait_for '✓ DKIM'
}

# What nobody answers is not known: neither there nor missing.
nobody_answers() {
	begin
	type_text "$1"
	wait_for "$2"
	wait_gone '…'
	shows_not 'none yet'
	shows_not 'nobody that we know'
	clear_field
	to_records "$1"
	shows_not 'Nothing has to be changed'
	send F5
	wait_for 'no answer'
	shows_not 'not found yet'
	is_calm || fail "red"$'\n'"$(screen)"
}

test_silent_name_servers_are_no_missing_records() {
	nobody_answers alstil.nl stil1.naamhuis.nl
}

test_refusing_name_servers_are_no_missing_records() {
	nobody_answers allesweigert.nl weiger1.naamhuis.nl
}

# The network comes back while somebody waits.
test_no_network_is_no_end() {
	terminal
	lab fault resolver silent
	run_in_terminal 'zegel --lang en --timeout 1 --service spinoffice voorbeeld.nl'
	wait_for 'May zegel ask Quad9 over HTTPS?'
	send Escape
	wait_for 'How may SpinOffice CRM send'
	send Enter
	wait_for 'Can you log in'
	send Enter
	wait_for 'No answer came'
	is_calm || fail "red"$'\n'"$(screen)"
	send F5
	wait_for 'We look again'
	lab fault resolver none
	wait_for 'not found yet' 20
}

test_overview_of_known_domains() {
	zegel check gezond.nl voorbeeld.nl --service spinoffice
	terminal
	run_in_terminal zegel --overview --lang en
	wait_for '2 domains'
	# What was broken since turns under the eyes of whoever looks again.
	publish gezond.nl DEL mrsel1._domainkey CNAME mrsel1._domainkey.spinoffice-crm.com
	shows '✓ gezond.nl'
	send F5
	wait_for '✗ gezond.nl'
	send Delete
	wait_for 'Forget gezond.nl'
	send Enter
	wait_for '1 domain'
	send Enter
	wait_for 'voorbeeld.nl · SpinOffice CRM'
	send C-c C-c
	back_in_shell 0
	zegel list
	says 'voorbeeld.nl'
	says_not 'gezond.nl'
}

test_overview_is_not_for_private_eyes() {
	zegel check gezond.nl
	terminal
	run_in_terminal zegel --private --lang en
	wait_for 'From which domain'
	send F3
	type_text voorbeeld.nl
	wait_for '✓ voorbeeld.nl'
	shows_not gezond.nl
}

test_leaving_while_a_domain_is_typed_says_nothing() {
	begin
	type_text voorbeeld.nl
	wait_for TransIP
	send C-c C-c
	back_in_shell 0
	shows_not 'The records for'
}
