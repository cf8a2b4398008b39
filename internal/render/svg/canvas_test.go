package svg_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"image/color"
	"io"
	"os"
	"strings"
	"testing"

	"truceline/internal/geo"
	"truceline/internal/render/svg"
	"truceline/internal/scene"
)

var update = flag.Bool("update", false,
	"write testdata/primitives.svg again; look at it before you commit")

func points(v ...float64) (line []geo.XY) {
	for i := 0; i < len(v); i += 2 {
		line = append(line, geo.XY{X: v[i], Y: v[i+1]})
	}
	return line
}

// metresMatrix maps a thousand metres to 100 pixels, with north up.
var metresMatrix = scene.Matrix{XX: 0.1, YY: -0.1, Y0: 100}

func loadFonts(t *testing.T) *scene.Fonts {
	t.Helper()
	f, err := scene.LoadFonts(os.DirFS("../../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// drawPrimitives draws one of each primitive.
func drawPrimitives(c *svg.Canvas) {
	square := scene.NewPath([][]geo.XY{points(0, 0, 1000, 0, 1000, 1000, 0, 1000, 0, 0),
		points(200, 200, 200, 800, 800, 800, 800, 200, 200, 200)})
	line := scene.NewPath([][]geo.XY{points(100, 100, 500.04, 900.08, 900, 100)})
	c.BeginLayer("areas", "Areas <held>")
	c.Fill(square, metresMatrix, scene.FillStyle{Color: color.NRGBA{200, 120, 90, 255},
		Hatch: &scene.Hatch{Color: color.NRGBA{120, 60, 40, 128}, Width: 1, Spacing: 4.5,
			Angle: 45}})
	c.EndLayer()
	c.Group(0.5, func() {
		c.Stroke(line, metresMatrix, scene.StrokeStyle{Color: color.NRGBA{0, 0, 0, 255},
			Width: 2.25, Dash: [2]float64{3, 2}})
	})
	c.Stroke(square, metresMatrix, scene.StrokeStyle{Color: color.NRGBA{10, 20, 30, 255}, Width: 1})
	c.Label(scene.Label{Text: `Kyiv & "Lviv" <b>`, X: 10.5, Y: 50,
		Style: scene.TextStyle{Size: 12, Bold: true, Spacing: 1.5, Color: color.NRGBA{1, 2, 3, 255},
			Halo: color.NRGBA{255, 255, 255, 200}, HaloWidth: 2}})
}

func writeDocument(t *testing.T, o svg.Options, draw func(*svg.Canvas)) string {
	t.Helper()
	c := svg.New(100, 100, loadFonts(t), o)
	draw(c)
	var b bytes.Buffer
	if _, err := c.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPrimitives(t *testing.T) {
	const file = "testdata/primitives.svg"
	got := writeDocument(t, svg.Options{Title: "One of everything", Description: "For a test",
		Prefix: "p-"}, drawPrimitives)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; write it with -update, look at it and commit it", err)
	}
	if got != string(want) {
		t.Errorf("the document is\n%s\nthe committed one is\n%s", got, want)
	}
}

// forEachElement reads a document to its end and calls element with each element.
func forEachElement(t *testing.T, doc string, element func(xml.StartElement)) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(doc))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		if e, ok := token.(xml.StartElement); ok {
			element(e)
		}
	}
}

func TestElementHasNoStyleOrScript(t *testing.T) {
	doc := writeDocument(t, svg.Options{Title: "T"}, drawPrimitives)
	ids := map[string]bool{}
	forEachElement(t, doc, func(e xml.StartElement) {
		if e.Name.Local == "style" || e.Name.Local == "script" || e.Name.Local == "image" ||
			e.Name.Local == "foreignObject" {
			t.Errorf("<%s> in the document", e.Name.Local)
		}
		for _, a := range e.Attr {
			if a.Name.Local == "style" || strings.HasPrefix(a.Name.Local, "on") {
				t.Errorf("<%s %s> in the document", e.Name.Local, a.Name.Local)
			}
			if a.Name.Local == "href" && !ids[strings.TrimPrefix(a.Value, "#")] {
				t.Errorf("<%s> refers to %s, which is not in the document before it", e.Name.Local,
					a.Value)
			}
			if a.Name.Local == "id" {
				if ids[a.Value] {
					t.Errorf("id %q stands twice", a.Value)
				}
				ids[a.Value] = true
			}
		}
	})
}

func TestTextIsEscaped(t *testing.T) {
	for _, hostile := range []string{`</text><script>alert(1)</script>`, `" onload="x`,
		"a\x00b\x1fc",
		"]]>", "Київ — 6\u202f025 км²"} {
		doc := writeDocument(t, svg.Options{Title: hostile, Description: hostile, Prefix: hostile},
			func(c *svg.Canvas) {
				c.BeginLayer(hostile, hostile)
				c.Label(scene.Label{Text: hostile,
					Style: scene.TextStyle{Size: 10, Color: color.NRGBA{A: 255}}})
				c.EndLayer()
			})
		forEachElement(t, doc, func(e xml.StartElement) {
			if e.Name.Local == "script" {
				t.Errorf("%q became markup", hostile)
			}
			for _, a := range e.Attr {
				if a.Name.Local == "onload" {
					t.Errorf("%q became an attribute", hostile)
				}
			}
		})
	}
}

// label is a label in a document.
type label struct {
	Text string `xml:"aria-label,attr"`
	Uses []struct {
		Href    string `xml:"href,attr"`
		Fill    string `xml:"fill,attr"`
		Stroke  string `xml:"stroke,attr"`
		Opacity string `xml:"opacity,attr"`
	} `xml:"use"`
	Groups []struct {
		Fill string     `xml:"fill,attr"`
		Uses []struct{} `xml:"use"`
	} `xml:"g"`
}

// readLabels returns a document's labels that are in no layer.
func readLabels(t *testing.T, doc string) []label {
	t.Helper()
	var root struct {
		Groups []label `xml:"g"`
	}
	if err := xml.Unmarshal([]byte(doc), &root); err != nil {
		t.Fatal(err)
	}
	return root.Groups
}

// TestLabelDrawsHaloBelowGlyphs checks that the halo lies below all glyphs of its text: halos of
// single glyphs would cover the glyphs next to them.
func TestLabelDrawsHaloBelowGlyphs(t *testing.T) {
	white, black := color.NRGBA{255, 255, 255, 128}, color.NRGBA{A: 255}
	doc := writeDocument(t, svg.Options{Prefix: "p-"}, func(c *svg.Canvas) {
		for _, x := range []float64{10, 60} {
			c.Label(scene.Label{Text: "Київ", X: x,
				Style: scene.TextStyle{Size: 12, Color: black, Halo: white, HaloWidth: 2}})
		}
		c.Label(scene.Label{Text: "a a", Style: scene.TextStyle{Size: 12, Color: black}})
	})
	all := readLabels(t, doc)
	if len(all) != 3 {
		t.Fatalf("%d labels, want 3:\n%s", len(all), doc)
	}
	for _, l := range all[:2] {
		if l.Text != "Київ" || len(l.Uses) != 2 || l.Uses[0].Href != "#p-text1" ||
			l.Uses[1].Href != "#p-text1" {
			t.Fatalf("a label with a halo is %+v", l)
		}
		halo, glyphs := l.Uses[0], l.Uses[1]
		if halo.Stroke != "#ffffff" || halo.Fill != "none" || halo.Opacity != "0.502" {
			t.Errorf("the halo is %+v", halo)
		}
		if glyphs.Fill != "#000000" || glyphs.Stroke != "" || glyphs.Opacity != "" {
			t.Errorf("the letters are %+v", glyphs)
		}
	}
	if l := all[2]; len(l.Uses) != 0 || len(l.Groups) != 1 || l.Groups[0].Fill != "#000000" ||
		len(l.Groups[0].Uses) != 2 {
		t.Errorf("a label without a halo is %+v", l)
	}
	if n := strings.Count(doc, "<path id="); n != 5 {
		t.Errorf("%d outlines for five different letters:\n%s", n, doc)
	}
}

func TestOutsideIsOmitted(t *testing.T) {
	far := scene.NewPath([][]geo.XY{points(5000, 5000, 6000, 5000, 6000, 6000, 5000, 5000)})
	doc := writeDocument(t, svg.Options{}, func(c *svg.Canvas) {
		c.Fill(far, metresMatrix, scene.FillStyle{Color: color.NRGBA{A: 255}})
		c.Stroke(far, metresMatrix, scene.StrokeStyle{Color: color.NRGBA{A: 255}, Width: 2})
		c.Fill(far, metresMatrix, scene.FillStyle{})
	})
	if strings.Contains(doc, "<path") {
		t.Errorf("what lies outside the picture is in the document:\n%s", doc)
	}
}

func TestWholeMapIsWellFormed(t *testing.T) {
	assets := os.DirFS("../../../assets")
	w, err := scene.Load(assets)
	if err != nil {
		t.Fatal(err)
	}
	p := &scene.Picture{Camera: scene.Camera{W: 900, H: 600}, Title: "Ukraine",
		Situation: "Situation", Source: "Source"}
	p.Camera = w.FitCountry(p)
	c := svg.New(900, 600, w.Fonts, svg.Options{Title: p.Title})
	w.Draw(c, p)
	var b bytes.Buffer
	if _, err := c.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	forEachElement(t, b.String(), func(e xml.StartElement) {
		count[e.Name.Local]++
		for _, a := range e.Attr {
			switch a.Name.Local {
			case "aria-label":
				count["label"]++
			case "font-family", "textLength":
				t.Errorf("<%s %s> in the document", e.Name.Local, a.Name.Local)
			}
		}
	})
	if count["path"] < 50 || count["label"] < 20 || count["g"] < 5 || count["text"] > 0 ||
		count["style"] > 0 {
		t.Errorf("elements: %v", count)
	}
	if b.Len() > 200_000 {
		t.Errorf("%d bytes for a picture of 900 by 600, at most 200,000", b.Len())
	}
}
