package scene

import (
	"math"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// borders are the lines between areas, each drawn once. They come from the edges that areas share: an edge of two
// oblasts is an oblast border, of an oblast and a neighbour the state border, of one area alone a coast.
type borders struct {
	oblast, state, coast   lines
	foreign, foreignCoasts lines
}

// edge is an edge between two grid positions, either way round.
type edge struct{ a, b geo.Grid }

func newEdge(a, b geo.Grid) edge {
	if a.Lon > b.Lon || a.Lon == b.Lon && a.Lat > b.Lat {
		a, b = b, a
	}
	return edge{a, b}
}

// edgeUse counts what an edge is an edge of.
type edgeUse struct {
	home, abroad uint8
	done         bool
}

// outlineRing is a ring on the grid beside the same ring on the map.
type outlineRing struct {
	grid []geo.Grid
	ring ring
}

// findBorders cuts the lines into stretches of about most positions.
func findBorders(home, abroad []*shape, homeFile, abroadFile *geo.Collection, most int) borders {
	homeRings, abroadRings := outlineRings(home, homeFile), outlineRings(abroad, abroadFile)
	uses := make(map[edge]edgeUse, positions(homeRings)+positions(abroadRings))
	for _, r := range homeRings {
		r.each(func(e edge) { u := uses[e]; u.home++; uses[e] = u })
	}
	for _, r := range abroadRings {
		r.each(func(e edge) { u := uses[e]; u.abroad++; uses[e] = u })
	}
	b := borders{foreign: lines{apart: true}, foreignCoasts: lines{apart: true}}
	for _, r := range homeRings {
		r.runs(uses, most, func(u edgeUse, _ edge) *lines {
			switch {
			case u.home > 1:
				return &b.oblast
			case u.abroad > 0:
				return &b.state
			}
			return &b.coast
		})
	}
	extent := gridExtent(abroadRings)
	for _, r := range abroadRings {
		r.runs(uses, most, func(u edgeUse, e edge) *lines {
			switch {
			case u.home > 0 || extent.along(e):
				return nil
			case u.abroad > 1:
				return &b.foreign
			}
			return &b.foreignCoasts
		})
	}
	return b
}

func positions(rings []outlineRing) (n int) {
	for _, r := range rings {
		n += len(r.grid)
	}
	return n
}

// outlineRings pairs the rings of shapes with those of the features that they were made from.
func outlineRings(shapes []*shape, c *geo.Collection) []outlineRing {
	var out []outlineRing
	for i, s := range shapes {
		var polygons orb.MultiPolygon
		switch g := c.Features[i].Geometry.(type) {
		case orb.Polygon:
			polygons = orb.MultiPolygon{g}
		case orb.MultiPolygon:
			polygons = g
		}
		for j, polygon := range polygons {
			for k, r := range polygon {
				out = append(out, outlineRing{onGrid(r), s.parts[j].rings[k]})
			}
		}
	}
	return out
}

func onGrid(points []orb.Point) []geo.Grid {
	out := make([]geo.Grid, len(points))
	for i, p := range points {
		out[i] = geo.Grid{Lon: int32(math.Round(p[0] * geo.GridPerDegree)), Lat: int32(math.Round(p[1] * geo.GridPerDegree))}
	}
	return out
}

func (r outlineRing) each(do func(edge)) {
	for i := 1; i < len(r.grid); i++ {
		do(newEdge(r.grid[i-1], r.grid[i]))
	}
}

// runs cuts a ring where the list its edges belong to changes, and adds each run to its list. An edge that another
// ring has added already belongs to none.
func (r outlineRing) runs(uses map[edge]edgeUse, most int, list func(edgeUse, edge) *lines) {
	n := len(r.grid) - 1
	lists := make([]*lines, n)
	i := 0
	r.each(func(e edge) {
		if u := uses[e]; !u.done {
			lists[i] = list(u, e)
			u.done = true
			uses[e] = u
		}
		i++
	})
	start := 0
	for start < n && lists[start] == lists[(start+n-1)%n] {
		start++
	}
	if start == n { // the whole ring is one run
		start = 0
	}
	for done := 0; done < n; {
		from := (start + done) % n
		length := 1
		for done+length < n && lists[(from+length)%n] == lists[from] {
			length++
		}
		if to := lists[from]; to != nil {
			to.parts = append(to.parts, stretches(r.ring.slice(from, length), most)...)
		}
		done += length
	}
}

// slice is the open line of length edges from position from of a closed ring.
func (r ring) slice(from, length int) ring {
	n := len(r.points) - 1
	if from+length <= n {
		out := ring{points: r.points[from : from+length+1]}
		if r.digits != nil {
			out.digits = r.digits[from : from+length+1]
		}
		return out
	}
	var out ring
	for i := range length + 1 {
		out.points = append(out.points, r.points[(from+i)%n])
		if r.digits != nil {
			out.digits = append(out.digits, r.digits[(from+i)%n])
		}
	}
	return out
}

// gridBox is a box on the grid: the map's extent, along which areas are cut and no line is drawn.
type gridBox struct{ min, max geo.Grid }

func gridExtent(rings []outlineRing) gridBox {
	b := gridBox{geo.Grid{Lon: math.MaxInt32, Lat: math.MaxInt32}, geo.Grid{Lon: math.MinInt32, Lat: math.MinInt32}}
	for _, r := range rings {
		for _, g := range r.grid {
			b.min = geo.Grid{Lon: min(b.min.Lon, g.Lon), Lat: min(b.min.Lat, g.Lat)}
			b.max = geo.Grid{Lon: max(b.max.Lon, g.Lon), Lat: max(b.max.Lat, g.Lat)}
		}
	}
	return b
}

// along says whether an edge lies on the box's edge.
func (b gridBox) along(e edge) bool {
	return e.a.Lon == e.b.Lon && (e.a.Lon == b.min.Lon || e.a.Lon == b.max.Lon) ||
		e.a.Lat == e.b.Lat && (e.a.Lat == b.min.Lat || e.a.Lat == b.max.Lat)
}
