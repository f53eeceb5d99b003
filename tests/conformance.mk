# make conformance SUITE=FILE: a published SPF test suite (YAML) against
# check_host(). Needs libyaml (libyaml-dev), which zegel itself does not use.
# SPDX-License-Identifier: MIT

.PHONY: conformance
conformance: $(B)/conformance ## an SPF suite against check_host() (SUITE=FILE.yml)
	@test -n "$(SUITE)" || { echo "usage: make conformance SUITE=FILE.yml" >&2; exit 2; }
	@$(B)/conformance $(SUITE)

programs: $(B)/conformance
$(B)/conformance: $(B)/obj/tests/tools/conformance.o $(LIBRARY)
	$(LINK_IT) -lyaml
