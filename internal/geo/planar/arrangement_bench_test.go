package planar

import (
	"math"
	"testing"

	"truceline/internal/geo"
)

// wavyRings returns rings around a few centres, with about n segments in all and many crossings,
// like contours over borders.
func wavyRings(n int) []labelledLine {
	const rings = 50
	var out []labelledLine
	for k := range rings {
		in := labelledLine{label: k, ring: true}
		steps := n / rings
		for i := range steps {
			t := 2 * math.Pi * float64(i) / float64(steps)
			radius := 100_000 + 15_000*float64(k%10) + 8000*math.Sin(9*t+float64(k)) +
				900*math.Sin(211*t)
			cx, cy := 3_000_000+250_000*float64(k%5), 4_800_000+90_000*float64(k/10)
			in.points = append(in.points,
				geo.GridPoint{int32(cx + 1.4*radius*math.Cos(t)), int32(cy + radius*math.Sin(t))})
		}
		out = append(out, in)
	}
	return out
}

func BenchmarkBuild(b *testing.B) {
	inputs := wavyRings(100_000)
	for b.Loop() {
		s := buildSubdivision(b, inputs, false)
		b.ReportMetric(float64(len(s.Faces)), "faces")
	}
}

func BenchmarkLocate(b *testing.B) {
	s := buildSubdivision(b, wavyRings(100_000), false)
	i := int32(0)
	for b.Loop() {
		i = (i + 7919) % 1_000_000
		s.LocateGrid(geo.GridPoint{3_000_000 + i, 4_800_000 + i/3})
	}
}

func BenchmarkDissolve(b *testing.B) {
	s := buildSubdivision(b, wavyRings(100_000), false)
	for b.Loop() {
		s.Dissolve(func(f int) bool { return f%3 > 0 })
	}
}
