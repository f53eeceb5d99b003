# Faults of the lab's servers. Sourced by lab; runs inside the namespaces.
#
#   lab fault SERVER WHAT [NAME [TYPE]]   SERVER: as in lab map, or all
#
#   silent          packets to it vanish (all of them: no NAME)
#   drop            the question is not answered
#   servfail, refused, nxdomain           this is the answer
#   delay MS        the answer over UDP comes late
#   truncate        over UDP the answer does not fit
#   notcp           the port is closed for TCP (all of it: no NAME)
#   noaa            the answer is there but not authoritative
#   intercept       somebody on the way answers instead: the resolver
#   lua CODE        a line of dnsdist's own language
#   none            all is well again
#
# A server may have several faults; none takes them all back. All but silent are
# dnsdist's: it takes over the server's addresses, and the server stays behind it.
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
	silent) be_silent ;;
	none) be_well "$server" ;;
	*) be_faulty "$server" "$what" "$@" ;;
	esac
}

# Without its address the server hears nothing; see set_up_network.
be_silent() {
	local address
	for address in $server_addresses; do
		echo "address del $address dev lo"
		echo "route add $address dev lo"
	done | ip -batch - 2>/dev/null
}

be_heard() {
	local address
	for address in $server_addresses; do
		ip address show dev lo to "$address" | grep -q inet && continue
		echo "route del $address dev lo"
		echo "address add $address dev lo"
	done | ip -batch -
}

be_well() {
	be_heard
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
	local faults=$1 address tcp=''
	grep -q '^-- notcp' "$faults" && tcp=', {doTCP=false}'
	echo 'setACL({"0.0.0.0/0", "::/0"})'
	echo 'setSecurityPollSuffix("")'
	for address in $server_addresses; do
		case $address in *:*) address="[$address]" ;; esac
		echo "addLocal(\"$address:53\"$tcp)"
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
	cat "$faults"
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
	notcp) echo '-- notcp' ;;
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
