package control

import (
	"cmp"
	"math"
	"slices"

	"truceline/internal/geo"
)

// The lattice on which the field is contoured covers Ukraine and some land and sea around it.
const (
	latticeStep  = 1000.0 // metres between nodes
	coarseStride = 4      // nodes between those that are asked first
)

// lattice is a square grid of nodes in the map's plane.
type lattice struct {
	origin geo.XY
	step   float64
	nx, ny int
}

// position returns the place of a node.
func (l *lattice) position(i, j int) geo.XY {
	return geo.XY{X: l.origin.X + float64(i)*l.step, Y: l.origin.Y + float64(j)*l.step}
}

func (l *lattice) nodeIndex(i, j int) int32 { return int32(j*l.nx + i) }

// nodeAt returns the node whose place at gave.
func (l *lattice) nodeAt(p geo.XY) (int32, bool) {
	i, j := int(math.Round((p.X-l.origin.X)/l.step)), int(math.Round((p.Y-l.origin.Y)/l.step))
	return l.nodeIndex(i, j), l.position(i, j) == p
}

// newLattice covers the box with some nodes to spare. The odd offset keeps nodes off round
// coordinates, so that no settlement stands on a line between nodes.
func newLattice(b bounds, step float64) *lattice {
	const spare = 4 * coarseStride
	l := &lattice{step: step}
	l.origin = geo.XY{X: math.Floor(b.x0/step)*step - spare*step + step/math.Pi,
		Y: math.Floor(b.y0/step)*step - spare*step + step/math.E}
	blocks := func(from, to float64) int {
		return (int((to-from)/step)/coarseStride+1)*coarseStride + spare + coarseStride + 1
	}
	l.nx, l.ny = blocks(l.origin.X, b.x1), blocks(l.origin.Y, b.y1)
	return l
}

// A vertex of a contour lies on an edge between two nodes; a node is one of the lattice or, from
// nx·ny on, a sample.
type vertex struct {
	point geo.XY
	edge  [2]int32
	// barrier is the index of the barrier that the vertex lies on, −1: none, and along how far
	// along it, in metres.
	barrier  int
	distance float64
}

// contour follows the zero line of a field. It works on triangles: each square of the lattice is
// cut along a diagonal, and one that holds samples is cut further, so that each sample is a corner.
// Along the edges the field is taken to be linear. Hence samples lie on their own side of the line
// whatever the field says around them.
type contour struct {
	lattice      *lattice
	valueAt      func(geo.XY) float64
	samples      []sample  // which become corners, with their values; may be empty
	sampleValues []float64 // per sample
	barriers     []*barrier

	nodeValues []float64 // per node, NaN: not asked yet
	samplesIn  [][]int32 // per square the samples in it, nil: none
	visited    []bool    // per square
	queue      []int32
	nextEdge   map[[2]int32][2]int32
	vertices   map[[2]int32]vertex
}

// newContour makes the contour of a field. Where the field before is not nil, its values are taken
// over wherever f is not lifted.
func newContour(f *controlField, l *lattice, before *contour) *contour {
	c := &contour{lattice: l, valueAt: f.valueAt, samples: f.samples, barriers: f.barriers}
	for i := range f.samples {
		c.sampleValues = append(c.sampleValues, f.sampleValue(i))
	}
	if before != nil {
		c.valueAt = func(p geo.XY) float64 {
			if k, ok := l.nodeAt(p); ok && !math.IsNaN(before.nodeValues[k]) &&
				f.liftFactor(p) == 0 {
				return before.nodeValues[k]
			}
			return f.valueAt(p)
		}
	}
	return c
}

// trace returns the rings of the zero line.
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

// sampleSnapDistance is how close to a sample, in metres, a node takes the sample's side: no line
// could pass between them.
const sampleSnapDistance = 40.0

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

// nodeValue returns the field at a node. Beyond the lattice's edge nothing is held, which closes
// all rings.
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

// seedQueue asks the coarse nodes and queues squares on the ways between neighbours of different
// sides, and on the way from each sample to coarse nodes of the other side. A contour that none of
// these ways crosses holds no sample.
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

// queuePath queues the squares beside the nodes on the way from one node to another.
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

// A corner is a node with its place and value.
type corner struct {
	node  int32
	point geo.XY
	value float64
}

// traceSquare draws the line through a square and, if there is one, queues the squares around.
func (c *contour) traceSquare(i, j int) {
	l := c.lattice
	at := func(i, j int) corner {
		return corner{l.nodeIndex(i, j), l.position(i, j), c.nodeValue(i, j)}
	}
	a, b, d, e := at(i, j), at(i+1, j), at(i+1, j+1), at(i, j+1)
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

// splitTriangle splits the triangle that holds p into three with a corner there.
func splitTriangle(triangles [][3]corner, p corner) [][3]corner {
	best, room := 0, math.Inf(-1)
	for k, t := range triangles {
		// The triangle that p lies deepest in, so that rounding cannot lose it.
		if r := min(crossProduct(t[0].point, t[1].point, p.point),
			crossProduct(t[1].point, t[2].point, p.point),
			crossProduct(t[2].point, t[0].point, p.point)); r > room {
			best, room = k, r
		}
	}
	t := triangles[best]
	triangles[best] = [3]corner{t[0], t[1], p}
	return append(triangles, [3]corner{t[1], t[2], p}, [3]corner{t[2], t[0], p})
}

// traceTriangle draws the line through a triangle, positive corners on its left.
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

// vertexOnEdge places a vertex on an edge whose ends differ: where a barrier crosses it, else by
// linear interpolation.
func (c *contour) vertexOnEdge(a, b corner) [2]int32 {
	if a.node > b.node {
		a, b = b, a
	}
	key := [2]int32{a.node, b.node}
	if _, ok := c.vertices[key]; ok {
		return key
	}
	v := vertex{edge: key, barrier: -1}
	for w, wall := range c.barriers {
		if !wall.separates(a.point, b.point) {
			continue
		}
		if at, along, ok := wall.firstCrossing(a.point, b.point); ok {
			v.point, v.distance, v.barrier = at, along, w
			break
		}
	}
	if v.barrier < 0 {
		keep := 0.001
		if int(b.node) >= c.lattice.nx*c.lattice.ny {
			keep = 0.1 // off samples, so that rounding to the grid cannot put one on the other side
		}
		t := math.Min(1-keep, math.Max(keep, a.value/(a.value-b.value)))
		v.point = geo.XY{X: a.point.X + t*(b.point.X-a.point.X),
			Y: a.point.Y + t*(b.point.Y-a.point.Y)}
	}
	c.vertices[key] = v
	return key
}

// joinRings joins the pieces, in an order that depends on nothing but the pieces.
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
		for at := k; !seen[at]; at = c.nextEdge[at] {
			seen[at] = true
			ring = append(ring, c.vertices[at])
		}
		if len(ring) >= 3 {
			rings = append(rings, ring)
		}
	}
	return rings
}
