package geojson_test

import (
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"truceline/internal/geo/geojson"
)

// TestEncodeCoordinates checks that coordinates have at most five decimals, rounded to the nearest,
// no trailing zeros and no minus sign before zero.
func TestEncodeCoordinates(t *testing.T) {
	for _, test := range []struct {
		p    orb.Point
		want string
	}{
		{orb.Point{30, 50.5}, "[30,50.5]"},
		{orb.Point{-0.000004, 0.000006}, "[0,0.00001]"},
		{orb.Point{-0.00001, -179.99999}, "[-0.00001,-179.99999]"},
		{orb.Point{30.523464, 50.450466}, "[30.52346,50.45047]"},
		{orb.Point{29.9999999, math.Copysign(0, -1)}, "[30,0]"},
	} {
		got := string(geojson.Encode(
			&geojson.Collection{Features: []geojson.Feature{{Geometry: test.p}}}))
		if !strings.Contains(got, `"coordinates":`+test.want+"}") {
			t.Errorf("%v: %s, want %s", test.p, got, test.want)
		}
	}
}

// TestEncodeValues checks values in properties beyond those that Decode returns, and the order of
// members.
func TestEncodeValues(t *testing.T) {
	c := &geojson.Collection{
		Members: map[string]any{"z": 1, "features": "never", "a": []string{"x", "y"}},
		Features: []geojson.Feature{{
			Properties: map[string]any{"s": "\"\\\n\t\x01\xff/", "n": int64(-7), "small": 1e-9,
				"big": 1e22, "list": []any{nil, true, 0.1}},
			Geometry: orb.Bound{Min: orb.Point{1, 2}, Max: orb.Point{3, 4}},
		}, {Geometry: orb.Collection{orb.Ring{{0, 0}, {1, 0}, {0, 1}, {0, 0}}}}},
	}
	const want = `{"type":"FeatureCollection","a":["x","y"],"z":1,"features":[
{"type":"Feature","properties":{"big":1e+22,"list":[null,true,0.1],"n":-7,"s":"\"\\\n\t\u0001` +
		"\ufffd" +
		`/","small":1e-09},"geometry":{"type":"Polygon","coordinates":[[[1,2],[3,2],[3,4],[1,4],[1,2]]]}},
{"type":"Feature","properties":null,"geometry":{"type":"GeometryCollection","geometries":[{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,1],[0,0]]]}]}}
]}
`
	if got := string(geojson.Encode(c)); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if _, err := geojson.Decode([]byte(want), geojson.Limits{}); err != nil {
		t.Error(err)
	}
}

// TestEncodePanics checks that values which JSON cannot represent are never written.
func TestEncodePanics(t *testing.T) {
	for name, f := range map[string]geojson.Feature{
		"a struct":                {Properties: map[string]any{"x": struct{}{}}},
		"a number not a number":   {Properties: map[string]any{"x": math.NaN()}},
		"an infinite number":      {Properties: map[string]any{"x": math.Inf(1)}},
		"a position not a number": {Geometry: orb.Point{math.NaN(), 0}},
		"an infinite position":    {Geometry: orb.LineString{{0, 0}, {0, math.Inf(-1)}}},
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			geojson.Encode(&geojson.Collection{Features: []geojson.Feature{f}})
		}()
	}
}
