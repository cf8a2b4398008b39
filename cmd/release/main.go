// Command release builds the archives that people download. For each system an archive holds the
// desktop program, the editor's tool with the browser's program embedded, the editor's files, the
// text editions and the licences. Builds are reproducible: the same sources give the same bytes.
//
//	go run ./cmd/release -out build/release [-targets linux/amd64,windows/amd64]
//
// `make release` runs it in the root of the repository, after the browser's program has been built
// and packed.
package main

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"truceline/internal/atomicfile"
)

func main() {
	out := flag.String("out", "build/release", "folder for the archives")
	targetList := flag.String("targets", "", "systems to build for; empty: all")
	wasm := flag.String("wasm", "build/truceline.wasm", "the browser's program, packed")
	flag.Parse()
	if err := buildRelease(*out, *targetList, *wasm); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func buildRelease(out, targetList, wasm string) error {
	selected, err := selectTargets(targetList)
	if err != nil {
		return err
	}
	workDir, err := os.MkdirTemp("", "truceline-release-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(workDir)
	b, err := newBuilder(workDir, wasm)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	var checksums strings.Builder
	for _, t := range selected {
		name := t.archiveName(b.version)
		fmt.Printf("release: building %s\n", name)
		data, err := b.buildArchive(t)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := atomicfile.WriteBytes(filepath.Join(out, name), data); err != nil {
			return err
		}
		fmt.Fprintf(&checksums, "%x  %s\n", sha256.Sum256(data), name)
		fmt.Printf("release: %s, %.1f MB\n", name, float64(len(data))/1e6)
	}
	return atomicfile.WriteBytes(filepath.Join(out, "SHA256SUMS"), []byte(checksums.String()))
}

// buildArchive returns the archive of a target.
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

// A target is an operating system and a processor architecture that a release is built for.
type target struct{ os, arch string }

// targets is sorted by archive name.
var targets = []target{{"linux", "amd64"}, {"linux", "arm64"}, {"macos", "amd64"},
	{"macos", "arm64"}, {"windows", "amd64"}}

func selectTargets(targetList string) ([]target, error) {
	if targetList == "" {
		return targets, nil
	}
	var selected []target
	for name := range strings.SplitSeq(targetList, ",") {
		i := slices.IndexFunc(targets, func(t target) bool { return t.os+"/"+t.arch == name })
		if i < 0 {
			return nil, fmt.Errorf("no target %q; there are %v", name, targets)
		}
		selected = append(selected, targets[i])
	}
	return selected, nil
}

func (t target) String() string { return t.os + "/" + t.arch }

// goos returns the target's GOOS.
func (t target) goos() string {
	if t.os == "macos" {
		return "darwin"
	}
	return t.os
}

// folderName returns the name of the archive's top directory.
func (t target) folderName(version string) string {
	return fmt.Sprintf("truceline-%s-%s-%s", version, t.os, t.arch)
}

func (t target) archiveName(version string) string {
	if t.os == "windows" {
		return t.folderName(version) + ".zip"
	}
	return t.folderName(version) + ".tar.gz"
}
