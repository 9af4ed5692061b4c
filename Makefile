SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
GITEA := code.gitea.io/gitea@v1.26.0
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOSEC := github.com/securego/gosec/v2/cmd/gosec@v2.30.0
GOVULNCHECK := golang.org/x/vuln/cmd/govulncheck@v1.9.0
CDXGEN := @cyclonedx/cdxgen@12.8.4
FUZZTIME ?= 2s
SOAK ?= 10m
ARGS ?=
say = @printf '\n\033[1m== %s\033[0m\n'

# Folders count as sources, too, so that a deleted file is noticed.
web_sources := $(shell find web/src web/public) $(wildcard web/index.html web/*.ts web/*.js web/tsconfig*.json)

.PHONY: help
help: ## Show this help
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: build ## Start Feltboard on 127.0.0.1:8080, data in ./data (ARGS="--lan" passes flags)
	@exec bin/feltboard serve $(ARGS)

.PHONY: build
build: web ## Build bin/feltboard with the web app inside
	@go build -trimpath -ldflags '-X main.version=$(VERSION)' -o bin/feltboard ./server

.PHONY: web
web: web/dist/index.html ## Build the web app into web/dist

web/node_modules/.installed: web/package.json web/package-lock.json web/.npmrc
	$(say) 'npm ci'
	@cd web && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error
	@touch $@

tools := export/testdata/tools
$(tools)/node_modules/.installed: $(tools)/package.json $(tools)/package-lock.json
	$(say) 'npm ci, the tools that read exports'
	@cd $(tools) && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

web/dist/index.html: web/node_modules/.installed $(web_sources)
	$(say) 'web app'
	@cd web && npm run --silent build -- --logLevel warn
	@touch $@

.PHONY: dev
dev: web/node_modules/.installed ## Run the server and Vite with hot reload on 127.0.0.1:5173; Ctrl-C stops both
	@go build -ldflags '-X main.version=$(VERSION)' -o bin/feltboard ./server
	@FELTBOARD_BASE_URL=http://127.0.0.1:5173 bin/feltboard serve $(ARGS) & server=$$!; \
	(cd web && exec node_modules/.bin/vite --host 127.0.0.1) & vite=$$!; \
	trap 'kill $$server $$vite 2>/dev/null || true; wait' EXIT; trap 'exit 0' INT TERM; \
	wait -n

.PHONY: deps
deps: web/node_modules/.installed $(tools)/node_modules/.installed ## Install what the tests need (Debian), or name what is missing
	@.ci/deps

.PHONY: check
check: check-go check-web ## Format, vet, lint, types, layers, vectors
	$(say) 'check passed'

.PHONY: check-go
check-go:
	$(say) 'gofmt'
	@unformatted=$$(gofmt -d boards export realtime server web/*.go) || true; \
	if [[ -n $$unformatted ]]; then printf '%s\n' "$$unformatted"; exit 1; fi
	$(say) 'go vet'
	@go vet ./...
	$(say) 'staticcheck'
	@go run $(STATICCHECK) ./...
	$(say) 'vectors are unchanged'
	@go test ./boards/... ./realtime/replica -run Vectors | grep -v 'no test'

.PHONY: check-web
check-web: web/node_modules/.installed
	$(say) 'web: format, types, planted faults, layers'
	@cd web && npm run --silent check

.PHONY: test
test: deps check build test-go test-race test-web fuzz stories ## As CI runs it, in less than ten minutes on two cores: check, then all tests but the wide and long ones
	$(say) 'all passed'

.PHONY: test-go
test-go: ## Go tests that test-race leaves out
	$(say) 'go test'
	@packages=$$(.ci/packages plain); go test $$packages

.PHONY: test-race
test-race: ## Go tests of the logic, under the race detector
	$(say) 'go test -race'
	@packages=$$(.ci/packages race); go test -race -short $$packages

.PHONY: test-web
test-web: web/node_modules/.installed ## Web unit tests
	$(say) 'vitest'
	@cd web && npm test --silent

.PHONY: fuzz
fuzz: ## Every fuzz target for FUZZTIME (2s) each
	$(say) 'fuzz, $(FUZZTIME) each'
	@.ci/fuzz $(FUZZTIME)

.PHONY: stories
stories: deps build ## The user stories of the main job in a real browser, and what a page weighs
	$(say) 'stories'
	$(call browse,core speed)

.PHONY: e2e
e2e: deps build ## All user stories in a real browser, about a quarter of an hour (ARGS="-g name" picks one, PICTURES=1 leaves pictures)
	$(say) 'e2e'
	$(call browse,core speed wide cluster)

browse = @cd web && export FELTBOARD_BIN=$(CURDIR)/bin/feltboard; \
	$(if $(ARGS),npm run --silent e2e -- --workers=1 $(ARGS),for files in $(1); do npm run --silent e2e -- --project=$$files; done)

.PHONY: vectors
vectors: ## Write boards/testdata/vectors anew; review the difference
	@go test $$(grep -rlE --include='*_test.go' '"update"|testdata/vectors"' boards realtime | xargs -n1 dirname | sort -u | sed 's#^#./#') -run Vectors -update
	@git status --short boards/testdata/vectors

.PHONY: bench
bench: build ## Latency, CPU and memory beside two raw servers, about eight minutes (ARGS="--only A,C" picks)
	@exec bin/feltboard bench $(ARGS)

.PHONY: perf-web
perf-web: deps build ## Frames, drag, opening and memory with 2,000 notes and 50 moves a second in a slowed browser, beside a plain page; about five minutes
	@cd web && FELTBOARD_BIN=$(CURDIR)/bin/feltboard npx --no-install playwright test -c e2e/perf

.PHONY: cluster
cluster: build ## PostgreSQL, Redis, three nodes and a balancer on this machine, data not kept (ARGS passes flags)
	@go build -o bin/cluster ./server/internal/fleet/cluster # not go run, which fails on Ctrl-C
	@exec bin/cluster -program bin/feltboard $(ARGS)

.PHONY: soak
soak: ## The simulation for SOAK (10m), every failure row at its nightly count, all stories; ROW=F15 COUNT=200 does one row, a second call goes on
ifndef ROW
	$(say) 'soak, $(SOAK)'
	@FELTBOARD_SOAK=$(SOAK) go test ./realtime/... -run Sim -count=1 -timeout=0 -v
endif
	$(say) 'guesses'
	@FELTBOARD_GUESSES=10000 go test ./server -run Guessing -count=1 -v | grep -E 'wrong (links|codes)|^(---|FAIL|ok)'
	$(say) 'failures, $(or $(ROW),all)'
	@go test ./server/internal/failure -run 'TestF$(ROW:F%=%)' -count=1 -timeout=0 -v -args -row=$(or $(ROW),all) -count=$(or $(COUNT),0) -progress=$(CURDIR)/.soak
ifndef ROW
	@$(MAKE) --no-print-directory e2e
endif

# Left out: errors that there is nobody to tell, bits that change their type, files that the operator names, guesses at what a
# string is; and what is only in tests. What else gosec finds is excused where it stands.
.PHONY: gosec
gosec: ## Look for what is unsafe in the Go code (the first time builds gosec, a few minutes)
	$(say) 'gosec'
	@go run $(GOSEC) -quiet -confidence=medium -exclude=G104,G115,G304 \
		$(addprefix -exclude-dir=,bench boardtest fleet pgtest redistest testdata trackertest) ./...

.PHONY: audit
audit: gosec web/node_modules/.installed ## Before a release: gosec, and known faults of what we stand on (asks vuln.go.dev and the npm registry)
	$(say) 'govulncheck'
	@go run $(GOVULNCHECK) ./...
	$(say) 'npm audit'
	@cd web && npm audit --omit=dev && npm audit

.PHONY: sbom
sbom: web/node_modules/.installed ## Write what feltboard is made of, bin/feltboard.cdx.json (CycloneDX), of go.mod and package-lock.json
	@mkdir -p bin
	@npx --yes $(CDXGEN) --no-install-deps -t go -t js --exclude 'export/testdata/**' --project-name feltboard --project-version '$(VERSION)' \
		-o $(CURDIR)/bin/feltboard.cdx.json . >/dev/null
	@sed -i 's#$(CURDIR)/##g' bin/feltboard.cdx.json
	@echo bin/feltboard.cdx.json

.PHONY: gitea
gitea: deps ## Build a real Gitea from its module (about ten minutes, once) and deliver issues to it
	$(say) '$(GITEA)'
	@root=$$(go mod download -json $(GITEA) | sed -n 's/.*"Dir": "\(.*\)".*/\1/p'); (cd "$$root" && CGO_ENABLED=0 go build -o $(CURDIR)/bin/gitea .); \
	FELTBOARD_GITEA=$(CURDIR)/bin/gitea FELTBOARD_GITEA_ROOT=$$root go test ./server/internal/deliver -run ARealGitea -count=1 -v

.PHONY: clean
clean: ## Remove what was built and installed (never ./data)
	@rm -rf bin web/node_modules $(tools)/node_modules web/test-results
	@find web/dist -mindepth 1 ! -name .gitkeep -delete
