# Two commands are enough: `make briefs` builds everything, `make test` tests everything.
# Both first set up what is missing, and neither does it twice.

PYTHON ?= $(or $(shell command -v python3.11 || command -v python3),python3)
JOBS ?= 2

VENV := .venv
BIN := $(VENV)/bin
# Named after what it holds: another lock or another Python is another environment.
PACKAGES := $(VENV)/packages-$(shell { $(PYTHON) --version; cat requirements.lock; } | cksum | cut -d' ' -f1)
READY := $(VENV)/ready

.DEFAULT_GOAL := help
.PHONY: help setup briefs check test long catalogue conformance bench torture audit wheel lock clean distclean pango dictionaries referees

help:
	@echo 'make briefs       build all briefs into out/'
	@echo 'make check        check the content'
	@echo 'make test         lint, layout, types and both suites: the engine (tests/) and the topic (content/tests/)'
	@echo 'make long         the tests that try a thing in all ways that there are: every input, every step, every guide'
	@echo 'make catalogue    the words of the templates into templates/locale/*.po, for their translators'
	@echo 'make conformance  what was built, before veraPDF, the Nu HTML checker and axe-core, the workflows, and the tests that need them'
	@echo 'make bench        what commands, rendering, finishing and the live preview cost and how they grow, what source'
	@echo '                  marks take, how often verify refuses what is honest and, with BRIEFS_SOURCES=DIR, what it would notice'
	@echo '                  (make bench BENCH="--only claim" for one row of costs, BENCH=--again for what was measured before)'
	@echo 'make torture      spoiled projects, attacks, kills and full disks, seeded; a run that was stopped goes on'
	@echo 'make audit        known vulnerabilities of all that is locked; fails where nobody could be asked'
	@echo 'make wheel        the program as a wheel in dist/'
	@echo 'make lock         resolve the newest versions that pyproject.toml allows into requirements.lock'
	@echo 'make clean        remove what was built; make distclean removes all that was set up too'

briefs: pango $(READY)
	$(BIN)/python build.py

check: pango $(READY)
	$(BIN)/python build.py check

test: pango dictionaries $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest -n $(JOBS) --dist worksteal

long: pango dictionaries $(READY)
	$(BIN)/pytest -n $(JOBS) --dist worksteal -m long

catalogue: $(READY)
	$(BIN)/python -m tools.catalogue

conformance: referees briefs
	$(BIN)/python -m tools.workflows
	$(BIN)/python -m conformance.referees out
	$(BIN)/python build.py build --audience alle --audience full --format docx --out .cache/word
	$(BIN)/python -m conformance.word .cache/word
	$(BIN)/python build.py pack --duplex
	for papers in packs/*/; do $(BIN)/python -m conformance.referees "$$papers" || exit 1; done
	$(BIN)/pytest -m 'long or not long' tests/test_conformance.py tests/serve/test_browser.py $(wildcard content/tests/test_conformance.py)

bench: pango $(READY)
	$(BIN)/python tools/packages.py --require-hashes --only-binary :all: --no-deps --upgrade --target .cache/bench/packages -r requirements-bench.lock
	-$(BIN)/python benchmarks/costs.py --peers .cache/bench/packages --write docs/performance.md $(BENCH)
	$(BIN)/python benchmarks/rendering.py
	$(BIN)/python benchmarks/finishing.py
	$(BIN)/python benchmarks/marks.py
	$(BIN)/python benchmarks/serving.py
	-$(BIN)/python benchmarks/many_paragraphs.py --corpora tests/corpora
	$(BIN)/python benchmarks/evidence.py --corpora tests/corpora
	$(BIN)/python benchmarks/evidence.py --corpora tests/corpora --aside
	$(BIN)/python benchmarks/classes.py --corpora tests/corpora
	$(BIN)/python benchmarks/classes.py --corpora tests/corpora --aside
	$(if $(BRIEFS_SOURCES),$(BIN)/python benchmarks/classes.py --sources '$(BRIEFS_SOURCES)')
	$(if $(BRIEFS_SOURCES),$(BIN)/python benchmarks/mutations.py --sources '$(BRIEFS_SOURCES)')

torture: pango $(READY)
	$(BIN)/python -m benchmarks.torture --jobs $(JOBS)

audit: $(READY)
	$(PYTHON) -m venv --clear .cache/audit
	.cache/audit/bin/python tools/packages.py --require-hashes --only-binary :all: -r requirements-audit.lock
	.cache/audit/bin/python tools/audit.py

wheel: $(READY)
	$(BIN)/python -m hatchling build -t wheel -d dist

lock: $(READY)
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --group dev --extra cluster --extra documents --extra docx --extra serve --generate-hashes \
		--no-emit-index-url --custom-compile-command 'make lock' --output-file requirements.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --group audit --generate-hashes \
		--no-emit-index-url --custom-compile-command 'make lock' --output-file requirements-audit.lock
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --group bench --generate-hashes \
		--no-emit-index-url --custom-compile-command 'make lock' --output-file requirements-bench.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --extra documents --generate-hashes --constraint requirements.lock \
		--no-emit-index-url --no-annotate --no-header --output-file briefs/skeleton/requirements.lock pyproject.toml

clean:
	rm -rf out dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

distclean: clean
	rm -rf $(VENV) .cache

setup: pango dictionaries $(READY)

pango dictionaries referees:
	@$(PYTHON) tools/system.py $@

$(PACKAGES):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Python 3.11 or later is needed: make PYTHON=python3.11' >&2; exit 1; }
	@echo 'Setting up the Python packages of requirements.lock in $(VENV): once, a minute or so …'
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python tools/packages.py --require-hashes --only-binary :all: -r requirements.lock
	@touch $@

$(READY): $(PACKAGES) pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
