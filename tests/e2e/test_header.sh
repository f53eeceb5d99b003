# zegel header: what became of a message, with keys that stand in a real zone.
#
# SPDX-License-Identifier: MIT

# Lets OpenDKIM sign a message as it does in a mail server: sign SELECTOR writes
# SELECTOR.eml, and the record of its key into SELECTOR.txt.
sign() {
	opendkim-genkey -b 2048 -d voorbeeld.nl -s "$1" || fail 'no key'
	printf '%s\n' 'Mode s' 'Domain voorbeeld.nl' "Selector $1" \
		"KeyFile $PWD/$1.private" 'Canonicalization relaxed/simple' \
		"Socket local:$PWD/socket" 'Syslog no' 'RequireSafeKeys no' >conf
	opendkim -f -x conf &
	local pid=$!
	is_up() { [ -S socket ]; }
	eventually 10 is_up || fail 'OpenDKIM does not start'
	cat >sign.lua <<-END
	c = mt.connect("local:socket")
	mt.conninfo(c, "localhost", "127.0.0.1")
	mt.mailfrom(c, "info@voorbeeld.nl")
	mt.rcptto(c, "<jan@elders.nl>")
	mt.header(c, "From", "Voorbeeld <info@voorbeeld.nl>")
	mt.header(c, "Subject", "Factuur")
	mt.header(c, "Date", "Sat, 21 Nov 2026 14:04:08 +0100")
	mt.eoh(c)
	mt.bodystring(c, "Beste Jan,\r\n\r\nHier is de factuur.\r\n")
	mt.eom(c)
	f = io.open("signature", "w")
	f:write(mt.getheader(c, "DKIM-Signature", 0))
	f:close()
	mt.disconnect(c)
	END
	miltertest -s sign.lua || fail 'not signed'
	kill $pid
	{
		printf '%s\n' 'Received: from app.voorbeeld.nl (app.voorbeeld.nl [203.0.113.5])' \
			'	by mx.elders.nl (Postfix) with ESMTPS id 4F1; Sat'
		printf 'DKIM-Signature:%s\n' "$(tr -d '\r' <signature)"
		printf '%s\n' 'From: Voorbeeld <info@voorbeeld.nl>' \
			'Subject: Factuur' 'Date: Sat, 21 Nov 2026 14:04:08 +0100' \
			'' 'Beste Jan,' '' 'Hier is de factuur.'
	} >"$1.eml"
}

test_signed_by_opendkim() {
	command -v miltertest >/dev/null || exit 77
	sign zegel
	publish voorbeeld.nl ADD zegel._domainkey TXT \
		"$(grep -o '"[^"]*"' zegel.txt | tr -d '"\n')"
	zegel header zegel.eml --json
	exits 0
	json '.dkim[0].state' right
	json '.dkim[0].alignment' strict
	json '.conclusion' fine
	zegel header zegel.eml --lang nl
	says 'Dit bericht is in orde: bewezen is dat het komt van voorbeeld.nl'
	sed 's/de factuur/uw factuur/' zegel.eml >changed.eml
	zegel header changed.eml --json
	exits 1
	json '.conclusion' body-changed
	publish voorbeeld.nl DEL zegel._domainkey TXT
	sed 's/s=zegel/s=nergens/' zegel.eml >elsewhere.eml
	zegel header elsewhere.eml --json
	exits 1
	json '.conclusion' no-key
	says nergens._domainkey.voorbeeld.nl
}

test_a_refusal_from_standard_input() {
	printf '%s\n' '550 5.1.1 <jan@elders.nl>: User unknown' >line
	out=$("$ZEGEL" header --lang de <line 2>err)
	status=$?
	exits 1
	says 'Das Postfach, an das sie ging, existiert nicht.'
	says_not DMARC
	zegel header line --json
	json '.bounce.cause' no-user
	json '.bounce.code' 550
	json '.bounce.status' 5.1.1
}

test_spf_of_then_and_now() {
	printf '%s\n' 'Return-Path: <info@voorbeeld.nl>' \
		'Received: from app.elders.nl (app.elders.nl [198.51.100.9])' \
		'	by mx.elders.nl (Postfix) with ESMTPS id 1; Sat' \
		'Authentication-Results: mx.elders.nl; spf=softfail' \
		'	smtp.mailfrom=voorbeeld.nl' \
		'From: info@voorbeeld.nl' 'Date: Sat' >header
	zegel header header --json --domain voorbeeld.nl
	exits 1
	json '[.conclusion, .spf.said, .spf.now]' \
		'["spf-weak","softfail","softfail"]'
	publish voorbeeld.nl REPLACE @ TXT 'v=spf1 ip4:198.51.100.9 ~all'
	lab resolver flush_zone voorbeeld.nl >/dev/null
	zegel header header --json
	exits 0
	json '[.conclusion, .spf.now]' '["now-right","pass"]'
	zegel header header --domain muster.de --json
	exits 1
	json .conclusion other-domain
}

test_what_is_no_message() {
	echo 'Hallo, kunt u helpen?' >prose
	zegel header prose
	exits 2
	says 'There is no header in this'
	zegel header nergens
	exits 2
	complains 'there is no such file'
	zegel header prose --domain co.uk
	exits 2
	zegel header a b
	exits 2
	complains 'zegel header [FILE]'
}

test_pasted_into_the_wizard() {
	printf '%s\n' 'Return-Path: <info@voorbeeld.nl>' \
		'Received: from app.elders.nl (app.elders.nl [198.51.100.9])' \
		'	by mx.elders.nl (Postfix) with ESMTPS id 1; Sat' \
		'From: info@voorbeeld.nl' 'Date: Sat' >header
	publish_spinoffice
	zegel watch voorbeeld.nl --service spinoffice
	exits 0
	terminal
	run_in_terminal zegel --overview --lang nl
	wait_for 'De domeinen die zegel kent'
	send F7
	wait_for 'Wat is er van een bericht geworden?'
	shows 'Outlook, nieuw en op het web'
	paste_file header
	wait_for 'Het SPF-record van voorbeeld.nl noemt de server'
	send F4
	wait_for 'Outlook, nieuw en op het web'
	send Escape
	wait_gone 'Wat is er van een bericht geworden?'
}
