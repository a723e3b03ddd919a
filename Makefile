# Three commands: `make studio`, `make trailer`, `make test`. Each does all its own set-up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOGLINE ?= A lighthouse keeper finds a door in the sea and must close it before the last storm.
SECONDS ?= 30
OUT ?= out/trailer.mp4
export STUDIO_DATA ?= $(CURDIR)/data

.PHONY: studio trailer test check format docs lock bench bench-models image clean

studio: $(VENV)/base
	$(BIN)/studio doctor --warm
	$(BIN)/studio serve

trailer: $(VENV)/base
	$(BIN)/studio make --logline "$(LOGLINE)" --seconds $(SECONDS) --out "$(OUT)"

# The backends' tests need no second process: two at a time. The others start workers, servers and browsers: one after another.
test: check $(VENV)/local
	OPENBLAS_NUM_THREADS=1 $(BIN)/pytest --numprocesses 2 --dist loadfile tests/backends; first=$$?; \
	$(BIN)/pytest --ignore tests/backends && test $$first = 0

check: $(VENV)/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/print_docs.py --check

format: $(VENV)/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(VENV)/dev
	$(BIN)/python scripts/print_docs.py

bench: $(VENV)/dev
	$(BIN)/python benchmarks/render.py
	$(BIN)/python benchmarks/film.py
	$(BIN)/python benchmarks/jobs.py
	$(BIN)/python benchmarks/music.py
	$(BIN)/python benchmarks/voice.py
	$(BIN)/python benchmarks/clips.py
	$(BIN)/python benchmarks/pages.py

bench-models: $(VENV)/local
	$(BIN)/python benchmarks/diffusion.py
	$(BIN)/python benchmarks/card.py || test $$? -eq 2  # no card

lock: $(VENV)/dev
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --extra dev pyproject.toml -o requirements-dev.lock

image:
	docker build -t trailer-studio .

$(VENV)/base: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --no-compile --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-compile --no-deps --editable .
	$(BIN)/python -m compileall -q -x '/tests?/' $(VENV)/lib >/dev/null || true
	touch $@

$(VENV)/dev: requirements-dev.lock $(VENV)/base
	$(BIN)/python -m pip install --quiet --no-compile --require-hashes --no-deps -r requirements-dev.lock
	touch $@

# The libraries of local models, on the CPU: what the tests of tiny models need. With a GPU: pip install -e '.[local]'.
$(VENV)/local: pyproject.toml constraints-cpu.txt $(VENV)/dev
	$(BIN)/python -m pip install --quiet --no-compile -c constraints-cpu.txt --editable '.[local]'
	touch $@

clean:
	rm -rf $(VENV) out build dist
