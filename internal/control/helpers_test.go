package control

import (
	"fmt"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// squareLand returns a square of the given size in degrees as the land of an oblast.
func squareLand(west, south, size float64) orb.MultiPolygon {
	e, n := west+size, south+size
	return orb.MultiPolygon{{{{west, south}, {e, south}, {e, n}, {west, n}, {west, south}}}}
}

// smallBaseMap returns a country of three oblasts, some 180 by 80 km.
func smallBaseMap() *BaseMap {
	b := &BaseMap{levels: map[geo.GridPoint]byte{}, bounds: emptyBounds()}
	for i, code := range []string{"UA-05", "UA-07", "UA-09"} {
		land := squareLand(31+0.8*float64(i), 48, 0.8)
		b.Oblasts = append(b.Oblasts, Oblast{Code: code, Label: code, Land: land})
		b.readLevels(land, nil)
	}
	return b
}

// randomTable returns settlements scattered over the small country and its surroundings. Each has
// random sides, even where they lie close together.
func randomTable(r *rand.Rand, n int, sides string) *SettlementTable {
	t := &SettlementTable{Dates: []string{"2022-02-23", "2023-01-01"}}
	for i := range n {
		s := Settlement{ID: fmt.Sprintf("s-%d", i), Name: "S", Oblast: "UA-05",
			Position: roundToGrid(30.9+2.6*r.Float64(), 47.9+r.Float64())}
		for range t.Dates {
			s.Sides = append(s.Sides, Side(sides[r.IntN(len(sides))]))
		}
		t.Settlements = append(t.Settlements, s)
	}
	return t
}

// splitTable returns a random table whose settlements east of a meridian are held.
func splitTable(r *rand.Rand, n int, meridian float64) *SettlementTable {
	t := randomTable(r, n, "G")
	for i := range t.Settlements {
		if t.Settlements[i].Position.Point()[0] > meridian {
			t.Settlements[i].Sides = []Side{Held, Held}
		}
	}
	return t
}

func builderFor(t *testing.T, base *BaseMap, table *SettlementTable,
	facts *Facts) *snapshotBuilder {
	t.Helper()
	b, err := newSnapshotBuilder(Input{base, table, facts})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// realInput returns the input from the assets.
func realInput(t *testing.T) Input {
	t.Helper()
	in, err := ReadInput(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return in
}
