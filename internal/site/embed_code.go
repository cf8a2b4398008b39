package site

import (
	"bytes"
	"fmt"
	"html/template"
	"path"
	"strings"

	"truceline/internal/app"
	"truceline/internal/locale"
	"truceline/web"
)

// embedCodeDir is the folder of the "Embed this" pages, one per language. Besides the example they
// are the only pages that frame the map.
const embedCodeDir = "embed"

// embedCodePage is the data of the template of an "Embed this" page.
type embedCodePage struct {
	Lang   string
	Icon   template.URL
	Policy string
	// Root is the relative path of the site's root. Style and Script are files below it.
	Root, Style, Script string
	// Summary describes the initial state of the map.
	Summary string
	Config  embedCodeConfig

	locale *locale.Locale
}

// embedCodeConfig is the configuration of the script of an "Embed this" page.
type embedCodeConfig struct {
	Root string `json:"root"`
	Lang string `json:"lang"`
	// PinnedDir is the folder of the current pinned version. Empty: there is none.
	PinnedDir string `json:"pinnedDir"`
	// Pages are the pages to embed, by scenario. The key "" is the map without a scenario.
	Pages map[string]embedTarget `json:"pages"`
	// Dates and Steps are summaries of the map on a date and in a step, by id.
	Dates map[string]string `json:"dates"`
	Steps map[string]string `json:"steps"`
	// Heights are heights of frames in CSS pixels, by ui and width.
	Heights map[string]map[int]int `json:"heights"`
	// Illustrative is appended to the title where hubs are shown.
	Illustrative string            `json:"illustrative"`
	Sandbox      string            `json:"sandbox"`
	Allow        string            `json:"allow"`
	Texts        map[string]string `json:"texts"`
}

// embedTarget is a page to embed, with a summary of what it shows.
type embedTarget struct {
	Path    string `json:"path"`
	Summary string `json:"summary"`
}

// Kinds returns the kinds of embed code that the script generates.
func (p *embedCodePage) Kinds() []string { return []string{"frame", "script", "pym", "address"} }

// PreviewWidths returns the widths of the preview in CSS pixels: a phone, an article's column and a
// wide one.
func (p *embedCodePage) PreviewWidths() []int { return []int{360, previewWidth, 900} }

// previewWidth is the initial width of the preview.
const previewWidth = 600

// T returns a text of the page. A missing text is an error.
func (p *embedCodePage) T(key string) (string, error) {
	if !p.locale.Has(key) {
		return "", fmt.Errorf("no text %q in %s", key, p.Lang)
	}
	return p.locale.Text(key), nil
}

// addEmbedCodePages adds the "Embed this" pages.
func (b *builder) addEmbedCodePages() error {
	script, err := bundleModule(web.FS, "embed-code-main.js")
	if err != nil {
		return err
	}
	style, err := b.bundleStyleWithFonts("embed-code.css")
	if err != nil {
		return err
	}
	scriptName := b.site.add(newHashedFile("assets/embed-code.js", script)).Name
	b.embedCodeStyle = b.site.add(newHashedFile("assets/embed-code.css", style)).Name
	for _, lang := range b.app.View().Langs {
		page, err := b.newEmbedCodePage(lang.ID)
		if err != nil {
			return err
		}
		page.Script, page.Style = scriptName, b.embedCodeStyle
		var out bytes.Buffer
		if err := pageTemplate.ExecuteTemplate(&out, "embed_code", page); err != nil {
			return fmt.Errorf("%s/%s: %w", embedCodeDir, lang.ID, err)
		}
		b.site.add(&File{Name: path.Join(embedCodeDir, lang.ID, "index.html"), Data: out.Bytes()})
	}
	return nil
}

// bundleStyleWithFonts bundles a style sheet, with the fonts by their URLs.
func (b *builder) bundleStyleWithFonts(entry string) ([]byte, error) {
	css, err := bundleModule(web.FS, entry)
	if err != nil {
		return nil, err
	}
	var style strings.Builder
	for i, font := range fonts {
		fmt.Fprintf(&style,
			"@font-face{font-family:'Libre Franklin';font-weight:%d;"+
				"font-display:optional;src:url(%s)}\n", font.weight, path.Base(b.fonts[i].URL))
	}
	style.Write(css)
	return []byte(style.String()), nil
}

// newEmbedCodePage returns the page of a language. It lists everything that the map can show.
func (b *builder) newEmbedCodePage(lang string) (*embedCodePage, error) {
	texts, err := locale.Load(b.assets, lang)
	if err != nil {
		return nil, err
	}
	page := &embedCodePage{Lang: lang, Icon: iconURL, Policy: framingPolicy(contentPolicy(b.base)),
		Root: "../../", locale: texts}
	page.Config = embedCodeConfig{
		Root: page.Root, Lang: lang, Pages: map[string]embedTarget{}, Dates: map[string]string{},
		Steps:   map[string]string{},
		Heights: embedHeights(lang, page.PreviewWidths()),
		Sandbox: frameSandbox, Allow: frameAllow,
		Texts: map[string]string{"copied": texts.Text("embed.copied"),
			"select": texts.Text("embed.select")},
	}
	if b.site.pinnedVersion != "" {
		page.Config.PinnedDir = pinnedDir + "/" + b.site.pinnedVersion + "/"
	}
	if err := b.addEmbedTargets(&page.Config); err != nil {
		return nil, err
	}
	page.Summary = page.Config.Pages[""].Summary
	if err := b.addDatesAndSteps(&page.Config, texts); err != nil {
		return nil, err
	}
	if err := b.applyState(app.State{Lang: lang}); err != nil {
		return nil, err
	}
	page.Config.Illustrative = b.app.HubsNotice()
	return page, nil
}

// embedHeights returns the heights of frames in CSS pixels, by ui and width.
func embedHeights(lang string, widths []int) map[string]map[int]int {
	heights := map[string]map[int]int{}
	for _, ui := range []string{app.UICompact, app.UIFull, app.UINone} {
		heights[ui] = map[int]int{}
		for _, width := range widths {
			heights[ui][width] = FrameHeight(width, lang, ui)
		}
	}
	return heights
}

// addEmbedTargets adds the pages to embed.
func (b *builder) addEmbedTargets(config *embedCodeConfig) error {
	for _, scenario := range append([]string{""}, b.scenarioIDs()...) {
		if err := b.applyState(app.State{Lang: config.Lang, Scenario: scenario}); err != nil {
			return err
		}
		target := route{lang: config.Lang, scenario: scenario, embed: true}
		config.Pages[scenario] = embedTarget{target.dir(), summary(b.app.View())}
	}
	return nil
}

// addDatesAndSteps adds the summaries of what the map shows on each date and in each step.
func (b *builder) addDatesAndSteps(config *embedCodeConfig, texts *locale.Locale) error {
	if err := b.applyState(app.State{Lang: config.Lang}); err != nil {
		return err
	}
	view := b.app.View()
	for _, date := range view.Dates {
		config.Dates[date.ID] = view.Title + ". " + texts.Text("situation", "date", date.Label)
	}
	for _, step := range view.Steps {
		if err := b.app.Dispatch(app.Action{Type: app.ActionStep, ID: step.ID}); err != nil {
			return err
		}
		config.Steps[step.ID] = summary(b.app.View())
	}
	return nil
}
