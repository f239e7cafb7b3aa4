# One door for every task. Needs Python >= 3.11 and make; everything else goes into .venv.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
UJI := $(VENV)/.uji
JALAN := $(VENV)/.jalan
PYTEST := $(PY) -m pytest -n $(or $(PEKERJA),auto) -p no:cacheprovider

.PHONY: run test test-postgres e2e gambar check mutasi bench uji-impor format bersih

run: $(JALAN)
	@$(PY) deploy/mulai.py

$(VENV)/bin/python:
	@$(PYTHON) deploy/siapkan_venv.py $(VENV)

$(JALAN): requirements/jalan.txt | $(VENV)/bin/python
	@echo "memasang pustaka yang dikunci ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/jalan.txt
	@touch $@

$(UJI): requirements/uji.txt | $(VENV)/bin/python
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uji.txt
	@touch $@ $(JALAN)

# SQLite always; PostgreSQL too where TEST_DATABASE_URL is set.
test: $(UJI)
	@echo "== uji di SQLite"
	@$(PYTEST) -m "not lambat"
	@if [ -n "$$TEST_DATABASE_URL" ]; then echo "== uji di PostgreSQL"; \
		UJI_DATABASE_URL="$$TEST_DATABASE_URL" $(PYTEST) -m "not lambat"; \
	else echo "TEST_DATABASE_URL kosong: PostgreSQL tidak diuji"; fi

# PostgreSQL alone; UJI_BAGIAN=1/2 takes half of the suite and everything about the database itself.
test-postgres: $(UJI)
	@echo "== uji di PostgreSQL ($(or $(UJI_BAGIAN),semua))"
	@UJI_DATABASE_URL="$(TEST_DATABASE_URL)" $(PYTEST) -m "not lambat"

e2e: $(UJI)
	@$(PY) -m tests.e2e.jalankan

gambar: $(UJI)
	@$(PY) -m tests.e2e.jalankan --gambar

mutasi: $(UJI)
	@$(PY) tests/mutasi/jalankan.py

# Import of 10,000 rows whose worker is killed half-way; BARIS and BAIK set the size.
uji-impor: $(UJI)
	@BARIS=$(or $(BARIS),10000) BAIK=$(or $(BAIK),3000) $(PY) -m pytest -n 0 -p no:cacheprovider -v tests/registry/test_impor_proses.py

bench: $(UJI)
	@$(PY) -m bench.jalankan
	@$(PY) -m bench.registrasi
	@$(PY) -m bench.tumbuh

check: $(UJI)
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@SECRET_KEY=periksa PII_KEYS=periksa DEMO=1 $(VENV)/bin/mypy --no-error-summary .
	@$(VENV)/bin/djlint --quiet --lint templates
	@SECRET_KEY=$$(head -c 40 /dev/urandom | base64 | tr -d '\n') PII_KEYS=periksa DEBUG=0 HTTPS=1 $(PY) manage.py check --deploy --fail-level WARNING
	@SECRET_KEY=periksa PII_KEYS=periksa DEBUG=0 DEMO=1 $(PY) manage.py makemigrations --check --dry-run
	@echo "make check: hijau"

format: $(UJI)
	@$(VENV)/bin/ruff check --fix .
	@$(VENV)/bin/ruff format .

bersih:
	rm -rf $(VENV) var
