package site

import (
	"bytes"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
)

// builtSite is the site of the committed assets with a program that is none.
var builtSite = sync.OnceValues(func() (*Site, error) {
	wasm := hashed("assets/truceline.wasm", []byte("\x00asm"))
	return Build(Options{Assets: os.DirFS("../../assets"), Wasm: wasm, Base: &url.URL{Scheme: "https", Host: "news.example", Path: "/maps/"}})
})

func built(t *testing.T) *Site {
	t.Helper()
	s, err := builtSite()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// firstPictureLimit is how many bytes of a page may come before its picture is there, compressed.
const firstPictureLimit = 60_000

func TestTheFirstPictureIsSmall(t *testing.T) {
	largest := 0
	for _, f := range built(t).Files() {
		if !strings.HasSuffix(f.Name, ".html") {
			continue
		}
		page := File{Name: f.Name, Data: f.Data}
		if err := page.Compress(5, 6); err != nil {
			t.Fatal(err)
		}
		largest = max(largest, len(page.Gzip))
		if len(page.Gzip) > firstPictureLimit {
			t.Errorf("%s: %d bytes by gzip, at most %d", f.Name, len(page.Gzip), firstPictureLimit)
		}
		if bytes.Contains(f.Data, []byte(" style=")) {
			t.Errorf("%s has a style attribute, which the policy ignores", f.Name)
		}
		t.Logf("%s: %d bytes, gzip %d, brotli %d", f.Name, len(f.Data), len(page.Gzip), len(page.Brotli))
	}
}
