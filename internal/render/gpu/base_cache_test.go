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
func (m *movingMap) renderFrame(f *Renderer, on *ebiten.Image, ms float64) Stats {
	f.Update(ms)
	took, _ := f.Draw(on)
	return took
}

// newMovingMap is a map of the country a little nearer, so that it can be moved, and its frames.
func newMovingMap(ratio float64) (*movingMap, *Renderer, *ebiten.Image) {
	p := newPicture(450, 300, ratio, "light")
	p.Camera = p.Camera.ZoomAbout(300, 150, 1)
	m := &movingMap{p}
	return m, &Renderer{Canvas: New(ratio, FontRasterizer(world().Fonts)), Picture: m},
		newOffscreenImage(int(450*ratio), int(300*ratio))
}

// TestPan: a map that is moved by whole pixels looks as if it were drawn anew in each place, with
// the labels that it has, and seldom is.
func TestPan(t *testing.T) {
	gputest.RequireDisplay(t)
	for _, ratio := range []float64{1, 1.5, 2} {
		m, f, on := newMovingMap(ratio)
		grounds := 0
		for i := range 40 {
			if i > 0 {
				m.picture.Camera = m.picture.Camera.Pan(-6/ratio, 3/ratio)
			}
			took := m.renderFrame(f, on, float64(16*i))
			if took.BaseDrawn {
				grounds++
			} else if took.Vertices > 1500 {
				t.Errorf("frame %d at %g: %d vertices without the ground", i, ratio, took.Vertices)
			}
		}
		if grounds < 2 || grounds > 5 {
			t.Errorf("at %g the ground was drawn %d times in 40 frames", ratio, grounds)
		}
		anew, _ := drawImage(f.Canvas, 450, 300,
			func(c scene.Canvas) { world().Draw(c, m.picture) })
		compareImages(t, "pan", readPixels(on), anew,
			tolerance{threshold: 8, share: 0.0002, mean: 0.02})
		on.Deallocate()
	}
}

// TestPanFraction: a map that stands between pixels is nowhere more than half of one away from
// where it belongs.
func TestPanFraction(t *testing.T) {
	gputest.RequireDisplay(t)
	m, f, on := newMovingMap(1)
	defer on.Deallocate()
	m.renderFrame(f, on, 0)
	for i := range 20 {
		m.picture.Camera = m.picture.Camera.Pan(1.3, -0.7)
		m.renderFrame(f, on, float64(16*(i+1)))
		at := f.base.placementFor(m.picture.Camera, 1)
		x, y := m.picture.Camera.Project(f.base.camera.Unproject(0, 0))
		if !at.isUnscaled() || math.Abs(at.x-x) > 0.5+1e-9 || math.Abs(at.y-y) > 0.5+1e-9 {
			t.Fatalf("the sheet lies at %v and belongs at %g, %g", at, x, y)
		}
	}
}

// TestZoom: while the scale changes the ground is stretched, and when it rests it is drawn.
func TestZoom(t *testing.T) {
	gputest.RequireDisplay(t)
	m, f, on := newMovingMap(1)
	defer on.Deallocate()
	m.renderFrame(f, on, 0)
	grounds := 0
	for i := range 60 {
		m.picture.Camera = m.picture.Camera.ZoomAbout(200, 120, 0.03)
		if m.renderFrame(f, on, float64(16*(i+1))).BaseDrawn {
			grounds++
		}
	}
	if grounds < 2 || grounds > 6 {
		t.Errorf("the ground was drawn %d times in 60 frames", grounds)
	}
	still := &restingMap{movingMap: m}
	f.Picture = still
	ms, frames := 60*16.0, 0
	for ; f.Update(ms); ms += 16 {
		if frames++; frames > 30 {
			t.Fatal("the map never rests")
		}
		f.Draw(on)
	}
	anew, _ := drawImage(f.Canvas, 450, 300, func(c scene.Canvas) { world().Draw(c, m.picture) })
	compareImages(t, "zoom", readPixels(on), anew,
		tolerance{threshold: 8, share: 0.0002, mean: 0.02})
}

// TestZoomAfterRest: how long a map has been panned or at rest does not make the first frames of a
// zoom draw the ground.
func TestZoomAfterRest(t *testing.T) {
	gputest.RequireDisplay(t)
	m, f, on := newMovingMap(1)
	defer on.Deallocate()
	ms := 0.0
	m.renderFrame(f, on, ms)
	for i := range 2 * maxScaledFrames { // to and fro, within the margin
		m.picture.Camera = m.picture.Camera.Pan(float64(2*(i%2)-1), 0)
		ms += 16
		m.renderFrame(f, on, ms)
	}
	ms += 10 * maxScaledTime
	grounds := 0
	for i := range 2 * maxScaledFrames {
		m.picture.Camera = m.picture.Camera.ZoomAbout(200, 120, 0.01)
		ms += 16
		if m.renderFrame(f, on, ms).BaseDrawn {
			if grounds++; i < maxScaledFrames {
				t.Errorf("frame %d of the zoom draws the ground", i)
			}
		}
	}
	if grounds == 0 {
		t.Error("a map that is stretched for long is never drawn")
	}
}

// TestZoomMakesNoShapes: while the map comes nearer no shape of a finer level is cut into
// triangles; that is done at rest.
func TestZoomMakesNoShapes(t *testing.T) {
	gputest.RequireDisplay(t)
	m, f, on := newMovingMap(1)
	defer on.Deallocate()
	m.renderFrame(f, on, 0)
	level, finer := f.base.level, 0
	from := m.picture.Camera.MetresPerPixel
	ms := 0.0
	for from/m.picture.Camera.MetresPerPixel < maxCoarseness*0.97 {
		m.picture.Camera = m.picture.Camera.ZoomAbout(200, 120, 0.03)
		ms += 16
		took := m.renderFrame(f, on, ms)
		if took.Meshes > 0 || took.BaseDrawn && took.Level != level {
			t.Fatalf("%g times nearer: %d shapes are made, at level %d instead of %d",
				from/m.picture.Camera.MetresPerPixel, took.Meshes, took.Level, level)
		}
	}
	f.Picture = &restingMap{movingMap: m}
	for range 30 {
		if ms += 16; f.Update(ms) {
			took, _ := f.Draw(on)
			finer += took.Meshes
		}
	}
	if finer == 0 || f.base.level >= level || f.Update(ms+16) {
		t.Errorf("at rest the ground has level %d, %d new shapes", f.base.level, finer)
	}
}

// restingMap no longer changes.
type restingMap struct{ *movingMap }

func (restingMap) Frame(float64) bool { return false }

// TestSheetFollows: what changes the ground is seen at once.
func TestSheetFollows(t *testing.T) {
	gputest.RequireDisplay(t)
	m, f, on := newMovingMap(1)
	defer on.Deallocate()
	m.renderFrame(f, on, 0)
	for name, change := range map[string]func(p *scene.Picture){
		"theme": func(p *scene.Picture) { p.Theme = "dark" },
		"layers": func(p *scene.Picture) {
			p.Layers = map[string]bool{scene.LayerRivers: false, scene.LayerHubs: true}
		},
		"date":  func(p *scene.Picture) { p.Date = "" },
		"ratio": func(p *scene.Picture) { p.PixelRatio = 2 },
	} {
		change(m.picture)
		if !m.renderFrame(f, on, 100).BaseDrawn {
			t.Errorf("%s: the ground stays as it was", name)
		}
		if m.renderFrame(f, on, 100).BaseDrawn {
			t.Errorf("%s: the ground is drawn twice", name)
		}
	}
	m.picture.Hovered = "UA-32"
	if m.renderFrame(f, on, 100).BaseDrawn {
		t.Error("the ground is drawn for an outline over it")
	}
}

// TestFrameAllocates nothing: a frame of a map that moves makes no garbage of its own. What
// Ebitengine makes is not counted, so only what is before it runs.
func TestPanAllocatesNothing(t *testing.T) {
	gputest.RequireDisplay(t)
	m, f, on := newMovingMap(1)
	defer on.Deallocate()
	m.renderFrame(f, on, 0)
	c := f.Canvas
	dx := 1.0
	frame := func() {
		m.picture.Camera = m.picture.Camera.Pan(dx, 0)
		dx = -dx
		c.Begin(on)
		world().DrawOverlay(c, m.picture, false)
		c.batch.vertices, c.batch.indices = c.batch.vertices[:0], c.batch.indices[:0]
		c.End()
	}
	frame()
	if n := testing.AllocsPerRun(50, frame); n > 0 {
		t.Errorf("%g allocations in a frame", n)
	}
}
