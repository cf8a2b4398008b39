package textimage

import (
	"math"
	"slices"
	"testing"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// distanceToEdge returns the distance from a position to the nearest edge of rings.
func distanceToEdge(q geo.XY, rings [][]geo.XY) float64 {
	nearest := math.Inf(1)
	for _, ring := range rings {
		for i, b := range ring {
			a := ring[(i+len(ring)-1)%len(ring)]
			dx, dy := b.X-a.X, b.Y-a.Y
			u := 0.0
			if l := dx*dx + dy*dy; l > 0 {
				u = min(max(((q.X-a.X)*dx+(q.Y-a.Y)*dy)/l, 0), 1)
			}
			nearest = min(nearest, math.Hypot(q.X-a.X-u*dx, q.Y-a.Y-u*dy))
		}
	}
	return nearest
}

// insideRings reports whether a position is inside rings by the even-odd rule.
func insideRings(q geo.XY, rings [][]geo.XY) bool {
	in := false
	for _, ring := range rings {
		for i, b := range ring {
			a := ring[(i+len(ring)-1)%len(ring)]
			if (a.Y > q.Y) != (b.Y > q.Y) && q.X < a.X+(q.Y-a.Y)*(b.X-a.X)/(b.Y-a.Y) {
				in = !in
			}
		}
	}
	return in
}

// TestHaloOutlineDistance checks that the outline's distance from the glyphs is the halo's width,
// and greater only in notches.
func TestHaloOutlineDistance(t *testing.T) {
	f := loadFonts(t)
	for _, text := range []string{"l", "Kyiv", "Запоріжжя", "Îles d’Hyères", "i.", "O"} {
		for _, size := range []float64{9.5, 14, 22} {
			s := testStyle
			s.Size = size
			glyphs := f.Outline(text, s).Lines
			halo := HaloOutline(f, text, s)
			if len(halo) == 0 {
				t.Fatalf("%q has no halo", text)
			}
			for _, ring := range halo {
				checkHaloRing(t, ring, glyphs, text, s)
			}
			for _, q := range slices.Concat(glyphs...) {
				if !insideRings(q, halo) {
					t.Errorf("%q at %v px: a letter lies outside its halo at %.1f", text, size, q)
				}
			}
		}
	}
}

// checkHaloRing checks the distance of a ring's positions and midpoints from the glyphs.
func checkHaloRing(t *testing.T, ring []geo.XY, glyphs [][]geo.XY, text string,
	s scene.TextStyle) {
	t.Helper()
	for i, b := range ring {
		a := ring[(i+1)%len(ring)]
		for _, u := range []float64{0, 0.5} {
			q := geo.XY{X: b.X + u*(a.X-b.X), Y: b.Y + u*(a.Y-b.Y)}
			d := distanceToEdge(q, glyphs)
			if d < s.HaloWidth-haloTolerance-0.15 ||
				d > s.HaloWidth+haloClosingRadius+haloTolerance+0.15 {
				t.Errorf("%q at %v px: the outline is %.2f px from the letters at %.1f, want %v",
					text, s.Size, d, q, s.HaloWidth)
			}
		}
	}
}

// TestHaloOutlineMatchesImage checks that the outline covers what Draw covers.
func TestHaloOutlineMatchesImage(t *testing.T) {
	f := loadFonts(t)
	result := Draw(f, "Kharkiv", testStyle, 1, 0, 0)
	halo := HaloOutline(f, "Kharkiv", testStyle)
	missed, excess := 0, 0
	for y := range result.Image.Rect.Dy() {
		for x := range result.Image.Rect.Dx() {
			q := geo.XY{X: float64(x+result.X) + 0.5, Y: float64(y+result.Y) + 0.5}
			if a := result.Image.NRGBAAt(x, y).A; a > 192 && !insideRings(q, halo) {
				missed++
			} else if a < 64 && insideRings(q, halo) {
				excess++
			}
		}
	}
	area := result.Image.Rect.Dx() * result.Image.Rect.Dy()
	if missed > area/200 || excess > area/15 {
		t.Errorf("of %d pixels the outline misses %d and has %d too many", area, missed, excess)
	}
}

func TestNoHaloNoOutline(t *testing.T) {
	none := testStyle
	none.Halo.A = 0
	narrow := testStyle
	narrow.HaloWidth = 0
	for _, s := range []scene.TextStyle{none, narrow} {
		if HaloOutline(loadFonts(t), "Kyiv", s) != nil {
			t.Error("an outline of nothing")
		}
	}
	if HaloOutline(loadFonts(t), " ", testStyle) != nil {
		t.Error("an outline around a space")
	}
}

// TestZeroContours checks that positive samples in opposite corners of a cell stay separate, and
// that every ring is closed.
func TestZeroContours(t *testing.T) {
	const w, h = 7, 6
	grid := make([]float64, w*h)
	for i := range grid {
		grid[i] = -1
	}
	for _, index := range []int{1*w + 1, 2*w + 2, 3*w + 4, 3*w + 5, 4*w + 4} {
		grid[index] = 1
	}
	rings := zeroContours(grid, w, h)
	if len(rings) != 3 {
		t.Fatalf("%d rings, want 3: %v", len(rings), rings)
	}
	for i := range grid {
		q := geo.XY{X: float64(i % w), Y: float64(i / w)}
		if insideRings(q, rings) != (grid[i] > 0) {
			t.Errorf("sample %v is on the wrong side", q)
		}
	}
}
