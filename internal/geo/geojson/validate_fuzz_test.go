package geojson

import (
	"testing"

	"github.com/paulmach/orb"
)

// polygonsFromBytes decodes polygons: two bytes for each position, 255 at the end of a ring, two
// bytes of 255 at the end of a polygon. Rings with fewer than three different positions, and
// repeated positions, are dropped.
func polygonsFromBytes(data []byte, scale float64) orb.MultiPolygon {
	var out orb.MultiPolygon
	var polygon orb.Polygon
	var ring orb.Ring
	endRing := func() {
		if len(ring) > 0 && ring[0] == ring[len(ring)-1] {
			ring = ring[:len(ring)-1]
		}
		if len(ring) > 2 {
			if ring = append(ring, ring[0]); hasThreeDistinct(ring) {
				polygon = append(polygon, ring)
			}
		}
		ring = nil
	}
	endPolygon := func() {
		if endRing(); polygon != nil {
			out, polygon = append(out, polygon), nil
		}
	}
	for len(data) > 1 {
		switch {
		case data[0] == 255 && data[1] == 255:
			endPolygon()
		case data[0] == 255:
			endRing()
			data = data[1:]
			continue
		default:
			p := orb.Point{float64(data[0]%16) / scale, float64(data[1]%16) / scale}
			if len(ring) == 0 || ring[len(ring)-1] != p {
				ring = append(ring, p)
			}
		}
		data = data[2:]
	}
	endPolygon()
	return out
}

// FuzzRings compares validate with the reference in fractions on small shapes, on the grid and off
// it, and in both directions. On the grid coordinates are fifths, since 1/5 has no exact binary
// form; off it they are thirds, which count as the binary fractions that they are rounded to.
func FuzzRings(f *testing.F) {
	f.Add([]byte{0, 0, 9, 0, 9, 9, 0, 9, 255, 2, 2, 2, 4, 4, 2, 255, 255, 12, 12, 14, 12, 12, 14},
		false)
	f.Add([]byte{0, 0, 9, 0, 9, 9, 0, 9, 255, 2, 2, 2, 4, 4, 2, 255, 255, 3, 3, 8, 3, 8, 5}, true)
	f.Add([]byte{0, 0, 4, 4, 4, 0, 0, 4}, false)
	f.Add([]byte{0, 0, 8, 0, 8, 8, 0, 8, 255, 4, 0, 0, 4, 4, 8, 8, 4}, true)
	f.Fuzz(func(t *testing.T, data []byte, grid bool) {
		if len(data) > 64 {
			return
		}
		asGiven, want := polygonsFromBytes(data, 3), polygonsFromBytes(data, 3)
		if grid { // whole numbers for the reference
			asGiven, want = polygonsFromBytes(data, 5), polygonsFromBytes(data, 1)
		}
		broken := referenceRules(want)
		err := validate(asGiven)
		if (err == nil) != (len(broken) == 0) {
			t.Fatalf("%v: %v, want %v", asGiven, err, broken)
		}
		for _, polygon := range asGiven {
			for i, ring := range polygon {
				ring.Reverse()
				ring = append(ring[1:], ring[1])
				polygon[i] = orb.Ring{}
				for _, p := range ring {
					polygon[i] = append(polygon[i], orb.Point{-p[1], -p[0]})
				}
			}
		}
		if turned := validate(asGiven); (turned == nil) != (err == nil) {
			t.Fatalf("%v: %v, but turned it was %v", asGiven, turned, err)
		}
	})
}
