package scene

import (
	"math"
	"slices"
	"testing"

	"truceline/internal/geo"
)

var tenByTen = Bounds{Max: geo.XY{X: 10, Y: 10}}

func TestClipSegment(t *testing.T) {
	from, to, ok := tenByTen.ClipSegment(geo.XY{X: -1e9, Y: 5}, geo.XY{X: 1e9, Y: 5})
	if a, b := -1e9+2e9*from, -1e9+2e9*to; !ok || math.Abs(a) > 1e-3 || math.Abs(b-10) > 1e-3 {
		t.Errorf("from %g to %g, want 0 to 10", a, b)
	}
	for _, test := range []struct {
		name     string
		p, q     geo.XY
		from, to float64
		ok       bool
	}{
		{"passes a corner", geo.XY{X: -5, Y: 8}, geo.XY{X: 2, Y: 15}, 0, 0, false},
		{"inside", geo.XY{X: 2, Y: 2}, geo.XY{X: 3, Y: 9}, 0, 1, true},
		{"leaves", geo.XY{X: 5, Y: 5}, geo.XY{X: 15, Y: 5}, 0, 0.5, true},
		{"on a side", geo.XY{X: -5, Y: 10}, geo.XY{X: 15, Y: 10}, 0.25, 0.75, true},
		{"touches a corner", geo.XY{X: -5, Y: 5}, geo.XY{X: 5, Y: 15}, 0.5, 0.5, true},
		{"beside", geo.XY{X: -1, Y: 2}, geo.XY{X: -1, Y: 8}, 0, 0, false},
		{"a point", geo.XY{X: 1, Y: 1}, geo.XY{X: 1, Y: 1}, 0, 1, true},
	} {
		from, to, ok := tenByTen.ClipSegment(test.p, test.q)
		if ok != test.ok || ok && (from != test.from || to != test.to) {
			t.Errorf("%s: %g, %g, %t, want %g, %g, %t", test.name, from, to, ok, test.from, test.to,
				test.ok)
		}
	}
}

func ringArea(ring []geo.XY) (area float64) {
	for i, q := range ring {
		p := ring[(i+len(ring)-1)%len(ring)]
		area += (p.X*q.Y - p.Y*q.X) / 2
	}
	return math.Abs(area)
}

func TestClipRing(t *testing.T) {
	var buffers [2][]geo.XY
	for _, test := range []struct {
		name string
		ring []geo.XY
		area float64
	}{
		{"around the box", []geo.XY{{X: -1e6, Y: -1e6}, {X: 1e6, Y: -1e6}, {X: 0, Y: 1e6}}, 100},
		{"outside", []geo.XY{{X: 20, Y: 20}, {X: 30, Y: 20}, {X: 20, Y: 30}}, 0},
		{"over a corner", []geo.XY{{X: 5, Y: 5}, {X: 15, Y: 5}, {X: 15, Y: 15}, {X: 5, Y: 15}}, 25},
		{"over a side, closed", []geo.XY{{X: -5, Y: 2}, {X: 5, Y: 2}, {X: 5, Y: 4}, {X: -5, Y: 4},
			{X: -5, Y: 2}}, 10},
		{"in two pieces", []geo.XY{{X: 5, Y: 1}, {X: 20, Y: 1}, {X: 20, Y: 9}, {X: 5, Y: 9},
			{X: 5, Y: 6}, {X: 15, Y: 6}, {X: 15, Y: 4}, {X: 5, Y: 4}}, 30},
		{"empty", nil, 0},
	} {
		clipped := tenByTen.ClipRing(test.ring, &buffers)
		if area := ringArea(clipped); math.Abs(area-test.area) > 1e-6 {
			t.Errorf("%s: %v has an area of %g, want %g", test.name, clipped, area, test.area)
		}
		for _, q := range clipped {
			if tenByTen.nearestPoint(q) != q && math.Hypot(q.X-tenByTen.nearestPoint(q).X,
				q.Y-tenByTen.nearestPoint(q).Y) > 1e-6 {
				t.Errorf("%s: %v is outside", test.name, q)
			}
		}
	}
	inside := []geo.XY{{X: 1, Y: 1}, {X: 2, Y: 1}, {X: 1, Y: 2}}
	if clipped := tenByTen.ClipRing(inside, &buffers); !slices.Equal(clipped, inside) {
		t.Errorf("a ring inside became %v", clipped)
	}
}

func TestEdgesNear(t *testing.T) {
	line := []geo.XY{{X: -5, Y: 5}, {X: -2, Y: 5}, {X: 5, Y: 5}, {X: 15, Y: 5}, {X: 15, Y: 20},
		{X: 5, Y: 20}, {X: 5, Y: 9}}
	want := []EdgeRange{{1, 3}, {5, 6}}
	if got := tenByTen.EdgesNear(line); !slices.Equal(got, want) {
		t.Errorf("parts %v, want %v", got, want)
	}
	if got := tenByTen.EdgesNear(line[:1]); got != nil {
		t.Errorf("parts %v of a line of one point", got)
	}
}
