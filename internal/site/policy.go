package site

import (
	"net/http"
	"strings"
)

// basePolicy is a page's content security policy: everything from this place, no inline script, no
// eval but WebAssembly's own, and no inline style but one that is named by its hash.
const basePolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; font-src 'self'; " +
	"img-src 'self' data:; style-src 'self'; base-uri 'none'; form-action 'none'"

// policyWithStyle is the policy of pages with a style sheet of their own, given by its hash
// ("sha256-…").
func policyWithStyle(hash string) string {
	return strings.Replace(basePolicy, "style-src 'self'", "style-src 'self' '"+hash+"'", 1)
}

// framingPolicy is a policy for pages that frame the map: the one that writes codes to embed it,
// and the example.
func framingPolicy(policy string) string { return policy + "; frame-src 'self'" }

// isFramingPage says of a file whether it is such a page.
func isFramingPage(name string) bool {
	return strings.HasPrefix(name, embedCodeDir+"/") || strings.HasPrefix(name, exampleDir+"/")
}

// setCommonHeaders sets what every answer carries. Any page may read the files, because a sandboxed
// frame has the origin "null" and fetches its own files as a stranger. An article that is
// cross-origin isolated frames only pages that send an embedder policy themselves, and their
// workers need it, too.
func setCommonHeaders(h http.Header) {
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Cross-Origin-Embedder-Policy", "require-corp")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
}
