package geojson_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/paulmach/orb"

	"truceline/internal/diag"
	"truceline/internal/geo"
	"truceline/internal/geo/geojson"
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
		rule      diag.Rule
		feature   string
		at        string // "lon lat"; empty: no position
	}{
		{"empty", ``, geojson.RuleJSON, "", ""},
		{"not an object", `[1,2]`, geojson.RuleJSON, "", ""},
		{"cut off", `{"type":"FeatureCollection","features":[`, geojson.RuleJSON, "#1", ""},
		{"missing comma", `{"type":"FeatureCollection" "features":[]}`, geojson.RuleJSON, "", ""},
		{"trailing comma", `{"type":"FeatureCollection","features":[],}`, geojson.RuleJSON, "", ""},
		{"leading zero", featureDoc(`{"type":"Point","coordinates":[030,48]}`), geojson.RuleJSON,
			"a",
			""},
		{"point without digits", featureDoc(`{"type":"Point","coordinates":[30.,48]}`),
			geojson.RuleJSON, "a", ""},
		{"exponent without digits", featureDoc(`{"type":"Point","coordinates":[30e,48]}`),
			geojson.RuleJSON, "a", ""},
		{"plus sign", featureDoc(`{"type":"Point","coordinates":[30,4e+]}`), geojson.RuleJSON, "a",
			""},
		{"huge number", `{"type":"FeatureCollection","features":[],"n":-1e999}`, geojson.RuleJSON,
			"",
			""},
		{"huge longitude", featureDoc(`{"type":"Point","coordinates":[1e999,48]}`),
			geojson.RulePositionRange, "a", "+Inf 48"},
		{"control character", "{\"type\":\"Feat\nure\"}", geojson.RuleJSON, "", ""},
		{"not UTF-8", "{\"type\":\"FeatureCollection\",\"features\":[],\"name\":\"\xff\"}",
			geojson.RuleJSON, "", ""},
		{"not UTF-8 after an escape",
			"{\"type\":\"FeatureCollection\",\"features\":[],\"name\":\"\\n\xff\"}",
			geojson.RuleJSON,
			"", ""},
		{"unknown escape", `{"type":"FeatureCollection","features":[],"name":"\x"}`,
			geojson.RuleJSON,
			"", ""},
		{"half an escape", `{"type":"FeatureCollection","features":[],"name":"\u12"}`,
			geojson.RuleJSON,
			"", ""},
		{"unknown word", `{"type":"FeatureCollection","features":[],"name":nul}`, geojson.RuleJSON,
			"",
			""},
		{"two documents", `{"type":"FeatureCollection","features":[]}{}`, geojson.RuleTrailingData,
			"",
			""},
		{"a second bracket", `{"type":"Point","coordinates":[30,50]}]`, geojson.RuleTrailingData,
			"",
			""},
		{"features twice", `{"type":"FeatureCollection","features":[],"features":[]}`,
			geojson.RuleDuplicateMember, "", ""},
		{"type twice, once escaped",
			`{"type":"FeatureCollection","features":[],"t\u0079pe":"Feature"}`,
			geojson.RuleDuplicateMember, "", ""},
		{"property twice", `{"type":"Feature","id":7,"geometry":null,"properties":{"n":1,"n":2}}`,
			geojson.RuleDuplicateMember, "7", ""},
		{"the ninth member twice",
			`{"type":"Feature","geometry":null,"properties":{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"i":1}}`,
			geojson.RuleDuplicateMember, "#1", ""},
		{"no type", `{"features":[]}`, geojson.RuleUnknownType, "", ""},
		{"type is no string", `{"type":1,"features":[]}`, geojson.RuleUnknownType, "", ""},
		{"type is an object", `{"type":{},"features":[]}`, geojson.RuleUnknownType, "", ""},
		{"unknown type", `{"type":"Circle","coordinates":[30,50]}`, geojson.RuleUnknownType, "",
			""},
		{"type in other letters", `{"type":"featurecollection","features":[]}`,
			geojson.RuleUnknownType,
			"", ""},
		{"unknown geometry", featureDoc(`{"type":"Circle","coordinates":[30,50]}`),
			geojson.RuleUnknownType, "a", ""},
		{"feature as a geometry",
			featureDoc(`{"type":"Feature","geometry":null,"properties":null}`),
			geojson.RuleUnknownType,
			"a", ""},
		{"geometry among features",
			`{"type":"FeatureCollection","features":[{"type":"Point","coordinates":[30,50]}]}`,
			geojson.RuleUnknownType, "#1", ""},
		{"collection in a collection",
			`{"type":"FeatureCollection","features":[{"type":"FeatureCollection","features":[]}]}`,
			geojson.RuleUnknownType, "#1", ""},
		{"no features", `{"type":"FeatureCollection"}`, geojson.RuleMember, "", ""},
		{"features is null", `{"type":"FeatureCollection","features":null}`, geojson.RuleMember, "",
			""},
		{"no geometry", `{"type":"Feature","properties":null,"id":"a b"}`, geojson.RuleMember,
			"a b",
			""},
		{"no properties", `{"type":"Feature","geometry":null}`, geojson.RuleMember, "#1", ""},
		{"geometry is a list", featureDoc(`[30,50]`), geojson.RuleMember, "a", ""},
		{"properties are a list", `{"type":"Feature","geometry":null,"properties":[]}`,
			geojson.RuleMember, "#1", ""},
		{"id is a list", `{"type":"Feature","geometry":null,"properties":null,"id":[1]}`,
			geojson.RuleMember, "#1", ""},
		{"id is null", `{"type":"Feature","geometry":null,"properties":null,"id":null}`,
			geojson.RuleMember, "#1", ""},
		{"no coordinates", featureDoc(`{"type":"Point"}`), geojson.RuleMember, "a", ""},
		{"coordinates are null", featureDoc(`{"type":"Point","coordinates":null}`),
			geojson.RuleMember,
			"a", ""},
		{"no geometries", featureDoc(`{"type":"GeometryCollection"}`), geojson.RuleMember, "a", ""},
		{"geometries are an object", featureDoc(`{"type":"GeometryCollection","geometries":{}}`),
			geojson.RuleMember, "a", ""},
		{"bbox of three", `{"type":"FeatureCollection","features":[],"bbox":[1,2,3]}`,
			geojson.RuleMember, "", ""},
		{"bbox of texts",
			featureDoc(`{"type":"Point","coordinates":[30,50],"bbox":["a","b","c","d"]}`),
			geojson.RuleMember, "a", ""},
		{"coordinates in a feature",
			`{"type":"Feature","geometry":null,"properties":null,"coordinates":[]}`,
			geojson.RuleMember,
			"#1", ""},
		{"properties in a collection", `{"type":"FeatureCollection","features":[],"properties":{}}`,
			geojson.RuleMember, "", ""},
		{"geometry in a geometry",
			featureDoc(`{"type":"Point","coordinates":[30,50],"geometry":null}`),
			geojson.RuleMember,
			"a", ""},
		{"features in a feature",
			`{"type":"Feature","geometry":null,"properties":null,"features":[]}`,
			geojson.RuleMember,
			"#1", ""},
		{"ids twice",
			`{"type":"FeatureCollection","features":[{"type":"Feature","id":"x","geometry":null,"properties":null},` +
				`{"type":"Feature","id":"x","geometry":null,"properties":null}]}`,
			geojson.RuleDuplicateID, "x", ""},
		{"id as number and text",
			`{"type":"FeatureCollection","features":[{"type":"Feature","id":12,"geometry":null,"properties":null},` +
				`{"type":"Feature","id":"12","geometry":null,"properties":null}]}`,
			geojson.RuleDuplicateID, "12", ""},
		{"NaN", featureDoc(`{"type":"Point","coordinates":[NaN,50]}`), geojson.RulePosition, "a",
			""},
		{"infinity", featureDoc(`{"type":"LineString","coordinates":[[30,50],[Infinity,50]]}`),
			geojson.RulePosition, "a", ""},
		{"null in a position", polygonDoc(`[[30,null],[31,48],[31,49],[30,48]]`),
			geojson.RulePosition,
			"a", ""},
		{"text in a position", featureDoc(`{"type":"Point","coordinates":["30","50"]}`),
			geojson.RulePosition, "a", ""},
		{"one number", featureDoc(`{"type":"Point","coordinates":[30]}`), geojson.RulePosition, "a",
			""},
		{"empty position", featureDoc(`{"type":"MultiPoint","coordinates":[[]]}`),
			geojson.RulePosition,
			"a", ""},
		{"a list too many", featureDoc(`{"type":"Point","coordinates":[[30,50]]}`),
			geojson.RulePosition, "a", ""},
		{"a list too few", polygonDoc(`[30,48],[31,48],[31,49],[30,48]`), geojson.RulePosition, "a",
			""},
		{"a number for a ring", polygonDoc(`30`), geojson.RulePosition, "a", ""},
		{"longitude", featureDoc(`{"type":"Point","coordinates":[180.00001,50]}`),
			geojson.RulePositionRange, "a", "180.00001 50"},
		{"latitude", featureDoc(`{"type":"LineString","coordinates":[[30,50],[30,-90.5]]}`),
			geojson.RulePositionRange, "a", "30 -90.5"},
		{"metres", featureDoc(`{"type":"Point","coordinates":[3400000,6500000]}`),
			geojson.RulePositionRange, "a", "3.4e+06 6.5e+06"},
		{"line of one", featureDoc(`{"type":"LineString","coordinates":[[30,50]]}`),
			geojson.RuleTooFewPositions, "a", "30 50"},
		{"empty line", featureDoc(`{"type":"MultiLineString","coordinates":[[]]}`),
			geojson.RuleTooFewPositions, "a", ""},
		{"empty ring", polygonDoc(`[]`), geojson.RuleTooFewPositions, "a", ""},
		{"ring of three", polygonDoc(`[[30,48],[31,48],[30,48]]`), geojson.RuleTooFewPositions, "a",
			"30 48"},
		{"ring of two places", polygonDoc(`[[30,48],[31,48],[30,48],[31,48],[30,48]]`),
			geojson.RuleTooFewPositions, "a", "30 48"},
		{"ring of one place", polygonDoc(`[[30,48],[30,48],[30,48],[30,48]]`),
			geojson.RuleTooFewPositions, "a", "30 48"},
		{"open ring", polygonDoc(`[[30,48],[31,48],[31,49],[30,49]]`), geojson.RuleOpenRing, "a",
			"30 49"},
		{"ring open by a step", polygonDoc(`[[30,48],[31,48],[31,49],[30,48.00001]]`),
			geojson.RuleOpenRing, "a", "30 48.00001"},
		{"open hole", polygonDoc(wideBox + `,[[31,49],[31,50],[32,50]]`), geojson.RuleOpenRing, "a",
			"32 50"},
		{"bow tie", polygonDoc(bowtie), geojson.RuleSelfCrossing, "a", "30.5 48.5"},
		{"bow tie through a position",
			polygonDoc(`[[30,48],[30.5,48.5],[31,49],[31,48],[30.5,48.5],[30,49],[30,48]]`),
			geojson.RuleSelfCrossing, "a", "30.5 48.5"},
		{"bow tie in a hole",
			polygonDoc(wideBox + `,[[31,49],[32,50],[32,49],[31,50],[31,49]]`),
			geojson.RuleSelfCrossing, "a", "31.5 49.5"},
		{"spike", polygonDoc(`[[30,48],[31,48],[33,48],[31,48],[31,49],[30,48]]`),
			geojson.RuleSelfCrossing, "a", ""},
		{"flat triangle", polygonDoc(`[[30,48],[31,48],[32,48],[30,48]]`), geojson.RuleSelfCrossing,
			"a", ""},
		{"crossing in a collection",
			featureDoc(`{"type":"GeometryCollection","geometries":[` +
				`{"type":"Point","coordinates":[1,2]},` +
				`{"type":"Polygon","coordinates":[` + bowtie + `]}]}`),
			geojson.RuleSelfCrossing, "a", "30.5 48.5"},
		{"touching in a position",
			polygonDoc(`[[30,48],[31,48],[30.5,48.5],[31,49],[30,49],[30.5,48.5],[30,48]]`),
			geojson.RuleSelfTouching, "a", "30.5 48.5"},
		{"touching an edge", polygonDoc(`[[30,48],[32,48],[32,49],[31,48],[30,49],[30,48]]`),
			geojson.RuleSelfTouching, "a", "31 48"},
		{"touching an edge in decimals",
			polygonDoc(`[[30,48],[31,48.1],[30.1,48.2],[31,48.5],[30.3,48.6],[30,48]]`),
			geojson.RuleSelfTouching, "a", "30.1 48.2"},
		{"hole far away", polygonDoc(square + `,[[40,40],[40,41],[41,41],[40,40]]`),
			geojson.RuleHoleOutside, "a", "40 40"},
		{"hole across the edge",
			polygonDoc(square + `,[[30.5,48.5],[30.5,48.7],[31.5,48.6],[30.5,48.5]]`),
			geojson.RuleHoleOutside, "a", ""},
		{"hole along the edge",
			polygonDoc(square + `,[[30.2,48],[30.5,48.5],[30.8,48],[30.2,48]]`),
			geojson.RuleHoleOutside, "a", "30.2 48"},
		{"hole around its outer ring",
			polygonDoc(square + `,[[29,47],[29,50],[32,50],[32,47],[29,47]]`),
			geojson.RuleHoleOutside, "a", "29 47"},
		{"hole outside, touching in all positions",
			polygonDoc(`[[30,48],[34,48],[34,49],[32,48.5],[30,49],[30,48]],` +
				`[[30,49],[34,49],[32,48.5],[30,49]]`),
			geojson.RuleHoleOutside, "a", ""},
		{"hole in a hole",
			polygonDoc(wideBox + `,[[31,49],[31,53],[35,53],[35,49],[31,49]],` +
				`[[32,50],[32,51],[33,51],[32,50]]`),
			geojson.RuleHolesOverlap, "a", "32 50"},
		{"hole twice",
			polygonDoc(wideBox + `,[[31,49],[31,53],[35,53],[31,49]],` +
				`[[31,49],[31,53],[35,53],[31,49]]`),
			geojson.RuleHolesOverlap, "a", ""},
		{"holes across",
			polygonDoc(wideBox + `,[[31,49],[31,53],[33,53],[33,49],[31,49]],` +
				`[[32,50],[32,51],[34,51],[32,50]]`),
			geojson.RuleHolesOverlap, "a", ""},
		{"polygons across",
			multiPolygonDoc(`[` + square + `],[[[30.5,48.5],[31.5,48.5],[31.5,49.5],[30.5,48.5]]]`),
			geojson.RuleShellsOverlap, "a", ""},
		{"polygon in a polygon",
			multiPolygonDoc(`[` + wideBox + `],[[[31,49],[32,49],[32,50],[31,49]]]`),
			geojson.RuleShellsOverlap, "a", "31 49"},
		{"polygon twice", multiPolygonDoc(`[` + square + `],[` + square + `]`),
			geojson.RuleShellsOverlap, "a", ""},
		{"polygons side by side",
			multiPolygonDoc(`[` + square + `],[[[31,48],[32,48],[32,49],[31,49],[31,48]]]`),
			geojson.RuleShellsOverlap, "a", ""},
		{"levels are a text", levelsDoc(`"0"`), geojson.RuleLevels, "a", ""},
		{"levels of numbers", levelsDoc(`[0]`), geojson.RuleLevels, "a", ""},
		{"too few levels", levelsDoc(`["000"]`), geojson.RuleLevels, "a", "30 48"},
		{"too few lines of levels", levelsDoc(`[]`), geojson.RuleLevels, "a", ""},
		{"too many lines of levels", levelsDoc(`["44144","0"]`), geojson.RuleLevels, "a", ""},
		{"level 5", levelsDoc(`["00500"]`), geojson.RuleLevels, "a", ""},
		{"level x", levelsDoc(`["00x00"]`), geojson.RuleLevels, "a", ""},
		{"ends of a ring at different levels", levelsDoc(`["40003"]`), geojson.RuleLevels, "a",
			"30 48"},
		{"deep properties",
			`{"type":"Feature","geometry":null,"properties":{"a":` + strings.Repeat("[", 40) +
				strings.Repeat("]", 40) + `}}`,
			geojson.RuleTooDeep, "#1", ""},
		{"deep collections",
			featureDoc(strings.Repeat(`{"type":"GeometryCollection","geometries":[`, 40) +
				strings.Repeat(`]}`, 40)),
			geojson.RuleTooDeep, "a", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := geojson.Decode([]byte(test.doc), geojson.Limits{})
			expectError(t, err, test.rule, test.feature, test.at)
		})
	}
}

// levelsDoc returns a document with a square that has the levels.
func levelsDoc(member string) string {
	return `{"type":"Feature","id":"a","properties":{},"levels":` + member +
		`,"geometry":{"type":"Polygon","coordinates":[` + square + `]}}`
}

// expectError checks the rule, feature and position of a *diag.Diagnostic. position is "lon lat";
// empty: any.
func expectError(t *testing.T, err error, rule diag.Rule, feature, at string) {
	t.Helper()
	var e *diag.Diagnostic
	if !errors.As(err, &e) {
		t.Fatalf("error %v, want a *diag.Diagnostic of rule %s", err, rule)
	}
	place := ""
	if feature != "" {
		place = "feature " + feature
	}
	if e.Rule != rule || e.Place != place {
		t.Fatalf("rule %s, place %q, want %s, %q (%v)", e.Rule, e.Place, rule, place, e)
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
		limits  geojson.Limits
		rule    diag.Rule // empty: none is broken
		feature string
	}{
		{"none", geojson.Limits{}, "", ""},
		{"just enough",
			geojson.Limits{MaxBytes: len(doc), MaxFeatures: 2, MaxPositions: 4, MaxDepth: 6}, "",
			""},
		{"bytes", geojson.Limits{MaxBytes: len(doc) - 1}, geojson.RuleTooManyBytes, ""},
		{"features", geojson.Limits{MaxFeatures: 1}, geojson.RuleTooManyFeatures, ""},
		{"positions", geojson.Limits{MaxPositions: 3}, geojson.RuleTooManyPositions, "b"},
		{"depth", geojson.Limits{MaxDepth: 5}, geojson.RuleTooDeep, "#1"},
	} {
		_, err := geojson.Decode([]byte(doc), test.limits)
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
	trusted := geojson.Limits{SkipRingChecks: true}
	for _, doc := range []string{
		polygonDoc(bowtie),
		polygonDoc(square + `,[[40,40],[40,41],[41,41],[40,40]]`),
		multiPolygonDoc(`[` + square + `],[` + square + `]`),
	} {
		if _, err := geojson.Decode([]byte(doc), trusted); err != nil {
			t.Errorf("%v", err)
		}
	}
	_, err := geojson.Decode([]byte(polygonDoc(`[[30,48],[31,48],[31,49],[30,49]]`)), trusted)
	expectError(t, err, geojson.RuleOpenRing, "a", "30 49")
	c, err := geojson.Decode([]byte(polygonDoc(`[[30,48],[30,49],[31,49],[30,48]]`)), trusted)
	if err != nil || geo.RingArea(c.Features[0].Geometry.(orb.Polygon)[0]) <= 0 {
		t.Errorf("a clockwise outer ring stays clockwise (%v)", err)
	}
}

func TestErrorText(t *testing.T) {
	fsys := fstest.MapFS{"geojson/x.geojson": {Data: []byte(polygonDoc(bowtie))}}
	_, err := geojson.DecodeFile(fsys, "geojson/x.geojson", geojson.Limits{})
	const want = "geojson/x.geojson: feature a: ring-crosses-itself: " +
		"the outer ring crosses itself at 30.5, 48.5 (byte 96)"
	if err == nil || err.Error() != want {
		t.Errorf("%v\nwant %s", err, want)
	}
	if _, err := geojson.DecodeFile(fsys, "missing", geojson.Limits{}); err == nil {
		t.Error("a missing file has no error")
	}
}
