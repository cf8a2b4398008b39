package textimage

import (
	"math"
	"testing"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// distanceToEdge is the distance from a position to the nearest edge of rings.
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

// insideRings is whether a position is inside rings, by the even-odd rule.
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

// The outline stands about as far from the letters as the halo is wide, and farther only in
// notches.
func TestAHalosOutlineKeepsItsDistance(t *testing.T) {
	f := loadFonts(t)
	for _, text := range []string{"l", "Kyiv", "Запоріжжя", "Îles d’Hyères", "i.", "O"} {
		for _, size := range []float64{9.5, 14, 22} {
			s := testStyle
			s.Size = size
			letters := f.Outline(text, s).Lines
			halo := HaloOutline(f, text, s)
			if len(halo) == 0 {
				t.Fatalf("%q has no halo", text)
			}
			for _, ring := range halo {
				for i, b := range ring {
					a := ring[(i+1)%len(ring)]
					for _, u := range []float64{0, 0.5} {
						q := geo.XY{X: b.X + u*(a.X-b.X), Y: b.Y + u*(a.Y-b.Y)}
						if d := distanceToEdge(q, letters); d < s.HaloWidth-haloTolerance-0.15 ||
							d > s.HaloWidth+haloClosingRadius+haloTolerance+0.15 {
							t.Errorf(
								"%q at %v px: the outline is %.2f px from the letters at %.1f, want %v", text, size, d, q, s.HaloWidth)
						}
					}
				}
			}
			for _, line := range letters {
				for _, q := range line {
					if !insideRings(q, halo) {
						t.Errorf("%q at %v px: a letter lies outside its halo at %.1f", text, size,
							q)
					}
				}
			}
		}
	}
}

// What Draw covers the outline covers, too.
func TestAHalosOutlineIsTheOneOfTheImage(t *testing.T) {
	f := loadFonts(t)
	mask := Draw(f, "Kharkiv", testStyle, 1, 0, 0)
	halo := HaloOutline(f, "Kharkiv", testStyle)
	missed, over := 0, 0
	for y := range mask.Image.Rect.Dy() {
		for x := range mask.Image.Rect.Dx() {
			q := geo.XY{X: float64(x+mask.X) + 0.5, Y: float64(y+mask.Y) + 0.5}
			if a := mask.Image.NRGBAAt(x, y).A; a > 192 && !insideRings(q, halo) {
				missed++
			} else if a < 64 && insideRings(q, halo) {
				over++
			}
		}
	}
	if area := mask.Image.Rect.Dx() * mask.Image.Rect.Dy(); missed > area/200 || over > area/15 {
		t.Errorf("of %d pixels the outline misses %d and has %d too many", area, missed, over)
	}
}

func TestWithoutAHaloThereIsNoOutline(t *testing.T) {
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

// Two corners that are positive across from each other stay apart, and every ring is closed.
func TestLevelGoesAroundWhatIsPositive(t *testing.T) {
	const w, h = 7, 6
	grid := make([]float64, w*h)
	for i := range grid {
		grid[i] = -1
	}
	for _, at := range []int{1*w + 1, 2*w + 2, 3*w + 4, 3*w + 5, 4*w + 4} {
		grid[at] = 1
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
