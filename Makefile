# zegel: `make run` and `make test` do all the set-up; `make help` lists the rest.
# B is the build folder: `make B=build/asan SANITIZE=address,undefined`.
# SPDX-License-Identifier: MIT

B        ?= build
PREFIX   ?= /usr/local
VERSION  := 0.1
ifeq ($(origin CC),default)
CC       := gcc
endif
PACKAGES := ncursesw libcares ldns libcurl jansson libidn2 libpsl libssl libcrypto sqlite3

WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wformat=2 -Wvla \
            -Wstrict-prototypes -Wmissing-prototypes $(if $(WERROR),-Werror)
ifdef SANITIZE
OPTIMISE := -O1 -g -fno-omit-frame-pointer -fsanitize=$(SANITIZE) -fno-sanitize-recover=all
LINK     := -pie -fsanitize=$(SANITIZE)
else
OPTIMISE := -O2 -g -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
LINK     := -pie -Wl,-z,relro,-z,now -Wl,--as-needed
endif

CPPFLAGS += -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -Isrc -I. \
            -DZEGEL_VERSION='"$(VERSION)"' -DZEGEL_PREFIX='"$(PREFIX)"' \
            $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
CFLAGS   += -std=c17 $(WARNINGS) $(OPTIMISE) -fstack-protector-strong -fPIE
LDLIBS   := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null)

SOURCES  := $(sort $(wildcard src/*.c src/*/*.c screens/*.c i18n/*.c))
HEADERS  := $(sort $(wildcard src/*.h src/*/*.h screens/*.h i18n/*.h))
OBJECTS  := $(SOURCES:%.c=$(B)/obj/%.o)
LIBRARY  := $(B)/libzegel.a
DATA     := $(sort $(wildcard src/catalog/*.json src/catalog/services/*.json))
PO       := $(sort $(wildcard i18n/*.po))
MO       := $(PO:i18n/%.po=$(B)/locale/%/LC_MESSAGES/zegel.mo)
JOBS      = $(if $(findstring --jobserver,$(MAKEFLAGS)),,-j$(shell nproc))
SUBMAKE   = +@$(MAKE) --no-print-directory $(JOBS)

.PHONY: all run demo
all: $(B)/zegel $(MO) $(B)/share/zegel ## build the program (build/zegel)

run: deps ## install what is missing, build, start the wizard
	$(SUBMAKE) all
	@$(B)/zegel $(ARGS)

demo: deps-test ## the wizard on a practice domain, in a small Internet of its own
	$(SUBMAKE) all
	@ZEGEL="$(CURDIR)/$(B)/zegel" tests/lab/demo $(ARGS)

# --- the program -------------------------------------------------------------

# A file that is written anew only when its text changes, so that what depends
# on it is: a source that went or came, other flags.
define remember
ifneq ($$(file <$(B)/$1)$$(if $$(wildcard $(B)/$1),,new),$2)
$$(shell mkdir -p $(B))
$$(file >$(B)/$1,$2)
endif
endef
$(eval $(call remember,flags,$(strip $(CC) $(CPPFLAGS) $(CFLAGS) $(LINK))))
$(eval $(call remember,objects,$(OBJECTS)))
$(eval $(call remember,data,$(DATA)))

SAY     := $(if $(findstring s,$(firstword -$(MAKEFLAGS))),@true,@echo)
LINK_IT  = @mkdir -p $(@D) && $(CC) $(CFLAGS) $(LDFLAGS) $(LINK) -o $@ $^ $(LDLIBS)

$(B)/zegel: $(B)/obj/src/main.o $(LIBRARY)
	$(SAY) "  LINK $@"
	$(LINK_IT)

$(LIBRARY): $(filter-out $(B)/obj/src/main.o,$(OBJECTS)) $(B)/objects
	$(SAY) "  AR   $@"
	@rm -f $@ && ar rcs $@ $(filter %.o,$^)

$(B)/obj/%.o: %.c $(B)/flags | needs
	@mkdir -p $(@D)
	$(SAY) "  CC   $<"
	@$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/obj/tests/%.o: CPPFLAGS += -Itests
-include $(wildcard $(B)/obj/*/*.d $(B)/obj/*/*/*.d)

# Objects are kept, also where make sees a mere step on the way in them.
.SECONDARY:
.PHONY: needs
needs:
	@missing=; \
	for tool in $(firstword $(CC)) pkg-config msgfmt; do \
		command -v $$tool >/dev/null || missing="$$missing $$tool"; \
	done; \
	for library in $(if $(LDLIBS),,$(PACKAGES)); do \
		pkg-config --exists $$library 2>/dev/null || \
			missing="$$missing $$library"; \
	done; \
	[ -z "$$missing" ] || { \
		echo "Missing:$$missing. 'make deps' installs what building takes." >&2; \
		exit 1; \
	}

$(B)/locale/%/LC_MESSAGES/zegel.mo: i18n/%.po | needs
	@mkdir -p $(@D)
	$(SAY) "  MO   $<"
	@msgfmt -c -o $@ $<

# For the screen tests: a language in which everything is longer.
PSEUDO   := $(B)/pseudo/nl/LC_MESSAGES/zegel.mo
$(PSEUDO): i18n/zegel.pot tests/tools/pseudo
	@mkdir -p $(@D)
	$(SAY) "  MO   pseudo"
	@tests/tools/pseudo $< nl | msgfmt -o $@ -

$(B)/share/zegel: $(DATA) $(B)/data
	@rm -rf $@ && mkdir -p $@/services
	@$(foreach f,$(DATA),cp $f $@/$(f:src/catalog/%=%);)

# --- tests -------------------------------------------------------------------

# A test program is tests/LEVEL/test_*.c; the other sources beside it are
# linked to every one of them.
define level
TESTS += $(patsubst tests/%.c,$(B)/%,$(wildcard tests/$1/test_*.c))
$(B)/$1/%: $(B)/obj/tests/$1/%.o $(patsubst %.c,$(B)/obj/%.o,$(filter-out \
		tests/$1/test_%,$(wildcard tests/$1/*.c))) $(LIBRARY)
	$$(LINK_IT) -lcmocka
endef
$(foreach l,unit screens lab,$(eval $(call level,$l)))

# A fuzz target is tests/fuzz/fuzz_*.c; with FUZZ=1 libFuzzer drives it, else
# replay.c runs it over the files of its corpus.
FUZZERS := $(patsubst tests/%.c,$(B)/%,$(wildcard tests/fuzz/fuzz_*.c))
$(B)/fuzz/%: $(B)/obj/tests/fuzz/%.o $(if $(FUZZ),,$(B)/obj/tests/tools/replay.o) $(LIBRARY)
	$(LINK_IT) $(if $(FUZZ),-fsanitize=fuzzer)

$(B)/bench/%: $(B)/obj/tests/bench/%.o $(LIBRARY)
	$(LINK_IT)
$(B)/bench/spf_libspf2: LDLIBS += -lspf2

-include tests/conformance.mk

.PHONY: programs test asan fuzzers fuzz kills screenshots bench lint format
programs: all $(TESTS) $(FUZZERS) $(PSEUDO)

test: deps-test ## install what is missing, build, run every test (LEVELS="unit lab" for some)
	$(SUBMAKE) programs
	@SANITIZE=$(SANITIZE) tests/tools/run-tests $(B)

asan: ## build with AddressSanitizer and UBSan in build/asan
	$(SUBMAKE) B=build/asan SANITIZE=address,undefined all

FUZZ_SECONDS ?= 60
fuzz: deps-test ## every fuzz target for FUZZ_SECONDS
	$(SUBMAKE) B=build/fuzz CC=clang FUZZ=1 SANITIZE=fuzzer-no-link,address,undefined fuzzers
	@tests/tools/run-fuzz build/fuzz $(FUZZ_SECONDS)
fuzzers: $(FUZZERS)

KILLS ?= 1000
kills: deps-test ## checks that are killed at random moments, KILLS of them
	$(SUBMAKE) all
	@SHOW=1 KILLS=$(KILLS) SECONDS_EACH_TEST=3600 B=$(B) tests/e2e/run test_kills.sh

BENCHES := $(patsubst tests/%.c,$(B)/%,$(wildcard tests/bench/*.c))
screenshots: deps-test ## draw the README's pictures of the real program
	$(SUBMAKE) all
	@ZEGEL="$(CURDIR)/$(B)/zegel" tests/screenshots/take

bench: deps-test ## speed and memory beside whiptail and libspf2, time to green
	$(SUBMAKE) all $(BENCHES)
	@tests/bench/run $(B)

# --- guard rails -------------------------------------------------------------

FORMATTED = $(SOURCES) $(HEADERS) $(wildcard tests/*/*.c tests/*/*.h)
lint: deps-test ## clang-tidy, cppcheck, clang-format, include arrows, style
	$(SUBMAKE) -k check-format arrows style tidy cppcheck

format: ## clang-format every source in place
	@clang-format -i $(FORMATTED)

.PHONY: check-format arrows style tidy cppcheck
check-format:
	@clang-format --dry-run --Werror $(FORMATTED)

arrows style:
	@tests/tools/$@

# Its analyzer goes as deep as it can with TIDY_MODE=deep, for six times as long.
TIDY_MODE ?= shallow
TIDY_DEPTH := $(foreach a,-analyzer-config mode=$(TIDY_MODE),\
	--extra-arg=-Xclang --extra-arg=$(a))
tidy: $(SOURCES:%.c=$(B)/lint/%.tidy)

$(B)/lint/%.tidy: %.c .clang-tidy $(B)/obj/%.o
	@mkdir -p $(@D)
	$(SAY) "  TIDY $<"
	@timeout 120 clang-tidy --quiet $(TIDY_DEPTH) $< -- $(CPPFLAGS) -std=c17 2>/dev/null
	@touch $@

cppcheck:
	@timeout 300 cppcheck --quiet --error-exitcode=1 --inline-suppr --std=c11 \
		--enable=warning,performance,portability -D_GNU_SOURCE -Isrc -I. \
		-D'json_object_foreach(o,k,v)=while ((k = f(o)) && (v = g(o)))' \
		-D'json_array_foreach(o,k,v)=while ((k = f(o)) && (v = g(o)))' \
		--suppress=missingIncludeSystem --suppress=legacyUninitvar \
		--suppress=unknownEvaluationOrder src screens i18n

# --- languages ---------------------------------------------------------------

.PHONY: pot po check-po $(B)/zegel.pot
$(B)/zegel.pot:
	@mkdir -p $(@D)
	@xgettext --from-code=UTF-8 --language=C -k -k_ -kN_ -kP_:1,2 -kC_:1c,2 \
		--add-comments=TRANSLATORS: --add-location=file --sort-by-file \
		--package-name=zegel --copyright-holder='the authors of zegel' \
		-o $@ $(SOURCES) $(HEADERS)

SAME_POT = diff -q -I '^"POT-Creation-Date' $(B)/zegel.pot i18n/zegel.pot >/dev/null
pot: $(B)/zegel.pot ## collect the sentences of the sources in i18n/zegel.pot
	@$(SAME_POT) || cp $< i18n/zegel.pot

po: pot ## bring the translations up to the sources
	@$(foreach f,$(PO),msgmerge -q -U --backup=none --previous $f i18n/zegel.pot &&) :

check-po: $(B)/zegel.pot ## are the translations complete and in step?
	@$(SAME_POT) || { echo "i18n/zegel.pot is not fresh: make po" >&2; exit 1; }
	@$(foreach f,$(PO),msgfmt -c -o /dev/null $f && msgcmp $f i18n/zegel.pot &&) :

# --- set-up ------------------------------------------------------------------

.PHONY: deps deps-test deps-deb install uninstall deb check-deb clean help
deps: ## install what building takes (asks first, unless root)
	@tests/tools/install-deps build

deps-test: ## install what the tests take as well
	@tests/tools/install-deps test

deps-deb:
	@tests/tools/install-deps deb

# What is installed, as FROM:TO with TO below PREFIX.
ZSH       ?= share/zsh/site-functions
INSTALLED  = $(foreach f,$(MO),$f:share/$(f:$(B)/%=%)) \
	$(foreach f,$(DATA),$f:share/zegel/$(f:src/catalog/%=%)) \
	i18n/man/zegel.1:share/man/man1/zegel.1 \
	$(foreach l,$(PO:i18n/%.po=%),$(addsuffix :share/man/$l/man1/zegel.1,\
		$(wildcard i18n/man/zegel.$l.1))) \
	src/completion/zegel.bash:share/bash-completion/completions/zegel \
	src/completion/zegel.zsh:$(ZSH)/_zegel
put = for f in $(INSTALLED); do install -D -m 644 "$${f%%:*}" "$1/$${f\#*:}" || exit; done

ROOT := $(DESTDIR)$(PREFIX)
install: all ## install under PREFIX (and DESTDIR)
	@install -D -m 755 $(B)/zegel "$(ROOT)/bin/zegel"
	@$(call put,$(ROOT))

uninstall: ## remove what install put there
	rm -f "$(ROOT)/bin/zegel"
	@rm -f $(foreach f,$(INSTALLED),"$(ROOT)/$(lastword $(subst :, ,$f))")
	rm -rf "$(ROOT)/share/zegel"

# In the package the program looks below /usr; all else is as in this build.
$(B)/deb/program.o: src/base/program.c $(B)/flags
	@mkdir -p $(@D)
	@$(CC) $(CPPFLAGS) -UZEGEL_PREFIX -DZEGEL_PREFIX='"/usr"' $(CFLAGS) -c -o $@ $<

$(B)/deb/zegel: LDFLAGS += -Wl,--build-id=none
$(B)/deb/zegel: $(B)/obj/src/main.o $(B)/deb/program.o $(LIBRARY)
	$(LINK_IT)

deb: ZSH := share/zsh/vendor-completions
deb: deps-deb ## a Debian package, in build/
	$(SUBMAKE) all $(B)/deb/zegel
	@rm -rf $(B)/deb/root
	@install -D -m 755 $(B)/deb/zegel $(B)/deb/root/usr/bin/zegel
	@$(call put,$(B)/deb/root/usr)
	@tests/tools/make-deb $(B)/deb/root $(VERSION) $(B)

check-deb: deb ## install, run and remove it in a Debian of its own (takes minutes)
	@tests/tools/check-deb $(B)/zegel_$(VERSION)_*.deb

clean: ## remove everything that was built
	rm -rf build

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(filter-out %.d,$(MAKEFILE_LIST))
