# zegel check against the lab's name servers, good and bad ones: verdicts, exit
# statuses, JSON keys.
#
# SPDX-License-Identifier: MIT

state_of() {
	jq -r ".records[] | select(.name == \"$1\") | .state" <<<"$out"
}

test_check_of_a_healthy_domain() {
	zegel check gezond.nl --service spinoffice --json
	exits 0
	json .domain gezond.nl
	json .zone gezond.nl
	json .verdict green
	json .services '["spinoffice"]'
	json '[.nameservers[] | select(.answers) | .name] | unique' \
		'["ns1.naamhuis.nl","ns2.naamhuis.nl"]'
	json '[.nameservers[].address] | length' 4
	json '[.records[].state] | unique' '["ok"]'
	json '[.records[] | select(.purpose == "dkim") | .published] | unique' \
		'[{"have":2,"of":2}]'
	json .visible true
	json '.spf.voids' 0
	json '.findings | length' 0
	json '.checked_at | test("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z$")' true
	[ -z "$err" ] || fail "$(about_run)"
	equals "$(wc -l <<<"$out")" 1 'lines of JSON'
}

test_check_recognises_the_services_in_use() {
	zegel check gezond.nl --json
	exits 0
	json '.services | index("spinoffice") != null' true
	zegel check bakkerij-jansen.nl --json
	json '.services | sort' '["mailchimp","microsoft-365"]'
}

test_check_of_a_selector() {
	zegel check gezond.nl:mrsel1 --json
	exits 0
	json '[.result, .key.type, .key.bits]' '["usable","rsa",2048]'
	zegel check gezond.nl:other --json
	exits 1
	json .result not-usable
	zegel check alstil.nl:mrsel1 --json --timeout 1
	exits 3
	json .result unknown
}

test_check_of_a_selector_says_what_became_of_the_key() {
	local selector code
	while read -r selector code; do
		zegel check "sleutels.nl:$selector" --json
		exits 1
		json '[.findings[].code]' "[\"$code\",\"dkim-key-broken\"]"
	done <<-END
		quotes value-quotes
		slash value-escaped
		klein value-lowercased
		kort value-truncated
	END
	# somebody else's
	zegel check sleutels.nl:kapot --json
	json '[.findings[].code]' '["dkim-key-broken"]'
}

test_check_before_anything_is_entered_is_waiting() {
	zegel check voorbeeld.nl --service spinoffice --json
	exits 1
	json .verdict waiting
	json .dns_host.id transip
	json .spf.record 'v=spf1 mx a:web.voorbeeld.nl ~all'
	json .spf.wanted \
		'v=spf1 mx a:web.voorbeeld.nl include:spf.spinoffice-crm.com ~all'
	equals "$(state_of mrsel1._domainkey.voorbeeld.nl)" missing
	json '.records[] | select(.name == "mrsel1._domainkey.voorbeeld.nl").wanted' \
		mrsel1._domainkey.spinoffice-crm.com
	json '[.records[].findings[] | select(.severity == "error") | .code] | unique' \
		'["missing","spf-not-authorised"]'
}

# The SPF record was right without a program; nobody changed it since.
test_check_for_a_program_chosen_later_is_waiting() {
	zegel check voorbeeld.nl
	exits 0
	zegel check voorbeeld.nl --service spinoffice --json
	exits 1
	json .verdict waiting
	json '[.records[].findings[] | select(.severity == "error") | .waiting] | unique' \
		'[true]'
}

test_check_after_all_is_entered_is_green() {
	publish_spinoffice
	zegel check voorbeeld.nl --service spinoffice
	exits 0
	says '✓'
	says_not '✗'
}

test_check_says_which_record_is_gone() {
	publish_spinoffice
	zegel check voorbeeld.nl --service spinoffice --json
	exits 0
	publish voorbeeld.nl DEL mrsel3._domainkey
	zegel check voorbeeld.nl --service spinoffice --json
	exits 1
	# It was right before: that it is gone is no waiting.
	json .verdict wrong
	json '[.records[] | select(.state != "ok") | .name]' \
		'["mrsel3._domainkey.voorbeeld.nl"]'
	zegel check voorbeeld.nl
	exits 1
	says mrsel3._domainkey
}

test_check_of_what_stands_on_one_server_only() {
	publish_spinoffice
	publish -s second voorbeeld.nl DEL mrsel2._domainkey
	zegel check voorbeeld.nl --service spinoffice --json
	exits 1
	json .verdict waiting
	equals "$(state_of mrsel2._domainkey.voorbeeld.nl)" partial
	json '.records[] | select(.state == "partial") | .published' \
		'{"have":1,"of":2}'
	json '[.records[].findings[].code] | index("nameservers-disagree") != null' true
}

# A hidden primary that feeds a slow secondary.
test_check_while_the_secondary_lags() {
	publish -s first traagland.nl REPLACE @ TXT 'v=spf1 mx ip4:203.0.113.1 ~all'
	publish -s first traagland.nl ADD mrsel1._domainkey CNAME mrsel1._domainkey.spinoffice-crm.com
	zegel check traagland.nl --service spinoffice --json
	exits 1
	equals "$(state_of mrsel1._domainkey.traagland.nl)" partial
	lab notify traagland.nl
	zegel check traagland.nl --service spinoffice --json
	equals "$(state_of mrsel1._domainkey.traagland.nl)" ok
}

test_check_with_one_server_silent_is_still_definite() {
	zegel check stil.nl --service spinoffice --json --timeout 1
	exits 1
	json .verdict waiting
	json '[.nameservers[] | select(.answers | not) | .name] | unique' \
		'["stil1.naamhuis.nl"]'
	json '[.findings[].code] | unique' '["nameserver-silent"]'
}

test_check_with_one_server_refusing_or_lame_is_still_definite() {
	local domain
	for domain in weigert.nl lam.nl; do
		zegel check $domain --service spinoffice --json
		exits 1
		json .verdict waiting
		json '[.findings[].code] | unique' '["nameserver-lame"]'
	done
}

test_check_without_any_answer_is_unknown() {
	local domain
	for domain in alstil.nl allesweigert.nl; do
		zegel check $domain --service spinoffice --json --timeout 1
		exits 3
		json .verdict unknown
		json '[.records[].state] | unique' '["unknown"]'
		says_not '"code":"missing"'
	done
	zegel check alstil.nl --timeout 1
	exits 3
}

test_check_of_servfail_is_unknown() {
	lab fault first servfail
	lab fault second servfail
	zegel check gezond.nl --service spinoffice --json --timeout 1
	exits 3
	json .verdict unknown
	says_not '"code":"missing"'
}

test_unknown_does_not_turn_a_stored_green() {
	zegel check gezond.nl --service spinoffice
	exits 0
	lab fault first silent
	lab fault second silent
	zegel check gezond.nl --timeout 1
	exits 3
	zegel list --json
	json .verdict green
}

test_check_of_no_domain_says_so() {
	zegel check ondomein.nl --json
	exits 1
	json '[.findings[].code]' '["domain-missing"]'
	zegel check kaal.nl --json
	exits 1
	json '[.findings[].code]' '["domain-undelegated"]'
}

test_check_of_a_subdomain_with_a_zone_of_its_own() {
	zegel check mail.delegatie.nl --json
	json .zone mail.delegatie.nl
	json '[.nameservers[].name] | unique' '["ns1.services.net"]'
	zegel check sub.voorbeeld.nl --json
	json .zone voorbeeld.nl
}

test_check_of_an_umlaut() {
	zegel check bücher.example --json
	exits 0
	json .domain xn--bcher-kva.example
}

test_check_with_one_family_of_addresses() {
	local seen
	seen=$(ZEGEL_LAB='' LAB_FAMILY=6 "$LAB" run "$ZEGEL" check gezond.nl \
		--service spinoffice --json --state :memory:)
	equals $? 0 'status with IPv6 alone'
	equals "$(jq -r '[.verdict, .nameservers[].answers] | unique | tojson' <<<"$seen")" \
		'[true,"green"]' 'IPv6 alone'
	seen=$(ZEGEL_LAB='' LAB_FAMILY=4 "$LAB" run "$ZEGEL" check gezond.nl \
		--service spinoffice --json --state :memory:)
	equals $? 0 'status with IPv4 alone'
	equals "$(jq -r .verdict <<<"$seen")" green 'IPv4 alone'
	zegel check v6only.nl v4only.nl --json
	exits 0
}

test_check_of_a_long_answer_goes_over_tcp() {
	lab fault first truncate
	lab fault second truncate
	zegel check gezond.nl --service spinoffice --json
	exits 0
	json .verdict green
	lab fault first notcp
	lab fault second notcp
	zegel check gezond.nl --service spinoffice --json --timeout 1 --state :memory:
	exits 3
	json .verdict unknown
}

test_check_by_resolver_alone() {
	zegel check gezond.nl --service spinoffice --json --authority no
	exits 0
	json .verdict green
	json 'has("zone") or has("dns_host") or has("nameservers")' false
}

test_check_with_another_resolver() {
	lab fault resolver silent
	zegel check gezond.nl --json --timeout 1 --authority no
	exits 3
	zegel check gezond.nl --json --nameserver 127.0.0.1@5306 --authority no
	exits 0
}

test_resolver_that_does_not_answer() {
	lab fault resolver silent
	zegel check gezond.nl --json --timeout 1
	exits 3
	json .verdict unknown
	zegel check gezond.nl --timeout 1
	exits 3
}

test_no_resolver_at_all() {
	: >/etc/resolv.conf
	zegel check gezond.nl --json --timeout 1
	exits 3
	[ -n "$out" ] || fail "$(about_run)"
}

test_no_network_at_all() {
	unshare --net "$ZEGEL" check gezond.nl --json --timeout 1 >said 2>complaint
	equals $? 3 status
	equals "$(jq -r .verdict said)" unknown
}

test_resolver_is_not_asked_before_all_servers_have_it() {
	publish -s first voorbeeld.nl ADD mrsel1._domainkey CNAME mrsel1._domainkey.spinoffice-crm.com
	zegel check voorbeeld.nl --service spinoffice --json
	exits 1
	! "$LAB" resolver dump_cache | grep -q 'mrsel.\._domainkey\.voorbeeld' ||
		fail 'the resolver was asked too early'
	publish -s second voorbeeld.nl ADD mrsel1._domainkey CNAME mrsel1._domainkey.spinoffice-crm.com
	zegel check voorbeeld.nl --service spinoffice --json
	json '.records[] | select(.name | startswith("mrsel1")) | .visible' true
}

test_several_domains_and_the_gravest_status() {
	zegel check gezond.nl ondertekend.nl --json
	exits 0
	equals "$(wc -l <<<"$out")" 2 lines
	zegel check gezond.nl alstil.nl --json --timeout 1
	exits 3
	zegel check gezond.nl alstil.nl zonderspf.nl --json --timeout 1
	exits 1
	equals "$(jq -r .domain <<<"$out" | sort | paste -sd' ')" \
		'alstil.nl gezond.nl zonderspf.nl'
}

test_check_without_arguments_takes_every_known_domain() {
	zegel check gezond.nl --service spinoffice
	zegel check ondertekend.nl
	zegel check --json
	exits 0
	equals "$(jq -r .domain <<<"$out" | sort | paste -sd' ')" \
		'gezond.nl ondertekend.nl'
}

test_several_domains_say_how_much_more_there_is() {
	zegel check naamfout.nl gezond.nl --service spinoffice --lang en
	says 'and 2 things more: zegel check naamfout.nl'
	says_not 'zegel check gezond.nl'
	publish gezond.nl DEL mrsel1._domainkey
	zegel check gezond.nl zonderspf.nl --lang en
	says 'and 1 thing more: zegel check zonderspf.nl'
	zegel check naamfout.nl gezond.nl --service spinoffice --lang nl
	says 'en nog 2 punten: zegel check naamfout.nl'
	zegel check naamfout.nl gezond.nl --service spinoffice --lang de
	says 'und noch 2 Punkte: zegel check naamfout.nl'
}

# Four mistakes, each of another kind, and two at one record.
test_many_mistakes_still_fit_one_screen() {
	local lang
	publish voorbeeld.nl - <<-END
		DEL @ TXT
		ADD @ TXT v=spf1 mx,include:spf.spinoffice-crm.com,~all
		ADD mrsel1._domainkey.voorbeeld.nl TXT mrsel1._domainkey.spinoffice-crm.com
		ADD mrsel2._domainkey TXT mrsel2._domainkey.spinoffice-crm.com
		ADD mrsel3._domainkey CNAME mrsel3._domainkey.spinoffice-crm.com.voorbeeld.nl
	END
	zegel check voorbeeld.nl --service spinoffice --json
	json '[.records[].findings[].code] | join(" ")' \
		'spf-syntax name-doubled type-txt-for-cname type-txt-for-cname target-doubled'
	json .spf.wanted 'v=spf1 mx include:spf.spinoffice-crm.com ~all'
	for lang in nl de en; do
		zegel check voorbeeld.nl --service spinoffice --lang $lang
		[ "$(wc -l <<<"$out")" -le 23 ] || fail "long:$(about_run)"
		says '--json'
	done
}
