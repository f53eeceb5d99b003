/* SPDX-License-Identifier: MIT */
#include "catalog/service_words.h"

const char *const SERVICE_CATEGORY_NAMES[] = {
	"other",      "invoicing", "accounting",    "crm",      "sales",
	"newsletter", "marketing", "transactional", "helpdesk", "mailbox",
	"shop",       "payments",  "members",       "platform", "hosting",
};
const char *const SERVICE_ABOUT_NAMES[] = {
	"nothing",      "own-site",     "acymailing-sender", "now-brevo",
	"site-builder", "own-web-host", "billing-portal",
};
const char *const SERVICE_EVIDENCE_NAMES[] = {
	"vendor", "public", "shape", "memory", "assumed",
};
const char *const SERVICE_VALUES_NAMES[] = {
	"ready", "mixed", "pasted", "unknown", "no-dns",
};
const char *const SERVICE_WAY_NAMES[] = {
	"dns", "own-smtp", "alias", "global", "mailbox", "through",
};
const char *const SERVICE_ASK_NAMES[] = {
	"pro-for-dkim",  "paid-plan",    "domain-first",
	"code-by-mail",  "plain-domain", "key-pair",
	"support-first", "subdomain",    "clock",
};
const char *const SERVICE_MEANWHILE_NAMES[] = {
	"unknown",    "own-host",  "own-address",
	"no-sending", "as-before", "unsigned",
};
const char *const SERVICE_FINISH_NAMES[] = {
	"unknown",       "nothing",     "press",      "switch-on",
	"write-support", "ask-service", "wait-daily", "confirm-sender",
	"send-test",     "use-sender",  "enter-keys", "if-it-fails",
};
const char *const SERVICE_TRAP_NAMES[] = {
	"one-key-at-a-time", "dmarc-reject", "dmarc-reports",  "dmarc-cname",
	"spf-optional",      "spf-lookups",  "key-expires",    "ttl-first",
	"picture",           "shared-key",   "no-recheck",     "apex-star",
	"outside-eu",        "own-server",   "signed-already",
};

const size_t SERVICE_ASK_COUNT = COUNT_OF(SERVICE_ASK_NAMES);
const size_t SERVICE_TRAP_COUNT = COUNT_OF(SERVICE_TRAP_NAMES);
const size_t SERVICE_EVIDENCE_COUNT = COUNT_OF(SERVICE_EVIDENCE_NAMES);
const size_t SERVICE_VALUES_COUNT = COUNT_OF(SERVICE_VALUES_NAMES);
const size_t SERVICE_WAY_COUNT = COUNT_OF(SERVICE_WAY_NAMES);

_Static_assert(COUNT_OF(SERVICE_CATEGORY_NAMES) == SERVICE_CATEGORIES,
	       "a word for each category");
_Static_assert(COUNT_OF(SERVICE_ABOUT_NAMES) == SERVICE_ABOUTS,
	       "a word for each enum service_about");
_Static_assert(COUNT_OF(SERVICE_MEANWHILE_NAMES) == SERVICE_MEANWHILES,
	       "a word for each enum service_meanwhile");
_Static_assert(COUNT_OF(SERVICE_FINISH_NAMES) == SERVICE_FINISHES,
	       "a word for each enum finish_kind");
