package app

import (
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"truceline/internal/geo"
	"truceline/internal/locale"
	"truceline/internal/scene"
	"truceline/internal/story"
)

const latestDate = "2026-01-06"

func scenarioAction(id string) Action { return Action{Type: ActionScenario, ID: id} }

// A scenario belongs to one date: choosing it goes there, moving the date puts it away, and in a
// link it wins.
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

// What a picture is has to stand in the picture itself, in every language and whatever stands
// around the map.
func TestScenarioIsNamedInThePicture(t *testing.T) {
	for _, lang := range locale.Langs() {
		a := newTestApp(t, assets, State{Lang: lang, UI: UINone})
		for _, sc := range a.availableScenarios() {
			a.mustDo(scenarioAction(sc.ID))
			p := a.Picture()
			reference := strings.HasPrefix(p.ScenarioName, a.locale.Text("scenario.reference"))
			if !strings.HasSuffix(p.ScenarioName, a.scenarioName(sc)) ||
				reference != (sc.Kind == story.Reference) {
				t.Errorf("%s, %s: the picture says %q", lang, sc.ID, p.ScenarioName)
			}
			if !slices.Contains(p.Notes, a.asOfNote(sc)) || p.Situation == "" || p.Source == "" {
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

// Texts on the map are about land that is hatched there, each piece has one, and each is told by
// whose forces would leave it and with its size.
func TestChangesAreLabelled(t *testing.T) {
	for _, lang := range locale.Langs() {
		a := newTestApp(t, assets, State{Lang: lang})
		for _, sc := range a.availableScenarios() {
			a.mustDo(scenarioAction(sc.ID))
			c, err := geo.DecodeFile(assets, a.Picture().Zones.File,
				geo.Limits{SkipRingChecks: true})
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
						t.Errorf("%s, %s: %s is not drawn, or has two texts", lang, sc.ID, id)
					}
					delete(drawn, id)
					leave := a.locale.Text("leave-ua")
					if strings.HasSuffix(id, "-"+string(story.ZoneRussia)) {
						leave = a.locale.Text("leave-ru")
					}
					if !strings.HasPrefix(l.Text, leave) || !strings.HasSuffix(l.Text, l.Size) {
						t.Errorf("%s, %s: %s is called %q", lang, sc.ID, id, l.Text)
					}
				}
			}
			if len(drawn) > 0 {
				t.Errorf("%s, %s: no texts on %v", lang, sc.ID, drawn)
			}
		}
	}
}

// What a scenario would do stands on the map: that of a draft, that something is assumed; nothing
// changes in a freeze, and many pieces have one total.
func TestWhatScenariosSayOnTheMap(t *testing.T) {
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

// The key names what is in the picture, and no two of its looks are the same.
func TestKeyOfScenarios(t *testing.T) {
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
		for _, e := range a.zoneEntries() {
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

// The figures say how much of what would change was contested.
func TestFiguresTellWhatIsContested(t *testing.T) {
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

// With hubs on, the page says what a draft has to say about them.
func TestNotesThatGoWithALayer(t *testing.T) {
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

// A scenario's name stands as it is written wherever it is: nothing is put before that of a
// proposal or an example, and what this map assumed is under nobody's name.
func TestScenarioNamesStandAlone(t *testing.T) {
	for _, lang := range locale.Langs() {
		a := newTestApp(t, assets, State{Lang: lang})
		for _, sc := range a.availableScenarios() {
			a.mustDo(scenarioAction(sc.ID))
			v := a.View()
			want := a.locale.Text("scenario."+sc.ID, "km", a.locale.Km(float64(a.state.Pullback)))
			i := slices.IndexFunc(v.Scenarios, func(c ScenarioChoice) bool { return c.On })
			for _, name := range []string{v.Scenario.Name, v.Scenarios[i].Name} {
				if name != want {
					t.Errorf("%s, %s is called %q", lang, sc.ID, name)
				}
			}
			if sc.Kind != story.Reference && (v.Scenario.Heading != want || v.Headline != want) {
				t.Errorf("%s, %s: headings %q and %q", lang, sc.ID, v.Scenario.Heading, v.Headline)
			}
			if sc.HasPullback() && sc.Pullback.Basis == story.Assumed {
				texts := append([]string{want, v.Scenario.KindLabel}, v.Scenarios[i].Note,
					v.Scenarios[i].Proposer)
				for _, row := range v.Scenario.Facts {
					texts = append(texts, row.Value)
				}
				for who := range a.locale.WithPrefix("who.", "proposer.") {
					if person := a.locale.Text(who); strings.Contains(strings.Join(texts, "\n"),
						person) {
						t.Errorf("%s, %s: a distance assumed by this map stands under %q", lang,
							sc.ID, person)
					}
				}
			}
		}
	}
}

// One line has one length, whatever shows it: the layer, the reference and the line's own card.
func TestOneLineHasOneLength(t *testing.T) {
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

// One thing has one size: a zone that is a whole oblast that of its outline, and land that stays
// held what was held.
func TestOneThingHasOneSize(t *testing.T) {
	a := newTestApp(t, assets, State{})
	compared := 0
	for _, sc := range a.availableScenarios() {
		a.mustDo(scenarioAction(sc.ID))
		for _, x := range a.activeResult().Zones {
			day, _ := a.dateData().area(x.Area)
			want := ""
			switch {
			case x.Share == 1:
				want = a.formatTotalArea(day)
			case x.Zone == story.ZoneRussia && x.ChangedKm2() == 0 && x.Km2 > day.HeldKm2-0.1:
				want = a.formatLandArea(x.Area, day.HeldKm2)
			default:
				continue
			}
			compared++
			if got := a.formatZoneArea(x); got != want {
				t.Errorf("%s, %s in %s: %s, elsewhere %s", sc.ID, x.Zone, x.Area, got, want)
			}
		}
	}
	if compared < 50 {
		t.Errorf("%d zones compared", compared)
	}
}

// A scenario has a view of its own at every size, unless the link has one.
func TestScenarioView(t *testing.T) {
	for _, size := range [][2]float64{{360, 640}, {900, 600}, {1440, 900}} {
		testScenarioView(t, size[0], size[1])
	}
}

func testScenarioView(t *testing.T, width, height float64) {
	a := newTestApp(t, assets, State{})
	a.mustDo(Action{Type: ActionResize, W: width, H: height, Ratio: 2})
	whole := a.picture.Camera
	a.mustDo(scenarioAction("donbas"))
	a.runUntilIdle()
	if a.picture.Camera.MetresPerPixel > 0.6*whole.MetresPerPixel || a.State().View != nil {
		t.Errorf("%v metres a pixel, the whole country %v; link %+v",
			a.picture.Camera.MetresPerPixel, whole.MetresPerPixel, a.State().View)
	}
	a.mustDo(Action{Type: ActionReset})
	a.runUntilIdle()
	if a.picture.Camera.MetresPerPixel < 0.9*whole.MetresPerPixel || a.State().View == nil {
		t.Errorf("whole country: %v metres a pixel, link %+v", a.picture.Camera.MetresPerPixel,
			a.State().View)
	}
}

func TestScenarioFilesOnDemand(t *testing.T) {
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

func TestEarlierLine(t *testing.T) {
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

// TestPageFootKeepsItsRoom: whatever is shown, key and sources take no more room than those of the
// opening, so the map keeps its scale, and none is cut. In a column beside the map they end within
// the least height of its pictures.
func TestPageFootKeepsItsRoom(t *testing.T) {
	a := newTestApp(t, assets, State{})
	for _, lang := range []string{"en", "uk", "fr"} {
		a.mustDo(Action{Type: ActionLang, Lang: lang})
		for name, act := range reachableStates(a) {
			a.mustDo(Action{Type: ActionState, State: &State{Lang: lang}})
			a.mustDo(act)
			p := a.Picture()
			for _, set := range scene.Breakpoints() {
				p.Camera.W, p.Camera.H = set.MinWidth, set.MinHeight+300
				if set.ColumnWidth > 0 {
					p.Camera.H = set.MinHeight
				}
				where := fmt.Sprintf("%g, %s, %s", set.MinWidth, lang, name)
				own, opening := p, p
				opening.Legend, opening.Source = p.ReservedLegend, p.ReservedSource
				foot := a.World().PageFooter(&own)
				if kept := a.World().PageFooter(
					&opening).ReservedHeight; foot.ReservedHeight > kept {
					t.Errorf("%s: a foot of %g px, where the opening has %g", where,
						foot.ReservedHeight, kept)
				}
				least := 2
				if set.MinHeight < 200 { // a low picture has a line of them
					least = 1
				}
				if len(foot.Labels) < 2 || len(foot.Swatches) < least {
					t.Errorf("%s: %d texts, %d keys", where, len(foot.Labels), len(foot.Swatches))
				}
				for _, l := range foot.Labels {
					width, height := set.MinWidth, foot.ReservedHeight
					if set.ColumnWidth > 0 {
						width, height = set.ColumnWidth, set.MinHeight
					}
					right := l.X + a.World().Fonts.Advance(l.Text, l.Style)
					if strings.HasSuffix(l.Text, "…") || right > width || l.Y > height-3 {
						t.Errorf("%s: %q is cut", where, l.Text)
					}
				}
			}
		}
	}
}

// TestAColumnHoldsEveryLayer switches all layers on in every state: in a column beside the map no
// text of the key is cut, and no two lines meet.
func TestAColumnHoldsEveryLayer(t *testing.T) {
	const letters = 9 // CSS pixels from one baseline to the next, at the least
	rules := scene.Breakpoints()
	set := rules[slices.IndexFunc(rules,
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
			p.Camera.W, p.Camera.H = set.MinWidth, set.MinHeight
			last := 0.0
			for _, l := range a.World().PageFooter(&p).Labels {
				right := l.X + a.World().Fonts.Advance(l.Text, l.Style)
				cut := strings.HasSuffix(l.Text, "…") || right > set.ColumnWidth ||
					l.Y > set.MinHeight-2
				if cut || l.Y < last+letters {
					t.Errorf("%s, %s: %q ends at %.0f, %.0f; the line before at %.0f",
						lang, name, l.Text, right, l.Y, last)
				}
				last = l.Y
			}
		}
	}
}

// reachableStates are the actions that lead to what a reader can see: tabs, dates, scenarios and
// steps.
func reachableStates(a *testApp) map[string]Action {
	acts := map[string]Action{}
	v := a.View()
	for _, x := range v.Tabs {
		acts["tab "+x.ID] = Action{Type: ActionTab, ID: x.ID}
	}
	for _, x := range v.Dates {
		acts[x.ID] = Action{Type: ActionDate, Date: x.ID}
	}
	for _, x := range v.Scenarios {
		acts[x.ID] = Action{Type: ActionScenario, ID: x.ID}
	}
	for _, x := range v.Steps {
		acts["step "+x.ID] = Action{Type: ActionStep, ID: x.ID}
	}
	return acts
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
		if strings.ContainsAny(v.Step.Title+v.Step.Text+v.Step.Place, "{}") ||
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

// TestStepsThatAreNone: a link to a step that the story does not have shows the map, or the
// scenario of that name.
func TestStepsThatAreNone(t *testing.T) {
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

// TestDateNotes: each day says why it was chosen, or else what was held on it.
func TestDateNotes(t *testing.T) {
	a := newTestApp(t, assets, State{})
	for _, d := range a.View().Dates {
		if d.Note == "" || strings.ContainsAny(d.Note, "{}") {
			t.Errorf("%s: %q", d.ID, d.Note)
		}
	}
	if note := a.dateNote(story.Date{
		ID: "2026-01-06"}); note != "19% of Ukraine under Russian control" {
		t.Errorf("without a reason: %q", note)
	}
}

func TestPlay(t *testing.T) {
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
			if p.Low > p.Share || p.Share > p.High || p.At <= last || p.At > 1 || p.Text == "" {
				t.Errorf("%s: %+v", s.ID, p)
			}
			last = p.At
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

// Whatever is proposed in a picture, its source line says who reported it.
func TestSourceLineNamesProposals(t *testing.T) {
	for _, sc := range []string{"plan-20", "plan-28", "donbas", "mutual-pullback", "border-1991"} {
		a := newTestApp(t, assets, State{Scenario: sc, UI: UINone})
		x, _ := a.story.Scenario(sc)
		for _, id := range x.Sources {
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
