/* SPDX-License-Identifier: MIT */
#include "catalog/paste_words.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define LABEL_MAX 96 /* of several words for one field */

static const struct {
	const char *word;
	enum rr type;
} TYPES[] = {
	{ "CNAME", RR_CNAME }, { "TXT", RR_TXT }, { "MX", RR_MX },
	{ "NS", RR_NS },       { "A", RR_A },     { "AAAA", RR_AAAA },
	{ "SRV", RR_SRV },     { "SPF", RR_TXT }, { "PTR", RR_PTR },
	{ "CAA", RR_CAA },
};

/* Lists of words have a bar on both sides of each.
 *
 * Words that may stand behind a type in the same cell. */
static const char TYPE_TAILS[] =
	"|record|records|eintrag|einträge|type|entry|resource|(spf)|"
	"(dkim)|(dmarc)|(txt)|in|";

/* Labels in small letters without punctuation, by what they announce. */
static const char TYPE_LABELS[] =
	"|type|typ|soort|recordtype|record type|type record|dns type|"
	"eintragstyp|dns record type|art|dnstype|rrtype|record|";
static const char HOST_LABELS[] =
	"|name|naam|host|hostname|host name|hostnaam|record name|"
	"recordnaam|subdomain|subdomein|subdomäne|label|präfix|"
	"prefix|alias|owner|dns name|dnsname|name prefix|host record|"
	"enter this for hostname|enter this for host|"
	"enter this for name|domain host|dns record name|fqdn|"
	"nom|nom d hôte|hôte|sous domaine|zone name|host name fqdn|"
	"host record name|recordname|naam host|"
	"host alias|";
static const char VALUE_LABELS[] =
	"|value|waarde|wert|data|content|inhoud|inhalt|target|ziel|"
	"doel|points to|pointsto|points to address|"
	"points to address or value|address or value|verwijst naar|"
	"wijst naar|zeigt auf|verweist auf|destination|bestemming|"
	"answer|antwoord|record value|recordwaarde|text|tekst|"
	"canonical name|rdata|enter this for value|dns record value|"
	"mail server|mailserver|nameserver|name server|ziel host|"
	"zielhost|target host|adres|adresse|address|required value|"
	"gewenste waarde|expected value|sollwert|add this value|"
	"this value|with value|met waarde|mit dem wert|valeur|cible|"
	"contenu|données|gegevens|vereiste gegevens|required data|"
	"erforderliche daten|daten|records|values|rrdatas|"
	"resource records|pointe vers|alias for|alias van|"
	"alias für|hostnaam doel|verwijzing|verweis|zielwert|"
	"recordinhoud|record content|recorddata|record data|"
	"verwijst door naar|weist auf|strings|targets|namehost|nameexchange|";
static const char PRIORITY_LABELS[] =
	"|priority|prio|prioriteit|priorität|preference|voorkeur|"
	"mx priority|pref|priorité|préférence|rang|präferenz|";
static const char OTHER_LABELS[] =
	"|ttl|status|purpose|doeleinde|zweck|class|klasse|actie|"
	"action|aktion|proxy|proxy status|required|verified|weight|"
	"port|domain|domain name|domein|domeinnaam|current value|"
	"huidige waarde|aktueller wert|comment|opmerking|kommentar|"
	"gültigkeit|geldigheid|old value|oude waarde|alter wert|"
	"bisheriger wert|bestaande waarde|existing value|found value|"
	"gevonden waarde|état|statut|description|omschrijving|"
	"beschreibung|uitleg|functie|function|funktion|gebruik|"
	"used for|notes|nr|no|time to live|toelichting|erläuterung|"
	"dienst|service|section|";

static const struct {
	enum paste_field field;
	const char *labels;
} LABELS[] = {
	{ FIELD_TYPE, TYPE_LABELS },   { FIELD_HOST, HOST_LABELS },
	{ FIELD_VALUE, VALUE_LABELS }, { FIELD_PRIORITY, PRIORITY_LABELS },
	{ FIELD_OTHER, OTHER_LABELS },
};

bool word_listed(const char *word, const char *list)
{
	size_t len = strlen(word);
	char barred[WORD_FOLD_MAX + 3];

	if (len == 0 || len >= WORD_FOLD_MAX)
		return false;
	barred[0] = '|';
	memcpy(barred + 1, word, len);
	barred[len + 1] = '|';
	barred[len + 2] = '\0';
	return strstr(list, barred) != NULL;
}

bool word_fold(struct slice cell, char out[WORD_FOLD_MAX], bool only_letters)
{
	size_t len = 0;

	if (cell.len >= WORD_FOLD_MAX)
		return false;
	for (size_t i = 0; i < cell.len; i++) {
		unsigned char c = (unsigned char)cell.at[i];

		if (c == ' ' || c == '\t' || c == '_' || c == 0xa0 ||
		    (only_letters && c < 0x80 && !isalpha(c))) {
			if (len > 0 && out[len - 1] != ' ')
				out[len++] = ' ';
		} else if (c == 0xc3 && i + 1 < cell.len) {
			unsigned char low = (unsigned char)cell.at[++i];

			/* U+00C0 to U+00DE are the capitals of U+00E0 and
			 * on. */
			if (low >= 0x80 && low <= 0x9e)
				low = (unsigned char)(low + 0x20);
			out[len++] = (char)c;
			out[len++] = (char)low;
		} else {
			out[len++] = (char)tolower(c);
		}
		if (len + 3 > WORD_FOLD_MAX)
			return false;
	}
	while (len > 0 && out[len - 1] == ' ')
		len--;
	out[len] = '\0';
	return true;
}

struct slice drop_ends(struct slice s, const char *bytes)
{
	while (s.len > 0 && strchr(bytes, s.at[0])) {
		s.at++;
		s.len--;
	}
	while (s.len > 0 && strchr(bytes, s.at[s.len - 1]))
		s.len--;
	return s;
}

bool is_type_tail(struct slice word)
{
	char folded[WORD_FOLD_MAX];
	struct slice digits = drop_ends(word, "()");
	uint64_t number;

	/* Plesk's "MX (10)" */
	if (digits.len + 2 == word.len &&
	    slice_take_number(&digits, 65535, &number) && digits.len == 0)
		return true;
	return word_fold(word, folded, false) &&
	       word_listed(folded, TYPE_TAILS);
}

enum rr word_type(struct slice word)
{
	word = drop_ends(word, ":.,()[]\"'`*");
	for (size_t i = 0; i < COUNT_OF(TYPES); i++) {
		const char *type = TYPES[i].word;
		size_t len = strlen(type);

		if (word.len < len || strncasecmp(word.at, type, len) != 0)
			continue;
		struct slice tail = { word.at + len, word.len - len };
		if (tail.len == 0)
			/* A small a is a word of many languages. */
			return TYPES[i].type == RR_A && word.at[0] == 'a'
				       ? RR_NONE
				       : TYPES[i].type;
		if (tail.at[0] != '-')
			continue;
		tail.at++;
		tail.len--;
		if (is_type_tail(tail))
			return TYPES[i].type;
	}
	return RR_NONE;
}

enum rr cell_type(struct slice cell)
{
	enum rr type = RR_NONE;
	struct slice word;

	while (slice_next_word(&cell, &word)) {
		enum rr found = word_type(word);

		if (found != RR_NONE && type == RR_NONE)
			type = found;
		else if (!is_type_tail(word))
			return RR_NONE;
	}
	return type;
}

static enum paste_field field_of(const char *folded)
{
	if (!folded[0] || !folded[1]) /* no label is one letter */
		return FIELD_NONE;
	for (size_t i = 0; i < COUNT_OF(LABELS); i++) {
		if (word_listed(folded, LABELS[i].labels))
			return LABELS[i].field;
	}
	return FIELD_NONE;
}

/* "TXT value" and "CNAME-Record Name" name the type and the field. */
static struct slice after_type(struct slice label)
{
	struct slice rest = label, word;

	while (slice_next_word(&rest, &word)) {
		if (word_type(word) == RR_NONE && !is_type_tail(word))
			return (struct slice){ word.at,
					       (size_t)(label.at + label.len -
							word.at) };
	}
	return label;
}

/* Words around the one that says it: "Naam van het record", "Enter this in the
 * field value", "Neuer Wert". */
static const char FILLERS[] =
	"|van|het|de|een|record|records|dns|des|der|die|das|dem|den|eintrags|"
	"eintrag|the|of|a|your|uw|je|jouw|ihr|ihre|ihren|this|deze|dieser|"
	"enter|vul|in|im|voor|für|for|bij|bei|as|als|new|nieuw|nieuwe|neu|"
	"neuer|neue|neues|neuen|field|veld|feld|full|volledige|vollständiger|"
	"entry|column|kolom|spalte|use|gebruik|du|la|le|l|enregistrement|"
	"is|ist|txt|cname|mx|spf|dkim|dmarc|ns|";

/* The label without these words; false when none was left out. */
static bool drop_fillers(const char *folded, char out[WORD_FOLD_MAX])
{
	struct slice rest = slice_of(folded), word;
	char single[WORD_FOLD_MAX];
	size_t len = 0;
	bool dropped = false;

	while (slice_next_word(&rest, &word)) {
		if (word_fold(word, single, false) &&
		    word_listed(single, FILLERS)) {
			dropped = true;
			continue;
		}
		if (len > 0)
			out[len++] = ' ';
		memcpy(out + len, word.at, word.len);
		len += word.len;
	}
	out[len] = '\0';
	return dropped && len > 0;
}

static enum paste_field part_field(struct slice part)
{
	char folded[WORD_FOLD_MAX], bare[WORD_FOLD_MAX];
	enum paste_field field;

	if (!word_fold(slice_trim(part), folded, true) || !*folded)
		return FIELD_NONE;
	field = field_of(folded);
	if (field != FIELD_NONE)
		return field;
	struct slice rest = after_type(slice_trim(part));
	if (rest.len == 0 || !word_fold(rest, folded, true))
		return FIELD_NONE;
	if (rest.at != slice_trim(part).at)
		field = field_of(folded);
	if (field != FIELD_NONE)
		return field;
	return drop_fillers(folded, bare) ? field_of(bare) : FIELD_NONE;
}

/* Column heads that give way to another one of the same field: "Doel" beside
 * "Waarde" is what the record is for. */
bool label_is_weak(struct slice label)
{
	static const char WEAK[] =
		"|doel|text|tekst|antwoord|answer|data|adres|address|adresse|"
		"alias|label|record|domain host|prefix|kind|gegevens|daten|"
		"verwijzing|verweis|zone name|";
	char folded[WORD_FOLD_MAX];

	return word_fold(slice_trim(label), folded, true) &&
	       word_listed(folded, WEAK);
}

/* "Name / Host / Alias", "Value (points to)": the first part that is known. */
enum paste_field label_field(struct slice label)
{
	struct slice rest = label;

	/* Names and values have what no label has. */
	if (label.len == 0 || label.len >= LABEL_MAX ||
	    memchr(label.at, '.', label.len) ||
	    memchr(label.at, '=', label.len) ||
	    memchr(label.at, '_', label.len) == label.at)
		return FIELD_NONE;
	enum paste_field field = part_field(label);
	while (field == FIELD_NONE && rest.len > 0) {
		struct slice part = slice_take_until(&rest, "/(),");

		if (part.len < label.len)
			field = part_field(part);
		if (rest.len > 0) {
			rest.at++;
			rest.len--;
		}
	}
	return field;
}

enum rr label_type(struct slice label)
{
	struct slice word;

	return slice_next_word(&label, &word) ? word_type(word) : RR_NONE;
}

bool is_heading(struct slice line, enum rr *type)
{
	struct slice word;

	line = strip_noise(line);
	*type = RR_NONE;
	if (slice_next_word(&line, &word))
		*type = word_type(word);
	while (*type != RR_NONE && slice_next_word(&line, &word)) {
		struct slice digits = drop_ends(word, "#:.()");
		uint64_t number;

		if (!is_type_tail(drop_ends(word, ":")) && !is_noise(word) &&
		    !slice_take_number(&digits, 999, &number))
			return false;
	}
	return *type != RR_NONE;
}
