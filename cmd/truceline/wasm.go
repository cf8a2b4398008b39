package main

import (
	"embed"
	"io/fs"

	"truceline/internal/site"
)

const (
	// defaultWasm is where `make wasm` leaves the browser's program.
	defaultWasm = "build/truceline.wasm"
	wasmUsage   = "the browser's program"
	// packedDir is where packedWasm holds it.
	packedDir = "packed"
)

// packedWasm is the browser's program inside a tool that was built for an archive. Elsewhere it is
// empty.
var packedWasm embed.FS

// openWasm returns the browser's program: the file that was named on the command line, else the one
// inside this tool, else what `make wasm` has built.
func openWasm(named string) (*site.File, error) {
	if path := wasmPath(named); path != "" {
		return site.ReadWasm(path)
	}
	return site.OpenWasm(packedWasm, packedDir)
}

// wasmPath is the path of the program that wasmFile reads; empty: it is inside this tool.
func wasmPath(named string) string {
	if named != "" {
		return named
	}
	// The one inside comes first: it was built together with the scripts inside.
	if _, err := fs.Stat(packedWasm, packedDir); err == nil {
		return ""
	}
	return defaultWasm
}
