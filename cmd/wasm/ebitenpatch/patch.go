package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/bluekeyes/go-gitdiff/gitdiff"
)

// patchDir holds the patches, in the order of their names.
const patchDir = "third_party/ebitengine/patches"

// A patch is a file as `git format-patch` writes it.
type patch struct {
	name   string
	header *gitdiff.PatchHeader
	files  []*gitdiff.File
}

// readPatches reads the patches of a folder.
func readPatches(dir fs.FS) ([]patch, error) {
	names, err := fs.Glob(dir, "*.patch")
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, errors.New(patchDir + " holds no patches")
	}
	slices.Sort(names)
	var patches []patch
	for _, name := range names {
		p, err := readPatch(dir, name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		patches = append(patches, p)
	}
	return patches, nil
}

func readPatch(dir fs.FS, name string) (patch, error) {
	data, err := fs.ReadFile(dir, name)
	if err != nil {
		return patch{}, err
	}
	files, preamble, err := gitdiff.Parse(bytes.NewReader(data))
	if err != nil {
		return patch{}, err
	}
	if len(files) == 0 {
		return patch{}, errors.New("it changes no file")
	}
	for _, f := range files {
		if f.IsRename || f.IsCopy || f.IsBinary {
			return patch{}, fmt.Errorf("%s: only changes of text are applied", changedPath(f))
		}
		if !fs.ValidPath(changedPath(f)) {
			return patch{}, fmt.Errorf("%s: not a path within the module", changedPath(f))
		}
	}
	header, err := gitdiff.ParsePatchHeader(preamble)
	if err != nil {
		return patch{}, err
	}
	return patch{name, header, files}, nil
}

// changedPath is the path of the file that a part of a patch changes, adds or deletes.
func changedPath(f *gitdiff.File) string {
	if f.IsDelete {
		return f.OldName
	}
	return f.NewName
}

// A tree holds the files of a module that differ from it.
type tree struct {
	module fs.FS
	// files are the changed and the added ones by their paths. A deleted one is nil.
	files map[string][]byte
	// patches are the names of the patches that a file has been changed by.
	patches map[string][]string
}

// applyPatches applies the patches one after the other. Every line of their hunks must be where the
// patch has it.
func applyPatches(module fs.FS, patches []patch) (*tree, error) {
	t := &tree{module: module, files: map[string][]byte{}, patches: map[string][]string{}}
	for _, p := range patches {
		for _, f := range p.files {
			if err := t.apply(f); err != nil {
				return nil, fmt.Errorf("%s/%s does not apply to %s: %w; %s says how to adapt it",
					patchDir, p.name, changedPath(f), err, readme)
			}
			t.patches[changedPath(f)] = append(t.patches[changedPath(f)], p.name)
		}
	}
	for name, names := range t.patches {
		if t.files[name] != nil && path.Ext(name) == ".go" {
			t.files[name] = append(t.files[name], notice(names)...)
		}
	}
	return t, nil
}

func (t *tree) apply(f *gitdiff.File) error {
	name := changedPath(f)
	old, err := t.read(name)
	switch {
	case f.IsNew && err == nil:
		return errors.New("the file exists already")
	case !f.IsNew && err != nil:
		return err
	case f.IsNew && !errors.Is(err, fs.ErrNotExist):
		return err
	}
	var changed bytes.Buffer
	if err := gitdiff.Apply(&changed, bytes.NewReader(old), f); err != nil {
		var at *gitdiff.ApplyError
		if errors.As(err, &at) {
			return fmt.Errorf("hunk %d, line %d of the file: %w", at.Fragment, at.Line, err)
		}
		return err
	}
	if f.IsDelete {
		t.files[name] = nil
	} else {
		t.files[name] = changed.Bytes()
	}
	return nil
}

// read returns a file as the patches so far have left it.
func (t *tree) read(name string) ([]byte, error) {
	data, changed := t.files[name]
	if !changed {
		return fs.ReadFile(t.module, name)
	}
	if data == nil {
		return nil, fs.ErrNotExist
	}
	return data, nil
}

// notice says of a changed file that it was changed, which its licence asks for.
func notice(patches []string) string {
	return "\n// Changed for Truceline by " + patchDir + ": " + strings.Join(patches, ", ") + ".\n"
}
