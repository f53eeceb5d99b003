# HTTPS in the lab: nginx with a certificate authority of our own. Sourced by lab;
# runs inside the namespaces, and only when a test asks for it: lab https.
#
# Each nginx/*.conf holds servers. Whatever name stands behind server_name there
# gets the addresses of web in the DNS, and is in the certificate. A server needs
# no more than
#
#   server { include listen; server_name api.sendgrid.com; location ... }
#
# Files that it serves lie in $ZEGEL_LAB/web. For tests of TLS itself there are
# more certificates there: expired.pem, other.pem (for another host),
# unknown.pem (of an authority that nobody knows), self.pem; all have key.pem.
# `lab log web` has a line for each request, with the credentials it brought.
# For tests of what is no HTTP: lab tls PORT COMMAND.
#
# SPDX-License-Identifier: MIT

lab_https() {
	need_tools nginx openssl
	if [ ! -e "$ZEGEL_LAB/web/ready" ]; then
		need_certificates
		name_web_servers || die 'the resolver takes no names'
		start_web
		touch "$ZEGEL_LAB/web/ready"
	fi
	echo "$ZEGEL_LAB/web/ca.pem"
}

need_tools() {
	local tool
	for tool in "$@"; do
		command -v $tool >/dev/null ||
			skip "$tool is not installed: make deps-test"
	done
}

# Once for all servers that speak TLS.
need_certificates() {
	[ ! -e "$ZEGEL_LAB/web/self.pem" ] || return 0
	mkdir -p "$ZEGEL_LAB/web"
	make_certificates >"$ZEGEL_LAB/web/openssl" 2>&1 || {
		cat "$ZEGEL_LAB/web/openssl" >&2
		die 'the certificates cannot be made'
	}
}

web_names() {
	sed -n 's/^[[:blank:]]*server_name[[:blank:]]*\(.*\);.*/\1/p' \
		"$LAB_DIR"/nginx/*.conf | tr -s ' ' '\n' | sort -u
}

make_certificates() (
	cd "$ZEGEL_LAB/web" || return
	read_server web
	serial=0
	key='-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes'
	names=$({ web_names; mail_names; } | sed 's/^/DNS:/' | paste -sd,)
	for address in $server_addresses; do
		names=$names,IP:$address
	done
	openssl req -x509 $key -days 30 -subj '/CN=the lab' \
		-keyout ca.key -out ca.pem &&
		openssl req -x509 $key -days 30 -subj '/CN=nobody' \
			-keyout unknown.key -out unknown-ca.pem &&
		openssl req -new $key -subj '/CN=web' -keyout key.pem \
			-out request &&
		sign good ca "$names" -days 30 &&
		sign other ca DNS:somebody.else.example -days 30 &&
		sign unknown unknown-ca "$names" -days 30 &&
		{
			# openssl of today does the one or the other.
			sign expired ca "$names" -days -1 ||
				sign expired ca "$names" \
					-not_before 20200101000000Z \
					-not_after 20200201000000Z
		} &&
		openssl req -x509 -key key.pem -days 30 -subj '/CN=web' \
			-addext "subjectAltName=$names" -out self.pem
)

# sign NAME AUTHORITY NAMES OPTION...: makes NAME.pem.
sign() {
	local name=$1 authority=$2
	echo "subjectAltName=$3" >names
	shift 3
	openssl x509 -req -in request -CA $authority.pem \
		-CAkey ${authority%-ca}.key -set_serial $((++serial)) \
		-extfile names "$@" -out $name.pem
}

name_web_servers() {
	local name address
	read_server web
	for name in $(web_names); do
		for address in $server_addresses; do
			case $address in
			*:*) echo "$name. 60 IN AAAA $address" ;;
			*) echo "$name. 60 IN A $address" ;;
			esac
		done
	done | lab_resolver local_datas >/dev/null
}

# One process: no workers that would want to be another user.
web_settings() {
	cat <<-END
		daemon off;
		master_process off;
		pid $ZEGEL_LAB/web/pid;
		error_log $ZEGEL_LAB/web/log;
		events {}
		http {
		    log_format lab '\$host "\$request" \$status auth="\$http_authorization" body="\$request_body"';
		    access_log $ZEGEL_LAB/web/log lab;
		    client_body_temp_path $ZEGEL_LAB/web/body;
		    proxy_temp_path $ZEGEL_LAB/web/proxy;
		    fastcgi_temp_path $ZEGEL_LAB/web/fastcgi;
		    uwsgi_temp_path $ZEGEL_LAB/web/uwsgi;
		    scgi_temp_path $ZEGEL_LAB/web/scgi;
		    default_type application/json;
		    root $ZEGEL_LAB/web;
		    server_names_hash_bucket_size 128;
		    ssl_certificate $ZEGEL_LAB/web/good.pem;
		    ssl_certificate_key $ZEGEL_LAB/web/key.pem;
		    include "$LAB_DIR/nginx/*.conf";
		}
	END
}

start_web() {
	local address until=$((SECONDS + 10))
	read_server web
	for address in $server_addresses; do
		case $address in *:*) address="[$address]" ;; esac
		echo "listen $address:443 ssl;"
	done >"$ZEGEL_LAB/web/listen"
	web_settings >"$ZEGEL_LAB/web/settings"
	setsid nginx -p "$ZEGEL_LAB/web" -c settings \
		</dev/null >>"$ZEGEL_LAB/web/log" 2>&1 &
	address=${server_addresses%% *}
	until (: <>"/dev/tcp/$address/443") 2>/dev/null; do
		kill -0 $! 2>/dev/null && [ $SECONDS -lt $until ] || {
			cat "$ZEGEL_LAB/web/log" >&2
			die 'web does not answer'
		}
		sleep 0.01
	done
}

# lab_tls PORT COMMAND: a server at web that speaks TLS, but says what COMMAND
# prints to whoever comes first, whatever he asks.
lab_tls() {
	local port=$1 until=$((SECONDS + 10))
	read_server web
	cd "$ZEGEL_LAB/web" || exit
	{ bash -c "$2"; sleep 5; } 2>openssl |
		setsid openssl s_server -quiet -key key.pem -cert good.pem \
			-accept "${server_addresses%% *}:$port" >openssl 2>&1 &
	until ss -Hltn "sport = :$port" | grep -q .; do
		[ $SECONDS -lt $until ] || die "nobody listens at $port"
		sleep 0.01
	done
}
