package planar

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// arrangementFixtures are hard cases with results computed by hand. All input lines have label 0.
var arrangementFixtures = []struct {
	name  string
	rings [][]geo.GridPoint
	lines [][]geo.GridPoint
	prune bool
	arcs  int
	areas []int64 // doubled areas of the faces, in their order
	pick  []int   // the faces to dissolve; nil: all
	want  string  // the dissolved polygons
}{
	{
		name:  "one triangle",
		rings: [][]geo.GridPoint{{{0, 0}, {4, 0}, {0, 4}}},
		arcs:  1, areas: []int64{16},
		want: "((0 0,4 0,0 4,0 0))",
	},
	{
		name:  "clockwise ring, repeated positions, closed twice",
		rings: [][]geo.GridPoint{{{0, 0}, {0, 4}, {0, 4}, {4, 0}, {0, 0}, {0, 0}}},
		arcs:  1, areas: []int64{16},
		want: "((0 0,4 0,0 4,0 0))",
	},
	{
		name:  "a ring passed twice in opposite directions",
		rings: [][]geo.GridPoint{{{0, 0}, {4, 0}, {0, 4}}, {{0, 4}, {4, 0}, {0, 0}}},
		arcs:  1, areas: []int64{16},
		want: "((0 0,4 0,0 4,0 0))",
	},
	{
		name:  "a ring of no area",
		rings: [][]geo.GridPoint{{{0, 0}, {4, 0}, {8, 0}}},
		arcs:  1,
	},
	{
		name:  "bow tie",
		rings: [][]geo.GridPoint{{{0, 0}, {4, 4}, {4, 0}, {0, 4}}},
		arcs:  2, areas: []int64{8, 8},
		want: "((0 0,2 2,0 4,0 0)),((2 2,4 0,4 4,2 2))",
	},
	{
		name:  "crossing between grid points",
		lines: [][]geo.GridPoint{{{0, 0}, {3, 3}}, {{0, 3}, {3, 0}}}, // at 1.5, 1.5
		arcs:  4,
	},
	{
		name:  "crossings within one grid cell",
		rings: [][]geo.GridPoint{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}},
		lines: [][]geo.GridPoint{{{0, 4}, {10, 5}}, {{0, 5}, {10, 4}}, {{4, 0}, {5, 10}},
			{{5, 0}, {4, 10}}},
		arcs: 20, areas: []int64{32, 8, 40, 8, 2, 10, 40, 10, 50},
		want: "((0 0,4 0,5 0,10 0,10 4,10 5,10 10,5 10,4 10,0 10,0 5,0 4,0 0))",
	},
	{
		name: "collinear overlap",
		rings: [][]geo.GridPoint{{{0, 0}, {6, 0}, {6, 2}, {0, 2}}, {{2, 2}, {9, 2}, {9, 4}, {2,
			4}}},
		arcs: 3, areas: []int64{24, 28},
		want: "((0 0,6 0,6 2,9 2,9 4,2 4,2 2,0 2,0 0))",
	},
	{
		name:  "T-junction beside the segment",
		rings: [][]geo.GridPoint{{{0, 0}, {100, 1}, {100, 50}, {0, 50}}},
		lines: [][]geo.GridPoint{{{20, 0}, {20, 50}}}, // the border passes 0.2 above 20, 0
		arcs:  3, areas: []int64{2000, 7920},
		want: "((0 0,20 0,100 1,100 50,20 50,0 50,0 0))",
	},
	{
		name: "lake with an island with a lake",
		rings: [][]geo.GridPoint{{{0, 0}, {12, 0}, {12, 12}, {0, 12}},
			{{2, 2}, {10, 2}, {10, 10}, {2, 10}}, {{4, 4}, {8, 4}, {8, 8}, {4, 8}}},
		arcs: 3, areas: []int64{160, 96, 32},
		pick: []int{0, 2},
		want: "((0 0,12 0,12 12,0 12,0 0),(2 2,2 10,10 10,10 2,2 2)),((4 4,8 4,8 8,4 8,4 4))",
	},
	{
		name: "island west of the coast's westernmost point",
		rings: [][]geo.GridPoint{{{10, 0}, {20, 0}, {20, 9}, {10, 9}}, {{0, 3}, {5, 3}, {5, 6}},
			{{12, 3}, {15, 3}, {15, 6}}},
		arcs: 3, areas: []int64{15, 171, 9},
		want: "((0 3,5 3,5 6,0 3)),((10 0,20 0,20 9,10 9,10 0))",
	},
	{
		name:  "hole that touches the outer ring at a node",
		rings: [][]geo.GridPoint{{{0, 0}, {8, 0}, {8, 8}, {0, 8}}, {{0, 0}, {5, 2}, {2, 5}}},
		arcs:  2, areas: []int64{107, 21},
		pick: []int{0},
		want: "((0 0,8 0,8 8,0 8,0 0),(0 0,2 5,5 2,0 0))",
	},
	{
		name: "holes that touch at a node",
		rings: [][]geo.GridPoint{{{0, 0}, {9, 0}, {9, 9}, {0, 9}}, {{1, 3}, {4, 4}, {3, 1}},
			{{4, 4}, {5, 8}, {8, 5}}},
		arcs: 3, areas: []int64{139, 8, 15},
		pick: []int{0},
		want: "((0 0,9 0,9 9,0 9,0 0),(1 3,4 4,3 1,1 3),(4 4,5 8,8 5,4 4))",
	},
	{
		name: "holes that touch in a circle cut the inside off",
		rings: [][]geo.GridPoint{
			{{0, 0}, {20, 0}, {20, 20}, {0, 20}},
			{{10, 4}, {16, 10}, {16, 4}}, {{16, 10}, {10, 16}, {16, 16}},
			{{10, 16}, {4, 10}, {4, 16}}, {{4, 10}, {10, 4}, {4, 4}},
		},
		arcs: 9, areas: []int64{512, 36, 36, 144, 36, 36},
		pick: []int{0, 3},
		want: "((0 0,20 0,20 20,0 20,0 0),(4 4,4 10,4 16,10 16,16 16,16 10,16 4,10 4,4 4)),((4 10,10 4,16 10,10 16,4 10))",
	},
	{
		name: "chessboard",
		lines: [][]geo.GridPoint{{{0, 0}, {2, 0}}, {{0, 1}, {2, 1}}, {{0, 2}, {2, 2}}, {{0, 0}, {0,
			2}},
			{{1, 0}, {1, 2}}, {{2, 0}, {2, 2}}},
		arcs: 8, areas: []int64{2, 2, 2, 2},
		pick: []int{0, 3},
		want: "((0 0,1 0,1 1,0 1,0 0)),((1 1,2 1,2 2,1 2,1 1))",
	},
	{
		name:  "dangling line kept",
		rings: [][]geo.GridPoint{{{0, 0}, {8, 0}, {8, 8}, {0, 8}}},
		lines: [][]geo.GridPoint{{{0, 4}, {4, 4}, {4, 6}}, {{2, 2}, {3, 2}}},
		arcs:  3, areas: []int64{128},
		want: "((0 0,8 0,8 8,0 8,0 4,0 0))",
	},
	{
		name:  "dangling line pruned",
		rings: [][]geo.GridPoint{{{0, 0}, {8, 0}, {8, 8}, {0, 8}}},
		lines: [][]geo.GridPoint{{{0, 4}, {4, 4}, {4, 6}}, {{2, 2}, {3, 2}}},
		prune: true,
		arcs:  1, areas: []int64{128},
		want: "((0 0,8 0,8 8,0 8,0 4,0 0))",
	},
	{
		name:  "bridge",
		rings: [][]geo.GridPoint{{{0, 0}, {3, 0}, {0, 3}}, {{9, 0}, {12, 0}, {9, 3}}},
		lines: [][]geo.GridPoint{{{3, 0}, {9, 0}}},
		prune: true,
		arcs:  3, areas: []int64{9, 9},
		want: "((0 0,3 0,0 3,0 0)),((9 0,12 0,9 3,9 0))",
	},
	{
		name:  "sliver that collapses: it passes the pixel of its own corner",
		rings: [][]geo.GridPoint{{{0, 0}, {1000, 1}, {2000, 1}}},
		arcs:  1,
	},
	{
		name:  "sliver thinner than the grid",
		rings: [][]geo.GridPoint{{{0, 0}, {1000, 1}, {2001, 1}}},
		arcs:  1, areas: []int64{1001},
		want: "((0 0,2001 1,1000 1,0 0))",
	},
	{
		name: "the whole globe",
		rings: [][]geo.GridPoint{{{-18_000_000, -9_000_000}, {18_000_000, -9_000_000},
			{18_000_000, 9_000_000}, {-18_000_000, 9_000_000}}},
		lines: [][]geo.GridPoint{{{-18_000_000, -9_000_000}, {18_000_000, 9_000_000}},
			{{-18_000_000, 9_000_000}, {18_000_000, -9_000_000}}},
		arcs: 8, areas: []int64{324e12, 324e12, 324e12, 324e12},
		pick: []int{1},
		want: "((-18000000 -9000000,18000000 -9000000,0 0,-18000000 -9000000))",
	},
}

// formatPolygons formats polygons in grid steps.
func formatPolygons(m orb.MultiPolygon) string {
	var polygons []string
	for _, p := range m {
		var rings []string
		for _, r := range p {
			var positions []string
			for _, q := range r {
				g := roundToGrid(q)
				positions = append(positions, fmt.Sprintf("%d %d", g.Lon, g.Lat))
			}
			rings = append(rings, "("+strings.Join(positions, ",")+")")
		}
		polygons = append(polygons, "("+strings.Join(rings, ",")+")")
	}
	return strings.Join(polygons, ",")
}

func TestFixtures(t *testing.T) {
	for _, f := range arrangementFixtures {
		t.Run(f.name, func(t *testing.T) {
			var inputs []labelledLine
			for _, r := range f.rings {
				inputs = append(inputs, labelledLine{r, 0, true})
			}
			for _, l := range f.lines {
				inputs = append(inputs, labelledLine{l, 0, false})
			}
			s := buildSubdivision(t, inputs, f.prune)
			if err := checkNoded(segmentsOf(s)); err != nil {
				t.Error(err)
			}
			if err := checkFaces(s); err != nil {
				t.Error(err)
			}
			var areas []int64
			for i := range s.Faces {
				areas = append(areas, doubleFaceArea(s, i))
			}
			if len(s.Arcs) != f.arcs || !slices.Equal(areas, f.areas) {
				t.Errorf("%d arcs, areas %v, want %d and %v", len(s.Arcs), areas, f.arcs, f.areas)
			}
			m, _ := s.Dissolve(func(face int) bool {
				return f.pick == nil || slices.Contains(f.pick, face)
			})
			if got := formatPolygons(m); got != f.want {
				t.Errorf("dissolved to\n%s, want\n%s", got, f.want)
			}
		})
	}
}
