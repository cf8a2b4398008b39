package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// skipped are folders of the module that no program of ours is built from.
var skipped = map[string]bool{"examples": true, "testdata": true, "skills": true, "misc": true,
	"cmd": true, ".github": true}

// copyModule copies what is needed to build the module. Files that are the same already are left
// alone, so that Go's build cache knows them.
func copyModule(from, to string) error {
	return filepath.WalkDir(from, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if skipped[entry.Name()] {
				return filepath.SkipDir
			}
			return os.MkdirAll(filepath.Join(to, rel), 0o755)
		}
		if strings.HasSuffix(rel, "_test.go") || rewritten[filepath.ToSlash(rel)] != nil {
			return nil
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return writeChanged(filepath.Join(to, rel), data)
	})
}

// removeStrangers removes what the module does not have and is not laid in: what another version of
// this program left.
func removeStrangers(from, to string) error {
	return filepath.WalkDir(to, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		rel, err := filepath.Rel(to, name)
		if err != nil {
			return err
		}
		if _, ours := added[filepath.ToSlash(rel)]; ours {
			return nil
		}
		if _, err := os.Stat(filepath.Join(from, rel)); err == nil {
			return nil
		}
		return os.Remove(name)
	})
}

// writeChanged writes a file whole or not at all, unless it holds just that.
func writeChanged(name string, data []byte) error {
	if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, data) {
		return nil
	}
	temporary := name + ".part"
	if err := os.WriteFile(temporary, data, 0o644); err != nil {
		return err
	}
	return os.Rename(temporary, name)
}
