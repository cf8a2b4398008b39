package site

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"truceline/internal/geo"
	"truceline/internal/render/svg"
	"truceline/internal/scene"
)

// unitsPerPixel is the number of units of the static picture in a CSS pixel of the width that it is
// drawn for: positions are whole units.
const unitsPerPixel = 4

const (
	// lineTileSize is the side of the squares into which long lines are cut, in units: a browser
	// draws a page in tiles of 256 pixels, and strokes a line from end to end for each tile that
	// the line's bounds touch.
	lineTileSize = 256 * unitsPerPixel
	// maxSplitWidth is how wide a line may be in CSS pixels that is cut: on wider ones one would
	// see where.
	maxSplitWidth = 1.5
)

// A pathPart is what one element holds of a path.
type pathPart struct {
	tile [2]int
	d    string
}

// staticMapCanvas writes shapes with classes for looks. What it draws has no size of its own: it is
// fitted into whatever element holds it, and widths keep to the screen.
type staticMapCanvas struct {
	style         *staticMapStyle
	camera        scene.Camera
	metresPerUnit float64      // in a unit
	visible       scene.Bounds // what a page can show
	layers        []*strings.Builder
	landLayer     int // the layer under which the oblasts are; -1: none yet
	usedHatches   map[string]bool

	contestedIDs map[*scene.Path]string // ids of land that answers a tap
	summaries    map[string]string      // and what is said of it

	openAttributes string // the attributes of the path that is open
	openParts      []pathPart
	skipLayer      bool // the layer is not for this canvas
}

var _ scene.Canvas = (*staticMapCanvas)(nil)

// newStaticMapCanvas writes what a page can show about a part of the map at the scale of a camera
// that stands over it. Its own camera sees all that: around the part a page shows as much as its
// shape leaves room for.
func newStaticMapCanvas(look *staticMapStyle, c scene.Camera, about scene.Bounds) *staticMapCanvas {
	dx, dy := 0.6*about.Width(), 0.85*about.Height() // a phone held upright
	seen := scene.Bounds{Min: geo.XY{X: about.Min.X - dx, Y: about.Min.Y - dy},
		Max: geo.XY{X: about.Max.X + dx, Y: about.Max.Y + dy}}
	c.W, c.H = seen.Width()/c.MetresPerPixel, seen.Height()/c.MetresPerPixel
	return &staticMapCanvas{style: look, camera: c, metresPerUnit: c.MetresPerPixel / unitsPerPixel,
		visible: seen, landLayer: -1, usedHatches: map[string]bool{},
		layers: []*strings.Builder{{}}}
}

// usedHatchRoles are the roles whose hatches are used.
func (c *staticMapCanvas) usedHatchRoles() []string {
	var list []string
	for _, role := range c.style.fills.names {
		if c.usedHatches[role] {
			list = append(list, role)
		}
	}
	return list
}

// BeginLayer opens a layer.
func (c *staticMapCanvas) BeginLayer(id, _ string) {
	c.flushPath()
	c.skipLayer = id == "neighbours" // the page's own colour is theirs
	if id == "land" {
		c.layers = append(c.layers, &strings.Builder{})
	}
}

// EndLayer closes the layer opened last.
func (c *staticMapCanvas) EndLayer() { c.flushPath(); c.skipLayer = false }

// Fill fills a path by the even-odd rule. The land is left to the oblasts.
func (c *staticMapCanvas) Fill(p *scene.Path, _ scene.Matrix, s scene.FillStyle) {
	role := c.style.fills.decodeRole(s.Color)
	if c.skipLayer {
		return
	}
	if role == "land" {
		c.flushPath()
		if c.landLayer < 0 {
			c.landLayer = len(c.layers) - 1
			c.layers = append(c.layers, &strings.Builder{})
		}
		return
	}
	class := c.style.fills.class(role)
	if s.Hatch != nil {
		c.usedHatches[role] = true
		class = "p" + class
	}
	c.addPath(fmt.Sprintf("class=\"%s\"%s", class,
		featureAttributes(c.contestedIDs[p], c.summaries)), singlePart(c.pathData(p, true))...)
}

// Stroke strokes a path.
func (c *staticMapCanvas) Stroke(p *scene.Path, _ scene.Matrix, s scene.StrokeStyle) {
	if c.skipLayer {
		return
	}
	var class string
	if role := c.style.lines.decodeRole(s.Color); role != "" {
		class = c.style.lines.class(role)
	} else if role := c.style.casings.decodeRole(s.Color); role != "" {
		class = c.style.casings.class(role)
	} else { // the seams between seas have the colour of a fill
		class = "seam"
	}
	attributes := fmt.Sprintf("class=\"%s", class)
	dash := ""
	if s.Dash[0] > 0 {
		attributes += " d"
		dash = fmt.Sprintf(" stroke-dasharray=\"%s %s\"", formatNumber(s.Dash[0]),
			formatNumber(s.Dash[1]))
	}
	var parts []pathPart
	if dash == "" && s.Width <= maxSplitWidth {
		parts = c.splitIntoTiles(p)
		if len(parts) > 1 && c.style.translucent(s.Color) {
			attributes += " d"
		}
	} else {
		parts = singlePart(c.pathData(p, false))
	}
	c.addPath(fmt.Sprintf("%s\" stroke-width=\"%s\"%s", attributes, formatNumber(s.Width), dash),
		parts...)
}

// Label is not for this canvas: names stand beside the shapes.
func (c *staticMapCanvas) Label(scene.Label) {}

// Group lays what draw draws over the rest.
func (c *staticMapCanvas) Group(alpha float64, draw func()) {
	c.flushPath()
	fmt.Fprintf(c.currentLayer(), "<g opacity=\"%s\">", formatNumber(alpha))
	draw()
	c.flushPath()
	c.currentLayer().WriteString("</g>\n")
}

func (c *staticMapCanvas) currentLayer() *strings.Builder { return c.layers[len(c.layers)-1] }

// addPath joins paths that look alike.
func (c *staticMapCanvas) addPath(attributes string, parts ...pathPart) {
	if attributes != c.openAttributes {
		c.flushPath()
		c.openAttributes = attributes
	}
	for _, part := range parts {
		k := slices.IndexFunc(c.openParts, func(p pathPart) bool { return p.tile == part.tile })
		if k < 0 {
			c.openParts = append(c.openParts, part)
		} else {
			c.openParts[k].d += part.d
		}
	}
}

func (c *staticMapCanvas) flushPath() {
	switch len(c.openParts) {
	case 0:
	case 1:
		fmt.Fprintf(c.currentLayer(), "<path %s d=\"%s\"/>\n", c.openAttributes, c.openParts[0].d)
	default:
		fmt.Fprintf(c.currentLayer(), "<g %s>", c.openAttributes)
		for _, part := range c.openParts {
			fmt.Fprintf(c.currentLayer(), "<path d=\"%s\"/>", part.d)
		}
		c.currentLayer().WriteString("</g>\n")
	}
	c.openParts, c.openAttributes = nil, ""
}

// singlePart is a path's data as one part; none if there is nothing to see of it.
func singlePart(d string) []pathPart {
	if d == "" {
		return nil
	}
	return []pathPart{{d: d}}
}

// splitIntoTiles cuts a thin line where it leads from one square of stillCell units into the next,
// and joins what lies in one.
func (c *staticMapCanvas) splitIntoTiles(p *scene.Path) []pathPart {
	var parts []pathPart
	for _, line := range p.Lines {
		for _, run := range clipLine(line, c.visible) {
			at, ring := c.roundPoints(run, false)
			if len(at) < 2 {
				continue
			}
			if ring {
				at = append(at, at[0])
			}
			for from, i := 0, 1; i < len(at); i++ {
				cell := tileOf(at[i-1], at[i])
				if i+1 < len(at) && tileOf(at[i], at[i+1]) == cell {
					continue
				}
				var b strings.Builder
				if ring && from == 0 && i+1 == len(at) {
					svg.WriteRelativePath(&b, at[:i], true)
				} else {
					svg.WriteRelativePath(&b, at[from:i+1], false)
				}
				parts = append(parts, pathPart{cell, b.String()})
				from = i
			}
		}
	}
	return parts
}

// tileOf is the square in which an edge has its middle.
func tileOf(a, b [2]int) [2]int {
	return [2]int{floorDiv(a[0]+b[0], 2*lineTileSize), floorDiv(a[1]+b[1], 2*lineTileSize)}
}

func floorDiv(a, b int) int { return int(math.Floor(float64(a) / float64(b))) }

// toUnits is a map position in whole units.
func (c *staticMapCanvas) toUnits(x, y float64) (int, int) {
	px, py := c.camera.Project(geo.XY{X: x, Y: y})
	return int(math.Round(px * unitsPerPixel)), int(math.Round(py * unitsPerPixel))
}

// pathData writes a path as moves relative to the position before, in whole units. What no page can
// show is left out.
func (c *staticMapCanvas) pathData(p *scene.Path, closed bool) string {
	var b strings.Builder
	for _, line := range p.Lines {
		if closed {
			c.writePath(&b, clipRing(line, c.visible), true)
			continue
		}
		for _, run := range clipLine(line, c.visible) {
			c.writePath(&b, run, false)
		}
	}
	return b.String()
}

func (c *staticMapCanvas) writePath(b *strings.Builder, line []geo.XY, closed bool) {
	at, ring := c.roundPoints(line, closed)
	if len(at) < 2 || closed && len(at) < 3 {
		return
	}
	svg.WriteRelativePath(b, at, ring)
}

// roundPoints are a line's positions in whole units, each once; of a ring without the last, which
// is the first.
func (c *staticMapCanvas) roundPoints(line []geo.XY, closed bool) (at [][2]int, ring bool) {
	for _, q := range line {
		x, y := c.toUnits(q.X, q.Y)
		if n := len(at); n == 0 || at[n-1] != [2]int{x, y} {
			at = append(at, [2]int{x, y})
		}
	}
	ring = closed || len(at) > 2 && at[0] == at[len(at)-1]
	if ring && len(at) > 1 && at[0] == at[len(at)-1] {
		at = at[:len(at)-1]
	}
	return at, ring
}

// clipLine cuts a line into the runs whose edges reach a box.
func clipLine(line []geo.XY, box scene.Bounds) [][]geo.XY {
	var runs [][]geo.XY
	open := false
	for i := 1; i < len(line); i++ {
		if !scene.EmptyBounds().Extend(line[i-1]).Extend(line[i]).Intersects(box) {
			open = false
			continue
		}
		if !open {
			runs = append(runs, []geo.XY{line[i-1]})
			open = true
		}
		n := len(runs) - 1
		runs[n] = append(runs[n], line[i])
	}
	return runs
}

// clipRing is the part of a ring within a box (Sutherland and Hodgman, 1974).
func clipRing(ring []geo.XY, box scene.Bounds) []geo.XY {
	for _, side := range []struct {
		inside func(geo.XY) bool
		cross  func(a, b geo.XY) geo.XY
	}{
		{func(q geo.XY) bool { return q.X >= box.Min.X },
			func(a, b geo.XY) geo.XY { return intersectX(a, b, box.Min.X) }},
		{func(q geo.XY) bool { return q.X <= box.Max.X },
			func(a, b geo.XY) geo.XY { return intersectX(a, b, box.Max.X) }},
		{func(q geo.XY) bool { return q.Y >= box.Min.Y },
			func(a, b geo.XY) geo.XY { return intersectY(a, b, box.Min.Y) }},
		{func(q geo.XY) bool { return q.Y <= box.Max.Y },
			func(a, b geo.XY) geo.XY { return intersectY(a, b, box.Max.Y) }},
	} {
		if !slices.ContainsFunc(ring, func(q geo.XY) bool { return !side.inside(q) }) {
			continue
		}
		var out []geo.XY
		for i, q := range ring {
			before := ring[(i+len(ring)-1)%len(ring)]
			if side.inside(q) != side.inside(before) {
				out = append(out, side.cross(before, q))
			}
			if side.inside(q) {
				out = append(out, q)
			}
		}
		ring = out
	}
	return ring
}

func intersectX(a, b geo.XY, x float64) geo.XY {
	return geo.XY{X: x, Y: a.Y + (b.Y-a.Y)*(x-a.X)/(b.X-a.X)}
}

func intersectY(a, b geo.XY, y float64) geo.XY {
	return geo.XY{X: a.X + (b.X-a.X)*(y-a.Y)/(b.Y-a.Y), Y: y}
}
