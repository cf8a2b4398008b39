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
func (cat *catalog) availableScenarios() []*story.Scenario {
	var scenarios []*story.Scenario
	for i := range cat.story.Scenarios {
		if s := &cat.story.Scenarios[i]; !s.Overlay && cat.dateAvailable(cat.story.AsOf(s)) {
			scenarios = append(scenarios, s)
		}
	}
	return scenarios
}

// activeScenario returns the scenario that is shown, or nil.
func (sel *selection) activeScenario() *story.Scenario {
	return sel.scenarioByID(
		sel.state.Scenario)
}

// scenarioByID returns a scenario that can be chosen, or nil.
func (cat *catalog) scenarioByID(id string) *story.Scenario {
	for _, s := range cat.availableScenarios() {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// activeResult returns what the chosen scenario would mean, or nil if none is chosen.
func (sel *selection) activeResult() *story.ScenarioResult {
	return sel.resultsByFile[assetname.ScenarioResult(sel.state.Scenario, sel.state.Pullback)]
}

// loadScenario reads the result and shapes of a scenario at a distance, once.
func (cat *catalog) loadScenario(id string, km int) error {
	file := assetname.ScenarioResult(id, km)
	if cat.resultsByFile[file] != nil {
		return nil
	}
	result, err := story.ReadScenarioResult(cat.fsys, id, km)
	if err != nil {
		return err
	}
	if err := cat.world.LoadZones(cat.fsys, assetname.ScenarioShapes(id, km)); err != nil {
		return err
	}
	cat.resultsByFile[file] = result
	return nil
}

// resolveTarget returns the target of a state. A scenario overrides the date. Whatever is
// unavailable is replaced by the default.
func (cat *catalog) resolveTarget(s State) target {
	t := target{date: s.Date, comparisonDate: cat.comparisonDateIn(s.Layers)}
	if sc := cat.scenarioByID(s.Scenario); sc != nil {
		t.date, t.scenario, t.pullbackKm = cat.story.AsOf(sc), sc.ID, s.Pullback
		if !sc.OffersDistance(t.pullbackKm) {
			t.pullbackKm = sc.Pullback.Default
		}
	}
	if !cat.dateAvailable(t.date) {
		t = target{date: cat.defaultDate(), comparisonDate: t.comparisonDate}
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
			a.announcement = a.views.scenarioHeading(sc)
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
		a.announceUnlessQuiet(act, func() string {
			return a.views.scenarioHeading(
				a.activeScenario())
		}))
}

// focusBounds returns the bounds of the step or scenario: west, south, east, north in degrees; or
// nil for the whole country.
func (sel *selection) focusBounds() []float64 {
	if s, ok := sel.activeStep(); ok && len(s.Bounds) == 4 {
		return s.Bounds
	}
	if sc := sel.activeScenario(); sc != nil && len(sc.Bounds) == 4 {
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
func (txt *texts) scenarioKindLabel(sc *story.Scenario) string {
	switch sc.Kind {
	case story.Proposal:
		return txt.locale.Text("status." + sc.Status)
	case story.Example:
		return txt.locale.Text("scenario.example")
	}
	return txt.locale.Text("scenario.reference")
}

// scenarioName returns the full name of a scenario. Nothing is ever put before it, so that no
// proposer's name appears beside an assumption of this map. Names of examples contain the distance:
// the chosen one or the default.
func (txt *texts) scenarioName(sc *story.Scenario) string {
	return txt.locale.Text("scenario."+sc.ID, "km", txt.formatPullback(sc))
}

// scenarioBriefName returns a scenario's name for a single line.
func (txt *texts) scenarioBriefName(sc *story.Scenario) string {
	return cmp.Or(txt.locale.TextOrEmpty("scenario."+sc.ID+".brief", "km", txt.formatPullback(sc)),
		txt.scenarioHeading(sc))
}

// formatPullback formats the distance of a scenario's pull-back.
func (f *formatter) formatPullback(sc *story.Scenario) string {
	km := sc.Pullback.Default
	if f.state.Pullback != 0 && sc.ID == f.state.Scenario {
		km = f.state.Pullback
	}
	return f.locale.Km(float64(km))
}

// scenarioHeading returns a scenario's name for use on its own, as in the picture. The names of
// proposals and examples say what they are; that of a reference gets its kind as a prefix.
func (txt *texts) scenarioHeading(sc *story.Scenario) string {
	name := txt.scenarioName(sc)
	if sc.Kind == story.Reference {
		return txt.locale.Text("page.pair", "name", txt.scenarioKindLabel(sc), "text", name)
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
func (txt *texts) asOfNote(sc *story.Scenario) string {
	key := "scenario.as-of"
	if sc.AtSigning {
		key = "scenario.as-of-signing"
	}
	return txt.locale.Text(key, "date", txt.locale.Date(txt.state.Date))
}

// scenarioNotes returns the caveats that must be shown with the chosen scenario everywhere.
func (txt *texts) scenarioNotes() []string {
	sc := txt.activeScenario()
	if sc == nil {
		return nil
	}
	notes := []string{txt.asOfNote(sc)}
	if sc.HasPullback() && sc.Pullback.Basis == story.Assumed {
		notes = append(notes, txt.basisText(sc.Pullback.Basis, sc.Pullback.Reason))
	}
	for _, rule := range sc.Rules {
		if rule.Note != "" {
			notes = append(notes, txt.locale.Text("scenario.note."+rule.Note))
		}
	}
	for _, n := range sc.Notes {
		if n.Layer != "" && txt.layerVisibleByID(n.Layer) {
			notes = append(notes, txt.locale.Text("scenario.note."+n.ID))
		}
	}
	return notes
}

// scenarioShortNotes returns the short forms of those scenarioNotes without which a small picture
// would mislead. The date of the line is left out if it is the picture's date.
func (txt *texts) scenarioShortNotes() (notes []string) {
	sc := txt.activeScenario()
	if sc == nil {
		return nil
	}
	if sc.AtSigning {
		notes = append(notes, txt.locale.Text("scenario.as-of-signing.short"))
	}
	if sc.HasPullback() && sc.Pullback.Basis == story.Assumed {
		notes = append(notes, txt.shortText("reason."+sc.Pullback.Reason))
	}
	for _, rule := range sc.Rules {
		if rule.Note != "" {
			notes = append(notes, txt.shortText("scenario.note."+rule.Note))
		}
	}
	for _, n := range sc.Notes {
		if n.Layer != "" && txt.layerVisibleByID(n.Layer) {
			notes = append(notes, txt.shortText("scenario.note."+n.ID))
		}
	}
	return notes
}

// shortText returns the short form of a text if there is one, else the text.
func (f *formatter) shortText(key string) string {
	if text := f.locale.TextOrEmpty(key + ".short"); text != "" {
		return text
	}
	return f.locale.Text(key)
}

// comparisonDateIn returns the date of the earlier line that is switched on in layers, or "".
func (cat *catalog) comparisonDateIn(layers map[string]bool) string {
	for i := range cat.story.Scenarios {
		if s := &cat.story.Scenarios[i]; s.Overlay && layers[s.ID] &&
			cat.dateAvailable(cat.story.AsOf(s)) {
			return cat.story.AsOf(s)
		}
	}
	return ""
}

// comparisonByID returns the scenario of an earlier line by its id, or false if it is none.
func (cat *catalog) comparisonByID(id string) (*story.Scenario, bool) {
	s, ok := cat.story.Scenario(id)
	return s, ok && s.Overlay
}

// scenarioView returns the description of the chosen scenario, or nil if none is chosen.
func (b *scenarioBuilder) scenarioView() *ScenarioView {
	sc, result, loc := b.activeScenario(), b.activeResult(), b.locale
	if sc == nil || result == nil {
		return nil
	}
	v := &ScenarioView{
		ID: sc.ID, Name: b.scenarioName(sc), Heading: b.scenarioHeading(sc),
		Kind: string(sc.Kind), KindLabel: b.scenarioKindLabel(sc),
		Summary: loc.Text("scenario." + sc.ID + ".summary"),
		Facts:   []Row{}, Pullbacks: []PullbackChoice{},
		Figures: b.scenarioFigures(sc, result), Notes: b.scenarioNotes(),
		Zones: b.zoneTable(result), Rules: b.ruleTable(sc),
		Sources: b.sourceLinks(sc.CitedSources()),
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
				PullbackChoice{Km: km, On: km == b.state.Pullback,
					Label: loc.Text("plan.pullback-km", "km", loc.Km(float64(km)))})
		}
		if sc.Pullback.Basis != story.Assumed { // otherwise in scenarioNotes
			v.Notes = append(v.Notes, b.basisText(sc.Pullback.Basis, sc.Pullback.Reason))
		}
	}
	return v
}

// scenarioFigures returns the lengths and areas of a scenario in all of Ukraine.
func (b *scenarioBuilder) scenarioFigures(sc *story.Scenario, result *story.ScenarioResult) []Row {
	loc := b.locale
	rows := []Row{}
	if result.LineKm > 0 {
		length := loc.Text("card.about", "value", loc.Length(result.LineKm))
		rows = append(rows, Row{loc.Text("plan.line-row"), length})
	}
	for _, zone := range result.ZonesIn(idCountry) {
		size := b.formatZoneWithRange(zone) + ", " + b.formatZoneShare(zone)
		rows = append(rows, Row{loc.Text(zoneTextKey(zone)), size})
	}
	rows = append(rows, b.changedRows(result, changedKm2(result))...)
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
func (b *scenarioBuilder) zoneTable(result *story.ScenarioResult) Table {
	loc := b.locale
	t := Table{Caption: loc.Text("plan.zones"), Rows: []TableRow{}, Head: []string{
		loc.Text("table.area"), loc.Text("plan.zone"), loc.Text("plan.km2"),
		loc.Text("table.range"), loc.Text("table.share"), loc.Text("plan.from-held"),
		loc.Text("plan.from-contested"), loc.Text("plan.from-government"),
	}}
	for _, id := range append([]string{idCountry}, b.oblastIDs()...) {
		zones := result.ZonesIn(id)
		if len(zones) == 1 && zones[0].Zone == story.ZoneGovernment && zones[0].ChangedKm2() == 0 {
			continue // nothing would change
		}
		for _, zone := range zones {
			t.Rows = append(t.Rows, TableRow{ID: id, Name: b.areaName(id), Cells: []string{
				loc.Text(zoneTextKey(zone)), loc.AreaNumber(zone.Km2, b.zoneAreaUnit(zone)),
				b.formatZoneRange(zone), b.formatZoneShare(zone),
				b.formatLandNumber(id, zone.From.Held), b.formatLandNumber(id, zone.From.Contested),
				b.formatLandNumber(id, zone.From.Government),
			}})
		}
	}
	return t
}

// ruleTable returns what a scenario does with each oblast that it names, and on what that is based.
// The last row is for all other oblasts.
func (b *scenarioBuilder) ruleTable(sc *story.Scenario) Table {
	loc := b.locale
	t := Table{Caption: loc.Text("plan.rules"),
		Head: []string{loc.Text("table.area"), loc.Text("plan.rule"), loc.Text("plan.basis")},
		Rows: []TableRow{}}
	addRow := func(id, name string, rule story.OblastRule) {
		ruleText := loc.Text("rule." + string(rule.Rule))
		basis := b.basisText(rule.Basis, rule.Reason)
		if len(rule.Sources) > 0 {
			basis += " (" + b.sourceNames(rule.Sources) + ")"
		}
		t.Rows = append(t.Rows,
			TableRow{ID: id, Name: name, Cells: []string{ruleText, basis}})
	}
	for _, rule := range sc.Rules {
		addRow(rule.Oblast, b.areaName(rule.Oblast), rule)
	}
	addRow("", loc.Text("plan.elsewhere"), sc.RuleFor(""))
	return t
}

// sourceNames returns the names of sources, joined.
func (txt *texts) sourceNames(ids []string) string {
	var names []string
	for _, id := range ids {
		names = append(names, txt.locale.Text("source."+id))
	}
	return txt.locale.List(names)
}

// basisText returns on what a rule is based, with its reason.
func (txt *texts) basisText(basis story.Basis, reason string) string {
	text := txt.locale.Text(basis.TextKey())
	if reason != "" {
		text += ". " + txt.locale.Text("reason."+reason)
	}
	return text
}

// addZoneRows adds to an area's card what would become of it under the chosen scenario.
func (b *cardBuilder) addZoneRows(c *Card, id string) {
	sc, result := b.activeScenario(), b.activeResult()
	if sc == nil || result == nil {
		return
	}
	for _, zone := range result.ZonesIn(id) {
		c.addRow(b.locale.Text("plan.card", "zone", b.locale.Text(zoneTextKey(zone))),
			b.formatZoneWithRange(zone))
	}
	rule := sc.RuleFor(id)
	if id != idCountry {
		c.Notes = append(c.Notes, b.locale.Text("plan.card", "zone",
			b.locale.Text("rule."+string(rule.Rule)))+". "+b.basisText(rule.Basis, rule.Reason))
		if rule.Note != "" {
			c.Notes = append(c.Notes, b.locale.Text("scenario.note."+rule.Note))
		}
	}
}

// scenarioChoices returns the scenarios that can be chosen, in the story's order.
func (b *scenarioBuilder) scenarioChoices() []ScenarioChoice {
	choices := []ScenarioChoice{}
	for _, sc := range b.availableScenarios() {
		c := ScenarioChoice{
			ID: sc.ID, Name: b.scenarioName(sc), Kind: string(sc.Kind),
			KindLabel: b.scenarioKindLabel(sc),
			Summary:   b.locale.Text("scenario." + sc.ID + ".summary"),
			On:        sc.ID == b.state.Scenario,
		}
		if sc.Proposer != "" {
			c.Proposer = b.locale.Text("proposer." + sc.Proposer)
		}
		if sc.Date != "" {
			c.Date = b.locale.Date(sc.Date)
		}
		if sc.Status != "" {
			c.Status = b.locale.Text("status." + sc.Status)
		}
		parts := slices.DeleteFunc([]string{c.KindLabel, c.Proposer, c.Date},
			func(s string) bool { return s == "" })
		c.Note = strings.Join(parts, " · ")
		choices = append(choices, c)
	}
	return choices
}

// frontLineKm returns the length of the front: the scenario's line, or the line of contact.
func (sel *selection) frontLineKm() float64 {
	if result := sel.activeResult(); result != nil {
		return result.LineKm
	}
	return sel.dateData().LineKm
}
