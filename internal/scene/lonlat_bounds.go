package scene

import (
	"math"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// LonLatBounds is a part of the world between two meridians and two parallels, in degrees.
type LonLatBounds struct{ West, South, East, North float64 }

// lonLatBoundsOf is the extent of files that are cut along meridians and parallels.
func lonLatBoundsOf(b gridBounds) LonLatBounds {
	min, max := b.min.Point(), b.max.Point()
	return LonLatBounds{West: min[0], South: min[1], East: max[0], North: max[1]}
}

// centerBounds is the part of a box in which the camera's centre may stand so that the picture, but
// for what is hidden at its edges, shows nothing beyond the extent. Where the picture is too large
// for that, it is the middle.
func (e LonLatBounds) centerBounds(c Camera, b Bounds, hidden Insets) Bounds {
	metres := c.MetresPerPixel
	dx, dy := c.W/2*metres, c.H/2*metres
	left, right := dx-hidden.Left*metres, dx-hidden.Right*metres
	up, down := dy-hidden.Top*metres, dy-hidden.Bottom*metres
	at := func(lon, lat float64) geo.XY { return geo.UkraineAlbers.Forward(orb.Point{lon, lat}) }
	nw, sw, ne, se := at(e.West, e.North), at(e.West, e.South), at(e.East, e.North),
		at(e.East, e.South)
	// On a conic projection parallels are arcs, open to the north: the northern one is lowest in
	// the middle, the southern one highest at the sides.
	middle := (e.West + e.East) / 2
	north, south := at(middle, e.North).Y, at(middle, e.South).Y
	side := (math.Abs(c.Center.X) + dx) / max(-sw.X, se.X)
	south += (max(sw.Y, se.Y) - south) * side * side
	b.Min.Y, b.Max.Y = clampRange(b.Min.Y, b.Max.Y, south+down, north-up)
	// Meridians are straight and lean inwards: the top of the picture meets them first.
	top := min(max(c.Center.Y, b.Min.Y), b.Max.Y) + dy
	share := (top - sw.Y) / (nw.Y - sw.Y)
	west, east := sw.X+(nw.X-sw.X)*share, se.X+(ne.X-se.X)*share
	b.Min.X, b.Max.X = clampRange(b.Min.X, b.Max.X, west+left, east-right)
	return b
}

// clampRange is the part of a range that lies in another: its middle if there is none, kept in the
// first.
func clampRange(lo, hi, from, to float64) (float64, float64) {
	if from > to {
		from = (from + to) / 2
		to = from
	}
	return min(max(lo, from), hi), max(min(hi, to), lo)
}

// containsView reports whether a camera shows nothing beyond the extent, but for what is hidden at
// the edges.
func (e LonLatBounds) containsView(c Camera, hidden Insets) bool {
	left, top, right, bottom := hidden.Left, hidden.Top, c.W-hidden.Right, c.H-hidden.Bottom
	middle := (left + right) / 2
	const slack = 1e-6 // degrees: a camera that was limited stands right on the edge
	for _, q := range [][2]float64{
		{left, top}, {right, top}, {left, bottom}, {right, bottom}, {middle, top}, {middle, bottom},
	} {
		p := geo.UkraineAlbers.Inverse(c.Unproject(q[0], q[1]))
		if p[0] < e.West-slack || p[0] > e.East+slack || p[1] < e.South-slack ||
			p[1] > e.North+slack {
			return false
		}
	}
	return true
}
