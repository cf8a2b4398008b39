package geo_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// featureDoc returns a document with one feature that has the geometry.
func featureDoc(geometry string) string {
	return `{"type":"FeatureCollection","features":[` +
		`{"type":"Feature","id":"a","properties":null,"geometry":` + geometry + `}]}`
}

func polygonDoc(rings string) string {
	return featureDoc(`{"type":"Polygon","coordinates":[` + rings + `]}`)
}

func multiPolygonDoc(rings string) string {
	return featureDoc(`{"type":"MultiPolygon","coordinates":[` + rings + `]}`)
}

const (
	square  = `[[30,48],[31,48],[31,49],[30,49],[30,48]]`
	bowtie  = `[[30,48],[31,49],[31,48],[30,49],[30,48]]`
	wideBox = `[[30,48],[36,48],[36,54],[30,54],[30,48]]`
)

// TestRules decodes documents that each break a single rule, and checks the rule and position of
// the error.
func TestRules(t *testing.T) {
	tests := []struct {
		name, doc string
		rule      geo.Rule
		feature   string
		at        string // "lon lat"; empty: no position
	}{
		{"empty", ``, geo.RuleJSON, "", ""},
		{"not an object", `[1,2]`, geo.RuleJSON, "", ""},
		{"cut off", `{"type":"FeatureCollection","features":[`, geo.RuleJSON, "#1", ""},
		{"missing comma", `{"type":"FeatureCollection" "features":[]}`, geo.RuleJSON, "", ""},
		{"trailing comma", `{"type":"FeatureCollection","features":[],}`, geo.RuleJSON, "", ""},
		{"leading zero", featureDoc(`{"type":"Point","coordinates":[030,48]}`), geo.RuleJSON, "a",
			""},
		{"point without digits", featureDoc(`{"type":"Point","coordinates":[30.,48]}`),
			geo.RuleJSON, "a", ""},
		{"exponent without digits", featureDoc(`{"type":"Point","coordinates":[30e,48]}`),
			geo.RuleJSON, "a", ""},
		{"plus sign", featureDoc(`{"type":"Point","coordinates":[30,4e+]}`), geo.RuleJSON, "a", ""},
		{"huge number", `{"type":"FeatureCollection","features":[],"n":-1e999}`, geo.RuleJSON, "",
			""},
		{"huge longitude", featureDoc(`{"type":"Point","coordinates":[1e999,48]}`),
			geo.RulePositionRange, "a", "+Inf 48"},
		{"control character", "{\"type\":\"Feat\nure\"}", geo.RuleJSON, "", ""},
		{"not UTF-8", "{\"type\":\"FeatureCollection\",\"features\":[],\"name\":\"\xff\"}",
			geo.RuleJSON, "", ""},
		{"not UTF-8 after an escape",
			"{\"type\":\"FeatureCollection\",\"features\":[],\"name\":\"\\n\xff\"}", geo.RuleJSON,
			"", ""},
		{"unknown escape", `{"type":"FeatureCollection","features":[],"name":"\x"}`, geo.RuleJSON,
			"", ""},
		{"half an escape", `{"type":"FeatureCollection","features":[],"name":"\u12"}`, geo.RuleJSON,
			"", ""},
		{"unknown word", `{"type":"FeatureCollection","features":[],"name":nul}`, geo.RuleJSON, "",
			""},
		{"two documents", `{"type":"FeatureCollection","features":[]}{}`, geo.RuleTrailingData, "",
			""},
		{"a second bracket", `{"type":"Point","coordinates":[30,50]}]`, geo.RuleTrailingData, "",
			""},
		{"features twice", `{"type":"FeatureCollection","features":[],"features":[]}`,
			geo.RuleDuplicateMember, "", ""},
		{"type twice, once escaped",
			`{"type":"FeatureCollection","features":[],"t\u0079pe":"Feature"}`,
			geo.RuleDuplicateMember, "", ""},
		{"property twice", `{"type":"Feature","id":7,"geometry":null,"properties":{"n":1,"n":2}}`,
			geo.RuleDuplicateMember, "7", ""},
		{"the ninth member twice",
			`{"type":"Feature","geometry":null,"properties":{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"i":1}}`,
			geo.RuleDuplicateMember, "#1", ""},
		{"no type", `{"features":[]}`, geo.RuleUnknownType, "", ""},
		{"type is no string", `{"type":1,"features":[]}`, geo.RuleUnknownType, "", ""},
		{"type is an object", `{"type":{},"features":[]}`, geo.RuleUnknownType, "", ""},
		{"unknown type", `{"type":"Circle","coordinates":[30,50]}`, geo.RuleUnknownType, "", ""},
		{"type in other letters", `{"type":"featurecollection","features":[]}`, geo.RuleUnknownType,
			"", ""},
		{"unknown geometry", featureDoc(`{"type":"Circle","coordinates":[30,50]}`),
			geo.RuleUnknownType, "a", ""},
		{"feature as a geometry",
			featureDoc(`{"type":"Feature","geometry":null,"properties":null}`), geo.RuleUnknownType,
			"a", ""},
		{"geometry among features",
			`{"type":"FeatureCollection","features":[{"type":"Point","coordinates":[30,50]}]}`,
			geo.RuleUnknownType, "#1", ""},
		{"collection in a collection",
			`{"type":"FeatureCollection","features":[{"type":"FeatureCollection","features":[]}]}`,
			geo.RuleUnknownType, "#1", ""},
		{"no features", `{"type":"FeatureCollection"}`, geo.RuleMember, "", ""},
		{"features is null", `{"type":"FeatureCollection","features":null}`, geo.RuleMember, "",
			""},
		{"no geometry", `{"type":"Feature","properties":null,"id":"a b"}`, geo.RuleMember, "a b",
			""},
		{"no properties", `{"type":"Feature","geometry":null}`, geo.RuleMember, "#1", ""},
		{"geometry is a list", featureDoc(`[30,50]`), geo.RuleMember, "a", ""},
		{"properties are a list", `{"type":"Feature","geometry":null,"properties":[]}`,
			geo.RuleMember, "#1", ""},
		{"id is a list", `{"type":"Feature","geometry":null,"properties":null,"id":[1]}`,
			geo.RuleMember, "#1", ""},
		{"id is null", `{"type":"Feature","geometry":null,"properties":null,"id":null}`,
			geo.RuleMember, "#1", ""},
		{"no coordinates", featureDoc(`{"type":"Point"}`), geo.RuleMember, "a", ""},
		{"coordinates are null", featureDoc(`{"type":"Point","coordinates":null}`), geo.RuleMember,
			"a", ""},
		{"no geometries", featureDoc(`{"type":"GeometryCollection"}`), geo.RuleMember, "a", ""},
		{"geometries are an object", featureDoc(`{"type":"GeometryCollection","geometries":{}}`),
			geo.RuleMember, "a", ""},
		{"bbox of three", `{"type":"FeatureCollection","features":[],"bbox":[1,2,3]}`,
			geo.RuleMember, "", ""},
		{"bbox of texts",
			featureDoc(`{"type":"Point","coordinates":[30,50],"bbox":["a","b","c","d"]}`),
			geo.RuleMember, "a", ""},
		{"coordinates in a feature",
			`{"type":"Feature","geometry":null,"properties":null,"coordinates":[]}`, geo.RuleMember,
			"#1", ""},
		{"properties in a collection", `{"type":"FeatureCollection","features":[],"properties":{}}`,
			geo.RuleMember, "", ""},
		{"geometry in a geometry",
			featureDoc(`{"type":"Point","coordinates":[30,50],"geometry":null}`), geo.RuleMember,
			"a", ""},
		{"features in a feature",
			`{"type":"Feature","geometry":null,"properties":null,"features":[]}`, geo.RuleMember,
			"#1", ""},
		{"ids twice",
			`{"type":"FeatureCollection","features":[{"type":"Feature","id":"x","geometry":null,"properties":null},` +
				`{"type":"Feature","id":"x","geometry":null,"properties":null}]}`,
			geo.RuleDuplicateID, "x", ""},
		{"id as number and text",
			`{"type":"FeatureCollection","features":[{"type":"Feature","id":12,"geometry":null,"properties":null},` +
				`{"type":"Feature","id":"12","geometry":null,"properties":null}]}`,
			geo.RuleDuplicateID, "12", ""},
		{"NaN", featureDoc(`{"type":"Point","coordinates":[NaN,50]}`), geo.RulePosition, "a", ""},
		{"infinity", featureDoc(`{"type":"LineString","coordinates":[[30,50],[Infinity,50]]}`),
			geo.RulePosition, "a", ""},
		{"null in a position", polygonDoc(`[[30,null],[31,48],[31,49],[30,48]]`), geo.RulePosition,
			"a", ""},
		{"text in a position", featureDoc(`{"type":"Point","coordinates":["30","50"]}`),
			geo.RulePosition, "a", ""},
		{"one number", featureDoc(`{"type":"Point","coordinates":[30]}`), geo.RulePosition, "a",
			""},
		{"empty position", featureDoc(`{"type":"MultiPoint","coordinates":[[]]}`), geo.RulePosition,
			"a", ""},
		{"a list too many", featureDoc(`{"type":"Point","coordinates":[[30,50]]}`),
			geo.RulePosition, "a", ""},
		{"a list too few", polygonDoc(`[30,48],[31,48],[31,49],[30,48]`), geo.RulePosition, "a",
			""},
		{"a number for a ring", polygonDoc(`30`), geo.RulePosition, "a", ""},
		{"longitude", featureDoc(`{"type":"Point","coordinates":[180.00001,50]}`),
			geo.RulePositionRange, "a", "180.00001 50"},
		{"latitude", featureDoc(`{"type":"LineString","coordinates":[[30,50],[30,-90.5]]}`),
			geo.RulePositionRange, "a", "30 -90.5"},
		{"metres", featureDoc(`{"type":"Point","coordinates":[3400000,6500000]}`),
			geo.RulePositionRange, "a", "3.4e+06 6.5e+06"},
		{"line of one", featureDoc(`{"type":"LineString","coordinates":[[30,50]]}`),
			geo.RuleTooFewPositions, "a", "30 50"},
		{"empty line", featureDoc(`{"type":"MultiLineString","coordinates":[[]]}`),
			geo.RuleTooFewPositions, "a", ""},
		{"empty ring", polygonDoc(`[]`), geo.RuleTooFewPositions, "a", ""},
		{"ring of three", polygonDoc(`[[30,48],[31,48],[30,48]]`), geo.RuleTooFewPositions, "a",
			"30 48"},
		{"ring of two places", polygonDoc(`[[30,48],[31,48],[30,48],[31,48],[30,48]]`),
			geo.RuleTooFewPositions, "a", "30 48"},
		{"ring of one place", polygonDoc(`[[30,48],[30,48],[30,48],[30,48]]`),
			geo.RuleTooFewPositions, "a", "30 48"},
		{"open ring", polygonDoc(`[[30,48],[31,48],[31,49],[30,49]]`), geo.RuleOpenRing, "a",
			"30 49"},
		{"ring open by a step", polygonDoc(`[[30,48],[31,48],[31,49],[30,48.00001]]`),
			geo.RuleOpenRing, "a", "30 48.00001"},
		{"open hole", polygonDoc(wideBox + `,[[31,49],[31,50],[32,50]]`), geo.RuleOpenRing, "a",
			"32 50"},
		{"bow tie", polygonDoc(bowtie), geo.RuleSelfCrossing, "a", "30.5 48.5"},
		{"bow tie through a position",
			polygonDoc(`[[30,48],[30.5,48.5],[31,49],[31,48],[30.5,48.5],[30,49],[30,48]]`),
			geo.RuleSelfCrossing, "a", "30.5 48.5"},
		{"bow tie in a hole",
			polygonDoc(wideBox + `,[[31,49],[32,50],[32,49],[31,50],[31,49]]`),
			geo.RuleSelfCrossing, "a", "31.5 49.5"},
		{"spike", polygonDoc(`[[30,48],[31,48],[33,48],[31,48],[31,49],[30,48]]`),
			geo.RuleSelfCrossing, "a", ""},
		{"flat triangle", polygonDoc(`[[30,48],[31,48],[32,48],[30,48]]`), geo.RuleSelfCrossing,
			"a", ""},
		{"crossing in a collection",
			featureDoc(`{"type":"GeometryCollection","geometries":[` +
				`{"type":"Point","coordinates":[1,2]},` +
				`{"type":"Polygon","coordinates":[` + bowtie + `]}]}`),
			geo.RuleSelfCrossing, "a", "30.5 48.5"},
		{"touching in a position",
			polygonDoc(`[[30,48],[31,48],[30.5,48.5],[31,49],[30,49],[30.5,48.5],[30,48]]`),
			geo.RuleSelfTouching, "a", "30.5 48.5"},
		{"touching an edge", polygonDoc(`[[30,48],[32,48],[32,49],[31,48],[30,49],[30,48]]`),
			geo.RuleSelfTouching, "a", "31 48"},
		{"touching an edge in decimals",
			polygonDoc(`[[30,48],[31,48.1],[30.1,48.2],[31,48.5],[30.3,48.6],[30,48]]`),
			geo.RuleSelfTouching, "a", "30.1 48.2"},
		{"hole far away", polygonDoc(square + `,[[40,40],[40,41],[41,41],[40,40]]`),
			geo.RuleHoleOutside, "a", "40 40"},
		{"hole across the edge",
			polygonDoc(square + `,[[30.5,48.5],[30.5,48.7],[31.5,48.6],[30.5,48.5]]`),
			geo.RuleHoleOutside, "a", ""},
		{"hole along the edge",
			polygonDoc(square + `,[[30.2,48],[30.5,48.5],[30.8,48],[30.2,48]]`),
			geo.RuleHoleOutside, "a", "30.2 48"},
		{"hole around its outer ring",
			polygonDoc(square + `,[[29,47],[29,50],[32,50],[32,47],[29,47]]`),
			geo.RuleHoleOutside, "a", "29 47"},
		{"hole outside, touching in all positions",
			polygonDoc(`[[30,48],[34,48],[34,49],[32,48.5],[30,49],[30,48]],` +
				`[[30,49],[34,49],[32,48.5],[30,49]]`),
			geo.RuleHoleOutside, "a", ""},
		{"hole in a hole",
			polygonDoc(wideBox + `,[[31,49],[31,53],[35,53],[35,49],[31,49]],` +
				`[[32,50],[32,51],[33,51],[32,50]]`),
			geo.RuleHolesOverlap, "a", "32 50"},
		{"hole twice",
			polygonDoc(wideBox + `,[[31,49],[31,53],[35,53],[31,49]],` +
				`[[31,49],[31,53],[35,53],[31,49]]`),
			geo.RuleHolesOverlap, "a", ""},
		{"holes across",
			polygonDoc(wideBox + `,[[31,49],[31,53],[33,53],[33,49],[31,49]],` +
				`[[32,50],[32,51],[34,51],[32,50]]`),
			geo.RuleHolesOverlap, "a", ""},
		{"polygons across",
			multiPolygonDoc(`[` + square + `],[[[30.5,48.5],[31.5,48.5],[31.5,49.5],[30.5,48.5]]]`),
			geo.RuleShellsOverlap, "a", ""},
		{"polygon in a polygon",
			multiPolygonDoc(`[` + wideBox + `],[[[31,49],[32,49],[32,50],[31,49]]]`),
			geo.RuleShellsOverlap, "a", "31 49"},
		{"polygon twice", multiPolygonDoc(`[` + square + `],[` + square + `]`),
			geo.RuleShellsOverlap, "a", ""},
		{"polygons side by side",
			multiPolygonDoc(`[` + square + `],[[[31,48],[32,48],[32,49],[31,49],[31,48]]]`),
			geo.RuleShellsOverlap, "a", ""},
		{"levels are a text", levelsDoc(`"0"`), geo.RuleLevels, "a", ""},
		{"levels of numbers", levelsDoc(`[0]`), geo.RuleLevels, "a", ""},
		{"too few levels", levelsDoc(`["000"]`), geo.RuleLevels, "a", "30 48"},
		{"too few lines of levels", levelsDoc(`[]`), geo.RuleLevels, "a", ""},
		{"too many lines of levels", levelsDoc(`["44144","0"]`), geo.RuleLevels, "a", ""},
		{"level 5", levelsDoc(`["00500"]`), geo.RuleLevels, "a", ""},
		{"level x", levelsDoc(`["00x00"]`), geo.RuleLevels, "a", ""},
		{"ends of a ring at different levels", levelsDoc(`["40003"]`), geo.RuleLevels, "a",
			"30 48"},
		{"deep properties",
			`{"type":"Feature","geometry":null,"properties":{"a":` + strings.Repeat("[", 40) +
				strings.Repeat("]", 40) + `}}`,
			geo.RuleTooDeep, "#1", ""},
		{"deep collections",
			featureDoc(strings.Repeat(`{"type":"GeometryCollection","geometries":[`, 40) +
				strings.Repeat(`]}`, 40)),
			geo.RuleTooDeep, "a", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := geo.Decode([]byte(test.doc), geo.Limits{})
			expectError(t, err, test.rule, test.feature, test.at)
		})
	}
}

// levelsDoc returns a document with a square that has the levels.
func levelsDoc(member string) string {
	return `{"type":"Feature","id":"a","properties":{},"levels":` + member +
		`,"geometry":{"type":"Polygon","coordinates":[` + square + `]}}`
}

// expectError checks the rule, feature and position of a *geo.Error. position is "lon lat"; empty:
// any.
func expectError(t *testing.T, err error, rule geo.Rule, feature, at string) {
	t.Helper()
	var e *geo.Error
	if !errors.As(err, &e) {
		t.Fatalf("error %v, want a *geo.Error of rule %s", err, rule)
	}
	if e.Rule != rule || e.Feature != feature {
		t.Fatalf("rule %s, feature %q, want %s, %q (%v)", e.Rule, e.Feature, rule, feature, e)
	}
	got := fmt.Sprintf("%v %v", e.Position[0], e.Position[1])
	if at != "" && (!e.HasPosition || got != at) {
		t.Fatalf("at %s, want %s (%v)", got, at, e)
	}
	if e.Detail == "" || !strings.Contains(e.Error(), string(rule)) ||
		!strings.Contains(e.Error(), e.Detail) {
		t.Fatalf("a message that does not say what is wrong: %v", e)
	}
}

func TestLimits(t *testing.T) {
	doc := `{"type":"FeatureCollection","features":[{"type":"Feature",` +
		`"geometry":{"type":"LineString","coordinates":[[30,50],[31,50],[32,50]]},` +
		`"properties":null},` +
		`{"type":"Feature","id":"b","geometry":{"type":"Point","coordinates":[30,50]},` +
		`"properties":null}]}`
	for _, test := range []struct {
		name    string
		limits  geo.Limits
		rule    geo.Rule // empty: none is broken
		feature string
	}{
		{"none", geo.Limits{}, "", ""},
		{"just enough",
			geo.Limits{MaxBytes: len(doc), MaxFeatures: 2, MaxPositions: 4, MaxDepth: 6}, "", ""},
		{"bytes", geo.Limits{MaxBytes: len(doc) - 1}, geo.RuleTooManyBytes, ""},
		{"features", geo.Limits{MaxFeatures: 1}, geo.RuleTooManyFeatures, ""},
		{"positions", geo.Limits{MaxPositions: 3}, geo.RuleTooManyPositions, "b"},
		{"depth", geo.Limits{MaxDepth: 5}, geo.RuleTooDeep, "#1"},
	} {
		_, err := geo.Decode([]byte(doc), test.limits)
		if test.rule == "" {
			if err != nil {
				t.Errorf("%s: %v", test.name, err)
			}
			continue
		}
		expectError(t, err, test.rule, test.feature, "")
	}
}

// TestSkipRingChecks checks that SkipRingChecks omits the checks of rings and nothing else.
func TestSkipRingChecks(t *testing.T) {
	trusted := geo.Limits{SkipRingChecks: true}
	for _, doc := range []string{
		polygonDoc(bowtie),
		polygonDoc(square + `,[[40,40],[40,41],[41,41],[40,40]]`),
		multiPolygonDoc(`[` + square + `],[` + square + `]`),
	} {
		if _, err := geo.Decode([]byte(doc), trusted); err != nil {
			t.Errorf("%v", err)
		}
	}
	_, err := geo.Decode([]byte(polygonDoc(`[[30,48],[31,48],[31,49],[30,49]]`)), trusted)
	expectError(t, err, geo.RuleOpenRing, "a", "30 49")
	c, err := geo.Decode([]byte(polygonDoc(`[[30,48],[30,49],[31,49],[30,48]]`)), trusted)
	if err != nil || geo.RingArea(c.Features[0].Geometry.(orb.Polygon)[0]) <= 0 {
		t.Errorf("a clockwise outer ring stays clockwise (%v)", err)
	}
}

func TestErrorText(t *testing.T) {
	fsys := fstest.MapFS{"geojson/x.geojson": {Data: []byte(polygonDoc(bowtie))}}
	_, err := geo.DecodeFile(fsys, "geojson/x.geojson", geo.Limits{})
	const want = "geojson/x.geojson: feature a: ring-crosses-itself: " +
		"the outer ring crosses itself at 30.5, 48.5 (byte 96)"
	if err == nil || err.Error() != want {
		t.Errorf("%v\nwant %s", err, want)
	}
	if _, err := geo.DecodeFile(fsys, "missing", geo.Limits{}); err == nil {
		t.Error("a missing file has no error")
	}
}
