// Command slim builds the browser's program with an Ebitengine from which two heavy dependencies
// have been taken.
//
// Ebitengine assembles nine built-in shaders with text/template, and looks for its own folder with
// go/build. The former calls methods by names that only turn up at run time, so the linker must
// keep every exported method of the whole program; the latter brings Go's parser of packages and
// can find nothing in a browser. Without the two the program is a fifth smaller on the wire and
// does the same. Measured with brotli 11: 2.59 MB before, 2.05 MB after.
//
// Its four shaders are compiled here and not in the browser, so the program needs neither the
// parser nor the compiler of Kage: another 0.4 MB, and a sixth of its start. It also takes work out
// of each frame that this program has no use for.
//
// It copies the pinned module, rewrites eighteen of its files and adds five (see rewrite.go and
// shaders.go), and builds against the copy by a go.mod of its own. go.mod itself, and every other
// program, knows nothing of it.
//
//	go run ./cmd/wasm/slim -out build/truceline.wasm
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"truceline/internal/wasmfile"
)

const (
	module = "github.com/hajimehoshi/ebiten/v2"
	// version is the one that the rewriting was written for.
	version = "v2.10.4"
)

func main() {
	out := flag.String("out", "build/truceline.wasm",
		"where the program goes; work files go beside it")
	flag.Parse()
	if err := build(*out); err != nil {
		fmt.Fprintln(os.Stderr, "wasm:", err)
		os.Exit(1)
	}
}

func build(out string) error {
	source, err := moduleDir()
	if err != nil {
		return err
	}
	work := filepath.Dir(out)
	copied := filepath.Join(work, "ebitengine-"+version)
	if err := copyModule(source, copied); err != nil {
		return err
	}
	if err := removeStrangers(source, copied); err != nil {
		return err
	}
	if err := rewrite(source, copied); err != nil {
		return err
	}
	modfile, err := writeModfile(work, copied)
	if err != nil {
		return err
	}
	if err := precompileShaders(copied, modfile); err != nil {
		return err
	}
	linked := filepath.Join(work, "linked.wasm")
	cmd := exec.Command("go", "build", "-modfile="+modfile, "-trimpath", "-buildvcs=false",
		"-ldflags=-s -w -buildid=", "-o", linked, "./cmd/wasm")
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("go build: %w", err)
	}
	return mergeData(linked, out)
}

// mergeData writes a linked program with its data in one segment.
func mergeData(linked, out string) error {
	program, err := os.ReadFile(linked)
	if err != nil {
		return err
	}
	merged, err := wasmfile.MergeData(program)
	if err != nil {
		return fmt.Errorf("%s: %w", linked, err)
	}
	return writeChanged(out, merged)
}

// moduleDir finds the module in the cache, fetching it where it is not there yet, and makes sure of
// its version.
func moduleDir() (string, error) {
	if _, err := run("go", "mod", "download", module); err != nil {
		return "", err
	}
	text, err := run("go", "list", "-m", "-f", "{{.Version}} {{.Dir}}", module)
	if err != nil {
		return "", err
	}
	found, dir, _ := strings.Cut(text, " ")
	if found != version {
		return "",
			fmt.Errorf(
				"go.mod has %s %s and cmd/wasm/slim is for %s: see whether its rewriting still fits and change the version there", module, found, version)
	}
	return dir, nil
}

// writeModfile writes a go.mod, and the go.sum that goes with it, in which the module is the copy.
func writeModfile(work, copied string) (string, error) {
	// The program carries this path: relative to go.mod it is the same wherever the house stands.
	target := "./" + filepath.ToSlash(filepath.Clean(copied))
	modfile := filepath.Join(work, "wasm.mod")
	for from, to := range map[string]string{"go.mod": modfile,
		"go.sum": filepath.Join(work, "wasm.sum")} {
		data, err := os.ReadFile(from)
		if err != nil {
			return "", err
		}
		if err := os.WriteFile(to, data, 0o644); err != nil {
			return "", err
		}
	}
	_, err := run("go", "mod", "edit", "-replace="+module+"="+target, modfile)
	return modfile, err
}

func run(name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, stderr.String())
	}
	return strings.TrimSpace(string(out)), nil
}
