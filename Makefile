# Two commands on a fresh machine with Python 3.11+ and make: `make demo` and `make test`.
# Each does its own set-up, once; `make ARGS=... demo` hands words on to the command.
PY := .venv/bin/python

.PHONY: help demo test check corpus bench fuzz clean setup setup-demo

help:
	@echo "make demo     watch a whole RMA happen by real mail (ARGS=--exit: and end)"
	@echo "make test     format, lint, types, layers and all tests"
	@echo "make corpus   score the understanding on the mails of ../shared"
	@echo "make bench    measure: import, mails a second, store, letters"
	@echo "make fuzz     read 20,000 broken mails, and 1,600 that say one thing without end"
	@echo "make clean    remove the virtual environment and what tools left"

setup-demo:
	@sh scripts/setup demo

setup:
	@sh scripts/setup dev

demo: setup-demo
	@$(PY) -m mailbot demo $(ARGS)

test: setup
	@sh scripts/test $(ARGS)

check: setup
	@sh scripts/check

corpus: setup
	@sh scripts/corpus

bench: setup
	@$(PY) scripts/bench.py
	@$(PY) -m tests.bench.store --most 10000
	@$(PY) -m tests.bench.time

fuzz: setup
	@$(PY) -m tests.fuzz --mails 20000 $(ARGS)

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis dist .coverage
