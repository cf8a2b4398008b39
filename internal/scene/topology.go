package scene

import (
	"math"
	"math/bits"

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
	edge
	home, abroad uint8
	done         bool
}

// edgeTable finds the uses of edges. It is a third of what a program takes to read its map, so it is no map of Go's: the
// slots that an edge may have begin at its hash and follow each other, and there is room to spare.
type edgeTable struct {
	uses  []edgeUse
	slots []int32 // places in uses, from 1 on; 0: free
	shift int
}

// newEdgeTable has room for so many edges.
func newEdgeTable(edges int) *edgeTable {
	size := bits.Len(uint(edges + edges/2))
	return &edgeTable{make([]edgeUse, 0, edges), make([]int32, 1<<size), 64 - size}
}

// at is where the uses of an edge are counted, as a place in uses.
func (t *edgeTable) at(e edge) int32 {
	a, b := uint64(uint32(e.a.Lon))<<32|uint64(uint32(e.a.Lat)), uint64(uint32(e.b.Lon))<<32|uint64(uint32(e.b.Lat))
	// Fibonacci hashing (Knuth, The Art of Computer Programming, vol. 3, section 6.4).
	const golden = 0x9E3779B97F4A7C15
	for i := int((a*golden ^ b) * golden >> t.shift); ; i++ {
		slot := &t.slots[i&(len(t.slots)-1)]
		if *slot == 0 {
			t.uses = append(t.uses, edgeUse{edge: e})
			*slot = int32(len(t.uses))
		}
		if t.uses[*slot-1].edge == e {
			return *slot - 1
		}
	}
}

// A run is a stretch of a ring: so many edges from a position on. Rings are counted through a list of them.
type run struct{ ring, from, length int }

// borderRuns are the runs that borders consist of. The rings are those of home, then those abroad.
type borderRuns struct{ oblast, state, coast, foreign, foreignCoasts []run }

// findBorders cuts the lines into stretches of about most positions.
func findBorders(home, abroad []*shape, homeFile, abroadFile *geo.Collection, most int) borders {
	runs := findRuns(gridRings(homeFile), gridRings(abroadFile))
	return runs.borders(append(ringsOf(home), ringsOf(abroad)...), most)
}

// borders are the lines along the runs of rings.
func (b *borderRuns) borders(rings []ring, most int) borders {
	return borders{
		oblast: lines{parts: along(rings, b.oblast, most)}, state: lines{parts: along(rings, b.state, most)}, coast: lines{parts: along(rings, b.coast, most)},
		foreign:       lines{parts: along(rings, b.foreign, most), apart: true},
		foreignCoasts: lines{parts: along(rings, b.foreignCoasts, most), apart: true},
	}
}

func along(rings []ring, runs []run, most int) []*part {
	var out []*part
	for _, r := range runs {
		out = append(out, stretches(rings[r.ring].slice(r.from, r.length), most)...)
	}
	return out
}

// findRuns finds what each edge of rings is an edge of.
func findRuns(home, abroad [][]geo.Grid) borderRuns {
	uses := newEdgeTable(positions(home) + positions(abroad))
	homeEdges, abroadEdges := uses.count(home), uses.count(abroad)
	for _, edges := range homeEdges {
		for _, at := range edges {
			uses.uses[at].home++
		}
	}
	for _, edges := range abroadEdges {
		for _, at := range edges {
			uses.uses[at].abroad++
		}
	}
	var b borderRuns
	for i, edges := range homeEdges {
		uses.runs(i, edges, func(u *edgeUse) *[]run {
			switch {
			case u.home > 1:
				return &b.oblast
			case u.abroad > 0:
				return &b.state
			}
			return &b.coast
		})
	}
	extent := gridExtent(abroad)
	for i, edges := range abroadEdges {
		uses.runs(len(home)+i, edges, func(u *edgeUse) *[]run {
			switch {
			case u.home > 0 || extent.along(u.edge):
				return nil
			case u.abroad > 1:
				return &b.foreign
			}
			return &b.foreignCoasts
		})
	}
	return b
}

func positions(rings [][]geo.Grid) (n int) {
	for _, r := range rings {
		n += len(r)
	}
	return n
}

// ringsOf are the rings of areas, one after another.
func ringsOf(shapes []*shape) []ring {
	var out []ring
	for _, s := range shapes {
		for _, p := range s.parts {
			out = append(out, p.rings...)
		}
	}
	return out
}

// gridRings are the rings of a file's areas, in the order of ringsOf.
func gridRings(c *geo.Collection) [][]geo.Grid {
	var out [][]geo.Grid
	for i := range c.Features {
		var polygons orb.MultiPolygon
		switch g := c.Features[i].Geometry.(type) {
		case orb.Polygon:
			polygons = orb.MultiPolygon{g}
		case orb.MultiPolygon:
			polygons = g
		}
		for _, polygon := range polygons {
			for _, r := range polygon {
				out = append(out, onGrid(r))
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

// count finds the edges of rings in the table, or enters them.
func (t *edgeTable) count(rings [][]geo.Grid) [][]int32 {
	out := make([][]int32, len(rings))
	for k, grid := range rings {
		out[k] = make([]int32, len(grid)-1)
		for i := range out[k] {
			out[k][i] = t.at(newEdge(grid[i], grid[i+1]))
		}
	}
	return out
}

// runs cuts a ring where the list its edges belong to changes, and adds each run to its list. An edge that another
// ring has added already belongs to none.
func (t *edgeTable) runs(ring int, edges []int32, list func(*edgeUse) *[]run) {
	n := len(edges)
	lists := make([]*[]run, n)
	for i, at := range edges {
		if u := &t.uses[at]; !u.done {
			lists[i] = list(u)
			u.done = true
		}
	}
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
			*to = append(*to, run{ring, from, length})
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

func gridExtent(rings [][]geo.Grid) gridBox {
	b := gridBox{geo.Grid{Lon: math.MaxInt32, Lat: math.MaxInt32}, geo.Grid{Lon: math.MinInt32, Lat: math.MinInt32}}
	for _, r := range rings {
		for _, g := range r {
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
