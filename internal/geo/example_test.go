package geo_test

import (
	"errors"
	"fmt"
	"strings"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

func ExampleDecode() {
	c, err := geo.Decode([]byte(`{
		"type": "Feature", "id": "UA-30",
		"properties": {"name_en": "Kyiv"},
		"geometry": {"type": "Point", "coordinates": [30.52346, 50.45047]}
	}`), geo.Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	f := c.Features[0]
	fmt.Println(f.ID, f.Properties["name_en"], f.Geometry)
	// Output: UA-30 Kyiv [30.52346 50.45047]
}

func ExampleError() {
	_, err := geo.Decode([]byte(`{
		"type": "Feature", "id": "bow-tie", "properties": null,
		"geometry": {"type": "Polygon", "coordinates": [
			[[30, 48], [31, 49], [31, 48], [30, 49], [30, 48]]
		]}
	}`), geo.Limits{})
	var fault *geo.Error
	if errors.As(err, &fault) {
		fmt.Println(fault.Rule, "in", fault.Feature, "at", fault.Position)
	}
	// Output: ring-crosses-itself in bow-tie at [30.5 48.5]
}

func ExampleEncode() {
	data := geo.Encode(&geo.Collection{
		Members: map[string]any{"date": "2026-01-06"},
		Features: []geo.Feature{{
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

func ExampleAlbers() {
	xy := geo.UkraineAlbers.Forward(orb.Point{37.8, 48})
	lonLat := geo.UkraineAlbers.Inverse(xy)
	fmt.Printf("%.0f m east, %.0f m north, back at %.5f, %.5f\n", xy.X, xy.Y, lonLat[0], lonLat[1])
	// Output: 491409 m east, -34517 m north, back at 37.80000, 48.00000
}

func ExampleArea() {
	degree := orb.Bound{Min: orb.Point{31, 48}, Max: orb.Point{32, 49}}
	fmt.Printf("%.1f km²\n", geo.Area(degree.ToPolygon()))
	// Output: 8217.7 km²
}

func ExampleLength() {
	fmt.Printf("%.3f km\n", geo.Length(orb.LineString{{31, 48}, {31, 49}}))
	// Output: 111.200 km
}
