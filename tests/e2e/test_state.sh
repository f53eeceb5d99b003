# What zegel remembers: taken out and in again, forgotten, and kept whole when
# the disk, the folder or the file is not as it should be.
#
# SPDX-License-Identifier: MIT

# The state folder on a file system of its own, with so many KiB.
small_disk() {
	mkdir -p state/zegel
	mount -t tmpfs -o "size=$1k,mode=700" none state/zegel ||
		{ echo 'no mount here'; exit 77; }
}

# What there is, without what a look adds to it.
remembered() {
	"$ZEGEL" export
}

# One sentence, and status 4.
refuses() {
	exits 4
	equals "$(wc -l <<<"$err")" 1 sentences
	complains "$1"
}

test_export_and_import() {
	local all
	zegel check gezond.nl --service spinoffice
	zegel check voorbeeld.nl --service spinoffice
	zegel export --json
	exits 0
	all=$out
	equals "$(jq -r '.name // empty' <<<"$all" | paste -sd' ')" \
		'gezond.nl voorbeeld.nl'
	json 'select(.name == "gezond.nl") | .history[0].outcome' green
	ZEGEL_API_KEY=zeer-geheim zegel export saved --lang nl
	exits 0
	equals "$(cat saved)" "$all"
	equals "$(stat -c %a saved)" 600
	zegel export saved
	exits 0

	# somewhere else, and again
	zegel import saved --state other.db --json
	exits 0
	json . '{"added":2,"joined":0}'
	zegel export --state other.db
	equals "$out" "$all"
	"$ZEGEL" import - --state other.db <saved >said || fail 'by a pipe'
	equals "$(cat said)" \
		'Domains that are new here: 0; that were known: 2.'
	zegel history voorbeeld.nl --state other.db --json
	json .verdict waiting
	zegel list --state other.db
	says voorbeeld.nl

	# nothing but an export is written over
	echo precious >notes
	zegel export notes
	exits 2
	complains notes
	equals "$(cat notes)" precious
	zegel export nowhere/file
	exits 4
	complains nowhere/file
}

test_import_takes_all_or_nothing() {
	local before
	zegel check gezond.nl --service spinoffice
	zegel export saved
	zegel check voorbeeld.nl
	before=$(remembered)
	sed '2s/gezond.nl/ge zond.nl/' saved >bad
	zegel import bad --lang nl
	exits 2
	equals "$err" 'zegel: bad, regel 2: "name" is onbekend, ontbreekt of kan deze waarde niet hebben. Er is niets geïmporteerd.'
	head -n 2 saved >bad
	zegel import bad
	exits 2
	complains 'bad, line 3: the export is not whole'
	{ cat saved; echo; } >bad
	zegel import bad
	exits 2
	zegel import "$ZEGEL"
	exits 2
	complains 'no export of zegel'
	head -c 70M /dev/zero | tr '\0' ' ' >bad
	zegel import bad
	exits 2
	complains 'a line is too long'
	zegel import nowhere
	exits 2
	equals "$(remembered)" "$before"
}

test_forgotten_is_gone_from_the_disk() {
	local domain
	for domain in gezond.nl voorbeeld.nl; do
		zegel check $domain --service spinoffice
	done
	grep -rqa voorbeeld.nl state || fail 'it was never there'
	zegel forget voorbeeld.nl
	exits 0
	! grep -rqa voorbeeld state || fail "$(grep -rla voorbeeld state)"
	zegel history voorbeeld.nl
	exits 1
	zegel check gezond.nl
	exits 0
}

# Another zegel has the file open, and still reads of it.
test_forgotten_while_another_one_reads() {
	zegel check gezond.nl --service spinoffice
	zegel check voorbeeld.nl --service spinoffice
	terminal
	run_in_terminal zegel gezond.nl
	wait_for gezond.nl
	zegel forget voorbeeld.nl
	exits 0
	! grep -rqa voorbeeld state || fail "$(grep -rla voorbeeld state)"
}

test_full_disk() {
	local before
	small_disk 512
	zegel check gezond.nl --service spinoffice
	exits 0
	before=$(remembered)
	head -c 1M /dev/zero >state/zegel/filler 2>/dev/null
	zegel check gezond.nl voorbeeld.nl --service spinoffice --json
	refuses 'state file'
	equals "$(jq -r .domain <<<"$out" | paste -sd' ')" \
		'gezond.nl voorbeeld.nl' 'still told'
	rm state/zegel/filler
	equals "$(remembered)" "$before"
	zegel check voorbeeld.nl --service spinoffice
	exits 1
	zegel list
	says voorbeeld.nl

	# no room for a file at all
	rm state/zegel/*
	head -c 1M /dev/zero >state/zegel/filler 2>/dev/null
	zegel list
	refuses 'state file'
	zegel check gezond.nl --service spinoffice
	refuses 'state file'
	says 'gezond.nl'
}

test_read_only_disk() {
	local before
	small_disk 1024
	zegel check gezond.nl --service spinoffice
	before=$(md5sum state/zegel/*)
	mount -o remount,ro state/zegel
	zegel check gezond.nl --service spinoffice
	refuses 'may not be'
	says gezond.nl
	zegel list
	refuses 'may not be'
	zegel check
	refuses 'may not be'
	equals "$(md5sum state/zegel/*)" "$before"
	mount -o remount,rw state/zegel
	zegel list
	exits 0
	says gezond.nl
}

# Somebody else holds it for longer than zegel waits.
test_held_by_another_program() {
	zegel check gezond.nl --service spinoffice
	python3 - state/zegel/zegel.db <<-'END' &
		import sqlite3, sys
		db = sqlite3.connect(sys.argv[1], isolation_level=None)
		db.execute("BEGIN EXCLUSIVE")
		open("held", "w").close()
		import signal
		signal.pause()
	END
	is_held() { [ -e held ]; }
	eventually 10 is_held || fail 'not held'
	zegel forget gezond.nl
	refuses 'Another program holds the state file'
	kill $!
	wait $!
	zegel forget gezond.nl
	exits 0
}

# damage WHAT...: what a damaged file is answered with; it stays as it is.
refuses_damaged() {
	local before
	before=$(md5sum state/zegel/zegel.db)
	zegel list
	refuses damaged
	zegel check gezond.nl --service spinoffice
	refuses damaged
	says gezond.nl
	equals "$(md5sum state/zegel/zegel.db)" "$before" 'the file'
}

test_damaged_files_stay_as_they_are() {
	local db=state/zegel/zegel.db
	zegel check gezond.nl --service spinoffice
	cp $db good
	truncate -s -4096 $db
	refuses_damaged
	head -c 100 good >$db
	refuses_damaged
	cp good $db
	dd if=/dev/urandom of=$db bs=1 seek=4096 count=3000 conv=notrunc 2>/dev/null
	refuses_damaged
	echo 'no database' >$db
	refuses_damaged
	cp good $db
	zegel list
	exits 0
	says gezond.nl
}

test_newer_file_stays_as_it_is() {
	local before
	zegel check gezond.nl --service spinoffice
	# bytes 60-63 of the header: the version
	printf '\0\0\3\350' | dd of=state/zegel/zegel.db bs=1 seek=60 \
		conv=notrunc 2>/dev/null
	before=$(md5sum state/zegel/*)
	zegel list
	refuses 'newer zegel'
	zegel check gezond.nl
	refuses 'newer zegel'
	equals "$(md5sum state/zegel/*)" "$before"
}

# The customer is not stopped by a file that cannot be used.
test_wizard_goes_on_without_its_file() {
	mkdir -p state/zegel
	echo 'no database' >state/zegel/zegel.db
	terminal
	run_in_terminal zegel voorbeeld.nl --service spinoffice --lang nl
	wait_for 'deze keer wordt niets onthouden'
	wait_for voorbeeld.nl
	send C-c
	send C-c
	back_in_shell 4
	wait_for 'beschadigd'
	equals "$(cat state/zegel/zegel.db)" 'no database'
}
