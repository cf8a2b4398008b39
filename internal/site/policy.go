package site

import (
	"net/http"
	"net/url"
	"strings"
)

// contentPolicy returns the content security policy of pages published at base, which may be nil.
// It allows files of the page's own origin and WebAssembly, but no inline scripts and no eval. The
// origin is also named by its address, because in WebKit 'self' matches nothing in a sandboxed
// frame, whose origin is opaque.
func contentPolicy(base *url.URL) string {
	own := "'self'"
	if base != nil {
		own += " " + base.Scheme + "://" + base.Host
	}
	return "default-src 'none'; script-src " + own + " 'wasm-unsafe-eval'; connect-src " + own +
		"; font-src " + own + "; img-src " + own + " data:; style-src " + own +
		"; base-uri 'none'; form-action 'none'"
}

// withInlineStyle returns a policy that also allows an inline style sheet, given by its hash
// ("sha256-…").
func withInlineStyle(policy, hash string) string {
	return strings.Replace(policy, "style-src ", "style-src '"+hash+"' ", 1)
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
