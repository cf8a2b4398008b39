// Package render_test compares whole pictures with committed ones.
package render_test

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"truceline/internal/render/raster"
	"truceline/internal/scene"
)

var update = flag.Bool("update", false,
	"draw the committed pictures again; look at them before you commit")

const (
	goldenDir = "testdata/golden"
	outDir    = "testdata/out" // for pictures and differences of failed tests
	date      = "2026-01-06"

	// channelTolerance is the greatest difference of a pixel's channel. Committed pictures have 256
	// colours, so that they stay small, and processors round differently.
	channelTolerance = 24
	// pixelTolerance is the share of pixels that may differ by more.
	pixelTolerance = 0.0005
)

var world = sync.OnceValues(func() (*scene.World, error) {
	fsys := os.DirFS("../../assets")
	w, err := scene.Load(fsys)
	if err != nil {
		return nil, err
	}
	return w, w.LoadDate(fsys, date)
})

func testWorld(t testing.TB) *scene.World {
	t.Helper()
	w, err := world()
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// newPicture returns a poster of the whole country.
func newPicture(w *scene.World, width, height int, theme string) *scene.Picture {
	p := &scene.Picture{
		Camera: scene.Camera{W: float64(width), H: float64(height)}, Theme: theme, Date: date,
		Title: "Ukraine: control of territory", Situation: "Situation on 6 January 2026",
		Source: "Sources: two maps of who held which settlement. Base map: Natural Earth, " +
			"GeoNames and © OpenStreetMap contributors. Line and areas: an estimate.",
		Legend: []scene.LegendEntry{
			{Swatch: "held-2022",
				Label: "Controlled by Russian forces since February 2022 or later"},
			{Swatch: "held-2014",
				Label: "Controlled by Russia or Russia-backed forces before 24 February 2022"},
			{Swatch: "contested", Label: "Sources disagree"},
			{Swatch: "contact", Label: "Estimated line of contact, 6 January 2026"},
		},
	}
	p.Camera = w.FitCountry(p)
	return p
}

// addOverlays shows all overlays and selects an oblast.
func addOverlays(w *scene.World, p *scene.Picture) {
	p.Layers = map[string]bool{scene.LayerHubs: true, scene.LayerFreeze: true,
		scene.LayerBand: true}
	p.FreezeLabel = "If it froze here"
	for _, h := range []struct {
		id       string
		lon, lat float64
	}{{"kyiv", 30.5238, 50.45466}, {"lviv", 24.02324, 49.83826}, {"odesa", 30.74383, 46.48572}} {
		p.Hubs = append(p.Hubs,
			scene.Hub{ID: h.id, LonLat: [2]float64{h.lon, h.lat}, Label: "Proposed hub"})
	}
	p.Notes = []string{"Proposal. Only after a peace deal."}
	p.Selected = "UA-14"
	p.Camera = w.FitCountry(p)
}

func TestGolden(t *testing.T) {
	w := testWorld(t)
	for _, theme := range []string{"light", "dark"} {
		for _, size := range [][2]int{{360, 640}, {900, 600}, {1440, 900}} {
			p := newPicture(w, size[0], size[1], theme)
			compareGolden(t, fmt.Sprintf("overview-%dx%d-%s", size[0], size[1], theme),
				drawRaster(w, p, size[0], size[1], 1))
		}
		p := newPicture(w, 900, 600, theme)
		addOverlays(w, p)
		compareGolden(t, "overlays-900x600-"+theme, drawRaster(w, p, 900, 600, 1))
		p = newPicture(w, 900, 600, theme)
		p.Legend = nil
		b, _ := w.FeatureBounds("UA-14")
		x, y := p.Camera.Project(b.Center())
		p.Camera = p.Camera.Pan(450-x, 300-y).ZoomAbout(450, 300, 2.3)
		compareGolden(t, "donetsk-900x600-"+theme, drawRaster(w, p, 900, 600, 1))
	}
}

// TestGoldenAtRatio2 compares a picture at two device pixels in a CSS pixel.
func TestGoldenAtRatio2(t *testing.T) {
	w := testWorld(t)
	p := newPicture(w, 360, 400, "light")
	p.Legend, p.PixelRatio = nil, 2
	p.Camera = w.FitCountry(p)
	compareGolden(t, "phone-360x400-2x", drawRaster(w, p, 360, 400, 2))
}

func drawRaster(w *scene.World, p *scene.Picture, width, height int, ratio float64) *image.RGBA {
	c := raster.New(width, height, ratio, w.Fonts)
	w.Draw(c, p)
	return c.Image()
}

// compareGolden compares a picture with the committed one of that name.
func compareGolden(t *testing.T, name string, got *image.RGBA) {
	t.Helper()
	file := filepath.Join(goldenDir, name+".png")
	if *update {
		small := quantizeColors(got)
		_, count := diffImages(got, small)
		// the picture has too many colours
		if float64(count) > pixelTolerance/2*float64(got.Rect.Dx()*got.Rect.Dy()) {
			writePNG(t, file, got)
		} else {
			writePNG(t, file, small)
		}
		return
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Errorf("%s: %v; draw it with -update, look at it and commit it", name, err)
		writePNG(t, filepath.Join(outDir, name+".actual.png"), got)
		return
	}
	want, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	if want.Bounds() != got.Bounds() {
		t.Errorf("%s: %v, the committed one is %v", name, got.Bounds(), want.Bounds())
		return
	}
	diff, count := diffImages(got, want)
	share := float64(count) / float64(got.Rect.Dx()*got.Rect.Dy())
	if share > pixelTolerance {
		writePNG(t, filepath.Join(outDir, name+".actual.png"), got)
		writePNG(t, filepath.Join(outDir, name+".diff.png"), diff)
		t.Errorf("%s: %.3f %% of the pixels differ, at most %.3f %% may; see internal/render/%s",
			name, 100*share, 100*pixelTolerance, outDir)
	}
}

// diffImages marks pixels that differ in red on a faint copy, and counts them.
func diffImages(got *image.RGBA, want image.Image) (*image.RGBA, int) {
	diff := image.NewRGBA(got.Rect)
	count := 0
	for y := got.Rect.Min.Y; y < got.Rect.Max.Y; y++ {
		for x := got.Rect.Min.X; x < got.Rect.Max.X; x++ {
			g := got.RGBAAt(x, y)
			w := color.RGBAModel.Convert(want.At(x, y)).(color.RGBA)
			if channelDiffers(g.R, w.R) || channelDiffers(g.G, w.G) || channelDiffers(g.B, w.B) ||
				channelDiffers(g.A, w.A) {
				diff.SetRGBA(x, y, color.RGBA{R: 220, A: 255})
				count++
				continue
			}
			faint := func(v uint8) uint8 { return 255 - (255-v)/4 }
			diff.SetRGBA(x, y, color.RGBA{faint(g.R), faint(g.G), faint(g.B), 255})
		}
	}
	return diff, count
}

func channelDiffers(a, b uint8) bool { return max(a, b)-min(a, b) > channelTolerance }

// quantizeColors returns a picture in its 256 most frequent colours, which keeps files small.
// Colours with the same upper five bits count as one, their mean.
func quantizeColors(img *image.RGBA) *image.Paletted {
	type bucket struct{ n, r, g, b int }
	buckets := map[[3]uint8]*bucket{}
	for i := 0; i < len(img.Pix); i += 4 {
		r, g, b := img.Pix[i], img.Pix[i+1], img.Pix[i+2]
		key := [3]uint8{r >> 3, g >> 3, b >> 3}
		entry := buckets[key]
		if entry == nil {
			entry = &bucket{}
			buckets[key] = entry
		}
		entry.n, entry.r = entry.n+1, entry.r+int(r)
		entry.g, entry.b = entry.g+int(g), entry.b+int(b)
	}
	sorted := slices.SortedFunc(maps.Values(buckets), func(a, b *bucket) int {
		return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.r, b.r), cmp.Compare(a.g, b.g),
			cmp.Compare(a.b, b.b))
	})
	var palette color.Palette
	for _, entry := range sorted[:min(len(sorted), 256)] {
		palette = append(palette,
			color.RGBA{uint8(entry.r / entry.n), uint8(entry.g / entry.n),
				uint8(entry.b / entry.n), 255})
	}
	out := image.NewPaletted(img.Rect, palette)
	draw.Draw(out, out.Rect, img, image.Point{}, draw.Src)
	return out
}

func writePNG(t *testing.T, name string, img image.Image) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.BestCompression}
	if err := enc.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
