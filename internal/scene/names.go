package scene

import (
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
	step                           int
	lang, theme, date, freeze      string
	scale                          float64
	towns, oblasts, rivers, linked bool
	hubs                           int
	zones, line, monitoring        string
	opening                        scales // of the set, while the picture is as it opens
	about                          Box
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
	if d.world.showsHubs(p) {
		key.hubs = len(p.Hubs)
	}
	if p.Shows(LayerFreeze) {
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
	pl := &placer{fonts: w.Fonts, lines: d.barriers()}
	if key.opening.lo > 0 {
		d.placeOpening(pl, key)
	}
	pl.at(steps(key.step, 1))
	d.place(pl, key)
	d.tint(pl)
	if len(w.sets) == keptSets {
		w.sets = slices.Delete(w.sets, 0, 1)
	}
	w.sets = append(w.sets, labelSet{spots: pl.spots, boxes: pl.boxes, key: key, hubs: slices.Clone(d.p.Hubs[:key.hubs])})
	return &w.sets[len(w.sets)-1]
}

// labelSet is a set of labels and what it depends on.
type labelSet struct {
	spots []spot
	boxes []hung // of names and dots
	key   labelKey
	hubs  []Hub
	// long says whether the boxes keep apart through longSteps steps; asked says that this has been looked up.
	long, asked bool
}

// lasts says whether the set may be shown through longSteps steps. Nearly all may: names are parted by more than the map
// moves them past each other.
func (s *labelSet) lasts() bool {
	if s.asked {
		return s.long
	}
	s.asked, s.long = true, true
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
		like.step, like.opening, like.about = key.step, key.opening, key.about
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

// placeOpening places the names that a picture of this set opens with. What has room beside them is placed afterwards.
func (d *drawer) placeOpening(pl *placer, key labelKey) {
	pl.at(key.opening)
	pl.within = d.steady(key.opening)
	pl.placed = map[placeKey]int{}
	d.place(pl, key)
	pl.within = nil
	pl.again = pl.placed
	pl.placed = nil
}

// barriers are the lines that names rather keep off.
func (d *drawer) barriers() []*part {
	var parts []*part
	if d.ctl != nil {
		parts = append(parts, d.ctl.contact.parts...)
	}
	if d.zones != nil {
		parts = append(parts, d.zones.edges.parts...)
	} else if d.ctl != nil {
		parts = append(parts, d.ctl.before.parts...)
	}
	return parts
}

// tint gives names that stand wholly on held land a halo of its own tone, because a pale one would tear holes into
// it, and names of areas a darker colour.
func (d *drawer) tint(pl *placer) {
	held := d.theme.Texts["held"]
	before, dark := d.theme.Texts["held-2014"] // a dark tone takes pale names
	if d.ctl == nil || d.zones != nil || !d.p.Shows(LayerControl) {
		return
	}
	for i := range pl.spots {
		s := &pl.spots[i]
		b := s.box.on(pl.lo)
		if dark && holds(b, func(s *shape) bool { return s.heldBefore() }, d.ctl.held) {
			s.style.Color, s.style.Halo = before.Color, before.Halo
			continue
		}
		if holds(b, func(*shape) bool { return true }, d.ctl.held) {
			if held.Halo.A > 0 {
				s.style.Halo = held.Halo
			}
			if s.radius == 0 {
				s.style.Color = held.Color
			}
		}
	}
}

// holds says whether a box lies on some of the areas: its corners and its middle do.
func holds(b Box, some func(*shape) bool, areas []*shape) bool {
	for _, q := range [...]geo.XY{b.Center(), b.Min, b.Max, {X: b.Min.X, Y: b.Max.Y}, {X: b.Max.X, Y: b.Min.Y}} {
		held := false
		for _, s := range areas {
			held = held || some(s) && s.contains(q)
		}
		if !held {
			return false
		}
	}
	return true
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

// place places all labels, the most important first.
func (d *drawer) place(pl *placer, key labelKey) {
	far := 1 / pl.lo // metres a pixel, at the smaller scale
	if key.hubs > 0 {
		d.placeHubs(pl, key.towns)
	}
	if d.zones != nil {
		d.placeZones(pl)
	}
	if key.towns {
		d.placeTowns(pl, far, 1, 2, false)
	}
	if key.freeze != "" && d.ctl != nil {
		d.placeAlong(pl, key.freeze, d.text("freeze"), alongLines(d.ctl.contact.parts))
	}
	if key.monitoring != "" && d.ctl != nil {
		d.placeAlong(pl, key.monitoring, d.text("monitoring"), alongLines(d.front().parts))
	}
	if key.line != "" {
		d.placeAlong(pl, key.line, d.text("freeze"), alongLines(d.zones.front.parts))
	}
	if far > 1250 {
		for _, s := range d.world.outline {
			pl.area(strings.ToUpper(s.name(d.p.Lang)), d.text("country"), d.world.seatsOf(s), 1)
		}
	}
	for _, s := range d.world.seas {
		pl.area(s.label(d.p.Lang), d.text("sea"), d.world.seatsOf(s), 8)
	}
	if key.towns {
		d.placeTowns(pl, far, 3, 3, false)
	}
	for _, s := range d.world.neighbours {
		pl.area(strings.ToUpper(s.label(d.p.Lang)), d.text("neighbour"), d.world.seatsOf(s), 10)
	}
	if key.towns {
		d.placeTowns(pl, far, 3, 3, true)
	}
	if key.rivers {
		d.placeRivers(pl, far, 1, 1)
	}
	if key.oblasts && far < 1400 {
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

// cityOblasts are cities with an oblast's rights: their town is labelled already.
var cityOblasts = map[string]bool{"UA-30": true, "UA-40": true}

func (d *drawer) placeOblasts(pl *placer) {
	style := d.text("oblast")
	for _, s := range d.world.oblasts {
		if !cityOblasts[s.ref] {
			pl.area(strings.ToUpper(s.label(d.p.Lang)), style, d.world.seatsOf(s), 8)
		}
	}
}

// townScale is the scale in metres a pixel below which towns of a rank may appear.
var townScale = [...]float64{0, math.Inf(1), math.Inf(1), 2600, 1050, 520}

func (d *drawer) placeTowns(pl *placer, far float64, from, to int, foreign bool) {
	for _, s := range d.world.towns {
		rank := min(max(s.rank, 1), len(townScale)-1)
		if rank < from || rank > to || s.foreign != foreign || far > townScale[rank] {
			continue
		}
		d.placeTown(pl, s)
	}
}

// inUkraine says whether a box lies on the country or its edge, at the smaller scale.
func (d *drawer) inUkraine(pl *placer, h *hung) bool {
	return slices.ContainsFunc(d.world.outline, func(s *shape) bool {
		return pl.across(s.parts, h) || s.contains(h.on(pl.lo).Center())
	})
}

// placeTown names a town; one abroad beside Ukraine, because its pale name is lost on held land.
func (d *drawer) placeTown(pl *placer, s *shape) {
	place := func() { pl.town(s, s.name(d.p.Lang), d.townText(s), townRadius(s)*d.scale) }
	if !s.foreign {
		place()
		return
	}
	pl.only(func(h *hung) bool { return !d.inUkraine(pl, h) }, place)
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

// placeAlong puts the name of a line beside it, on the government's side: north-west.
func (d *drawer) placeAlong(pl *placer, text string, style TextStyle, along []geo.XY) {
	if _, done := pl.again[placeKey{text: text}]; done {
		return
	}
	width := pl.fonts.Advance(text, style)
	pl.group++
	placed := 0
	for _, q := range along {
		h := hang(q, -width-14, -6, width, style)
		if pl.free(&h) && pl.crossing(&h) == 0 {
			pl.spots = append(pl.spots, spot{text: text, style: style, at: q, dx: -width - 14, dy: -6, box: h, group: pl.group})
			pl.boxes = append(pl.boxes, h)
			pl.note(placeKey{text: text})
			if placed++; placed == 3 || pl.within != nil {
				return
			}
		}
	}
}

// alongLines is some positions on the longest of the lines, from its middle outwards: a name beside a pocket at the border
// would seem to be the pocket's.
func alongLines(parts []*part) []geo.XY {
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
	var out []geo.XY
	const n = 12
	for i := range n {
		k := n/2 + (i+1)/2*(1-2*(i%2))
		if at := len(all) * k / (n + 1); at < len(all) && at >= 0 {
			out = append(out, all[at])
		}
	}
	return out
}
