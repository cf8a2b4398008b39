package render_test

import (
	"bytes"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"image/color"
	"strconv"
	"strings"
	"testing"

	"truceline/internal/geo"
	"truceline/internal/render/raster"
	"truceline/internal/render/svg"
	"truceline/internal/scene"
)

// shapesOnly passes fills and strokes to a canvas, without hatches and labels.
type shapesOnly struct{ scene.Canvas }

func (c shapesOnly) Fill(p *scene.Path, m scene.Matrix, s scene.FillStyle) {
	s.Hatch = nil
	c.Canvas.Fill(p, m, s)
}
func (shapesOnly) Label(scene.Label) {}

// TestSVGAndRasterAgree draws the map as SVG, reads the document's paths back and draws them. The
// result must agree with a direct drawing.
func TestSVGAndRasterAgree(t *testing.T) {
	w := testWorld(t)
	for _, theme := range []string{"light", "dark"} {
		p := newPicture(w, 900, 600, theme)
		addOverlays(w, p)
		document := svg.New(900, 600, w.Fonts, svg.Options{})
		w.Draw(shapesOnly{document}, p)
		var b bytes.Buffer
		if _, err := document.WriteTo(&b); err != nil {
			t.Fatal(err)
		}
		redrawn, direct := raster.New(900, 600, 1, w.Fonts), raster.New(900, 600, 1, w.Fonts)
		drawSVG(t, redrawn, b.Bytes())
		w.Draw(shapesOnly{direct}, p)
		diff, count := diffImages(redrawn.Image(), direct.Image())
		// Positions are rounded to a tenth of a pixel, which changes the coverage along edges.
		if share := float64(count) / (900 * 600); share > 0.001 {
			name := outDir + "/svg-" + theme
			writePNG(t, name+".diff.png", diff)
			writePNG(t, name+".actual.png", redrawn.Image())
			t.Errorf("%s: %.2f %% of the pixels differ, at most 0.1 %% may; see internal/render/%s",
				theme, 100*share, outDir)
		}
	}
}

// drawSVG draws the paths of a document.
func drawSVG(t *testing.T, c scene.Canvas, doc []byte) {
	t.Helper()
	var root struct {
		Nodes []svgNode `xml:",any"`
	}
	if err := xml.Unmarshal(doc, &root); err != nil {
		t.Fatal(err)
	}
	for _, n := range root.Nodes {
		if err := n.draw(c); err != nil {
			t.Fatal(err)
		}
	}
}

type svgNode struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Nodes   []svgNode  `xml:",any"`
}

func (n svgNode) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (n svgNode) draw(c scene.Canvas) error {
	if n.XMLName.Local == "path" {
		path, err := readPath(n.attr("d"))
		if err != nil {
			return err
		}
		m := scene.Matrix{XX: 1, YY: 1}
		if fill := n.attr("fill"); fill != "none" {
			c.Fill(path, m, scene.FillStyle{Color: parseColor(fill, n.attr("fill-opacity"))})
		}
		if stroke := n.attr("stroke"); stroke != "" {
			s := scene.StrokeStyle{Color: parseColor(stroke, n.attr("stroke-opacity"))}
			fmt.Sscan(n.attr("stroke-width"), &s.Width)
			fmt.Sscan(n.attr("stroke-dasharray"), &s.Dash[0], &s.Dash[1])
			c.Stroke(path, m, s)
		}
	}
	for _, child := range n.Nodes {
		if err := child.draw(c); err != nil {
			return err
		}
	}
	return nil
}

func parseColor(hexColor, opacity string) color.NRGBA {
	b, err := hex.DecodeString(strings.TrimPrefix(hexColor, "#"))
	if err != nil || len(b) != 3 {
		return color.NRGBA{}
	}
	share := 1.0
	if opacity != "" {
		share, _ = strconv.ParseFloat(opacity, 64)
	}
	return color.NRGBA{b[0], b[1], b[2], uint8(share*255 + 0.5)}
}

// readPath reads path data with the commands M, l and Z.
func readPath(d string) (*scene.Path, error) {
	var lines [][]geo.XY
	for _, subpath := range strings.Split(d, "M")[1:] {
		subpath, closed := strings.CutSuffix(subpath, "Z")
		numbers := strings.Fields(strings.NewReplacer("l", " ", "-", " -").Replace(subpath))
		if len(numbers)%2 != 0 || len(numbers) == 0 {
			return nil, fmt.Errorf("odd numbers in %q", subpath)
		}
		var line []geo.XY
		var position geo.XY
		for i := 0; i < len(numbers); i += 2 {
			x, errX := strconv.ParseFloat(numbers[i], 64)
			y, errY := strconv.ParseFloat(numbers[i+1], 64)
			if errX != nil || errY != nil {
				return nil, fmt.Errorf("no number in %q", subpath)
			}
			position = geo.XY{X: position.X + x, Y: position.Y + y}
			line = append(line, position)
		}
		if closed {
			line = append(line, line[0])
		}
		lines = append(lines, line)
	}
	return scene.NewPath(lines), nil
}
