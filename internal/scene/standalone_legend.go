package scene

import (
	"fmt"
	"image/color"
	"slices"

	"truceline/internal/geo"
)

// The legend of a standalone picture has only what is visible in it, and each look once.

// standaloneLegend returns the entries of which the map has something, with one for each look.
// Entries with the same look are merged.
func (d *painter) standaloneLegend(legend []LegendEntry) []LegendEntry {
	var entries []LegendEntry
	indexByLook := map[string]int{}
	for _, entry := range legend {
		look := d.describeLook(entry.Swatch)
		if look == "" || !d.hasLook(entry.Swatch) {
			continue
		}
		i, ok := indexByLook[look]
		if !ok {
			indexByLook[look] = len(entries)
			entries = append(entries, entry)
		} else if entries[i].Label != entry.Label {
			entries[i].Label += "; " + entry.Label
		}
	}
	return entries
}

// describeLook returns a description of the look of a role, equal for equal looks. It is empty if
// the role has no look.
func (d *painter) describeLook(role string) string {
	if role == "hub" || role == "monitoring" { // these have their own marks
		return role
	}
	if f, ok := d.theme.Fills[role]; ok {
		return describeFill(f)
	}
	if l, ok := d.theme.Lines[role]; ok {
		return fmt.Sprint("line ", l)
	}
	return ""
}

// describeFill returns a description of a fill. It leaves out the width and spacing of the hatch,
// which depend on the scale.
func describeFill(f FillStyle) string {
	if f.Hatch != nil {
		return fmt.Sprint("fill ", f.Color, f.Hatch.Color, f.Hatch.Angle)
	}
	return fmt.Sprint("fill ", f.Color)
}

// visibleEntries returns the entries of which the initial view draws something in a rectangle.
func (d *painter) visibleEntries(entries []LegendEntry, mapRect rect) []LegendEntry {
	q := *d.p
	q.Camera, q.Title, q.Legend = d.fitFocus(mapRect), "", nil
	detector := &lookDetector{bounds: mapRect.bounds(), fills: map[string]bool{},
		strokes: map[color.NRGBA]bool{}}
	saved := d.world.furniture
	look := newPainter(detector, d.world, &q)
	look.drawBase()
	look.drawHubs()
	d.world.furniture = saved
	return slices.DeleteFunc(slices.Clone(entries), func(entry LegendEntry) bool {
		if f, ok := d.theme.Fills[entry.Swatch]; ok {
			return !detector.fills[describeFill(f)]
		}
		return !detector.strokes[opaque(d.theme.Lines[entry.Swatch].Stroke.Color)]
	})
}

func (r rect) bounds() Bounds {
	return Bounds{Min: geo.XY{X: r.x0, Y: r.y0}, Max: geo.XY{X: r.x1, Y: r.y1}}
}

func opaque(c color.NRGBA) color.NRGBA {
	c.A = 255
	return c
}

// lookDetector is a canvas that records which looks intersect a rectangle.
type lookDetector struct {
	bounds  Bounds
	fills   map[string]bool
	strokes map[color.NRGBA]bool
}

// Fill records a fill.
func (d *lookDetector) Fill(p *Path, m Matrix, s FillStyle) {
	if look := describeFill(s); !d.fills[look] && d.intersects(p, m, true) {
		d.fills[look] = true
		if s.Hatch != nil { // the hatch counts over any colour
			d.fills[describeFill(FillStyle{Hatch: s.Hatch})] = true
		}
	}
}

// Stroke records a line by its colour, because its width depends on the scale.
func (d *lookDetector) Stroke(p *Path, m Matrix, s StrokeStyle) {
	if c := opaque(s.Color); s.Color.A > 0 && !d.strokes[c] && d.intersects(p, m, false) {
		d.strokes[c] = true
	}
}

// Label records nothing.
func (d *lookDetector) Label(Label) {}

// Group draws the group directly.
func (d *lookDetector) Group(_ float64, draw func()) { draw() }

// intersects reports whether a path intersects the rectangle or, as an area, contains it.
func (d *lookDetector) intersects(p *Path, m Matrix, area bool) bool {
	middle, inside := d.bounds.Center(), false
	for _, line := range p.Lines {
		for i := 1; i < len(line); i++ {
			a, b := m.Apply(line[i-1]), m.Apply(line[i])
			if d.bounds.intersectsSegment(a, b) {
				return true
			}
			if (a.Y > middle.Y) != (b.Y > middle.Y) &&
				middle.X < a.X+(middle.Y-a.Y)/(b.Y-a.Y)*(b.X-a.X) {
				inside = !inside
			}
		}
	}
	return area && inside
}
