# Checks that are killed: KILLS of them (make kills: a thousand), each looked at
# by kill_checks.
#
# SPDX-License-Identifier: MIT

test_killed_checks_leave_what_is_true() {
	local domains='a b c d e f' label selector
	mkdir kills
	for label in $domains; do
		echo "ADD $label TXT v=spf1 include:spf.spinoffice-crm.com ~all"
		for selector in mrsel1 mrsel2 mrsel3; do
			echo "ADD $selector._domainkey.$label CNAME" \
				"$selector._domainkey.spinoffice-crm.com"
		done
	done | publish voorbeeld.nl - || fail 'it is not published'
	domains=$(printf '%s.voorbeeld.nl ' $domains)
	zegel check $domains --service spinoffice --state kills/state.db
	exits 0
	# Killed while it looks for leaks, the sanitizer complains about that.
	ASAN_OPTIONS=${ASAN_OPTIONS:-}:detect_leaks=0 PUBLISH=$PUBLISH \
		"$ROOT/tests/e2e/kill_checks" "${KILLS:-12}" $domains
}
