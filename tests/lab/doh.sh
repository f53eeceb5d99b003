# Resolvers over HTTPS (RFC 8484) in the lab, with the certificate authority of
# web.sh. Sourced by lab; runs inside the namespaces, and only when a test asks for
# it: lab doh. Prints the file for SSL_CERT_FILE.
#
#   https://dnsdist.example/dns-query   dnsdist, which asks the resolver; it is at
#                                       9.9.9.9 too, where zegel offers to ask
#   https://unbound.example/dns-query   unbound, which does the same
#
# Port 8443 of 9.9.9.9 has a certificate that has expired.
#
# SPDX-License-Identifier: MIT

DOH_DNSDIST='9.9.9.9 2001:db8:1::81'
DOH_UNBOUND=198.51.100.82

lab_doh() {
	command -v dnsdist >/dev/null || skip 'dnsdist is not installed: make deps-test'
	lab_https
	[ ! -e "$ZEGEL_LAB/doh/ready" ] || return 0
	mkdir -p "$ZEGEL_LAB/doh"
	name_doh || die 'the resolver takes no names'
	doh_certificates >"$ZEGEL_LAB/doh/openssl" 2>&1 || {
		cat "$ZEGEL_LAB/doh/openssl" >&2
		die 'the certificates cannot be made'
	}
	doh_dnsdist_settings >"$ZEGEL_LAB/doh/dnsdist.lua"
	doh_unbound_settings >"$ZEGEL_LAB/doh/unbound"
	cd "$ZEGEL_LAB/doh" || exit
	start_doh dnsdist --supervised --disable-syslog -C dnsdist.lua
	start_doh "$ZEGEL_LAB/unbound" -d -c unbound
	wait_for_port 9.9.9.9
	wait_for_port $DOH_UNBOUND
	touch "$ZEGEL_LAB/doh/ready"
}

name_doh() {
	local address name
	for address in $DOH_DNSDIST $DOH_UNBOUND; do
		case ${LAB_FAMILY:-}$address in
		4*:*) continue ;;
		6*.*) ;; # 9.9.9.9 is an address of its own
		esac
		name=dnsdist
		[ $address != $DOH_UNBOUND ] || name=unbound
		ip address add "$address" dev lo || return
		case $address in
		*:*) echo "$name.example. 60 IN AAAA $address" ;;
		*) echo "$name.example. 60 IN A $address" ;;
		esac
	done | lab_resolver local_datas >/dev/null
}

doh_certificates() (
	cd "$ZEGEL_LAB/web" || return
	serial=100
	sign doh ca DNS:dnsdist.example,DNS:unbound.example,IP:9.9.9.9 -days 30
)

doh_dnsdist_settings() {
	local address
	echo 'setACL({"0.0.0.0/0", "::/0"})'
	echo 'setSecurityPollSuffix("")'
	for address in $DOH_DNSDIST; do
		case $address in
		*:*) [ "${LAB_FAMILY:-}" != 4 ] || continue; address="[$address]" ;;
		esac
		echo "addDOHLocal(\"$address:443\", \"$ZEGEL_LAB/web/doh.pem\", \"$ZEGEL_LAB/web/key.pem\", \"/dns-query\")"
	done
	echo "addDOHLocal(\"9.9.9.9:8443\", \"$ZEGEL_LAB/web/expired.pem\", \"$ZEGEL_LAB/web/key.pem\", \"/dns-query\")"
	echo 'newServer({address="127.0.0.1:5306"}):setUp()'
}

doh_unbound_settings() {
	cat <<-END
		server:
		    interface: $DOH_UNBOUND@443
		    https-port: 443
		    tls-service-key: "$ZEGEL_LAB/web/key.pem"
		    tls-service-pem: "$ZEGEL_LAB/web/doh.pem"
		    access-control: 0.0.0.0/0 allow
		    directory: "$ZEGEL_LAB/doh"
		    chroot: ""
		    username: ""
		    pidfile: ""
		    use-syslog: no
		    module-config: "iterator"
		    do-not-query-localhost: no
		    unblock-lan-zones: yes
		    cache-max-ttl: 0
		    cache-max-negative-ttl: 0
		remote-control:
		    control-enable: no
		forward-zone:
		    name: "."
		    forward-addr: 127.0.0.1@5306
	END
}

start_doh() {
	setsid "$@" </dev/null >>"$ZEGEL_LAB/doh/log" 2>&1 &
}

wait_for_port() {
	local until=$((SECONDS + 10))
	until (: <>"/dev/tcp/$1/443") 2>/dev/null; do
		[ $SECONDS -lt $until ] || {
			cat "$ZEGEL_LAB/doh/log" >&2
			die "nobody answers over HTTPS at $1"
		}
		sleep 0.01
	done
}
