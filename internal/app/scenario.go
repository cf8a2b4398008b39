package app

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
	"truceline/internal/scene"
	"truceline/internal/story"
)

// availableScenarios are those that can be chosen.
func (a *App) availableScenarios() []*story.Scenario {
	var out []*story.Scenario
	for i := range a.story.Scenarios {
		if s := &a.story.Scenarios[i]; !s.Overlay && a.dateAvailable(a.story.AsOf(s)) {
			out = append(out, s)
		}
	}
	return out
}

// activeScenario is the scenario that is shown; nil: none.
func (a *App) activeScenario() *story.Scenario { return a.scenarioByID(a.state.Scenario) }

// scenarioByID is a scenario that can be chosen, by id; nil: there is none.
func (a *App) scenarioByID(id string) *story.Scenario {
	for _, s := range a.availableScenarios() {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// activeResult is what the chosen scenario would mean; nil: none is chosen.
func (a *App) activeResult() *story.ScenarioResult {
	return a.resultsByFile[story.ScenarioResultFile(a.state.Scenario, a.state.Pullback)]
}

func (a *App) loadScenario(id string, km int) error {
	file := story.ScenarioResultFile(id, km)
	if a.resultsByFile[file] != nil {
		return nil
	}
	r, err := story.ReadScenarioResult(a.fsys, id, km)
	if err != nil {
		return err
	}
	if err := a.world.LoadZones(a.fsys, story.ScenarioShapesFile(id, km)); err != nil {
		return err
	}
	a.resultsByFile[file] = r
	return nil
}

// resolveTarget is the target of a state: a scenario wins over a date, and what cannot be had is
// left out.
func (a *App) resolveTarget(s State) target {
	t := target{date: s.Date, comparisonDate: a.comparisonDateIn(s.Layers)}
	if sc := a.scenarioByID(s.Scenario); sc != nil {
		t.date, t.scenario, t.pullbackKm = a.story.AsOf(sc), sc.ID, s.Pullback
		if !sc.OffersDistance(t.pullbackKm) {
			t.pullbackKm = sc.Pullback.Default
		}
	}
	if !a.dateAvailable(t.date) {
		t = target{date: a.defaultDate(), comparisonDate: t.comparisonDate}
	}
	return t
}

func (a *App) chooseScenario(act Action) error {
	if act.ID != "" && a.scenarioByID(act.ID) == nil {
		var ids []string
		for _, s := range a.availableScenarios() {
			ids = append(ids, s.ID)
		}
		return &ActionError{Type: act.Type, Field: "id",
			Rule: fmt.Sprintf("%q is none of %v", act.ID, ids)}
	}
	a.playing = false
	s := a.state
	s.Scenario, s.Pullback = act.ID, 0
	return a.transitionTo(a.resolveTarget(s), func() {
		a.autoFit = true
		if sc := a.activeScenario(); sc != nil {
			a.announcement = a.scenarioHeading(sc)
		}
	})
}

func (a *App) choosePullback(act Action) error {
	s := a.state
	if a.pending != nil { // chosen, but not there yet
		s.Scenario = a.pending.target.scenario
	}
	sc := a.scenarioByID(s.Scenario)
	if sc == nil || !sc.HasPullback() || !sc.OffersDistance(act.Km) {
		return &ActionError{Type: act.Type, Field: "km",
			Rule: fmt.Sprintf("no scenario with a pull-back of %d km is chosen", act.Km)}
	}
	s.Pullback = act.Km
	return a.transitionTo(a.resolveTarget(s),
		a.announceUnlessQuiet(act, func() string { return a.scenarioHeading(a.activeScenario()) }))
}

// focusBounds are what the map shows by itself: of the step or the scenario; nil: the country.
func (a *App) focusBounds() []float64 {
	if s, ok := a.activeStep(); ok && len(s.Bounds) == 4 {
		return s.Bounds
	}
	if sc := a.activeScenario(); sc != nil && len(sc.Bounds) == 4 {
		return sc.Bounds
	}
	return nil
}

// boundsOf is the part of the map within bounds: west, south, east, north in degrees.
func boundsOf(bounds []float64) scene.Bounds {
	box := scene.EmptyBounds()
	w, s, e, n := bounds[0], bounds[1], bounds[2], bounds[3]
	for _, p := range []orb.Point{{w, s}, {(w + e) / 2, s}, {e, s}, {w, n}, {(w + e) / 2, n},
		{e, n}} {
		box = box.Extend(geo.UkraineAlbers.Forward(p))
	}
	return box
}

// scenarioKindLabel says what a scenario is: of a proposal what has become of it (a leaked draft, a
// demand), else a reference or an example of this map.
func (a *App) scenarioKindLabel(sc *story.Scenario) string {
	switch sc.Kind {
	case story.Proposal:
		return a.locale.Text("status." + sc.Status)
	case story.Example:
		return a.locale.Text("scenario.example")
	}
	return a.locale.Text("scenario.reference")
}

// scenarioName is what a scenario is called, in words that stand alone: nothing is put before them,
// so that nobody's name stands with what this map assumed. An example's name holds the distance,
// {km}: the chosen one, or that which is shown first.
func (a *App) scenarioName(sc *story.Scenario) string {
	return a.locale.Text("scenario."+sc.ID, "km", a.formatPullback(sc))
}

// scenarioBriefName is a scenario's name for one line.
func (a *App) scenarioBriefName(sc *story.Scenario) string {
	return cmp.Or(a.locale.TextOrEmpty("scenario."+sc.ID+".brief", "km", a.formatPullback(sc)),
		a.scenarioHeading(sc))
}

// formatPullback is the distance of a scenario's pull-back in words.
func (a *App) formatPullback(sc *story.Scenario) string {
	km := sc.Pullback.Default
	if a.state.Pullback != 0 && sc.ID == a.state.Scenario {
		km = a.state.Pullback
	}
	return a.locale.Km(float64(km))
}

// scenarioHeading is a scenario's name where nothing else says what it is, as in the picture. A
// demand, a draft and an example are named as such; a reference says that it is one.
func (a *App) scenarioHeading(sc *story.Scenario) string {
	name := a.scenarioName(sc)
	if sc.Kind == story.Reference {
		return a.locale.Text("page.pair", "name", a.scenarioKindLabel(sc), "text", name)
	}
	return name
}

// lineLabelKey is the key of what stands on a scenario's line. The line of a reference is that of a
// freeze.
func lineLabelKey(sc *story.Scenario) string {
	switch sc.Kind {
	case story.Proposal:
		return "plan.line"
	case story.Example:
		return "plan.line-example"
	}
	return "freeze.label"
}

// lineNameKey is the key of what a scenario's line is called in the legend.
func lineNameKey(sc *story.Scenario) string {
	switch sc.Kind {
	case story.Proposal:
		return "zone-edge"
	case story.Example:
		return "zone-edge.example"
	}
	return "freeze"
}

// zoneTextKey is the key of what becomes of the land of a zone in an area: it stays, it passes to
// the other side, or both.
func zoneTextKey(x story.ZoneArea) string {
	stays, passes := x.ChangedKm2() == 0, x.ChangedKm2() == x.Km2
	switch {
	case x.Zone == story.ZoneGovernment && stays:
		return "stay-ua"
	case x.Zone == story.ZoneGovernment && passes:
		return "to-ua"
	case x.Zone == story.ZoneRussia && stays:
		return "stay-ru"
	case x.Zone == story.ZoneRussia && passes:
		return "to-ru"
	}
	return x.Zone.TextKey()
}

// asOfNote says from which line a scenario was worked out.
func (a *App) asOfNote(sc *story.Scenario) string {
	key := "scenario.as-of"
	if sc.AtSigning {
		key = "scenario.as-of-signing"
	}
	return a.locale.Text(key, "date", a.locale.Date(a.state.Date))
}

// scenarioNotes are what has to be said with the chosen scenario, wherever it is shown.
func (a *App) scenarioNotes() []string {
	sc := a.activeScenario()
	if sc == nil {
		return nil
	}
	notes := []string{a.asOfNote(sc)}
	if sc.HasPullback() && sc.Pullback.Basis == story.Assumed {
		notes = append(notes, a.basisText(sc.Pullback.Basis, sc.Pullback.Reason))
	}
	for _, r := range sc.Rules {
		if r.Note != "" {
			notes = append(notes, a.locale.Text("scenario.note."+r.Note))
		}
	}
	for _, n := range sc.Notes {
		if n.Layer != "" && a.layerVisibleByID(n.Layer) {
			notes = append(notes, a.locale.Text("scenario.note."+n.ID))
		}
	}
	return notes
}

// scenarioShortNotes are those of scenarioNotes without which a small picture would mislead, in few
// words. That of the line it was worked out from goes without saying where the day of the line is
// the day of the picture.
func (a *App) scenarioShortNotes() (notes []string) {
	sc := a.activeScenario()
	if sc == nil {
		return nil
	}
	if sc.AtSigning {
		notes = append(notes, a.locale.Text("scenario.as-of-signing.short"))
	}
	if sc.HasPullback() && sc.Pullback.Basis == story.Assumed {
		notes = append(notes, a.shortText("reason."+sc.Pullback.Reason))
	}
	for _, r := range sc.Rules {
		if r.Note != "" {
			notes = append(notes, a.shortText("scenario.note."+r.Note))
		}
	}
	for _, n := range sc.Notes {
		if n.Layer != "" && a.layerVisibleByID(n.Layer) {
			notes = append(notes, a.shortText("scenario.note."+n.ID))
		}
	}
	return notes
}

// shortText is a text in few words, where there is one.
func (a *App) shortText(key string) string {
	if text := a.locale.TextOrEmpty(key + ".short"); text != "" {
		return text
	}
	return a.locale.Text(key)
}

// comparisonDateIn is the date of the earlier line that layers switch on; empty: none.
func (a *App) comparisonDateIn(layers map[string]bool) string {
	for i := range a.story.Scenarios {
		if s := &a.story.Scenarios[i]; s.Overlay && layers[s.ID] &&
			a.dateAvailable(a.story.AsOf(s)) {
			return a.story.AsOf(s)
		}
	}
	return ""
}

// comparisonByID is an earlier line, by id.
func (a *App) comparisonByID(id string) (*story.Scenario, bool) {
	s, ok := a.story.Scenario(id)
	return s, ok && s.Overlay
}

// scenarioView tells about the chosen scenario; nil: none is.
func (a *App) scenarioView() *ScenarioView {
	sc, r, w := a.activeScenario(), a.activeResult(), a.locale
	if sc == nil || r == nil {
		return nil
	}
	v := &ScenarioView{
		ID: sc.ID, Name: a.scenarioName(sc), Heading: a.scenarioHeading(sc), Kind: string(sc.Kind),
		KindLabel: a.scenarioKindLabel(sc),
		Summary:   w.Text("scenario." + sc.ID + ".summary"), Facts: []Row{},
		Pullbacks: []PullbackChoice{},
		Figures:   a.scenarioFigures(sc, r), Notes: a.scenarioNotes(), Zones: a.zoneTable(r),
		Rules: a.ruleTable(sc), Sources: a.sourceLinks(sc.CitedSources()),
	}
	if sc.Proposer != "" {
		v.Facts = append(v.Facts, Row{w.Text("plan.proposer"), w.Text("proposer." + sc.Proposer)})
	}
	if sc.Date != "" {
		v.Facts = append(v.Facts, Row{w.Text("plan.date"), w.Date(sc.Date)})
	}
	if sc.Status != "" {
		v.Facts = append(v.Facts, Row{w.Text("plan.status"), w.Text("status." + sc.Status)})
	}
	for _, n := range sc.Notes {
		if n.Layer == "" {
			v.Notes = append(v.Notes, w.Text("scenario.note."+n.ID))
		}
	}
	if sc.HasPullback() {
		for _, km := range sc.Pullback.Km {
			v.Pullbacks = append(v.Pullbacks,
				PullbackChoice{Km: km, Label: w.Text("plan.pullback-km", "km", w.Km(float64(km))),
					On: km == a.state.Pullback})
		}
		if sc.Pullback.Basis != story.Assumed { // that has been said
			v.Notes = append(v.Notes, a.basisText(sc.Pullback.Basis, sc.Pullback.Reason))
		}
	}
	return v
}

// scenarioFigures are the lengths and sizes of a scenario in Ukraine.
func (a *App) scenarioFigures(sc *story.Scenario, r *story.ScenarioResult) []Row {
	w := a.locale
	rows := []Row{}
	if r.LineKm > 0 {
		rows = append(rows,
			Row{w.Text("plan.line-row"), w.Text("card.about", "value", w.Length(r.LineKm))})
	}
	for _, x := range r.ZonesIn(idCountry) {
		rows = append(rows,
			Row{w.Text(zoneTextKey(x)), a.formatZoneWithRange(x) + ", " + a.formatZoneShare(x)})
	}
	rows = append(rows, a.changedRows(r, changedKm2(r))...)
	if len(r.Lines) > 1 {
		for _, e := range r.Lines {
			label := w.Text("plan.edge-row", "a", w.Text(e.Between[0].TextKey()), "b",
				w.Text(e.Between[1].TextKey()))
			rows = append(rows, Row{label, w.Text("card.about", "value", w.Length(e.Km))})
		}
	}
	return rows
}

// zoneTable holds the zones of Ukraine and of the oblasts that are divided or would change.
func (a *App) zoneTable(r *story.ScenarioResult) Table {
	w := a.locale
	t := Table{Caption: w.Text("plan.zones"), Rows: []TableRow{}, Head: []string{
		w.Text("table.area"), w.Text("plan.zone"), w.Text("plan.km2"), w.Text("table.range"),
		w.Text("table.share"),
		w.Text("plan.from-held"), w.Text("plan.from-contested"), w.Text("plan.from-government"),
	}}
	for _, id := range append([]string{idCountry}, a.oblastIDs()...) {
		zones := r.ZonesIn(id)
		if len(zones) == 1 && zones[0].Zone == story.ZoneGovernment && zones[0].ChangedKm2() == 0 {
			continue // all as it was
		}
		for _, x := range zones {
			t.Rows = append(t.Rows, TableRow{ID: id, Name: a.areaName(id), Cells: []string{
				w.Text(zoneTextKey(x)), w.AreaNumber(x.Km2, a.zoneAreaUnit(x)),
				a.formatZoneRange(x), a.formatZoneShare(x),
				a.formatLandNumber(id, x.From.Held), a.formatLandNumber(id, x.From.Contested),
				a.formatLandNumber(id, x.From.Government),
			}})
		}
	}
	return t
}

// ruleTable holds what a scenario does with each oblast that it names, and on what that rests.
func (a *App) ruleTable(sc *story.Scenario) Table {
	w := a.locale
	t := Table{Caption: w.Text("plan.rules"),
		Head: []string{w.Text("table.area"), w.Text("plan.rule"), w.Text("plan.basis")},
		Rows: []TableRow{}}
	add := func(id, name string, r story.OblastRule) {
		basis := a.basisText(r.Basis, r.Reason)
		if len(r.Sources) > 0 {
			basis += " (" + a.sourceNames(r.Sources) + ")"
		}
		t.Rows = append(t.Rows,
			TableRow{ID: id, Name: name, Cells: []string{w.Text("rule." + string(r.Rule)), basis}})
	}
	for _, r := range sc.Rules {
		add(r.Oblast, a.areaName(r.Oblast), r)
	}
	add("", w.Text("plan.elsewhere"), sc.RuleFor(""))
	return t
}

// sourceNames names sources, joined.
func (a *App) sourceNames(ids []string) string {
	var names []string
	for _, id := range ids {
		names = append(names, a.locale.Text("source."+id))
	}
	return a.locale.List(names)
}

// basisText says what a rule rests on.
func (a *App) basisText(b story.Basis, reason string) string {
	text := a.locale.Text(b.TextKey())
	if reason != "" {
		text += ". " + a.locale.Text("reason."+reason)
	}
	return text
}

// addZoneRows tell on an area's card what it would be under the chosen scenario.
func (a *App) addZoneRows(c *Card, id string) {
	sc, r := a.activeScenario(), a.activeResult()
	if sc == nil || r == nil {
		return
	}
	for _, x := range r.ZonesIn(id) {
		c.addRow(a.locale.Text("plan.card", "zone", a.locale.Text(zoneTextKey(x))),
			a.formatZoneWithRange(x))
	}
	rule := sc.RuleFor(id)
	if id != idCountry {
		c.Notes = append(c.Notes, a.locale.Text("plan.card", "zone",
			a.locale.Text("rule."+string(rule.Rule)))+". "+a.basisText(rule.Basis, rule.Reason))
		if rule.Note != "" {
			c.Notes = append(c.Notes, a.locale.Text("scenario.note."+rule.Note))
		}
	}
}

// scenarioChoices are what can be chosen, in the order of the story.
func (a *App) scenarioChoices() []ScenarioChoice {
	choices := []ScenarioChoice{}
	for _, sc := range a.availableScenarios() {
		c := ScenarioChoice{
			ID: sc.ID, Name: a.scenarioName(sc), Kind: string(sc.Kind),
			KindLabel: a.scenarioKindLabel(sc),
			Summary:   a.locale.Text("scenario." + sc.ID + ".summary"),
			On:        sc.ID == a.state.Scenario,
		}
		if sc.Proposer != "" {
			c.Proposer = a.locale.Text("proposer." + sc.Proposer)
		}
		if sc.Date != "" {
			c.Date = a.locale.Date(sc.Date)
		}
		if sc.Status != "" {
			c.Status = a.locale.Text("status." + sc.Status)
		}
		known := slices.DeleteFunc([]string{c.KindLabel, c.Proposer, c.Date},
			func(s string) bool { return s == "" })
		c.Note = strings.Join(known, " · ")
		choices = append(choices, c)
	}
	return choices
}

// frontLineKm is the length of the edge of the government's land: the scenario's, or the line of
// contact.
func (a *App) frontLineKm() float64 {
	if r := a.activeResult(); r != nil {
		return r.LineKm
	}
	return a.dateData().LineKm
}
