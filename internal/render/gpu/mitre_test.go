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

func TestClip(t *testing.T) {
	box := scene.Bounds{Max: geo.XY{X: 10, Y: 10}}
	from, to, ok := clipLine(geo.XY{X: -1e9, Y: 5}, geo.XY{X: 1e9, Y: 5}, box)
	if a, b := -1e9+2e9*from, -1e9+2e9*to; !ok || math.Abs(a) > 1e-3 || math.Abs(b-10) > 1e-3 {
		t.Errorf("from %g to %g, want 0 to 10", a, b)
	}
	if _, _, ok := clipLine(geo.XY{X: -5, Y: 8}, geo.XY{X: 2, Y: 15}, box); ok {
		t.Error("a line that passes a corner is not in the box")
	}
	if from, to, ok := clipLine(geo.XY{X: 2, Y: 2}, geo.XY{X: 3, Y: 9}, box); !ok || from != 0 ||
		to != 1 {
		t.Errorf("a line in the box is cut to %g, %g", from, to)
	}
	var buffers [2][8]geo.XY
	all := clipPolygon([]geo.XY{{X: -1e6, Y: -1e6}, {X: 1e6, Y: -1e6}, {X: 0, Y: 1e6}}, box,
		&buffers)
	if area := doubleRingArea(all) / 2; math.Abs(area-100) > 1e-6 {
		t.Errorf("%v has an area of %g, want the whole box", all, area)
	}
	if none := clipPolygon([]geo.XY{{X: 20, Y: 20}, {X: 30, Y: 20}, {X: 20, Y: 30}}, box,
		&buffers); len(none) != 0 {
		t.Errorf("%v of a triangle outside", none)
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
