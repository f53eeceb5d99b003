# zegel: `make run` and `make test` do all the set-up; `make help` lists the rest.
# B is the build folder: `make B=build/asan SANITIZE=address,undefined`.

B        ?= build
PREFIX   ?= /usr/local
VERSION  := 0.1
CC       ?= gcc
PACKAGES := ncursesw libcares ldns libcurl jansson libidn2 libpsl libcrypto sqlite3

WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wformat=2 \
            -Wstrict-prototypes -Wmissing-prototypes
HARDEN   := -fstack-protector-strong -fPIE
OPTIMISE := -O2 -g -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
LINK     := -pie -Wl,-z,relro -Wl,--as-needed
ifdef SANITIZE
OPTIMISE := -O1 -g -fno-omit-frame-pointer -fsanitize=$(SANITIZE) -fno-sanitize-recover=all
LINK     := -pie -fsanitize=$(SANITIZE)
endif
ifdef WERROR
WARNINGS += -Werror
endif

CPPFLAGS += -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -Isrc -I. \
            -DZEGEL_VERSION='"$(VERSION)"' -DZEGEL_PREFIX='"$(PREFIX)"' \
            $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
CFLAGS   += -std=c17 $(WARNINGS) $(OPTIMISE) $(HARDEN)
LDLIBS   := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null)

SOURCES  := $(sort $(wildcard src/*.c src/*/*.c screens/*.c i18n/*.c))
OBJECTS  := $(SOURCES:%.c=$(B)/obj/%.o)
LIBRARY  := $(B)/libzegel.a
UNITS    := $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/test_*.c))

.PHONY: all
all: $(B)/zegel

$(B)/zegel: $(B)/obj/src/main.o $(LIBRARY)
	@echo "  LINK $@"
	@$(CC) $(CFLAGS) $(LDFLAGS) $(LINK) -o $@ $^ $(LDLIBS)

# The archive is made anew when the list of objects changes, too.
$(B)/objects: $(if $(filter-out $(shell cat $(B)/objects 2>/dev/null),$(OBJECTS)),always) \
              $(if $(filter-out $(OBJECTS),$(shell cat $(B)/objects 2>/dev/null)),always)
	@mkdir -p $(@D)
	@echo '$(OBJECTS)' > $@

$(LIBRARY): $(filter-out $(B)/obj/src/main.o,$(OBJECTS)) $(B)/objects
	@echo "  AR   $@"
	@rm -f $@ && ar rcs $@ $(filter %.o,$^)

$(B)/obj/%.o: %.c Makefile
	@mkdir -p $(@D)
	@echo "  CC   $<"
	@$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/unit/%: tests/unit/%.c $(LIBRARY)
	@mkdir -p $(@D)
	@echo "  CC   $<"
	@$(CC) $(CPPFLAGS) -Itests $(CFLAGS) $(LDFLAGS) $(LINK) -MMD -MP -MF $@.d -o $@ $< $(LIBRARY) $(LDLIBS) -lcmocka

-include $(OBJECTS:.o=.d) $(UNITS:%=%.d)

.PHONY: always clean
always:
clean:
	rm -rf build
