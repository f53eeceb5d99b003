# A zone that wants to harm whoever looks (vijandig.nl): nothing of it reaches
# the terminal as it is, and it makes zegel neither slow nor large.
#
# SPDX-License-Identifier: MIT

SECONDS_AT_MOST=20 KILOBYTES_AT_MOST=65536

# What a terminal obeys, and what turns or hides writing.
RAW='[\x00-\x08\x0b-\x1f\x7f\x{80}-\x{9f}\x{200b}-\x{200f}\x{2028}-\x{202e}\x{2060}-\x{2069}\x{feff}]'

# As zegel, with an eye on the clock and on the memory.
measured_zegel() {
	local began=$SECONDS peak=0 now
	"$ZEGEL" "$@" >"$T/out" 2>"$T/err" </dev/null &
	while now=$(awk '/^VmHWM/ { print $2 }' /proc/$!/status 2>/dev/null) &&
		[ -n "$now" ]; do
		peak=$now
		sleep 0.02
	done
	wait $!
	status=$? out=$(tr -d '\0' <"$T/out") err=$(cat "$T/err") ran="zegel $*"
	[ $((SECONDS - began)) -lt $SECONDS_AT_MOST ] ||
		fail "$((SECONDS - began)) s:$(about_run)"
	# The sanitizers take memory of their own.
	grep -q __asan_init "$ZEGEL" || [ "$peak" -lt $KILOBYTES_AT_MOST ] ||
		fail "$peak KB:$(about_run)"
	[ "$status" -lt 4 ] && [ -n "$out" ] || fail "$(about_run)"
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
	case $ZEGEL in */asan/*) return 0 ;; esac
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

test_hostile_zone_in_the_wizard() {
	terminal
	run_in_terminal 'zegel vijandig.nl --service spinoffice --lang en'
	wait_for 'How may SpinOffice CRM send'
	send Enter
	wait_for 'Can you log in'
	send Enter
	wait_for mrsel2._domainkey
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
