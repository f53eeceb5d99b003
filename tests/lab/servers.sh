# The servers of the lab: their settings, starting and stopping, and asking until
# they answer. Sourced by lab; runs inside the namespaces. Everything that is
# written goes below $ZEGEL_LAB, which is memory.
#
# SPDX-License-Identifier: MIT

# The table of lab without the addresses that this run leaves out.
servers() {
	local name kind port address left
	while read -r name kind port addresses; do
		[ -n "$name" ] || continue
		left=''
		for address in $addresses; do
			case ${LAB_FAMILY:-} in
			4) [[ $address == *:* ]] && continue ;;
			6) [[ $address == *:* ]] || continue ;;
			esac
			left="$left $address"
		done
		echo "$name $kind $port$left"
	done <<<"$SERVERS"
}

# What the table says of one server: server_kind, server_port, server_addresses.
read_server() {
	local line
	line=$(servers | grep "^$1 ") || die "there is no server $1: lab map"
	read -r _ server_kind server_port server_addresses <<<"$line"
}

# For the silent ones there is a way out, through lo, but no address: packets are
# lost, and nobody is there who could say that the port is closed.
set_up_network() {
	local name kind port addresses address
	{
		echo 'link set lo up'
		while read -r name kind port addresses; do
			for address in $addresses; do
				if [ "$kind" = nobody ]; then
					echo "route add $address dev lo"
				else
					echo "address add $address dev lo"
				fi
			done
		done <<<"$(servers)"
	} | ip -batch -
}

set_up_files() {
	local resolv_conf
	mount -t tmpfs -o mode=755 lab "$ZEGEL_LAB" || return
	mkdir -p "$ZEGEL_LAB"/{registry,first,second,services,third,resolver}
	cp -r "$LAB_DIR/zones" "$ZEGEL_LAB"
	resolv_conf=$(readlink -f /etc/resolv.conf)
	[ -e "$resolv_conf" ] || die 'there is no /etc/resolv.conf to put ours over'
	read_server resolver
	echo "nameserver ${server_addresses%% *}" >"$ZEGEL_LAB/resolv.conf"
	mount --bind "$ZEGEL_LAB/resolv.conf" "$resolv_conf"
}

# New keys in each lab. The DS goes into the parent before that is signed, and
# both servers of a customer sign with the same key.
make_keys() {
	local zones=$ZEGEL_LAB/zones
	make_key first ondertekend.nl >>"$zones/registry/nl.zone" &&
		make_key registry nl >>"$zones/registry/root.zone" &&
		make_key registry . >"$ZEGEL_LAB/resolver/trust-anchor" &&
		cp -r "$ZEGEL_LAB/first/keys" "$ZEGEL_LAB/second/"
}

# make_key SERVER ZONE: prints its DS as a line of a zone file.
make_key() {
	local settings=$ZEGEL_LAB/$1/settings
	keymgr -c "$settings" "$2" generate ksk=yes zsk=yes >/dev/null &&
		keymgr -c "$settings" "$2" ds | sed -n 's/ DS \(.* 13 2 .*\)/ 3600 IN DS \1/p'
}

# knot_settings NAME PORT [ADDRESS...]: knotd. Zones are edited through 127.0.0.1;
# what was edited is kept in the journal, never in the file.
knot_settings() {
	local name=$1 port=$2 folder=$ZEGEL_LAB/zones/$1 file zone listen=''
	case $name in first | second) folder=$ZEGEL_LAB/zones/hosted ;; esac
	shift 2
	[ $# -eq 0 ] || listen=$(printf ', "%s@53"' "$@")
	cat <<-END
		server:
		    rundir: "$ZEGEL_LAB/$name"
		    listen: [ "127.0.0.1@$port"$listen ]
		    udp-workers: 1
		    tcp-workers: 1
		    background-workers: 1
		database:
		    storage: "$ZEGEL_LAB/$name"
		    journal-db-max-size: 64M
		log:
		  - target: stderr
		    any: info
		acl:
		  - id: local
		    address: 127.0.0.0/8
		    action: [ update, transfer ]
		policy:
		  - id: signed
		    algorithm: ecdsap256sha256
		    single-type-signing: on
		template:
		  - id: default
		    storage: "$folder"
		    file: "%s.zone"
		    acl: local
		    zonefile-sync: -1
		    dnssec-policy: signed
		zone:
	END
	for file in "$folder"/*.zone; do
		zone=${file##*/}
		zone=${zone%.zone}
		case $zone in
		root) printf '  - domain: "."\n    file: root.zone\n    dnssec-signing: on\n' ;;
		nl | ondertekend.nl) printf '  - domain: %s\n    dnssec-signing: on\n' "$zone" ;;
		*) printf '  - domain: %s\n' "$zone" ;;
		esac
	done
}

# The secondary begins with the zone as it is in the file, and fetches the next
# one when it is notified.
nsd_settings() {
	local name=$1 port=$2
	shift 2
	cat <<-END
		server:
		    ip-address: 127.0.0.1@$port
		$([ $# -eq 0 ] || printf '    ip-address: %s\n' "$@")
		    server-count: 1
		    username: ""
		    zonesdir: "$ZEGEL_LAB/zones/hosted"
		    database: ""
		    pidfile: ""
		    zonelistfile: "$ZEGEL_LAB/$name/zones"
		    xfrdfile: "$ZEGEL_LAB/$name/xfrd"
		    xfrdir: "$ZEGEL_LAB/$name"
		    xfrd-reload-timeout: 0
		    zonefiles-write: 0
		remote-control:
		    control-enable: no
		zone:
		    name: traagland.nl
		    zonefile: traagland.nl.zone
		    allow-notify: 127.0.0.1 NOKEY
		    request-xfr: AXFR 127.0.0.1@5302 NOKEY
	END
}

# Where the root is, in the families that this run has.
root_hints() (
	echo '. 3600000 NS a.root-servers.net.'
	read_server registry
	for address in $server_addresses; do
		case $address in
		192.0.2.1) echo "a.root-servers.net. 3600000 A $address" ;;
		2001:db8::1) echo "a.root-servers.net. 3600000 AAAA $address" ;;
		esac
	done
)

# unbound as Debian sets it up, but with our root. It forgets quickly that a server
# did not answer, because tests switch servers off and on.
unbound_settings() {
	local name=$1 port=$2
	shift 2
	cat <<-END
		server:
		    interface: 127.0.0.1@$port
		$([ $# -eq 0 ] || printf '    interface: %s\n' "$@")
		$(read_server resolver && printf '    outgoing-interface: %s\n' $server_addresses)
		    access-control: 0.0.0.0/0 allow
		    access-control: ::/0 allow
		    directory: "$ZEGEL_LAB/$name"
		    chroot: ""
		    username: ""
		    pidfile: ""
		    use-syslog: no
		    root-hints: "$ZEGEL_LAB/$name/root-hints"
		    trust-anchor-file: "$ZEGEL_LAB/$name/trust-anchor"
		    infra-host-ttl: 2
		    unblock-lan-zones: yes
		    insecure-lan-zones: yes
		remote-control:
		    control-enable: yes
		    control-interface: "$ZEGEL_LAB/$name/control"
	END
}

# start_server NAME [hidden]: hidden leaves its addresses to somebody else
# (faults.sh). unbound runs from a copy because AppArmor lets the installed one
# read nothing of ours. A session of its own keeps Ctrl-C away from it.
start_server() {
	local name=$1 program
	read_server "$name"
	[ "${2:-}" = hidden ] && server_addresses=''
	write_settings "$name"
	case $server_kind in
	knot) program=knotd ;;
	nsd) program='nsd -d' ;;
	unbound)
		program="$ZEGEL_LAB/unbound -d"
		[ -x "$ZEGEL_LAB/unbound" ] || cp "$(command -v unbound)" "$ZEGEL_LAB/"
		;;
	esac
	setsid $program -c "$ZEGEL_LAB/$name/settings" \
		</dev/null >>"$ZEGEL_LAB/$name/log" 2>&1 &
	echo $! >"$ZEGEL_LAB/$name/pid"
}

write_settings() {
	${server_kind}_settings "$1" "$server_port" $server_addresses \
		>"$ZEGEL_LAB/$1/settings"
}

# stop_process PIDFILE: ends what it names and waits until it is gone.
stop_process() {
	local pid
	pid=$(cat "$1" 2>/dev/null) || return 0
	kill "$pid" 2>/dev/null
	while kill -0 "$pid" 2>/dev/null; do
		sleep 0.01
	done
	rm -f "$1"
}

# wait_for_answer ADDRESS PORT NAME: asks until it answers, ten seconds at most.
# A question that comes while a server starts may be lost: the next one follows soon.
wait_for_answer() {
	local until=$((SECONDS + 10))
	until timeout 0.2 kdig "@$1" -p "$2" "$3" SOA 2>/dev/null |
		grep -q 'status: NOERROR'; do
		[ $SECONDS -lt $until ] || return 1
		sleep 0.01
	done
}

# A name that the server has or, in the resolver's case, can find.
server_question() {
	case $1 in
	registry | resolver) echo nl ;;
	first | second) echo voorbeeld.nl ;;
	third) echo traagland.nl ;;
	services) echo spinoffice-crm.com ;;
	esac
}

wait_for_server() {
	read_server "$1"
	wait_for_answer 127.0.0.1 "$server_port" "$(server_question "$1")" && return
	cat "$ZEGEL_LAB/$1/log" >&2
	die "$1 does not answer"
}

lab_start() {
	local name began=${EPOCHREALTIME/./}
	set_up_network || die 'the addresses cannot be added'
	set_up_files || die 'the files cannot be mounted'
	for name in registry first; do
		read_server $name
		write_settings $name
	done
	root_hints >"$ZEGEL_LAB/resolver/root-hints"
	make_keys || die 'the keys cannot be made'
	for name in registry first second services third resolver; do
		start_server $name
	done
	for name in registry first second services third resolver; do
		wait_for_server $name
	done
	# How long it took, in milliseconds.
	echo $(((${EPOCHREALTIME/./} - began) / 1000)) >"$ZEGEL_LAB/ready"
}
