# What zegel said with answers lost and cannot have known (test_lost_answers.sh).
#
# Input: lines of check --json, each with a .seed. Seeds above 200 are the
# references. A line of text a violation.
#
# SPDX-License-Identifier: MIT

# What a loss itself may be told by, and what a resolver holds at the moment.
def may_differ: IN("nameserver-silent", "nameserver-lame", "tcp-blocked",
	"resolver-only", "resolver-failed", "cached-negative", "cached-old");

def findings: [.records[].findings[], .findings[]];

# Whose form it is was not heard, so not that it hides the CNAME either.
def plain_code: if .code == "cname-proxied" then "cname-conflict" else .code end;

def finding: [plain_code, .severity, .waiting // false, .at];

def claims:
	(findings[] | select(.code | may_differ | not) | ["finding", finding]),
	(.records[] | (select(.state != "unknown") |
		["state", .name, .type, .state]),
		(.found[] as $found | ["found", .name, .type, $found])),
	(select(.verdict != "unknown") | ["verdict", .verdict]),
	(select(.visible) | ["visible"]),
	(.zone // empty | ["zone", .]),
	(.dns_host // empty | ["host", .id]),
	(select(any(findings[]; .code == "spf-multiple") | not) |
		.spf.record // empty | ["spf", .]);

def errors_of_now: findings[] | select(.severity == "error" and (.waiting | not));

# See the head of the test.
def is_allowed($references):
	. as $claim |
	($claim[0] == "zone" and
		any($references[]; (.zone // "") | endswith("." + $claim[1]))) or
	($claim == ["verdict", "waiting"] and
		any($references[]; isempty(errors_of_now))) or
	($claim == ["verdict", "green"] and any($references[];
		[errors_of_now.code] | unique == ["spf-lost-sender"]));

group_by([.group, .domain])[] |
map(select(.seed > 200)) as $references |
([$references[] | claims | tojson] | unique | map({ (.): true }) | add) as $known |
.[] | select(.seed <= 200) | . as $said |
claims | select(($known[tojson] or is_allowed($references)) | not) |
"seed \($said.seed) \($said.group) \($said.domain): \(.[0]) \(.[1:] | tojson)"
