# Two commands: `make run` shows a demonstration organisation, `make test` proves that everything holds.
PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= 2

.PHONY: run up test check format bench messages docs clean

run: ## Set everything up and start the demonstration
	@$(PYTHON) scripts/setup.py
	@$(BIN)/hamsoo demo

up: ## Set everything up and start an organisation of your own
	@$(PYTHON) scripts/setup.py
	@$(BIN)/hamsoo up

test: ## Set everything up and run all tests, in parallel
	@$(PYTHON) scripts/setup.py --dev
	@$(BIN)/pytest -q -n $(WORKERS) --dist loadgroup --no-loadscope-reorder -m "not alone"
	@$(BIN)/pytest -q -m alone

check: ## Format, lint, types, contracts, messages, documents: seconds
	@$(PYTHON) scripts/setup.py --dev
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/lint-imports --no-logo > .lint-imports.log || { cat .lint-imports.log; exit 1; }
	@$(BIN)/mypy --no-error-summary hamsoo
	@$(BIN)/python scripts/messages.py check
	@echo "All checks hold."

format: ## Format the code
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --quiet --fix .

messages: ## Extract and merge the messages of every app
	@$(BIN)/python scripts/messages.py

docs: ## Write the generated documents again
	@$(BIN)/python scripts/events_document.py

bench: ## Print every benchmark's table
	@$(PYTHON) scripts/setup.py --dev
	@for file in bench/*.py; do case $$file in *__init__*|*_events.py|*_app.py|*_listeners.py|*_data.py|*_model.py|*_policies.py|*forum.py|*servers.py|*measures.py|*passages.py|*identity_*.py) ;; *) echo "== $$file"; $(BIN)/python -m bench.$$(basename $$file .py); esac; done

clean: ## Remove what setting up made (not the data in var/)
	@rm -rf .venv frontend/node_modules hamsoo/ui/static/ui/dist
