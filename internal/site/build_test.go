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

// buildOnce builds the site of the committed assets, with a stub for the program.
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

// firstPictureLimit is the maximum size in bytes of a page, compressed as by Write. A page contains
// its first picture.
const firstPictureLimit = 75_000

// scriptLimit is the maximum size in bytes of all scripts of a page, compressed.
const scriptLimit = 28_500

func TestFirstPictureIsSmall(t *testing.T) {
	var pages sync.WaitGroup
	for _, file := range committedSite(t).Files() {
		if !strings.HasSuffix(file.Name, ".html") {
			continue
		}
		pages.Go(func() {
			page := File{Name: file.Name, Data: file.Data}
			if err := page.Compress(distBrotliLevel, distGzipLevel); err != nil {
				t.Error(err)
			}
			if len(page.Brotli) > firstPictureLimit {
				t.Errorf("%s: %d bytes by brotli, at most %d", file.Name, len(page.Brotli),
					firstPictureLimit)
			}
			if bytes.Contains(file.Data, []byte(" style=")) {
				t.Errorf("%s has a style attribute, which the policy ignores", file.Name)
			}
			t.Logf("%s: %d bytes, gzip %d, brotli %d", file.Name, len(file.Data), len(page.Gzip),
				len(page.Brotli))
		})
	}
	pages.Wait()
}

func TestScriptsAndDataAreSmall(t *testing.T) {
	s := committedSite(t)
	sizes := map[string]int{}
	for _, file := range s.Files() {
		copied := File{Name: file.Name, Data: file.Data}
		switch {
		case strings.HasSuffix(file.Name, ".js"), file.Name == "en/index.html":
			if err := copied.Compress(11, 9); err != nil {
				t.Fatal(err)
			}
			sizes[strings.Split(path.Base(file.Name), ".")[0]] = len(copied.Brotli)
		}
	}
	// This includes Go's wasm_exec.js.
	if total := sizes["boot"] + sizes["map"] + sizes["sw"] + sizes["embed"] +
		sizes["load"]; total > scriptLimit {
		t.Errorf("the scripts are %d bytes, at most %d: %v", total, scriptLimit, sizes)
	}
	t.Logf("brotli 11: %v", sizes)
}

// pictureTextPattern matches the texts above and below a page's static map.
var pictureTextPattern = regexp.MustCompile(
	`<svg class="(?:top|base) s\d"[^>]* aria-label="([^"]*)"`)

// A truncated source does not identify a publication, and a truncated title may say the opposite.
func TestStaticMapTextsAreNotTruncated(t *testing.T) {
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

// Swatches in the panel's legend look as in the picture's: an outline is a rectangle in both.
func TestOutlinesHaveBoxesAsSwatches(t *testing.T) {
	themes, err := scene.LoadThemes(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	boxes := 0
	for _, s := range swatches(themes["light"]) {
		if scene.SwatchMarkOf(s.ID) == scene.MarkOutline {
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

// A fill whose custom property is undefined would be black.
func TestEveryColourOfASwatchIsDefined(t *testing.T) {
	for name, page := range mapPages(t) {
		defined := map[string]bool{}
		for _, style := range stylePattern.FindAllStringSubmatch(page, -1) {
			for _, colour := range colorSetPattern.FindAllStringSubmatch(style[1], -1) {
				defined[colour[1]] = true
			}
		}
		used := colorUsePattern.FindAllStringSubmatch(page, -1)
		if len(used) == 0 {
			t.Errorf("%s: no swatches", name)
		}
		for _, colour := range used {
			if !defined[colour[1]] {
				t.Errorf("%s: %s is not set", name, colour[1])
			}
		}
	}
}
