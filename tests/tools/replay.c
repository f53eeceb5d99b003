/* Runs a fuzz target over saved inputs, as an ordinary test: every file, and
 * every file of every folder, that is named on the command line. Prints how
 * many there were; a target that fails ends the program.
 *
 * SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static unsigned run_file(const char *path, size_t size)
{
	/* Exactly as large as the input: a read past its end is seen. */
	uint8_t *data = malloc(size ? size : 1);
	FILE *file = fopen(path, "rb");

	if (!data || !file || fread(data, 1, size, file) != size) {
		perror(path);
		exit(1);
	}
	fclose(file);
	LLVMFuzzerTestOneInput(data, size);
	free(data);
	return 1;
}

static unsigned run_folder(const char *path);

static unsigned run(const char *path)
{
	struct stat about;

	if (stat(path, &about)) {
		perror(path);
		exit(1);
	}
	return S_ISDIR(about.st_mode) ? run_folder(path)
				      : run_file(path, (size_t)about.st_size);
}

static unsigned run_folder(const char *path)
{
	DIR *folder = opendir(path);
	unsigned count = 0;

	if (!folder) {
		perror(path);
		exit(1);
	}
	for (struct dirent *entry; (entry = readdir(folder));) {
		char file[4096];

		if (entry->d_name[0] == '.')
			continue;
		snprintf(file, sizeof(file), "%s/%s", path, entry->d_name);
		count += run(file);
	}
	closedir(folder);
	return count;
}

int main(int argc, char **argv)
{
	unsigned count = 0;

	for (int i = 1; i < argc; i++)
		count += run(argv[i]);
	printf("%u passed, %d failed\n", count, !count);
	return !count;
}
