package scene

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"truceline/internal/geo"
)

// labelZoomStep is the part of a zoom level through which one set of labels is kept, so that names
// neither flicker nor jump in a pan and seldom in a zoom.
const labelZoomStep = 0.25

// reuseSteps is through how many steps a map in motion shows a set of labels while it comes nearer:
// to place another takes as long as some three of its frames.
const reuseSteps = 3

// labelSetKey says what a set of labels depends on. Where the camera stands is not among it.
type labelSetKey struct {
	step                                      int
	lang, theme, date, freezeLabel            string
	textScale                                 float64
	towns, oblasts, rivers                    bool
	selectedTown                              string // a town
	hubCount                                  int
	zonesFile, zoneLineLabel, monitoringLabel string
	hubsNote, withdrawals                     string
	// of the set, while the picture is as it opens
	stableScales scaleRange
	extraScales  scaleRange // of its further labels; zero: the picture has none
	focusBounds  Bounds
}

// textScale makes type a little smaller in a small picture and larger in a large one; in a page by
// steps.
func textScale(p *Picture) float64 {
	c := p.Camera
	if p.inPage() {
		return breakpoints[breakpointFor(c)].textScale
	}
	s := 0.93 + (min(c.W, 1.6*c.H)-360)/1080*0.17
	return math.Round(min(max(s, 0.9), 1.14)*50) / 50
}

// textStyle is the style of a role in this picture.
func (d *painter) textStyle(role string) TextStyle {
	s := d.theme.Texts[role]
	s.Size *= d.textScale
	s.Spacing *= d.textScale
	return s
}

// labelSetKey says what the labels of this picture depend on.
func (d *painter) labelSetKey() labelSetKey {
	p := d.p
	step := int(math.Floor(p.Camera.Zoom() / labelZoomStep))
	key := labelSetKey{
		step: step, lang: p.Lang, theme: p.Theme, date: p.Date, textScale: d.textScale,
		towns: p.Shows(LayerTowns), oblasts: p.Shows(LayerOblasts), rivers: p.Shows(LayerRivers),
	}
	if t := d.selectedTown(); t != nil && key.towns {
		key.selectedTown = t.id
	}
	if d.world.showsHubs(p) {
		key.hubCount, key.hubsNote = len(p.Hubs), p.HubsNote
	}
	for _, x := range d.shownWithdrawals() {
		key.withdrawals += x.ID + " "
	}
	if p.Shows(LayerFreeze) && !IsSmall(p.Camera) {
		key.freezeLabel = p.FreezeLabel
	}
	if d.zones != nil {
		key.zonesFile, key.zoneLineLabel, key.freezeLabel = p.Zones.File, p.Zones.LineLabel, ""
	}
	if p.Shows(LayerMonitoring) {
		key.monitoringLabel = p.MonitoringLabel
	}
	if d.stableScales.lo > 0 {
		key.stableScales, key.focusBounds = d.stableScales, d.focusBounds()
		if d.hasExtraLabels() {
			key.extraScales = d.extraScales()
		}
	}
	return key
}

// placedLabels are the labels of this picture, wherever the camera stands. They are kept until
// something changes on which they depend.
func (d *painter) placedLabels() []placedLabel {
	key, w, p := d.labelSetKey(), d.world, d.p
	set := w.cachedLabelSet(key, p.Hubs)
	if set == nil && d.interactive {
		set = w.nearestCoarserSet(key, p.Hubs)
		d.stats.CoarseLabels = set != nil
	}
	if set == nil {
		set = d.placeLabelSet(key)
	}
	w.lastLabels = set.labels
	return w.lastLabels
}

// placeLabelSet places the labels of a key, and keeps them.
func (d *painter) placeLabelSet(key labelSetKey) *labelSet {
	w := d.world
	pl := d.newLabelPlacer()
	wide := true
	if key.stableScales.lo > 0 {
		d.placeInitialLabels(pl, key)
		wide = d.allowedAtScales(pl, stepScales(key.step, reuseSteps))
	}
	pl.setScales(stepScales(key.step, 1))
	pl.shownScales = stepScales(key.step, reuseSteps)
	opening := len(pl.labels)
	d.placeLabels(pl, key)
	d.adaptHalos(pl, opening)
	if len(w.labelSets) == maxLabelSets {
		w.labelSets = slices.Delete(w.labelSets, 0, 1)
	}
	w.labelSets = append(w.labelSets, labelSet{
		labels: pl.labels, boxes: pl.boxes, key: key, offObstacles: wide,
		hubs: slices.Clone(d.p.Hubs[:key.hubCount]),
	})
	return &w.labelSets[len(w.labelSets)-1]
}

// allowedAtScales reports whether all names placed so far may stand where they do at the scales
// between two.
func (d *painter) allowedAtScales(pl *labelPlacer, s scaleRange) bool {
	was := pl.scaleRange
	defer pl.setScales(was)
	pl.setScales(s)
	return !slices.ContainsFunc(pl.labels,
		func(n placedLabel) bool { return !d.isAllowed(pl, &n, &n.box) })
}

// labelSet is a set of labels and what it depends on.
type labelSet struct {
	labels []placedLabel
	boxes  []anchoredBox // of names and dots
	key    labelSetKey
	hubs   []Hub
	// offObstacles reports whether no name meets a barrier through longSteps steps.
	offObstacles bool
	// disjoint says whether the boxes keep apart through longSteps steps; asked says that this has
	// been looked up.
	disjoint, disjointKnown bool
}

// staysValid says whether the set may be shown through longSteps steps. Nearly all may: names are
// parted by more than the map moves them past each other.
func (s *labelSet) staysValid() bool {
	if s.disjointKnown {
		return s.disjoint
	}
	s.disjointKnown, s.disjoint = true, s.offObstacles
	all := stepScales(s.key.step, reuseSteps)
	for i := range s.boxes {
		for j := range s.boxes[:i] {
			if a, b := &s.boxes[i], &s.boxes[j]; a.anchor != b.anchor && !all.disjoint(a, b) {
				s.disjoint = false
				return false
			}
		}
	}
	return true
}

// stepScales are the scales of so many zoom steps from one on.
func stepScales(from, count int) scaleRange {
	lo := math.Exp2(float64(from)*labelZoomStep) / metresPerPixelAtZoom0
	return scaleRange{lo, lo * math.Exp2(float64(count)*labelZoomStep)}
}

const maxLabelSets = 8

// nearestCoarserSet is the set of a scale that is a little smaller, the nearest; that of the map as
// it opens will do too. Nil: none is kept that lasts as long.
func (w *World) nearestCoarserSet(key labelSetKey, hubs []Hub) (best *labelSet) {
	for i := range w.labelSets {
		s := &w.labelSets[i]
		like := s.key
		like.step, like.stableScales, like.extraScales, like.focusBounds = key.step,
			key.stableScales, key.extraScales, key.focusBounds
		if n := key.step - s.key.step; n < 0 || n >= reuseSteps || like != key ||
			!sameHubs(s.hubs, hubs[:key.hubCount]) {
			continue
		}
		if (best == nil || best.key.step < s.key.step) && s.staysValid() {
			best = s
		}
	}
	return best
}

// cachedLabelSet is the set of a key. Nil: it is not kept.
func (w *World) cachedLabelSet(key labelSetKey, hubs []Hub) *labelSet {
	for i := range w.labelSets {
		if s := &w.labelSets[i]; s.key == key && sameHubs(s.hubs, hubs[:key.hubCount]) {
			return s
		}
	}
	return nil
}

// placeInitialLabels places the labels that a picture of this set opens with: those that fit into
// its least picture and, in a larger one, further ones. All others are placed afterwards. It
// returns how many fit into the least picture.
func (d *painter) placeInitialLabels(pl *labelPlacer, key labelSetKey) (first int) {
	pl.alreadyPlaced, pl.placedGroups = map[labelID]int{}, map[labelID]int{}
	s := breakpoints[breakpointFor(d.p.Camera)]
	d.placeStableLabels(pl, key, key.stableScales, s.minWidth, s.minHeight)
	first = len(pl.labels)
	if key.extraScales.lo > 0 {
		d.placeStableLabels(pl, key, key.extraScales, s.extraMinWidth, s.extraMinHeight)
	}
	pl.placedGroups = nil
	return first
}

// placeStableLabels places labels that have not been placed yet where they are seen in pictures of
// at least w by h CSS pixels, at all scales between two.
func (d *painter) placeStableLabels(pl *labelPlacer, key labelSetKey, s scaleRange, w, h float64) {
	from := len(pl.labels)
	pl.setScales(s)
	pl.boxFilter = d.stableFilter(s, w, h)
	d.placeLabels(pl, key)
	d.adaptHalos(pl, from)
	pl.boxFilter = nil
	maps.Copy(pl.alreadyPlaced, pl.placedGroups)
}

// newLabelPlacer returns one that has placed nothing yet.
func (d *painter) newLabelPlacer() *labelPlacer {
	return &labelPlacer{fonts: d.world.Fonts, avoidedLines: d.avoidedLines(),
		obstacles: d.obstacles()}
}

// adaptHalos gives the labels from one on that stand wholly on held land a halo of its own tone,
// because a pale one would tear holes into it, and names of areas a darker colour.
func (d *painter) adaptHalos(pl *labelPlacer, from int) {
	held := d.theme.Texts["held"]
	before, dark := d.theme.Texts["held-2014"] // a dark tone takes pale names
	if d.control == nil || !d.p.Shows(LayerControl) {
		return
	}
	if d.zones != nil {
		d.adaptZoneHalos(pl, from)
		return
	}
	for i := range pl.labels[from:] {
		s := &pl.labels[from+i]
		b := s.box.boundsAt(pl.lo)
		if dark &&
			boxOnAreas(b, func(s *feature) bool { return s.heldBeforeInvasion() }, d.control.held) {
			s.restyle(func(t *TextStyle) { t.Color, t.Halo = before.Color, before.Halo })
			continue
		}
		if boxOnAreas(b, func(*feature) bool { return true }, d.control.held) {
			s.restyle(func(t *TextStyle) {
				if held.Halo.A > 0 {
					t.Halo = held.Halo
				}
				if s.dotRadius == 0 {
					t.Color = held.Color
				}
			})
		}
	}
}

// boxOnAreas says whether a box lies on some of the areas: its corners and its middle do.
func boxOnAreas(b Bounds, some func(*feature) bool, areas []*feature) bool {
	return holdsAtCorners(b, func(q geo.XY) bool {
		return slices.ContainsFunc(areas, func(s *feature) bool { return some(s) && s.contains(q) })
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

// placeLabels places all labels, the most important first. In low pictures, where marks of hubs are
// as large as an oblast, none lies across a mark.
func (d *painter) placeLabels(pl *labelPlacer, key labelSetKey) {
	if key.hubCount == 0 || !d.p.isLow() {
		d.placeInOrder(pl, key)
		return
	}
	pl.withFilter(func(h *anchoredBox) bool { return !d.overlapsOtherHub(h, pl.lo) },
		func() { d.placeInOrder(pl, key) })
}

func (d *painter) placeInOrder(pl *labelPlacer, key labelSetKey) {
	far := 1 / pl.lo // metres a pixel, at the smaller scale
	if key.selectedTown != "" {
		d.placeSelectedTown(pl)
	}
	if key.hubCount > 0 {
		d.placeHubLabels(pl, key.towns)
	}
	if d.zones != nil {
		d.placeZones(pl)
	}
	first := 0
	if IsSmall(d.p.Camera) { // where no withdrawal would find room beside the towns
		first = 1
	}
	d.placeWithdrawals(pl, 0, first)
	if key.towns {
		d.placePriorityLabels(pl, key)
	}
	d.placeWithdrawals(pl, first, math.MaxInt)
	d.placeHubsNote(pl)
	if key.freezeLabel != "" && d.control != nil {
		d.placeFreezeLabel(pl, key.freezeLabel)
	}
	if key.monitoringLabel != "" && d.control != nil {
		d.placeLineLabel(pl, key.monitoringLabel, d.textStyle("monitoring"),
			d.governmentEdge().parts)
	}
	if key.zoneLineLabel != "" {
		d.placeLineLabel(pl, key.zoneLineLabel, d.textStyle("freeze"), d.zones.governmentEdge.parts)
	}
	d.placeFillLabels(pl)
	d.placeCountries(pl, far)
	for _, s := range d.world.seas {
		pl.placeAreaLabel(s.shortName(d.p.Lang), d.textStyle("sea"), s, d.world, 8)
	}
	if key.towns {
		d.placeTowns(pl, far, 3, 3, false)
		d.placeTowns(pl, far, 3, 3, true)
	}
	if key.rivers {
		d.placeRivers(pl, far, 1, 1)
	}
	if key.oblasts && far < oblastLabelMaxMetresPerPixel {
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
	oblastLabelMaxMetresPerPixel     = 1400
	heldOblastLabelMaxMetresPerPixel = 3200
)

// placeCountries names Ukraine, off its reservoirs, and its neighbours.
func (d *painter) placeCountries(pl *labelPlacer, far float64) {
	if far > 1250 {
		offWater := func(h *anchoredBox) bool {
			return !slices.ContainsFunc(d.world.reservoirs,
				func(r *feature) bool { return pl.boxCrossesLines(r.parts, h) })
		}
		pl.withFilter(offWater, func() {
			for _, s := range d.world.countryOutline {
				key := labelID{text: strings.ToUpper(s.name(d.p.Lang))}
				pl.placeAtAnchors(key, d.textStyle("country"), d.world.labelAnchorsOf(s), 1)
			}
		})
	}
	for _, s := range d.world.neighbours {
		pl.placeAreaLabel(strings.ToUpper(s.shortName(d.p.Lang)), d.textStyle("neighbour"), s,
			d.world, 10)
	}
}

// cityOblasts are cities with an oblast's rights: their town is labelled already.
var cityOblasts = map[string]bool{"UA-30": true, "UA-40": true}

func (d *painter) placeOblasts(pl *labelPlacer) {
	style := d.textStyle("oblast")
	for _, s := range d.world.oblasts {
		if !cityOblasts[s.ref] {
			pl.placeAreaLabel(strings.ToUpper(s.shortName(d.p.Lang)), style, s, d.world, 8)
		}
	}
}

// townLabelMaxMetresPerPixel is the scale in metres a pixel below which towns of a turn may appear.
var townLabelMaxMetresPerPixel = [...]float64{0, math.Inf(1), math.Inf(1), 2600, 1050, 520}

func (d *painter) placeTowns(pl *labelPlacer, far float64, from, to int, foreign bool) {
	for _, s := range d.townsOfRanks(far, from, to, foreign) {
		d.placeTown(pl, s)
	}
}

// townsOfRanks are the towns of some turns that are named at a scale, in their order.
func (d *painter) townsOfRanks(far float64, from, to int, foreign bool) (list []*feature) {
	for _, t := range d.rankedTowns() {
		n := min(max(t.labelRank, 1), len(townLabelMaxMetresPerPixel)-1)
		atLine := t.labelRank < t.town.rank
		if n < from || n > to || t.town.foreign != foreign || far > townLabelMaxMetresPerPixel[n] ||
			atLine && far > nearContactMaxMetresPerPixel {
			continue
		}
		list = append(list, t.town)
	}
	return list
}

// placePriorityLabels names the towns of the first two turns and, where not all oblasts are named,
// those that are mostly held.
func (d *painter) placePriorityLabels(pl *labelPlacer, key labelSetKey) {
	far := 1 / pl.lo
	var first []*priorityLabel
	for _, s := range d.townsOfRanks(far, 1, 2, false) {
		if l := d.townLabel(s); !pl.isPlaced(l, s) {
			first = append(first, pl.newPriorityTown(d.newTownConstraints(s), s, l))
		}
	}
	if key.oblasts && far >= oblastLabelMaxMetresPerPixel &&
		far < heldOblastLabelMaxMetresPerPixel {
		for _, s := range d.world.oblasts {
			text := strings.ToUpper(s.shortName(d.p.Lang))
			if _, done := pl.alreadyPlaced[labelID{text: text}]; !done && !cityOblasts[s.ref] &&
				d.mostlyHeld(s) {
				first = append(first, d.newPriorityArea(pl, text, d.textStyle("oblast"), s))
			}
		}
	}
	pl.placePriority(first)
}

// rankedTown is when a town is named: with those of a rank.
type rankedTown struct {
	town            *feature
	labelRank       int
	contactDistance float64 // how far the line of contact is, in metres; 0 from the third turn on
}

// A town of rank 3 that is atLine metres or less from the line of contact is named with those of
// rank 2, as if it were atLineLater metres further from it, below a scale in metres a pixel: at the
// line are the towns that the news is about.
const (
	nearContactDistance          = 15_000
	nearContactPenalty           = 60_000
	nearContactMaxMetresPerPixel = 3400
)

// rankedTowns are the towns in the order in which they are named: by rank, and those of rank 2 by
// how near the line of contact is, because the line leaves the least room to the nearest.
func (d *painter) rankedTowns() []rankedTown {
	if d.control != nil && d.control.townsByRank != nil {
		return d.control.townsByRank
	}
	list := make([]rankedTown, len(d.world.towns))
	for i, s := range d.world.towns {
		t := rankedTown{town: s, labelRank: s.rank}
		if d.control != nil && !s.foreign && s.rank <= 3 {
			t.contactDistance = distanceToLines(d.control.contactLine.parts, s.anchor)
			switch {
			case s.rank == 3 && t.contactDistance <= nearContactDistance:
				t.labelRank, t.contactDistance = 2, t.contactDistance+nearContactPenalty
			case s.rank == 3:
				t.contactDistance = 0
			}
		}
		list[i] = t
	}
	slices.SortStableFunc(list, func(a, b rankedTown) int {
		return cmp.Or(a.labelRank-b.labelRank, cmp.Compare(a.contactDistance, b.contactDistance))
	})
	if d.control != nil {
		d.control.townsByRank = list
	}
	return list
}

// distanceToLines is how far lines are from a position, in metres.
func distanceToLines(parts []*geometryPart, q geo.XY) float64 {
	best := math.Inf(1)
	for _, p := range parts {
		for _, r := range p.rings {
			for i := 1; i < len(r.points); i++ {
				best = min(best, distanceToSegment(q, r.points[i-1], r.points[i]))
			}
		}
	}
	return best
}

// placeTown names a town on ground of its own holder.
func (d *painter) placeTown(pl *labelPlacer, s *feature) {
	if l := d.townLabel(s); !pl.isPlaced(l, s) {
		pl.placeTownLabel(d.newTownConstraints(s), s, l)
	}
}

func (d *painter) townLabel(s *feature) *townLabel {
	r := townDotRadius(s) * d.textScale
	l := &townLabel{
		text: s.name(d.p.Lang), style: d.townTextStyle(s), dotRadius: r, clearance: r,
		allowLeader: s.rank <= 3 && !s.foreign,
	}
	if d.p.isLow() && d.hasHubMark(s) {
		l.clearance = hubRadius + hubLabelGap
	}
	return l
}

// placeSelectedTown names the town that is selected, before all others and off its ring, at scales
// at which it would not be named as well.
func (d *painter) placeSelectedTown(pl *labelPlacer) {
	s := d.selectedTown()
	l := d.townLabel(s)
	l.clearance, l.allowLeader = max(l.clearance, l.dotRadius+ringGap), true
	if !pl.isPlaced(l, s) {
		pl.placeTownLabel(d.newTownConstraints(s), s, l)
	}
}

func (d *painter) townTextStyle(s *feature) TextStyle {
	if s.foreign {
		return d.textStyle("town-foreign")
	}
	return d.textStyle(townTextRoles[min(max(s.rank, 1), len(townTextRoles))-1])
}

var townTextRoles = [...]string{"town-1", "town-2", "town-3", "town-4", "town-4"}

// townDotRadius is the radius of a town's dot in CSS pixels.
func townDotRadius(s *feature) float64 {
	return []float64{4, 2.8, 2.3, 1.9, 1.6}[min(max(s.rank, 1), 5)-1]
}

// labelAnchorsOf keeps the seats of an area.
func (w *World) labelAnchorsOf(s *feature) []labelAnchor {
	if t, ok := w.labelAnchors[s]; ok {
		return t
	}
	t := s.labelAnchors()
	w.labelAnchors[s] = t
	return t
}

// lineLabelSides are where the name of a line stands beside a position of it: north and west of it,
// which is the government's side of most of the line of contact, then elsewhere.
var lineLabelSides = []labelSide{
	{0, -1}, {-0.5, -1}, {-1, -1}, {-1, -0.5}, {-1, 0}, {0.5, -1}, {1, -1}, {-1, 0.5}, {-1, 1},
	{0, 1}, {1, 0}, {1, 1},
}

// lineLabelGap is how far the name of a line stands off it, in CSS pixels.
const lineLabelGap = 11

// narrowLabelAnchorsOf keeps the narrow seats of an area.
func (w *World) narrowLabelAnchorsOf(s *feature) []labelAnchor {
	if t, ok := w.narrowLabelAnchors[s]; ok {
		return t
	}
	t := s.narrowLabelAnchors()
	w.narrowLabelAnchors[s] = t
	return t
}

// placeLineLabel puts the name of a line beside the longest of its runs, where that keeps nearest
// to the name from end to end: at one place in the picture as it opens, else at some places, of
// which one is seen. A name that has no room on one line has two or three.
func (d *painter) placeLineLabel(pl *labelPlacer, text string, style TextStyle,
	parts []*geometryPart) {
	key := labelID{text: text}
	if _, done := pl.alreadyPlaced[key]; done || text == "" {
		return
	}
	most := 3
	if pl.boxFilter != nil {
		most = 1
	}
	pl.group++
	line, placed := longestLine(parts), 0
	for lines := 1; lines <= 3 && placed == 0; lines++ {
		block, ok := breakIntoLines(pl.fonts, []paragraph{{text, style}}, lines)
		if !ok {
			return
		}
		for _, c := range pl.lineLabelCandidates(&block, line) {
			if pl.isFree(&c.box) && !pl.hitsObstacle(&c.box) {
				n := block.placedLabel(key, c.box.anchor, c.side, lineLabelGap)
				n.group, n.leader = pl.group, Leader{}
				pl.addLabel(n, key)
				if placed++; placed == most {
					return
				}
			}
		}
	}
}

// lineLabelCandidate is a place of a line's name, and how far the ends and the middle of the name
// are from the line together.
type lineLabelCandidate struct {
	side labelSide
	box  anchoredBox
	cost float64
}

// lineLabelCandidates is the places of a name beside a line, the nearest to it first.
func (p *labelPlacer) lineLabelCandidates(block *textBlock, line []geo.XY) []lineLabelCandidate {
	const positions, samples = 20, 90
	coarse := sampleEvenly(line, samples)
	var out []lineLabelCandidate
	for _, q := range sampleEvenly(line, positions) {
		for i, a := range lineLabelSides {
			c := lineLabelCandidate{side: a, box: block.anchoredBox(q, a, lineLabelGap),
				cost: 2 * float64(i)}
			b := c.box.boundsAt(p.lo)
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
	slices.SortStableFunc(out,
		func(a, b lineLabelCandidate) int { return cmp.Compare(a.cost, b.cost) })
	return out
}

// sampleEvenly is about n positions of a line, evenly through its list.
func sampleEvenly(line []geo.XY, n int) []geo.XY {
	var out []geo.XY
	step := max(float64(len(line))/float64(n), 1)
	for at := step / 2; int(at) < len(line); at += step {
		out = append(out, line[int(at)])
	}
	return out
}

// longestLine is the longest of the lines, of which parts that end where the next begins are one: a
// name beside a pocket at the border would seem to be the pocket's.
func longestLine(parts []*geometryPart) []geo.XY {
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
