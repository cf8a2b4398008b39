package site

import (
	"bytes"
	"fmt"
	"html/template"
	"path"
	"strings"

	"truceline/internal/app"
	"truceline/internal/locale"
	"truceline/internal/scene"
	"truceline/web"
)

// embedCodeDir holds the pages "Embed this", one a language. They frame the map, which no other
// page does.
const embedCodeDir = "embed"

// embedCodePage is what the template of "Embed this" sees.
type embedCodePage struct {
	Lang   string
	Icon   template.URL
	Policy string
	// Root leads to the site's root; Style and Script are files below it.
	Root, Style, Script string
	// Summary says what the map shows that the page was made with.
	Summary string
	Config  embedCodeConfig

	locale *locale.Locale
}

// embedCodeConfig is what the script of "Embed this" needs to know.
type embedCodeConfig struct {
	Root string `json:"root"`
	Lang string `json:"lang"`
	// PinnedDir is the folder of the version that is kept as it is; empty: there is none.
	PinnedDir string `json:"kept"`
	// Pages are the pages to embed, by scenario; "" is the map without one.
	Pages map[string]embedTarget `json:"pages"`
	// Dates and Steps say what the map shows on a date, and in a step.
	Dates map[string]string `json:"dates"`
	Steps map[string]string `json:"steps"`
	// Heights are those of frames in CSS pixels, by what ui has around the map and by width.
	Heights map[string]map[int]int `json:"heights"`
	// Illustrative goes behind the title where hubs are shown.
	Illustrative string            `json:"illustrative"`
	Sandbox      string            `json:"sandbox"`
	Allow        string            `json:"allow"`
	Texts        map[string]string `json:"texts"`
}

// embedTarget is a page to embed, and what it shows.
type embedTarget struct {
	Path    string `json:"path"`
	Summary string `json:"summary"`
}

// Kinds are the kinds of code, as the script knows them.
func (p *embedCodePage) Kinds() []string { return []string{"frame", "script", "pym", "address"} }

// PreviewWidths are those of the preview in CSS pixels: a phone, an article's column, a wide one.
func (p *embedCodePage) PreviewWidths() []int { return []int{360, previewWidth, 900} }

// previewWidth is the width with which the preview begins.
const previewWidth = 600

// T is a text of the page. A missing one is an error.
func (p *embedCodePage) T(key string) (string, error) {
	if !p.locale.Has(key) {
		return "", fmt.Errorf("no text %q in %s", key, p.Lang)
	}
	return p.locale.Text(key), nil
}

// addEmbedCodePages adds the pages "Embed this".
func (b *builder) addEmbedCodePages() error {
	script, err := bundleModule(web.FS, "codes-main.js")
	if err != nil {
		return err
	}
	style, err := b.bundleStyleWithFonts("codes.css")
	if err != nil {
		return err
	}
	js := b.site.add(newHashedFile("assets/codes.js", script)).Name
	b.embedCodeStyle = b.site.add(newHashedFile("assets/codes.css", style)).Name
	for _, lang := range b.app.View().Langs {
		p, err := b.newEmbedCodePage(lang.ID)
		if err != nil {
			return err
		}
		p.Script, p.Style = js, b.embedCodeStyle
		var out bytes.Buffer
		if err := pageTemplate.ExecuteTemplate(&out, "embed_code", p); err != nil {
			return fmt.Errorf("%s/%s: %w", embedCodeDir, lang.ID, err)
		}
		b.site.add(&File{Name: path.Join(embedCodeDir, lang.ID, "index.html"), Data: out.Bytes()})
	}
	return nil
}

// bundleStyleWithFonts bundles a style sheet with the fonts, which lie beside it.
func (b *builder) bundleStyleWithFonts(entry string) ([]byte, error) {
	css, err := bundleModule(web.FS, entry)
	if err != nil {
		return nil, err
	}
	var sheet strings.Builder
	for i, font := range fonts {
		fmt.Fprintf(&sheet,
			"@font-face{font-family:'Libre Franklin';font-weight:%d;font-display:optional;src:url(%s)}\n", font.weight, path.Base(b.fonts[i].URL))
	}
	sheet.Write(css)
	return []byte(sheet.String()), nil
}

// newEmbedCodePage says everything that a map in a language can show.
func (b *builder) newEmbedCodePage(lang string) (*embedCodePage, error) {
	words, err := locale.Load(b.assets, lang)
	if err != nil {
		return nil, err
	}
	p := &embedCodePage{Lang: lang, Icon: iconURL, Policy: framingPolicy(basePolicy),
		Root: "../../", locale: words}
	p.Config = embedCodeConfig{
		Root: p.Root, Lang: lang, Pages: map[string]embedTarget{}, Dates: map[string]string{},
		Steps:   map[string]string{},
		Sandbox: frameSandbox, Allow: frameAllow,
		Texts: map[string]string{"copied": words.Text("embed.copied"),
			"select": words.Text("embed.select")},
	}
	c := &p.Config
	c.Heights = map[string]map[int]int{}
	for _, ui := range []string{app.UICompact, app.UIFull, app.UINone} {
		c.Heights[ui] = map[int]int{}
		for _, width := range p.PreviewWidths() {
			c.Heights[ui][width] = FrameHeight(width, lang, ui)
		}
	}
	if b.site.pinnedVersion != "" {
		c.PinnedDir = pinnedDir + "/" + b.site.pinnedVersion + "/"
	}
	for _, scenario := range append([]string{""}, b.scenarioIDs()...) {
		if err := b.applyState(app.State{Lang: lang, Scenario: scenario}); err != nil {
			return nil, err
		}
		c.Pages[scenario] = embedTarget{route{lang: lang, scenario: scenario, embed: true}.dir(),
			summary(b.app.View())}
	}
	p.Summary = c.Pages[""].Summary
	if err := b.applyState(app.State{Lang: lang}); err != nil {
		return nil, err
	}
	view := b.app.View()
	for _, date := range view.Dates {
		c.Dates[date.ID] = view.Title + ". " + words.Text("situation", "date", date.Label)
	}
	for _, step := range view.Steps {
		if err := b.app.Dispatch(app.Action{Type: app.ActionStep, ID: step.ID}); err != nil {
			return nil, err
		}
		c.Steps[step.ID] = summary(b.app.View())
	}
	if err := b.applyState(app.State{Lang: lang,
		Layers: map[string]bool{scene.LayerHubs: true}}); err != nil {
		return nil, err
	}
	if notes := b.app.Picture().Notes; len(notes) > 0 {
		c.Illustrative = notes[len(notes)-1]
	}
	return p, nil
}
