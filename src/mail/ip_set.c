/* SPDX-License-Identifier: MIT */
#include "mail/ip_set.h"

#include <stdlib.h>
#include <string.h>

/* The key one further up (step 1) or down (step 0xFF), with its carry. At the
 * end of a family it comes to version 3, 5 or 7, where no range is: the
 * families never touch. */
static void step_key(uint8_t key[IP_KEY], uint8_t step)
{
	for (size_t i = IP_KEY; i-- > 0;) {
		key[i] = (uint8_t)(key[i] + step);
		if (key[i] != (step == 1 ? 0x00 : 0xFF))
			return;
	}
}

static int compare(const uint8_t a[IP_KEY], const uint8_t b[IP_KEY])
{
	return memcmp(a, b, IP_KEY);
}

static void copy_key(uint8_t to[IP_KEY], const uint8_t from[IP_KEY])
{
	memcpy(to, from, IP_KEY);
}

/* The first range that ends at key or behind it. */
static size_t find(const struct ip_set *set, const uint8_t key[IP_KEY])
{
	size_t low = 0;
	size_t high = set->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare(set->items[middle].to, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void append(struct ip_set *set, const struct ip_range *range)
{
	set->items = grow(set->items, set->count, &set->cap,
			  sizeof(*set->items));
	set->items[set->count++] = *range;
}

/* Adds a range and joins it with all that it overlaps or touches. */
static void add_range(struct ip_set *set, struct ip_range range)
{
	uint8_t before[IP_KEY], after[IP_KEY];
	size_t first, last;

	copy_key(before, range.from);
	step_key(before, 0xFF);
	copy_key(after, range.to);
	step_key(after, 1);
	first = find(set, before);
	for (last = first;
	     last < set->count && compare(set->items[last].from, after) <= 0;
	     last++) {
		if (compare(set->items[last].from, range.from) < 0)
			copy_key(range.from, set->items[last].from);
		if (compare(set->items[last].to, range.to) > 0)
			copy_key(range.to, set->items[last].to);
	}
	if (last == first) {
		append(set, &range); /* makes the room */
		last = first + 1;
		memmove(set->items + last, set->items + first,
			(set->count - last) * sizeof(range));
	} else {
		memmove(set->items + first + 1, set->items + last,
			(set->count - last) * sizeof(range));
		set->count -= last - first - 1;
	}
	set->items[first] = range;
}

void ip_set_add_prefix(struct ip_set *set, const struct ip *network,
		       unsigned prefix)
{
	size_t size = network->version == 4 ? 4 : 16;
	struct ip_range r = { .from = { (uint8_t)network->version } };

	memset(r.to, 0xFF, sizeof(r.to));
	r.to[0] = r.from[0];
	for (size_t i = 0; i < size; i++) {
		unsigned fixed = prefix > 8 * i ? prefix - 8 * (unsigned)i : 0;
		uint8_t mask = (uint8_t)(fixed >= 8 ? 0xFF : 0xFF00 >> fixed);

		r.from[1 + i] = network->bytes[i] & mask;
		r.to[1 + i] = network->bytes[i] | (uint8_t)~mask;
	}
	add_range(set, r);
}

void ip_set_add_everything(struct ip_set *set)
{
	ip_set_add_prefix(set, &(struct ip){ .version = 4 }, 0);
	ip_set_add_prefix(set, &(struct ip){ .version = 6 }, 0);
}

void ip_set_add(struct ip_set *set, const struct ip_set *other)
{
	bool is_first = set->count == 0; /* then nothing is there to join */

	for (size_t i = 0; i < other->count; i++) {
		if (is_first)
			append(set, &other->items[i]);
		else
			add_range(set, other->items[i]);
	}
}

void ip_set_subtract(struct ip_set *set, const struct ip_set *other)
{
	struct ip_set left = { .items = NULL };

	if (other->count == 0)
		return;
	for (size_t i = 0; i < set->count; i++) {
		struct ip_range rest = set->items[i];
		size_t at = find(other, rest.from);
		bool any = true;

		for (; any && at < other->count; at++) {
			const struct ip_range *cut = &other->items[at];

			if (compare(cut->from, rest.to) > 0)
				break;
			if (compare(cut->from, rest.from) > 0) {
				struct ip_range head = rest;

				copy_key(head.to, cut->from);
				step_key(head.to, 0xFF);
				append(&left, &head);
			}
			any = compare(cut->to, rest.to) < 0;
			copy_key(rest.from, cut->to);
			step_key(rest.from, 1);
		}
		if (any)
			append(&left, &rest);
	}
	free(set->items);
	*set = left;
}

bool ip_set_has(const struct ip_set *set, const struct ip *ip)
{
	struct ip_set one = { .items = NULL };
	size_t at;
	bool has;

	ip_set_add_prefix(&one, ip, 128);
	at = find(set, one.items[0].to);
	has = at < set->count &&
	      compare(set->items[at].from, one.items[0].from) <= 0;
	ip_set_free(&one);
	return has;
}

void ip_set_free(struct ip_set *set)
{
	free(set->items);
	*set = (struct ip_set){ .items = NULL };
}

/* How many bits the ends share when the rest is all 0 in one and all 1 in the
 * other, else -1. */
static int prefix_of(const struct ip_range *r, int bits)
{
	int shared = 0;

	while (shared < bits) {
		uint8_t bit = (uint8_t)(0x80 >> shared % 8);

		if ((r->from[1 + shared / 8] ^ r->to[1 + shared / 8]) & bit)
			break;
		shared++;
	}
	for (int i = shared; i < bits; i++) {
		uint8_t bit = (uint8_t)(0x80 >> i % 8);

		if (r->from[1 + i / 8] & bit || !(r->to[1 + i / 8] & bit))
			return -1;
	}
	return shared;
}

char *ip_range_text(const struct ip_range *range)
{
	struct ip first = { .version = range->from[0] };
	struct ip last = { .version = range->to[0] };
	int bits = first.version == 4 ? 32 : 128;
	int prefix = prefix_of(range, bits);
	char from[IP_TEXT], to[IP_TEXT];

	memcpy(first.bytes, range->from + 1, sizeof(first.bytes));
	memcpy(last.bytes, range->to + 1, sizeof(last.bytes));
	ip_print(&first, from);
	ip_print(&last, to);
	if (prefix == bits)
		return xstrdup(from);
	if (prefix >= 0)
		return xasprintf("%s/%d", from, prefix);
	return xasprintf("%s - %s", from, to);
}
