package app

import (
	"strings"
	"testing"
)

// The announcement of a card whose figure is a share includes its range.
func TestAnnounce_ShareWithRange(t *testing.T) {
	for _, lang := range []string{"en", "uk", "fr"} {
		a := newTestApp(t, assets, State{Lang: lang})
		for _, id := range []string{idCountry, "UA-14", "UA-63"} {
			a.mustDo(Action{Type: ActionSelect, ID: id})
			v := a.View()
			if v.Card.Figure == nil || v.Card.Figure.Range == "" {
				t.Fatalf("%s: %s has no share with a range", lang, id)
			}
			for _, want := range []string{v.Card.Name, v.Card.Figure.Value, v.Card.Figure.Range} {
				if !strings.Contains(v.Announce, want) {
					t.Errorf("%s: %q lacks %q", lang, v.Announce, want)
				}
			}
		}
		a.mustDo(Action{Type: ActionSelect, ID: "UA-46"}) // no share of it was held
		if v := a.View(); strings.ContainsAny(v.Announce, "%–") {
			t.Errorf("%s: %q", lang, v.Announce)
		}
	}
}

// Quiet actions are not announced, unless they fail.
func TestAnnounce_QuietActions(t *testing.T) {
	a := newTestApp(t, assets, State{})
	a.mustDo(Action{Type: ActionDate, Date: "2022-03-28"})
	if v := a.View(); v.Announce != v.Situation {
		t.Errorf("a date: %q", v.Announce)
	}
	a.mustDo(Action{Type: ActionDate, Date: "2022-11-15", Quiet: true})
	if v := a.View(); v.Date != "2022-11-15" || v.Announce != "" {
		t.Errorf("a quiet date: %q on %s", v.Announce, v.Date)
	}
	a.mustDo(Action{Type: ActionSelect, ID: "UA-14", Quiet: true})
	if v := a.View(); v.Select != "UA-14" || v.Announce != "" {
		t.Errorf("a quiet card: %q on %s", v.Announce, v.Select)
	}
	a.mustDo(scenarioAction("mutual-pullback"), Action{Type: ActionPullback, Km: 20})
	if v := a.View(); v.Announce != v.Scenario.Heading || !strings.Contains(v.Announce, "20") {
		t.Errorf("a pull-back: %q", v.Announce)
	}
	a.mustDo(Action{Type: ActionPullback, Km: 30, Quiet: true})
	if v := a.View(); v.Announce != "" {
		t.Errorf("a quiet pull-back: %q", v.Announce)
	}

	files := tinyAssets(t)
	removeDate(files, otherDate)
	b := newTestApp(t, files, State{})
	b.mustDo(Action{Type: ActionDate, Date: otherDate, Quiet: true})
	b.FilesUnavailable()
	if v := b.View(); v.Announce == "" {
		t.Error("that a date cannot be had is not announced")
	}
}
