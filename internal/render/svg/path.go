package svg

import (
	"bytes"
	"math"
	"strconv"
	"strings"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// pathData returns a path as path data with relative positions, in steps of the last decimal: it is
// short, and rounding errors do not add up. Lines that lie wholly outside the picture, including
// the stroke's width, are omitted.
func (c *Canvas) pathData(p *scene.Path, m scene.Matrix, closed bool, width float64) string {
	var b bytes.Buffer
	for _, line := range p.Lines {
		if len(line) < 2 || !c.isVisible(line, m, width) {
			continue
		}
		closedRing := closed || line[0] == line[len(line)-1]
		last := c.toSteps(m, line[0])
		c.writeCommand(&b, 'M', last)
		command := byte('l') // a pair without a command repeats the previous one
		n := len(line)
		if closedRing {
			n-- // Z leads back to the first position
		}
		for _, q := range line[1:n] {
			steps := c.toSteps(m, q)
			if steps == last {
				continue
			}
			c.writeCommand(&b, command, [2]int64{steps[0] - last[0], steps[1] - last[1]})
			last, command = steps, 0
		}
		if closedRing {
			b.WriteByte('Z')
		}
	}
	return b.String()
}

// toSteps returns a position in whole steps of the last decimal.
func (c *Canvas) toSteps(m scene.Matrix, q geo.XY) [2]int64 {
	x, y := m.XX*q.X+m.XY*q.Y+m.X0, m.YX*q.X+m.YY*q.Y+m.Y0
	return [2]int64{int64(math.Round(x * c.decimalScale)), int64(math.Round(y * c.decimalScale))}
}

// writeCommand writes a command, or none if it is 0, and two numbers.
func (c *Canvas) writeCommand(b *bytes.Buffer, command byte, steps [2]int64) {
	first := c.formatSteps(steps[0])
	switch {
	case command != 0:
		b.WriteByte(command)
	case first[0] != '-':
		b.WriteByte(' ')
	}
	b.WriteString(first)
	second := c.formatSteps(steps[1])
	if second[0] != '-' {
		b.WriteByte(' ')
	}
	b.WriteString(second)
}

func (c *Canvas) formatSteps(steps int64) string {
	return strconv.FormatFloat(float64(steps)/c.decimalScale, 'f', -1, 64)
}

// isVisible reports whether a line, including its width, may be visible.
func (c *Canvas) isVisible(line []geo.XY, m scene.Matrix, width float64) bool {
	b := scene.EmptyBounds()
	for _, q := range line {
		b = b.Extend(geo.XY{X: m.XX*q.X + m.XY*q.Y + m.X0, Y: m.YX*q.X + m.YY*q.Y + m.Y0})
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
