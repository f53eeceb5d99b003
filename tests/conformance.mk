# make conformance SUITE=FILE: a published SPF test suite (YAML) against
# check_host(). Needs libyaml (libyaml-dev), which zegel itself does not use.

.PHONY: conformance
conformance: $(B)/conformance
	@test -n "$(SUITE)" || { echo "usage: make conformance SUITE=FILE.yml" >&2; exit 2; }
	$(B)/conformance $(SUITE)

$(B)/conformance: tests/tools/conformance.c tests/unit/fake_dns.h $(LIBRARY)
	@mkdir -p $(@D)
	@echo "  CC   $<"
	@$(CC) $(CPPFLAGS) -Itests $(CFLAGS) $(LDFLAGS) $(LINK) -o $@ $< $(LIBRARY) $(LDLIBS) -lyaml
