package app

import (
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/paulmach/orb"

	"truceline/internal/gazetteer"
	"truceline/internal/locale"
)

func openCard(t *testing.T, a *testApp, id string) *Card {
	t.Helper()
	a.mustDo(Action{Type: ActionSelect, ID: id})
	c := a.View().Card
	if c == nil || c.ID != id || c.Name == "" || c.Kind == "" || len(c.Sources) == 0 {
		t.Fatalf("%s: the card is %+v", id, c)
	}
	return c
}

func rowValue(c *Card, label string) string {
	for _, r := range c.Rows {
		if strings.HasPrefix(r.Label, label) {
			return r.Value
		}
	}
	return ""
}

func TestAreaCard(t *testing.T) {
	a := newTestApp(t, tinyAssets(t), State{})
	c := openCard(t, a, "UA-02")
	if f := c.Figure; c.Name != "East oblast" || c.Summary != "" || f == nil || f.Value != "50%" ||
		f.Range != "Range 45–55%" ||
		f.Label != "under the control of Russian forces on 6 January 2026, by this map’s estimate" {
		t.Fatalf("%s, %q: %+v", c.Name, c.Summary, f)
	}
	if course := c.Figure.Chart; course == nil || len(course.Series[0].Points) != len(c.History) ||
		course.Max < 0.55 {
		t.Errorf("over the dates: %+v", course)
	}
	if name, lead := a.CardLead("UA-02"); name != c.Name ||
		lead != "On 6 January 2026 Russian forces controlled an estimated 50% of it." {
		t.Errorf("%s: %s", name, lead)
	}
	for label, want := range map[string]string{
		"Area controlled":       "8,000\u00a0km²",
		"Contested, or sources": "1,600\u00a0km²",
		"Land area":             "16,000\u00a0km²",
		"Claim: a news report":  "about 75%",
	} {
		if got := rowValue(c, label); got != want {
			t.Errorf("%s: %q, want %q", label, got, want)
		}
	}
	if !slices.Contains(c.Sources, Link{"DeepStateMap", "https://one.example"}) ||
		!slices.Contains(c.Sources, Link{"Liveuamap as published by Neue Zürcher Zeitung (Second)",
			"https://two.example"}) ||
		!slices.Contains(c.Sources, Link{"Third", "https://www.three.example/x"}) {
		t.Errorf("sources %+v", c.Sources)
	}
	c = openCard(t, a, "UA-01")
	if c.Summary !=
		"On 6 January 2026 the government of Ukraine controlled all of it, by this map’s estimate." || c.Figure != nil || rowValue(c, "Area controlled") != "" {
		t.Errorf("%s %+v", c.Summary, c.Rows)
	}
	// A claim is only shown on its own date.
	a.mustDo(Action{Type: ActionDate, Date: "2022-02-23"})
	if c = openCard(t, a, "UA-02"); rowValue(c, "Claim") != "" {
		t.Errorf("a claim on another date: %+v", c.Rows)
	}
	if c = openCard(t, a, "UA"); c.Name != "Ukraine" {
		t.Errorf("the country is %s", c.Name)
	}
}

func TestTownCard(t *testing.T) {
	a := newTestApp(t, tinyAssets(t), State{})
	for id, want := range map[string]string{
		"town-alpha": "Under the control of the government of Ukraine on 6 January 2026",
		"town-beta":  "Contested on 6 January 2026, or sources differ on who controlled it",
		"town-gamma": "Under the control of Russian forces on 6 January 2026",
	} {
		if c := openCard(t, a, id); c.Summary != want {
			t.Errorf("%s: %q", id, c.Summary)
		}
	}
	c := openCard(t, a, "town-gamma")
	if c.Kind != "Regional centre" || rowValue(c, "Region") != "East oblast" ||
		rowValue(c, "Population (GeoNames)") != "about 500" {
		t.Errorf("%s %+v", c.Kind, c.Rows)
	}
	a.mustDo(Action{Type: ActionDate, Date: "2022-02-23"})
	if c = a.View().Card; c.Summary !=
		"Under the control of the government of Ukraine on 23 February 2022" {
		t.Errorf("on another date: %q", c.Summary)
	}
}

// The small file for the page must have the same holders as the table.
func TestTownHolders(t *testing.T) {
	files := tinyAssets(t)
	holders, err := TownHolders(files, "2026-01-06")
	if err != nil || len(holders) != 3 || holders["gamma"] != "R" || holders["beta"] != "C" ||
		holders["alpha"] != "G" {
		t.Fatalf("%v %v", holders, err)
	}
	delete(files, "settlements.csv")
	a := newTestApp(t, files, State{})
	if c := openCard(t, a, "town-gamma"); c.Summary != "" {
		t.Errorf("without a table: %q", c.Summary)
	}
	put := *files["towns.csv"]
	put.Data = []byte(`{"towns":{"gamma":"R"}}`)
	files["geojson/towns-2026-01-06.json"] = &put
	a = newTestApp(t, files, State{})
	if c := openCard(t, a,
		"town-gamma"); c.Summary != "Under the control of Russian forces on 6 January 2026" {
		t.Errorf("from the small file: %q", c.Summary)
	}
}

// Every labelled town of Ukraine is in the table of settlements.
func TestTownHolders_EveryTown(t *testing.T) {
	towns, err := gazetteer.Read(assets)
	if err != nil {
		t.Fatal(err)
	}
	holders, err := TownHolders(assets, "2026-01-06")
	if err != nil {
		t.Fatal(err)
	}
	for _, town := range towns {
		if town.Oblast != "" && holders[town.ID] == "" {
			t.Errorf("%s: no settlement within %v° in %s", town.ID, maxSameTownDistance,
				town.Oblast)
		}
	}
}

// The cards of all hubs differ only in the name.
func TestHubCards(t *testing.T) {
	a := newTestApp(t, assets, State{Layers: map[string]bool{"hubs": true}})
	var first *Card
	for _, h := range a.story.Hubs.Places {
		c := openCard(t, a, "hub-"+h.ID)
		if first == nil {
			first = c
		}
		if c.Kind != first.Kind || c.Summary != first.Summary ||
			!slices.Equal(c.Notes, first.Notes) ||
			len(c.Rows) > 0 {
			t.Errorf("%s differs: %+v", h.ID, c)
		}
	}
	text := first.Summary + strings.Join(first.Notes, " ")
	for _, want := range []string{
		"Illustrative: by 6 January 2026 neither sites nor their number had been announced",
		"By 6 January 2026 no hub site had been announced",
		"Only after a ceasefire, in a peace deal", "skies", "seas"} {
		if !strings.Contains(text, want) {
			t.Errorf("the card does not say %q", want)
		}
	}
	if !strings.Contains(strings.Join(a.View().Notes, " "), "legitimate target") {
		t.Error("the panel does not say what Russia warned of")
	}
	if strings.Contains(text, "legitimate target") {
		t.Error("the warning stands in each card")
	}
}

// A story without cities for the hubs shows one area instead.
func TestHubs_AreaWithoutPlaces(t *testing.T) {
	f := tinyAssets(t)
	places := `"places": [
		{"id": "alpha", "town": "alpha", "sources": ["article"]}, {"id": "beta", "town": "beta", "sources": ["article"]}]`
	area := `"places": [], "area": {"lon": 28, "lat": 49, "km": 100, "sources": ["article"]}`
	changed := strings.Replace(tinyStory, places, area, 1)
	if changed == tinyStory {
		t.Fatal("the story has no places")
	}
	f["story.json"] = &fstest.MapFile{Data: []byte(changed)}
	a := newTestApp(t, f, State{Layers: map[string]bool{"hubs": true}})
	if h := a.picture.Hubs; len(h) != 1 || h[0].RadiusKm != 100 ||
		h[0].LonLat != (orb.Point{28, 49}) {
		t.Fatalf("hubs in the picture: %+v", h)
	}
	c := openCard(t, a, "hub-area")
	if c.Name != "Proposed “military hubs”" || !strings.HasPrefix(c.Summary, "Illustrative") ||
		len(c.Sources) == 0 {
		t.Errorf("the card of the area: %+v", c)
	}
	if err := a.Dispatch(Action{Type: ActionSelect, ID: "hub-alpha"}); err == nil {
		t.Error("a city that the story does not name could be chosen")
	}
}

func TestOtherCards(t *testing.T) {
	a := newTestApp(t, tinyAssets(t), State{Layers: map[string]bool{"freeze": true}})
	c := openCard(t, a, "contact")
	if c.Name != "Estimated line of contact, 6 January 2026" || c.Figure.Value != "110\u00a0km" {
		t.Errorf("%s %+v", c.Name, c.Rows)
	}
	if !strings.Contains(strings.Join(c.Notes, " "), "nobody’s proposal") {
		t.Errorf("a freeze is not told: %q", c.Notes)
	}
	c = openCard(t, a, "held-2022")
	if c.Name != "Taken by Russian forces since the invasion of 24 February 2022" ||
		c.Figure.Value != "8,000\u00a0km²" ||
		rowValue(c, "All land controlled") != "8,000\u00a0km², 25%" {
		t.Errorf("%s %+v", c.Name, c.Rows)
	}
	c = openCard(t, a, "contested")
	if c.Name != "Contested, or sources differ" ||
		rowValue(c, "All land in Ukraine") != "1,600\u00a0km²" {
		t.Errorf("%s %+v", c.Name, c.Rows)
	}
	for id, name := range map[string]string{"XX": "Elsewhere", "the-sea": "The Sea",
		"river-flow": "Flow", "reservoir-lake": "Lake"} {
		if c := openCard(t, a, id); c.Name != name || len(c.Rows) > 0 || c.Summary != "" {
			t.Errorf("%s: %+v", id, c)
		}
	}
	for id, want := range map[string]string{
		"held-2014-crimea": "Crimea and Sevastopol: controlled by Russia since 2014; annexation not recognised by the UN General Assembly",
		"held-2014-donbas": "Controlled by Russia-backed forces before 24 February 2022",
	} {
		if c := openCard(t, a, id); c.Name != want {
			t.Errorf("%s: %s", id, c.Name)
		}
	}
}

// The camera moves to a town that is chosen by name, not to one that is tapped.
func TestSelectTown_ZoomsIn(t *testing.T) {
	project := func(a *testApp) (x, y float64) {
		position, ok := a.townPosition("town-pokrovsk")
		if !ok {
			t.Fatal("no Pokrovsk")
		}
		return a.picture.Camera.Project(position)
	}
	checkZoomed := func(a *testApp, what string) {
		t.Helper()
		a.runUntilIdle()
		x, y := project(a)
		c := a.picture.Camera
		if math.Abs(c.Zoom()-townZoom) > 1e-9 || x < 0.25*c.W || x > 0.75*c.W || y < 0.25*c.H ||
			y > 0.75*c.H {
			t.Errorf("%s: the town stands at %.0f, %.0f of %.0f by %.0f, zoom %.1f", what, x, y,
				c.W, c.H, c.Zoom())
		}
	}
	a := newTestApp(t, assets, State{})
	a.runUntilIdle()
	before := a.picture.Camera
	x, y := project(a)
	a.mustDo(atPoint(Action{Type: ActionSelect, ID: "town-pokrovsk"}, x, y))
	a.runUntilIdle()
	if a.picture.Camera != before || len(a.View().Card.Alternatives) == 0 {
		t.Errorf("a tap moves the map, or offers nothing else: %+v", a.View().Card)
	}
	a.mustDo(Action{Type: ActionSelect, ID: "UA-14"})
	a.runUntilIdle()
	if a.picture.Camera != before {
		t.Error("to choose an oblast that can be seen moves the map")
	}
	a.mustDo(Action{Type: ActionSelect, ID: "town-pokrovsk"})
	checkZoomed(a, "chosen among the others")
	a.mustDo(Action{Type: ActionZoom, By: 1}, Action{Type: ActionSelect, ID: "town-pokrovsk"})
	a.runUntilIdle()
	if z := a.picture.Camera.Zoom(); math.Abs(z-townZoom-1) > 1e-9 {
		t.Errorf("a map that is nearer goes to zoom %.1f", z)
	}

	a = newTestApp(t, assets, ParseLink("select=town-pokrovsk"))
	a.mustDo(Action{Type: ActionResize, W: 390, H: 500, Ratio: 2})
	checkZoomed(a, "a link to the town")
	b := newTestApp(t, assets, ParseLink(a.State().Link()))
	b.mustDo(Action{Type: ActionResize, W: 390, H: 500, Ratio: 2})
	checkZoomed(b, "the link to what that shows")
	a = newTestApp(t, assets, ParseLink("select=town-pokrovsk&view=7/49/33"))
	if z := a.picture.Camera.Zoom(); math.Abs(z-7) > 1e-9 {
		t.Errorf("a link with a view of its own: zoom %.1f", z)
	}
	a = newTestApp(t, assets, ParseLink("select=UA-14"))
	if a.State().View != nil {
		t.Error("a link to an oblast moves the map")
	}
}

// A tap opens the most specific shape and offers the others. Choosing one of them offers the rest.
func TestTap(t *testing.T) {
	a := newTestApp(t, tinyAssets(t), State{})
	a.runUntilIdle()
	bounds, _ := a.world.FeatureBounds("town-gamma")
	x, y := a.picture.Camera.Project(bounds.Center())
	a.mustDo(mouseEvent("move", x, y))
	a.runUntilIdle()
	if tip := a.View().Tooltip; tip == nil || tip.Name != "Gamma" || tip.Text == "" || tip.X != x {
		t.Errorf("the tip is %+v", tip)
	}
	a.mustDo(mouseEvent("down", x, y), mouseEvent("up", x, y))
	v := a.View()
	if v.Select != "town-gamma" ||
		v.Announce != "Gamma. Under the control of Russian forces on 6 January 2026" {
		t.Fatalf("selected %q, announced %q", v.Select, v.Announce)
	}
	ids := func() (out []string) {
		for _, o := range a.View().Card.Alternatives {
			out = append(out, o.ID)
		}
		return out
	}
	if got := ids(); !slices.Equal(got, []string{"UA-02", "held-2022"}) {
		t.Errorf("others %v", got)
	}
	a.mustDo(Action{Type: ActionSelect, ID: "UA-02"})
	if got := ids(); !slices.Equal(got, []string{"town-gamma", "held-2022"}) {
		t.Errorf("others of the oblast %v", got)
	}
	a.mustDo(Action{Type: ActionSelect, ID: "UA-01"})
	if got := ids(); len(got) > 0 {
		t.Errorf("others from elsewhere %v", got)
	}
	a.mustDo(mouseEvent("leave", x, y))
	if a.View().Tooltip != nil || a.picture.Hovered != "" {
		t.Error("a tip without a pointer")
	}
}

// Every card can be opened in every language, and has text and sources.
func TestCards_EveryShape(t *testing.T) {
	a := newTestApp(t, assets, State{})
	for _, lang := range a.availableLangs() {
		a.mustDo(Action{Type: ActionLang, Lang: lang})
		ids := []string{"UA", "contact", "held-2022", "held-2014-crimea", "held-2014-donbas",
			"contested", "black-sea", "RU"}
		for _, town := range a.towns {
			ids = append(ids, "town-"+town.ID)
		}
		ids = append(ids, a.oblastIDs()...)
		for _, id := range ids {
			c := openCard(t, a, id)
			texts := []string{c.Name, c.Kind, c.Summary}
			if f := c.Figure; f != nil {
				texts = append(texts, f.Value, f.Label, f.Range)
				checkOneShare(t, c)
			}
			for _, r := range c.Rows {
				texts = append(texts, r.Label, r.Value)
			}
			for _, text := range append(texts, c.Notes...) {
				if strings.ContainsAny(text, "{}") ||
					a.locale.Has(text) && strings.Contains(text, ".") {
					t.Errorf("%s %s: %q", lang, id, text)
				}
			}
		}
	}
}

// checkOneShare requires the main figure of an area's card not to be repeated on the card, except
// in the list of all dates.
func checkOneShare(t *testing.T, c *Card) {
	t.Helper()
	if len(c.History) == 0 || strings.HasPrefix(c.Figure.Value, "100") {
		return
	}
	texts := []string{c.Summary, c.Figure.Label, c.Figure.Range}
	for _, r := range c.Rows {
		if !strings.Contains(r.Label, ":") { // not a claim
			texts = append(texts, r.Value)
		}
	}
	for _, text := range append(texts, c.Notes...) {
		if strings.Contains(text, c.Figure.Value) {
			t.Errorf("%s says %s again: %q", c.ID, c.Figure.Value, text)
		}
	}
}

// A list of sources names each of them once, however many addresses it has.
func TestSources_NamedOnce(t *testing.T) {
	a := newTestApp(t, assets, State{})
	for _, lang := range locale.Langs() {
		states := []State{{Lang: lang, Layers: map[string]bool{"hubs": true, "monitoring": true}}}
		for _, d := range a.View().Dates {
			states = append(states, State{Lang: lang, Date: d.ID})
		}
		for _, s := range a.View().Scenarios {
			states = append(states, State{Lang: lang, Scenario: s.ID})
		}
		for _, s := range states {
			linked := newTestApp(t, assets, s)
			names := map[string]bool{}
			for _, link := range linked.View().Sources {
				name, _, _ := strings.Cut(link.Text, " (")
				if names[name] {
					t.Errorf("%s: %q stands twice in %+v", s.Link(), name, linked.View().Sources)
				}
				names[name] = true
			}
		}
	}
	if got := a.views.shortSourceNames([]string{"geonames", "natural-earth",
		"geonames"}); got != a.views.shortSourceNames([]string{"geonames", "natural-earth"}) {
		t.Errorf("the picture names %s", got)
	}
}
