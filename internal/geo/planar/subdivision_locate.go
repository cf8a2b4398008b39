package planar

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// Locate returns the face that contains a position (longitude, latitude in degrees), -1 for the
// unbounded face. A position on an arc belongs to the face just north-west of it: above the arc, or
// to the left of an arc that runs due north. So each position belongs to exactly one face.
func (s *Subdivision) Locate(p orb.Point) int {
	return s.locate(p[0]*geo.GridStepsPerDegree, p[1]*geo.GridStepsPerDegree)
}

// LocateGrid is Locate for a position on the grid. It is exact.
func (s *Subdivision) LocateGrid(p geo.GridPoint) int {
	return s.locate(float64(p.Lon), float64(p.Lat))
}

func (s *Subdivision) locate(x, y float64) int {
	if h, ok := s.halfArcBelow(x, y); ok {
		return int(s.face[h])
	}
	return -1
}

// halfArcBelow returns the first half-arc that a ray from (x−ε, y) to the south meets, including
// its start. The ray's start lies on the left of the half-arc.
func (s *Subdivision) halfArcBelow(x, y float64) (half int32, ok bool) {
	var a, b geo.GridPoint // the highest segment so far
	minY := math.Inf(-1)
	mayContain := func(box rect) bool { return box.x0 < x && box.y1 >= minY }
	s.segmentTree.search(rect{x, math.Inf(-1), x, y}, mayContain, func(i int32) {
		c, d, h := s.segmentEnds(i)
		ax, ay, bx, by := float64(c.Lon), float64(c.Lat), float64(d.Lon), float64(d.Lat)
		if ax >= x || (bx-ax)*(y-ay)-(by-ay)*(x-ax) < 0 {
			return
		}
		if !ok || subAbove(c, d, a, b) {
			a, b, half, ok = c, d, h, true
			minY = ay + (by-ay)*(x-ax)/(bx-ax) - 1
		}
	})
	return half, ok
}

// subAbove reports whether segment ab lies above cd. Both must run from west to east, must not
// cross, and must share a meridian that is not the western end of both.
func subAbove(a, b, c, d geo.GridPoint) bool {
	// Compare at the western end of the segment that begins further east: both have that meridian.
	if a.Lon >= c.Lon {
		if t := crossGrid(c, d, a); t != 0 {
			return t > 0
		}
		return crossGrid(c, d, b) > 0
	}
	if t := crossGrid(a, b, c); t != 0 {
		return t < 0
	}
	return crossGrid(a, b, d) < 0
}

// interiorPoint returns the middle of a wide span of the face along one of a few parallels. The
// parallels lie halfway between grid steps and so pass through no position.
func (s *Subdivision) interiorPoint(f *Face) orb.Point {
	lo, hi := int32(math.MaxInt32), int32(math.MinInt32)
	for _, r := range f.Rings[0] {
		i, _ := r.Index()
		for _, p := range s.Arcs[i].Points {
			lo, hi = min(lo, p.Lat), max(hi, p.Lat)
		}
	}
	widest, maxWidth := orb.Point{}, 0.0
	var spans []float64
	scanParallel := func(south int32) {
		spans = s.parallelCrossings(f, south, spans[:0])
		for i := 0; i+1 < len(spans); i += 2 {
			if w := spans[i+1] - spans[i]; w > maxWidth {
				maxWidth, widest = w, orb.Point{(spans[i] + spans[i+1]) / 2, float64(south) + 0.5}
			}
		}
	}
	const parallels = 7
	for k := int32(0); k < parallels; k++ {
		scanParallel(lo + int32(int64(hi-lo-1)*int64(2*k+1)/(2*parallels)))
	}
	if maxWidth < 1e-3 { // a sliver is widest beside some position
		for _, r := range f.Rings[0] {
			i, _ := r.Index()
			for _, p := range s.Arcs[i].Points {
				scanParallel(max(lo, p.Lat-1))
				scanParallel(min(hi-1, p.Lat))
			}
		}
	}
	return orb.Point{widest[0] / geo.GridStepsPerDegree, widest[1] / geo.GridStepsPerDegree}
}

// parallelCrossings appends the longitudes, in grid steps, where the parallel half a step north of
// south crosses the face's rings, and returns them sorted.
func (s *Subdivision) parallelCrossings(f *Face, south int32, out []float64) []float64 {
	for _, ring := range f.Rings {
		for _, r := range ring {
			i, _ := r.Index()
			p := s.Arcs[i].Points
			for j := 1; j < len(p); j++ {
				a, b := p[j-1], p[j]
				if (a.Lat <= south) != (b.Lat <= south) {
					t := (float64(south) + 0.5 - float64(a.Lat)) / float64(b.Lat-a.Lat)
					out = append(out, float64(a.Lon)+t*float64(b.Lon-a.Lon))
				}
			}
		}
	}
	slices.Sort(out)
	return out
}
