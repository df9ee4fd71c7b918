# Everything a newcomer or a build machine needs. `make` alone lists the targets.

PYTHON ?=
BIN := .venv/bin
INSTALLED := .venv/installed
INSTALLED_FOR_TESTS := .venv/installed-for-tests

.DEFAULT_GOAL := help
.PHONY: help demo test bench calibrate clean

help: ## list these targets
	@echo "make TARGET [PYTHON=a Python of 3.11 or newer]"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

demo: $(INSTALLED) ## set up, make up a study, and print the reports of both example studies
	@rm -rf demo/made-up-study
	@$(BIN)/poet example demo/made-up-study
	@$(BIN)/poet report demo/made-up-study -o demo/reports/made-up --force
	@$(BIN)/poet report examples/carers-eurofamcare -o demo/reports/family-carers --force
	@echo "The PDFs are in demo/reports/made-up and demo/reports/family-carers."

# What a file of tests shares (a study, a wheel) is made once, because one worker runs the whole file.
test: $(INSTALLED_FOR_TESTS) ## set up, check the style and run every test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pytest -n 2 --dist loadfile

bench: $(INSTALLED) ## set up and time the program, every file of benchmarks/ in turn
	@set -e; for benchmark in $(filter-out benchmarks/calibrate.py,$(sort $(wildcard benchmarks/*.py))); do \
		echo "$$benchmark"; $(BIN)/python "$$benchmark"; \
	done

calibrate: $(INSTALLED) ## set up and see whether the statistics hold what they promise (half an hour)
	$(BIN)/python benchmarks/calibrate.py

clean: ## remove what the other targets have made, .venv and demo/ included
	rm -rf .venv demo build dist .pytest_cache .ruff_cache .hypothesis
	find src tests benchmarks -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

# A new requirement or a new pin makes the next target install again; nothing else does.
$(INSTALLED): pyproject.toml constraints.txt
	@PYTHON="$(PYTHON)" sh scripts/set_up.sh .
	@touch $@

$(INSTALLED_FOR_TESTS): pyproject.toml constraints.txt
	@PYTHON="$(PYTHON)" sh scripts/set_up.sh ".[test]"
	@touch $(INSTALLED) $@
