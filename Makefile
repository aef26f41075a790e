# `make` alone prints what there is to make.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test lint bench demo lock clean

PYTHON ?= $(shell for p in python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$p && break; done)
PY := .venv/bin/python
PORT ?= 8501
INSTALL := .venv/bin/pip install --quiet --disable-pip-version-check --require-hashes
COMPILE := .venv/bin/uv pip compile --quiet --no-header --generate-hashes \
	--universal --python-version 3.11 $(if $(UPGRADE),--upgrade)

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS='	' read -r name what; \
	do printf '  make %-7s %s\n' "$$name" "$$what"; done

run: .venv/installed ## build the warehouse, serve http://localhost:8501; PORT=8599 takes another
	@# A refused build leaves the old warehouse, which then serves.
	-$(PY) -m ingest build
	$(PY) -m streamlit run dashboard.py --server.port $(PORT)

test: .venv/installed-dev ## every test; installs Chromium through apt if it may
	@.ci/test

lint: .venv/installed-dev ## ruff, sqlfluff and the type checker
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m sqlfluff lint --processes 2 queries
	.venv/bin/ty check

bench: .venv/installed-dev ## how long the questions, the pages and a large import take
	$(PY) -m tests.bench

demo: .venv/installed ## a made-up province in data/demo
	$(PY) -m tests.made_up province --out data/demo

lock: .venv/installed-dev ## requirements*.in to locks; UPGRADE=1 takes newer versions
	$(COMPILE) requirements.in --output-file requirements.txt
	$(COMPILE) requirements-dev.in --output-file requirements-dev.txt
	@! grep -nE '^ *--(index|extra|find|trusted)|://| @ |[ "=](/|[A-Z]:\\)' requirements.txt requirements-dev.txt

clean: ## remove the environment and every cache; figures stay
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# pip, not python: a machine without python3-venv leaves a python and no pip.
.venv/bin/pip:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: apt install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "On Debian and Ubuntu: apt install $(notdir $(PYTHON))-venv" >&2; exit 1; }

.venv/installed: requirements.txt | .venv/bin/pip
	$(INSTALL) -r requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt requirements.txt | .venv/bin/pip
	$(INSTALL) -r requirements-dev.txt
	@touch $@ .venv/installed
