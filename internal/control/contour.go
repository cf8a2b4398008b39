package control

import (
	"cmp"
	"math"
	"slices"

	"truceline/internal/geo"
)

// The lattice on which the field is contoured covers Ukraine and some land and sea around it.
const (
	latticeStep = 1000.0 // metres between nodes
	coarse      = 4      // nodes between those that are asked first
)

// lattice is a square grid of nodes in the map's plane.
type lattice struct {
	origin geo.XY
	step   float64
	nx, ny int
}

// at returns the place of a node.
func (l *lattice) at(i, j int) geo.XY {
	return geo.XY{X: l.origin.X + float64(i)*l.step, Y: l.origin.Y + float64(j)*l.step}
}

func (l *lattice) node(i, j int) int32 { return int32(j*l.nx + i) }

// nodeAt returns the node whose place at gave.
func (l *lattice) nodeAt(p geo.XY) (int32, bool) {
	i, j := int(math.Round((p.X-l.origin.X)/l.step)), int(math.Round((p.Y-l.origin.Y)/l.step))
	return l.node(i, j), l.at(i, j) == p
}

// newLattice covers the box with some nodes to spare. The odd offset keeps nodes off round coordinates, so that no
// settlement stands on a line between nodes.
func newLattice(b box, step float64) *lattice {
	const spare = 4 * coarse
	l := &lattice{step: step}
	l.origin = geo.XY{X: math.Floor(b.x0/step)*step - spare*step + step/math.Pi, Y: math.Floor(b.y0/step)*step - spare*step + step/math.E}
	blocks := func(from, to float64) int { return (int((to-from)/step)/coarse+1)*coarse + spare + coarse + 1 }
	l.nx, l.ny = blocks(l.origin.X, b.x1), blocks(l.origin.Y, b.y1)
	return l
}

// A vertex of a contour lies on an edge between two nodes; a node is one of the lattice or, from nx·ny on, a sample.
type vertex struct {
	at   geo.XY
	edge [2]int32
	// wall is the index of the barrier that the vertex lies on, −1: none, and along how far along it, in metres.
	wall  int
	along float64
}

// contour follows the zero line of a field. It works on triangles: each square of the lattice is cut along a
// diagonal, and one that holds samples is cut further, so that each sample is a corner. Along the edges the field is
// taken to be linear. Hence samples lie on their own side of the line whatever the field says around them.
type contour struct {
	lattice  *lattice
	at       func(geo.XY) float64
	samples  []sample  // which become corners, with their values; may be empty
	fixed    []float64 // per sample
	barriers []*barrier

	value []float64 // per node, NaN: not asked yet
	inner [][]int32 // per square the samples in it, nil: none
	done  []bool    // per square
	queue []int32
	next  map[[2]int32][2]int32
	found map[[2]int32]vertex
}

// contourOf makes the contour of a field. Where the field before is not nil, its values are taken over wherever f is
// not lifted.
func contourOf(f *field, l *lattice, before *contour) *contour {
	c := &contour{lattice: l, at: f.at, samples: f.samples, barriers: f.barriers}
	for i := range f.samples {
		c.fixed = append(c.fixed, f.corner(i))
	}
	if before != nil {
		c.at = func(p geo.XY) float64 {
			if k, ok := l.nodeAt(p); ok && !math.IsNaN(before.value[k]) && f.lifting(p) == 0 {
				return before.value[k]
			}
			return f.at(p)
		}
	}
	return c
}

// trace returns the rings of the zero line.
func (c *contour) trace() [][]vertex {
	l := c.lattice
	c.next, c.found = map[[2]int32][2]int32{}, map[[2]int32]vertex{}
	c.value = make([]float64, l.nx*l.ny)
	for k := range c.value {
		c.value[k] = math.NaN()
	}
	c.inner = make([][]int32, l.nx*l.ny)
	c.done = make([]bool, l.nx*l.ny)
	c.placeSamples()
	c.seed()
	for len(c.queue) > 0 {
		k := c.queue[len(c.queue)-1]
		c.queue = c.queue[:len(c.queue)-1]
		c.square(int(k)%l.nx, int(k)/l.nx)
	}
	return c.rings()
}

// near is how close to a sample, in metres, a node takes the sample's side: no line could pass between them.
const near = 40.0

func (c *contour) placeSamples() {
	for s := range c.samples {
		p := c.samples[s].at
		u, v := (p.X-c.lattice.origin.X)/c.lattice.step, (p.Y-c.lattice.origin.Y)/c.lattice.step
		i, j := int(math.Floor(u)), int(math.Floor(v))
		if i < 1 || j < 1 || i >= c.lattice.nx-2 || j >= c.lattice.ny-2 {
			continue
		}
		k := c.lattice.node(i, j)
		c.inner[k] = append(c.inner[k], int32(s))
		if ni, nj := int(math.Round(u)), int(math.Round(v)); math.Hypot(u-float64(ni), v-float64(nj))*c.lattice.step < near {
			c.value[c.lattice.node(ni, nj)] = c.fixed[s]
		}
	}
}

// nodeValue returns the field at a node. Beyond the lattice's edge nothing is held, which closes all rings.
func (c *contour) nodeValue(i, j int) float64 {
	if i <= 0 || j <= 0 || i >= c.lattice.nx-1 || j >= c.lattice.ny-1 {
		return -1
	}
	k := c.lattice.node(i, j)
	if math.IsNaN(c.value[k]) {
		c.value[k] = c.at(c.lattice.at(i, j))
	}
	return c.value[k]
}

// seed asks the coarse nodes and queues squares on the ways between neighbours of different sides, and on the way from
// each sample to coarse nodes of the other side. A contour that none of these ways crosses holds no sample.
func (c *contour) seed() {
	l := c.lattice
	for j := 0; j < l.ny; j += coarse {
		for i := 0; i < l.nx; i += coarse {
			v := c.nodeValue(i, j) > 0
			if i+coarse < l.nx && v != (c.nodeValue(i+coarse, j) > 0) {
				c.way(i, j, i+coarse, j)
			}
			if j+coarse < l.ny && v != (c.nodeValue(i, j+coarse) > 0) {
				c.way(i, j, i, j+coarse)
			}
		}
	}
	for k, list := range c.inner {
		for _, s := range list {
			i, j := k%l.nx, k/l.nx
			ci, cj := (i+coarse/2)/coarse*coarse, (j+coarse/2)/coarse*coarse
			if (c.nodeValue(ci, cj) > 0) != (c.fixed[s] > 0) {
				c.way(i, j, ci, cj)
			}
		}
	}
}

// way queues the squares beside the nodes on the way from one node to another.
func (c *contour) way(i0, j0, i1, j1 int) {
	n := max(i1-i0, i0-i1, j1-j0, j0-j1, 1)
	for t := 0; t <= n; t++ {
		i, j := i0+(i1-i0)*t/n, j0+(j1-j0)*t/n
		c.push(i, j)
		c.push(i-1, j)
		c.push(i, j-1)
		c.push(i-1, j-1)
	}
}

func (c *contour) push(i, j int) {
	if i < 0 || j < 0 || i >= c.lattice.nx-1 || j >= c.lattice.ny-1 {
		return
	}
	if k := c.lattice.node(i, j); !c.done[k] {
		c.done[k] = true
		c.queue = append(c.queue, k)
	}
}

// A corner is a node with its place and value.
type corner struct {
	node  int32
	at    geo.XY
	value float64
}

// square draws the line through a square and, if there is one, queues the squares around.
func (c *contour) square(i, j int) {
	l := c.lattice
	at := func(i, j int) corner { return corner{l.node(i, j), l.at(i, j), c.nodeValue(i, j)} }
	a, b, d, e := at(i, j), at(i+1, j), at(i+1, j+1), at(i, j+1)
	triangles := [][3]corner{{a, b, d}, {a, d, e}}
	if (i+j)%2 == 0 {
		triangles = [][3]corner{{a, b, e}, {b, d, e}}
	}
	for _, s := range c.inner[l.node(i, j)] {
		triangles = cut(triangles, corner{int32(l.nx*l.ny) + s, c.samples[s].at, c.fixed[s]})
	}
	crossed := false
	for _, t := range triangles {
		crossed = c.triangle(t) || crossed
	}
	if crossed {
		for v := -1; v <= 1; v++ {
			for u := -1; u <= 1; u++ {
				c.push(i+u, j+v)
			}
		}
	}
}

// cut splits the triangle that holds p into three with a corner there.
func cut(triangles [][3]corner, p corner) [][3]corner {
	best, room := 0, math.Inf(-1)
	for k, t := range triangles {
		// The triangle that p lies deepest in, so that rounding cannot lose it.
		if r := min(turn(t[0].at, t[1].at, p.at), turn(t[1].at, t[2].at, p.at), turn(t[2].at, t[0].at, p.at)); r > room {
			best, room = k, r
		}
	}
	t := triangles[best]
	triangles[best] = [3]corner{t[0], t[1], p}
	return append(triangles, [3]corner{t[1], t[2], p}, [3]corner{t[2], t[0], p})
}

// triangle draws the line through a triangle, positive corners on its left.
func (c *contour) triangle(t [3]corner) bool {
	for k := range 3 {
		a, b, d := t[k], t[(k+1)%3], t[(k+2)%3]
		pa, pb, pd := a.value > 0, b.value > 0, d.value > 0
		if pa == pb || pa == pd {
			continue
		}
		p, q := c.vertexOn(a, b), c.vertexOn(a, d)
		if pa {
			c.next[p] = q
		} else {
			c.next[q] = p
		}
		return true
	}
	return false
}

// vertexOn places a vertex on an edge whose ends differ: where a barrier crosses it, else by linear interpolation.
func (c *contour) vertexOn(a, b corner) [2]int32 {
	if a.node > b.node {
		a, b = b, a
	}
	key := [2]int32{a.node, b.node}
	if _, ok := c.found[key]; ok {
		return key
	}
	v := vertex{edge: key, wall: -1}
	for w, wall := range c.barriers {
		if !wall.parts(a.at, b.at) {
			continue
		}
		if at, along, ok := wall.cross(a.at, b.at); ok {
			v.at, v.along, v.wall = at, along, w
			break
		}
	}
	if v.wall < 0 {
		keep := 0.001
		if int(b.node) >= c.lattice.nx*c.lattice.ny {
			keep = 0.1 // off samples, so that rounding to the grid cannot put one on the other side
		}
		t := math.Min(1-keep, math.Max(keep, a.value/(a.value-b.value)))
		v.at = geo.XY{X: a.at.X + t*(b.at.X-a.at.X), Y: a.at.Y + t*(b.at.Y-a.at.Y)}
	}
	c.found[key] = v
	return key
}

// rings joins the pieces, in an order that depends on nothing but the pieces.
func (c *contour) rings() [][]vertex {
	keys := make([][2]int32, 0, len(c.next))
	for k := range c.next {
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
		for at := k; !seen[at]; at = c.next[at] {
			seen[at] = true
			ring = append(ring, c.found[at])
		}
		if len(ring) >= 3 {
			rings = append(rings, ring)
		}
	}
	return rings
}
