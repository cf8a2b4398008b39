// Package house tests what holds for the whole house rather than for one room.
package house

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// An importRule says what a package must not reach, through any number of imports, and why.
type importRule struct {
	from   string
	wasm   bool // as built for the browser
	never  []string
	reason string
}

const (
	ebitengine = "github.com/hajimehoshi/ebiten/v2"
	orbGeoJSON = "github.com/paulmach/orb/geojson"
)

var importRules = []importRule{
	{"./internal/geo", false, []string{"truceline/internal/control", "truceline/internal/story", "truceline/internal/scene", "truceline/internal/app", ebitengine},
		"geography knows nothing of control, stories or screens"},
	{"./internal/control", false, []string{"truceline/internal/story", "truceline/internal/scene", "truceline/internal/app", ebitengine},
		"territory is worked out without knowing how it will be told or drawn"},
	{"./internal/story", false, []string{"truceline/internal/scene", "truceline/internal/app", "truceline/internal/control", ebitengine},
		"the document does not know screens, and the browser reads results only"},
	{"./internal/locale", false, []string{"truceline/internal/geo", "truceline/internal/scene", ebitengine},
		"words and numbers do not know geometry"},
	{"./internal/isodate", false, []string{"truceline/internal/geo", "truceline/internal/locale", "truceline/internal/story", "encoding/json", ebitengine},
		"reading a day needs nothing"},
	{"./internal/quick", false, []string{"truceline/internal/app", "truceline/internal/geo", "truceline/internal/locale", "truceline/internal/scene", "truceline/internal/story", ebitengine},
		"JSON and tables are read alike, whatever they hold"},
	{"./internal/scene", false, []string{"truceline/internal/app", "truceline/internal/render/gpu", "truceline/internal/render/svg", "truceline/internal/render/raster", ebitengine, "syscall/js", "encoding/xml"},
		"the picture is the same on every canvas because it knows none"},
	{"./internal/app", false, []string{ebitengine, "syscall/js", "truceline/internal/render/gpu", "truceline/internal/site", "net/http", "html/template"},
		"what a reader can do does not depend on where it is shown"},
	{"./internal/render/svg", false, []string{ebitengine, "truceline/internal/app", "truceline/internal/render/raster"},
		"renderers do not know one another, nor what a reader does"},
	{"./internal/render/raster", false, []string{ebitengine, "truceline/internal/app", "truceline/internal/render/svg"},
		"renderers do not know one another, nor what a reader does"},
	{"./internal/render/gpu", false, []string{"truceline/internal/app", "truceline/internal/render/svg", "truceline/internal/render/raster"},
		"renderers do not know one another, nor what a reader does"},
	{"./internal/poster", false, []string{ebitengine, "truceline/internal/render/raster", "image/png", "truceline/internal/site"},
		"the browser's program composes what a reader saves, and the browser writes the PNG"},
	{"./internal/site", false, []string{ebitengine, "truceline/internal/render/gpu"},
		"pages are written on machines without a display"},
	{"./cmd/truceline", false, []string{ebitengine, "truceline/internal/render/gpu"},
		"the editor's tool runs on machines without a display"},
	{"./cmd/wasm", true, []string{"truceline/assets", "truceline/internal/control", "truceline/internal/story/measure", "truceline/internal/site"},
		"the browser's program carries no data and none of the tool's rooms, so that an editor needs no Go"},
	{"./cmd/wasm", true, []string{orbGeoJSON, "github.com/hajimehoshi/ebiten/v2/text/v2", "github.com/hajimehoshi/ebiten/v2/vector", "github.com/peterstace/simplefeatures/geom"},
		"weight: orb/geojson adds 0.3 MB compressed (a MongoDB codec), text/v2 almost 1 MB"},
	{"./cmd/wasm", true, []string{"net/http", "encoding/xml", "html/template", "crypto/tls"},
		"weight: the page fetches, Go draws"},
	{"./internal/wasmfile", false, []string{"truceline/internal/site", ebitengine},
		"a binary format needs nothing of what the program does"},
	{"./internal/check", false, []string{ebitengine, "truceline/internal/site", "truceline/assets"},
		"an editor's files are checked without a display, and never instead of them the built-in copy"},
	{"./cmd/desktop", false, []string{"truceline/internal/site", "net/http", "crypto/tls"},
		"the window needs no network and writes no page; of the tool's rooms it needs check, which refuses a bad folder, and what that reads with"},
}

func TestImports(t *testing.T) {
	reached := map[string]map[string]bool{}
	for _, rule := range importRules {
		key := rule.from
		if rule.wasm {
			key += " wasm"
		}
		if reached[key] == nil {
			reached[key] = deps(t, rule.from, rule.wasm)
		}
		for _, path := range rule.never {
			if reached[key][path] {
				t.Errorf("%s reaches %s: %s", key, path, rule.reason)
			}
		}
	}
}

// TestOnlyShellsReachEbitengine holds for rooms that are not there yet, too.
func TestOnlyShellsReachEbitengine(t *testing.T) {
	may := map[string]bool{"truceline/internal/render/gpu": true, "truceline/cmd/wasm": true, "truceline/cmd/desktop": true}
	out := run(t, nil, "list", "-f", "{{.ImportPath}}: {{join .Deps \" \"}}", "./...")
	for line := range strings.Lines(out) {
		name, imports, _ := strings.Cut(strings.TrimSpace(line), ": ")
		if under(name, may) {
			continue
		}
		for path := range strings.FieldsSeq(imports) {
			if path == ebitengine {
				t.Errorf("%s reaches Ebitengine: only render/gpu and the two shells may, all else runs without a display", name)
			}
		}
	}
}

// under says whether a package is one of may or lies in the folder of one.
func under(name string, may map[string]bool) bool {
	for path := range may {
		if name == path || strings.HasPrefix(name, path+"/") {
			return true
		}
	}
	return false
}

func deps(t *testing.T, from string, wasm bool) map[string]bool {
	t.Helper()
	var env []string
	if wasm {
		env = []string{"GOOS=js", "GOARCH=wasm"}
	}
	found := map[string]bool{}
	for path := range strings.FieldsSeq(run(t, env, "list", "-deps", from)) {
		found[path] = true
	}
	if !found["fmt"] && !found["errors"] {
		t.Fatalf("go list -deps %s told nothing", from)
	}
	return found
}

func run(t *testing.T, env []string, args ...string) string {
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
