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
	"truceline/internal/site/staticmap"
)

// A route identifies a page by its location.
type route struct {
	lang, scenario string
	// embed is set for pages to be shown in frames.
	embed bool
	// versionDir is the folder of a pinned version. Empty: the page follows updates.
	versionDir string
	// atRoot is set for the page at the site's root, which equals the first language's.
	atRoot bool
}

// id identifies what the page shows. No id may contain another, because old versions of
// Datawrapper's parent script search for it in the addresses of frames.
func (r route) id() string {
	shown := r.scenario
	if shown == "" {
		shown = "map"
	}
	return "tl-" + r.lang + "-" + shown
}

// dir returns the page's folder below the site's root. It ends with a slash unless it is the root.
func (r route) dir() string {
	switch {
	case r.atRoot:
		return ""
	case r.embed:
		return path.Join(r.versionDir, r.lang, r.id()) + "/"
	}
	return path.Join(r.versionDir, r.lang, r.scenario) + "/"
}

// pathToRoot returns the relative path from the page to the site's root.
func (r route) pathToRoot() string { return strings.Repeat("../", strings.Count(r.dir(), "/")) }

// routes returns the routes of all pages that follow updates.
func (b *builder) routes() []route {
	var list []route
	for i, lang := range b.app.View().Langs {
		for _, scenario := range append([]string{""}, b.scenarioIDs()...) {
			r := route{lang: lang.ID, scenario: scenario}
			if i == 0 && scenario == "" {
				list = append(list, route{lang: lang.ID, atRoot: true})
			}
			list = append(list, r)
			r.embed = true
			list = append(list, r)
		}
	}
	return list
}

// checkRouteIDs reports scenarios whose ids would make one route's id contain another's.
func checkRouteIDs(routes []route) error {
	for _, a := range routes {
		for _, b := range routes {
			if a.id() != b.id() && strings.Contains(b.id(), a.id()) {
				return fmt.Errorf(
					"story.json: the id of scenario %q is the beginning of that of %q: "+
						"a page that frames one would take it for the other; change one of them",
					a.scenario, b.scenario)
			}
		}
	}
	return nil
}

// addPages adds the pages. Those of one state share their static map.
func (b *builder) addPages() error {
	routes := b.routes()
	if err := checkRouteIDs(routes); err != nil {
		return err
	}
	states, err := b.renderStates(routes)
	if err != nil {
		return err
	}
	for _, r := range routes {
		if err := b.addPage(r, *states[r.id()]); err != nil {
			return err
		}
	}
	return b.addPinnedPages(routes, states)
}

// renderStates returns what the pages of each state have in common, by the state's id. Each
// language has a goroutine of its own.
func (b *builder) renderStates(routes []route) (map[string]*page, error) {
	states := map[string]*page{}
	var mu sync.Mutex
	drawLang := func(lang string) error {
		renderer, err := b.newMapRenderer(b.assets)
		if err != nil {
			return err
		}
		for _, r := range routes {
			if r.lang != lang || r.embed || r.atRoot {
				continue
			}
			p, err := b.renderState(renderer, r)
			if err != nil {
				return fmt.Errorf("%s: %w", r.id(), err)
			}
			mu.Lock()
			states[r.id()] = p
			mu.Unlock()
		}
		return nil
	}
	langs := b.app.View().Langs
	errs := make([]error, len(langs))
	var wg sync.WaitGroup
	for i, lang := range langs {
		wg.Go(func() { errs[i] = drawLang(lang.ID) })
	}
	wg.Wait()
	return states, errors.Join(errs...)
}

// addPage adds the page of a route.
func (b *builder) addPage(r route, p page) error {
	p.setRoute(r, b.base)
	html, err := p.render()
	if err != nil {
		return fmt.Errorf("%s: %w", r.dir(), err)
	}
	b.site.add(&File{Name: r.dir() + "index.html", Data: html})
	return nil
}

// renderState returns what the pages of a state have in common.
func (b *builder) renderState(renderer mapRenderer, r route) (*page, error) {
	if err := renderer.applyState(app.State{Lang: r.lang, Scenario: r.scenario}); err != nil {
		return nil, err
	}
	picture, err := staticmap.New(renderer.app, renderer.style)
	if err != nil {
		return nil, err
	}
	p := b.shared
	p.View, p.StaticMap, p.StaticMapClass = renderer.app.View(), picture.Render(),
		picture.FocusClass()
	p.countryLead = picture.Lead("UA")
	texts, err := locale.Load(b.assets, r.lang)
	if err != nil {
		return nil, err
	}
	p.StaleText = strings.TrimPrefix(app.StaleLine(texts, p.LatestDay().ID), p.View.Situation)
	p.Config.Files = b.requiredFiles(p.View)
	p.Config.Lang, p.Config.PageState = r.lang, stateQuery(r)
	p.Config.Dates, p.Config.Pullbacks = dateStops(p.View), pullbackStops(p.View)
	p.socialCardName = b.addSocialCard(r, p.StaticMap)
	b.addOEmbed(r, &p)
	p.pinned, err = b.hashContent(p.View)
	return &p, err
}

// stateQuery returns the page's state as the query of a link. The path already has the language.
func stateQuery(r route) string {
	query := url.Values{}
	if r.scenario != "" {
		query.Set("scenario", r.scenario)
	}
	return query.Encode()
}

// setRoute sets the fields that depend on the page's location.
func (p *page) setRoute(r route, base *url.URL) {
	root := r.pathToRoot()
	p.Root, p.Embed, p.route = root, r.embed, r
	p.BootScript = root + p.BootScript
	p.Config.Root = root
	if r.embed {
		p.View.UI = app.UICompact
	}
	p.LatestPath = root + route{lang: r.lang, scenario: r.scenario, embed: true}.dir()
	p.Canonical = absoluteURL(base, route{lang: r.lang, scenario: r.scenario}.dir())
	p.OEmbed = absoluteURL(base, oEmbedName(r))
	p.SocialCard = absoluteURL(base, p.socialCardName)
	p.Alternates = nil
	for _, lang := range p.View.Langs {
		otherRoute := route{lang: lang.ID, scenario: r.scenario, embed: r.embed,
			versionDir: r.versionDir}
		p.Alternates = append(p.Alternates,
			alternate{lang.ID, absoluteURL(base, route{lang: lang.ID, scenario: r.scenario}.dir()),
				root + otherRoute.dir()})
	}
}

// An alternate is the same page in another language.
type alternate struct {
	Lang string
	URL  template.URL
	Path string // relative to the page
}

// absoluteURL returns the URL of a file of the site. Without a host it is a path.
func absoluteURL(base *url.URL, name string) template.URL {
	address := *base
	address.Path = strings.TrimSuffix(address.Path, "/") + "/" + name
	return template.URL(address.String())
}

// PathInLang returns the path of the same page in another language.
func (p *page) PathInLang(lang string) template.URL {
	for _, a := range p.Alternates {
		if a.Lang == lang {
			return template.URL(a.Path)
		}
	}
	return ""
}

// PathOfScenario returns the path of the page of a scenario, or of none, in the same language.
func (p *page) PathOfScenario(scenario string) template.URL {
	return template.URL(p.Root + route{lang: p.route.lang, scenario: scenario, embed: p.route.embed,
		versionDir: p.route.versionDir}.dir())
}

// Description returns the page's description for search engines and link previews: the summary of
// its scenario, if any, and the share of the country held on the day.
func (p *page) Description() string {
	if scenario := p.View.Scenario; scenario != nil {
		return strings.TrimSpace(scenario.Summary + " " + p.countryLead)
	}
	return strings.TrimSpace(p.countryLead + " " + p.View.Sentence)
}

// SocialCardWidth and SocialCardHeight return the size of the social card in pixels.
func (p *page) SocialCardWidth() int  { return socialCardWidth }
func (p *page) SocialCardHeight() int { return socialCardHeight }
