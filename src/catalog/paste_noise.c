/* Words of user interfaces that stand beside names and values, in nl, de, en
 * and fr.
 *
 * SPDX-License-Identifier: MIT */
#include "catalog/paste_words.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static const char NOISE[] =
	"|copy|copied|kopieer|kopiëren|kopieren|gekopieerd|kopiert|"
	"copy to clipboard|naar klembord|pending|unverified|verified|"
	"not verified|unauthenticated|authenticated|geverifieerd|"
	"niet geverifieerd|ongeverifieerd|in behandeling|wachten|"
	"in afwachting|ok|active|inactive|actief|inactief|aktiv|"
	"inaktiv|valid|invalid|geldig|ongeldig|gültig|ungültig|"
	"failed|mislukt|fehlgeschlagen|missing|ontbreekt|fehlt|"
	"not found|niet gevonden|nicht gefunden|ausstehend|"
	"verifiziert|nicht verifiziert|bestätigt|offen|auto|"
	"automatic|automatisch|default|standaard|standard|required|"
	"verplicht|erforderlich|optional|optioneel|recommended|"
	"aanbevolen|empfohlen|edit|bewerk|bewerken|bearbeiten|delete|"
	"verwijder|verwijderen|löschen|dns only|proxied|not started|"
	"not_started|n/a|n.v.t.|-|--|—|–|...|…|✓|✔|✔️|"
	"✅|✗|✘|❌|⚠|⚠️|☐|☑|●|○|📋|🟢|🔴|🟡|"
	"done|klaar|fertig|yes|no|ja|nee|nein|waiting|wartend|warten|"
	"set|not set|true|false|toevoegen|add|hinzufügen|verify|"
	"verifiëren|verifizieren|controleer|prüfen|check|"
	"new|nieuw|neu|en attente|vérifié|non vérifié|copier|"
	"copié|modifier|supprimer|terminé|actif|inactif|"
	"click to copy|tap to copy|klik om te kopiëren|"
	"zum kopieren klicken|in den zwischenablage|dns-only|"
	"proxied off|unset|detected|not detected|mismatch|"
	"correct|incorrect|gevonden|gefunden|found|ontbrekend|"
	"fehlend|fehlerhaft|open|success|error|fout|fehler|"
	"warning|waarschuwing|warnung|✕|×|🔒|⏳|🕓|⧉|📄|🗑|"
	"✏️|"
	"➕|"
	"copy name|copy host|copy value|copy name to clipboard|"
	"copy host to clipboard|copy value to clipboard|kopieer naam|"
	"kopieer host|kopieer waarde|naam kopiëren|waarde kopiëren|"
	"name kopieren|host kopieren|wert kopieren|"
	"nvt|n.a.|k.a.|keine|geen|none|";

/* 3600, "1 hour", "5 min.", "14400 s": a time to live. */
static bool is_duration(struct slice s)
{
	static const char *const UNITS[] = {
		"",         "s",        "m",       "h",    "d",     "sec",
		"min",      "seconds",  "minutes", "hour", "hours", "day",
		"days",     "seconden", "minuten", "uur",  "dag",   "dagen",
		"sekunden", "stunde",   "stunden", "tag",  "tage",  "minuut",
		"minute",   "seconde",  "sekunde",
	};
	uint64_t number = 0;
	char folded[WORD_FOLD_MAX];

	if (!slice_take_number(&s, UINT32_MAX, &number) ||
	    !word_fold(slice_trim(s), folded, true))
		return false;
	const char *unit = folded[0] == ' ' ? folded + 1 : folded;
	for (size_t i = 0; i < COUNT_OF(UNITS); i++) {
		if (strcmp(unit, UNITS[i]) == 0)
			return true;
	}
	return false;
}

bool is_noise(struct slice cell)
{
	char folded[WORD_FOLD_MAX];

	cell = slice_trim(cell);
	if (cell.len == 0 || is_duration(cell))
		return true;
	if (!word_fold(cell, folded, false))
		return false;
	return word_listed(folded, NOISE);
}

/* Where the last blank before the end is; 0 when there is none. */
static size_t last_blank(struct slice s)
{
	size_t at = s.len;

	while (at > 0 && s.at[at - 1] != ' ' && s.at[at - 1] != '\t')
		at--;
	return at;
}

struct slice strip_noise(struct slice cell)
{
	cell = slice_trim(cell);
	for (;;) {
		size_t at = last_blank(cell);
		struct slice tail = { cell.at + at, cell.len - at };
		uint64_t number;
		struct slice digits = tail;

		/* A number at the end may be the priority of an MX. */
		if (at == 0 || !is_noise(tail) ||
		    slice_take_number(&digits, UINT32_MAX, &number))
			return cell;
		cell = slice_trim((struct slice){ cell.at, at });
	}
}
