# One build configuration, release, for running, testing and measuring: the dependencies are compiled once.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

convene := .build/release/convene
sources := Package.swift Services Shared Tests
# SwiftPM hands the traits of a package to the compiler in the order of a hash table; a random order would compile
# what needs them again every other time.
stable := SWIFT_DETERMINISTIC_HASHING=1
# Suites without database, network or processes.
pure := '^(PrimitivesTests|[A-Za-z]*EngineTests|[A-Za-z]*DomainTests)\.'

.PHONY: help setup build run stop test test-fast bench fault soak fuzz sanitize sbom format lint openapi-check tls-check clean

help: ## Say what there is.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)$$/  make \1\t\2/' | expand -t 24

setup: ## Install the system packages that are missing, where that is allowed.
	@.ci/setup build

build: setup ## Build everything.
	$(stable) swift build -c release

run: build ## Build, start everything, and end with the portal's address.
	@$(convene) up --detach --demo

stop: ## Stop what `make run` started.
	@if [ -x $(convene) ]; then $(convene) stop; fi

test: ## Run all tests that this machine can run, against a throw-away PostgreSQL.
	@.ci/setup test
	@.ci/test

test-fast: setup ## Run the pure tests only.
	$(stable) swift build -c release --build-tests
	swift test -c release --skip-build --disable-testable-imports --disable-xctest --filter $(pure)

bench: setup ## Measure the engines and the hot paths, as ratios against something run at the same time.
	@.ci/setup test
	@CONVENE_BENCHMARKS=1 CONVENE_BENCH_JSON="$(CURDIR)/.build/bench.json" .ci/test --filter '^Benchmarks\.'
	@echo "bench: the same as JSON: .build/bench.json"

# The shared ground, where everything that runs at the same time is decided.
shared_tests := PrimitivesTests PostgresTests AccessTests ServiceKitTests
comma := ,
space := $(subst ,, )

sanitize: setup ## Run the tests of Shared under the thread and the address sanitizer (compiles everything twice more).
	@for kind in thread address; do \
		echo "sanitize: $$kind"; \
		CONVENE_SANITIZE=$$kind CONVENE_ONLY=$(subst $(space),$(comma),$(shared_tests)) .ci/test \
			--filter '^($(subst $(space),|,$(shared_tests)))\.' || exit 1; \
	done

sbom: ## Write the image's bill of materials (CycloneDX) to .build/convene.cdx.json.
	@swift package resolve
	@python3 -B docker/sbom --output .build/convene.cdx.json $(if $(STATUS),--status $(STATUS))

# Rounds of `make fault`; SEED= repeats a run.
ROUNDS ?= 200

fault: build ## Kill, freeze, cut and fill while people work; compare what is left (ROUNDS=200, SEED=).
	@.ci/setup test
	@CONVENE_FAULT_ROUNDS=$(ROUNDS) CONVENE_FAULT_SEED=$(SEED) .ci/test --filter '^FaultTests\.FaultTests/'

# Seconds of `make soak`.
SECONDS_OF_SOAK ?= 600

soak: build ## Steady traffic through all doors while the size of each process is watched (SECONDS_OF_SOAK=600).
	@.ci/setup test
	@CONVENE_SOAK_SECONDS=$(SECONDS_OF_SOAK) .ci/test --filter '^FaultTests\.SoakTests/'

# Examples made up for each operation as each role in `make fuzz`, beside the borders of every parameter and field: with
# 2 these are some 74,000 requests in nine minutes.
EXAMPLES ?= 2

fuzz: build ## Made-up requests from the API documents, all checks, all roles (EXAMPLES=2).
	@.ci/setup test
	@CONVENE_FUZZ_EXAMPLES=$(EXAMPLES) .ci/test --filter '^SystemTests\.SchemathesisTests/'

format: ## Format the sources.
	swift format --in-place --parallel --recursive $(sources)

lint: ## Check format and house rules.
	@.ci/lint

openapi-check: ## Validate the API documents as OpenAPI 3.1.
	@.ci/setup test
	@clients="$$(.ci/clients)"; eval "$$clients"; "$$CONVENE_TEST_PYTHON" -m openapi_spec_validator openapi/*.yaml

tls-check: ## Scan the doors of what runs with sslyze and testssl.sh (some minutes).
	@.ci/setup tls
	@.ci/tls-check

clean: stop ## Remove what was built. Installations (.convene) stay: they hold data.
	swift package clean
	rm -rf .venv
