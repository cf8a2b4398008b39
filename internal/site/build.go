// Package site writes the page around the map, bundles what it needs, and serves it.
package site

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"truceline/internal/app"
	"truceline/internal/locale"
	"truceline/internal/scene"
	"truceline/internal/site/bundle"
	"truceline/internal/story"
	"truceline/web"
)

// Options say what a site is built from.
type Options struct {
	// Assets are the editor's files.
	Assets fs.FS
	// Wasm is the program for the browser, from ReadWasm or OpenWasm. Compressed forms that it has are used.
	Wasm *File
	// State is what the page shows before the reader does anything. The zero value: the latest date, in English.
	State app.State
}

// fonts are the files that both the program and the style sheet need.
var fonts = []struct {
	path   string
	weight int
}{
	{"fonts/LibreFranklin-Regular.ttf", 400},
	{"fonts/LibreFranklin-SemiBold.ttf", 600},
}

// Build makes the site's files in memory.
func Build(o Options) (*Site, error) {
	a, err := app.New(o.Assets, o.State)
	if err != nil {
		return nil, err
	}
	themes, err := scene.LoadStyles(o.Assets)
	if err != nil {
		return nil, err
	}
	files, err := withExtras(o.Assets, a.View())
	if err != nil {
		return nil, err
	}
	s := &Site{}
	p := &page{View: a.View(), Icon: icon}
	p.Swatches = swatches(themes["light"])
	words, err := locale.Load(o.Assets, p.View.Lang)
	if err != nil {
		return nil, err
	}
	p.StaleText = words.Text("stale", "date", p.Newest().Label)
	steps := []func() error{
		func() error { return s.addWasm(p, o.Wasm) },
		func() error { return s.addData(p, files) },
		func() error { return s.addFonts(p, o.Assets) },
		func() error { return s.addStyle(p, themes) },
		func() error { return s.addScript(p) },
		func() error { return s.addEmbed() },
		func() error { return s.addPage(p) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// addData packs the base map with the latest date into one file, and each other date into its own. The figures of
// every date go with the base, so that the program knows which dates there are.
func (s *Site) addData(p *page, assets fs.FS) error {
	base, dated, scenarios, err := dataFiles(assets)
	if err != nil {
		return err
	}
	for _, lang := range p.View.Langs {
		words := []string{locale.Path(lang.ID)}
		if lang.ID == p.View.Lang {
			base = append(base, words...)
		} else if err := s.addLater(p, assets, "words-"+lang.ID, words); err != nil {
			return err
		}
	}
	for _, date := range p.View.Dates {
		if date.ID == p.View.Date {
			base = append(base, dated[date.ID]...)
			continue
		}
		if err := s.addLater(p, assets, "date-"+date.ID, dated[date.ID]); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(scenarios)) {
		if err := s.addLater(p, assets, name, scenarios[name]); err != nil {
			return err
		}
	}
	file, err := s.addBundle(assets, "base", base)
	p.Config.Files = append(p.Config.Files, file)
	return err
}

// addLater packs files that are fetched when the program wants one of them.
func (s *Site) addLater(p *page, assets fs.FS, name string, files []string) error {
	file, err := s.addBundle(assets, name, files)
	if err != nil {
		return err
	}
	file.Files = files
	p.Config.Later = append(p.Config.Later, file)
	return nil
}

func (s *Site) addBundle(assets fs.FS, name string, names []string) (fetched, error) {
	data, err := bundle.Pack(assets, names)
	if err != nil {
		return fetched{}, err
	}
	file := s.add(hashed("assets/"+name+".json", data))
	return fetched{Name: name, URL: file.Name, Size: len(data)}, nil
}

// dataFiles lists the files that the program reads: those it always needs, those that it needs of each date, and those
// of each scenario by its name.
func dataFiles(assets fs.FS) (base []string, dated, scenarios map[string][]string, err error) {
	base = []string{"story.json", "style.json", "towns.csv", app.LangsFile}
	dated, scenarios = map[string][]string{}, map[string][]string{}
	if _, err := fs.Stat(assets, app.CorrectionsFile); err == nil {
		base = append(base, app.CorrectionsFile)
	}
	entries, err := fs.ReadDir(assets, "geojson")
	for _, entry := range entries {
		name := "geojson/" + entry.Name()
		kind, rest, isDated := strings.Cut(entry.Name(), "-")
		switch {
		case name == story.ClaimsFile, entry.Name() == "data-manifest.json": // for the tool
		case kind == "scenario":
			scenario := strings.TrimSuffix(entry.Name(), path.Ext(entry.Name()))
			scenarios[scenario] = append(scenarios[scenario], name)
		case !isDated, kind == "figures":
			base = append(base, name)
		case slices.Contains(datedKinds, kind):
			date, _, _ := strings.Cut(rest, ".")
			dated[date] = append(dated[date], name)
		}
	}
	return base, dated, scenarios, err
}

// datedKinds are the files of geojson/ that a date has one of, and that the program reads when it is shown.
var datedKinds = []string{"control", "contact", "band", "towns"}

func (s *Site) addFonts(p *page, assets fs.FS) error {
	for _, font := range fonts {
		data, err := fs.ReadFile(assets, font.path)
		if err != nil {
			return err
		}
		file := s.add(hashed("assets/"+path.Base(font.path), data))
		p.Config.Files = append(p.Config.Files, fetched{Name: font.path, URL: file.Name, Size: len(data)})
	}
	return nil
}

func (s *Site) addStyle(p *page, themes map[string]*scene.Theme) error {
	css, err := bundleScript(web.FS, "page.css")
	if err != nil {
		return err
	}
	var sheet strings.Builder
	for i, font := range fonts {
		url := path.Base(p.Config.Files[len(p.Config.Files)-len(fonts)+i].URL)
		fmt.Fprintf(&sheet, "@font-face{font-family:'Libre Franklin';font-weight:%d;font-display:optional;src:url(%s)}\n", font.weight, url)
	}
	sheet.WriteString(styleVariables(themes))
	sheet.Write(css)
	p.Style = s.add(hashed("assets/page.css", []byte(sheet.String()))).Name
	return nil
}

func (s *Site) addScript(p *page) error {
	js, err := bundleScript(web.FS, "main.js")
	if err != nil {
		return err
	}
	p.Script = s.add(hashed("assets/map.js", js)).Name
	return nil
}

// addEmbed adds the script for articles. Its name is in their pages, so it carries no hash.
func (s *Site) addEmbed() error {
	js, err := bundleEmbed(web.FS)
	if err != nil {
		return err
	}
	s.add(&File{Name: "embed.js", Data: js})
	return nil
}

func (s *Site) addPage(p *page) error {
	html, err := p.write()
	if err != nil {
		return err
	}
	s.add(&File{Name: "index.html", Data: html})
	return nil
}
