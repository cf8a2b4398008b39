package app

import (
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"truceline/internal/isodate"
	"truceline/internal/locale"
	"truceline/internal/scene"
	"truceline/internal/story"
)

// staleAfter is the age of the newest date from which on a line says since when the map has not been updated.
const staleAfter = 14 * 24 * time.Hour

// parts are what of the View changes only with language, date, theme and layers, not with each step of a pointer.
type parts struct {
	made    bool
	base    View
	sources []string // ids
}

// compose tells the picture anew after language, date, theme or layers have changed.
func (a *App) compose() {
	p := &a.picture
	was := *p
	p.Theme, p.Lang, p.Date, p.Selected = a.theme(), a.words.Lang, a.state.Date, a.state.Select
	p.Layers = map[string]bool{}
	for _, l := range a.story.Layers {
		p.Layers[l.ID] = a.shows(l)
	}
	p.Source, p.ShortSource = a.pictureSource(), a.briefSource()
	p.KilometreUnit = a.words.Kilometres()
	p.Zones, p.CompareDate = a.zones(), a.earlierIn(a.state.Layers)
	p.MonitoringLabel = a.words.Text("monitoring.label", "km", a.words.Length(a.frontKm()))
	p.FreezeLabel = a.words.Text("freeze.label", "km", a.words.Length(a.day().LineKm))
	p.Hubs = a.hubs()
	p.Withdrawals = a.withdrawals()
	p.Title, p.ShortTitle, p.Sentence, p.Publisher = "", "", "", ""
	p.Situation, p.ScenarioName, p.HubsNote = "", "", ""
	p.Figures, p.Notes, p.ShortNotes, p.FillLabels = nil, nil, nil, nil
	if a.showsID(scene.LayerHubs) && !a.story.Hubs.IsArea() {
		p.HubsNote = a.hubsNote()
	}
	p.Legend = a.keys()
	p.ReservedLegend, p.ReservedSource = a.openingFoot()
	if a.state.UI == UINone { // nothing beside the picture says these
		a.standAlone(p)
	}
	if a.chosen() == nil {
		p.FillLabels = tones(p.Legend)
	}
	p.Controls = a.controls && a.state.UI != UINone
	a.unpoint()
	a.parts = parts{}
	a.turn(was)
	a.reframe()
}

func (a *App) situation() string {
	return a.words.Text("situation", "date", a.words.Date(a.state.Date))
}

// storyDate is the date that is shown, as the story has it.
func (a *App) storyDate() story.Date {
	d, _ := a.story.Date(a.state.Date)
	return d
}

// short names sources in few words, joined; each name once.
func (a *App) short(ids []string) string {
	var names []string
	for _, id := range ids {
		names = append(names, a.words.Text("source."+id+".short"))
	}
	return a.words.List(unique(names))
}

// pictureSource is the line of sources in the picture: in a page, which says who proposes what, those of the date and of
// the base map.
func (a *App) pictureSource() string {
	if a.state.UI == UINone {
		return a.sourceLine()
	}
	return a.daySource()
}

// daySource names the sources of the date and of the base map.
func (a *App) daySource() string {
	d := a.storyDate()
	key := "source-line"
	if len(d.Checked) > 0 {
		key = "source-line-checked"
	}
	return a.words.Text(key, "holders", a.short(d.Holders), "checked", a.short(d.Checked), "base", a.short(a.story.Credit))
}

// briefSource names the sources of the date alone.
func (a *App) briefSource() string {
	return a.words.Text("source-line-brief", "holders", a.short(a.storyDate().Holders))
}

// sourceLine names the sources of all that is shown in a line.
func (a *App) sourceLine() string {
	line := a.daySource()
	if sc := a.chosen(); sc != nil && len(sc.Sources) > 0 {
		line += " " + a.words.Text("source-line.scenario", "sources", a.short(sc.Sources))
	}
	if ids := a.proposed(); len(ids) > 0 {
		line += " " + a.words.Text("source-line.proposals", "sources", a.short(ids))
	}
	return line
}

// proposed are the sources of the proposals that are shown on layers of their own, for the picture's line of sources: of
// each the first. All of them are among the page's sources.
func (a *App) proposed() []string {
	var ids []string
	for _, l := range a.story.Layers {
		if !a.shows(l) {
			continue
		}
		for _, s := range l.Shapes {
			if s.Kind == story.Proposal {
				ids = append(ids, s.Sources[:min(len(s.Sources), 1)]...)
			}
		}
		if l.ID == scene.LayerHubs {
			cited := a.story.Hubs.Cited()
			ids = append(ids, cited[:min(len(cited), 1)]...)
		}
	}
	return unique(ids)
}

// notesInPicture are the lines that stand in a picture that stands alone, those of the scenario at length or in few words, the others whole or, where the key
// says the rest, what it does not.
func (a *App) notesInPicture(terse, brief bool) []string {
	var notes []string
	if a.storyDate().OneSource() {
		notes = append(notes, a.words.Text("one-source"))
	}
	if terse {
		notes = append(notes, a.shortNotes()...)
	} else {
		notes = append(notes, a.scenarioNotes()...)
	}
	return append(notes, a.layerNotes(brief)...)
}

// layerNotes are what has to be said with layers that show what was proposed, whole or, where the key says the rest, what it
// does not.
func (a *App) layerNotes(brief bool) (notes []string) {
	if a.showsID(scene.LayerFreeze) && a.chosen() == nil && !brief { // a small picture does not name that line
		notes = append(notes, a.words.Text("note.freeze"))
	}
	if a.showsID(scene.LayerMonitoring) {
		notes = append(notes, a.words.Text("note.monitoring", "proposal", a.words.Text("proposal"), "after_deal", a.words.Text("after-deal"), "date", a.words.Date(a.story.Hubs.Date)))
	}
	if a.showsID(scene.LayerHubs) && !brief {
		notes = append(notes, a.words.Text("note.hubs", "hubs", a.words.Text("hubs"), "after_deal", a.words.Text("after-deal")), a.hubsNote())
	}
	return notes
}

// hubsNote is the sentence on the hubs that are marked: which cities were named, and that no site was; of the
// area without places, that it is illustrative.
func (a *App) hubsNote() string {
	if a.story.Hubs.IsArea() {
		return a.illustrative()
	}
	var places []string
	for _, h := range a.story.Hubs.Places {
		places = append(places, a.world.FeatureName("town-"+h.Town, a.words.Lang))
	}
	return a.words.Text("hubs-places", "places", a.words.List(places), "date", a.words.Date(a.story.Hubs.Date))
}

func (a *App) illustrative() string {
	return a.words.Text("illustrative", "date", a.words.Date(a.story.Hubs.Date))
}

func (a *App) showsID(layer string) bool {
	l, ok := a.story.Layer(layer)
	return ok && a.shows(l)
}

// hubs are the story's, at their towns' places, or the area that stands for them.
func (a *App) hubs() []scene.Hub {
	var hubs []scene.Hub
	if h := a.story.Hubs; h.IsArea() {
		hubs = append(hubs, scene.Hub{ID: hubArea, LonLat: orb.Point{h.Area.Lon, h.Area.Lat}, RadiusKm: h.Area.Km, Label: a.words.Text("hubs")})
	}
	for _, h := range a.story.Hubs.Places {
		if at, ok := a.townAt(h.Town); ok {
			hubs = append(hubs, scene.Hub{ID: h.ID, LonLat: at})
		}
	}
	return hubs
}

func (a *App) townAt(id string) (orb.Point, bool) {
	if t := a.town(id); t != nil {
		return t.at, true
	}
	return orb.Point{}, false
}

func (a *App) town(id string) *town {
	for i := range a.towns {
		if a.towns[i].id == id {
			return &a.towns[i]
		}
	}
	return nil
}

// ViewChanged says that more of the View than its link may have changed since it was last made.
func (a *App) ViewChanged() bool { return a.stale }

// View is what stands beside the picture. Its slices and maps are shared and must not be changed.
func (a *App) View() View {
	if a.stale {
		a.stale, a.moved = false, false
		next := a.makeView()
		next.Rev = a.view.Rev
		if !reflect.DeepEqual(next, a.view) {
			next.Rev++
			a.view = next
		}
	}
	if a.moved {
		a.moved = false
		if link := a.State().Link(); link != a.view.Link {
			a.view.Link = link
			a.view.Rev++
		}
	}
	return a.view
}

func (a *App) makeView() View {
	if !a.parts.made {
		a.parts = parts{made: true, sources: a.sourceIDs()}
		a.parts.base = a.baseView()
	}
	v := a.parts.base
	v.Card = a.card()
	v.Chart = a.chart()
	v.Playing = a.playing
	v.Hover = a.tip()
	v.Crosshair = a.picture.Crosshair
	v.Announce = a.announce
	v.Wants = a.Wants()
	v.Select = a.state.Select
	v.Link = a.State().Link()
	return v
}

func (a *App) baseView() View {
	w := a.words
	v := View{
		Lang: w.Lang, Langs: a.langChoices(), Theme: a.theme(), UI: a.state.UI,
		Title: w.Text("title"), Situation: a.situation(), Stale: a.staleLine(),
		Source: a.sourceLine(), Sources: a.links(a.parts.sources), Credit: a.credit(),
		Notes: a.notes(), Legend: a.legend(), Table: a.table(), Texts: w.Under("page.", "window."),
		Dates: []Day{}, Date: a.state.Date,
		Scenarios: a.scenarioChoices(), Scenario: a.scenarioView(), Steps: a.stepChoices(), Step: a.stepView(),
		Claims: a.claimTable(), Published: a.publishedTable(), Corrections: a.correctionsView(),
	}
	if v.UI == "" {
		v.UI = UIFull
	}
	a.tellOpening(&v)
	at := a.places()
	for _, d := range a.dates() {
		v.Dates = append(v.Dates, Day{ID: d.ID, Label: w.Date(d.ID), Note: a.dateNote(d), At: at[d.ID]})
	}
	return v
}

// dateNote says why a day was chosen, or else what was held on it.
func (a *App) dateNote(d story.Date) string {
	if why := a.words.Maybe("date.why." + d.Why); why != "" {
		return why
	}
	f, _ := a.figuresOf(d.ID)
	if f == nil {
		return ""
	}
	x, _ := f.area(idCountry)
	return a.words.Text("date.share", "share", a.share(x))
}

func (a *App) langChoices() []Choice {
	choices := []Choice{}
	for _, l := range a.langs() {
		choices = append(choices, Choice{ID: l, Label: a.words.Text("lang." + l)})
	}
	return choices
}

// staleLine says on the newest date, once that is old, that the map has not been updated since.
func (a *App) staleLine() string {
	ids := a.dateIDs()
	if len(ids) == 0 || a.state.Date != ids[len(ids)-1] {
		return ""
	}
	day, err := isodate.Day(a.state.Date)
	if err != nil || a.today().Sub(day) <= staleAfter {
		return ""
	}
	return StaleLine(a.words, a.state.Date)
}

// StaleLine says of which day the newest map is and that it has not been updated since.
func StaleLine(words *locale.Locale, newest string) string {
	return words.Text("situation", "date", words.Date(newest)) + "\u00a0· " + words.Text("stale")
}

func (a *App) credit() string {
	d := a.storyDate()
	key := "credit"
	if len(d.Checked) > 0 {
		key = "credit-checked"
	}
	return a.words.Text(key, "date", a.words.Date(d.ID), "holders", a.short(d.Holders), "checked", a.short(d.Checked))
}

// sourceIDs are the sources of everything that is shown, those of the date first.
func (a *App) sourceIDs() []string {
	ids := a.storyDate().Sources()
	for _, l := range a.story.Layers {
		if !a.shows(l) {
			continue
		}
		for _, s := range l.Shapes {
			ids = append(ids, s.Sources...)
		}
		for _, s := range a.told(l.Topic) {
			ids = append(ids, s.Sources...)
		}
	}
	if sc := a.chosen(); sc != nil {
		ids = append(ids, sc.Cited()...)
	}
	return unique(append(ids, a.story.Credit...))
}

// told are the statements on a topic that may be told on the date that is shown: those made by then.
func (a *App) told(topic string) []story.Statement {
	if topic == "" {
		return nil
	}
	return slices.DeleteFunc(a.story.About(topic), func(s story.Statement) bool { return s.Date > a.state.Date })
}

func unique(ids []string) []string {
	var out []string
	for _, id := range ids {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// links are the sources as a reader sees them, one link for each address. A source with several is named once, with the
// first; the others have the names of their publishers, where the source names as many, divided by semicolons, else of
// their hosts.
func (a *App) links(ids []string) []Link {
	links := []Link{}
	for _, id := range unique(ids) {
		s, _ := a.story.Source(id)
		text := a.words.Text("source." + id)
		publishers := strings.Split(s.Publisher, "; ")
		switch len(s.Addresses) {
		case 0:
			links = append(links, Link{Text: text})
		case 1:
			links = append(links, Link{Text: text, URL: s.Addresses[0]})
		default:
			publisher := func(i int) string {
				if len(publishers) == len(s.Addresses) {
					return publishers[i]
				}
				return host(s.Addresses[i])
			}
			links = append(links, Link{Text: fmt.Sprintf("%s (%s)", text, publisher(0)), URL: s.Addresses[0]})
			for i := 1; i < len(s.Addresses); i++ {
				links = append(links, Link{Text: publisher(i), URL: s.Addresses[i]})
			}
		}
	}
	return links
}

func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return strings.TrimPrefix(u.Host, "www.")
}

// notes stand under the legend.
func (a *App) notes() []string {
	notes := []string{}
	if a.storyDate().OneSource() {
		notes = append(notes, a.words.Text("one-source")+".")
	}
	notes = append(notes, a.layerNotes(false)...)
	notes = append(notes, a.words.Text("note.range"), a.words.Text("note.land"), a.words.Text("note.border"))
	if a.showsID(scene.LayerHubs) {
		for _, s := range a.told("hubs-warning") {
			notes = append(notes, a.statement(s))
		}
	}
	return notes
}

// statement is a statement's sentence.
func (a *App) statement(s story.Statement) string {
	return a.words.Text("statement."+s.ID, "date", a.words.Date(s.Date))
}
