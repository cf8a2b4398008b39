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

// maxClaimAgeDays is the age up to which a claim is shown beside a figure without its date.
const maxClaimAgeDays = 31

// fillHeader fills in what the page shows above the map: headline, sentence, figures and tabs.
func (b *headlineBuilder) fillHeader(v *View) {
	h := b.headline()
	v.Headline, v.ShortHeadline, v.BriefHeadline, v.Sentence = h.text, h.short, h.brief, h.sentence
	v.Figures, v.Tabs, v.Statements = b.headlineFigures(), []Choice{}, []Statement{}
	for _, tab := range b.story.Tabs {
		v.Tabs = append(v.Tabs, Choice{ID: tab.ID, Label: b.locale.Text("tab." + tab.ID)})
	}
	if tab, ok := b.activeTab(); ok {
		v.Tab, v.Statements, v.TabPart = tab.ID, b.tabStatements(tab), tabPart(tab)
	}
}

// The values of View.TabPart.
const (
	PartScenarios  = "scenarios"  // the proposals
	PartStatements = "statements" // the statements on the tab's topics
)

// tabPart returns the View.TabPart of a tab.
func tabPart(tab story.Tab) string {
	switch {
	case tab.Scenario != "":
		return PartScenarios
	case len(tab.Topics) > 0:
		return PartStatements
	}
	return ""
}

// isInitialState reports whether the map shows what readers without a link see.
func (sel *selection) isInitialState() bool {
	d := sel.story.Default
	return sel.state.Step == "" && sel.state.Scenario == d.Scenario &&
		(d.Scenario != "" || sel.state.Date == sel.defaultDate())
}

// headline is the main statement about what is shown in three lengths, and the sentence that
// follows.
type headline struct{ text, short, brief, sentence string }

// headline returns the headline of the step, the scenario or the date that is shown.
func (b *headlineBuilder) headline() headline {
	if step, ok := b.activeStep(); ok {
		title, text := b.locale.Text("step."+step.ID+".title"), b.stepText(step.ID)
		return headline{title, title, title, text}
	}
	h := b.dateHeadline()
	if sc := b.activeScenario(); sc != nil {
		name := b.scenarioHeading(sc)
		h = headline{name, name, b.scenarioBriefName(sc),
			b.locale.Text("scenario." + sc.ID + ".summary")}
	}
	if d := b.story.Default; b.isInitialState() {
		h.text = b.editorText("headline", d.Headline, h.text)
		h.short = b.editorText("headline", d.ShortHeadline, h.short)
		h.brief = b.editorText("headline", d.ShortHeadline, h.brief)
		h.sentence = b.editorText("sentence", d.Sentence, h.sentence)
	}
	return h
}

// editorText returns the editor's own text in the reader's language if there is one, else fallback;
// or "" if the editor hides this part of the page.
func (b *headlineBuilder) editorText(part string, overrides map[string]string,
	fallback string) string {
	if b.story.Hides(part) {
		return ""
	}
	if override := overrides[b.locale.Lang]; override != "" {
		return override
	}
	return fallback
}

// dateHeadline returns the headline of the date that is shown. The initial state has one of its
// own.
func (b *headlineBuilder) dateHeadline() headline {
	country, _ := b.dateData().Area(idCountry)
	values := []string{"share", b.formatShare(country), "date", b.locale.Date(b.state.Date)}
	key, brief := "headline.date", "headline.date.short"
	sentence := b.locale.TextOrEmpty("date.why." + b.activeDate().Why)
	switch {
	case b.isInitialState():
		key, sentence = "headline.opening", b.locale.Text("sentence.opening")
	case b.state.Date < invasionDate:
		key, brief = "headline.date-before", "headline.date-before.short"
	}
	return headline{b.locale.Text(key, values...), b.locale.Text(key+".short", values...),
		b.locale.Text(brief, values...), sentence}
}

// headlineFigures returns the row of figures: those of the scenario, or else of the date.
func (b *headlineBuilder) headlineFigures() []Figure {
	figures := []Figure{}
	if b.isInitialState() && b.story.Hides("figures") {
		return figures
	}
	if result := b.activeResult(); result != nil && b.activeScenario() != nil {
		if figures = b.changeFigures(result); len(figures) > 0 {
			return figures
		}
	}
	for _, f := range b.story.Default.Figures {
		if figure, ok := b.defaultFigure(f); ok {
			figures = append(figures, figure)
		}
	}
	return figures
}

// defaultFigure returns one of the story's figures for the date that is shown, or false if it has
// none.
func (b *headlineBuilder) defaultFigure(f story.OpeningFigure) (Figure, bool) {
	figure := Figure{ID: f.Key(), MinWidth: f.Room}
	if figure.MinWidth == "" {
		figure.MinWidth = "any"
	}
	if f.Withdrawal != "" {
		area, ok := b.withdrawalArea(f.Withdrawal)
		if !ok || b.activeScenario() != nil {
			return figure, false
		}
		figure.Value = b.formatWithdrawalArea(area)
		figure.Text = b.figureText("figure."+f.Key(), "km2")
		return figure, true
	}
	area, ok := b.dateData().Area(f.Area)
	if !ok {
		return figure, false
	}
	figure.Value = b.formatShare(area)
	figure.Text = b.withReportedClaim(f.Area,
		b.figureText("figure."+f.Key(), "share", "range", b.formatShareRange(area)))
	return figure, true
}

// figureText returns the text that follows a figure's value, because the value is set on a line of
// its own. It cuts off the text's beginning with the placeholder {value}.
func (f *formatter) figureText(key, value string, pairs ...string) string {
	_, text, _ := strings.Cut(f.locale.Text(key, pairs...), "{"+value+"}")
	return strings.TrimLeft(text, " :\u00a0")
}

// withReportedClaim appends to a figure's text what was claimed of the area by then, if readers can
// look up the source.
func (b *headlineBuilder) withReportedClaim(area, text string) string {
	for _, c := range b.story.Claims() {
		if c.Area != area || c.Date > b.state.Date || !b.anySourceHasAddress(c.Sources) {
			continue
		}
		claim := b.locale.Text("statement." + c.ID)
		if b.daysSince(c.Date) <= maxClaimAgeDays {
			return b.locale.Text("figure.reported", "text", text, "claim", claim)
		}
		return b.locale.Text("figure.reported-on", "text", text, "claim", claim, "date",
			b.locale.Date(c.Date))
	}
	return text
}

// anySourceHasAddress reports whether one of the sources has an address.
func (cat *catalog) anySourceHasAddress(ids []string) bool {
	return slices.ContainsFunc(ids, func(id string) bool {
		s, ok := cat.story.Source(id)
		return ok && len(s.Addresses) > 0
	})
}

// daysSince returns the number of days from a date to the one that is shown.
func (sel *selection) daysSince(date string) int {
	from, err := isodate.ParseDate(date)
	to, err2 := isodate.ParseDate(sel.state.Date)
	if err != nil || err2 != nil {
		return 0
	}
	return int(to.Sub(from) / (24 * time.Hour))
}

// Ids of a scenario's figures: the land that forces of either side would leave, and how much of it
// was contested.
const (
	figureLeaveUA   = "leave-ua"
	figureLeaveRU   = "leave-ru"
	figureContested = "contested"
)

// changeFigures returns how much land forces of either side would leave under a scenario, and how
// much of it was contested.
func (b *headlineBuilder) changeFigures(result *story.ScenarioResult) []Figure {
	var fromUkraine, fromRussia, contested float64
	for _, zone := range result.ZonesIn(idCountry) {
		km2, contestedKm2 := zone.ChangedKm2From(story.ZoneGovernment)
		fromUkraine += km2
		contested += contestedKm2
		km2, _ = zone.ChangedKm2From(story.ZoneRussia)
		fromRussia += km2
	}
	figures := []Figure{}
	for _, f := range []struct {
		key string
		km2 float64
	}{{"figure.leave-ua", fromUkraine}, {"figure.contested", contested},
		{"figure.leave-ru", fromRussia}} {
		if f.km2 >= minChangeKm2 {
			text := b.figureText(f.key, "km2", "date", b.locale.Date(b.state.Date))
			id := strings.TrimPrefix(f.key, "figure.")
			figures = append(figures,
				Figure{ID: id, Value: b.formatLandArea(idCountry, f.km2), Text: text,
					MinWidth: "any"})
		}
	}
	return figures
}

// tabStatements returns the statements on the topics of a tab that are about no particular area.
func (b *headlineBuilder) tabStatements(tab story.Tab) []Statement {
	statements := []Statement{}
	for _, topic := range tab.Topics {
		for _, s := range b.statementsOn(topic) {
			if s.Area == "" {
				statements = append(statements,
					Statement{ID: s.ID, Text: b.statementText(s),
						Sources: b.sourceLinks(s.Sources)})
			}
		}
	}
	return statements
}

// activeTab returns the tab for what is shown: that of scenarios if one is chosen, else the one
// whose layers are on, else the first. It returns false if there are no tabs.
func (sel *selection) activeTab() (story.Tab, bool) {
	tabs := sel.story.Tabs
	i := slices.IndexFunc(tabs, func(t story.Tab) bool {
		if sel.activeScenario() != nil {
			return t.Scenario != ""
		}
		return t.Scenario == "" && len(t.Layers) > 0 && sel.layersMatch(t.Layers)
	})
	if i < 0 {
		i = 0
	}
	if i >= len(tabs) {
		return story.Tab{}, false
	}
	return tabs[i], true
}

// layersMatch reports whether the layers in a map are on or off as it says.
func (sel *selection) layersMatch(layers map[string]bool) bool {
	for id, on := range layers {
		if sel.layerVisibleByID(id) != on {
			return false
		}
	}
	return true
}

// chooseTab shows what a tab is for, keeping the reader's comparison line.
func (a *App) chooseTab(act Action) error {
	i := slices.IndexFunc(a.story.Tabs, func(t story.Tab) bool { return t.ID == act.ID })
	if i < 0 {
		return &ActionError{Type: act.Type, Field: "id",
			Rule: fmt.Sprintf("there is no tab %q", act.ID)}
	}
	tab := a.story.Tabs[i]
	if active, _ := a.activeTab(); active.ID == tab.ID && a.state.Step == "" && a.pending == nil {
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

// initialLegendAndSource returns legend and source line of the initial state. Their size is
// reserved, because those of no other state are larger.
func (b *pictureBuilder) initialLegendAndSource() (legend []scene.LegendEntry, source string) {
	current := b.state
	defer func() { b.state = current }()
	b.state = State{Date: b.defaultDate(), UI: current.UI}
	return b.legends.pictureLegend(), b.pictureSourceLine()
}
