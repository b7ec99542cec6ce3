# `make` runs the main job from nothing, `make test` the tests from nothing.
SHELL := /bin/bash
.DEFAULT_GOAL := all
.PHONY: all test faults bench lint docs site publish verify cluster release audit lock clean browser

VENV := .venv
AXE := 4.14.1
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Tools that make a release, and no part of what runs the analysis.
TOOLS := .venv-release
SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))

# A .venv whose Python is gone, or is of another version, is made anew.
WORKS := $(shell "$(BIN)/python" -c '$(SUPPORTED)' 2>/dev/null && echo yes)
ifneq ($(WORKS),yes)
$(shell rm -f "$(READY)")
endif

# A user's own activated environment must not leak into ours.
unexport VIRTUAL_ENV PYTHONHOME PYTHONPATH CONDA_PREFIX

all: $(READY)
	@$(BIN)/python -m snakemake
	@$(BIN)/python scripts/summarise_run.py

test: $(READY)
	@$(BIN)/python -m pytest -n auto --dist worksteal

# Runs killed, stopped, out of disk, with damaged files: what comes out must be the same bytes (docs/faults.md).
faults: $(READY)
	@PYTHONPATH=benchmarks:tests/workflow $(BIN)/python -m faults

lint: $(READY)
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/snakefmt --check Snakefile workflow
	@$(BIN)/python -m snakemake --lint
	@$(BIN)/mypy

docs: $(READY)
	@$(BIN)/python scripts/write_docs.py

# A broken link, or a page that is not in the menu, is an error (`strict` in mkdocs.yml; `--quiet` would undo it).
site: $(READY)
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build
	@echo "The site is in site/; open site/index.html."

# For the tests in a browser: without it they leave out what it judges, and say so.
browser: $(READY)
	@npm install --silent --no-save --no-package-lock --ignore-scripts --prefix $(VENV) axe-core@$(AXE)

publish: all
	@$(BIN)/python scripts/publish_gallery.py
	@$(BIN)/python scripts/write_docs.py

verify: all
	@$(BIN)/python scripts/verify_gallery.py

# The analysis once more, on a SLURM of two nodes on this machine, and its results beside those made without.
cluster: all
	@tests/workflow/slurm.sh $(BIN)/python -m snakemake --workflow-profile profiles/slurm --config results=results-slurm
	@$(BIN)/python benchmarks/slurm_results.py results results-slurm

release: $(READY) $(TOOLS)/.ready
	@PYTHONPATH=src:scripts $(TOOLS)/bin/python scripts/make_release.py $(CURDIR)/$(BIN)/python

# Exit code 1: a package has a known flaw; 2: some or all could not be looked up.
audit: $(TOOLS)/.ready
	@$(TOOLS)/bin/python scripts/audit_lock.py requirements.lock requirements-release.lock

# Ratios that hold on any machine; some ten minutes where nothing else runs. SIZES are million bytes of text.
SIZES := 1 10 100 1000
bench: $(READY)
	@rm -f .bench/ratios.csv
	@mkdir -p .bench
	@$(BIN)/python benchmarks/throughput.py corpora --kept .bench --sizes $(SIZES) --csv .bench/ratios.csv
	@$(BIN)/python benchmarks/main_job.py --csv .bench/ratios.csv
	@$(BIN)/python benchmarks/history.py .bench/ratios.csv

lock: $(READY)
	@$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-emit-index-url --no-emit-find-links --extra fast --extra cluster --extra test --extra docs --extra lint \
	    --quiet pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-emit-index-url --no-emit-find-links --quiet --group release -o requirements-release.lock

clean:
	rm -rf results/{tables,figures,report,work,logs,topics,appendix,aside} results-slurm site

$(TOOLS)/.ready: requirements-release.lock | $(READY)
	@$(BIN)/python -m venv --clear $(TOOLS)
	@$(BIN)/uv pip install --quiet --python $(TOOLS)/bin/python --require-hashes -r requirements-release.lock
	@touch "$@"

$(READY): requirements.lock pyproject.toml
	@python=; for candidate in $${PYTHON:-python3 python3.13 python3.12 python3.11}; do \
	    if "$$candidate" -c '$(SUPPORTED)' 2>/dev/null; then python="$$candidate"; break; fi; done; \
	if [ -z "$$python" ]; then \
	    echo "chengyan needs Python 3.11, 3.12 or 3.13; name one: make PYTHON=/path/to/python3.12" >&2; exit 1; fi; \
	[ "$(WORKS)" = yes ] || "$$python" -m venv --clear "$(VENV)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip install --quiet --python "$(BIN)/python" --compile-bytecode --require-hashes -r requirements.lock
	@$(BIN)/uv pip install --quiet --python "$(BIN)/python" --no-deps --editable .
	@# Relative, the path to src survives a move of the folder, and Python 3.11 reads it in any locale.
	@for path in $(VENV)/lib/python*/site-packages/_*chengyan*.pth; do echo ../../../../src > "$$path"; done
	@touch "$@"
