# What zegel knows by heart: programs and DNS hosts, listed, searched, explained,
# and walked through.
#
# SPDX-License-Identifier: MIT

test_programs_are_found_by_what_people_type() {
	local word id
	while read -r id word; do
		zegel services --json "$word"
		exits 0
		json .id "$id"
	done <<-END
		spinoffice spinoffice
		spinoffice Spin-Office CRM
		e-boekhouden e-boekhouden
		e-boekhouden eboekhouden
		e-boekhouden E boekhouden
		boekhouden boekhouden.nl
		billit bíllit
		brevo Sendinblue
		onfact https://www.onfact.be/
	END
	# Who does not know the name knows what it is for.
	zegel --lang nl services nieuwsbrief
	exits 0
	says 'cleverreach  '
	complains 'Niets heet “nieuwsbrief”'
	zegel --lang de services Rechnungen
	exits 0
	says 'flicono  '
	equals "$err" ''
}

test_two_programs_of_nearly_the_same_name_are_told_apart() {
	zegel --lang nl services boekhouden
	exits 0
	says 'boekhouden.nl is een ander programma dan e-Boekhouden.nl'
	says 'e-boekhouden  '
	zegel --lang de services e-boekhouden
	says 'e-Boekhouden.nl ist ein anderes Programm als boekhouden.nl'
}

test_a_slip_of_the_fingers_is_forgiven() {
	zegel services spinofice
	exits 0
	says 'mrsel1._domainkey.spinoffice-crm.com'
	complains 'Nothing is called “spinofice”'
	zegel services xyzzy
	exits 1
	equals "$out" ''
	complains 'its records can be pasted'
}

test_every_program_is_told_of_in_every_language() {
	local lang id ids
	zegel services --json
	exits 0
	ids=$(jq -r .id <<<"$out")
	[ "$(wc -w <<<"$ids")" -ge 110 ] || fail 'too few programs'
	for lang in nl de en; do
		for id in $ids; do
			zegel --lang "$lang" services "$id"
			exits 0
			says "($id, "
			says_not '%1$s'
			says_not '(null)'
		done
	done
}

test_how_sure_the_facts_are_can_be_counted() {
	zegel services --json
	equals "$(jq -rs 'map(.confidence) | unique | join(" ")' <<<"$out")" \
		'memory public vendor'
	equals "$(jq -s '[.[].records[] | select(.ready and
		(.evidence != "vendor" and .evidence != "public"))] |
		length' <<<"$out")" 0
}

test_a_host_is_shown_with_its_form() {
	zegel --lang nl host voorbeeld.nl
	exits 0
	says 'De DNS van voorbeeld.nl staat bij TransIP'
	says 'Domeinen › voorbeeld.nl › DNS'
	says 'TransIP zet zelf .voorbeeld.nl achter de naam.'
	zegel host --json voorbeeld.nl
	json .id transip
	json '.checked | index("name") != null' true
}

test_an_unknown_host_takes_the_form_that_is_named() {
	zegel host goed.nl
	exits 0
	says 'Who hosts the DNS of goed.nl is not known here'
	says 'Which panel does it look like?'
	says 'How your DNS host wants it is not known here'
	zegel host --json --panel plesk goed.nl
	json .id null
	json .panel.id plesk
	json .panel.apex empty
	zegel --lang de host --panel direct-admin goed.nl
	says 'Im Formular von DirectAdmin:'
	says 'goed.nl.   '
	zegel host --panel nobody goed.nl
	exits 2
	complains 'no DNS host of this name is known'
	zegel host --panel hetzner goed.nl
	exits 2
	complains 'which of these is meant: hetzner-console, hetzner-konsoleh, hetzner-robot?'
}

test_records_are_written_in_the_form_that_is_named() {
	zegel records zonderspf.nl --service spinoffice --panel directadmin
	exits 0
	says 'zonderspf.nl.'
	says 'mrsel1._domainkey.spinoffice-crm.com.'
	zegel records zonderspf.nl --service spinoffice --panel plesk
	says '(leave this field empty)'
	cat >zone <<-END
		\$ORIGIN zonderspf.nl.
		@ 3600 IN SOA ns1.naamhuis.nl. a.naamhuis.nl. 1 2 3 4 5
		@ 3600 IN NS ns1.naamhuis.nl.
		@ 3600 IN MX 10 mail.naamhuis.nl.
	END
	zegel records --zone zone --service spinoffice --panel bind
	says '"v=spf1 '
}

# The wizard asks which panel it looks like, once, and remembers.
test_the_panel_is_asked_and_remembered() {
	terminal
	run_in_terminal zegel --lang en --service spinoffice zonderspf.nl
	wait_for 'How may SpinOffice CRM send'
	send Enter
	wait_for 'Can you log in'
	wait_for 'at your DNS host'
	send Enter
	wait_for 'What does it look like'
	type_text plesk
	wait_for '▸ Plesk'
	send Enter
	wait_for '(leave this field empty)'
	send q
	back_in_shell 0
	zegel records zonderspf.nl
	says '(leave this field empty)'
	run_in_terminal clear
	wait_gone '(leave this field empty)'
	run_in_terminal zegel --lang en zonderspf.nl
	wait_for '(leave this field empty)'
	type_text f
	wait_for 'chosen'
	type_text directadmin
	wait_for '▸ DirectAdmin'
	send Enter
	wait_for 'zonderspf.nl.'
}

# walk SERVICE: to where its ways, or its values, or its records are shown.
walk() {
	run_in_terminal clear
	run_in_terminal "zegel --lang $1 --state :memory: --service $2 voorbeeld.nl"
	wait_for "$3"
	send Enter
	wait_for "$4"
	send C-c
	send C-c
	back_in_shell 0
}

test_programs_of_the_pages_are_walked_through() {
	terminal
	walk nl onfact 'Hoe mag onFact' 'Valideer mijn e-mailadres'
	walk nl spinoffice 'Hoe mag SpinOffice' 'Kunt u'
	walk nl salesdock 'Twilio SendGrid' 'Instellingen › Domein authenticatie'
	walk de flicono 'Eine Adresse, die das Programm' 'Können Sie'
	walk nl wefact 'Hoe mag WeFact' 'Zoek de records in WeFact'
	walk nl boekhouden 'Hoe mag boekhouden.nl' 'Zoek de records in boekhouden.nl'
	walk en mailchimp 'How may Mailchimp' 'Can you log in'
	walk en acymailing 'How may AcyMailing' \
		'http://www.acyba.com/fr/support/documentation/156-acymailing-dkim.html'
}
