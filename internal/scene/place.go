package scene

import (
	"cmp"
	"iter"
	"maps"
	"math"
	"slices"

	"truceline/internal/geo"
)

// spot is a label with a place: a box that hangs on a map position.
type spot struct {
	text  string
	style TextStyle
	at    geo.XY
	// dx and dy lead from the position to the left end of the baseline, in CSS pixels.
	dx, dy float64
	box    hung
	// group numbers the name that it is one spot for; only the first spot of a name that can be seen is drawn.
	group int
	town  *shape // nil: not a town's
	// radius is that of the dot or disc that it stands beside; 0: it stands beside none.
	radius float64
	// clearance is the radius that the name keeps off: that of the dot, or of the ring around a
	// selected one.
	clearance float64
	leader    Leader
	// lines are those of a note; text is then all of it, style, dx and dy are those of the first.
	// Empty: the label has one line.
	lines []noteLine
}

// Leader is a thin line from what is named to its name, where that stands further away: its ends,
// in CSS pixels from the position. The zero value: there is none.
type Leader struct{ X0, Y0, X1, Y1 float64 }

// leaderTo is the leader of a text that begins at dx, dy, from a distance off the position to a gap
// before the text.
func leaderTo(dx, dy, width, capHeight, off float64) Leader {
	x, y := min(max(0, dx), dx+width), min(max(0, dy-capHeight), dy)
	length := math.Hypot(x, y)
	const gap = 1.5
	if length <= off+gap {
		return Leader{}
	}
	from, to := off/length, (length-gap)/length
	return Leader{x * from, y * from, x * to, y * to}
}

// boxes are small boxes along a leader: other names keep off them.
func (l Leader) boxes(at geo.XY) []hung { return l.appendBoxes(nil, at) }

// appendBoxes appends the boxes of boxes.
func (l Leader) appendBoxes(out []hung, at geo.XY) []hung {
	const step, half = 6, 1.5
	n := int(math.Ceil(math.Hypot(l.X1-l.X0, l.Y1-l.Y0) / step))
	if n == 0 {
		return out
	}
	for i := range n + 1 {
		t := float64(i) / float64(n)
		x, y := l.X0+(l.X1-l.X0)*t, l.Y0+(l.Y1-l.Y0)*t
		out = append(out, hung{at, x - half, y - half, x + half, y + half})
	}
	return out
}

// hung is a box in CSS pixels that hangs on a map position.
type hung struct {
	at             geo.XY
	x0, y0, x1, y1 float64
}

// scales are the smallest and the greatest scale, in CSS pixels a metre, between which a set of labels is used.
type scales struct{ lo, hi float64 }

func (s scales) middle() float64 { return (s.lo + s.hi) / 2 }

// apart says whether two boxes keep apart at all scales between two. The distance of their positions grows evenly
// with the scale, so boxes that one level or upright line parts at both ends are parted by it all the way.
func (s scales) apart(a, b *hung) bool {
	dx, dy := b.at.X-a.at.X, a.at.Y-b.at.Y
	return s.beyond(a.x1, dx, b.x0) || s.beyond(b.x1, -dx, a.x0) || s.beyond(a.y1, dy, b.y0) || s.beyond(b.y1, -dy, a.y0)
}

// beyond says whether from lies before to, which is d metres on.
func (s scales) beyond(from, d, to float64) bool {
	return from <= d*s.lo+to && from <= d*s.hi+to
}

// placer puts labels where they meet nothing that was put before.
type placer struct {
	scales
	fonts    *Fonts
	boxes    []hung // of labels and dots placed so far
	discs    []hung // on which towns may stand, but no name of an area
	spots    []spot
	lines    []*part // labels rather keep off these
	barriers []*part // no label may touch these
	// shownAt are the scales between which the labels may be shown: those between which they are
	// placed, or more, because a map in motion keeps them for longer.
	shownAt     scales
	level, fine int // of detail: at the smallest scale, and at the greatest
	group       int
	bounds      []Box // of the boxes over the range of scales, computed on demand
	boundsAt    scales
	// within says whether a box may be used at all. Nil: every box may.
	within func(*hung) bool
	// placed are the groups of the names that are placed; again those of an earlier round, which are not placed twice.
	placed, again map[placeKey]int
	// around is what notes find near positions at the present scales.
	around map[geo.XY]*noteGround
}

// placeKey tells one name from another: by its text, and that of a point by its position too.
type placeKey struct {
	text string
	at   geo.XY
}

// placedSoFar is how much a placer has placed.
type placedSoFar struct {
	spots, boxes int
	placed       map[placeKey]int
}

// mark remembers what is placed.
func (p *placer) mark() placedSoFar {
	return placedSoFar{len(p.spots), len(p.boxes), maps.Clone(p.placed)}
}

// back takes away what was placed since.
func (p *placer) back(to placedSoFar) {
	p.spots, p.boxes = p.spots[:to.spots], p.boxes[:to.boxes]
	p.bounds = p.bounds[:min(len(p.bounds), to.boxes)]
	p.placed = maps.Clone(to.placed)
}

// at begins to place for other scales.
func (p *placer) at(s scales) {
	p.scales, p.level = s, detail(1/s.lo, 1, detailPixels)
	p.shownAt, p.around = s, nil
	p.fine = detail(1/s.hi, 1, detailPixels/2)
}

// note keeps that a name of the present group was placed.
func (p *placer) note(k placeKey) {
	if p.placed != nil {
		p.placed[k] = p.group
	}
}

// free says whether a box meets no other.
func (p *placer) free(h *hung) bool { return p.freeAmong(p.boxes, h) }

// freeAmong reports whether a box may be used and meets none of some others.
func (p *placer) freeAmong(boxes []hung, h *hung) bool {
	if p.within != nil && !p.within(h) {
		return false
	}
	for i := range boxes {
		if !p.apart(&boxes[i], h) {
			return false
		}
	}
	return true
}

// only places what place does with boxes that ok allows, besides what has been asked of them already.
func (p *placer) only(ok func(*hung) bool, place func()) {
	within := p.within
	p.within = func(h *hung) bool { return (within == nil || within(h)) && ok(h) }
	place()
	p.within = within
}

// offDiscs says whether a box meets no disc but that on whose position it hangs.
func (p *placer) offDiscs(h *hung) bool {
	for i := range p.discs {
		if p.discs[i].at != h.at && !p.apart(&p.discs[i], h) {
			return false
		}
	}
	return true
}

// Letters reach this far above and below the baseline, in ems.
const (
	ascent  = 0.76
	descent = 0.24
)

// boxGap is the air around a text's box in CSS pixels: so far its letters keep from other names,
// from the middle of the line of contact and from borders.
const boxGap = 1.5

// hang is the box of a text whose baseline begins at dx, dy from a position.
func hang(at geo.XY, dx, dy, width float64, s TextStyle) hung {
	return hung{at, dx - boxGap, dy - ascent*s.Size - boxGap, dx + width + boxGap, dy + descent*s.Size + boxGap}
}

// area places the name of an area on as many of its seats as there is room, at most most of them.
// Without room for its letters as wide apart as its style has them they are set closer, and at last
// where it just keeps within the area.
func (p *placer) area(text string, style TextStyle, s *shape, w *World, most int) {
	seats, closer, key := w.seatsOf(s), style.closer(), placeKey{text: text}
	if p.onSeats(key, style, seats, most) || p.onSeats(key, closer, seats, most) {
		return
	}
	if p.fonts.Advance(text, closer) > s.bounds.Width()*p.lo {
		return
	}
	p.keepIn(s, func() { p.onSeats(key, closer, w.narrowSeatsOf(s), 1) })
}

// keepIn does what place does with names that keep off an area's edge rather than off the lines.
func (p *placer) keepIn(s *shape, place func()) {
	lines := p.lines
	p.lines = s.parts
	place()
	p.lines = lines
}

// firstArea is the name of an oblast that is mostly held among those that are placed first. It
// stands on held land: a reader takes it for that.
func (d *drawer) firstArea(p *placer, text string, style TextStyle, s *shape) *firstName {
	find := func(style TextStyle, seats []seat) func() []place {
		return func() (out []place) {
			for n := range p.seatSpots(text, style, seats) {
				if d.onHeld(n.at) {
					out = append(out, place{n, placeKey{text: text}, []hung{n.box}})
				}
			}
			return out
		}
	}
	seats, closer := d.world.seatsOf(s), style.closer()
	narrow := func() (out []place) {
		p.keepIn(s, func() { out = find(closer, d.world.narrowSeatsOf(s))() })
		return out
	}
	dx, dy := p.fonts.Advance(text, style)/p.lo, style.Size/p.lo
	reach := Box{
		geo.XY{X: s.bounds.Min.X - dx, Y: s.bounds.Min.Y - dy},
		geo.XY{X: s.bounds.Max.X + dx, Y: s.bounds.Max.Y + dy},
	}
	return &firstName{
		find:  []func() []place{find(style, seats), find(closer, seats), narrow},
		reach: reach, places: areaPlaces,
	}
}

// closer is the style with letters that are a little smaller and stand as in a plain text.
func (s TextStyle) closer() TextStyle {
	s.Spacing = min(s.Spacing, 0.04*s.Size)
	s.Size *= 0.9
	return s
}

// onSeats places a name on seats, and reports whether there is one that has room. The key tells it
// from other names.
func (p *placer) onSeats(key placeKey, s TextStyle, seats []seat, most int) bool {
	p.group++
	group := p.group
	if earlier, ok := p.again[key]; ok {
		if p.within != nil {
			return true
		}
		group = earlier // further seats, for when the first is out of the picture
	}
	if p.within != nil {
		most = 1
	}
	placed := 0
	for n := range p.seatSpots(key.text, s, seats) {
		if placed == most {
			break
		}
		if n.group = group; p.free(&n.box) { // of those before, too
			p.take(n, key)
			placed++
		}
	}
	return placed > 0
}

// seatSpots yields the places on seats that have room.
func (p *placer) seatSpots(text string, s TextStyle, seats []seat) iter.Seq[spot] {
	return func(yield func(spot) bool) {
		width, capHeight := p.fonts.Advance(text, s), p.fonts.CapHeight(s)
		for _, t := range seats {
			if width/2+3 > t.room*p.lo {
				continue
			}
			h := hang(t.at, -width/2, capHeight/2, width, s)
			if !p.free(&h) || !p.offDiscs(&h) || p.across(p.lines, &h) || p.barred(&h) {
				continue
			}
			if !yield(spot{text: text, style: s, at: t.at, dx: -width / 2, dy: capHeight / 2, box: h}) {
				return
			}
		}
	}
}

// take adds a label that has found its place.
func (p *placer) take(s spot, key placeKey) {
	p.spots = append(p.spots, s)
	p.boxes = append(p.boxes, s.box)
	p.boxes = append(p.boxes, s.leader.boxes(s.at)...)
	p.note(key)
}

// side is a place of a name beside its dot: x to the right, y down.
type side struct{ x, y float64 }

// aroundDot are the sides of a dot, the best first.
var aroundDot = []side{{1, 0}, {-1, 0}, {1, -1}, {1, 1}, {0, -1}, {0, 1}, {-1, -1}, {-1, 1}}

// done reports whether a town has its name from an earlier round.
func (p *placer) done(l *townLabel, s *shape) bool {
	_, done := p.again[placeKey{l.text, s.anchor}]
	return done
}

// place is a place of a name, and what of the map it takes: the box of the name, its leader, the
// town's dot.
type place struct {
	spot
	key   placeKey
	boxes []hung
}

func (p *placer) takePlace(n place) {
	p.group++
	n.group = p.group
	p.spots = append(p.spots, n.spot)
	p.boxes = append(p.boxes, n.boxes...)
	p.note(n.key)
}

// town places a town's name beside its dot; without room for both the town is left out, dot and
// all. It keeps off a ring around the dot if clearance is wider than the dot, and with far it may
// stand further away, with a leader.
func (p *placer) town(t *townGround, s *shape, l *townLabel) {
	for _, try := range l.tries() {
		for n := range p.trySpots(t, s, l, try) {
			p.takePlace(n)
			return
		}
	}
}

// trySpots yields the places of a name in one style that are free and on its town's ground. One
// that crosses a line which names rather keep off stands crossCost further down the list.
func (p *placer) trySpots(t *townGround, s *shape, l *townLabel, try townTry) iter.Seq[place] {
	return func(yield func(place) bool) {
		p.survey(t, l.reach(p, s.anchor))
		r := l.clearance + 1
		dot := hung{s.anchor, -r, -r, r, r}
		if !t.free(&dot) {
			return
		}
		width, capHeight := p.fonts.Advance(l.text, try.style), p.fonts.CapHeight(try.style)
		offer := func(c candidate) bool {
			if !p.onGround(t, &c.box) {
				return true
			}
			n := place{key: placeKey{l.text, s.anchor}, spot: spot{
				text: l.text, style: try.style, at: s.anchor, dx: c.dx, dy: c.dy, box: c.box,
				town: s, radius: l.radius, clearance: l.clearance,
			}}
			if try.leader {
				if t.beyondWater(p, &c.box) {
					return true
				}
				n.leader = leaderTo(c.dx, c.dy, width, capHeight, l.clearance+1)
			}
			leads := n.leader.boxes(s.anchor)
			if slices.ContainsFunc(leads, func(b hung) bool { return !t.free(&b) }) {
				return true
			}
			n.boxes = append(append(n.boxes, n.box, dot), leads...)
			return yield(n)
		}
		var later []candidate
		for _, c := range l.candidates(width, capHeight, try.leader) {
			for len(later) > 0 && later[0].cost <= c.cost {
				if !offer(later[0]) {
					return
				}
				later = later[1:]
			}
			c.box = hang(s.anchor, c.dx, c.dy, width, try.style)
			if !t.free(&c.box) {
				continue
			}
			if p.across(p.lines, &c.box) {
				c.cost += crossCost
				later = append(later, c)
			} else if !offer(c) {
				return
			}
		}
		for _, c := range later {
			if !offer(c) {
				return
			}
		}
	}
}

// firstName is a name among those that are placed first, with its place if it has one.
type firstName struct {
	// find are functions that find the places that no earlier label takes, those of the best ones
	// first; found are the places, as far as they have been looked for.
	find   []func() []place
	found  [][]place
	reach  Box // of all places
	places int // that are tried where others would have to move
	placed bool
	place
}

// firstTown is the name of a town among those that are placed first.
func (p *placer) firstTown(t *townGround, s *shape, l *townLabel) *firstName {
	n := &firstName{reach: l.reach(p, s.anchor), places: mostPlaces}
	for _, try := range l.tries() {
		n.find = append(n.find, func() []place { return slices.Collect(p.trySpots(t, s, l, try)) })
	}
	return n
}

// placeFirst places names in their order. One that finds no room may move some of those before it
// that find another place.
func (p *placer) placeFirst(list []*firstName) {
	f := &firstPlacer{placer: p, tries: mostTries}
	for i, t := range list {
		if !f.put(t) {
			f.makeRoom(list[:i], t)
		}
	}
	for _, t := range list {
		if t.placed {
			p.takePlace(t.place)
		}
	}
}

// mostMoved is how many names may be moved for another, mostPlaces how many places of each are
// tried (areaPlaces of an area that others are moved for), and mostTries how often names are placed
// anew in all.
const (
	mostMoved  = 3
	mostPlaces = 60
	areaPlaces = 8
	mostTries  = 20_000
)

// firstPlacer places names off what is placed already and off each other.
type firstPlacer struct {
	*placer
	taken []hung // by the names
	tries int
}

// all yields the places of a name, the best first.
func (t *firstName) all() iter.Seq[place] {
	return func(yield func(place) bool) {
		for i, find := range t.find {
			if i == len(t.found) {
				t.found = append(t.found, find())
			}
			for _, n := range t.found[i] {
				if !yield(n) {
					return
				}
			}
		}
	}
}

// put places a name where it has room.
func (f *firstPlacer) put(t *firstName) bool {
	near := f.near(t)
	for n := range t.all() {
		if !f.meets(n, near) {
			t.place, t.placed = n, true
			f.taken = append(f.taken, n.boxes...)
			return true
		}
	}
	return false
}

// near are the boxes that are taken within a name's reach.
func (f *firstPlacer) near(t *firstName) (out []hung) {
	for i := range f.taken {
		if b := &f.taken[i]; b.on(f.lo).Union(b.on(f.hi)).Meets(t.reach) {
			out = append(out, *b)
		}
	}
	return out
}

// makeRoom places a name where others stand that find another place.
func (f *firstPlacer) makeRoom(before []*firstName, t *firstName) {
	was := f.taken
	places := 0
	for n := range t.all() {
		moved := f.meeting(before, n)
		if len(moved) == 0 || len(moved) > mostMoved {
			continue
		}
		moved = withNearest(moved, before)
		f.taken = slices.Clone(n.boxes)
		for _, b := range before {
			if b.placed && !slices.Contains(moved, b) {
				f.taken = append(f.taken, b.boxes...)
			}
		}
		if f.placeAnew(moved) {
			t.place, t.placed = n, true
			return
		}
		if places++; places == t.places {
			break
		}
	}
	f.taken = was
}

// placeAnew places names again, so that all of them find room off what is taken. Otherwise they
// stay as they were.
func (f *firstPlacer) placeAnew(names []*firstName) bool {
	free := make([][]place, len(names))
	for i, t := range names {
		near := f.near(t)
		for n := range t.all() {
			if !f.meets(n, near) {
				if free[i] = append(free[i], n); len(free[i]) == mostPlaces {
					break
				}
			}
		}
		if len(free[i]) == 0 {
			return false
		}
	}
	var chosen []place
	var choose func() bool
	choose = func() bool {
		k := len(chosen)
		if k == len(names) {
			return true
		}
		for _, n := range free[k] {
			if f.tries--; f.tries < 0 {
				return false
			}
			if slices.ContainsFunc(chosen, func(o place) bool { return f.meets(n, o.boxes) }) {
				continue
			}
			chosen = append(chosen, n)
			if choose() {
				return true
			}
			chosen = chosen[:k]
		}
		return false
	}
	if !choose() {
		return false
	}
	for i, t := range names {
		t.place = chosen[i]
		f.taken = append(f.taken, t.boxes...)
	}
	return true
}

// meets reports whether a name in a place would meet boxes.
func (f *firstPlacer) meets(n place, boxes []hung) bool {
	for i := range n.boxes {
		for k := range boxes {
			if !f.apart(&n.boxes[i], &boxes[k]) {
				return true
			}
		}
	}
	return false
}

// withNearest adds to names that are moved the nearest of the others, up to mostMoved.
func withNearest(moved, all []*firstName) []*firstName {
	off := func(t *firstName) float64 {
		best := math.Inf(1)
		for _, m := range moved {
			best = min(best, math.Hypot(t.at.X-m.at.X, t.at.Y-m.at.Y))
		}
		return best
	}
	var others []*firstName
	for _, t := range all {
		if t.placed && !slices.Contains(moved, t) {
			others = append(others, t)
		}
	}
	slices.SortStableFunc(others, func(a, b *firstName) int { return cmp.Compare(off(a), off(b)) })
	return append(slices.Clone(moved), others[:min(len(others), mostMoved-len(moved))]...)
}

// meeting are the names that are placed where another would stand.
func (f *firstPlacer) meeting(placed []*firstName, n place) []*firstName {
	var out []*firstName
	for _, t := range placed {
		if t.placed && f.meets(n, t.boxes) {
			out = append(out, t)
		}
	}
	return out
}

// townLabel is how a town is labelled.
type townLabel struct {
	text              string
	style             TextStyle
	radius, clearance float64
	far               bool
}

// townTry is a way to name a town: in a style, at its dot or further off with a leader.
type townTry struct {
	style  TextStyle
	leader bool
}

// tries are the ways to name a town, the best first: the most important may have smaller letters,
// and a leader.
func (l *townLabel) tries() []townTry {
	tries := []townTry{{l.style, false}}
	if !l.far {
		return tries
	}
	smaller := func(share float64) TextStyle {
		s := l.style
		s.Size = max(share*s.Size, min(s.Size, minSize))
		return s
	}
	least := smaller(0)
	least.Bold = false
	for _, s := range [...]TextStyle{smaller(0.9), smaller(0.8), least} {
		tries = append(tries, townTry{s, false})
	}
	return append(tries, townTry{smaller(0.9), true}, townTry{least, true})
}

// minSize is the least size of a name that is set smaller for want of room, in CSS pixels.
const minSize = 9

// candidate is a place of a name: where its baseline begins, in CSS pixels from the position.
type candidate struct {
	dx, dy, cost float64
	box          hung
}

// candidates are the places of a town's name: at the eight sides of its dot, between them and a
// little further off, or on rings about the dot with a leader.
func (l *townLabel) candidates(width, capHeight float64, leader bool) []candidate {
	list := make([]candidate, 0, len(leaderGaps)*len(aroundFinely))
	ring := func(sides []side, gap, cost float64) {
		for i, a := range sides {
			dx, dy := a.off(width, capHeight, l.clearance+gap)
			list = append(list, candidate{dx: dx, dy: dy, cost: cost + float64(i)})
		}
	}
	if leader {
		for i, gap := range leaderGaps {
			ring(aroundFinely, gap, float64(i*len(aroundFinely)))
		}
		return list
	}
	for i, a := range aroundDot {
		dx, dy := beside(a.x, a.y, width, capHeight, l.clearance)
		list = append(list, candidate{dx: dx, dy: dy, cost: float64(i)})
	}
	ring(betweenSides, 3, float64(len(aroundDot)))
	ring(aroundAll, 5, float64(len(aroundAll)))
	if l.far {
		ring(aroundFinely, 7, float64(2*len(aroundAll)))
	}
	return list
}

// reach is the part of the map that the town's name may touch, at the smallest scale.
func (l *townLabel) reach(p *placer, at geo.XY) Box {
	gap := l.clearance + 8
	if l.far {
		gap = l.clearance + leaderGaps[len(leaderGaps)-1] + 1
	}
	dx, dy := gap+p.fonts.Advance(l.text, l.style)+boxGap, gap+l.style.Size+boxGap
	return (&hung{at, -dx, -dy, dx, dy}).on(p.lo)
}

// leaderGaps are the distances of names with leaders from their dots, in CSS pixels.
var leaderGaps = [...]float64{7, 11, 16, 22, 29, 37, 46, 56}

// Sides between those of aroundDot, and all of them.
var (
	betweenSides = []side{{1, -0.5}, {1, 0.5}, {-1, -0.5}, {-1, 0.5}, {0.5, -1}, {-0.5, -1}, {0.5, 1}, {-0.5, 1}}
	aroundAll    = slices.Concat(aroundDot, betweenSides)
	aroundFinely = slices.Concat(aroundAll, moreSides())
)

// moreSides are sides between those of aroundAll: names are wide, so there are more of them above
// and below.
func moreSides() (out []side) {
	for _, y := range [...]float64{-1, 1} {
		for x := -7; x < 8; x++ {
			if x%4 != 0 {
				out = append(out, side{float64(x) / 8, y})
			}
		}
		for _, x := range [...]float64{-0.75, -0.25, 0.25, 0.75} {
			out = append(out, side{y, x})
		}
	}
	return out
}

// off is where a text begins whose box keeps a gap from a position, to one side of it.
func (a side) off(width, capHeight, gap float64) (dx, dy float64) {
	return a.x*(width/2+gap) - width/2, a.y*(capHeight/2+gap) + capHeight/2
}

// beside is where a text begins that stands to one side of a dot.
func beside(x, y, width, capHeight, radius float64) (dx, dy float64) {
	gap := radius + 3
	switch {
	case x > 0:
		dx = gap
	case x < 0:
		dx = -gap - width
	default:
		dx = -width / 2
	}
	dy = capHeight / 2
	if y != 0 { // above or below: nearer at a corner than straight over the dot
		off := gap + capHeight/2
		if x != 0 {
			off = radius*0.7 + 1 + capHeight/2
			dx -= x * radius * 0.6
		}
		dy += y * off
	}
	return dx, dy
}

// crossCost is how many places further down the list a name goes rather than lie across a line.
const crossCost = 5

// on is the part of the map under a box at a scale.
func (h *hung) on(scale float64) Box {
	return Box{
		Min: geo.XY{X: h.at.X + h.x0/scale, Y: h.at.Y - h.y1/scale},
		Max: geo.XY{X: h.at.X + h.x1/scale, Y: h.at.Y - h.y0/scale},
	}
}

// across says whether a box lies across lines, at the smaller scale.
func (p *placer) across(lines []*part, h *hung) bool {
	box := h.on(p.lo)
	for _, part := range lines {
		path := part.path(p.level)
		if path == nil || !box.Meets(path.Bounds) {
			continue
		}
		runs := path.edgeRuns()
		for i := range runs {
			if runs[i].crosses(box) {
				return true
			}
		}
	}
	return false
}

// crossedBy says whether a segment has a position in the box (Liang and Barsky's clipping, 1984).
func (b Box) crossedBy(p, q geo.XY) bool {
	t0, t1 := 0.0, 1.0
	clip := func(d, room float64) bool {
		switch {
		case d == 0:
			return room >= 0
		case d < 0:
			t0 = max(t0, room/d)
		default:
			t1 = min(t1, room/d)
		}
		return t0 <= t1
	}
	dx, dy := q.X-p.X, q.Y-p.Y
	return clip(-dx, p.X-b.Min.X) && clip(dx, b.Max.X-p.X) && clip(-dy, p.Y-b.Min.Y) && clip(dy, b.Max.Y-p.Y)
}
