// Package web embeds the page's scripts and styles, which internal/site bundles.
package web

import "embed"

// FS holds the ES modules, the style sheets and go/wasm_exec.js, the loader of the pinned Go
// version.
//
//go:embed *.js *.css go/wasm_exec.js examples
var FS embed.FS
