# The ways without DNS: chosen, kept, changed later, and what is left to do.
#
# SPDX-License-Identifier: MIT

test_way_is_named_on_the_command_line() {
	zegel records voorbeeld.nl --service flicono --way alias --lang en --state :memory:
	exits 0
	says 'switch on ‘Alias-Funktion’'
	says_not v=spf1
	zegel records voorbeeld.nl --service carien --way own-smtp --lang en --state :memory:
	says 'Server: web.carien.eu'
	says 'Port: 587'
	zegel records voorbeeld.nl --service flicono --way global --lang en --state :memory:
	exits 2
	complains 'dns alias own-smtp'
	zegel records voorbeeld.nl --service flicono --way smoke --state :memory:
	exits 2
	zegel records voorbeeld.nl --service flicono,spinoffice --way alias --json --state :memory:
	json '[.ways[] | [.service, .way, .sender, .replies, .spam_risk, .work]]' \
		'[["flicono","alias","service","forwarded","low","setting"]]'
	json '.add | length' 3
	zegel services salesdock --json
	json '[.ways[] | .work]' '["dns","account","server"]'
}

# Through another program: that one's records are needed.
test_way_through_another_program() {
	zegel records voorbeeld.nl --service iterable --way through:mailgun --json --state :memory:
	json '.ways[0].through' mailgun
	zegel check voorbeeld.nl --service iterable --way through:mailgun --json --state :memory:
	json '.services | index("mailgun") != null' true
}

test_way_is_kept_and_changed_later() {
	terminal
	run_in_terminal zegel --lang en --service flicono voorbeeld.nl
	wait_for 'How may Flicono send'
	wait_for 'Spam risk'
	send Down Enter
	wait_for 'Alias-Funktion'
	shows 'do not count for this mail'
	send q
	back_in_shell 0
	zegel list --json
	run_in_terminal zegel --lang en voorbeeld.nl
	wait_for 'Alias-Funktion'
	send F6
	wait_for 'How may Flicono send'
	shows '▸ An address that the program makes for you'
	send Up Enter
	wait_for 'Can you log in at TransIP'
	send F6
	wait_for '▸ Records in your DNS'
	send End Enter
	wait_for '▸ Port'
	send v
	wait_for '587'
	wait_gone 'Flicono'
	send Escape q
	back_in_shell 0
	# Line by line it is the same.
	printf 'w\n2\nq\n' >answers
	"$ZEGEL" --plain --lang en voorbeeld.nl <answers >said 2>&1
	grep -q 'Server: the outgoing server' said || fail "$(cat said)"
	grep -q 'Alias-Funktion' said || fail "$(cat said)"
}
