# Two commands on a fresh machine: `make demo` and `make test`. They need Python 3.11 to 3.13 and make, nothing else.
PYTHON ?= python3
BIN := .venv/bin
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup demo demo-fresh up test check bench docs secrets fmt lock clean

help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Fetch and check everything (done by the others when needed)
	@command -v $(PYTHON) >/dev/null || { \
	  echo "Không thấy $(PYTHON): hãy cài Python 3.11, 3.12 hoặc 3.13."; \
	  echo "$(PYTHON) was not found: install Python 3.11, 3.12 or 3.13."; exit 1; }
	@$(PYTHON) deploy/setup.py

demo: setup ## Play the 2023 conference; more with ARGS="--once --speed 120"
	@$(BIN)/diemcau demo $(ARGS)

demo-fresh: setup ## The same, forgetting the last one
	@$(BIN)/diemcau demo --fresh $(ARGS)

up: setup ## Kafka, store, services and gateway, in the foreground
	@$(BIN)/diemcau up $(ARGS)

test: check ## Everything: set-up, checks, all tests (some with ARGS="tests/deploy -k store")
	@if ls tests/*/*.test.js >/dev/null 2>&1; then $(BIN)/node --test 'tests/*/*.test.js'; fi
	@$(BIN)/python -m pytest $(ARGS)

check: setup ## Style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@if [ -f tsconfig.json ]; then $(BIN)/node node_modules/typescript/bin/tsc --noEmit; fi

bench: setup ## Measure: a table, and one JSON object a line
	@$(BIN)/python -m tests.bench $(ARGS)

docs: setup ## Write docs/events.md anew
	@$(BIN)/python -m deploy.docs

secrets: ## Write .env for docker compose
	@$(PYTHON) deploy/make_secrets.py

fmt: setup ## Put the source into shape
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

lock: setup ## Write the requirements*.txt anew after a change of a requirements*.in
	@for name in requirements requirements-dev requirements-uv; do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	    --no-emit-index-url --no-header --no-annotate $$name.in --output-file $$name.txt || exit 1; done

clean: ## Forget .venv, node_modules and the demo's state; the download cache stays
	@rm -rf .venv node_modules .diemcau .mypy_cache .pytest_cache .ruff_cache .hypothesis
