package scene

import (
	"iter"
	"math"
	"slices"
	"strings"

	"truceline/internal/geo"
)

// note is a text of one or more lines that says something of an area. It stands wholly inside the
// area or, where that may be, near it with a leader.
type note struct {
	key placeKey
	// paragraphs begin on lines of their own unless all of them have room on one line.
	paragraphs []paragraph
	area       *shape
	// most is the greatest number of lines.
	most int
	// off are areas that the note keeps off where it stands beside its own.
	off []*part
	// beside reports whether a note that stands outside its area may have its middle at a position.
	// Nil: it stands inside or not at all.
	beside func(geo.XY) bool
}

// paragraph is a text in one style.
type paragraph struct {
	text  string
	style TextStyle
}

// noteLine is a line of a note: dx and dy lead from the note's position to the left end of its
// baseline, in CSS pixels.
type noteLine struct {
	text   string
	style  TextStyle
	dx, dy float64
}

const (
	// noteLeading is the distance of a note's baselines in ems.
	noteLeading = 1.2
	// noteWidth is the width in ems of the first paragraph's style beyond which a note has another
	// line.
	noteWidth = 19
	// noteLines is the greatest number of lines of most notes.
	noteLines = 4
	// notePlaces is how many places a note is given, of which the first that can be seen is used:
	// its edge, or furniture, may hide one.
	notePlaces = 3
)

// placeNote places a note, and reports whether there was room.
func (d *drawer) placeNote(pl *placer, n *note) bool {
	if _, done := pl.again[n.key]; done {
		return true
	}
	most := notePlaces
	if pl.within != nil {
		most = 1
	}
	pl.group++
	group, placed := pl.group, 0
	for s := range d.noteSpots(pl, n) {
		if !pl.free(&s.box) { // of those before, too
			continue
		}
		s.group = group
		pl.take(s, n.key)
		if placed++; placed == most {
			break
		}
	}
	return placed > 0
}

// noteSpots yields the places of a note, the best first.
func (d *drawer) noteSpots(pl *placer, n *note) iter.Seq[spot] {
	return func(yield func(spot) bool) {
		blocks := n.blocks(pl.fonts, 1, 0.9, 0.8)
		if !d.insideSpots(pl, n, blocks, yield) || n.beside == nil {
			return
		}
		d.besideSpots(pl, n, n.blocks(pl.fonts, 1, 0.9), yield)
	}
}

// insideSpots yields the places of a note inside its area.
func (d *drawer) insideSpots(
	pl *placer, n *note, blocks []textBlock, yield func(spot) bool,
) bool {
	edges := pl.edgesIn(nil, n.area.parts, n.area.bounds)
	seats := d.world.narrowSeatsOf(n.area)
	for i := range blocks {
		b := &blocks[i]
		if b.height > n.area.bounds.Height()*pl.lo {
			continue
		}
		for _, t := range seats {
			if b.width/2+boxGap > t.room*pl.lo {
				continue
			}
			s := b.spot(n, t.at, side{}, 0)
			if r := s.box.covered(pl.shownAt); r.meetsAny(edges) || !pl.mayHold(&s) {
				continue
			}
			if !yield(s) {
				return false
			}
		}
	}
	return true
}

// A note beside its area stands on one of so many rings, noteRing CSS pixels apart, about one of some
// positions inside the area.
const (
	noteRings   = 14
	noteRing    = 8
	noteAnchors = 9
)

// besideSpots yields the places of a note beside its area, those with the shortest leaders first.
func (d *drawer) besideSpots(pl *placer, n *note, blocks []textBlock, yield func(spot) bool) {
	anchors := n.anchors(d.world.narrowSeatsOf(n.area))
	off := slices.Concat(n.area.parts, n.off)
	for ring := 1; ring <= noteRings; ring++ {
		for i := range blocks {
			for _, at := range anchors {
				for _, a := range aroundAll {
					s := blocks[i].spot(n, at, a, float64(ring*noteRing))
					if pl.mayHold(&s) && pl.leadsOff(&s, off, n.beside) && !yield(s) {
						return
					}
				}
			}
		}
	}
}

// anchors are positions inside the area from which a leader may start, the best first.
func (n *note) anchors(seats []seat) []geo.XY {
	out := []geo.XY{n.area.inner(seats)}
	step := max(len(seats)/(noteAnchors-1), 1)
	for i := step - 1; i < len(seats) && len(out) < noteAnchors; i += step {
		out = append(out, seats[i].at)
	}
	return out
}

// mayHold reports whether a note may stand somewhere for all that is placed, and for the lines that
// no name may touch.
func (p *placer) mayHold(s *spot) bool {
	return p.free(&s.box) && p.offDiscs(&s.box) && !p.barred(&s.box)
}

// leadsOff reports whether a note stands off areas, and its leader meets no other name and crosses
// one barrier at most: that which is its own area's edge.
func (p *placer) leadsOff(s *spot, areas []*part, ground func(geo.XY) bool) bool {
	middle := s.box.on(p.lo).Center()
	r := s.box.covered(p.shownAt)
	if p.touches(areas, &r) || !ground(middle) ||
		slices.ContainsFunc(areas, func(a *part) bool { return a.contains(middle) }) {
		return false
	}
	taken := func(b hung) bool { return !p.free(&b) }
	if slices.ContainsFunc(s.leader.boxes(s.at), taken) {
		return false
	}
	to := s.box.on(p.lo).nearest(s.at)
	p.edges = p.edgesIn(p.edges[:0], p.barriers, EmptyBox().Add(s.at).Add(to))
	return crossings(p.edges, s.at, to) <= 1
}

// textBlock is a note's text, broken into lines.
type textBlock struct {
	lines []noteLine // dy from the first baseline; dx is not set yet
	wide  []float64  // of each line
	// width is that of the widest line, height reaches from the top of the first line's capitals to
	// the last baseline. All in CSS pixels.
	width, height, capHeight float64
}

// blocks are the ways to break a note's text, in sizes of which each is a share of its own, the best
// first.
func (n *note) blocks(fonts *Fonts, shares ...float64) (out []textBlock) {
	for _, share := range shares {
		paragraphs := slices.Clone(n.paragraphs)
		for i := range paragraphs {
			s := &paragraphs[i].style
			s.Size = max(share*s.Size, min(s.Size, minSize))
		}
		widest := noteWidth * paragraphs[0].style.Size
		for lines := 1; lines <= n.most; lines++ {
			b, ok := breakText(fonts, paragraphs, lines)
			if ok && (b.width <= widest || lines == n.most) {
				out = append(out, b)
			}
		}
	}
	return out
}

// breakText breaks paragraphs into a number of lines, as equally long as they get. It is false where
// there are not as many words.
func breakText(fonts *Fonts, paragraphs []paragraph, lines int) (b textBlock, ok bool) {
	if lines < len(paragraphs) {
		if lines > 1 || slices.ContainsFunc(paragraphs, func(p paragraph) bool {
			return p.style != paragraphs[0].style
		}) {
			return b, false
		}
		texts := make([]string, len(paragraphs))
		for i, p := range paragraphs {
			texts[i] = p.text
		}
		paragraphs = []paragraph{{strings.Join(texts, " "), paragraphs[0].style}}
	}
	broken := make([][]string, len(paragraphs))
	for i, p := range paragraphs {
		broken[i] = []string{p.text}
	}
	for range lines - len(paragraphs) { // the widest has another line
		k, wide := 0, -1.0
		for i, p := range paragraphs {
			if w := widestOf(fonts, broken[i], p.style); w > wide && len(broken[i]) < len(words(p.text)) {
				k, wide = i, w
			}
		}
		if wide < 0 {
			return b, false
		}
		broken[k] = breakEvenly(fonts, paragraphs[k], len(broken[k])+1)
	}
	y := 0.0
	for i, p := range paragraphs {
		for _, text := range broken[i] {
			if len(b.lines) > 0 {
				y += noteLeading * p.style.Size
			}
			w := fonts.Advance(text, p.style)
			b.lines = append(b.lines, noteLine{text: text, style: p.style, dy: y})
			b.wide = append(b.wide, w)
			b.width = max(b.width, w)
		}
	}
	b.capHeight = fonts.CapHeight(paragraphs[0].style)
	b.height = y + b.capHeight
	return b, len(b.lines) == lines
}

// words are what a text may be broken between: not at a no-break space.
func words(text string) []string { return strings.Split(text, " ") }

func widestOf(fonts *Fonts, lines []string, s TextStyle) (wide float64) {
	for _, line := range lines {
		wide = max(wide, fonts.Advance(line, s))
	}
	return wide
}

// breakEvenly breaks a text with at least count words into count lines of which the widest is as
// narrow as it gets.
func breakEvenly(fonts *Fonts, p paragraph, count int) []string {
	list := words(p.text)
	// best[n][i] is the least width of the widest of n lines that hold the first i words.
	best, cut := make([][]float64, count+1), make([][]int, count+1)
	for n := range best {
		best[n], cut[n] = make([]float64, len(list)+1), make([]int, len(list)+1)
		for i := range best[n] {
			if best[n][i] = math.Inf(1); n == 0 && i == 0 {
				best[n][i] = 0
			}
			for k := range i {
				if n == 0 || math.IsInf(best[n-1][k], 1) {
					continue
				}
				line := fonts.Advance(strings.Join(list[k:i], " "), p.style)
				if w := max(best[n-1][k], line); w < best[n][i] {
					best[n][i], cut[n][i] = w, k
				}
			}
		}
	}
	lines := make([]string, count)
	for n, i := count, len(list); n > 0; n-- {
		k := cut[n][i]
		lines[n-1], i = strings.Join(list[k:i], " "), k
	}
	return lines
}

// spot is the block at a side of a position, a gap in CSS pixels off, with a leader; without a gap
// it stands about the position. Lines are centred, or begin or end at the leader.
func (b *textBlock) spot(n *note, at geo.XY, a side, gap float64) spot {
	left, last := a.off(b.width, b.height, gap)
	first := last - b.height + b.capHeight
	s := spot{
		text: n.key.text, style: b.lines[0].style, at: at, lines: slices.Clone(b.lines),
		box: hung{at, left - boxGap, 0, left + b.width + boxGap, 0},
	}
	for i := range s.lines {
		l := &s.lines[i]
		spare := b.width - b.wide[i]
		switch {
		case a.x > 0.5:
			spare = 0
		case a.x >= -0.5:
			spare /= 2
		}
		l.dx, l.dy = left+spare, first+l.dy
	}
	s.dx, s.dy = s.lines[0].dx, s.lines[0].dy
	s.box.y0 = first - ascent*s.style.Size - boxGap
	end := s.lines[len(s.lines)-1]
	s.box.y1 = end.dy + descent*end.style.Size + boxGap
	if gap > 0 {
		s.leader = leaderTo(left, last, b.width, b.height, 0)
	}
	return s
}

// restyle changes the style of a label, of all of its lines.
func (s *spot) restyle(change func(*TextStyle)) {
	change(&s.style)
	for i := range s.lines {
		change(&s.lines[i].style)
	}
}

// rows are the lines of a label: those of a note, or its only one.
func (s *spot) rows() []noteLine {
	if len(s.lines) > 0 {
		return s.lines
	}
	return []noteLine{{s.text, s.style, s.dx, s.dy}}
}
