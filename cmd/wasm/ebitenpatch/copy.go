package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"truceline/internal/atomicfile"
)

// unusedDirs are folders of the module that no program is built from.
var unusedDirs = []string{".github", "cmd", "examples", "misc", "skills", "testdata"}

// copyTree copies what is needed to build the module, with the changes of a tree, and removes what
// else is there but for the files that are kept. Files that are the same already are left alone,
// so that Go's build cache knows them.
func copyTree(t *tree, to string, kept []string) error {
	wanted := map[string]bool{}
	for _, name := range kept {
		wanted[name] = true
	}
	write := func(name string, data []byte) error {
		wanted[name] = true
		return writeFile(filepath.Join(to, filepath.FromSlash(name)), data)
	}
	err := fs.WalkDir(t.module, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if slices.Contains(unusedDirs, entry.Name()) {
				return fs.SkipDir
			}
			return nil
		}
		if _, changed := t.files[name]; changed || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		data, err := fs.ReadFile(t.module, name)
		if err != nil {
			return err
		}
		return write(name, data)
	})
	if err != nil {
		return err
	}
	for name, data := range t.files {
		if data == nil {
			continue
		}
		if err := write(name, data); err != nil {
			return err
		}
	}
	return removeStale(to, wanted)
}

// removeStale removes the files of a folder that are not wanted: what another version has left
// there.
func removeStale(dir string, wanted map[string]bool) error {
	return filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		if wanted[filepath.ToSlash(rel)] {
			return nil
		}
		return os.Remove(name)
	})
}

// writeFile writes a file whole or not at all, and not if it holds the data already.
func writeFile(name string, data []byte) error {
	if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, data) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return atomicfile.WriteBytes(name, data)
}
