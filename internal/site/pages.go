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

// A place is where a page stands.
type place struct {
	lang, scenario string
	// embed says that the page is made to stand in a frame.
	embed bool
	// kept is the folder of the version that is kept as it is; empty: the page follows updates.
	kept string
	// top is the page at the site's root, which shows what the first language's does.
	top bool
}

// id names what the page shows. An old Datawrapper parent looks for it in the address of each frame, so no id may be
// part of another.
func (l place) id() string {
	shown := l.scenario
	if shown == "" {
		shown = "map"
	}
	return "tl-" + l.lang + "-" + shown
}

// dir is the page's folder below the site's root; it ends with a slash unless it is the root.
func (l place) dir() string {
	switch {
	case l.top:
		return ""
	case l.embed:
		return path.Join(l.kept, l.lang, l.id()) + "/"
	}
	return path.Join(l.kept, l.lang, l.scenario) + "/"
}

// root leads from the page to the site's root.
func (l place) root() string { return strings.Repeat("../", strings.Count(l.dir(), "/")) }

// places lists the pages.
func (b *builder) places() []place {
	var list []place
	for i, lang := range b.app.View().Langs {
		for _, scenario := range append([]string{""}, b.scenarios()...) {
			l := place{lang: lang.ID, scenario: scenario}
			if i == 0 && scenario == "" {
				list = append(list, place{lang: lang.ID, top: true})
			}
			list = append(list, l)
			l.embed = true
			list = append(list, l)
		}
	}
	return list
}

// checkIDs refuses a scenario's name by which one page's id would be part of another's.
func checkIDs(list []place) error {
	for _, a := range list {
		for _, b := range list {
			if a.id() != b.id() && strings.Contains(b.id(), a.id()) {
				return fmt.Errorf("story.json: the id of scenario %q is the beginning of that of %q: a page that frames one would take it for the other; change one of them", a.scenario, b.scenario)
			}
		}
	}
	return nil
}

// addPages writes the pages of each state, which share its picture.
func (b *builder) addPages() error {
	places := b.places()
	if err := checkIDs(places); err != nil {
		return err
	}
	made, err := b.drawAll(places)
	if err != nil {
		return err
	}
	for _, l := range places {
		if err := b.addPage(l, *made[l.id()]); err != nil {
			return err
		}
	}
	return b.addVersion(places, made)
}

// drawAll makes what the pages of each state have in common, by the state's id, one goroutine a
// language.
func (b *builder) drawAll(places []place) (map[string]*page, error) {
	made := map[string]*page{}
	var keep sync.Mutex
	drawLang := func(lang string) error {
		d, err := b.newStillDrawer(b.assets)
		if err != nil {
			return err
		}
		for _, l := range places {
			if l.lang != lang || l.embed || l.top {
				continue
			}
			p, err := b.draw(d, l)
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
func (b *builder) addPage(l place, p page) error {
	p.settle(l, b.base)
	html, err := p.write()
	if err != nil {
		return fmt.Errorf("%s: %w", l.dir(), err)
	}
	b.site.add(&File{Name: l.dir() + "index.html", Data: html})
	return nil
}

// draw makes what the pages of one state have in common.
func (b *builder) draw(d stillDrawer, l place) (*page, error) {
	if err := d.show(app.State{Lang: l.lang, Scenario: l.scenario}); err != nil {
		return nil, err
	}
	picture, err := newStill(d.app, d.look)
	if err != nil {
		return nil, err
	}
	p := b.shared
	p.View, p.Still, p.StillClass = d.app.View(), picture.write(), picture.class()
	_, p.lead, _ = strings.Cut(picture.leads["UA"], "\n")
	words, err := locale.Load(b.assets, l.lang)
	if err != nil {
		return nil, err
	}
	p.StaleText = strings.TrimPrefix(app.StaleLine(words, p.Newest().ID), p.View.Situation)
	p.Config.Files = b.need(p.View)
	p.Config.Lang, p.Config.Own = l.lang, own(l)
	p.Config.Dates, p.Config.Pullbacks = dateStops(p.View), pullbackStops(p.View)
	p.card = b.addCard(l, p.Still)
	b.addOEmbed(l, &p)
	p.known, err = b.known(p.View)
	return &p, err
}

// own is the state of the page itself, as the query of a link; the language goes without saying.
func own(l place) string {
	query := url.Values{}
	if l.scenario != "" {
		query.Set("scenario", l.scenario)
	}
	return query.Encode()
}

// settle puts a page in its place.
func (p *page) settle(l place, base *url.URL) {
	root := l.root()
	p.Root, p.Embed, p.place = root, l.embed, l
	p.First = root + p.First
	p.Config.Root = root
	if l.embed {
		p.View.UI = app.UICompact
	}
	p.Following = root + place{lang: l.lang, scenario: l.scenario, embed: true}.dir()
	p.Canonical = absolute(base, place{lang: l.lang, scenario: l.scenario}.dir())
	p.OEmbed = absolute(base, oEmbedName(l))
	p.Card = absolute(base, p.card)
	p.Alternates = nil
	for _, lang := range p.View.Langs {
		other := place{lang: lang.ID, scenario: l.scenario, embed: l.embed, kept: l.kept}
		p.Alternates = append(p.Alternates, alternate{lang.ID, absolute(base, place{lang: lang.ID, scenario: l.scenario}.dir()), root + other.dir()})
	}
}

// An alternate is the same page in a language.
type alternate struct {
	Lang    string
	Address template.URL
	Path    string // from the page
}

// absolute is the whole address of a file of the site; without a host it is a path.
func absolute(base *url.URL, name string) template.URL {
	at := *base
	at.Path = strings.TrimSuffix(at.Path, "/") + "/" + name
	return template.URL(at.String())
}

// PathTo leads to the same page in another language.
func (p *page) PathTo(lang string) template.URL {
	for _, a := range p.Alternates {
		if a.Lang == lang {
			return template.URL(a.Path)
		}
	}
	return ""
}

// PathOf leads to the page of a scenario, or of none, beside this one.
func (p *page) PathOf(scenario string) template.URL {
	return template.URL(p.Root + place{lang: p.place.lang, scenario: scenario, embed: p.place.embed, kept: p.place.kept}.dir())
}

// Description says in sentences what the page shows to who has not opened it: of a scenario what it would mean, and how
// much of the country was controlled on the day.
func (p *page) Description() string {
	if sc := p.View.Scenario; sc != nil {
		return strings.TrimSpace(sc.Summary + " " + p.lead)
	}
	return strings.TrimSpace(p.lead + " " + p.View.Sentence)
}

// CardWidth and CardHeight are the size of the card's picture in pixels.
func (p *page) CardWidth() int  { return cardWidth }
func (p *page) CardHeight() int { return cardHeight }
