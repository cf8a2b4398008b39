package app

import (
	"bytes"
	"encoding/json"
	"testing"

	"truceline/internal/jsonlite"
	"truceline/internal/jsonlite/jsonlitetest"
	"truceline/internal/story"
)

// The browser's program decodes and encodes these with jsonlite.

func TestDataFiles_MatchesStdlib(t *testing.T) {
	jsonlitetest.AssertMatchesStdlib[story.Figures](t, assets, "geojson/figures-*.json")
	jsonlitetest.AssertMatchesStdlib[holdersDocument](t, assets, "geojson/towns-*.json")
}

func TestView_MatchesStdlib(t *testing.T) {
	for _, lang := range []string{"en", "uk", "fr"} {
		a := newTestApp(t, assets, State{Lang: lang, Scenario: "plan-28", Select: "UA-14"})
		got, err := jsonlite.Marshal(a.View())
		want, wantErr := json.Marshal(a.View())
		if err != nil || wantErr != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %v, %v:\n%s\n%s", lang, err, wantErr, got, want)
		}
	}
}
