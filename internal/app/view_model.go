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
	valid bool
	base  View
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
	picture.Source, picture.ShortSource = a.views.pictureSourceLine(), a.views.briefSourceLine()
	picture.KilometreUnit = a.locale.KmUnit()
	picture.Zones, picture.CompareDate = a.views.pictures.pictureZones(),
		a.comparisonDateIn(a.state.Layers)
	picture.MonitoringLabel = a.locale.Text("monitoring.label", "km",
		a.locale.Length(a.frontLineKm()))
	picture.FreezeLabel = a.locale.Text("freeze.label", "km", a.locale.Length(a.dateData().LineKm))
	picture.Hubs, picture.Symbols = a.views.pictures.pictureHubs(),
		a.views.pictures.pictureSymbols()
	picture.Withdrawals = a.views.pictures.visibleWithdrawals()
	picture.Title, picture.ShortTitle, picture.Sentence, picture.Publisher = "", "", "", ""
	picture.Situation, picture.ScenarioName, picture.HubsNote = "", "", ""
	picture.Figures, picture.Notes, picture.ShortNotes, picture.FillLabels = nil, nil, nil, nil
	if a.layerVisibleByID(scene.LayerHubs) && !a.story.Hubs.IsArea() {
		picture.HubsNote = a.views.hubsNote()
	}
	picture.Legend = a.views.legends.pictureLegend()
	picture.ReservedLegend, picture.ReservedSource = a.views.pictures.initialLegendAndSource()
	if a.state.UI == UINone { // there is no page for these texts
		a.views.pictures.fillStandaloneTexts(picture)
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

func (txt *texts) situation() string {
	return txt.locale.Text("situation", "date", txt.locale.Date(txt.state.Date))
}

// activeDate returns the story's entry for the date that is shown.
func (sel *selection) activeDate() story.Date {
	d, _ := sel.story.Date(sel.state.Date)
	return d
}

// shortSourceNames returns the short names of sources, joined, each name once.
func (txt *texts) shortSourceNames(ids []string) string {
	var names []string
	for _, id := range ids {
		names = append(names, txt.locale.Text("source."+id+".short"))
	}
	return txt.locale.List(unique(names))
}

// pictureSourceLine returns the line of sources inside the picture. In a page, which names the
// sources of proposals itself, it has those of the date and of the base map only.
func (txt *texts) pictureSourceLine() string {
	if txt.state.UI == UINone {
		return txt.sourceLine()
	}
	return txt.dateSourceLine()
}

// dateSourceLine names the sources of the date and of the base map.
func (txt *texts) dateSourceLine() string {
	d := txt.activeDate()
	key := "source-line"
	if len(d.Checked) > 0 {
		key = "source-line-checked"
	}
	return txt.locale.Text(key, "holders", txt.shortSourceNames(d.Holders), "checked",
		txt.shortSourceNames(d.Checked), "base", txt.shortSourceNames(txt.story.Credit))
}

// briefSourceLine names the sources of the date only.
func (txt *texts) briefSourceLine() string {
	return txt.locale.Text("source-line-brief", "holders",
		txt.shortSourceNames(txt.activeDate().Holders))
}

// sourceLine names the sources of everything that is shown.
func (txt *texts) sourceLine() string {
	line := txt.dateSourceLine()
	if sc := txt.activeScenario(); sc != nil && len(sc.Sources) > 0 {
		line += " " + txt.locale.Text("source-line.scenario", "sources",
			txt.shortSourceNames(sc.Sources))
	}
	if ids := txt.proposalSources(); len(ids) > 0 {
		line += " " + txt.locale.Text("source-line.proposals", "sources", txt.shortSourceNames(ids))
	}
	return line
}

// proposalSources returns the first source of each proposal that is shown by a layer, for
// sourceLine. The page lists all of them.
func (sel *selection) proposalSources() []string {
	var ids []string
	for _, l := range sel.story.Layers {
		if !sel.layerVisible(l) {
			continue
		}
		for _, s := range l.Shapes {
			if s.Kind == story.Proposal {
				ids = append(ids, s.Sources[:min(len(s.Sources), 1)]...)
			}
		}
		if l.ID == scene.LayerHubs {
			cited := sel.story.Hubs.CitedSources()
			ids = append(ids, cited[:min(len(cited), 1)]...)
		}
	}
	return unique(ids)
}

// pictureNotes returns the notes inside a standalone picture. If compact the scenario's notes are
// shortened; if omitKeyed those notes are left out that repeat the legend.
func (b *pictureBuilder) pictureNotes(compact, omitKeyed bool) []string {
	var notes []string
	if b.activeDate().HasOneSource() {
		notes = append(notes, b.locale.Text("one-source"))
	}
	if compact {
		notes = append(notes, b.scenarioShortNotes()...)
	} else {
		notes = append(notes, b.scenarioNotes()...)
	}
	return append(notes, b.layerNotes(omitKeyed)...)
}

// layerNotes returns the caveats of layers that show proposals. If omitKeyed those are left out
// that repeat the legend.
func (txt *texts) layerNotes(omitKeyed bool) (notes []string) {
	if txt.layerVisibleByID(scene.LayerFreeze) && txt.activeScenario() == nil && !omitKeyed {
		notes = append(notes, txt.locale.Text("note.freeze"))
	}
	if txt.layerVisibleByID(scene.LayerMonitoring) {
		notes = append(notes, txt.locale.Text("note.monitoring", "proposal",
			txt.locale.Text("proposal"), "after_deal", txt.locale.Text("after-deal"), "date",
			txt.locale.Date(txt.story.Hubs.Date)))
	}
	if txt.layerVisibleByID(scene.LayerHubs) && !omitKeyed {
		notes = append(notes, txt.locale.Text("note.hubs", "hubs", txt.locale.Text("hubs"),
			"after_deal", txt.locale.Text("after-deal")), txt.hubsNote())
	}
	return notes
}

// hubsNote returns a sentence on the hubs that are marked: which cities were named, and that no
// site was announced; or, for an area without cities, that it is illustrative.
func (txt *texts) hubsNote() string {
	if txt.story.Hubs.IsArea() {
		return txt.illustrativeNote()
	}
	var places []string
	for _, h := range txt.story.Hubs.Places {
		places = append(places, txt.world.FeatureName("town-"+h.Town, txt.locale.Lang))
	}
	return txt.locale.Text("hubs-places", "places", txt.locale.List(places), "date",
		txt.locale.Date(txt.story.Hubs.Date))
}

// hubsNotice returns the notice that hubs are illustrative, which is the last note of a picture
// with hubs, or "" if the story has no layer of hubs.
func (txt *texts) hubsNotice() string {
	if _, ok := txt.story.Layer(scene.LayerHubs); !ok {
		return ""
	}
	return txt.hubsNote()
}

func (txt *texts) illustrativeNote() string {
	return txt.locale.Text("illustrative", "date", txt.locale.Date(txt.story.Hubs.Date))
}

func (sel *selection) layerVisibleByID(layer string) bool {
	l, ok := sel.story.Layer(layer)
	return ok && sel.layerVisible(l)
}

// pictureHubs returns the story's hubs at the positions of their towns, or the area that represents
// them.
func (b *pictureBuilder) pictureHubs() []scene.Hub {
	var hubs []scene.Hub
	if h := b.story.Hubs; h.IsArea() {
		hubs = append(hubs, scene.Hub{ID: hubAreaID, LonLat: orb.Point{h.Area.Lon, h.Area.Lat},
			RadiusKm: h.Area.Km, Label: b.locale.Text("hubs")})
	}
	for _, h := range b.story.Hubs.Places {
		if point, ok := b.townPoint(h.Town); ok {
			hubs = append(hubs, scene.Hub{ID: h.ID, LonLat: point})
		}
	}
	return hubs
}

func (cat *catalog) townPoint(id string) (orb.Point, bool) {
	if t := cat.townByID(id); t != nil {
		return t.Point, true
	}
	return orb.Point{}, false
}

func (cat *catalog) townByID(id string) *gazetteer.Town {
	for i := range cat.towns {
		if cat.towns[i].ID == id {
			return &cat.towns[i]
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
		a.viewCache = viewCache{valid: true, base: a.views.baseView()}
	}
	v := a.viewCache.base
	v.Card = a.views.cards.selectedCard()
	v.Chart = a.views.charts.chart()
	v.Playing = a.playing
	v.Tooltip = a.views.cards.hoverTip(a.hover, a.picture.Camera)
	v.Crosshair = a.picture.Crosshair
	v.Announce = a.announcement
	v.MissingFiles = a.MissingFiles()
	v.Select = a.state.Select
	v.Link = a.State().Link()
	return v
}

func (b *viewBuilder) baseView() View {
	loc := b.locale
	v := View{
		Lang: loc.Lang, Langs: b.langChoices(), Theme: b.theme(), UI: b.state.UI,
		Title: loc.Text("title"), Situation: b.situation(), StaleWarning: b.staleLine(),
		Source: b.sourceLine(), Sources: b.sourceLinks(b.sourceIDs()), Credit: b.credit(),
		Notes: b.viewNotes(), Legend: b.legends.legendEntries(), Table: b.tables.areaTable(),
		Texts: loc.WithPrefix("page.", "window."),
		Dates: []Day{}, Date: b.state.Date,
		Scenarios: b.scenarios.scenarioChoices(), Scenario: b.scenarios.scenarioView(),
		Steps:  b.tour.stepChoices(),
		Step:   b.tour.stepView(),
		Claims: b.tables.claimTable(), Published: b.tables.publishedTable(),
		Corrections: b.tables.correctionsView(),
	}
	if v.UI == "" {
		v.UI = UIFull
	}
	b.headlines.fillHeader(&v)
	positions := b.datePositions()
	for _, d := range b.availableDates() {
		v.Dates = append(v.Dates,
			Day{ID: d.ID, Label: loc.Date(d.ID), Note: b.dateNote(d), Offset: positions[d.ID]})
	}
	return v
}

// dateNote returns why a date was chosen, or if there is no reason how much was held on it.
func (b *viewBuilder) dateNote(d story.Date) string {
	if reason := b.locale.TextOrEmpty("date.why." + d.Why); reason != "" {
		return reason
	}
	figures, _ := b.figuresForDate(d.ID)
	if figures == nil {
		return ""
	}
	country, _ := figures.Area(idCountry)
	return b.locale.Text("date.share", "share", b.formatShare(country))
}

func (b *viewBuilder) langChoices() []Choice {
	choices := []Choice{}
	for _, l := range b.availableLangs() {
		choices = append(choices, Choice{ID: l, Label: b.locale.Text("lang." + l)})
	}
	return choices
}

// staleLine returns StaleLine if the newest date is shown and old, else "".
func (b *viewBuilder) staleLine() string {
	ids := b.availableDateIDs()
	if len(ids) == 0 || b.state.Date != ids[len(ids)-1] {
		return ""
	}
	date, err := isodate.ParseDate(b.state.Date)
	if err != nil || b.today().Sub(date) <= staleAfter {
		return ""
	}
	return StaleLine(b.locale, b.state.Date)
}

// StaleLine returns the date of the newest map, with a remark that it has not been updated since.
func StaleLine(loc *locale.Locale, newest string) string {
	return loc.Text("situation", "date", loc.Date(newest)) + "\u00a0· " + loc.Text("stale")
}

func (txt *texts) credit() string {
	d := txt.activeDate()
	key := "credit"
	if len(d.Checked) > 0 {
		key = "credit-checked"
	}
	return txt.locale.Text(key, "date", txt.locale.Date(d.ID), "holders",
		txt.shortSourceNames(d.Holders),
		"checked", txt.shortSourceNames(d.Checked))
}

// sourceIDs returns the sources of everything that is shown, those of the date first.
func (sel *selection) sourceIDs() []string {
	ids := sel.activeDate().Sources()
	for _, l := range sel.story.Layers {
		if !sel.layerVisible(l) {
			continue
		}
		for _, s := range l.Shapes {
			ids = append(ids, s.Sources...)
			for _, p := range s.Points {
				ids = append(ids, p.Sources...)
			}
		}
		for _, s := range sel.statementsOn(l.Topic) {
			ids = append(ids, s.Sources...)
		}
	}
	if sc := sel.activeScenario(); sc != nil {
		ids = append(ids, sc.CitedSources()...)
	}
	return unique(append(ids, sel.story.Credit...))
}

// statementsOn returns the statements on a topic that had been made by the date that is shown.
func (sel *selection) statementsOn(topic string) []story.Statement {
	if topic == "" {
		return nil
	}
	return slices.DeleteFunc(sel.story.StatementsAbout(topic),
		func(s story.Statement) bool { return s.Date > sel.state.Date })
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
func (txt *texts) sourceLinks(ids []string) []Link {
	links := []Link{}
	for _, id := range unique(ids) {
		s, _ := txt.story.Source(id)
		text := txt.locale.Text("source." + id)
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
func (b *viewBuilder) viewNotes() []string {
	notes := []string{}
	if b.activeDate().HasOneSource() {
		notes = append(notes, b.locale.Text("one-source")+".")
	}
	notes = append(notes, b.layerNotes(false)...)
	notes = append(notes, b.locale.Text("note.range"), b.locale.Text("note.land"),
		b.locale.Text("note.border"))
	if b.layerVisibleByID(scene.LayerHubs) {
		for _, s := range b.statementsOn("hubs-warning") {
			notes = append(notes, b.statementText(s))
		}
	}
	return notes
}

// statementText returns the sentence of a statement.
func (txt *texts) statementText(s story.Statement) string {
	return txt.locale.Text("statement."+s.ID, "date", txt.locale.Date(s.Date))
}
