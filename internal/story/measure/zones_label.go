package measure

import (
	"container/heap"
	"math"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// labelPoint is the middle of the widest place in the largest of some polygons, on the grid, in degrees.
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
	return gridOf(geo.UkraineAlbers.Inverse(pole(rings, 100))).Point()
}

// pole returns the pole of inaccessibility of a polygon to within some metres: squares are searched in the order of how
// far from the border a point in them can be at most (V. Agafonkin, "A new algorithm for finding a visual center of a
// polygon", 2016).
func pole(rings [][]geo.XY, precision float64) geo.XY {
	lo, hi := rings[0][0], rings[0][0]
	for _, p := range rings[0] {
		lo = geo.XY{X: math.Min(lo.X, p.X), Y: math.Min(lo.Y, p.Y)}
		hi = geo.XY{X: math.Max(hi.X, p.X), Y: math.Max(hi.Y, p.Y)}
	}
	half := math.Max(hi.X-lo.X, hi.Y-lo.Y) / 2
	best := newSquare(geo.XY{X: (lo.X + hi.X) / 2, Y: (lo.Y + hi.Y) / 2}, half, rings)
	queue := squares{best}
	for len(queue) > 0 {
		s := heap.Pop(&queue).(square)
		if s.inside > best.inside {
			best = s
		}
		if s.most-best.inside <= precision {
			continue
		}
		h := s.half / 2
		for _, d := range [4][2]float64{{-h, -h}, {h, -h}, {-h, h}, {h, h}} {
			heap.Push(&queue, newSquare(geo.XY{X: s.at.X + d[0], Y: s.at.Y + d[1]}, h, rings))
		}
	}
	return best.at
}

// square is a part of the plane: inside is how far its middle lies from the border in metres, negative outside, and
// most how far any point of it may.
type square struct {
	at                 geo.XY
	half, inside, most float64
}

func newSquare(at geo.XY, half float64, rings [][]geo.XY) square {
	within, nearest := false, math.Inf(1)
	for _, ring := range rings {
		for i := 1; i < len(ring); i++ {
			p, q := ring[i-1], ring[i]
			if (p.Y > at.Y) != (q.Y > at.Y) && at.X < p.X+(at.Y-p.Y)/(q.Y-p.Y)*(q.X-p.X) {
				within = !within
			}
			nearest = math.Min(nearest, distance(at, p, q))
		}
	}
	if !within {
		nearest = -nearest
	}
	return square{at, half, nearest, nearest + half*math.Sqrt2}
}

// distance from a place to a segment, in metres.
func distance(at, p, q geo.XY) float64 {
	dx, dy := q.X-p.X, q.Y-p.Y
	t := 0.0
	if l := dx*dx + dy*dy; l > 0 {
		t = math.Min(1, math.Max(0, ((at.X-p.X)*dx+(at.Y-p.Y)*dy)/l))
	}
	return math.Hypot(p.X+t*dx-at.X, p.Y+t*dy-at.Y)
}

// squares is a heap, the most promising first.
type squares []square

func (s squares) Len() int           { return len(s) }
func (s squares) Less(i, j int) bool { return s[i].most > s[j].most }
func (s squares) Swap(i, j int)      { s[i], s[j] = s[j], s[i] }
func (s *squares) Push(x any)        { *s = append(*s, x.(square)) }
func (s *squares) Pop() any {
	old := *s
	x := old[len(old)-1]
	*s = old[:len(old)-1]
	return x
}
