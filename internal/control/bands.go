package control

import (
	"math"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// near returns, per distance, the rings around all places nearer to the line than that.
func (w *worker) near(contact []orb.LineString) [][][]geo.Grid {
	last := Distances[len(Distances)-1]
	d := newLineDistance(contact, last+3*coarse*latticeStep)
	known := map[geo.XY]float64{}
	distance := func(p geo.XY) float64 {
		m, ok := known[p]
		if !ok {
			m, _ = d.nearest(p)
			known[p] = m
		}
		return m
	}
	out := make([][][]geo.Grid, len(Distances))
	for i, limit := range Distances {
		c := &contour{lattice: w.lattice, at: func(p geo.XY) float64 {
			return math.Max(limit-distance(p), -latticeStep*coarse)
		}}
		for _, ring := range c.trace() {
			if points := d.settle(ring, limit); len(points) >= 3 {
				out[i] = append(out[i], gridRing((&field{}).thin(points, nil)))
			}
		}
	}
	return out
}

// settle moves a ring to the very distance from the line and refines it where it turns.
func (d *lineDistance) settle(ring []vertex, limit float64) []ringPoint {
	var out []ringPoint
	last := d.pull(ring[len(ring)-1].at, limit)
	for _, v := range ring {
		at := d.pull(v.at, limit)
		out = d.refine(out, last, at, limit, 6)
		out = append(out, ringPoint{at: at, wall: -1})
		last = at
	}
	return out
}

// bandError is how far in metres a chord of a band's edge may lie from its distance.
const bandError = 25.0

// refine appends places between p and q where the chord strays from the distance.
func (d *lineDistance) refine(out []ringPoint, p, q geo.XY, limit float64, depth int) []ringPoint {
	middle := between(p, q, 0.5)
	m, _ := d.nearest(middle)
	if depth == 0 || math.Abs(m-limit) < bandError || math.Hypot(q.X-p.X, q.Y-p.Y) < bandError {
		return out
	}
	at := d.pull(middle, limit)
	out = d.refine(out, p, at, limit, depth-1)
	out = append(out, ringPoint{at: at, wall: -1})
	return d.refine(out, at, q, limit, depth-1)
}

// pull moves a place away from the nearest point of the line or towards it until the distance is right.
func (d *lineDistance) pull(p geo.XY, limit float64) geo.XY {
	for range 8 {
		m, foot := d.nearest(p)
		if math.IsInf(m, 1) || m == 0 || math.Abs(m-limit) < 1 {
			break
		}
		p = between(foot, p, limit/m)
	}
	return p
}

// bands numbers the faces by their distance from the line of contact.
func (d *Day) bands() {
	distance := newLineDistance(d.Contact(), Distances[len(Distances)-1]+latticeStep)
	for f := range d.Faces {
		if d.Faces[f].Oblast < 0 {
			continue
		}
		m, _ := distance.nearest(geo.Map.Forward(d.Sub.Faces[f].Inside))
		band := 0
		for band < len(Distances) && m >= Distances[band] {
			band++
		}
		d.Faces[f].Near = band
	}
}

// uncertain returns the rings around the land that the line may as well run behind: first on the side of the
// government, then on the held side. A place belongs to it if some point of the line is nearer to it than to any
// settlement of that side: the line could run there without passing a settlement. Along a line of the facts it is as
// wide as the facts say.
func (w *worker) uncertain(contact []orb.LineString, samples []sample) (government, held [][]geo.Grid) {
	pieces := newLineDistance(contact, 0)
	free := w.slack(pieces, samples, func(s Side) bool { return s != Held })
	taken := w.slack(pieces, samples, func(s Side) bool { return s == Held })
	return w.discs(pieces, free), w.discs(pieces, taken)
}

// slack returns per piece of the line how far it could move towards samples of some sides, in metres.
func (w *worker) slack(line *lineDistance, samples []sample, side func(Side) bool) []float64 {
	var some []sample
	for _, s := range samples {
		if side(s.side) {
			some = append(some, s)
		}
	}
	f := &field{samples: some, index: newBuckets(len(some), 15_000, func(i int) geo.XY { return some[i].at })}
	out := make([]float64, len(line.from))
	for i := range out {
		p := between(line.from[i], line.to[i], 0.5)
		out[i] = f.distance(p)
		for _, list := range [2][]*barrier{w.barriers, w.banks} {
			for _, b := range list {
				if b.distance(p) < 50 {
					out[i] = math.Min(out[i], b.known)
				}
			}
		}
	}
	return out
}

// distance returns how far the nearest sample is, in metres, at most reach.
func (f *field) distance(p geo.XY) float64 {
	best := reach
	x, y := f.index.square(p)
	for r := 0; float64(r-1)*f.index.size < best; r++ {
		f.index.ring(x, y, r, func(i int32) {
			q := f.samples[i].at
			best = math.Min(best, math.Hypot(q.X-p.X, q.Y-p.Y))
		})
	}
	return best
}

// distance returns how far p is from the barrier in metres; +Inf if it is not near.
func (b *barrier) distance(p geo.XY) float64 {
	best := math.Inf(1)
	if !b.near(p, latticeStep) {
		return best
	}
	for i := 1; i < len(b.plane); i++ {
		c, d := b.plane[i-1], b.plane[i]
		c, d = geo.XY{X: c.X - p.X, Y: c.Y - p.Y}, geo.XY{X: d.X - p.X, Y: d.Y - p.Y}
		t := footOf(c, d)
		best = math.Min(best, math.Hypot(c.X+t*(d.X-c.X), c.Y+t*(d.Y-c.Y)))
	}
	return best
}

// discs returns the rings around the union of the discs about the line's pieces.
func (w *worker) discs(line *lineDistance, radius []float64) [][]geo.Grid {
	widest := 0.0
	for _, r := range radius {
		widest = math.Max(widest, r)
	}
	c := &contour{lattice: w.lattice, at: func(p geo.XY) float64 {
		best := -latticeStep * coarse
		line.index.within(p, widest+pieceLength, func(i int32) {
			m := between(line.from[i], line.to[i], 0.5)
			best = math.Max(best, radius[i]-math.Hypot(m.X-p.X, m.Y-p.Y))
		})
		return best
	}}
	var out [][]geo.Grid
	for _, ring := range c.trace() {
		points := ringPoints(ring, nil)
		if grid := gridRing((&field{}).thin(smoothed(points, make([]bool, len(points))), nil)); len(grid) >= 3 {
			out = append(out, grid)
		}
	}
	return out
}
