# Truceline. `make help` lists the targets.

export CGO_ENABLED = 0
# The pinned version of Go. Builds are reproducible with this version only.
export GOTOOLCHAIN = go1.26.8
GO      ?= go
LDFLAGS := -s -w -buildid=
BUILD   := build
# -trimpath leaves the paths of the build machine out of every program.
GOBUILD := $(GO) build -trimpath -buildvcs=false -ldflags='$(LDFLAGS)'

.DEFAULT_GOAL := help
.PHONY: help serve wasm tool desktop run-desktop release try-release data check basemap dist poster test test-go test-race test-basemap test-display test-page test-engines test-deps lint lint-go lint-js lint-actions vulncheck fuzz golden bench bench-check bench-baseline bench-go bench-dist bench-map clean

help: ## List the targets.
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: wasm tool ## Build the page and serve it on this machine (needs Go alone).
	@echo "serve: starting"
	@$(BUILD)/truceline serve

wasm: ## Build the browser program into build/.
	@echo "wasm: building the browser program (the first build takes about a minute)"
	@mkdir -p $(BUILD)
	@$(GO) run ./cmd/wasm/ebitenpatch -out $(BUILD)/truceline.wasm

tool: ## Build the editor's tool into build/.
	@echo "tool: building build/truceline"
	@mkdir -p $(BUILD)
	@$(GOBUILD) -o $(BUILD)/truceline ./cmd/truceline

desktop: ## Build the window into build/.
	@echo "desktop: building build/truceline-desktop"
	@mkdir -p $(BUILD)
	@$(GOBUILD) -o $(BUILD)/truceline-desktop ./cmd/desktop

run-desktop: desktop ## Build the window and open it.
	@$(BUILD)/truceline-desktop

release: wasm tool ## Build the archives for Linux, Windows and macOS into build/release/.
	@$(BUILD)/truceline check >$(BUILD)/check.txt 2>&1 || { cat $(BUILD)/check.txt; exit 1; }
	@$(BUILD)/truceline pack
	@$(GO) run ./cmd/release -out $(BUILD)/release

try-release: ## Unpack the Linux archive without a network and try its programs.
	@scripts/try-release.sh $(BUILD)/release/truceline-$$(cat VERSION)-linux-amd64.tar.gz

data: tool ## Compute the shapes and figures again from the tables.
	@$(BUILD)/truceline data

check: tool ## Check every file that an editor can change.
	@$(BUILD)/truceline check

basemap: ## Make the base map again from basemap/sources (rarely needed).
	@echo "basemap: building from basemap/sources"
	@cd basemap && $(GO) run . build

dist: wasm tool ## Write the pages into dist/ for a host; BASE_URL=https://…/ is their address.
	@$(BUILD)/truceline dist --out dist --base-url $(or $(BASE_URL),http://127.0.0.1:8080/)

poster: tool ## Draw build/poster.svg and build/poster.png.
	@$(BUILD)/truceline poster --out $(BUILD)/poster.svg --size 1200x630
	@$(BUILD)/truceline poster --out $(BUILD)/poster.png --size 1200x630

TEST_PARTS := test-deps lint test-go test-race test-basemap test-display bench-check test-page

test: ## Run every test; installs what they need first.
	@for part in $(TEST_PARTS); do \
		begin=$$(date +%s); \
		$(MAKE) --no-print-directory $$part || exit 1; \
		times="$$times$$(awk "BEGIN{printf \"%.1f\", ($$(date +%s) - $$begin) / 60}") min $$part\n"; \
	done; \
	printf "test: everything passed\n$$times"

test-deps:
	@scripts/test-deps.sh

# Packages that draw on a screen are tested by test-display: in CI their tests fail without a screen.
test-go: ## The tests that need Go alone.
	@echo "test: go"
	@scripts/test-go.sh

# Race detection needs cgo, and so a C compiler.
test-race: ## The tests of what runs concurrently, with the race detector: building pages and serving them.
	@echo "test: race detector"
	@CGO_ENABLED=1 $(GO) test -race -run 'PageLinks|WriteIs|Served|Ranges|Serve|Listen|BadRequests' ./internal/site ./cmd/truceline

test-basemap: ## The base map's tests: the same bytes from the same extracts.
	@echo "test: basemap"
	@cd basemap && $(GO) vet -composites=false ./... && $(GO) test ./...

test-display: ## The GPU's pictures and the window, on a virtual screen.
	@echo "test: pictures on a virtual screen"
	@scripts/with-display.sh $(GO) test -count=1 ./internal/render/gpu/... ./cmd/desktop/...

test-page: wasm tool ## The page in Chromium, and a smoke test of it in Firefox and WebKit.
	@echo "test: the page in Chromium, with a smoke test in Firefox and WebKit"
	@npm test --silent

test-engines: test-deps wasm tool ## All page tests in Firefox and WebKit; writes docs/browsers.md.
	@echo "test: the page in Firefox and WebKit"
	@node test/engines/run.js

lint: lint-go lint-js ## All static checks.

lint-go: ## gofmt, vet and staticcheck; line and function lengths are a test (internal/archtest).
	@echo "lint: go"
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { echo "not formatted:"; gofmt -l $$(git ls-files '*.go'); exit 1; }
	@$(GO) vet -composites=false ./...
	@GOOS=js GOARCH=wasm $(GO) vet -composites=false ./cmd/wasm
	@$(GO) build -modfile=tools/go.mod -o $(BUILD)/staticcheck honnef.co/go/tools/cmd/staticcheck
	@$(BUILD)/staticcheck ./...
	@GOOS=js GOARCH=wasm $(BUILD)/staticcheck ./cmd/wasm
	@cd basemap && ../$(BUILD)/staticcheck ./...

lint-js: node_modules/.package-lock.json ## The page's scripts and style sheets, tests and bench: prettier, eslint and tsc.
	@echo "lint: scripts and style sheets"
	@npm run --silent lint

node_modules/.package-lock.json: package-lock.json
	@echo 'lint: installing the npm packages of package-lock.json'
	@npm ci --silent --no-audit --no-fund && touch $@

lint-actions: ## The workflows under .github/, by actionlint.
	@echo "lint: workflows"
	@$(GO) tool -modfile=tools/go.mod actionlint .github/workflows/*.yml

# The tool is built first, since "go tool" would build it for the system in GOOS.
# VULNFLAGS=-db=URL queries a copy of the database.
vulncheck: ## Known vulnerabilities in what the programs are built from (needs the network).
	@echo "vulncheck: querying the Go vulnerability database"
	@mkdir -p $(BUILD)
	@$(GO) build -modfile=tools/go.mod -o $(BUILD)/govulncheck golang.org/x/vuln/cmd/govulncheck
	@$(BUILD)/govulncheck $(VULNFLAGS) ./...
	@GOOS=js GOARCH=wasm $(BUILD)/govulncheck $(VULNFLAGS) ./cmd/wasm
	@cd basemap && ../$(BUILD)/govulncheck $(VULNFLAGS) ./...

golden: ## Draw the committed pictures again; look at them before you commit.
	@$(GO) test ./internal/render ./internal/render/svg -update

fuzz: ## Fuzz every parser for a minute each (FUZZTIME=10m for longer).
	@scripts/fuzz.sh $(or $(FUZZTIME),1m)

BENCH ?= all

bench: test-deps wasm tool desktop bench/node_modules/.package-lock.json ## Our page beside MapLibre, Leaflet, OpenLayers and D3 (BENCH=part ROUNDS=n ONLY=pages).
	@node bench/run.js $(BENCH)

bench/node_modules/.package-lock.json: bench/package-lock.json
	@echo 'bench: installing the npm packages of bench/package-lock.json'
	@cd bench && npm ci --silent --no-audit --no-fund && touch node_modules/.package-lock.json

bench-check: wasm ## Bytes, vertices, draw calls and allocations against bench/baseline.json.
	@echo "bench-check: comparing with bench/baseline.json"
	@scripts/with-display.sh $(GO) test -count=1 ./bench/budget

bench-baseline: wasm ## Renew bench/baseline.json.
	@scripts/with-display.sh $(GO) test -count=1 ./bench/budget -renew
	@git diff --stat bench/baseline.json

bench-go: ## Go's benchmarks.
	@$(GO) test ./internal/... -run='^$$' -bench=. -benchmem

bench-dist: wasm tool ## Print the compressed sizes of the pages and their files.
	@node bench/dist.js

bench-map: test-deps wasm tool ## Print the page's figures: size, frame, idle, start.
	@npm run --silent bench-map

clean: ## Remove all build output.
	@rm -rf $(BUILD) dist
