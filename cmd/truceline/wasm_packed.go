//go:build withwasm

package main

import "embed"

// The release lays the two files over this folder (go build -overlay), so that nothing built stands
// among the sources.
//
//go:embed packed/truceline.wasm.br packed/truceline.wasm.gz
var packed embed.FS

func init() { packedWasm = packed }
