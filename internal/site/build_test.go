package site

import (
	"bytes"
	"net/url"
	"os"
	"path"
	"regexp"
	"strings"
	"sync"
	"testing"

	"truceline/internal/scene"
)

// buildOnce is the site of the committed assets with a program that is none.
var buildOnce = sync.OnceValues(func() (*Site, error) {
	wasm := newHashedFile("assets/truceline.wasm", []byte("\x00asm"))
	return Build(Options{Assets: os.DirFS("../../assets"), Wasm: wasm,
		Base: &url.URL{Scheme: "https", Host: "news.example", Path: "/maps/"}})
})

func committedSite(t *testing.T) *Site {
	t.Helper()
	s, err := buildOnce()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// firstPictureLimit is how many bytes of a page may come before its picture is there, compressed as
// Write does.
const firstPictureLimit = 75_000

// scriptLimit is how many bytes of script a page may have, compressed.
const scriptLimit = 28_500

func TestTheFirstPictureIsSmall(t *testing.T) {
	var pages sync.WaitGroup
	for _, f := range committedSite(t).Files() {
		if !strings.HasSuffix(f.Name, ".html") {
			continue
		}
		pages.Go(func() {
			page := File{Name: f.Name, Data: f.Data}
			if err := page.Compress(distBrotliLevel, distGzipLevel); err != nil {
				t.Error(err)
			}
			if len(page.Brotli) > firstPictureLimit {
				t.Errorf("%s: %d bytes by brotli, at most %d", f.Name, len(page.Brotli),
					firstPictureLimit)
			}
			if bytes.Contains(f.Data, []byte(" style=")) {
				t.Errorf("%s has a style attribute, which the policy ignores", f.Name)
			}
			t.Logf("%s: %d bytes, gzip %d, brotli %d", f.Name, len(f.Data), len(page.Gzip),
				len(page.Brotli))
		})
	}
	pages.Wait()
}

func TestScriptsAndDataAreSmall(t *testing.T) {
	s := committedSite(t)
	sizes := map[string]int{}
	for _, f := range s.Files() {
		copied := File{Name: f.Name, Data: f.Data}
		switch {
		case strings.HasSuffix(f.Name, ".js"), f.Name == "en/index.html":
			if err := copied.Compress(11, 9); err != nil {
				t.Fatal(err)
			}
			sizes[strings.Split(path.Base(f.Name), ".")[0]] = len(copied.Brotli)
		}
	}
	// Go's own loader is among them.
	if all := sizes["first"] + sizes["map"] + sizes["sw"] + sizes["embed"] +
		sizes["fetcher"]; all > scriptLimit {
		t.Errorf("the scripts are %d bytes, at most %d: %v", all, scriptLimit, sizes)
	}
	t.Logf("brotli 11: %v", sizes)
}

// pictureTextPattern are the words of a text above or below a page's picture.
var pictureTextPattern = regexp.MustCompile(
	`<svg class="(?:top|base) s\d"[^>]* aria-label="([^"]*)"`)

// A source that is cut is no source, and a cut title may say the opposite.
func TestNoTextOfAPictureIsCut(t *testing.T) {
	for name, page := range mapPages(t) {
		texts := pictureTextPattern.FindAllStringSubmatch(page, -1)
		if len(texts) == 0 {
			t.Errorf("%s: no texts", name)
		}
		for _, text := range texts {
			if strings.Contains(text[1], "…") {
				t.Errorf("%s: %q", name, text[1])
			}
		}
	}
}

var (
	colorUsePattern = regexp.MustCompile(`(?:fill|stroke)="var\((--[a-z0-9-]+)\)"`)
	colorSetPattern = regexp.MustCompile(`(--[a-z0-9-]+):`)
)

// The panel's legend has the looks of the picture's key: an outline is a box in both.
func TestOutlinesHaveBoxesAsSwatches(t *testing.T) {
	themes, err := scene.LoadThemes(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	boxes := 0
	for _, s := range swatches(themes["light"]) {
		if scene.IsOutlineSwatch(s.ID) {
			boxes++
			body := string(s.Body)
			if !strings.Contains(body, `fill="none"`) || strings.Contains(body, "<path") {
				t.Errorf("%s: %s", s.ID, s.Body)
			}
		}
	}
	if boxes != 2 {
		t.Errorf("%d outlines, not 2", boxes)
	}
}

// An area whose colour is not set is black.
func TestEveryColourOfASwatchIsSet(t *testing.T) {
	for name, page := range mapPages(t) {
		set := map[string]bool{}
		for _, style := range stylePattern.FindAllStringSubmatch(page, -1) {
			for _, colour := range colorSetPattern.FindAllStringSubmatch(style[1], -1) {
				set[colour[1]] = true
			}
		}
		used := colorUsePattern.FindAllStringSubmatch(page, -1)
		if len(used) == 0 {
			t.Errorf("%s: no swatches", name)
		}
		for _, colour := range used {
			if !set[colour[1]] {
				t.Errorf("%s: %s is not set", name, colour[1])
			}
		}
	}
}
