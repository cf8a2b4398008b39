package svg

import (
	"math"
	"strings"

	"golang.org/x/image/font/sfnt"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// WriteGlyph writes a glyph's contours as path data in whole units, with unitsPerEm of them in an
// em, x units to the right of the glyph's origin. Segments of at most minSegment units are omitted,
// and two curves are merged into one where that moves them by at most minSegment; 0 keeps the
// font's outline.
func WriteGlyph(b *strings.Builder, x int, outline []scene.GlyphSegment,
	unitsPerEm, minSegment int) {
	w := glyphWriter{pathWriter: pathWriter{out: b}, minSegment: minSegment}
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
	pathWriter
	minSegment   int
	contourStart [2]int
	contourOpen  bool // a contour has begun
}

// writeSegment writes a segment in the shortest form. Its points are absolute positions.
func (w *glyphWriter) writeSegment(op sfnt.SegmentOp, points [][2]int) {
	end := points[len(points)-1]
	delta := subtract(end, w.position)
	switch {
	case op == sfnt.SegmentOpMoveTo:
		w.beginContour(points[0])
	case max(delta[0], -delta[0], delta[1], -delta[1]) <= w.minSegment:
	case op == sfnt.SegmentOpQuadTo:
		w.writeCommand('q', points...)
	case op == sfnt.SegmentOpCubeTo:
		w.writeCommand('c', points...)
	case delta[0] == 0:
		w.writeStraight('v', delta[1], end)
	case delta[1] == 0:
		w.writeStraight('h', delta[0], end)
	default:
		w.lineTo(end)
	}
}

// writeStraight writes a horizontal or vertical line.
func (w *glyphWriter) writeStraight(command byte, length int, end [2]int) {
	w.out.WriteByte(command)
	w.writeNumber(length)
	w.position, w.lastCommand = end, command
}

// beginContour begins a contour. It closes the previous one first, which moves the current point to
// the first of that contour.
func (w *glyphWriter) beginContour(at [2]int) {
	if w.contourOpen {
		w.out.WriteString("zm")
		w.writePair(subtract(at, w.contourStart), true)
		w.position, w.lastCommand = at, 0
	} else {
		w.moveTo(at)
	}
	w.contourStart, w.contourOpen = at, true
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
