package app

import (
	"bytes"
	"encoding/json"
	"testing"

	"truceline/internal/jsonlite"
	"truceline/internal/jsonlite/jsonlitetest"
)

// What the page's program reads and writes while it starts is plain enough not to need
// encoding/json.

func TestTablesAreReadQuickly(t *testing.T) {
	jsonlitetest.AssertMatchesStdlib[figures](t, assets, "geojson/figures-*.json")
	jsonlitetest.AssertMatchesStdlib[holdersDocument](t, assets, "geojson/towns-*.json")
}

func TestViewsAreWrittenQuickly(t *testing.T) {
	for _, lang := range []string{"en", "uk", "fr"} {
		a := newTestApp(t, assets, State{Lang: lang, Scenario: "plan-28", Select: "UA-14"})
		got, ok := jsonlite.TryMarshal(a.View())
		want, err := json.Marshal(a.View())
		if !ok || err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %v, %v:\n%s\n%s", lang, ok, err, got, want)
		}
	}
}
