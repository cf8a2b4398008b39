package main

import (
	"fmt"
	"net/url"
	"strings"

	"truceline/internal/atomicfile"
	"truceline/internal/site"
)

// distCommand writes the site to a directory for any static host.
func distCommand(t *tool, args []string) error {
	o := newOptions("dist")
	out := o.String("out", "", "folder to write")
	base := o.String("base-url", "", "address at which the folder will be")
	wasm := o.String("wasm", "", wasmUsage)
	if _, err := o.parse(args, 0); err != nil {
		return err
	}
	if *out == "" {
		return badUsage("dist: --out names the folder to write")
	}
	baseURL, err := parseBaseURL(*base)
	if err != nil {
		return err
	}
	assets, dir, err := o.openAssets()
	if err != nil {
		return err
	}
	if err := t.refreshIfStale(assets, dir); err != nil {
		return err
	}
	program, err := openWasm(*wasm)
	if err != nil {
		return err
	}
	if err := t.compressWasm(program, wasmPath(*wasm)); err != nil {
		return err
	}
	built, err := site.Build(site.Options{Assets: assets, Wasm: program, Base: baseURL})
	if err != nil {
		return err
	}
	fmt.Fprintln(t.stderr, "dist: drawing cards and compressing")
	written, err := built.Write(*out)
	if err != nil {
		return err
	}
	fmt.Fprintf(t.stdout, "%s: %d files for %s, %d of them new\n", *out, written.Files, baseURL,
		written.Changed)
	return nil
}

// parseBaseURL parses the address of the published directory. The trailing slash is optional.
func parseBaseURL(text string) (*url.URL, error) {
	baseURL, err := url.Parse(text)
	if err != nil || baseURL.Host == "" || baseURL.Scheme != "https" && baseURL.Scheme != "http" ||
		baseURL.RawQuery != "" || baseURL.Fragment != "" || baseURL.User != nil {
		return nil,
			badUsage(
				"dist: --base-url is the address at which the folder will be, such as https://news.example/maps/, not %q", text)
	}
	baseURL.Path = strings.TrimSuffix(baseURL.Path, "/") + "/"
	baseURL.RawPath = ""
	return baseURL, nil
}

// compressWasm compresses the browser's program unless that has been done. It writes the results
// beside the program for the next time, because compression is slow; see docs/performance.md.
func (t *tool) compressWasm(program *site.File, path string) error {
	if len(program.Brotli) > 0 && len(program.Gzip) > 0 {
		return nil
	}
	fmt.Fprintln(t.stderr, "dist: compressing the browser's program, once (about half a minute)")
	if err := program.Compress(11, 9); err != nil {
		return err
	}
	if path == "" {
		return nil
	}
	if current, err := site.ReadWasm(path); err != nil || current.Name != program.Name {
		return nil // rebuilt in the meantime
	}
	for ext, data := range map[string][]byte{".br": program.Brotli, ".gz": program.Gzip} {
		if err := atomicfile.WriteBytes(path+ext, data); err != nil {
			return err
		}
	}
	return nil
}
