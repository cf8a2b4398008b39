package main

import (
	"container/heap"
	"math"

	"github.com/paulmach/orb"
	"truceline/internal/geo"
)

// labelPrecision is how close to the optimum, in metres, the search for a label's point stops.
const labelPrecision = 500

// labelPoint returns the pole of inaccessibility of the largest polygon: the point inside it that
// is farthest from its rings in the map's plane. The algorithm is that of Agafonkin, "polylabel"
// (Mapbox, 2016).
func labelPoint(shape orb.MultiPolygon) orb.Point {
	rings := projectRings(largestPolygon(shape))
	minCorner, maxCorner := ringBounds(rings[0])
	size := math.Min(maxCorner.X-minCorner.X, maxCorner.Y-minCorner.Y)
	queue := &cellQueue{}
	best := searchCell{}
	for x := minCorner.X; x < maxCorner.X; x += size {
		for y := minCorner.Y; y < maxCorner.Y; y += size {
			queue.addCell(rings, x+size/2, y+size/2, size/2)
		}
	}
	for queue.Len() > 0 {
		cell := heap.Pop(queue).(searchCell)
		if cell.distance > best.distance {
			best = cell
		}
		if cell.maxDistance()-best.distance <= labelPrecision {
			continue
		}
		half := cell.halfSize / 2
		for _, offset := range [4][2]float64{{-half, -half}, {half, -half}, {-half, half},
			{half, half}} {
			queue.addCell(rings, cell.center.X+offset[0], cell.center.Y+offset[1], half)
		}
	}
	return toGrid(geo.UkraineAlbers.Inverse(best.center)).Point()
}

// searchCell is a square of the search. distance is the signed distance of its centre from the
// shape's rings in metres, negative outside.
type searchCell struct {
	center             geo.XY
	halfSize, distance float64
}

// maxDistance returns an upper bound of the signed distance of all points of the cell.
func (c searchCell) maxDistance() float64 { return c.distance + c.halfSize*math.Sqrt2 }

// cellQueue is a priority queue by maximum distance.
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

// signedDistance returns the distance from a point to the nearest ring, negative outside the shape.
func signedDistance(at geo.XY, rings [][]geo.XY) float64 {
	inside := false
	nearest := math.Inf(1)
	for _, ring := range rings {
		for i := 1; i < len(ring); i++ {
			a, b := ring[i-1], ring[i]
			if (a.Y > at.Y) != (b.Y > at.Y) && at.X < (b.X-a.X)*(at.Y-a.Y)/(b.Y-a.Y)+a.X {
				inside = !inside
			}
			q := nearestOnSegment(at, a, b)
			nearest = math.Min(nearest, math.Hypot(q.X-at.X, q.Y-at.Y))
		}
	}
	if !inside {
		return -nearest
	}
	return nearest
}

// largestPolygon returns the polygon with the largest area.
func largestPolygon(shape orb.MultiPolygon) orb.Polygon {
	best := shape[0]
	for _, p := range shape[1:] {
		if geo.Area(p) > geo.Area(best) {
			best = p
		}
	}
	return best
}

// projectRings returns the rings of a polygon in the map's plane.
func projectRings(polygon orb.Polygon) [][]geo.XY {
	out := make([][]geo.XY, len(polygon))
	for i, ring := range polygon {
		for _, p := range ring {
			out[i] = append(out[i], geo.UkraineAlbers.Forward(p))
		}
	}
	return out
}

func ringBounds(ring []geo.XY) (minCorner, maxCorner geo.XY) {
	minCorner, maxCorner = ring[0], ring[0]
	for _, q := range ring {
		minCorner = geo.XY{X: math.Min(minCorner.X, q.X), Y: math.Min(minCorner.Y, q.Y)}
		maxCorner = geo.XY{X: math.Max(maxCorner.X, q.X), Y: math.Max(maxCorner.Y, q.Y)}
	}
	return minCorner, maxCorner
}
