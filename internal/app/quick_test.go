package app

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"reflect"
	"testing"

	"truceline/internal/quick"
)

// What the page's program reads and writes while it starts is plain enough not to need encoding/json.

func TestTablesAreReadQuickly(t *testing.T) {
	for _, name := range matching(t, "geojson/figures-*.json") {
		readAlike[figures](t, name)
	}
	for _, name := range matching(t, "geojson/towns-*.json") {
		readAlike[holdersFile](t, name)
	}
}

func TestViewsAreWrittenQuickly(t *testing.T) {
	for _, lang := range []string{"en", "uk", "fr"} {
		a := start(t, assets, State{Lang: lang, Scenario: "plan-28", Select: "UA-14"})
		got, ok := quick.Write(a.View())
		want, err := json.Marshal(a.View())
		if !ok || err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %v, %v:\n%s\n%s", lang, ok, err, got, want)
		}
	}
}

func matching(t *testing.T, pattern string) []string {
	t.Helper()
	names, err := fs.Glob(assets, pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("%s: %v, %v", pattern, names, err)
	}
	return names
}

func readAlike[T any](t *testing.T, name string) {
	t.Helper()
	data, err := fs.ReadFile(assets, name)
	if err != nil {
		t.Fatal(err)
	}
	var got, want T
	if err := json.Unmarshal(data, &want); err != nil || !quick.Read(data, &got) || !reflect.DeepEqual(got, want) {
		t.Errorf("%s: %+v instead of %+v, %v", name, got, want, err)
	}
}
