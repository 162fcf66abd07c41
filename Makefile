# Each target installs what it needs, once, into this folder; nothing is asked of the machine
# but Python 3.11, make and git. 'make' alone lists the targets.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help reports test quick cover lab bench notebooks docs messages lock clean ready lab-ready

# Another environment of the user's must not reach into this one.
unexport VIRTUAL_ENV PYTHONPATH PYTHONHOME PYTHONSTARTUP CONDA_PREFIX RAPOR_HOME
unexport PYTEST_ADDOPTS DVC_ROOT JUPYTER_PATH JUPYTER_CONFIG_DIR
unexport UV_PROJECT_ENVIRONMENT UV_PYTHON PIP_TARGET PIP_USER PIP_PREFIX
# Without compiled modules each of the pipeline's processes would compile thousands anew.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONNOUSERSITE := 1
export DVC_NO_ANALYTICS := 1

ROOT := $(CURDIR)
VENV := .venv
LAB := .venv-lab
# The first of these names that is a Python 3.11 or later; what else is missing, the script tells.
SET_UP = @for name in "$${PYTHON:-python3.11}" python3 python; do \
  "$$name" -ISc 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && \
    exec "$$name" .ci/environment.py $(1) $(2); done; \
  echo "Missing: Python 3.11 or later. On Debian 12: apt-get install python3.11-venv git" \
    "(elsewhere name it with PYTHON=/path/to/python3.11)" >&2; exit 3
IN := PATH="$(ROOT)/$(VENV)/bin:$$PATH"
# What is pinned can be installed by the oldest Python that pyproject.toml allows.
OLDEST = $(shell sed -n 's/^requires-python = ">=\([0-9.]*\)".*/\1/p' pyproject.toml)
# One lock for Linux, macOS and Windows and every Python from that one on.
COMPILE = --universal -p $(VENV)/bin/python --python-version $(OLDEST) --generate-hashes \
  --no-annotate --no-header --no-emit-index-url -q

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

reports: ready  ## make every report of params.yaml, and say where it is
	@$(IN) python -m rapor.run.repro
	@# The lock file notes executable bits, which differ between file systems and mean nothing here.
	@sed '/^ *isexec: true$$/d' dvc.lock > $(VENV)/dvc.lock && \
	  { cmp -s $(VENV)/dvc.lock dvc.lock || cp $(VENV)/dvc.lock dvc.lock; }
	@echo && echo "Start here, all reports are found from it:" && ls -1 reports/index.html
	@echo "The reports:" && ls -1 reports/*/*/*.html

test: ready  ## lint, types, every test, and the notebooks as they are stored
	$(IN) ruff check .
	$(IN) ruff format --check .
	$(IN) mypy
	$(IN) pytest -n 2 --dist loadscope
	$(IN) pytest --nbval notebooks/*.ipynb --nbval-sanitize-with tests/notebooks/sanitize.cfg

quick: ready  ## in half a minute: lint, types, and the tests of the rooms that you changed
	@$(IN) sh .ci/quick

cover: ready  ## every test, and how much of src they run through, with the lines that none does
	$(IN) pytest -n 2 --dist loadscope --cov=rapor --cov-branch --cov-report=term-missing:skip-covered

lab: lab-ready  ## JupyterLab at the start notebook
	PATH="$(ROOT)/$(LAB)/bin:$$PATH" jupyter lab --notebook-dir=. --LabApp.default_url=/lab/tree/notebooks/00_start.ipynb

bench: ready  ## measure seconds, memory, sizes, sown errors, or STEPS="formats commands"; writes to bench/ only
	$(IN) STEPS="$(STEPS)" PYTHONPATH=tests python tests/bench/measure.py

notebooks: ready  ## run the notebooks with their defaults and keep the outputs in them
	for name in $(basename $(notdir $(wildcard notebooks/*.ipynb))); do $(IN) rapor run $$name --store || exit; done

docs: ready  ## write the documents that are made from code and data
	$(IN) python -m rapor.run.pipeline
	$(IN) python -m rapor.run.dictionary
	$(IN) python -m rapor.run.rule_book
	$(IN) python -m rapor.run.coverage
	$(IN) python -m rapor.run.schemas

messages: ready  ## bring the Indonesian catalogue in step with what the code says
	$(IN) pybabel -q extract -F pyproject.toml --no-location --sort-output -o $(VENV)/rapor.pot src/rapor
	$(IN) pybabel -q update -i $(VENV)/rapor.pot -d src/rapor/locale -D rapor \
	  --ignore-obsolete --ignore-pot-creation-date --no-wrap
	@echo "Translate what is empty or fuzzy in src/rapor/locale/id/LC_MESSAGES/rapor.po"

lock: ready  ## pin the dependencies anew; UPGRADE=--upgrade takes newer versions
	$(IN) uv pip compile pyproject.toml --extra dev $(COMPILE) $(UPGRADE) -o requirements.lock
	$(IN) uv pip compile pyproject.toml --extra dev --extra lab -c requirements.lock $(COMPILE) $(UPGRADE) -o requirements-lab.lock
	$(IN) uv pip compile pyproject.toml --extra dev --extra scan -c requirements.lock $(COMPILE) $(UPGRADE) -o requirements-scan.lock
	$(IN) uv pip compile pyproject.toml --extra dev --extra cluster -c requirements.lock $(COMPILE) $(UPGRADE) -o requirements-cluster.lock

clean:  ## remove what was made: reports, derived data, caches; not the environments
	find reports data/processed -mindepth 1 ! -name .gitignore -delete
	rm -rf bench .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests notebooks -name __pycache__ -type d -prune -exec rm -rf {} +

ready:
	$(call SET_UP,$(VENV),requirements.lock)

lab-ready:
	$(call SET_UP,$(LAB),requirements-lab.lock)
