# Two commands on a fresh machine: `make demo` and `make test`.
VENV := .venv
PY := $(VENV)/bin/python

.PHONY: demo test check corpus bench clean setup

$(VENV)/.ready: pyproject.toml scripts/setup
	@sh scripts/setup $(VENV)

setup: $(VENV)/.ready

demo: setup
	@$(PY) -m mailbot demo $(ARGS)

test: setup
	@sh scripts/test

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache dist
