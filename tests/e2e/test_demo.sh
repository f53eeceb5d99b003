# `make demo`: the practice customer, and the second terminal.
#
# SPDX-License-Identifier: MIT

demo() {
	DEMO=$(dirname "$LAB")/demo
	terminal "ZEGEL=$ZEGEL" "LAB_PID_FILE=$T/demo.pid" "$@"
	run_in_terminal "$(printf %q "$DEMO") voorbeeld.nl --lang en"
	wait_for 'Enter starts it'
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
	send F5
}

test_demo_turns_green_by_itself() {
	demo DEMO_AFTER=0 DEMO_PAUSE=0.5
	wait_for 'SpinOffice CRM may now send mail for voorbeeld.nl' 20
	send q
	back_in_shell 0
	[ ! -e "$T/demo.pid" ] || fail 'its process is still noted'
}

test_demo_takes_records_from_a_second_terminal() {
	demo DEMO_AFTER=never
	wait_for 'not found yet'
	ZEGEL_LAB='' LAB_PID_FILE=$T/demo.pid "$PUBLISH" voorbeeld.nl \
		ADD mrsel1._domainkey CNAME mrsel1._domainkey.spinoffice-crm.com ||
		fail 'no publish from outside'
	wait_for '✓ DKIM'
	shows 'not found yet'
}
