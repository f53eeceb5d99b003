# The APIs of the services: records, and their own check, over real TLS from
# servers that answer as the services document it (tests/lab/nginx/apis.conf).
#
# SPDX-License-Identifier: MIT

DOMAIN=bakkerij-jansen.nl
SERVICES='sendgrid mailgun postmark brevo resend mailersend'

# odd SERVICE FILE: answers that are not what they should be.
odd() {
	local from=$ZEGEL_LAB/web/api/$1/$2.json to=$ZEGEL_LAB/web/api/odd/$1
	cp "$from" "$to-slow.json"
	head -c $(($(wc -c <"$from") * 2 / 3)) "$from" >"$to-cutt.json"
	echo '<html><body><h1>Sign in</h1></body></html>' >"$to-html.json"
	{
		head -c 2000000 /dev/zero | tr '\0' ' '
		cat "$from"
	} >"$to-huge.json"
	jq 'walk(if type == "boolean" then "7" elif type == "string" then [.] else . end)' \
		"$from" >"$to-type.json"
	jq 'walk(if type == "string" and test("^[^ ]*_domainkey[^ ]*$") and
			(test("\\.net\\.?$") | not)
		then "s1._domainkey.andere-klant.nl" else . end)' "$from" >"$to-fore.json"
}

apis() {
	mkdir -p "$ZEGEL_LAB/web/api/odd"
	cp -r "$ROOT/tests/unit/data/api" "$ZEGEL_LAB/web/"
	odd sendgrid list
	odd mailgun domain
	odd postmark domain
	odd brevo domain
	odd resend domain
	odd mailersend dns-records
	https
}

# with CASE ARGUMENT...: zegel with the key of this case.
with() {
	local key=zegel-$1-0123456789
	shift
	ZEGEL_API_KEY=$key zegel "$@"
}

# The records of the last "zegel records --json", as "TYPE name".
added() {
	jq -r '[.add[], .change[].new] | .[] | "\(.type) \(.name)"' <<<"$out" |
		sed "s/\.\?$DOMAIN$/./" | sort | paste -sd,
}

# nobody_has KEY: it is in nothing that was printed, and in no file.
nobody_has() {
	! grep -qF "$1" <<<"$out$err" || fail "the key is in what was said"
	! grep -rqF "$1" "$T" 2>/dev/null || fail "the key is in a file"
}

asked() {
	"$LAB" log web | grep -F "$1" >/dev/null || fail "nobody asked: $1"
}

asked_not() {
	! "$LAB" log web | grep -F "$1" || fail "somebody asked: $1"
}

test_records_of_six_services() {
	local service wanted
	apis
	while read -r service wanted; do
		with good records $DOMAIN --service $service --fetch --json
		exits 0
		equals "$(added)" "$wanted" $service
		nobody_has zegel-good
	done <<-END
		sendgrid CNAME em4052.,CNAME s1._domainkey.,CNAME s2._domainkey.
		mailgun CNAME email.,TXT .,TXT krs._domainkey.
		postmark CNAME pm-bounces.,TXT .,TXT 20261103091244pm._domainkey.
		brevo TXT .,TXT .,TXT mail._domainkey.
		resend MX send.,TXT resend._domainkey.,TXT send.
		mailersend CNAME mlsend2._domainkey.,CNAME mta.,TXT .
	END
	# Whatever method makes something there was never used.
	asked_not '"POST'
	asked_not '"PUT'
}

test_another_region() {
	local service
	apis
	for service in sendgrid mailgun; do
		with euro records $DOMAIN --service $service --fetch --json
		exits 0
		equals "$(jq '[.add[]] | length' <<<"$out")" "$(
			[ $service = sendgrid ] && echo 3 || echo 2
		)" $service
	done
	asked 'api.eu.sendgrid.com "GET'
	asked 'api.eu.mailgun.net "GET'
}

test_verify() {
	local service state
	apis
	for service in $SERVICES; do
		with yess verify $DOMAIN --service $service --json
		exits 0
		json .verdict verified
		json .service $service
		json '[.records[].state] | unique | join(",")' verified
		with good verify $DOMAIN --service $service --json
		exits 1
		json .verdict not-verified
		nobody_has zegel-good
	done
	with pend verify $DOMAIN --service resend --json
	exits 1
	json .verdict pending
	with good verify $DOMAIN --service sendgrid
	exits 1
	says 'Twilio SendGrid has not verified bakkerij-jansen.nl yet.'
	says 'Expected CNAME for "s1._domainkey'
	with yess verify $DOMAIN --service sendgrid
	exits 0
	says 'Twilio SendGrid has verified bakkerij-jansen.nl.'
	asked 'api.sendgrid.com "POST /v3/whitelabel/domains/8124/validate'
}

# Each of what can go wrong, at each service: one sentence, an exit status.
goes_wrong() {
	local service
	for service in $SERVICES; do
		with "$1" records $DOMAIN --service $service --fetch
		exits "$2"
		complains "$3"
		equals "$out" '' "what $service has on standard output"
		equals "$(grep -c . <<<"$err")" 1 "sentences about $service"
		nobody_has "zegel-$1"
		with "$1" verify $DOMAIN --service $service --json
		exits "$2"
		json .error "$4"
		json '.records | length' 0
		nobody_has "zegel-$1"
	done
}

test_wrong_key() {
	apis
	goes_wrong wrong 2 'does not accept this key' key-refused
}

test_unknown_domain() {
	apis
	goes_wrong none 1 'Add the domain there first' unknown-domain
	with none records $DOMAIN --service resend --fetch
	complains 'It does know nieuws.bakkerij-jansen.nl.'
}

test_too_many_requests() {
	mkdir -p "$ZEGEL_LAB/web"
	echo "default $(($(date +%s) + 90));" >"$ZEGEL_LAB/web/reset"
	apis
	goes_wrong many 3 'wants no more questions for now' too-many-requests
	with many verify $DOMAIN --service sendgrid --json
	[[ $(jq .wait <<<"$out") =~ ^(8[0-9]|90)$ ]] || fail "wait: $out"
	with many records $DOMAIN --service brevo --fetch
	complains 'Try again in a few minutes.'
}

test_a_failing_service() {
	apis
	goes_wrong fail 3 'itself (500). Try again later.' service-failed
}

test_answers_that_are_none() {
	local service
	apis
	for service in $SERVICES; do
		for case in cutt html type; do
			with $case records $DOMAIN --service $service --fetch
			exits 3
			complains 'cannot be understood'
			nobody_has zegel-$case
		done
		with huge records $DOMAIN --service $service --fetch
		exits 3
		complains 'is longer than it can be right'
	done
}

# What is under another domain is refused as when it was pasted.
test_records_of_another_domain() {
	local service
	apis
	for service in $SERVICES; do
		with fore records $DOMAIN --service $service --fetch --json
		complains 'to another domain'
		says_not andere-klant
	done
}

test_a_slow_answer() {
	apis
	with slow records $DOMAIN --service sendgrid --fetch
	exits 3
	complains 'No whole answer came from api.sendgrid.com in time.'
}

test_a_redirect_does_not_get_the_key() {
	apis
	goes_wrong move 3 'points to another address' moved
	asked_not elsewhere.example
}

test_an_echo_of_the_key() {
	apis
	goes_wrong echo 3 'refuses the question (422)' refused
}

test_certificates() {
	apis
	SSL_CERT_FILE=$ZEGEL_LAB/web/unknown-ca.pem
	with good records $DOMAIN --service sendgrid --fetch
	exits 3
	complains 'cannot be trusted, so the key was not sent'
	asked_not 'zegel-good'
}

test_which_program() {
	apis
	with good records $DOMAIN --service spinoffice --fetch
	exits 2
	complains 'zegel cannot ask this program'
	with good records $DOMAIN --fetch
	exits 2
	complains 'Name the program with --service.'
	with good records $DOMAIN --service sendgrid,mailgun --fetch
	exits 2
	complains 'More than one of the programs'
	with good check $DOMAIN zonderspf.nl --service sendgrid --fetch
	exits 2
	complains 'with one domain'
	with good $DOMAIN --fetch
	exits 2
	ZEGEL_API_KEY='zwei worte und mehr' zegel records $DOMAIN \
		--service sendgrid --fetch
	exits 2
	complains 'This is no key'
	asked_not '"GET'
	# Without a terminal nobody can be asked.
	out=$(setsid "$ZEGEL" records $DOMAIN --service sendgrid --fetch 2>&1 </dev/null)
	equals $? 2 status
	says ZEGEL_API_KEY
}

# What was fetched is kept, and is enough without the key from then on.
test_fetched_values_are_kept() {
	apis
	with good check $DOMAIN --service sendgrid --fetch --json
	exits 1
	json '[.records[] | select(.required) | .type] | join(",")' \
		CNAME,CNAME,CNAME
	nobody_has zegel-good
	zegel check $DOMAIN --json
	exits 1
	json '[.records[] | select(.required)][0].wanted' \
		u4711.wl.sendgrid.net
}

test_in_the_wizard() {
	apis
	terminal "SSL_CERT_FILE=$SSL_CERT_FILE"
	run_in_terminal zegel --lang en --service sendgrid $DOMAIN
	wait_for 'How may Twilio SendGrid send'
	send Enter
	wait_for 'Which records does Twilio SendGrid show you?'
	shows 'F4 fetch'
	send F4
	wait_for 'Which key lets zegel ask Twilio SendGrid?'
	shows 'Settings › API Keys'
	type_text zegel-wrong-0123456789
	wait_for 'a key is here'
	shows_not zegel-wrong
	send Enter
	wait_for 'does not accept this key'
	type_text kurz
	send Enter
	wait_for 'This is no key'
	echo zegel-good-0123456789 >"$T/key"
	paste_file "$T/key"
	rm "$T/key"
	wait_for 'a key is here'
	shows_not zegel-good
	send Enter
	wait_for 'These are the records that Twilio SendGrid gave.'
	shows 'em4052.bakkerij-jansen.nl'
	send Enter
	wait_for 'Can you log in'
	send C-c
	send C-c
	back_in_shell 0
	whole_screen | grep -F zegel-good && fail 'the key is on the screen'
	nobody_has zegel-good
	# The next run needs no key.
	zegel records $DOMAIN --json
	json '[.add[].name][0]' em4052.$DOMAIN
}

test_verify_in_the_wizard() {
	apis
	publish $DOMAIN - <<-END
		ADD em4052 CNAME u4711.wl.sendgrid.net
		ADD s1._domainkey CNAME s1.domainkey.u4711.wl.sendgrid.net
		ADD s2._domainkey CNAME s2.domainkey.u4711.wl.sendgrid.net
	END
	with good check $DOMAIN --service sendgrid --fetch
	exits 0
	terminal "SSL_CERT_FILE=$SSL_CERT_FILE"
	run_in_terminal zegel --lang en $DOMAIN
	wait_for 'Which program'
	send Enter
	wait_for 'How may Twilio SendGrid send'
	send Enter
	wait_for 'Which records does Twilio SendGrid show you?'
	send Enter
	wait_for 'Nothing has to be changed'
	send F5
	wait_for 'may now send'
	shows 'F4 verify'
	send F4
	wait_for 'Shall Twilio SendGrid look itself?'
	type_text zegel-good-0123456789
	send Enter
	wait_for 'has not verified bakkerij-jansen.nl yet'
	shows 'Expected CNAME'
	type_text zegel-yess-0123456789
	send Enter
	wait_for 'Twilio SendGrid has verified bakkerij-jansen.nl.'
	asked 'api.sendgrid.com "POST'
	send Escape
	wait_for 'may now send mail'
	nobody_has zegel-yess
}

# has FILE TEXT: whatever else is in the file.
has() {
	LC_ALL=C grep -qaF "$2" "$1"
}

# Where a process that is killed so leaves a core, zegel leaves none.
test_no_core_has_the_key() {
	local pid
	apis
	ulimit -c unlimited
	mkdir "$T/core" && cd "$T/core" || exit
	(exec sh -c 'kill -ABRT $$') 2>/dev/null
	[ -n "$(ls)" ] || {
		echo 'no cores are left here'
		exit 77
	}
	rm -f ./*
	ZEGEL_API_KEY=zegel-slow-0123456789 "$ZEGEL" records $DOMAIN \
		--service sendgrid --fetch >"$T/said" 2>&1 &
	pid=$!
	is_asking() {
		[ -n "$(ss -Htn state established '( dport = :443 )')" ]
	}
	eventually 5 is_asking || fail 'it does not ask'
	! has /proc/$pid/cmdline zegel-slow || fail 'the key is an argument'
	! has /proc/$pid/environ zegel-slow || fail 'the environment has the key'
	kill -ABRT $pid
	wait $pid
	[ -z "$(ls)" ] || fail "it left a core: $(ls)"
	nobody_has zegel-slow
}

# When the answer is there, nothing in its memory is left of the key.
test_no_memory_has_the_key() {
	local pid
	# Sanitized, its memory is many terabytes wide: nobody can keep that.
	! has "$ZEGEL" __asan_init || return 0
	apis
	terminal "SSL_CERT_FILE=$SSL_CERT_FILE" ZEGEL_API_KEY=zegel-envi-0123456789
	run_in_terminal zegel --lang en --service sendgrid $DOMAIN
	wait_for 'How may Twilio SendGrid send'
	send Enter F4
	wait_for 'Which key'
	echo zegel-good-0123456789 >"$ZEGEL_LAB/pasted"
	paste_file "$ZEGEL_LAB/pasted"
	wait_for 'a key is here'
	send Enter
	wait_for 'These are the records that Twilio SendGrid gave.'
	pid=$(pgrep -x zegel)
	gcore -o "$ZEGEL_LAB/memory" $pid >/dev/null 2>&1 || exit 77
	has "$ZEGEL_LAB/memory.$pid" em4052.bakkerij-jansen.nl ||
		fail 'this core shows nothing at all'
	! has "$ZEGEL_LAB/memory.$pid" zegel-good-0123456789 ||
		fail 'the key is still in its memory'
	! has /proc/$pid/environ zegel-envi || fail 'the environment has the key'
	rm "$ZEGEL_LAB/memory.$pid"
}

test_typed_at_the_terminal() {
	apis
	terminal "SSL_CERT_FILE=$SSL_CERT_FILE"
	run_in_terminal zegel --lang en verify $DOMAIN --service sendgrid
	wait_for 'Key:'
	type_text zegel-good-0123456789
	send Enter
	wait_for 'has not verified bakkerij-jansen.nl yet'
	back_in_shell 1
	shows_not zegel-good
	# Ctrl-C leaves the terminal as it was.
	run_in_terminal clear
	run_in_terminal zegel --lang en verify $DOMAIN --service sendgrid
	wait_for 'Key:'
	type_text zegel-half
	send C-c
	back_in_shell 130
	type_text 'echo to be seen'
	wait_for '$ echo to be seen'
	shows_not zegel-half
}

test_line_by_line() {
	apis
	terminal "SSL_CERT_FILE=$SSL_CERT_FILE"
	run_in_terminal "zegel --plain --lang en --service sendgrid $DOMAIN"
	wait_for 'How may Twilio SendGrid send'
	send Enter
	wait_for 'k asks Twilio SendGrid for them, with an API key.'
	type_text k
	send Enter
	wait_for 'API key (it is not shown)'
	type_text zegel-good-0123456789
	send Enter
	wait_for 'em4052.bakkerij-jansen.nl'
	wait_for 'Can you log in'
	! whole_screen | grep -q 0123456789 || fail "$(whole_screen)"
}
