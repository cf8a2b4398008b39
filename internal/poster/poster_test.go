package poster_test

import (
	"bytes"
	"encoding/xml"
	"image/png"
	"strings"
	"testing"

	"truceline/assets"
	"truceline/internal/app"
	"truceline/internal/poster"
	"truceline/internal/poster/bitmap"
	"truceline/internal/scene"
)

// newApp returns the app of the committed assets in state s.
func newApp(t *testing.T, s app.State) *app.App {
	t.Helper()
	a, err := app.New(assets.FS, s)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// parseSVG returns the drawing's size, its viewBox and the texts in it (aria-label).
func parseSVG(t *testing.T, d *poster.Drawing) (size, view string, labels []string) {
	t.Helper()
	var out bytes.Buffer
	if err := d.WriteSVG(&out); err != nil {
		t.Fatal(err)
	}
	x := xml.NewDecoder(&out)
	for {
		token, err := x.Token()
		if err != nil {
			return size, view, labels
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		for _, a := range e.Attr {
			switch {
			case e.Name.Local == "svg" && (a.Name.Local == "width" || a.Name.Local == "height"):
				size += a.Value + " "
			case e.Name.Local == "svg" && a.Name.Local == "viewBox":
				view = a.Value
			case a.Name.Local == "aria-label":
				labels = append(labels, a.Value)
			}
		}
	}
}

// The picture is laid out smaller than the file and scaled up to it.
func TestAPosterHasItsSizeAndLargeType(t *testing.T) {
	a := newApp(t, app.State{})
	a.SetAddress("example.org/map/")
	d := poster.ForSize(a, 1080, 1920)
	size, view, labels := parseSVG(t, d)
	if size != "1080 1920 " || view != "0 0 400 711.111" {
		t.Errorf("size %q, view %q", size, view)
	}
	if text := strings.Join(labels, " "); !strings.Contains(text,
		"Truceline\u00a0· example.org/map") {
		t.Errorf("no publisher in %s", text)
	}
	var out bytes.Buffer
	if err := bitmap.WritePNG(&out, d, 0.5); err != nil {
		t.Fatal(err)
	}
	if c, err := png.DecodeConfig(&out); err != nil || c.Width != 540 || c.Height != 960 {
		t.Errorf("%d by %d, %v", c.Width, c.Height, err)
	}
}

// Text must be legible where each format is usually shown: shown is the width in CSS pixels there.
func TestFormatsScaleType(t *testing.T) {
	for _, c := range []struct{ w, h, shown, minSize float64 }{
		{1080, 1920, 390, 10}, {1080, 1080, 390, 8}, {1200, 630, 500, 9}, {2400, 600, 1200, 10},
	} {
		_, _, ratio := scene.StandaloneSize(c.w, c.h)
		const key = 11.5 // CSS pixels
		if got := key * ratio * c.shown / c.w; got < c.minSize {
			t.Errorf("%vx%v shown %v wide: the key has %.1f px", c.w, c.h, c.shown, got)
		}
	}
	if _, _, ratio := scene.StandaloneSize(280, 400); ratio != 1 {
		t.Errorf("a small picture is laid out %v times as large as it is", 1/ratio)
	}
}

// The printed picture is light, whatever the reader's theme.
func TestPrintIsInLightColours(t *testing.T) {
	a := newApp(t, app.State{Theme: app.ThemeDark, Scenario: "donbas"})
	var out bytes.Buffer
	if err := poster.ForPrint(a).WriteSVG(&out); err != nil {
		t.Fatal(err)
	}
	if text := out.String(); !strings.Contains(text, "#fbf8f1") ||
		strings.Contains(text, "#353330") {
		t.Error("the printed picture is not light")
	}
	if a.Picture().Theme != app.ThemeDark {
		t.Error("the reader's picture has changed")
	}
}
