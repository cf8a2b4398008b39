package site

import (
	"html"
	"io/fs"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"truceline/assets"
)

// Only the pages in embedCodeDir and exampleDir may frame the map, and all files that they refer to
// exist.
func TestPagesThatFrameTheMap(t *testing.T) {
	s := committedSite(t)
	links := regexp.MustCompile(`(?:src|href|data-truceline)="([^"#]*)"`)
	count := 0
	for _, file := range s.Files() {
		if !strings.HasSuffix(file.Name, ".html") {
			continue
		}
		if got := strings.Contains(s.policyOf(file.Name),
			"frame-src 'self'"); got != isFramingPage(file.Name) {
			t.Errorf("%s: may frame: %v", file.Name, got)
		}
		if !isFramingPage(file.Name) {
			continue
		}
		count++
		page := string(file.Data)
		if !strings.Contains(page, "; frame-src &#39;self&#39;\">") {
			t.Errorf("%s: its own policy lets it frame nothing", file.Name)
		}
		if strings.Contains(page, "style=\"") || strings.Contains(page, "<style") ||
			strings.Contains(page, "<script>") {
			t.Errorf("%s: something stands in it that its policy forbids", file.Name)
		}
		base, _ := url.Parse("/" + file.Name)
		for _, m := range links.FindAllStringSubmatch(page, -1) {
			if strings.HasPrefix(m[1], "data:") || strings.HasPrefix(m[1], "https://") {
				continue
			}
			target, err := base.Parse(m[1])
			if err != nil {
				t.Fatalf("%s: %v", file.Name, err)
			}
			name := strings.TrimPrefix(target.Path, "/")
			if strings.HasSuffix(name, "/") {
				name += "index.html"
			}
			if s.File(name) == nil {
				t.Errorf("%s refers to %s, which is not there", file.Name, m[1])
			}
		}
	}
	if count != 4 {
		t.Errorf("%d pages, want one to embed from in each of 3 languages and the example", count)
	}
}

// Every external link of the example is a source of the story.
func TestExampleLinksOnlySourcesOfStory(t *testing.T) {
	s := committedSite(t)
	page := string(s.File(exampleDir + "/paris/index.html").Data)
	data, err := fs.ReadFile(assets.FS, "story.json")
	if err != nil {
		t.Fatal(err)
	}
	story := string(data)
	found := regexp.MustCompile(`href="(https?://[^"]*)"`).FindAllStringSubmatch(page, -1)
	if len(found) < 5 {
		t.Errorf("%d addresses of sources", len(found))
	}
	for _, m := range found {
		if address := html.UnescapeString(m[1]); !strings.Contains(story, address) {
			t.Errorf("%s is no source of the story", address)
		}
	}
	if n := strings.Count(page, "data-step=") +
		strings.Count(page, "data-scenario="); n != len(exampleSteps) {
		t.Errorf("%d steps, want %d", n, len(exampleSteps))
	}
}
