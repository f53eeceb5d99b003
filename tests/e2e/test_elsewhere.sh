# A record that was entered at a company that does not run the domain, where only
# the customer can know: on the command line and in the wizard.
#
# SPDX-License-Identifier: MIT

enter_at_transip() {
	publish verhuisd.nl ADD mrsel1._domainkey CNAME mrsel1._domainkey.spinoffice-crm.com
}

check_moved() {
	zegel check verhuisd.nl --service spinoffice --state :memory: "$@"
}

CODES='[.records[] | select(.name == "mrsel1._domainkey.verhuisd.nl") |
	.findings[].code]'
SENTENCE='.records[].findings[] | select(.code == "edited-elsewhere") | .text'

test_named_company_is_asked() {
	enter_at_transip
	check_moved --json
	json "$CODES" '["missing"]'
	check_moved --json --entered-at transip
	exits 1
	json "$CODES" '["edited-elsewhere"]'
	json '.records | map(select(.findings | any(.code == "missing"))) | length' 2
	check_moved --json --lang en --entered-at TransIP
	json "$SENTENCE" 'The record mrsel1._domainkey.verhuisd.nl stands at TransIP, but verhuisd.nl is not run there.'
	check_moved --json --lang nl --entered-at trans-ip
	json "$SENTENCE" 'Het record mrsel1._domainkey.verhuisd.nl staat bij TransIP, maar daar wordt verhuisd.nl niet beheerd.'
	check_moved --json --lang de --entered-at transip
	json "$SENTENCE" 'Der Eintrag mrsel1._domainkey.verhuisd.nl steht bei TransIP, aber verhuisd.nl wird dort nicht verwaltet.'
	# Another company has it not.
	check_moved --json --entered-at hostnet
	json "$CODES" '["missing"]'
}

test_company_that_the_domain_points_at_has_its_name() {
	zegel check elders.nl --service spinoffice --json --lang en --state :memory:
	json "[$SENTENCE | contains(\"stands at Combell, but\")] | unique" '[true]'
}

test_named_company_may_be_the_right_one() {
	publish_spinoffice
	zegel check voorbeeld.nl --service spinoffice --json --state :memory: \
		--entered-at transip
	exits 0
}

test_company_that_is_unknown_gets_its_sentence() {
	check_moved --lang en --entered-at nobody
	exits 2
	complains 'nobody: no DNS host of this name is known'
	check_moved --lang en --entered-at plesk
	exits 2
	complains 'this is software that many companies use'
}

test_company_that_cannot_be_asked_gets_its_sentence() {
	check_moved --lang en --entered-at cloudflare
	exits 1
	says 'We cannot look at Cloudflare: we do not know which of its'
	check_moved --lang nl --entered-at route53
	says 'Bij Amazon Route 53 kunnen wij niet kijken'
	check_moved --lang en --entered-at transip
	says_not 'We cannot look'
}

test_watch_looks_there_too() {
	enter_at_transip
	zegel watch verhuisd.nl --service spinoffice --entered-at transip \
		--for 3s --lang en --state :memory:
	exits 1
	says 'mrsel1._domainkey.verhuisd.nl stands at TransIP, but'
}

# wait_at_moved: the waiting screen of verhuisd.nl.
wait_at_moved() {
	run_in_terminal "zegel --lang en --service spinoffice verhuisd.nl"
	wait_for 'How may SpinOffice CRM send'
	send Enter
	wait_for 'Can you log in'
	send Enter
	wait_for 'What does it look like where you change the DNS?'
	send Enter
	wait_for mrsel3._domainkey
	send Enter Enter Enter Enter Enter
	wait_for 'We are looking'
}

test_wizard_asks_where_else() {
	terminal
	wait_at_moved
	wait_for 'a elsewhere'
	send a
	wait_for 'At which other company'
	type_text transip
	wait_for '▸ TransIP'
	send Enter
	wait_for 'We look at TransIP, too.'
	# Entered while zegel looks, and found there.
	enter_at_transip
	send Enter
	wait_for 'stands at TransIP, but' 20
	# The next run knows it still, until it is taken back.
	send q
	back_in_shell 0
	run_in_terminal clear
	run_in_terminal 'zegel --lang en verhuisd.nl'
	wait_for 'We look at TransIP, too.'
	wait_for 'stands at TransIP, but'
	send a
	wait_for chosen
	send Home
	wait_for '▸ Not entered elsewhere'
	send Enter
	wait_gone 'We look at TransIP, too.'
	wait_gone 'stands at TransIP'
}
