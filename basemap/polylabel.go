package main

import (
	"container/heap"
	"math"

	"github.com/paulmach/orb"
	"truceline/internal/geo"
)

// labelPrecision is how near to the best place a label's point is sought, in metres.
const labelPrecision = 500

// labelPoint returns the pole of inaccessibility of the largest polygon: the place inside it that
// is farthest from its rings in the map's plane. The search by quartered squares is that of
// Agafonkin, "polylabel" (Mapbox, 2016).
func labelPoint(shape orb.MultiPolygon) orb.Point {
	rings := projectRings(largestPolygon(shape))
	low, high := ringBounds(rings[0])
	size := math.Min(high.X-low.X, high.Y-low.Y)
	queue := &cellQueue{}
	best := searchCell{}
	for x := low.X; x < high.X; x += size {
		for y := low.Y; y < high.Y; y += size {
			queue.addCell(rings, x+size/2, y+size/2, size/2)
		}
	}
	for queue.Len() > 0 {
		s := heap.Pop(queue).(searchCell)
		if s.distance > best.distance {
			best = s
		}
		if s.maxDistance()-best.distance <= labelPrecision {
			continue
		}
		h := s.halfSize / 2
		for _, d := range [4][2]float64{{-h, -h}, {h, -h}, {-h, h}, {h, h}} {
			queue.addCell(rings, s.center.X+d[0], s.center.Y+d[1], h)
		}
	}
	return toGrid(geo.UkraineAlbers.Inverse(best.center)).Point()
}

// searchCell is a square of the search: its centre, half its side, and how far inside the shape the
// centre lies (negative: outside), in metres.
type searchCell struct {
	center             geo.XY
	halfSize, distance float64
}

// maxDistance is the most that any place in the square can lie inside the shape.
func (s searchCell) maxDistance() float64 { return s.distance + s.halfSize*math.Sqrt2 }

// cellQueue is a heap, the most hopeful first.
type cellQueue []searchCell

func (q cellQueue) Len() int           { return len(q) }
func (q cellQueue) Less(i, j int) bool { return q[i].maxDistance() > q[j].maxDistance() }
func (q cellQueue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *cellQueue) Push(x any)        { *q = append(*q, x.(searchCell)) }
func (q *cellQueue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}

func (q *cellQueue) addCell(rings [][]geo.XY, x, y, half float64) {
	at := geo.XY{X: x, Y: y}
	heap.Push(q, searchCell{at, half, signedDistance(at, rings)})
}

// signedDistance returns the distance from a place to the nearest ring, negative outside the shape.
func signedDistance(at geo.XY, rings [][]geo.XY) float64 {
	inside := false
	least := math.Inf(1)
	for _, ring := range rings {
		for i := 1; i < len(ring); i++ {
			a, b := ring[i-1], ring[i]
			if (a.Y > at.Y) != (b.Y > at.Y) && at.X < (b.X-a.X)*(at.Y-a.Y)/(b.Y-a.Y)+a.X {
				inside = !inside
			}
			q := nearestOnSegment(at, a, b)
			least = math.Min(least, math.Hypot(q.X-at.X, q.Y-at.Y))
		}
	}
	if !inside {
		return -least
	}
	return least
}

// largestPolygon returns the polygon of the greatest area.
func largestPolygon(shape orb.MultiPolygon) orb.Polygon {
	best := shape[0]
	for _, p := range shape[1:] {
		if geo.Area(p) > geo.Area(best) {
			best = p
		}
	}
	return best
}

func projectRings(polygon orb.Polygon) [][]geo.XY {
	out := make([][]geo.XY, len(polygon))
	for i, ring := range polygon {
		for _, p := range ring {
			out[i] = append(out[i], geo.UkraineAlbers.Forward(p))
		}
	}
	return out
}

func ringBounds(ring []geo.XY) (low, high geo.XY) {
	low, high = ring[0], ring[0]
	for _, q := range ring {
		low = geo.XY{X: math.Min(low.X, q.X), Y: math.Min(low.Y, q.Y)}
		high = geo.XY{X: math.Max(high.X, q.X), Y: math.Max(high.Y, q.Y)}
	}
	return low, high
}
