package scene

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"truceline/internal/geo"
)

// zoomStep is the part of a zoom level through which one set of labels is kept, so that names neither flicker nor
// jump in a pan and seldom in a zoom.
const zoomStep = 0.25

// longSteps is through how many steps a map in motion shows a set of labels while it comes nearer: to place another takes
// as long as some three of its frames.
const longSteps = 3

// labelKey says what a set of labels depends on. Where the camera stands is not among it.
type labelKey struct {
	step                      int
	lang, theme, date, freeze string
	scale                     float64
	towns, oblasts, rivers    bool
	selected                  string // a town
	hubs                      int
	zones, line, monitoring   string
	hubsNote, outlined        string
	opening                   scales // of the set, while the picture is as it opens
	more                      scales // of its further labels; zero: the picture has none
	about                     Box
}

// textScale makes type a little smaller in a small picture and larger in a large one; in a page by steps.
func textScale(p *Picture) float64 {
	c := p.Camera
	if p.inPage() {
		return sets[setOf(c)].scale
	}
	s := 0.93 + (min(c.W, 1.6*c.H)-360)/1080*0.17
	return math.Round(min(max(s, 0.9), 1.14)*50) / 50
}

// text is the style of a role in this picture.
func (d *drawer) text(role string) TextStyle {
	s := d.theme.Texts[role]
	s.Size *= d.scale
	s.Spacing *= d.scale
	return s
}

// labelKey says what the labels of this picture depend on.
func (d *drawer) labelKey() labelKey {
	p := d.p
	step := int(math.Floor(p.Camera.Zoom() / zoomStep))
	key := labelKey{
		step: step, lang: p.Lang, theme: p.Theme, date: p.Date, scale: d.scale,
		towns: p.Shows(LayerTowns), oblasts: p.Shows(LayerOblasts), rivers: p.Shows(LayerRivers),
	}
	if t := d.selectedTown(); t != nil && key.towns {
		key.selected = t.id
	}
	if d.world.showsHubs(p) {
		key.hubs, key.hubsNote = len(p.Hubs), p.HubsNote
	}
	for _, x := range d.outlined() {
		key.outlined += x.ID + " "
	}
	if p.Shows(LayerFreeze) && !Small(p.Camera) {
		key.freeze = p.FreezeLabel
	}
	if d.zones != nil {
		key.zones, key.line, key.freeze = p.Zones.File, p.Zones.Line, ""
	}
	if p.Shows(LayerMonitoring) {
		key.monitoring = p.MonitoringLabel
	}
	if d.opened.lo > 0 {
		key.opening, key.about = d.opened, d.about()
		if d.hasMore() {
			key.more = d.more()
		}
	}
	return key
}

// spots are the labels of this picture, wherever the camera stands. They are kept until something changes on which
// they depend.
func (d *drawer) spots() []spot {
	key, w, p := d.labelKey(), d.world, d.p
	set := w.kept(key, p.Hubs)
	if set == nil && d.haste {
		set = w.coarser(key, p.Hubs)
		d.stats.Rough = set != nil
	}
	if set == nil {
		set = d.placeSet(key)
	}
	w.labels = set.spots
	return w.labels
}

// placeSet places the labels of a key, and keeps them.
func (d *drawer) placeSet(key labelKey) *labelSet {
	w := d.world
	pl := d.placer()
	wide := true
	if key.opening.lo > 0 {
		d.placeOpening(pl, key)
		wide = d.standAt(pl, steps(key.step, longSteps))
	}
	pl.at(steps(key.step, 1))
	pl.shownAt = steps(key.step, longSteps)
	opening := len(pl.spots)
	d.place(pl, key)
	d.tint(pl, opening)
	if len(w.sets) == keptSets {
		w.sets = slices.Delete(w.sets, 0, 1)
	}
	w.sets = append(w.sets, labelSet{
		spots: pl.spots, boxes: pl.boxes, key: key, wide: wide,
		hubs: slices.Clone(d.p.Hubs[:key.hubs]),
	})
	return &w.sets[len(w.sets)-1]
}

// standAt reports whether all names placed so far may stand where they do at the scales between
// two.
func (d *drawer) standAt(pl *placer, s scales) bool {
	was := pl.scales
	defer pl.at(was)
	pl.at(s)
	return !slices.ContainsFunc(pl.spots, func(n spot) bool { return !d.mayStand(pl, &n, &n.box) })
}

// labelSet is a set of labels and what it depends on.
type labelSet struct {
	spots []spot
	boxes []hung // of names and dots
	key   labelKey
	hubs  []Hub
	// wide reports whether no name meets a barrier through longSteps steps.
	wide bool
	// long says whether the boxes keep apart through longSteps steps; asked says that this has been looked up.
	long, asked bool
}

// lasts says whether the set may be shown through longSteps steps. Nearly all may: names are parted by more than the map
// moves them past each other.
func (s *labelSet) lasts() bool {
	if s.asked {
		return s.long
	}
	s.asked, s.long = true, s.wide
	all := steps(s.key.step, longSteps)
	for i := range s.boxes {
		for j := range s.boxes[:i] {
			if a, b := &s.boxes[i], &s.boxes[j]; a.at != b.at && !all.apart(a, b) {
				s.long = false
				return false
			}
		}
	}
	return true
}

// steps are the scales of so many zoom steps from one on.
func steps(from, count int) scales {
	lo := math.Exp2(float64(from)*zoomStep) / zoomZero
	return scales{lo, lo * math.Exp2(float64(count)*zoomStep)}
}

const keptSets = 8

// coarser is the set of a scale that is a little smaller, the nearest; that of the map as it opens will do too. Nil: none is
// kept that lasts as long.
func (w *World) coarser(key labelKey, hubs []Hub) (best *labelSet) {
	for i := range w.sets {
		s := &w.sets[i]
		like := s.key
		like.step, like.opening, like.more, like.about = key.step, key.opening, key.more, key.about
		if n := key.step - s.key.step; n < 0 || n >= longSteps || like != key || !sameHubs(s.hubs, hubs[:key.hubs]) {
			continue
		}
		if (best == nil || best.key.step < s.key.step) && s.lasts() {
			best = s
		}
	}
	return best
}

// kept is the set of a key. Nil: it is not kept.
func (w *World) kept(key labelKey, hubs []Hub) *labelSet {
	for i := range w.sets {
		if s := &w.sets[i]; s.key == key && sameHubs(s.hubs, hubs[:key.hubs]) {
			return s
		}
	}
	return nil
}

// placeOpening places the labels that a picture of this set opens with: those that fit into its
// least picture and, in a larger one, further ones. All others are placed afterwards. It returns how
// many fit into the least picture.
func (d *drawer) placeOpening(pl *placer, key labelKey) (first int) {
	pl.again, pl.placed = map[placeKey]int{}, map[placeKey]int{}
	s := sets[setOf(d.p.Camera)]
	d.placeSteady(pl, key, key.opening, s.w, s.h)
	first = len(pl.spots)
	if key.more.lo > 0 {
		d.placeSteady(pl, key, key.more, s.moreW, s.moreH)
	}
	pl.placed = nil
	return first
}

// placeSteady places labels that have not been placed yet where they are seen in pictures of at least
// w by h CSS pixels, at all scales between two.
func (d *drawer) placeSteady(pl *placer, key labelKey, s scales, w, h float64) {
	from := len(pl.spots)
	pl.at(s)
	pl.within = d.steady(s, w, h)
	d.place(pl, key)
	d.tint(pl, from)
	pl.within = nil
	maps.Copy(pl.again, pl.placed)
}

// placer returns one that has placed nothing yet.
func (d *drawer) placer() *placer {
	return &placer{fonts: d.world.Fonts, lines: d.avoided(), barriers: d.barriers()}
}

// tint gives the labels from one on that stand wholly on held land a halo of its own tone, because
// a pale one would tear holes into it, and names of areas a darker colour.
func (d *drawer) tint(pl *placer, from int) {
	held := d.theme.Texts["held"]
	before, dark := d.theme.Texts["held-2014"] // a dark tone takes pale names
	if d.ctl == nil || !d.p.Shows(LayerControl) {
		return
	}
	if d.zones != nil {
		d.tintZones(pl, from)
		return
	}
	for i := range pl.spots[from:] {
		s := &pl.spots[from+i]
		b := s.box.on(pl.lo)
		if dark && holds(b, func(s *shape) bool { return s.heldBefore() }, d.ctl.held) {
			s.restyle(func(t *TextStyle) { t.Color, t.Halo = before.Color, before.Halo })
			continue
		}
		if holds(b, func(*shape) bool { return true }, d.ctl.held) {
			s.restyle(func(t *TextStyle) {
				if held.Halo.A > 0 {
					t.Halo = held.Halo
				}
				if s.radius == 0 {
					t.Color = held.Color
				}
			})
		}
	}
}

// holds says whether a box lies on some of the areas: its corners and its middle do.
func holds(b Box, some func(*shape) bool, areas []*shape) bool {
	return everyCorner(b, func(q geo.XY) bool {
		return slices.ContainsFunc(areas, func(s *shape) bool { return some(s) && s.contains(q) })
	})
}

func sameHubs(a, b []Hub) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// place places all labels, the most important first. In low pictures, where marks of hubs are as large as an oblast, none
// lies across a mark.
func (d *drawer) place(pl *placer, key labelKey) {
	if key.hubs == 0 || !d.p.low() {
		d.placeAll(pl, key)
		return
	}
	pl.only(func(h *hung) bool { return !d.acrossOther(h, pl.lo) }, func() { d.placeAll(pl, key) })
}

func (d *drawer) placeAll(pl *placer, key labelKey) {
	far := 1 / pl.lo // metres a pixel, at the smaller scale
	if key.selected != "" {
		d.placeSelected(pl)
	}
	if key.hubs > 0 {
		d.placeHubs(pl, key.towns)
	}
	if d.zones != nil {
		d.placeZones(pl)
	}
	first := 0
	if Small(d.p.Camera) { // where no withdrawal would find room beside the towns
		first = 1
	}
	d.placeWithdrawals(pl, 0, first)
	if key.towns {
		d.placeFirst(pl, key)
	}
	d.placeWithdrawals(pl, first, math.MaxInt)
	d.placeHubsNote(pl)
	if key.freeze != "" && d.ctl != nil {
		d.placeFrozen(pl, key.freeze)
	}
	if key.monitoring != "" && d.ctl != nil {
		d.placeAlong(pl, key.monitoring, d.text("monitoring"), d.front().parts)
	}
	if key.line != "" {
		d.placeAlong(pl, key.line, d.text("freeze"), d.zones.front.parts)
	}
	d.placeTones(pl)
	d.placeCountries(pl, far)
	for _, s := range d.world.seas {
		pl.area(s.label(d.p.Lang), d.text("sea"), s, d.world, 8)
	}
	if key.towns {
		d.placeTowns(pl, far, 3, 3, false)
		d.placeTowns(pl, far, 3, 3, true)
	}
	if key.rivers {
		d.placeRivers(pl, far, 1, 1)
	}
	if key.oblasts && far < oblastScale {
		d.placeOblasts(pl)
	}
	if key.rivers {
		d.placeReservoirs(pl, far)
		d.placeBridges(pl, far)
		d.placeRivers(pl, far, 2, 3)
	}
	if key.towns {
		d.placeTowns(pl, far, 4, 9, false)
		d.placeTowns(pl, far, 4, 9, true)
	}
}

// Oblasts are named below these scales in metres a pixel: all of them, and those that are mostly
// held.
const (
	oblastScale     = 1400
	heldOblastScale = 3200
)

// placeCountries names Ukraine, off its reservoirs, and its neighbours.
func (d *drawer) placeCountries(pl *placer, far float64) {
	if far > 1250 {
		offWater := func(h *hung) bool {
			return !slices.ContainsFunc(d.world.reservoirs, func(r *shape) bool { return pl.across(r.parts, h) })
		}
		pl.only(offWater, func() {
			for _, s := range d.world.outline {
				key := placeKey{text: strings.ToUpper(s.name(d.p.Lang))}
				pl.onSeats(key, d.text("country"), d.world.seatsOf(s), 1)
			}
		})
	}
	for _, s := range d.world.neighbours {
		pl.area(strings.ToUpper(s.label(d.p.Lang)), d.text("neighbour"), s, d.world, 10)
	}
}

// cityOblasts are cities with an oblast's rights: their town is labelled already.
var cityOblasts = map[string]bool{"UA-30": true, "UA-40": true}

func (d *drawer) placeOblasts(pl *placer) {
	style := d.text("oblast")
	for _, s := range d.world.oblasts {
		if !cityOblasts[s.ref] {
			pl.area(strings.ToUpper(s.label(d.p.Lang)), style, s, d.world, 8)
		}
	}
}

// townScale is the scale in metres a pixel below which towns of a turn may appear.
var townScale = [...]float64{0, math.Inf(1), math.Inf(1), 2600, 1050, 520}

func (d *drawer) placeTowns(pl *placer, far float64, from, to int, foreign bool) {
	for _, s := range d.townsOf(far, from, to, foreign) {
		d.placeTown(pl, s)
	}
}

// townsOf are the towns of some turns that are named at a scale, in their order.
func (d *drawer) townsOf(far float64, from, to int, foreign bool) (list []*shape) {
	for _, t := range d.turns() {
		n := min(max(t.turn, 1), len(townScale)-1)
		atLine := t.turn < t.town.rank
		if n < from || n > to || t.town.foreign != foreign || far > townScale[n] || atLine && far > atLineScale {
			continue
		}
		list = append(list, t.town)
	}
	return list
}

// placeFirst names the towns of the first two turns and, where not all oblasts are named, those
// that are mostly held.
func (d *drawer) placeFirst(pl *placer, key labelKey) {
	far := 1 / pl.lo
	var first []*firstName
	for _, s := range d.townsOf(far, 1, 2, false) {
		if l := d.townLabel(s); !pl.done(l, s) {
			first = append(first, pl.firstTown(d.townGround(s), s, l))
		}
	}
	if key.oblasts && far >= oblastScale && far < heldOblastScale {
		for _, s := range d.world.oblasts {
			text := strings.ToUpper(s.label(d.p.Lang))
			if _, done := pl.again[placeKey{text: text}]; !done && !cityOblasts[s.ref] && d.mostlyHeld(s) {
				first = append(first, d.firstArea(pl, text, d.text("oblast"), s))
			}
		}
	}
	pl.placeFirst(first)
}

// townTurn is when a town is named: with those of a rank.
type townTurn struct {
	town *shape
	turn int
	off  float64 // how far the line of contact is, in metres; 0 from the third turn on
}

// A town of rank 3 that is atLine metres or less from the line of contact is named with those of
// rank 2, as if it were atLineLater metres further from it, below a scale in metres a pixel: at the
// line are the towns that the news is about.
const (
	atLine      = 15_000
	atLineLater = 60_000
	atLineScale = 3400
)

// turns are the towns in the order in which they are named: by rank, and those of rank 2 by how
// near the line of contact is, because the line leaves the least room to the nearest.
func (d *drawer) turns() []townTurn {
	if d.ctl != nil && d.ctl.byTurn != nil {
		return d.ctl.byTurn
	}
	list := make([]townTurn, len(d.world.towns))
	for i, s := range d.world.towns {
		t := townTurn{town: s, turn: s.rank}
		if d.ctl != nil && !s.foreign && s.rank <= 3 {
			t.off = distanceTo(d.ctl.contact.parts, s.anchor)
			switch {
			case s.rank == 3 && t.off <= atLine:
				t.turn, t.off = 2, t.off+atLineLater
			case s.rank == 3:
				t.off = 0
			}
		}
		list[i] = t
	}
	slices.SortStableFunc(list, func(a, b townTurn) int {
		return cmp.Or(a.turn-b.turn, cmp.Compare(a.off, b.off))
	})
	if d.ctl != nil {
		d.ctl.byTurn = list
	}
	return list
}

// distanceTo is how far lines are from a position, in metres.
func distanceTo(parts []*part, q geo.XY) float64 {
	best := math.Inf(1)
	for _, p := range parts {
		for _, r := range p.rings {
			for i := 1; i < len(r.points); i++ {
				best = min(best, toSegment(q, r.points[i-1], r.points[i]))
			}
		}
	}
	return best
}

// placeTown names a town on ground of its own holder.
func (d *drawer) placeTown(pl *placer, s *shape) {
	if l := d.townLabel(s); !pl.done(l, s) {
		pl.town(d.townGround(s), s, l)
	}
}

func (d *drawer) townLabel(s *shape) *townLabel {
	r := townRadius(s) * d.scale
	l := &townLabel{
		text: s.name(d.p.Lang), style: d.townText(s), radius: r, clearance: r,
		far: s.rank <= 3 && !s.foreign,
	}
	if d.p.low() && d.isMarked(s) {
		l.clearance = hubRadius + markGap
	}
	return l
}

// placeSelected names the town that is selected, before all others and off its ring, at scales at
// which it would not be named as well.
func (d *drawer) placeSelected(pl *placer) {
	s := d.selectedTown()
	l := d.townLabel(s)
	l.clearance, l.far = max(l.clearance, l.radius+ringGap), true
	if !pl.done(l, s) {
		pl.town(d.townGround(s), s, l)
	}
}

func (d *drawer) townText(s *shape) TextStyle {
	if s.foreign {
		return d.text("town-foreign")
	}
	return d.text(townRoles[min(max(s.rank, 1), len(townRoles))-1])
}

var townRoles = [...]string{"town-1", "town-2", "town-3", "town-4", "town-4"}

// townRadius is the radius of a town's dot in CSS pixels.
func townRadius(s *shape) float64 {
	return []float64{4, 2.8, 2.3, 1.9, 1.6}[min(max(s.rank, 1), 5)-1]
}

// seatsOf keeps the seats of an area.
func (w *World) seatsOf(s *shape) []seat {
	if t, ok := w.seats[s]; ok {
		return t
	}
	t := s.seats()
	w.seats[s] = t
	return t
}

// alongSides are where the name of a line stands beside a position of it: north and west of it,
// which is the government's side of most of the line of contact, then elsewhere.
var alongSides = []side{
	{0, -1}, {-0.5, -1}, {-1, -1}, {-1, -0.5}, {-1, 0}, {0.5, -1}, {1, -1}, {-1, 0.5}, {-1, 1},
	{0, 1}, {1, 0}, {1, 1},
}

// alongGap is how far the name of a line stands off it, in CSS pixels.
const alongGap = 11

// narrowSeatsOf keeps the narrow seats of an area.
func (w *World) narrowSeatsOf(s *shape) []seat {
	if t, ok := w.narrowSeats[s]; ok {
		return t
	}
	t := s.narrowSeats()
	w.narrowSeats[s] = t
	return t
}

// placeAlong puts the name of a line beside the longest of its runs, where that keeps nearest to
// the name from end to end: at one place in the picture as it opens, else at some places, of which
// one is seen. A name that has no room on one line has two or three.
func (d *drawer) placeAlong(pl *placer, text string, style TextStyle, parts []*part) {
	key := placeKey{text: text}
	if _, done := pl.again[key]; done || text == "" {
		return
	}
	most := 3
	if pl.within != nil {
		most = 1
	}
	pl.group++
	line, placed := longestRun(parts), 0
	for lines := 1; lines <= 3 && placed == 0; lines++ {
		block, ok := breakText(pl.fonts, []paragraph{{text, style}}, lines)
		if !ok {
			return
		}
		for _, c := range pl.alongLine(&block, line) {
			if pl.free(&c.box) && !pl.barred(&c.box) {
				n := block.spot(key, c.box.at, c.side, alongGap)
				n.group, n.leader = pl.group, Leader{}
				pl.take(n, key)
				if placed++; placed == most {
					return
				}
			}
		}
	}
}

// alongPlace is a place of a line's name, and how far the ends and the middle of the name are from
// the line together.
type alongPlace struct {
	side side
	box  hung
	cost float64
}

// alongLine is the places of a name beside a line, the nearest to it first.
func (p *placer) alongLine(block *textBlock, line []geo.XY) []alongPlace {
	const positions, samples = 20, 90
	coarse := everyNth(line, samples)
	var out []alongPlace
	for _, q := range everyNth(line, positions) {
		for i, a := range alongSides {
			c := alongPlace{side: a, box: block.box(q, a, alongGap), cost: 2 * float64(i)}
			b := c.box.on(p.lo)
			for _, x := range [...]float64{b.Min.X, b.Center().X, b.Max.X} {
				best := math.Inf(1)
				for _, on := range coarse {
					best = min(best, math.Hypot(on.X-x, on.Y-b.Center().Y))
				}
				c.cost += best * p.lo
			}
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b alongPlace) int { return cmp.Compare(a.cost, b.cost) })
	return out
}

// everyNth is about n positions of a line, evenly through its list.
func everyNth(line []geo.XY, n int) []geo.XY {
	var out []geo.XY
	step := max(float64(len(line))/float64(n), 1)
	for at := step / 2; int(at) < len(line); at += step {
		out = append(out, line[int(at)])
	}
	return out
}

// longestRun is the longest of the lines, of which parts that end where the next begins are one: a
// name beside a pocket at the border would seem to be the pocket's.
func longestRun(parts []*part) []geo.XY {
	var all, line []geo.XY
	longest, length := 0.0, 0.0
	for _, p := range parts {
		points := p.rings[0].points
		if len(line) == 0 || line[len(line)-1] != points[0] {
			line, length = nil, 0
		}
		for i := 1; i < len(points); i++ {
			length += math.Hypot(points[i].X-points[i-1].X, points[i].Y-points[i-1].Y)
		}
		line = append(line, points...)
		if length > longest {
			all, longest = line, length
		}
	}
	return all
}
