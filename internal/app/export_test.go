package app

import (
	"encoding/csv"
	"math"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	orbgeojson "github.com/paulmach/orb/geojson"

	"truceline/internal/geo/geojson"
)

// Exported files agree with what is shown.
func TestExports(t *testing.T) {
	a, err := New(assets, State{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		state             State
		name              string
		rows              int
		column            string
		feature, scenario string
	}{
		{State{}, "truceline-2026-01-06", 28, "held_km2", "contact-1", ""},
		{State{Date: "2022-02-23", Lang: "uk"}, "truceline-2022-02-23", 28, "held_km2", "contact-1",
			""},
		{State{Scenario: "mutual-pullback", Pullback: 20},
			"truceline-2026-01-06-mutual-pullback-20km", 29, "km2", "zone-demilitarised",
			"mutual-pullback"},
	} {
		if err := a.Dispatch(Action{Type: ActionState, State: &c.state}); err != nil {
			t.Fatal(err)
		}
		if got := a.ExportName(); got != c.name {
			t.Errorf("%q, want %q", got, c.name)
		}
		data, err := a.FiguresCSV()
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(strings.NewReader(string(data))).ReadAll()
		if err != nil || len(rows) < c.rows {
			t.Fatalf("%s: %d rows, %v", c.name, len(rows), err)
		}
		checkSums(t, c.name, rows, c.column)
		shapes, err := a.ShapesGeoJSON()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := geojson.Decode(shapes, geojson.Limits{}); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		collection, err := orbgeojson.UnmarshalFeatureCollection(shapes)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, f := range collection.Features {
			found = found || f.ID == c.feature
		}
		scenario, _ := collection.ExtraMembers["scenario"].(string)
		if !found || scenario != c.scenario || collection.ExtraMembers["date"] == nil ||
			collection.ExtraMembers["credit"] == nil {
			t.Errorf("%s: %v of scenario %q, members %v", c.name, found, scenario,
				len(collection.ExtraMembers))
		}
	}
}

// checkSums requires the oblasts in a column to add up to the country.
func checkSums(t *testing.T, name string, rows [][]string, column string) {
	t.Helper()
	columns := map[string]int{}
	for i, head := range rows[0] {
		columns[head] = i
	}
	country, oblasts := 0.0, 0.0
	for _, row := range rows[1:] {
		x, err := strconv.ParseFloat(row[columns[column]], 64)
		if err != nil || row[columns["date"]] == "" || row[columns["source"]] == "" {
			t.Fatalf("%s: %v: %v", name, row, err)
		}
		if row[columns["id"]] == idCountry {
			country += x
		} else {
			oblasts += x
		}
	}
	if country <= 0 || math.Abs(country-oblasts) > 1 {
		t.Errorf("%s: oblasts make up %.1f km² of %.1f", name, oblasts, country)
	}
}

// A name that a spreadsheet would take for a formula is escaped.
func TestExports_NoFormulas(t *testing.T) {
	files := tinyAssets(t)
	for _, sign := range []string{"=", "+", "-", "@"} {
		oblasts := files["geojson/oblasts.geojson"]
		name := sign + "1+1"
		changed := strings.Replace(string(oblasts.Data), `"name_en":"West oblast"`,
			`"name_en":"`+name+`"`, 1)
		files["geojson/oblasts.geojson"] = &fstest.MapFile{Data: []byte(changed)}
		data, err := newTestApp(t, files, State{}).FiguresCSV()
		files["geojson/oblasts.geojson"] = oblasts
		if err != nil || !strings.Contains(string(data), ",'"+name+",") ||
			strings.Contains(string(data), ","+name) {
			t.Errorf("%s: %v\n%s", name, err, data)
		}
	}
}
