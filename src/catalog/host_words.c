/* SPDX-License-Identifier: MIT */
#include "catalog/host_words.h"

const char *const HOST_CONFIDENCE_NAMES[] = { "checked", "likely", "guess" };

const char *const HOST_FACT_NAMES[] = {
	"name", "apex",       "dot",  "quotes",      "long-txt",
	"ttl",  "underscore", "path", "nameservers",
};
const char *const HOST_ADVICE_NAMES[HOST_ADVICE_COUNT] = {
	[HOST_ADVICE_NAME_APPENDED] = "name-appended",
	[HOST_ADVICE_NAME_FULL] = "name-full",
	[HOST_ADVICE_NAME_PREVIEW] = "name-preview",
	[HOST_ADVICE_NAME_WITHOUT_CHECK] = "name-without-check",
	[HOST_ADVICE_NAME_NO_AT] = "name-no-at",
	[HOST_ADVICE_NAME_LOWER_CASE] = "name-lower-case",
	[HOST_ADVICE_DOT_DOUBLES] = "dot-doubles",
	[HOST_ADVICE_DOT_REFUSED] = "dot-refused",
	[HOST_ADVICE_DOT_SAFE] = "dot-safe",
	[HOST_ADVICE_DOT_DISPUTED] = "dot-disputed",
	[HOST_ADVICE_QUOTES] = "quotes",
	[HOST_ADVICE_NO_QUOTES] = "no-quotes",
	[HOST_ADVICE_SPLIT_TXT] = "split-txt",
	[HOST_ADVICE_SHORT_TXT] = "short-txt",
	[HOST_ADVICE_LONG_AS_TEXT] = "long-as-text",
	[HOST_ADVICE_ONE_SET] = "one-set",
	[HOST_ADVICE_SAVE] = "save",
	[HOST_ADVICE_SAVE_ROW] = "save-row",
	[HOST_ADVICE_SAVE_LIST] = "save-list",
	[HOST_ADVICE_SPF_LIST] = "spf-list",
	[HOST_ADVICE_SPF_TYPE] = "spf-type",
	[HOST_ADVICE_SPF_ASSISTANT] = "spf-assistant",
	[HOST_ADVICE_SPF_THERE] = "spf-there",
	[HOST_ADVICE_SPF_TWICE] = "spf-twice",
	[HOST_ADVICE_SPF_REMADE] = "spf-remade",
	[HOST_ADVICE_DMARC_OWN] = "dmarc-own",
	[HOST_ADVICE_DMARC_THERE] = "dmarc-there",
	[HOST_ADVICE_DKIM_OWN] = "dkim-own",
	[HOST_ADVICE_CNAME_WIPES] = "cname-wipes",
	[HOST_ADVICE_CNAME_ELSEWHERE] = "cname-elsewhere",
	[HOST_ADVICE_SUBDOMAIN_FIRST] = "subdomain-first",
	[HOST_ADVICE_SUBDOMAIN_MAYBE] = "subdomain-maybe",
	[HOST_ADVICE_PROXY_OFF] = "proxy-off",
	[HOST_ADVICE_TTL_NONE] = "ttl-none",
	[HOST_ADVICE_TTL_MINIMUM] = "ttl-minimum",
	[HOST_ADVICE_SLOW] = "slow",
	[HOST_ADVICE_WRONG_PANEL] = "wrong-panel",
	[HOST_ADVICE_RESELLER] = "reseller",
	[HOST_ADVICE_SITE_ONLY] = "site-only",
	[HOST_ADVICE_SWITCH_DNS] = "switch-dns",
	[HOST_ADVICE_LOCAL_MAIL] = "local-mail",
	[HOST_ADVICE_MX_SETTING] = "mx-setting",
	[HOST_ADVICE_OWN_RECORDS] = "own-records",
	[HOST_ADVICE_SERIAL] = "serial",
	[HOST_ADVICE_COMPARE] = "compare",
};

const size_t HOST_FACT_COUNT = COUNT_OF(HOST_FACT_NAMES);
