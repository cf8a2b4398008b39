package site

import (
	"errors"
	"fmt"
	"html/template"
	"net/url"
	"path"
	"strings"
	"sync"

	"truceline/internal/app"
	"truceline/internal/locale"
)

// A route is where a page stands.
type route struct {
	lang, scenario string
	// embed says that the page is made to stand in a frame.
	embed bool
	// versionDir is the folder of the version that is kept as it is; empty: the page follows
	// updates.
	versionDir string
	// atRoot is the page at the site's root, which shows what the first language's does.
	atRoot bool
}

// id names what the page shows. An old Datawrapper parent looks for it in the address of each
// frame, so no id may be part of another.
func (l route) id() string {
	shown := l.scenario
	if shown == "" {
		shown = "map"
	}
	return "tl-" + l.lang + "-" + shown
}

// dir is the page's folder below the site's root; it ends with a slash unless it is the root.
func (l route) dir() string {
	switch {
	case l.atRoot:
		return ""
	case l.embed:
		return path.Join(l.versionDir, l.lang, l.id()) + "/"
	}
	return path.Join(l.versionDir, l.lang, l.scenario) + "/"
}

// pathToRoot leads from the page to the site's root.
func (l route) pathToRoot() string { return strings.Repeat("../", strings.Count(l.dir(), "/")) }

// routes lists the pages.
func (b *builder) routes() []route {
	var list []route
	for i, lang := range b.app.View().Langs {
		for _, scenario := range append([]string{""}, b.scenarioIDs()...) {
			l := route{lang: lang.ID, scenario: scenario}
			if i == 0 && scenario == "" {
				list = append(list, route{lang: lang.ID, atRoot: true})
			}
			list = append(list, l)
			l.embed = true
			list = append(list, l)
		}
	}
	return list
}

// checkRouteIDs refuses a scenario's name by which one page's id would be part of another's.
func checkRouteIDs(list []route) error {
	for _, a := range list {
		for _, b := range list {
			if a.id() != b.id() && strings.Contains(b.id(), a.id()) {
				return fmt.Errorf(
					"story.json: the id of scenario %q is the beginning of that of %q: a page that frames one would take it for the other; change one of them", a.scenario, b.scenario)
			}
		}
	}
	return nil
}

// addPages writes the pages of each state, which share its picture.
func (b *builder) addPages() error {
	places := b.routes()
	if err := checkRouteIDs(places); err != nil {
		return err
	}
	made, err := b.renderStates(places)
	if err != nil {
		return err
	}
	for _, l := range places {
		if err := b.addPage(l, *made[l.id()]); err != nil {
			return err
		}
	}
	return b.addPinnedPages(places, made)
}

// renderStates makes what the pages of each state have in common, by the state's id, one goroutine
// a language.
func (b *builder) renderStates(places []route) (map[string]*page, error) {
	made := map[string]*page{}
	var keep sync.Mutex
	drawLang := func(lang string) error {
		d, err := b.newMapRenderer(b.assets)
		if err != nil {
			return err
		}
		for _, l := range places {
			if l.lang != lang || l.embed || l.atRoot {
				continue
			}
			p, err := b.renderState(d, l)
			if err != nil {
				return fmt.Errorf("%s: %w", l.id(), err)
			}
			keep.Lock()
			made[l.id()] = p
			keep.Unlock()
		}
		return nil
	}
	langs := b.app.View().Langs
	faults := make([]error, len(langs))
	var wait sync.WaitGroup
	for i, lang := range langs {
		wait.Go(func() { faults[i] = drawLang(lang.ID) })
	}
	wait.Wait()
	return made, errors.Join(faults...)
}

// addPage writes a page in its place.
func (b *builder) addPage(l route, p page) error {
	p.setRoute(l, b.base)
	html, err := p.render()
	if err != nil {
		return fmt.Errorf("%s: %w", l.dir(), err)
	}
	b.site.add(&File{Name: l.dir() + "index.html", Data: html})
	return nil
}

// renderState makes what the pages of one state have in common.
func (b *builder) renderState(d mapRenderer, l route) (*page, error) {
	if err := d.applyState(app.State{Lang: l.lang, Scenario: l.scenario}); err != nil {
		return nil, err
	}
	picture, err := newStaticMap(d.app, d.style)
	if err != nil {
		return nil, err
	}
	p := b.shared
	p.View, p.StaticMap, p.StaticMapClass = d.app.View(), picture.render(), picture.focusClass()
	_, p.countryLead, _ = strings.Cut(picture.summaries["UA"], "\n")
	words, err := locale.Load(b.assets, l.lang)
	if err != nil {
		return nil, err
	}
	p.StaleText = strings.TrimPrefix(app.StaleLine(words, p.LatestDay().ID), p.View.Situation)
	p.Config.Files = b.requiredFiles(p.View)
	p.Config.Lang, p.Config.PageState = l.lang, stateQuery(l)
	p.Config.Dates, p.Config.Pullbacks = dateStops(p.View), pullbackStops(p.View)
	p.socialCardName = b.addSocialCard(l, p.StaticMap)
	b.addOEmbed(l, &p)
	p.pinned, err = b.hashContent(p.View)
	return &p, err
}

// stateQuery is the state of the page itself, as the query of a link; the language goes without
// saying.
func stateQuery(l route) string {
	query := url.Values{}
	if l.scenario != "" {
		query.Set("scenario", l.scenario)
	}
	return query.Encode()
}

// setRoute puts a page in its place.
func (p *page) setRoute(l route, base *url.URL) {
	root := l.pathToRoot()
	p.Root, p.Embed, p.route = root, l.embed, l
	p.BootScript = root + p.BootScript
	p.Config.Root = root
	if l.embed {
		p.View.UI = app.UICompact
	}
	p.LatestPath = root + route{lang: l.lang, scenario: l.scenario, embed: true}.dir()
	p.Canonical = absoluteURL(base, route{lang: l.lang, scenario: l.scenario}.dir())
	p.OEmbed = absoluteURL(base, oEmbedName(l))
	p.SocialCard = absoluteURL(base, p.socialCardName)
	p.Alternates = nil
	for _, lang := range p.View.Langs {
		other := route{lang: lang.ID, scenario: l.scenario, embed: l.embed,
			versionDir: l.versionDir}
		p.Alternates = append(p.Alternates,
			alternate{lang.ID, absoluteURL(base, route{lang: lang.ID, scenario: l.scenario}.dir()),
				root + other.dir()})
	}
}

// An alternate is the same page in a language.
type alternate struct {
	Lang string
	URL  template.URL
	Path string // from the page
}

// absoluteURL is the whole address of a file of the site; without a host it is a path.
func absoluteURL(base *url.URL, name string) template.URL {
	at := *base
	at.Path = strings.TrimSuffix(at.Path, "/") + "/" + name
	return template.URL(at.String())
}

// PathInLang leads to the same page in another language.
func (p *page) PathInLang(lang string) template.URL {
	for _, a := range p.Alternates {
		if a.Lang == lang {
			return template.URL(a.Path)
		}
	}
	return ""
}

// PathOfScenario leads to the page of a scenario, or of none, beside this one.
func (p *page) PathOfScenario(scenario string) template.URL {
	return template.URL(p.Root + route{lang: p.route.lang, scenario: scenario, embed: p.route.embed,
		versionDir: p.route.versionDir}.dir())
}

// Description says in sentences what the page shows to who has not opened it: of a scenario what it
// would mean, and how much of the country was controlled on the day.
func (p *page) Description() string {
	if sc := p.View.Scenario; sc != nil {
		return strings.TrimSpace(sc.Summary + " " + p.countryLead)
	}
	return strings.TrimSpace(p.countryLead + " " + p.View.Sentence)
}

// SocialCardWidth and CardHeight are the size of the card's picture in pixels.
func (p *page) SocialCardWidth() int  { return socialCardWidth }
func (p *page) SocialCardHeight() int { return socialCardHeight }
