package scene

import "truceline/internal/geo"

// placeFreezeLabel labels the line of contact as the line of a freeze.
func (d labeller) placeFreezeLabel(placer *labelPlacer, text string) {
	d.placeCallout(placer, &callout{
		key: labelID{text: text}, paragraphs: []paragraph{{text, d.textStyle("freeze")}},
		leaderStarts: sampleEvenly(longestLine(d.control.contactLine.parts), freezeLeaderStarts),
		maxLines:     calloutMaxLines, maxCrossings: maxFreezeLeaderCrossings,
		outsideRules: []outsideRule{{allowedAt: func(q geo.XY) bool {
			return d.inUkraine(q) && d.offHeldLand(q)
		}, checkCorners: true}},
	})
}

// maxFreezeLeaderCrossings is the number of obstacles that a leader to the line may cross, such as
// river banks.
const maxFreezeLeaderCrossings = 60

// freezeLeaderStarts is the number of points on the line of contact where its leader may start.
const freezeLeaderStarts = 24

// placeFillLabels labels held land with the meaning of its fill, where there is room.
func (d labeller) placeFillLabels(placer *labelPlacer) {
	if d.control == nil || d.zones != nil || !d.p.Shows(LayerControl) || IsSmall(d.p.Camera) {
		return
	}
	for _, entry := range d.p.FillLabels {
		for _, f := range d.control.held {
			if f.fillRole() != entry.Swatch {
				continue
			}
			c := &callout{
				key:        labelID{entry.Label, f.anchor},
				paragraphs: []paragraph{{entry.Label, d.textStyle("tone")}},
				area:       f, leaderStarts: fillLeaderStarts(d.world.labelAnchorsOf(f)),
				maxLines: calloutMaxLines,
				outsideRules: []outsideRule{{allowedAt: d.inSea, checkCorners: true,
					avoidCoasts: true}},
			}
			if d.placeCallout(placer, c) {
				break
			}
		}
	}
}

// fillLeaderStarts returns the points where a leader to a fill's label may start: well inside the
// land.
func fillLeaderStarts(anchors []labelAnchor) []geo.XY {
	var inside []geo.XY
	for _, anchor := range anchors {
		if anchor.halfWidth > minFillHalfWidth {
			inside = append(inside, anchor.position)
		}
	}
	return sampleEvenly(inside, maxFillLeaderStarts)
}

// maxFillLeaderStarts is the maximum number of these points.
const maxFillLeaderStarts = 12

// minFillHalfWidth is the minimum distance from these points to the land's edges, west and east, in
// metres.
const minFillHalfWidth = 25_000

// placeHubsNote places the explanation of hubs, once, on land of Ukraine that is not held.
func (d labeller) placeHubsNote(placer *labelPlacer) {
	if d.p.HubsNote == "" || IsSmall(d.p.Camera) || !d.showsHubs() {
		return
	}
	free := func(box *anchoredBox) bool {
		return holdsAtCorners(box.boundsAt(placer.lo), d.offHeldLand)
	}
	placer.withFilter(free, func() {
		for _, f := range d.world.countryOutline {
			c := &callout{
				key:        labelID{text: d.p.HubsNote},
				paragraphs: []paragraph{{d.p.HubsNote, d.textStyle("hub")}},
				area:       f, maxLines: hubsNoteMaxLines,
			}
			if d.placeCallout(placer, c) {
				return
			}
		}
	})
}

// hubsNoteMaxLines is the maximum number of lines of the explanation of hubs.
const hubsNoteMaxLines = 7
