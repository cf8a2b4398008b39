package app

import (
	"os"
	"slices"
	"strings"
	"testing"

	"truceline/internal/story"
)

func TestTabPart(t *testing.T) {
	a := start(t, os.DirFS("../../assets"), State{})
	for id, want := range map[string]string{"control": "", "lines": PartScenarios, "hubs": PartSaid} {
		a.do(Action{Type: ActionReset}, Action{Type: ActionTab, ID: id})
		if v := a.View(); v.Tab != id || v.TabPart != want {
			t.Errorf("tab %s, shown %s: %q stands first, want %q", id, v.Tab, v.TabPart, want)
		}
	}
}

// A figure says what was reported beside it once the report can be looked up, and its date where
// that is more than a month off.
func TestFiguresSayWhatWasReported(t *testing.T) {
	figure := func(date string, addresses ...string) string {
		a := start(t, os.DirFS("../../assets"), State{Date: date})
		i := slices.IndexFunc(a.story.Sources, func(s story.Source) bool { return s.ID == "article" })
		a.story.Sources[i].Addresses = addresses
		figures := a.strip()
		k := slices.IndexFunc(figures, func(f Figure) bool { return strings.Contains(f.Text, "Donetsk") })
		return figures[k].Text
	}
	const address = "https://news.example/report"
	if text := figure("2026-01-06"); strings.Contains(text, "reported") {
		t.Errorf("without an address: %q", text)
	}
	if text := figure("2026-01-06", address); !strings.HasSuffix(text, "; reported: about\u00a075%") &&
		!strings.HasSuffix(text, "; reported: about 75%") {
		t.Errorf("on its day: %q", text)
	}
	if text := figure("2025-07-01", address); strings.Contains(text, "reported") {
		t.Errorf("before it was reported: %q", text)
	}
	a := start(t, os.DirFS("../../assets"), State{})
	a.state.Date = "2026-02-20"
	a.story.Sources[slices.IndexFunc(a.story.Sources, func(s story.Source) bool { return s.ID == "article" })].Addresses = []string{address}
	if text := a.reported("UA-14", "of Donetsk oblast"); !strings.Contains(text, "reported on 6\u00a0January 2026: about") &&
		!strings.Contains(text, "reported on 6 January 2026: about") {
		t.Errorf("more than a month later: %q", text)
	}
}
