package main

import (
	"container/heap"
	"math"

	"github.com/paulmach/orb"
	"truceline/internal/geo"
)

// labelPrecision is how near to the best place a label's point is sought, in metres.
const labelPrecision = 500

// labelPoint returns the pole of inaccessibility of the largest polygon: the place inside it that is farthest from
// its rings in the map's plane. The search by quartered squares is that of Agafonkin, "polylabel" (Mapbox, 2016).
func labelPoint(shape orb.MultiPolygon) orb.Point {
	rings := planeRings(largest(shape))
	low, high := extentOf(rings[0])
	size := math.Min(high.X-low.X, high.Y-low.Y)
	queue := &squares{}
	best := square{}
	for x := low.X; x < high.X; x += size {
		for y := low.Y; y < high.Y; y += size {
			queue.add(rings, x+size/2, y+size/2, size/2)
		}
	}
	for queue.Len() > 0 {
		s := heap.Pop(queue).(square)
		if s.inside > best.inside {
			best = s
		}
		if s.hope()-best.inside <= labelPrecision {
			continue
		}
		h := s.half / 2
		for _, d := range [4][2]float64{{-h, -h}, {h, -h}, {-h, h}, {h, h}} {
			queue.add(rings, s.at.X+d[0], s.at.Y+d[1], h)
		}
	}
	return toGrid(geo.Map.Inverse(best.at)).Point()
}

// square is a square of the search: its centre, half its side, and how far inside the shape the centre lies
// (negative: outside), in metres.
type square struct {
	at           geo.XY
	half, inside float64
}

// hope is the most that any place in the square can lie inside the shape.
func (s square) hope() float64 { return s.inside + s.half*math.Sqrt2 }

// squares is a heap, the most hopeful first.
type squares []square

func (q squares) Len() int           { return len(q) }
func (q squares) Less(i, j int) bool { return q[i].hope() > q[j].hope() }
func (q squares) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *squares) Push(x any)        { *q = append(*q, x.(square)) }
func (q *squares) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}

func (q *squares) add(rings [][]geo.XY, x, y, half float64) {
	at := geo.XY{X: x, Y: y}
	heap.Push(q, square{at, half, depth(at, rings)})
}

// depth returns the distance from a place to the nearest ring, negative outside the shape.
func depth(at geo.XY, rings [][]geo.XY) float64 {
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

// largest returns the polygon of the greatest area.
func largest(shape orb.MultiPolygon) orb.Polygon {
	best := shape[0]
	for _, p := range shape[1:] {
		if geo.Area(p) > geo.Area(best) {
			best = p
		}
	}
	return best
}

func planeRings(polygon orb.Polygon) [][]geo.XY {
	out := make([][]geo.XY, len(polygon))
	for i, ring := range polygon {
		for _, p := range ring {
			out[i] = append(out[i], geo.Map.Forward(p))
		}
	}
	return out
}

func extentOf(ring []geo.XY) (low, high geo.XY) {
	low, high = ring[0], ring[0]
	for _, q := range ring {
		low = geo.XY{X: math.Min(low.X, q.X), Y: math.Min(low.Y, q.Y)}
		high = geo.XY{X: math.Max(high.X, q.X), Y: math.Max(high.Y, q.Y)}
	}
	return low, high
}
