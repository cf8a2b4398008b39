package scene

import (
	"math"

	"truceline/internal/geo"
)

// The line that would be watched has a tick every tickSpacing CSS pixels, which reaches tickReach to
// either side of it at every scale: no width was published.
const (
	tickSpacing = 9
	tickReach   = 5
)

// ticked is a path of ticks and what it was made for.
type ticked struct {
	zones   *zoneMap
	control *control
	scale   float64
	level   int
	path    *Path
}

// monitoring draws ticks across the line that would be watched.
func (d *drawer) monitoring() {
	if !d.p.Shows(LayerMonitoring) || d.ctl == nil {
		return
	}
	d.begin("monitoring")
	if path := d.ticks(); path != nil {
		d.strokePath(path, d.m, d.theme.Lines["monitoring"].Stroke)
	}
	d.end()
}

// ticks returns the ticks for the picture's scale. They are kept until it changes. Nil: there are none.
func (d *drawer) ticks() *Path {
	c := d.p.Camera
	made := ticked{zones: d.zones, control: d.ctl, scale: c.MetresPerPixel, level: d.level}
	last := &d.world.ticked
	made.path = last.path
	if made == *last {
		return last.path
	}
	scale := c.MetresPerPixel
	t := ticker{spacing: tickSpacing * scale, reach: tickReach * scale}
	for _, p := range d.watched().parts {
		if path := p.path(d.level); path != nil && d.weight(p.extent) > 0 {
			t.along(path)
		}
	}
	if made.path = nil; len(t.ticks) > 0 {
		made.path = NewPath(t.ticks)
	}
	*last = made
	return made.path
}

// watched is the line that would be watched: the scenario's, or the line of contact.
func (d *drawer) watched() *lines {
	if d.zones != nil {
		return &d.ink.plan
	}
	return &d.ctl.contact
}

// ticker sets ticks along lines that follow each other.
type ticker struct {
	spacing, reach float64
	ticks          [][]geo.XY
	end            geo.XY  // of the line before
	next           float64 // from there to the next tick
}

func (t *ticker) along(p *Path) {
	for _, line := range p.Lines {
		if len(t.ticks) == 0 || line[0] != t.end {
			t.next = t.spacing / 2
		}
		for i := 1; i < len(line); i++ {
			t.edge(line[i-1], line[i])
		}
		t.end = line[len(line)-1]
	}
}

func (t *ticker) edge(a, b geo.XY) {
	length := math.Hypot(b.X-a.X, b.Y-a.Y)
	for ; t.next < length; t.next += t.spacing {
		x, y := (b.X-a.X)/length, (b.Y-a.Y)/length
		q := geo.XY{X: a.X + x*t.next, Y: a.Y + y*t.next}
		t.ticks = append(t.ticks, []geo.XY{
			{X: q.X - y*t.reach, Y: q.Y + x*t.reach}, {X: q.X + y*t.reach, Y: q.Y - x*t.reach},
		})
	}
	t.next -= length
}

// TickSample is the style in which a level line looks like the line that would be watched, for
// legends.
func TickSample(tick StrokeStyle) StrokeStyle {
	dash := [2]float64{tick.Width, tickSpacing - tick.Width}
	return StrokeStyle{Color: tick.Color, Width: 2 * tickReach, Dash: dash}
}
