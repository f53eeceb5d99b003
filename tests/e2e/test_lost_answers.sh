# Lost answers make nothing up: whatever part of the answers about a domain gets
# lost, zegel says nothing that all of the answers do not bear out.
#
# tests/lab/chance.lua, in front of every server of the lab and of its resolver,
# drops, fails, refuses or truncates answers by a hash of name, type and seed. The
# seed is the last number of the address that zegel asks from; a few clients, each
# with a network of its own, have all of these numbers and work at the same time.
#
# A reference is what the check says with every answer, or with every answer but
# those of one server: of two that disagree, either may be the only one heard.
# With answers lost,
#
#   a finding  stands in a reference as well: code, severity, waiting or not, and
#              the name that it is about. Those may come that tell of the loss
#              itself: nameserver-silent, nameserver-lame (refusing is no answer),
#              tcp-blocked, resolver-only, resolver-failed; and what the resolver happens to hold:
#              cached-negative, cached-old;
#   a state    is that of the same record in a reference, or unknown;
#   a verdict  is that of a reference, or unknown; or waiting where a reference
#              has no error but what is waited for; or green where its only one is
#              spf-lost-sender: whom an include let send that is gone from the
#              record and from the net, nobody need know;
#   the rest   (zone, DNS host, SPF record, what was found instead of a record, and
#              that the resolver has it) is that of a reference, or left out; but
#              the zone may be the one above, where nobody told of the cut, and
#              cname-proxied is cname-conflict, where nobody told whose form it is.
#
# Fewer may be how many servers have a record, how many lookups were counted, and
# which services were recognised; what is wanted may change with them.
#
# SEEDS are the seeds to try, of 1 to 200; 24 of them unless it says otherwise.
#
# SPDX-License-Identifier: MIT

CLIENTS=9
SPINOFFICE='
gezond.nl voorbeeld.nl zonderspf.nl zondermx.nl tweespf.nl redirect.nl
wildcard.nl delegatie.nl mail.delegatie.nl ondertekend.nl chain.goed.nl
apart.goed.nl big.goed.nl naamfout.nl doelfout.nl verwisseld.nl'
SPINOFFICE_TOO='
tekenfout.nl soortfout.nl elders.nl wolkje.nl verschil.nl traagland.nl stil.nl
weigert.nl lam.nl bogus.nl v4only.nl muster.de bakkerij-jansen.nl
blank.spffout.nl shop.postfout.nl example-shop.example'
FLICONO='
via.goed.nl macro.goed.nl range.goed.nl pieces.goed.nl both.dmarcfout.nl'
ALONE='
kaal.nl ondomein.nl dmarcboven.nl small.dmarcfout.nl nonsense.dmarcfout.nl
double.dmarcfout.nl strangers.dmarcfout.nl syntax.spffout.nl behind.spffout.nl
many.spffout.nl nine.spffout.nl voids.spffout.nl dead.spffout.nl
hard.spffout.nl nul.postfout.nl alias.postfout.nl'
KNOWN='gezond.nl voorbeeld.nl bakkerij-jansen.nl'

lose_by_chance() {
	local server
	for server in registry first second third services resolver; do
		lab fault $server lua \
			"server = \"$server\" dofile(\"$(dirname "$LAB")/chance.lua\")"
	done
}

# open_client NUMBER: a network with an address for each seed. $client is the
# process that keeps it.
open_client() {
	local net=10.53.$1 net6=2001:db8:53:$1:
	unshare --net sleep infinity &
	client=$!
	is_apart() { ! [ /proc/$client/ns/net -ef /proc/self/ns/net ]; }
	eventually 5 is_apart || fail 'no network of its own'
	ip link add client$1 type veth peer name lab netns $client ||
		fail 'no way to it'
	ip -batch - <<-END
		link set client$1 addrgenmode none
		address add fe80::1/64 dev client$1 nodad
		address add $net6:ffff/64 dev client$1 nodad
		address add $net.254/24 dev client$1
		link set client$1 up
	END
	{
		echo 'link set lab addrgenmode none'
		echo 'address add fe80::2/64 dev lab nodad'
		echo 'link set lab up'
		printf "address add $net.%d/24 dev lab\n" {1..250}
		printf "address add $net6:%d/64 dev lab nodad\n" {1..250}
	} | in_client ip -batch -
}

in_client() {
	nsenter --net=/proc/$client/ns/net "$@"
}

# ask_with NUMBER SEED: checks every domain as the client with this number, by the
# addresses of this seed.
ask_with() {
	local net=10.53.$1 net6=2001:db8:53:$1:
	in_client ip route replace default via $net.254 src $net.$2
	in_client ip -6 route replace default via $net6:ffff src $net6:$2
	cp known known.$2
	look spinoffice $2 $SPINOFFICE --service spinoffice &
	look spinoffice_too $2 $SPINOFFICE_TOO --service spinoffice &
	look flicono $2 $FLICONO --service flicono &
	look alone $2 $ALONE &
	look keys $2 sleutels.nl --records records &
	look known $2 $KNOWN --state known.$2 &
	wait
}

# look GROUP SEED OPTION...
look() {
	local group=$1 seed=$2
	shift 2
	in_client "$ZEGEL" check --json --timeout 1 --authority yes \
		--state :memory: "$@" >said.$group.$seed 2>complaint.$group.$seed
	echo $? >status.$group.$seed
}

# Some zones on their way from one state to another, on one server or both.
edit_zones() {
	publish_spinoffice
	cat >records <<-END
		goed._domainkey.sleutels.nl. CNAME goed.mailfabriek.nl.
		leeg._domainkey.sleutels.nl. CNAME leeg.mailfabriek.nl.
		krap._domainkey.sleutels.nl. CNAME kort.mailfabriek.nl.
		twee._domainkey.sleutels.nl. CNAME twee.mailfabriek.nl.
		weg._domainkey.sleutels.nl. CNAME weg.mailfabriek.nl.
		plat._domainkey.sleutels.nl. CNAME goed.mailfabriek.nl.
		quotes._domainkey.sleutels.nl. TXT v=DKIM1; k=rsa; p=MIIB
	END
	zegel check $KNOWN --state known
	exits 0
	publish voorbeeld.nl REPLACE @ TXT 'v=spf1 mx ~all'
	publish voorbeeld.nl DEL mrsel1._domainkey
	publish bakkerij-jansen.nl REPLACE @ TXT \
		'v=spf1 include:spf.protection.outlook.com -all'
	publish -s first muster.de ADD mrsel1._domainkey CNAME \
		mrsel1._domainkey.spinoffice-crm.com
	publish -s second muster.de ADD mrsel2._domainkey CNAME \
		mrsel1._domainkey.spinoffice-crm.com
	publish -s second muster.de REPLACE @ TXT \
		'v=spf1 mx include:spf.spinoffice-crm.com ~all'
}

# Every process came to an end of its own, and told of each domain.
all_looked() {
	local bad
	bad=$(grep -LxE '[013]' status.*; find . -name 'complaint.*' -size +0)
	[ -z "$bad" ] || fail "did not end well: $(cat $bad)"
	equals "$(cat said.* | wc -l)" $((($1) * $(wc -w \
		<<<"$SPINOFFICE $SPINOFFICE_TOO $FLICONO $ALONE $KNOWN sleutels.nl"))) \
		'lines of JSON'
}

test_lost_answers_make_nothing_up() {
	local number seed said wrong clients=''
	local references='250 201 202 203 204 205' seeds=${SEEDS:-$(seq 1 24)}
	edit_zones
	lose_by_chance
	for ((number = 1; number <= CLIENTS; number++)); do
		open_client $number
		(
			for seed in $references $seeds; do
				[ $((seed % CLIENTS + 1)) != $number ] ||
					ask_with $number $seed
			done
		) &
		clients="$clients $!"
	done
	wait $clients
	all_looked $(wc -w <<<"$references $seeds")
	ran='zegel check, with losses' out=$(cat said.*)
	keep_json check
	for said in said.*; do
		jq -c --arg from "$said" '($from / ".") as [$_, $group, $seed] |
			.seed = ($seed | tonumber) | .group = $group' "$said"
	done >all
	wrong=$(jq -rs -f "$ROOT/tests/e2e/borne_out.jq" all) || fail "$wrong"
	[ -z "$wrong" ] || fail "made up:
$wrong"
	equals "$(jq -rs 'map(.verdict) | unique | join(" ")' all)" \
		'green unknown waiting wrong' 'what there was'
}
