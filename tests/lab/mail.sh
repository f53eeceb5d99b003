# Mail servers in the lab: Postfix and Dovecot with the certificates of web.sh.
# Sourced by lab; runs inside the namespaces as root, and only when a test asks
# for it: lab smtp, lab imap. Both print the file for SSL_CERT_FILE.
#
#   mail.voorbeeld.nl     25, 587 with STARTTLS; 465 with TLS; IMAP 143 and 993
#   expired.post.example  the same with a certificate that has expired,
#   other.post.example    with one for another host,
#   unknown.post.example  with one of an authority that nobody knows,
#   self.post.example     with one that it made itself
#   plain.post.example    25, 587 and 143 without TLS, and nothing else
#   strict.post.example   its name alone: another one of mail.voorbeeld.nl
#
# There is one mailbox: info@voorbeeld.nl, password "pannenkoek met spek". A
# login is needed to send, and only as info@voorbeeld.nl or @post.example. Mail
# to anybody gets into $ZEGEL_LAB/mailbox (a maildir), except to
#
#   grijs@post.example 450 greylisted     vol@post.example  452 mailbox full
#   weg@post.example   550 no such user   spam@post.example 554 looks like spam
#
# and what has the header "X-Weiger" is refused when all of it has come.
# What neither of them would say: lab answers FILE (see mail_answers).
#
# SPDX-License-Identifier: MIT

MAIL_SERVERS='mail expired other unknown self plain'
MAIL_USER=info@voorbeeld.nl
MAIL_PASSWORD='pannenkoek met spek'

# As which user mail is kept: Debian's "mail".
MAIL_UID=8

mail_names() {
	echo mail.voorbeeld.nl
	for name in expired other unknown self strict; do
		echo $name.post.example
	done
}

lab_smtp() {
	start_mail smtp 587
}

lab_imap() {
	start_mail imap 143
}

# Postfix asks Dovecot about passwords, so Dovecot is there in any case.
start_mail() {
	local until=$((SECONDS + 30))
	need_tools postfix dovecot openssl
	[ "$(id -u)" = 0 ] && ! grep -q ' 1$' /proc/self/uid_map ||
		skip 'the mail servers need to be root outside, too'
	if [ ! -e "$ZEGEL_LAB/imap/log" ]; then
		need_certificates
		name_mail_servers || die 'the resolver takes no names'
		mkdir -p "$ZEGEL_LAB"/mailbox/{new,cur,tmp} "$ZEGEL_LAB/imap"
		chown -R $MAIL_UID "$ZEGEL_LAB/mailbox"
		start_dovecot
	fi
	if [ "$1" = smtp ] && [ ! -e "$ZEGEL_LAB/smtp/log" ]; then
		start_postfix
	fi
	until greets "$2"; do
		[ $SECONDS -lt $until ] || {
			cat "$ZEGEL_LAB/$1/log" >&2
			die "$1 does not answer"
		}
		sleep 0.01
	done
	echo "$ZEGEL_LAB/web/ca.pem"
}

greets() {
	local line
	read_server mail
	{ read -r -t 2 line <>"/dev/tcp/${server_addresses%% *}/$1"; } 2>/dev/null &&
		[[ $line == 220* || $line == '* OK'* ]]
}

name_mail_servers() {
	local name address
	{
		for name in $MAIL_SERVERS; do
			read_server "$name"
			[ $name = mail ] && name=strict
			for address in $server_addresses; do
				case $address in
				*:*) echo "$name.post.example. 60 IN AAAA $address" ;;
				*) echo "$name.post.example. 60 IN A $address" ;;
				esac
			done
		done
	} | lab_resolver local_datas >/dev/null
}

# The certificate of a mail server; none: it has no TLS.
certificate_of() {
	case $1 in
	mail) echo "$ZEGEL_LAB/web/good.pem" ;;
	plain) ;;
	*) echo "$ZEGEL_LAB/web/$1.pem" ;;
	esac
}

dovecot_settings() {
	local name address
	cat <<-END
		base_dir = $ZEGEL_LAB/imap/run
		state_dir = $ZEGEL_LAB/imap/state
		log_path = $ZEGEL_LAB/imap/log
		protocols = imap
		ssl = yes
		ssl_cert = <$ZEGEL_LAB/web/good.pem
		ssl_key = <$ZEGEL_LAB/web/key.pem
		disable_plaintext_auth = yes
		auth_mechanisms = plain login
		auth_failure_delay = 0
		mail_location = maildir:$ZEGEL_LAB/mailbox
		first_valid_uid = $MAIL_UID
		passdb {
		    driver = passwd-file
		    args = username_format=%u $ZEGEL_LAB/imap/users
		}
		userdb {
		    driver = static
		    args = uid=$MAIL_UID gid=$MAIL_UID home=$ZEGEL_LAB/mailbox
		}
		service auth {
		    unix_listener $ZEGEL_LAB/imap/auth {
		        mode = 0666
		    }
		}
		service imap-login {
		    inet_listener imap {
		        address = $(mail_addresses all)
		    }
		    inet_listener imaps {
		        address = $(mail_addresses tls)
		    }
		}
	END
	for name in $MAIL_SERVERS; do
		read_server "$name"
		for address in $server_addresses; do
			echo "local $address {"
			case $name in
			plain) printf 'ssl = no\ndisable_plaintext_auth = no\n' ;;
			*) echo "ssl_cert = <$(certificate_of $name)" ;;
			esac
			echo '}'
		done
	done
}

# mail_addresses all|tls
mail_addresses() {
	local name all=''
	for name in $MAIL_SERVERS; do
		[ $name.$1 != plain.tls ] || continue
		read_server $name
		all="$all $server_addresses"
	done
	echo $all
}

start_dovecot() {
	printf '%s:{PLAIN}%s\n' "$MAIL_USER" "$MAIL_PASSWORD" >"$ZEGEL_LAB/imap/users"
	chmod 644 "$ZEGEL_LAB/imap/users"
	dovecot_settings >"$ZEGEL_LAB/imap/settings"
	: >"$ZEGEL_LAB/imap/log"
	setsid dovecot -F -c "$ZEGEL_LAB/imap/settings" \
		</dev/null >>"$ZEGEL_LAB/imap/log" 2>&1 &
}

postfix_settings() {
	local here=$ZEGEL_LAB/smtp
	cat <<-END
		compatibility_level = 3.6
		queue_directory = $here/queue
		data_directory = $here/data
		command_directory = /usr/sbin
		daemon_directory = /usr/lib/postfix/sbin
		mail_owner = postfix
		setgid_group = postdrop
		maillog_file = $here/log
		maillog_file_prefixes = $here
		myhostname = mail.voorbeeld.nl
		mydestination =
		mynetworks = 192.0.2.254/32
		alias_maps =
		smtpd_peername_lookup = no
		smtpd_banner = \$myhostname ESMTP
		smtpd_tls_cert_file = $ZEGEL_LAB/web/good.pem
		smtpd_tls_key_file = $ZEGEL_LAB/web/key.pem
		smtpd_tls_security_level = may
		smtpd_tls_auth_only = yes
		smtpd_sasl_auth_enable = yes
		smtpd_sasl_type = dovecot
		smtpd_sasl_path = $ZEGEL_LAB/imap/auth
		smtpd_sender_login_maps = inline:{
		    {info@voorbeeld.nl=$MAIL_USER} {@post.example=$MAIL_USER}}
		smtpd_sender_restrictions = reject_sender_login_mismatch
		smtpd_recipient_restrictions = check_recipient_access inline:{
		    {grijs@post.example=450 4.2.0 Greylisted, please try again in 300 seconds}
		    {vol@post.example=452 4.2.2 Mailbox full}
		    {weg@post.example=550 5.1.1 User unknown}
		    {spam@post.example=554 5.7.1 Message looks like spam}}
		    permit_sasl_authenticated reject
		header_checks = regexp:$here/header_checks
		virtual_mailbox_domains = static:all
		virtual_mailbox_base = $ZEGEL_LAB
		virtual_mailbox_maps = static:mailbox/
		virtual_uid_maps = static:$MAIL_UID
		virtual_gid_maps = static:$MAIL_UID
		virtual_minimum_uid = 1
	END
}

postfix_services() {
	local name address certificate
	for name in $MAIL_SERVERS; do
		read_server $name
		certificate=$(certificate_of $name)
		for address in $server_addresses; do
			case $address in *:*) address="[$address]" ;; esac
			for port in 25 465 587; do
				[ $name.$port != plain.465 ] || continue
				echo "$address:$port inet n - n - - smtpd"
				echo "    -o syslog_name=$name"
				[ $port != 465 ] || echo '    -o smtpd_tls_wrappermode=yes'
				if [ -n "$certificate" ]; then
					echo "    -o smtpd_tls_cert_file=$certificate"
				else
					echo '    -o smtpd_tls_security_level=none'
					echo '    -o smtpd_tls_auth_only=no'
				fi
			done
		done
	done
	cat <<-END
		anvil unix - - n - 1 anvil
		bounce unix - - n - 0 bounce
		cleanup unix n - n - 0 cleanup
		defer unix - - n - 0 bounce
		error unix - - n - - error
		postlog unix-dgram n - n - 1 postlogd
		proxymap unix - - n - - proxymap
		qmgr unix n - n 300 1 qmgr
		rewrite unix - - n - - trivial-rewrite
		tlsmgr unix - - n 1000? 1 tlsmgr
		trace unix - - n - 0 bounce
		virtual unix - n n - - virtual
	END
}

start_postfix() {
	local here=$ZEGEL_LAB/smtp queue=$ZEGEL_LAB/smtp/queue
	mkdir -p "$here/data" "$queue"/{pid,private,public} \
		"$queue"/{active,bounce,corrupt,defer,deferred,flush,hold,incoming,saved,trace}
	chown postfix "$here/data" "$queue"/*
	chown root "$queue/pid"
	postfix_settings >"$here/main.cf"
	postfix_services >"$here/master.cf"
	echo '/^X-Weiger:/ REJECT We do not like this message' >"$here/header_checks"
	: >"$here/log"
	setsid /usr/lib/postfix/sbin/master -d -c "$here" \
		</dev/null >>"$here/log" 2>&1 &
}

# lab_answers FILE: mail.voorbeeld.nl at the port that FILE names.
lab_answers() {
	local port until=$((SECONDS + 10))
	need_tools python3 openssl
	need_certificates
	name_mail_servers || die 'the resolver takes no names'
	read_server mail
	port=$(sed -n 's/^listen \([0-9]*\).*/\1/p' "$1")
	setsid python3 "$LAB_DIR/mail_answers" "${server_addresses%% *}" \
		"$ZEGEL_LAB/web" "$1" </dev/null >"$ZEGEL_LAB/web/answers" 2>&1 &
	until ss -Hltn "sport = :$port" | grep -q .; do
		[ $SECONDS -lt $until ] || {
			cat "$ZEGEL_LAB/web/answers" >&2
			die "nobody listens at $port"
		}
		sleep 0.01
	done
	echo "$ZEGEL_LAB/web/ca.pem"
}
