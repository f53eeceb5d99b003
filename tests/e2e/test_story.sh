# The story itself, in three languages: from the sender's address to green, and
# what later runs say when a record is gone or nobody answers.
#
# The words that are looked for are those of i18n/glossary.md.
#
# SPDX-License-Identifier: MIT

DKIM=_domainkey.spinoffice-crm.com

# The resolver was never asked for this name.
is_unknown_to_resolver() {
	! "$LAB" resolver dump_cache | grep -qi "$1"
}

# story DOMAIN LANGUAGE SPF; the words come in the variables of the caller.
story() {
	local domain=$1 language=$2 spf=$3 number

	terminal
	run_in_terminal zegel
	wait_for 'Welche Sprache?'
	# They stand in the order nl, de, en, and the cursor at the last one.
	case $language in nl) send Up Up ;; de) send Up ;; esac
	send Enter
	wait_for "$where_from"
	type_text "Info@${domain^}"
	wait_for "✓ $domain"
	send Enter
	wait_for "$which_program"
	type_text spin
	wait_for '▸ [ ] SpinOffice CRM'
	send Enter
	wait_for "$which_way"
	send Enter
	wait_for "$can_you_log_in"
	send Enter

	wait_for "$counts"
	wait_for 'include:spf.spinoffice-crm.com'
	for number in 1 2 3; do
		send Down
		wait_for "mrsel$number._domainkey."
	done
	send Home
	wait_for 'include:spf.spinoffice-crm.com'
	is_calm || fail "red before anything was done"$'\n'"$(screen)"

	send F5
	wait_for "$not_changed"
	shows "$not_found"
	is_calm || fail "red while waiting"$'\n'"$(screen)"
	is_unknown_to_resolver "mrsel1._domainkey.$domain" ||
		fail 'the resolver was asked too early'

	publish "$domain" ADD mrsel1._domainkey CNAME mrsel1.$DKIM
	wait_for "2 $of 2"
	publish -s first "$domain" ADD mrsel2._domainkey CNAME mrsel2.$DKIM
	wait_for "1 $of 2"
	is_calm || fail "red half-way"$'\n'"$(screen)"
	publish -s second "$domain" ADD mrsel2._domainkey CNAME mrsel2.$DKIM
	publish "$domain" - <<-END
		ADD mrsel3._domainkey CNAME mrsel3.$DKIM
		DEL @ TXT $spf ~all
		ADD @ TXT $spf include:spf.spinoffice-crm.com ~all
	END
	wait_for "$may_send"
	is_calm || fail "red when done"$'\n'"$(screen)"

	send q
	wait_for "zegel $domain"
	back_in_shell 0
	whole_screen | grep -q "mrsel3._domainkey.$domain *mrsel3.$DKIM" ||
		fail "no records after leaving: $(whole_screen)"
	run_in_terminal "clear; zegel $domain"
	wait_for "$may_send"
	send q
	back_in_shell 0

	zegel check "$domain" --json
	exits 0
	json .verdict green
	zegel check "$domain" --lang "$language"
	exits 0
	says "$may_send"

	publish "$domain" DEL mrsel2._domainkey
	zegel check "$domain" --lang "$language"
	exits 1
	says mrsel2._domainkey
	says_not mrsel1._domainkey."$domain"
	zegel check "$domain" --json
	exits 1
	json '.records[] | select(.required and .state != "ok") | .name' \
		"mrsel2._domainkey.$domain"

	lab fault first silent
	lab fault second silent
	zegel check "$domain" --json --timeout 1
	exits 3
	json .verdict unknown
	zegel check "$domain" --timeout 1 --lang "$language"
	exits 3
	says "$no_answer"
}

test_story_in_dutch() {
	where_from='Vanaf welk domein verstuurt u e-mail?'
	which_program='Welk programma verstuurt e-mail namens u?'
	which_way='SpinOffice CRM'
	can_you_log_in='inloggen'
	counts='1 record aan'
	not_changed='nog niet gewijzigd'
	not_found='nog niet gevonden'
	of=van
	may_send='SpinOffice CRM mag nu e-mail versturen namens voorbeeld.nl'
	no_answer='geen antwoord'
	story voorbeeld.nl nl 'v=spf1 mx a:web.voorbeeld.nl'
}

test_story_in_german() {
	where_from='E-Mail'
	which_program='Programm versendet E-Mails in Ihrem Namen?'
	which_way='SpinOffice CRM'
	can_you_log_in='anmelden'
	counts='Einträge'
	not_changed='noch nicht geändert'
	not_found='noch nicht gefunden'
	of=von
	may_send='SpinOffice CRM darf jetzt E-Mails im Namen von muster.de versenden'
	no_answer='keine Antwort'
	story muster.de de 'v=spf1 mx a:web.muster.de'
}

test_story_in_english() {
	where_from='From which domain do you send e-mail?'
	which_program='Which program sends e-mail on your behalf?'
	which_way='How may SpinOffice CRM send on your behalf?'
	can_you_log_in='Can you log in'
	counts='1 record to change and 3 records to add'
	not_changed='not changed yet'
	not_found='not found yet'
	of=of
	may_send='SpinOffice CRM may now send mail for example-shop.example'
	no_answer='no answer'
	story example-shop.example en 'v=spf1 mx a:web.example-shop.example'
}
