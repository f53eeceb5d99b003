/* SPDX-License-Identifier: MIT */
#include "catalog/mailbox.h"

#include <string.h>

#include "base/name.h"
#include "catalog/pattern.h"

#define MX_PATTERNS_MAX 6

/* SPF terms stand here only where they were seen in the provider's own text or
 * in zones of its customers. */
static const struct {
	struct mailbox_provider provider;
	const char *mx[MX_PATTERNS_MAX];
} PROVIDERS[] = {
	{ { "microsoft-365", "Microsoft 365",
	    "include:spf.protection.outlook.com" },
	  { "mail.protection.outlook.com", "mx.microsoft" } },
	{ { "google-workspace", "Google Workspace", "include:_spf.google.com" },
	  { "aspmx.l.google.com", "smtp.google.com", "googlemail.com" } },
	{ { "fastmail", "Fastmail", "include:spf.messagingengine.com" },
	  { "messagingengine.com" } },
	{ { "proton-mail", "Proton Mail", "include:_spf.protonmail.ch" },
	  { "protonmail.ch" } },
	{ { "mailbox-org", "mailbox.org", "include:mailbox.org" },
	  { "mailbox.org" } },
	{ { "startmail", "StartMail", "include:spf.startmail.com" },
	  { "startmail.com" } },
	{ { "icloud", "iCloud", "include:icloud.com" }, { "mail.icloud.com" } },
	{ { "improvmx", "ImprovMX", "include:spf.improvmx.com" },
	  { "improvmx.com" } },
	{ { "forward-email", "Forward Email", "include:spf.forwardemail.net" },
	  { "forwardemail.net" } },
	{ { "hostpoint", "Hostpoint", "include:spf.mail.hostpoint.ch" },
	  { "hostpoint.ch" } },
	{ { "simply-com", "Simply.com", "include:spf.simply.com" },
	  { "simply.com" } },
	{ { "zoho-mail", "Zoho Mail", NULL },
	  { "zoho.com", "zoho.eu", "zoho.in", "zohomail.com", "zohomail.eu" } },
	{ { "strato", "STRATO", NULL }, { "rzone.de" } },
	{ { "ionos", "IONOS", NULL },
	  { "ionos.de", "ionos.com", "ionos.co.uk", "kundenserver.de" } },
	{ { "transip", "TransIP", NULL }, { "transip.email", "transip.nl" } },
	{ { "hostnet", "Hostnet", NULL }, { "hostnet.nl" } },
	{ { "antagonist", "Antagonist", NULL }, { "webhostingserver.nl" } },
	{ { "vimexx", "Vimexx", NULL }, { "zxcs.nl", "zxcs.be", "zxcs.eu" } },
	{ { "combell", "Combell", NULL }, { "combell.net", "combell.com" } },
	{ { "onecom", "one.com", NULL }, { "one.com" } },
	{ { "ovh", "OVHcloud", NULL }, { "mail.ovh.net", "mail.ovh.ca" } },
	{ { "gandi", "Gandi", NULL }, { "mail.gandi.net" } },
	{ { "infomaniak", "Infomaniak", NULL },
	  { "infomaniak.ch", "infomaniak.com" } },
	{ { "all-inkl", "ALL-INKL.COM", NULL }, { "kasserver.com" } },
	{ { "hosteurope", "Host Europe", NULL }, { "hosteurope.de" } },
	{ { "mittwald", "Mittwald", NULL }, { "agenturserver.de" } },
	{ { "hetzner-konsoleh", "Hetzner", NULL }, { "your-server.de" } },
	{ { "godaddy", "GoDaddy", NULL }, { "secureserver.net" } },
	{ { "namecheap", "Namecheap", NULL },
	  { "privateemail.com", "registrar-servers.com" } },
	{ { "hostinger", "Hostinger", NULL }, { "hostinger.com" } },
	{ { "loopia", "Loopia", NULL }, { "loopia.se" } },
};

/* Domains whose mailboxes anybody can have: nobody but the provider can set
 * anything there. By provider; each ends with NULL. */
#define DOMAINS(...) ((const char *const[]){ __VA_ARGS__, NULL })
static const struct {
	const char *owner;
	const char *const *domains;
} OWNERS[] = {
	{ "Google", DOMAINS("gmail.com", "googlemail.com") },
	{ "Microsoft",
	  DOMAINS("outlook.com", "outlook.de", "outlook.be", "outlook.fr",
		  "hotmail.com", "hotmail.nl", "hotmail.be", "hotmail.de",
		  "hotmail.fr", "hotmail.co.uk", "live.com", "live.nl",
		  "live.be", "live.de", "live.fr", "live.co.uk", "msn.com") },
	{ "Yahoo", DOMAINS("yahoo.com", "yahoo.de", "yahoo.fr", "yahoo.co.uk",
			   "yahoo.es", "yahoo.it", "ymail.com",
			   "rocketmail.com", "aol.com", "aol.de") },
	{ "Apple", DOMAINS("icloud.com", "me.com", "mac.com") },
	{ "GMX", DOMAINS("gmx.de", "gmx.net", "gmx.at", "gmx.ch", "gmx.com",
			 "gmx.eu", "gmx.org", "gmx.info") },
	{ "WEB.DE", DOMAINS("web.de", "email.de") },
	{ "mail.com", DOMAINS("mail.com", "email.com") },
	{ "Telekom", DOMAINS("t-online.de", "magenta.de") },
	{ "freenet", DOMAINS("freenet.de") },
	{ "Vodafone", DOMAINS("vodafone.de", "arcor.de", "kabelmail.de",
			      "unitybox.de", "vodafonemail.de") },
	{ "1&1", DOMAINS("online.de", "onlinehome.de") },
	{ "Posteo", DOMAINS("posteo.de", "posteo.net") },
	{ "EWE", DOMAINS("ewetel.net", "ewe.net") },
	{ "NetCologne", DOMAINS("netcologne.de") },
	{ "Telenet", DOMAINS("telenet.be", "pandora.be") },
	{ "Proximus", DOMAINS("skynet.be", "proximus.be", "belgacom.net") },
	{ "Scarlet", DOMAINS("scarlet.be") },
	{ "VOO", DOMAINS("voo.be") },
	{ "Ziggo", DOMAINS("ziggo.nl", "ziggomail.com", "upcmail.nl",
			   "chello.nl", "casema.nl", "home.nl", "quicknet.nl",
			   "multiweb.nl", "razcall.nl") },
	{ "KPN", DOMAINS("kpnmail.nl", "kpnplanet.nl", "planet.nl", "hetnet.nl",
			 "xs4all.nl", "telfort.nl") },
	{ "Odido", DOMAINS("tele2.nl", "online.nl") },
	{ "Caiway", DOMAINS("caiway.nl", "caiway.net") },
	{ "DELTA", DOMAINS("zeelandnet.nl") },
	{ "Freedom", DOMAINS("freedom.nl") },
	{ "Proton",
	  DOMAINS("proton.me", "protonmail.com", "pm.me", "protonmail.ch") },
	{ "Tuta", DOMAINS("tutanota.com", "tutanota.de", "tutamail.com",
			  "tuta.io", "tuta.com", "keemail.me") },
	{ "Fastmail", DOMAINS("fastmail.com", "fastmail.fm") },
	{ "mailbox.org", DOMAINS("mailbox.org") },
	{ "StartMail", DOMAINS("startmail.com") },
	{ "Zoho", DOMAINS("zohomail.com", "zohomail.eu") },
	{ "Orange", DOMAINS("orange.fr", "wanadoo.fr") },
	{ "Free", DOMAINS("free.fr") },
	{ "SFR", DOMAINS("sfr.fr") },
	{ "La Poste", DOMAINS("laposte.net") },
	{ "Swisscom", DOMAINS("bluewin.ch") },
	{ "A1", DOMAINS("a1.net", "aon.at") },
	{ "BT", DOMAINS("btinternet.com") },
	{ "Comcast", DOMAINS("comcast.net") },
	{ "Yandex", DOMAINS("yandex.com", "yandex.ru") },
	{ "VK", DOMAINS("mail.ru") },
};

/* No pattern has a wild card: it is the end of a name. */
static bool is_end(const char *pattern, const char *name, size_t len)
{
	size_t end = strlen(pattern);

	return end <= len && pattern[end - 1] == name[len - 1] &&
	       memcmp(pattern, name + len - end, end) == 0;
}

const struct mailbox_provider *mailbox_from_mx(const char *mx_host)
{
	size_t len = strlen(mx_host);

	for (size_t i = 0; i < COUNT_OF(PROVIDERS); i++) {
		for (size_t j = 0; j < MX_PATTERNS_MAX && PROVIDERS[i].mx[j];
		     j++) {
			if (is_end(PROVIDERS[i].mx[j], mx_host, len) &&
			    pattern_match(PROVIDERS[i].mx[j], mx_host))
				return &PROVIDERS[i].provider;
		}
	}
	return NULL;
}

const struct mailbox_provider *mailbox_find(const char *id)
{
	for (size_t i = 0; i < COUNT_OF(PROVIDERS); i++) {
		if (!strcmp(PROVIDERS[i].provider.id, id))
			return &PROVIDERS[i].provider;
	}
	return NULL;
}

const char *mailbox_domain_owner(const char *domain)
{
	for (size_t i = 0; i < COUNT_OF(OWNERS); i++) {
		for (const char *const *d = OWNERS[i].domains; *d; d++) {
			if (name_equal(*d, domain))
				return OWNERS[i].owner;
		}
	}
	return NULL;
}
