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

// world is the real map. It is loaded once.
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
		Source: "Sources: DeepStateMap and Liveuamap as published by NZZ, " +
			"read at the points of 3,888 settlements.",
		FreezeLabel: "Line a freeze would follow",
		Hubs: []scene.Hub{{ID: "kyiv", LonLat: orb.Point{30.52, 50.45},
			Label: "Possible hub"}},
	}
	p.Camera = scene.Camera{W: w, H: h}
	p.Camera = world().FitCountry(p)
	return p
}

// drawImage returns the picture that draw draws on a canvas of w by h CSS pixels.
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

// A tolerance is the greatest difference allowed between two pictures.
type tolerance struct {
	// threshold is the difference of a pixel, in its most different channel, above which the pixel
	// counts as different.
	threshold int
	// share is the share of different pixels.
	share float64
	// mean is the mean of all differences.
	mean float64
}

// compareImages fails the test if the pictures differ by more than the tolerance. It then writes
// both and their difference to testdata/out.
func compareImages(t *testing.T, name string, got, want *image.RGBA, tol tolerance) {
	t.Helper()
	if got.Rect != want.Rect {
		t.Fatalf("%s: size %v, want %v", name, got.Rect, want.Rect)
	}
	diff := image.NewRGBA(got.Rect)
	differing, sum := 0, 0
	for i := 0; i < len(got.Pix); i += 4 {
		difference := 0
		for k := range 4 {
			d := int(got.Pix[i+k]) - int(want.Pix[i+k])
			difference = max(difference, d, -d)
		}
		sum += difference
		if difference > tol.threshold {
			differing++
		}
		copy(diff.Pix[i:], []byte{255, byte(255 - difference), byte(255 - difference), 255})
	}
	n := len(got.Pix) / 4
	share, mean := float64(differing)/float64(n), float64(sum)/float64(n)
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

// Tolerances for the map. The GPU rounds edges differently, and blends twice where the triangles of
// a line overlap. At close range there are many dashes, and the raster's positions, rounded to 1/64
// of a pixel, shift them along a line.
var (
	mapTolerance     = tolerance{threshold: 40, share: 0.0005, mean: 0.3}
	closeUpTolerance = tolerance{threshold: 40, share: 0.003, mean: 0.6}
)

// TestScene compares the whole map with the picture of package raster, with one canvas at several
// ratios.
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
			got, _ := drawImage(c, size[0], size[1],
				func(canvas scene.Canvas) { w.Draw(canvas, p) })
			r := raster.New(int(size[0]), int(size[1]), ratio, w.Fonts)
			w.Draw(r, p)
			compareImages(t, fmt.Sprintf("scene-%g-%s", ratio, theme), got, r.Image(), mapTolerance)
		}
	}
}

// TestSceneClose compares the map with all layers at close range of the line of contact.
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
			got, _ := drawImage(c, 900, 600, func(canvas scene.Canvas) { w.Draw(canvas, p) })
			r := raster.New(900, 600, 1, w.Fonts)
			w.Draw(r, p)
			compareImages(t, fmt.Sprintf("close-%g-%s", levels, theme), got, r.Image(),
				closeUpTolerance)
		}
	}
}
