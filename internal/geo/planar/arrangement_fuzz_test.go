package planar

import (
	"encoding/binary"
	"math"
	"testing"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// linesFromBytes decodes lines of at most sixty positions in all. The first byte sets the scale:
// positions lie close together, far apart, or at the ends of the globe.
func linesFromBytes(data []byte) []labelledLine {
	if len(data) == 0 {
		return nil
	}
	scale := []int32{1, 1, 3, 1000, 100_000}[data[0]%5]
	data = data[1:min(len(data), 120)]
	inputs := []labelledLine{{}}
	for len(data) >= 2 {
		last := &inputs[len(inputs)-1]
		switch x, y := data[0], data[1]; {
		case x == 255: // the next line
			last.ring, last.label = y&1 == 1, int(y>>1&3)
			inputs = append(inputs, labelledLine{})
		case x == 254 && len(data) >= 8: // any position
			p := geo.GridPoint{int32(binary.LittleEndian.Uint32(data)) >> 8,
				int32(binary.LittleEndian.Uint32(data[4:])) >> 9}
			last.points = append(last.points,
				geo.GridPoint{min(max(p.Lon, -18_000_000), 18_000_000),
					min(max(p.Lat, -9_000_000), 9_000_000)})
			data = data[6:]
		case x == 253 && len(last.points) > 1: // the same step again
			a, b := last.points[len(last.points)-2], last.points[len(last.points)-1]
			if p := (geo.GridPoint{2*b.Lon - a.Lon, 2*b.Lat - a.Lat}); onGlobe(p) {
				last.points = append(last.points, p)
			}
		default:
			last.points = append(last.points,
				geo.GridPoint{(int32(x) - 127) * scale, (int32(y) - 127) * scale / 2})
		}
		data = data[2:]
	}
	return inputs
}

func FuzzArrangement(f *testing.F) {
	f.Add([]byte{0, 1, 1, 9, 9, 255, 0, 1, 9, 9, 1, 255, 1})
	f.Add([]byte{3, 10, 10, 200, 12, 180, 190, 255, 1, 60, 60, 253, 0, 253, 0, 255, 1, 0, 0, 220,
		17})
	f.Add([]byte{2, 254, 255, 255, 127, 0, 255, 255, 127, 254, 0, 0, 128, 0, 0, 0, 128, 7, 7, 255,
		1})
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := checkInvariants(t, linesFromBytes(data), len(data)%2 == 0); err != nil {
			t.Fatal(err)
		}
	})
}

// checkInvariants checks the properties that hold for all inputs.
func checkInvariants(t testing.TB, inputs []labelledLine, prune bool) error {
	s := buildSubdivision(t, inputs, prune)
	if err := checkNoded(segmentsOf(s)); err != nil {
		return err
	}
	if err := checkFaces(s); err != nil {
		return err
	}
	for _, m := range [2]int{1, 2} {
		dissolved, _ := s.Dissolve(func(f int) bool { return f%m == 0 })
		if _, err := checkPolygons(dissolved); err != nil {
			return err
		}
	}
	s.EdgesBetween(func(f int) bool { return f%2 == 0 }, func(f int) bool { return f%2 != 0 })
	s.LinesWithLabel(0)
	s.WindingNumbers(0)
	box := orb.MultiPoint{}
	for _, n := range s.nodes {
		box = append(box, n.Point())
	}
	b := box.Bound()
	unit := math.Max(b.Right()-b.Left(), b.Top()-b.Bottom()) * 100_000
	o := SimplifyOptions{Tolerances: []float64{0, unit / 500, unit / 50, unit / 5, math.Inf(1)}}
	s.Simplify(o)
	for level, tolerance := range o.Tolerances {
		if err := checkLevel(s, byte(level), tolerance); err != nil {
			return err
		}
	}
	return nil
}
