package app

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"truceline/internal/isodate"
	"truceline/internal/scene"
	"truceline/internal/story"
)

// maxClaimAgeDays is for how many days around its own date a claim stands beside a figure without
// that date.
const maxClaimAgeDays = 31

// fillHeader fills in what stands above the map: headline, sentence, figures and tabs.
func (a *App) fillHeader(v *View) {
	h := a.headline()
	v.Headline, v.ShortHeadline, v.BriefHeadline, v.Sentence = h.text, h.short, h.brief, h.sentence
	v.Figures, v.Tabs, v.Said = a.headlineFigures(), []Choice{}, []Said{}
	for _, t := range a.story.Tabs {
		v.Tabs = append(v.Tabs, Choice{ID: t.ID, Label: a.locale.Text("tab." + t.ID)})
	}
	if t, ok := a.activeTab(); ok {
		v.Tab, v.Said, v.TabPart = t.ID, a.tabStatements(t), tabPart(t)
	}
}

// The values of View.TabPart.
const (
	PartScenarios = "scenarios" // the proposals
	PartSaid      = "said"      // what was said on the tab's topics
)

// tabPart is the part of the page that a tab is for.
func tabPart(t story.Tab) string {
	switch {
	case t.Scenario != "":
		return PartScenarios
	case len(t.Topics) > 0:
		return PartSaid
	}
	return ""
}

// isInitialState reports whether the map shows what a reader sees who comes without a link.
func (a *App) isInitialState() bool {
	d := a.story.Default
	return a.state.Step == "" && a.state.Scenario == d.Scenario &&
		(d.Scenario != "" || a.state.Date == a.defaultDate())
}

// headline is the finding of what is shown, the same in few words and in a line, and the sentence
// with it.
type headline struct{ text, short, brief, sentence string }

func (a *App) headline() headline {
	if x, ok := a.activeStep(); ok {
		title, text := a.locale.Text("step."+x.ID+".title"), a.stepText(x.ID)
		return headline{title, title, title, text}
	}
	h := a.dateHeadline()
	if sc := a.activeScenario(); sc != nil {
		name := a.scenarioHeading(sc)
		h = headline{name, name, a.scenarioBriefName(sc),
			a.locale.Text("scenario." + sc.ID + ".summary")}
	}
	if d := a.story.Default; a.isInitialState() {
		h.text = a.editorText("headline", d.Headline, h.text)
		h.short = a.editorText("headline", d.ShortHeadline, h.short)
		h.brief = a.editorText("headline", d.ShortHeadline, h.brief)
		h.sentence = a.editorText("sentence", d.Sentence, h.sentence)
	}
	return h
}

// editorText is the editor's own text in the reader's language, where there is one; empty: the
// editor hides the part.
func (a *App) editorText(part string, own map[string]string, text string) string {
	if a.story.Hides(part) {
		return ""
	}
	if t := own[a.locale.Lang]; t != "" {
		return t
	}
	return text
}

// dateHeadline tells of the day that is shown. The talks of which the opening tells were on one
// day.
func (a *App) dateHeadline() headline {
	country, _ := a.dateData().area(idCountry)
	values := []string{"share", a.formatShare(country), "date", a.locale.Date(a.state.Date)}
	key, brief := "headline.date", "headline.date.short"
	sentence := a.locale.TextOrEmpty("date.why." + a.activeDate().Why)
	switch {
	case a.isInitialState():
		key, sentence = "headline.opening", a.locale.Text("sentence.opening")
	case a.state.Date < invasionDate:
		key, brief = "headline.date-before", "headline.date-before.short"
	}
	return headline{a.locale.Text(key, values...), a.locale.Text(key+".short", values...),
		a.locale.Text(brief, values...), sentence}
}

// headlineFigures is the row of figures.
func (a *App) headlineFigures() []Figure {
	figures := []Figure{}
	if a.isInitialState() && a.story.Hides("figures") {
		return figures
	}
	if r := a.activeResult(); r != nil && a.activeScenario() != nil {
		if figures = a.changeFigures(r); len(figures) > 0 {
			return figures
		}
	}
	for _, f := range a.story.Default.Figures {
		if x, ok := a.defaultFigure(f); ok {
			figures = append(figures, x)
		}
	}
	return figures
}

// defaultFigure is one of the story's figures on the day that is shown; false: there is none on
// that day.
func (a *App) defaultFigure(f story.OpeningFigure) (Figure, bool) {
	out := Figure{ID: f.Key(), Room: f.Room}
	if out.Room == "" {
		out.Room = "any"
	}
	if f.Withdrawal != "" {
		x, ok := a.withdrawalArea(f.Withdrawal)
		if !ok || a.activeScenario() != nil {
			return out, false
		}
		out.Value = a.formatWithdrawalArea(x)
		out.Text = a.figureText("figure."+f.Key(), "km2")
		return out, true
	}
	x, ok := a.dateData().area(f.Area)
	if !ok {
		return out, false
	}
	out.Value = a.formatShare(x)
	out.Text = a.withReportedClaim(f.Area,
		a.figureText("figure."+f.Key(), "share", "range", a.formatShareRange(x)))
	return out, true
}

// figureText is what a figure's text says after its value, which stands on a line of its own.
func (a *App) figureText(key, value string, pairs ...string) string {
	_, text, _ := strings.Cut(a.locale.Text(key, pairs...), "{"+value+"}")
	return strings.TrimLeft(text, " :\u00a0")
}

// withReportedClaim adds to a figure's text what was claimed of the area by then, in a source that
// readers can look up.
func (a *App) withReportedClaim(area, text string) string {
	for _, c := range a.story.Claims() {
		if c.Area != area || c.Date > a.state.Date || !a.anySourceHasAddress(c.Sources) {
			continue
		}
		said := a.locale.Text("statement." + c.ID)
		if a.daysSince(c.Date) <= maxClaimAgeDays {
			return a.locale.Text("figure.reported", "text", text, "claim", said)
		}
		return a.locale.Text("figure.reported-on", "text", text, "claim", said, "date",
			a.locale.Date(c.Date))
	}
	return text
}

// anySourceHasAddress reports whether one of the sources has an address.
func (a *App) anySourceHasAddress(ids []string) bool {
	return slices.ContainsFunc(ids, func(id string) bool {
		s, ok := a.story.Source(id)
		return ok && len(s.Addresses) > 0
	})
}

// daysSince is the number of days from a date to the one that is shown.
func (a *App) daysSince(date string) int {
	from, err := isodate.ParseDate(date)
	to, err2 := isodate.ParseDate(a.state.Date)
	if err != nil || err2 != nil {
		return 0
	}
	return int(to.Sub(from) / (24 * time.Hour))
}

// The ids of a scenario's figures: what forces of either side would leave, and how much of it was
// contested.
const (
	figureLeaveUA   = "leave-ua"
	figureLeaveRU   = "leave-ru"
	figureContested = "contested"
)

// changeFigures tell how much land forces of either side would leave under a scenario, and how much
// of it was contested.
func (a *App) changeFigures(r *story.ScenarioResult) []Figure {
	var fromUkraine, fromRussia, contested float64
	for _, x := range r.ZonesIn(idCountry) {
		left, disputed := x.ChangedKm2From(story.ZoneGovernment)
		held, _ := x.ChangedKm2From(story.ZoneRussia)
		fromUkraine, fromRussia, contested = fromUkraine+left, fromRussia+held, contested+disputed
	}
	figures := []Figure{}
	for _, f := range []struct {
		key string
		km2 float64
	}{{"figure.leave-ua", fromUkraine}, {"figure.contested", contested},
		{"figure.leave-ru", fromRussia}} {
		if f.km2 >= minChangeKm2 {
			text := a.figureText(f.key, "km2", "date", a.locale.Date(a.state.Date))
			id := strings.TrimPrefix(f.key, "figure.")
			figures = append(figures,
				Figure{ID: id, Value: a.formatLandArea(idCountry, f.km2), Text: text, Room: "any"})
		}
	}
	return figures
}

// tabStatements are the statements on the topics of a tab.
func (a *App) tabStatements(t story.Tab) []Said {
	said := []Said{}
	for _, topic := range t.Topics {
		for _, s := range a.statementsOn(topic) {
			if s.Area == "" {
				said = append(said,
					Said{ID: s.ID, Text: a.statementText(s), Sources: a.sourceLinks(s.Sources)})
			}
		}
	}
	return said
}

// activeTab is the tab whose choice is shown: that of scenarios where one is chosen, else the one
// whose layers are on, else the first.
func (a *App) activeTab() (story.Tab, bool) {
	tabs := a.story.Tabs
	i := slices.IndexFunc(tabs, func(t story.Tab) bool {
		if a.activeScenario() != nil {
			return t.Scenario != ""
		}
		return t.Scenario == "" && len(t.Layers) > 0 && a.layersMatch(t.Layers)
	})
	if i < 0 {
		i = 0
	}
	if i >= len(tabs) {
		return story.Tab{}, false
	}
	return tabs[i], true
}

// layersMatch reports whether layers are on or off as they are in a map.
func (a *App) layersMatch(layers map[string]bool) bool {
	for id, on := range layers {
		if a.layerVisibleByID(id) != on {
			return false
		}
	}
	return true
}

// chooseTab shows what a tab is for. The earlier line that a reader compares with stays.
func (a *App) chooseTab(act Action) error {
	i := slices.IndexFunc(a.story.Tabs, func(t story.Tab) bool { return t.ID == act.ID })
	if i < 0 {
		return &ActionError{Type: act.Type, Field: "id",
			Rule: fmt.Sprintf("there is no tab %q", act.ID)}
	}
	tab := a.story.Tabs[i]
	if now, _ := a.activeTab(); now.ID == tab.ID && a.state.Step == "" && a.pending == nil {
		return nil
	}
	a.playing = false
	layers := maps.Clone(tab.Layers)
	for id, on := range a.state.Layers {
		if _, ok := a.comparisonByID(id); ok {
			if layers == nil {
				layers = map[string]bool{}
			}
			layers[id] = on
		}
	}
	t := a.resolveTarget(State{Date: a.defaultDate(), Scenario: tab.Scenario, Layers: layers})
	t.setsLayers = true
	return a.transitionTo(t, func() {
		a.state.Layers = nil
		for id, on := range layers {
			a.setLayer(id, on)
		}
		a.autoFit = true
		a.announcement = a.locale.Text("tab." + tab.ID)
	})
}

// initialLegendAndSource is the key and the line of sources with which the map opens: no other
// state has longer ones.
func (a *App) initialLegendAndSource() (keys []scene.LegendEntry, source string) {
	now := a.state
	defer func() { a.state = now }()
	a.state = State{Date: a.defaultDate(), UI: now.UI}
	return a.pictureLegend(), a.pictureSourceLine()
}
