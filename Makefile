# make run: set up and run Tumen over raw/. make test: set up and run all tests. Both need only Python 3.11+ with pip, and make.
SHELL := /bin/sh
.DEFAULT_GOAL := run
.PHONY: run test shell faults bench bench-quick growth spark ui lint types docs lock audit check clean

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
RUNTIME := $(VENV)/.runtime
TOOLS := $(VENV)/.tools
TERMINAL := $(VENV)/.terminal
BENCH := $(VENV)/.bench
SPARK := $(VENV)/.spark
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate --no-strip-extras --no-emit-index-url --generate-hashes

run: $(RUNTIME)
	@$(BIN)/tumen run $(ARGS)

test: $(TOOLS)
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder $(ARGS)

# Open the published file in Harlequin, read-only, in this terminal.
shell: $(TERMINAL)
	@$(BIN)/tumen shell $(ARGS)

# The long tests of bad days: hundreds of killed runs, of publishes under readers, of hostile files. About an hour.
faults: $(TOOLS)
	@$(BIN)/python -m pytest -m faults $(ARGS)

ui: $(TOOLS)
	@$(BIN)/tumen ui

lint: $(TOOLS)
	@$(BIN)/ruff check .

types: $(TOOLS)
	@$(BIN)/mypy

check: $(TOOLS)
	@DAGSTER_DISABLE_TELEMETRY=1 $(BIN)/dagster definitions validate --module-name assets.definitions

# Write anew what the documentation shows of the sample reports: answers, printed facts, cookbook, data dictionary.
docs: $(TOOLS)
	@$(BIN)/python -m tests.test_docs
	@$(BIN)/python tests/bench/pages.py

# How fast it reads, beside spaCy and dateparser, on a newswire that npm fetches once; writes the table of docs/PERFORMANCE.md.
bench: $(BENCH)
	@$(BIN)/python tests/bench/bench.py --write $(ARGS)

# In a minute: has extraction become slower by a fifth since the last `make bench`? Compared with a plain search in the same run.
bench-quick: $(TOOLS)
	@$(BIN)/python tests/bench/bench.py --quick

# What a raw root, an increment and a whole corpus of growing size cost; make growth ARGS=1000000 takes hours on a small machine.
growth: $(TOOLS)
	@$(BIN)/python tests/bench/growth.py $(ARGS) --write

# What tumen run --engine spark needs besides Java: PySpark, half a gigabyte.
spark: $(SPARK)

# Renew the lock files from pyproject.toml; the only target that needs uv and a package index.
lock: $(RUNTIME)
	@$(PIP) install uv
	@$(COMPILE) pyproject.toml --group build --output-file requirements.lock
	@$(COMPILE) pyproject.toml --group build --extra dev --extra ui --constraints requirements.lock --output-file requirements-dev.lock
	@$(COMPILE) pyproject.toml --group build --extra shell --constraints requirements.lock --output-file requirements-shell.lock
	@$(COMPILE) pyproject.toml --group build --extra spark --constraints requirements.lock --constraints requirements-dev.lock --output-file requirements-spark.lock

# Ask the package index for known vulnerabilities of what the lock files pin; needs that network.
audit: $(RUNTIME)
	@$(PIP) install pip-audit
	@$(BIN)/pip-audit --require-hashes --disable-pip --requirement requirements.lock

clean:
	rm -rf $(VENV) .state build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find pipeline assets warehouse tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Tumen needs Python 3.11 or newer: install it, or say make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Setting up $(VENV) with $(PYTHON) ..."
	@$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing what Tumen needs (about a minute, once) ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(TOOLS): requirements-dev.lock $(RUNTIME)
	@echo "Installing the tools for tests and the UI ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(SPARK): requirements-spark.lock $(RUNTIME)
	@echo "Installing Spark (a minute, once) ..."
	@$(PIP) install --no-build-isolation --require-hashes -r requirements-spark.lock
	@touch $@

$(TERMINAL): requirements-shell.lock $(RUNTIME)
	@echo "Installing Harlequin for the shell ..."
	@$(PIP) install --require-hashes -r requirements-shell.lock
	@touch $@

$(BENCH): $(TOOLS)
	@echo "Installing what the benchmark compares with ..."
	@$(PIP) install --editable ".[bench]"
	@touch $@
