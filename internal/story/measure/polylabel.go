package measure

import (
	"container/heap"
	"math"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// labelPoint returns the pole of inaccessibility of the largest polygon, as (lon, lat) on the grid,
// or (0, 0) without polygons.
func labelPoint(polygons orb.MultiPolygon) orb.Point {
	best, maxArea := 0, 0.0
	for i, polygon := range polygons {
		if area := geo.Area(polygon); area > maxArea {
			best, maxArea = i, area
		}
	}
	if len(polygons) == 0 {
		return orb.Point{}
	}
	var rings [][]geo.XY
	for _, r := range polygons[best] {
		ring := make([]geo.XY, len(r))
		for i, p := range r {
			ring[i] = geo.UkraineAlbers.Forward(p)
		}
		rings = append(rings, ring)
	}
	return toGrid(geo.UkraineAlbers.Inverse(poleOfInaccessibility(rings, 100))).Point()
}

// poleOfInaccessibility returns the point inside a polygon that is farthest from its edges, within
// precision metres. It is polylabel: square cells are searched in the order of their maximum
// possible distance (V. Agafonkin, "A new algorithm for finding a visual center of a polygon",
// 2016). orb has no such function.
func poleOfInaccessibility(rings [][]geo.XY, precision float64) geo.XY {
	minCorner, maxCorner := rings[0][0], rings[0][0]
	for _, p := range rings[0] {
		minCorner = geo.XY{X: math.Min(minCorner.X, p.X), Y: math.Min(minCorner.Y, p.Y)}
		maxCorner = geo.XY{X: math.Max(maxCorner.X, p.X), Y: math.Max(maxCorner.Y, p.Y)}
	}
	half := math.Max(maxCorner.X-minCorner.X, maxCorner.Y-minCorner.Y) / 2
	best := newCell(geo.XY{X: (minCorner.X + maxCorner.X) / 2, Y: (minCorner.Y + maxCorner.Y) / 2},
		half, rings)
	queue := cellQueue{best}
	for len(queue) > 0 {
		candidate := heap.Pop(&queue).(cell)
		if candidate.distance > best.distance {
			best = candidate
		}
		if candidate.maxDistance-best.distance <= precision {
			continue
		}
		quarter := candidate.half / 2
		for _, offset := range [4][2]float64{{-quarter, -quarter}, {quarter, -quarter},
			{-quarter, quarter}, {quarter, quarter}} {
			heap.Push(&queue,
				newCell(geo.XY{X: candidate.center.X + offset[0],
					Y: candidate.center.Y + offset[1]}, quarter, rings))
		}
	}
	return best.center
}

// cell is a square of side 2·half. distance is the signed distance in metres from its centre to the
// nearest edge, negative outside the polygon. maxDistance is an upper bound of the distance for all
// points of the cell.
type cell struct {
	center                      geo.XY
	half, distance, maxDistance float64
}

func newCell(at geo.XY, half float64, rings [][]geo.XY) cell {
	inside, distance := false, math.Inf(1)
	for _, ring := range rings {
		for i := 1; i < len(ring); i++ {
			p, q := ring[i-1], ring[i]
			if (p.Y > at.Y) != (q.Y > at.Y) && at.X < p.X+(at.Y-p.Y)/(q.Y-p.Y)*(q.X-p.X) {
				inside = !inside
			}
			distance = math.Min(distance, segmentDistance(at, p, q))
		}
	}
	if !inside {
		distance = -distance
	}
	return cell{at, half, distance, distance + half*math.Sqrt2}
}

// segmentDistance returns the distance in metres from a point to the segment pq.
func segmentDistance(at, p, q geo.XY) float64 {
	dx, dy := q.X-p.X, q.Y-p.Y
	t := 0.0
	if l := dx*dx + dy*dy; l > 0 {
		t = math.Min(1, math.Max(0, ((at.X-p.X)*dx+(at.Y-p.Y)*dy)/l))
	}
	return math.Hypot(p.X+t*dx-at.X, p.Y+t*dy-at.Y)
}

// cellQueue is a heap.Interface that pops the cell with the largest maxDistance first.
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
