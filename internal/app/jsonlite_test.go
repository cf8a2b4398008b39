package app

import (
	"bytes"
	"encoding/json"
	"testing"

	"truceline/internal/jsonlite"
	"truceline/internal/jsonlite/jsonlitetest"
	"truceline/internal/story"
)

// The page decodes and encodes these at start-up, so they must not need encoding/json.

func TestDataFiles_NoFallback(t *testing.T) {
	jsonlitetest.AssertMatchesStdlib[story.Figures](t, assets, "geojson/figures-*.json")
	jsonlitetest.AssertMatchesStdlib[holdersDocument](t, assets, "geojson/towns-*.json")
}

func TestView_NoFallback(t *testing.T) {
	for _, lang := range []string{"en", "uk", "fr"} {
		a := newTestApp(t, assets, State{Lang: lang, Scenario: "plan-28", Select: "UA-14"})
		got, ok := jsonlite.TryMarshal(a.View())
		want, err := json.Marshal(a.View())
		if !ok || err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %v, %v:\n%s\n%s", lang, ok, err, got, want)
		}
	}
}
