# zegel check --file: lines good and bad, one result each in any order; stopping
# and going on; what is asked, and how often.
#
# SPDX-License-Identifier: MIT

RESOLVER=192.0.2.53

# names COUNT: domains that do not exist.
names() {
	seq -f 'niet%g.nl' "$1"
}

# The domains of results, in alphabetical order.
domains_of() {
	jq -r .domain "$@" | sort
}

bulk() {
	zegel check --file list --json --nameserver $RESOLVER "$@"
}

test_each_line_has_its_result() {
	printf '%s\n' gezond.nl,spinoffice voorbeeld.nl,spinoffice \
		'bakkerij-jansen.nl' '' '# a comment' '  Info@Zonderspf.NL ' \
		'{"domain":"goed.nl","services":["spinoffice"]}' >list
	bulk
	exits 1
	equals "$(domains_of <<<"$out" | paste -sd' ')" \
		'bakkerij-jansen.nl gezond.nl goed.nl voorbeeld.nl zonderspf.nl'
	json 'select(.domain == "gezond.nl") | [.verdict, .services]' \
		'["green",["spinoffice"]]'
	json 'select(.domain == "voorbeeld.nl").verdict' waiting
	json 'select(.domain == "gezond.nl") | has("zone")' false
	[ -z "$err" ] || fail "$(about_run)"
	[ ! -e state ] || fail 'it remembers'
}

test_it_says_what_check_says() {
	local domain
	for domain in bakkerij-jansen.nl dmarcfout.nl doelfout.nl gezond.nl \
		goed.nl naamfout.nl postfout.nl redirect.nl sleutels.nl \
		soortfout.nl spffout.nl tekenfout.nl verwisseld.nl \
		voorbeeld.nl wildcard.nl zondermx.nl zonderspf.nl bestaatniet.nl
	do
		echo "$domain"
	done >names
	sed 's/$/,spinoffice/' names >list
	bulk
	jq -c 'del(.checked_at, .visible_by)' <<<"$out" | sort >at_once
	while read -r domain; do
		zegel check "$domain" --service spinoffice --authority no \
			--json --state :memory: --nameserver $RESOLVER
		jq -c 'del(.checked_at, .visible_by)' <<<"$out"
	done <names | sort >each
	equals "$(wc -l <each)" 18
	diff -u each at_once || fail 'check says something else'
}

test_bad_lines_do_not_stop_the_rest() {
	{
		echo gezond.nl,spinoffice
		echo 'no domain at all'
		echo 'co.uk'
		echo 'gezond.nl,nobody-knows-it'
		echo '{"domain":"gezond.nl"'
		echo '["gezond.nl"]'
		echo '{"services":["spinoffice"]}'
		echo '{"domain":"gezond.nl","domain":"goed.nl"}'
		echo '{"domain":"gezond.nl","services":[7]}'
		echo '{"domain":"gezond.nl","records":[{"type":"TXT"}]}'
		echo '{"domain":"gezond.nl","records":[{"type":"TXT","name":"goed.nl","value":"x"}]}'
		printf 'x\033[31mred\0\n'
		printf '\377\376\n'
		head -c 1000000 /dev/zero | tr '\0' a
		echo
		printf 'goed.nl,spinoffice\r\n'
		printf 'zonderspf.nl'
	} >list
	bulk
	exits 1
	json 'select(.error) | [.line, .error]' '[2,"no-domain"]
[3,"no-domain"]
[4,"no-service"]
[5,"no-json"]
[6,"no-domain"]
[7,"no-json"]
[8,"no-json"]
[9,"no-service"]
[10,"no-record"]
[11,"no-record"]
[12,"no-domain"]
[13,"no-domain"]
[14,"line-too-long"]'
	equals "$(jq -r 'select(.domain).domain' <<<"$out" | sort | paste -sd' ')" \
		'gezond.nl goed.nl zonderspf.nl'
	json 'select(.line == 14).input | length' 200
	json 'select(.line == 12).input' 'x\x1B[31mred\x00'
	echo nonsense >list
	bulk
	exits 2
	zegel check --file list --nameserver $RESOLVER
	exits 2
	says '✗ line 1: '
}

# What an editor or a spreadsheet makes of a list; what cannot be meant is not
# passed over in silence.
test_lists_of_other_programs() {
	printf '\xef\xbb\xbfgezond.nl;spinoffice\r\ngoed.nl\tspinoffice\r\n' >list
	printf 'gezond.nl\rgoed.nl\r\n' >>list
	bulk --service flicono
	equals "$(jq -r 'select(.domain) | .domain + " " + .services[0]' \
		<<<"$out" | sort | paste -sd,)" \
		'gezond.nl spinoffice,goed.nl spinoffice'
	json 'select(.error) | [.line, .error]' '[3,"no-service"]'
}

test_values_of_records_must_be_some() {
	while read -r record; do
		echo "{\"domain\":\"gezond.nl\",\"records\":[$record]}"
	done >list <<-'END'
		{"type":"A","name":"gezond.nl","value":"999.1.1.1"}
		{"type":"A","name":"gezond.nl","value":"2001:db8::1"}
		{"type":"AAAA","name":"gezond.nl","value":"192.0.2.1"}
		{"type":"MX","name":"gezond.nl","value":"mail.gezond.nl","priority":"10"}
		{"type":"MX","name":"gezond.nl","value":"mail.gezond.nl","priority":1.5}
		{"type":"TXT","name":"gezond.nl","value":"v=spf1 mx -all"}
	END
	bulk
	json 'select(.error).error' 'no-record
no-record
no-record
no-record
no-record'
	# An SPF record without anybody's terms is there or is not.
	json 'select(.domain) | [.verdict, .records[0].state]' '["green","ok"]'
}

test_records_of_a_line_alone_are_judged() {
	cat >list <<-'END'
		{"domain":"gezond.nl","records":[{"type":"CNAME","name":"mrsel1._domainkey.gezond.nl","value":"mrsel1._domainkey.spinoffice-crm.com."},{"type":"TXT","name":"token.gezond.nl","value":"abc=1"}]}
	END
	bulk
	exits 1
	json '[.records[] | [.type, .name, .state]]' \
		'[["CNAME","mrsel1._domainkey.gezond.nl","ok"],["TXT","token.gezond.nl","missing"]]'
}

test_services_of_the_command_line_are_for_lines_without() {
	printf '%s\n' gezond.nl 'goed.nl,flicono' >list
	bulk --service spinoffice
	json 'select(.domain == "gezond.nl").services' '["spinoffice"]'
	json 'select(.domain == "goed.nl").services' '["flicono"]'
}

test_a_person_gets_one_line_a_domain() {
	printf '%s\n' gezond.nl,spinoffice gezond.nl,spinoffice >list
	zegel check --file list --nameserver $RESOLVER
	equals "$(wc -l <<<"$out")" 2
	says '✓ SpinOffice CRM may now send mail for gezond.nl'
}

test_a_result_comes_while_the_list_is_still_open() {
	local pid
	mkfifo lines
	"$ZEGEL" check --file - --json --nameserver $RESOLVER \
		<lines >said 2>complaint &
	pid=$!
	exec 3>lines
	echo gezond.nl,spinoffice >&3
	has_said() { [ "$(wc -l <said)" = "$1" ]; }
	eventually 10 has_said 1 || fail "it waits: $(cat complaint)"
	printf gezond.nl,spin >&3
	echo office >&3
	eventually 10 has_said 2 || fail 'it waits for more'
	exec 3>&-
	wait $pid
	equals $? 0 status
}

test_a_broken_pipe_ends_it_quietly() {
	names 3000 >list
	"$ZEGEL" check --file list --json --nameserver $RESOLVER \
		2>complaint | head -n 1 >said
	equals "$(wc -l <said)" 1
	[ ! -s complaint ] || fail "$(cat complaint)"
}

# Where the results go to a full disk, the next run begins where this one did.
test_what_could_not_be_written_was_not_told() {
	names 5 >list
	"$ZEGEL" check --file list --json --nameserver $RESOLVER \
		--resume place >/dev/full 2>complaint
	equals $? 4 status
	equals "$(wc -l <complaint)" 1 complaints
	bulk --resume place
	equals "$(domains_of <<<"$out")" "$(sort list)"
}

# Nothing of ours takes the place of what the caller closed.
test_closed_streams() {
	names 1 >list
	"$ZEGEL" check --file - --nameserver $RESOLVER <&- 2>complaint
	equals $? 4 'status without stdin'
	grep -q 'cannot be read' complaint || fail "$(cat complaint)"
	"$ZEGEL" check --file list --nameserver $RESOLVER >&- 2>complaint
	equals $? 4 'status without stdout'
	"$ZEGEL" check --file list --json --nameserver $RESOLVER 2>&- >said
	equals $? 1 'status without stderr'
	equals "$(wc -l <said)" 1
}

test_it_stops_and_goes_on() {
	local run
	{ names 400 && echo 'nothing good' && names 5; } >list
	for run in 1 2 3; do
		"$ZEGEL" check --file list --json --nameserver $RESOLVER \
			--rate 200 --resume place >said$run 2>complaint &
		has_more() { [ "$(wc -l <said$run)" -gt 5 ]; }
		eventually 10 has_more || fail "nothing: $(cat complaint)"
		kill -TERM $!
		wait $!
		equals $? 1 'status of a part'
		grep -q 'stopped behind line [0-9]*\. The same' complaint ||
			fail "$(cat complaint)"
		[ -e place ] || fail 'it does not note the place'
	done
	bulk --resume place
	[ -z "$err" ] || fail "$err"
	[ ! -e place ] || fail 'the place is still there at the end'
	echo "$out" | cat said[123] - >said
	equals "$(wc -l <said)" 406 'results'
	jq -r 'select(.domain).domain' said | sort >seen
	grep -v good list | sort | diff -u - seen || fail 'not each one once'
}

# Of what was killed nothing is left out, though some may come twice.
test_a_kill_loses_nothing() {
	names 150 >list
	"$ZEGEL" check --file list --json --nameserver $RESOLVER --rate 200 \
		--resume place >said 2>complaint &
	has_noted() { grep -q '^lines [1-9]' place 2>/dev/null; }
	eventually 10 has_noted || fail "no place: $(cat complaint)"
	kill -KILL $!
	wait $! 2>/dev/null
	bulk --resume place
	exits 1
	echo "$out" >>said
	sed -i '/^{.*}$/!d' said
	jq -r .domain said | sort -u >seen
	sort list | diff -u - seen || fail 'some were left out'
	[ "$(wc -l <<<"$out")" -lt 150 ] || fail 'it began anew'
}

test_the_list_must_be_the_same() {
	names 50 >list
	printf 'zegel list 1\nlines 7\nsum 00000000deadbeef\n' >place
	bulk --resume place
	exits 2
	complains 'another list'
	echo hello >place
	bulk --resume place
	exits 2
	[ "$(cat place)" = hello ] || fail 'it writes into a file of somebody'
}

test_what_services_have_in_common_is_asked_once() {
	local name
	log_questions
	for name in gezond goed voorbeeld bakkerij-jansen zonderspf zondermx \
		gezond goed; do
		echo $name.nl,spinoffice
	done >list
	bulk
	exits 1
	equals "$(wc -l <<<"$out")" 8
	equals "$(questions_for spf.spinoffice-crm.com)" 1 \
		'questions for the include'
	equals "$(questions_for mrsel1._domainkey.spinoffice-crm.com)" 1 \
		'questions for the key'
}

# seconds ARGUMENT...: how long zegel takes for the list.
seconds() {
	local began=$EPOCHREALTIME
	zegel check --file list --json "$@"
	exits 1
	seconds=$(jq -n "$EPOCHREALTIME - $began")
}

# Seven questions or so a domain, of which a tenth of a second's go at once.
test_it_is_polite() {
	local usual
	names 4 >list
	seconds --nameserver $RESOLVER --rate 10
	jq -en "$seconds > 1.5" >/dev/null || fail "it took only $seconds s"
	names 30 >list
	seconds
	usual=$seconds
	jq -en "$usual > 1.2" >/dev/null || fail "it took only $usual s"
	# A resolver that is named is one's own.
	seconds --nameserver $RESOLVER
	jq -en "$seconds < $usual / 2" >/dev/null ||
		fail "it takes $seconds s there, and $usual s elsewhere"
}

# The same filter on this machine and, by what stands in for ssh here, on two
# others: the results of all together are those of one.
test_workers_say_together_what_one_says() {
	local where
	{ names 40 && printf '%s,spinoffice\n' gezond.nl goed.nl voorbeeld.nl \
		bakkerij-jansen.nl zonderspf.nl && echo nonsense; } >list
	sorted() { jq -cS 'del(.checked_at, .visible_by, .line)' "$@" | sort; }
	bulk
	sorted <<<"$out" >one
	equals "$(wc -l <one)" 46
	cat >far <<-'END'
		#!/bin/sh
		host=$1
		shift
		[ "$1" != -- ] || shift
		echo "$host" >>"$FAR"
		# As sshd does; without it GNU parallel's own script runs nothing.
		SHELL=/bin/sh exec sh -c "$*"
	END
	chmod +x far
	export FAR=$T/hosts
	for where in '-j 3' "--ssh $T/far --sshlogin 1/een,1/twee"; do
		parallel --will-cite --pipe -N 8 $where \
			"$(printf %q "$ZEGEL")" check --file - \
			--json --nameserver $RESOLVER <list >said 2>complaint
		[ ! -s complaint ] || fail "$(cat complaint)"
		sorted said | diff -u one - || fail "$where says something else"
	done
	equals "$(sort -u hosts | paste -sd' ')" 'een twee'
}

# many COUNT: a server with so many domains, all green, and their list.
many() {
	"$ROOT/tests/bench/bulk_knot" "$T/knot" "$1" 127.0.0.1 5399 &
	kdig +short +retry=60 +timeout=1 @127.0.0.1 -p 5399 klant000001.nl MX \
		>/dev/null 2>&1 || fail 'Knot does not answer'
	seq -f 'klant%06.0f.nl,spinoffice' "$1" >list
}

# What the file of what was told says to SQL.
told() {
	python3 -c 'import sqlite3, sys
print(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone()[0])' \
		told.db "$1" 2>/dev/null
}

# What is written down comes in batches of at most 256 domains.
test_a_kill_loses_no_more_than_a_batch_of_what_was_told() {
	local now
	many 3000
	set -- check --file list --changes --state told.db \
		--nameserver 127.0.0.1@5399
	has_batch() { [ "$(told 'SELECT COUNT(*) FROM told')" -gt 0 ] ; }
	"$ZEGEL" "$@" --rate 6000 >said 2>complaint &
	eventually 20 has_batch || fail "nothing is kept: $(cat complaint)"
	kill -KILL $!
	wait $! 2>/dev/null
	now=$(told 'SELECT COUNT(*) FROM told')
	[ "$now" -lt 3000 ] || fail 'it was over before it was killed'
	equals "$(told 'PRAGMA integrity_check')" ok
	equals "$(told "SELECT COUNT(*) FROM told WHERE outcome <> 'green'")" 0
	# The list is begun in its order: what was told is its beginning, but
	# for the domains that were under way.
	equals "$(told "SELECT COUNT(*) FROM told
		WHERE domain > printf('klant%06d.nl', $now + 64)")" 0
	zegel "$@"
	exits 0
	equals "$(told 'SELECT COUNT(*) FROM told')" 3000
}

test_what_does_not_go_with_a_list() {
	names 1 >list
	zegel check gezond.nl --file list
	exits 2
	zegel check --file list --records list
	exits 2
	zegel check --file list --zone list
	exits 2
	zegel check --file list --rate 0
	exits 2
	zegel check --file nosuchfile
	exits 2
	complains nosuchfile
}
