package site

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"strings"

	"truceline/internal/app"
)

// htmlFS holds the page's templates: page.html is the whole, the other files are its parts.
//
//go:embed html/*.html
var htmlFS embed.FS

var pageTemplate = template.Must(template.New("page.html").ParseFS(htmlFS, "html/*.html"))

// iconURL is the sign of internal/icon, so that no browser asks for /favicon.ico.
const iconURL template.URL = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E" +
	"%3CclipPath id='a'%3E%3Crect width='16' height='16' rx='2'/%3E%3C/clipPath%3E%3Cg clip-path='url(%23a)'%3E%3Cpath fill='%231d4f7c' d='M0 0h16v16H0z'/%3E" +
	"%3Cpath fill='%237fa3c0' stroke='%23fff' stroke-width='1.8' d='M11.5-2l-2 6.5 2 3L6 11l-2 7h16V-2z'/%3E%3C/g%3E%3C/svg%3E"

// pageConfig is what the page's script needs to know: where the program and its data are, and the
// sentences it says before there is a program.
type pageConfig struct {
	Wasm  assetRef   `json:"wasm"`
	Files []assetRef `json:"files"`
	// Bundles is the list of the site's bundles: the program may want files of those that are not
	// the page's own.
	Bundles assetRef          `json:"bundles"`
	Texts   map[string]string `json:"texts"`
	// Script is the module that starts the program.
	Script string `json:"script"`
	// LoaderWorker is the worker that fetches the program and its data.
	LoaderWorker string `json:"fetcher"`
	// Root leads from the page to the site's root, to which all addresses are relative.
	Root string `json:"root"`
	// Lang and Own are what the page itself shows: the language, and the state as the query of a
	// link.
	Lang      string `json:"lang"`
	PageState string `json:"own"`
	// Dates and Pullbacks are the stops of the two sliders, which work before there is a program.
	Dates     []sliderStop `json:"dates"`
	Pullbacks []sliderStop `json:"pullbacks,omitempty"`
	// Pinned is there on pages that are kept as they were published.
	Pinned *pinnedContent `json:"kept,omitempty"`
}

// sliderStop is a place on a slider: the value that it chooses, its text, and where it is in
// thousandths of the slider.
type sliderStop struct {
	Value any    `json:"value"`
	Text  string `json:"text"`
	At    int    `json:"at"`
}

// assetRef is a file that the script fetches.
type assetRef struct {
	// Name is the name under which the program gets it.
	Name string `json:"name,omitempty"`
	// URL is relative to the site's root.
	URL string `json:"url"`
	// Size in bytes as they arrive after decompression, for the progress bar.
	Size int `json:"size"`
	// Hash is the SHA-256 of what arrives, in hexadecimal digits, where it must be checked.
	Hash string `json:"hash,omitempty"`
	// Files are the paths of the files in a bundle.
	Files []string `json:"files,omitempty"`
}

// page is what the template sees.
type page struct {
	View app.View
	// StaleText says behind the situation that the map has not been updated since. The script shows
	// it to a reader for whom that is so: what is written here must not depend on the day on which
	// it is written.
	StaleText string
	Config    pageConfig
	Icon      template.URL
	// Style is the whole style sheet; Policy names it by its hash.
	Style     template.CSS
	Policy    string
	styleHash string
	// BootScript is the script that answers before there is a program and fetches it.
	BootScript string
	// StaticMap is the picture before there is a program.
	StaticMap      template.HTML
	StaticMapClass string
	// Swatches are the looks of the legend, drawn once and used by id.
	Swatches []swatch
	// Root leads from the page to the site's root.
	Root string
	// Embed says that the page is made to stand in a frame.
	Embed bool
	// Canonical, OEmbed and Card are whole addresses: of the page, of what to show for it
	// elsewhere, and of a picture.
	Canonical, OEmbed, SocialCard template.URL
	Alternates                    []alternate

	// LatestPath leads to the page to embed that follows updates.
	LatestPath string

	route          route
	pinned         pinnedContent
	countryLead    string // on the whole country
	socialCardName string // below the site's root
}

func (p *page) setStyle(css, hash string) {
	p.Style, p.styleHash, p.Policy = template.CSS(css), hash, policyWithStyle(hash)
}

// Summary says in a line what the page shows and of which day.
func (p *page) Summary() string { return summary(p.View) }

func summary(view app.View) string { return pageTitle(view) + ". " + view.Situation }

// Title is what the page is called: its headline or, where the editor hides that, the map's own
// name.
func (p *page) Title() string { return pageTitle(p.View) }

func pageTitle(view app.View) string {
	if view.Headline == "" {
		return view.Title
	}
	return view.Headline
}

// PhoneFigureCount is how many of the figures a phone has room for.
func (p *page) PhoneFigureCount() (n int) {
	for _, f := range p.View.Figures {
		if f.Room != "wide" {
			n++
		}
	}
	return n
}

// NonBreakingRanges is a text whose ranges are not broken at their dashes.
func (p *page) NonBreakingRanges(text string) string {
	return strings.ReplaceAll(text, "–", "–\u2060")
}

// EmptyLegendEntry is an entry of the legend for the script to copy and fill.
func (p *page) EmptyLegendEntry() app.LegendEntry { return app.LegendEntry{} }

// A mapButton moves the map.
type mapButton struct{ Action, LabelKey, Label, IconPath string }

// T is a text of the page. A missing one is an error: the page is not written with holes.
func (p *page) T(key string) (string, error) {
	if text, ok := p.View.Texts[key]; ok {
		return text, nil
	}
	return "", fmt.Errorf("no text %q in %s", key, p.View.Lang)
}

// MapButtons are the buttons that stand on the map, but for the one for the whole screen, which
// needs a script.
func (p *page) MapButtons() ([]mapButton, error) {
	return p.labelButtons([]mapButton{
		{LabelKey: "page.zoom-in", IconPath: "M9 3v12M3 9h12", Action: `{"type":"zoom","by":1}`},
		{LabelKey: "page.zoom-out", IconPath: "M3 9h12", Action: `{"type":"zoom","by":-1}`},
		{LabelKey: "page.reset", IconPath: "M2.5 9L9 3l6.5 6M4.5 7.5V15h9V7.5",
			Action: `{"type":"reset"}`},
	})
}

// PanButtons are the buttons under the map: with the tools they do all that a gesture does. Their
// steps are those of the keys.
func (p *page) PanButtons() ([]mapButton, error) {
	return p.labelButtons([]mapButton{
		{LabelKey: "page.pan-left", IconPath: "M15 9H3M8 4L3 9l5 5",
			Action: `{"type":"pan","dx":-100,"dy":0}`},
		{LabelKey: "page.pan-up", IconPath: "M9 15V3M4 8l5-5 5 5",
			Action: `{"type":"pan","dx":0,"dy":-100}`},
		{LabelKey: "page.pan-down", IconPath: "M9 3v12M4 10l5 5 5-5",
			Action: `{"type":"pan","dx":0,"dy":100}`},
		{LabelKey: "page.pan-right", IconPath: "M3 9h12M10 4l5 5-5 5",
			Action: `{"type":"pan","dx":100,"dy":0}`},
	})
}

// labelButtons are labelled in the page's language.
func (p *page) labelButtons(list []mapButton) ([]mapButton, error) {
	for i := range list {
		label, err := p.T(list[i].LabelKey)
		if err != nil {
			return nil, err
		}
		list[i].Label = label
	}
	return list, nil
}

// scriptTextKeys are the keys of the sentences that the script says by itself, before there is a
// program or without one.
var scriptTextKeys = []string{
	"page.loading", "page.waiting", "page.fail-webgl", "page.fail-download", "page.fail-program",
	"page.fail-stopped",
	"page.figures-below", "page.figures-framed",
	"page.hint-wheel", "page.hint-wheel-mac", "page.hint-touch", "page.rest",
}

// render writes the page.
func (p *page) render() ([]byte, error) {
	p.Config.Texts = map[string]string{}
	for _, key := range scriptTextKeys {
		text, err := p.T(key)
		if err != nil {
			return nil, err
		}
		p.Config.Texts[key] = text
	}
	var out bytes.Buffer
	if err := pageTemplate.Execute(&out, p); err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}
	return withoutBlankLines(out.Bytes()), nil
}

// withoutBlankLines takes out the lines that the template's own lines leave behind.
func withoutBlankLines(html []byte) []byte {
	var out strings.Builder
	for line := range strings.Lines(string(html)) {
		if trimmed := strings.TrimSpace(line); trimmed != "" {
			out.WriteString(trimmed)
			out.WriteByte('\n')
		}
	}
	return []byte(out.String())
}
