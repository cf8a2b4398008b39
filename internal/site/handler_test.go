package site

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strings"
	"testing"
)

func testSite(t *testing.T) *Site {
	t.Helper()
	s := &Site{policy: withInlineStyle(contentPolicy(nil), "sha256-x")}
	s.add(&File{Name: "index.html", Data: []byte("<!doctype html><title>x</title>")})
	big := s.add(newHashedFile("assets/base.json", bytes.Repeat([]byte(`{"a":1}`), 1000)))
	if err := big.Compress(5, 6); err != nil {
		t.Fatal(err)
	}
	s.add(&File{Name: "assets/a.wasm", Data: []byte("\x00asm")})
	return s
}

func request(t *testing.T, s *Site, method, target string,
	header map[string]string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, target, nil)
	for name, value := range header {
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w.Result()
}

func fileName(t *testing.T, s *Site, prefix string) string {
	t.Helper()
	for _, file := range s.Files() {
		if strings.HasPrefix(file.Name, prefix) {
			return file.Name
		}
	}
	t.Fatalf("no file %s…", prefix)
	return ""
}

// TestPolicyNamesOwnOrigin checks that a page allows files of its origin by address too.
func TestPolicyNamesOwnOrigin(t *testing.T) {
	policy := contentPolicy(&url.URL{Scheme: "https", Host: "maps.example:8443", Path: "/news/"})
	for _, directive := range []string{"script", "connect", "font", "img", "style"} {
		if want := directive + "-src 'self' https://maps.example:8443"; !strings.Contains(policy,
			want) {
			t.Errorf("the policy %q lacks %q", policy, want)
		}
	}
}

func TestPagesCarryThePolicy(t *testing.T) {
	res := request(t, testSite(t), "GET", "/", nil)
	policy := res.Header.Get("Content-Security-Policy")
	for _, part := range []string{"default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'",
		"style-src 'sha256-x' 'self'", "base-uri 'none'", "form-action 'none'"} {
		if !strings.Contains(policy, part) {
			t.Errorf("the policy %q lacks %q", policy, part)
		}
	}
	for _, forbidden := range []string{"unsafe-inline", "'unsafe-eval'", "http:", "https:", "*"} {
		if strings.Contains(policy, forbidden) {
			t.Errorf("the policy allows %s", forbidden)
		}
	}
	if got := res.Header.Get("Cache-Control"); got != "no-cache" {
		t.Errorf("a page is cached: %q", got)
	}
	if got := res.Header.Get("Content-Type"); got != "text/html; charset=utf-8" {
		t.Errorf("type %q", got)
	}
}

func TestEveryAnswerMayStandInAnIsolatedArticle(t *testing.T) {
	for _, target := range []string{"/", "/assets/a.wasm", "/missing"} {
		header := request(t, testSite(t), "GET", target, nil).Header
		if header.Get("Cross-Origin-Embedder-Policy") != "require-corp" ||
			header.Get("Cross-Origin-Resource-Policy") != "cross-origin" {
			t.Errorf("%s: %v", target, header)
		}
	}
}

func TestEveryAnswerMayBeReadByASandboxedFrame(t *testing.T) {
	s := testSite(t)
	for _, target := range []string{"/", "/assets/a.wasm", "/missing"} {
		header := request(t, s, "GET", target, nil).Header
		if header.Get("Access-Control-Allow-Origin") != "*" ||
			header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %v", target, header)
		}
		if header.Get("Set-Cookie") != "" {
			t.Errorf("%s sets a cookie", target)
		}
	}
}

func TestHashedFilesAreImmutable(t *testing.T) {
	s := testSite(t)
	res := request(t, s, "GET", "/"+fileName(t, s, "assets/base."), nil)
	if got := res.Header.Get("Cache-Control"); !strings.Contains(got, "immutable") {
		t.Errorf("Cache-Control %q", got)
	}
	if got := request(t, s, "GET", "/assets/a.wasm",
		nil).Header.Get("Content-Type"); got != "application/wasm" {
		t.Errorf("wasm has the type %q", got)
	}
}

func TestEncodingIsTheReadersChoice(t *testing.T) {
	s := testSite(t)
	target := "/" + fileName(t, s, "assets/base.")
	for accept, want := range map[string]string{
		"gzip, deflate, br": "br", "gzip": "gzip", "br;q=0, gzip;q=0.5": "gzip", "br;q=0": "",
		"": "", "identity": "", "br;q=x": "", "GZIP": "gzip",
		"br;q=0.2, gzip;q=0.8": "gzip", "gzip;q=0.8,br;q=0.8": "br", "br ; Q=1": "br", "*": "br",
		"*;q=0": "", "br;q=0, *": "gzip",
		"gzip;q=0.5, identity": "", "br;q=NaN": "", "br;q=2": "", "br;q": "", ";;,,=": "",
		"identity;q=0, gzip": "gzip",
	} {
		res := request(t, s, "GET", target, map[string]string{"Accept-Encoding": accept})
		if got := res.Header.Get("Content-Encoding"); got != want {
			t.Errorf("%q: encoding %q, want %q", accept, got, want)
		}
		if !strings.Contains(res.Header.Get("Vary"), "Accept-Encoding") {
			t.Errorf("%q: no Vary", accept)
		}
	}
}

func TestConditionsAndRanges(t *testing.T) {
	s := testSite(t)
	target := "/" + fileName(t, s, "assets/base.")
	tag := request(t, s, "GET", target, nil).Header.Get("ETag")
	if res := request(t, s, "GET", target,
		map[string]string{"If-None-Match": tag}); res.StatusCode != http.StatusNotModified {
		t.Errorf("the same tag: status %d", res.StatusCode)
	}
	if compressedTag := request(t, s, "GET", target,
		map[string]string{"Accept-Encoding": "br"}).Header.Get("ETag"); compressedTag == tag {
		t.Error("two encodings share a tag")
	}
	res := request(t, s, "GET", target, map[string]string{"Range": "bytes=2-4"})
	body, _ := io.ReadAll(res.Body)
	if res.StatusCode != http.StatusPartialContent || string(body) != `a":` {
		t.Errorf("range: status %d, %q", res.StatusCode, body)
	}
	if got := res.Header.Get("Content-Range"); got != "bytes 2-4/7000" {
		t.Errorf("range: %q", got)
	}
	for condition, want := range map[string]int{tag: http.StatusPartialContent,
		`"another"`: http.StatusOK, "W/" + tag: http.StatusOK} {
		res := request(t, s, "GET", target,
			map[string]string{"Range": "bytes=2-4", "If-Range": condition})
		if res.StatusCode != want {
			t.Errorf("If-Range %s: status %d, want %d", condition, res.StatusCode, want)
		}
	}
	for _, list := range []string{"*", "W/" + tag, `"x", ` + tag} {
		res := request(t, s, "GET", target, map[string]string{"If-None-Match": list})
		if body, _ := io.ReadAll(res.Body); res.StatusCode != http.StatusNotModified ||
			len(body) > 0 || res.Header.Get("ETag") != tag {
			t.Errorf("If-None-Match %s: status %d, %d bytes", list, res.StatusCode, len(body))
		}
	}
	if res := request(t, s, "GET", target,
		map[string]string{"If-None-Match": tag,
			"Accept-Encoding": "gzip"}); res.StatusCode != http.StatusOK {
		t.Errorf("the tag of another encoding: status %d", res.StatusCode)
	}
	if res := request(t, s, "GET", target,
		map[string]string{
			"Range": "bytes=99999-"}); res.StatusCode != http.StatusRequestedRangeNotSatisfiable {
		t.Errorf("range past the end: status %d", res.StatusCode)
	}
}

// Many small ranges must not make the answer larger than the file.
func TestRangesCannotSwellAnAnswer(t *testing.T) {
	s := testSite(t)
	target := "/" + fileName(t, s, "assets/base.")
	res := request(t, s, "GET", target,
		map[string]string{"Range": "bytes=" + strings.Repeat("0-,", 500) + "0-"})
	if body, _ := io.ReadAll(res.Body); len(body) > 7000 {
		t.Errorf("%d bytes of a file of 7000", len(body))
	}
}

func TestHeadIsGetWithoutTheBody(t *testing.T) {
	s := testSite(t)
	for _, target := range []string{"/", "/" + fileName(t, s, "assets/base."), "/assets/a.wasm",
		"/missing"} {
		for _, accept := range []string{"", "br", "gzip"} {
			header := map[string]string{"Accept-Encoding": accept}
			get, head := request(t, s, "GET", target, header),
				request(t, s, "HEAD", target, header)
			if get.StatusCode != head.StatusCode ||
				!reflect.DeepEqual(get.Header, head.Header) {
				t.Errorf("%s: %v %v, but HEAD %v %v", target, get.StatusCode, get.Header,
					head.StatusCode, head.Header)
			}
		}
	}
}

func TestMediaTypes(t *testing.T) {
	for name, want := range map[string]string{
		"a.html": "text/html; charset=utf-8", "a.js": "text/javascript; charset=utf-8",
		"a.css":  "text/css; charset=utf-8",
		"a.json": "application/json", "a.geojson": "application/geo+json",
		"a.wasm": "application/wasm", "a.ttf": "font/ttf",
		"a.svg": "image/svg+xml", "a.png": "image/png", "a.txt": "text/plain; charset=utf-8",
		"_headers": "text/plain; charset=utf-8",
		"a.csv":    "text/csv; charset=utf-8", "a.unknown": "application/octet-stream",
	} {
		if got := (&File{Name: name}).MediaType(); got != want {
			t.Errorf("%s has the type %q, want %q", name, got, want)
		}
	}
}

func TestFolderWithoutSlashRedirects(t *testing.T) {
	s := testSite(t)
	s.add(&File{Name: "uk/index.html", Data: []byte("<!doctype html>")})
	res := request(t, s, "GET", "/uk?date=2022-03-28", nil)
	if got := res.Header.Get("Location"); res.StatusCode != http.StatusMovedPermanently ||
		got != "./uk/?date=2022-03-28" {
		t.Errorf("status %d to %q", res.StatusCode, got)
	}
	for _, target := range []string{"//uk", "///example.org/uk", "/uk/..", `/\uk`, "/missing"} {
		if res := request(t, s, "GET", target, nil); res.StatusCode != http.StatusNotFound {
			t.Errorf("%s: status %d to %q", target, res.StatusCode, res.Header.Get("Location"))
		}
	}
}

func TestNothingButTheSiteIsServed(t *testing.T) {
	s := testSite(t)
	for _, target := range []string{"/../go.mod", "/assets/../../go.mod", "/%2e%2e/go.mod",
		"/assets/", "/etc/passwd", "//etc/passwd", "/assets/a.wasm/", `/..\go.mod`,
		"/..%2fgo.mod", "/..%5cgo.mod", "/%2e%2e%2fgo.mod", "/assets/a.wasm%00",
		"/assets/a.wasm%00.html", "/%00", "/./index.html", "/assets/../index.html",
		"/C:/windows/win.ini", "/.git/config", "/assets//a.wasm", "/ASSETS/A.WASM",
		"/%c0%ae%c0%ae/go.mod"} {
		if res := request(t, s, "GET", target, nil); res.StatusCode != http.StatusNotFound {
			t.Errorf("%s: status %d", target, res.StatusCode)
		}
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "get",
		"X"} {
		if res := request(t, s, method, "/", nil); res.StatusCode != http.StatusMethodNotAllowed ||
			res.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: status %d", method, res.StatusCode)
		}
	}
	if res := request(t, s, "HEAD", "/", nil); res.StatusCode != http.StatusOK {
		t.Errorf("HEAD: status %d", res.StatusCode)
	}
}

func TestHashedNamesFollowContent(t *testing.T) {
	a, b := newHashedFile("assets/map.js", []byte("a")), newHashedFile("assets/map.js", []byte("b"))
	if a.Name == b.Name || a.Name != newHashedFile("assets/map.js", []byte("a")).Name {
		t.Errorf("names %s and %s", a.Name, b.Name)
	}
}
