package app

import (
	"slices"

	"truceline/internal/locale"
	"truceline/internal/scene"
	"truceline/internal/story"
)

// withdrawalArea returns the land that forces would leave according to a shape of the story, on the
// date that is shown.
func (sel *selection) withdrawalArea(id string) (scene.WithdrawalArea, bool) {
	areas := sel.world.WithdrawalAreas(sel.state.Date)
	i := slices.IndexFunc(areas, func(area scene.WithdrawalArea) bool { return area.ID == id })
	if i < 0 {
		return scene.WithdrawalArea{}, false
	}
	return areas[i], true
}

// formatWithdrawalArea formats the size of land that forces would leave. It is as uncertain as the
// line in its oblasts.
func (f *formatter) formatWithdrawalArea(area scene.WithdrawalArea) string {
	halfRange := 0.0
	for _, id := range area.Oblasts {
		oblast, _ := f.dateData().Area(id)
		halfRange += oblast.HalfRangeKm2()
	}
	return f.locale.Area(area.Km2, locale.AreaUnit(area.Km2, halfRange))
}

// shownWithdrawals returns the shapes of the withdrawals whose layers are on.
func (sel *selection) shownWithdrawals() (shapes []story.Shape) {
	if sel.activeScenario() != nil {
		return nil
	}
	for _, l := range sel.story.Layers {
		if !sel.layerVisible(l) {
			continue
		}
		for _, s := range l.Shapes {
			if _, ok := sel.withdrawalArea(s.ID); ok && s.Withdrawal.Scenario != "" {
				shapes = append(shapes, s)
			}
		}
	}
	return shapes
}

// visibleWithdrawals returns the withdrawals whose layers are on, with their labels.
func (b *pictureBuilder) visibleWithdrawals() (withdrawals []scene.Withdrawal) {
	for _, s := range b.shownWithdrawals() {
		area, _ := b.withdrawalArea(s.ID)
		withdrawals = append(withdrawals, b.pictureWithdrawal(s, area))
	}
	return withdrawals
}

// pictureWithdrawal returns a withdrawal with its labels: its name and size, or in a small picture
// the size alone.
func (b *pictureBuilder) pictureWithdrawal(s story.Shape,
	area scene.WithdrawalArea) scene.Withdrawal {
	size := b.formatWithdrawalArea(area)
	text := b.locale.Text("page.pair", "name", b.locale.Text(s.ID), "text",
		b.locale.Text("card.about", "value", size))
	return scene.Withdrawal{ID: s.ID, LineRole: s.SwatchID(), Text: text, ShortText: size}
}

// withdrawalPrefix is the prefix of the ids of withdrawals in the picture.
const withdrawalPrefix = "withdrawal-"

// visibleWithdrawalShape returns the story's shape of a withdrawal, and whether the picture shows
// it.
func (sel *selection) visibleWithdrawalShape(id string) (story.Shape, bool) {
	s, ok := sel.story.WithdrawalShape(id)
	visible := slices.ContainsFunc(sel.shownWithdrawals(),
		func(shape story.Shape) bool { return shape.ID == id })
	return s, ok && visible
}

// fillWithdrawalCard fills the card of land that forces would leave: its size, the scenario, and
// the sources.
func (b *cardBuilder) fillWithdrawalCard(c *Card, id string) {
	loc := b.locale
	s, _ := b.story.WithdrawalShape(id)
	area, ok := b.withdrawalArea(id)
	sc, known := b.story.Scenario(s.Withdrawal.Scenario)
	if !ok || !known {
		return
	}
	c.Figure = &CardFigure{Value: b.formatWithdrawalArea(area),
		Label: b.figureText("figure."+id, "km2")}
	c.addRow(loc.Text("page.scenarios"), b.scenarioName(sc))
	if sc.Proposer != "" {
		c.addRow(loc.Text("plan.proposer"), loc.Text("proposer."+sc.Proposer))
	}
	if sc.Date != "" {
		c.addRow(loc.Text("plan.date"), loc.Date(sc.Date))
	}
	names := make([]string, len(area.Oblasts))
	for i, oblast := range area.Oblasts {
		names[i] = b.areaName(oblast)
	}
	c.addRow(loc.Text("card.oblast"), loc.List(names))
	c.Notes = append(c.Notes, b.asOfNote(sc)+".", loc.Text("note.range"))
	c.Sources = b.sourceLinks(slices.Concat(s.Sources, sc.CitedSources(), b.dateSources()))
}

// addWithdrawalRows adds to an oblast's card the land that forces would leave in that oblast alone.
func (b *cardBuilder) addWithdrawalRows(c *Card, id string) {
	for _, shape := range b.shownWithdrawals() {
		if area, ok := b.withdrawalArea(shape.ID); ok && len(area.Oblasts) == 1 &&
			area.Oblasts[0] == id {
			c.addRow(b.locale.Text(shape.ID),
				b.locale.Text("card.about", "value", b.formatWithdrawalArea(area)))
		}
	}
}
