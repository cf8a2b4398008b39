// Package site builds the website around the map: it renders the pages, bundles their scripts and
// data, and serves the files or writes them into a folder.
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
	"truceline/internal/site/staticmap"
	"truceline/web"
)

// Options are the inputs of a site.
type Options struct {
	// Assets are the editor's files.
	Assets fs.FS
	// Wasm is the program for the browser, from ReadWasm or OpenWasm. Its compressed encodings are
	// used if it has them.
	Wasm *File
	// Base is the address at which the site will be published, for absolute URLs such as those of
	// social cards and oEmbed. Nil: the path /.
	Base *url.URL
}

// fonts are the fonts that both the program and the style sheet need.
var fonts = []struct {
	path   string
	weight int
}{
	{scene.FontRegular, 400},
	{scene.FontBold, 600},
}

// builder builds the files of a site.
type builder struct {
	site *Site
	mapRenderer
	assets fs.FS // with derived files
	base   *url.URL
	themes map[string]*scene.Theme
	shared page // fields that all pages share
	// bundles are the data bundles, with the files in them.
	bundles []assetRef
	fonts   []assetRef
	// embedCodeStyle is the name of the style sheet of the "Embed this" and 404 pages.
	embedCodeStyle string
	// cardMu guards the app while a social card is drawn, once the site is built.
	cardMu sync.Mutex
}

// Build builds the site's files in memory: a page for each language and scenario, the same page for
// embedding, and the files that they need.
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
	stages := []func() error{
		func() error { return b.addWasm(o.Wasm) },
		b.addDataBundles, b.addFonts, b.addScripts, b.addEmbed, b.addStyle, b.addPages,
		b.addEmbedCodePages, b.addExample, b.addNotFoundPage,
	}
	for _, stage := range stages {
		if err := stage(); err != nil {
			return nil, err
		}
	}
	return b.site, nil
}

// mapRenderer draws the static maps and social cards. Only one goroutine may use it at a time.
type mapRenderer struct {
	app   *app.App
	style *staticmap.Style
}

func (b *builder) newMapRenderer(assets fs.FS) (mapRenderer, error) {
	a, err := app.New(assets, app.State{})
	if err != nil {
		return mapRenderer{}, err
	}
	a.ReserveControls()
	a.SetAddress(b.address())
	return mapRenderer{a, staticmap.NewStyle(b.themes, a.World().Fonts)}, nil
}

// applyState sets the app's state. It is an error if files for it are missing.
func (r mapRenderer) applyState(state app.State) error {
	if err := r.app.Dispatch(app.Action{Type: app.ActionState, State: &state}); err != nil {
		return err
	}
	if missing := r.app.MissingFiles(); len(missing) > 0 {
		return fmt.Errorf("%s is not there: run truceline data", strings.Join(missing, ", "))
	}
	if got := r.app.State().Scenario; got != state.Scenario {
		return fmt.Errorf("scenario %s cannot be shown", state.Scenario)
	}
	return nil
}

// rootPath returns the path of the site on its host, with a slash at the end.
func (b *builder) rootPath() string { return strings.TrimSuffix(b.base.Path, "/") + "/" }

// address returns the site's address as written on standalone pictures, or "" if it is unknown.
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

// addStyle builds the style sheet. Pages contain it inline, so that the first picture needs no
// other file. It is the same in all of them, because the content security policy names it by its
// hash.
func (b *builder) addStyle() error {
	pageCSS, err := bundleModule(web.FS, "page.css")
	if err != nil {
		return err
	}
	var css strings.Builder
	css.WriteString(styleVariables(b.themes))
	css.Write(pageCSS)
	focusBounds, countryBounds, err := b.focusBounds()
	if err != nil {
		return err
	}
	css.WriteString(b.style.CSS(focusBounds, countryBounds))
	css.WriteString(heightCSS())
	style := strings.ReplaceAll(css.String(), "\n", "")
	sum := sha256.Sum256([]byte(style))
	hash := "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
	b.site.policy = withInlineStyle(contentPolicy(b.base), hash)
	b.shared.setStyle(style, hash, b.site.policy)
	return nil
}

// addEmbed adds the script for articles. Articles refer to it by name, so the name has no hash.
func (b *builder) addEmbed() error {
	js, err := bundleEmbedScript(web.FS)
	if err != nil {
		return err
	}
	b.site.add(&File{Name: "embed.js", Data: js})
	return nil
}

// focusBounds returns the focus bounds of the scenarios where they differ from the country's, and
// the country's.
func (b *builder) focusBounds() (map[string]scene.Bounds, scene.Bounds, error) {
	bounds := map[string]scene.Bounds{}
	smallest := scene.Breakpoints()[0]
	var countryBounds scene.Bounds
	for _, id := range append([]string{""}, b.scenarioIDs()...) {
		if err := b.applyState(app.State{Scenario: id}); err != nil {
			return nil, countryBounds, err
		}
		if err := b.app.Dispatch(app.Action{Type: app.ActionResize, W: smallest.MinWidth,
			H: smallest.MinHeight, Ratio: 1}); err != nil {
			return nil, countryBounds, err
		}
		p := b.app.Picture()
		focus := b.app.World().FocusBounds(&p)
		if id == "" {
			countryBounds = focus
		} else if focus != countryBounds {
			bounds[id] = focus
		}
	}
	return bounds, countryBounds, nil
}

func (b *builder) addScripts() error {
	boot, err := bundleClassicScript(web.FS, "boot.js")
	if err != nil {
		return err
	}
	main, err := bundleModule(web.FS, "main.js")
	if err != nil {
		return err
	}
	b.shared.BootScript = b.site.add(newHashedFile("assets/boot.js", boot)).Name
	b.shared.Config.Script = b.site.add(newHashedFile("assets/map.js", main)).Name
	loaderWorker, err := bundleClassicScript(web.FS, "load.worker.js")
	if err != nil {
		return err
	}
	b.shared.Config.LoaderWorker =
		b.site.add(newHashedFile("assets/load.worker.js", loaderWorker)).Name
	serviceWorker, err := bundleModule(web.FS, "sw.js")
	if err != nil {
		return err
	}
	// A service worker's scope is its folder, and its name must not change.
	b.site.add(&File{Name: serviceWorkerName, Data: serviceWorker})
	return nil
}

const serviceWorkerName = "sw.js"

// scenarioIDs returns the ids of the scenarios that have pages, in the story's order.
func (b *builder) scenarioIDs() []string {
	var ids []string
	for _, s := range b.app.View().Scenarios {
		ids = append(ids, s.ID)
	}
	return ids
}
