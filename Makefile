# What can be typed here. `make` alone lists it. Everything is installed in .venv, nowhere else.
# PORT=8050 make demo    another port          PYTHON=/path/to/python3.12 make demo    another Python
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo install assets test check bench crash reliability clean
PY := .venv/bin/python
export PYTHON
export USAGRAPH_PORT := $(or $(PORT),$(USAGRAPH_PORT))

help:  ## This list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

demo: .venv/.runtime  ## Construit le graphe des exemples et l'ouvre sur 127.0.0.1 / builds the example graph and serves it
	@echo "==> Démonstration : graphe construit à partir de examples/ (Ctrl+C pour arrêter)"
	@echo "==> Demonstration: graph built from examples/ (Ctrl+C to stop)"
	@$(PY) -m usagraph demo

install: .venv/.runtime  ## Installe usagraph dans .venv / installs usagraph in .venv
	@echo "==> Prêt / ready: .venv/bin/usagraph --help"

assets: .venv/.runtime  ## Ajoute l'éditeur de la page SPARQL / adds the editor of the SPARQL page
	@echo "==> Éditeur SPARQL (npm) / SPARQL editor (npm)"
	@$(PY) scripts/make_assets.py

test: .venv/.dev  ## Lance les tests / runs the tests
	@echo "==> Tests (pytest)"
	@$(PY) -m pytest -q --cov --cov-report=term:skip-covered

check: .venv/.dev  ## Style, types, couches / lint, types, layers
	@echo "==> Style (ruff)"
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@echo "==> Types (mypy)"
	@$(PY) -m mypy
	@echo "==> Couches / layers (import-linter)"
	@.venv/bin/lint-imports

bench: .venv/.dev  ## Mesures affichées, sans seuil / measures, printed only
	@$(PY) -m pytest tests/bench -q -s -o python_files='bench_*.py test_*.py'

crash: .venv/.dev  ## Tue 200 commandes à des moments au hasard / kills 200 commands at random moments
	@$(PY) tests/ingest/crashes.py 100 100 7

reliability: .venv/.dev  ## Refait les chiffres publiés / measures extraction again, for docs/extraction.md
	@$(PY) scripts/make_reliability.py

clean:  ## Efface ce qui se refait, sauf .venv / removes what can be made again, .venv apart
	@rm -rf build dist demo-workspace .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +

# A stamp is newer than the locks when what they name is installed: a second call costs nothing.
.venv/.runtime: requirements.lock pyproject.toml scripts/install.sh
	@sh scripts/install.sh requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock pyproject.toml scripts/install.sh
	@sh scripts/install.sh requirements-dev.lock
	@touch $@ .venv/.runtime
