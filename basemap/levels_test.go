package main

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"truceline/internal/geo"
)

// An edge is a segment of a ring or line that has owner on its left.
type edge struct {
	a, b  geo.GridPoint
	owner string
}

// edgesAt returns the edges of a file at a level of detail.
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
			for _, p := range verticesAtLevel(line, f.Levels[i], level) {
				drawn = append(drawn, toGrid(p))
			}
			// a ring stays closed without its first vertex
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

// verticesAtLevel returns the vertices of a line that are drawn at a level of detail.
func verticesAtLevel(line []orb.Point, levels []byte, level byte) []orb.Point {
	var out []orb.Point
	for i, p := range line {
		if levels[i] >= '0'+level {
			out = append(out, p)
		}
	}
	return out
}

// linesOf returns the lines, or the rings, of a geometry.
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

// At each level every edge of land and sea is used twice, once in each direction, except on the
// edge of the map. The pairs of owners that share an edge are the same at all levels.
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
	minCorner, maxCorner := toGrid(mapBounds.Min), toGrid(mapBounds.Max)
	return a.Lon == b.Lon && (a.Lon == minCorner.Lon || a.Lon == maxCorner.Lon) ||
		a.Lat == b.Lat && (a.Lat == minCorner.Lat || a.Lat == maxCorner.Lat)
}

// The outline consists, at every level, of the edges that the 27 regions use once.
func TestOutlineIsBoundaryOfRegions(t *testing.T) {
	for level := range byte(len(geo.LevelTolerances)) {
		boundary := map[[2]geo.GridPoint]bool{}
		for _, e := range edgesAt(t, "oblasts.geojson", level) {
			if back := [2]geo.GridPoint{e.b, e.a}; boundary[back] {
				delete(boundary, back)
			} else {
				boundary[[2]geo.GridPoint{e.a, e.b}] = true
			}
		}
		outline := edgesAt(t, "outline.geojson", level)
		for _, e := range outline {
			if !boundary[[2]geo.GridPoint{e.a, e.b}] {
				t.Errorf("level %d: %v to %v is no border of a region", level, e.a, e.b)
			}
		}
		if len(outline) != len(boundary) {
			t.Errorf("level %d: the outline has %d edges, the regions %d", level, len(outline),
				len(boundary))
		}
	}
}

// At no level do two edges meet except at their ends.
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

// findCrossings calls report for every two edges that share more than an end, by exact arithmetic,
// and returns how many pairs it compared.
func findCrossings(edges []edge, report func(a, b edge)) int {
	seen := map[[2]geo.GridPoint]bool{}
	cells := map[[2]int32][]edge{}
	pairs := 0
	for _, e := range edges {
		if seen[[2]geo.GridPoint{e.a, e.b}] || seen[[2]geo.GridPoint{e.b, e.a}] {
			continue
		}
		seen[[2]geo.GridPoint{e.a, e.b}] = true
		for _, cell := range e.cells() {
			for _, other := range cells[cell] {
				pairs++
				if edgesCross(e, other) {
					report(e, other)
				}
			}
			cells[cell] = append(cells[cell], e)
		}
	}
	return pairs
}

// cells returns the cells of a quarter of a degree that an edge's bounds intersect.
func (e edge) cells() [][2]int32 {
	const size = geo.GridStepsPerDegree / 4
	var out [][2]int32
	for x := min(e.a.Lon, e.b.Lon) / size; x <= max(e.a.Lon, e.b.Lon)/size; x++ {
		for y := min(e.a.Lat, e.b.Lat) / size; y <= max(e.a.Lat, e.b.Lat)/size; y++ {
			out = append(out, [2]int32{x, y})
		}
	}
	return out
}

// edgesCross reports whether two edges share more than an end.
func edgesCross(e, f edge) bool {
	e1, e2 := sideOfLine(f.a, f.b, e.a), sideOfLine(f.a, f.b, e.b)
	f1, f2 := sideOfLine(e.a, e.b, f.a), sideOfLine(e.a, e.b, f.b)
	if e1*e2 < 0 && f1*f2 < 0 {
		return true
	}
	touches := func(p geo.GridPoint, e edge, side int) bool {
		return side == 0 && p != e.a && p != e.b &&
			min(e.a.Lon, e.b.Lon) <= p.Lon && p.Lon <= max(e.a.Lon, e.b.Lon) &&
			min(e.a.Lat, e.b.Lat) <= p.Lat && p.Lat <= max(e.a.Lat, e.b.Lat)
	}
	return touches(e.a, f, e1) || touches(e.b, f, e2) || touches(f.a, e, f1) || touches(f.b, e, f2)
}

// sideOfLine is 1 if c is left of the line from a to b, -1 if right of it, 0 on it.
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

// A vertex has the same level in all files of the land.
func TestLevelsBelongToPositions(t *testing.T) {
	level := map[geo.GridPoint]byte{}
	for _, name := range append(landFiles, "outline.geojson") {
		for _, f := range readCommitted(t, name).Features {
			levels := bytes.Join(f.Levels, nil)
			for i, p := range slices.Concat(linesOf(f.Geometry)...) {
				g := toGrid(p)
				if l, ok := level[g]; ok && l != levels[i] {
					t.Fatalf("%s: %s: %v has level %c, elsewhere %c", name, f.ID, g, levels[i], l)
				}
				level[g] = levels[i]
			}
		}
	}
	if len(level) < 10_000 {
		t.Errorf("only %d positions", len(level))
	}
}
