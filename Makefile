# make start: the whole site.   make test: the whole suite.   Everything else: make help.
.POSIX:
.SUFFIXES:
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: help start test test-postgres lint audit format bench torture doctor lock clean

help: ## what there is
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' Makefile

start: $(VENV)/site.stamp ## the whole site, at http://127.0.0.1:8000/ (or PORT=...)
	@exec $(BIN)/python -m config.processes.start

test: $(VENV)/dev.stamp ## the whole suite, two tests at a time: unit, real Redis and worker, real browser
	@exec $(BIN)/python -m pytest -n 2 --dist worksteal

test-postgres: $(VENV)/dev.stamp ## on a PostgreSQL of its own: all that touches a database (ALL=1: the whole suite)
	@exec $(BIN)/python -m tests.postgres $(BIN)/python -m pytest -n 2 --dist worksteal \
		$$(test -n "$$ALL" || echo --touching-a-database)

lint: $(VENV)/dev.stamp ## style, types, templates, layers, migrations, deployment checks
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy .
	$(BIN)/lint-imports --no-logo
	git ls-files -z '*.html' | xargs -0 $(BIN)/djade --check --target-version 5.2
	git ls-files -z '*.html' | xargs -0 $(BIN)/djhtml --check --tabwidth 2
	$(BIN)/python manage.py makemigrations --check --dry-run
	DEBUG=0 PUBLIC_HOST=lint.example SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(48))') \
		$(BIN)/python manage.py check --deploy --fail-level WARNING

audit: $(VENV)/dev.stamp ## known vulnerabilities of the pinned packages, where PyPI can be asked
	@exec $(BIN)/python requirements/audit.py

format: $(VENV)/dev.stamp ## let the formatters have their way
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	git ls-files -z '*.html' | xargs -0 $(BIN)/djade --target-version 5.2
	git ls-files -z '*.html' | xargs -0 $(BIN)/djhtml --tabwidth 2

bench: $(VENV)/dev.stamp ## measure, and print ratios of one run; PART=name for one part of it
	@exec $(BIN)/python -m benchmarks $(PART)

torture: $(VENV)/dev.stamp ## every fault that the site must bear, and a table (or one: FAULT=worker; SEED=...)
	@exec $(BIN)/python -m benchmarks.torture $(FAULT) $(if $(SEED),--seed $(SEED))

lock: ## pin and hash requirements/*.in again (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
		requirements/site.in --output-file requirements/site.txt
	uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
		--constraints requirements/site.txt requirements/dev.in --output-file requirements/dev.txt
	uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
		--constraints requirements/dev.txt requirements/optimiser.in --output-file requirements/optimiser.txt
	uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
		--constraints requirements/site.txt requirements/tracing.in --output-file requirements/tracing.txt

doctor: $(VENV)/site.stamp ## what is wrong with the site that make start runs here, and what to do
	@exec $(BIN)/python -m config.processes.examine

clean: ## forget the virtual environment and everything the site wrote
	rm -rf $(VENV) var

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name one like this: make PYTHON=python3.12 start" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "This Python cannot make virtual environments; install its venv module (Debian: python3-venv)" >&2; exit 1; }

$(VENV)/site.stamp: $(BIN)/python requirements/site.txt
	@echo "Installing what the site needs (once) ..."
	@$(PIP) -r requirements/site.txt
	@touch $@

$(VENV)/dev.stamp: $(BIN)/python requirements/dev.txt
	@echo "Installing what the tests need (once) ..."
	@$(PIP) -r requirements/dev.txt
	@touch $@ $(VENV)/site.stamp
