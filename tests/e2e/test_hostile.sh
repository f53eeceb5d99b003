# A zone that wants to harm whoever looks (vijandig.nl), and a name server that
# does (evil.nl, ../lab/hostile_server): nothing of it reaches the terminal as it
# is, and it makes zegel neither slow nor large.
#
# With MEASURED=FILE each run leaves a line there: seconds, KB, command line.
#
# SPDX-License-Identifier: MIT

SECONDS_AT_MOST=20 KILOBYTES_AT_MOST=65536

# What a terminal obeys, and what turns or hides writing.
RAW='[\x00-\x09\x0b-\x1f\x7f\x{80}-\x{9f}\x{200b}-\x{200f}\x{2028}-\x{202e}\x{2060}-\x{2069}\x{feff}]'

# As zegel, with an eye on the clock and on the memory.
measured_zegel() {
	local seconds peak
	"$ROOT/tests/e2e/measure" "$T/measured" "$ZEGEL" "$@" \
		>"$T/out" 2>"$T/err" </dev/null
	status=$? out=$(tr -d '\0' <"$T/out") err=$(cat "$T/err") ran="zegel $*"
	read -r seconds peak <"$T/measured"
	[ -z "${MEASURED:-}" ] || echo "$seconds $peak $ran" >>"$MEASURED"
	# The sanitizers take time and memory of their own.
	if ! grep -q __asan_init "$ZEGEL"; then
		[ ${seconds%.*} -lt $SECONDS_AT_MOST ] ||
			fail "$seconds s:$(about_run)"
		[ "$peak" -lt $KILOBYTES_AT_MOST ] ||
			fail "$peak KB:$(about_run)"
	fi
	[ "$status" -lt 4 ] && [ -n "$out$err" ] || fail "$(about_run)"
	# Where it is no UTF-8, grep sees nothing.
	iconv -f UTF-8 -t UTF-8 "$T/out" "$T/err" >/dev/null &&
		! LC_ALL=C.UTF-8 grep -qP "$RAW" "$T/out" "$T/err" ||
		fail "raw: $(cat -v "$T/out" "$T/err")"
	case " $* " in *' --json '*)
		keep_json "$@"
		! jq -r '.. | strings' "$T/out" | LC_ALL=C.UTF-8 grep -qP "$RAW" ||
			fail "raw behind JSON: $out"
		;;
	esac
}

looks_at() {
	local domain lang
	for domain; do
		measured_zegel check $domain --json --state :memory: \
			--service spinoffice
		for lang in nl de en; do
			measured_zegel check $domain --lang $lang --state :memory:
		done
		measured_zegel records $domain --service spinoffice --state :memory:
		measured_zegel records $domain --service mailchimp --json \
			--state :memory:
		measured_zegel spf $domain --ip 203.0.113.9 --json
		measured_zegel spf $domain --ip 2001:db8::1
	done
}

test_hostile_text_names_and_aliases() {
	looks_at vijandig.nl boom.vijandig.nl
	measured_zegel check vijandig.nl:mrsel1 --json
	measured_zegel host vijandig.nl
}

many() {
	local i
	for ((i = 0; i < 1000; i++)); do
		echo "ADD ${1//@/$i}"
	done
}

# The bound is the real program's: under the sanitizers it is several times slower.
test_a_thousand_of_everything() {
	publish vijandig.nl ADD @ TXT "$(printf 'x%.0s' {1..60000})"
	publish vijandig.nl ADD druk MX 1 mail.vijandig.nl
	publish vijandig.nl - <<<"$(many 'druk TXT v=spf1 mx text@ ~all')"
	publish vijandig.nl - <<<"$(many '_dmarc.druk TXT v=DMARC1; p=none; fo=@')"
	publish vijandig.nl - <<<"$(many 'mrsel1._domainkey.druk TXT p=@')"
	publish vijandig.nl - <<<"$(many 'veel MX @ m@.vijandig.nl')"
	publish vijandig.nl - <<<"$(many 'adres AAAA 2001:db8:a::@')"
	publish vijandig.nl - <<-END
		ADD veel TXT v=spf1 a:adres.vijandig.nl mx include:_spf.%{i}.%{l}.%{o} ~all
		ADD lang TXT v=spf1 $(printf 'ip4:192.0.2.%s ' {0..255} {0..255} {0..255}) ~all
	END
	looks_at vijandig.nl druk.vijandig.nl veel.vijandig.nl lang.vijandig.nl
}

# A tree of three thousand includes, a chain of fifty aliases, one that is its own.
test_hostile_trees_and_chains() {
	local i j
	{
		printf 'ADD bos TXT v=spf1'
		printf ' include:i%d.vijandig.nl' {1..300}
		printf ' -all\nADD bos MX 10 mail.vijandig.nl\n'
		for j in {1..10}; do
			echo "ADD j$j TXT v=spf1 a:n$j.vijandig.nl include:i$j.vijandig.nl ~all"
		done
		for i in {1..50}; do
			echo "ADD c$i CNAME c$((i + 1)).vijandig.nl"
		done
		echo 'ADD c51 CNAME mrsel1._domainkey.spinoffice-crm.com'
		echo 'ADD zelf CNAME zelf.vijandig.nl'
		echo 'ADD mrsel1._domainkey.bos CNAME c1.vijandig.nl'
		echo 'ADD mrsel2._domainkey.bos CNAME zelf.vijandig.nl'
		echo 'ADD _dmarc.bos CNAME c1.vijandig.nl'
	} >edits
	publish vijandig.nl - <edits
	# An edit is a message, of 64 KB at most.
	for i in {1..300}; do
		echo "ADD i$i TXT v=spf1$(printf ' include:j%d.vijandig.nl' {1..10}) ~all"
	done >edits
	for i in 1 101 201; do
		publish vijandig.nl - < <(sed -n "$i,$((i + 99))p" edits)
	done
	looks_at bos.vijandig.nl zelf.vijandig.nl c1.vijandig.nl
}

# Sixty name servers, of which some are silent and some lame, and a SOA that
# wants to harm.
test_hostile_delegation() {
	local i address
	for i in {1..60}; do
		case $((i % 3)) in
		0) address=198.51.100.1 ;;
		1) address=203.0.113.53 ;;
		2) address=192.0.2.67 ;;
		esac
		echo "ADD @ NS n$i.vijandig.nl"
		echo "ADD n$i A $address"
	done >edits
	publish vijandig.nl - <edits
	sed 's/@ NS n\([0-9]*\)/vijandig NS n\1/; s/ADD n\([0-9]*\) A/ADD n\1.vijandig A/' \
		edits >above
	publish -s registry nl - <above
	publish vijandig.nl ADD @ SOA '\027\0930\059owned\007\226\128\174.nl.' \
		'\027\09131m.\155.nl. 2030010101 14400 1800 604800 3600'
	measured_zegel check vijandig.nl --json --state :memory: \
		--service spinoffice
	measured_zegel check vijandig.nl --state :memory: --timeout 1
	measured_zegel host vijandig.nl --json --timeout 1
}

# Every kind of malice, in every answer and in all but those of the walk down, for
# several domains at once; and behind the resolver.
test_hostile_name_server() {
	local malice=$ROOT/tests/lab/hostile_server last kind
	ip address add 198.51.100.99/32 dev lo
	"$malice" 198.51.100.99 >ready &
	eventually 10 grep -q ready ready || fail 'the name server does not start'
	publish -s registry nl ADD evil NS ns.evil.nl
	publish -s registry nl ADD ns.evil A 198.51.100.99
	last=$(($("$malice" --list | wc -l) - 1))
	for kind in x y; do
		measured_zegel check $(seq -f "$kind%g.evil.nl" 0 $last) --json \
			--authority yes --timeout 1 --service spinoffice \
			--state :memory:
		equals "$(wc -l <"$T/out")" $((last + 1)) 'lines of JSON'
		equals "$(jq -r .verdict <<<"$out" | grep -c green)" 0 'green ones'
		measured_zegel check ${kind}12.evil.nl --timeout 1 --state :memory:
		measured_zegel records ${kind}12.evil.nl --service spinoffice \
			--timeout 1 --state :memory:
		measured_zegel host ${kind}12.evil.nl --timeout 1
		publish voorbeeld.nl REPLACE @ TXT "v=spf1 $(seq -f \
			"include:${kind}%g.evil.nl" 0 $last | paste -sd' ') -all"
		measured_zegel check voorbeeld.nl --json --timeout 1 \
			--service spinoffice --state :memory:
		measured_zegel spf voorbeeld.nl --ip 192.0.2.1 --timeout 1
	done
}

# Each answer takes long, and each leads to the next question.
test_slow_servers_and_a_long_way() {
	local i
	for ((i = 1; i < 10; i++)); do
		echo "ADD d$i TXT v=spf1 include:d$((i + 1)).vijandig.nl ~all"
	done >edits
	for i in 1 2 3; do
		echo "ADD mrsel$i._domainkey.d1 CNAME k1.vijandig.nl"
	done >>edits
	publish vijandig.nl - <edits
	kdig vijandig.nl SOA >/dev/null
	lab fault first delay 1500
	lab fault second delay 1500
	measured_zegel check d1.vijandig.nl --service spinoffice --json \
		--state :memory:
}

# One include after the other, each answer within the time of one question: an
# evaluation ends all the same.
test_spf_evaluation_has_an_end() {
	local i began=$SECONDS
	for ((i = 1; i < 10; i++)); do
		echo "ADD d$i TXT v=spf1 include:d$((i + 1)).vijandig.nl ~all"
	done >edits
	echo 'ADD d10 TXT v=spf1 ip4:203.0.113.9 -all' >>edits
	publish vijandig.nl - <edits
	zegel spf d1.vijandig.nl --ip 203.0.113.9 --json
	json '[.result, .lookups]' '["pass",9]'
	lab fault resolver delay 4000
	zegel spf d1.vijandig.nl --ip 203.0.113.9 --json
	exits 3
	json '[.result, (.lookups < 9)]' '["temperror",true]'
	[ $((SECONDS - began)) -lt 35 ] || fail "$((SECONDS - began)) s"
	# A server that never answers ends it at once.
	began=$SECONDS
	zegel spf alstil.nl --ip 203.0.113.9 --json --timeout 1
	exits 3
	json .result temperror
	[ $((SECONDS - began)) -lt 10 ] || fail "$((SECONDS - began)) s"
}

test_hostile_zone_in_the_wizard() {
	terminal
	run_in_terminal 'zegel vijandig.nl --service spinoffice --lang en'
	wait_for 'How may SpinOffice CRM send'
	send Enter
	wait_for 'Can you log in'
	send Enter
	wait_for 'What does it look like'
	send Escape
	wait_for mrsel1._domainkey
	send v
	send Escape
	send Enter
	wait_for 'Waiting'
	! whole_screen | LC_ALL=C.UTF-8 grep -qP "$RAW" || fail "$(whole_screen)"
	[ -z "$(mux show-buffer 2>/dev/null)" ] || fail 'it wrote to the clipboard'
	case $(mux display-message -p '#{pane_title}') in
	*owned*) fail 'it set the title' ;;
	esac
}
