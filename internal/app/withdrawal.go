package app

import (
	"slices"

	"truceline/internal/locale"
	"truceline/internal/scene"
	"truceline/internal/story"
)

// withdrawal is the land of a shape of the story that forces would leave, on the date that is shown.
func (a *App) withdrawal(id string) (scene.WithdrawalArea, bool) {
	all := a.world.Withdrawals(a.state.Date)
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
	return scene.Withdrawal{ID: s.ID, Text: text, Short: size}
}
