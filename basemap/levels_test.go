package main

import (
	"fmt"
	"testing"

	"github.com/paulmach/orb"
	"truceline/internal/geo"
)

// An edge of a ring or line, with what it belongs to on its left.
type edge struct {
	a, b  geo.GridPoint
	owner string
}

// edgesAt returns the edges that a file draws at a level of detail.
func edgesAt(t *testing.T, name string, level byte) []edge {
	t.Helper()
	var out []edge
	for _, f := range readCommitted(t, name).Features {
		lines := linesOf(f.Geometry)
		if len(lines) != len(f.Levels) {
			t.Fatalf("%s: %s has levels for %d of %d lines", name, f.ID, len(f.Levels), len(lines))
		}
		for i, line := range lines {
			var drawn []geo.GridPoint
			for k, p := range line {
				if f.Levels[i][k] >= '0'+level {
					drawn = append(drawn, toGrid(p))
				}
			}
			// A ring is closed after its first position has gone, too.
			if ring := line[0] == line[len(line)-1]; ring && drawn[0] != drawn[len(drawn)-1] {
				drawn = append(drawn, drawn[0])
			}
			for k := 1; k < len(drawn); k++ {
				out = append(out, edge{drawn[k-1], drawn[k], f.ID})
			}
		}
	}
	return out
}

func linesOf(g orb.Geometry) [][]orb.Point {
	var out [][]orb.Point
	switch g := g.(type) {
	case orb.LineString:
		out = append(out, g)
	case orb.MultiLineString:
		for _, l := range g {
			out = append(out, l)
		}
	default:
		for _, p := range toMultiPolygon(g) {
			for _, r := range p {
				out = append(out, r)
			}
		}
	}
	return out
}

var landFiles = []string{"oblasts.geojson", "neighbours.geojson", "sea.geojson"}

func landEdges(t *testing.T, level byte) []edge {
	var out []edge
	for _, name := range landFiles {
		out = append(out, edgesAt(t, name, level)...)
	}
	return out
}

// At each level every edge of the land and the sea is used twice, once in each direction, but for
// the frame's; and the pairs of owners that share an edge are the same at all levels.
func TestBordersAreSharedAtEveryLevel(t *testing.T) {
	var finest map[[2]string]bool
	for level := range byte(len(geo.LevelTolerances)) {
		left := map[[2]geo.GridPoint]string{}
		for _, e := range landEdges(t, level) {
			if o, ok := left[[2]geo.GridPoint{e.a, e.b}]; ok {
				t.Errorf("level %d: %v to %v belongs to %s and to %s", level, e.a, e.b, o, e.owner)
			}
			left[[2]geo.GridPoint{e.a, e.b}] = e.owner
		}
		pairs := map[[2]string]bool{}
		for e, owner := range left {
			other, ok := left[[2]geo.GridPoint{e[1], e[0]}]
			if !ok && !onMapEdge(e[0], e[1]) {
				t.Errorf("level %d: nobody is on the other side of %s from %v to %v", level, owner,
					e[0], e[1])
			}
			if owner < other {
				pairs[[2]string{owner, other}] = true
			}
		}
		if finest == nil {
			finest = pairs
		}
		if fmt.Sprint(pairs) != fmt.Sprint(finest) {
			t.Errorf("level %d: other neighbours than at level 0", level)
		}
		t.Logf("level %d: %d edges", level, len(left))
	}
}

func onMapEdge(a, b geo.GridPoint) bool {
	low, high := toGrid(mapBounds.Min), toGrid(mapBounds.Max)
	return a.Lon == b.Lon && (a.Lon == low.Lon || a.Lon == high.Lon) ||
		a.Lat == b.Lat && (a.Lat == low.Lat || a.Lat == high.Lat)
}

// The outline is the edges that the 27 regions use once, at every level.
func TestOutlineIsBoundaryOfRegions(t *testing.T) {
	for level := range byte(len(geo.LevelTolerances)) {
		once := map[[2]geo.GridPoint]bool{}
		for _, e := range edgesAt(t, "oblasts.geojson", level) {
			if back := [2]geo.GridPoint{e.b, e.a}; once[back] {
				delete(once, back)
			} else {
				once[[2]geo.GridPoint{e.a, e.b}] = true
			}
		}
		outline := edgesAt(t, "outline.geojson", level)
		for _, e := range outline {
			if !once[[2]geo.GridPoint{e.a, e.b}] {
				t.Errorf("level %d: %v to %v is no border of a region", level, e.a, e.b)
			}
		}
		if len(outline) != len(once) {
			t.Errorf("level %d: the outline has %d edges, the regions %d", level, len(outline),
				len(once))
		}
	}
}

// At no level do two edges meet but at their ends.
func TestNoCrossingsAtAnyLevel(t *testing.T) {
	for level := range byte(len(geo.LevelTolerances)) {
		for name, edges := range map[string][]edge{
			"land and sea": landEdges(t, level),
			"rivers":       edgesAt(t, "rivers.geojson", level),
			"reservoirs":   edgesAt(t, "reservoirs.geojson", level),
		} {
			if n := findCrossings(edges, func(a, b edge) {
				t.Errorf("%s, level %d: %v–%v of %s meets %v–%v of %s", name, level, a.a, a.b,
					a.owner, b.a, b.b, b.owner)
			}); n == 0 {
				t.Errorf("%s, level %d: nothing was compared", name, level)
			}
		}
	}
}

// findCrossings reports every two edges that have more in common than an end, exactly, and returns
// how many pairs it compared. Edges are put into cells of a quarter of a degree.
func findCrossings(edges []edge, report func(a, b edge)) int {
	const cell = geo.GridStepsPerDegree / 4
	seen := map[[2]geo.GridPoint]bool{}
	cells := map[[2]int32][]edge{}
	pairs := 0
	for _, e := range edges {
		if seen[[2]geo.GridPoint{e.a, e.b}] || seen[[2]geo.GridPoint{e.b, e.a}] {
			continue
		}
		seen[[2]geo.GridPoint{e.a, e.b}] = true
		for x := min(e.a.Lon, e.b.Lon) / cell; x <= max(e.a.Lon, e.b.Lon)/cell; x++ {
			for y := min(e.a.Lat, e.b.Lat) / cell; y <= max(e.a.Lat, e.b.Lat)/cell; y++ {
				for _, other := range cells[[2]int32{x, y}] {
					pairs++
					if edgesCross(e, other) {
						report(e, other)
					}
				}
				cells[[2]int32{x, y}] = append(cells[[2]int32{x, y}], e)
			}
		}
	}
	return pairs
}

// edgesCross tells whether two edges have more than an end in common.
func edgesCross(e, f edge) bool {
	e1, e2 := sideOfLine(f.a, f.b, e.a), sideOfLine(f.a, f.b, e.b)
	f1, f2 := sideOfLine(e.a, e.b, f.a), sideOfLine(e.a, e.b, f.b)
	if e1*e2 < 0 && f1*f2 < 0 {
		return true
	}
	within := func(p geo.GridPoint, e edge, s int) bool {
		return s == 0 && p != e.a && p != e.b &&
			min(e.a.Lon, e.b.Lon) <= p.Lon && p.Lon <= max(e.a.Lon, e.b.Lon) &&
			min(e.a.Lat, e.b.Lat) <= p.Lat && p.Lat <= max(e.a.Lat, e.b.Lat)
	}
	return within(e.a, f, e1) || within(e.b, f, e2) || within(f.a, e, f1) || within(f.b, e, f2)
}

// sideOfLine is 1 where c lies left of the line from a to b, -1 right, 0 on it.
func sideOfLine(a, b, c geo.GridPoint) int {
	d := int64(b.Lon-a.Lon)*int64(c.Lat-a.Lat) - int64(b.Lat-a.Lat)*int64(c.Lon-a.Lon)
	switch {
	case d > 0:
		return 1
	case d < 0:
		return -1
	}
	return 0
}

// A position has one level in all files of the land.
func TestLevelsBelongToPositions(t *testing.T) {
	level := map[geo.GridPoint]byte{}
	for _, name := range append(landFiles, "outline.geojson") {
		for _, f := range readCommitted(t, name).Features {
			for i, line := range linesOf(f.Geometry) {
				for k, p := range line {
					g := toGrid(p)
					if l, ok := level[g]; ok && l != f.Levels[i][k] {
						t.Fatalf("%s: %s: %v has level %c, elsewhere %c", name, f.ID, g,
							f.Levels[i][k], l)
					}
					level[g] = f.Levels[i][k]
				}
			}
		}
	}
	if len(level) < 10_000 {
		t.Errorf("only %d positions", len(level))
	}
}
