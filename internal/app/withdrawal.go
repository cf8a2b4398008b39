package app

import (
	"slices"

	"truceline/internal/locale"
	"truceline/internal/scene"
	"truceline/internal/story"
)

// withdrawal is the land of a shape of the story that forces would leave, on the date that is shown.
func (a *App) withdrawal(id string) (scene.WithdrawalArea, bool) {
	all := a.world.WithdrawalAreas(a.state.Date)
	i := slices.IndexFunc(all, func(x scene.WithdrawalArea) bool { return x.ID == id })
	if i < 0 {
		return scene.WithdrawalArea{}, false
	}
	return all[i], true
}

// withdrawalSize writes the size of land that forces would leave. Its edge is as well known as the line in its oblasts.
func (a *App) withdrawalSize(x scene.WithdrawalArea) string {
	half := 0.0
	for _, id := range x.Oblasts {
		area, _ := a.day().area(id)
		half += area.halfRange()
	}
	return a.words.Area(x.Km2, locale.AreaUnit(x.Km2, half))
}

// withdrawals are those whose layers are on, with the texts that stand on them.
func (a *App) withdrawals() []scene.Withdrawal {
	if a.chosen() != nil {
		return nil
	}
	var out []scene.Withdrawal
	for _, l := range a.story.Layers {
		if !a.shows(l) {
			continue
		}
		for _, s := range l.Shapes {
			if x, ok := a.withdrawal(s.ID); ok && s.Withdrawal.Scenario != "" {
				out = append(out, a.shownWithdrawal(s, x))
			}
		}
	}
	return out
}

// shownWithdrawal is a withdrawal in the picture: in a small one its size alone stands on it.
func (a *App) shownWithdrawal(s story.Shape, x scene.WithdrawalArea) scene.Withdrawal {
	size := a.withdrawalSize(x)
	text := a.words.Text("page.pair", "name", a.words.Text(s.ID), "text", a.words.Text("card.about", "value", size))
	return scene.Withdrawal{ID: s.ID, LineRole: s.Look(), Text: text, ShortText: size}
}

// withdrawalPrefix is what the ids of withdrawals in the picture begin with.
const withdrawalPrefix = "withdrawal-"

// shownShape is the story's shape of a withdrawal that the picture shows.
func (a *App) shownShape(id string) (story.Shape, bool) {
	s, ok := a.story.Withdrawal(id)
	shown := slices.ContainsFunc(a.withdrawals(), func(x scene.Withdrawal) bool { return x.ID == id })
	return s, ok && shown
}

// withdrawalCard tells about land that forces would leave: how large it is, under what, and who says so.
func (a *App) withdrawalCard(c *Card, id string) {
	w := a.words
	s, _ := a.story.Withdrawal(id)
	x, ok := a.withdrawal(id)
	sc, known := a.story.Scenario(s.Withdrawal.Scenario)
	if !ok || !known {
		return
	}
	c.Figure = &CardFigure{Value: a.withdrawalSize(x), Label: a.figureText("figure."+id, "km2")}
	c.row(w.Text("page.scenarios"), a.scenarioName(sc))
	if sc.Proposer != "" {
		c.row(w.Text("plan.proposer"), w.Text("proposer."+sc.Proposer))
	}
	if sc.Date != "" {
		c.row(w.Text("plan.date"), w.Date(sc.Date))
	}
	names := make([]string, len(x.Oblasts))
	for i, oblast := range x.Oblasts {
		names[i] = a.areaName(oblast)
	}
	c.row(w.Text("card.oblast"), w.List(names))
	c.Notes = append(c.Notes, a.asOf(sc)+".", w.Text("note.range"))
	c.Sources = a.links(slices.Concat(s.Sources, sc.Cited(), a.holderSources()))
}

// withdrawalRows tell on an oblast's card of the land in it alone that forces would leave.
func (a *App) withdrawalRows(c *Card, id string) {
	for _, shown := range a.withdrawals() {
		if x, ok := a.withdrawal(shown.ID); ok && len(x.Oblasts) == 1 && x.Oblasts[0] == id {
			c.row(a.words.Text(shown.ID), a.words.Text("card.about", "value", a.withdrawalSize(x)))
		}
	}
}
