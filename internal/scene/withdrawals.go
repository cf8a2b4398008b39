package scene

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"truceline/internal/geo"
)

// WithdrawalArea is land that forces would leave, as a date's file has it.
type WithdrawalArea struct {
	// ID is the id of the land in the story.
	ID string
	// Km2 is its area on WGS84, in km².
	Km2 float64
	// Oblasts are the codes of the oblasts that it intersects.
	Oblasts []string
}

// withdrawalFeature is a withdrawal area with its geometry. edge is the part of its outline that is
// not the line of contact.
type withdrawalFeature struct {
	WithdrawalArea
	*feature
	edge geometry
}

// loadWithdrawals reads the withdrawals of a date. A date may have none.
func (c *control) loadWithdrawals(fsys fs.FS, date string) error {
	features, file, err := readFeatures(fsys, "withdrawals-"+date+".geojson", KindWithdrawal,
		"withdrawal-")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("withdrawals on %s: %w", date, err)
	}
	for i, f := range features {
		if last := len(c.withdrawals) - 1; strings.HasPrefix(f.ref, "edge-") && last >= 0 {
			c.withdrawals[last].edge.parts = projectWholeLines(&file.Features[i])
			continue
		}
		land := withdrawalFeature{WithdrawalArea: WithdrawalArea{ID: f.ref}, feature: f}
		land.Km2, _ = file.Features[i].Properties["km2"].(float64)
		oblasts, _ := file.Features[i].Properties["oblasts"].([]any)
		for _, o := range oblasts {
			if id, ok := o.(string); ok {
				land.Oblasts = append(land.Oblasts, id)
			}
		}
		c.withdrawals = append(c.withdrawals, land)
	}
	return nil
}

// WithdrawalAreas returns the withdrawals of a date that was loaded.
func (w *World) WithdrawalAreas(date string) []WithdrawalArea {
	var out []WithdrawalArea
	if c := w.controlByDate[date]; c != nil {
		for _, land := range c.withdrawals {
			out = append(out, land.WithdrawalArea)
		}
	}
	return out
}

// shownWithdrawals returns the withdrawals that the picture shows.
func (d *painter) shownWithdrawals() []shownWithdrawal {
	if d.control == nil || d.zones != nil {
		return nil
	}
	var out []shownWithdrawal
	for i := range d.p.Withdrawals {
		for k := range d.control.withdrawals {
			if land := &d.control.withdrawals[k]; land.ID == d.p.Withdrawals[i].ID {
				out = append(out, shownWithdrawal{&d.p.Withdrawals[i], land})
			}
		}
	}
	return out
}

// shownWithdrawal is a withdrawal of the picture with its land.
type shownWithdrawal struct {
	*Withdrawal
	land *withdrawalFeature
}

// drawWithdrawals draws the outlines of land that forces would leave.
func (d *painter) drawWithdrawals() {
	shown := d.shownWithdrawals()
	if len(shown) == 0 {
		return
	}
	d.beginLayer("withdrawals")
	for _, withdrawal := range shown {
		d.strokeCased(&withdrawal.land.edge, d.theme.Lines[withdrawal.LineRole])
	}
	d.endLayer()
}

// placeWithdrawals labels the withdrawals from–to, on their land or beside it, with what forces
// would do and the size of the land. A small picture has the size only.
func (d *painter) placeWithdrawals(placer *labelPlacer, from, to int) {
	shown := d.shownWithdrawals()
	var avoid []*geometryPart
	for _, withdrawal := range shown {
		avoid = append(avoid, withdrawal.land.parts...)
	}
	for _, withdrawal := range shown[min(from, len(shown)):min(to, len(shown))] {
		texts := []string{withdrawal.Text, withdrawal.ShortText}
		if IsSmall(d.p.Camera) {
			texts = texts[1:]
		}
		for _, text := range texts {
			c := &callout{
				key:        labelID{text, withdrawal.land.anchor},
				paragraphs: []paragraph{{text, d.textStyle("change")}},
				area:       withdrawal.land.feature, leaderStarts: withdrawal.land.leaderStarts(),
				maxLines: calloutMaxLines, avoidAreas: avoid,
				outsideRules: []outsideRule{{allowedAt: d.offHeldLand}},
			}
			if d.placeCallout(placer, c) {
				break
			}
		}
	}
}

// leaderStarts returns the points where a leader to the land may start: in its largest part.
func (w *withdrawalFeature) leaderStarts() []geo.XY {
	if w.hasAnchor && w.contains(w.anchor) {
		return []geo.XY{w.anchor}
	}
	return nil
}

// placeFreezeLabel labels the line of contact as the line of a freeze.
func (d *painter) placeFreezeLabel(placer *labelPlacer, text string) {
	d.placeCallout(placer, &callout{
		key: labelID{text: text}, paragraphs: []paragraph{{text, d.textStyle("freeze")}},
		leaderStarts: sampleEvenly(longestLine(d.control.contactLine.parts), freezeLeaderStarts),
		maxLines:     calloutMaxLines, maxCrossings: maxFreezeLeaderCrossings,
		outsideRules: []outsideRule{{allowedAt: func(q geo.XY) bool {
			return d.inUkraine(q) && d.offHeldLand(q)
		}, checkCorners: true}},
	})
}

// offHeldLand reports whether a point is not on held land.
func (d *painter) offHeldLand(q geo.XY) bool { return !d.onHeldLand(q) }

// inUkraine reports whether a point is in Ukraine.
func (d *painter) inUkraine(q geo.XY) bool {
	return slices.ContainsFunc(d.world.countryOutline,
		func(f *feature) bool { return f.contains(q) })
}

// maxFreezeLeaderCrossings is the number of obstacles that a leader to the line may cross, such as
// river banks.
const maxFreezeLeaderCrossings = 60

// freezeLeaderStarts is the number of points on the line of contact where its leader may start.
const freezeLeaderStarts = 24

// placeFillLabels labels held land with the meaning of its fill, where there is room.
func (d *painter) placeFillLabels(placer *labelPlacer) {
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

// inSea reports whether a point is in a sea.
func (d *painter) inSea(q geo.XY) bool {
	return slices.ContainsFunc(d.world.seas, func(f *feature) bool { return f.contains(q) })
}

// placeHubsNote places the explanation of hubs, once, on land of Ukraine that is not held.
func (d *painter) placeHubsNote(placer *labelPlacer) {
	if d.p.HubsNote == "" || IsSmall(d.p.Camera) || !d.world.showsHubs(d.p) {
		return
	}
	free := func(box *anchoredBox) bool { return holdsAtCorners(box.boundsAt(placer.lo), d.offHeldLand) }
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
