package staticmap

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"truceline/internal/geo"
	"truceline/internal/render/svg"
	"truceline/internal/scene"
)

// unitsPerPixel is the number of the static map's units in a CSS pixel at nominalWidth.
// Coordinates are whole units.
const unitsPerPixel = 4

const (
	// lineTileSize is the side in units of the tiles into which long lines are split. Browsers
	// paint a page in tiles of 256 pixels, and stroke the whole line for each tile that its bounds
	// intersect.
	lineTileSize = 256 * unitsPerPixel
	// maxSplitWidth is the maximum width in CSS pixels of lines that are split. On wider lines the
	// joints would be visible.
	maxSplitWidth = 1.5
)

// A pathPart is the path data of one element: the part of a path in a tile.
type pathPart struct {
	tile [2]int
	d    string
}

// canvas is a scene.Canvas that writes shapes as SVG, with classes for their styles. Its
// output scales to the element that contains it; line widths do not scale.
type canvas struct {
	style         *Style
	camera        scene.Camera
	metresPerUnit float64
	visible       scene.Bounds // what a page can show
	layers        []*strings.Builder
	landLayer     int // index of the layer below the oblasts, or −1
	usedHatches   map[string]bool

	contestedIDs map[*scene.Path]string // ids of interactive land
	summaries    map[string]string      // their texts, by id

	openAttributes string // of the current path
	openParts      []pathPart
	skipLayer      bool // whether the current layer is omitted
}

var _ scene.Canvas = (*canvas)(nil)

// The margins around the focus bounds within which shapes are drawn, as shares of their width and
// height. They are enough for a phone in portrait orientation, and for a part of the country in a
// frame of 1440 by 860 CSS pixels. Beside the whole country there are only its neighbours.
const (
	countryMarginX, partMarginX = 0.45, 1.1
	marginY                     = 0.85
)

// newCanvas returns a canvas at the scale of a camera that shows focusBounds. The canvas
// covers more than that, because a page shows as much around focusBounds as its shape has room for.
func newCanvas(style *Style, camera scene.Camera, focusBounds scene.Bounds,
	marginX float64) *canvas {
	dx, dy := marginX*focusBounds.Width(), marginY*focusBounds.Height()
	visible := scene.Bounds{Min: geo.XY{X: focusBounds.Min.X - dx, Y: focusBounds.Min.Y - dy},
		Max: geo.XY{X: focusBounds.Max.X + dx, Y: focusBounds.Max.Y + dy}}
	camera.W, camera.H = visible.Width()/camera.MetresPerPixel,
		visible.Height()/camera.MetresPerPixel
	return &canvas{style: style, camera: camera,
		metresPerUnit: camera.MetresPerPixel / unitsPerPixel,
		visible:       visible, landLayer: -1, usedHatches: map[string]bool{},
		layers: []*strings.Builder{{}}}
}

// usedHatchRoles returns the roles of the hatches that were drawn.
func (c *canvas) usedHatchRoles() []string {
	var list []string
	for _, role := range c.style.fills.names {
		if c.usedHatches[role] {
			list = append(list, role)
		}
	}
	return list
}

// BeginLayer begins a layer.
func (c *canvas) BeginLayer(id, _ string) {
	c.flushPath()
	c.skipLayer = id == "neighbours" // they have the background's colour
	if id == "land" {
		c.layers = append(c.layers, &strings.Builder{})
	}
}

// EndLayer ends the current layer.
func (c *canvas) EndLayer() { c.flushPath(); c.skipLayer = false }

// Fill fills a path by the even-odd rule. It omits the land, which consists of the oblasts' links.
func (c *canvas) Fill(p *scene.Path, _ scene.Matrix, s scene.FillStyle) {
	if c.skipLayer {
		return
	}
	if s.Role == "land" {
		c.flushPath()
		if c.landLayer < 0 {
			c.landLayer = len(c.layers) - 1
			c.layers = append(c.layers, &strings.Builder{})
		}
		return
	}
	class := c.style.fills.class(s.Role)
	if s.Hatch != nil {
		c.usedHatches[s.Role] = true
		class = "p" + class
	}
	c.addPath(fmt.Sprintf("class=\"%s\"%s", class,
		featureAttributes(c.contestedIDs[p], c.summaries)), singlePart(c.pathData(p, true))...)
}

// Stroke strokes a path, split into tiles if it is thin and has no dash.
func (c *canvas) Stroke(p *scene.Path, _ scene.Matrix, s scene.StrokeStyle) {
	if c.skipLayer {
		return
	}
	attributes := fmt.Sprintf("class=\"%s", c.style.strokeClass(s))
	dash := ""
	if s.Dash[0] > 0 {
		attributes += " d"
		dash = fmt.Sprintf(" stroke-dasharray=\"%s %s\"", formatNumber(s.Dash[0]),
			formatNumber(s.Dash[1]))
	}
	var parts []pathPart
	if dash == "" && s.Width <= maxSplitWidth {
		parts = c.splitIntoTiles(p)
		if len(parts) > 1 && c.style.isTranslucent(s) {
			attributes += " d"
		}
	} else {
		parts = singlePart(c.pathData(p, false))
	}
	c.addPath(fmt.Sprintf("%s\" stroke-width=\"%s\"%s", attributes, formatNumber(s.Width), dash),
		parts...)
}

// Label ignores labels, which are written separately.
func (c *canvas) Label(scene.Label) {}

// Group writes a group with the opacity alpha.
func (c *canvas) Group(alpha float64, draw func()) {
	c.flushPath()
	fmt.Fprintf(c.currentLayer(), "<g opacity=\"%s\">", formatNumber(alpha))
	draw()
	c.flushPath()
	c.currentLayer().WriteString("</g>\n")
}

func (c *canvas) currentLayer() *strings.Builder { return c.layers[len(c.layers)-1] }

// addPath adds parts to the current path if the attributes are the same, or to a new one.
func (c *canvas) addPath(attributes string, parts ...pathPart) {
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

func (c *canvas) flushPath() {
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

// singlePart returns path data as one part, or none if it is empty.
func singlePart(d string) []pathPart {
	if d == "" {
		return nil
	}
	return []pathPart{{d: d}}
}

// splitIntoTiles splits a thin line where it passes from one tile of lineTileSize units into the
// next.
func (c *canvas) splitIntoTiles(p *scene.Path) []pathPart {
	var parts []pathPart
	for _, line := range p.Lines {
		for _, edges := range c.visible.EdgesNear(line) {
			points, ring := c.roundPoints(line[edges.Start:edges.End+1], false)
			if len(points) > 1 {
				parts = append(parts, splitLine(points, ring)...)
			}
		}
	}
	return parts
}

// splitLine splits one line at the borders of tiles. A ring does not repeat its first point.
func splitLine(points [][2]int, ring bool) []pathPart {
	if ring {
		points = append(points, points[0])
	}
	var parts []pathPart
	for start, i := 0, 1; i < len(points); i++ {
		tile := tileOf(points[i-1], points[i])
		if i+1 < len(points) && tileOf(points[i], points[i+1]) == tile {
			continue
		}
		var b strings.Builder
		if ring && start == 0 && i+1 == len(points) {
			svg.WriteRelativePath(&b, points[:i], true)
		} else {
			svg.WriteRelativePath(&b, points[start:i+1], false)
		}
		parts = append(parts, pathPart{tile, b.String()})
		start = i
	}
	return parts
}

// tileOf returns the tile that contains an edge's midpoint.
func tileOf(a, b [2]int) [2]int {
	return [2]int{floorDiv(a[0]+b[0], 2*lineTileSize), floorDiv(a[1]+b[1], 2*lineTileSize)}
}

func floorDiv(a, b int) int { return int(math.Floor(float64(a) / float64(b))) }

// toUnits returns a map position in whole units.
func (c *canvas) toUnits(x, y float64) (int, int) {
	px, py := c.camera.Project(geo.XY{X: x, Y: y})
	return int(math.Round(px * unitsPerPixel)), int(math.Round(py * unitsPerPixel))
}

// pathData returns the path data of what a page can show, in relative commands and whole units.
func (c *canvas) pathData(p *scene.Path, closed bool) string {
	var b strings.Builder
	for _, line := range p.Lines {
		if closed {
			c.writePath(&b, c.visible.ClipRing(line, &[2][]geo.XY{}), true)
			continue
		}
		for _, edges := range c.visible.EdgesNear(line) {
			c.writePath(&b, line[edges.Start:edges.End+1], false)
		}
	}
	return b.String()
}

func (c *canvas) writePath(b *strings.Builder, line []geo.XY, closed bool) {
	points, ring := c.roundPoints(line, closed)
	if len(points) < 2 || closed && len(points) < 3 {
		return
	}
	svg.WriteRelativePath(b, points, ring)
}

// roundPoints returns a line's points in whole units, without repetitions. A ring does not repeat
// its first point.
func (c *canvas) roundPoints(line []geo.XY, closed bool) (points [][2]int, ring bool) {
	for _, p := range line {
		x, y := c.toUnits(p.X, p.Y)
		if n := len(points); n == 0 || points[n-1] != [2]int{x, y} {
			points = append(points, [2]int{x, y})
		}
	}
	ring = closed || len(points) > 2 && points[0] == points[len(points)-1]
	if ring && len(points) > 1 && points[0] == points[len(points)-1] {
		points = points[:len(points)-1]
	}
	return points, ring
}
