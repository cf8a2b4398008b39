//go:build withwasm

package main

import "embed"

// The release adds the two files with go build -overlay, so that the source tree contains no build
// output.
//
//go:embed packed/truceline.wasm.br packed/truceline.wasm.gz
var packed embed.FS

func init() { packedWasm = packed }
