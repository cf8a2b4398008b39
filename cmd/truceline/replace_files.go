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

// Directories that hold files during a replacement, relative to the assets.
const (
	stagingDir    = ".truceline-new" // the new files
	backupDir     = ".truceline-old" // the old files
	addedListFile = ".truceline-old/added.json"
)

// replaceFiles writes files and removes others in one atomic step. It writes the new files to a
// staging directory, moves the old files to a backup directory and then the new ones into place. If
// it is interrupted, even by a power cut, the next call of replaceFiles or recoverFiles restores
// the old files. Names are slash-separated and relative to dir.
func replaceFiles(dir string, files map[string][]byte, remove []string) error {
	if err := recoverFiles(dir); err != nil {
		return err
	}
	newNames := make([]string, 0, len(files))
	for name, data := range files {
		if err := writeFileSynced(filepath.Join(dir, stagingDir), name, data); err != nil {
			return errors.Join(err, os.RemoveAll(filepath.Join(dir, stagingDir)))
		}
		newNames = append(newNames, name)
	}
	slices.Sort(newNames)
	if err := swapFiles(dir, newNames, remove); err != nil {
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

// swapFiles moves old files to the backup directory, then new files into place. It first records
// which files are additions.
func swapFiles(dir string, newNames, remove []string) error {
	var added, replaced []string
	for _, name := range newNames {
		if fileExists(dir, name) {
			replaced = append(replaced, name)
		} else {
			added = append(added, name)
		}
	}
	for _, name := range remove {
		if fileExists(dir, name) && !slices.Contains(newNames, name) {
			replaced = append(replaced, name)
		}
	}
	addedJSON, err := json.Marshal(added)
	if err != nil {
		return err
	}
	if err := writeFileSynced(dir, addedListFile, addedJSON); err != nil {
		return err
	}
	for _, name := range replaced {
		if err := moveFile(dir, name, backupDir+"/"+name); err != nil {
			return err
		}
	}
	for _, name := range newNames {
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

// recoverFiles undoes a replacement that was interrupted.
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
