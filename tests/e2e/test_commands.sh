# The other commands: watch, records, list, forget; what is kept and what is not;
# command lines that are wrong.
#
# SPDX-License-Identifier: MIT

test_watch_until_green() {
	"$ZEGEL" watch voorbeeld.nl --service spinoffice >said 2>complaint &
	local pid=$!
	watching() { [ -s said ] || [ -s complaint ]; }
	eventually 10 watching || fail 'it says nothing'
	publish_spinoffice
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

test_spf_of_a_sender_as_pasted() {
	zegel spf --sender 'Jo <jo@via.goed.nl>' --ip 203.0.113.25 --json
	exits 0
	json .result pass
	json .domain via.goed.nl
	zegel spf --sender '<>' --helo via.goed.nl --ip 192.0.2.99 --json
	exits 1
	json .result softfail
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
	publish_spinoffice
	zegel records voorbeeld.nl --service spinoffice --json
	exits 0
	json '[.add, .change, .remove | length]' '[0,0,0]'
}

test_records_of_a_line_that_asks_too_much() {
	zegel records ten.spffout.nl --service spinoffice --json --lang en
	exits 1
	json '.change[0].new.value | endswith("include:spf.spinoffice-crm.com ~all")' true
	json '[.notes[] | select(contains("let the program send from a subdomain"))] | length' 1
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

test_a_zone_comes_through_a_pipe() {
	printf '@ 60 SOA a.nl. b.nl. 1 2 3 4 5\n' >zone
	for file in zone - <(cat zone); do
		"$ZEGEL" records d.nl --service spinoffice --zone "$file" \
			--json <zone >said || fail "$file is not read"
		equals "$(jq -r '.add[0].name' said)" d.nl "$file"
	done
}

# In 128/28 SpinOffice sends; the domain is also the sender's, or the server's.
test_spf_says_it_by_its_exit_status() {
	local words result expected
	while IFS='|' read -r words result expected; do
		eval "zegel spf $words --json --timeout 1"
		equals $status "$expected" "spf $words"
		[ "$result" = - ] || json .result "$result"
	done <<-'END'
		gezond.nl --ip 203.0.113.130|pass|0
		gezond.nl --ip 2001:db8:5::9|pass|0
		gezond.nl --ip 192.0.2.99|softfail|1
		bakkerij-jansen.nl --ip 192.0.2.99|fail|1
		zonderspf.nl --ip 192.0.2.99|none|1
		b3.vijandig.nl --ip 192.0.2.99|permerror|1
		alstil.nl --ip 192.0.2.99|temperror|3
		--ip 203.0.113.130 --sender info@gezond.nl|pass|0
		--ip 192.0.2.99 --sender info@bakkerij-jansen.nl|fail|1
		--ip 203.0.113.130 --sender "" --helo gezond.nl|pass|0
		--ip 203.0.113.130 --sender "" --helo zonderspf.nl|none|1
		gezond.nl|-|2
		--ip 192.0.2.99|-|2
		gezond.nl --ip 192.0.2|-|2
	END
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

test_records_of_a_domain_that_is_not_there() {
	zegel records ondomein.nl --service spinoffice --json
	exits 1
	complains 'does not exist'
	equals "$out" '' 'what it prints'
}

test_records_wanted_come_from_a_stream_too() {
	local wanted='CNAME s1._domainkey.gezond.nl s1.example.com'
	"$ZEGEL" records gezond.nl --records <(echo "$wanted") --json >said
	equals $? 0 status
	equals "$(jq -r '.add[].value' said)" s1.example.com
	echo "$wanted" | "$ZEGEL" records gezond.nl --records - --json >said
	equals "$(jq -r '.add[].value' said)" s1.example.com
	zegel records gezond.nl --records /dev/null
	exits 2
	complains 'no records'
}

test_values_that_are_missing_are_told() {
	zegel check gezond.nl --service onfact
	exits 1
	says 'paste them first'
}

# The gravest wins, in the order 4, 1, 2, 3, 0; and every name gets its answer.
test_exit_status_of_several_domains() {
	zegel check gezond.nl co.uk
	exits 2
	says gezond.nl
	complains co.uk
	zegel check gezond.nl alstil.nl --timeout 1
	exits 3
	zegel check co.uk alstil.nl --timeout 1
	exits 2
	zegel check gezond.nl zonderspf.nl co.uk alstil.nl --timeout 1
	exits 1
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
		check gezond.nl --zone /dev/null
		gezond.nl --zone /dev/null
		watch gezond.nl --zone /dev/null
		records gezond.nl --service spinoffice --group nosuchgroup
		watch
		forget
		watch gezond.nl voorbeeld.nl
		records gezond.nl voorbeeld.nl
		verify
		verify gezond.nl voorbeeld.nl
		finish
		finish gezond.nl voorbeeld.nl
		spf gezond.nl voorbeeld.nl --ip 192.0.2.1
		header one two
		smtp
		smtp gezond.nl voorbeeld.nl
		imap
		imap gezond.nl voorbeeld.nl
		read one two
		host
		host gezond.nl voorbeeld.nl
		services spin office
		services check
		history
		history gezond.nl voorbeeld.nl
		install-timer now
		uninstall-timer now
		list gezond.nl
		export one two
		import one two
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

# Laid out as make install does, at a place that nobody told it.
test_installed_anywhere_it_finds_its_files() {
	local built
	built=$(dirname "$ZEGEL")
	mkdir -p there/bin there/share
	cp "$ZEGEL" there/bin/zegel
	cp -r "$built/locale" "$built/share/zegel" there/share
	ZEGEL=$PWD/there/bin/zegel
	zegel check gezond.nl --service spinoffice --lang nl
	exits 0
	says 'SpinOffice CRM mag nu e-mail versturen'
}

test_service_of_the_environment_is_a_default() {
	export ZEGEL_SERVICE=spinoffice
	zegel check zonderspf.nl --json
	json .services '["spinoffice"]'
	export ZEGEL_SERVICE=flicono
	zegel check zonderspf.nl --json
	json .services '["spinoffice"]'
	zegel check zonderspf.nl --service flicono --json
	json .services '["flicono"]'
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

test_own_templates() {
	mkdir templates
	cat >templates/vendor.example.mail.json <<-'END'
	{"providerId":"vendor.example","providerName":"Vendor",
	 "serviceId":"mail","serviceName":"Mail","version":1,"records":[
	  {"type":"CNAME","host":"k1._domainkey","ttl":3600,
	   "pointsTo":"%account%.dkim.vendor.example"}]}
	END
	zegel records voorbeeld.nl --catalog templates --json \
		--service vendor.example.mail --set account=u7
	exits 0
	json '.add | length' 1
	json '.add[0].value' u7.dkim.vendor.example
	json '.change | length' 0
	zegel records voorbeeld.nl --json --set account=u8 \
		--template templates/vendor.example.mail.json
	exits 0
	json '.add[0].value' u8.dkim.vendor.example
	zegel records voorbeeld.nl --catalog templates --service ../x
	exits 2
	zegel records voorbeeld.nl --template templates/none.json
	exits 2
}

test_reports_go_where_they_are_wanted() {
	zegel records zondermx.nl --service spinoffice --json \
		--report-address dmarc@zondermx.nl
	exits 0
	json '.add[] | select(.purpose == "dmarc") | .value' \
		'v=DMARC1; p=none; rua=mailto:dmarc@zondermx.nl'
	zegel records zondermx.nl --report-address nobody
	exits 2
}

test_history_tells_when_what_turned() {
	zegel history voorbeeld.nl
	exits 1
	complains 'not known here'
	zegel check voorbeeld.nl --service spinoffice
	publish voorbeeld.nl ADD mrsel1._domainkey.voorbeeld.nl CNAME mrsel1._domainkey.spinoffice-crm.com
	zegel check voorbeeld.nl
	zegel check voorbeeld.nl
	publish voorbeeld.nl DEL mrsel1._domainkey.voorbeeld.nl CNAME mrsel1._domainkey.spinoffice-crm.com
	publish voorbeeld.nl ADD mrsel1._domainkey CNAME mrsel1._domainkey.spinoffice-crm.com
	zegel check voorbeeld.nl
	zegel history voorbeeld.nl --lang en
	exits 0
	says 'wrong name'
	says 'mrsel1._domainkey'
	equals "$(grep -c 'not changed yet\|not found yet' <<<"$out")" 4 \
		'what was waited for, told once'
	zegel history voorbeeld.nl --json
	exits 0
	equals "$(wc -l <<<"$out")" 3 'the number of turns'
	equals "$(jq -sr 'map(.verdict) | join(" ")' <<<"$out")" \
		'waiting wrong waiting' 'how it turned'
	equals "$(jq -sr '.[1].records[] | select(.codes != []) | .codes[0]' <<<"$out")" \
		name-doubled 'the code of the second'
	zegel forget voorbeeld.nl
	zegel history voorbeeld.nl --json
	exits 1
	equals "$out" '' 'what was forgotten'
}
