package planar

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
	"truceline/internal/geo/geojson"
)

// doubleFaceArea returns twice the area of a face in square grid steps.
func doubleFaceArea(s *Subdivision, f int) (area int64) {
	for _, ring := range s.Faces[f].Rings {
		area += doubleRingArea(ringPoints(s, ring))
	}
	return area
}

func ringPoints(s *Subdivision, ring []ArcRef) (points []geo.GridPoint) {
	for _, r := range ring {
		points, _ = s.appendHalfArc(points, nil, halfArcOf(r))
	}
	return points
}

// doubleRingArea returns twice the signed area of a ring.
func doubleRingArea(points []geo.GridPoint) (sum int64) {
	for i, p := range points {
		sum += crossGrid(geo.GridPoint{}, p, points[(i+1)%len(points)])
	}
	return sum
}

func gridRing(r orb.Ring) (points []geo.GridPoint) {
	for _, p := range r[:len(r)-1] {
		points = append(points, roundToGrid(p))
	}
	return points
}

func countComponents(s *Subdivision) int {
	parent := map[geo.GridPoint]geo.GridPoint{}
	var find func(p geo.GridPoint) geo.GridPoint
	find = func(p geo.GridPoint) geo.GridPoint {
		if q, ok := parent[p]; ok && q != p {
			parent[p] = find(q)
			return parent[p]
		}
		parent[p] = p
		return p
	}
	for _, e := range segmentsOf(s) {
		parent[find(e[0])] = find(e[1])
	}
	n := 0
	for p, q := range parent {
		if p == q {
			n++
		}
	}
	return n
}

// checkFaces checks Euler's formula, that each face has a positive area and rings in the right
// direction, and that each face contains its interior point.
func checkFaces(s *Subdivision) error {
	positions := map[geo.GridPoint]bool{}
	segments := segmentsOf(s)
	for _, e := range segments {
		positions[e[0]], positions[e[1]] = true, true
	}
	if v, e, f, c := len(positions), len(segments), len(s.Faces)+1,
		countComponents(s); v-e+f != 1+c {
		return fmt.Errorf("%d positions − %d segments + %d faces ≠ 1 + %d components", v, e, f, c)
	}
	for f := range s.Faces {
		if a := doubleFaceArea(s, f); a <= 0 {
			return fmt.Errorf("face %d has area %d", f, a)
		}
		for i, ring := range s.Faces[f].Rings {
			if sum := doubleRingArea(ringPoints(s, ring)); (i == 0) != (sum > 0) {
				return fmt.Errorf("face %d, ring %d runs the wrong way", f, i)
			}
		}
		if at := s.Locate(s.Faces[f].InteriorPoint); at != f {
			return fmt.Errorf("the point inside face %d is located in %d", f, at)
		}
	}
	return nil
}

func TestFaces(t *testing.T) {
	for seed := range uint64(1000) {
		inputs := randomLines(rand.New(rand.NewPCG(seed, 5)))
		s := buildSubdivision(t, inputs, seed%2 == 0)
		if err := checkFaces(s); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		var sum int64
		for f := range s.Faces {
			sum += doubleFaceArea(s, f)
		}
		if want := doubleRingArea(inputs[0].points); sum != want {
			t.Fatalf("seed %d: the faces' areas add up to %d, not %d", seed, sum, want)
		}
		for f, w := range s.WindingNumbers(0) {
			if w != 1 {
				t.Fatalf("seed %d: face %d has winding %d in the outline", seed, f, w)
			}
		}
	}
}

// TestLocateAgreesWithRings compares Locate with a point-in-polygon test on all faces.
func TestLocateAgreesWithRings(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 6))
		inputs := randomLines(r)
		size := float64(inputs[0].points[2].Lon)
		s := buildSubdivision(t, inputs, false)
		for range 50 {
			x, y := (r.Float64()*1.2-0.1)*size, (r.Float64()*1.2-0.1)*size
			want := -1
			for f := range s.Faces {
				if inFace(s, f, x, y) {
					want = f
				}
			}
			if got := s.locate(x, y); got != want {
				t.Fatalf("seed %d: (%v, %v) located in %d, want %d", seed, x, y, got, want)
			}
		}
	}
}

// windingOfRing returns how often a ring winds around a point in grid steps.
func windingOfRing(points []geo.GridPoint, x, y float64) int {
	winding := 0
	for i, p := range points {
		q := points[(i+1)%len(points)]
		cross := (float64(q.Lon)-float64(p.Lon))*(y-float64(p.Lat)) -
			(float64(q.Lat)-float64(p.Lat))*(x-float64(p.Lon))
		switch up := float64(p.Lat) <= y; {
		case up && float64(q.Lat) > y && cross > 0:
			winding++
		case !up && float64(q.Lat) <= y && cross < 0:
			winding--
		}
	}
	return winding
}

// windingOfInputs returns how often the rings with a label wind around a point in grid steps, and
// whether one of them is so near that rounding may have moved it across the point.
func windingOfInputs(inputs []labelledLine, label int, x, y float64) (winding int, isNear bool) {
	for _, line := range inputs {
		if !line.ring || line.label != label {
			continue
		}
		isNear = isNear || distanceToLine(geo.GridPoint{int32(x), int32(y)}, line) < 4
		winding += windingOfRing(line.points, x, y)
	}
	return winding, isNear
}

func TestWindingNumbersAgreeWithInput(t *testing.T) {
	for seed := range uint64(400) {
		inputs := randomLines(rand.New(rand.NewPCG(seed, 7)))
		size := inputs[0].points[2].Lon
		if size < 1000 {
			continue // rounding moves lines across the points
		}
		s := buildSubdivision(t, inputs, false)
		for label := range 5 {
			for f, got := range s.WindingNumbers(label) {
				point := s.Faces[f].InteriorPoint
				want, isNear := windingOfInputs(inputs, label, point[0]*geo.GridStepsPerDegree,
					point[1]*geo.GridStepsPerDegree)
				if got != want && !isNear {
					t.Fatalf("seed %d: label %d winds %d times around face %d, want %d", seed,
						label, got, f, want)
				}
			}
		}
	}
}

// checkPolygons checks that the rings are simple and run in the right direction. It returns the sum
// of their doubled areas.
func checkPolygons(m orb.MultiPolygon) (sum int64, err error) {
	for _, p := range m {
		for i, ring := range p {
			points := gridRing(ring)
			if ring[0] != ring[len(ring)-1] || len(points) < 3 {
				return 0, fmt.Errorf("ring of %d positions, closed: %v", len(ring),
					ring[0] == ring[len(ring)-1])
			}
			seen := map[geo.GridPoint]bool{}
			for _, q := range points {
				if seen[q] {
					return 0, fmt.Errorf("ring passes %v twice", q)
				}
				seen[q] = true
			}
			area := doubleRingArea(points)
			if (i == 0) != (area > 0) {
				return 0, fmt.Errorf("ring %d runs the wrong way", i)
			}
			sum += area
		}
	}
	return sum, nil
}

func TestDissolve(t *testing.T) {
	for seed := range uint64(600) {
		r := rand.New(rand.NewPCG(seed, 8))
		inputs := randomLines(r)
		s := buildSubdivision(t, inputs, seed%2 == 0)
		selected := make([]bool, len(s.Faces))
		var want int64
		for f := range selected {
			if selected[f] = r.IntN(2) == 0; selected[f] {
				want += doubleFaceArea(s, f)
			}
		}
		m, _ := s.Dissolve(func(f int) bool { return selected[f] })
		rest, _ := s.Dissolve(func(f int) bool { return !selected[f] })
		all, _ := s.Dissolve(func(int) bool { return true })
		sums := [3]int64{}
		for i, p := range []orb.MultiPolygon{m, rest, all} {
			var err error
			if sums[i], err = checkPolygons(p); err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
		}
		outline := doubleRingArea(inputs[0].points)
		if sums[0] != want || sums[0]+sums[1] != outline || sums[2] != outline {
			t.Fatalf("seed %d: areas %v, want %d and %d together", seed, sums, want, outline)
		}
		if len(all) != 1 || len(all[0]) != 1 {
			t.Fatalf("seed %d: all faces together are %d polygons", seed, len(all))
		}
		// Nodes of the dissolved polygons: exactly the selected faces must lie inside.
		a := NewArrangement()
		a.AddPolygons(m, 1)
		u, err := a.Build()
		if err != nil {
			t.Fatal(err)
		}
		w := u.WindingNumbers(1)
		for f := range selected {
			at := u.Locate(s.Faces[f].InteriorPoint)
			if inside := at >= 0 && w[at] == 1; inside != selected[f] {
				t.Fatalf("seed %d: face %d is selected: %v, in the polygons: %v", seed, f,
					selected[f], inside)
			}
		}
	}
}

// TestEdgesBetween checks that the lines between two sets of faces have exactly the edges between
// them, with the first set on the left.
func TestEdgesBetween(t *testing.T) {
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 9))
		s := buildSubdivision(t, randomLines(r), false)
		kind := make([]int, len(s.Faces)+1)
		for f := range s.Faces {
			kind[f+1] = r.IntN(3)
		}
		kind[0] = r.IntN(3)
		want := map[[2]geo.GridPoint]bool{}
		for i := range s.Arcs {
			a := &s.Arcs[i]
			for j := 1; j < len(a.Points); j++ {
				if l, r := kind[a.Left+1], kind[a.Right+1]; l == 0 && r == 1 {
					want[[2]geo.GridPoint{a.Points[j-1], a.Points[j]}] = true
				} else if l == 1 && r == 0 {
					want[[2]geo.GridPoint{a.Points[j], a.Points[j-1]}] = true
				}
			}
		}
		lines, _ := s.EdgesBetween(func(f int) bool { return kind[f+1] == 0 },
			func(f int) bool { return kind[f+1] == 1 })
		for _, line := range lines {
			for i := 1; i < len(line); i++ {
				e := [2]geo.GridPoint{roundToGrid(line[i-1]), roundToGrid(line[i])}
				if !want[e] {
					t.Fatalf("seed %d: %v is no edge or stands twice", seed, e)
				}
				delete(want, e)
			}
		}
		if len(want) > 0 {
			t.Fatalf("seed %d: edges missing: %v", seed, want)
		}
	}
}

// TestEdgesBetweenAreClosed checks that the border between some faces and all others has no end.
func TestEdgesBetweenAreClosed(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 14))
		s := buildSubdivision(t, randomLines(r), false)
		choice := r.Uint64()
		pick := func(f int) bool { return f >= 0 && choice>>(f%64)&1 == 1 }
		lines, _ := s.EdgesBetween(pick, func(f int) bool { return !pick(f) })
		var sum, want int64
		for _, l := range lines {
			if l[0] != l[len(l)-1] {
				t.Fatalf("seed %d: the line from %v ends at %v", seed, l[0], l[len(l)-1])
			}
			sum += doubleRingArea(gridRing(orb.Ring(l)))
		}
		for f := range s.Faces {
			if pick(f) {
				want += doubleFaceArea(s, f)
			}
		}
		if sum != want {
			t.Fatalf("seed %d: the lines enclose %d, want %d", seed, sum, want)
		}
	}
}

// TestEdgesBetweenAroundThirdFace checks that a line continues along the faces on its right where
// those on its left end at a node.
func TestEdgesBetweenAroundThirdFace(t *testing.T) {
	a := NewArrangement()
	a.AddRing([]geo.GridPoint{{-9, -9}, {9, -9}, {9, 9}, {-9, 9}}, 0)
	a.AddLine([]geo.GridPoint{{-9, 0}, {9, 0}}, 0)
	a.AddLine([]geo.GridPoint{{0, -9}, {0, 9}}, 0)
	s, err := a.Build()
	if err != nil {
		t.Fatal(err)
	}
	third, b := s.LocateGrid(geo.GridPoint{5, 5}), s.LocateGrid(geo.GridPoint{-5, -5})
	lines, _ := s.EdgesBetween(
		func(f int) bool { return f >= 0 && f != third && f != b },
		func(f int) bool { return f == b })
	want := []orb.LineString{toLineString([]geo.GridPoint{{-9, 0}, {0, 0}, {0, -9}})}
	if !reflect.DeepEqual(lines, want) {
		t.Errorf("got %v, want %v", lines, want)
	}
}

// TestDissolvedIsValidGeoJSON checks that dissolved polygons pass the decoder unchanged.
func TestDissolvedIsValidGeoJSON(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 15))
		s := buildSubdivision(t, randomLines(r), false)
		s.Simplify(SimplifyOptions{})
		choice := r.Uint64()
		m, levels := s.Dissolve(func(f int) bool { return choice>>(f%64)&1 == 1 })
		if len(m) == 0 {
			continue
		}
		c, err := geojson.Decode(
			geojson.Encode(&geojson.Collection{Features: []geojson.Feature{{ID: "x", Geometry: m,
				Levels: levels}}}),
			geojson.Limits{})
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if got := c.Features[0]; !reflect.DeepEqual(got.Geometry, orb.Geometry(m)) ||
			!reflect.DeepEqual(got.Levels, levels) {
			t.Fatalf("seed %d: comes back as %v, was %v", seed, got.Geometry, m)
		}
	}
}

func TestLinesWithLabel(t *testing.T) {
	for seed := range uint64(200) {
		s := buildSubdivision(t, randomLines(rand.New(rand.NewPCG(seed, 10))), false)
		for label := range 5 {
			n := 0
			for i := range s.Arcs {
				if s.Arcs[i].HasLabel(label) {
					n += len(s.Arcs[i].Points) - 1
				}
			}
			lines, _ := s.LinesWithLabel(label)
			ends := map[orb.Point]int{}
			for _, l := range lines {
				n -= len(l) - 1
				if l[0] != l[len(l)-1] {
					ends[l[0]]++
					ends[l[len(l)-1]]++
				}
			}
			if n != 0 {
				t.Fatalf("seed %d: label %d: %d segments missing", seed, label, n)
			}
			for p, k := range ends {
				if k == 2 && !slices.ContainsFunc(lines,
					func(l orb.LineString) bool { return l[0] == p && l[len(l)-1] == p }) {
					t.Fatalf("seed %d: label %d: two lines end at %v and are not joined", seed,
						label, p)
				}
			}
		}
	}
}
