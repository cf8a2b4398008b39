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

// withdrawal is such land with its shape, and the outline of that where it is not the line of contact.
type withdrawal struct {
	WithdrawalArea
	*shape
	edge lines
}

// loadWithdrawals reads the withdrawals of a date, where there are some.
func (c *control) loadWithdrawals(fsys fs.FS, date string) error {
	shapes, file, err := readShapes(fsys, "withdrawals-"+date+".geojson", KindWithdrawal, "withdrawal-")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("withdrawals on %s: %w", date, err)
	}
	for i, s := range shapes {
		if last := len(c.withdrawals) - 1; strings.HasPrefix(s.ref, "edge-") && last >= 0 {
			c.withdrawals[last].edge.parts = wholeLines(&file.Features[i])
			continue
		}
		x := withdrawal{WithdrawalArea: WithdrawalArea{ID: s.ref}, shape: s}
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

// Withdrawals are the withdrawals of a date that was loaded.
func (w *World) Withdrawals(date string) []WithdrawalArea {
	var out []WithdrawalArea
	if c := w.dates[date]; c != nil {
		for _, x := range c.withdrawals {
			out = append(out, x.WithdrawalArea)
		}
	}
	return out
}

// outlined are the withdrawals that the picture shows.
func (d *drawer) outlined() []outlined {
	if d.ctl == nil || d.zones != nil {
		return nil
	}
	var out []outlined
	for i := range d.p.Withdrawals {
		for k := range d.ctl.withdrawals {
			if x := &d.ctl.withdrawals[k]; x.ID == d.p.Withdrawals[i].ID {
				out = append(out, outlined{&d.p.Withdrawals[i], x})
			}
		}
	}
	return out
}

// outlined is a withdrawal of the picture with its land.
type outlined struct {
	*Withdrawal
	land *withdrawal
}

// withdrawals draws the outlines of land that forces would leave.
func (d *drawer) withdrawals() {
	shown := d.outlined()
	if len(shown) == 0 {
		return
	}
	d.begin("withdrawals")
	for _, x := range shown {
		d.line(&x.land.edge, d.theme.Lines[x.Look])
	}
	d.end()
}

// placeWithdrawals writes on the land of some of the withdrawals, or beside it, what forces would do and how large it is; in a
// small picture the size alone.
func (d *drawer) placeWithdrawals(pl *placer, from, to int) {
	shown := d.outlined()
	var off []*part
	for _, x := range shown {
		off = append(off, x.land.parts...)
	}
	for _, x := range shown[min(from, len(shown)):min(to, len(shown))] {
		texts := []string{x.Text, x.Short}
		if Small(d.p.Camera) {
			texts = texts[1:]
		}
		for _, text := range texts {
			n := &note{
				key:        placeKey{text, x.land.anchor},
				paragraphs: []paragraph{{text, d.text("change")}},
				area:       x.land.shape, from: x.land.leaders(), most: noteLines, off: off,
				beside: []besideRule{{ground: d.offHeld}},
			}
			if d.placeNote(pl, n) {
				break
			}
		}
	}
}

// leaders are the positions from which a leader to the land may start: in its largest part.
func (x *withdrawal) leaders() []geo.XY {
	if x.placed && x.contains(x.anchor) {
		return []geo.XY{x.anchor}
	}
	return nil
}

// placeFrozen names the line of contact as the line that a freeze would mean.
func (d *drawer) placeFrozen(pl *placer, text string) {
	d.placeNote(pl, &note{
		key: placeKey{text: text}, paragraphs: []paragraph{{text, d.text("freeze")}},
		from: everyNth(longestRun(d.ctl.contact.parts), frozenPlaces), most: noteLines, crossed: frozenCrossed,
		beside: []besideRule{{ground: func(q geo.XY) bool { return d.onOutline(q) && d.offHeld(q) }, corners: true}},
	})
}

// offHeld reports whether a position lies off held land.
func (d *drawer) offHeld(q geo.XY) bool { return !d.onHeld(q) }

// onOutline reports whether a position lies in Ukraine.
func (d *drawer) onOutline(q geo.XY) bool {
	return slices.ContainsFunc(d.world.outline, func(s *shape) bool { return s.contains(q) })
}

// frozenCrossed is how many banks and other barriers a leader to the line may cross.
const frozenCrossed = 60

// frozenPlaces is how many positions on the line of contact its name may have a leader from.
const frozenPlaces = 24

// placeTones explains on the map, where there is room, how the land that is held differs.
func (d *drawer) placeTones(pl *placer) {
	if d.ctl == nil || d.zones != nil || !d.p.Shows(LayerControl) || Small(d.p.Camera) {
		return
	}
	for _, tone := range d.p.Tones {
		for _, s := range d.ctl.held {
			if s.fillRole() != tone.Swatch {
				continue
			}
			n := &note{
				key: placeKey{tone.Label, s.anchor}, paragraphs: []paragraph{{tone.Label, d.text("tone")}},
				area: s, from: toneAnchors(d.world.seatsOf(s)), most: noteLines,
				beside: []besideRule{{ground: d.onSea, corners: true, offCoasts: true}},
			}
			if d.placeNote(pl, n) {
				break
			}
		}
	}
}

// toneAnchors are the positions from which a leader to the name of a tone may start: well inside the land.
func toneAnchors(seats []seat) []geo.XY {
	var inside []geo.XY
	for _, t := range seats {
		if t.room > toneRoom {
			inside = append(inside, t.at)
		}
	}
	return everyNth(inside, toneAnchorsMost)
}

// toneAnchorsMost is how many there are at most.
const toneAnchorsMost = 12

// toneRoom is how far in metres land reaches to either side of where a leader to it starts.
const toneRoom = 25_000

// onSea reports whether a position lies in a sea.
func (d *drawer) onSea(q geo.XY) bool {
	return slices.ContainsFunc(d.world.seas, func(s *shape) bool { return s.contains(q) })
}

// placeHubsNote writes once, on land of Ukraine that is not held, what the marks of hubs are.
func (d *drawer) placeHubsNote(pl *placer) {
	if d.p.HubsNote == "" || Small(d.p.Camera) || !d.world.showsHubs(d.p) {
		return
	}
	free := func(h *hung) bool { return everyCorner(h.on(pl.lo), d.offHeld) }
	pl.only(free, func() {
		for _, s := range d.world.outline {
			n := &note{
				key: placeKey{text: d.p.HubsNote}, paragraphs: []paragraph{{d.p.HubsNote, d.text("hub")}},
				area: s, most: hubsNoteLines,
			}
			if d.placeNote(pl, n) {
				return
			}
		}
	})
}

// hubsNoteLines is the greatest number of lines of the words on hubs.
const hubsNoteLines = 7
