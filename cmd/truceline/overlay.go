package main

import (
	"io/fs"

	"truceline/internal/memfs"
)

// overlayFS is a file system in which some files are replaced or added.
type overlayFS struct {
	memfs.Overlay
	base  fs.FS
	files memfs.FS
}

func newOverlay(base fs.FS, files map[string][]byte) overlayFS {
	return overlayFS{memfs.Overlay{Upper: memfs.FS(files), Lower: base}, base, files}
}
