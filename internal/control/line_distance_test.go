package control

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/tidwall/geodesic"

	"truceline/internal/geo"
)

// geodesicDistance returns the smallest geodesic distance in metres on WGS84 from p to positions
// that lie densely along the lines.
func geodesicDistance(p orb.Point, positions []orb.Point) float64 {
	minDistance := math.Inf(1)
	cos := math.Cos(p[1] * math.Pi / 180)
	for _, q := range positions {
		// A quick bound first: a degree of latitude is more than 111 km here.
		if math.Hypot((q[0]-p[0])*cos, q[1]-p[1])*110_500 > minDistance {
			continue
		}
		var d float64
		geodesic.WGS84.Inverse(p[1], p[0], q[1], q[0], &d, nil, nil)
		minDistance = math.Min(minDistance, d)
	}
	return minDistance
}

// densify returns positions along the lines, at most some 40 m apart.
func densify(lines []orb.LineString) []orb.Point {
	var out []orb.Point
	for _, l := range lines {
		for i := 1; i < len(l); i++ {
			n := math.Ceil(geo.Length(orb.LineString{l[i-1], l[i]}) * 25)
			for k := 0.0; k <= n; k++ {
				out = append(out, orb.Point{l[i-1][0] + k/n*(l[i][0]-l[i-1][0]),
					l[i-1][1] + k/n*(l[i][1]-l[i-1][1])})
			}
		}
	}
	return out
}

func TestNearest(t *testing.T) {
	lines := []orb.LineString{{{31.4, 46.4}, {33.9, 46.8}, {36, 47.5}, {36.8, 47.9}, {37.5, 48.9}}}
	positions := densify(lines)
	// Edges as short as those of the real line, so that straight in degrees and straight in the
	// plane are nearly the same.
	d := newLineDistanceIndex([]orb.LineString{positions[:len(positions):len(positions)]}, 50_000)
	r := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		p := orb.Point{31 + 7*r.Float64(), 46 + 3*r.Float64()}
		want := geodesicDistance(p, positions)
		got, foot := d.nearestPoint(geo.UkraineAlbers.Forward(p))
		if want > 50_000 {
			if want > 50_100 && !math.IsInf(got, 1) {
				t.Errorf("%v: %.0f m, out of reach at %.0f", p, got, want)
			}
			continue
		}
		if math.Abs(got-want) > 30 {
			t.Errorf("%v: %.1f m, want %.1f", p, got, want)
		}
		q := geo.UkraineAlbers.Inverse(foot)
		var to float64
		geodesic.WGS84.Inverse(p[1], p[0], q[1], q[0], &to, nil, nil)
		if math.Abs(to-got) > 12 {
			t.Errorf("%v: %.1f m to its foot, said %.1f", p, to, got)
		}
	}
}

// TestRealSnapshot computes the last date from the real tables. It checks that shares of held land
// agree with published polygons on the base map's land, that distance bands are accurate to 100 m,
// and that all places lie on their sides.
func TestRealSnapshot(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	in := realInput(t)
	const date = "2026-01-06"
	snapshots, err := Compute(in, Options{Dates: []string{date}, DistanceBandDates: []string{date}})
	if err != nil {
		t.Fatal(err)
	}
	snap := snapshots[0]
	b := builderFor(t, in.BaseMap, in.Table, in.Facts)
	checkSides(t, b, snap)
	checkFiles(t, snap)
	checkShares(t, snap)
	checkBands(t, snap)
}

// checkShares compares the shares of held land with published ones, in per cent.
func checkShares(t *testing.T, snap *Snapshot) {
	t.Helper()
	all, held := map[string]float64{}, map[string]float64{}
	for f, face := range snap.Faces {
		for _, area := range []string{"UA", snap.oblastCode(f)} {
			if face.Oblast >= 0 {
				all[area] += face.Km2
				if face.Class == ClassHeld {
					held[area] += face.Km2
				}
			}
		}
	}
	for _, c := range []struct {
		area          string
		share, within float64 // per cent
	}{
		{"UA", 19.1, 0.4}, {"UA-14", 77.6, 1}, {"UA-09", 98.8, 1}, {"UA-23", 74.9, 1},
		{"UA-65", 72.0, 1}, {"UA-63", 4.4, 1},
	} {
		if got := 100 * held[c.area] / all[c.area]; math.Abs(got-c.share) > c.within {
			t.Errorf("%s %.2f %%, not within %.1f of %.1f", c.area, got, c.within, c.share)
		}
	}
	for _, area := range []string{"UA-48", "UA-12", "UA-59", "UA-63"} {
		if held[area] < 20 {
			t.Errorf("%s has %.1f km² held", area, held[area])
		}
	}
}

// checkBands compares random positions on the edges of the bands with geodesic distances.
func checkBands(t *testing.T, snap *Snapshot) {
	t.Helper()
	positions := densify(snap.ContactLine())
	r := rand.New(rand.NewPCG(1, 3))
	seen := map[int]int{}
	for i := range snap.Subdivision.Arcs {
		a := &snap.Subdivision.Arcs[i]
		l, right := int(a.Left), int(a.Right)
		if l < 0 || right < 0 || snap.Faces[l].Oblast < 0 || snap.Faces[right].Oblast < 0 {
			continue
		}
		near, far := min(snap.Faces[l].Band, snap.Faces[right].Band),
			max(snap.Faces[l].Band, snap.Faces[right].Band)
		if far != near+1 || r.IntN(4) > 0 {
			continue
		}
		k := r.IntN(len(a.Points) - 1)
		p, q := a.Points[k].Point(), a.Points[k+1].Point()
		middle := orb.Point{(p[0] + q[0]) / 2, (p[1] + q[1]) / 2}
		if got := geodesicDistance(middle, positions); math.Abs(got-DistanceBandEdges[near]) > 100 {
			t.Errorf("at %v the edge of %.0f m is %.1f m from the line", middle,
				DistanceBandEdges[near], got)
		}
		seen[near]++
	}
	for i := range DistanceBandEdges {
		if seen[i] < 5 {
			t.Errorf("only %d places of the edge of %.0f m", seen[i], DistanceBandEdges[i])
		}
	}
}
