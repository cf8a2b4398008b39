package scene

import (
	"math"
	"math/bits"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
	"truceline/internal/geo/geojson"
)

// borders are the lines between areas, each drawn once. They are found by the edges that areas
// share: an edge of two oblasts is an oblast border, one of an oblast and a neighbour the state
// border, one of a single area a coast.
type borders struct {
	oblast, state, coast   geometry
	foreign, foreignCoasts geometry
}

// gridEdge is an undirected edge between two grid points.
type gridEdge struct{ a, b geo.GridPoint }

func newGridEdge(a, b geo.GridPoint) gridEdge {
	if a.Lon > b.Lon || a.Lon == b.Lon && a.Lat > b.Lat {
		a, b = b, a
	}
	return gridEdge{a, b}
}

// edgeUse counts the areas that have an edge.
type edgeUse struct {
	gridEdge
	homeCount, abroadCount uint8
	assigned               bool
}

// edgeTable is a hash table of edges with open addressing. It is faster than Go's map, and building
// it is a large part of reading the map without BordersFile (see docs/decisions/0007).
type edgeTable struct {
	uses  []edgeUse
	slots []int32 // indexes into uses plus 1; 0: free
	shift int
}

// newEdgeTable returns a table with room for a number of edges.
func newEdgeTable(edges int) *edgeTable {
	size := bits.Len(uint(edges + edges/2))
	return &edgeTable{make([]edgeUse, 0, edges), make([]int32, 1<<size), 64 - size}
}

// indexOf returns the index of an edge in uses. It adds the edge if it is new.
func (t *edgeTable) indexOf(e gridEdge) int32 {
	a, b := uint64(uint32(e.a.Lon))<<32|uint64(uint32(e.a.Lat)),
		uint64(uint32(e.b.Lon))<<32|uint64(uint32(e.b.Lat))
	// Fibonacci hashing (Knuth, The Art of Computer Programming, vol. 3, section 6.4).
	const golden = 0x9E3779B97F4A7C15
	for i := int((a*golden ^ b) * golden >> t.shift); ; i++ {
		slot := &t.slots[i&(len(t.slots)-1)]
		if *slot == 0 {
			t.uses = append(t.uses, edgeUse{gridEdge: e})
			*slot = int32(len(t.uses))
		}
		if t.uses[*slot-1].gridEdge == e {
			return *slot - 1
		}
	}
}

// ringRun is a run of edges of a ring: the index of the ring in a list, the index of the first
// point, and the number of edges.
type ringRun struct{ ring, from, length int }

// borderRuns are the runs of edges that borders consist of. Rings are numbered through those of
// home and then those abroad.
type borderRuns struct{ oblast, state, coast, foreign, foreignCoasts []ringRun }

// findBorders returns the borders between areas, cut into chunks of about maxPoints points.
func findBorders(home, abroad []*feature, homeFile, abroadFile *geojson.Collection,
	maxPoints int) borders {
	runs := findBorderRuns(gridRings(homeFile), gridRings(abroadFile))
	return runs.toBorders(append(ringsOf(home), ringsOf(abroad)...), maxPoints)
}

// toBorders returns the lines along the runs of rings, cut into chunks of about maxPoints points.
func (b *borderRuns) toBorders(rings []ring, maxPoints int) borders {
	return borders{
		oblast:  geometry{parts: linesAlong(rings, b.oblast, maxPoints)},
		state:   geometry{parts: linesAlong(rings, b.state, maxPoints)},
		coast:   geometry{parts: linesAlong(rings, b.coast, maxPoints)},
		foreign: geometry{parts: linesAlong(rings, b.foreign, maxPoints), neverMerged: true},
		foreignCoasts: geometry{parts: linesAlong(rings, b.foreignCoasts, maxPoints),
			neverMerged: true},
	}
}

func linesAlong(rings []ring, runs []ringRun, maxPoints int) []*geometryPart {
	var out []*geometryPart
	for _, r := range runs {
		out = append(out, chunkLine(rings[r.ring].slice(r.from, r.length), maxPoints)...)
	}
	return out
}

// findBorderRuns classifies the edges of rings by the areas that have them.
func findBorderRuns(home, abroad [][]geo.GridPoint) borderRuns {
	uses := newEdgeTable(countPoints(home) + countPoints(abroad))
	homeEdges, abroadEdges := uses.indexRings(home), uses.indexRings(abroad)
	for _, edges := range homeEdges {
		for _, index := range edges {
			uses.uses[index].homeCount++
		}
	}
	for _, edges := range abroadEdges {
		for _, index := range edges {
			uses.uses[index].abroadCount++
		}
	}
	var b borderRuns
	for i, edges := range homeEdges {
		uses.appendRuns(i, edges, func(u *edgeUse) *[]ringRun {
			switch {
			case u.homeCount > 1:
				return &b.oblast
			case u.abroadCount > 0:
				return &b.state
			}
			return &b.coast
		})
	}
	extent := gridBoundsOf(abroad)
	for i, edges := range abroadEdges {
		uses.appendRuns(len(home)+i, edges, func(u *edgeUse) *[]ringRun {
			switch {
			case u.homeCount > 0 || extent.onBoundary(u.gridEdge):
				return nil
			case u.abroadCount > 1:
				return &b.foreign
			}
			return &b.foreignCoasts
		})
	}
	return b
}

func countPoints(rings [][]geo.GridPoint) (n int) {
	for _, r := range rings {
		n += len(r)
	}
	return n
}

// ringsOf returns the rings of areas, one after another.
func ringsOf(features []*feature) []ring {
	var out []ring
	for _, f := range features {
		for _, p := range f.parts {
			out = append(out, p.rings...)
		}
	}
	return out
}

// gridRings returns the rings of a file's areas as grid points, in the order of ringsOf.
func gridRings(c *geojson.Collection) [][]geo.GridPoint {
	var out [][]geo.GridPoint
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
				out = append(out, toGrid(r))
			}
		}
	}
	return out
}

func toGrid(points []orb.Point) []geo.GridPoint {
	out := make([]geo.GridPoint, len(points))
	for i, p := range points {
		out[i] = geo.GridPoint{Lon: int32(math.Round(p[0] * geo.GridStepsPerDegree)),
			Lat: int32(math.Round(p[1] * geo.GridStepsPerDegree))}
	}
	return out
}

// indexRings returns the index in the table of each edge of the rings. It adds new edges.
func (t *edgeTable) indexRings(rings [][]geo.GridPoint) [][]int32 {
	out := make([][]int32, len(rings))
	for k, grid := range rings {
		out[k] = make([]int32, len(grid)-1)
		for i := range out[k] {
			out[k][i] = t.indexOf(newGridEdge(grid[i], grid[i+1]))
		}
	}
	return out
}

// appendRuns cuts a ring where the class of its edges changes, and appends each run to its class's
// list. list returns the list of an edge, or nil for no list. An edge that another ring has
// appended already is skipped.
func (t *edgeTable) appendRuns(ring int, edges []int32, list func(*edgeUse) *[]ringRun) {
	n := len(edges)
	lists := make([]*[]ringRun, n)
	for i, index := range edges {
		if u := &t.uses[index]; !u.assigned {
			lists[i] = list(u)
			u.assigned = true
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
			*to = append(*to, ringRun{ring, from, length})
		}
		done += length
	}
}

// slice returns the open line of length edges from point from of a closed ring.
func (r ring) slice(from, length int) ring {
	n := len(r.points) - 1
	if from+length <= n {
		out := ring{points: r.points[from : from+length+1]}
		if r.levelDigits != nil {
			out.levelDigits = r.levelDigits[from : from+length+1]
		}
		return out
	}
	var out ring
	for i := range length + 1 {
		out.points = append(out.points, r.points[(from+i)%n])
		if r.levelDigits != nil {
			out.levelDigits = append(out.levelDigits, r.levelDigits[(from+i)%n])
		}
	}
	return out
}

// gridBounds is a box on the grid: the bounds of the map, along which areas are clipped and no
// border is drawn.
type gridBounds struct{ min, max geo.GridPoint }

func gridBoundsOf(rings [][]geo.GridPoint) gridBounds {
	b := gridBounds{geo.GridPoint{Lon: math.MaxInt32, Lat: math.MaxInt32},
		geo.GridPoint{Lon: math.MinInt32, Lat: math.MinInt32}}
	for _, r := range rings {
		for _, g := range r {
			b.min = geo.GridPoint{Lon: min(b.min.Lon, g.Lon), Lat: min(b.min.Lat, g.Lat)}
			b.max = geo.GridPoint{Lon: max(b.max.Lon, g.Lon), Lat: max(b.max.Lat, g.Lat)}
		}
	}
	return b
}

// onBoundary reports whether an edge is on the boundary of the box.
func (b gridBounds) onBoundary(e gridEdge) bool {
	return e.a.Lon == e.b.Lon && (e.a.Lon == b.min.Lon || e.a.Lon == b.max.Lon) ||
		e.a.Lat == e.b.Lat && (e.a.Lat == b.min.Lat || e.a.Lat == b.max.Lat)
}
