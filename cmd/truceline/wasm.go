package main

import (
	"embed"
	"io/fs"

	"truceline/internal/site"
)

const (
	// defaultWasm is the output of `make wasm`.
	defaultWasm = "build/truceline.wasm"
	wasmUsage   = "the browser's program"
	// packedDir is the directory of packedWasm.
	packedDir = "packed"
)

// packedWasm holds the browser's program in a tool built for a release. Otherwise it is empty.
var packedWasm embed.FS

// openWasm returns the browser's program: the file named on the command line, else the embedded
// one, else the output of `make wasm`.
func openWasm(named string) (*site.File, error) {
	if path := wasmPath(named); path != "" {
		return site.ReadWasm(path)
	}
	return site.OpenWasm(packedWasm, packedDir)
}

// wasmPath returns the path from which openWasm reads the program, or "" for the embedded one.
func wasmPath(named string) string {
	if named != "" {
		return named
	}
	// The embedded program takes precedence, because it was built together with the embedded
	// scripts.
	if _, err := fs.Stat(packedWasm, packedDir); err == nil {
		return ""
	}
	return defaultWasm
}
