package scene

import (
	"maps"
	"math"
	"slices"
	"strings"

	"truceline/internal/geo"
)

// labelZoomStep is the part of a zoom level through which a label set is reused, so that labels
// neither flicker nor jump in a pan and seldom in a zoom.
const labelZoomStep = 0.25

// reuseSteps is the number of zoom steps through which a moving map reuses a label set while it
// zooms in, because placing a set takes longer than a frame (see docs/decisions/0008).
const reuseSteps = 3

// labeller places the labels of a frame.
type labeller struct{ *frame }

// labelSetKey is everything that a label set depends on. The camera's centre is not part of it.
type labelSetKey struct {
	step                                      int
	lang, theme, date, freezeLabel            string
	textScale                                 float64
	towns, oblasts, rivers                    bool
	selectedTown                              string // its id; empty: none is shown
	hubCount                                  int
	zonesFile, zoneLineLabel, monitoringLabel string
	hubsNote, withdrawals, symbols            string

	// stableScales and focusBounds are those of the breakpoint in its initial view, else zero.
	stableScales scaleRange
	focusBounds  Bounds
	// extraScales are the scales with extra labels. Zero means that the picture has none.
	extraScales scaleRange
}

// textScale returns the factor of font sizes: smaller in a small picture and larger in a large one.
// In a page it is that of the breakpoint.
func textScale(p *Picture) float64 {
	c := p.Camera
	if p.inPage() {
		return breakpoints[breakpointFor(c)].textScale
	}
	s := 0.93 + (min(c.W, 1.6*c.H)-360)/1080*0.17
	return math.Round(min(max(s, 0.9), 1.14)*50) / 50
}

// textStyle returns the style of a text role at this picture's text scale.
func (d *frame) textStyle(role string) TextStyle {
	s := d.theme.Texts[role]
	s.Size *= d.textScale
	s.Spacing *= d.textScale
	return s
}

// labelSetKey returns the key of this picture's label set.
func (d labeller) labelSetKey() labelSetKey {
	p := d.p
	step := int(math.Floor(p.Camera.Zoom() / labelZoomStep))
	key := labelSetKey{
		step: step, lang: p.Lang, theme: p.Theme, date: p.Date, textScale: d.textScale,
		symbols: d.shownSymbols(),
		towns:   p.Shows(LayerTowns), oblasts: p.Shows(LayerOblasts), rivers: p.Shows(LayerRivers),
	}
	if t := d.selectedTown(); t != nil && key.towns {
		key.selectedTown = t.id
	}
	if d.showsHubs() {
		key.hubCount, key.hubsNote = len(p.Hubs), p.HubsNote
	}
	for _, withdrawal := range d.shownWithdrawals() {
		key.withdrawals += withdrawal.ID + " "
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

// placedLabels returns the labels of this picture, wherever its camera is. They are cached by
// labelSetKey.
func (d labeller) placedLabels() []placedLabel {
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

// placeLabelSet places the labels of a key and caches them.
func (d labeller) placeLabelSet(key labelSetKey) *labelSet {
	w := d.world
	placer := d.newLabelPlacer()
	offObstacles := true
	if key.stableScales.lo > 0 {
		d.placeInitialLabels(placer, key)
		offObstacles = d.allowedAtScales(placer, stepScales(key.step, reuseSteps))
	}
	placer.setScales(stepScales(key.step, 1))
	placer.shownScales = stepScales(key.step, reuseSteps)
	initial := len(placer.labels)
	d.placeLabels(placer, key)
	d.adaptHalos(placer, initial)
	if len(w.labelSets) == maxLabelSets {
		w.labelSets = slices.Delete(w.labelSets, 0, 1)
	}
	w.labelSets = append(w.labelSets, labelSet{
		labels: placer.labels, boxes: placer.boxes, key: key, offObstacles: offObstacles,
		hubs: slices.Clone(d.p.Hubs[:key.hubCount]),
	})
	return &w.labelSets[len(w.labelSets)-1]
}

// allowedAtScales reports whether the placements of all labels so far are allowed over a range of
// scales.
func (d labeller) allowedAtScales(placer *labelPlacer, s scaleRange) bool {
	previous := placer.scaleRange
	defer placer.setScales(previous)
	placer.setScales(s)
	return !slices.ContainsFunc(placer.labels,
		func(label placedLabel) bool { return !d.isAllowed(placer, &label, &label.box) })
}

// labelSet is a cached set of placed labels.
type labelSet struct {
	labels []placedLabel
	boxes  []anchoredBox // of labels and dots
	key    labelSetKey
	hubs   []Hub
	// offObstacles is set if no label touches an obstacle through reuseSteps zoom steps.
	offObstacles bool
	// disjoint is set if no boxes overlap through reuseSteps zoom steps, disjointKnown if that has
	// been computed.
	disjoint, disjointKnown bool
}

// staysValid reports whether the set may be shown through reuseSteps zoom steps. Nearly every set
// may, because most labels are farther apart than the zoom moves them.
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

// stepScales returns the range of scales of count zoom steps from a step on.
func stepScales(from, count int) scaleRange {
	lo := math.Exp2(float64(from)*labelZoomStep) / metresPerPixelAtZoom0
	return scaleRange{lo, lo * math.Exp2(float64(count)*labelZoomStep)}
}

const maxLabelSets = 8

// nearestCoarserSet returns the cached label set of the nearest coarser zoom step that is still
// free of overlaps here, or nil. A set of the initial view also qualifies.
func (w *World) nearestCoarserSet(key labelSetKey, hubs []Hub) (best *labelSet) {
	for i := range w.labelSets {
		s := &w.labelSets[i]
		adjusted := s.key
		adjusted.step, adjusted.stableScales, adjusted.extraScales, adjusted.focusBounds = key.step,
			key.stableScales, key.extraScales, key.focusBounds
		if n := key.step - s.key.step; n < 0 || n >= reuseSteps || adjusted != key ||
			!slices.Equal(s.hubs, hubs[:key.hubCount]) {
			continue
		}
		if (best == nil || best.key.step < s.key.step) && s.staysValid() {
			best = s
		}
	}
	return best
}

// cachedLabelSet returns the label set of a key, or nil if it is not cached.
func (w *World) cachedLabelSet(key labelSetKey, hubs []Hub) *labelSet {
	for i := range w.labelSets {
		if s := &w.labelSets[i]; s.key == key && slices.Equal(s.hubs, hubs[:key.hubCount]) {
			return s
		}
	}
	return nil
}

// placeInitialLabels places the labels of the initial view of this breakpoint: those that fit into
// its smallest picture and, in a larger one, extra labels. All others are placed afterwards. It
// returns the number of labels that fit into the smallest picture.
func (d labeller) placeInitialLabels(placer *labelPlacer, key labelSetKey) (first int) {
	placer.alreadyPlaced, placer.placedGroups = map[labelID]int{}, map[labelID]int{}
	bp := breakpoints[breakpointFor(d.p.Camera)]
	d.placeStableLabels(placer, key, key.stableScales, bp.minWidth, bp.minHeight)
	first = len(placer.labels)
	if key.extraScales.lo > 0 {
		d.placeStableLabels(placer, key, key.extraScales, bp.extraMinWidth, bp.extraMinHeight)
	}
	placer.placedGroups = nil
	return first
}

// placeStableLabels places labels that have not been placed yet where they are visible in all
// pictures of at least w by h CSS pixels, over a range of scales.
func (d labeller) placeStableLabels(placer *labelPlacer, key labelSetKey, s scaleRange,
	w, h float64) {
	from := len(placer.labels)
	placer.setScales(s)
	placer.boxFilter = d.stableFilter(s, w, h)
	d.placeLabels(placer, key)
	d.adaptHalos(placer, from)
	placer.boxFilter = nil
	maps.Copy(placer.alreadyPlaced, placer.placedGroups)
}

// newLabelPlacer returns a placer without labels.
func (d labeller) newLabelPlacer() *labelPlacer {
	return &labelPlacer{fonts: d.world.Fonts, avoidedLines: d.avoidedLines(),
		obstacles: d.obstacles()}
}

// adaptHalos adapts the labels from index from on to the land under them. Those wholly on held land
// get a halo of the land's own tone, because a pale halo would look like a hole in it. Labels of
// areas get a darker colour too.
func (d labeller) adaptHalos(placer *labelPlacer, from int) {
	held := d.theme.Texts["held"]
	// The dark tone of the dark theme needs pale labels.
	preInvasion, hasDarkTone := d.theme.Texts["held-2014"]
	if d.control == nil || !d.p.Shows(LayerControl) {
		return
	}
	if d.zones != nil {
		d.adaptZoneHalos(placer, from)
		return
	}
	for i := range placer.labels[from:] {
		l := &placer.labels[from+i]
		b := l.box.boundsAt(placer.lo)
		if hasDarkTone &&
			boxOnAreas(b, func(f *feature) bool { return f.heldBeforeInvasion() }, d.control.held) {
			l.restyle(func(t *TextStyle) { t.setColor(preInvasion); t.setHalo(preInvasion) })
			continue
		}
		if boxOnAreas(b, func(*feature) bool { return true }, d.control.held) {
			l.restyle(func(t *TextStyle) {
				if held.Halo.A > 0 {
					t.setHalo(held)
				}
				if l.dotRadius == 0 {
					t.setColor(held)
				}
			})
		}
	}
}

// boxOnAreas reports whether the middle and all corners of a box are on the areas for which include
// is true.
func boxOnAreas(b Bounds, include func(*feature) bool, areas []*feature) bool {
	return holdsAtCorners(b, func(q geo.XY) bool {
		return slices.ContainsFunc(areas,
			func(f *feature) bool { return include(f) && f.contains(q) })
	})
}

// placeLabels places all labels, the most important first. In low pictures, where a hub's ring is
// as large as an oblast, no label overlaps a ring.
func (d labeller) placeLabels(placer *labelPlacer, key labelSetKey) {
	if key.hubCount == 0 || !d.p.isLow() {
		d.placeInOrder(placer, key)
		return
	}
	placer.withFilter(func(box *anchoredBox) bool { return !d.overlapsOtherHub(box, placer.lo) },
		func() { d.placeInOrder(placer, key) })
}

func (d labeller) placeInOrder(placer *labelPlacer, key labelSetKey) {
	if key.selectedTown != "" {
		d.placeSelectedTown(placer)
	}
	if key.hubCount > 0 {
		d.placeHubLabels(placer, key.towns)
	}
	d.placeSymbolLabels(placer)
	if d.zones != nil {
		zoneLabeller{d}.placeZones(placer)
	}
	beforeTowns := 0
	if IsSmall(d.p.Camera) { // where no withdrawal would find room after the towns
		beforeTowns = 1
	}
	d.placeWithdrawals(placer, 0, beforeTowns)
	if key.towns {
		d.placePriorityLabels(placer, key)
	}
	d.placeWithdrawals(placer, beforeTowns, math.MaxInt)
	d.placeHubsNote(placer)
	d.placeLineLabels(placer, key)
	d.placeFillLabels(placer)
	d.placeBaseMapLabels(placer, key)
}

// placeLineLabels labels the lines of a freeze, of monitoring and of a scenario.
func (d labeller) placeLineLabels(placer *labelPlacer, key labelSetKey) {
	if key.freezeLabel != "" && d.control != nil {
		d.placeFreezeLabel(placer, key.freezeLabel)
	}
	if key.monitoringLabel != "" && d.control != nil {
		d.placeLineLabel(placer, key.monitoringLabel, d.textStyle("monitoring"),
			d.governmentEdge().parts)
	}
	if key.zoneLineLabel != "" {
		d.placeLineLabel(placer, key.zoneLineLabel, d.textStyle("freeze"),
			d.zones.governmentEdge.parts)
	}
}

// placeBaseMapLabels labels the base map, the most important features first. The towns of the first
// two ranks have been labelled.
func (d labeller) placeBaseMapLabels(placer *labelPlacer, key labelSetKey) {
	metresPerPixel := 1 / placer.lo
	d.placeCountries(placer, metresPerPixel)
	for _, f := range d.world.seas {
		placer.placeAreaLabel(f.shortName(d.p.Lang), d.textStyle("sea"), f, d.world, 8)
	}
	if key.towns {
		d.placeTowns(placer, metresPerPixel, 3, 3, false)
		d.placeTowns(placer, metresPerPixel, 3, 3, true)
	}
	if key.rivers {
		d.placeRivers(placer, metresPerPixel, 1, 1)
	}
	if key.oblasts && metresPerPixel < oblastLabelMaxMetresPerPixel {
		d.placeOblasts(placer)
	}
	if key.rivers {
		d.placeReservoirs(placer, metresPerPixel)
		d.placeBridges(placer, metresPerPixel)
		d.placeRivers(placer, metresPerPixel, 2, 3)
	}
	if key.towns {
		d.placeTowns(placer, metresPerPixel, 4, 9, false)
		d.placeTowns(placer, metresPerPixel, 4, 9, true)
	}
}

// Oblasts are labelled below these scales in metres per pixel: all of them, and those that are
// mostly held.
const (
	oblastLabelMaxMetresPerPixel     = 1400
	heldOblastLabelMaxMetresPerPixel = 3200
)

// placeCountries labels Ukraine, clear of its reservoirs, and its neighbours.
func (d labeller) placeCountries(placer *labelPlacer, metresPerPixel float64) {
	if metresPerPixel > 1250 {
		offWater := func(box *anchoredBox) bool {
			return !slices.ContainsFunc(d.world.reservoirs,
				func(r *feature) bool { return placer.boxCrossesLines(r.parts, box) })
		}
		placer.withFilter(offWater, func() {
			for _, f := range d.world.countryOutline {
				key := labelID{text: strings.ToUpper(f.name(d.p.Lang))}
				placer.placeAtAnchors(key, d.textStyle("country"), d.world.labelAnchorsOf(f), 1)
			}
		})
	}
	for _, f := range d.world.neighbours {
		placer.placeAreaLabel(strings.ToUpper(f.shortName(d.p.Lang)), d.textStyle("neighbour"), f,
			d.world, 10)
	}
}

// cityOblasts are the cities with the status of an oblast, which are labelled as towns.
var cityOblasts = map[string]bool{"UA-30": true, "UA-40": true}

func (d labeller) placeOblasts(placer *labelPlacer) {
	style := d.textStyle("oblast")
	for _, f := range d.world.oblasts {
		if !cityOblasts[f.ref] {
			placer.placeAreaLabel(strings.ToUpper(f.shortName(d.p.Lang)), style, f, d.world, 8)
		}
	}
}
