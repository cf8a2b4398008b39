package app

import (
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"truceline/internal/gazetteer"
	"truceline/internal/isodate"
	"truceline/internal/locale"
	"truceline/internal/scene"
	"truceline/internal/story"
)

// staleAfter is the age of the newest date from which on it is marked as stale.
const staleAfter = 14 * 24 * time.Hour

// viewCache holds the part of the View that changes only with rebuildPicture, not with every move
// of a pointer.
type viewCache struct {
	valid     bool
	base      View
	sourceIDs []string
}

// rebuildPicture recomputes the picture after language, date, theme or layers have changed.
func (a *App) rebuildPicture() {
	picture := &a.picture
	previous := *picture
	picture.Theme, picture.Lang, picture.Date, picture.Selected = a.theme(), a.locale.Lang,
		a.state.Date, a.state.Select
	picture.Layers = map[string]bool{}
	for _, l := range a.story.Layers {
		picture.Layers[l.ID] = a.layerVisible(l)
	}
	picture.Source, picture.ShortSource = a.pictureSourceLine(), a.briefSourceLine()
	picture.KilometreUnit = a.locale.KmUnit()
	picture.Zones, picture.CompareDate = a.pictureZones(), a.comparisonDateIn(a.state.Layers)
	picture.MonitoringLabel = a.locale.Text("monitoring.label", "km",
		a.locale.Length(a.frontLineKm()))
	picture.FreezeLabel = a.locale.Text("freeze.label", "km", a.locale.Length(a.dateData().LineKm))
	picture.Hubs, picture.Symbols = a.pictureHubs(), a.pictureSymbols()
	picture.Withdrawals = a.visibleWithdrawals()
	picture.Title, picture.ShortTitle, picture.Sentence, picture.Publisher = "", "", "", ""
	picture.Situation, picture.ScenarioName, picture.HubsNote = "", "", ""
	picture.Figures, picture.Notes, picture.ShortNotes, picture.FillLabels = nil, nil, nil, nil
	if a.layerVisibleByID(scene.LayerHubs) && !a.story.Hubs.IsArea() {
		picture.HubsNote = a.hubsNote()
	}
	picture.Legend = a.pictureLegend()
	picture.ReservedLegend, picture.ReservedSource = a.initialLegendAndSource()
	if a.state.UI == UINone { // there is no page for these texts
		a.fillStandaloneTexts(picture)
	}
	if a.activeScenario() == nil {
		picture.FillLabels = heldLandKeys(picture.Legend)
	}
	picture.Controls = a.reserveControls && a.state.UI != UINone
	a.clearHover()
	a.viewCache = viewCache{}
	a.startCrossfade(previous)
	a.refitCamera()
}

func (a *App) situation() string {
	return a.locale.Text("situation", "date", a.locale.Date(a.state.Date))
}

// activeDate returns the story's entry for the date that is shown.
func (a *App) activeDate() story.Date {
	d, _ := a.story.Date(a.state.Date)
	return d
}

// shortSourceNames returns the short names of sources, joined, each name once.
func (a *App) shortSourceNames(ids []string) string {
	var names []string
	for _, id := range ids {
		names = append(names, a.locale.Text("source."+id+".short"))
	}
	return a.locale.List(unique(names))
}

// pictureSourceLine returns the line of sources inside the picture. In a page, which names the
// sources of proposals itself, it has those of the date and of the base map only.
func (a *App) pictureSourceLine() string {
	if a.state.UI == UINone {
		return a.sourceLine()
	}
	return a.dateSourceLine()
}

// dateSourceLine names the sources of the date and of the base map.
func (a *App) dateSourceLine() string {
	d := a.activeDate()
	key := "source-line"
	if len(d.Checked) > 0 {
		key = "source-line-checked"
	}
	return a.locale.Text(key, "holders", a.shortSourceNames(d.Holders), "checked",
		a.shortSourceNames(d.Checked), "base", a.shortSourceNames(a.story.Credit))
}

// briefSourceLine names the sources of the date only.
func (a *App) briefSourceLine() string {
	return a.locale.Text("source-line-brief", "holders", a.shortSourceNames(a.activeDate().Holders))
}

// sourceLine names the sources of everything that is shown.
func (a *App) sourceLine() string {
	line := a.dateSourceLine()
	if sc := a.activeScenario(); sc != nil && len(sc.Sources) > 0 {
		line += " " + a.locale.Text("source-line.scenario", "sources",
			a.shortSourceNames(sc.Sources))
	}
	if ids := a.proposalSources(); len(ids) > 0 {
		line += " " + a.locale.Text("source-line.proposals", "sources", a.shortSourceNames(ids))
	}
	return line
}

// proposalSources returns the first source of each proposal that is shown by a layer, for
// sourceLine. The page lists all of them.
func (a *App) proposalSources() []string {
	var ids []string
	for _, l := range a.story.Layers {
		if !a.layerVisible(l) {
			continue
		}
		for _, s := range l.Shapes {
			if s.Kind == story.Proposal {
				ids = append(ids, s.Sources[:min(len(s.Sources), 1)]...)
			}
		}
		if l.ID == scene.LayerHubs {
			cited := a.story.Hubs.CitedSources()
			ids = append(ids, cited[:min(len(cited), 1)]...)
		}
	}
	return unique(ids)
}

// pictureNotes returns the notes inside a standalone picture. If compact the scenario's notes are
// shortened; if omitKeyed those notes are left out that repeat the legend.
func (a *App) pictureNotes(compact, omitKeyed bool) []string {
	var notes []string
	if a.activeDate().HasOneSource() {
		notes = append(notes, a.locale.Text("one-source"))
	}
	if compact {
		notes = append(notes, a.scenarioShortNotes()...)
	} else {
		notes = append(notes, a.scenarioNotes()...)
	}
	return append(notes, a.layerNotes(omitKeyed)...)
}

// layerNotes returns the caveats of layers that show proposals. If omitKeyed those are left out
// that repeat the legend.
func (a *App) layerNotes(omitKeyed bool) (notes []string) {
	if a.layerVisibleByID(scene.LayerFreeze) && a.activeScenario() == nil && !omitKeyed {
		notes = append(notes, a.locale.Text("note.freeze"))
	}
	if a.layerVisibleByID(scene.LayerMonitoring) {
		notes = append(notes, a.locale.Text("note.monitoring", "proposal",
			a.locale.Text("proposal"), "after_deal", a.locale.Text("after-deal"), "date",
			a.locale.Date(a.story.Hubs.Date)))
	}
	if a.layerVisibleByID(scene.LayerHubs) && !omitKeyed {
		notes = append(notes, a.locale.Text("note.hubs", "hubs", a.locale.Text("hubs"),
			"after_deal", a.locale.Text("after-deal")), a.hubsNote())
	}
	return notes
}

// hubsNote returns a sentence on the hubs that are marked: which cities were named, and that no
// site was announced; or, for an area without cities, that it is illustrative.
func (a *App) hubsNote() string {
	if a.story.Hubs.IsArea() {
		return a.illustrativeNote()
	}
	var places []string
	for _, h := range a.story.Hubs.Places {
		places = append(places, a.world.FeatureName("town-"+h.Town, a.locale.Lang))
	}
	return a.locale.Text("hubs-places", "places", a.locale.List(places), "date",
		a.locale.Date(a.story.Hubs.Date))
}

// HubsNotice returns the notice that hubs are illustrative, which is the last note of a picture
// with hubs, or "" if the story has no layer of hubs.
func (a *App) HubsNotice() string {
	if _, ok := a.story.Layer(scene.LayerHubs); !ok {
		return ""
	}
	return a.hubsNote()
}

func (a *App) illustrativeNote() string {
	return a.locale.Text("illustrative", "date", a.locale.Date(a.story.Hubs.Date))
}

func (a *App) layerVisibleByID(layer string) bool {
	l, ok := a.story.Layer(layer)
	return ok && a.layerVisible(l)
}

// pictureHubs returns the story's hubs at the positions of their towns, or the area that represents
// them.
func (a *App) pictureHubs() []scene.Hub {
	var hubs []scene.Hub
	if h := a.story.Hubs; h.IsArea() {
		hubs = append(hubs, scene.Hub{ID: hubAreaID, LonLat: orb.Point{h.Area.Lon, h.Area.Lat},
			RadiusKm: h.Area.Km, Label: a.locale.Text("hubs")})
	}
	for _, h := range a.story.Hubs.Places {
		if point, ok := a.townPoint(h.Town); ok {
			hubs = append(hubs, scene.Hub{ID: h.ID, LonLat: point})
		}
	}
	return hubs
}

func (a *App) townPoint(id string) (orb.Point, bool) {
	if t := a.townByID(id); t != nil {
		return t.Point, true
	}
	return orb.Point{}, false
}

func (a *App) townByID(id string) *gazetteer.Town {
	for i := range a.towns {
		if a.towns[i].ID == id {
			return &a.towns[i]
		}
	}
	return nil
}

// ViewDirty reports whether more of the View than its link may have changed since it was last made.
func (a *App) ViewDirty() bool { return a.viewDirty }

// View returns what is shown beside the picture. Its slices and maps are shared and must not be
// changed.
func (a *App) View() View {
	if a.viewDirty {
		a.viewDirty, a.linkDirty = false, false
		next := a.makeView()
		next.Revision = a.view.Revision
		if !reflect.DeepEqual(next, a.view) {
			next.Revision++
			a.view = next
		}
	}
	if a.linkDirty {
		a.linkDirty = false
		if link := a.State().Link(); link != a.view.Link {
			a.view.Link = link
			a.view.Revision++
		}
	}
	return a.view
}

func (a *App) makeView() View {
	if !a.viewCache.valid {
		a.viewCache = viewCache{valid: true, sourceIDs: a.sourceIDs()}
		a.viewCache.base = a.baseView()
	}
	v := a.viewCache.base
	v.Card = a.selectedCard()
	v.Chart = a.chart()
	v.Playing = a.playing
	v.Tooltip = a.hoverTip()
	v.Crosshair = a.picture.Crosshair
	v.Announce = a.announcement
	v.MissingFiles = a.MissingFiles()
	v.Select = a.state.Select
	v.Link = a.State().Link()
	return v
}

func (a *App) baseView() View {
	loc := a.locale
	v := View{
		Lang: loc.Lang, Langs: a.langChoices(), Theme: a.theme(), UI: a.state.UI,
		Title: loc.Text("title"), Situation: a.situation(), StaleWarning: a.staleLine(),
		Source: a.sourceLine(), Sources: a.sourceLinks(a.viewCache.sourceIDs), Credit: a.credit(),
		Notes: a.viewNotes(), Legend: a.legendEntries(), Table: a.areaTable(),
		Texts: loc.WithPrefix("page.", "window."),
		Dates: []Day{}, Date: a.state.Date,
		Scenarios: a.scenarioChoices(), Scenario: a.scenarioView(), Steps: a.stepChoices(),
		Step:   a.stepView(),
		Claims: a.claimTable(), Published: a.publishedTable(), Corrections: a.correctionsView(),
	}
	if v.UI == "" {
		v.UI = UIFull
	}
	a.fillHeader(&v)
	positions := a.datePositions()
	for _, d := range a.availableDates() {
		v.Dates = append(v.Dates,
			Day{ID: d.ID, Label: loc.Date(d.ID), Note: a.dateNote(d), Offset: positions[d.ID]})
	}
	return v
}

// dateNote returns why a date was chosen, or if there is no reason how much was held on it.
func (a *App) dateNote(d story.Date) string {
	if reason := a.locale.TextOrEmpty("date.why." + d.Why); reason != "" {
		return reason
	}
	figures, _ := a.figuresForDate(d.ID)
	if figures == nil {
		return ""
	}
	country, _ := figures.Area(idCountry)
	return a.locale.Text("date.share", "share", a.formatShare(country))
}

func (a *App) langChoices() []Choice {
	choices := []Choice{}
	for _, l := range a.availableLangs() {
		choices = append(choices, Choice{ID: l, Label: a.locale.Text("lang." + l)})
	}
	return choices
}

// staleLine returns StaleLine if the newest date is shown and old, else "".
func (a *App) staleLine() string {
	ids := a.availableDateIDs()
	if len(ids) == 0 || a.state.Date != ids[len(ids)-1] {
		return ""
	}
	date, err := isodate.ParseDate(a.state.Date)
	if err != nil || a.today().Sub(date) <= staleAfter {
		return ""
	}
	return StaleLine(a.locale, a.state.Date)
}

// StaleLine returns the date of the newest map, with a remark that it has not been updated since.
func StaleLine(loc *locale.Locale, newest string) string {
	return loc.Text("situation", "date", loc.Date(newest)) + "\u00a0· " + loc.Text("stale")
}

func (a *App) credit() string {
	d := a.activeDate()
	key := "credit"
	if len(d.Checked) > 0 {
		key = "credit-checked"
	}
	return a.locale.Text(key, "date", a.locale.Date(d.ID), "holders", a.shortSourceNames(d.Holders),
		"checked", a.shortSourceNames(d.Checked))
}

// sourceIDs returns the sources of everything that is shown, those of the date first.
func (a *App) sourceIDs() []string {
	ids := a.activeDate().Sources()
	for _, l := range a.story.Layers {
		if !a.layerVisible(l) {
			continue
		}
		for _, s := range l.Shapes {
			ids = append(ids, s.Sources...)
			for _, p := range s.Points {
				ids = append(ids, p.Sources...)
			}
		}
		for _, s := range a.statementsOn(l.Topic) {
			ids = append(ids, s.Sources...)
		}
	}
	if sc := a.activeScenario(); sc != nil {
		ids = append(ids, sc.CitedSources()...)
	}
	return unique(append(ids, a.story.Credit...))
}

// statementsOn returns the statements on a topic that had been made by the date that is shown.
func (a *App) statementsOn(topic string) []story.Statement {
	if topic == "" {
		return nil
	}
	return slices.DeleteFunc(a.story.StatementsAbout(topic),
		func(s story.Statement) bool { return s.Date > a.state.Date })
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

// sourceLinks returns links to sources, one for each address. The first link of a source has its
// name. Further addresses are named after the source's publishers, if it lists as many separated by
// semicolons, else after their hosts.
func (a *App) sourceLinks(ids []string) []Link {
	links := []Link{}
	for _, id := range unique(ids) {
		s, _ := a.story.Source(id)
		text := a.locale.Text("source." + id)
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
				return hostName(s.Addresses[i])
			}
			links = append(links,
				Link{Text: fmt.Sprintf("%s (%s)", text, publisher(0)), URL: s.Addresses[0]})
			for i := 1; i < len(s.Addresses); i++ {
				links = append(links, Link{Text: publisher(i), URL: s.Addresses[i]})
			}
		}
	}
	return links
}

func hostName(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return strings.TrimPrefix(u.Host, "www.")
}

// viewNotes returns the notes under the legend.
func (a *App) viewNotes() []string {
	notes := []string{}
	if a.activeDate().HasOneSource() {
		notes = append(notes, a.locale.Text("one-source")+".")
	}
	notes = append(notes, a.layerNotes(false)...)
	notes = append(notes, a.locale.Text("note.range"), a.locale.Text("note.land"),
		a.locale.Text("note.border"))
	if a.layerVisibleByID(scene.LayerHubs) {
		for _, s := range a.statementsOn("hubs-warning") {
			notes = append(notes, a.statementText(s))
		}
	}
	return notes
}

// statementText returns the sentence of a statement.
func (a *App) statementText(s story.Statement) string {
	return a.locale.Text("statement."+s.ID, "date", a.locale.Date(s.Date))
}
