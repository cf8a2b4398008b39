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

// scenarios are those that can be chosen.
func (a *App) scenarios() []*story.Scenario {
	var out []*story.Scenario
	for i := range a.story.Scenarios {
		if s := &a.story.Scenarios[i]; !s.Overlay && a.offered(a.story.AsOf(s)) {
			out = append(out, s)
		}
	}
	return out
}

// chosen is the scenario that is shown; nil: none.
func (a *App) chosen() *story.Scenario { return a.choice(a.state.Scenario) }

// choice is a scenario that can be chosen, by id; nil: there is none.
func (a *App) choice(id string) *story.Scenario {
	for _, s := range a.scenarios() {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// result is what the chosen scenario would mean; nil: none is chosen.
func (a *App) result() *story.Result {
	return a.results[story.ResultFile(a.state.Scenario, a.state.Pullback)]
}

func (a *App) loadScenario(id string, km int) error {
	file := story.ResultFile(id, km)
	if a.results[file] != nil {
		return nil
	}
	r, err := story.ReadResult(a.fsys, id, km)
	if err != nil {
		return err
	}
	if err := a.world.LoadZones(a.fsys, story.ShapesFile(id, km)); err != nil {
		return err
	}
	a.results[file] = r
	return nil
}

// aim is the target of a state: a scenario wins over a date, and what cannot be had is left out.
func (a *App) aim(s State) target {
	t := target{date: s.Date, earlier: a.earlierIn(s.Layers)}
	if sc := a.choice(s.Scenario); sc != nil {
		t.date, t.scenario, t.km = a.story.AsOf(sc), sc.ID, s.Pullback
		if !sc.Offers(t.km) {
			t.km = sc.Pullback.Default
		}
	}
	if !a.offered(t.date) {
		t = target{date: a.defaultDate(), earlier: t.earlier}
	}
	return t
}

func (a *App) chooseScenario(act Action) error {
	if act.ID != "" && a.choice(act.ID) == nil {
		var ids []string
		for _, s := range a.scenarios() {
			ids = append(ids, s.ID)
		}
		return &ActionError{Type: act.Type, Field: "id", Rule: fmt.Sprintf("%q is none of %v", act.ID, ids)}
	}
	a.playing = false
	s := a.state
	s.Scenario, s.Pullback = act.ID, 0
	return a.goTo(a.aim(s), func() {
		a.atHome = true
		if sc := a.chosen(); sc != nil {
			a.announce = a.heading(sc)
		}
	})
}

func (a *App) choosePullback(act Action) error {
	s := a.state
	if a.wish != nil { // chosen, but not there yet
		s.Scenario = a.wish.target.scenario
	}
	sc := a.choice(s.Scenario)
	if sc == nil || !sc.HasPullback() || !sc.Offers(act.Km) {
		return &ActionError{Type: act.Type, Field: "km", Rule: fmt.Sprintf("no scenario with a pull-back of %d km is chosen", act.Km)}
	}
	s.Pullback = act.Km
	return a.goTo(a.aim(s), a.announcing(act, func() string { return a.heading(a.chosen()) }))
}

// homeBounds are what the map shows by itself: of the step or the scenario; nil: the country.
func (a *App) homeBounds() []float64 {
	if s, ok := a.shownStep(); ok && len(s.Bounds) == 4 {
		return s.Bounds
	}
	if sc := a.chosen(); sc != nil && len(sc.Bounds) == 4 {
		return sc.Bounds
	}
	return nil
}

// boxOf is the part of the map within bounds: west, south, east, north in degrees.
func boxOf(bounds []float64) scene.Bounds {
	box := scene.EmptyBounds()
	w, s, e, n := bounds[0], bounds[1], bounds[2], bounds[3]
	for _, p := range []orb.Point{{w, s}, {(w + e) / 2, s}, {e, s}, {w, n}, {(w + e) / 2, n}, {e, n}} {
		box = box.Extend(geo.Map.Forward(p))
	}
	return box
}

// kindOf says what a scenario is: of a proposal what has become of it (a leaked draft, a demand), else a reference or an
// example of this map.
func (a *App) kindOf(sc *story.Scenario) string {
	switch sc.Kind {
	case story.Proposal:
		return a.words.Text("status." + sc.Status)
	case story.Example:
		return a.words.Text("scenario.example")
	}
	return a.words.Text("scenario.reference")
}

// scenarioName is what a scenario is called, in words that stand alone: nothing is put before them, so that nobody's
// name stands with what this map assumed. An example's name holds the distance, {km}: the chosen one, or that which is
// shown first.
func (a *App) scenarioName(sc *story.Scenario) string {
	return a.words.Text("scenario."+sc.ID, "km", a.pullback(sc))
}

// briefName is a scenario's name for one line.
func (a *App) briefName(sc *story.Scenario) string {
	return cmp.Or(a.words.Maybe("scenario."+sc.ID+".brief", "km", a.pullback(sc)), a.heading(sc))
}

// pullback is the distance of a scenario's pull-back in words.
func (a *App) pullback(sc *story.Scenario) string {
	km := sc.Pullback.Default
	if a.state.Pullback != 0 && sc.ID == a.state.Scenario {
		km = a.state.Pullback
	}
	return a.words.Km(float64(km))
}

// heading is a scenario's name where nothing else says what it is, as in the picture. A demand, a draft and an example
// are named as such; a reference says that it is one.
func (a *App) heading(sc *story.Scenario) string {
	name := a.scenarioName(sc)
	if sc.Kind == story.Reference {
		return a.words.Text("page.pair", "name", a.kindOf(sc), "text", name)
	}
	return name
}

// lineText is the key of what stands on a scenario's line. The line of a reference is that of a freeze.
func lineText(sc *story.Scenario) string {
	switch sc.Kind {
	case story.Proposal:
		return "plan.line"
	case story.Example:
		return "plan.line-example"
	}
	return "freeze.label"
}

// lineName is the key of what a scenario's line is called in the legend.
func lineName(sc *story.Scenario) string {
	switch sc.Kind {
	case story.Proposal:
		return "zone-edge"
	case story.Example:
		return "zone-edge.example"
	}
	return "freeze"
}

// zoneText is the key of what becomes of the land of a zone in an area: it stays, it passes to the other side, or both.
func zoneText(x story.ZoneArea) string {
	stays, passes := x.Changed() == 0, x.Changed() == x.Km2
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

// asOf says from which line a scenario was worked out.
func (a *App) asOf(sc *story.Scenario) string {
	key := "scenario.as-of"
	if sc.AtSigning {
		key = "scenario.as-of-signing"
	}
	return a.words.Text(key, "date", a.words.Date(a.state.Date))
}

// scenarioNotes are what has to be said with the chosen scenario, wherever it is shown.
func (a *App) scenarioNotes() []string {
	sc := a.chosen()
	if sc == nil {
		return nil
	}
	notes := []string{a.asOf(sc)}
	if sc.HasPullback() && sc.Pullback.Basis == story.Assumed {
		notes = append(notes, a.basisText(sc.Pullback.Basis, sc.Pullback.Reason))
	}
	for _, r := range sc.Rules {
		if r.Note != "" {
			notes = append(notes, a.words.Text("scenario.note."+r.Note))
		}
	}
	for _, n := range sc.Notes {
		if n.Layer != "" && a.showsID(n.Layer) {
			notes = append(notes, a.words.Text("scenario.note."+n.ID))
		}
	}
	return notes
}

// shortNotes are those of scenarioNotes without which a small picture would mislead, in few words. That of the line it
// was worked out from goes without saying where the day of the line is the day of the picture.
func (a *App) shortNotes() (notes []string) {
	sc := a.chosen()
	if sc == nil {
		return nil
	}
	if sc.AtSigning {
		notes = append(notes, a.words.Text("scenario.as-of-signing.short"))
	}
	if sc.HasPullback() && sc.Pullback.Basis == story.Assumed {
		notes = append(notes, a.inShort("reason."+sc.Pullback.Reason))
	}
	for _, r := range sc.Rules {
		if r.Note != "" {
			notes = append(notes, a.inShort("scenario.note."+r.Note))
		}
	}
	for _, n := range sc.Notes {
		if n.Layer != "" && a.showsID(n.Layer) {
			notes = append(notes, a.inShort("scenario.note."+n.ID))
		}
	}
	return notes
}

// inShort is a text in few words, where there is one.
func (a *App) inShort(key string) string {
	if text := a.words.Maybe(key + ".short"); text != "" {
		return text
	}
	return a.words.Text(key)
}

// earlierIn is the date of the earlier line that layers switch on; empty: none.
func (a *App) earlierIn(layers map[string]bool) string {
	for i := range a.story.Scenarios {
		if s := &a.story.Scenarios[i]; s.Overlay && layers[s.ID] && a.offered(a.story.AsOf(s)) {
			return a.story.AsOf(s)
		}
	}
	return ""
}

// overlay is an earlier line, by id.
func (a *App) overlay(id string) (*story.Scenario, bool) {
	s, ok := a.story.Scenario(id)
	return s, ok && s.Overlay
}

// scenarioView tells about the chosen scenario; nil: none is.
func (a *App) scenarioView() *ScenarioView {
	sc, r, w := a.chosen(), a.result(), a.words
	if sc == nil || r == nil {
		return nil
	}
	v := &ScenarioView{
		ID: sc.ID, Name: a.scenarioName(sc), Heading: a.heading(sc), Kind: string(sc.Kind), KindLabel: a.kindOf(sc),
		Summary: w.Text("scenario." + sc.ID + ".summary"), Facts: []Row{}, Pullbacks: []PullbackChoice{},
		Figures: a.scenarioFigures(sc, r), Notes: a.scenarioNotes(), Zones: a.zoneTable(r), Rules: a.ruleTable(sc), Sources: a.links(sc.Cited()),
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
			v.Pullbacks = append(v.Pullbacks, PullbackChoice{Km: km, Label: w.Text("plan.pullback-km", "km", w.Km(float64(km))), On: km == a.state.Pullback})
		}
		if sc.Pullback.Basis != story.Assumed { // that has been said
			v.Notes = append(v.Notes, a.basisText(sc.Pullback.Basis, sc.Pullback.Reason))
		}
	}
	return v
}

// scenarioFigures are the lengths and sizes of a scenario in Ukraine.
func (a *App) scenarioFigures(sc *story.Scenario, r *story.Result) []Row {
	w := a.words
	rows := []Row{}
	if r.LineKm > 0 {
		rows = append(rows, Row{w.Text("plan.line-row"), w.Text("card.about", "value", w.Length(r.LineKm))})
	}
	for _, x := range r.In(idCountry) {
		rows = append(rows, Row{w.Text(zoneText(x)), a.zoneWithRange(x) + ", " + a.zoneShare(x)})
	}
	rows = append(rows, a.changedRows(r, changed(r))...)
	if len(r.Lines) > 1 {
		for _, e := range r.Lines {
			label := w.Text("plan.edge-row", "a", w.Text(e.Between[0].TextKey()), "b", w.Text(e.Between[1].TextKey()))
			rows = append(rows, Row{label, w.Text("card.about", "value", w.Length(e.Km))})
		}
	}
	return rows
}

// zoneTable holds the zones of Ukraine and of the oblasts that are divided or would change.
func (a *App) zoneTable(r *story.Result) Table {
	w := a.words
	t := Table{Caption: w.Text("plan.zones"), Rows: []TableRow{}, Head: []string{
		w.Text("table.area"), w.Text("plan.zone"), w.Text("plan.km2"), w.Text("table.range"), w.Text("table.share"),
		w.Text("plan.from-held"), w.Text("plan.from-contested"), w.Text("plan.from-government"),
	}}
	for _, id := range append([]string{idCountry}, a.oblasts()...) {
		zones := r.In(id)
		if len(zones) == 1 && zones[0].Zone == story.ZoneGovernment && zones[0].Changed() == 0 {
			continue // all as it was
		}
		for _, x := range zones {
			t.Rows = append(t.Rows, TableRow{ID: id, Name: a.areaName(id), Cells: []string{
				w.Text(zoneText(x)), w.AreaNumber(x.Km2, a.zoneUnit(x)), a.zoneRange(x), a.zoneShare(x),
				a.landNumber(id, x.From.Held), a.landNumber(id, x.From.Contested), a.landNumber(id, x.From.Government),
			}})
		}
	}
	return t
}

// ruleTable holds what a scenario does with each oblast that it names, and on what that rests.
func (a *App) ruleTable(sc *story.Scenario) Table {
	w := a.words
	t := Table{Caption: w.Text("plan.rules"), Head: []string{w.Text("table.area"), w.Text("plan.rule"), w.Text("plan.basis")}, Rows: []TableRow{}}
	add := func(id, name string, r story.OblastRule) {
		basis := a.basisText(r.Basis, r.Reason)
		if len(r.Sources) > 0 {
			basis += " (" + a.sourceNames(r.Sources) + ")"
		}
		t.Rows = append(t.Rows, TableRow{ID: id, Name: name, Cells: []string{w.Text("rule." + string(r.Rule)), basis}})
	}
	for _, r := range sc.Rules {
		add(r.Oblast, a.areaName(r.Oblast), r)
	}
	add("", w.Text("plan.elsewhere"), sc.Rule(""))
	return t
}

// sourceNames names sources, joined.
func (a *App) sourceNames(ids []string) string {
	var names []string
	for _, id := range ids {
		names = append(names, a.words.Text("source."+id))
	}
	return a.words.List(names)
}

// basisText says what a rule rests on.
func (a *App) basisText(b story.Basis, reason string) string {
	text := a.words.Text(b.TextKey())
	if reason != "" {
		text += ". " + a.words.Text("reason."+reason)
	}
	return text
}

// zoneRows tell on an area's card what it would be under the chosen scenario.
func (a *App) zoneRows(c *Card, id string) {
	sc, r := a.chosen(), a.result()
	if sc == nil || r == nil {
		return
	}
	for _, x := range r.In(id) {
		c.row(a.words.Text("plan.card", "zone", a.words.Text(zoneText(x))), a.zoneWithRange(x))
	}
	rule := sc.Rule(id)
	if id != idCountry {
		c.Notes = append(c.Notes, a.words.Text("plan.card", "zone", a.words.Text("rule."+string(rule.Rule)))+". "+a.basisText(rule.Basis, rule.Reason))
		if rule.Note != "" {
			c.Notes = append(c.Notes, a.words.Text("scenario.note."+rule.Note))
		}
	}
}

// scenarioChoices are what can be chosen, in the order of the story.
func (a *App) scenarioChoices() []ScenarioChoice {
	choices := []ScenarioChoice{}
	for _, sc := range a.scenarios() {
		c := ScenarioChoice{
			ID: sc.ID, Name: a.scenarioName(sc), Kind: string(sc.Kind), KindLabel: a.kindOf(sc),
			Summary: a.words.Text("scenario." + sc.ID + ".summary"), On: sc.ID == a.state.Scenario,
		}
		if sc.Proposer != "" {
			c.Proposer = a.words.Text("proposer." + sc.Proposer)
		}
		if sc.Date != "" {
			c.Date = a.words.Date(sc.Date)
		}
		if sc.Status != "" {
			c.Status = a.words.Text("status." + sc.Status)
		}
		known := slices.DeleteFunc([]string{c.KindLabel, c.Proposer, c.Date}, func(s string) bool { return s == "" })
		c.Note = strings.Join(known, " · ")
		choices = append(choices, c)
	}
	return choices
}

// frontKm is the length of the edge of the government's land: the scenario's, or the line of contact.
func (a *App) frontKm() float64 {
	if r := a.result(); r != nil {
		return r.LineKm
	}
	return a.day().LineKm
}
