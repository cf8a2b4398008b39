package app

import (
	"slices"
	"strings"
	"testing"

	"truceline/internal/geo"
)

// plantID is the id of a site's card.
const plantID = "site-zaporizhzhia-npp"

// The card of a site says what it is, who held it on each day by the day's shapes, and that the
// plan names it.
func TestSiteCard(t *testing.T) {
	for date, want := range map[string]string{
		"2022-02-23": "Under the control of the government of Ukraine on 23 February 2022",
		"2022-03-28": "Under the control of Russian forces on 28 March 2022",
		"2026-01-06": "Under the control of Russian forces on 6 January 2026",
	} {
		a := newTestApp(t, assets, State{Date: date, Layers: map[string]bool{"sites": true}})
		c := openCard(t, a, plantID)
		if c.Summary != want || c.Name != "Zaporizhzhia nuclear power plant" ||
			c.Kind != "Site named in a plan" {
			t.Errorf("%s: %+v", date, c)
		}
		if notes := strings.Join(c.Notes, " "); !strings.Contains(notes, "draft in 20 points") {
			t.Errorf("%s: notes %q", date, notes)
		}
		if !slices.ContainsFunc(c.Sources,
			func(l Link) bool { return strings.Contains(l.URL, "glavnoe.in.ua") }) {
			t.Errorf("%s: sources %v", date, c.Sources)
		}
	}
}

// A site is off in the opening picture. A switch shows it, and a tap on it opens its card.
func TestSitesCanBeSwitchedOn(t *testing.T) {
	a := newTestApp(t, assets, State{})
	legendEntry := func() (entry LegendEntry) {
		for _, e := range a.View().Legend {
			if e.ID == "site" {
				entry = e
			}
		}
		return entry
	}
	if e := legendEntry(); e.On || !e.Toggle || a.shapeExists(plantID) {
		t.Errorf("before: %+v", e)
	}
	if err := a.Dispatch(Action{Type: ActionLayer, ID: "sites", On: true}); err != nil {
		t.Fatal(err)
	}
	if e := legendEntry(); !e.On || len(a.picture.Symbols) != 1 {
		t.Errorf("after: %+v, symbols %v", e, a.picture.Symbols)
	}
	p := a.Picture()
	symbol := p.Symbols[0]
	x, y := p.Camera.Project(geo.UkraineAlbers.Forward(symbol.LonLat))
	hits := a.World().Pick(&p, x, y)
	if len(hits) == 0 || hits[0].ID != plantID {
		t.Errorf("picked %v", hits)
	}
	if err := a.Dispatch(Action{Type: ActionSelect, ID: plantID}); err != nil {
		t.Error(err)
	}
	if err := a.Dispatch(Action{Type: ActionLayer, ID: "sites"}); err != nil {
		t.Fatal(err)
	}
	if a.View().Card != nil {
		t.Error("the card stays when its layer goes")
	}
}
