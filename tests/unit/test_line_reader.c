/* Lines out of a pipe: of any length, cut anywhere, without waiting; and the
 * place where a list was left.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands/bulk_place.h"

struct ends {
	int read, write;
};

static struct ends open_pipe(void)
{
	int fds[2];

	assert_int_equal(pipe(fds), 0);
	return (struct ends){ fds[0], fds[1] };
}

static void give(struct ends *ends, const char *text, size_t len)
{
	assert_int_equal(write(ends->write, text, len), len);
}

/* What the reader makes of it: lines in brackets, ! is too long, . not yet, $
 * the end. */
static void read_all(struct line_reader *reader, struct str *out)
{
	struct slice line;

	for (;;) {
		switch (line_reader_next(reader, &line)) {
		case LINE_READ:
			str_add_char(out, '[');
			str_add_bytes(out, line.at, line.len);
			str_add_char(out, ']');
			break;
		case LINE_TOO_LONG:
			assert_int_equal(line.len, LINE_BEGINNING);
			str_add_char(out, '!');
			break;
		case LINE_NOT_YET:
			str_add_char(out, '.');
			return;
		case LINE_END:
			str_add_char(out, '$');
			return;
		case LINE_FAILED:
			str_add_char(out, '?');
			return;
		}
	}
}

static const struct {
	const char *text, *wanted;
	uint64_t lines;
} cases[] = {
	{ "", "$", 0 },
	{ "\xef\xbb\xbfx.nl\r\ny.nl", "[x.nl][y.nl]$", 2 },
	{ "\xef\xbb\xbf\nx.nl", "[][x.nl]$", 2 },
	{ "\xef\xbb", "[\xef\xbb]$", 1 },
	{ "x.nl\n\xef\xbb\xbfy.nl", "[x.nl][\xef\xbb\xbfy.nl]$", 2 },
	{ "a", "[a]$", 1 },
	{ "a\n", "[a]$", 1 },
	{ "a\r\nb\r\n", "[a][b]$", 2 },
	{ "a\r\r\n", "[a\r]$", 1 },
	{ "\n\nb", "[][][b]$", 3 },
	{ "a b\r", "[a b]$", 1 },
};

static void lines_are_lines(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct ends ends = open_pipe();
		struct line_reader reader = line_reader_from(ends.read);
		struct str out = STR_INIT(1000);

		give(&ends, cases[i].text, strlen(cases[i].text));
		close(ends.write);
		read_all(&reader, &out);
		assert_string_equal(str_text(&out), cases[i].wanted);
		assert_int_equal(reader.place.lines, cases[i].lines);
		str_free(&out);
		line_reader_free(&reader);
		close(ends.read);
	}
}

static void a_line_may_come_in_pieces(void **state)
{
	struct ends ends = open_pipe();
	struct line_reader reader = line_reader_from(ends.read);
	struct str out = STR_INIT(1000);

	(void)state;
	read_all(&reader, &out);
	give(&ends, "voor", 4);
	read_all(&reader, &out);
	give(&ends, "beeld.nl\r", 9);
	read_all(&reader, &out);
	give(&ends, "\nb", 2);
	read_all(&reader, &out);
	close(ends.write);
	read_all(&reader, &out);
	assert_string_equal(str_text(&out), "...[voorbeeld.nl].[b]$");
	str_free(&out);
	line_reader_free(&reader);
	close(ends.read);
}

/* So many bytes of a line, then two more lines. */
static void read_long(size_t len, bool has_end, const char *wanted,
		      struct line_place *place)
{
	FILE *file = tmpfile();
	struct line_reader reader;
	struct str out = STR_INIT(1 << 20);
	char *bytes = xmalloc(len + 1);

	assert_non_null(file);
	memset(bytes, 'x', len);
	bytes[len] = '\n';
	fputs("a\n", file);
	assert_int_equal(fwrite(bytes, 1, len + has_end, file), len + has_end);
	if (has_end)
		fputs("b\n", file);
	rewind(file);
	reader = line_reader_from(fileno(file));
	read_all(&reader, &out);
	if (wanted)
		assert_string_equal(str_text(&out), wanted);
	else
		assert_int_equal(out.len, len + 9);
	*place = reader.place;
	str_free(&out);
	line_reader_free(&reader);
	free(bytes);
	fclose(file);
}

static void a_long_line_is_passed_over(void **state)
{
	struct line_place place, other;

	(void)state;
	read_long(LINE_MAX_BYTES - 1, true, NULL, &place);
	assert_int_equal(place.lines, 3);
	read_long(LINE_MAX_BYTES, true, "[a]![b]$", &place);
	assert_int_equal(place.lines, 3);
	read_long((size_t)1 << 20, true, "[a]![b]$", &place);
	assert_int_equal(place.lines, 3);
	read_long((size_t)1 << 20, false, "[a]!$", &place);
	assert_int_equal(place.lines, 2);
	/* All of it counts for the sum. */
	read_long(((size_t)1 << 20) + 1, false, "[a]!$", &other);
	assert_true(place.sum != other.sum);
}

static void a_place_is_kept(void **state)
{
	const struct line_place place = { .lines = UINT64_MAX,
					  .sum = 0x00ff00ff00ff00ffu };
	static const char *const bad[] = {
		"",
		"hello",
		"zegel list 1\n",
		"zegel list 1\nlines\nsum\n",
		"zegel list 1\nlines x\nsum 0\n",
		("zegel list 1\nlines 18446744073709551616\nsum "
		 "00ff00ff00ff00ff\n"),
		"zegel list 2\nlines 1\nsum 00ff00ff00ff00ff\n",
		"zegel list 1\nlines 1\nsum 00ff00ff00ff00ff\nmore\n",
	};
	char file[] = "/tmp/zegel-place-XXXXXX";
	struct line_place read;
	int fd = mkstemp(file);

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(bulk_place_save(file, &place), OK);
	assert_int_equal(bulk_place_load(file, &read), OK);
	assert_true(read.lines == place.lines && read.sum == place.sum);
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		FILE *to = fopen(file, "w");

		assert_non_null(to);
		fputs(bad[i], to);
		fclose(to);
		assert_int_equal(bulk_place_load(file, &read), ERR_DAMAGED);
	}
	bulk_place_remove(file);
	assert_int_equal(bulk_place_load(file, &read), ERR_NOT_FOUND);
	assert_int_equal(bulk_place_save("/nosuchfolder/x", &place), ERR_IO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_lines),
		cmocka_unit_test(a_line_may_come_in_pieces),
		cmocka_unit_test(a_long_line_is_passed_over),
		cmocka_unit_test(a_place_is_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
