package svg

import (
	"math"
	"strconv"
	"strings"

	"golang.org/x/image/font/sfnt"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// WriteRelativePath writes positions in whole units as path data: each relative to the one before
// it. A closed ring does not repeat its first position.
func WriteRelativePath(b *strings.Builder, at [][2]int, closed bool) {
	b.WriteByte('M')
	writeNumberPair(b, at[0], true)
	for i := 1; i < len(at); i++ {
		if i == 1 {
			b.WriteByte('l')
		}
		writeNumberPair(b, subtract(at[i], at[i-1]), i == 1)
	}
	if closed {
		b.WriteByte('z')
	}
}

// writeNumberPair writes two numbers; the first of a command needs no separator before it.
func writeNumberPair(b *strings.Builder, p [2]int, first bool) {
	for i, v := range p {
		if v >= 0 && (i > 0 || !first) {
			b.WriteByte(' ')
		}
		b.WriteString(strconv.Itoa(v))
	}
}

func subtract(a, b [2]int) [2]int { return [2]int{a[0] - b[0], a[1] - b[1]} }

// WriteGlyph writes a glyph's contours as path data in whole units, of which there are so many in
// an em, x units to the right of its origin. Segments of at most detail units are left out, and two
// curves become one where that moves them by at most detail; 0 keeps the font's outline.
func WriteGlyph(b *strings.Builder, x int, outline []scene.GlyphSegment, units, detail int) {
	w := glyphWriter{out: b, minSegment: detail}
	for _, segment := range mergeCurves(outline, float64(detail)/float64(units)) {
		to := make([][2]int, len(segment.Points))
		for k, q := range segment.Points {
			to[k] = [2]int{x + roundToInt(q.X*float64(units)), roundToInt(q.Y * float64(units))}
		}
		w.writeSegment(segment.Op, to)
	}
	if w.contourOpen {
		b.WriteByte('z')
	}
}

func roundToInt(v float64) int { return int(math.Round(v)) }

// glyphWriter writes contours one after the other.
type glyphWriter struct {
	out                    *strings.Builder
	minSegment             int
	position, contourStart [2]int
	contourOpen            bool // a contour has begun
	lastCommand            byte
}

func (w *glyphWriter) writeSegment(op sfnt.SegmentOp, to [][2]int) {
	if op == sfnt.SegmentOpMoveTo {
		w.moveTo(to[0])
		return
	}
	end := to[len(to)-1]
	d := subtract(end, w.position)
	if max(d[0], -d[0], d[1], -d[1]) <= w.minSegment {
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
	case command == 'l' && d[0] == 0:
		command = 'v'
		w.out.WriteByte('v')
		w.out.WriteString(strconv.Itoa(d[1]))
	case command == 'l' && d[1] == 0:
		command = 'h'
		w.out.WriteByte('h')
		w.out.WriteString(strconv.Itoa(d[0]))
	default:
		if command != w.lastCommand {
			w.out.WriteByte(command)
		}
		for k, q := range to {
			writeNumberPair(w.out, subtract(q, w.position), command != w.lastCommand && k == 0)
		}
	}
	w.position, w.lastCommand = end, command
}

// moveTo begins a contour, after it has closed the one before: the position is then that one's
// first.
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

// mergeCurves joins two quadratic curves into one wherever that passes within tolerance, in ems, of
// where they meet: fonts draw a quarter of an arc with two.
func mergeCurves(outline []scene.GlyphSegment, tolerance float64) []scene.GlyphSegment {
	var out []scene.GlyphSegment
	for i := 0; i < len(outline); i++ {
		segment := outline[i]
		if i+1 < len(outline) && len(out) > 0 && segment.Op == sfnt.SegmentOpQuadTo &&
			outline[i+1].Op == sfnt.SegmentOpQuadTo {
			before := out[len(out)-1].Points
			if joined, ok := mergeTwoCurves(before[len(before)-1], segment, outline[i+1],
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

// mergeTwoCurves is one curve in the place of two, with the tangents of both at its ends.
func mergeTwoCurves(from geo.XY, a, b scene.GlyphSegment,
	tolerance float64) (scene.GlyphSegment, bool) {
	c, meet, d, to := a.Points[0], a.Points[1], b.Points[0], b.Points[1]
	ux, uy, vx, vy := c.X-from.X, c.Y-from.Y, d.X-to.X, d.Y-to.Y
	cross := ux*vy - uy*vx
	if cross == 0 {
		return a, false
	}
	// Where the tangents at both ends cross: from + t·u = to + s·v. Both must lie ahead.
	t := ((to.X-from.X)*vy - (to.Y-from.Y)*vx) / cross
	s := ((to.X-from.X)*uy - (to.Y-from.Y)*ux) / cross
	if t <= 0 || s <= 0 {
		return a, false
	}
	corner := geo.XY{X: from.X + t*ux, Y: from.Y + t*uy}
	middle := geo.XY{X: (from.X + 2*corner.X + to.X) / 4, Y: (from.Y + 2*corner.Y + to.Y) / 4}
	if math.Hypot(middle.X-meet.X, middle.Y-meet.Y) > tolerance {
		return a, false
	}
	return scene.GlyphSegment{Op: sfnt.SegmentOpQuadTo, Points: []geo.XY{corner, to}}, true
}
