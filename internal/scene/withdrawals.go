package scene

import (
	"errors"
	"fmt"
	"io/fs"
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
func (d *frame) shownWithdrawals() []shownWithdrawal {
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
	for _, withdrawal := range d.shownWithdrawals() {
		d.strokeCased(&withdrawal.land.edge, d.theme.Lines[withdrawal.LineRole])
	}
}

func (d *frame) hasWithdrawals() bool { return len(d.shownWithdrawals()) > 0 }

// withdrawalFeatures returns the land of the withdrawals that the picture shows.
func (d *frame) withdrawalFeatures() (list []*feature) {
	for _, withdrawal := range d.shownWithdrawals() {
		list = append(list, withdrawal.land.feature)
	}
	return list
}

// placeWithdrawals labels the withdrawals from–to, on their land or beside it, with what forces
// would do and the size of the land. A small picture has the size only.
func (d labeller) placeWithdrawals(placer *labelPlacer, from, to int) {
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
