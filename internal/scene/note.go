package scene

import (
	"iter"
	"math"
	"slices"
	"strings"

	"truceline/internal/geo"
)

// note is a text of one or more lines that says something of an area or a line. It stands wholly
// inside the area or, where that may be, near it with a leader.
type note struct {
	key placeKey
	// paragraphs begin on lines of their own unless all of them have room on one line.
	paragraphs []paragraph
	// area is what the note is of. Nil: it stands beside the positions in from.
	area *shape
	// from are the positions from which a leader may start. Nil: some inside the area.
	from []geo.XY
	// crossed is how many barriers a leader may cross. 0: one, the edge of its own area.
	crossed int
	// most is the greatest number of lines.
	most int
	// off are the areas that the note keeps off where it stands beside its own, which is among them; all
	// notes that are placed at a time have the same. Nil: it keeps off its own.
	off []*part
	// beside are where a note may stand outside its area, the best first. None: it stands inside or not
	// at all.
	beside []besideRule
}

// besideRule says where a note may stand outside its area.
type besideRule struct {
	// ground reports whether its middle, and that of its leader, may be at a position. Nil: they may
	// anywhere.
	ground func(geo.XY) bool
	// corners asks of its corners, too, what ground asks of its middle.
	corners bool
	// offCoasts keeps it off coasts.
	offCoasts bool
}

// allows reports whether a note may cover a box, with the middle of its leader at a position.
func (r besideRule) allows(b Box, halfway geo.XY) bool {
	switch {
	case r.ground == nil:
		return true
	case r.corners:
		return everyCorner(b, r.ground)
	}
	return r.ground(b.Center()) && r.ground(halfway)
}

// everyCorner reports whether something is so of a box's middle and of its corners.
func everyCorner(b Box, so func(geo.XY) bool) bool {
	for _, q := range [...]geo.XY{b.Center(), b.Min, b.Max, {X: b.Min.X, Y: b.Max.Y}, {X: b.Max.X, Y: b.Min.Y}} {
		if !so(q) {
			return false
		}
	}
	return true
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
	noteWidth = 15
	// noteLines is the greatest number of lines of most notes.
	noteLines = 5
	// notePlaces is how many places a note is given at most, of which the first that can be seen is used:
	// its edge, or furniture, may hide one.
	notePlaces = 2
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
		if placed++; placed == most || s.leader != (Leader{}) && d.p.inPage() {
			break
		}
	}
	return placed > 0
}

// noteSpots yields the places of a note, the best first: inside its area, or where there is none
// beside it.
func (d *drawer) noteSpots(pl *placer, n *note) iter.Seq[spot] {
	return func(yield func(spot) bool) {
		found := false
		inside := func(s spot) bool {
			found = true
			return yield(s)
		}
		if (n.area == nil || d.insideSpots(pl, n, inside)) && !found && len(n.beside) > 0 {
			d.besideSpots(pl, n, yield)
		}
	}
}

// insideSpots yields the places of a note inside its area.
func (d *drawer) insideSpots(pl *placer, n *note, yield func(spot) bool) bool {
	var near *noteGround
	seats := d.world.narrowSeatsOf(n.area)
	blocks := n.blocks(pl.fonts, noteLines+2, 1, 0.9)
	for i := range blocks {
		b := &blocks[i]
		if b.height > n.area.bounds.Height()*pl.lo {
			continue
		}
		for _, t := range seats {
			if b.width/2+boxGap > t.room*pl.lo {
				continue
			}
			if near == nil {
				near = pl.noteGround(n.area.parts, n.area.bounds)
				near.areas = withoutSeams(near.areas)
			}
			h := b.box(t.at, side{}, 0)
			if !near.free(&h) || !pl.offDiscs(&h) {
				continue
			}
			if r := h.covered(pl.shownAt); r.meetsAny(near.barriers) || r.meetsAny(near.areas) {
				continue
			}
			if !yield(b.spot(n.key, t.at, side{}, 0)) {
				return false
			}
		}
	}
	return true
}

// noteGround is what near a note's places decides whether it may stand there.
type noteGround struct {
	placer          *placer
	taken           []hung
	barriers, areas []edgeRun
	coasts          []edgeRun
}

// noteGround is what there is in a part of the map, of some areas too.
func (p *placer) noteGround(areas []*part, reach Box) *noteGround {
	return &noteGround{
		placer: p, taken: p.taken(nil, reach), barriers: p.runsIn(nil, p.barriers, reach),
		areas: p.runsIn(nil, areas, reach),
	}
}

// free reports whether a box meets no name.
func (g *noteGround) free(h *hung) bool {
	return g.placer.freeAmong(g.taken, h)
}

// A note beside its area stands on one of so many rings, noteRing CSS pixels apart, about one of some
// positions inside the area. Of places that are not of the best rule so many are kept.
const (
	noteRings   = 12
	noteRing    = 10
	noteAnchors = 6
	noteLater   = 30
)

// besideSpots yields the places of a note beside its area, those of the best rule and with the
// shortest leaders first.
func (d *drawer) besideSpots(pl *placer, n *note, yield func(spot) bool) {
	blocks := n.blocks(pl.fonts, 3, 1, 0.84)
	areas := n.off
	if areas == nil && n.area != nil {
		areas = n.area.parts
	}
	anchors := n.from
	if anchors == nil {
		anchors = n.anchors(d.world.narrowSeatsOf(n.area))
	}
	grounds := make([]*noteGround, len(anchors))
	for i, at := range anchors {
		grounds[i] = d.anchorGround(pl, at, areas)
	}
	later := make([][]spot, len(n.beside))
	for ring := 1; ring <= noteRings; ring++ {
		for i := range blocks {
			for k, at := range anchors {
				for _, a := range aroundAll {
					rule, s := grounds[k].leadsOff(n, areas, &blocks[i], at, a, float64(ring*noteRing))
					switch {
					case rule < 0:
					case rule > 0:
						if len(later[rule]) < noteLater {
							later[rule] = append(later[rule], s)
						}
					case !yield(s):
						return
					}
				}
			}
		}
	}
	for _, list := range later {
		for _, s := range list {
			if !yield(s) {
				return
			}
		}
	}
}

// Within so many CSS pixels from where its leader starts a note beside its area stands.
const (
	reachX = noteRings*noteRing + 260
	reachY = noteRings*noteRing + 120
)

// anchorGround is what there is within the reach of notes about a position. Lines are kept: they are
// the same for all notes of a set.
func (d *drawer) anchorGround(pl *placer, at geo.XY, areas []*part) *noteGround {
	box := (&hung{at, -reachX, -reachY, reachX, reachY}).on(pl.lo)
	g := pl.around[at]
	if g == nil {
		g = pl.noteGround(areas, box)
		for _, coast := range d.coasts() {
			g.coasts = pl.runsIn(g.coasts, coast, box)
		}
		if pl.around == nil {
			pl.around = map[geo.XY]*noteGround{}
		}
		pl.around[at] = g
	}
	g.taken = pl.taken(g.taken[:0], box)
	return g
}

// leadsOff is the first rule by which a block may stand at a side of a position, and its place there;
// -1: it may not. It stands off areas, and its leader meets no other name and crosses one barrier at
// most: that which is its own area's edge.
func (g *noteGround) leadsOff(
	n *note, areas []*part, b *textBlock, at geo.XY, a side, gap float64,
) (rule int, s spot) {
	p := g.placer
	h := b.box(at, a, gap)
	if !g.free(&h) || !p.offDiscs(&h) {
		return -1, s
	}
	r := h.covered(p.shownAt)
	if r.meetsAny(g.barriers) || r.meetsAny(g.areas) {
		return -1, s
	}
	to := h.on(p.lo).nearest(at)
	if crossings(g.barriers, at, to) > max(n.crossed, 1) {
		return -1, s
	}
	box := h.on(p.lo)
	middle := box.Center()
	coast := r.meetsAny(g.coasts)
	halfway := geo.XY{X: (at.X + to.X) / 2, Y: (at.Y + to.Y) / 2}
	rule = slices.IndexFunc(n.beside, func(rule besideRule) bool {
		return !(rule.offCoasts && coast) && rule.allows(box, halfway)
	})
	if rule < 0 || slices.ContainsFunc(areas, func(x *part) bool { return x.contains(middle) }) {
		return -1, s
	}
	s = b.spot(n.key, at, a, gap)
	if slices.ContainsFunc(s.leader.boxes(at), func(b hung) bool { return !g.free(&b) }) {
		return -1, s
	}
	return rule, s
}

// anchors are positions inside the area from which a leader may start, the best first: in its body,
// not in a corner.
func (n *note) anchors(seats []seat) []geo.XY {
	out := []geo.XY{n.area.inner(seats)}
	widest := 0.0
	for _, t := range seats {
		widest = max(widest, t.room)
	}
	body := slices.Clone(seats)
	body = slices.DeleteFunc(body, func(t seat) bool { return t.room < bodyShare*widest })
	step := max(len(body)/(noteAnchors-1), 1)
	for i := step - 1; i < len(body) && len(out) < noteAnchors; i += step {
		out = append(out, body[i].at)
	}
	return out
}

// bodyShare is the share of an area's widest room that its body has everywhere.
const bodyShare = 0.4

// textBlock is a note's text, broken into lines.
type textBlock struct {
	lines []noteLine // dy from the first baseline; dx is not set yet
	wide  []float64  // of each line
	// width is that of the widest line, height reaches from the top of the first line's capitals to
	// the last baseline. All in CSS pixels.
	width, height, capHeight float64
}

// blocks are the ways to break a note's text, in sizes of which each is a share of its own and of
// each size at most most, the best first.
func (n *note) blocks(fonts *Fonts, most int, shares ...float64) (out []textBlock) {
	for _, share := range shares {
		paragraphs := slices.Clone(n.paragraphs)
		for i := range paragraphs {
			s := &paragraphs[i].style
			s.Size = max(share*s.Size, min(s.Size, minSize))
		}
		widest := noteWidth * paragraphs[0].style.Size
		count := 0
		for lines := 1; lines <= n.most && count < most; lines++ {
			b, ok := breakText(fonts, paragraphs, lines)
			if ok && (b.width <= widest || lines == n.most) {
				out = append(out, b)
				count++
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

// words are what a text may be broken between: not at a no-break space, nor before an enclitic or a
// dash, nor after a number of one or two digits, such as a day before its month.
func words(text string) (out []string) {
	tokens := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\n' })
	for i, word := range tokens {
		if i > 0 && (slices.Contains(noStart, word) || isShortNumber(tokens[i-1])) {
			out[len(out)-1] += " " + word
		} else {
			out = append(out, word)
		}
	}
	return out
}

// isShortNumber reports whether a word is a number of one or two digits.
func isShortNumber(word string) bool {
	return len(word) <= 2 && strings.Trim(word, "0123456789") == ""
}

// noStart begin no line: the enclitics of Ukrainian lean on the word before them.
var noStart = []string{"б", "ж", "—", "–"}

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
	// to is how far a line with the first words reaches, with a space behind it.
	space := fonts.Advance("\u00a0", p.style)
	to := make([]float64, len(list)+1)
	for i, word := range list {
		to[i+1] = to[i] + fonts.Advance(word, p.style) + space
	}
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
				if w := max(best[n-1][k], to[i]-to[k]-space); w < best[n][i] {
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

// box is that of the block at a side of a position, a gap in CSS pixels off; without a gap it stands
// about the position.
func (b *textBlock) box(at geo.XY, a side, gap float64) hung {
	left, last := a.off(b.width, b.height, gap)
	first := last - b.height + b.capHeight
	end := b.lines[len(b.lines)-1].style
	return hung{
		at, left - boxGap, first - ascent*b.lines[0].style.Size - boxGap,
		left + b.width + boxGap, last + descent*end.Size + boxGap,
	}
}

// spot is the block in the place of box, with a leader where there is a gap. Its lines are centred,
// or begin or end at the leader.
func (b *textBlock) spot(key placeKey, at geo.XY, a side, gap float64) spot {
	left, last := a.off(b.width, b.height, gap)
	first := last - b.height + b.capHeight
	s := spot{
		text: key.text, style: b.lines[0].style, at: at, lines: slices.Clone(b.lines),
		box: b.box(at, a, gap),
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
