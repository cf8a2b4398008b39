package app

import (
	"slices"

	"truceline/internal/locale"
	"truceline/internal/scene"
	"truceline/internal/story"
)

// withdrawalArea returns the land that forces would leave according to a shape of the story, on the
// date that is shown.
func (a *App) withdrawalArea(id string) (scene.WithdrawalArea, bool) {
	areas := a.world.WithdrawalAreas(a.state.Date)
	i := slices.IndexFunc(areas, func(area scene.WithdrawalArea) bool { return area.ID == id })
	if i < 0 {
		return scene.WithdrawalArea{}, false
	}
	return areas[i], true
}

// formatWithdrawalArea formats the size of land that forces would leave. It is as uncertain as the
// line in its oblasts.
func (a *App) formatWithdrawalArea(area scene.WithdrawalArea) string {
	halfRange := 0.0
	for _, id := range area.Oblasts {
		oblast, _ := a.dateData().Area(id)
		halfRange += oblast.HalfRangeKm2()
	}
	return a.locale.Area(area.Km2, locale.AreaUnit(area.Km2, halfRange))
}

// visibleWithdrawals returns the withdrawals whose layers are on, with their labels.
func (a *App) visibleWithdrawals() []scene.Withdrawal {
	if a.activeScenario() != nil {
		return nil
	}
	var withdrawals []scene.Withdrawal
	for _, l := range a.story.Layers {
		if !a.layerVisible(l) {
			continue
		}
		for _, s := range l.Shapes {
			if area, ok := a.withdrawalArea(s.ID); ok && s.Withdrawal.Scenario != "" {
				withdrawals = append(withdrawals, a.pictureWithdrawal(s, area))
			}
		}
	}
	return withdrawals
}

// pictureWithdrawal returns a withdrawal with its labels: its name and size, or in a small picture
// the size alone.
func (a *App) pictureWithdrawal(s story.Shape, area scene.WithdrawalArea) scene.Withdrawal {
	size := a.formatWithdrawalArea(area)
	text := a.locale.Text("page.pair", "name", a.locale.Text(s.ID), "text",
		a.locale.Text("card.about", "value", size))
	return scene.Withdrawal{ID: s.ID, LineRole: s.SwatchID(), Text: text, ShortText: size}
}

// withdrawalPrefix is the prefix of the ids of withdrawals in the picture.
const withdrawalPrefix = "withdrawal-"

// visibleWithdrawalShape returns the story's shape of a withdrawal, and whether the picture shows
// it.
func (a *App) visibleWithdrawalShape(id string) (story.Shape, bool) {
	s, ok := a.story.WithdrawalShape(id)
	visible := slices.ContainsFunc(a.visibleWithdrawals(),
		func(withdrawal scene.Withdrawal) bool { return withdrawal.ID == id })
	return s, ok && visible
}

// fillWithdrawalCard fills the card of land that forces would leave: its size, the scenario, and
// the sources.
func (a *App) fillWithdrawalCard(c *Card, id string) {
	loc := a.locale
	s, _ := a.story.WithdrawalShape(id)
	area, ok := a.withdrawalArea(id)
	sc, known := a.story.Scenario(s.Withdrawal.Scenario)
	if !ok || !known {
		return
	}
	c.Figure = &CardFigure{Value: a.formatWithdrawalArea(area),
		Label: a.figureText("figure."+id, "km2")}
	c.addRow(loc.Text("page.scenarios"), a.scenarioName(sc))
	if sc.Proposer != "" {
		c.addRow(loc.Text("plan.proposer"), loc.Text("proposer."+sc.Proposer))
	}
	if sc.Date != "" {
		c.addRow(loc.Text("plan.date"), loc.Date(sc.Date))
	}
	names := make([]string, len(area.Oblasts))
	for i, oblast := range area.Oblasts {
		names[i] = a.areaName(oblast)
	}
	c.addRow(loc.Text("card.oblast"), loc.List(names))
	c.Notes = append(c.Notes, a.asOfNote(sc)+".", loc.Text("note.range"))
	c.Sources = a.sourceLinks(slices.Concat(s.Sources, sc.CitedSources(), a.dateSources()))
}

// addWithdrawalRows adds to an oblast's card the land that forces would leave in that oblast alone.
func (a *App) addWithdrawalRows(c *Card, id string) {
	for _, withdrawal := range a.visibleWithdrawals() {
		if area, ok := a.withdrawalArea(withdrawal.ID); ok && len(area.Oblasts) == 1 &&
			area.Oblasts[0] == id {
			c.addRow(a.locale.Text(withdrawal.ID),
				a.locale.Text("card.about", "value", a.formatWithdrawalArea(area)))
		}
	}
}
