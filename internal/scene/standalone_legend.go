package scene

import (
	"fmt"
	"image/color"
	"slices"

	"truceline/internal/geo"
)

// The key of a picture that stands alone names what is seen in it and nothing else, each look once.

// standaloneLegend are the lines of the key of which the map has something, one for each look.
func (d *painter) standaloneLegend(legend []LegendEntry) []LegendEntry {
	var keys []LegendEntry
	at := map[string]int{}
	for _, k := range legend {
		look := d.describeLook(k.Swatch)
		if look == "" || !d.hasLook(k.Swatch) {
			continue
		}
		i, ok := at[look]
		if !ok {
			at[look] = len(keys)
			keys = append(keys, k)
		} else if keys[i].Label != k.Label {
			keys[i].Label += "; " + k.Label
		}
	}
	return keys
}

// describeLook describes how a role looks. Empty: it has no look.
func (d *painter) describeLook(role string) string {
	if role == "hub" || role == "monitoring" { // marks of their own
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

// describeFill describes a fill, however close the lines of its hatch are drawn.
func describeFill(f FillStyle) string {
	if f.Hatch != nil {
		return fmt.Sprint("fill ", f.Color, f.Hatch.Color, f.Hatch.Angle)
	}
	return fmt.Sprint("fill ", f.Color)
}

// visibleEntries are the keys of which something is drawn in the room of the map when the picture
// opens.
func (d *painter) visibleEntries(keys []LegendEntry, room rect) []LegendEntry {
	q := *d.p
	q.Camera, q.Title, q.Legend = d.fitFocus(room), "", nil
	w := &lookDetector{bounds: room.bounds(), fills: map[string]bool{},
		strokes: map[color.NRGBA]bool{}}
	fur := d.world.furniture
	look := newPainter(w, d.world, &q)
	look.drawBase()
	look.drawHubs()
	d.world.furniture = fur
	return slices.DeleteFunc(slices.Clone(keys), func(k LegendEntry) bool {
		if f, ok := d.theme.Fills[k.Swatch]; ok {
			return !w.fills[describeFill(f)]
		}
		return !w.strokes[opaque(d.theme.Lines[k.Swatch].Stroke.Color)]
	})
}

func (r rect) bounds() Bounds {
	return Bounds{Min: geo.XY{X: r.x0, Y: r.y0}, Max: geo.XY{X: r.x1, Y: r.y1}}
}

func opaque(c color.NRGBA) color.NRGBA {
	c.A = 255
	return c
}

// lookDetector is a canvas that notes which looks come into the room of the map.
type lookDetector struct {
	bounds  Bounds
	fills   map[string]bool
	strokes map[color.NRGBA]bool
}

// Fill notes a fill.
func (w *lookDetector) Fill(p *Path, m Matrix, s FillStyle) {
	if look := describeFill(s); !w.fills[look] && w.intersects(p, m, true) {
		w.fills[look] = true
		if s.Hatch != nil { // whatever it is drawn over
			w.fills[describeFill(FillStyle{Hatch: s.Hatch})] = true
		}
	}
}

// Stroke notes a line by its colour: its width depends on the scale.
func (w *lookDetector) Stroke(p *Path, m Matrix, s StrokeStyle) {
	if c := opaque(s.Color); s.Color.A > 0 && !w.strokes[c] && w.intersects(p, m, false) {
		w.strokes[c] = true
	}
}

// Label notes nothing.
func (w *lookDetector) Label(Label) {}

// Group draws what draw draws.
func (w *lookDetector) Group(_ float64, draw func()) { draw() }

// intersects reports whether a path comes into the room, or an area is all around it.
func (w *lookDetector) intersects(p *Path, m Matrix, area bool) bool {
	at := func(q geo.XY) geo.XY {
		return geo.XY{X: m.XX*q.X + m.XY*q.Y + m.X0, Y: m.YX*q.X + m.YY*q.Y + m.Y0}
	}
	middle, inside := w.bounds.Center(), false
	for _, line := range p.Lines {
		for i := 1; i < len(line); i++ {
			a, b := at(line[i-1]), at(line[i])
			if w.bounds.intersectsSegment(a, b) {
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
