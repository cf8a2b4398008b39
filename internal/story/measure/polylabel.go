package measure

import (
	"container/heap"
	"math"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// labelPoint is the middle of the widest place in the largest of some polygons, on the grid, in
// degrees.
func labelPoint(m orb.MultiPolygon) orb.Point {
	best, area := 0, 0.0
	for i, p := range m {
		if a := geo.Area(p); a > area {
			best, area = i, a
		}
	}
	if len(m) == 0 {
		return orb.Point{}
	}
	var rings [][]geo.XY
	for _, r := range m[best] {
		ring := make([]geo.XY, len(r))
		for i, p := range r {
			ring[i] = geo.UkraineAlbers.Forward(p)
		}
		rings = append(rings, ring)
	}
	return toGrid(geo.UkraineAlbers.Inverse(poleOfInaccessibility(rings, 100))).Point()
}

// poleOfInaccessibility returns the pole of inaccessibility of a polygon to within some metres:
// squares are searched in the order of how far from the border a point in them can be at most (V.
// Agafonkin, "A new algorithm for finding a visual center of a polygon", 2016).
func poleOfInaccessibility(rings [][]geo.XY, precision float64) geo.XY {
	lo, hi := rings[0][0], rings[0][0]
	for _, p := range rings[0] {
		lo = geo.XY{X: math.Min(lo.X, p.X), Y: math.Min(lo.Y, p.Y)}
		hi = geo.XY{X: math.Max(hi.X, p.X), Y: math.Max(hi.Y, p.Y)}
	}
	half := math.Max(hi.X-lo.X, hi.Y-lo.Y) / 2
	best := newCell(geo.XY{X: (lo.X + hi.X) / 2, Y: (lo.Y + hi.Y) / 2}, half, rings)
	queue := cellQueue{best}
	for len(queue) > 0 {
		s := heap.Pop(&queue).(cell)
		if s.distance > best.distance {
			best = s
		}
		if s.maxDistance-best.distance <= precision {
			continue
		}
		h := s.half / 2
		for _, d := range [4][2]float64{{-h, -h}, {h, -h}, {-h, h}, {h, h}} {
			heap.Push(&queue, newCell(geo.XY{X: s.center.X + d[0], Y: s.center.Y + d[1]}, h, rings))
		}
	}
	return best.center
}

// cell is a part of the plane: inside is how far its middle lies from the border in metres,
// negative outside, and most how far any point of it may.
type cell struct {
	center                      geo.XY
	half, distance, maxDistance float64
}

func newCell(at geo.XY, half float64, rings [][]geo.XY) cell {
	within, nearest := false, math.Inf(1)
	for _, ring := range rings {
		for i := 1; i < len(ring); i++ {
			p, q := ring[i-1], ring[i]
			if (p.Y > at.Y) != (q.Y > at.Y) && at.X < p.X+(at.Y-p.Y)/(q.Y-p.Y)*(q.X-p.X) {
				within = !within
			}
			nearest = math.Min(nearest, segmentDistance(at, p, q))
		}
	}
	if !within {
		nearest = -nearest
	}
	return cell{at, half, nearest, nearest + half*math.Sqrt2}
}

// segmentDistance from a place to a segment, in metres.
func segmentDistance(at, p, q geo.XY) float64 {
	dx, dy := q.X-p.X, q.Y-p.Y
	t := 0.0
	if l := dx*dx + dy*dy; l > 0 {
		t = math.Min(1, math.Max(0, ((at.X-p.X)*dx+(at.Y-p.Y)*dy)/l))
	}
	return math.Hypot(p.X+t*dx-at.X, p.Y+t*dy-at.Y)
}

// cellQueue is a heap, the most promising first.
type cellQueue []cell

func (s cellQueue) Len() int           { return len(s) }
func (s cellQueue) Less(i, j int) bool { return s[i].maxDistance > s[j].maxDistance }
func (s cellQueue) Swap(i, j int)      { s[i], s[j] = s[j], s[i] }
func (s *cellQueue) Push(x any)        { *s = append(*s, x.(cell)) }
func (s *cellQueue) Pop() any {
	old := *s
	x := old[len(old)-1]
	*s = old[:len(old)-1]
	return x
}
