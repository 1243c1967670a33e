# Everything from nothing: `make demo` or `make test`. Needs git and Python 3.12 or newer, no more.

UV = uv>=0.9,<1
PYTHONS = python3.13 python3.12 python3 /usr/bin/python3
BIN = .venv/bin
.DEFAULT_GOAL := help

.PHONY: help install demo test lint format bench accuracy

help:
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' Makefile

install: .venv/installed ## the environment: .venv, from uv.lock

demo: install ## the site with the sample articles, at http://127.0.0.1:8000
	@$(BIN)/python manage.py demo

test: install ## the whole test suite
	@$(BIN)/python -m pytest -n auto --dist loadgroup

lint: install ## style, types, layers, templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/djade --check $$(git ls-files 'templates/*.html')
	$(BIN)/djlint --lint templates

bench: install ## how fast it is, beside stated references; ARTICLES=1000000 for the largest archive
	@$(BIN)/uv sync --quiet --locked --group bench
	@$(BIN)/python -m tests.benchmarks.bench_search --articles $(or $(ARTICLES),10000)
	@$(BIN)/python -m tests.benchmarks.bench_extraction
	@$(BIN)/python -m tests.benchmarks.bench_import

accuracy: install ## measure how right the machine is, for the site and the documents
	@$(BIN)/python manage.py evaluate --write

format: install ## put code and templates into the house's style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djade $$(git ls-files 'templates/*.html')

.venv/installed: uv.lock pyproject.toml .venv/bootstrapped
	@$(BIN)/uv sync --locked --no-python-downloads --python $(BIN)/python
	@touch $@

# The first Python that will do; uv comes from the package index, into the environment itself.
.venv/bootstrapped:
	@for python in $(PYTHONS); do \
	    "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && break; python=; \
	done; \
	if [ -z "$$python" ]; then \
	    echo "Newsroom needs Python 3.12 or newer; here is $$(python3 --version 2>/dev/null || echo none)." >&2; exit 1; \
	fi; \
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
	    echo "$$python lacks the module venv: install it (on Debian: apt-get install python3-venv)." >&2; exit 1; \
	fi; \
	echo "Making .venv with $$("$$python" --version) …"; \
	"$$python" -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check '$(UV)'
	@touch $@
