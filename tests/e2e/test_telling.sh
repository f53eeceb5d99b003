# zegel check tells what turned: by mail through Postfix with its TLS and its
# login, by a webhook that has no time at first, and again where that failed.
#
# SPDX-License-Identifier: MIT

DOMAIN=bakkerij-jansen.nl

# smtp_conf [LINE...]: the settings for the lab's Postfix; later lines count.
smtp_conf() {
	export XDG_CONFIG_HOME=$T/config
	mkdir -p "$XDG_CONFIG_HOME/zegel"
	{
		cat <<-END
			server = mail.voorbeeld.nl
			user = info@voorbeeld.nl
			password = pannenkoek met spek
		END
		printf '%s\n' "$@"
	} >"$XDG_CONFIG_HOME/zegel/smtp.conf"
	chmod 600 "$XDG_CONFIG_HOME/zegel/smtp.conf"
}

# All that SpinOffice wants is there; zegel has told that, to nobody.
become_green() {
	publish_spinoffice
	zegel check voorbeeld.nl --service spinoffice
	exits 0
}

break_it() {
	publish voorbeeld.nl - <<-END
		DEL mrsel2._domainkey CNAME mrsel2._domainkey.spinoffice-crm.com
		ADD mrsel2._domainkey.voorbeeld.nl CNAME mrsel2._domainkey.spinoffice-crm.com
	END
}

# parsed PYTHON: of the mail that came, as m; its text as text.
parsed() {
	mail | python3 -c '
import email, email.policy, email.utils, sys
m = email.message_from_binary_file(sys.stdin.buffer, policy=email.policy.default)
text = m.get_content()
print(eval(sys.argv[1]))' "$1"
}

mails() {
	ls "$ZEGEL_LAB/mailbox/new" | wc -l
}

# hook ANSWER...: a webhook at http://localhost:8099/zegel
hook() {
	has_begun() { [ -e "$T/hook/ready" ]; }
	setsid "$(dirname "$LAB")/webhook" 8099 "$T/hook" "$@" \
		</dev/null >"$T/hook.log" 2>&1 &
	eventually 10 has_begun || fail "no webhook: $(cat "$T/hook.log")"
}

posts() {
	find "$T/hook" -name '*.headers' | wc -l
}

test_a_mail_says_what_turned_once() {
	mail_server smtp
	smtp_conf
	become_green
	zegel check --mail beheer@post.example --lang nl
	exits 0
	equals "$(mails)" 0
	break_it
	zegel check --changes --mail beheer@post.example --lang nl
	exits 1
	equals "$(parsed 'm["Subject"]')" \
		'zegel: voorbeeld.nl vraagt aandacht: verkeerde naam'
	equals "$(parsed 'm["To"], m["Content-Language"], m["Auto-Submitted"]')" \
		"('beheer@post.example', 'nl', 'auto-generated')"
	equals "$(parsed 'm["From"].addresses[0].addr_spec')" info@voorbeeld.nl
	equals "$(parsed 'm["Return-Path"]')" '<info@voorbeeld.nl>'
	equals "$(parsed 'abs((email.utils.parsedate_to_datetime(m["Date"]) -
		email.utils.localtime()).total_seconds()) < 600')" True
	equals "$(parsed 'm["Message-ID"].endswith("@voorbeeld.nl>")')" True
	equals "$(parsed 'm.get_content_charset(), m["MIME-Version"], m.defects')" \
		"('utf-8', '1.0', [])"
	equals "$(parsed 'max(map(len, str(m).split("\n"))) < 500')" True
	# What is wrong, and what to do.
	out=$(parsed text)
	says 'mrsel2._domainkey.voorbeeld.nl.voorbeeld.nl'
	says 'Vul bij'
	says 'zegel history voorbeeld.nl'
	# With a login, which the server allows with TLS alone.
	"$LAB" log smtp | grep -q sasl_username=info@voorbeeld.nl ||
		fail 'without a login'
	# Told is told.
	zegel check --changes --mail beheer@post.example --lang nl
	exits 0
	equals "$(mails)" 1
}

test_one_is_told_not_two() {
	zegel check gezond.nl --mail a@post.example --mail b@post.example
	exits 2
	complains 'only once'
	zegel install-timer --webhook https://a.example --webhook https://b.example
	exits 2
	complains 'only once'
}

test_a_mail_that_cannot_be_sent_is_sent_the_next_time() {
	mail_server smtp
	smtp_conf 'password = geheim'
	become_green
	zegel check --mail beheer@post.example
	break_it
	zegel check --changes --mail beheer@post.example
	exits 4
	says voorbeeld.nl
	complains 'mail.voorbeeld.nl refuses the login.'
	complains '535'
	! grep -q geheim "$T/err" || fail 'the password is told'
	equals "$(wc -l <"$T/err")" 1
	# By the output it was told, by mail it was not.
	smtp_conf 'from = iemand@elders.example'
	zegel check --changes --mail beheer@post.example
	exits 4
	complains 'mail.voorbeeld.nl does not let iemand@elders.example send.'
	smtp_conf
	zegel check --changes --mail weg@post.example
	exits 4
	complains 'mail.voorbeeld.nl does not take mail for weg@post.example.'
	equals "$out" ''
	zegel check --changes --mail beheer@post.example
	exits 0
	equals "$(parsed 'm["Subject"]')" \
		'zegel: voorbeeld.nl needs attention: wrong name'
	equals "$(mails)" 1
}

test_mail_goes_to_nobody_who_cannot_be_trusted() {
	local server why
	mail_server smtp
	smtp_conf
	become_green
	zegel check --mail beheer@post.example
	break_it
	while read -r server why; do
		smtp_conf "server = $server"
		zegel check --mail beheer@post.example
		exits 4
		complains "$why"
		! grep -q "sasl_username" <<<"$("$LAB" log smtp)" ||
			fail "$server got the password"
	done <<-END
		expired.post.example The certificate of expired.post.example is not valid
		other.post.example The certificate of other.post.example is another server's
		unknown.post.example The certificate of unknown.post.example comes from nobody
		self.post.example The certificate of self.post.example comes from nobody
		plain.post.example plain.post.example and this computer cannot agree on encryption
		nergens.post.example There is no address for nergens.post.example.
	END
	# TLS from the first byte will do as well.
	smtp_conf 'port = 465'
	zegel check --mail beheer@post.example
	exits 1
	equals "$(parsed 'm["To"]')" beheer@post.example
}

test_settings_for_mail_that_are_no_good() {
	export XDG_CONFIG_HOME=$T/config
	zegel check $DOMAIN --mail beheer@post.example
	exits 2
	complains "$T/config/zegel/smtp.conf"
	equals "$out" ''
	smtp_conf
	chmod 644 "$T/config/zegel/smtp.conf"
	zegel check $DOMAIN --mail beheer@post.example
	exits 2
	complains 'chmod 600'
	for address in jan 'jan@voorbeeld.nl, piet@voorbeeld.nl' \
		$'jan@voorbeeld.nl\nBcc: piet@voorbeeld.nl'; do
		zegel check $DOMAIN --mail "$address"
		exits 2
	done
	for url in http://voorbeeld.nl/ ftp://localhost/ https://jan:x@voorbeeld.nl/; do
		zegel check $DOMAIN --webhook "$url"
		exits 2
	done
}

test_settings_for_mail_from_the_environment() {
	mail_server smtp
	export ZEGEL_SMTP_SERVER=mail.voorbeeld.nl ZEGEL_SMTP_USER=info@voorbeeld.nl
	export ZEGEL_SMTP_PORT=465 ZEGEL_SMTP_FROM=zegel@post.example
	become_green
	zegel check --mail beheer@post.example
	exits 2
	complains 'no password'
	export ZEGEL_SMTP_PASSWORD='pannenkoek met spek'
	zegel check --mail beheer@post.example
	exits 0
	break_it
	zegel check --mail beheer@post.example
	exits 1
	equals "$(parsed 'm["From"].addresses[0].addr_spec')" zegel@post.example
}

test_a_webhook_that_has_no_time_at_first() {
	hook 503 429:1 204
	become_green
	zegel check --webhook http://localhost:8099/zegel?key=geheim
	exits 0
	equals "$(posts)" 0
	break_it
	zegel check --webhook http://localhost:8099/zegel?key=geheim --lang de
	exits 1
	equals "$(posts)" 3
	cmp "$T/hook/1" "$T/hook/3" || fail 'not the same was posted again'
	grep -qx 'POST /zegel?key=geheim' "$T/hook/1.headers" || fail 'another path'
	grep -qix 'Content-Type: application/json' "$T/hook/1.headers" ||
		fail 'no JSON, it says'
	out=$(cat "$T/hook/3")
	json '[.language, .looked, (.turned | length), (.text | split("\n")[0])]' \
		'["de",1,1,"zegel: voorbeeld.nl braucht Ihre Aufmerksamkeit: falscher Name"]'
	json '.turned[0] | [.domain, .verdict, .turned.from]' \
		'["voorbeeld.nl","wrong","green"]'
	json '[.turned[0].records[].findings[].code]' '["name-doubled"]'
	zegel check --webhook http://localhost:8099/zegel?key=geheim
	exits 1
	equals "$(posts)" 3
}

test_a_webhook_that_refuses() {
	hook 404 302:http://localhost:8099/elders 200
	become_green
	zegel check --webhook http://localhost:8099/x?key=geheim
	break_it
	zegel check --changes --webhook http://localhost:8099/x?key=geheim
	exits 4
	equals "$err" 'zegel: --webhook: 127.0.0.1 did not take it: it answers 404.'
	equals "$(posts)" 1
	# Where it points nobody goes.
	zegel check --changes --webhook http://localhost:8099/x?key=geheim
	exits 4
	equals "$(posts)" 2
	zegel check --changes --webhook http://localhost:8099/x?key=geheim
	exits 0
	equals "$(posts)" 3
}

test_a_webhook_over_tls() {
	https
	become_green
	zegel check --webhook https://web.example/post
	break_it
	(
		unset SSL_CERT_FILE
		zegel check --webhook https://web.example/post
		exits 4
		complains 'The certificate of web.example'
	) || exit
	zegel check --webhook https://web.example/post
	exits 1
	"$LAB" log web | grep -q 'web.example "POST /post .*voorbeeld.nl needs attention' ||
		fail "nothing was posted: $("$LAB" log web)"
}
