# A DNS host that its name servers do not give away says by Domain Connect who it
# is (tests/lab/nginx/domainconnect.conf), or lies about it. gezond.nl is at a host
# that zegel does not know.
#
# SPDX-License-Identifier: MIT

TIMEOUT_S=3

# points_to VALUE...: what stands at _domainconnect.gezond.nl.
points_to() {
	local value
	publish gezond.nl DEL _domainconnect TXT
	for value; do
		publish gezond.nl ADD _domainconnect TXT "$value"
	done
	lab resolver flush_type _domainconnect.gezond.nl TXT >/dev/null
}

# asks DOMAIN: zegel host, which must not take longer than it may.
asks() {
	local began=$SECONDS
	zegel host "$1" --json
	[ $((SECONDS - began)) -le $((TIMEOUT_S + 2)) ] ||
		fail "took $((SECONDS - began)) s:$(about_run)"
	exits 0
}

test_a_host_says_who_it_is() {
	https
	points_to domainconnect.naamhuis.example
	asks gezond.nl
	json . '{"id":null,"name":"Naamhuis & Zn","control_panel":"https://mijn.naamhuis.example/dns?domain=gezond.nl"}'
	zegel host gezond.nl --lang en
	exits 0
	says 'The DNS of gezond.nl is at Naamhuis & Zn'
	says 'the name that this DNS host gives itself'
	says 'https://mijn.naamhuis.example/dns?domain=gezond.nl'
	# It is asked about the zone, not about the name below it.
	asks www.gezond.nl
	json .name 'Naamhuis & Zn'
	# What is asked without need delays a verdict.
	zegel check gezond.nl --service spinoffice --json --state :memory:
	json '.dns_host // "unknown"' unknown
	equals "$(lab log web | grep -c settings)" 3 'requests'
}

test_under_a_path_and_sent_on() {
	https
	points_to DomainConnect.Naamhuis.Example/api/
	asks gezond.nl
	json .name 'Naamhuis & Zn'
}

test_a_host_of_the_catalogue() {
	https
	points_to domainconnect.naamhuis.example/known
	asks gezond.nl
	json '[.id, .name, .name_field]' '["godaddy","GoDaddy","relative"]'
	points_to domainconnect.naamhuis.example/panel
	asks gezond.nl
	json '[.id, .name]' '["plesk","Bakker Hosting"]'
}

# Known by its name servers: only a link that it has itself can be of use, and
# only if it says the same.
test_a_known_host_stays_what_it_is() {
	https
	publish voorbeeld.nl ADD _domainconnect TXT liar.example/cloud
	asks voorbeeld.nl
	json '[.id, .control_panel]' '["transip",null]'
	publish voorbeeld.nl REPLACE _domainconnect TXT domainconnect.naamhuis.example
	lab resolver flush_type _domainconnect.voorbeeld.nl TXT >/dev/null
	asks voorbeeld.nl
	json .id transip
}

test_nobody_there_says_nothing() {
	local value
	https
	asks gezond.nl
	json . '{"id":null}'
	for value in domainconnect.naamhuis.example/404 nobody.example \
		web.example:443 https://web.example user@web.example \
		127.0.0.1 127.0.0.1/x 2130706433 0x7f.0x1 localhost \
		'[::1]' '::1' web.example/../x web.example//x \
		'web.example/?x=' 'web.example/#' 'v=spf1 -all' '' \
		expired.example other.example; do
		points_to "$value"
		asks gezond.nl
		json . '{"id":null}'
	done
}

test_of_several_the_one_that_has_the_zone() {
	https
	points_to web.example domainconnect.naamhuis.example \
		'v=spf1 -all' liar.example/leftover
	asks gezond.nl
	json .name 'Naamhuis & Zn'
}

test_lies_do_no_harm() {
	local what
	https
	truncate -s 100M "$ZEGEL_LAB/web/huge"
	for what in huge html empty array types blank failed close loop plain \
		inside leftover; do
		points_to liar.example/$what
		asks gezond.nl
		json . '{"id":null}'
	done
	for what in script http user address break half; do
		points_to liar.example/$what
		asks gezond.nl
		json . '{"id":null,"name":"Link"}'
	done
	points_to liar.example/name
	asks gezond.nl
	json .name '\x1B[31mRood\x07�gnol\x0A�<b>'
	zegel host gezond.nl
	! LC_ALL=C.UTF-8 grep -qP '[\x00-\x09\x0b-\x1f\x7f\x{200b}\x{202e}]' <<<"$out" ||
		fail "raw: $(cat -v <<<"$out")"
	points_to liar.example/long
	asks gezond.nl
	json '.name | length' 64
}

# Addresses inside a network are not reached, whatever name leads there.
test_leads_to_no_address_inside() {
	local port=443
	https
	lab resolver local_data inside.example. A 127.0.0.1 >/dev/null
	cd "$ZEGEL_LAB/web" || exit
	setsid openssl s_server -accept 127.0.0.1:$port -key key.pem \
		-cert good.pem >"$T/reached" 2>&1 </dev/null &
	listens() { ss -Hltn 'src 127.0.0.1:443' | grep -q .; }
	eventually 5 listens
	for value in inside.example liar.example/inside; do
		points_to $value
		asks gezond.nl
		json . '{"id":null}'
	done
	! grep -E 'CIPHER|error' "$T/reached" || fail 'it was reached'
}

test_a_slow_one_delays_nothing() {
	https
	points_to liar.example/slow
	asks gezond.nl
	json . '{"id":null}'
	terminal
	run_in_terminal zegel --lang en
	wait_for 'From which domain'
	type_text gezond.nl
	# Long before the slow one would have answered.
	wait_for 'ns1.naamhuis.nl' 2
}

test_in_the_wizard_it_comes_when_it_comes() {
	https
	points_to domainconnect.naamhuis.example
	terminal
	run_in_terminal zegel --lang en
	wait_for 'From which domain'
	type_text gezond.nl
	wait_for 'Naamhuis & Zn (ns1.naamhuis.nl'
	send C-c
	send C-c
	wait_gone 'From which domain'
	# Where it is entered: its link.
	run_in_terminal zegel gezond.nl --lang en --service spinoffice --state :memory:
	wait_for 'How may'
	# Where there is something to enter.
	publish gezond.nl DEL mrsel1._domainkey CNAME mrsel1._domainkey.spinoffice-crm.com
	send Enter
	wait_for 'Can you log in'
	send Enter
	wait_for 'What does it look like'
	send Escape
	wait_for 'https://mijn.naamhuis.example/dns?domain=gezond.nl'
}
