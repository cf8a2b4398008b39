package svg

import (
	"math"
	"strconv"
	"strings"

	"golang.org/x/image/font/sfnt"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// WriteRelativePath writes positions in whole units as path data: each is relative to the one
// before. A closed ring does not repeat its first position.
func WriteRelativePath(b *strings.Builder, positions [][2]int, closed bool) {
	b.WriteByte('M')
	writeNumberPair(b, positions[0], true)
	for i := 1; i < len(positions); i++ {
		if i == 1 {
			b.WriteByte('l')
		}
		writeNumberPair(b, subtract(positions[i], positions[i-1]), i == 1)
	}
	if closed {
		b.WriteByte('z')
	}
}

// writeNumberPair writes two numbers. The first of a command needs no separator.
func writeNumberPair(b *strings.Builder, p [2]int, first bool) {
	for i, v := range p {
		if v >= 0 && (i > 0 || !first) {
			b.WriteByte(' ')
		}
		b.WriteString(strconv.Itoa(v))
	}
}

func subtract(a, b [2]int) [2]int { return [2]int{a[0] - b[0], a[1] - b[1]} }

// WriteGlyph writes a glyph's contours as path data in whole units, with unitsPerEm of them in an
// em, x units to the right of the glyph's origin. Segments of at most minSegment units are omitted,
// and two curves are merged into one where that moves them by at most minSegment; 0 keeps the
// font's outline.
func WriteGlyph(b *strings.Builder, x int, outline []scene.GlyphSegment,
	unitsPerEm, minSegment int) {
	w := glyphWriter{out: b, minSegment: minSegment}
	for _, segment := range mergeCurves(outline, float64(minSegment)/float64(unitsPerEm)) {
		points := make([][2]int, len(segment.Points))
		for k, q := range segment.Points {
			points[k] = [2]int{x + roundToInt(q.X*float64(unitsPerEm)),
				roundToInt(q.Y * float64(unitsPerEm))}
		}
		w.writeSegment(segment.Op, points)
	}
	if w.contourOpen {
		b.WriteByte('z')
	}
}

func roundToInt(v float64) int { return int(math.Round(v)) }

// glyphWriter writes contours as path data.
type glyphWriter struct {
	out                    *strings.Builder
	minSegment             int
	position, contourStart [2]int
	contourOpen            bool // a contour has begun
	lastCommand            byte
}

// writeSegment writes a segment in the shortest form. Its points are absolute positions.
func (w *glyphWriter) writeSegment(op sfnt.SegmentOp, points [][2]int) {
	if op == sfnt.SegmentOpMoveTo {
		w.moveTo(points[0])
		return
	}
	end := points[len(points)-1]
	delta := subtract(end, w.position)
	if max(delta[0], -delta[0], delta[1], -delta[1]) <= w.minSegment {
		return
	}
	command := byte('l')
	switch op {
	case sfnt.SegmentOpQuadTo:
		command = 'q'
	case sfnt.SegmentOpCubeTo:
		command = 'c'
	}
	switch {
	case command == 'l' && delta[0] == 0:
		command = 'v'
		w.out.WriteByte('v')
		w.out.WriteString(strconv.Itoa(delta[1]))
	case command == 'l' && delta[1] == 0:
		command = 'h'
		w.out.WriteByte('h')
		w.out.WriteString(strconv.Itoa(delta[0]))
	default:
		if command != w.lastCommand {
			w.out.WriteByte(command)
		}
		for k, q := range points {
			writeNumberPair(w.out, subtract(q, w.position), command != w.lastCommand && k == 0)
		}
	}
	w.position, w.lastCommand = end, command
}

// moveTo begins a contour. It closes the previous one first, which moves the current position to
// the first of that contour.
func (w *glyphWriter) moveTo(to [2]int) {
	if w.contourOpen {
		w.out.WriteString("zm")
		writeNumberPair(w.out, subtract(to, w.contourStart), true)
	} else {
		w.out.WriteByte('M')
		writeNumberPair(w.out, to, true)
	}
	w.position, w.contourStart, w.contourOpen, w.lastCommand = to, to, true, 0
}

// mergeCurves merges two quadratic curves into one wherever the result passes within tolerance, in
// ems, of their joint. Fonts draw a quarter of an arc with two.
func mergeCurves(outline []scene.GlyphSegment, tolerance float64) []scene.GlyphSegment {
	var out []scene.GlyphSegment
	for i := 0; i < len(outline); i++ {
		segment := outline[i]
		if i+1 < len(outline) && len(out) > 0 && segment.Op == sfnt.SegmentOpQuadTo &&
			outline[i+1].Op == sfnt.SegmentOpQuadTo {
			previous := out[len(out)-1].Points
			if joined, ok := mergeTwoCurves(previous[len(previous)-1], segment, outline[i+1],
				tolerance); ok {
				out = append(out, joined)
				i++
				continue
			}
		}
		out = append(out, segment)
	}
	return out
}

// mergeTwoCurves returns one curve in place of two, with their tangents at the ends.
func mergeTwoCurves(from geo.XY, a, b scene.GlyphSegment,
	tolerance float64) (scene.GlyphSegment, bool) {
	control1, joint, control2, end := a.Points[0], a.Points[1], b.Points[0], b.Points[1]
	ux, uy, vx, vy := control1.X-from.X, control1.Y-from.Y, control2.X-end.X, control2.Y-end.Y
	cross := ux*vy - uy*vx
	if cross == 0 {
		return a, false
	}
	// The intersection of the end tangents: from + t·u = end + s·v. Both parameters must be
	// positive.
	t := ((end.X-from.X)*vy - (end.Y-from.Y)*vx) / cross
	s := ((end.X-from.X)*uy - (end.Y-from.Y)*ux) / cross
	if t <= 0 || s <= 0 {
		return a, false
	}
	corner := geo.XY{X: from.X + t*ux, Y: from.Y + t*uy}
	middle := geo.XY{X: (from.X + 2*corner.X + end.X) / 4, Y: (from.Y + 2*corner.Y + end.Y) / 4}
	if math.Hypot(middle.X-joint.X, middle.Y-joint.Y) > tolerance {
		return a, false
	}
	return scene.GlyphSegment{Op: sfnt.SegmentOpQuadTo, Points: []geo.XY{corner, end}}, true
}
