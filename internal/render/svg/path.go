package svg

import (
	"strconv"
	"strings"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// pathWriter writes path data with relative commands, which is short. Positions are whole steps, so
// that rounding errors do not add up. The zero value with out set has steps of one unit.
type pathWriter struct {
	out          *strings.Builder
	stepsPerUnit float64 // 0: one
	position     [2]int  // the current point
	lastCommand  byte    // a command that repeats the previous one is not written; 0 after a move
}

// moveTo begins a line at an absolute position.
func (w *pathWriter) moveTo(to [2]int) {
	w.out.WriteByte('M')
	w.writePair(to, true)
	w.position, w.lastCommand = to, 0
}

// lineTo draws a line to a position.
func (w *pathWriter) lineTo(to [2]int) { w.writeCommand('l', to) }

// writeCommand writes a relative command with absolute positions, the last of which becomes the
// current point.
func (w *pathWriter) writeCommand(command byte, positions ...[2]int) {
	isRepeated := command == w.lastCommand
	if !isRepeated {
		w.out.WriteByte(command)
	}
	for i, p := range positions {
		w.writePair(subtract(p, w.position), !isRepeated && i == 0)
	}
	w.position, w.lastCommand = positions[len(positions)-1], command
}

// writePair writes two numbers. The first after a command and negative ones need no separator.
func (w *pathWriter) writePair(p [2]int, afterCommand bool) {
	for i, steps := range p {
		if steps >= 0 && (i > 0 || !afterCommand) {
			w.out.WriteByte(' ')
		}
		w.writeNumber(steps)
	}
}

func (w *pathWriter) writeNumber(steps int) {
	if w.stepsPerUnit == 0 {
		w.out.WriteString(strconv.Itoa(steps))
		return
	}
	w.out.WriteString(strconv.FormatFloat(float64(steps)/w.stepsPerUnit, 'f', -1, 64))
}

func subtract(a, b [2]int) [2]int { return [2]int{a[0] - b[0], a[1] - b[1]} }

// WriteRelativePath writes a line of positions in whole units as path data. A closed ring does not
// repeat its first position.
func WriteRelativePath(b *strings.Builder, positions [][2]int, closed bool) {
	w := pathWriter{out: b}
	w.moveTo(positions[0])
	for _, p := range positions[1:] {
		w.lineTo(p)
	}
	if closed {
		b.WriteByte('z')
	}
}

// pathData returns a path as path data in steps of the last decimal. Lines that lie wholly outside
// the picture, including the stroke's width, are omitted.
func (c *Canvas) pathData(p *scene.Path, m scene.Matrix, closed bool, width float64) string {
	var b strings.Builder
	w := pathWriter{out: &b, stepsPerUnit: c.decimalScale}
	for _, line := range p.Lines {
		if len(line) < 2 || !c.isVisible(line, m, width) {
			continue
		}
		closedRing := closed || line[0] == line[len(line)-1]
		w.moveTo(c.toSteps(m, line[0]))
		n := len(line)
		if closedRing {
			n-- // Z leads back to the first position
		}
		for _, q := range line[1:n] {
			if steps := c.toSteps(m, q); steps != w.position {
				w.lineTo(steps)
			}
		}
		if closedRing {
			b.WriteByte('Z')
		}
	}
	return b.String()
}

// toSteps returns a position in whole steps of the last decimal.
func (c *Canvas) toSteps(m scene.Matrix, q geo.XY) [2]int {
	p := m.Apply(q)
	return [2]int{roundToInt(p.X * c.decimalScale), roundToInt(p.Y * c.decimalScale)}
}

// isVisible reports whether a line, including its width, may be visible.
func (c *Canvas) isVisible(line []geo.XY, m scene.Matrix, width float64) bool {
	b := scene.EmptyBounds()
	for _, q := range line {
		b = b.Extend(m.Apply(q))
	}
	return b.Intersects(scene.Bounds{Min: geo.XY{X: -width, Y: -width},
		Max: geo.XY{X: float64(c.width) + width, Y: float64(c.height) + width}})
}

// escapeXML escapes a text for content and attributes, as xml.EscapeText does. Characters that XML
// cannot represent are replaced. Package encoding/xml is avoided because of its size in the
// browser; see docs/performance.md.
func escapeXML(s string) string {
	var b strings.Builder
	for _, r := range s { // invalid UTF-8 yields U+FFFD
		switch {
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '&':
			b.WriteString("&amp;")
		case r == '"':
			b.WriteString("&#34;")
		case r == '\'':
			b.WriteString("&#39;")
		case r == '\t', r == '\n', r == '\r':
			b.WriteString("&#x" + strings.ToUpper(strconv.FormatInt(int64(r), 16)) + ";")
		case r < ' ' || r == 0xFFFE || r == 0xFFFF:
			b.WriteRune(0xFFFD)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
