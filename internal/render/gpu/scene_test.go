package gpu

import (
	"flag"
	"fmt"
	"image"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/paulmach/orb"

	"truceline/internal/render/gpu/gputest"
	"truceline/internal/render/raster"
	"truceline/internal/scene"
)

var keepImages = flag.Bool("keep", false,
	"write the pictures of all tests, not of failing ones alone, to testdata/out")

const testDate = "2026-01-06"

// world is the real map, loaded once.
var world = sync.OnceValue(func() *scene.World {
	files := os.DirFS("../../../assets")
	w, err := scene.Load(files)
	if err == nil {
		err = w.LoadDate(files, testDate)
	}
	if err != nil {
		panic(err)
	}
	return w
})

func newPicture(w, h, ratio float64, theme string) *scene.Picture {
	p := &scene.Picture{
		PixelRatio: ratio, Theme: theme, Date: testDate,
		Title: "Who controls what in Ukraine", Situation: "Situation on 6 January 2026",
		Source:      "Sources: DeepStateMap and Liveuamap as published by NZZ, read at the points of 3,888 settlements.",
		FreezeLabel: "Line a freeze would follow",
		Hubs: []scene.Hub{{ID: "kyiv", LonLat: orb.Point{30.52, 50.45},
			Label: "Possible hub"}},
	}
	p.Camera = scene.Camera{W: w, H: h}
	p.Camera = world().FitCountry(p)
	return p
}

// drawImage is what draw draws on a canvas of w by h CSS pixels.
func drawImage(c *Canvas, w, h float64, draw func(scene.Canvas)) (*image.RGBA, Stats) {
	img := newOffscreenImage(int(math.Round(w*c.Ratio())), int(math.Round(h*c.Ratio())))
	defer img.Deallocate()
	c.Begin(img)
	draw(c)
	stats := c.End()
	return readPixels(img), stats
}

func readPixels(img *ebiten.Image) *image.RGBA {
	out := image.NewRGBA(img.Bounds())
	img.ReadPixels(out.Pix)
	return out
}

// A tolerance says how far two pictures may be apart.
type tolerance struct {
	// threshold is the difference of a pixel, in its most different channel, above which it counts
	// as another colour.
	threshold int
	// share of the pixels that may be.
	share float64
	// mean of all differences.
	mean float64
}

// compareImages fails the test if got is not like want, and leaves both and their difference where
// a person can look.
func compareImages(t *testing.T, name string, got, want *image.RGBA, tol tolerance) {
	t.Helper()
	if got.Rect != want.Rect {
		t.Fatalf("%s: size %v, want %v", name, got.Rect, want.Rect)
	}
	diff := image.NewRGBA(got.Rect)
	off, sum := 0, 0
	for i := 0; i < len(got.Pix); i += 4 {
		worst := 0
		for k := range 4 {
			d := int(got.Pix[i+k]) - int(want.Pix[i+k])
			worst = max(worst, d, -d)
		}
		sum += worst
		if worst > tol.threshold {
			off++
		}
		copy(diff.Pix[i:], []byte{255, byte(255 - worst), byte(255 - worst), 255})
	}
	n := len(got.Pix) / 4
	share, mean := float64(off)/float64(n), float64(sum)/float64(n)
	if *keepImages || share > tol.share || mean > tol.mean {
		for suffix, img := range map[string]*image.RGBA{"gpu": got, "want": want, "diff": diff} {
			writePNG(t, name+"-"+suffix, img)
		}
	}
	t.Logf("%s: %.3f %% of the pixels off by more than %d, mean %.3f", name, 100*share,
		tol.threshold, mean)
	if share > tol.share || mean > tol.mean {
		t.Errorf("%s: at most %.3f %% and %.3f allowed; see testdata/out/%s-*.png", name,
			100*tol.share, tol.mean, name)
	}
}

func writePNG(t *testing.T, name string, img image.Image) {
	t.Helper()
	if err := os.MkdirAll("testdata/out", 0o777); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join("testdata/out", name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
}

// Tolerances for the map: the GPU rounds edges differently, and where the edges of a line's own
// triangles lie over one another it blends twice. Close up, dashes are many, and the raster's
// positions are 1/64 of a pixel apart, which adds up along a line.
var (
	mapTolerance     = tolerance{threshold: 40, share: 0.0005, mean: 0.3}
	closeUpTolerance = tolerance{threshold: 40, share: 0.003, mean: 0.6}
)

// TestScene compares the whole map with the picture that is drawn without a GPU, one canvas going
// through the ratios.
func TestScene(t *testing.T) {
	gputest.RequireDisplay(t)
	w := world()
	c := New(1, FontRasterizer(w.Fonts))
	sizes := map[float64][2]float64{1: {900, 600}, 1.5: {600, 400}, 2: {360, 640}, 3: {360, 640}}
	for _, ratio := range []float64{1, 1.5, 2, 3, 1} { // and back to 1
		for _, theme := range []string{"light", "dark"} {
			size := sizes[ratio]
			p := newPicture(size[0], size[1], ratio, theme)
			p.Layers = map[string]bool{scene.LayerHubs: true}
			c.SetRatio(ratio)
			got, _ := drawImage(c, size[0], size[1], func(on scene.Canvas) { w.Draw(on, p) })
			r := raster.New(int(size[0]), int(size[1]), ratio, w.Fonts)
			w.Draw(r, p)
			compareImages(t, fmt.Sprintf("scene-%g-%s", ratio, theme), got, r.Image(), mapTolerance)
		}
	}
}

// TestSceneClose does the same with the camera on the line of contact and all layers on.
func TestSceneClose(t *testing.T) {
	gputest.RequireDisplay(t)
	w := world()
	c := New(1, FontRasterizer(w.Fonts))
	for _, levels := range []float64{2, 4.2} {
		for _, theme := range []string{"light", "dark"} {
			p := newPicture(900, 600, 1, theme)
			p.Layers = map[string]bool{scene.LayerHubs: true, scene.LayerFreeze: true,
				scene.LayerBand: true}
			p.Selected = "UA-14"
			p.Camera = p.Camera.ZoomAbout(690, 330, levels)
			got, _ := drawImage(c, 900, 600, func(on scene.Canvas) { w.Draw(on, p) })
			r := raster.New(900, 600, 1, w.Fonts)
			w.Draw(r, p)
			compareImages(t, fmt.Sprintf("close-%g-%s", levels, theme), got, r.Image(),
				closeUpTolerance)
		}
	}
}
