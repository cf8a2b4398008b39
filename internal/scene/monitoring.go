package scene

import (
	"math"

	"truceline/internal/geo"
)

// The line that would be monitored has a tick every tickSpacing CSS pixels, tickHalfLength long on
// either side, at every scale. The size has no meaning, because no width of a zone was published.
const (
	tickSpacing    = 9
	tickHalfLength = 5
)

// tickCache is a cached path of ticks with its key.
type tickCache struct {
	zones   *zoneMap
	control *control
	scale   float64
	level   int
	path    *Path
}

// drawMonitoring draws ticks across the line that would be monitored.
func (d *painter) drawMonitoring() {
	if path := d.tickPath(); path != nil {
		d.strokePath(path, d.m, d.theme.Lines["monitoring"].Stroke)
	}
}

// tickPath returns the ticks at the picture's scale, or nil if there are none. They are cached
// until the scale changes.
func (d *frame) tickPath() *Path {
	c := d.p.Camera
	current := tickCache{zones: d.zones, control: d.control, scale: c.MetresPerPixel,
		level: d.level}
	last := &d.world.tickCache
	current.path = last.path
	if current == *last {
		return last.path
	}
	scale := c.MetresPerPixel
	t := tickBuilder{spacing: tickSpacing * scale, halfLength: tickHalfLength * scale}
	for _, p := range d.monitoredLine().parts {
		if path := p.path(d.level); path != nil && d.lineWeight(p.lineSize) > 0 {
			t.addPath(path)
		}
	}
	if current.path = nil; len(t.ticks) > 0 {
		current.path = NewPath(t.ticks)
	}
	*last = current
	return current.path
}

// monitoredLine returns the line that would be monitored: the scenario's, or the line of contact.
func (d *frame) monitoredLine() *geometry {
	if d.zones != nil {
		return &d.linework.scenarioLine
	}
	return &d.control.contactLine
}

// tickBuilder places ticks along consecutive lines.
type tickBuilder struct {
	spacing, halfLength float64
	ticks               [][]geo.XY
	lastEnd             geo.XY  // of the previous line
	toNext              float64 // distance from there to the next tick
}

func (t *tickBuilder) addPath(p *Path) {
	for _, line := range p.Lines {
		if len(t.ticks) == 0 || line[0] != t.lastEnd {
			t.toNext = t.spacing / 2
		}
		for i := 1; i < len(line); i++ {
			t.addEdge(line[i-1], line[i])
		}
		t.lastEnd = line[len(line)-1]
	}
}

func (t *tickBuilder) addEdge(a, b geo.XY) {
	length := math.Hypot(b.X-a.X, b.Y-a.Y)
	for ; t.toNext < length; t.toNext += t.spacing {
		x, y := (b.X-a.X)/length, (b.Y-a.Y)/length
		q := geo.XY{X: a.X + x*t.toNext, Y: a.Y + y*t.toNext}
		t.ticks = append(t.ticks, []geo.XY{
			{X: q.X - y*t.halfLength, Y: q.Y + x*t.halfLength},
			{X: q.X + y*t.halfLength, Y: q.Y - x*t.halfLength},
		})
	}
	t.toNext -= length
}

// TickSwatchStroke returns the style in which a horizontal line looks like a line with ticks, for
// legends.
func TickSwatchStroke(tick StrokeStyle) StrokeStyle {
	dash := [2]float64{tick.Width, tickSpacing - tick.Width}
	tick.Width, tick.Dash = 2*tickHalfLength, dash
	return tick
}
