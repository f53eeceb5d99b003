# Resolvers over HTTPS, wherever a resolver can be named, and the offer to ask one
# where port 53 is closed.
#
# SPDX-License-Identifier: MIT

DNSDIST=https://dnsdist.example/dns-query
UNBOUND=https://unbound.example/dns-query

# Resolvers over HTTPS, trusted from here on.
doh() {
	SSL_CERT_FILE=$(lab doh | tail -1) || exit
	export SSL_CERT_FILE
}

# From zegel's side: the resolver is let through.
close_port_53() {
	local server
	for server in registry first second services; do
		lab fault $server lua 'addAction(NotRule(from_resolver), DropAction())'
	done
}

test_every_command_asks_over_https() {
	local url over_udp
	doh
	zegel check gezond.nl --service spinoffice --json --state :memory:
	over_udp=$(jq -c '[.verdict, .visible, [.records[] | [.name, .state, .visible]]]' <<<"$out")
	# The resolver of this system is of no use to them.
	for url in $DNSDIST $UNBOUND; do
		zegel check gezond.nl --service spinoffice --json --state :memory: --nameserver $url
		exits 0
		json '[.verdict, .visible, [.records[] | [.name, .state, .visible]]]' "$over_udp"
		zegel check gezond.nl --authority no --state :memory: --nameserver $url
		exits 0
		zegel spf gezond.nl --ip 192.0.2.99 --nameserver $url
		exits 1
		zegel host gezond.nl --json --nameserver $url
		exits 0
		zegel records voorbeeld.nl --service spinoffice --state :memory: --nameserver $url
		exits 0
		zegel check gezond.nl:mrsel1 --nameserver $url
		exits 0
	done
	printf '%s\n' gezond.nl voorbeeld.nl >list
	zegel check --file list --json --nameserver $DNSDIST
	equals "$(jq -r .domain <<<"$out" | sort | paste -sd,)" gezond.nl,voorbeeld.nl
	zegel watch gezond.nl --service spinoffice --state :memory: --for 5s --nameserver 9.9.9.9@5353 --nameserver $UNBOUND
	exits 0
}

test_what_goes_wrong_is_unknown_and_said() {
	local url said
	doh
	while read -r url said; do
		zegel check gezond.nl --service spinoffice --lang en --state :memory: --timeout 1 --nameserver "$url"
		exits 3
		says "$url could not be asked over HTTPS"
		grep -q "$said" <<<"$(tr -s '\n ' ' ' <<<"$out")" || fail "$url: not '$said' but $out"
		says_not 'not there'
		zegel check gezond.nl --service spinoffice --json --state :memory: --timeout 1 --nameserver "$url"
		json '.verdict' unknown
		json '[.findings[].code] | index("resolver-failed") != null' true
		json '[.records[]?.state] | unique - ["unknown"]' '[]'
		zegel spf gezond.nl --ip 192.0.2.1 --lang en --timeout 1 --nameserver "$url"
		exits 3
		complains "$url could not be asked over HTTPS"
	done <<-END
		https://9.9.9.9:8443/dns-query its certificate is not valid
		https://unknown.example/ its certificate comes from nobody
		https://odd.example/failed HTTP 500
		https://odd.example/page no answer of the DNS
	END
	zegel check gezond.nl --nameserver http://9.9.9.9/dns-query
	exits 2
}

test_offered_where_port_53_is_closed() {
	doh
	close_port_53
	zegel check gezond.nl --service spinoffice --lang en --state :memory: --timeout 1
	exits 0
	says --nameserver
	says https://9.9.9.9/dns-query
	zegel check gezond.nl --service spinoffice --lang en --state :memory: --timeout 1 --nameserver https://9.9.9.9/dns-query
	exits 0
	says 'port 53 is closed'
	says_not --nameserver
	# Nobody asked there of himself.
	zegel check gezond.nl --lang en --state :memory: --timeout 1 --nameserver 203.0.113.53
	exits 3
	says 'The resolver gives no answer'
	says 'https://9.9.9.9/dns-query'
}

test_wizard_asks_before_it_asks_over_https() {
	doh
	close_port_53
	asked_over_https() {
		ss -Htn state established dport = :443 | grep -q .
	}
	terminal
	run_in_terminal zegel --lang en --state :memory: --timeout 1 --nameserver 203.0.113.53 --service spinoffice gezond.nl
	wait_for 'May zegel ask Quad9 over HTTPS?'
	shows '_dmarc.gezond.nl'
	shows 'https://9.9.9.9/dns-query'
	! asked_over_https || fail 'somebody was asked before a yes'
	# Esc is a no, and is not asked again.
	send Escape
	wait_for 'goes on with the resolver of this network'
	send Escape
	wait_gone 'May zegel ask'
	send C-c C-c
	back_in_shell 0
	! asked_over_https || fail 'somebody was asked in spite of a no'
	run_in_terminal zegel --lang en --state :memory: --timeout 1 --nameserver 203.0.113.53 --service spinoffice gezond.nl
	wait_for 'May zegel ask Quad9 over HTTPS?'
	send Enter
	eventually 10 asked_over_https || fail 'nobody was asked after the yes'
	wait_gone 'May zegel ask'
}
