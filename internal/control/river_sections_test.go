package control

import (
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// dniproPlaces are places by the lower Dnipro: on the right bank, on the left one, and between
// them.
var dniproPlaces = map[Class][]orb.Point{
	ClassGovernment: {{33.43, 46.85}, {33.50, 46.875}, {33.30, 46.80}, {32.60, 46.66},
		{33.55, 47.05}},
	ClassHeld: {{32.72, 46.60}, {33.00, 46.69}, {33.30, 46.73}, {33.60, 46.79}, {34.30, 47.35},
		{35.28, 47.40}},
	ClassContested: {{32.52, 46.585}, {33.10, 46.75}, {33.48, 46.83}, {34.10, 47.50},
		{34.95, 47.47}, {35.20, 47.52}},
}

// Where the two banks of the Dnipro are held by different sides, held land ends at the left bank
// and what lies between the banks is contested; the line of contact keeps off the right bank.
func TestBanksPartTheSides(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	in := realInput(t)
	days, err := Compute(in, Options{Dates: []string{"2022-11-15", "2023-12-31", "2026-01-06"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range days {
		for class, places := range dniproPlaces {
			for _, at := range places {
				f := d.Subdivision.Locate(at)
				if f < 0 || d.Faces[f].Class != class {
					t.Errorf("%s: %v is %q, want %q", d.Date, at, d.Faces[max(f, 0)].Class, class)
				}
			}
		}
		for i, land := range in.BaseMap.RiverSections {
			km2 := map[Class]float64{}
			for f := range d.Faces {
				if d.Faces[f].Oblast >= 0 &&
					planar.MultiPolygonContains(land, d.Subdivision.Faces[f].InteriorPoint) {
					km2[d.Faces[f].Class] += d.Faces[f].Km2
				}
			}
			whole := km2[ClassHeld] + km2[ClassGovernment]
			if km2[ClassHeld] > maxBankShare*whole && km2[ClassGovernment] > maxBankShare*whole {
				t.Errorf("%s: stretch %d is divided: %v", d.Date, i, km2)
			}
		}
	}
}
