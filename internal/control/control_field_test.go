package control

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"truceline/internal/geo"
)

func randomPoints(r *rand.Rand, n int, size float64) []geo.XY {
	var out []geo.XY
	for range n {
		out = append(out, geo.XY{X: size * r.Float64(), Y: size * r.Float64()})
	}
	return out
}

func TestPointGrid(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	points := randomPoints(r, 500, 100)
	g := newPointGrid(len(points), 7, func(i int) geo.XY { return points[i] })
	for range 50 {
		p := geo.XY{X: 140*r.Float64() - 20, Y: 140*r.Float64() - 20}
		radius := 30 * r.Float64()
		var want, got []int32
		for i, q := range points {
			if math.Hypot(q.X-p.X, q.Y-p.Y) < radius {
				want = append(want, int32(i))
			}
		}
		keep := func(i int32) {
			if q := points[i]; math.Hypot(q.X-p.X, q.Y-p.Y) < radius {
				got = append(got, i)
			}
		}
		g.forEachWithin(p, radius, keep)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Fatalf("within %.1f of %v: %v, want %v", radius, p, got, want)
		}
		got = nil
		x, y := g.cellAt(p)
		for k := range 60 {
			g.forEachInRing(x, y, k, keep)
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Fatalf("rings around %v: %v, want %v", p, got, want)
		}
	}
}

func samplesAt(points []geo.XY, side func(geo.XY) Side) []sample {
	var out []sample
	for _, p := range points {
		out = append(out, sample{point: p, side: side(p)})
	}
	return out
}

// TestKriging compares with the solution of K w = c by Gauss–Jordan elimination.
func TestKriging(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	f := newControlField(samplesAt(randomPoints(r, 60, 90_000),
		func(geo.XY) Side { return []Side{Held, Government}[r.IntN(2)] }), nil)
	for range 40 {
		p := geo.XY{X: 90_000 * r.Float64(), Y: 90_000 * r.Float64()}
		neighbours := f.visibleNeighbours(p)
		n := len(neighbours)
		m := make([][]float64, n)
		for i := range n {
			a := f.samples[neighbours[i].sample].point
			for j := range n {
				b := f.samples[neighbours[j].sample].point
				m[i] = append(m[i], covariance(math.Hypot(a.X-b.X, a.Y-b.Y)))
			}
			m[i][i] += krigingNugget
			m[i] = append(m[i], covariance(neighbours[i].distance))
		}
		want := 0.0
		for i, w := range solveLinear(m) {
			want += w * f.values[neighbours[i].sample]
		}
		if got := f.valueAt(p); math.Abs(got-want) > 1e-6 {
			t.Errorf("at %v %.9f, want %.9f", p, got, want)
		}
	}
}

// solveLinear solves an n by n+1 system.
func solveLinear(m [][]float64) []float64 {
	n := len(m)
	for i := range n {
		pivot := i
		for k := i; k < n; k++ {
			if math.Abs(m[k][i]) > math.Abs(m[pivot][i]) {
				pivot = k
			}
		}
		m[i], m[pivot] = m[pivot], m[i]
		for k := range n {
			if k == i {
				continue
			}
			q := m[k][i] / m[i][i]
			for j := i; j <= n; j++ {
				m[k][j] -= q * m[i][j]
			}
		}
	}
	x := make([]float64, n)
	for i := range n {
		x[i] = m[i][n] / m[i][i]
	}
	return x
}

func TestFieldIgnoresHiddenSamples(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	// A barrier through the middle: samples on one side have no influence on the other.
	points := randomPoints(r, 400, 200_000)
	boundary := barrierAt(100_000)
	east := func(p geo.XY) bool { return !boundary.separates(p, geo.XY{X: 200_000, Y: p.Y}) }
	f := newControlField(samplesAt(points, func(p geo.XY) Side {
		if east(p) {
			return Held
		}
		return Government
	}), []*barrier{boundary})
	for range 200 {
		p := geo.XY{X: 200_000 * r.Float64(), Y: 200_000 * r.Float64()}
		want := -1.0
		if east(p) {
			want = 1
		}
		if got := f.valueAt(p); got != want {
			t.Errorf("at %v %.3f", p, got)
		}
	}
}

// barrierAt returns a barrier along the meridian x of the plane.
func barrierAt(x float64) *barrier {
	b := &barrier{id: "wall", bounds: emptyBounds()}
	for i := range 41 {
		p := geo.XY{X: x + 500*float64(i%3), Y: -100_000 + 10_000*float64(i)}
		b.projected = append(b.projected, p)
		b.points = append(b.points, unprojectToGrid(p))
		b.distances = append(b.distances, 10_000*float64(i))
		b.bounds.extend(p)
	}
	for i := 0; i+1 < len(b.projected); i += segmentsPerGroup {
		g := emptyBounds()
		for _, p := range b.projected[i:min(i+segmentsPerGroup+1, len(b.projected))] {
			g.extend(p)
		}
		b.groupBounds = append(b.groupBounds, g)
	}
	return b
}

func TestBarrierCrossings(t *testing.T) {
	b := barrierAt(0)
	for _, c := range []struct {
		p, q      geo.XY
		separates bool
	}{
		{geo.XY{X: -5000, Y: 3000}, geo.XY{X: 5000, Y: 4000}, true},
		{geo.XY{X: -5000, Y: 3000}, geo.XY{X: -4000, Y: 90_000}, false},
		// crosses its bends an even number of times
		{geo.XY{X: 700, Y: -40_000}, geo.XY{X: 700, Y: 200_000}, false},
		{geo.XY{X: -5000, Y: 500_000}, geo.XY{X: 5000, Y: 500_000}, false},
		// through one of its positions
		{geo.XY{X: -5000, Y: 20_000}, geo.XY{X: 5000, Y: 20_000}, true},
	} {
		if b.separates(c.p, c.q) != c.separates || b.separates(c.q, c.p) != c.separates {
			t.Errorf("from %v to %v: %v", c.p, c.q, !c.separates)
		}
	}
	point, distance, ok := b.firstCrossing(geo.XY{X: -100, Y: -95_000}, geo.XY{X: 900, Y: -95_000})
	if !ok || math.Abs(point.X-250) > 1e-6 || math.Abs(point.Y+95_000) > 1e-6 ||
		math.Abs(distance-5000) > 1e-6 {
		t.Errorf("crossed at %v, %.1f m along, %v", point, distance, ok)
	}
}

func TestCovarianceTable(t *testing.T) {
	for d := 0.0; d < 400_000; d += 777 {
		want := (1-shortRangeShare)*math.Exp(-d/longRange) + shortRangeShare*math.Exp(-d/shortRange)
		if got := covariance(d); math.Abs(got-want) > 1e-6 {
			t.Errorf("at %.0f m %.9f, want %.9f", d, got, want)
		}
	}
}
