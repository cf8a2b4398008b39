package control

import (
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// dniproPlaces are positions near the lower Dnipro: on the right bank, on the left bank, and
// between the banks.
var dniproPlaces = map[Class][]orb.Point{
	ClassGovernment: {{33.43, 46.85}, {33.50, 46.875}, {33.30, 46.80}, {32.60, 46.66},
		{33.55, 47.05}},
	ClassHeld: {{32.72, 46.60}, {33.00, 46.69}, {33.30, 46.73}, {33.60, 46.79}, {34.30, 47.35},
		{35.28, 47.40}},
	ClassContested: {{32.52, 46.585}, {33.10, 46.75}, {33.48, 46.83}, {34.10, 47.50},
		{34.95, 47.47}, {35.20, 47.52}},
}

// TestRiverSectionsAreContested checks the lower Dnipro where its banks are held by different
// sides: held land ends at the left bank, the land between the banks is contested, and the line of
// contact does not reach the right bank.
func TestRiverSectionsAreContested(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	in := realInput(t)
	snapshots, err := Compute(in,
		Options{Dates: []string{"2022-11-15", "2023-12-31", "2026-01-06"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, snap := range snapshots {
		for class, places := range dniproPlaces {
			for _, position := range places {
				f := snap.Subdivision.Locate(position)
				if f < 0 || snap.Faces[f].Class != class {
					t.Errorf("%s: %v is %q, want %q", snap.Date, position,
						snap.Faces[max(f, 0)].Class, class)
				}
			}
		}
		for i, land := range in.BaseMap.RiverSections {
			km2 := map[Class]float64{}
			for f := range snap.Faces {
				if snap.Faces[f].Oblast >= 0 &&
					planar.MultiPolygonContains(land, snap.Subdivision.Faces[f].InteriorPoint) {
					km2[snap.Faces[f].Class] += snap.Faces[f].Km2
				}
			}
			total := km2[ClassHeld] + km2[ClassGovernment]
			if km2[ClassHeld] > maxBankShare*total && km2[ClassGovernment] > maxBankShare*total {
				t.Errorf("%s: section %d is divided: %v", snap.Date, i, km2)
			}
		}
	}
}
