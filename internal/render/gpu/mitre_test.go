package gpu

import (
	"math"
	"testing"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// TestMitre checks that a mitre has a distance of 1 from both of its edges, on their left.
func TestMitre(t *testing.T) {
	in := geo.XY{X: 1}
	for degrees := -160.0; degrees <= 160; degrees += 10 {
		sin, cos := math.Sincos(degrees * math.Pi / 180)
		out := geo.XY{X: cos, Y: sin}
		m := newMitre(in, out)
		x, y := float64(m.x), float64(m.y)
		for _, d := range []geo.XY{in, out} {
			if left := d.X*y - d.Y*x; math.Abs(left-1) > 1e-5 {
				t.Errorf("turn of %g degrees: %g left of an edge, want 1", degrees, left)
			}
		}
		if math.Abs(float64(m.length)-math.Hypot(x, y)) > 1e-5 {
			t.Errorf("turn of %g degrees: length %g, want %g", degrees, m.length, math.Hypot(x, y))
		}
	}
	if m := newMitre(in, geo.XY{X: -1}); m.length < maxMitreLimit || math.IsNaN(float64(m.x+m.y)) {
		t.Errorf("there and back: %+v", m)
	}
}

// TestFillMeshAreas checks that the triangles of the real shapes add up to their areas.
func TestFillMeshAreas(t *testing.T) {
	world().Draw(&fillCollector{fill: func(p *scene.Path) {
		f := newFillMesh(p)
		var got, want float64
		for i := 0; i < len(f.triangles); i += 3 {
			a, b, c := f.points[f.triangles[i]], f.points[f.triangles[i+1]],
				f.points[f.triangles[i+2]]
			got += doubleRingArea([]geo.XY{a, b, c})
		}
		for i, line := range p.Lines {
			area := math.Abs(doubleRingArea(line))
			if i > 0 { // a part of the scene is an outer ring with its holes
				area = -area
			}
			want += area
		}
		if math.Abs(got-want) > 1e-4*math.Abs(want) {
			t.Errorf("a shape of %d rings in %+v: triangles of %g, rings of %g", len(p.Lines),
				p.Bounds, got, want)
		}
	}}, newPicture(900, 600, 1, "light"))
}
