# Everything a contributor needs: `make html` and `make test` set up what they use.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV   ?= .venv
BUILD  := _build
JOBS   ?= auto
READER ?= page
SECONDS ?= 60
BIN    := $(VENV)/bin
SPHINX := $(BIN)/sphinx-build -W --keep-going -j $(JOBS) -d $(BUILD)/doctrees

.PHONY: fuzz help html text latex test test-clients serve addresses guide linkcheck bench bench-search volumes clean distclean

help:
	@echo "make html       set up and build the handbook into $(BUILD)/html"
	@echo "make serve      build it, show it on http://127.0.0.1:8000 and again after every change"
	@echo "make test       set up and run every check and test"
	@echo "make test-clients  as root on Debian install biber, bibutils, pandoc and LaTeX, and have them read the citations"
	@echo "make addresses  add new pages, entries and authors to the manifest of published addresses"
	@echo "make guide      write what their commands print into the guides"
	@echo "make fuzz       feed a reader with made-up input for a minute: READER=page, identity, front-matter, bib, date or import"
	@echo "make linkcheck  try every link to another site"
	@echo "make bench      measure the handbook at 50, 200 and 800 issues, beside others (make bench N=50: a minute)"
	@echo "make bench-search  measure the search in a browser, here and on 9,600 papers (make bench-search N=50: two minutes)"
	@echo "make volumes    build a small handbook in two volumes and check the references between them"
	@echo "make clean      remove what was built (make distclean: the environment too)"

$(VENV)/.site: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "The handbook needs Python 3.11 or newer; name one with: make PYTHON=python3.13 …" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.site
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --editable '.[test]'
	@touch $@

$(VENV)/.live: $(VENV)/.site
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --editable '.[live]'
	@touch $@

$(VENV)/.bench: $(VENV)/.site
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --editable '.[bench]'
	@touch $@

html: $(VENV)/.site
	$(SPHINX) -b html . $(BUILD)/html
	@echo "The handbook is in $(BUILD)/html; «make serve» shows it in a browser."

text latex: $(VENV)/.site
	$(SPHINX) -b $@ . $(BUILD)/$@

serve: $(VENV)/.live
	$(BIN)/sphinx-autobuild -b html -d $(BUILD)/doctrees --ignore '*/$(BUILD)/*' --ignore '*/.git/*' --watch extensions . $(BUILD)/html

test: $(VENV)/.test
	$(BIN)/python tests/browser.py
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/deno lint --quiet
	$(BIN)/deno check --quiet extensions/handbook/static/search/*.js
	$(BIN)/pytest -n $(JOBS)

test-clients: $(VENV)/.test
	$(BIN)/python -m tests.clients.programs
	$(BIN)/pytest tests/clients

$(VENV)/.fuzz: $(VENV)/.site
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --editable '.[fuzz]'
	@touch $@

fuzz: $(VENV)/.fuzz
	@mkdir -p $(BUILD)/fuzz
	$(BIN)/python -m tests.fuzz.run $(READER) -max_total_time=$(SECONDS) -artifact_prefix=$(BUILD)/fuzz/

addresses: $(VENV)/.test
	$(BIN)/python -m tests.site.test_addresses

guide: $(VENV)/.test
	$(BIN)/python -m tests.unit.cli.test_guide
	$(BIN)/python -m tests.unit.cli.test_another

linkcheck: $(VENV)/.site
	$(BIN)/sphinx-build -b linkcheck -d $(BUILD)/doctrees . $(BUILD)/linkcheck

bench: $(VENV)/$(if $(N),.site,.bench)
	$(BIN)/python -m benchmarks.run $(if $(N),--quick $(N),--publish) $(BENCH)

bench-search: $(VENV)/.test
	$(BIN)/python tests/browser.py
	$(BIN)/python -m benchmarks.search $(if $(N),$(N),800 --publish) $(BENCH)

volumes: $(VENV)/.site
	$(BIN)/python -m benchmarks.volumes $(BUILD)/volumes

clean:
	rm -rf $(BUILD)

distclean: clean
	rm -rf $(VENV)
