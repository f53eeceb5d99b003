# Faults of the lab's servers. Sourced by lab; runs inside the namespaces.
#
#   lab fault SERVER WHAT [NAME [TYPE]]   SERVER: as in lab map, or all
#
#   silent          nothing of what it says arrives (no NAME)
#   notcp           nothing of what it says over TCP arrives (no NAME)
#   drop            the question is not answered
#   servfail, refused, nxdomain           this is the answer
#   delay MS        the answer over UDP comes late
#   truncate        over UDP the answer does not fit
#   noaa            the answer is there but not authoritative
#   intercept       somebody on the way answers instead: the resolver
#   lua CODE        a line of dnsdist's own language
#   none            all is well again
#
# A server may have several faults; none takes them all back. silent and notcp are
# the kernel's doing; the others are dnsdist's, which takes over the server's
# addresses while the server stays behind it.
#
# SPDX-License-Identifier: MIT

lab_fault() {
	local server=${1:?which server?} what=${2:?what is wrong with it?}
	shift 2
	if [ "$server" = all ]; then
		for server in registry first second services third; do
			lab_fault $server "$what" "$@"
		done
		return
	fi
	read_server "$server"
	[ "$server_kind" != nobody ] || die "$server is silent as it is"
	case $what in
	silent) lose udp && lose tcp ;;
	notcp) lose tcp ;;
	none) be_well "$server" ;;
	*) be_faulty "$server" "$what" "$@" ;;
	esac
}

# lose PROTOCOL: what the server sends over it has no route. The kernel's own rule,
# that local addresses always have one, has to come later for that.
lose() {
	local address family
	for address in $server_addresses; do
		family=$(family_of "$address")
		if ip "$family" rule show | grep -q '^0:'; then
			ip "$family" rule add pref 10 lookup local
			ip "$family" rule del pref 0
		fi
		ip "$family" rule add pref 5 from "$address" ipproto "$1" sport 53 \
			blackhole || die "the kernel does not lose packets"
	done
}

lose_nothing() {
	local address
	for address in $server_addresses; do
		while ip "$(family_of "$address")" rule del pref 5 from "$address"; do
			:
		done 2>/dev/null
	done
}

family_of() {
	case $1 in *:*) echo -6 ;; *) echo -4 ;; esac
}

be_well() {
	lose_nothing
	[ -e "$ZEGEL_LAB/$1/faults" ] || return 0
	rm "$ZEGEL_LAB/$1/faults"
	stop_process "$ZEGEL_LAB/$1/dnsdist.pid"
	stop_process "$ZEGEL_LAB/$1/pid"
	start_server "$1"
	wait_for_server "$1"
}

be_faulty() {
	local server=$1 folder=$ZEGEL_LAB/$1
	shift
	command -v dnsdist >/dev/null || skip 'dnsdist is not installed: make deps-test'
	rule_for "$@" >"$folder/rule" || exit
	if [ ! -e "$folder/faults" ]; then
		stop_process "$folder/pid"
		start_server "$server" hidden
		wait_for_server "$server"
	fi
	cat "$folder/rule" >>"$folder/faults"
	start_dnsdist "$server"
}

start_dnsdist() {
	local folder=$ZEGEL_LAB/$1 address
	read_server "$1"
	dnsdist_settings "$folder/faults" >"$folder/dnsdist.lua"
	stop_process "$folder/dnsdist.pid"
	setsid dnsdist --supervised --disable-syslog -C "$folder/dnsdist.lua" \
		</dev/null >>"$folder/log" 2>&1 &
	echo $! >"$folder/dnsdist.pid"
	for address in $server_addresses; do
		wait_for_answer "$address" 53 ready.lab || {
			cat "$folder/log" >&2
			die "the faults of $1 do not start"
		}
	done
}

# The resolver's own questions always reach the server, so that somebody who
# intercepts does not ask himself.
dnsdist_settings() {
	local address
	echo 'setACL({"0.0.0.0/0", "::/0"})'
	echo 'setSecurityPollSuffix("")'
	for address in $server_addresses; do
		case $address in *:*) address="[$address]" ;; esac
		echo "addLocal(\"$address:53\")"
	done
	cat <<-END
		newServer({address="127.0.0.1:$server_port"}):setUp()
		newServer({address="127.0.0.1:5306", pool="resolver"}):setUp()
		addAction(QNameRule("ready.lab."), RCodeAction(DNSRCode.NOERROR))
		resolver = newNMG()
		$(read_server resolver && printf 'resolver:addMask("%s")\n' $server_addresses)
		from_resolver = NetmaskGroupRule(resolver)
		function recurse(dq)
		  dq.dh:setRD(true)
		  return DNSAction.Pool, "resolver"
		end
		function without_authority(dr)
		  dr.dh:setAA(false)
		  return DNSResponseAction.None, ""
		end
	END
	cat "$1"
}

# rule_for WHAT [ARGUMENT] [NAME [TYPE]]: prints dnsdist's line for it.
rule_for() {
	local what=$1 argument='' which
	shift
	case $what in delay | lua) argument=${1:?"$what what?"} && shift ;; esac
	which=$(questions "$@")
	case $what in
	drop) echo "addAction($which, DropAction())" ;;
	servfail | refused | nxdomain)
		echo "addAction($which, RCodeAction(DNSRCode.${what^^}, {aa=false, ra=false}))"
		;;
	delay) echo "addAction($which, DelayAction($argument))" ;;
	truncate) echo "addAction(AndRule({$which, TCPRule(false)}), TCAction())" ;;
	noaa) echo "addResponseAction($which, LuaResponseAction(without_authority))" ;;
	intercept)
		echo "addAction(AndRule({$which, NotRule(from_resolver)}), LuaAction(recurse))"
		;;
	lua) echo "$argument" ;;
	*) die "there is no fault $what: see faults.sh" ;;
	esac
}

questions() {
	[ $# -gt 0 ] || { echo 'AllRule()' && return; }
	printf 'AndRule({QNameRule("%s")' "$1"
	[ $# -lt 2 ] || printf ', QTypeRule(DNSQType.%s)' "$2"
	printf '})\n'
}
