# Portal Kemitraan Desa. `make run` serves it with sample data, `make test` proves it. `make help` lists the rest.

PORT ?= 8000
HOST ?= 127.0.0.1
BIN := .venv/bin
# Any Python from 3.11 on; say PYTHON=/path/to/python to choose one.
PYTHON ?= $(shell .ci/python)
PYTEST_ARGS ?=
# A file of tests shares what it has set up, so it stays in one process; long ones come early. Three processes
# on two cores, because tests of servers and browsers wait half of their time.
SIDE_BY_SIDE := -n 3 --dist loadfile --no-loadscope-reorder
# Start-up is ten times slower without compiled bytecode.
unexport PYTHONDONTWRITEBYTECODE
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help run wheel test test-sqlite test-postgresql check format bench torture torture-forms torture-pages torture-routes demo-reset i18n lock migration clean
.DEFAULT_GOAL := help

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .make/run ## serve the portal with sample data on http://127.0.0.1:8000 (PORT=8000)
	@PORTAL_DEMO=1 $(BIN)/portal init
	@PORTAL_DEMO=1 exec $(BIN)/portal serve --host $(HOST) --port $(PORT)

test: test-sqlite test-postgresql ## all tests, on SQLite with a real browser, then on PostgreSQL

test-sqlite: .make/dev .make/system
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) -m "not long" $(PYTEST_ARGS)

test-postgresql: .make/dev .make/system
	.ci/with-postgresql $(BIN)/python -m pytest $(SIDE_BY_SIDE) -m "not browser and not sqlite and not long" $(PYTEST_ARGS)

check: .make/dev ## lint, format, types and the directions in which rooms may look
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .make/dev ## put the code into the house's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

wheel: .make/dev ## write dist/*.whl for a real installation
	$(BIN)/python -m build --wheel --no-isolation --outdir dist .

bench: .make/dev ## measure the portal beside a minimal Flask page (about six minutes; BENCH_MEASUREMENTS=100000 for fewer)
	$(BIN)/python -m bench

torture: .make/dev ## kill -9 the server 100 times under eight writers; KILLS=10 for a short run
	$(BIN)/python -m tests.torture $(if $(KILLS),--kills $(KILLS))

torture-pages: .make/dev ## every page on a desktop too, dark, and every way with scripts and without (`make test` takes one)
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) -m long $(PYTEST_ARGS)

torture-routes: .make/dev ## every route for every role, on everybody's things (`make test` asks those who may, and every fourth of the others)
	ROUTES_SHARE=1 $(BIN)/python -m pytest tests/contracts/test_routes.py $(PYTEST_ARGS)

torture-forms: .make/dev ## every hostile value on every page and field (`make test` tries two on each, in turn)
	HOSTILE_EACH=27 $(BIN)/python -m pytest tests/contracts/test_hostile_input.py $(PYTEST_ARGS)

demo-reset: .make/run ## throw the sample data away and load it afresh
	PORTAL_DEMO=1 $(BIN)/portal demo --reset

i18n: .make/dev ## collect the texts of pages, update the catalogues and compile them
	.ci/i18n

lock: .make/dev ## choose new versions of all dependencies and write them down with their hashes
	$(BIN)/pip install -q uv
	.ci/lock

migration: .make/dev ## write the next migration from the models: NAME=add_bridge, REPLACE=1 to redo one not yet released, PLUGIN=multilateral for a plugin's
	$(BIN)/python -m portal.migrations.generate $(NAME) $(if $(PLUGIN),--plugin $(PLUGIN)) $(if $(REPLACE),--replace)
	$(BIN)/ruff format -q portal/migrations $(if $(PLUGIN),plugins/$(PLUGIN)/migrations)

clean: ## take the environment and everything made away; the instance folder stays
	rm -rf .venv .make dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache portal/static/made

.venv/bin/python:
	python="$(PYTHON)" && test -n "$$python" && "$$python" -m venv .venv

.make/run: .venv/bin/python requirements.txt requirements-build.txt pyproject.toml hatch_build.py
	$(BIN)/python -m pip install -q --require-hashes -r requirements-build.txt
	$(BIN)/python -m pip install -q --require-hashes -r requirements.txt
	$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@mkdir -p .make && touch $@

.make/dev: .make/run requirements-dev.txt
	$(BIN)/python -m pip install -q --require-hashes -r requirements-dev.txt
	@mkdir -p .make && touch $@

.make/system: .ci/system-packages
	.ci/system-packages
	@mkdir -p .make && touch $@
