package planar

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// atLevel returns a copy of the subdivision with only the positions that are drawn at a level.
func atLevel(s *Subdivision, level byte) *Subdivision {
	u := *s
	u.Arcs = slices.Clone(s.Arcs)
	for i := range u.Arcs {
		a := &u.Arcs[i]
		old := a.Points
		a.Points = nil
		for j, p := range old {
			if a.Levels[j] >= level {
				a.Points = append(a.Points, p)
			}
		}
	}
	return &u
}

// checkLevel checks the properties that Simplify guarantees for a level, by brute force.
func checkLevel(s *Subdivision, level byte, tolerance float64) error {
	u := atLevel(s, level)
	if err := checkNoded(segmentsOf(u)); err != nil {
		return fmt.Errorf("level %d: %w", level, err)
	}
	for f := range u.Faces {
		for i, ring := range u.Faces[f].Rings {
			points := ringPoints(u, ring)
			sum := doubleRingArea(points)
			if i == 0 && sum <= 0 || i > 0 && sum > 0 {
				return fmt.Errorf("level %d: face %d, ring %d has area %d", level, f, i, sum)
			}
			if before := doubleRingArea(ringPoints(s, ring)); (before == 0) != (sum == 0) {
				return fmt.Errorf("level %d: face %d, ring %d has lost its area", level, f, i)
			}
		}
	}
	for i := range s.Arcs {
		a := &s.Arcs[i]
		if last := len(a.Points) - 1; a.Levels[0] != a.Levels[last] {
			return fmt.Errorf("arc %d: the ends have levels %d and %d", i, a.Levels[0],
				a.Levels[last])
		}
		from := 0
		for j := 1; j < len(a.Points); j++ {
			if a.Levels[j] < level {
				continue
			}
			for k := from + 1; k < j; k++ {
				d := distanceToSegment(geo.UkraineAlbers.Forward(a.Points[k].Point()),
					geo.UkraineAlbers.Forward(a.Points[from].Point()),
					geo.UkraineAlbers.Forward(a.Points[j].Point()))
				if d > tolerance {
					return fmt.Errorf("level %d: %v moved by %.0f m", level, a.Points[k], d)
				}
			}
			from = j
		}
	}
	return nil
}

// checkProjectedNoded checks that no segments cross on the map.
func checkProjectedNoded(s *Subdivision) error {
	segments := segmentsOf(s)
	plane := make([][2]geo.XY, len(segments))
	boxes := make([]rect, len(segments))
	for i, e := range segments {
		p, q := geo.UkraineAlbers.Forward(e[0].Point()), geo.UkraineAlbers.Forward(e[1].Point())
		plane[i], boxes[i] = [2]geo.XY{p, q},
			rect{min(p.X, q.X), min(p.Y, q.Y), max(p.X, q.X), max(p.Y, q.Y)}
	}
	tree := newRTree(boxes)
	var err error
	for i, e := range plane {
		tree.search(boxes[i], nil, func(j int32) {
			f := plane[j]
			if e[0] != f[0] && e[0] != f[1] && e[1] != f[0] && e[1] != f[1] &&
				crossXY(e[0], e[1], f[0])*crossXY(e[0], e[1], f[1]) < 0 &&
				crossXY(f[0], f[1], e[0])*crossXY(f[0], f[1], e[1]) < 0 {
				err = fmt.Errorf("crossing in the map's plane: %v and %v", segments[i], segments[j])
			}
		})
	}
	return err
}

// inFace reports whether a point, in grid steps, lies in a face as drawn. It counts crossings.
func inFace(s *Subdivision, f int, x, y float64) bool {
	odd := false
	for _, ring := range s.Faces[f].Rings {
		points := ringPoints(s, ring)
		for i, p := range points {
			q := points[(i+1)%len(points)]
			px, py, qx, qy := float64(p.Lon), float64(p.Lat), float64(q.Lon), float64(q.Lat)
			if (py > y) != (qy > y) && x < px+(y-py)/(qy-py)*(qx-px) {
				odd = !odd
			}
		}
	}
	return odd
}

// wigglyLines returns random lines with many small steps in their segments.
func wigglyLines(r *rand.Rand) []labelledLine {
	inputs := randomLines(r)
	for i := range inputs[1:] {
		in := &inputs[i+1]
		var out []geo.GridPoint
		for j, p := range in.points {
			if j > 0 {
				q := in.points[j-1]
				steps := 1 + r.IntN(30)
				width := math.Hypot(float64(p.Lon-q.Lon), float64(p.Lat-q.Lat)) / 8
				for k := 1; k < steps; k++ {
					f := float64(k) / float64(steps)
					out = append(out, geo.GridPoint{
						q.Lon + int32(f*float64(p.Lon-q.Lon)+width*(r.Float64()-0.5)),
						q.Lat + int32(f*float64(p.Lat-q.Lat)+width*(r.Float64()-0.5))})
				}
			}
			out = append(out, p)
		}
		in.points = out
	}
	return inputs
}

func TestSimplify(t *testing.T) {
	clean := 0
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 11))
		inputs := wigglyLines(r)
		size := inputs[0].points[2].Lon
		s := buildSubdivision(t, inputs, seed%2 == 0)
		var o SimplifyOptions
		var faces []int
		for range 20 {
			p := geo.GridPoint{r.Int32N(size), r.Int32N(size)}
			if f := s.LocateGrid(p); f >= 0 && inFace(s, f, float64(p.Lon), float64(p.Lat)) {
				o.ConstraintPoints, faces = append(o.ConstraintPoints, p), append(faces, f)
			}
		}
		unit := float64(size) / 1000 // metres, so that levels differ for every size of lines
		o.Tolerances = []float64{0, 5 * unit, 20 * unit, 80 * unit, 1000 * unit}
		report := s.Simplify(o)
		for level, tolerance := range o.Tolerances {
			if err := checkLevel(s, byte(level), tolerance); err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			u := atLevel(s, byte(level))
			if checkProjectedNoded(s) == nil {
				clean++
				if err := checkProjectedNoded(u); err != nil {
					t.Fatalf("seed %d: level %d: %v", seed, level, err)
				}
			}
			n := 0
			for i := range u.Arcs {
				n += len(u.Arcs[i].Points)
			}
			if n != report.PositionCounts[level] {
				t.Fatalf("seed %d: level %d has %d positions, reported %d", seed, level, n,
					report.PositionCounts[level])
			}
			if err := checkDissolvedLevel(s, byte(level), r.Uint64()); err != nil {
				t.Fatalf("seed %d: level %d: %v", seed, level, err)
			}
			for i, p := range o.ConstraintPoints {
				if onLine(u, p) || onLine(s, p) {
					continue
				}
				if !inFace(u, faces[i], float64(p.Lon), float64(p.Lat)) {
					t.Fatalf("seed %d: at level %d %v has left face %d", seed, level, p, faces[i])
				}
			}
		}
	}
	if clean < 100 {
		t.Errorf("only %d levels could be checked in the map's plane", clean)
	}
}

// checkDissolvedLevel checks that a random choice of faces and the rest cover the outline exactly
// once as drawn at a level, in simple rings.
func checkDissolvedLevel(s *Subdivision, level byte, choice uint64) error {
	var sums [3]int64
	for side := range sums { // the choice, the rest, all
		m, levels := s.Dissolve(func(f int) bool {
			return side == 2 || int(choice>>(f%64)&1) == side
		})
		for _, polygon := range m {
			for i, ring := range polygon {
				area, err := checkDrawnRing(i, ring, levels[0], level)
				if err != nil {
					return err
				}
				levels = levels[1:]
				sums[side] += area
			}
		}
		if len(levels) > 0 {
			return fmt.Errorf("%d levels too many", len(levels))
		}
	}
	if sums[0]+sums[1] != sums[2] {
		return fmt.Errorf("choice and rest have areas %d and %d, all has %d", sums[0], sums[1],
			sums[2])
	}
	return nil
}

// checkDrawnRing checks that ring i of a polygon is simple as drawn at a level. It returns twice
// its area there.
func checkDrawnRing(i int, ring orb.Ring, levels []byte, level byte) (int64, error) {
	var drawn []geo.GridPoint
	seen := map[geo.GridPoint]bool{}
	for j, p := range gridRing(ring) {
		if levels[j]-'0' >= level {
			drawn, seen[p] = append(drawn, p), true
		}
	}
	if levels[0] != levels[len(ring)-1] || len(levels) != len(ring) {
		return 0, fmt.Errorf("levels %q of a ring of %d", levels, len(ring))
	}
	area := doubleRingArea(drawn)
	if len(seen) < 3 || len(seen) < len(drawn) || (i == 0) != (area > 0) {
		return 0, fmt.Errorf("ring %d is drawn with %d positions, %d distinct, area %d", i,
			len(drawn), len(seen), area)
	}
	return area, nil
}

// onLine reports whether a position lies on a segment.
func onLine(s *Subdivision, p geo.GridPoint) bool {
	for _, e := range segmentsOf(s) {
		if p == e[0] || p == e[1] || segmentContact(e, [2]geo.GridPoint{p, p}) != "" {
			return true
		}
	}
	return false
}

// TestSimplifyRetriesBlocked has a spike of 100 m under a bump of 50 m. The bump's position is
// blocked by the spike and must go once the spike has gone.
func TestSimplifyRetriesBlocked(t *testing.T) {
	const lon, lat = 3_100_000, 4_800_000
	a := NewArrangement()
	a.AddLine([]geo.GridPoint{{lon - 700, lat}, {lon, lat + 45}, {lon + 700, lat}}, 0)
	a.AddLine([]geo.GridPoint{{lon - 700, lat - 72}, {lon - 100, lat - 72}, {lon, lat + 18},
		{lon + 100, lat - 72}, {lon + 700, lat - 72}}, 1)
	s, err := a.Build()
	if err != nil {
		t.Fatal(err)
	}
	if r := s.Simplify(SimplifyOptions{}); !slices.Equal(r.PositionCounts, []int{8, 4, 4, 4, 4}) {
		t.Errorf("positions per level: %v", r.PositionCounts)
	}
}

// TestSimplifyFixedLevel checks that given levels are kept in a subdivision with more lines.
func TestSimplifyFixedLevel(t *testing.T) {
	base := wavyRings(3000)[:5]
	s := buildSubdivision(t, base, false)
	s.Simplify(SimplifyOptions{})
	level := map[geo.GridPoint]byte{}
	for i := range s.Arcs {
		for j, p := range s.Arcs[i].Points {
			level[p] = s.Arcs[i].Levels[j]
		}
	}
	more := append(slices.Clone(base),
		labelledLine{[]geo.GridPoint{{2_500_000, 4_800_123}, {4_500_000, 4_810_321}}, 99, false})
	u := buildSubdivision(t, more, false)
	report := u.Simplify(SimplifyOptions{FixedLevel: func(p geo.GridPoint) (byte, bool) {
		l, ok := level[p]
		return l, ok
	}})
	raised := 0
	for i := range u.Arcs {
		for j, p := range u.Arcs[i].Points {
			if want, ok := level[p]; ok && u.Arcs[i].Levels[j] != want {
				if _, ok := slices.BinarySearchFunc(report.Raised, p, compareGrid); !ok {
					t.Fatalf("%v has level %d, given %d, and is not reported", p,
						u.Arcs[i].Levels[j], want)
				}
				raised++
			}
		}
	}
	if raised > len(level)/500 {
		t.Errorf("%d of %d positions have another level than given", raised, len(level))
	}
	for l, tolerance := range geo.LevelTolerances {
		// The new line splits arcs with given levels.
		if err := checkLevel(u, byte(l), 1.5*tolerance); err != nil {
			t.Error(err)
		}
	}
}

func BenchmarkSimplify(b *testing.B) {
	inputs := wavyRings(60_000)
	for b.Loop() {
		b.StopTimer()
		s := buildSubdivision(b, inputs, false)
		b.StartTimer()
		report := s.Simplify(SimplifyOptions{})
		b.ReportMetric(float64(report.PositionCounts[0]), "positions")
		b.ReportMetric(float64(report.PositionCounts[4]), "positions@4")
	}
}
