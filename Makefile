# `make` lists the targets.
PYTHON ?= python3
VENV   ?= .venv
PORT   ?= 8000
FOLDER ?= demo
BIN     = $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo test lint check bench install install-tests lock

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

demo: install  ## make an invented newsroom in FOLDER and serve it on PORT
	@$(BIN)/masthead demo --folder $(FOLDER) --port $(PORT)

test: install-tests  ## run every test, on SQLite and on PostgreSQL
	@$(BIN)/python tests/run.py

lint: install-tests  ## hold the layers, the types, the style
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/djlint --quiet --lint src
	@node_modules/.bin/biome ci --error-on-warnings src

check: lint test  ## both

bench: install-tests  ## run every bench
	@for bench in bench/*.py; do $(BIN)/python $$bench || exit 1; done

install: $(VENV)/.runtime

install-tests: $(VENV)/.runtime $(VENV)/.tests

$(VENV)/.runtime: requirements/runtime.txt requirements/build.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.txt -r requirements/runtime.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.tests: requirements/test.txt package-lock.json $(VENV)/.runtime
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@$(BIN)/python tests/tools.py
	@touch $@

lock:  ## pin the newest allowed versions, with hashes
	@for part in build runtime test; do \
	  $(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	    --python-version 3.11 requirements/$$part.in -o requirements/$$part.txt || exit 1; done
