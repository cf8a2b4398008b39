package app

import (
	"slices"
	"strings"
	"testing"

	"truceline/internal/story"
)

func TestTabPart(t *testing.T) {
	a := newTestApp(t, assets, State{})
	for id, want := range map[string]string{"control": "", "lines": PartScenarios,
		"hubs": PartStatements} {
		a.mustDo(Action{Type: ActionReset}, Action{Type: ActionTab, ID: id})
		if v := a.View(); v.Tab != id || v.TabPart != want {
			t.Errorf("tab %s, shown %s: %q stands first, want %q", id, v.Tab, v.TabPart, want)
		}
	}
}

// A figure has the reported claim beside it if readers can look up the report, with its date if
// that is more than a month off.
func TestFigures_ReportedClaim(t *testing.T) {
	reported := func(date string, addresses ...string) string {
		a := newTestApp(t, assets, State{})
		a.state.Date = date
		i := slices.IndexFunc(a.story.Sources,
			func(s story.Source) bool { return s.ID == "article" })
		a.story.Sources[i].Addresses = addresses
		return a.views.headlines.withReportedClaim("UA-14", "of Donetsk oblast")
	}
	const address = "https://news.example/report"
	for _, c := range []struct{ name, got, want string }{
		{"without an address", reported("2026-01-06"), "of Donetsk oblast"},
		{"on its day", reported("2026-01-06", address), "of Donetsk oblast; reported: about 75%"},
		{"before it was reported", reported("2025-07-01", address), "of Donetsk oblast"},
		{"more than a month later", reported("2026-02-20", address),
			"of Donetsk oblast; reported on 6 January 2026: about 75%"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.name, c.got, c.want)
		}
	}
	a := newTestApp(t, assets, State{})
	i := slices.IndexFunc(a.story.Sources, func(s story.Source) bool { return s.ID == "article" })
	a.story.Sources[i].Addresses = []string{address}
	if !slices.ContainsFunc(a.views.headlines.headlineFigures(),
		func(f Figure) bool { return strings.HasSuffix(f.Text, "; reported: about 75%") }) {
		t.Errorf("not in the figures: %+v", a.views.headlines.headlineFigures())
	}
}

// A standalone picture shows what forces of both sides would leave, or neither.
func TestFigures_BothSidesPaired(t *testing.T) {
	a := newTestApp(t, assets, State{Scenario: "plan-28"})
	var paired, wide int
	for _, f := range a.StandalonePicture(900, 600).Figures {
		if f.Paired {
			paired++
		}
		if f.DropFirst {
			wide++
		}
	}
	if paired != 2 || wide != 1 {
		t.Errorf("%d figures are paired and %d left out first, want 2 and 1", paired, wide)
	}
}
