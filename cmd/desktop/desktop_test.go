package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/text/v2"

	"truceline/assets"
	"truceline/internal/app"
	"truceline/internal/atomicfile"
	"truceline/internal/render/gpu/gputest"
	"truceline/internal/render/raster"
	"truceline/internal/scene"
)

// runAsProgramEnv is the environment variable that makes the test binary run as the program.
const runAsProgramEnv = "TRUCELINE_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(runAsProgramEnv) == "1" {
		os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
	}
	gputest.RunTests(m)
}

// runProgram runs the program with additional environment variables.
func runProgram(t *testing.T, env []string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var stdoutBuffer, stderrBuffer bytes.Buffer
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(append(os.Environ(), runAsProgramEnv+"=1"), env...)
	cmd.Stdout, cmd.Stderr = &stdoutBuffer, &stderrBuffer
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), stdoutBuffer.String(), stderrBuffer.String()
}

// Without a display the program prints one line that names the reason.
func TestNoDisplay(t *testing.T) {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("there is always a display here")
	}
	status, stdout, stderr := runProgram(t, []string{"DISPLAY=", "WAYLAND_DISPLAY="})
	if status != 1 || stdout != "" || strings.Count(stderr, "\n") != 1 ||
		!strings.Contains(stderr, "display") {
		t.Errorf("status %d, output %q, errors %q: want 1 and one line about the display", status,
			stdout, stderr)
	}
}

func TestUsage(t *testing.T) {
	for _, c := range []struct {
		args   string
		status int
	}{{"--help", 0}, {"--nonsense", 2}, {"file", 2}, {"--size 10", 2}, {"--size 900x", 2},
		{"--size 900x600x3", 2}, {"--size 1x1", 2}} {
		var stdout, stderr bytes.Buffer
		if got := run(strings.Fields(c.args), &stdout, &stderr); got != c.status {
			t.Errorf("%s: status %d, want %d", c.args, got, c.status)
		}
		if c.status == 2 && strings.Count(stderr.String(), "\n") != 1 {
			t.Errorf("%s: says %q, want one line", c.args, stderr.String())
		}
	}
}

// Map, toolbar and panel cover the window exactly once, and the buttons are on the map or the
// toolbar.
func TestComputeLayout(t *testing.T) {
	for _, ratio := range []float64{1, 1.25, 1.5, 2, 3} {
		for w := 320; w < 2000; w += 133 {
			for h := 320; h < 1500; h += 97 {
				checkLayout(t, image.Pt(int(float64(w)*ratio), int(float64(h)*ratio)), ratio)
			}
		}
	}
	l := computeLayout(image.Pt(900, 600), 1, app.UINone)
	if l.mapRect != image.Rect(0, 0, 900, 600) || !l.panel.Empty() || !l.buttons.Empty() {
		t.Errorf("without anything beside it, the map should fill the window: %+v", l)
	}
}

func checkLayout(t *testing.T, size image.Point, ratio float64) {
	t.Helper()
	l := computeLayout(size, ratio, app.UIFull)
	area := 0
	for _, r := range []image.Rectangle{l.mapRect, l.toolbar, l.panel} {
		area += r.Dx() * r.Dy()
		if !r.In(image.Rectangle{Max: size}) {
			t.Fatalf("%v at %g: %v lies outside", size, ratio, r)
		}
	}
	if area != size.X*size.Y || l.mapRect.Overlaps(l.panel) ||
		l.mapRect.Overlaps(l.toolbar) || l.toolbar.Overlaps(l.panel) {
		t.Fatalf("%v at %g: %+v do not cover the window once", size, ratio, l)
	}
	if !l.buttons.In(l.mapRect) && !l.buttons.In(l.toolbar) {
		t.Fatalf("%v at %g: buttons at %v", size, ratio, l.buttons)
	}
}

func TestWrapTooltip(t *testing.T) {
	fonts, err := scene.LoadFonts(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	s := scene.TextStyle{Size: 12.5}
	text := "On 6 January 2026 the government of Ukraine controlled all of it, by this map’s estimate."
	lines := wrapTooltip(fonts, text, s)
	if len(lines) < 2 || strings.Join(lines, " ") != text {
		t.Errorf("%q", lines)
	}
	for _, line := range lines {
		if fonts.Advance(line, s) > tooltipWidth {
			t.Errorf("%q is too long", line)
		}
	}
	if lines := wrapTooltip(fonts, "", s); lines != nil {
		t.Errorf("%q of nothing", lines)
	}
}

// Lines contain all words, none is too wide, and two lines have similar lengths.
func TestBalanceLines(t *testing.T) {
	f, err := loadFonts(assets.FS, scene.FontRegular, scene.FontBold)
	if err != nil {
		t.Fatal(err)
	}
	face := &text.GoTextFace{Source: f.bold, Size: 18}
	const heading = "Ukraine: control of territory and proposals"
	fullWidth := textWidth(heading, face)
	for share := 0.3; share < 1.1; share += 0.05 {
		lines := balanceLines(heading, face, share*fullWidth)
		if strings.Join(lines, " ") != heading {
			t.Errorf("%.2f: %q", share, lines)
		}
		for _, line := range lines {
			if textWidth(line, face) > share*fullWidth {
				t.Errorf("%.2f: %q is too wide", share, line)
			}
			if len(lines) == 2 && textWidth(line, face) < 0.35*fullWidth {
				t.Errorf("%.2f: %q", share, lines)
			}
		}
	}
}

func newTestWindow(t *testing.T, link string) *window {
	t.Helper()
	gputest.RequireDisplay(t)
	a, err := app.New(assets.FS, app.ParseLink(link))
	if err != nil {
		t.Fatal(err)
	}
	w, err := newWindow(a, assets.FS, "")
	if err != nil {
		t.Fatal(err)
	}
	w.input.source = nil
	return w
}

// renderFrames runs frames as Ebitengine does and returns the screen.
func (w *window) renderFrames(t *testing.T, frames int) *image.RGBA {
	t.Helper()
	screen := ebiten.NewImageWithOptions(image.Rectangle{Max: w.size},
		&ebiten.NewImageOptions{Unmanaged: true})
	defer screen.Deallocate()
	for range frames {
		if err := w.Update(); err != nil {
			t.Fatal(err)
		}
		w.dirty = true
		w.Draw(screen)
	}
	img := image.NewRGBA(screen.Bounds())
	screen.ReadPixels(img.Pix)
	return img
}

// The window's map equals the picture drawn without a window, at each ratio and after a change of
// the ratio.
func TestMapMatchesRaster(t *testing.T) {
	for _, theme := range []string{"light", "dark"} {
		w := newTestWindow(t, "theme="+theme)
		for _, ratio := range []float64{1, 1.5, 2, 3, 1} {
			w.resize(700, 480, ratio)
			got := w.renderFrames(t, 4)
			p := w.app.Picture()
			canvas := raster.New(int(math.Round(p.Camera.W)), int(math.Round(p.Camera.H)), ratio,
				w.app.World().Fonts)
			w.app.World().Draw(canvas, &p)
			share := differingShare(got, canvas.Image(), w.layout.mapRect, w.layout.buttons)
			if share > 0.002 {
				saveTestImage(t, fmt.Sprintf("map-%s-%g", theme, ratio), got)
				t.Errorf(
					"%s at %g: %.3f %% of the map's pixels differ by more than 40; see testdata/out",
					theme, ratio, 100*share)
			}
		}
	}
}

// differingShare returns the share of pixels that differ visibly between two pictures, of those in
// rect and in both pictures but not in except.
func differingShare(a, b *image.RGBA, rect, except image.Rectangle) float64 {
	differing, total := 0, 0
	for y := rect.Min.Y; y < rect.Max.Y; y++ {
		for x := rect.Min.X; x < rect.Max.X; x++ {
			if p := image.Pt(x, y); p.In(except) || !p.In(b.Rect) {
				continue
			}
			total++
			if differsVisibly(a.RGBAAt(x, y), b.RGBAAt(x, y)) {
				differing++
			}
		}
	}
	return float64(differing) / float64(total)
}

// differsVisibly reports whether two colours differ by more than 40 of 255 in a channel.
func differsVisibly(a, b color.RGBA) bool {
	differs := func(a, b uint8) bool { return max(a, b)-min(a, b) > 40 }
	return differs(a.R, b.R) || differs(a.G, b.G) || differs(a.B, b.B)
}

func saveTestImage(t *testing.T, name string, img image.Image) {
	if err := os.MkdirAll("testdata/out", 0o777); err != nil {
		t.Fatal(err)
	}
	if err := atomicfile.Write(filepath.Join("testdata/out", name+".png"),
		func(out io.Writer) error { return png.Encode(out, img) }); err != nil {
		t.Fatal(err)
	}
}

// The app knows which part of the map the buttons cover. In a toolbar they cover none.
func TestMapKnowsButtonsRect(t *testing.T) {
	w := newTestWindow(t, "lang=fr&scenario=mutual-pullback&pullback=20")
	for _, ratio := range []float64{1, 1.5} {
		w.resize(900, 600, ratio)
		css := func(v int) float64 { return float64(v) / ratio }
		b := w.layout.buttons
		if got, want := w.app.Picture().Obscured,
			(scene.Rect{X: css(b.Min.X), Y: css(b.Min.Y), W: css(b.Dx()),
				H: css(b.Dy())}); got != want {
			t.Errorf("at %g the map is told that %v is hidden, not %v", ratio, got, want)
		}
	}
	w.resize(360, 640, 2)
	if got := w.app.Picture().Obscured; got != (scene.Rect{}) {
		t.Errorf("the buttons stand below the map, which is told that %v is hidden", got)
	}
}

// Nothing is drawn while nothing changes.
func TestIdleDrawsNothing(t *testing.T) {
	w := newTestWindow(t, "")
	w.resize(900, 600, 1)
	screen := ebiten.NewImageWithOptions(image.Rectangle{Max: w.size},
		&ebiten.NewImageOptions{Unmanaged: true})
	defer screen.Deallocate()
	frame := func() {
		if err := w.Update(); err != nil {
			t.Fatal(err)
		}
		w.Draw(screen)
	}
	for range 2 * framesUntilIdle {
		frame()
	}
	drawn := w.frameCount
	for range 20 {
		frame()
	}
	if w.frameCount != drawn || w.vsync {
		t.Errorf("drawn %d times while nothing happened; still at the screen's rhythm: %v",
			w.frameCount-drawn, w.vsync)
	}
	w.dispatch(app.Action{Type: app.ActionZoom, By: 1})
	frame()
	if !w.vsync || w.frameCount == drawn {
		t.Error("a zoom does not wake the window")
	}
}

// The panel shows selections, and a mouse movement alone does not rebuild it.
func TestPanelShowsSelection(t *testing.T) {
	w := newTestWindow(t, "")
	w.resize(900, 600, 1)
	empty := w.renderFrames(t, 4)
	w.dispatch(app.Action{Type: app.ActionSelect, ID: "UA-14"})
	card := w.renderFrames(t, 4)
	if samePanel(w, empty, card) {
		t.Error("a card was opened, the panel looks as before")
	}
	if w.view.Card == nil || w.view.Card.ID != "UA-14" {
		t.Errorf("card %+v", w.view.Card)
	}
	content := w.panel.content
	x, y := 200.0, 200.0
	w.dispatch(app.Action{Type: app.ActionPointer, Phase: "move", Kind: "mouse", ID: "0", X: &x,
		Y: &y})
	w.renderFrames(t, 2)
	if w.view.Tooltip == nil || w.panel.content != content {
		t.Errorf("pointing at %v made the panel anew: %v", w.view.Tooltip,
			w.panel.content != content)
	}
	w.dispatch(app.Action{Type: app.ActionPointer, Phase: "leave", Kind: "mouse", ID: "0", X: &x,
		Y: &y})
	w.dispatch(app.Action{Type: app.ActionClose})
	if !samePanel(w, empty, w.renderFrames(t, 4)) {
		t.Error("the card was closed, the panel does not look as before")
	}
	w.panel.scrollBy(1e6)
	if w.panel.maxScroll() == 0 || w.panel.scrollTop != w.panel.maxScroll() {
		t.Errorf("scrolled to %d of %d", w.panel.scrollTop, w.panel.maxScroll())
	}
}

// samePanel reports whether two pictures have the same panel, except for rounding.
func samePanel(w *window, a, b *image.RGBA) bool {
	for y := w.layout.panel.Min.Y; y < w.layout.panel.Max.Y; y++ {
		for x := w.layout.panel.Min.X; x < w.layout.panel.Max.X; x++ {
			if differsVisibly(a.RGBAAt(x, y), b.RGBAAt(x, y)) {
				return false
			}
		}
	}
	return true
}

// The program itself writes a screenshot.
func TestScreenshot(t *testing.T) {
	gputest.RequireDisplay(t)
	name := filepath.Join(t.TempDir(), "shot.png")
	status, stdout, stderr := runProgram(t, nil, "--size", "420x500", "--link",
		"theme=dark&select=UA-14", "--screenshot", name)
	if status != 0 || stdout != "" || stderr != "" {
		t.Fatalf("status %d, output %q, errors %q", status, stdout, stderr)
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	if size := img.Bounds().Size(); size.X*500 != size.Y*420 || size.X < 420 {
		t.Errorf("size %v", size)
	}
	colours := map[any]bool{}
	for x := range img.Bounds().Dx() {
		colours[img.At(x, img.Bounds().Dy()/4)] = true
	}
	if len(colours) < 10 {
		t.Errorf("only %d colours across the map", len(colours))
	}
}
