package geojson_test

import (
	"errors"
	"fmt"
	"strings"

	"github.com/paulmach/orb"

	"truceline/internal/diag"
	"truceline/internal/geo/geojson"
)

func ExampleDecode() {
	c, err := geojson.Decode([]byte(`{
		"type": "Feature", "id": "UA-30",
		"properties": {"name_en": "Kyiv"},
		"geometry": {"type": "Point", "coordinates": [30.52346, 50.45047]}
	}`), geojson.Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	f := c.Features[0]
	fmt.Println(f.ID, f.Properties["name_en"], f.Geometry)
	// Output: UA-30 Kyiv [30.52346 50.45047]
}

func ExampleDecode_invalid() {
	_, err := geojson.Decode([]byte(`{
		"type": "Feature", "id": "bow-tie", "properties": null,
		"geometry": {"type": "Polygon", "coordinates": [
			[[30, 48], [31, 49], [31, 48], [30, 49], [30, 48]]
		]}
	}`), geojson.Limits{})
	var fault *diag.Diagnostic
	if errors.As(err, &fault) {
		fmt.Println(fault.Rule, "in", fault.Place, "at", fault.Position)
	}
	// Output: ring-crosses-itself in feature bow-tie at [30.5 48.5]
}

func ExampleEncode() {
	data := geojson.Encode(&geojson.Collection{
		Members: map[string]any{"date": "2026-01-06"},
		Features: []geojson.Feature{{
			ID:         "contact",
			Properties: map[string]any{"km": 12.5},
			Geometry:   orb.LineString{{36.013621, 47.5}, {36.03955, 47.506391}},
			Levels:     [][]byte{[]byte("44")},
		}},
	})
	// Each feature is one line, which is broken here before "geometry" and "levels".
	broken := strings.NewReplacer(`,"geometry"`, ",\n"+`"geometry"`, `,"levels"`, ",\n"+`"levels"`)
	fmt.Print(broken.Replace(string(data)))
	// Output: {"type":"FeatureCollection","date":"2026-01-06","features":[
	// {"type":"Feature","id":"contact","properties":{"km":12.5},
	// "geometry":{"type":"LineString","coordinates":[[36.01362,47.5],[36.03955,47.50639]]},
	// "levels":["44"]}
	// ]}
}
