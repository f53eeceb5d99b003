# Every finding of src/core/finding.h out of a real zone of the lab, in the right
# severity and in three languages; and nothing found in zones that are right.
#
# SPDX-License-Identifier: MIT

# finds OPTIONS... <<END, lines `domain code severity name`: what checking these
# domains finds, no warning or error more and none less. A severity ends in (w)
# when it is only waited for; lines of severity info may be left out.
# State that was kept before is in $known, when there should be some.
finds() {
	local wanted domains lang state=:memory:
	wanted=$(awk 'NF { print $1, $2, $3, $4 }' | sort)
	domains=$(cut -d' ' -f1 <<<"$wanted" | uniq)
	for lang in nl de en; do
		if [ -n "${known:-}" ]; then
			state=$T/known.$lang
			cp "$known" "$state"
		fi
		zegel check $domains --json --lang $lang --authority yes \
			--state "$state" \
			--timeout 1 "$@"
		[ -n "$out" ] || fail "$(about_run)"
		echo "$out" >"$T/said.$lang"
	done
	seen=$(jq -r "$LINES_FOUND" "$T/said.en" | sort)
	seen=$(awk 'NR == FNR { wanted[$0]; next } $3 != "info" || $0 in wanted' \
		<(echo "$wanted") <(echo "$seen"))
	diff <(echo "$wanted") <(echo "$seen") >"$T/diff" ||
		fail "found (>) is not what is wrong there (<):
$(cat "$T/diff")"
	speaks_three_languages
	asks_for_a_change
}

LINES_FOUND='.domain as $domain | (.records[].findings[], .findings[]) |
	[$domain, .code, .severity + (if .waiting then "(w)" else "" end), .at] |
	join(" ")'

# Both sentences are there, and each language has its own.
speaks_three_languages() {
	local same
	same=$(jq -rn --slurpfile nl "$T/said.nl" --slurpfile de "$T/said.de" \
		--slurpfile en "$T/said.en" '
		def findings: [.[] | .records[].findings[], .findings[]];
		[$nl, $de, $en] | map(findings) | transpose[] |
		(map(.text), map(.fix)) as $said |
		select(($said | unique | length) != 3 or ($said | any(. == "" or . == null))) |
		"\(.[0].code) \(.[0].at): \($said | tojson)"')
	[ -z "$same" ] || fail "not three sentences:
$same"
}

# What to enter is not what stands there already.
asks_for_a_change() {
	local same
	same=$(jq -r '.records[] | .found as $found | .findings[] |
		select(.code != "record-duplicate") |
		select(.fix | split("\n")[1:] - $found != split("\n")[1:]) |
		"\(.code): \(.fix)"' "$T/said.en")
	[ -z "$same" ] || fail "asks for what is there: $same"
}

# is_silent OPTIONS... <<END, domains: checking them is green, and finds nothing.
is_silent() {
	zegel check $(cat) --json --authority yes --state :memory: "$@"
	seen=$(jq -r "$LINES_FOUND" <<<"$out" | grep -v ' info ')
	[ -z "$seen" ] || fail "found where all is right: $seen"
	exits 0
}

test_every_code_is_found_somewhere() {
	local here=$ROOT/tests/e2e/test_findings.sh code missing=''
	for code in $(sed -n 's/^\tX([A-Z0-9_]*, "\([a-z0-9-]*\)".*/\1/p' \
		"$ROOT/src/core/finding.h"); do
		grep -qE "^	[a-z0-9.-]+ +$code +(error|warning|info)" "$here" ||
			missing="$missing $code"
	done
	[ -z "$missing" ] || fail "no zone has:$missing"
	[ -n "$code" ] || fail 'there is no list of codes'
}

test_nothing_is_found_where_all_is_right() {
	is_silent <<-END
	gezond.nl bakkerij-jansen.nl via.goed.nl ondertekend.nl v4only.nl v6only.nl
	END
	is_silent --service spinoffice <<-END
	gezond.nl chain.goed.nl apart.goed.nl big.goed.nl
	END
	is_silent --service flicono <<-END
	via.goed.nl macro.goed.nl range.goed.nl pieces.goed.nl
	END
	is_silent --service mailchimp <<<bakkerij-jansen.nl
	is_silent --service spinoffice --authority no <<<gezond.nl
	# One of two names holds a key at a time.
	cat >records <<-END
	selector1._domainkey.bakkerij-jansen.nl. CNAME selector1-bakkerijjansen-nl._domainkey.bakkerijjansen.onmicrosoft.com.
	selector2._domainkey.bakkerij-jansen.nl. CNAME selector2-bakkerijjansen-nl._domainkey.bakkerijjansen.onmicrosoft.com.
	END
	is_silent --records records <<<bakkerij-jansen.nl
	wants_keys ed kaal goed
	is_silent --records records <<<sleutels.nl
}

# wants_keys SELECTOR...: the key goed at each of them, as a file of records.
wants_keys() {
	local selector key
	for selector; do
		key=$(kdig +short @198.51.100.1 TXT \
			"$([ $selector = ed ] && echo ed || echo goed)._domainkey.sleutels.nl")
		echo "$selector._domainkey.sleutels.nl. TXT ${key//\" \"/}"
	done >records
}

# wants_aliases SELECTOR...: aliases for names of mailfabriek.nl.
wants_aliases() {
	local pair
	for pair; do
		echo "${pair%=*}._domainkey.sleutels.nl. CNAME ${pair#*=}.mailfabriek.nl."
	done >records
}

test_found_before_anything_is_entered() {
	finds --service spinoffice <<-END
	voorbeeld.nl spf-not-authorised error(w) voorbeeld.nl
	voorbeeld.nl missing error(w) mrsel1._domainkey.voorbeeld.nl
	voorbeeld.nl missing error(w) mrsel2._domainkey.voorbeeld.nl
	voorbeeld.nl missing error(w) mrsel3._domainkey.voorbeeld.nl
	END
	finds <<-END
	zonderspf.nl spf-missing   error(w)   zonderspf.nl
	zonderspf.nl dmarc-missing warning(w) _dmarc.zonderspf.nl
	END
	finds --service mailchimp <<-END
	zonderspf.nl spf-missing   warning(w) zonderspf.nl
	zonderspf.nl missing       error(w)   k2._domainkey.zonderspf.nl
	zonderspf.nl missing       error(w)   k3._domainkey.zonderspf.nl
	zonderspf.nl dmarc-missing error(w)   _dmarc.zonderspf.nl
	END
}

test_found_in_names_types_and_targets() {
	finds --service spinoffice <<-END
	naamfout.nl   name-doubled            error mrsel1._domainkey.naamfout.nl.naamfout.nl
	naamfout.nl   name-without-underscore error mrsel2.domainkey.naamfout.nl
	naamfout.nl   name-elsewhere          error mrsel3.naamfout.nl
	soortfout.nl  type-txt-for-cname      error mrsel1._domainkey.soortfout.nl
	soortfout.nl  type-other              error mrsel2._domainkey.soortfout.nl
	soortfout.nl  cname-conflict          error mrsel3._domainkey.soortfout.nl
	doelfout.nl   target-doubled          error mrsel1._domainkey.doelfout.nl
	doelfout.nl   target-typo             error mrsel2._domainkey.doelfout.nl
	doelfout.nl   target-url              error mrsel3._domainkey.doelfout.nl
	verwisseld.nl target-swapped          error mrsel1._domainkey.verwisseld.nl
	verwisseld.nl target-swapped          error mrsel2._domainkey.verwisseld.nl
	verwisseld.nl target-wrong            error mrsel3._domainkey.verwisseld.nl
	tekenfout.nl  value-whitespace        error mrsel1._domainkey.tekenfout.nl
	tekenfout.nl  value-quotes            error mrsel2._domainkey.tekenfout.nl
	tekenfout.nl  value-escaped           error mrsel3._domainkey.tekenfout.nl
	wolkje.nl     cname-proxied           error mrsel1._domainkey.wolkje.nl
	wolkje.nl     cname-proxied           error mrsel2._domainkey.wolkje.nl
	wolkje.nl     missing                 error(w) mrsel3._domainkey.wolkje.nl
	wildcard.nl   wildcard                warning zegel-7f3a9c51d2._domainkey.wildcard.nl
	wildcard.nl   wildcard                warning zegel-7f3a9c51d2._domainkey.wildcard.nl
	wildcard.nl   wildcard                warning zegel-7f3a9c51d2._domainkey.wildcard.nl
	wildcard.nl   missing                 error(w) mrsel1._domainkey.wildcard.nl
	wildcard.nl   missing                 error(w) mrsel2._domainkey.wildcard.nl
	wildcard.nl   missing                 error(w) mrsel3._domainkey.wildcard.nl
	wildcard.nl   spf-not-authorised      error(w) wildcard.nl
	wildcard.nl   dmarc-missing           warning(w) _dmarc.wildcard.nl
	END
	echo 'em1._domainkey.voorbeeld.nl. CNAME s1.domainkey.u4711.wl.sendgrid.net.' >records
	publish voorbeeld.nl ADD em1._domainkey CNAME s1.domainkey.u815.wl.sendgrid.net
	finds --records records <<-END
	voorbeeld.nl  target-other-account    error em1._domainkey.voorbeeld.nl
	END
}

# What to do is said once for several records that went wrong alike.
test_a_person_reads_it_on_one_screen() {
	local domain lang again
	for domain in naamfout.nl soortfout.nl doelfout.nl verwisseld.nl \
		tekenfout.nl wolkje.nl wildcard.nl elders.nl alstil.nl voorbeeld.nl; do
		for lang in nl de en; do
			zegel check $domain --service spinoffice --lang $lang \
				--timeout 1 --state :memory:
			[ "$(wc -l <<<"$out")" -le 23 ] || fail "long:$(about_run)"
			[ "$(wc -L <<<"$out")" -le 80 ] || fail "wide:$(about_run)"
			again=$(grep -v '^ *[✗✓○◐?] ' <<<"$out" | grep '.\{40\}' |
				sort | uniq -d)
			[ -z "$again" ] || fail "says it twice: $again$(about_run)"
		done
	done
}

# Knot refuses what some hosts let happen: an alias and something else.
test_found_beside_an_alias() {
	local server
	publish_spinoffice
	publish voorbeeld.nl - <<-END
		DEL mrsel2._domainkey
		ADD mrsel2._domainkey TXT v=DKIM1; p=
	END
	for server in first second; do
		lab fault $server lua 'addAction(AndRule({
			QNameRule("mrsel2._domainkey.voorbeeld.nl"),
			QTypeRule(DNSQType.CNAME)}), SpoofCNAMEAction(
			"mrsel2._domainkey.spinoffice-crm.com", {aa=true}))'
	done
	finds --service spinoffice <<-END
	voorbeeld.nl cname-conflict error mrsel2._domainkey.voorbeeld.nl
	END
}

test_found_in_keys() {
	wants_keys quotes slash klein kort dubbel
	finds --records records <<-END
	sleutels.nl value-quotes     error   quotes._domainkey.sleutels.nl
	sleutels.nl value-escaped    error   slash._domainkey.sleutels.nl
	sleutels.nl value-lowercased error   klein._domainkey.sleutels.nl
	sleutels.nl value-truncated  error   kort._domainkey.sleutels.nl
	sleutels.nl record-duplicate error   dubbel._domainkey.sleutels.nl
	END
	echo "wortel._domainkey.sleutels.nl. TXT $(kdig +short @198.51.100.1 TXT \
		sleutels.nl | grep DKIM | sed 's/" "//g')" >records
	finds --records records <<-END
	sleutels.nl name-at-root     error   sleutels.nl
	END
	wants_aliases alias=goed leeg=leeg kapot=kapot tekst=tekst krap=kort \
		matig=matig test=test twee=twee weg=weg plat=goed
	finds --records records <<-END
	sleutels.nl dkim-key-revoked error   leeg._domainkey.sleutels.nl
	sleutels.nl dkim-key-broken  error   kapot._domainkey.sleutels.nl
	sleutels.nl dkim-key-broken  error   tekst._domainkey.sleutels.nl
	sleutels.nl dkim-key-short   error   krap._domainkey.sleutels.nl
	sleutels.nl dkim-key-short   warning matig._domainkey.sleutels.nl
	sleutels.nl dkim-testing     info    test._domainkey.sleutels.nl
	sleutels.nl record-duplicate error   twee._domainkey.sleutels.nl
	sleutels.nl dkim-no-key      error   weg._domainkey.sleutels.nl
	sleutels.nl cname-flattened  info    plat._domainkey.sleutels.nl
	END
}

test_found_in_spf() {
	finds <<-END
	tweespf.nl         spf-multiple         error   tweespf.nl
	tweespf.nl         missing              warning(w) k2._domainkey.tweespf.nl
	tweespf.nl         missing              warning(w) k3._domainkey.tweespf.nl
	tweespf.nl         dmarc-missing        warning(w) _dmarc.tweespf.nl
	syntax.spffout.nl  spf-syntax           error   syntax.spffout.nl
	behind.spffout.nl  spf-after-all        error   behind.spffout.nl
	many.spffout.nl    spf-lookups          error   many.spffout.nl
	ten.spffout.nl     spf-lookups-near     warning ten.spffout.nl
	nine.spffout.nl    spf-lookups-near     warning nine.spffout.nl
	voids.spffout.nl   spf-voids            error   voids.spffout.nl
	dead.spffout.nl    spf-include-broken   error   dead.spffout.nl
	loop.spffout.nl    spf-include-broken   error   loop.spffout.nl
	inside.spffout.nl  spf-include-broken   error   inside.spffout.nl
	hard.spffout.nl    spf-mailbox-left-out error   hard.spffout.nl
	soft.spffout.nl    spf-mailbox-left-out warning soft.spffout.nl
	plus.spffout.nl    spf-pass-all         warning plus.spffout.nl
	neutral.spffout.nl spf-neutral-all      warning neutral.spffout.nl
	open.spffout.nl    spf-no-all           warning open.spffout.nl
	ptr.spffout.nl     spf-ptr              warning ptr.spffout.nl
	type99.spffout.nl  spf-type99           warning type99.spffout.nl
	long.spffout.nl    spf-long             warning long.spffout.nl
	END
	finds --service spinoffice <<-END
	blank.spffout.nl   value-whitespace     error   blank.spffout.nl
	blank.spffout.nl   missing              error(w) mrsel1._domainkey.blank.spffout.nl
	blank.spffout.nl   missing              error(w) mrsel2._domainkey.blank.spffout.nl
	blank.spffout.nl   missing              error(w) mrsel3._domainkey.blank.spffout.nl
	END
}

test_found_in_dmarc_and_mx() {
	finds <<-END
	small.dmarcfout.nl     dmarc-syntax           error   _dmarc.small.dmarcfout.nl
	nonsense.dmarcfout.nl  dmarc-syntax           error   _dmarc.nonsense.dmarcfout.nl
	double.dmarcfout.nl    record-duplicate       error   _dmarc.double.dmarcfout.nl
	dmarcboven.nl          dmarc-at-root          error   dmarcboven.nl
	both.dmarcfout.nl      dmarc-at-root          warning both.dmarcfout.nl
	strangers.dmarcfout.nl dmarc-rua-unauthorised warning _dmarc.strangers.dmarcfout.nl
	voorbeeld.example      dmarc-none-without-reports info _dmarc.voorbeeld.example
	voorbeeld.example      spf-neutral-all        warning voorbeeld.example
	niets.postfout.nl      mx-missing             warning niets.postfout.nl
	nul.postfout.nl        mx-null                warning nul.postfout.nl
	alias.postfout.nl      mx-broken              warning alias.postfout.nl
	adres.postfout.nl      mx-broken              warning adres.postfout.nl
	END
	finds --service flicono <<-END
	both.dmarcfout.nl      dmarc-at-root          warning both.dmarcfout.nl
	both.dmarcfout.nl      dmarc-may-not-align    warning _dmarc.dmarcfout.nl
	both.dmarcfout.nl      spf-not-authorised     error(w) both.dmarcfout.nl
	END
}

test_found_in_delegations() {
	publish -s second gezond.nl DEL mrsel2._domainkey
	finds --service spinoffice <<-END
	gezond.nl    nameservers-disagree warning mrsel2._domainkey.gezond.nl
	elders.nl    edited-elsewhere    error   elders.nl
	elders.nl    spf-not-authorised  error(w) elders.nl
	elders.nl    edited-elsewhere    error   mrsel1._domainkey.elders.nl
	elders.nl    edited-elsewhere    error   mrsel2._domainkey.elders.nl
	elders.nl    edited-elsewhere    error   mrsel3._domainkey.elders.nl
	verschil.nl  delegation-differs  warning verschil.nl
	ondomein.nl  domain-missing      error   ondomein.nl
	kaal.nl      domain-undelegated  error   kaal.nl
	naamloos.nl  nameserver-silent   warning naamloos.nl
	naamloos.nl  nameserver-lame     warning _domainkey.naamloos.nl
	shop.postfout.nl domain-is-cname error   shop.postfout.nl
	END
	finds <<-END
	bogus.nl     dnssec-bogus        error   bogus.nl
	bogus.nl     dmarc-missing       warning(w) _dmarc.bogus.nl
	lam.nl       nameserver-lame     warning lam.nl
	lam.nl       dmarc-missing       warning(w) _dmarc.lam.nl
	stil.nl      nameserver-silent   warning stil.nl
	stil.nl      dmarc-missing       warning(w) _dmarc.stil.nl
	weigert.nl   nameserver-lame     warning weigert.nl
	weigert.nl   dmarc-missing       warning(w) _dmarc.weigert.nl
	alstil.nl    nameserver-silent   warning alstil.nl
	alstil.nl    nameserver-silent   warning alstil.nl
	END
	echo 'news._domainkey.mail.delegatie.nl. CNAME goed.mailfabriek.nl.' >records
	finds --records records <<-END
	delegatie.nl delegated-away      error   news._domainkey.mail.delegatie.nl
	delegatie.nl missing             error(w) news._domainkey.mail.delegatie.nl
	END
}

test_found_in_what_the_resolver_remembers() {
	kdig mrsel1._domainkey.voorbeeld.nl CNAME >/dev/null
	kdig voorbeeld.nl TXT >/dev/null
	publish_spinoffice
	finds --service spinoffice <<-END
	voorbeeld.nl cached-negative info mrsel1._domainkey.voorbeeld.nl
	voorbeeld.nl cached-old      info voorbeeld.nl
	END
}

test_found_since_the_first_look() {
	known=$T/known
	publish_spinoffice
	zegel check voorbeeld.nl bakkerij-jansen.nl --state "$known"
	exits 0
	publish voorbeeld.nl REPLACE @ TXT 'v=spf1 mx ~all'
	publish bakkerij-jansen.nl REPLACE @ TXT \
		'v=spf1 include:spf.protection.outlook.com -all'
	publish -s registry nl - <<-END
		DEL voorbeeld NS ns1.transip.nl
		ADD voorbeeld NS ns2.naamhuis.nl
	END
	publish voorbeeld.nl - <<-END
		DEL @ NS ns1.transip.nl
		ADD @ NS ns2.naamhuis.nl
	END
	finds <<-END
	voorbeeld.nl       spf-lost-sender     warning voorbeeld.nl
	voorbeeld.nl       nameservers-changed warning voorbeeld.nl
	bakkerij-jansen.nl spf-lost-sender     error   bakkerij-jansen.nl
	END
}

# What is as it first was is waited for; what was entered wrong is wrong at once.
test_found_after_a_wrong_entry() {
	known=$T/known
	zegel check voorbeeld.nl --service spinoffice --json --state "$known"
	json .verdict waiting
	publish voorbeeld.nl REPLACE @ TXT 'v=spf1 mx a:web.voorbeeld.nl ip4:203.0.113.9 ~all'
	publish voorbeeld.nl ADD mrsel1._domainkey CNAME mrsel1._domainkey.spinoffice-crm.com.voorbeeld.nl
	publish voorbeeld.nl ADD mrsel2._domainkey.voorbeeld.nl CNAME mrsel2._domainkey.spinoffice-crm.com
	finds <<-END
	voorbeeld.nl spf-not-authorised error    voorbeeld.nl
	voorbeeld.nl target-doubled     error    mrsel1._domainkey.voorbeeld.nl
	voorbeeld.nl name-doubled       error    mrsel2._domainkey.voorbeeld.nl.voorbeeld.nl
	voorbeeld.nl missing            error(w) mrsel3._domainkey.voorbeeld.nl
	END
}

said() {
	grep -q "$1" said
}

test_vanished_while_somebody_watches() {
	publish_spinoffice
	publish voorbeeld.nl DEL mrsel1._domainkey
	"$ZEGEL" watch voorbeeld.nl --service spinoffice --for 60s --lang en \
		--state :memory: >said 2>&1 </dev/null &
	eventually 10 said 'mrsel2.* right' || fail "$(cat said)"
	publish voorbeeld.nl DEL mrsel2._domainkey
	eventually 10 said 'mrsel2.* being changed' || fail "$(cat said)"
	kill $!
	! said ✗ || fail "$(cat said)"
}

# What the program says of it is the same in every form.
test_vanished_says_so_in_json() {
	local lacks='.records[] | select(.state == "missing" and .required) |
		"\(.name) \(.findings[0].text)"'
	"$ZEGEL" watch voorbeeld.nl --service spinoffice --for 60s --json \
		--lang en --state :memory: >said 2>&1 </dev/null &
	eventually 10 said '"verdict":"waiting"' || fail "$(cat said)"
	publish voorbeeld.nl DEL @ TXT
	eventually 10 said 'voorbeeld.nl has no SPF record at the moment: it is being changed' ||
		fail "$(cat said)"
	publish_spinoffice
	eventually 10 said '"verdict":"green"' || fail "$(cat said)"
	kill $!
	! jq -r "$lacks" said | grep -q '^voorbeeld.nl .*yet' || fail "$(cat said)"
}

test_found_once_it_had_been_right() {
	known=$T/known
	zegel check gezond.nl --service spinoffice --state "$known"
	exits 0
	publish gezond.nl - <<-END
		DEL mrsel1._domainkey
		DEL _dmarc
		DEL @ TXT
	END
	finds <<-END
	gezond.nl missing       error      mrsel1._domainkey.gezond.nl
	gezond.nl spf-missing   error      gezond.nl
	gezond.nl dmarc-missing warning    _dmarc.gezond.nl
	END
}

test_found_in_the_network_here() {
	# The resolver knows where nl is, and nobody else gets an answer from there.
	lab fault registry lua 'addAction(NotRule(from_resolver), DropAction())'
	finds --service spinoffice <<-END
	gezond.nl resolver-only      info gezond.nl
	END
	lab fault resolver silent
	finds --service spinoffice --timeout 1 <<-END
	gezond.nl resolver-failed    warning gezond.nl
	END
	lab fault resolver none
	lab fault registry none
	lab fault first truncate mrsel1._domainkey.gezond.nl
	lab fault second truncate mrsel1._domainkey.gezond.nl
	lab fault first notcp
	lab fault second notcp
	finds --service spinoffice <<-END
	gezond.nl tcp-blocked        warning mrsel1._domainkey.gezond.nl
	END
}

test_found_where_somebody_answers_for_all() {
	lab fault all intercept
	finds --service spinoffice <<-END
	gezond.nl port53-intercepted info gezond.nl
	END
}
