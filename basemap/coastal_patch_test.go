package main

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"truceline/internal/geo"
)

// squareRegion is about 20 km by 20 km. Its southern shore runs along 46.5° N.
var squareRegion = orb.MultiPolygon{
	{{{32, 46.5}, {32.26, 46.5}, {32.26, 46.68}, {32, 46.68}, {32, 46.5}}}}

func TestCoastalPatchReachesTownAndShore(t *testing.T) {
	town := orb.Point{32.13, 46.495} // 556 m off the shore
	ring := coastalPatch(town, squareRegion)
	var r orb.Ring
	for _, g := range ring {
		r = append(r, g.Point())
	}
	if r.Orientation() != orb.CCW || !r.Closed() {
		t.Errorf("the ring is not closed and anticlockwise: %v", r)
	}
	if !contains(orb.MultiPolygon{{r}}, town) {
		t.Error("the town stands outside its lobe")
	}
	b := r.Bound()
	if b.Max[1] < 46.5 {
		t.Errorf("the lobe ends at %v° N and does not touch the shore", b.Max[1])
	}
	// 556 m and the disc's 700 m, in degrees of latitude
	if want := 46.5 - 1256/111.15e3; math.Abs(b.Min[1]-want) > 2e-4 {
		t.Errorf("the lobe reaches to %v° N, want %v", b.Min[1], want)
	}
	// The base extends on each side by twice the patch's height: 2 × 2 × 1256 m.
	if width := geo.Distance(orb.Point{b.Min[0], 46.5},
		orb.Point{b.Max[0], 46.5}); math.Abs(width-5.024) > 0.05 {
		t.Errorf("the foot is %.3f km wide, want 5.024", width)
	}
}

func TestConvexHull(t *testing.T) {
	points := []geo.XY{{X: 0, Y: 0}, {X: 4, Y: 0}, {X: 2, Y: 1}, {X: 4, Y: 4}, {X: 2, Y: 0},
		{X: 0, Y: 4}, {X: 1, Y: 3}}
	got := convexHull(points)
	want := []geo.XY{{X: 0, Y: 0}, {X: 4, Y: 0}, {X: 4, Y: 4}, {X: 0, Y: 4}}
	if len(got) != len(want) {
		t.Fatalf("hull %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("hull %v, want %v", got, want)
		}
	}
}

// The pole of an L is in its thick part, as deep inside as an exhaustive search finds.
func TestLabelPointIsPoleOfInaccessibility(t *testing.T) {
	shape := orb.MultiPolygon{{{{30, 48}, {33, 48}, {33, 48.4}, {31, 48.4}, {31, 49.6}, {30, 49.6},
		{30, 48}}}}
	at := labelPoint(shape)
	rings := projectRings(shape[0])
	got := signedDistance(geo.UkraineAlbers.Forward(at), rings)
	best := 0.0
	for lon := 30.0; lon < 33; lon += 0.01 {
		for lat := 48.0; lat < 49.6; lat += 0.01 {
			best = math.Max(best,
				signedDistance(geo.UkraineAlbers.Forward(orb.Point{lon, lat}), rings))
		}
	}
	if got < best-labelPrecision {
		t.Errorf("the label stands %.0f m inside at %v, the deepest place is %.0f m inside", got,
			at, best)
	}
}
