package scene

import (
	"math"

	"truceline/internal/geo"
)

// Leader is a thin line from a label's anchor to a label that is farther away: its ends in CSS
// pixels from the anchor. The zero value means that there is none.
type Leader struct{ X0, Y0, X1, Y1 float64 }

// newLeader returns the leader of a text that begins at dx, dy. It starts at a distance of from
// pixels from the anchor and ends at a gap before the text.
func newLeader(dx, dy, width, capHeight, from float64) Leader {
	x, y := min(max(0, dx), dx+width), min(max(0, dy-capHeight), dy)
	length := math.Hypot(x, y)
	const gap = 1.5
	if length <= from+gap {
		return Leader{}
	}
	startShare, endShare := from/length, (length-gap)/length
	return Leader{x * startShare, y * startShare, x * endShare, y * endShare}
}

// collisionBoxes returns small boxes along a leader, which other labels avoid.
func (l Leader) collisionBoxes(anchor geo.XY) []anchoredBox {
	return l.appendCollisionBoxes(nil, anchor)
}

// appendCollisionBoxes appends the boxes of collisionBoxes to out.
func (l Leader) appendCollisionBoxes(out []anchoredBox, anchor geo.XY) []anchoredBox {
	const step, half = 6, 1.5
	n := int(math.Ceil(math.Hypot(l.X1-l.X0, l.Y1-l.Y0) / step))
	if n == 0 {
		return out
	}
	for i := range n + 1 {
		t := float64(i) / float64(n)
		x, y := l.X0+(l.X1-l.X0)*t, l.Y0+(l.Y1-l.Y0)*t
		out = append(out, anchoredBox{anchor, x - half, y - half, x + half, y + half})
	}
	return out
}
