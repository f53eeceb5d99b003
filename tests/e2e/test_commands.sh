# The commands against the lab's name servers: exit statuses, JSON keys, what is
# kept and what is not.
#
# SPDX-License-Identifier: MIT

# What the practice customer enters for SpinOffice at voorbeeld.nl.
publish_all() {
	publish voorbeeld.nl - <<-END
		DEL @ TXT v=spf1 mx a:web.voorbeeld.nl ~all
		ADD @ TXT v=spf1 mx a:web.voorbeeld.nl include:spf.spinoffice-crm.com ~all
		ADD mrsel1._domainkey CNAME mrsel1._domainkey.spinoffice-crm.com
		ADD mrsel2._domainkey CNAME mrsel2._domainkey.spinoffice-crm.com
		ADD mrsel3._domainkey CNAME mrsel3._domainkey.spinoffice-crm.com
	END
}

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
	json '.services | index("microsoft-365") != null' true
	json '.services | index("mailchimp") != null' true
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

test_check_after_all_is_entered_is_green() {
	publish_all
	zegel check voorbeeld.nl --service spinoffice
	exits 0
	says '✓'
	says_not '✗'
}

test_check_says_which_record_is_gone() {
	publish_all
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
	publish_all
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

test_watch_until_green() {
	"$ZEGEL" watch voorbeeld.nl --service spinoffice >said 2>complaint &
	local pid=$!
	watching() { [ -s said ] || [ -s complaint ]; }
	eventually 10 watching || fail 'it says nothing'
	publish_all
	is_over() { ! kill -0 $pid 2>/dev/null; }
	eventually 10 is_over || fail "still watching: $(cat said complaint)"
	wait $pid
	equals $? 0 status
}

test_watch_gives_up_in_time() {
	local began=$SECONDS
	zegel watch voorbeeld.nl --service spinoffice --for 2
	exits 1
	[ $((SECONDS - began)) -le 4 ] || fail 'it took too long'
	zegel watch alstil.nl --service spinoffice --for 2 --timeout 1
	exits 3
}

test_records_as_json() {
	zegel records voorbeeld.nl --service spinoffice --json
	exits 0
	json .domain voorbeeld.nl
	json '[.add[] | select(.type == "CNAME") | .name]' \
		'["mrsel1._domainkey.voorbeeld.nl","mrsel2._domainkey.voorbeeld.nl","mrsel3._domainkey.voorbeeld.nl"]'
	json '.add[0].value' mrsel1._domainkey.spinoffice-crm.com
	json '.change[0].old.value' 'v=spf1 mx a:web.voorbeeld.nl ~all'
	json '.change[0].new.value' \
		'v=spf1 mx a:web.voorbeeld.nl include:spf.spinoffice-crm.com ~all'
	json '.remove | length' 0
	publish_all
	zegel records voorbeeld.nl --service spinoffice --json
	exits 0
	json '[.add, .change, .remove | length]' '[0,0,0]'
}

test_records_where_there_is_no_spf() {
	zegel records zonderspf.nl --service spinoffice --json
	json '.add[] | select(.purpose == "spf") | .value' \
		'v=spf1 mx include:spf.spinoffice-crm.com ~all'
	zegel records zondermx.nl --service spinoffice --json
	json '.add[] | select(.purpose == "spf") | .value' \
		'v=spf1 include:spf.spinoffice-crm.com ~all'
}

test_records_keep_the_customers_own_all() {
	zegel records bakkerij-jansen.nl --service spinoffice --json
	json '.change[0].new.value' \
		'v=spf1 include:spf.protection.outlook.com include:servers.mcsv.net include:spf.spinoffice-crm.com -all'
}

test_records_of_a_zone_file_need_no_network() {
	cp "$ZEGEL_LAB/zones/hosted/zonderspf.nl.zone" zone
	sed -i "s,^\$INCLUDE.*,@ 3600 SOA ns1.naamhuis.nl. a.naamhuis.nl. 1 2 3 4 5," zone
	unshare --net "$ZEGEL" records zonderspf.nl --service spinoffice \
		--zone zone --json >said
	equals $? 0 status
	equals "$(jq -r '.add[] | select(.purpose == "spf") | .value' said)" \
		'v=spf1 mx include:spf.spinoffice-crm.com ~all'
}

test_records_in_every_format() {
	local format
	for format in table fields chat zone csv; do
		zegel records voorbeeld.nl --service spinoffice --format $format
		exits 0
		says mrsel1._domainkey
		says spf.spinoffice-crm.com
		! grep -q $'\e' <<<"$out" || fail "colours in a pipe: $format"
	done
}

# What comes out as a zone is taken by a name server as it is.
test_records_as_zone_are_a_zone() {
	zegel records zonderspf.nl --service spinoffice --format zone
	exits 0
	{
		echo '$TTL 3600'
		echo '@ SOA ns1.naamhuis.nl. a.naamhuis.nl. 1 2 3 4 5'
		echo '@ NS ns1.naamhuis.nl.'
		echo "$out"
	} >zonderspf.nl.zone
	nsd-checkzone zonderspf.nl zonderspf.nl.zone >said 2>&1 ||
		fail "$(cat said zonderspf.nl.zone)"
}

test_list_and_forget() {
	zegel check gezond.nl --service spinoffice
	zegel check voorbeeld.nl --service spinoffice
	zegel list --json
	exits 0
	equals "$(jq -r .domain <<<"$out" | paste -sd' ')" 'gezond.nl voorbeeld.nl'
	json 'select(.domain == "gezond.nl") | .services' '["spinoffice"]'
	zegel forget voorbeeld.nl
	exits 0
	zegel list
	exits 0
	says gezond.nl
	says_not voorbeeld.nl
	! grep -qa voorbeeld.nl state/zegel/zegel.db* || fail 'it is still in the file'
	zegel forget voorbeeld.nl
	exits 1
}

test_state_in_memory_keeps_nothing() {
	zegel check gezond.nl --service spinoffice --state :memory:
	exits 0
	[ ! -e state ] || fail "$(find state)"
}

test_state_folder_is_private() {
	zegel check gezond.nl
	equals "$(stat -c %a state/zegel)" 700
	equals "$(stat -c %a state/zegel/zegel.db)" 600
}

test_damaged_state_is_left_alone() {
	local before
	zegel check gezond.nl
	printf 'not a database at all, whatever it was before' >state/zegel/zegel.db
	rm -f state/zegel/zegel.db-*
	before=$(md5sum state/zegel/zegel.db)
	zegel list
	exits 4
	equals "$(wc -l <<<"$err")" 1 sentences
	equals "$(md5sum state/zegel/zegel.db)" "$before" 'the file'
}

test_unreadable_state_folder_is_one_sentence() {
	mkdir state
	: >state/zegel
	zegel list
	exits 4
	equals "$(wc -l <<<"$err")" 1 sentences
}

test_wrong_command_lines() {
	local arguments
	while read -r arguments; do
		zegel $arguments
		exits 2
		[ -n "$err" ] && [ -z "$out" ] || fail "$(about_run)"
		equals "$(wc -l <<<"$err")" 1 "lines about $arguments"
	done <<-'END'
		--nonsense
		check --nonsense gezond.nl
		check --lang xx gezond.nl
		check --timeout never gezond.nl
		check --nameserver nowhere gezond.nl
		check --service nosuchservice gezond.nl
		check co.uk
		check 192.0.2.1
		records
		records gezond.nl --format html5
		records gezond.nl --zone /nonexistent
		watch
		forget
		gezond.nl voorbeeld.nl
	END
}

test_help_and_version() {
	zegel --help
	exits 0
	says 'zegel check'
	zegel --version
	exits 0
	[ -n "$out" ] || fail "$(about_run)"
}

test_three_languages() {
	zegel check zonderspf.nl --lang nl
	exits 1
	says 'nog niet gevonden'
	zegel check zonderspf.nl --lang de
	says 'noch nicht gefunden'
	zegel check zonderspf.nl --lang en
	says 'not found yet'
}
