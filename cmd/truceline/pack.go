package main

import (
	"fmt"

	"truceline/internal/atomicfile"
	"truceline/internal/site"
)

// packCommand compresses the browser's program, writes the results beside it and prints their
// sizes.
func packCommand(t *tool, args []string) error {
	o := newOptions("pack")
	wasm := o.String("wasm", defaultWasm, wasmUsage)
	if _, err := o.parse(args, 0); err != nil {
		return err
	}
	file, err := site.ReadWasm(*wasm)
	if err != nil {
		return err
	}
	if len(file.Brotli) == 0 || len(file.Gzip) == 0 {
		fmt.Fprintf(t.stderr, "pack: compressing %s (about half a minute)\n", *wasm)
		if err := file.Compress(11, 9); err != nil {
			return err
		}
		if err := atomicfile.WriteBytes(*wasm+".br", file.Brotli); err != nil {
			return err
		}
		if err := atomicfile.WriteBytes(*wasm+".gz", file.Gzip); err != nil {
			return err
		}
	}
	fmt.Fprintf(t.stdout, "%s: %d bytes, gzip %d, brotli %d\n", *wasm, len(file.Data),
		len(file.Gzip), len(file.Brotli))
	return nil
}
