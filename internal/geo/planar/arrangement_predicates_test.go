package planar

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"truceline/internal/geo"
)

// clipsPixel reports whether a segment meets the half-open pixel, by exact clipping: the interval
// of the parameter t for which the segment lies in all four half-planes must not be empty.
func clipsPixel(p, q, c geo.GridPoint) bool {
	rat := func(a, b int64) *big.Rat { return big.NewRat(a, b) }
	lo, hi := rat(0, 1), rat(1, 1)
	loOpen, hiOpen := false, false
	// clip intersects the interval with start + t·step < limit, or with ≥ where less is false. All
	// values are doubled.
	clip := func(start, step, limit int64, open, less bool) bool {
		if !less {
			start, step, limit = -start, -step, -limit // so ≤
		}
		if step == 0 {
			return start < limit || !open && start == limit
		}
		t := rat(limit-start, step)
		if step > 0 {
			if d := t.Cmp(hi); d < 0 || d == 0 && open {
				hi, hiOpen = t, open
			}
		} else if d := t.Cmp(lo); d > 0 || d == 0 && open {
			lo, loOpen = t, open
		}
		return true
	}
	px, py := 2*int64(p.Lon), 2*int64(p.Lat)
	dx, dy := 2*int64(q.Lon)-px, 2*int64(q.Lat)-py
	cx, cy := 2*int64(c.Lon), 2*int64(c.Lat)
	if !clip(px, dx, cx+1, true, true) || !clip(px, dx, cx-1, false, false) ||
		!clip(py, dy, cy+1, true, true) || !clip(py, dy, cy-1, false, false) {
		return false
	}
	d := lo.Cmp(hi)
	return d < 0 || d == 0 && !loOpen && !hiOpen
}

func TestPassesPixel(t *testing.T) {
	const n = 5
	for i := range n * n * n * n {
		p, q := geo.GridPoint{int32(i % n), int32(i / n % n)},
			geo.GridPoint{int32(i / (n * n) % n), int32(i / (n * n * n))}
		if p == q {
			continue
		}
		for j := range n * n {
			c := geo.GridPoint{int32(j % n), int32(j / n)}
			if got, want := passesPixel(p, q, c), clipsPixel(p, q, c); got != want {
				t.Fatalf("segment %v %v, pixel %v: got %v, want %v", p, q, c, got, want)
			}
		}
	}
}

// TestCrossingPoint checks that a crossing is rounded to the pixel that contains it, exactly, from
// the smallest to the largest segments.
func TestCrossingPoint(t *testing.T) {
	for _, size := range []int32{3, 10, 1000, 100_000, 9_000_000} {
		r := rand.New(rand.NewPCG(uint64(size), 12))
		random := func() geo.GridPoint {
			return geo.GridPoint{r.Int32N(2*size+1) - size, r.Int32N(2*size+1) - size}
		}
		crossings := 0
		for range 20_000 {
			a, b, c, d := random(), random(), random(), random()
			got, ok := crossingPoint(a, b, c, d)
			if back, _ := crossingPoint(d, c, b, a); back != got {
				t.Fatalf("%v %v × %v %v: the order of the ends changes the crossing", a, b, c, d)
			}
			if !ok {
				continue
			}
			crossings++
			ca, cb := crossGrid(c, d, a), crossGrid(c, d, b)
			along := func(a, b int32) int64 {
				v := new(big.Rat).SetFrac64(ca, ca-cb)
				v.Mul(v, new(big.Rat).SetInt64(int64(b)-int64(a)))
				v.Add(v, new(big.Rat).SetFrac64(2*int64(a)+1, 2))
				f := new(big.Int).Div(v.Num(), v.Denom()) // Euclidean: rounds down
				return f.Int64()
			}
			if x, y := along(a.Lon, b.Lon), along(a.Lat, b.Lat); int64(got.Lon) != x ||
				int64(got.Lat) != y {
				t.Fatalf("%v %v × %v %v: got %v, want %d,%d", a, b, c, d, got, x, y)
			}
			if !passesPixel(a, b, got) || !passesPixel(c, d, got) {
				t.Fatalf("%v %v × %v %v: %v is in the pixel of one only", a, b, c, d, got)
			}
		}
		if crossings < 1000 {
			t.Errorf("size %d: only %d crossings", size, crossings)
		}
	}
}

func TestRTreeAgainstBruteForce(t *testing.T) {
	for seed := range uint64(50) {
		r := rand.New(rand.NewPCG(seed, 13))
		boxes := make([]rect, r.IntN(400))
		for i := range boxes {
			p := geo.GridPoint{r.Int32N(1000), r.Int32N(1000)}
			boxes[i] = segmentRect(p, geo.GridPoint{p.Lon + r.Int32N(30), p.Lat + r.Int32N(30)})
		}
		tree := newRTree(boxes)
		for range 20 {
			p, q := geo.GridPoint{r.Int32N(1000), r.Int32N(1000)},
				geo.GridPoint{r.Int32N(1000), r.Int32N(1000)}
			found := make([]int, len(boxes))
			tree.searchSegment(p, q, 0.5, func(i int32) { found[i]++ })
			for i, b := range boxes {
				b = b.grow(0.5)
				x, y := float64(p.Lon), float64(p.Lat)
				want := 0
				if segmentRect(p, q).intersects(b) &&
					b.intersectsLine(x, y, float64(q.Lon)-x, float64(q.Lat)-y) {
					want = 1
				}
				if found[i] != want {
					t.Fatalf("seed %d: box %d found %d times, want %d", seed, i, found[i], want)
				}
			}
		}
	}
}
