package earcut

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"truceline/internal/geo"
)

// TestFixtures triangulates every fixture in four rotations.
func TestFixtures(t *testing.T) {
	for _, f := range fixtures() {
		for quarter := range 4 {
			t.Run(fmt.Sprintf("%s/%d", f.name, 90*quarter), func(t *testing.T) {
				in := rotate(f.rings, quarter)
				result := Triangulate(in)
				if result.Forced > f.forced {
					t.Errorf("%d triangles forced, %d recorded", result.Forced, f.forced)
				}
				if result.Deviation > f.deviation {
					t.Errorf("deviation %g, %g recorded", result.Deviation, f.deviation)
				}
				if f.deviation > 0 {
					return
				}
				want := f.area
				if want == 0 {
					want = evenOddArea(in)
				}
				if got := trianglesArea(t, in, result); math.Abs(got-want) > 1e-6*want {
					t.Errorf("area %v, want %v", got, want)
				}
				checkCoversOnce(t, in, result, 200)
			})
		}
	}
}

// TestRandomCellSets triangulates random sets of cells, whose rings touch in all possible ways. At
// shared corners the rings turn at random.
func TestRandomCellSets(t *testing.T) {
	for seed := range uint64(4000) {
		random := rand.New(rand.NewPCG(seed, 7))
		n := 2 + random.IntN(9)
		cells := make([]bool, n*n)
		density := 0.3 + 0.6*random.Float64()
		count := 0
		for i := range cells {
			if cells[i] = random.Float64() < density; cells[i] {
				count++
			}
		}
		// A sheared grid has no vertical edges but keeps its area.
		sx, sy := float64(random.IntN(3)), float64(random.IntN(3))
		in := cellOutlines(cells, n, random)
		for _, ring := range in {
			for i, q := range ring {
				x := q.X + sx*q.Y
				ring[i] = geo.XY{X: x, Y: q.Y + sy*x}
			}
		}
		result := Triangulate(in)
		if got := trianglesArea(t, in, result); result.Forced > 0 || got != float64(count) {
			t.Fatalf("seed %d: area %v of %d cells, %d forced, deviation %g\n%v\n%v", seed, got,
				count, result.Forced, result.Deviation, result.Shells, in)
		}
		checkCoversOnce(t, in, result, 20)
	}
}

// TestRandomStars triangulates rough rings with islands and ponds.
func TestRandomStars(t *testing.T) {
	for seed := range uint64(60) {
		in := lakeRings(50+20*int(seed), 1+int(seed), seed)
		result := Triangulate(in)
		if result.Forced != 0 || result.Deviation != 0 {
			t.Errorf("seed %d: %d forced, deviation %g", seed, result.Forced, result.Deviation)
		}
		checkCoversOnce(t, in, result, 100)
	}
}

// TestOrientationAndStart checks that neither the direction of a ring nor its start changes the
// area.
func TestOrientationAndStart(t *testing.T) {
	for _, f := range fixtures() {
		if f.deviation > 0 || len(f.rings) == 0 {
			continue
		}
		want := trianglesArea(t, f.rings, Triangulate(f.rings))
		var in [][]geo.XY
		for k, ring := range f.rings {
			n := len(ring)
			if n > 1 && ring[0] == ring[n-1] {
				n--
			}
			var other []geo.XY
			for i := range n {
				other = append(other, ring[(2*n-i+k+1)%n])
			}
			in = append(in, other)
		}
		result := Triangulate(in)
		got := trianglesArea(t, in, result)
		if math.Abs(got-want) > 1e-9*want || result.Forced > 0 {
			t.Errorf("%s reversed: area %v, want %v, %d forced", f.name, got, want, result.Forced)
		}
	}
}

func FuzzTriangulate(f *testing.F) {
	f.Add([]byte{0, 0, 9, 0, 9, 9, 255, 3, 3, 6, 3, 6, 6})
	f.Fuzz(func(t *testing.T, data []byte) {
		in := [][]geo.XY{nil}
		for len(data) > 1 {
			if data[0] == 255 {
				in = append(in, nil)
				data = data[1:]
				continue
			}
			in[len(in)-1] = append(in[len(in)-1], geo.XY{X: float64(data[0]), Y: float64(data[1])})
			data = data[2:]
		}
		// Rings that cross must not cause a panic, an endless loop or invalid indices.
		trianglesArea(t, in, Triangulate(in))
	})
}

func BenchmarkTriangulate(b *testing.B) {
	cases := []struct {
		name  string
		rings [][]geo.XY
	}{
		{"star 30000", [][]geo.XY{starRing(30000, 1000, 0.3, 1)}},
		{"lake 30000 with 300 islands", lakeRings(20000, 300, 1)},
		{"spiral 30000", [][]geo.XY{spiralRing(50, 300)}},
		{"comb 30000", [][]geo.XY{combRing(7500, 1, 1000)}},
		{"30 polygons of 1000", thirtyPolygons()},
	}
	for _, c := range cases {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				n = len(Triangulate(c.rings).Triangles) / 3
			}
			b.ReportMetric(float64(n), "triangles")
		})
	}
}

func thirtyPolygons() (out [][]geo.XY) {
	for i := range 30 {
		out = append(out,
			translate(starRing(1000, 100, 0.3, uint64(i)), float64(i%6)*250, float64(i/6)*250))
	}
	return out
}

func rotate(in [][]geo.XY, quarter int) [][]geo.XY {
	out := make([][]geo.XY, len(in))
	for r, ring := range in {
		for _, q := range ring {
			for range quarter {
				q = geo.XY{X: -q.Y, Y: q.X}
			}
			out[r] = append(out[r], q)
		}
	}
	return out
}

// trianglesArea returns the sum of the triangles' areas. It checks that each runs anticlockwise.
func trianglesArea(t *testing.T, in [][]geo.XY, result Result) (sum float64) {
	t.Helper()
	all := flatten(in)
	if len(result.Triangles)%3 != 0 {
		t.Fatalf("%d indices", len(result.Triangles))
	}
	for i := 0; i < len(result.Triangles); i += 3 {
		a, b, c := all[result.Triangles[i]], all[result.Triangles[i+1]], all[result.Triangles[i+2]]
		area := ((b.X-a.X)*(c.Y-a.Y) - (b.Y-a.Y)*(c.X-a.X)) / 2
		if area < -1e-9 {
			t.Fatalf("triangle %v %v %v runs clockwise", a, b, c)
		}
		sum += area
	}
	return sum
}

// checkCoversOnce checks at random points that the number of triangles there agrees with the
// even-odd rule: one or none.
func checkCoversOnce(t *testing.T, in [][]geo.XY, result Result, count int) {
	t.Helper()
	all := flatten(in)
	if len(all) == 0 {
		return
	}
	lo, hi := all[0], all[0]
	for _, q := range all {
		lo, hi = geo.XY{X: min(lo.X, q.X), Y: min(lo.Y, q.Y)},
			geo.XY{X: max(hi.X, q.X), Y: max(hi.Y, q.Y)}
	}
	random := rand.New(rand.NewPCG(uint64(len(all)), 3))
	for range count {
		q := geo.XY{X: lo.X + random.Float64()*(hi.X-lo.X), Y: lo.Y + random.Float64()*(hi.Y-lo.Y)}
		want, got := 0, 0
		for _, ring := range in {
			if inRing(ring, q) {
				want = 1 - want
			}
		}
		for i := 0; i < len(result.Triangles); i += 3 {
			if inRing([]geo.XY{all[result.Triangles[i]], all[result.Triangles[i+1]],
				all[result.Triangles[i+2]]}, q) {
				got++
			}
		}
		if got != want {
			t.Fatalf("at %v lie %d triangles, want %d", q, got, want)
		}
	}
}

// inRing reports whether a point lies in a ring.
func inRing(ring []geo.XY, q geo.XY) (inside bool) {
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		if a.Y > q.Y != (b.Y > q.Y) && q.X < a.X+(q.Y-a.Y)*(b.X-a.X)/(b.Y-a.Y) {
			inside = !inside
		}
	}
	return inside
}

// evenOddArea returns the area of rings that do not touch. Each counts by its depth.
func evenOddArea(in [][]geo.XY) (sum float64) {
	for i, ring := range in {
		var area float64
		for k, a := range ring {
			b := ring[(k+1)%len(ring)]
			area += (a.X*b.Y - b.X*a.Y) / 2
		}
		sign := 1.0
		for j, other := range in {
			if i != j && inRing(other, ring[0]) {
				sign = -sign
			}
		}
		sum += sign * math.Abs(area)
	}
	return sum
}

func flatten(in [][]geo.XY) (all []geo.XY) {
	for _, ring := range in {
		all = append(all, ring...)
	}
	return all
}

// cellOutlines returns the outlines of a set of cells, with the cells on the left.
func cellOutlines(cells []bool, n int, random *rand.Rand) (out [][]geo.XY) {
	isSet := func(x, y int) bool { return x >= 0 && y >= 0 && x < n && y < n && cells[y*n+x] }
	type edge struct{ x, y, dx, dy int }
	from := map[[2]int][]edge{}
	add := func(e edge) { from[[2]int{e.x, e.y}] = append(from[[2]int{e.x, e.y}], e) }
	for y := range n {
		for x := range n {
			if !isSet(x, y) {
				continue
			}
			if !isSet(x, y-1) {
				add(edge{x, y, 1, 0})
			}
			if !isSet(x+1, y) {
				add(edge{x + 1, y, 0, 1})
			}
			if !isSet(x, y+1) {
				add(edge{x + 1, y + 1, -1, 0})
			}
			if !isSet(x-1, y) {
				add(edge{x, y + 1, 0, -1})
			}
		}
	}
	for y := range n + 1 {
		for x := range n + 1 {
			start := [2]int{x, y}
			for len(from[start]) > 0 {
				var ring []geo.XY
				p := start
				for len(from[p]) > 0 {
					i := random.IntN(len(from[p]))
					e := from[p][i]
					from[p] = append(from[p][:i:i], from[p][i+1:]...)
					ring = append(ring, geo.XY{X: float64(p[0]), Y: float64(p[1])})
					p = [2]int{e.x + e.dx, e.y + e.dy}
				}
				out = append(out, append(ring, ring[0]))
			}
		}
	}
	return out
}
