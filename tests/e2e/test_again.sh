# zegel check again and again: all known domains, what turned, what is ignored,
# the history of it, and the form of a monitoring plugin.
#
# SPDX-License-Identifier: MIT

know_two() {
	publish_spinoffice
	zegel check voorbeeld.nl --service spinoffice
	exits 0
	zegel check gezond.nl --service spinoffice
	exits 0
}

break_voorbeeld() {
	publish voorbeeld.nl DEL mrsel3._domainkey
}

mend_voorbeeld() {
	publish voorbeeld.nl ADD mrsel3._domainkey CNAME mrsel3._domainkey.spinoffice-crm.com
}

is_silent() {
	equals "$out$err" '' 'what it says'
}

test_check_without_names_looks_at_all_known_ones() {
	know_two
	zegel check
	exits 0
	says gezond.nl
	says voorbeeld.nl
	break_voorbeeld
	zegel check --json
	exits 1
	equals "$(jq -rs 'map(.domain + " " + .verdict) | join(",")' <<<"$out")" \
		'gezond.nl green,voorbeeld.nl wrong'
	zegel check --private
	exits 2
	says_not voorbeeld.nl
	complains --private
	zegel forget voorbeeld.nl
	zegel check --json
	exits 0
	json .domain gezond.nl
}

test_changes_are_told_once() {
	know_two
	zegel check --changes
	exits 0
	is_silent
	break_voorbeeld
	zegel check --changes
	exits 1
	says voorbeeld.nl
	says mrsel3._domainkey.voorbeeld.nl
	says 'Before: '
	says_not gezond.nl
	zegel check --changes --json
	exits 0
	is_silent
	mend_voorbeeld
	zegel check --changes --json
	exits 0
	json '[.domain, .verdict, .turned.from, .turned.to]' \
		'["voorbeeld.nl","green","wrong","green"]'
	zegel check --changes
	exits 0
	is_silent
	# What stands there now has nothing to do with it.
	zegel check
	exits 0
	says voorbeeld.nl
}

# What nobody could read was not told.
test_changes_that_could_not_be_told_are_told_again() {
	local status
	know_two
	break_voorbeeld
	"$ZEGEL" check --changes >/dev/full 2>"$T/full"
	status=$?
	equals $status 4 'the status on a full disk'
	zegel check --changes
	exits 1
	says voorbeeld.nl
	zegel check --changes
	exits 0
	is_silent
}

test_changes_need_several_times_without_an_answer() {
	zegel check gezond.nl --service spinoffice
	exits 0
	lab fault first silent
	lab fault second silent
	zegel check --changes --timeout 1
	exits 0
	is_silent
	zegel check --changes --timeout 1 --unknowns 2 --json
	exits 3
	json '[.domain, .verdict, .turned.from, .turned.unknowns]' \
		'["gezond.nl","unknown","green",2]'
	zegel check --changes --timeout 1 --unknowns 2
	exits 0
	is_silent
	lab fault first none
	lab fault second none
	zegel check --changes --unknowns 2 --json
	exits 0
	json '[.turned.from, .turned.to]' '["unknown","green"]'
	zegel list --json
	json .verdict green
}

test_changes_of_a_list() {
	publish_spinoffice
	printf '%s\n' voorbeeld.nl,spinoffice \
		'{"domain":"gezond.nl","services":["spinoffice"]}' >"$T/list"
	zegel check --file "$T/list" --authority yes --changes
	exits 0
	is_silent
	zegel list
	says_not voorbeeld.nl
	break_voorbeeld
	zegel check --file "$T/list" --authority yes --changes --json
	exits 1
	json '[.domain, .turned.from, .services]' \
		'["voorbeeld.nl","green",["spinoffice"]]'
	zegel check --file "$T/list" --authority yes --changes
	exits 0
	is_silent
	printf 'gezond.nl\ngezond.nl\ntweespf.nl\ntweespf.nl\n' >"$T/list"
	zegel check --file "$T/list" --changes --json
	exits 1
	json '[.domain, .turned.to]' '["tweespf.nl","wrong"]'
	zegel check --file "$T/list" --authority yes --changes --resume "$T/place"
	exits 2
	complains --resume
	zegel forget voorbeeld.nl
	exits 0
	zegel forget voorbeeld.nl
	exits 1
}

# Of what cannot be remembered nothing can be said to have turned; for a
# plugin it is a doubt.
test_changes_without_a_state_file() {
	mkdir "$T/state.db"
	zegel check gezond.nl --changes --state "$T/state.db"
	exits 4
	says_not gezond
	zegel check gezond.nl --format nagios --state "$T/state.db"
	exits 3
	says 'ZEGEL UNKNOWN - '
}

test_ignored_findings_do_not_count() {
	know_two
	break_voorbeeld
	zegel check voorbeeld.nl --ignore missing --json
	exits 0
	json .verdict green
	json '[.records[].findings[].code] | index("missing")' null
	json '[.records[] | select(.state == "missing") | .name]' \
		'["mrsel3._domainkey.voorbeeld.nl"]'
	# What is kept of it is as it is.
	zegel list --json
	equals "$(jq -rs 'map(.domain + " " + .verdict) | join(",")' <<<"$out")" \
		'gezond.nl green,voorbeeld.nl wrong'
	zegel check --changes --ignore spf-long,missing
	exits 0
	is_silent
	zegel check --changes
	exits 1
	says voorbeeld.nl
	zegel check voorbeeld.nl --ignore mising
	exits 2
	complains mising
}

test_ignored_findings_of_a_line() {
	publish_spinoffice
	break_voorbeeld
	printf '%s\n' 'voorbeeld.nl,spinoffice,!missing' \
		'{"domain":"voorbeeld.nl","services":["spinoffice"],"ignore":["missing"]}' \
		'voorbeeld.nl, !missing, spinoffice' \
		'voorbeeld.nl,spinoffice' 'voorbeeld.nl,!nothing' \
		'{"domain":"voorbeeld.nl","ignore":"missing"}' >"$T/list"
	zegel check --file "$T/list" --json
	exits 1
	equals "$(jq -r '.verdict // .error' <<<"$out" | sort | tr '\n' ' ')" \
		'green green green no-code no-code waiting '
}

# Twenty-two, through the resolver: like a list, and remembered.
test_many_known_ones_share_what_they_ask() {
	local names
	names=$(cd "$ROOT/tests/lab/zones/hosted" && printf '%s ' *.nl.zone |
		sed 's/\.zone//g' | cut -d' ' -f1-22)
	log_questions
	zegel check $names --service spinoffice --rate 1000 --json
	equals "$(wc -l <<<"$out")" 22 domains
	equals "$(questions_for spf.spinoffice-crm.com)" 1 \
		'questions for the include'
	zegel check --changes --rate 1000
	is_silent
	zegel check --json --rate 1000
	equals "$(wc -l <<<"$out")" 22 domains
	json 'select(.domain == "gezond.nl").verdict' green
	says_not '"dns_host"'
}

test_history_tells_what_turned_when() {
	know_two
	break_voorbeeld
	zegel check --changes
	mend_voorbeeld
	zegel check --changes
	zegel check --changes
	zegel history voorbeeld.nl --json
	exits 0
	equals "$(jq -r .verdict <<<"$out" | tr '\n' ' ')" 'green wrong green '
	equals "$(jq -rs '[.[] | .records[] |
		select(.name == "mrsel3._domainkey.voorbeeld.nl") |
		.state + " " + (.found[0].value // "-")] | join(",")' <<<"$out")" \
		'ok mrsel3._domainkey.spinoffice-crm.com,missing -,ok mrsel3._domainkey.spinoffice-crm.com'
	zegel history gezond.nl --json
	json .verdict green
	equals "$(wc -l <<<"$out")" 1 'moments at which gezond.nl turned'
}

test_nagios_has_one_line_and_its_statuses() {
	local data='time=[0-9.]*s;;;0 domains=1;;;0'
	publish_spinoffice
	zegel check voorbeeld.nl --service spinoffice --format nagios
	exits 0
	grep -qxE "ZEGEL OK - .*voorbeeld\.nl.* \| $data green=1;;;0;1 waiting=0;;;0;1 wrong=0;;;0;1 unknown=0;;;0;1 lookups=[0-9]+;8;10;0" \
		<<<"$out" || fail "$(about_run)"
	zegel check stil.nl --service spinoffice --timeout 1 --format nagios
	exits 1
	says 'ZEGEL WARNING - stil.nl: '
	break_voorbeeld
	zegel check voorbeeld.nl --format nagios
	exits 2
	says 'ZEGEL CRITICAL - voorbeeld.nl: '
	says mrsel3
	zegel check alstil.nl --timeout 1 --format nagios
	exits 3
	says 'ZEGEL UNKNOWN - '
	zegel check --timeout 1 --format nagios
	exits 2
	says 'ZEGEL CRITICAL - 0 of 3 domains all right, wrong 1 (voorbeeld.nl), waiting 1 (stil.nl), no answer 1 (alstil.nl) | '
	says ' domains=3;;;0 green=0;;;0;3 waiting=1;;;0;3 wrong=1;;;0;3 unknown=1;;;0;3'
	equals "$(wc -l <<<"$out")" 1 'lines'
	printf 'gezond.nl,spinoffice\nvoorbeeld.nl\n' >"$T/list"
	zegel check --file "$T/list" --format nagios
	exits 0
	says 'ZEGEL OK - 2 of 2 domains all right | '
}

test_nagios_is_unknown_where_zegel_cannot_look() {
	printf '%s\n' gezond.nl,spinoffice 'no domain' >list
	zegel check --file list --format nagios
	exits 3
	equals "$(wc -l <<<"$out")" 1 lines
	complains 'line 2: '
	zegel check no_domain --format nagios
	exits 3
	says 'ZEGEL UNKNOWN - '
	complains no_domain
	zegel check gezond.nl --format nagios --changes
	exits 3
	says 'ZEGEL UNKNOWN - '
	zegel check --format nagios
	exits 3
	zegel records gezond.nl --service spinoffice --format nagios
	exits 2
}

# Six at the same two name servers, and one that is elsewhere.
SEVEN='gezond.nl delegatie.nl wildcard.nl redirect.nl sleutels.nl naamfout.nl
	traagland.nl'

test_many_that_turn_at_a_time_may_be_their_name_server() {
	zegel check $SEVEN --changes
	lab fault first silent
	lab fault second silent
	zegel check --changes --unknowns 1 --timeout 1
	exits 3
	grep -qE '6 of 7 domains .*probably the name server ns[12]\.naamhuis\.nl' \
		<<<"$(head -3 <<<"$out" | tr -s '\n ' ' ')" ||
		fail "$(about_run)"
	equals "$(grep -c '^?' <<<"$out")" 6 domains
	says_not traagland.nl
}

test_many_that_turn_at_a_time_may_be_our_resolver() {
	printf '%s\n' $SEVEN >"$T/list"
	zegel check --file "$T/list" --changes
	lab fault resolver servfail
	zegel check --file "$T/list" --changes --json --unknowns 1 --timeout 1
	exits 3
	equals "$(wc -l <<<"$out")" 7 domains
	equals "$err" '! 7 of 7 domains turned at the same time: probably our own resolver is the
  cause, and not their DNS.' 'what is said in front'
}

# Of a list's domains nothing is kept but what was told; that will do to know
# that what is gone was there.
test_a_list_knows_what_was_right() {
	local run
	publish_spinoffice
	echo voorbeeld.nl,spinoffice >list
	set -- zegel check --file list --changes --authority yes
	"$@"
	exits 0
	is_silent
	break_voorbeeld
	"$@" --json
	exits 1
	json '[.verdict, .turned.from, .turned.to]' '["wrong","green","wrong"]'
	for run in 1 2; do
		"$@"
		exits 0
		is_silent
	done
	mend_voorbeeld
	"$@"
	exits 0
	says 'Before: wrong'
	# Something else than what was right is no better than nothing.
	break_voorbeeld
	publish voorbeeld.nl ADD mrsel3._domainkey CNAME \
		elders.gezond.nl
	"$@"
	exits 1
	says 'Before: all right'
	"$@"
	exits 0
	is_silent
}
