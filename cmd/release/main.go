// Command release builds the archives that people download: for each system the window, the
// editor's tool with the browser's program inside, the editor's files, the page without a server,
// and the licences. The same sources give the same bytes.
//
//	go run ./cmd/release -out build/release [-targets linux/amd64,windows/amd64]
//
// It is run by `make release` in the root of the repository, after the browser's program has been
// built and packed.
package main

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	out := flag.String("out", "build/release", "folder for the archives")
	which := flag.String("targets", "", "systems to build for; empty: all")
	wasm := flag.String("wasm", "build/truceline.wasm", "the browser's program, packed")
	flag.Parse()
	if err := buildRelease(*out, *which, *wasm); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func buildRelease(out, which, wasm string) error {
	chosen, err := selectTargets(which)
	if err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "truceline-release-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	b, err := newBuilder(work, wasm)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	var sums strings.Builder
	for _, t := range chosen {
		name := t.archiveName(b.version)
		fmt.Printf("release: building %s\n", name)
		data, err := b.buildArchive(t)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := writeFileAtomic(filepath.Join(out, name), data); err != nil {
			return err
		}
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(data), name)
		fmt.Printf("release: %s, %.1f MB\n", name, float64(len(data))/1e6)
	}
	return writeFileAtomic(filepath.Join(out, "SHA256SUMS"), []byte(sums.String()))
}

// buildArchive builds all that goes into one archive and writes it.
func (b *builder) buildArchive(t target) ([]byte, error) {
	entries, err := b.archiveEntries(t)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	write := writeTar
	if t.os == "windows" {
		write = writeZip
	}
	err = write(&out, t.folderName(b.version), entries)
	return out.Bytes(), err
}

// writeFileAtomic writes a file whole or not at all.
func writeFileAtomic(name string, data []byte) error {
	if err := os.WriteFile(name+".new", data, 0o644); err != nil {
		return err
	}
	return os.Rename(name+".new", name)
}

// A target is a system that a release is built for.
type target struct{ os, arch string }

// targets are sorted by the names of their archives.
var targets = []target{{"linux", "amd64"}, {"linux", "arm64"}, {"macos", "amd64"},
	{"macos", "arm64"}, {"windows", "amd64"}}

func selectTargets(which string) ([]target, error) {
	if which == "" {
		return targets, nil
	}
	var chosen []target
	for name := range strings.SplitSeq(which, ",") {
		i := slices.IndexFunc(targets, func(t target) bool { return t.os+"/"+t.arch == name })
		if i < 0 {
			return nil, fmt.Errorf("no target %q; there are %v", name, targets)
		}
		chosen = append(chosen, targets[i])
	}
	return chosen, nil
}

func (t target) String() string { return t.os + "/" + t.arch }

// goos is what Go calls the system.
func (t target) goos() string {
	if t.os == "macos" {
		return "darwin"
	}
	return t.os
}

// folderName is the one folder that an archive unpacks to.
func (t target) folderName(version string) string {
	return fmt.Sprintf("truceline-%s-%s-%s", version, t.os, t.arch)
}

func (t target) archiveName(version string) string {
	if t.os == "windows" {
		return t.folderName(version) + ".zip"
	}
	return t.folderName(version) + ".tar.gz"
}

// runCommand runs a program with a few more variables and returns what it prints.
func runCommand(env []string, name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, stderr.String())
	}
	return strings.TrimSpace(string(out)), nil
}
