package site

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"testing"
)

// FuzzHandler: every answer is one of the site's files or none, with the common headers.
func FuzzHandler(f *testing.F) {
	for _, path := range []string{"/", "/index.html", "/../x", "/%2e%2e/x", "/a\x00", "//x", "/uk",
		"/assets/a.wasm", "/assets/"} {
		f.Add("GET", path, "br;q=0.5, gzip", "bytes=0-1,3-", `"x"`)
	}
	f.Add("POST", "/", "*;q=0", "bytes=-1", "*")
	s := &Site{}
	s.add(&File{Name: "index.html", Data: []byte("<!doctype html>")})
	s.add(&File{Name: "uk/index.html", Data: []byte("<!doctype html>")})
	s.add(&File{Name: "assets/a.wasm", Data: []byte("\x00asm"), Brotli: []byte("b"),
		Gzip: []byte("g")})
	known := []int{200, 206, 301, 304, 404, 405, 412, 416}
	f.Fuzz(func(t *testing.T, method, path, accept, span, tag string) {
		r := &http.Request{Method: method, URL: &url.URL{Path: path},
			Header: http.Header{"Accept-Encoding": {accept}, "Range": {span},
				"If-None-Match": {tag}, "If-Range": {tag}}}
		w := httptest.NewRecorder()
		s.Handler().ServeHTTP(w, r)
		if !slices.Contains(known, w.Code) ||
			w.Header().Get("X-Content-Type-Options") != "nosniff" ||
			w.Header().Get("Set-Cookie") != "" {
			t.Fatalf("%s %q: %d %v", method, path, w.Code, w.Header())
		}
		if w.Body.Len() > 500 {
			t.Fatalf("%s %q: %d bytes", method, path, w.Body.Len())
		}
	})
}
