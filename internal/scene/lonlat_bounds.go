package scene

import (
	"math"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// LonLatBounds is a region between two meridians and two parallels, in degrees.
type LonLatBounds struct{ West, South, East, North float64 }

// lonLatBoundsOf returns the bounds of files that are clipped along meridians and parallels.
func lonLatBoundsOf(b gridBounds) LonLatBounds {
	southWest, northEast := b.min.Point(), b.max.Point()
	return LonLatBounds{West: southWest[0], South: southWest[1], East: northEast[0],
		North: northEast[1]}
}

// centerBounds returns the part of b in which the camera's centre may be so that the picture shows
// nothing beyond e. The padding at the picture's edges is hidden and may lie beyond. Where the
// picture is too large for that, the result is a single point in the middle.
func (e LonLatBounds) centerBounds(c Camera, b Bounds, padding Insets) Bounds {
	metres := c.MetresPerPixel
	halfWidth, halfHeight := c.W/2*metres, c.H/2*metres
	left, right := halfWidth-padding.Left*metres, halfWidth-padding.Right*metres
	up, down := halfHeight-padding.Top*metres, halfHeight-padding.Bottom*metres
	project := func(lon, lat float64) geo.XY {
		return geo.UkraineAlbers.Forward(orb.Point{lon, lat})
	}
	nw, sw, ne, se := project(e.West, e.North), project(e.West, e.South), project(e.East, e.North),
		project(e.East, e.South)
	// On a conic projection parallels are arcs, open to the north. The northern one is lowest in
	// the middle, the southern one highest at the sides.
	middle := (e.West + e.East) / 2
	north, south := project(middle, e.North).Y, project(middle, e.South).Y
	side := (math.Abs(c.Center.X) + halfWidth) / max(-sw.X, se.X)
	south += (max(sw.Y, se.Y) - south) * side * side
	b.Min.Y, b.Max.Y = clampRange(b.Min.Y, b.Max.Y, south+down, north-up)
	// Meridians are straight and converge northwards, so they limit the top of the picture first.
	top := min(max(c.Center.Y, b.Min.Y), b.Max.Y) + halfHeight
	share := (top - sw.Y) / (nw.Y - sw.Y)
	west, east := sw.X+(nw.X-sw.X)*share, se.X+(ne.X-se.X)*share
	b.Min.X, b.Max.X = clampRange(b.Min.X, b.Max.X, west+left, east-right)
	return b
}

// clampRange returns the intersection of the ranges lo–hi and from–to. If from–to is empty, its
// middle is used instead. The result stays within lo–hi.
func clampRange(lo, hi, from, to float64) (float64, float64) {
	if from > to {
		from = (from + to) / 2
		to = from
	}
	return min(max(lo, from), hi), max(min(hi, to), lo)
}

// containsView reports whether a camera shows nothing beyond e, except in the padding at the
// picture's edges.
func (e LonLatBounds) containsView(c Camera, padding Insets) bool {
	left, top, right, bottom := padding.Left, padding.Top, c.W-padding.Right, c.H-padding.Bottom
	middle := (left + right) / 2
	const slack = 1e-6 // degrees: a limited camera lies exactly on the bounds
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
