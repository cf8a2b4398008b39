package app

import (
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"truceline/internal/geo/geojson"
	"truceline/internal/locale"
	"truceline/internal/scene"
	"truceline/internal/story"
)

const latestDate = "2026-01-06"

func scenarioAction(id string) Action { return Action{Type: ActionScenario, ID: id} }

// A scenario belongs to one date. Choosing it shows that date, and choosing another date leaves it.
// In a link it overrides the date.
func TestScenarioAndDate(t *testing.T) {
	a := newTestApp(t, assets, State{Date: "2022-11-15"})
	a.mustDo(scenarioAction("plan-20"))
	v := a.View()
	if v.Date != latestDate || v.Scenario == nil || v.Scenario.ID != "plan-20" ||
		v.Link != "scenario=plan-20" {
		t.Fatalf("chosen: date %s, scenario %+v, link %q", v.Date, v.Scenario, v.Link)
	}
	if again := newTestApp(t, assets,
		ParseLink("date=2022-11-15&"+v.Link)); again.View().Date != latestDate ||
		again.View().Scenario == nil {
		t.Error("in a link the date wins over the scenario")
	}
	a.mustDo(Action{Type: ActionDate, Date: "2022-11-15"})
	if v := a.View(); v.Scenario != nil || v.Link != "date=2022-11-15" ||
		a.Picture().Zones.File != "" || a.Picture().ScenarioName != "" {
		t.Errorf("after moving the date: %+v, link %q", v.Scenario, v.Link)
	}
	a.mustDo(scenarioAction("freeze"), scenarioAction(""))
	if v := a.View(); v.Scenario != nil || v.Date != latestDate {
		t.Errorf("put away: %+v on %s", v.Scenario, v.Date)
	}
	for _, id := range []string{"line-2022-02-23", "nonsense"} {
		if a.Dispatch(scenarioAction(id)) == nil {
			t.Errorf("%s was chosen", id)
		}
	}
}

func TestPullback(t *testing.T) {
	a := newTestApp(t, assets, State{})
	if a.Dispatch(Action{Type: ActionPullback, Km: 20}) == nil {
		t.Error("a pull-back without a scenario")
	}
	a.mustDo(scenarioAction("mutual-pullback"))
	if got := a.View().Link; got != "scenario=mutual-pullback" {
		t.Errorf("the default distance stands in the link: %q", got)
	}
	before := a.View().Scenario.Figures
	a.mustDo(Action{Type: ActionPullback, Km: 20})
	v := a.View()
	if v.Link != "scenario=mutual-pullback&pullback=20" ||
		reflect.DeepEqual(v.Scenario.Figures, before) {
		t.Errorf("link %q, figures %v", v.Link, v.Scenario.Figures)
	}
	if on := slices.IndexFunc(v.Scenario.Pullbacks,
		func(c PullbackChoice) bool { return c.On }); on < 0 || v.Scenario.Pullbacks[on].Km != 20 {
		t.Errorf("the choices are %+v", v.Scenario.Pullbacks)
	}
	if a.Dispatch(Action{Type: ActionPullback, Km: 17}) == nil {
		t.Error("17 km were taken")
	}
	if again := newTestApp(t, assets,
		ParseLink("scenario=mutual-pullback&pullback=17")); again.State().Pullback != 0 {
		t.Error("a link's distance that is not offered is kept")
	}
	a.mustDo(scenarioAction("freeze"))
	if got := a.View().Link; got != "scenario=freeze" {
		t.Errorf("the distance stays: %q", got)
	}
}

// A picture must say itself what it shows.
func TestScenario_NamedInPicture(t *testing.T) {
	for _, lang := range locale.Langs() {
		a := newTestApp(t, assets, State{Lang: lang, UI: UINone})
		for _, sc := range a.availableScenarios() {
			a.mustDo(scenarioAction(sc.ID))
			p := a.Picture()
			reference := strings.HasPrefix(p.ScenarioName, a.locale.Text("scenario.reference"))
			if !strings.HasSuffix(p.ScenarioName, a.views.scenarioName(sc)) ||
				reference != (sc.Kind == story.Reference) {
				t.Errorf("%s, %s: the picture says %q", lang, sc.ID, p.ScenarioName)
			}
			if !slices.Contains(p.Notes, a.views.asOfNote(sc)) || p.Situation == "" ||
				p.Source == "" {
				t.Errorf("%s, %s: notes %q", lang, sc.ID, p.Notes)
			}
			for _, text := range append(append([]string{a.View().Scenario.Summary},
				a.View().Scenario.Notes...), p.Notes...) {
				if strings.ContainsAny(text, "{}") || text == "" {
					t.Errorf("%s, %s: %q", lang, sc.ID, text)
				}
			}
		}
	}
}

// TestChangeLabels_EveryChange requires a label for each hatched shape, and no label for any other.
func TestChangeLabels_EveryChange(t *testing.T) {
	for _, lang := range locale.Langs() {
		a := newTestApp(t, assets, State{Lang: lang})
		for _, sc := range a.availableScenarios() {
			a.mustDo(scenarioAction(sc.ID))
			checkChangeLabels(t, a, lang+", "+sc.ID)
		}
	}
}

// checkChangeLabels compares the labels of the chosen scenario with its shapes. A label says whose
// forces would leave, and ends in the size.
func checkChangeLabels(t *testing.T, a *testApp, where string) {
	t.Helper()
	c, err := geojson.DecodeFile(assets, a.Picture().Zones.File,
		geojson.Limits{SkipRingChecks: true})
	if err != nil {
		t.Fatal(err)
	}
	drawn := map[string]bool{}
	for _, f := range c.Features {
		if strings.HasPrefix(f.ID, "change-") {
			drawn[f.ID] = true
		}
	}
	for _, l := range a.Picture().Zones.Changes {
		for _, id := range l.AreaIDs {
			if !drawn[id] {
				t.Errorf("%s: %s is not drawn, or has two texts", where, id)
			}
			delete(drawn, id)
			leave := a.locale.Text("leave-ua")
			if strings.HasSuffix(id, "-"+string(story.ZoneRussia)) {
				leave = a.locale.Text("leave-ru")
			}
			if !strings.HasPrefix(l.Text, leave) || !strings.HasSuffix(l.Text, l.Size) {
				t.Errorf("%s: %s is called %q", where, id, l.Text)
			}
		}
	}
	if len(drawn) > 0 {
		t.Errorf("%s: no texts on %v", where, drawn)
	}
}

// Labels on the map say what a scenario would change, with a remark on what is assumed.
func TestChangeLabels_Scenarios(t *testing.T) {
	a := newTestApp(t, assets, State{})
	count := map[string]int{"freeze": 0, "plan-20": 4, "plan-28": 6, "donbas": 2,
		"mutual-pullback": 2, "border-1991": 1}
	for id, want := range count {
		a.mustDo(scenarioAction(id))
		if got := a.Picture().Zones.Changes; len(got) != want {
			t.Errorf("%s: %d texts: %+v", id, len(got), got)
		}
	}
	a.mustDo(scenarioAction("plan-28"))
	z := a.Picture().Zones
	for _, l := range z.Changes {
		want := a.locale.Text("assumed")
		switch l.AreaIDs[0] {
		case "change-UA-14-demilitarised-government":
			want = a.locale.Text("scenario.note.buffer.map")
		case "change-UA-09-russia-government":
			want = ""
		}
		if l.Remark != want {
			t.Errorf("plan-28: of %v it is remarked %q, not %q", l.AreaIDs, l.Remark, want)
		}
	}
	var oblasts []string
	for _, r := range z.Remarks {
		oblasts = append(oblasts, r.Oblast)
	}
	if !slices.Equal(oblasts, []string{"UA-43", "UA-09", "UA-14"}) {
		t.Errorf("plan-28: would be recognised: %v", oblasts)
	}
}

// The legend names what is in the picture, each look once.
func TestLegend_Scenarios(t *testing.T) {
	want := map[string][]string{
		"freeze":          {"stay-ru", "disagree"},
		"plan-20":         {"to-ua", "stay-ru", "disagree", "silent", "change"},
		"plan-28":         {"to-ua", "stay-ru", "to-ru", "neither", "disagree", "change"},
		"donbas":          {"stay-ru", "to-ru", "disagree", "change"},
		"mutual-pullback": {"stay-ru", "neither", "disagree", "change"},
		"border-1991":     {"to-ua"},
	}
	a := newTestApp(t, assets, State{})
	for id, want := range want {
		a.mustDo(scenarioAction(id))
		var got []string
		looks := map[string]bool{}
		for _, e := range a.views.legends.zoneEntries() {
			if looks[e.Swatch] {
				t.Errorf("%s: two entries look like %s", id, e.Swatch)
			}
			looks[e.Swatch] = true
			if e.ID != "zone-edge" {
				got = append(got, e.ID)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: the key has %v, not %v", id, got, want)
		}
	}
}

// The figures say how much of the change was contested.
func TestScenarioFigures_ContestedPart(t *testing.T) {
	for id, want := range map[string]string{"donbas": "330", "plan-20": "none"} {
		a := newTestApp(t, assets, State{Scenario: id})
		label := a.locale.Text("plan.changed-contested", "date", a.locale.Date(latestDate))
		if got := findRowValue(a.View().Scenario.Figures, label); !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %s", id, got, want)
		}
	}
}

func findRowValue(rows []Row, label string) string {
	for _, r := range rows {
		if r.Label == label {
			return r.Value
		}
	}
	return ""
}

// If hubs are shown, the notes include what the draft says about them.
func TestScenarioNotes_OfLayer(t *testing.T) {
	a := newTestApp(t, assets, State{Scenario: "plan-28", UI: UINone})
	note := a.locale.Text("scenario.note.nato")
	if slices.Contains(a.Picture().Notes, note) {
		t.Error("it is said without hubs")
	}
	a.mustDo(Action{Type: ActionLayer, ID: "hubs", On: true})
	if !slices.Contains(a.Picture().Notes, note) ||
		!slices.Contains(a.View().Scenario.Notes, note) {
		t.Error("it is not said with hubs")
	}
}

func TestScenarioCard(t *testing.T) {
	a := newTestApp(t, assets, State{Scenario: "plan-28", Select: "UA-14"})
	if !slices.ContainsFunc(a.View().Card.Rows, func(r Row) bool {
		return strings.Contains(r.Label, a.locale.Text("dmz")) && strings.Contains(r.Value, "km²")
	}) {
		t.Errorf("Donetsk's card has %+v", a.View().Card.Rows)
	}
}

// TestScenarioNames_Standalone requires scenarios' names to be shown without prefix, except that of
// a reference in headings, and no proposer's name beside an assumption of this map.
func TestScenarioNames_Standalone(t *testing.T) {
	for _, lang := range locale.Langs() {
		a := newTestApp(t, assets, State{Lang: lang})
		for _, sc := range a.availableScenarios() {
			a.mustDo(scenarioAction(sc.ID))
			checkScenarioName(t, a, sc)
			if sc.HasPullback() && sc.Pullback.Basis == story.Assumed {
				checkNobodyNamed(t, a, sc)
			}
		}
	}
}

func chosenScenario(v View) ScenarioChoice {
	return v.Scenarios[slices.IndexFunc(v.Scenarios, func(c ScenarioChoice) bool { return c.On })]
}

func scenarioText(a *testApp, sc *story.Scenario) string {
	return a.locale.Text("scenario."+sc.ID, "km", a.locale.Km(float64(a.state.Pullback)))
}

func checkScenarioName(t *testing.T, a *testApp, sc *story.Scenario) {
	t.Helper()
	v, want := a.View(), scenarioText(a, sc)
	for _, name := range []string{v.Scenario.Name, chosenScenario(v).Name} {
		if name != want {
			t.Errorf("%s, %s is called %q", v.Lang, sc.ID, name)
		}
	}
	if sc.Kind != story.Reference && (v.Scenario.Heading != want || v.Headline != want) {
		t.Errorf("%s, %s: headings %q and %q", v.Lang, sc.ID, v.Scenario.Heading, v.Headline)
	}
}

// checkNobodyNamed requires the texts of a scenario to name no person or proposer.
func checkNobodyNamed(t *testing.T, a *testApp, sc *story.Scenario) {
	t.Helper()
	v := a.View()
	texts := []string{scenarioText(a, sc), v.Scenario.KindLabel, chosenScenario(v).Note,
		chosenScenario(v).Proposer}
	for _, row := range v.Scenario.Facts {
		texts = append(texts, row.Value)
	}
	all := strings.Join(texts, "\n")
	for key := range a.locale.WithPrefix("who.", "proposer.") {
		if person := a.locale.Text(key); strings.Contains(all, person) {
			t.Errorf("%s, %s: a distance assumed by this map stands under %q", v.Lang, sc.ID,
				person)
		}
	}
}

// Every text with the length of the same line has the same number.
func TestFigures_ConsistentLength(t *testing.T) {
	for _, lang := range locale.Langs() {
		a := newTestApp(t, assets, State{Lang: lang})
		km := a.locale.Length(a.dateData().LineKm)
		layer := a.picture.FreezeLabel
		card := openCard(t, a, "contact")
		a.mustDo(scenarioAction("freeze"))
		if line := a.picture.Zones.LineLabel; line != layer || !strings.Contains(line, km) {
			t.Errorf("%s: %q on the layer, %q on the reference, %s in the figures", lang, layer,
				line, km)
		}
		if !strings.Contains(a.picture.MonitoringLabel, km) ||
			!strings.Contains(a.View().Scenario.Figures[0].Value, km) {
			t.Errorf("%s: %q, %+v, want %s", lang, a.picture.MonitoringLabel,
				a.View().Scenario.Figures[0], km)
		}
		if got := card.Figure.Value; !strings.Contains(got, km) {
			t.Errorf("%s: %q on the card, want %s", lang, got, km)
		}
	}
}

// A zone that is a whole oblast has the oblast's size, and held land that does not change has the
// size of what was held.
func TestFigures_ConsistentAreas(t *testing.T) {
	a := newTestApp(t, assets, State{})
	compared := 0
	for _, sc := range a.availableScenarios() {
		a.mustDo(scenarioAction(sc.ID))
		for _, zone := range a.activeResult().Zones {
			area, _ := a.dateData().Area(zone.Area)
			want := ""
			switch {
			case zone.Share == 1:
				want = a.views.formatTotalArea(area)
			case zone.Zone == story.ZoneRussia && zone.ChangedKm2() == 0 &&
				zone.Km2 > area.HeldKm2-0.1:
				want = a.views.formatLandArea(zone.Area, area.HeldKm2)
			default:
				continue
			}
			compared++
			if got := a.views.formatZoneArea(zone); got != want {
				t.Errorf("%s, %s in %s: %s, elsewhere %s", sc.ID, zone.Zone, zone.Area, got, want)
			}
		}
	}
	if compared < 50 {
		t.Errorf("%d zones compared", compared)
	}
}

// A scenario moves the camera to its own bounds.
func TestScenario_FocusesBounds(t *testing.T) {
	for _, size := range [][2]float64{{360, 640}, {900, 600}, {1440, 900}} {
		checkScenarioFocus(t, size[0], size[1])
	}
}

func checkScenarioFocus(t *testing.T, width, height float64) {
	a := newTestApp(t, assets, State{})
	a.mustDo(Action{Type: ActionResize, W: width, H: height, Ratio: 2})
	countryCamera := a.picture.Camera
	a.mustDo(scenarioAction("donbas"))
	a.runUntilIdle()
	if a.picture.Camera.MetresPerPixel > 0.6*countryCamera.MetresPerPixel || a.State().View != nil {
		t.Errorf("%v metres a pixel, the whole country %v; link %+v",
			a.picture.Camera.MetresPerPixel, countryCamera.MetresPerPixel, a.State().View)
	}
	a.mustDo(Action{Type: ActionReset})
	a.runUntilIdle()
	if a.picture.Camera.MetresPerPixel < 0.9*countryCamera.MetresPerPixel || a.State().View == nil {
		t.Errorf("whole country: %v metres a pixel, link %+v", a.picture.Camera.MetresPerPixel,
			a.State().View)
	}
}

func TestPending_ScenarioFiles(t *testing.T) {
	files := fstest.MapFS{}
	err := fs.WalkDir(assets, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.Contains(name, "scenario-") ||
			strings.Contains(name, "subdivision-") {
			return err
		}
		data, err := fs.ReadFile(assets, name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	a := newTestApp(t, files, ParseLink("scenario=mutual-pullback&pullback=5"))
	want := []string{"geojson/scenario-mutual-pullback-5.json",
		"geojson/scenario-mutual-pullback-5.geojson"}
	if !reflect.DeepEqual(a.MissingFiles(), want) || a.View().Scenario != nil {
		t.Fatalf("it wants %v and shows %+v", a.MissingFiles(), a.View().Scenario)
	}
	for _, name := range want {
		data, err := fs.ReadFile(assets, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	if err := a.FilesAdded(); err != nil {
		t.Fatal(err)
	}
	if v := a.View(); v.Scenario == nil || v.Link != "scenario=mutual-pullback&pullback=5" {
		t.Errorf("it shows %+v, link %q", v.Scenario, v.Link)
	}
	if n := len(a.View().Claims.Rows); n == 0 {
		t.Error("no claims")
	}
}

func TestComparisonLine(t *testing.T) {
	a := newTestApp(t, assets, State{Scenario: "border-1991"})
	a.mustDo(Action{Type: ActionLayer, ID: "line-2022-02-23", On: true})
	if a.Picture().CompareDate != "2022-02-23" || a.View().Scenario == nil {
		t.Errorf("earlier %q, scenario %+v", a.Picture().CompareDate, a.View().Scenario)
	}
	again := newTestApp(t, assets, ParseLink(a.View().Link))
	if again.Picture().CompareDate != "2022-02-23" || again.View().Link != a.View().Link {
		t.Errorf("link %q leads to %q", a.View().Link, again.View().Link)
	}
	a.mustDo(Action{Type: ActionLayer, ID: "line-2022-02-23", On: false})
	if a.Picture().CompareDate != "" || a.View().Link != "scenario=border-1991" {
		t.Errorf("switched off: earlier %q, link %q", a.Picture().CompareDate, a.View().Link)
	}
}

// TestPageFooter_HeightConstant requires legend and sources to fit into the height that the initial
// state reserves for them, whatever is shown: otherwise the map would change its scale.
func TestPageFooter_HeightConstant(t *testing.T) {
	a := newTestApp(t, assets, State{})
	for _, lang := range []string{"en", "uk", "fr"} {
		a.mustDo(Action{Type: ActionLang, Lang: lang})
		for name, act := range reachableStates(a) {
			a.mustDo(Action{Type: ActionState, State: &State{Lang: lang}})
			a.mustDo(act)
			for _, breakpoint := range scene.Breakpoints() {
				where := fmt.Sprintf("%g, %s, %s", breakpoint.MinWidth, lang, name)
				checkFooter(t, a, breakpoint, where)
			}
		}
	}
}

// checkFooter checks the footer of the current picture at the minimum size of a breakpoint. In a
// sidebar it must end within the minimum height of the picture.
func checkFooter(t *testing.T, a *testApp, breakpoint scene.Breakpoint, where string) {
	t.Helper()
	p := a.Picture()
	p.Camera.W, p.Camera.H = breakpoint.MinWidth, breakpoint.MinHeight+300
	if breakpoint.ColumnWidth > 0 {
		p.Camera.H = breakpoint.MinHeight
	}
	current, initial := p, p
	initial.Legend, initial.Source = p.ReservedLegend, p.ReservedSource
	footer := a.World().PageFooter(&current)
	reserved := a.World().PageFooter(&initial).ReservedHeight
	if footer.ReservedHeight > reserved {
		t.Errorf("%s: a foot of %g px, where the opening has %g", where, footer.ReservedHeight,
			reserved)
	}
	minSwatches := 2
	if breakpoint.MinHeight < 200 { // low pictures have a single line of legend
		minSwatches = 1
	}
	if len(footer.Labels) < 2 || len(footer.Swatches) < minSwatches {
		t.Errorf("%s: %d texts, %d keys", where, len(footer.Labels), len(footer.Swatches))
	}
	width, height := breakpoint.MinWidth, footer.ReservedHeight
	if breakpoint.ColumnWidth > 0 {
		width, height = breakpoint.ColumnWidth, breakpoint.MinHeight
	}
	for _, l := range footer.Labels {
		right := l.X + a.World().Fonts.Advance(l.Text, l.Style)
		if strings.HasSuffix(l.Text, "…") || right > width || l.Y > height-3 {
			t.Errorf("%s: %q is cut", where, l.Text)
		}
	}
}

// With all layers on no line of the sidebar's legend is cut, and no two lines overlap.
func TestSidebarLegend_FitsAllLayers(t *testing.T) {
	const minLineHeight = 9 // CSS pixels
	breakpoints := scene.Breakpoints()
	sidebar := breakpoints[slices.IndexFunc(breakpoints,
		func(r scene.Breakpoint) bool { return r.ColumnWidth > 0 })]
	a := newTestApp(t, assets, State{})
	for _, lang := range []string{"en", "uk", "fr"} {
		a.mustDo(Action{Type: ActionLang, Lang: lang})
		for name, act := range reachableStates(a) {
			a.mustDo(Action{Type: ActionState, State: &State{Lang: lang}}, act)
			for _, e := range a.View().Legend {
				if e.Toggle {
					a.mustDo(Action{Type: ActionLayer, ID: e.Layer, On: true})
				}
			}
			p := a.Picture()
			p.Camera.W, p.Camera.H = sidebar.MinWidth, sidebar.MinHeight
			last := 0.0
			for _, l := range a.World().PageFooter(&p).Labels {
				right := l.X + a.World().Fonts.Advance(l.Text, l.Style)
				cut := strings.HasSuffix(l.Text, "…") || right > sidebar.ColumnWidth ||
					l.Y > sidebar.MinHeight-2
				if cut || l.Y < last+minLineHeight {
					t.Errorf("%s, %s: %q ends at %.0f, %.0f; the line before at %.0f",
						lang, name, l.Text, right, l.Y, last)
				}
				last = l.Y
			}
		}
	}
}

// reachableStates returns actions that lead to all tabs, dates, scenarios and steps, by name.
func reachableStates(a *testApp) map[string]Action {
	actions := map[string]Action{}
	v := a.View()
	for _, x := range v.Tabs {
		actions["tab "+x.ID] = Action{Type: ActionTab, ID: x.ID}
	}
	for _, x := range v.Dates {
		actions[x.ID] = Action{Type: ActionDate, Date: x.ID}
	}
	for _, x := range v.Scenarios {
		actions[x.ID] = Action{Type: ActionScenario, ID: x.ID}
	}
	for _, x := range v.Steps {
		actions["step "+x.ID] = Action{Type: ActionStep, ID: x.ID}
	}
	return actions
}

func TestSteps(t *testing.T) {
	a := newTestApp(t, assets, State{})
	count := len(a.View().Steps)
	if count < 5 || count > 7 || a.View().Step != nil {
		t.Fatalf("%d steps, at first %+v", count, a.View().Step)
	}
	for i := range count {
		a.mustDo(Action{Type: ActionStep, ID: "next"})
		v := a.View()
		if v.Step == nil || v.Step.ID != v.Steps[i].ID || v.Step.First != (i == 0) ||
			v.Step.Last != (i == count-1) {
			t.Fatalf("step %d: %+v", i, v.Step)
		}
		if strings.ContainsAny(v.Step.Title+v.Step.Text+v.Step.Position, "{}") ||
			len(v.Step.Sources) == 0 || v.Announce == "" {
			t.Errorf("step %+v", v.Step)
		}
		if v.Link != "step="+v.Step.ID {
			t.Errorf("link %q", v.Link)
		}
		again := newTestApp(t, assets, ParseLink(v.Link))
		a.runUntilIdle()
		if p, q := again.Picture(), a.Picture(); p.Date != q.Date ||
			!reflect.DeepEqual(p.Zones, q.Zones) || !reflect.DeepEqual(p.Layers, q.Layers) ||
			p.Camera != q.Camera {
			t.Errorf("%s: the link shows something else", v.Step.ID)
		}
	}
	a.mustDo(Action{Type: ActionStep, ID: "next"})
	if v := a.View(); v.Step == nil || !v.Step.Last {
		t.Error("there is a step behind the last")
	}
	a.mustDo(Action{Type: ActionStep, ID: "back"})
	if v := a.View(); v.Step.ID != v.Steps[count-2].ID {
		t.Errorf("back at %s", v.Step.ID)
	}
	a.mustDo(Action{Type: ActionDate, Date: "2022-03-28"})
	if a.View().Step != nil {
		t.Error("a step stays when the date is moved")
	}
	a.mustDo(Action{Type: ActionStep, ID: "hubs"}, Action{Type: ActionStep})
	if v := a.View(); v.Step != nil || !a.layerVisibleByID("hubs") {
		t.Errorf("after leaving: %+v", v.Step)
	}
	if a.Dispatch(Action{Type: ActionStep, ID: "nonsense"}) == nil {
		t.Error("a step that is none")
	}
}

// A link to an unknown step shows the map, or the scenario with that id.
func TestSteps_UnknownID(t *testing.T) {
	for link, scenario := range map[string]string{"step=later": "", "step=plan-28": "plan-28"} {
		v := newTestApp(t, assets, ParseLink(link)).View()
		if id := scenarioID(v); v.Step != nil || id != scenario {
			t.Errorf("%s: step %+v, scenario %q", link, v.Step, id)
		}
	}
	a := newTestApp(t, assets, State{})
	a.mustDo(Action{Type: ActionStep, ID: "plan-28"})
	if v := a.View(); v.Step != nil || scenarioID(v) != "plan-28" {
		t.Errorf("step %+v, scenario %q", v.Step, scenarioID(v))
	}
}

func scenarioID(v View) string {
	if v.Scenario == nil {
		return ""
	}
	return v.Scenario.ID
}

// Each date has a note on why it was chosen, or how much was held.
func TestDateNotes(t *testing.T) {
	a := newTestApp(t, assets, State{})
	for _, d := range a.View().Dates {
		if d.Note == "" || strings.ContainsAny(d.Note, "{}") {
			t.Errorf("%s: %q", d.ID, d.Note)
		}
	}
	if note := a.views.dateNote(story.Date{
		ID: "2026-01-06"}); note != "19% of Ukraine under Russian control" {
		t.Errorf("without a reason: %q", note)
	}
}

func TestPlayback(t *testing.T) {
	a := newTestApp(t, assets, State{})
	a.runUntilIdle()
	a.mustDo(Action{Type: ActionPlay, On: true})
	var seen []string
	for range 4000 {
		a.ms += 16
		if !a.Frame(a.ms) {
			break
		}
		if date := a.View().Date; len(seen) == 0 || seen[len(seen)-1] != date {
			seen = append(seen, date)
		}
	}
	if want := a.availableDateIDs(); !reflect.DeepEqual(seen, want) || a.View().Playing {
		t.Errorf("it showed %v of %v; playing %v", seen, want, a.View().Playing)
	}
	a.mustDo(Action{Type: ActionDate, Date: "2022-02-23"}, Action{Type: ActionPlay, On: true})
	if a.View().Date != "2022-02-23" || !a.View().Playing {
		t.Error("play begins somewhere else")
	}
	a.mustDo(Action{Type: ActionDate, Date: "2024-12-31"})
	if a.View().Playing {
		t.Error("it plays on after the reader chose a date")
	}
}

func TestChart(t *testing.T) {
	a := newTestApp(t, assets, State{Select: "UA-14"})
	c := a.View().Chart
	if len(c.Series) != 2 || c.Series[1].ID != "UA-14" {
		t.Fatalf("%+v", c)
	}
	for _, s := range c.Series {
		if len(s.Points) != len(a.View().Dates) {
			t.Errorf("%s: %d points", s.ID, len(s.Points))
		}
		last := -1.0
		for _, p := range s.Points {
			if p.Low > p.Share || p.Share > p.High || p.Offset <= last || p.Offset > 1 ||
				p.Text == "" {
				t.Errorf("%s: %+v", s.ID, p)
			}
			last = p.Offset
		}
	}
}

func TestComparisons(t *testing.T) {
	for _, lang := range locale.Langs() {
		v := newTestApp(t, assets, State{Lang: lang}).View()
		for _, table := range []Table{v.Claims, v.Published} {
			if len(table.Rows) == 0 {
				t.Errorf("%s: %q is empty", lang, table.Caption)
			}
			for _, row := range table.Rows {
				if len(row.Cells) != len(table.Head)-1 || row.Name == "" {
					t.Errorf("%s: %+v under %v", lang, row, table.Head)
				}
			}
		}
	}
}

// The source line of a picture with a proposal says who reported it.
func TestSourceLine_NamesProposals(t *testing.T) {
	for _, sc := range []string{"plan-20", "plan-28", "donbas", "mutual-pullback", "border-1991"} {
		a := newTestApp(t, assets, State{Scenario: sc, UI: UINone})
		scenario, _ := a.story.Scenario(sc)
		for _, id := range scenario.Sources {
			if want := a.locale.Text("source." + id + ".short"); !strings.Contains(a.picture.Source,
				want) {
				t.Errorf("%s: %q does not name %q", sc, a.picture.Source, want)
			}
		}
	}
	a := newTestApp(t, assets, State{UI: UINone, Layers: map[string]bool{"hubs": false}})
	if strings.Contains(a.picture.Source, "Le Parisien") {
		t.Error("sources of hubs that are not shown")
	}
	a.mustDo(Action{Type: ActionLayer, ID: "hubs", On: true})
	if !strings.Contains(a.picture.Source, "Le Parisien") {
		t.Errorf("the hubs' sources are not in %q", a.picture.Source)
	}
}
