package memfs

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
)

// Overlay is a file system with the files of both Upper and Lower. Where both have a file of the
// same name, it is that of Upper.
type Overlay struct {
	Upper, Lower fs.FS
}

var _ fs.ReadDirFS = Overlay{}

// Open implements fs.FS.
func (o Overlay) Open(name string) (fs.File, error) {
	file, err := o.Upper.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return o.Lower.Open(name)
	}
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil || !info.IsDir() {
		return file, err
	}
	file.Close()
	entries, err := o.ReadDir(name)
	return newDir(name, entries), err
}

// ReadDir implements fs.ReadDirFS. It lists the entries of both.
func (o Overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	upper, err := fs.ReadDir(o.Upper, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	lower, lowerErr := fs.ReadDir(o.Lower, name)
	if lowerErr != nil && (err != nil || !errors.Is(lowerErr, fs.ErrNotExist)) {
		return nil, lowerErr
	}
	entries := append(slices.Clone(upper), lower...)
	compareNames := func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) }
	slices.SortStableFunc(entries, compareNames)
	return slices.CompactFunc(entries,
		func(a, b fs.DirEntry) bool { return compareNames(a, b) == 0 }), nil
}
