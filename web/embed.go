// Package web holds the page's scripts and styles. internal/site bundles them.
package web

import "embed"

// FS holds the ES modules, the style sheet and Go's own loader (go/wasm_exec.js, the copy of the
// pinned Go).
//
//go:embed *.js *.css go/wasm_exec.js examples
var FS embed.FS
