package assetname_test

import (
	"testing"

	"truceline/internal/assetname"
)

func TestDate(t *testing.T) {
	const date = "2026-01-06"
	for _, name := range []func(string) string{assetname.Control, assetname.ContactLine,
		assetname.UncertaintyBand, assetname.Subdivision, assetname.Withdrawals,
		assetname.Figures, assetname.TownHolders} {
		if got, ok := assetname.Date(name(date)); !ok || got != date {
			t.Errorf("%s: date %q, %v", name(date), got, ok)
		}
	}
	for _, path := range []string{"geojson/oblasts.geojson", "geojson/control-.geojson",
		"geojson/control-2026-13-01.geojson", assetname.ScenarioShapes("plan-2026-01-06", 0),
		"geojson/data-manifest.json", ""} {
		if date, ok := assetname.Date(path); ok {
			t.Errorf("%q has the date %q", path, date)
		}
	}
}

func TestScenario(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{assetname.ScenarioResult("freeze", 0), "geojson/scenario-freeze.json"},
		{assetname.ScenarioShapes("freeze", 15), "geojson/scenario-freeze-15.geojson"},
	} {
		if test.got != test.want || !assetname.IsScenario(test.got) {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
	if assetname.IsScenario(assetname.Control("2026-01-06")) {
		t.Error("a file of a date is taken for a scenario's")
	}
}
