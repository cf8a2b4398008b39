// Package archtest tests the import rules between packages and the form of the code.
package archtest

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// An importRule lists packages that pkg must not depend on, directly or through other packages, and
// why.
type importRule struct {
	pkg       string
	wasm      bool // as built for the browser, GOOS=js GOARCH=wasm
	forbidden []string
	reason    string
}

const (
	ebitengine = "github.com/hajimehoshi/ebiten/v2"
	orbGeoJSON = "github.com/paulmach/orb/geojson"
)

var importRules = []importRule{
	{"./internal/geo", false, []string{"truceline/internal/control", "truceline/internal/story",
		"truceline/internal/scene", "truceline/internal/app", ebitengine},
		"geometry is independent of control, stories and screens"},
	{"./internal/geo", false, []string{"truceline/internal/geo/geojson",
		"truceline/internal/geo/planar"},
		"positions, projection and areas are independent of files and of the subdivision"},
	{"./internal/geo/geojson", false, []string{"truceline/internal/geo/planar",
		"truceline/internal/control", "truceline/internal/scene", ebitengine},
		"a file's shapes are read without building a subdivision from them"},
	{"./internal/geo/planar", false, []string{"truceline/internal/geo/geojson",
		"truceline/internal/control", "truceline/internal/scene", ebitengine},
		"the subdivision is independent of files"},
	{"./internal/control", false, []string{"truceline/internal/story", "truceline/internal/scene",
		"truceline/internal/app", ebitengine},
		"territory is computed independently of its presentation"},
	{"./internal/story", false, []string{"truceline/internal/scene", "truceline/internal/app",
		"truceline/internal/control", ebitengine},
		"the document is independent of screens, and the browser only reads results"},
	{"./internal/locale", false,
		[]string{"truceline/internal/geo", "truceline/internal/scene", ebitengine},
		"formatting words and numbers needs no geometry"},
	{"./internal/diag", false, []string{"fmt", "encoding/json", "truceline/internal/geo"},
		"everything that reads a file reports its problems with it, also in the browser"},
	{"./internal/isodate", false, []string{"truceline/internal/geo", "truceline/internal/locale",
		"truceline/internal/story", "encoding/json", ebitengine},
		"parsing a date needs no other package of ours"},
	{"./internal/decimal", false, []string{"truceline/internal/app", "truceline/internal/scene",
		ebitengine}, "formatting a number is independent of what it measures"},
	{"./internal/textwrap", false, []string{"truceline/internal/scene", ebitengine},
		"lines are broken the same way whatever measures their widths"},
	{"./internal/jsonlite", false,
		[]string{"truceline/internal/app", "truceline/internal/geo", "truceline/internal/locale",
			"truceline/internal/scene", "truceline/internal/story", ebitengine},
		"decoding JSON and CSV is independent of what they contain"},
	{"./internal/assetbundle", false, []string{"truceline/internal/site",
		"truceline/internal/scene", "truceline/internal/app", ebitengine},
		"the site writes bundles and the browser's program reads them, with nothing else in common"},
	{"./internal/scene", false, []string{"truceline/internal/app", "truceline/internal/render/gpu",
		"truceline/internal/render/svg", "truceline/internal/render/raster", ebitengine,
		"syscall/js", "encoding/xml"},
		"the picture is the same on every canvas because it depends on none"},
	{"./internal/app", false, []string{ebitengine, "syscall/js", "truceline/internal/render/gpu",
		"truceline/internal/site", "net/http", "html/template"},
		"what a reader can do is the same in the browser, the window and a file"},
	{"./internal/render/svg", false,
		[]string{ebitengine, "truceline/internal/app", "truceline/internal/render/raster"},
		"renderers depend neither on one another nor on what a reader does"},
	{"./internal/render/raster", false,
		[]string{ebitengine, "truceline/internal/app", "truceline/internal/render/svg"},
		"renderers depend neither on one another nor on what a reader does"},
	{"./internal/render/gpu", false,
		[]string{"truceline/internal/app", "truceline/internal/render/svg",
			"truceline/internal/render/raster"},
		"renderers depend neither on one another nor on what a reader does"},
	{"./internal/poster", false, []string{ebitengine, "truceline/internal/render/raster",
		"image/png", "truceline/internal/site"},
		"the browser's program composes what a reader saves, and the browser writes the PNG"},
	{"./internal/site", false, []string{ebitengine, "truceline/internal/render/gpu"},
		"pages are written on machines without a display"},
	{"./internal/site/staticmap", false, []string{"truceline/internal/site", "truceline/web",
		"net/http", ebitengine},
		"the map of a page is drawn without the page around it"},
	{"./cmd/truceline", false, []string{ebitengine, "truceline/internal/render/gpu"},
		"the editor's tool runs on machines without a display"},
	{"./cmd/wasm", true, []string{"truceline/assets", "truceline/internal/control",
		"truceline/internal/story/measure", "truceline/internal/site"},
		"the browser's program contains no data and none of the tool's packages: editors need no Go"},
	{"./cmd/wasm", true, []string{orbGeoJSON, "github.com/hajimehoshi/ebiten/v2/text/v2",
		"github.com/hajimehoshi/ebiten/v2/vector", "github.com/peterstace/simplefeatures/geom"},
		"weight: orb/geojson adds 0.3 MB compressed (a MongoDB codec), text/v2 almost 1 MB"},
	{"./internal/app", true, []string{"encoding/json", "encoding/csv", "regexp"},
		"weight: encoding/json alone is 5 % of the browser's program, see docs/decisions/0007"},
	{"./internal/assetbundle", true, []string{"encoding/json", "encoding/csv", "regexp"},
		"weight: encoding/json alone is 5 % of the browser's program, see docs/decisions/0007"},
	{"./cmd/wasm", true, []string{"net/http", "encoding/xml", "html/template", "crypto/tls"},
		"weight: the page fetches, Go draws"},
	{"./internal/wasmfile", false, []string{"truceline/internal/site", ebitengine},
		"a binary format needs nothing of what the program does"},
	{"./internal/assetcheck", false,
		[]string{ebitengine, "truceline/internal/site", "truceline/assets"},
		"an editor's files are checked without a display, and never the embedded copy by mistake"},
	{"./cmd/desktop", false, []string{"truceline/internal/site", "net/http", "crypto/tls"},
		"the window needs no network and writes no page; it uses assetcheck only to refuse a folder"},
}

// TestImports also checks that the rules name packages that exist: a rule about a package that has
// been renamed would test nothing.
func TestImports(t *testing.T) {
	exists := map[string]bool{}
	for path := range strings.FieldsSeq(runGo(t, nil, "list", "-e", "./...")) {
		exists[path] = true
	}
	dependenciesByKey := map[string]map[string]bool{}
	for _, rule := range importRules {
		key := rule.pkg
		if rule.wasm {
			key += " wasm"
		}
		if dependenciesByKey[key] == nil {
			dependenciesByKey[key] = dependencies(t, rule.pkg, rule.wasm)
		}
		for _, path := range rule.forbidden {
			if dependenciesByKey[key][path] {
				t.Errorf("%s reaches %s: %s", key, path, rule.reason)
			}
			if strings.HasPrefix(path, "truceline/") && !exists[path] {
				t.Errorf("the rule of %s forbids %s, which does not exist", key, path)
			}
		}
	}
}

// TestOnlyShellsReachEbitengine covers packages that have no rule of their own.
func TestOnlyShellsReachEbitengine(t *testing.T) {
	allowed := map[string]bool{"truceline/internal/render/gpu": true, "truceline/cmd/wasm": true,
		"truceline/cmd/desktop": true}
	out := runGo(t, nil, "list", "-f", "{{.ImportPath}}: {{join .Deps \" \"}}", "./...")
	for line := range strings.Lines(out) {
		name, imports, _ := strings.Cut(strings.TrimSpace(line), ": ")
		if isWithinAny(name, allowed) {
			continue
		}
		for path := range strings.FieldsSeq(imports) {
			if path == ebitengine {
				t.Errorf("%s reaches Ebitengine: only render/gpu and the two shells may, "+
					"everything else runs without a display", name)
			}
		}
	}
}

// isWithinAny reports whether a package is one of paths or below one.
func isWithinAny(name string, paths map[string]bool) bool {
	for path := range paths {
		if name == path || strings.HasPrefix(name, path+"/") {
			return true
		}
	}
	return false
}

// dependencies returns the import paths of all packages that pkg depends on, itself included.
func dependencies(t *testing.T, pkg string, wasm bool) map[string]bool {
	t.Helper()
	var env []string
	if wasm {
		env = []string{"GOOS=js", "GOARCH=wasm"}
	}
	deps := map[string]bool{}
	for path := range strings.FieldsSeq(runGo(t, env, "list", "-deps", pkg)) {
		deps[path] = true
	}
	if !deps["fmt"] && !deps["errors"] {
		t.Fatalf("go list -deps %s returned nothing", pkg)
	}
	return deps
}

func runGo(t *testing.T, env []string, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = "../.."
	cmd.Env = append(os.Environ(), env...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, stderr.String())
	}
	return string(out)
}
