package scene

import (
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// pickAt picks at a point in degrees (lon, lat), moved by dx, dy pixels.
func pickAt(w *World, p *Picture, at orb.Point, dx, dy float64) []Hit {
	x, y := p.Camera.Project(geo.UkraineAlbers.Forward(at))
	return w.Pick(p, x+dx, y+dy)
}

func kinds(hits []Hit) (out []Kind) {
	for _, h := range hits {
		out = append(out, h.Kind)
	}
	return out
}

func hasHit(hits []Hit, id string) bool {
	return slices.ContainsFunc(hits, func(h Hit) bool { return h.ID == id })
}

func TestPickSortsHitsByPriority(t *testing.T) {
	w := testWorld(t)
	p := testPicture(w, 900, 600)
	hits := pickAt(w, p, orb.Point{37.80, 48.02}, 2, 2) // Donetsk
	if len(hits) < 3 || hits[0].ID != "town-donetsk" || hits[0].Ref != "donetsk" ||
		hits[0].Kind != KindTown {
		t.Fatalf("at Donetsk: %+v", hits)
	}
	if hits[1].ID != "UA-14" || hits[2].Kind != KindHeld {
		t.Errorf("at Donetsk the others are %+v, want the oblast and held land", hits[1:])
	}
	for i := 1; i < len(hits); i++ {
		if pickRanks[hits[i-1].Kind] > pickRanks[hits[i].Kind] {
			t.Errorf("order %v", kinds(hits))
		}
	}
}

// TestPickOnHeldLandReturnsTheOblastFirst checks that held land is never the first hit: its oblast
// is, or a more specific feature.
func TestPickOnHeldLandReturnsTheOblastFirst(t *testing.T) {
	w := testWorld(t)
	p := testPicture(w, 900, 600)
	onHeld := 0
	for x := 0.0; x < 900; x += 7 {
		for y := 0.0; y < 600; y += 7 {
			hits := w.Pick(p, x, y)
			if !slices.Contains(kinds(hits), KindHeld) {
				continue
			}
			onHeld++
			if k := hits[0].Kind; k != KindTown && k != KindContested && k != KindOblast {
				t.Errorf("at %v, %v: %+v", x, y, hits)
			}
		}
	}
	if onHeld < 500 {
		t.Errorf("held land at %d places", onHeld)
	}
}

func TestPickReachesTwelvePixels(t *testing.T) {
	w := testWorld(t)
	p := testPicture(w, 900, 600)
	kyiv := orb.Point{30.5238, 50.45466}
	r := townDotRadius(w.featuresByID["town-kyiv"]) * textScale(p)
	if hits := pickAt(w, p, kyiv, PickRadius+r-0.5, 0); len(hits) == 0 ||
		hits[0].ID != "town-kyiv" {
		t.Errorf("just within reach of Kyiv: %+v", hits)
	}
	if hits := pickAt(w, p, kyiv, PickRadius+r+0.5, 0); hasHit(hits, "town-kyiv") {
		t.Errorf("just out of reach of Kyiv: %+v", hits)
	}
}

func TestPickFindsEveryKind(t *testing.T) {
	w := testWorld(t)
	p := testPicture(w, 900, 600)
	p.Layers = map[string]bool{LayerHubs: true}
	p.Hubs = []Hub{{ID: "lviv", LonLat: orb.Point{24.03, 49.84}, Label: "Proposed hub"}}
	for _, c := range []struct {
		name string
		at   orb.Point
		id   string
		kind Kind
	}{
		{"oblast", orb.Point{29.3, 48.9}, "UA-05", KindOblast},
		{"neighbour", orb.Point{26.0, 45.5}, "RO", KindNeighbour},
		{"sea", orb.Point{32.0, 44.0}, "black-sea", KindSea},
		{"hub", orb.Point{24.03, 49.70}, "hub-lviv", KindHub},
		{"river", orb.Point{34.05, 48.85}, "river-dnipro", KindRiver},
		{"reservoir", orb.Point{32.6, 49.3}, "reservoir-kremenchuk", KindReservoir},
	} {
		hits := pickAt(w, p, c.at, 0, 0)
		found := false
		for _, h := range hits {
			found = found || h.ID == c.id && h.Kind == c.kind
		}
		if !found {
			t.Errorf("%s: %s is not among %+v", c.name, c.id, hits)
		}
	}
}

func TestPickFindsContestedLandFromBeside(t *testing.T) {
	w := testWorld(t)
	ctl := w.controlByDate[testDate]
	if len(ctl.contested) == 0 {
		t.Skip("no contested land on the date")
	}
	p := testPicture(w, 900, 600)
	part := ctl.contested[0].parts[0]
	x, y := p.Camera.Project(part.rings[0].points[0])
	for _, d := range []float64{0, 5, -5} {
		if hits := w.Pick(p, x+d, y+d); !hasHit(hits, ctl.contested[0].id) {
			t.Errorf("%v pixels from contested land: %+v", d, hits)
		}
	}
}

func TestPickLeavesOutLayersThatAreOff(t *testing.T) {
	w := testWorld(t)
	p := testPicture(w, 900, 600)
	p.Layers = map[string]bool{LayerTowns: false, LayerControl: false, LayerRivers: false}
	if got := kinds(pickAt(w, p, orb.Point{37.80, 48.02}, 0, 0)); len(got) != 1 ||
		got[0] != KindOblast {
		t.Errorf("with those layers off: %v, want the oblast alone", got)
	}
}

func TestHitByIDAndFeatureName(t *testing.T) {
	w := testWorld(t)
	for id, name := range map[string]string{"town-kyiv": "Київ", "UA-14": "Донецька область",
		"black-sea": "Чорне море"} {
		if h, ok := w.HitByID(id); !ok || h.ID != id {
			t.Errorf("%s is not found", id)
		}
		if got := w.FeatureName(id, "uk"); got != name {
			t.Errorf("%s is %q, want %q", id, got, name)
		}
		if b, ok := w.FeatureBounds(id); !ok || b.Width() < 0 {
			t.Errorf("%s has the box %+v", id, b)
		}
	}
	if got := w.OblastAt(geo.UkraineAlbers.Forward(orb.Point{37.8, 48.02})); got != "UA-14" {
		t.Errorf("Donetsk lies in %q", got)
	}
	if got := w.OblastAt(geo.UkraineAlbers.Forward(orb.Point{32, 44})); got != "" {
		t.Errorf("the sea lies in %q", got)
	}
}

// TestPickHubArea checks that a hub's area, which is drawn to scale, is hit wherever it is drawn.
func TestPickHubArea(t *testing.T) {
	w := testWorld(t)
	p := testPicture(w, 900, 600)
	p.Layers = map[string]bool{LayerHubs: true}
	p.Hubs = []Hub{{ID: "area", LonLat: orb.Point{28.4, 49.7}, RadiusKm: 165,
		Label: "Proposed hubs"}}
	for range 2 {
		for _, c := range []struct {
			at orb.Point
			in bool
		}{{orb.Point{28.4, 49.7}, true}, {orb.Point{28.4, 51.1}, true},
			{orb.Point{28.4, 51.3}, false}, {orb.Point{26.2, 49.7}, true},
			{orb.Point{26.0, 49.7}, false}} {
			if hasHit(pickAt(w, p, c.at, 0, 0), "hub-area") != c.in {
				t.Errorf("at %v: inside should be %v", c.at, c.in)
			}
		}
		p.Camera.MetresPerPixel /= 1.3
	}
}
