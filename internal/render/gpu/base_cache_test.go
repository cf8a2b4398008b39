package gpu

import (
	"math"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/render/gpu/gputest"
	"truceline/internal/scene"
)

// movingMap is a picture of the real map under a camera that a test moves.
type movingMap struct{ picture *scene.Picture }

func (m *movingMap) Frame(float64) bool                    { return true }
func (m *movingMap) Draw(c scene.Canvas) scene.Stats       { return world().Draw(c, m.picture) }
func (m *movingMap) Scene() (*scene.World, *scene.Picture) { return world(), m.picture }
func (m *movingMap) renderFrame(renderer *Renderer, target *ebiten.Image, ms float64) Stats {
	renderer.Update(ms)
	stats, _ := renderer.Draw(target)
	return stats
}

// newMovingMap returns the map of the country, slightly enlarged so that it can be moved, with a
// renderer and a target.
func newMovingMap(ratio float64) (*movingMap, *Renderer, *ebiten.Image) {
	p := newPicture(450, 300, ratio, "light")
	p.Camera = p.Camera.ZoomAbout(300, 150, 1)
	m := &movingMap{p}
	return m, &Renderer{Canvas: New(ratio, FontRasterizer(world().Fonts)), Picture: m},
		newOffscreenImage(int(450*ratio), int(300*ratio))
}

// TestPan checks that a map moved by whole pixels looks as if it were redrawn at each position,
// with the labels that it has, while the base is seldom redrawn.
func TestPan(t *testing.T) {
	gputest.RequireDisplay(t)
	for _, ratio := range []float64{1, 1.5, 2} {
		m, renderer, target := newMovingMap(ratio)
		baseDraws := 0
		for i := range 40 {
			if i > 0 {
				m.picture.Camera = m.picture.Camera.Pan(-6/ratio, 3/ratio)
			}
			stats := m.renderFrame(renderer, target, float64(16*i))
			if stats.BaseDrawn {
				baseDraws++
			} else if stats.Vertices > 1500 {
				t.Errorf("frame %d at %g: %d vertices without the base", i, ratio, stats.Vertices)
			}
		}
		if baseDraws < 2 || baseDraws > 5 {
			t.Errorf("at %g the base was drawn %d times in 40 frames", ratio, baseDraws)
		}
		redrawn, _ := drawImage(renderer.Canvas, 450, 300,
			func(c scene.Canvas) { world().Draw(c, m.picture) })
		compareImages(t, "pan", readPixels(target), redrawn,
			tolerance{threshold: 8, share: 0.0002, mean: 0.02})
		target.Deallocate()
	}
}

// TestPanFraction checks that a map moved by fractions of a pixel is nowhere more than half a pixel
// off.
func TestPanFraction(t *testing.T) {
	gputest.RequireDisplay(t)
	m, renderer, target := newMovingMap(1)
	defer target.Deallocate()
	m.renderFrame(renderer, target, 0)
	for i := range 20 {
		m.picture.Camera = m.picture.Camera.Pan(1.3, -0.7)
		m.renderFrame(renderer, target, float64(16*(i+1)))
		placement := renderer.base.placementFor(m.picture.Camera, 1)
		x, y := m.picture.Camera.Project(renderer.base.camera.Unproject(0, 0))
		if !placement.isUnscaled() || math.Abs(placement.x-x) > 0.5+1e-9 ||
			math.Abs(placement.y-y) > 0.5+1e-9 {
			t.Fatalf("the base lies at %v and belongs at %g, %g", placement, x, y)
		}
	}
}

// TestZoom checks that the base is scaled while the scale changes and redrawn when the map rests.
func TestZoom(t *testing.T) {
	gputest.RequireDisplay(t)
	m, renderer, target := newMovingMap(1)
	defer target.Deallocate()
	m.renderFrame(renderer, target, 0)
	baseDraws := 0
	for i := range 60 {
		m.picture.Camera = m.picture.Camera.ZoomAbout(200, 120, 0.03)
		if m.renderFrame(renderer, target, float64(16*(i+1))).BaseDrawn {
			baseDraws++
		}
	}
	if baseDraws < 2 || baseDraws > 6 {
		t.Errorf("the base was drawn %d times in 60 frames", baseDraws)
	}
	resting := &restingMap{movingMap: m}
	renderer.Picture = resting
	ms, frames := 60*16.0, 0
	for ; renderer.Update(ms); ms += 16 {
		if frames++; frames > 30 {
			t.Fatal("the map never rests")
		}
		renderer.Draw(target)
	}
	redrawn, _ := drawImage(renderer.Canvas, 450, 300,
		func(c scene.Canvas) { world().Draw(c, m.picture) })
	compareImages(t, "zoom", readPixels(target), redrawn,
		tolerance{threshold: 8, share: 0.0002, mean: 0.02})
}

// TestZoomAfterRest checks that the first frames of a zoom do not redraw the base, however long the
// map has been panned or at rest before.
func TestZoomAfterRest(t *testing.T) {
	gputest.RequireDisplay(t)
	m, renderer, target := newMovingMap(1)
	defer target.Deallocate()
	ms := 0.0
	m.renderFrame(renderer, target, ms)
	for i := range 2 * maxScaledFrames { // to and fro, within the margin
		m.picture.Camera = m.picture.Camera.Pan(float64(2*(i%2)-1), 0)
		ms += 16
		m.renderFrame(renderer, target, ms)
	}
	ms += 10 * maxScaledTime
	baseDraws := 0
	for i := range 2 * maxScaledFrames {
		m.picture.Camera = m.picture.Camera.ZoomAbout(200, 120, 0.01)
		ms += 16
		if m.renderFrame(renderer, target, ms).BaseDrawn {
			if baseDraws++; i < maxScaledFrames {
				t.Errorf("frame %d of the zoom draws the base", i)
			}
		}
	}
	if baseDraws == 0 {
		t.Error("a map that is scaled for long is never drawn")
	}
}

// TestZoomBuildsNoMeshes checks that no shape of a finer level is triangulated while the map zooms
// in, but only at rest.
func TestZoomBuildsNoMeshes(t *testing.T) {
	gputest.RequireDisplay(t)
	m, renderer, target := newMovingMap(1)
	defer target.Deallocate()
	m.renderFrame(renderer, target, 0)
	level, newMeshes := renderer.base.level, 0
	startScale := m.picture.Camera.MetresPerPixel
	ms := 0.0
	for startScale/m.picture.Camera.MetresPerPixel < maxCoarseness*0.97 {
		m.picture.Camera = m.picture.Camera.ZoomAbout(200, 120, 0.03)
		ms += 16
		stats := m.renderFrame(renderer, target, ms)
		if stats.Meshes > 0 || stats.BaseDrawn && stats.Level != level {
			t.Fatalf("%g times nearer: %d meshes are made, at level %d instead of %d",
				startScale/m.picture.Camera.MetresPerPixel, stats.Meshes, stats.Level, level)
		}
	}
	renderer.Picture = &restingMap{movingMap: m}
	for range 30 {
		if ms += 16; renderer.Update(ms) {
			stats, _ := renderer.Draw(target)
			newMeshes += stats.Meshes
		}
	}
	if newMeshes == 0 || renderer.base.level >= level || renderer.Update(ms+16) {
		t.Errorf("at rest the base has level %d, %d new meshes", renderer.base.level, newMeshes)
	}
}

// restingMap is a movingMap that no longer changes.
type restingMap struct{ *movingMap }

func (restingMap) Frame(float64) bool { return false }

// TestBaseIsRedrawnOnChange checks that a change of the base is visible at once.
func TestBaseIsRedrawnOnChange(t *testing.T) {
	gputest.RequireDisplay(t)
	m, renderer, target := newMovingMap(1)
	defer target.Deallocate()
	m.renderFrame(renderer, target, 0)
	for name, change := range map[string]func(p *scene.Picture){
		"theme": func(p *scene.Picture) { p.Theme = "dark" },
		"layers": func(p *scene.Picture) {
			p.Layers = map[string]bool{scene.LayerRivers: false, scene.LayerHubs: true}
		},
		"date":  func(p *scene.Picture) { p.Date = "" },
		"ratio": func(p *scene.Picture) { p.PixelRatio = 2 },
	} {
		change(m.picture)
		if !m.renderFrame(renderer, target, 100).BaseDrawn {
			t.Errorf("%s: the base stays as it was", name)
		}
		if m.renderFrame(renderer, target, 100).BaseDrawn {
			t.Errorf("%s: the base is drawn twice", name)
		}
	}
	m.picture.Hovered = "UA-32"
	if m.renderFrame(renderer, target, 100).BaseDrawn {
		t.Error("the base is drawn for an outline over it")
	}
}

// TestPanAllocatesNothing checks that a frame of a moving map allocates nothing before Ebitengine
// draws. Ebitengine's own allocations are not counted.
func TestPanAllocatesNothing(t *testing.T) {
	gputest.RequireDisplay(t)
	m, renderer, target := newMovingMap(1)
	defer target.Deallocate()
	m.renderFrame(renderer, target, 0)
	c := renderer.Canvas
	dx := 1.0
	frame := func() {
		m.picture.Camera = m.picture.Camera.Pan(dx, 0)
		dx = -dx
		c.Begin(target)
		world().DrawOverlay(c, m.picture, false)
		c.batch.vertices, c.batch.indices = c.batch.vertices[:0], c.batch.indices[:0]
		c.End()
	}
	frame()
	if n := testing.AllocsPerRun(50, frame); n > 0 {
		t.Errorf("%g allocations in a frame", n)
	}
}
