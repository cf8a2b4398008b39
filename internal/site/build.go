// Package site writes the pages around the map, bundles what they need, serves them and writes them
// into a folder.
package site

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"strings"
	"sync"

	"truceline/internal/app"
	"truceline/internal/scene"
	"truceline/web"
)

// Options say what a site is built from.
type Options struct {
	// Assets are the editor's files.
	Assets fs.FS
	// Wasm is the program for the browser, from ReadWasm or OpenWasm. Compressed forms that it has
	// are used.
	Wasm *File
	// Base is the address at which the site will be, for what must be absolute: cards and oEmbed.
	// Nil: /.
	Base *url.URL
}

// fonts are the files that both the program and the style sheet need.
var fonts = []struct {
	path   string
	weight int
}{
	{scene.FontRegular, 400},
	{scene.FontBold, 600},
}

// builder makes the files of a site.
type builder struct {
	site *Site
	mapRenderer
	assets fs.FS // with extras
	base   *url.URL
	themes map[string]*scene.Theme
	shared page // what all pages have in common
	// bundles are the files of data, with the files that they hold.
	bundles []assetRef
	fonts   []assetRef
	// embedCodeStyle is the style sheet of pages around the map's own.
	embedCodeStyle string
	// cardMu is held by who draws a card when the site is ready.
	cardMu sync.Mutex
}

// Build makes the site's files in memory: a page for each language and scenario, the same to embed,
// and what they need.
func Build(o Options) (*Site, error) {
	b := &builder{site: &Site{}, base: o.Base}
	if b.base == nil {
		b.base = &url.URL{Path: "/"}
	}
	var err error
	if b.themes, err = scene.LoadThemes(o.Assets); err != nil {
		return nil, err
	}
	if b.mapRenderer, err = b.newMapRenderer(o.Assets); err != nil {
		return nil, err
	}
	if b.assets, err = withDerivedFiles(o.Assets, b.app); err != nil {
		return nil, err
	}
	b.shared = page{Icon: iconURL, Swatches: swatches(b.themes["light"])}
	steps := []func() error{
		func() error { return b.addWasm(o.Wasm) },
		b.addDataBundles, b.addFonts, b.addScripts, b.addEmbed, b.addStyle, b.addPages,
		b.addEmbedCodePages, b.addExample, b.addNotFoundPage,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return b.site, nil
}

// mapRenderer draws the static pictures of pages. It serves one goroutine at a time.
type mapRenderer struct {
	app   *app.App
	style *staticMapStyle
}

func (b *builder) newMapRenderer(assets fs.FS) (mapRenderer, error) {
	a, err := app.New(assets, app.State{})
	if err != nil {
		return mapRenderer{}, err
	}
	a.ReserveControls()
	a.SetAddress(b.address())
	return mapRenderer{a, newStaticMapStyle(b.themes, a.World().Fonts)}, nil
}

// applyState takes on a state and makes sure that nothing of it is missing.
func (d mapRenderer) applyState(s app.State) error {
	if err := d.app.Dispatch(app.Action{Type: app.ActionState, State: &s}); err != nil {
		return err
	}
	if wants := d.app.MissingFiles(); len(wants) > 0 {
		return fmt.Errorf("%s is not there: run truceline data", strings.Join(wants, ", "))
	}
	if got := d.app.State().Scenario; got != s.Scenario {
		return fmt.Errorf("scenario %s cannot be shown", s.Scenario)
	}
	return nil
}

// rootPath is the path of the site on its host.
func (b *builder) rootPath() string { return strings.TrimSuffix(b.base.Path, "/") + "/" }

// address is where the site will be, for pictures that stand alone; empty: not known.
func (b *builder) address() string {
	if b.base.Host == "" {
		return ""
	}
	return b.base.Host + b.base.Path
}

func (b *builder) addFonts() error {
	for _, font := range fonts {
		data, err := fs.ReadFile(b.assets, font.path)
		if err != nil {
			return err
		}
		file := b.site.add(newHashedFile("assets/"+path.Base(font.path), data))
		b.fonts = append(b.fonts, assetRef{Name: font.path, URL: file.Name, Size: len(data)})
	}
	return nil
}

// addStyle makes the one style sheet. It stands in the pages themselves, so that the first picture
// needs nothing else, and is the same in all of them, because the policy names it by its hash.
func (b *builder) addStyle() error {
	css, err := bundleModule(web.FS, "page.css")
	if err != nil {
		return err
	}
	var sheet strings.Builder
	sheet.WriteString(styleVariables(b.themes))
	sheet.Write(css)
	abouts, home, err := b.focusBounds()
	if err != nil {
		return err
	}
	sheet.WriteString(b.style.css(abouts, home))
	sheet.WriteString(heightCSS())
	style := strings.ReplaceAll(sheet.String(), "\n", "")
	sum := sha256.Sum256([]byte(style))
	b.shared.setStyle(style, "sha256-"+base64.StdEncoding.EncodeToString(sum[:]))
	b.site.policy = b.shared.Policy
	return nil
}

// addEmbed adds the script for articles. Its name is in their pages, so it carries no hash.
func (b *builder) addEmbed() error {
	js, err := bundleEmbedScript(web.FS)
	if err != nil {
		return err
	}
	b.site.add(&File{Name: "embed.js", Data: js})
	return nil
}

// focusBounds are what the scenarios are about, where that is not the whole country.
func (b *builder) focusBounds() (map[string]scene.Bounds, scene.Bounds, error) {
	out := map[string]scene.Bounds{}
	small := scene.Breakpoints()[0]
	var home scene.Bounds
	for _, id := range append([]string{""}, b.scenarioIDs()...) {
		if err := b.applyState(app.State{Scenario: id}); err != nil {
			return nil, home, err
		}
		if err := b.app.Dispatch(app.Action{Type: app.ActionResize, W: small.MinWidth,
			H: small.MinHeight, Ratio: 1}); err != nil {
			return nil, home, err
		}
		p := b.app.Picture()
		about := b.app.World().FocusBounds(&p)
		if id == "" {
			home = about
		} else if about != home {
			out[id] = about
		}
	}
	return out, home, nil
}

func (b *builder) addScripts() error {
	first, err := bundleClassicScript(web.FS, "first.js")
	if err != nil {
		return err
	}
	main, err := bundleModule(web.FS, "main.js")
	if err != nil {
		return err
	}
	b.shared.BootScript = b.site.add(newHashedFile("assets/first.js", first)).Name
	b.shared.Config.Script = b.site.add(newHashedFile("assets/map.js", main)).Name
	fetcher, err := bundleClassicScript(web.FS, "fetcher.js")
	if err != nil {
		return err
	}
	b.shared.Config.LoaderWorker = b.site.add(newHashedFile("assets/fetcher.js", fetcher)).Name
	worker, err := bundleModule(web.FS, "sw.js")
	if err != nil {
		return err
	}
	// A worker's scope is its folder, and its name cannot change.
	b.site.add(&File{Name: serviceWorkerName, Data: worker})
	return nil
}

const serviceWorkerName = "sw.js"

// scenarioIDs are the ids of those that have pages, in the story's order.
func (b *builder) scenarioIDs() []string {
	var ids []string
	for _, s := range b.app.View().Scenarios {
		ids = append(ids, s.ID)
	}
	return ids
}
