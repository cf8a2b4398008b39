package gpu

import (
	"slices"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// A lineMesh is a path's lines with what stroking needs.
type lineMesh struct {
	lines []strokeLine
	box   scene.Bounds
	// circle is what the path stands for if it is round.
	circle circle
	round  bool
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
	l.box = scene.EmptyBounds()
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
	l.points, l.mitres = slices.Grow(l.points[:0], len(line)), slices.Grow(l.mitres[:0], len(line))
	l.along, l.runs = append(slices.Grow(l.along[:0], len(line)), 0), slices.Grow(l.runs[:0], len(line)/runEdges+1)
	for _, q := range line {
		q = apply(m, q)
		if n := len(l.points); n > 0 {
			last := l.points[n-1]
			if q == last {
				continue
			}
			l.along = append(l.along, l.along[n-1]+length(q.X-last.X, q.Y-last.Y))
		}
		l.points = append(l.points, q)
	}
	n := len(l.points)
	l.closed = n > 2 && l.points[0] == l.points[n-1]
	if n == 1 { // a dot
		l.mitres = append(l.mitres, mitre{0, 1, 1})
		l.runs = append(l.runs, run{0, 0, scene.EmptyBounds().Extend(l.points[0])})
		return
	}
	l.mitres = mitres(l.mitres, l.points, l.closed)
	for from := 0; from+1 < n; from += runEdges {
		r := run{from: from, to: min(from+runEdges, n-1), box: scene.EmptyBounds()}
		for _, q := range l.points[from : r.to+1] {
			r.box = r.box.Extend(q)
		}
		l.runs = append(l.runs, r)
	}
}
