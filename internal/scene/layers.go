package scene

import (
	"math"
	"slices"
)

// layer is one layer of the picture, a row of the table layers. A plain layer of areas, lines or
// points is nothing but its row; what others draw is a function of the row.
type layer struct {
	id string
	// group is the id of the layer's group on a canvas that groups what is drawn. Consecutive rows
	// may be in one group. Empty means that the layer is in none, or begins its own.
	group string
	// toggle is the id in Picture.Layers that switches the layer. Empty means that it is always on.
	// off is set if it is off by default.
	toggle string
	off    bool
	stage  drawStage

	// file is the GeoJSON file of the base map from which the features are read, and idPrefix
	// what is put before their ids. source returns the features to draw and pick; nil means all of
	// the file's, or for a layer without a file the picture's symbols. lineSource returns lines
	// that belong to no feature.
	file, idPrefix string
	source         func(*frame) []*feature
	lineSource     func(*frame) *geometry

	// fills, lines and texts are roles that a theme must define. A plain layer uses the first of
	// each, or for its fill the role that fillRole returns.
	fills, lines, texts []string
	fillRole            func(*feature) string
	// coarse is set if the lines need not match the edges of areas.
	coarse bool
	// maxMetresPerPixel is the scale from which on the layer is not shown. Zero means none.
	maxMetresPerPixel float64
	// when reports whether the layer is in the picture if it is on. Nil means always.
	when func(*frame) bool
	// draw draws a layer that is not plain.
	draw func(*painter)

	// mark is the mark of swatches of lines, edge the line role around swatches of fills.
	mark SwatchMark
	edge string
	// visible reports whether the picture has anything of the layer, whose legend is left out
	// otherwise. Nil means that it has.
	visible func(*frame) bool

	// kind is the kind of the features. pickRank ranks kinds by what a reader who points there is
	// likely to ask for, the lowest first. pick picks features at a place; nil means that they
	// cannot be picked. pickSelf picks a layer that is not plain.
	kind     Kind
	pickRank int
	pick     func(*picker, []*feature)
	pickSelf func(*picker, *frame)
}

// drawStage is when a layer is drawn. Only the layers of stageBase are part of the base, which a
// canvas may cache.
type drawStage uint8

const (
	stageBase drawStage = iota
	stageSymbols
	stageHighlight
	stageLabels
)

// layers are all layers of a picture in the order of drawing.
var layers []layer

// defaultLayers are the toggles that are on unless Picture.Layers overrides them, baseToggles those
// that the base depends on, and pickRanks the ranks of kinds.
var (
	defaultLayers = map[string]bool{}
	baseToggles   []string
	pickRanks     = map[Kind]int{}
)

// The table is filled here because functions in its rows read it.
func init() {
	layers = slices.Concat(landLayers, territoryLayers, waterLayers, boundaryLayers, overlayLayers)
	for i := range layers {
		l := &layers[i]
		if l.kind != "" {
			pickRanks[l.kind] = l.pickRank
		}
		if l.toggle == "" {
			continue
		}
		defaultLayers[l.toggle] = !l.off
		if l.stage == stageBase && !slices.Contains(baseToggles, l.toggle) {
			baseToggles = append(baseToggles, l.toggle)
		}
	}
}

// landLayers are land and sea.
var landLayers = []layer{
	{id: "background", group: "neighbours", fills: []string{"neighbour"},
		draw: (*painter).drawBackground},
	{id: "sea", group: "sea", file: "sea.geojson", fills: []string{"sea"},
		texts: []string{"sea"}, kind: KindSea, pickRank: 10, pick: (*picker).pickInside},
	{id: "sea-seams", group: "sea", draw: (*painter).drawSeaSeams},
	{id: "neighbours", file: "neighbours.geojson",
		kind: KindNeighbour, pickRank: 9, pick: (*picker).pickInside},
	{id: "foreign-coast", group: "land", lines: []string{"coast"},
		lineSource: func(d *frame) *geometry { return &d.world.borders.foreignCoasts }},
	{id: "foreign-border", group: "land", lines: []string{"neighbour-border"}, coarse: true,
		lineSource: func(d *frame) *geometry { return &d.world.borders.foreign }},
	{id: "land", group: "land", file: "outline.geojson", idPrefix: "outline-",
		fills: []string{"land"}},
	{id: "oblasts", file: "oblasts.geojson", texts: []string{"country", "neighbour", "oblast"},
		kind: KindOblast, pickRank: 3, pick: (*picker).pickInside},
}

// territoryLayers are who held land, or would hold it in a scenario.
var territoryLayers = []layer{
	{id: "held", group: "control", toggle: LayerControl, when: (*frame).showsControl,
		source: func(d *frame) []*feature { return d.control.held },
		fills:  []string{"held-2022", "held-2014"}, edge: "held-edge",
		fillRole: (*feature).fillRole, texts: []string{"held", "tone"},
		kind: KindHeld, pickRank: 5, pick: (*picker).pickInside},
	{id: "contested", group: "control", toggle: LayerControl, when: (*frame).showsControl,
		source: func(d *frame) []*feature { return d.control.contested },
		fills:  []string{"contested"}, lines: []string{"contested-edge"},
		edge: "contested-edge",
		kind: KindContested, pickRank: 1, pick: (*picker).pickNearAreas},
	{id: "band", group: "control", toggle: LayerBand, off: true,
		when: (*frame).showsControl, source: (*frame).band, fills: []string{"band"}},
	{id: "zones", group: "zones", toggle: LayerControl, when: (*frame).showsZones,
		fills: []string{"zone-government", "zone-russia", "zone-demilitarised"},
		edge:  "border", texts: []string{"change", "silent"}, draw: (*painter).drawZoneLand},
}

// waterLayers are rivers, reservoirs and bridges.
var waterLayers = []layer{
	{id: "rivers", group: "rivers", toggle: LayerRivers, file: "rivers.geojson",
		idPrefix: "river-", source: (*frame).shownRivers,
		lines: []string{"river-1", "river-2", "river-3"}, draw: (*painter).drawRivers,
		texts: []string{"river"},
		kind:  KindRiver, pickRank: 6, pick: (*picker).pickLines},
	{id: "reservoirs", group: "rivers", toggle: LayerRivers, file: "reservoirs.geojson",
		idPrefix: "reservoir-", source: (*frame).shownReservoirs,
		fills: []string{"reservoir"}, lines: []string{"reservoir"}, edge: "reservoir",
		kind: KindReservoir, pickRank: 7, pick: (*picker).pickInside},
	{id: "bridges", group: "bridges", toggle: LayerRivers, file: "bridges.geojson",
		maxMetresPerPixel: bridgeMaxMetresPerPixel, lines: []string{"bridge"},
		kind: KindBridge, pickRank: 8, pick: (*picker).pickLines},
}

// boundaryLayers are borders and the lines of control, of scenarios and of proposals.
var boundaryLayers = []layer{
	{id: "oblast-borders", group: "borders", toggle: LayerOblasts, lines: []string{"oblast"},
		coarse:     true,
		lineSource: func(d *frame) *geometry { return &d.world.borders.oblast }},
	{id: "coast", group: "borders", lines: []string{"coast"},
		lineSource: func(d *frame) *geometry { return &d.world.borders.coast }},
	{id: "border", group: "borders", lines: []string{"border"},
		lineSource: func(d *frame) *geometry { return &d.world.borders.state }},
	{id: "pre-invasion-edge", group: "borders", toggle: LayerControl,
		when: (*frame).showsControl, lines: []string{"before-edge"},
		lineSource: func(d *frame) *geometry { return &d.linework.preInvasionEdge }},
	{id: "comparison", group: "earlier", lines: []string{"earlier"},
		when:       (*frame).hasComparison,
		lineSource: func(d *frame) *geometry { return &d.linework.comparisonLine }},
	{id: "monitoring", group: "monitoring", toggle: LayerMonitoring, off: true,
		when:  func(d *frame) bool { return d.control != nil },
		lines: []string{"monitoring"}, mark: MarkTicks, texts: []string{"monitoring"},
		draw: (*painter).drawMonitoring, visible: (*frame).hasMonitoredLine},
	{id: "zone-edges", group: "zone-edges", when: (*frame).hasZones,
		lines: []string{"zone-edge"}, draw: (*painter).drawZoneEdges},
	{id: "unspecified", fills: []string{"silent"}, edge: "contested-edge"},
	{id: "changes", group: "changes", when: (*frame).hasZones, fills: []string{"change"},
		lines: []string{"change"}, draw: (*painter).drawChanges,
		visible: (*frame).hasChanges},
	{id: "withdrawals", group: "withdrawals", when: (*frame).hasWithdrawals,
		source: (*frame).withdrawalFeatures, lines: []string{"leave-ru", "leave-ua"},
		mark: MarkOutline, draw: (*painter).drawWithdrawals,
		kind: KindWithdrawal, pickRank: 4, pick: (*picker).pickInside},
	{id: "contact", group: "contact", toggle: LayerContact, when: (*frame).hasContactLine,
		lines: []string{"contact"}, draw: (*painter).drawContactLine,
		visible: (*frame).hasContactLine},
}

// overlayLayers are points, highlights, labels and furniture.
var overlayLayers = []layer{
	{id: "freeze", stage: stageLabels, toggle: LayerFreeze, off: true,
		lines: []string{"freeze"}, texts: []string{"freeze"}},
	{id: "hubs", group: "hubs", stage: stageSymbols, toggle: LayerHubs, off: true,
		when: (*frame).showsHubs, lines: []string{"hub"}, mark: MarkRing,
		texts: []string{"hub"}, draw: (*painter).drawHubs, visible: (*frame).showsHubs,
		kind: KindHub, pickRank: 2, pickSelf: (*picker).pickHubs},
	{id: "sites", group: "sites", stage: stageSymbols, toggle: "sites", off: true,
		lines: []string{"site"}, mark: MarkSquare, texts: []string{"site"},
		kind: "site", pickRank: 0, pick: (*picker).pickSymbols},
	{id: "highlight", group: "highlight", stage: stageHighlight,
		when: (*frame).hasHighlight, lines: []string{"select", "hover", "crosshair"},
		draw: (*painter).drawHighlights},
	{id: "towns", stage: stageLabels, toggle: LayerTowns,
		fills: []string{"town", "capital"}, lines: []string{"town", "capital"},
		texts: []string{"town-1", "town-2", "town-3", "town-4", "town-foreign"},
		kind:  KindTown, pickRank: 0, pickSelf: (*picker).pickTowns},
	{id: "labels", stage: stageLabels, lines: []string{"leader"},
		draw: (*painter).drawLabels},
	{id: "locator", stage: stageLabels, draw: (*painter).drawLocator},
	{id: "furniture", group: "furniture", stage: stageLabels,
		fills: []string{"plate", "scale"}, lines: []string{"scale"},
		texts: []string{"title", "situation", "note", "source", "scale", "legend",
			"scenario"},
		draw: (*painter).drawFurniture},
}

// isPlain reports whether a layer is drawn by its roles alone.
func (l *layer) isPlain() bool {
	return l.draw == nil && len(l.fills)+len(l.lines) > 0 &&
		(l.source != nil || l.file != "" || l.lineSource != nil || l.hasSymbols())
}

// hasSymbols reports whether the features of a layer are the picture's symbols.
func (l *layer) hasSymbols() bool {
	return l.stage == stageSymbols && l.draw == nil && l.file == "" && l.source == nil
}

// isShown reports whether a layer is in the picture.
func (d *frame) isShown(l *layer) bool {
	metresPerPixel := math.Inf(1)
	if l.maxMetresPerPixel > 0 {
		metresPerPixel = l.maxMetresPerPixel
	}
	return (l.toggle == "" || d.p.Shows(l.toggle)) &&
		d.p.Camera.MetresPerPixel < metresPerPixel && (l.when == nil || l.when(d))
}

// features returns the features of a layer that is shown.
func (d *frame) features(l *layer) []*feature {
	switch {
	case l.source != nil:
		return l.source(d)
	case l.hasSymbols():
		return d.symbolFeatures(l)
	}
	return d.world.features[l.id]
}

// drawLayers draws the layers of a stage, in groups.
func (d *painter) drawLayers(stage drawStage) {
	group := ""
	for i := range layers {
		l := &layers[i]
		if l.stage != stage || l.draw == nil && !l.isPlain() || !d.isShown(l) {
			continue
		}
		if l.group != group {
			if group != "" {
				d.endGroup()
			}
			if group = l.group; group != "" {
				d.beginGroup(group)
			}
		}
		if l.draw != nil {
			l.draw(d)
		} else {
			d.drawPlain(l)
		}
	}
	if group != "" {
		d.endGroup()
	}
}

// drawPlain draws a plain layer: its lines, or each of its features.
func (d *painter) drawPlain(l *layer) {
	if l.lineSource != nil {
		line := d.theme.Lines[l.lines[0]]
		if g := l.lineSource(&d.frame); l.coarse {
			d.strokeCoarse(g, line.Stroke)
		} else {
			d.strokeCased(g, line)
		}
		return
	}
	for _, f := range d.features(l) {
		if len(f.parts) == 0 && f.hasAnchor {
			x, y := d.p.Camera.Project(f.anchor)
			d.drawSymbol(x, y, d.theme.Lines[l.lines[0]])
			continue
		}
		switch {
		case l.fillRole != nil:
			d.fillAreas(&f.geometry, d.theme.Fills[l.fillRole(f)])
		case len(l.fills) > 0:
			d.fillAreas(&f.geometry, d.theme.Fills[l.fills[0]])
		}
		if len(l.lines) > 0 {
			d.strokeCased(&f.geometry, d.theme.Lines[l.lines[0]])
		}
	}
}
