package site

import "net/http"

// policy is the page's content security policy: everything from this place, no inline script, no inline style, no
// eval but WebAssembly's own.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; font-src 'self'; " +
	"img-src 'self' data:; style-src 'self'; base-uri 'none'; form-action 'none'"

// headers sets what every answer carries. Any page may read the files, because a sandboxed frame has the origin
// "null" and fetches its own files as a stranger.
func headers(h http.Header) {
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
}
