package control

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"truceline/internal/diag"
	"truceline/internal/geo"
	"truceline/internal/geo/geojson"
)

func importInput() Input {
	return Input{smallBaseMap(), splitTable(rand.New(rand.NewPCG(1, 9)), 60, 32), &Facts{}}
}

func TestImport(t *testing.T) {
	// Held land that reaches beyond the border and overlaps contested land.
	c := &geojson.Collection{Features: []geojson.Feature{
		{Properties: map[string]any{"status": "red"}, Geometry: squareLand(32.2, 47.5, 2)[0]},
		{Properties: map[string]any{"status": "grey"}, Geometry: squareLand(31.9, 47.5, 2)},
		{Properties: map[string]any{"status": "green"}, Geometry: squareLand(31, 48, 0.1)},
	}}
	snap, err := Import(importInput(), "2024-01-01", c,
		ClassMapping{Property: "status", Held: "red", Contested: "grey"}, "f")
	if err != nil {
		t.Fatal(err)
	}
	checkCover(t, snap)
	checkFiles(t, snap)
	area := map[Class]float64{}
	for _, f := range snap.Faces {
		if f.Oblast >= 0 {
			area[f.Class] += f.Km2
		}
	}
	for class, land := range map[Class]orb.Polygon{
		ClassHeld:       {{{32.2, 48}, {33.4, 48}, {33.4, 48.8}, {32.2, 48.8}, {32.2, 48}}},
		ClassContested:  {{{31.9, 48}, {32.2, 48}, {32.2, 48.8}, {31.9, 48.8}, {31.9, 48}}},
		ClassGovernment: {{{31, 48}, {31.9, 48}, {31.9, 48.8}, {31, 48.8}, {31, 48}}},
	} {
		if want := geo.Area(land); math.Abs(area[class]-want) > 0.1 {
			t.Errorf("%q: %.2f km², want %.2f", class, area[class], want)
		}
	}
	for lon, want := range map[float64]Side{31.2: Government, 32: Contested, 33: Held} {
		if side, ok := snap.SideAt(orb.Point{lon, 48.4}); !ok || side != want {
			t.Errorf("at %.1f %v, want %v", lon, side, want)
		}
	}
	if _, ok := snap.SideAt(orb.Point{30, 48.4}); ok {
		t.Error("a side outside the country")
	}
}

func TestImportFaults(t *testing.T) {
	held := map[string]any{"class": "held"}
	for name, c := range map[string]*geojson.Collection{
		"nothing held": {Features: []geojson.Feature{{Properties: map[string]any{"class": "red"},
			Geometry: squareLand(32, 48, 1)}}},
		"a line": {Features: []geojson.Feature{{ID: "x", Properties: held,
			Geometry: orb.LineString{{31, 48}, {32, 48}}}}},
		"elsewhere": {Features: []geojson.Feature{{Properties: held, Geometry: squareLand(38, 44,
			1)}}},
	} {
		var f *diag.Diagnostic
		if _, err := Import(importInput(), "2024-01-01", c, ClassMapping{}, "f"); !errors.As(err,
			&f) || f.File != "f" {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestWarnings(t *testing.T) {
	in := importInput()
	in.Table.Settlements = []Settlement{
		{ID: "home", Oblast: "UA-05", Position: roundToGrid(31.2, 48.2)},
		{ID: "sea", Oblast: "UA-05", Position: roundToGrid(30.5, 48.2)},
		{ID: "next-door", Oblast: "UA-05", Position: roundToGrid(31.9, 48.2)},
	}
	in.Facts.Unresolved = []Unresolved{{ID: "open", Oblast: "UA-05", What: "a marsh"}}
	warnings, err := Warnings(in)
	if err != nil {
		t.Fatal(err)
	}
	want := []diag.Rule{RuleOffLand, RuleOtherOblast, RuleUnresolved}
	for i, id := range []string{"sea", "next-door", "open"} {
		if len(warnings) != 3 || warnings[i].Place != id || warnings[i].Rule != want[i] {
			t.Fatalf("got %v", warnings)
		}
	}
}
