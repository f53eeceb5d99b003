# The wizard line by line: from a pipe, a terminal without a cursor, and as it
# is talked with while records are published.
#
# SPDX-License-Identifier: MIT

DKIM=_domainkey.spinoffice-crm.com

# answered LINE... [-- ARGUMENT...]: the wizard, with these lines as its input.
answered() {
	local lines=()
	while [ $# -gt 0 ] && [ "$1" != -- ]; do
		lines+=("$1")
		shift
	done
	[ $# = 0 ] || shift
	out=$(printf '%s\n' "${lines[@]}" |
		"$ZEGEL" --plain "$@" 2>"$T/err")
	status=$?
	err=$(cat "$T/err")
	ran="zegel --plain $*"
}

# Nothing but lines of text: no escape, no carriage return, no bell.
is_plain() {
	! LC_ALL=C grep -q $'[\x01-\x09\x0b-\x1f\x7f]' <<<"$out" ||
		fail "more than lines of text:$(about_run)"
}

test_all_steps_from_a_pipe() {
	answered Info@Voorbeeld.nl spinoff '' '' 1 '' -- --lang en
	exits 1
	is_plain
	says 'DNS is at: TransIP'
	says 'wants its Pro version'
	says 'Can you log in at TransIP yourself, to change the DNS of voorbeeld.nl?'
	says '1 record to change and 3 records to add at TransIP'
	says 'v=spf1 mx a:web.voorbeeld.nl include:spf.spinoffice-crm.com ~all'
	says 'mrsel3._domainkey.spinoffice-crm.com'
	says 'not found yet'
	says_not '✗'
}

test_what_is_right_is_done() {
	answered gezond.nl spinoffice '' '' '' -- --lang nl
	exits 0
	is_plain
	says 'Er hoeft niets te veranderen'
	# A known domain goes on where it was.
	answered '' -- gezond.nl --lang nl
	exits 0
	says_not 'Welk programma'
}

test_every_answer_that_is_none() {
	answered nonsense '<' '?' 'nobody@gmail.co.uk.' 172.16.0.1 -- --lang en
	exits 3
	says 'nonsense is not a whole domain'
	says 'behind the @'
	is_plain
	answered gezond.nl zzzzqq '' '99' 7 -- --lang en
	exits 3
	says 'No program that we know is called zzzzqq.'
	says 'Please choose at least one program.'
	answered gezond.nl spinoffice '' 9 x -- --lang en
	says 'That was no answer to this question; ? explains.'
	# Nearly a name is offered, not taken.
	answered voorbeeld.nl spinofice 1 -- --lang en
	says '1 SpinOffice CRM'
	says 'Chosen: SpinOffice CRM'
}

test_leaves_and_goes_back() {
	answered gezond.nl q spinoffice -- --lang en
	says_not 'Chosen'
	answered gezond.nl '<' voorbeeld.nl q -- --lang en
	says 'voorbeeld.nl'
	exits 3
}

test_the_language_changes_between_two_questions() {
	answered de gezond.nl nl q
	says 'Von welcher Domain'
	says 'Welk programma verstuurt e-mail namens u?'
}

test_pasted_records() {
	answered voorbeeld.nl 0 '' 1 \
		'Type  Naam  Waarde' \
		'CNAME s1._domainkey s1.domainkey.u1.wl.sendgrid.net' \
		'' 'CNAME em.elders.nl u1.wl.sendgrid.net' . 1 '' -- --lang en
	exits 1
	says 'CNAME s1._domainkey.voorbeeld.nl s1.domainkey.u1.wl.sendgrid.net'
	says '1 record belongs to another domain or has no name; it is not taken.'
	says 'not found yet'
	answered voorbeeld.nl 0 '' 1 'there are no records in this' . '<' q \
		-- --lang en --state :memory:
	says 'There is no record in this that can be taken.'
	# How many there should be, and for whom the mail asks.
	answered voorbeeld.nl onfact '' 1 \
		'CNAME of1._domainkey of1.dkim.onfact.be' \
		'CNAME of2._domainkey of2.dkim.onfact.be' . 2 q \
		-- --lang en --state :memory:
	says 'onFact gives 3 CNAME records. You pasted 2.'
	says 'is to be sent with onFact. For that'
}

test_without_dns() {
	answered alias@gmail.com flicono '' 1 q -- --lang en
	exits 0
	says 'Nothing has to be set in the DNS.'
}

test_hostile_input() {
	out=$({ printf 'a\033[31mb\0c\n\xff\xfe\n\xe2\x80\xae.nl\n'
		head -c 6000000 /dev/zero | tr '\0' 'x'; } |
		"$ZEGEL" --plain --lang en 2>"$T/err")
	status=$? err=$(cat "$T/err") ran='zegel --plain'
	exits 3
	is_plain
}

test_output_that_nobody_reads() {
	printf 'gezond.nl\n' | "$ZEGEL" --plain | head -n 1 >first
	[ "${PIPESTATUS[1]}" -lt 128 ] || fail 'killed by the closed pipe'
	grep -q 'line by line' first || fail "it said: $(cat first)"
}

# A conversation: talk opens it, tell answers.
talk() {
	mkfifo "$T/answers"
	"$ZEGEL" --plain "$@" <"$T/answers" >"$T/said" 2>&1 &
	talking=$!
	exec 7>"$T/answers"
}

tell() {
	printf '%s\n' "$@" >&7
}

has_said() {
	grep -qF -- "$1" "$T/said"
}

hears() {
	eventually 10 has_said "$1" || fail "never said: $1"$'\n'"$(cat "$T/said")"
}

is_over() {
	! kill -0 $talking 2>/dev/null
}

test_says_what_changes_until_it_is_green() {
	talk --lang en voorbeeld.nl --service spinoffice
	tell '' 1
	hears 'Press Enter when they are entered'
	tell ''
	hears 'zegel goes on looking'
	publish voorbeeld.nl - <<-END
		DEL @ TXT v=spf1 mx a:web.voorbeeld.nl ~all
		ADD @ TXT v=spf1 mx a:web.voorbeeld.nl include:spf.spinoffice-crm.com ~all
		ADD mrsel1._domainkey CNAME mrsel1.$DKIM
		ADD mrsel2._domainkey.voorbeeld.nl CNAME mrsel2.$DKIM
		ADD mrsel3._domainkey CNAME mrsel3.$DKIM
	END
	hears 'the domain stands in its name twice'
	publish voorbeeld.nl - <<-END
		DEL mrsel2._domainkey.voorbeeld.nl CNAME mrsel2.$DKIM
		ADD mrsel2._domainkey CNAME mrsel2.$DKIM
	END
	hears 'may now send mail for voorbeeld.nl'
	hears 'Still to do'
	tell q
	eventually 5 is_over || fail 'it does not leave'
	wait $talking
	equals $? 0 'the exit status'
}

test_a_signal_ends_it_and_all_is_kept() {
	talk --lang en voorbeeld.nl --service spinoffice
	tell '' 2
	hears 'Send this to whoever manages the DNS'
	kill -TERM $talking
	eventually 5 is_over || fail 'it does not leave'
	wait $talking
	equals $? 143 'the exit status'
	answered '' -- voorbeeld.nl --lang en
	says_not 'Can you log in'
}

test_on_a_dumb_terminal() {
	terminal TERM=dumb
	run_in_terminal zegel --plain --lang nl
	wait_for 'Vanaf welk domein'
	type_text gezond.nl
	send Enter
	wait_for 'Welk programma'
	send C-c
	back_in_shell 130
}

test_overview_as_a_list() {
	zegel check gezond.nl --service spinoffice
	answered q -- --overview --lang en
	says 'gezond.nl'
	zegel --plain --overview --private --lang en
	exits 2
	complains 'shows the domains that --private hides'
}

test_the_mail_and_the_panel() {
	publish gezond.nl DEL mrsel1._domainkey CNAME mrsel1._domainkey.spinoffice-crm.com
	answered gezond.nl spinoffice '' '' 2 q -- --lang en
	says 'Subject: DNS of gezond.nl'
	says 'p and the name of the panel'
	answered 'p nonsense-panel' 'p plesk' q -- gezond.nl --lang en
	says 'That was no answer'
	says 'Websites & Domains'
}
