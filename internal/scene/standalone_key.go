package scene

import (
	"fmt"
	"image/color"
	"slices"

	"truceline/internal/geo"
)

// The key of a picture that stands alone names what is seen in it and nothing else, each look once.

// aloneKeys are the lines of the key of which the map has something, one for each look.
func (d *drawer) aloneKeys(legend []Key) []Key {
	var keys []Key
	at := map[string]int{}
	for _, k := range legend {
		look := d.look(k.Swatch)
		if look == "" || !d.draws(k.Swatch) {
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

// look describes how a role looks. Empty: it has no look.
func (d *drawer) look(role string) string {
	if role == "hub" || role == "monitoring" { // marks of their own
		return role
	}
	if f, ok := d.theme.Fills[role]; ok {
		return fillLook(f)
	}
	if l, ok := d.theme.Lines[role]; ok {
		return fmt.Sprint("line ", l)
	}
	return ""
}

// fillLook describes a fill, however close the lines of its hatch are drawn.
func fillLook(f FillStyle) string {
	if f.Hatch != nil {
		return fmt.Sprint("fill ", f.Color, f.Hatch.Color, f.Hatch.Angle)
	}
	return fmt.Sprint("fill ", f.Color)
}

// visible are the keys of which something is drawn in the room of the map when the picture opens.
func (d *drawer) visible(keys []Key, room rect) []Key {
	q := *d.p
	q.Camera, q.Title, q.Legend = d.roomCamera(room), "", nil
	w := &witness{room: room.box(), fills: map[string]bool{}, strokes: map[color.NRGBA]bool{}}
	fur := d.world.fur
	look := newDrawer(w, d.world, &q)
	look.ground()
	look.hubs()
	d.world.fur = fur
	return slices.DeleteFunc(slices.Clone(keys), func(k Key) bool {
		if f, ok := d.theme.Fills[k.Swatch]; ok {
			return !w.fills[fillLook(f)]
		}
		return !w.strokes[opaque(d.theme.Lines[k.Swatch].Stroke.Color)]
	})
}

func (r rect) box() Box { return Box{Min: geo.XY{X: r.x0, Y: r.y0}, Max: geo.XY{X: r.x1, Y: r.y1}} }

func opaque(c color.NRGBA) color.NRGBA {
	c.A = 255
	return c
}

// witness is a canvas that notes which looks come into the room of the map.
type witness struct {
	room    Box
	fills   map[string]bool
	strokes map[color.NRGBA]bool
}

// Fill notes a fill.
func (w *witness) Fill(p *Path, m Matrix, s FillStyle) {
	if look := fillLook(s); !w.fills[look] && w.meets(p, m, true) {
		w.fills[look] = true
	}
}

// Stroke notes a line by its colour: its width depends on the scale.
func (w *witness) Stroke(p *Path, m Matrix, s StrokeStyle) {
	if c := opaque(s.Color); s.Color.A > 0 && !w.strokes[c] && w.meets(p, m, false) {
		w.strokes[c] = true
	}
}

// Label notes nothing.
func (w *witness) Label(Label) {}

// Group draws what draw draws.
func (w *witness) Group(_ float64, draw func()) { draw() }

// meets reports whether a path comes into the room, or an area is all around it.
func (w *witness) meets(p *Path, m Matrix, area bool) bool {
	at := func(q geo.XY) geo.XY {
		return geo.XY{X: m.XX*q.X + m.XY*q.Y + m.X0, Y: m.YX*q.X + m.YY*q.Y + m.Y0}
	}
	middle, inside := w.room.Center(), false
	for _, line := range p.Lines {
		for i := 1; i < len(line); i++ {
			a, b := at(line[i-1]), at(line[i])
			if w.room.crossedBy(a, b) {
				return true
			}
			if (a.Y > middle.Y) != (b.Y > middle.Y) && middle.X < a.X+(middle.Y-a.Y)/(b.Y-a.Y)*(b.X-a.X) {
				inside = !inside
			}
		}
	}
	return area && inside
}
