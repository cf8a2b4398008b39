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
	// ID is that of the story's shape.
	ID string
	// Km2 is its size on WGS84.
	Km2 float64
	// Oblasts are the codes of the oblasts in which it lies.
	Oblasts []string
}

// withdrawalFeature is such land with its shape, and the outline of that where it is not the line
// of contact.
type withdrawalFeature struct {
	WithdrawalArea
	*feature
	edge geometry
}

// loadWithdrawals reads the withdrawals of a date, where there are some.
func (c *control) loadWithdrawals(fsys fs.FS, date string) error {
	shapes, file, err := readFeatures(fsys, "withdrawals-"+date+".geojson", KindWithdrawal,
		"withdrawal-")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("withdrawals on %s: %w", date, err)
	}
	for i, s := range shapes {
		if last := len(c.withdrawals) - 1; strings.HasPrefix(s.ref, "edge-") && last >= 0 {
			c.withdrawals[last].edge.parts = projectWholeLines(&file.Features[i])
			continue
		}
		x := withdrawalFeature{WithdrawalArea: WithdrawalArea{ID: s.ref}, feature: s}
		x.Km2, _ = file.Features[i].Properties["km2"].(float64)
		oblasts, _ := file.Features[i].Properties["oblasts"].([]any)
		for _, o := range oblasts {
			if id, ok := o.(string); ok {
				x.Oblasts = append(x.Oblasts, id)
			}
		}
		c.withdrawals = append(c.withdrawals, x)
	}
	return nil
}

// WithdrawalAreas are the withdrawals of a date that was loaded.
func (w *World) WithdrawalAreas(date string) []WithdrawalArea {
	var out []WithdrawalArea
	if c := w.controlByDate[date]; c != nil {
		for _, x := range c.withdrawals {
			out = append(out, x.WithdrawalArea)
		}
	}
	return out
}

// shownWithdrawals are the withdrawals that the picture shows.
func (d *painter) shownWithdrawals() []shownWithdrawal {
	if d.control == nil || d.zones != nil {
		return nil
	}
	var out []shownWithdrawal
	for i := range d.p.Withdrawals {
		for k := range d.control.withdrawals {
			if x := &d.control.withdrawals[k]; x.ID == d.p.Withdrawals[i].ID {
				out = append(out, shownWithdrawal{&d.p.Withdrawals[i], x})
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
	for _, x := range shown {
		d.strokeCased(&x.land.edge, d.theme.Lines[x.LineRole])
	}
	d.endLayer()
}

// placeWithdrawals writes on the land of some of the withdrawals, or beside it, what forces would
// do and how large it is; in a small picture the size alone.
func (d *painter) placeWithdrawals(pl *labelPlacer, from, to int) {
	shown := d.shownWithdrawals()
	var off []*geometryPart
	for _, x := range shown {
		off = append(off, x.land.parts...)
	}
	for _, x := range shown[min(from, len(shown)):min(to, len(shown))] {
		texts := []string{x.Text, x.ShortText}
		if IsSmall(d.p.Camera) {
			texts = texts[1:]
		}
		for _, text := range texts {
			n := &callout{
				key:        labelID{text, x.land.anchor},
				paragraphs: []paragraph{{text, d.textStyle("change")}},
				area:       x.land.feature, leaderStarts: x.land.leaderStarts(),
				maxLines: calloutMaxLines, avoidAreas: off,
				outsideRules: []outsideRule{{allowedAt: d.offHeldLand}},
			}
			if d.placeCallout(pl, n) {
				break
			}
		}
	}
}

// leaderStarts are the positions from which a leader to the land may start: in its largest part.
func (x *withdrawalFeature) leaderStarts() []geo.XY {
	if x.hasAnchor && x.contains(x.anchor) {
		return []geo.XY{x.anchor}
	}
	return nil
}

// placeFreezeLabel names the line of contact as the line that a freeze would mean.
func (d *painter) placeFreezeLabel(pl *labelPlacer, text string) {
	d.placeCallout(pl, &callout{
		key: labelID{text: text}, paragraphs: []paragraph{{text, d.textStyle("freeze")}},
		leaderStarts: sampleEvenly(longestLine(d.control.contactLine.parts), freezeLeaderStarts),
		maxLines:     calloutMaxLines, maxCrossings: maxFreezeLeaderCrossings,
		outsideRules: []outsideRule{{allowedAt: func(q geo.XY) bool {
			return d.inUkraine(q) && d.offHeldLand(q)
		}, checkCorners: true}},
	})
}

// offHeldLand reports whether a position lies off held land.
func (d *painter) offHeldLand(q geo.XY) bool { return !d.onHeldLand(q) }

// inUkraine reports whether a position lies in Ukraine.
func (d *painter) inUkraine(q geo.XY) bool {
	return slices.ContainsFunc(d.world.countryOutline,
		func(s *feature) bool { return s.contains(q) })
}

// maxFreezeLeaderCrossings is how many banks and other barriers a leader to the line may cross.
const maxFreezeLeaderCrossings = 60

// freezeLeaderStarts is how many positions on the line of contact its name may have a leader from.
const freezeLeaderStarts = 24

// placeFillLabels explains on the map, where there is room, how the land that is held differs.
func (d *painter) placeFillLabels(pl *labelPlacer) {
	if d.control == nil || d.zones != nil || !d.p.Shows(LayerControl) || IsSmall(d.p.Camera) {
		return
	}
	for _, tone := range d.p.FillLabels {
		for _, s := range d.control.held {
			if s.fillRole() != tone.Swatch {
				continue
			}
			n := &callout{
				key:        labelID{tone.Label, s.anchor},
				paragraphs: []paragraph{{tone.Label, d.textStyle("tone")}},
				area:       s, leaderStarts: fillLeaderStarts(d.world.labelAnchorsOf(s)),
				maxLines: calloutMaxLines,
				outsideRules: []outsideRule{{allowedAt: d.inSea, checkCorners: true,
					avoidCoasts: true}},
			}
			if d.placeCallout(pl, n) {
				break
			}
		}
	}
}

// fillLeaderStarts are the positions from which a leader to the name of a tone may start: well
// inside the land.
func fillLeaderStarts(seats []labelAnchor) []geo.XY {
	var inside []geo.XY
	for _, t := range seats {
		if t.halfWidth > minFillHalfWidth {
			inside = append(inside, t.position)
		}
	}
	return sampleEvenly(inside, maxFillLeaderStarts)
}

// maxFillLeaderStarts is how many there are at most.
const maxFillLeaderStarts = 12

// minFillHalfWidth is how far in metres land reaches to either side of where a leader to it starts.
const minFillHalfWidth = 25_000

// inSea reports whether a position lies in a sea.
func (d *painter) inSea(q geo.XY) bool {
	return slices.ContainsFunc(d.world.seas, func(s *feature) bool { return s.contains(q) })
}

// placeHubsNote writes once, on land of Ukraine that is not held, what the marks of hubs are.
func (d *painter) placeHubsNote(pl *labelPlacer) {
	if d.p.HubsNote == "" || IsSmall(d.p.Camera) || !d.world.showsHubs(d.p) {
		return
	}
	free := func(h *anchoredBox) bool { return holdsAtCorners(h.boundsAt(pl.lo), d.offHeldLand) }
	pl.withFilter(free, func() {
		for _, s := range d.world.countryOutline {
			n := &callout{
				key:        labelID{text: d.p.HubsNote},
				paragraphs: []paragraph{{d.p.HubsNote, d.textStyle("hub")}},
				area:       s, maxLines: hubsNoteMaxLines,
			}
			if d.placeCallout(pl, n) {
				return
			}
		}
	})
}

// hubsNoteMaxLines is the greatest number of lines of the words on hubs.
const hubsNoteMaxLines = 7
