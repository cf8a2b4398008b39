package control

import (
	"cmp"
	"math"
	"slices"

	"truceline/internal/geo"
)

// The lattice on which the field is contoured covers Ukraine and a margin around it.
const (
	latticeStep  = 1000.0 // in metres between nodes
	coarseStride = 4      // nodes between those that are evaluated first
)

// lattice is a square grid of nodes in the map's plane.
type lattice struct {
	origin geo.XY
	step   float64
	nx, ny int
}

// position returns the position of a node in the map's plane.
func (l *lattice) position(i, j int) geo.XY {
	return geo.XY{X: l.origin.X + float64(i)*l.step, Y: l.origin.Y + float64(j)*l.step}
}

func (l *lattice) nodeIndex(i, j int) int32 { return int32(j*l.nx + i) }

// nodeAt returns the node nearest to p, and whether p is exactly its position.
func (l *lattice) nodeAt(p geo.XY) (int32, bool) {
	i, j := int(math.Round((p.X-l.origin.X)/l.step)), int(math.Round((p.Y-l.origin.Y)/l.step))
	return l.nodeIndex(i, j), l.position(i, j) == p
}

// newLattice returns a lattice that covers the bounds with a margin of some nodes. The irrational
// offset keeps nodes off round coordinates, so that no settlement lies on a line between nodes.
func newLattice(area bounds, step float64) *lattice {
	const margin = 4 * coarseStride
	l := &lattice{step: step}
	l.origin = geo.XY{X: math.Floor(area.x0/step)*step - margin*step + step/math.Pi,
		Y: math.Floor(area.y0/step)*step - margin*step + step/math.E}
	blocks := func(from, to float64) int {
		return (int((to-from)/step)/coarseStride+1)*coarseStride + margin + coarseStride + 1
	}
	l.nx, l.ny = blocks(l.origin.X, area.x1), blocks(l.origin.Y, area.y1)
	return l
}

// A vertex of a contour lies on an edge between two nodes. A node is one of the lattice or, from
// nx·ny on, a sample.
type vertex struct {
	point geo.XY
	edge  [2]int32
	// barrier is the index of the barrier on which the vertex lies, −1 for none, and distance its
	// distance along the barrier in metres.
	barrier  int
	distance float64
}

// contour traces the zero line of a field on triangles. Each square of the lattice is cut along a
// diagonal, and a square with samples is cut further, so that each sample is a corner. The field is
// taken to be linear along the edges. Hence samples lie on their own side of the line, whatever the
// field is around them.
type contour struct {
	lattice      *lattice
	valueAt      func(geo.XY) float64
	samples      []sample  // samples that become corners with their values; may be empty
	sampleValues []float64 // per sample
	barriers     []*barrier

	nodeValues []float64 // per node; NaN: not computed yet
	samplesIn  [][]int32 // per square the samples in it; nil: none
	visited    []bool    // per square
	queue      []int32
	nextEdge   map[[2]int32][2]int32
	vertices   map[[2]int32]vertex
}

// newContour returns a contour of a field that is not traced yet. If base is not nil, its values
// are reused at nodes where f is not lifted.
func newContour(field *controlField, l *lattice, base *contour) *contour {
	c := &contour{lattice: l, valueAt: field.valueAt, samples: field.samples,
		barriers: field.barriers}
	for i := range field.samples {
		c.sampleValues = append(c.sampleValues, field.sampleValue(i))
	}
	if base != nil {
		c.valueAt = func(p geo.XY) float64 {
			if k, ok := l.nodeAt(p); ok && !math.IsNaN(base.nodeValues[k]) &&
				field.liftFactor(p) == 0 {
				return base.nodeValues[k]
			}
			return field.valueAt(p)
		}
	}
	return c
}

// trace returns the rings of the zero line, with positive values on their left.
func (c *contour) trace() [][]vertex {
	l := c.lattice
	c.nextEdge, c.vertices = map[[2]int32][2]int32{}, map[[2]int32]vertex{}
	c.nodeValues = make([]float64, l.nx*l.ny)
	for k := range c.nodeValues {
		c.nodeValues[k] = math.NaN()
	}
	c.samplesIn = make([][]int32, l.nx*l.ny)
	c.visited = make([]bool, l.nx*l.ny)
	c.assignSamples()
	c.seedQueue()
	for len(c.queue) > 0 {
		k := c.queue[len(c.queue)-1]
		c.queue = c.queue[:len(c.queue)-1]
		c.traceSquare(int(k)%l.nx, int(k)/l.nx)
	}
	return c.joinRings()
}

// sampleSnapDistance is the distance in metres from a sample within which a node takes the sample's
// value: no line could pass between them.
const sampleSnapDistance = 40.0

// assignSamples assigns the samples to their squares, and sets the values of nodes next to a
// sample.
func (c *contour) assignSamples() {
	for s := range c.samples {
		p := c.samples[s].point
		u, v := (p.X-c.lattice.origin.X)/c.lattice.step, (p.Y-c.lattice.origin.Y)/c.lattice.step
		i, j := int(math.Floor(u)), int(math.Floor(v))
		if i < 1 || j < 1 || i >= c.lattice.nx-2 || j >= c.lattice.ny-2 {
			continue
		}
		k := c.lattice.nodeIndex(i, j)
		c.samplesIn[k] = append(c.samplesIn[k], int32(s))
		if ni, nj := int(math.Round(u)),
			int(math.Round(v)); math.Hypot(u-float64(ni), v-float64(nj))*
			c.lattice.step < sampleSnapDistance {
			c.nodeValues[c.lattice.nodeIndex(ni, nj)] = c.sampleValues[s]
		}
	}
}

// nodeValue returns the field at a node. It is −1 on the edge of the lattice and outside, which
// closes all rings.
func (c *contour) nodeValue(i, j int) float64 {
	if i <= 0 || j <= 0 || i >= c.lattice.nx-1 || j >= c.lattice.ny-1 {
		return -1
	}
	k := c.lattice.nodeIndex(i, j)
	if math.IsNaN(c.nodeValues[k]) {
		c.nodeValues[k] = c.valueAt(c.lattice.position(i, j))
	}
	return c.nodeValues[k]
}

// seedQueue evaluates the coarse nodes and queues the squares on the paths between neighbours of
// different signs, and on the path from each sample to a coarse node of the other sign. A contour
// that crosses none of these paths contains no sample.
func (c *contour) seedQueue() {
	l := c.lattice
	for j := 0; j < l.ny; j += coarseStride {
		for i := 0; i < l.nx; i += coarseStride {
			v := c.nodeValue(i, j) > 0
			if i+coarseStride < l.nx && v != (c.nodeValue(i+coarseStride, j) > 0) {
				c.queuePath(i, j, i+coarseStride, j)
			}
			if j+coarseStride < l.ny && v != (c.nodeValue(i, j+coarseStride) > 0) {
				c.queuePath(i, j, i, j+coarseStride)
			}
		}
	}
	for k, list := range c.samplesIn {
		for _, s := range list {
			i, j := k%l.nx, k/l.nx
			ci, cj := (i+coarseStride/2)/coarseStride*coarseStride,
				(j+coarseStride/2)/coarseStride*coarseStride
			if (c.nodeValue(ci, cj) > 0) != (c.sampleValues[s] > 0) {
				c.queuePath(i, j, ci, cj)
			}
		}
	}
}

// queuePath queues the squares around the nodes on the path from one node to another.
func (c *contour) queuePath(i0, j0, i1, j1 int) {
	n := max(i1-i0, i0-i1, j1-j0, j0-j1, 1)
	for t := 0; t <= n; t++ {
		i, j := i0+(i1-i0)*t/n, j0+(j1-j0)*t/n
		c.queueSquare(i, j)
		c.queueSquare(i-1, j)
		c.queueSquare(i, j-1)
		c.queueSquare(i-1, j-1)
	}
}

func (c *contour) queueSquare(i, j int) {
	if i < 0 || j < 0 || i >= c.lattice.nx-1 || j >= c.lattice.ny-1 {
		return
	}
	if k := c.lattice.nodeIndex(i, j); !c.visited[k] {
		c.visited[k] = true
		c.queue = append(c.queue, k)
	}
}

// A corner is a node with its position and value.
type corner struct {
	node  int32
	point geo.XY
	value float64
}

// traceSquare traces the line through a square. If there is one, it queues the adjacent squares.
func (c *contour) traceSquare(i, j int) {
	l := c.lattice
	cornerAt := func(i, j int) corner {
		return corner{l.nodeIndex(i, j), l.position(i, j), c.nodeValue(i, j)}
	}
	a, b, d, e := cornerAt(i, j), cornerAt(i+1, j), cornerAt(i+1, j+1), cornerAt(i, j+1)
	triangles := [][3]corner{{a, b, d}, {a, d, e}}
	if (i+j)%2 == 0 {
		triangles = [][3]corner{{a, b, e}, {b, d, e}}
	}
	for _, s := range c.samplesIn[l.nodeIndex(i, j)] {
		triangles = splitTriangle(triangles,
			corner{int32(l.nx*l.ny) + s, c.samples[s].point, c.sampleValues[s]})
	}
	crossed := false
	for _, t := range triangles {
		crossed = c.traceTriangle(t) || crossed
	}
	if crossed {
		for v := -1; v <= 1; v++ {
			for u := -1; u <= 1; u++ {
				c.queueSquare(i+u, j+v)
			}
		}
	}
}

// splitTriangle splits the triangle that contains p into three with a corner at p.
func splitTriangle(triangles [][3]corner, p corner) [][3]corner {
	deepest, depth := 0, math.Inf(-1)
	for k, t := range triangles {
		// The triangle in which p lies deepest, so that rounding cannot miss it.
		if r := min(crossProduct(t[0].point, t[1].point, p.point),
			crossProduct(t[1].point, t[2].point, p.point),
			crossProduct(t[2].point, t[0].point, p.point)); r > depth {
			deepest, depth = k, r
		}
	}
	t := triangles[deepest]
	triangles[deepest] = [3]corner{t[0], t[1], p}
	return append(triangles, [3]corner{t[1], t[2], p}, [3]corner{t[2], t[0], p})
}

// traceTriangle traces the line through a triangle, positive corners on its left. It reports
// whether there is one.
func (c *contour) traceTriangle(t [3]corner) bool {
	for k := range 3 {
		a, b, d := t[k], t[(k+1)%3], t[(k+2)%3]
		pa, pb, pd := a.value > 0, b.value > 0, d.value > 0
		if pa == pb || pa == pd {
			continue
		}
		p, q := c.vertexOnEdge(a, b), c.vertexOnEdge(a, d)
		if pa {
			c.nextEdge[p] = q
		} else {
			c.nextEdge[q] = p
		}
		return true
	}
	return false
}

// vertexOnEdge adds the vertex on an edge whose ends differ: where a barrier crosses the edge, else
// by linear interpolation.
func (c *contour) vertexOnEdge(a, b corner) [2]int32 {
	if a.node > b.node {
		a, b = b, a
	}
	key := [2]int32{a.node, b.node}
	if _, ok := c.vertices[key]; ok {
		return key
	}
	v := vertex{edge: key, barrier: -1}
	for index, barrier := range c.barriers {
		if !barrier.separates(a.point, b.point) {
			continue
		}
		if point, distance, ok := barrier.firstCrossing(a.point, b.point); ok {
			v.point, v.distance, v.barrier = point, distance, index
			break
		}
	}
	if v.barrier < 0 {
		margin := 0.001
		if int(b.node) >= c.lattice.nx*c.lattice.ny {
			// Away from samples, so that rounding to the grid cannot move one to the other side.
			margin = 0.1
		}
		t := math.Min(1-margin, math.Max(margin, a.value/(a.value-b.value)))
		v.point = geo.XY{X: a.point.X + t*(b.point.X-a.point.X),
			Y: a.point.Y + t*(b.point.Y-a.point.Y)}
	}
	c.vertices[key] = v
	return key
}

// joinRings joins the pieces into rings. The order of the rings depends on the pieces only.
func (c *contour) joinRings() [][]vertex {
	keys := make([][2]int32, 0, len(c.nextEdge))
	for k := range c.nextEdge {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b [2]int32) int {
		if d := cmp.Compare(a[0], b[0]); d != 0 {
			return d
		}
		return cmp.Compare(a[1], b[1])
	})
	seen := make(map[[2]int32]bool, len(keys))
	var rings [][]vertex
	for _, k := range keys {
		var ring []vertex
		for key := k; !seen[key]; key = c.nextEdge[key] {
			seen[key] = true
			ring = append(ring, c.vertices[key])
		}
		if len(ring) >= 3 {
			rings = append(rings, ring)
		}
	}
	return rings
}
