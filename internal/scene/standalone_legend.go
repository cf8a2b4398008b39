package scene

import (
	"image/color"
	"slices"

	"truceline/internal/geo"
)

// The legend of a standalone picture has only what is visible in it, and each look once.

// standaloneLegend returns the entries of which the map has something, with one for each look.
// Entries with the same look are merged.
func (d layouter) standaloneLegend(legend []LegendEntry) []LegendEntry {
	var entries []LegendEntry
	indexByLook := map[look]int{}
	for _, entry := range legend {
		l, ok := d.theme.look(entry.Swatch)
		if !ok || !d.hasLook(entry.Swatch) {
			continue
		}
		i, ok := indexByLook[l]
		if !ok {
			indexByLook[l] = len(entries)
			entries = append(entries, entry)
		} else if entries[i].Label != entry.Label {
			entries[i].Label += "; " + entry.Label
		}
	}
	return entries
}

// look is the appearance of a role's swatch, equal for equal appearances. It leaves out the width
// and spacing of hatches, which depend on the scale.
type look struct {
	mark               SwatchMark
	fill, hatch        color.NRGBA
	hatchAngle         float64
	strokeLine, casing StrokeStyle
}

// look returns the look of a role, or false if the theme has no such role.
func (t *Theme) look(role string) (look, bool) {
	l := look{mark: SwatchMarkOf(role)}
	if f, ok := t.Fills[role]; ok && l.mark == MarkDefault {
		l.fill = f.Color
		if f.Hatch != nil {
			l.hatch, l.hatchAngle = f.Hatch.Color, f.Hatch.Angle
		}
		return l, true
	}
	line, ok := t.Lines[role]
	l.strokeLine, l.casing = line.Stroke, line.Casing
	l.strokeLine.Role, l.casing.Role = "", ""
	return l, ok
}

// visibleEntries returns the entries of which the initial view draws something in a rectangle.
func (d layouter) visibleEntries(entries []LegendEntry, mapRect rect) []LegendEntry {
	q := *d.p
	q.Camera, q.Title, q.Legend = d.fitFocus(mapRect), "", nil
	detector := &roleDetector{bounds: mapRect.bounds(), fills: map[string]bool{},
		strokes: map[string]bool{}}
	saved := d.world.furniture
	other := newPainter(detector, d.world, &q)
	other.drawBase()
	other.drawLayers(stageSymbols)
	d.world.furniture = saved
	return slices.DeleteFunc(slices.Clone(entries), func(entry LegendEntry) bool {
		return !d.looksLikeAny(entry.Swatch, detector)
	})
}

// looksLikeAny reports whether a role that was drawn has the look of another role, or the hatch of
// a role that is nothing but a hatch.
func (d layouter) looksLikeAny(role string, drawn *roleDetector) bool {
	want, _ := d.theme.look(role)
	fill, isFill := d.theme.Fills[role]
	roles := drawn.strokes
	if isFill {
		roles = drawn.fills
	}
	for other := range roles {
		if l, _ := d.theme.look(other); l == want ||
			isFill && fill.Color.A == 0 && d.theme.Fills[other].Hatch == fill.Hatch {
			return true
		}
	}
	return false
}

func (r rect) bounds() Bounds {
	return Bounds{Min: geo.XY{X: r.x0, Y: r.y0}, Max: geo.XY{X: r.x1, Y: r.y1}}
}

// roleDetector is a canvas that records which roles intersect a rectangle.
type roleDetector struct {
	bounds         Bounds
	fills, strokes map[string]bool // by role
}

// Fill records the role of a fill.
func (d *roleDetector) Fill(p *Path, m Matrix, s FillStyle) {
	if !d.fills[s.Role] && d.intersects(p, m, true) {
		d.fills[s.Role] = true
	}
}

// Stroke records the role of a line.
func (d *roleDetector) Stroke(p *Path, m Matrix, s StrokeStyle) {
	if s.Color.A > 0 && s.Role != "" && !d.strokes[s.Role] && d.intersects(p, m, false) {
		d.strokes[s.Role] = true
	}
}

// Label records nothing.
func (d *roleDetector) Label(Label) {}

// Group draws the group directly.
func (d *roleDetector) Group(_ float64, draw func()) { draw() }

// intersects reports whether a path intersects the rectangle or, as an area, contains it.
func (d *roleDetector) intersects(p *Path, m Matrix, area bool) bool {
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
