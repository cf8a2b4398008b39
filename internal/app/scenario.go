package app

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"truceline/internal/assetname"
	"truceline/internal/geo"
	"truceline/internal/scene"
	"truceline/internal/story"
)

// availableScenarios returns the scenarios that can be chosen.
func (a *App) availableScenarios() []*story.Scenario {
	var scenarios []*story.Scenario
	for i := range a.story.Scenarios {
		if s := &a.story.Scenarios[i]; !s.Overlay && a.dateAvailable(a.story.AsOf(s)) {
			scenarios = append(scenarios, s)
		}
	}
	return scenarios
}

// activeScenario returns the scenario that is shown, or nil.
func (a *App) activeScenario() *story.Scenario { return a.scenarioByID(a.state.Scenario) }

// scenarioByID returns a scenario that can be chosen, or nil.
func (a *App) scenarioByID(id string) *story.Scenario {
	for _, s := range a.availableScenarios() {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// activeResult returns what the chosen scenario would mean, or nil if none is chosen.
func (a *App) activeResult() *story.ScenarioResult {
	return a.resultsByFile[assetname.ScenarioResult(a.state.Scenario, a.state.Pullback)]
}

// loadScenario reads the result and shapes of a scenario at a distance, once.
func (a *App) loadScenario(id string, km int) error {
	file := assetname.ScenarioResult(id, km)
	if a.resultsByFile[file] != nil {
		return nil
	}
	result, err := story.ReadScenarioResult(a.fsys, id, km)
	if err != nil {
		return err
	}
	if err := a.world.LoadZones(a.fsys, assetname.ScenarioShapes(id, km)); err != nil {
		return err
	}
	a.resultsByFile[file] = result
	return nil
}

// resolveTarget returns the target of a state. A scenario overrides the date. Whatever is
// unavailable is replaced by the default.
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
	if a.pending != nil {
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

// focusBounds returns the bounds of the step or scenario: west, south, east, north in degrees; or
// nil for the whole country.
func (a *App) focusBounds() []float64 {
	if s, ok := a.activeStep(); ok && len(s.Bounds) == 4 {
		return s.Bounds
	}
	if sc := a.activeScenario(); sc != nil && len(sc.Bounds) == 4 {
		return sc.Bounds
	}
	return nil
}

// boundsOf returns the projected bounds of west, south, east, north in degrees. Parallels are
// curved in the projection, so it also projects the middles of the northern and southern edges.
func boundsOf(bounds []float64) scene.Bounds {
	extent := scene.EmptyBounds()
	w, s, e, n := bounds[0], bounds[1], bounds[2], bounds[3]
	for _, p := range []orb.Point{{w, s}, {(w + e) / 2, s}, {e, s}, {w, n}, {(w + e) / 2, n},
		{e, n}} {
		extent = extent.Extend(geo.UkraineAlbers.Forward(p))
	}
	return extent
}

// scenarioKindLabel returns a label for the kind of a scenario: the status of a proposal (a leaked
// draft, a demand), otherwise "reference" or "example".
func (a *App) scenarioKindLabel(sc *story.Scenario) string {
	switch sc.Kind {
	case story.Proposal:
		return a.locale.Text("status." + sc.Status)
	case story.Example:
		return a.locale.Text("scenario.example")
	}
	return a.locale.Text("scenario.reference")
}

// scenarioName returns the full name of a scenario. Nothing is ever put before it, so that no
// proposer's name appears beside an assumption of this map. Names of examples contain the distance:
// the chosen one or the default.
func (a *App) scenarioName(sc *story.Scenario) string {
	return a.locale.Text("scenario."+sc.ID, "km", a.formatPullback(sc))
}

// scenarioBriefName returns a scenario's name for a single line.
func (a *App) scenarioBriefName(sc *story.Scenario) string {
	return cmp.Or(a.locale.TextOrEmpty("scenario."+sc.ID+".brief", "km", a.formatPullback(sc)),
		a.scenarioHeading(sc))
}

// formatPullback formats the distance of a scenario's pull-back.
func (a *App) formatPullback(sc *story.Scenario) string {
	km := sc.Pullback.Default
	if a.state.Pullback != 0 && sc.ID == a.state.Scenario {
		km = a.state.Pullback
	}
	return a.locale.Km(float64(km))
}

// scenarioHeading returns a scenario's name for use on its own, as in the picture. The names of
// proposals and examples say what they are; that of a reference gets its kind as a prefix.
func (a *App) scenarioHeading(sc *story.Scenario) string {
	name := a.scenarioName(sc)
	if sc.Kind == story.Reference {
		return a.locale.Text("page.pair", "name", a.scenarioKindLabel(sc), "text", name)
	}
	return name
}

// lineLabelKey returns the key of the label on a scenario's line. The line of a reference is
// labelled like that of a freeze.
func lineLabelKey(sc *story.Scenario) string {
	switch sc.Kind {
	case story.Proposal:
		return "plan.line"
	case story.Example:
		return "plan.line-example"
	}
	return "freeze.label"
}

// lineNameKey returns the key of the name of a scenario's line in the legend.
func lineNameKey(sc *story.Scenario) string {
	switch sc.Kind {
	case story.Proposal:
		return "zone-edge"
	case story.Example:
		return "zone-edge.example"
	}
	return "freeze"
}

// zoneTextKey returns the key of the text on the land of a zone in an area: it stays, passes to the
// other side, or both.
func zoneTextKey(zone story.ZoneArea) string {
	stays, passes := zone.ChangedKm2() == 0, zone.ChangedKm2() == zone.Km2
	switch {
	case zone.Zone == story.ZoneGovernment && stays:
		return "stay-ua"
	case zone.Zone == story.ZoneGovernment && passes:
		return "to-ua"
	case zone.Zone == story.ZoneRussia && stays:
		return "stay-ru"
	case zone.Zone == story.ZoneRussia && passes:
		return "to-ru"
	}
	return zone.Zone.TextKey()
}

// asOfNote returns a note on the date whose line a scenario was computed from.
func (a *App) asOfNote(sc *story.Scenario) string {
	key := "scenario.as-of"
	if sc.AtSigning {
		key = "scenario.as-of-signing"
	}
	return a.locale.Text(key, "date", a.locale.Date(a.state.Date))
}

// scenarioNotes returns the caveats that must be shown with the chosen scenario everywhere.
func (a *App) scenarioNotes() []string {
	sc := a.activeScenario()
	if sc == nil {
		return nil
	}
	notes := []string{a.asOfNote(sc)}
	if sc.HasPullback() && sc.Pullback.Basis == story.Assumed {
		notes = append(notes, a.basisText(sc.Pullback.Basis, sc.Pullback.Reason))
	}
	for _, rule := range sc.Rules {
		if rule.Note != "" {
			notes = append(notes, a.locale.Text("scenario.note."+rule.Note))
		}
	}
	for _, n := range sc.Notes {
		if n.Layer != "" && a.layerVisibleByID(n.Layer) {
			notes = append(notes, a.locale.Text("scenario.note."+n.ID))
		}
	}
	return notes
}

// scenarioShortNotes returns the short forms of those scenarioNotes without which a small picture
// would mislead. The date of the line is left out if it is the picture's date.
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
	for _, rule := range sc.Rules {
		if rule.Note != "" {
			notes = append(notes, a.shortText("scenario.note."+rule.Note))
		}
	}
	for _, n := range sc.Notes {
		if n.Layer != "" && a.layerVisibleByID(n.Layer) {
			notes = append(notes, a.shortText("scenario.note."+n.ID))
		}
	}
	return notes
}

// shortText returns the short form of a text if there is one, else the text.
func (a *App) shortText(key string) string {
	if text := a.locale.TextOrEmpty(key + ".short"); text != "" {
		return text
	}
	return a.locale.Text(key)
}

// comparisonDateIn returns the date of the earlier line that is switched on in layers, or "".
func (a *App) comparisonDateIn(layers map[string]bool) string {
	for i := range a.story.Scenarios {
		if s := &a.story.Scenarios[i]; s.Overlay && layers[s.ID] &&
			a.dateAvailable(a.story.AsOf(s)) {
			return a.story.AsOf(s)
		}
	}
	return ""
}

// comparisonByID returns the scenario of an earlier line by its id, or false if it is none.
func (a *App) comparisonByID(id string) (*story.Scenario, bool) {
	s, ok := a.story.Scenario(id)
	return s, ok && s.Overlay
}

// scenarioView returns the description of the chosen scenario, or nil if none is chosen.
func (a *App) scenarioView() *ScenarioView {
	sc, result, loc := a.activeScenario(), a.activeResult(), a.locale
	if sc == nil || result == nil {
		return nil
	}
	v := &ScenarioView{
		ID: sc.ID, Name: a.scenarioName(sc), Heading: a.scenarioHeading(sc),
		Kind: string(sc.Kind), KindLabel: a.scenarioKindLabel(sc),
		Summary: loc.Text("scenario." + sc.ID + ".summary"),
		Facts:   []Row{}, Pullbacks: []PullbackChoice{},
		Figures: a.scenarioFigures(sc, result), Notes: a.scenarioNotes(),
		Zones: a.zoneTable(result), Rules: a.ruleTable(sc),
		Sources: a.sourceLinks(sc.CitedSources()),
	}
	if sc.Proposer != "" {
		v.Facts = append(v.Facts,
			Row{loc.Text("plan.proposer"), loc.Text("proposer." + sc.Proposer)})
	}
	if sc.Date != "" {
		v.Facts = append(v.Facts, Row{loc.Text("plan.date"), loc.Date(sc.Date)})
	}
	if sc.Status != "" {
		v.Facts = append(v.Facts, Row{loc.Text("plan.status"), loc.Text("status." + sc.Status)})
	}
	for _, n := range sc.Notes {
		if n.Layer == "" {
			v.Notes = append(v.Notes, loc.Text("scenario.note."+n.ID))
		}
	}
	if sc.HasPullback() {
		for _, km := range sc.Pullback.Km {
			v.Pullbacks = append(v.Pullbacks,
				PullbackChoice{Km: km, On: km == a.state.Pullback,
					Label: loc.Text("plan.pullback-km", "km", loc.Km(float64(km)))})
		}
		if sc.Pullback.Basis != story.Assumed { // otherwise in scenarioNotes
			v.Notes = append(v.Notes, a.basisText(sc.Pullback.Basis, sc.Pullback.Reason))
		}
	}
	return v
}

// scenarioFigures returns the lengths and areas of a scenario in all of Ukraine.
func (a *App) scenarioFigures(sc *story.Scenario, result *story.ScenarioResult) []Row {
	loc := a.locale
	rows := []Row{}
	if result.LineKm > 0 {
		length := loc.Text("card.about", "value", loc.Length(result.LineKm))
		rows = append(rows, Row{loc.Text("plan.line-row"), length})
	}
	for _, zone := range result.ZonesIn(idCountry) {
		size := a.formatZoneWithRange(zone) + ", " + a.formatZoneShare(zone)
		rows = append(rows, Row{loc.Text(zoneTextKey(zone)), size})
	}
	rows = append(rows, a.changedRows(result, changedKm2(result))...)
	if len(result.Lines) > 1 {
		for _, line := range result.Lines {
			label := loc.Text("plan.edge-row", "a", loc.Text(line.Between[0].TextKey()), "b",
				loc.Text(line.Between[1].TextKey()))
			rows = append(rows, Row{label, loc.Text("card.about", "value", loc.Length(line.Km))})
		}
	}
	return rows
}

// zoneTable returns the zones of Ukraine, and of the oblasts that would be divided or change.
func (a *App) zoneTable(result *story.ScenarioResult) Table {
	loc := a.locale
	t := Table{Caption: loc.Text("plan.zones"), Rows: []TableRow{}, Head: []string{
		loc.Text("table.area"), loc.Text("plan.zone"), loc.Text("plan.km2"),
		loc.Text("table.range"), loc.Text("table.share"), loc.Text("plan.from-held"),
		loc.Text("plan.from-contested"), loc.Text("plan.from-government"),
	}}
	for _, id := range append([]string{idCountry}, a.oblastIDs()...) {
		zones := result.ZonesIn(id)
		if len(zones) == 1 && zones[0].Zone == story.ZoneGovernment && zones[0].ChangedKm2() == 0 {
			continue // nothing would change
		}
		for _, zone := range zones {
			t.Rows = append(t.Rows, TableRow{ID: id, Name: a.areaName(id), Cells: []string{
				loc.Text(zoneTextKey(zone)), loc.AreaNumber(zone.Km2, a.zoneAreaUnit(zone)),
				a.formatZoneRange(zone), a.formatZoneShare(zone),
				a.formatLandNumber(id, zone.From.Held), a.formatLandNumber(id, zone.From.Contested),
				a.formatLandNumber(id, zone.From.Government),
			}})
		}
	}
	return t
}

// ruleTable returns what a scenario does with each oblast that it names, and on what that is based.
// The last row is for all other oblasts.
func (a *App) ruleTable(sc *story.Scenario) Table {
	loc := a.locale
	t := Table{Caption: loc.Text("plan.rules"),
		Head: []string{loc.Text("table.area"), loc.Text("plan.rule"), loc.Text("plan.basis")},
		Rows: []TableRow{}}
	addRow := func(id, name string, rule story.OblastRule) {
		ruleText := loc.Text("rule." + string(rule.Rule))
		basis := a.basisText(rule.Basis, rule.Reason)
		if len(rule.Sources) > 0 {
			basis += " (" + a.sourceNames(rule.Sources) + ")"
		}
		t.Rows = append(t.Rows,
			TableRow{ID: id, Name: name, Cells: []string{ruleText, basis}})
	}
	for _, rule := range sc.Rules {
		addRow(rule.Oblast, a.areaName(rule.Oblast), rule)
	}
	addRow("", loc.Text("plan.elsewhere"), sc.RuleFor(""))
	return t
}

// sourceNames returns the names of sources, joined.
func (a *App) sourceNames(ids []string) string {
	var names []string
	for _, id := range ids {
		names = append(names, a.locale.Text("source."+id))
	}
	return a.locale.List(names)
}

// basisText returns on what a rule is based, with its reason.
func (a *App) basisText(basis story.Basis, reason string) string {
	text := a.locale.Text(basis.TextKey())
	if reason != "" {
		text += ". " + a.locale.Text("reason."+reason)
	}
	return text
}

// addZoneRows adds to an area's card what would become of it under the chosen scenario.
func (a *App) addZoneRows(c *Card, id string) {
	sc, result := a.activeScenario(), a.activeResult()
	if sc == nil || result == nil {
		return
	}
	for _, zone := range result.ZonesIn(id) {
		c.addRow(a.locale.Text("plan.card", "zone", a.locale.Text(zoneTextKey(zone))),
			a.formatZoneWithRange(zone))
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

// scenarioChoices returns the scenarios that can be chosen, in the story's order.
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
		parts := slices.DeleteFunc([]string{c.KindLabel, c.Proposer, c.Date},
			func(s string) bool { return s == "" })
		c.Note = strings.Join(parts, " · ")
		choices = append(choices, c)
	}
	return choices
}

// frontLineKm returns the length of the front: the scenario's line, or the line of contact.
func (a *App) frontLineKm() float64 {
	if result := a.activeResult(); result != nil {
		return result.LineKm
	}
	return a.dateData().LineKm
}
