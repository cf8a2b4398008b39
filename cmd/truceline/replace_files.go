package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Folders that hold files while they are replaced, relative to the assets.
const (
	stagingDir    = ".truceline-new" // what will be
	backupDir     = ".truceline-old" // what was
	addedListFile = ".truceline-old/added.json"
)

// replaceFiles writes files and removes others, all together or not at all: everything is written
// beside the assets first, then old files are moved away and new ones moved in. If that stops
// half-way, even by a power cut, the next call of replaceFiles or recoverFiles puts back what was.
// Names are relative to dir, with slashes.
func replaceFiles(dir string, write map[string][]byte, remove []string) error {
	if err := recoverFiles(dir); err != nil {
		return err
	}
	names := make([]string, 0, len(write))
	for name, data := range write {
		if err := writeFileSynced(filepath.Join(dir, stagingDir), name, data); err != nil {
			return errors.Join(err, os.RemoveAll(filepath.Join(dir, stagingDir)))
		}
		names = append(names, name)
	}
	slices.Sort(names)
	if err := swapFiles(dir, names, remove); err != nil {
		return errors.Join(err, recoverFiles(dir))
	}
	return errors.Join(os.RemoveAll(filepath.Join(dir, backupDir)),
		os.RemoveAll(filepath.Join(dir, stagingDir)))
}

func writeFileSynced(folder, name string, data []byte) error {
	path := filepath.Join(folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	if _, err = file.Write(data); err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

// swapFiles moves old files into savedFolder, then new ones into place.
func swapFiles(dir string, names, remove []string) error {
	var added, old []string
	for _, name := range names {
		if fileExists(dir, name) {
			old = append(old, name)
		} else {
			added = append(added, name)
		}
	}
	for _, name := range remove {
		if fileExists(dir, name) && !slices.Contains(names, name) {
			old = append(old, name)
		}
	}
	list, err := json.Marshal(added)
	if err != nil {
		return err
	}
	if err := writeFileSynced(dir, addedListFile, list); err != nil {
		return err
	}
	for _, name := range old {
		if err := moveFile(dir, name, backupDir+"/"+name); err != nil {
			return err
		}
	}
	for _, name := range names {
		if err := moveFile(dir, stagingDir+"/"+name, name); err != nil {
			return err
		}
	}
	return nil
}

func fileExists(dir, name string) bool {
	_, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name)))
	return err == nil
}

func moveFile(dir, from, to string) error {
	to = filepath.Join(dir, filepath.FromSlash(to))
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.Rename(filepath.Join(dir, filepath.FromSlash(from)), to)
}

// recoverFiles puts back what a replacement that never finished had moved away.
func recoverFiles(dir string) error {
	saved := filepath.Join(dir, backupDir)
	if _, err := os.Stat(saved); errors.Is(err, fs.ErrNotExist) {
		return os.RemoveAll(filepath.Join(dir, stagingDir))
	}
	var added []string
	if data, err := os.ReadFile(filepath.Join(dir, addedListFile)); err == nil {
		if err := json.Unmarshal(data, &added); err != nil {
			return fmt.Errorf("%s: %w", addedListFile, err)
		}
	}
	for _, name := range added {
		if !fileExists(dir, name) {
			continue
		}
		if err := os.Remove(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			return err
		}
	}
	err := filepath.WalkDir(saved, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(saved, path)
		if err != nil || name == filepath.Base(addedListFile) {
			return err
		}
		return os.Rename(path, filepath.Join(dir, name))
	})
	if err != nil {
		return err
	}
	return errors.Join(os.RemoveAll(saved), os.RemoveAll(filepath.Join(dir, stagingDir)))
}
