# Every chore of the project, one word each: `make help`. Needs GNU make and Python 3.11 or newer, nothing else.
.DEFAULT_GOAL := help
SHELL := /bin/sh
BIN := .venv/bin
# The first Python that is new enough; if there is none, plain python3 says itself that it is too old.
PYTHON ?= $(shell for name in python3 python3.11 python3.12 python3.13 python3.14; do \
	if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$name; exit; fi; \
	done; command -v python3)
# A command with a database: DATABASE_URL when given, otherwise the embedded PostgreSQL in ORDO_HOME.
WITH_DATABASE := $(BIN)/python -m ordo.config.launch.database
PYTEST := $(WITH_DATABASE) $(BIN)/python -m pytest
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

.PHONY: help
help: ## list every chore
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: python
python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Python жок: Python 3.11 же андан жаңысын орнотуңуз." >&2; \
		echo "Не хватает Python: установите Python 3.11 или новее." >&2; \
		echo "Python is missing: install Python 3.11 or newer." >&2; exit 1; fi

.PHONY: prepare
prepare: python ## make .venv with what the program needs
	@$(PYTHON) infra/prepare.py base

.PHONY: prepare-dev
prepare-dev: python ## make .venv with what developers need as well
	@$(PYTHON) infra/prepare.py dev

.PHONY: demo
demo: prepare ## start everything: database, four universities, web, worker (ORDO_PORT, ORDO_HOME, ORDO_SIZE)
	@exec env ORDO_STOP_WITH_PARENT=1 $(BIN)/ordo demo

# Pages of the design system are looked at in a browser too; they have a server and a browser of their own.
UI_IN_BROWSER := tests/platform/ui/test_pages.py tests/platform/ui/test_offline.py

.PHONY: test
test: prepare-dev compiled ## every test that needs no browser (ARGS="-k word" for some)
	@$(PYTEST) -n 2 --ignore=tests/browser --ignore=tests/benchmarks \
		$(addprefix --ignore=,$(UI_IN_BROWSER)) $(ARGS)

.PHONY: e2e
e2e: prepare-dev compiled ## the tests in a browser
	@$(PYTEST) $(UI_IN_BROWSER)
	@$(PYTEST) tests/browser $(ARGS)

.PHONY: bench
bench: prepare-dev compiled ## measure the hot paths
	@$(PYTEST) tests/benchmarks --benchmark-only --benchmark-min-rounds=20 $(ARGS)

.PHONY: lint
lint: prepare-dev ## style, format and the import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports

.PHONY: types
types: prepare-dev ## mypy --strict
	@$(BIN)/mypy

.PHONY: format
format: prepare-dev ## let ruff mend style and format
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: compiled
compiled:
	@$(BIN)/ordo messages compile

.PHONY: messages
messages: prepare-dev ## collect new strings of the sources into the catalogues, then compile and check them
	@$(BIN)/ordo messages collect
	@$(BIN)/ordo messages compile
	@$(BIN)/ordo messages check

.PHONY: schema
schema: prepare-dev ## write the snapshot of the GraphQL schema anew; read the difference
	@$(BIN)/ordo graphql-schema

.PHONY: screenshots
screenshots: prepare-dev compiled ## take the pictures of docs/screenshots from a running demo (needs chromium)
	@$(BIN)/python docs/screenshots/take.py

.PHONY: lock
lock: ## lock the dependencies of pyproject.toml with hashes (needs uv)
	$(LOCK) pyproject.toml --output-file infra/requirements/base.txt
	$(LOCK) pyproject.toml --extra dev --constraint infra/requirements/base.txt --output-file infra/requirements/dev.txt
	echo hatchling | $(LOCK) - --output-file infra/requirements/build.txt

.PHONY: wheel
wheel: prepare-dev compiled ## build the wheel that the container image holds
	@$(BIN)/pip wheel --no-deps --no-build-isolation --wheel-dir dist .
