# Mail servers tried out: zegel smtp and zegel imap at Postfix and Dovecot, and
# at a server that answers what these would not.
#
# SPDX-License-Identifier: MIT

password() {
	printf '%s\n' "${1:-pannenkoek met spek}" >"$T/password"
}

# at STEP STATE [TROUBLE]: how the last one ended.
at() {
	json ".steps[] | select(.step == \"$1\").state" "$2"
	[ -z "${3:-}" ] || json .trouble "$3"
}

smtp() {
	zegel smtp voorbeeld.nl --server mail.voorbeeld.nl --json "$@"
}

logged_in() {
	smtp --user info@voorbeeld.nl --password-file "$T/password" "$@"
}

test_smtp_says_each_step() {
	mail_server smtp
	zegel smtp voorbeeld.nl
	exits 0
	says 'mail.voorbeeld.nl, port 587, STARTTLS (this name exists)'
	says 'answers at port 587.'
	says 'The certificate is for mail.voorbeeld.nl,'
	says 'from the lab, valid until'
	says 'voorbeeld.nl lets mail.voorbeeld.nl'
	says 'Add --user'
	says_not login.of
	zegel --lang nl smtp voorbeeld.nl --port 465
	exits 0
	says 'mail.voorbeeld.nl, poort 465, TLS'
}

# A login, the sender, one mail; the password nowhere.
test_smtp_logs_in_and_sends_one_mail() {
	mail_server smtp
	password
	logged_in
	exits 0
	at login good
	at sender good
	json '[.steps[] | select(.step == "mail")] | length' 0
	[ -z "$(ls "$ZEGEL_LAB/mailbox/new")" ] || fail 'a mail was sent'
	logged_in --to ik@post.example
	exits 0
	at mail good
	mail >seen
	grep -q '^From: .*info@voorbeeld.nl' seen || fail "$(cat seen)"
	grep -q '^To: .*ik@post.example' seen || fail "$(cat seen)"
	for text in "$out" "$err"; do
		case $text in *pannenkoek* | *cGFubmVua29l*) fail 'the password' ;; esac
	done
	json '[.dialogue[].line] | index("AUTH PLAIN") != null' true
}

test_smtp_asks_for_the_password_and_shows_nothing_of_it() {
	mail_server smtp
	terminal
	run_in_terminal zegel smtp --server mail.voorbeeld.nl \
		--user info@voorbeeld.nl
	wait_for 'Password of info@voorbeeld.nl at mail.voorbeeld.nl'
	type_text 'pannenkoek met spek'
	send Enter
	wait_for 'The login of info@voorbeeld.nl is accepted.'
	shows_not pannenkoek
}

test_smtp_certificates() {
	local name trouble
	mail_server smtp
	for name in expired:certificate-expired other:certificate-name \
		unknown:certificate-issuer self:certificate-self; do
		trouble=${name#*:} name=${name%:*}.post.example
		for port in 587 465; do
			zegel smtp --server $name --port $port --json
			exits 1
			at reach good
			at tls bad "$trouble"
			# Nothing is said behind a certificate that is wrong.
			json '[.dialogue[] | select(.from == "client").line
				| select(startswith("EHLO") or . == "STARTTLS" | not)]
				| length' 0
		done
	done
	zegel smtp --server other.post.example
	says 'The certificate that other.post.example shows is for somebody.else.example'
	unset SSL_CERT_FILE
	zegel smtp --server mail.voorbeeld.nl --json
	at tls bad certificate-issuer
}

test_smtp_ports_and_names() {
	mail_server smtp
	smtp --port 26
	exits 1
	at reach bad closed
	zegel smtp --server nergens.voorbeeld.nl --json
	exits 1
	at reach bad no-name
	zegel smtp --server 203.0.113.53 --timeout 1 --json
	exits 3
	at reach unknown silent
	zegel smtp --server plain.post.example --port 587 --json
	exits 1
	at tls bad no-starttls
	smtp --port 465 --security starttls --timeout 1
	exits 3
	at reach unknown mute
	smtp --port 587 --security tls
	exits 1
	at tls bad no-tls
	zegel smtp --server 127.0.0.1 --port 5301 --security tls --timeout 1 --json
	[ $status != 0 ] || fail 'a name server is no mail server'
}

test_smtp_refusals() {
	mail_server smtp
	password wrong
	logged_in
	exits 1
	at login bad login
	password
	logged_in --from ander@voorbeeld.nl
	exits 1
	at login good
	at sender bad sender
	smtp --from info@voorbeeld.nl
	exits 1
	at sender bad login-wanted
	for to in grijs:greylisted vol:full weg:recipient spam:spam; do
		logged_in --to "${to%:*}@post.example"
		[ $status != 0 ] || fail "$to was taken"
		at sender good
		json .trouble "${to#*:}"
	done
}

test_smtp_password_is_never_said_in_the_clear() {
	mail_server smtp
	password
	zegel smtp --server plain.post.example --security none
	exits 0
	zegel smtp --server plain.post.example --security none --user me \
		--password-file "$T/password"
	exits 2
	complains 'not encrypted'
	zegel smtp --server plain.post.example --port 587 --user me \
		--password-file "$T/password" --json
	exits 1
	at tls bad no-starttls
	! lab log smtp | grep -q sasl || fail 'a login was tried'
}

# What Gmail, Microsoft and others answer: what is to be done about it differs.
test_smtp_answers_of_the_large() {
	local reply
	password
	for reply in \
		'app-password:534-5.7.9 Application-specific password required. For more|534 5.7.9 information, go to https://support.google.com' \
		'password-off:535 5.7.139 Authentication unsuccessful, basic authentication is disabled.' \
		'smtp-off:535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.' \
		'too-often:454 4.7.0 Too many login attempts, please try again later.'; do
		answers <<-END
			listen $((++port + 2600))
			greet 220 hi
			EHLO 250-hi|250-STARTTLS|250 AUTH PLAIN LOGIN
			STARTTLS 220 go
			AUTH 334
			- ${reply#*:}
		END
		logged_in --port $((port + 2600))
		json .trouble "${reply%%:*}"
	done
}

test_smtp_odd_servers() {
	password
	answers <<-END
		listen 2701
		greet 220 hi
		EHLO 250-hi|250-STARTTLS|250 AUTH XOAUTH2
		STARTTLS 220 go
	END
	logged_in --port 2701
	exits 1
	at login bad oauth-only
	answers <<-END
		listen 2702
		greet 554 5.7.1 You are not welcome
	END
	smtp --port 2702
	exits 1
	at reach bad not-welcome
	answers <<-END
		listen 2703
		greet 220 hi
		EHLO flood
	END
	smtp --port 2703
	exits 1
	json .trouble nonsense
	answers <<-END
		listen 2704
		greet close
	END
	smtp --port 2704 --security starttls
	exits 3
	json .trouble broken-off
	# It greets, and what comes then is told under the line that says so.
	answers <<-END
		listen 2706
		greet 220 hi
		EHLO 502 5.5.1 What is that?
	END
	smtp --port 2706 --security starttls
	exits 1
	at reach good
	at tls bad no-starttls
	zegel smtp voorbeeld.nl --server mail.voorbeeld.nl --port 2706 --security starttls
	says 'offers no encryption'
	answers <<-END
		listen 2707
		greet 220 hi
		EHLO silence
	END
	zegel smtp voorbeeld.nl --server mail.voorbeeld.nl --port 2707 \
		--security starttls --timeout 1
	exits 3
	says 'did not go on in time'
	answers <<-END
		listen 2705
		greet HTTP/1.1 400 Bad Request
	END
	smtp --port 2705 --security starttls --timeout 1
	exits 1
	json .trouble nonsense
}

test_suggestions_follow_the_dns() {
	mail_server smtp
	publish voorbeeld.nl ADD _submissions._tcp SRV '0 1 465 mail.voorbeeld.nl.'
	publish voorbeeld.nl ADD _imaps._tcp SRV '0 1 993 mail.voorbeeld.nl.'
	zegel smtp voorbeeld.nl --json
	exits 0
	json .suggestions[0].source srv
	json .suggestions[0].port 465
	json .server.security tls
	zegel imap voorbeeld.nl --json
	json .suggestions[0].source srv
	publish voorbeeld.nl DEL @ MX
	publish voorbeeld.nl ADD @ MX '10 voorbeeld-nl.mail.protection.outlook.com.'
	zegel imap voorbeeld.nl --server mail.voorbeeld.nl
	exits 0
	zegel smtp voorbeeld.nl --server smtp.office365.com
	says 'Microsoft 365 takes no passwords from programs'
}

test_spf_question_of_the_server() {
	mail_server smtp
	publish voorbeeld.nl DEL @ TXT 'v=spf1 mx a:web.voorbeeld.nl ~all'
	publish voorbeeld.nl ADD @ TXT 'v=spf1 ip4:192.0.2.1 -all'
	zegel smtp voorbeeld.nl --server mail.voorbeeld.nl --json
	exits 1
	json .spf fail
	at spf bad
	zegel smtp zonderspf.nl --server mail.voorbeeld.nl
	exits 1
	says 'zonderspf.nl has no SPF record'
}

test_imap() {
	mail_server imap
	password
	imap() {
		zegel imap --server mail.voorbeeld.nl --json "$@"
	}
	imap
	exits 0
	json .server.port 993
	imap --port 143 --user info@voorbeeld.nl --password-file "$T/password"
	exits 0
	at login good
	json .server.security starttls
	case $out in *pannenkoek* | *cGFubmVua29l*) fail 'the password' ;; esac
	password wrong
	imap --user info@voorbeeld.nl --password-file "$T/password"
	exits 1
	at login bad login
	zegel imap --server expired.post.example --json
	at tls bad certificate-expired
	zegel imap --server other.post.example --json
	at tls bad certificate-name
	zegel imap --server self.post.example --port 143 --json
	at tls bad certificate-self
	zegel imap --server plain.post.example --port 143 --json
	at tls bad no-starttls
	zegel imap --server plain.post.example --json
	at reach bad closed
	zegel imap --server mail.voorbeeld.nl
	says 'With IMAP all mail stays on the server'
}

test_imap_answers_of_the_large() {
	local reply
	password
	for reply in \
		'app-password:$ NO [ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)' \
		'password-off:$ NO LOGIN failed. BasicAuthBlocked' \
		'imap-off:$ NO [ALERT] Your account is not enabled for IMAP use.' \
		'login-later:$ NO [UNAVAILABLE] Temporary authentication failure.'; do
		answers <<-END
			listen $((++port + 2800)) tls
			greet * OK hi
			CAPABILITY * CAPABILITY IMAP4rev1|$ OK done
			LOGIN ${reply#*:}
		END
		zegel imap --server mail.voorbeeld.nl --port $((port + 2800)) \
			--security tls --user me --password-file "$T/password" --json
		json .trouble "${reply%%:*}"
	done
}

test_wrong_command_lines() {
	zegel smtp
	exits 2
	zegel smtp --server 'no name'
	exits 2
	zegel smtp --server a.example --security ssl
	exits 2
	zegel smtp --server a.example --port 99999
	exits 2
	zegel smtp --server a.example --from 'x@y> RCPT TO:<z@w'
	exits 2
	zegel smtp --server a.example --to ik@post.example
	exits 2
	complains --from
	zegel smtp --server a.example --user me --password-file /nowhere
	exits 2
	zegel smtp --server a.example --no-verify
	exits 2
}

# From the way that needs no DNS, in the wizard: first without a login, then
# with one, and a test mail.
test_wizard_tries_the_server() {
	mail_server smtp
	publish voorbeeld.nl ADD _submission._tcp SRV '0 1 587 mail.voorbeeld.nl.'
	terminal
	run_in_terminal zegel --lang en voorbeeld.nl --service salesdock --way own-smtp
	wait_for 'How may Salesdock send'
	send Enter
	wait_for 'try it'
	send t
	wait_for 'mail.voorbeeld.nl, port 587, STARTTLS (your domain itself'
	send Enter
	wait_for 'voorbeeld.nl lets mail.voorbeeld.nl'
	shows 'So far no password was needed.'
	is_calm
	send l
	wait_for 'Does the login at mail.voorbeeld.nl work?'
	type_text info@voorbeeld.nl
	send Enter
	type_text 'pannenkoek met spek'
	wait_for 'a password is here'
	shows_not pannenkoek
	send Down Down
	type_text ik@post.example
	send Enter
	wait_for 'The test mail to ik@post.example was taken.'
	mail | grep -q '^To: .*ik@post.example' || fail 'another mail'
	send d
	wait_for 'EHLO voorbeeld.nl'
	send NPage
	wait_for 'AUTH PLAIN'
	shows_not cGFubmVua29l
	send Escape
	wait_for 'Which server takes the mail that you send?'
	send Escape
	wait_for 'Nothing has to be set in the DNS.'
}
