// Command ebitenpatch builds the browser's program with a patched Ebitengine.
//
// It copies the pinned module, applies the patches of third_party/ebitengine, fills the tables
// that they read, and builds the program against the copy by a go.mod of its own. go.mod itself,
// and every other program, knows nothing of it. After linking it merges the program's data
// segments.
//
//	go run ./cmd/wasm/ebitenpatch -out build/truceline.wasm
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"truceline/internal/command"
	"truceline/internal/wasmfile"
)

const (
	module = "github.com/hajimehoshi/ebiten/v2"
	// version is the one that the patches are for.
	version = "v2.10.4"
	// readme says how the patches are changed.
	readme = "third_party/ebitengine/README.md"
)

func main() {
	out := flag.String("out", "build/truceline.wasm", "the program; work files go beside it")
	unpatched := flag.Bool("unpatched", false, "build with Ebitengine as it is, to compare with")
	flag.Parse()
	build := buildPatched
	if *unpatched {
		build = buildUnpatched
	}
	if err := build(*out); err != nil {
		fmt.Fprintln(os.Stderr, "wasm:", err)
		os.Exit(1)
	}
}

// buildPatched builds the program as it is published.
func buildPatched(out string) error {
	work := filepath.Dir(out)
	if err := os.MkdirAll(work, 0o755); err != nil {
		return err
	}
	modfile, err := patchModule(work)
	if err != nil {
		return err
	}
	linked := filepath.Join(work, "linked.wasm")
	if err := goBuild(linked, "-modfile="+modfile); err != nil {
		return err
	}
	return mergeData(linked, out)
}

// buildUnpatched builds the program with Ebitengine as it is, and with nothing else different.
func buildUnpatched(out string) error {
	linked := out + ".linked"
	defer os.Remove(linked)
	if err := goBuild(linked); err != nil {
		return err
	}
	return mergeData(linked, out)
}

func goBuild(out string, more ...string) error {
	args := []string{"build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", out}
	cmd := exec.Command("go", append(append(args, more...), "./cmd/wasm")...)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("go build: %w", err)
	}
	return nil
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
	return writeFile(out, merged)
}

// patchModule makes the patched copy of the module in a folder and returns a go.mod that uses it.
func patchModule(work string) (modfile string, err error) {
	source, err := moduleDir()
	if err != nil {
		return "", err
	}
	patches, err := readPatches(os.DirFS(patchDir))
	if err != nil {
		return "", err
	}
	t, err := applyPatches(os.DirFS(source), patches)
	if err != nil {
		return "", err
	}
	copied := filepath.Join(work, "ebitengine-"+version)
	if err := copyTree(t, copied, tableFiles); err != nil {
		return "", err
	}
	if modfile, err = writeModfile(work, copied); err != nil {
		return "", err
	}
	return modfile, writeTables(copied, modfile)
}

// moduleDir returns the folder of the module in the cache, and checks its version. The module is
// fetched if it is not there yet.
func moduleDir() (string, error) {
	if _, err := command.Output(nil, "go", "mod", "download", module); err != nil {
		return "", err
	}
	text, err := command.Output(nil, "go", "list", "-m", "-f", "{{.Version}} {{.Dir}}", module)
	if err != nil {
		return "", err
	}
	found, dir, _ := strings.Cut(text, " ")
	if found != version {
		return "", fmt.Errorf("go.mod requires %s %s, but the patches are for %s: "+
			"%s says how to adapt them", module, found, version, readme)
	}
	return dir, nil
}

// writeModfile writes a go.mod, and the go.sum that goes with it, in which the module is the copy.
func writeModfile(work, copied string) (string, error) {
	// The program carries this path: relative to go.mod it is the same on every machine.
	target := "./" + filepath.ToSlash(filepath.Clean(copied))
	modfile := filepath.Join(work, "wasm.mod")
	sumfile := filepath.Join(work, "wasm.sum")
	for from, to := range map[string]string{"go.mod": modfile, "go.sum": sumfile} {
		data, err := os.ReadFile(from)
		if err != nil {
			return "", err
		}
		if err := writeFile(to, data); err != nil {
			return "", err
		}
	}
	_, err := command.Output(nil, "go", "mod", "edit", "-replace="+module+"="+target, modfile)
	return modfile, err
}
