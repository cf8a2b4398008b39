package site

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"

	"truceline/internal/app"
)

// TestTextEditionIsSelfContained checks the file without a browser: it has no scripts and fetches
// nothing, and all texts of the view are in it.
func TestTextEditionIsSelfContained(t *testing.T) {
	assets := os.DirFS("../../assets")
	a, err := app.New(assets, app.State{Lang: "uk"})
	if err != nil {
		t.Fatal(err)
	}
	view := a.View()
	data, err := TextEdition(assets, "uk")
	if err != nil {
		t.Fatal(err)
	}
	html := string(data)
	for _, forbidden := range []string{"<script", "<link rel=\"stylesheet", "@import", "url(http",
		" onload", "ZgotmplZ", "style=\""} {
		if strings.Contains(html, forbidden) {
			t.Errorf("it holds %s", forbidden)
		}
	}
	fetches := regexp.MustCompile(`(?:src|xlink:href)="([^"]*)"`)
	for _, found := range fetches.FindAllStringSubmatch(html, -1) {
		if !strings.HasPrefix(found[1], "#") {
			t.Errorf("it fetches %s", found[1])
		}
	}
	for _, found := range regexp.MustCompile(`url\(([^)]{0,12})`).FindAllStringSubmatch(html, -1) {
		if !strings.HasPrefix(found[1], "data:font") && !strings.HasPrefix(found[1], "#") {
			t.Errorf("it fetches %s", found[1])
		}
	}
	lines := append([]string{`lang="uk"`, view.Title, view.Situation, view.Source, view.Credit},
		view.Notes...)
	for _, row := range view.Table.Rows {
		lines = append(lines, row.Name)
		lines = append(lines, row.Cells...)
	}
	for _, s := range view.Scenarios {
		lines = append(lines, s.Name, s.Summary, s.KindLabel)
	}
	for _, row := range view.Claims.Rows {
		lines = append(lines, row.Cells...)
	}
	text := unescapeHTML(html)
	for _, line := range lines {
		if !strings.Contains(text, line) {
			t.Errorf("%q is not in it", line)
		}
	}
	ids := map[string]bool{}
	for _, found := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(html, -1) {
		if ids[found[1]] {
			t.Errorf("the id %s stands twice", found[1])
		}
		ids[found[1]] = true
	}
	for _, found := range regexp.MustCompile(
		`href="#([^"]*)"|url\(#([^)]*)\)`).FindAllStringSubmatch(html, -1) {
		if id := found[1] + found[2]; !ids[id] {
			t.Errorf("#%s leads nowhere", id)
		}
	}
	again, err := TextEdition(assets, "uk")
	if err != nil || !bytes.Equal(data, again) {
		t.Errorf("written again it differs (%v)", err)
	}
	if _, err := TextEdition(assets, "de"); err == nil {
		t.Error("a language without texts has a page")
	}
}

func unescapeHTML(html string) string {
	return strings.NewReplacer("&amp;", "&", "&#39;", "'", "&#34;", `"`, "&lt;", "<", "&gt;", ">",
		"&#43;", "+").Replace(html)
}
