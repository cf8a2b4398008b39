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

// stillSteps is the number of units of the static picture in a CSS pixel of the width that it is drawn for: positions
// are whole units.
const stillSteps = 4

const (
	// stillCell is the side of the squares into which long lines are cut, in units: a browser draws a page in tiles of 256
	// pixels, and strokes a line from end to end for each tile that the line's bounds touch.
	stillCell = 256 * stillSteps
	// thin is how wide a line may be in CSS pixels that is cut: on wider ones one would see where.
	thin = 1.5
)

// A stillPart is what one element holds of a path.
type stillPart struct {
	cell [2]int
	d    string
}

// stillCanvas writes shapes with classes for looks. What it draws has no size of its own: it is fitted into whatever
// element holds it, and widths keep to the screen.
type stillCanvas struct {
	look   *stillLook
	camera scene.Camera
	metres float64      // in a unit
	seen   scene.Bounds // what a page can show
	layers []*strings.Builder
	land   int // the layer under which the oblasts are; -1: none yet
	hatch  map[string]bool

	contested map[*scene.Path]string // ids of land that answers a tap
	leads     map[string]string      // and what is said of it

	last  string // the attributes of the path that is open
	parts []stillPart
	skip  bool // the layer is not for this canvas
}

var _ scene.Canvas = (*stillCanvas)(nil)

// newStillCanvas writes what a page can show about a part of the map at the scale of a camera that stands over it. Its own
// camera sees all that: around the part a page shows as much as its shape leaves room for.
func newStillCanvas(look *stillLook, c scene.Camera, about scene.Bounds) *stillCanvas {
	dx, dy := 0.6*about.Width(), 0.85*about.Height() // a phone held upright
	seen := scene.Bounds{Min: geo.XY{X: about.Min.X - dx, Y: about.Min.Y - dy}, Max: geo.XY{X: about.Max.X + dx, Y: about.Max.Y + dy}}
	c.W, c.H = seen.Width()/c.MetresPerPixel, seen.Height()/c.MetresPerPixel
	return &stillCanvas{look: look, camera: c, metres: c.MetresPerPixel / stillSteps, seen: seen, land: -1, hatch: map[string]bool{}, layers: []*strings.Builder{{}}}
}

// hatched are the roles whose hatches are used.
func (c *stillCanvas) hatched() []string {
	var list []string
	for _, role := range c.look.fills.list {
		if c.hatch[role] {
			list = append(list, role)
		}
	}
	return list
}

// BeginLayer opens a layer.
func (c *stillCanvas) BeginLayer(id, _ string) {
	c.flush()
	c.skip = id == "neighbours" // the page's own colour is theirs
	if id == "land" {
		c.layers = append(c.layers, &strings.Builder{})
	}
}

// EndLayer closes the layer opened last.
func (c *stillCanvas) EndLayer() { c.flush(); c.skip = false }

// Fill fills a path by the even-odd rule. The land is left to the oblasts.
func (c *stillCanvas) Fill(p *scene.Path, _ scene.Matrix, s scene.FillStyle) {
	role := c.look.fills.role(s.Color)
	if c.skip {
		return
	}
	if role == "land" {
		c.flush()
		if c.land < 0 {
			c.land = len(c.layers) - 1
			c.layers = append(c.layers, &strings.Builder{})
		}
		return
	}
	class := c.look.fills.class(role)
	if s.Hatch != nil {
		c.hatch[role] = true
		class = "p" + class
	}
	c.add(fmt.Sprintf("class=\"%s\"%s", class, answer(c.contested[p], c.leads)), whole(c.path(p, true))...)
}

// Stroke strokes a path.
func (c *stillCanvas) Stroke(p *scene.Path, _ scene.Matrix, s scene.StrokeStyle) {
	if c.skip {
		return
	}
	var class string
	if role := c.look.lines.role(s.Color); role != "" {
		class = c.look.lines.class(role)
	} else if role := c.look.casings.role(s.Color); role != "" {
		class = c.look.casings.class(role)
	} else { // the seams between seas have the colour of a fill
		class = "seam"
	}
	attributes := fmt.Sprintf("class=\"%s", class)
	dash := ""
	if s.Dash[0] > 0 {
		attributes += " d"
		dash = fmt.Sprintf(" stroke-dasharray=\"%s %s\"", short(s.Dash[0]), short(s.Dash[1]))
	}
	var parts []stillPart
	if dash == "" && s.Width <= thin {
		parts = c.cells(p)
		if len(parts) > 1 && c.look.sheer(s.Color) {
			attributes += " d"
		}
	} else {
		parts = whole(c.path(p, false))
	}
	c.add(fmt.Sprintf("%s\" stroke-width=\"%s\"%s", attributes, short(s.Width), dash), parts...)
}

// Label is not for this canvas: names stand beside the shapes.
func (c *stillCanvas) Label(scene.Label) {}

// Group lays what draw draws over the rest.
func (c *stillCanvas) Group(alpha float64, draw func()) {
	c.flush()
	fmt.Fprintf(c.out(), "<g opacity=\"%s\">", short(alpha))
	draw()
	c.flush()
	c.out().WriteString("</g>\n")
}

func (c *stillCanvas) out() *strings.Builder { return c.layers[len(c.layers)-1] }

// add joins paths that look alike.
func (c *stillCanvas) add(attributes string, parts ...stillPart) {
	if attributes != c.last {
		c.flush()
		c.last = attributes
	}
	for _, part := range parts {
		k := slices.IndexFunc(c.parts, func(p stillPart) bool { return p.cell == part.cell })
		if k < 0 {
			c.parts = append(c.parts, part)
		} else {
			c.parts[k].d += part.d
		}
	}
}

func (c *stillCanvas) flush() {
	switch len(c.parts) {
	case 0:
	case 1:
		fmt.Fprintf(c.out(), "<path %s d=\"%s\"/>\n", c.last, c.parts[0].d)
	default:
		fmt.Fprintf(c.out(), "<g %s>", c.last)
		for _, part := range c.parts {
			fmt.Fprintf(c.out(), "<path d=\"%s\"/>", part.d)
		}
		c.out().WriteString("</g>\n")
	}
	c.parts, c.last = nil, ""
}

// whole is a path's data as one part; none if there is nothing to see of it.
func whole(d string) []stillPart {
	if d == "" {
		return nil
	}
	return []stillPart{{d: d}}
}

// cells cuts a thin line where it leads from one square of stillCell units into the next, and joins what lies in one.
func (c *stillCanvas) cells(p *scene.Path) []stillPart {
	var parts []stillPart
	for _, line := range p.Lines {
		for _, run := range clipLine(line, c.seen) {
			at, ring := c.steps(run, false)
			if len(at) < 2 {
				continue
			}
			if ring {
				at = append(at, at[0])
			}
			for from, i := 0, 1; i < len(at); i++ {
				cell := cellOf(at[i-1], at[i])
				if i+1 < len(at) && cellOf(at[i], at[i+1]) == cell {
					continue
				}
				var b strings.Builder
				if ring && from == 0 && i+1 == len(at) {
					svg.WriteRelativePath(&b, at[:i], true)
				} else {
					svg.WriteRelativePath(&b, at[from:i+1], false)
				}
				parts = append(parts, stillPart{cell, b.String()})
				from = i
			}
		}
	}
	return parts
}

// cellOf is the square in which an edge has its middle.
func cellOf(a, b [2]int) [2]int {
	return [2]int{floorDiv(a[0]+b[0], 2*stillCell), floorDiv(a[1]+b[1], 2*stillCell)}
}

func floorDiv(a, b int) int { return int(math.Floor(float64(a) / float64(b))) }

// place is a map position in whole units.
func (c *stillCanvas) place(x, y float64) (int, int) {
	px, py := c.camera.Project(geo.XY{X: x, Y: y})
	return int(math.Round(px * stillSteps)), int(math.Round(py * stillSteps))
}

// path writes a path as moves relative to the position before, in whole units. What no page can show is left out.
func (c *stillCanvas) path(p *scene.Path, closed bool) string {
	var b strings.Builder
	for _, line := range p.Lines {
		if closed {
			c.run(&b, clipRing(line, c.seen), true)
			continue
		}
		for _, run := range clipLine(line, c.seen) {
			c.run(&b, run, false)
		}
	}
	return b.String()
}

func (c *stillCanvas) run(b *strings.Builder, line []geo.XY, closed bool) {
	at, ring := c.steps(line, closed)
	if len(at) < 2 || closed && len(at) < 3 {
		return
	}
	svg.WriteRelativePath(b, at, ring)
}

// steps are a line's positions in whole units, each once; of a ring without the last, which is the first.
func (c *stillCanvas) steps(line []geo.XY, closed bool) (at [][2]int, ring bool) {
	for _, q := range line {
		x, y := c.place(q.X, q.Y)
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
		{func(q geo.XY) bool { return q.X >= box.Min.X }, func(a, b geo.XY) geo.XY { return atX(a, b, box.Min.X) }},
		{func(q geo.XY) bool { return q.X <= box.Max.X }, func(a, b geo.XY) geo.XY { return atX(a, b, box.Max.X) }},
		{func(q geo.XY) bool { return q.Y >= box.Min.Y }, func(a, b geo.XY) geo.XY { return atY(a, b, box.Min.Y) }},
		{func(q geo.XY) bool { return q.Y <= box.Max.Y }, func(a, b geo.XY) geo.XY { return atY(a, b, box.Max.Y) }},
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

func atX(a, b geo.XY, x float64) geo.XY {
	return geo.XY{X: x, Y: a.Y + (b.Y-a.Y)*(x-a.X)/(b.X-a.X)}
}

func atY(a, b geo.XY, y float64) geo.XY {
	return geo.XY{X: a.X + (b.X-a.X)*(y-a.Y)/(b.Y-a.Y), Y: y}
}
