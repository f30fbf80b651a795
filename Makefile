# make run · make test : the two commands of the README. Everything happens in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE := facts/examples/qinghe-water/report.md
# Three workers on the two cores that the project plans for: some tests wait for browsers, servers and databases.
PYTEST := $(BIN)/python -m pytest

.PHONY: run test lint unit spark evidence bench docs pages lock clean

$(VENV)/.installed: pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

run: $(VENV)/.installed
	$(BIN)/youju audit $(SAMPLE)

test: lint unit

lint: $(VENV)/.installed
	$(BIN)/ruff check --no-cache engine tests docs
	$(BIN)/ruff format --check engine tests docs
	$(BIN)/pyright
	$(BIN)/lint-imports

# The language server that editors run, for tests/editor; without npm or the network these tests say so and are skipped.
build/editor/.installed: tests/editor/package.json tests/editor/package-lock.json
	mkdir -p build/editor
	cp tests/editor/package.json tests/editor/package-lock.json tests/editor/.npmrc build/editor/
	if npm ci --prefix build/editor --ignore-scripts --silent; then touch $@; else echo "no language server: tests/editor is skipped"; fi

# What looks for barriers on the pages of the workbench, for tests/web/browser; the same holds for it.
build/browser/.installed: tests/web/browser/package.json tests/web/browser/package-lock.json
	mkdir -p build/browser
	cp tests/web/browser/package.json tests/web/browser/package-lock.json tests/web/browser/.npmrc build/browser/
	if npm ci --prefix build/browser --ignore-scripts --silent; then touch $@; else echo "no axe: its tests are skipped"; fi

unit: $(VENV)/.installed build/editor/.installed build/browser/.installed
	$(PYTEST) -n 3 --dist worksteal -m "not evidence and not bench"

# The same rubric on Spark: pyspark goes into the environment only here; Java 17 or later is the user's.
spark: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-spark.lock
	$(PYTEST) tests/spark

# What explanations claim comes last, so that its counts stand at the end; `make evidence DEPARTMENTS=100` is a tenth of it.
DEPARTMENTS ?= 1000
EXPLAINED := tests/evidence/test_explained_departments.py
evidence: $(VENV)/.installed
	$(PYTEST) -m evidence -s --ignore $(EXPLAINED)
	DEPARTMENTS=$(DEPARTMENTS) $(PYTEST) -m evidence -s $(EXPLAINED)

# `ENGINES='Spark|Polars'` is a pattern of the engines whose table is measured, DEPARTMENTS and ROUNDS how much.
bench: $(VENV)/.installed
	$(PYTEST) -m bench -s

docs: $(VENV)/.installed
	$(BIN)/python -m sphinx -W --keep-going -q -b html -d build/trees docs build/site

# What is made and committed: the page of an indicator beside its card, the page of commands, the answers on the page
# that leads through them, the change of a rubric, the numbers of the sample, the pictures of its graph and of the workbench.
pages: $(VENV)/.installed
	for rubric in rules/*/; do $(BIN)/youju rubric export $$rubric --pages $$rubric || exit 1; done
	for page in command_reference ten_minutes next_year_page what_if_page explanations_page sample_numbers graph_picture roles_table workbench_picture; do $(BIN)/python tests/docs/$$page.py || exit 1; done

# The lock records hashes and no host; it is made on the oldest Python that is supported and serves the newer ones.
lock:
	$(BIN)/pip-compile --quiet --extra dev --extra docs --extra prove --extra pictures --extra population --extra compiled --extra web --extra postgres --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url \
	  --no-emit-find-links --no-emit-trusted-host --no-header --no-annotate --output-file requirements.lock pyproject.toml
	echo "pyspark>=4" | $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url \
	  --no-emit-find-links --no-emit-trusted-host --no-header --no-annotate --output-file requirements-spark.lock -

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis dist build
