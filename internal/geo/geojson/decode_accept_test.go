package geojson_test

import (
	"reflect"
	"testing"

	"github.com/paulmach/orb"

	"truceline/internal/geo/geojson"
)

// TestAccepts decodes documents that RFC 7946 allows.
func TestAccepts(t *testing.T) {
	box := orb.Ring{{30, 48}, {31, 48}, {31, 49}, {30, 49}, {30, 48}}
	hole := orb.Ring{{30.5, 48.5}, {30.5, 48.7}, {30.7, 48.5}, {30.5, 48.5}}
	tests := []struct {
		name, doc string
		want      []geojson.Feature
	}{
		{"nothing in it", `{"type":"FeatureCollection","features":[]}`, nil},
		{"white space", "\t{ \"type\"\n:\r\"FeatureCollection\" , \"features\" : [ ] } \n", nil},
		{"byte order mark", "\ufeff" + `{"type":"FeatureCollection","features":[]}`, nil},
		{"bare geometry", `{"type":"Point","coordinates":[30.52346,50.45]}`,
			[]geojson.Feature{{Geometry: orb.Point{30.52346, 50.45}}}},
		{"one feature", `{"type":"Feature","geometry":null,"properties":null}`,
			[]geojson.Feature{{}}},
		{"type last",
			`{"features":[{"properties":{"a":{"type":"no"}},"geometry":{"coordinates":[1,2],"type":"Point"},"id":"x","type":"Feature"}],"type":"FeatureCollection"}`,
			[]geojson.Feature{{ID: "x",
				Properties: map[string]any{"a": map[string]any{"type": "no"}},
				Geometry:   orb.Point{1, 2}}}},
		{"escaped names",
			`{"t\u0079pe":"F\u0065ature","geom\u0065try":null,"properties":{"\ud83d\ude00\ud800\n":"\"\\\/\b\f\n\r\t\u00E9"}}`,
			[]geojson.Feature{{Properties: map[string]any{"😀\ufffd\n": "\"\\/\b\f\n\r\té"}}}},
		{"all values",
			`{"type":"Feature","geometry":null,"properties":{"a":[1,-0.5e1,true,false,null,"",{},[]],"b":1e-7,"c":12345678901234567890,"d":-0}}`,
			[]geojson.Feature{{Properties: map[string]any{"a": []any{1.0, -5.0, true, false, nil,
				"",
				map[string]any{}, []any{}}, "b": 1e-7, "c": 12345678901234567890.0, "d": 0.0}}}},
		{"number ids",
			`{"type":"FeatureCollection","features":[{"type":"Feature","id":12345678901234567890,"geometry":null,"properties":null},` +
				`{"type":"Feature","id":-1.50,"geometry":null,"properties":null},{"type":"Feature","id":1e3,"geometry":null,"properties":null},{"type":"Feature","id":"","geometry":null,"properties":null}]}`,
			[]geojson.Feature{{ID: "12345678901234567890"}, {ID: "-1.5"}, {ID: "1000"}, {}}},
		{"box and foreign members",
			`{"type":"Feature","bbox":[1,2,3,4],"crs":null,"title":"x","geometry":{"type":"Point","bbox":[1,2,3,4,5,6],"coordinates":[1,2],"more":[{}]},"properties":{}}`,
			[]geojson.Feature{{Properties: map[string]any{}, Geometry: orb.Point{1, 2}}}},
		{"height and more", `{"type":"LineString","coordinates":[[1,2,3],[3,4,-5.5e3,6]]}`,
			[]geojson.Feature{{Geometry: orb.LineString{{1, 2}, {3, 4}}}}},
		{"the edges of the globe",
			`{"type":"MultiPoint","coordinates":[[-180,-90],[180,90],[-0.0,0]]}`,
			[]geojson.Feature{{Geometry: orb.MultiPoint{{-180, -90}, {180, 90}, {0, 0}}}}},
		{"lines", `{"type":"MultiLineString","coordinates":[[[1,2],[1,2]],[[3,4],[5,6]]]}`,
			[]geojson.Feature{{Geometry: orb.MultiLineString{{{1, 2}, {1, 2}}, {{3, 4}, {5, 6}}}}}},
		{"empty coordinates", featureDoc(`{"type":"Polygon","coordinates":[ ]}`),
			[]geojson.Feature{{ID: "a"}}},
		{"an empty point", featureDoc(`{"coordinates":[],"type":"Point"}`),
			[]geojson.Feature{{ID: "a"}}},
		{"collection",
			featureDoc(
				`{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"MultiPoint","coordinates":[]},{"type":"GeometryCollection","geometries":[]}]}`),
			[]geojson.Feature{{ID: "a", Geometry: orb.Collection{orb.Point{1, 2},
				orb.Collection{}}}}},
		{"both rings the wrong way",
			polygonDoc(
				`[[30,48],[30,49],[31,49],[31,48],[30,48]],[[30.5,48.5],[30.7,48.5],[30.5,48.7],[30.5,48.5]]`),
			[]geojson.Feature{{ID: "a", Geometry: orb.Polygon{box, hole}}}},
		{"both rings the right way",
			polygonDoc(square + `,[[30.5,48.5],[30.5,48.7],[30.7,48.5],[30.5,48.5]]`),
			[]geojson.Feature{{ID: "a", Geometry: orb.Polygon{box, hole}}}},
		{"a position twice in a row",
			polygonDoc(`[[30,48],[31,48],[31,48],[31,49],[30,48],[30,48]]`),
			[]geojson.Feature{{ID: "a",
				Geometry: orb.Polygon{{{30, 48}, {31, 48}, {31, 48}, {31, 49}, {30, 48},
					{30, 48}}}}}},
		{"levels", levelsDoc(`["44144"]`),
			[]geojson.Feature{{ID: "a", Properties: map[string]any{}, Geometry: orb.Polygon{box},
				Levels: [][]byte{[]byte("44144")}}}},
	}
	for _, test := range tests {
		c, err := geojson.Decode([]byte(test.doc), geojson.Limits{})
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
		} else if !reflect.DeepEqual(c.Features, test.want) {
			t.Errorf("%s: %v, want %v", test.name, c.Features, test.want)
		}
	}
}

func TestRewindKeepsLevels(t *testing.T) {
	c, err := geojson.Decode(
		[]byte(
			`{"type":"Feature","levels":["40124","4304"],"properties":null,"geometry":{"type":"Polygon","coordinates":[`+
				`[[30,48],[30,49],[31,49],[31,48],[30,48]],[[30.5,48.5],[30.5,48.7],[30.7,48.5],[30.5,48.5]]]}}`), geojson.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got := string(c.Features[0].Levels[0]) + " " +
		string(c.Features[0].Levels[1]); got != "42104 4304" {
		t.Errorf("levels %s, want 42104 4304", got)
	}
}

func TestMembers(t *testing.T) {
	c, err := geojson.Decode(
		[]byte(
			`{"name":"x","bbox":[1,2,3,4],"date":"2026-01-06","type":"FeatureCollection","list":[1],"features":[]}`), geojson.Limits{})
	want := map[string]any{"name": "x", "date": "2026-01-06", "list": []any{1.0}}
	if err != nil || !reflect.DeepEqual(c.Members, want) {
		t.Errorf("%v, want %v (%v)", c.Members, want, err)
	}
}

// TestTouchingPoints decodes rings that meet in single positions, of either or of both, on an edge,
// or in several positions.
func TestTouchingPoints(t *testing.T) {
	for name, doc := range map[string]string{
		"hole at a corner": polygonDoc(square +
			`,[[30,48],[30.2,48.6],[30.6,48.2],[30,48]]`),
		"hole at an edge": polygonDoc(square +
			`,[[30.5,48],[30.2,48.6],[30.6,48.2],[30.5,48]]`),
		"hole at an edge in decimals": polygonDoc(
			`[[30,48],[30.3,48.6],[29,49],[30,48]],[[30.1,48.2],[29.9,48.4],[30,48.5],[30.1,48.2]]`),
		"hole in all its positions": polygonDoc(
			`[[30,48],[34,48],[34,52],[30,52],[30,48]],[[32,48],[30,50],[34,50],[32,48]]`),
		"two holes": polygonDoc(wideBox +
			`,[[31,49],[31,51],[33,49],[31,49]],[[33,49],[35,51],[35,49],[33,49]]`),
		"two holes cut the inside": polygonDoc(
			`[[30,48],[34,48],[34,52],[30,52],[30,48]],[[32,48],[31,50],[32,50],[32,48]],[[32,50],[32,52],[33,51],[32,50]]`),
		"four polygons in a point": multiPolygonDoc(
			`[[[30,50],[31,51],[30,52],[30,50]]],[[[30,50],[29,51],[28,50],[30,50]]],[[[30,50],[29,49],[30,48],[30,50]]],[[[30,50],[31,49],[32,50],[30,50]]]`),
		"island in a hole": multiPolygonDoc(`[` + wideBox +
			`,[[31,49],[31,53],[35,53],[35,49],[31,49]]],[[[32,50],[33,50],[33,51],[32,50]]]`),
		"island in a hole, touching": multiPolygonDoc(
			`[[[31,51],[33,49],[35,51],[33,53],[31,51]]],[` + wideBox +
				`,[[31,49],[31,53],[35,53],[35,49],[31,49]]]`),
		"island in a hole in a island": multiPolygonDoc(`[` + wideBox +
			`,[[31,49],[31,53],[35,53],[35,49],[31,49]]],[[[32,50],[34,50],[34,52],[32,50]],[[33,50.5],[33.5,51],[33.5,50.5],[33,50.5]]],[[[33.2,50.6],[33.4,50.6],[33.4,50.7],[33.2,50.6]]]`),
		"a position on an edge": multiPolygonDoc(`[` + square +
			`],[[[31,48.5],[32,48],[32,49],[31,48.5]]]`),
	} {
		if _, err := geojson.Decode([]byte(doc), geojson.Limits{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
