package gpu

import (
	"slices"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// A lineMesh holds a path's lines, prepared for stroking.
type lineMesh struct {
	lines  []strokeLine
	bounds scene.Bounds
	// circle is the circle that the path approximates, if isCircle is set.
	circle   circle
	isCircle bool
}

// A strokeLine is a line without repeated positions. A closed one repeats its first position at its
// end.
type strokeLine struct {
	points []geo.XY
	mitres []mitre
	// distances from the line's start in path coordinates, one for each position
	distances []float64
	closed    bool
	chunks    []meshChunk // of edges
}

// build sets the mesh to a path as transformed by m. It reuses the mesh's memory.
func (l *lineMesh) build(p *scene.Path, m scene.Matrix) {
	n := 0
	l.bounds = scene.EmptyBounds()
	for _, line := range p.Lines {
		if len(line) == 0 {
			continue
		}
		if n == len(l.lines) {
			l.lines = append(l.lines, strokeLine{})
		}
		l.lines[n].build(line, m)
		for _, r := range l.lines[n].chunks {
			l.bounds = l.bounds.Union(r.bounds)
		}
		n++
	}
	l.lines = l.lines[:n]
}

func (l *strokeLine) build(line []geo.XY, m scene.Matrix) {
	l.points, l.mitres = slices.Grow(l.points[:0], len(line)), slices.Grow(l.mitres[:0], len(line))
	l.distances, l.chunks = append(slices.Grow(l.distances[:0], len(line)), 0),
		slices.Grow(l.chunks[:0], len(line)/edgesPerChunk+1)
	for _, q := range line {
		q = m.Apply(q)
		if n := len(l.points); n > 0 {
			previous := l.points[n-1]
			if q == previous {
				continue
			}
			length := vectorLength(q.X-previous.X, q.Y-previous.Y)
			l.distances = append(l.distances, l.distances[n-1]+length)
		}
		l.points = append(l.points, q)
	}
	n := len(l.points)
	l.closed = n > 2 && l.points[0] == l.points[n-1]
	if n == 1 { // a dot
		l.mitres = append(l.mitres, mitre{0, 1, 1})
		l.chunks = append(l.chunks, meshChunk{0, 0, scene.EmptyBounds().Extend(l.points[0])})
		return
	}
	l.mitres = appendMitres(l.mitres, l.points, l.closed)
	for from := 0; from+1 < n; from += edgesPerChunk {
		r := meshChunk{from: from, to: min(from+edgesPerChunk, n-1), bounds: scene.EmptyBounds()}
		for _, q := range l.points[from : r.to+1] {
			r.bounds = r.bounds.Extend(q)
		}
		l.chunks = append(l.chunks, r)
	}
}
