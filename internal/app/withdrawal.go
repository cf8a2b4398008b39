package app

import (
	"slices"

	"truceline/internal/locale"
	"truceline/internal/scene"
	"truceline/internal/story"
)

// withdrawalArea is the land of a shape of the story that forces would leave, on the date that is
// shown.
func (a *App) withdrawalArea(id string) (scene.WithdrawalArea, bool) {
	all := a.world.WithdrawalAreas(a.state.Date)
	i := slices.IndexFunc(all, func(x scene.WithdrawalArea) bool { return x.ID == id })
	if i < 0 {
		return scene.WithdrawalArea{}, false
	}
	return all[i], true
}

// formatWithdrawalArea writes the size of land that forces would leave. Its edge is as well known
// as the line in its oblasts.
func (a *App) formatWithdrawalArea(x scene.WithdrawalArea) string {
	half := 0.0
	for _, id := range x.Oblasts {
		area, _ := a.dateData().area(id)
		half += area.halfRange()
	}
	return a.locale.Area(x.Km2, locale.AreaUnit(x.Km2, half))
}

// visibleWithdrawals are those whose layers are on, with the texts that stand on them.
func (a *App) visibleWithdrawals() []scene.Withdrawal {
	if a.activeScenario() != nil {
		return nil
	}
	var out []scene.Withdrawal
	for _, l := range a.story.Layers {
		if !a.layerVisible(l) {
			continue
		}
		for _, s := range l.Shapes {
			if x, ok := a.withdrawalArea(s.ID); ok && s.Withdrawal.Scenario != "" {
				out = append(out, a.pictureWithdrawal(s, x))
			}
		}
	}
	return out
}

// pictureWithdrawal is a withdrawal in the picture: in a small one its size alone stands on it.
func (a *App) pictureWithdrawal(s story.Shape, x scene.WithdrawalArea) scene.Withdrawal {
	size := a.formatWithdrawalArea(x)
	text := a.locale.Text("page.pair", "name", a.locale.Text(s.ID), "text",
		a.locale.Text("card.about", "value", size))
	return scene.Withdrawal{ID: s.ID, LineRole: s.SwatchID(), Text: text, ShortText: size}
}

// withdrawalPrefix is what the ids of withdrawals in the picture begin with.
const withdrawalPrefix = "withdrawal-"

// visibleWithdrawalShape is the story's shape of a withdrawal that the picture shows.
func (a *App) visibleWithdrawalShape(id string) (story.Shape, bool) {
	s, ok := a.story.WithdrawalShape(id)
	shown := slices.ContainsFunc(a.visibleWithdrawals(),
		func(x scene.Withdrawal) bool { return x.ID == id })
	return s, ok && shown
}

// fillWithdrawalCard tells about land that forces would leave: how large it is, under what, and who
// says so.
func (a *App) fillWithdrawalCard(c *Card, id string) {
	w := a.locale
	s, _ := a.story.WithdrawalShape(id)
	x, ok := a.withdrawalArea(id)
	sc, known := a.story.Scenario(s.Withdrawal.Scenario)
	if !ok || !known {
		return
	}
	c.Figure = &CardFigure{Value: a.formatWithdrawalArea(x),
		Label: a.figureText("figure."+id, "km2")}
	c.addRow(w.Text("page.scenarios"), a.scenarioName(sc))
	if sc.Proposer != "" {
		c.addRow(w.Text("plan.proposer"), w.Text("proposer."+sc.Proposer))
	}
	if sc.Date != "" {
		c.addRow(w.Text("plan.date"), w.Date(sc.Date))
	}
	names := make([]string, len(x.Oblasts))
	for i, oblast := range x.Oblasts {
		names[i] = a.areaName(oblast)
	}
	c.addRow(w.Text("card.oblast"), w.List(names))
	c.Notes = append(c.Notes, a.asOfNote(sc)+".", w.Text("note.range"))
	c.Sources = a.sourceLinks(slices.Concat(s.Sources, sc.CitedSources(), a.dateSources()))
}

// addWithdrawalRows tell on an oblast's card of the land in it alone that forces would leave.
func (a *App) addWithdrawalRows(c *Card, id string) {
	for _, shown := range a.visibleWithdrawals() {
		if x, ok := a.withdrawalArea(shown.ID); ok && len(x.Oblasts) == 1 && x.Oblasts[0] == id {
			c.addRow(a.locale.Text(shown.ID),
				a.locale.Text("card.about", "value", a.formatWithdrawalArea(x)))
		}
	}
}
