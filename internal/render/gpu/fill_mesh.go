package gpu

import (
	"slices"

	"truceline/internal/geo"
	"truceline/internal/render/gpu/earcut"
	"truceline/internal/scene"
)

// A fillMesh is a triangulated path.
type fillMesh struct {
	points    []geo.XY
	mitres    []mitre // pointing outwards
	triangles []uint32
	// patches are groups of neighbouring triangles, edges groups of consecutive edges of a ring.
	patches, edges []meshChunk
	bounds         scene.Bounds
	circle         circle
	isCircle       bool
	// batchIndices has the index of each position in the batch. It is valid where seenGeneration
	// equals generation.
	batchIndices, seenGeneration []uint32
	generation                   uint32
}

// A meshChunk is a part of a mesh that is drawn or skipped as a whole: indices or edges from from
// up to, but not including, to.
type meshChunk struct {
	from, to int
	bounds   scene.Bounds
}

const (
	trianglesPerPatch = 64
	edgesPerChunk     = 32
)

func newFillMesh(p *scene.Path) *fillMesh {
	rings := make([][]geo.XY, 0, len(p.Lines))
	for _, line := range p.Lines {
		ring := withoutRepeats(line)
		if n := len(ring); n > 1 && ring[0] != ring[n-1] {
			ring = append(ring, ring[0])
		}
		rings = append(rings, ring)
	}
	result := earcut.Triangulate(rings)
	f := &fillMesh{triangles: result.Triangles, bounds: p.Bounds}
	first, positions := make([]int, len(rings)), 0
	for _, ring := range rings {
		positions += len(ring)
	}
	f.points = make([]geo.XY, 0, positions)
	for r, ring := range rings {
		first[r] = len(f.points)
		f.points = append(f.points, ring...)
	}
	f.mitres = make([]mitre, len(f.points))
	for _, s := range result.Shells {
		for k, r := range s.Rings {
			f.addEdges(rings[r], first[r], k > 0)
		}
	}
	f.addPatches()
	f.circle, f.isCircle = asCircle(p)
	f.batchIndices, f.seenGeneration = make([]uint32, len(f.points)), make([]uint32, len(f.points))
	return f
}

// addEdges adds a ring's edges and mitres. The mitres point out of the area.
func (f *fillMesh) addEdges(ring []geo.XY, first int, hole bool) {
	ringMitres := appendMitres(f.mitres[first:first], ring, true)
	if (doubleRingArea(ring) > 0) != hole {
		for i := range ringMitres {
			ringMitres[i].x, ringMitres[i].y = -ringMitres[i].x, -ringMitres[i].y
		}
	}
	for from := 0; from+1 < len(ring); from += edgesPerChunk {
		to := min(from+edgesPerChunk, len(ring)-1)
		r := meshChunk{from: first + from, to: first + to, bounds: scene.EmptyBounds()}
		for _, q := range ring[from : to+1] {
			r.bounds = r.bounds.Extend(q)
		}
		f.edges = append(f.edges, r)
	}
}

// addPatches sorts the triangles along a Z-order curve and divides them into patches.
func (f *fillMesh) addPatches() {
	n := len(f.triangles) / 3
	order := make([]uint64, n) // position on the curve above the index of the triangle
	for i := range order {
		t := f.triangles[3*i : 3*i+3]
		a, b, c := f.points[t[0]], f.points[t[1]], f.points[t[2]]
		order[i] = uint64(zOrder(f.bounds, (a.X+b.X+c.X)/3, (a.Y+b.Y+c.Y)/3))<<32 | uint64(i)
	}
	slices.Sort(order)
	sorted := make([]uint32, 0, len(f.triangles))
	for from := 0; from < n; from += trianglesPerPatch {
		r := meshChunk{from: len(sorted), bounds: scene.EmptyBounds()}
		for _, key := range order[from:min(from+trianglesPerPatch, n)] {
			t := f.triangles[3*uint32(key):][:3]
			sorted = append(sorted, t...)
			for _, i := range t {
				r.bounds = r.bounds.Extend(f.points[i])
			}
		}
		r.to = len(sorted)
		f.patches = append(f.patches, r)
	}
	f.triangles = sorted
}

// zOrder returns the position of x, y on a Z-order curve through the bounds.
func zOrder(b scene.Bounds, x, y float64) uint32 {
	u := uint32((x - b.Min.X) / max(b.Width(), 1e-300) * 65535)
	v := uint32((y - b.Min.Y) / max(b.Height(), 1e-300) * 65535)
	return spreadBits(u) | spreadBits(v)<<1
}

// spreadBits inserts a zero after each of 16 bits.
func spreadBits(v uint32) uint32 {
	v = (v | v<<8) & 0x00ff00ff
	v = (v | v<<4) & 0x0f0f0f0f
	v = (v | v<<2) & 0x33333333
	return (v | v<<1) & 0x55555555
}

// doubleRingArea returns twice the signed area of a ring.
func doubleRingArea(ring []geo.XY) (area2 float64) {
	o := ring[0]
	for i := 2; i < len(ring); i++ {
		a, b := ring[i-1], ring[i]
		area2 += (a.X-o.X)*(b.Y-o.Y) - (a.Y-o.Y)*(b.X-o.X)
	}
	return area2
}
