package svg

import (
	"bytes"
	"math"
	"strconv"
	"strings"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// pathData writes a path as moves relative to the position before, in steps of the last decimal:
// short, and without a sum of rounding errors. What lies wholly outside the picture, width
// included, is left out.
func (c *Canvas) pathData(p *scene.Path, m scene.Matrix, closed bool, width float64) string {
	var b bytes.Buffer
	for _, line := range p.Lines {
		if len(line) < 2 || !c.isVisible(line, m, width) {
			continue
		}
		ring := closed || line[0] == line[len(line)-1]
		last := c.toSteps(m, line[0])
		c.writeCommand(&b, 'M', last)
		verb := byte('l') // a pair without a verb repeats the one before
		n := len(line)
		if ring {
			n-- // Z leads back
		}
		for _, q := range line[1:n] {
			at := c.toSteps(m, q)
			if at == last {
				continue
			}
			c.writeCommand(&b, verb, [2]int64{at[0] - last[0], at[1] - last[1]})
			last, verb = at, 0
		}
		if ring {
			b.WriteByte('Z')
		}
	}
	return b.String()
}

// toSteps is a position in whole steps of the last decimal.
func (c *Canvas) toSteps(m scene.Matrix, q geo.XY) [2]int64 {
	x, y := m.XX*q.X+m.XY*q.Y+m.X0, m.YX*q.X+m.YY*q.Y+m.Y0
	return [2]int64{int64(math.Round(x * c.decimalScale)), int64(math.Round(y * c.decimalScale))}
}

// writeCommand writes a verb, or none if it is 0, and two numbers.
func (c *Canvas) writeCommand(b *bytes.Buffer, verb byte, at [2]int64) {
	first := c.formatSteps(at[0])
	switch {
	case verb != 0:
		b.WriteByte(verb)
	case first[0] != '-':
		b.WriteByte(' ')
	}
	b.WriteString(first)
	second := c.formatSteps(at[1])
	if second[0] != '-' {
		b.WriteByte(' ')
	}
	b.WriteString(second)
}

func (c *Canvas) formatSteps(steps int64) string {
	return strconv.FormatFloat(float64(steps)/c.decimalScale, 'f', -1, 64)
}

func (c *Canvas) isVisible(line []geo.XY, m scene.Matrix, width float64) bool {
	b := scene.EmptyBounds()
	for _, q := range line {
		b = b.Extend(geo.XY{X: m.XX*q.X + m.XY*q.Y + m.X0, Y: m.YX*q.X + m.YY*q.Y + m.Y0})
	}
	return b.Intersects(scene.Bounds{Min: geo.XY{X: -width, Y: -width},
		Max: geo.XY{X: float64(c.width) + width, Y: float64(c.height) + width}})
}

// escapeXML makes a text safe in content and in attributes. Characters that XML cannot hold are
// replaced. It stands in for encoding/xml, which is too heavy for the browser's program.
func escapeXML(s string) string {
	var b strings.Builder
	for _, r := range s { // a byte that is no UTF-8 comes as U+FFFD
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
