# Templates that the user brings, everywhere: --template, --catalog, --set,
# --group, from the command line, in the wizard, and line by line.
#
# SPDX-License-Identifier: MIT

# write_templates: a folder with one for mail, one for more, one damaged.
write_templates() {
	mkdir templates
	cat >templates/vendor.example.mail.json <<-'END'
		{"providerId":"vendor.example","providerName":"Vendor",
		 "serviceId":"mail","serviceName":"Post room","version":1,
		 "variableDescription":"account is the number in your mail",
		 "records":[
		  {"type":"SPFM","host":"@","spfRules":"ip4:192.0.2.7"},
		  {"type":"CNAME","host":"%selector%._domainkey","ttl":600,
		   "pointsTo":"%account%.vendor.example","groupId":"dkim"}]}
	END
	cat >templates/vendor.example.site.json <<-'END'
		{"providerId":"vendor.example","providerName":"Vendor",
		 "serviceId":"Site","serviceName":"Web site","version":1,
		 "records":[
		  {"type":"A","host":"www","pointsTo":"192.0.2.8","ttl":600},
		  {"type":"REDIR301","host":"@","target":"https://www.%domain%"}]}
	END
	echo '{"providerId":' >templates/vendor.example.broken.json
}

test_folder_is_listed_and_explained() {
	write_templates
	zegel services --catalog templates vendor
	exits 0
	says 'vendor.example.mail'
	says 'template, more than mail'
	complains 'vendor.example.broken.json: this is not a good template'
	equals 1 "$(grep -c broken <<<"$err")"
	zegel services --catalog templates vendor.example.mail
	exits 0
	says 'Vendor Post room (vendor.example.mail, template)'
	says 'selector, account'
	says 'dkim'
	says 'CNAME  %selector%._domainkey  %account%.vendor.example  [dkim]'
	# What is not looked at is not told.
	equals "$err" ""
	zegel services --catalog templates --json site
	exits 0
	json 'select(.template) | .id + " " + .template' \
		'vendor.example.Site more'
	zegel services --catalog templates/none
	exits 2
	complains 'templates/none: this folder cannot be read'
}

test_variables_that_are_missing_are_named() {
	write_templates
	zegel records voorbeeld.nl --catalog templates \
		--service vendor.example.mail
	exits 2
	complains 'vendor.example.mail: these variables of the template have no value: selector, account'
	zegel records voorbeeld.nl --catalog templates \
		--service vendor.example.mail --set selector=s1 \
		--set 'account=a b'
	exits 2
	complains 'records[1].pointsTo: cannot be a name'
	zegel check voorbeeld.nl --template templates/vendor.example.mail.json
	exits 2
	complains 'selector, account'
	# A group without variables asks for none.
	zegel check voorbeeld.nl --catalog templates --group dkim \
		--service VENDOR.example.mail --set selector=s1 \
		--set account=k4 --json
	exits 1
	json '.services[]' vendor.example.mail
	json '.records[] | select(.type == "CNAME") | .wanted' \
		k4.vendor.example
}

test_more_than_mail_is_planned_too() {
	write_templates
	zegel records voorbeeld.nl --json \
		--template templates/vendor.example.site.json
	exits 0
	json '.add | length' 1
	json '.add[0] | "\(.type) \(.name) \(.value) \(.ttl)"' \
		'A www.voorbeeld.nl 192.0.2.8 600'
	json '.outside_dns[0].type' REDIR301
	zegel records voorbeeld.nl --template templates/vendor.example.site.json
	says 'REDIR301 voorbeeld.nl https://www.voorbeeld.nl'
}

test_wizard_asks_for_the_variables() {
	write_templates
	terminal
	run_in_terminal 'zegel --lang en --catalog templates voorbeeld.nl'
	wait_for 'Which program sends'
	shows_not Vendor
	type_text v
	wait_for 'Some templates of the folder are not good'
	type_text endor
	wait_for '▸ [ ] Vendor Post room'
	send Enter
	wait_for 'How may Vendor Post room send'
	send Enter
	wait_for 'Which values does Vendor Post room give you?'
	wait_for 'account is the number in your mail'
	type_text s1
	send Enter Enter
	wait_for 'Every one of these needs a value.'
	type_text 'not good'
	send Enter
	wait_for 'records[1].pointsTo: cannot be a name'
	send C-u
	type_text k4
	send Enter
	wait_for 'Can you log in'
	send Enter
	wait_for 's1._domainkey'
	send Down
	wait_for 'k4.vendor.example'
	send q
	back_in_shell 0
	# Another time it goes on, with its values.
	run_in_terminal 'clear; zegel --lang en --catalog templates voorbeeld.nl'
	wait_for 's1._domainkey'
}

test_wizard_joins_a_template_to_a_known_domain() {
	write_templates
	terminal
	run_in_terminal 'zegel --lang en --service spinoffice voorbeeld.nl'
	wait_for 'How may SpinOffice CRM send'
	send Enter
	wait_for 'Can you log in'
	send q
	back_in_shell 0
	run_in_terminal 'clear; zegel --lang en --template templates/vendor.example.mail.json --set selector=s1 --set account=k4 voorbeeld.nl'
	wait_for 'How may SpinOffice CRM send'
	send Enter
	wait_for 'How may Vendor Post room send'
	send Enter
	wait_for 'Can you log in'
	send Enter
	wait_for 'NEW     CNAME  s1._domainkey'
	wait_for 'mrsel3._domainkey'
	send q
	back_in_shell 0
	# The file may be gone another time, so it is not kept.
	run_in_terminal 'clear; zegel --lang en voorbeeld.nl'
	wait_for 'mrsel3._domainkey'
	shows_not s1._domainkey
	send q
	back_in_shell 0
	echo 'CNAME em1.voorbeeld.nl em1.vendor.example' >records
	run_in_terminal 'clear; zegel --lang en --records records voorbeeld.nl'
	wait_for 'em1.vendor.example'
	shows_not mrsel3._domainkey
	send q
	back_in_shell 0
	run_in_terminal 'clear; zegel --lang en voorbeeld.nl'
	wait_for 'mrsel3._domainkey'
}

test_line_by_line_asks_for_the_variables() {
	write_templates
	out=$(printf '%s\n' 'post room' '' 1 s1 'a b' account=k4 '' 1 |
		"$ZEGEL" --lang en --plain --catalog templates voorbeeld.nl)
	says 'Which value has selector?'
	says 'Which value has account?'
	says 'records[1].pointsTo: cannot be a name'
	says 'k4.vendor.example'
}

# A file that is no zone file gets one sentence, with its line.
test_zone_file_that_is_wrong() {
	local text line
	write_templates
	while IFS='|' read -r text line; do
		printf "$text" >zone
		zegel records voorbeeld.nl --zone zone \
			--template templates/vendor.example.site.json
		exits 2
		complains "zone:$line: "
		equals "$(wc -l <<<"$err")" 1
	done <<-'END'
		@ 60 IN A 192.0.2.1\n@ 60 IN A 192.0.2\n|2
		@ 60 IN TXT "x\nb 60 IN A 192.0.2.1\n|1
		$INCLUDE zone\n|1
		\n\n$TTL soon\n|3
		\000\001|1
		{"providerId":"a"}|1
	END
}

# Every kind of record, in every form that records takes.
test_zone_file_and_records_of_every_type() {
	local format
	write_templates
	cat >templates/vendor.example.types.json <<-'END'
		{"providerId":"vendor.example","providerName":"Vendor",
		 "serviceId":"types","serviceName":"Types","version":1,
		 "records":[
		  {"type":"CAA","host":"@","data":"0 issue \"ca.example\"",
		   "ttl":60},
		  {"type":"TYPE65280","host":"t","data":"\\# 2 0001","ttl":60},
		  {"type":"MX","host":"@","pointsTo":"@","priority":"5","ttl":60},
		  {"type":"REDIR301","host":"@","target":"https://x.example"}]}
	END
	printf '$ORIGIN voorbeeld.nl.\r\n%s\r\n%s\r\n' \
		'@ 60 SOA ns h ( 1 2 3' '4 5 ) ; no name servers' >zone
	for format in table fields chat zone csv json; do
		zegel records mail.voorbeeld.nl --zone zone --format $format \
			--template templates/vendor.example.types.json
		exits 0
		says '\# 2 0001'
		says 'mail'
	done
	json '.add | length' 3
	json '.add[2] | "\(.name) \(.priority) \(.value)"' \
		'mail.voorbeeld.nl 5 mail.voorbeeld.nl'
	json '.keep[0].type' SOA
	zegel records --zone zone --format chat \
		--template templates/vendor.example.types.json
	says '5 voorbeeld.nl'
}
