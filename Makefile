# Every target sets up what it needs; a fresh machine needs Python 3.11 or newer, git and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
# One process a core with one thread each: small tensors gain nothing from threads, and lose much when the machine is busy.
PYTEST := OMP_NUM_THREADS=1 $(BIN)/python -m pytest --numprocesses auto --dist loadfile

.PHONY: demo test slow check bench docs web clean

demo: $(VENV)/.demo  ## train, build an atlas and open the explorer; NO_SERVE=1 stops before serving
	$(BIN)/latlas demo

test: $(VENV)/.test  ## the fast suite
	$(PYTEST) -m "not slow"

slow: $(VENV)/.test $(VENV)/.docs $(VENV)/.projections  ## what the fast suite leaves out
	$(PYTEST) -m slow --durations 25 --durations-min 20

check: $(VENV)/.test $(VENV)/.check  ## lint, format, types, walls between the rooms
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.bench  ## all benchmarks, side by side; minutes each
	$(BIN)/python -m benchmarks

docs: $(VENV)/.docs  ## the documentation as a site in ./site
	$(BIN)/python docs/generate_models.py
	$(BIN)/python docs/generate_cli.py
	$(BIN)/mkdocs build --strict

web:  ## rebuild the explorer's page; needs Node 20 or newer
	cd web && npm ci --no-audit --no-fund && npm test && npm run build

clean:
	rm -rf $(VENV) site latlas-demo

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: $(BIN)/python pyproject.toml constraints.txt
	$(INSTALL) --editable .
	@touch $@

$(VENV)/.%: $(BIN)/python pyproject.toml constraints.txt
	$(INSTALL) --editable ".[$*]"
	@touch $@
