# zegel finish: what a program still wants once the records are there: the mail
# to its support, what is reminded of, and that it is not any more.
#
# SPDX-License-Identifier: MIT

HELP=https://support.spinoffice-crm.com/nl/support/solutions/folders/19000118203

# As a customer does it: zegel has seen it without the records.
become_green() {
	zegel check voorbeeld.nl --service spinoffice
	exits 1
	publish_spinoffice
	zegel check voorbeeld.nl
	exits 0
	# This one was right when it was first seen: its support knows.
	zegel check gezond.nl --service spinoffice
	exits 0
}

test_nothing_is_written_before_it_is_right() {
	zegel check voorbeeld.nl --service spinoffice
	exits 1
	zegel finish voorbeeld.nl
	exits 1
	complains 'zegel check voorbeeld.nl'
	says_not mailto
	zegel list --json
	json .reminded false
}

test_the_mail_to_the_support() {
	become_green
	says_not 'still to be told'
	zegel check voorbeeld.nl
	says 'The support of SpinOffice CRM is still to be told'
	says 'zegel finish voorbeeld.nl'
	zegel check --json
	json 'select(.domain == "voorbeeld.nl").reminders[] | [.service, .kind]' \
		'["spinoffice","write"]'
	json 'select(.domain == "gezond.nl") | has("reminders")' false
	zegel list
	says 'Still to do: zegel finish voorbeeld.nl'
	says_not 'zegel finish gezond.nl'
	zegel finish voorbeeld.nl
	exits 0
	says 'Subject: DKIM is set for voorbeeld.nl'
	says $HELP
	grep -qx 'To: ' <<<"$out" || fail "an address was invented: $out"
	zegel finish voorbeeld.nl --json --lang nl
	exits 0
	json '[.steps[].kind]' '["write-support"]'
	json '[.reminders[] | .service, .kind]' '["spinoffice","write"]'
	json '.mails[0] | [.service, .to, .help, .domains[]]' \
		"[\"spinoffice\",null,\"$HELP\",\"voorbeeld.nl\"]"
	# The link is the same mail.
	equals "$(jq -r '.mails[0].mailto' <<<"$out" | python3 -c '
import sys, urllib.parse
link = urllib.parse.urlsplit(sys.stdin.read().strip())
q = urllib.parse.parse_qs(link.query)
print(link.path + "|" + q["subject"][0] + "\n" + q["body"][0].replace("\r", ""))')" \
		"$(jq -r '.mails[0] | "|" + .subject + "\n" + .text' <<<"$out")"
	# It was sent by hand.
	zegel finish voorbeeld.nl --done
	exits 0
	zegel check voorbeeld.nl
	says_not 'still to be told'
	zegel check voorbeeld.nl --json
	json 'has("reminders")' false
	zegel list --json
	equals "$(jq -rs 'map(.reminded) | any' <<<"$out")" false
}

test_one_mail_for_all_domains() {
	mail_server smtp
	become_green
	zegel forget gezond.nl
	publish gezond.nl DEL mrsel1._domainkey
	zegel check gezond.nl --service spinoffice
	exits 1
	publish gezond.nl ADD mrsel1._domainkey CNAME mrsel1._domainkey.spinoffice-crm.com
	zegel check gezond.nl
	exits 0
	# Whoever looks at one customer's screen sees no other one.
	zegel finish voorbeeld.nl --private --json
	json '.mails[0].domains' '["voorbeeld.nl"]'
	export ZEGEL_SMTP_SERVER=mail.voorbeeld.nl ZEGEL_SMTP_USER=info@voorbeeld.nl
	export ZEGEL_SMTP_PASSWORD='pannenkoek'
	zegel finish voorbeeld.nl --mail support@post.example
	exits 4
	complains 'refuses the login'
	export ZEGEL_SMTP_PASSWORD='pannenkoek met spek'
	zegel finish voorbeeld.nl --mail support@post.example --lang de
	exits 0
	says 'support@post.example'
	mail >"$T/mail"
	grep -q '^Subject: DKIM ist eingerichtet' "$T/mail" ||
		grep -q '^Subject: =?UTF-8?Q?DKIM_ist_eingerichtet' "$T/mail" ||
		fail "another subject: $(cat "$T/mail")"
	grep -qx voorbeeld.nl "$T/mail" && grep -qx gezond.nl "$T/mail" ||
		fail "not both of them: $(cat "$T/mail")"
	! grep -q '^Auto-Submitted' "$T/mail" || fail 'a person sent it'
	equals "$(ls "$ZEGEL_LAB/mailbox/new" | wc -l)" 1
	zegel list --json
	equals "$(jq -rs 'map(.reminded) | any' <<<"$out")" false
}

test_the_mail_goes_through_the_server_that_was_tried() {
	mail_server smtp
	become_green
	printf 'pannenkoek met spek\n' >password
	set -- --server mail.voorbeeld.nl --user info@voorbeeld.nl \
		--password-file password
	zegel smtp voorbeeld.nl "$@" --lang en
	exits 0
	zegel finish voorbeeld.nl --mail support@post.example "$@" --port 25x
	exits 2
	zegel finish voorbeeld.nl --mail support@post.example "$@" \
		--security none
	exits 2
	complains 'security = none'
	zegel finish voorbeeld.nl --mail support@post.example "$@"
	exits 0
	mail >"$T/mail"
	grep -q '^From: .*info@voorbeeld.nl' "$T/mail" || fail "$(cat "$T/mail")"
	grep -q '^Subject: DKIM is set' "$T/mail" || fail "$(cat "$T/mail")"
}

test_the_mail_on_the_screen() {
	become_green
	terminal
	run_in_terminal zegel voorbeeld.nl --lang nl
	wait_for 'SpinOffice CRM'
	send Enter
	wait_for 'Records in uw DNS'
	send Enter
	wait_for 'Er hoeft niets te veranderen'
	send Enter
	wait_for 'mag nu e-mail'
	shows 'm e-mail'
	send m
	wait_for 'DKIM is ingesteld voor voorbeeld.nl'
	send v
	wait_gone 'is verstuurd'
	send Escape
	wait_for 'DKIM is ingesteld voor voorbeeld.nl'
	send x
	wait_for 'Genoteerd'
	send q
	back_in_shell 0
	zegel list --json
	equals "$(jq -rs 'map(.reminded) | any' <<<"$out")" false
}

# Where a server was tried in the wizard, its login is all that is missing.
test_the_wizard_sends_the_mail() {
	mail_server smtp
	become_green
	publish voorbeeld.nl ADD _submission._tcp SRV '0 1 587 mail.voorbeeld.nl.'
	terminal
	run_in_terminal zegel voorbeeld.nl --lang en
	wait_for 'SpinOffice CRM'
	send Enter
	wait_for 'Records in your DNS'
	send Enter
	wait_for 'Nothing has to be changed'
	send Enter
	wait_for 'm e-mail'
	send m
	wait_for 'The mail to the support of SpinOffice CRM'
	send Enter
	wait_for 'mail.voorbeeld.nl, port 587, STARTTLS (your domain itself'
	send Enter
	wait_for 'l asks for the password, and sends the mail.'
	send l
	wait_for 'The mail to the support, through mail.voorbeeld.nl'
	type_text info@voorbeeld.nl
	send Enter
	type_text 'pannenkoek met spek'
	wait_for 'a password is here'
	send Enter
	wait_for 'The mail needs the address of the support'
	type_text support@post.example
	shows_not pannenkoek
	send Enter
	wait_for 'The mail was sent to support@post.example.'
	mail >"$T/mail"
	grep -q '^Subject: DKIM is set for voorbeeld.nl' "$T/mail" ||
		fail "$(cat "$T/mail")"
	send q
	back_in_shell 0
	zegel list --json
	equals "$(jq -rs 'map(.reminded) | any' <<<"$out")" false
}
