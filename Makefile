# Needs Python 3.11 or newer, and nothing else: make demo, make test.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DEMO_OUT ?= out/demo
# Sources are never built from: what is installed is what the lock names, hash by hash.
INSTALL := $(BIN)/python -m pip --disable-pip-version-check install --quiet
LOCKED := --require-hashes --only-binary :all:
COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet

.PHONY: help demo test check lint types contracts tests format lock train evaluate clean web web-check

help:
	@echo "make demo     set everything up in $(VENV) and run khabar on the sample reports"
	@echo "make test     style, types, import contracts and all tests"
	@echo "make format   put the code into its style"
	@echo "make train    train the learned judges anew and put them in their place (less than an hour)"
	@echo "make evaluate how right both readers are, the learned one on wars left out, by war and by event type"
	@echo "make web      build the web app's pages anew into src/khabar/web/static (needs Node.js 20.19 or newer)"
	@echo "make web-check  types and style of the web app's pages"
	@echo "make lock     write the locks anew (needs uv)"
	@echo "make clean    remove $(VENV), caches and the demo's output"

demo: $(VENV)/.run-ready
	@$(BIN)/khabar run samples --out $(DEMO_OUT)
	@echo "To look, check and correct in a browser: $(BIN)/khabar serve $(DEMO_OUT)"

test: check tests

check: lint types contracts

lint: $(VENV)/.dev-ready
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/.dev-ready
	@$(BIN)/mypy

contracts: $(VENV)/.dev-ready
	@$(BIN)/lint-imports

tests: $(VENV)/.dev-ready
	@$(BIN)/pytest -n auto -q

format: $(VENV)/.dev-ready
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

$(VENV)/.python-ready:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "khabar needs Python 3.11 or newer; say which with: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 1; }
	@echo "Making $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run-ready: $(VENV)/.python-ready requirements.lock pyproject.toml
	@echo "Installing khabar and what it needs (a minute or two, only now) ..."
	@$(INSTALL) $(LOCKED) -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev-ready: $(VENV)/.python-ready requirements-dev.lock pyproject.toml
	@echo "Installing khabar with its development tools ..."
	@$(INSTALL) $(LOCKED) -r requirements-dev.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.run-ready

include training/train.mk

evaluate: $(VENV)/.dev-ready
	@$(BIN)/python benchmarks/by_war.py

web: web/node_modules/.ready
	@cd web && node scripts/basemap.mjs && npm run --silent build

web-check: web/node_modules/.ready
	@cd web && npm run --silent check

web/node_modules/.ready: web/package-lock.json
	@cd web && npm ci --silent
	@touch $@

lock:
	$(COMPILE) --group build --output-file requirements.lock
	$(COMPILE) --group build --extra dev --constraint requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
