# The lab itself: that its servers are good where they should be and bad where
# they should be, and that nothing of it stays behind.
#
# SPDX-License-Identifier: MIT

# What a name server says, without asking it to recurse.
ask() {
	local server=$1
	shift
	kdig "@$server" "$@" +norec +retry=0 +timeout=2 2>&1
}

flags() {
	sed -n 's/^;; Flags: \([a-z ]*\);.*/\1/p'
}

status_of() {
	sed -n 's/.*status: \([A-Z]*\);.*/\1/p' | head -1
}

FIRST=198.51.100.1
SECOND=198.51.100.2
THIRD=198.51.100.3

test_lab_servers_complain_of_nothing() {
	! grep -E ' (error|critical): ' "$ZEGEL_LAB"/*/log || fail 'see above'
}

# Whoever is delegated in a TLD and not said to be bad answers for itself.
test_lab_serves_what_is_delegated() {
	local zone server
	for zone in "$ZEGEL_LAB"/zones/hosted/*.zone; do
		zone=$(basename "$zone" .zone)
		for server in $FIRST $SECOND 2001:db8:1::1 2001:db8:1::2; do
			equals "$(ask $server "$zone" SOA | flags)" 'qr aa' "$zone at $server"
		done
		case $zone in bogus.nl) continue ;; esac
		equals "$(kdig "$zone" SOA | status_of)" NOERROR "$zone by the resolver"
	done
	for zone in spf.spinoffice-crm.com mail.delegatie.nl \
		s1.domainkey.u4711.wl.sendgrid.net; do
		[ -n "$(kdig "$zone" TXT +short)" ] || fail "$zone has no TXT"
	done
}

test_lab_validates() {
	equals "$(kdig ondertekend.nl TXT | flags)" 'qr rd ra ad'
	equals "$(kdig voorbeeld.nl TXT | flags)" 'qr rd ra'
	equals "$(kdig bogus.nl TXT | status_of)" SERVFAIL
	equals "$(kdig bogus.nl TXT +cd +short)" '"v=spf1 mx ~all"'
	equals "$(kdig ondomein.nl TXT | status_of)" NXDOMAIN
}

test_lab_has_bad_servers() {
	ask 203.0.113.53 stil.nl SOA +timeout=1 | grep -q timeout ||
		fail 'the silent one speaks'
	ask 203.0.113.53 stil.nl SOA +timeout=1 +tcp | grep -q timeout ||
		fail 'the silent one speaks TCP'
	equals "$(ask 198.51.100.66 weigert.nl SOA | status_of)" REFUSED
	equals "$(ask 192.0.2.67 lam.nl SOA | flags)" qr 'the lame one'
	equals "$(kdig allesweigert.nl SOA | status_of)" SERVFAIL
}

test_publish_edits_both_servers_or_one() {
	local server
	publish voorbeeld.nl ADD new TXT 'say "hi" \ there'
	for server in $FIRST $SECOND; do
		equals "$(ask $server new.voorbeeld.nl TXT +short)" \
			'"say \"hi\" \\ there"'
	done
	publish -s second voorbeeld.nl REPLACE new TXT two
	equals "$(ask $FIRST new.voorbeeld.nl TXT +short)" '"say \"hi\" \\ there"'
	equals "$(ask $SECOND new.voorbeeld.nl TXT +short)" '"two"'
	publish -t 60 voorbeeld.nl - <<-END
		DEL new
		DEL @ TXT v=spf1 mx a:web.voorbeeld.nl ~all
		ADD long TXT $(printf 'x%.0s' {1..300})
		ADD sel CNAME target.example
	END
	equals "$(ask $FIRST new.voorbeeld.nl TXT | status_of)" NXDOMAIN
	equals "$(ask $FIRST voorbeeld.nl TXT +short)" \
		'"google-site-verification=Zm9vYmFyYmF6cXV1eA"'
	equals "$(ask $SECOND sel.voorbeeld.nl CNAME +noall +answer |
		awk '/CNAME/ { print $2, $5 }')" '60 target.example.'
	equals "$(ask $SECOND long.voorbeeld.nl TXT +short | tr -dc '" ' | wc -c)" 5
	! "$PUBLISH" ondomein.nl ADD x A 192.0.2.1 2>/dev/null ||
		fail 'a zone that nobody has was edited'
}

test_secondary_lags_until_notified() {
	publish -s first traagland.nl ADD new A 192.0.2.1
	equals "$(ask $THIRD new.traagland.nl A | status_of)" NXDOMAIN
	lab notify traagland.nl
	equals "$(ask $THIRD new.traagland.nl A +short)" 192.0.2.1
}

test_fault_of_one_name() {
	lab fault first servfail voorbeeld.nl TXT
	equals "$(ask $FIRST voorbeeld.nl TXT | status_of)" SERVFAIL
	equals "$(ask $FIRST voorbeeld.nl MX | flags)" 'qr aa'
	equals "$(ask $FIRST gezond.nl TXT | flags)" 'qr aa'
	lab fault first refused gezond.nl
	equals "$(ask $FIRST gezond.nl MX | status_of)" REFUSED
	equals "$(ask $FIRST voorbeeld.nl TXT | status_of)" SERVFAIL
	publish voorbeeld.nl ADD during A 192.0.2.1
	lab fault first none
	equals "$(ask $FIRST voorbeeld.nl TXT | flags)" 'qr aa'
	equals "$(ask $FIRST during.voorbeeld.nl A +short)" 192.0.2.1
}

test_fault_drop_delay_noaa() {
	lab fault second drop voorbeeld.nl TXT
	lab fault second noaa voorbeeld.nl MX
	lab fault second delay 300 voorbeeld.nl SOA
	ask $SECOND voorbeeld.nl TXT +timeout=1 | grep -q timeout || fail 'no drop'
	equals "$(ask $SECOND voorbeeld.nl MX | flags)" qr
	began=${EPOCHREALTIME/./}
	equals "$(ask $SECOND voorbeeld.nl SOA | flags)" 'qr aa'
	[ $((${EPOCHREALTIME/./} - began)) -gt 290000 ] || fail 'no delay'
}

test_fault_truncate_without_tcp() {
	lab fault first truncate voorbeeld.nl
	equals "$(ask $FIRST voorbeeld.nl TXT +ignore | flags)" 'qr tc'
	equals "$(ask $FIRST voorbeeld.nl TXT | flags)" 'qr aa'
	lab fault first notcp
	ask $FIRST voorbeeld.nl TXT +tcp +timeout=1 | grep -q timeout ||
		fail 'TCP is open'
	equals "$(ask $FIRST gezond.nl SOA | flags)" 'qr aa'
}

test_fault_silent_and_back() {
	lab fault second silent
	ask $SECOND voorbeeld.nl SOA +timeout=1 | grep -q timeout || fail 'it speaks'
	ask 2001:db8:1::2 voorbeeld.nl SOA +timeout=1 | grep -q timeout ||
		fail 'it speaks IPv6'
	equals "$(ask $FIRST voorbeeld.nl SOA | flags)" 'qr aa'
	lab fault second none
	equals "$(ask $SECOND voorbeeld.nl SOA | flags)" 'qr aa'
	equals "$(ask 2001:db8:1::2 voorbeeld.nl SOA | flags)" 'qr aa'
}

test_fault_intercept() {
	lab fault all intercept
	equals "$(ask $FIRST voorbeeld.nl SOA | flags)" 'qr ra'
	equals "$(ask 2001:db8::11 voorbeeld.nl NS | flags)" 'qr ra'
	equals "$(kdig voorbeeld.nl SOA | status_of)" NOERROR
	lab fault all none
	equals "$(ask $FIRST voorbeeld.nl SOA | flags)" 'qr aa'
}

test_one_family_alone() {
	local server
	server=$(ZEGEL_LAB='' LAB_FAMILY=6 "$LAB" run bash -c \
		'kdig v6only.nl SOA | grep -o NOERROR; kdig v4only.nl SOA | grep -o SERVFAIL
		 kdig @198.51.100.1 voorbeeld.nl SOA 2>&1 | grep -c "can.t send"')
	equals "$(echo $server)" 'NOERROR SERVFAIL 3' 'IPv6 alone'
	server=$(ZEGEL_LAB='' LAB_FAMILY=4 "$LAB" run bash -c \
		'kdig v6only.nl SOA | grep -o SERVFAIL; kdig v4only.nl SOA | grep -o NOERROR')
	equals "$(echo $server)" 'SERVFAIL NOERROR' 'IPv4 alone'
}

test_lab_run_gives_the_status_of_the_command() {
	ZEGEL_LAB='' "$LAB" run bash -c 'exit 5'
	equals $? 5 status
}

# Processes of a network namespace other than ours, by name.
others() {
	local net=/proc/self/ns/net process
	for process in /proc/[0-9]*; do
		[ "$(readlink "$process/ns/net")" = "$(readlink $net)" ] ||
			cat "$process/comm"
	done 2>/dev/null
}

test_nothing_survives_a_killed_lab() {
	local signal
	for signal in KILL TERM HUP; do
		mkfifo "$T/ready"
		ZEGEL_LAB='' "$LAB" run bash -c 'echo up; sleep infinity' >"$T/ready" &
		read -r _ <"$T/ready"
		rm "$T/ready"
		others | grep -q knotd || fail 'there is no lab to kill'
		{ kill -$signal $! && wait $!; } 2>/dev/null
		no_others() { [ -z "$(others)" ]; }
		eventually 5 no_others || fail "after $signal: $(others)"
	done
}

test_forbidden_namespaces_are_skipped_but_not_by_ci() {
	local limit=/proc/sys/user/max_net_namespaces
	unshare --user --map-root-user bash -c "
		echo 0 >$limit; ZEGEL_LAB= CI= '$LAB' run true 2>'$T/said'"
	equals $? 77 status
	equals "$(wc -l <"$T/said")" 1 'lines said'
	unshare --user --map-root-user bash -c "
		echo 0 >$limit; ZEGEL_LAB= CI=true '$LAB' run true 2>/dev/null"
	equals $? 1 'status with CI=true'
}

test_lab_that_stays() {
	export LAB_PID_FILE=$T/lab.pid ZEGEL_LAB=
	"$LAB" up >/dev/null || fail 'no lab up'
	! "$LAB" up 2>/dev/null || fail 'a second one'
	"$PUBLISH" voorbeeld.nl ADD new A 192.0.2.1 || fail 'no publish from outside'
	equals "$("$LAB" enter kdig new.voorbeeld.nl +short)" 192.0.2.1
	echo 'kdig voorbeeld.nl MX +short' | "$LAB" shell >"$T/said"
	equals "$(cat "$T/said")" '10 mail.voorbeeld.nl.'
	"$LAB" fault first refused || fail 'no fault from outside'
	equals "$("$LAB" enter kdig @$FIRST voorbeeld.nl SOA | status_of)" REFUSED
	"$LAB" down || fail 'no lab down'
	! "$LAB" enter true || fail 'it is still there'
	! "$LAB" down 2>/dev/null || fail 'down twice'
}

test_lab_has_mail_servers() {
	mail_server smtp
	mail_server imap
	python3 - <<-'END' || fail 'see above'
		import imaplib, smtplib, ssl
		user, password = "info@voorbeeld.nl", "pannenkoek met spek"
		trusts = ssl.create_default_context
		def refused(code, do):
		    try:
		        do()
		    except smtplib.SMTPResponseException as e:
		        assert e.smtp_code == code, e
		    except smtplib.SMTPRecipientsRefused as e:
		        assert all(r[0] == code for r in e.recipients.values()), e
		    else:
		        raise SystemExit("not refused: %d" % code)
		smtp = smtplib.SMTP("mail.voorbeeld.nl", 587)
		refused(553, lambda: smtp.sendmail(user, user, "hi"))
		refused(554, lambda: smtp.sendmail("a@elders.nl", user, "hi"))
		smtp.starttls(context=trusts())
		refused(535, lambda: smtp.login(user, "wrong"))
		smtp.login(user, password)
		for to, code in ("grijs", 450), ("weg", 550), ("spam", 554):
		    refused(code, lambda: smtp.sendmail(user, to + "@post.example", ""))
		refused(553, lambda: smtp.sendmail("ik@voorbeeld.nl", user, ""))
		refused(550, lambda: smtp.sendmail(user, user, "X-Weiger: 1\n\nhi"))
		smtp.sendmail(user, user, "Subject: first\n\nhi")
		smtplib.SMTP_SSL("mail.voorbeeld.nl", 465, context=trusts()).quit()
		for name in "expired", "other", "unknown", "self":
		    try:
		        smtplib.SMTP_SSL(name + ".post.example", 465, context=trusts())
		    except ssl.SSLCertVerificationError:
		        continue
		    raise SystemExit(name)
		assert not smtplib.SMTP("plain.post.example", 587).has_extn("starttls")
		imap = imaplib.IMAP4_SSL("mail.voorbeeld.nl", ssl_context=trusts())
		imap.login(user, password)
		assert "STARTTLS" in imaplib.IMAP4("mail.voorbeeld.nl").capabilities
	END
	mail >seen
	grep -q '^Subject: first' seen || fail "$(cat seen)"
}
