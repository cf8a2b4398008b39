package planar

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"truceline/internal/geo"
)

// A labelledLine is a random line or ring.
type labelledLine struct {
	points []geo.GridPoint
	label  int
	ring   bool
}

func buildSubdivision(t testing.TB, inputs []labelledLine, prune bool) *Subdivision {
	t.Helper()
	a := &Arrangement{PruneDangles: prune}
	for _, in := range inputs {
		if in.ring {
			a.AddRing(in.points, in.label)
		} else {
			a.AddLine(in.points, in.label)
		}
	}
	s, err := a.Build()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// randomLines returns random lines, from spread-out to nearly degenerate. The first one is an
// outline around all others.
func randomLines(r *rand.Rand) []labelledLine {
	size := []int32{4, 10, 40, 1000, 1_000_000}[r.IntN(5)]
	lines := 1 + r.IntN(12)
	random := func() geo.GridPoint { return geo.GridPoint{1 + r.Int32N(size), 1 + r.Int32N(size)} }
	out := []labelledLine{{[]geo.GridPoint{{0, 0}, {size + 1, 0}, {size + 1, size + 1}, {0,
		size + 1}},
		0, true}}
	for range lines {
		in := labelledLine{label: 1 + r.IntN(4), ring: r.IntN(2) == 0}
		for range 2 + r.IntN(8) {
			p := random()
			earlier := out[r.IntN(len(out))].points
			switch r.IntN(6) {
			case 0: // a position of an earlier line
				p = earlier[r.IntN(len(earlier))]
			case 1: // beside or on a segment of an earlier line
				i := r.IntN(len(earlier) - 1)
				a, b, f := earlier[i], earlier[i+1], r.Float64()
				p = geo.GridPoint{a.Lon + int32(f*float64(b.Lon-a.Lon)),
					a.Lat + int32(f*float64(b.Lat-a.Lat))}
			case 2: // collinear with the last step
				if n := len(in.points); n > 1 {
					a, b := in.points[n-2], in.points[n-1]
					p = geo.GridPoint{2*b.Lon - a.Lon, 2*b.Lat - a.Lat}
				}
			}
			p = geo.GridPoint{min(max(p.Lon, 0), size+1), min(max(p.Lat, 0), size+1)}
			in.points = append(in.points, p)
		}
		out = append(out, in)
	}
	return out
}

func segmentsOf(s *Subdivision) [][2]geo.GridPoint {
	var out [][2]geo.GridPoint
	for _, a := range s.Arcs {
		for i := 1; i < len(a.Points); i++ {
			out = append(out, [2]geo.GridPoint{a.Points[i-1], a.Points[i]})
		}
	}
	return out
}

func sortedSegments(s *Subdivision) [][2]geo.GridPoint {
	out := segmentsOf(s)
	for i, e := range out {
		if compareGrid(e[0], e[1]) > 0 {
			out[i] = [2]geo.GridPoint{e[1], e[0]}
		}
	}
	slices.SortFunc(out, func(e, f [2]geo.GridPoint) int {
		return cmp.Or(compareGrid(e[0], f[0]), compareGrid(e[1], f[1]))
	})
	return out
}

// segmentContact returns how two segments meet other than at a shared end, by brute force. The
// result is empty if they do not.
func segmentContact(e, f [2]geo.GridPoint) string {
	if e == f || e[0] == f[1] && e[1] == f[0] {
		return "same segment twice"
	}
	if _, ok := crossingPoint(e[0], e[1], f[0], f[1]); ok {
		return "crossing"
	}
	on := func(p geo.GridPoint, e [2]geo.GridPoint) bool {
		return p != e[0] && p != e[1] && crossGrid(e[0], e[1], p) == 0 &&
			min(e[0].Lon, e[1].Lon) <= p.Lon && p.Lon <= max(e[0].Lon, e[1].Lon) &&
			min(e[0].Lat, e[1].Lat) <= p.Lat && p.Lat <= max(e[0].Lat, e[1].Lat)
	}
	if on(e[0], f) || on(e[1], f) || on(f[0], e) || on(f[1], e) {
		return "position inside a segment"
	}
	return ""
}

// checkNoded checks that segments meet only at their ends.
func checkNoded(segments [][2]geo.GridPoint) error {
	slices.SortFunc(segments, func(e, f [2]geo.GridPoint) int {
		return int(min(e[0].Lon, e[1].Lon) - min(f[0].Lon, f[1].Lon))
	})
	for i, e := range segments {
		if e[0] == e[1] {
			return fmt.Errorf("segment of no length at %v", e[0])
		}
		for _, f := range segments[i+1:] {
			if min(f[0].Lon, f[1].Lon) > max(e[0].Lon, e[1].Lon) {
				break
			}
			if m := segmentContact(e, f); m != "" {
				return fmt.Errorf("%s: %v and %v", m, e, f)
			}
		}
	}
	return nil
}

// checkNearInput checks that each arc lies within the tolerance, in grid steps, of the input lines
// whose labels it has.
func checkNearInput(s *Subdivision, inputs []labelledLine, tolerance float64) error {
	for _, a := range s.Arcs {
		for _, label := range a.Labels {
			for _, p := range a.Points {
				nearest := distanceToLabel(p, inputs, label)
				if nearest > tolerance {
					return fmt.Errorf("%v with label %d lies %.2f steps from its line", p, label,
						nearest)
				}
			}
		}
	}
	return nil
}

// distanceToLabel returns the distance, in grid steps, from p to the nearest line with a label.
func distanceToLabel(p geo.GridPoint, inputs []labelledLine, label int) float64 {
	nearest := math.Inf(1)
	for _, in := range inputs {
		if in.label == label {
			nearest = min(nearest, distanceToLine(p, in))
		}
	}
	return nearest
}

func distanceToLine(p geo.GridPoint, in labelledLine) float64 {
	points := in.points
	if in.ring {
		points = append(slices.Clone(points), points[0])
	}
	q := geo.XY{float64(p.Lon), float64(p.Lat)}
	best := 1e18
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		best = min(best, distanceToSegment(q, geo.XY{float64(a.Lon), float64(a.Lat)},
			geo.XY{float64(b.Lon), float64(b.Lat)}))
	}
	return best
}

func TestArrangementNodesEverything(t *testing.T) {
	for seed := range uint64(800) {
		r := rand.New(rand.NewPCG(seed, 1))
		inputs := randomLines(r)
		s := buildSubdivision(t, inputs, seed%2 == 0)
		if err := checkNoded(segmentsOf(s)); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if err := checkNearInput(s, inputs, 3); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
	}
}

func TestArrangementKeepsPositions(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 2))
		inputs := randomLines(r)
		s := buildSubdivision(t, inputs, false)
		have := map[geo.GridPoint]bool{}
		for _, e := range segmentsOf(s) {
			have[e[0]], have[e[1]] = true, true
		}
		for _, in := range inputs {
			for i, p := range in.points {
				if !have[p] && (i == 0 || in.points[0] != p) &&
					slices.ContainsFunc(in.points, func(q geo.GridPoint) bool { return q != p }) {
					t.Fatalf("seed %d: position %v is gone", seed, p)
				}
			}
		}
	}
}

func TestArrangementIsDeterministic(t *testing.T) {
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 3))
		inputs := randomLines(r)
		s := buildSubdivision(t, inputs, false)
		r.Shuffle(len(inputs), func(i, j int) { inputs[i], inputs[j] = inputs[j], inputs[i] })
		for i := range inputs {
			if !inputs[i].ring && r.IntN(2) == 0 {
				inputs[i].points = slices.Clone(inputs[i].points)
				slices.Reverse(inputs[i].points)
			}
		}
		u := buildSubdivision(t, inputs, false)
		if !reflect.DeepEqual(s.Arcs, u.Arcs) || !reflect.DeepEqual(s.Faces, u.Faces) {
			t.Fatalf("seed %d: the order of input lines changes the result", seed)
		}
	}
}

func TestArrangementIsIdempotent(t *testing.T) {
	for seed := range uint64(150) {
		s := buildSubdivision(t, randomLines(rand.New(rand.NewPCG(seed, 4))), false)
		var rebuilt []labelledLine
		for _, a := range s.Arcs {
			for _, l := range a.Labels {
				rebuilt = append(rebuilt, labelledLine{a.Points, l, false})
			}
		}
		u := buildSubdivision(t, rebuilt, false)
		if !reflect.DeepEqual(sortedSegments(s), sortedSegments(u)) {
			t.Fatalf("seed %d: building again changes the result", seed)
		}
	}
}

func TestArrangementRefusesPositionsOffTheGlobe(t *testing.T) {
	a := NewArrangement()
	a.AddLine([]geo.GridPoint{{0, 0}, {18_000_001, 0}}, 7)
	_, err := a.Build()
	want := &PositionError{7, geo.GridPoint{18_000_001, 0}}
	if !reflect.DeepEqual(err, error(want)) {
		t.Fatalf("got %v, want %v", err, want)
	}
}

func TestArrangementEmpty(t *testing.T) {
	a := &Arrangement{}
	a.AddLine([]geo.GridPoint{{1, 1}}, 0)
	a.AddRing([]geo.GridPoint{{1, 1}, {1, 1}}, 0)
	s, err := a.Build()
	if err != nil || len(s.Arcs) != 0 || len(s.Faces) != 0 || s.LocateGrid(geo.GridPoint{1,
		1}) != -1 {
		t.Fatalf("got %v, %v", s, err)
	}
}
