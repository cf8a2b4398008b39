package site

import (
	"net/http"
	"strings"
)

// basePolicy is the content security policy of pages. It allows files of the page's own origin and
// WebAssembly, but no inline scripts and no eval. Inline styles need their hash in the policy.
const basePolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; " +
	"connect-src 'self'; font-src 'self'; " +
	"img-src 'self' data:; style-src 'self'; base-uri 'none'; form-action 'none'"

// policyWithStyle returns the policy of pages with an inline style sheet, given by its hash
// ("sha256-…").
func policyWithStyle(hash string) string {
	return strings.Replace(basePolicy, "style-src 'self'", "style-src 'self' '"+hash+"'", 1)
}

// framingPolicy returns the policy of pages that frame the map.
func framingPolicy(policy string) string { return policy + "; frame-src 'self'" }

// isFramingPage reports whether a file is a page that frames the map: an "Embed this" page or the
// example.
func isFramingPage(name string) bool {
	return strings.HasPrefix(name, embedCodeDir+"/") || strings.HasPrefix(name, exampleDir+"/")
}

// setCommonHeaders sets the headers of every answer. CORS allows any origin, because a sandboxed
// frame has the origin "null" and fetches its own files across origins. A cross-origin isolated
// article only frames pages that send an embedder policy, which their workers need too.
func setCommonHeaders(h http.Header) {
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Cross-Origin-Embedder-Policy", "require-corp")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
}
