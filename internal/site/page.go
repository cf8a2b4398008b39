package site

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"reflect"
	"strings"

	"truceline/internal/app"
)

// htmlFS holds the templates: page.html is the whole page, most other files are its parts.
//
//go:embed html/*.html
var htmlFS embed.FS

var pageTemplate = template.Must(template.New("page.html").ParseFS(htmlFS, "html/*.html"))

// iconURL is the logo of internal/appicon. As a data URL it keeps browsers from requesting
// /favicon.ico.
const iconURL template.URL = "data:image/svg+xml," +
	"%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E" +
	"%3CclipPath id='a'%3E%3Crect width='16' height='16' rx='2'/%3E%3C/clipPath%3E" +
	"%3Cg clip-path='url(%23a)'%3E%3Cpath fill='%231d4f7c' d='M0 0h16v16H0z'/%3E" +
	"%3Cpath fill='%237fa3c0' stroke='%23fff' stroke-width='1.8' " +
	"d='M11.5-2l-2 6.5 2 3L6 11l-2 7h16V-2z'/%3E%3C/g%3E%3C/svg%3E"

// pageConfig is the configuration of the page's script: the locations of the program and its data,
// and the messages that are shown before the program runs.
type pageConfig struct {
	Wasm  assetRef   `json:"wasm"`
	Files []assetRef `json:"files"`
	// Bundles is the list of all bundles of the site, since the program may need others than Files.
	Bundles assetRef          `json:"bundles"`
	Texts   map[string]string `json:"texts"`
	// Script is the module that starts the program.
	Script string `json:"script"`
	// LoaderWorker is the worker that fetches the program and its data.
	LoaderWorker string `json:"loaderWorker"`
	// Root is the relative path of the site's root. All other paths start there.
	Root string `json:"root"`
	// Lang and PageState are the page's own language and state, the latter as the query of a link.
	Lang      string `json:"lang"`
	PageState string `json:"pageState"`
	// Dates and Pullbacks are the stops of the two sliders, which work before the program runs.
	Dates     []sliderStop `json:"dates"`
	Pullbacks []sliderStop `json:"pullbacks,omitempty"`
	// Pinned is set on the pages of a pinned version.
	Pinned *pinnedContent `json:"pinned,omitempty"`
}

// ScriptTypes returns the types of the JSON that pages carry for their scripts. Package typesgen
// declares them for TypeScript.
func ScriptTypes() []reflect.Type {
	return []reflect.Type{
		reflect.TypeFor[pageConfig](),
		reflect.TypeFor[embedCodeConfig](),
		reflect.TypeFor[versions](),
	}
}

// sliderStop is a stop of a slider. At is its position, from 0 to 1000.
type sliderStop struct {
	Value  any    `json:"value"`
	Text   string `json:"text"`
	Offset int    `json:"offset"`
}

// assetRef is a file that the page's script fetches.
type assetRef struct {
	// Name is the name under which the script passes the file to the program.
	Name string `json:"name,omitempty"`
	// URL is relative to the site's root.
	URL string `json:"url"`
	// Size is the size in bytes after decompression, for the progress bar.
	Size int `json:"size"`
	// Hash is the SHA-256 of the decompressed content, in hexadecimal digits, where the script must
	// check it.
	Hash string `json:"hash,omitempty"`
	// Files are the paths of the files in a bundle.
	Files []string `json:"files,omitempty"`
}

// page is the data of the page's template.
type page struct {
	View app.View
	// StaleText says, after the situation, that the map has not been updated since. The page's
	// script shows it once the map is out of date, because the page itself must not depend on the
	// day of its build.
	StaleText string
	Config    pageConfig
	Icon      template.URL
	// Style is the whole style sheet. Policy names it by its hash.
	Style     template.CSS
	Policy    string
	styleHash string
	// BootScript is the script that responds to the reader and loads the program.
	BootScript string
	// StaticMap is the map as SVG, shown until the program has drawn its first frame.
	StaticMap      template.HTML
	StaticMapClass string
	// Swatches are the legend's swatches, which the page refers to by id.
	Swatches []swatch
	// Root is the relative path of the site's root.
	Root string
	// Embed is set on pages to be shown in frames.
	Embed bool
	// Canonical, OEmbed and SocialCard are the absolute URLs of the page, of its oEmbed answer and
	// of its social card.
	Canonical, OEmbed, SocialCard template.URL
	Alternates                    []alternate

	// LatestPath is the relative path of the page to embed that follows updates.
	LatestPath string

	route          route
	pinned         pinnedContent
	countryLead    string // of the whole country
	socialCardName string // below the site's root
}

func (p *page) setStyle(css, hash, policy string) {
	p.Style, p.styleHash, p.Policy = template.CSS(css), hash, policy
}

// Summary returns a line that describes what the page shows, and of which day.
func (p *page) Summary() string { return summary(p.View) }

func summary(view app.View) string { return pageTitle(view) + ". " + view.Situation }

// Title returns the page's headline, or the map's title if the editor hides the headline.
func (p *page) Title() string { return pageTitle(p.View) }

func pageTitle(view app.View) string {
	if view.Headline == "" {
		return view.Title
	}
	return view.Headline
}

// PhoneFigureCount returns the number of figures that a phone has room for.
func (p *page) PhoneFigureCount() (n int) {
	for _, f := range p.View.Figures {
		if f.MinWidth != "wide" {
			n++
		}
	}
	return n
}

// NonBreakingRanges returns a text with its ranges joined, so that no line ends at their dashes.
func (p *page) NonBreakingRanges(text string) string {
	return strings.ReplaceAll(text, "–", "–\u2060")
}

// EmptyLegendEntry returns an entry of the legend for the script to clone and fill.
func (p *page) EmptyLegendEntry() app.LegendEntry { return app.LegendEntry{} }

// A mapButton is a button that moves the map.
type mapButton struct{ Action, LabelKey, Label, IconPath string }

// T returns a text of the page. A missing text is an error.
func (p *page) T(key string) (string, error) {
	if text, ok := p.View.Texts[key]; ok {
		return text, nil
	}
	return "", fmt.Errorf("no text %q in %s", key, p.View.Lang)
}

// MapButtons returns the buttons on the map, except the fullscreen button, which needs a script.
func (p *page) MapButtons() ([]mapButton, error) {
	return p.labelButtons([]mapButton{
		{LabelKey: "page.zoom-in", IconPath: "M9 3v12M3 9h12", Action: `{"type":"zoom","by":1}`},
		{LabelKey: "page.zoom-out", IconPath: "M3 9h12", Action: `{"type":"zoom","by":-1}`},
		{LabelKey: "page.reset", IconPath: "M2.5 9L9 3l6.5 6M4.5 7.5V15h9V7.5",
			Action: `{"type":"reset"}`},
	})
}

// PanButtons returns the buttons below the map. With MapButtons they replace all gestures. Their
// steps are those of the arrow keys.
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

// labelButtons sets the labels in the page's language.
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

// scriptTextKeys are the keys of the messages that the script shows without the program.
var scriptTextKeys = []string{
	"page.loading", "page.waiting", "page.fail-webgl", "page.fail-download", "page.fail-program",
	"page.fail-stopped",
	"page.figures-below", "page.figures-framed",
	"page.hint-wheel", "page.hint-wheel-mac", "page.hint-touch", "page.more-parts",
}

// render returns the page as HTML.
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

// withoutBlankLines removes blank lines and indentation.
func withoutBlankLines(html []byte) []byte {
	var b strings.Builder
	for line := range strings.Lines(string(html)) {
		if trimmed := strings.TrimSpace(line); trimmed != "" {
			b.WriteString(trimmed)
			b.WriteByte('\n')
		}
	}
	return []byte(b.String())
}
