package gpu

import (
	"cmp"
	"math"
	"slices"

	"truceline/internal/geo"
	"truceline/internal/render/gpu/earcut"
	"truceline/internal/scene"
)

// meshes keeps what has been made of paths.
type meshes struct {
	of     map[*scene.Path]*mesh
	recent *mesh
	last   *scene.Path
}

// A mesh is what has been made of one path, each half when it was first needed.
type mesh struct {
	used uint64 // the frame that drew it last
	fill *fillMesh
	line *lineMesh
}

// Above keepMeshes meshes, those that no frame has drawn for keepFrames are let go: a scene that makes paths for
// single frames, against the rule, would fill the memory else.
const (
	keepMeshes = 4096
	keepFrames = 600
)

func (m *meshes) get(p *scene.Path, frame uint64) *mesh {
	if p == m.last {
		return m.recent
	}
	one := m.of[p]
	if one == nil {
		if m.of == nil {
			m.of = map[*scene.Path]*mesh{}
		}
		one = &mesh{}
		m.of[p] = one
	}
	one.used = frame
	m.last, m.recent = p, one
	return one
}

func (m *meshes) sweep(frame uint64) {
	m.last, m.recent = nil, nil
	if len(m.of) <= keepMeshes || frame%64 != 0 {
		return
	}
	for p, one := range m.of {
		if one.used+keepFrames < frame {
			delete(m.of, p)
		}
	}
}

// A mitre leads from a position to where the outlines of its two edges meet, at a distance of 1 from both, on the
// left in path coordinates. long is its length.
type mitre struct{ x, y, long float32 }

// mitreOf works out the mitre between the unit directions of two edges. Where the line turns back it is cut off.
func mitreOf(in, out geo.XY) mitre {
	x, y := -in.Y-out.Y, in.X+out.X
	// The normals' sum n has the direction; its length is 2·cos of half the turn, the mitre's is 1/cos.
	n2 := x*x + y*y
	if n2 < 4.0/(maxMitre*maxMitre) {
		return mitre{float32(-in.Y), float32(in.X), maxMitre}
	}
	return mitre{float32(2 * x / n2), float32(2 * y / n2), float32(2 / math.Sqrt(n2))}
}

const maxMitre = 16

// direction is the unit vector from a to b; zero where they are one.
func direction(a, b geo.XY) geo.XY {
	dx, dy := b.X-a.X, b.Y-a.Y
	d := math.Hypot(dx, dy)
	if d == 0 {
		return geo.XY{}
	}
	return geo.XY{X: dx / d, Y: dy / d}
}

// mitres appends a mitre for each position of a line without repeated ones. A closed line repeats its first at its
// end; the ends of an open one get their edge's normal.
func mitres(dst []mitre, line []geo.XY, closed bool) []mitre {
	n := len(line)
	in := direction(line[0], line[1])
	if closed {
		in = direction(line[n-2], line[n-1])
	}
	for i := range n {
		out := in
		switch {
		case i+1 < n:
			out = direction(line[i], line[i+1])
		case closed:
			out = direction(line[0], line[1])
		}
		if i == 0 && !closed {
			in = out
		}
		dst = append(dst, mitreOf(in, out))
		in = out
	}
	return dst
}

// distinct is the line without positions that repeat the one before.
func distinct(line []geo.XY) []geo.XY {
	return slices.Compact(slices.Clone(line))
}

// A fillMesh is a triangulated path.
type fillMesh struct {
	points    []geo.XY
	mitres    []mitre // outwards
	triangles []uint32
	// patches are runs of triangles near one another, edges runs of a ring's edges.
	patches, edges []run
	box            scene.Box
	// slot is where a position stands in the batch; it is right if seen is the present turn.
	slot, seen []uint32
	turn       uint32
}

// A run is a part of a mesh that is drawn or skipped as a whole: of indices or of edges, up to but without to.
type run struct {
	from, to int
	box      scene.Box
}

const (
	patchTriangles = 64
	runEdges       = 32
)

func newFillMesh(p *scene.Path) *fillMesh {
	rings := make([][]geo.XY, 0, len(p.Lines))
	for _, line := range p.Lines {
		ring := distinct(line)
		if n := len(ring); n > 1 && ring[0] != ring[n-1] {
			ring = append(ring, ring[0])
		}
		rings = append(rings, ring)
	}
	res := earcut.Triangulate(rings)
	f := &fillMesh{triangles: res.Triangles, box: p.Bounds}
	first := make([]int, len(rings))
	for r, ring := range rings {
		first[r] = len(f.points)
		f.points = append(f.points, ring...)
	}
	f.mitres = make([]mitre, len(f.points))
	for _, s := range res.Shells {
		for k, r := range s.Rings {
			f.addEdges(rings[r], first[r], k > 0)
		}
	}
	f.addPatches()
	f.slot, f.seen = make([]uint32, len(f.points)), make([]uint32, len(f.points))
	return f
}

// addEdges adds a ring's edges and mitres, which lead out of the area.
func (f *fillMesh) addEdges(ring []geo.XY, first int, hole bool) {
	out := mitres(f.mitres[first:first], ring, true)
	if (ringArea(ring) > 0) != hole {
		for i := range out {
			out[i].x, out[i].y = -out[i].x, -out[i].y
		}
	}
	for from := 0; from+1 < len(ring); from += runEdges {
		to := min(from+runEdges, len(ring)-1)
		r := run{from: first + from, to: first + to, box: scene.EmptyBox()}
		for _, q := range ring[from : to+1] {
			r.box = r.box.Add(q)
		}
		f.edges = append(f.edges, r)
	}
}

// addPatches sorts the triangles so that neighbours stand together and cuts them into runs.
func (f *fillMesh) addPatches() {
	n := len(f.triangles) / 3
	type place struct {
		code uint32
		at   int
	}
	order := make([]place, n)
	for i := range order {
		t := f.triangles[3*i : 3*i+3]
		a, b, c := f.points[t[0]], f.points[t[1]], f.points[t[2]]
		order[i] = place{zOrder(f.box, (a.X+b.X+c.X)/3, (a.Y+b.Y+c.Y)/3), i}
	}
	slices.SortFunc(order, func(a, b place) int { return cmp.Or(cmp.Compare(a.code, b.code), cmp.Compare(a.at, b.at)) })
	sorted := make([]uint32, 0, len(f.triangles))
	for from := 0; from < n; from += patchTriangles {
		r := run{from: len(sorted), box: scene.EmptyBox()}
		for _, o := range order[from:min(from+patchTriangles, n)] {
			t := f.triangles[3*o.at : 3*o.at+3]
			sorted = append(sorted, t...)
			for _, i := range t {
				r.box = r.box.Add(f.points[i])
			}
		}
		r.to = len(sorted)
		f.patches = append(f.patches, r)
	}
	f.triangles = sorted
}

// zOrder is the place of x, y on a Z-shaped curve through the box, which keeps neighbours together.
func zOrder(b scene.Box, x, y float64) uint32 {
	u := uint32((x - b.Min.X) / max(b.Width(), 1e-300) * 65535)
	v := uint32((y - b.Min.Y) / max(b.Height(), 1e-300) * 65535)
	return spread(u) | spread(v)<<1
}

// spread puts a zero between each two of 16 bits.
func spread(v uint32) uint32 {
	v = (v | v<<8) & 0x00ff00ff
	v = (v | v<<4) & 0x0f0f0f0f
	v = (v | v<<2) & 0x33333333
	return (v | v<<1) & 0x55555555
}

func ringArea(ring []geo.XY) (area2 float64) {
	o := ring[0]
	for i := 2; i < len(ring); i++ {
		a, b := ring[i-1], ring[i]
		area2 += (a.X-o.X)*(b.Y-o.Y) - (a.Y-o.Y)*(b.X-o.X)
	}
	return area2
}

// A lineMesh is a path's lines with what stroking needs.
type lineMesh struct {
	lines []strokeLine
	box   scene.Box
}

// A strokeLine is one line without repeated positions; a closed one repeats its first at its end.
type strokeLine struct {
	points []geo.XY
	mitres []mitre
	along  []float64 // distance from the line's start, in path coordinates; one for each position
	closed bool
	runs   []run // of edges
}

// load makes the mesh of a path as m transforms it, in the memory that the mesh has.
func (l *lineMesh) load(p *scene.Path, m scene.Matrix) {
	n := 0
	l.box = scene.EmptyBox()
	for _, line := range p.Lines {
		if len(line) == 0 {
			continue
		}
		if n == len(l.lines) {
			l.lines = append(l.lines, strokeLine{})
		}
		l.lines[n].load(line, m)
		for _, r := range l.lines[n].runs {
			l.box = l.box.Union(r.box)
		}
		n++
	}
	l.lines = l.lines[:n]
}

func (l *strokeLine) load(line []geo.XY, m scene.Matrix) {
	l.points, l.mitres, l.along, l.runs = l.points[:0], l.mitres[:0], append(l.along[:0], 0), l.runs[:0]
	for _, q := range line {
		q = apply(m, q)
		if n := len(l.points); n > 0 {
			last := l.points[n-1]
			if q == last {
				continue
			}
			l.along = append(l.along, l.along[n-1]+math.Hypot(q.X-last.X, q.Y-last.Y))
		}
		l.points = append(l.points, q)
	}
	n := len(l.points)
	l.closed = n > 2 && l.points[0] == l.points[n-1]
	if n == 1 { // a dot
		l.mitres = append(l.mitres, mitre{0, 1, 1})
		l.runs = append(l.runs, run{0, 0, scene.EmptyBox().Add(l.points[0])})
		return
	}
	l.mitres = mitres(l.mitres, l.points, l.closed)
	for from := 0; from+1 < n; from += runEdges {
		r := run{from: from, to: min(from+runEdges, n-1), box: scene.EmptyBox()}
		for _, q := range l.points[from : r.to+1] {
			r.box = r.box.Add(q)
		}
		l.runs = append(l.runs, r)
	}
}
