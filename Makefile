# Plain `make` tells what there is. `make chat` and `make test` do all the set-up they need.
.DEFAULT_GOAL := help
.PHONY: help chat test lint format bench lock clean
export PYTHON

FLOW = business-systems
ARGS =

help:  ## this list
	@sed -n 's/^\([a-z]*\):  ## /  make \1\t/p' Makefile

chat:  ## talk to the health check in this terminal (FLOW=team-health for another, ARGS="--lang de")
	@.ci/venv run
	@# 3: the chat is paused and everything is kept; nothing went wrong
	@.venv/bin/checkup chat $(FLOW) $(ARGS) || [ $$? -eq 3 ]

test:  ## everything: style, types, floors, tests on SQLite and PostgreSQL, coverage
	@.ci/venv test
	@.ci/test

lint:  ## the quick part of test: style, format, types, floors
	@.ci/venv test
	@.venv/bin/ruff check --output-format=concise .
	@.venv/bin/ruff format --check --output-format=concise .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-cache

format:  ## put the code in order
	@.ci/venv test
	@.venv/bin/ruff check --fix-only --quiet .
	@.venv/bin/ruff format --quiet .

bench:  ## how fast it is (figures, no verdict on other machines)
	@.ci/venv test
	@for bench in $(patsubst tests/bench/%.py,%,$(wildcard tests/bench/bench_*.py)); do \
		echo "== $$bench =="; .venv/bin/python -m tests.bench.$$bench || exit 1; \
	done

lock:  ## renew requirements*.txt from pyproject.toml (UPGRADE=--upgrade takes the newest versions)
	@.ci/venv test
	@.ci/lock $(UPGRADE)

clean:  ## remove the environment and what tools left behind; answers given in chats stay
	@rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@rm -rf .coverage .coverage.* htmlcov
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
