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

// feature wraps a geometry in a document with one feature.
func feature(geometry string) string {
	return `{"type":"FeatureCollection","features":[{"type":"Feature","id":"a","properties":null,"geometry":` + geometry + `}]}`
}

func polygon(rings string) string { return feature(`{"type":"Polygon","coordinates":[` + rings + `]}`) }

func polygons(rings string) string {
	return feature(`{"type":"MultiPolygon","coordinates":[` + rings + `]}`)
}

const (
	square  = `[[30,48],[31,48],[31,49],[30,49],[30,48]]`
	bowtie  = `[[30,48],[31,49],[31,48],[30,49],[30,48]]`
	wideBox = `[[30,48],[36,48],[36,54],[30,54],[30,48]]`
)

// TestRules: every rule has documents that break it alone, and the error says where.
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
		{"leading zero", feature(`{"type":"Point","coordinates":[030,48]}`), geo.RuleJSON, "a", ""},
		{"point without digits", feature(`{"type":"Point","coordinates":[30.,48]}`), geo.RuleJSON, "a", ""},
		{"exponent without digits", feature(`{"type":"Point","coordinates":[30e,48]}`), geo.RuleJSON, "a", ""},
		{"plus sign", feature(`{"type":"Point","coordinates":[30,4e+]}`), geo.RuleJSON, "a", ""},
		{"huge number", `{"type":"FeatureCollection","features":[],"n":-1e999}`, geo.RuleJSON, "", ""},
		{"huge longitude", feature(`{"type":"Point","coordinates":[1e999,48]}`), geo.RuleRange, "a", "+Inf 48"},
		{"control character", "{\"type\":\"Feat\nure\"}", geo.RuleJSON, "", ""},
		{"not UTF-8", "{\"type\":\"FeatureCollection\",\"features\":[],\"name\":\"\xff\"}", geo.RuleJSON, "", ""},
		{"not UTF-8 after an escape", "{\"type\":\"FeatureCollection\",\"features\":[],\"name\":\"\\n\xff\"}", geo.RuleJSON, "", ""},
		{"unknown escape", `{"type":"FeatureCollection","features":[],"name":"\x"}`, geo.RuleJSON, "", ""},
		{"half an escape", `{"type":"FeatureCollection","features":[],"name":"\u12"}`, geo.RuleJSON, "", ""},
		{"unknown word", `{"type":"FeatureCollection","features":[],"name":nul}`, geo.RuleJSON, "", ""},
		{"two documents", `{"type":"FeatureCollection","features":[]}{}`, geo.RuleTrailingData, "", ""},
		{"a second bracket", `{"type":"Point","coordinates":[30,50]}]`, geo.RuleTrailingData, "", ""},
		{"features twice", `{"type":"FeatureCollection","features":[],"features":[]}`, geo.RuleDuplicateMember, "", ""},
		{"type twice, once escaped", `{"type":"FeatureCollection","features":[],"t\u0079pe":"Feature"}`, geo.RuleDuplicateMember, "", ""},
		{"property twice", `{"type":"Feature","id":7,"geometry":null,"properties":{"n":1,"n":2}}`, geo.RuleDuplicateMember, "7", ""},
		{"the ninth member twice", `{"type":"Feature","geometry":null,"properties":{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"i":1}}`,
			geo.RuleDuplicateMember, "#1", ""},
		{"no type", `{"features":[]}`, geo.RuleType, "", ""},
		{"type is no string", `{"type":1,"features":[]}`, geo.RuleType, "", ""},
		{"type is an object", `{"type":{},"features":[]}`, geo.RuleType, "", ""},
		{"unknown type", `{"type":"Circle","coordinates":[30,50]}`, geo.RuleType, "", ""},
		{"type in other letters", `{"type":"featurecollection","features":[]}`, geo.RuleType, "", ""},
		{"unknown geometry", feature(`{"type":"Circle","coordinates":[30,50]}`), geo.RuleType, "a", ""},
		{"feature as a geometry", feature(`{"type":"Feature","geometry":null,"properties":null}`), geo.RuleType, "a", ""},
		{"geometry among features", `{"type":"FeatureCollection","features":[{"type":"Point","coordinates":[30,50]}]}`, geo.RuleType, "#1", ""},
		{"collection in a collection", `{"type":"FeatureCollection","features":[{"type":"FeatureCollection","features":[]}]}`, geo.RuleType, "#1", ""},
		{"no features", `{"type":"FeatureCollection"}`, geo.RuleMember, "", ""},
		{"features is null", `{"type":"FeatureCollection","features":null}`, geo.RuleMember, "", ""},
		{"no geometry", `{"type":"Feature","properties":null,"id":"a b"}`, geo.RuleMember, "a b", ""},
		{"no properties", `{"type":"Feature","geometry":null}`, geo.RuleMember, "#1", ""},
		{"geometry is a list", feature(`[30,50]`), geo.RuleMember, "a", ""},
		{"properties are a list", `{"type":"Feature","geometry":null,"properties":[]}`, geo.RuleMember, "#1", ""},
		{"id is a list", `{"type":"Feature","geometry":null,"properties":null,"id":[1]}`, geo.RuleMember, "#1", ""},
		{"id is null", `{"type":"Feature","geometry":null,"properties":null,"id":null}`, geo.RuleMember, "#1", ""},
		{"no coordinates", feature(`{"type":"Point"}`), geo.RuleMember, "a", ""},
		{"coordinates are null", feature(`{"type":"Point","coordinates":null}`), geo.RuleMember, "a", ""},
		{"no geometries", feature(`{"type":"GeometryCollection"}`), geo.RuleMember, "a", ""},
		{"geometries are an object", feature(`{"type":"GeometryCollection","geometries":{}}`), geo.RuleMember, "a", ""},
		{"bbox of three", `{"type":"FeatureCollection","features":[],"bbox":[1,2,3]}`, geo.RuleMember, "", ""},
		{"bbox of texts", feature(`{"type":"Point","coordinates":[30,50],"bbox":["a","b","c","d"]}`), geo.RuleMember, "a", ""},
		{"coordinates in a feature", `{"type":"Feature","geometry":null,"properties":null,"coordinates":[]}`, geo.RuleMember, "#1", ""},
		{"properties in a collection", `{"type":"FeatureCollection","features":[],"properties":{}}`, geo.RuleMember, "", ""},
		{"geometry in a geometry", feature(`{"type":"Point","coordinates":[30,50],"geometry":null}`), geo.RuleMember, "a", ""},
		{"features in a feature", `{"type":"Feature","geometry":null,"properties":null,"features":[]}`, geo.RuleMember, "#1", ""},
		{"ids twice", `{"type":"FeatureCollection","features":[{"type":"Feature","id":"x","geometry":null,"properties":null},` +
			`{"type":"Feature","id":"x","geometry":null,"properties":null}]}`, geo.RuleDuplicateID, "x", ""},
		{"id as number and text", `{"type":"FeatureCollection","features":[{"type":"Feature","id":12,"geometry":null,"properties":null},` +
			`{"type":"Feature","id":"12","geometry":null,"properties":null}]}`, geo.RuleDuplicateID, "12", ""},
		{"NaN", feature(`{"type":"Point","coordinates":[NaN,50]}`), geo.RulePosition, "a", ""},
		{"infinity", feature(`{"type":"LineString","coordinates":[[30,50],[Infinity,50]]}`), geo.RulePosition, "a", ""},
		{"null in a position", polygon(`[[30,null],[31,48],[31,49],[30,48]]`), geo.RulePosition, "a", ""},
		{"text in a position", feature(`{"type":"Point","coordinates":["30","50"]}`), geo.RulePosition, "a", ""},
		{"one number", feature(`{"type":"Point","coordinates":[30]}`), geo.RulePosition, "a", ""},
		{"empty position", feature(`{"type":"MultiPoint","coordinates":[[]]}`), geo.RulePosition, "a", ""},
		{"a list too many", feature(`{"type":"Point","coordinates":[[30,50]]}`), geo.RulePosition, "a", ""},
		{"a list too few", polygon(`[30,48],[31,48],[31,49],[30,48]`), geo.RulePosition, "a", ""},
		{"a number for a ring", polygon(`30`), geo.RulePosition, "a", ""},
		{"longitude", feature(`{"type":"Point","coordinates":[180.00001,50]}`), geo.RuleRange, "a", "180.00001 50"},
		{"latitude", feature(`{"type":"LineString","coordinates":[[30,50],[30,-90.5]]}`), geo.RuleRange, "a", "30 -90.5"},
		{"metres", feature(`{"type":"Point","coordinates":[3400000,6500000]}`), geo.RuleRange, "a", "3.4e+06 6.5e+06"},
		{"line of one", feature(`{"type":"LineString","coordinates":[[30,50]]}`), geo.RuleTooFew, "a", "30 50"},
		{"empty line", feature(`{"type":"MultiLineString","coordinates":[[]]}`), geo.RuleTooFew, "a", ""},
		{"empty ring", polygon(`[]`), geo.RuleTooFew, "a", ""},
		{"ring of three", polygon(`[[30,48],[31,48],[30,48]]`), geo.RuleTooFew, "a", "30 48"},
		{"ring of two places", polygon(`[[30,48],[31,48],[30,48],[31,48],[30,48]]`), geo.RuleTooFew, "a", "30 48"},
		{"ring of one place", polygon(`[[30,48],[30,48],[30,48],[30,48]]`), geo.RuleTooFew, "a", "30 48"},
		{"open ring", polygon(`[[30,48],[31,48],[31,49],[30,49]]`), geo.RuleOpenRing, "a", "30 49"},
		{"ring open by a step", polygon(`[[30,48],[31,48],[31,49],[30,48.00001]]`), geo.RuleOpenRing, "a", "30 48.00001"},
		{"open hole", polygon(wideBox + `,[[31,49],[31,50],[32,50]]`), geo.RuleOpenRing, "a", "32 50"},
		{"bow tie", polygon(bowtie), geo.RuleSelfCrossing, "a", "30.5 48.5"},
		{"bow tie through a position", polygon(`[[30,48],[30.5,48.5],[31,49],[31,48],[30.5,48.5],[30,49],[30,48]]`), geo.RuleSelfCrossing, "a", "30.5 48.5"},
		{"bow tie in a hole", polygon(wideBox + `,[[31,49],[32,50],[32,49],[31,50],[31,49]]`), geo.RuleSelfCrossing, "a", "31.5 49.5"},
		{"spike", polygon(`[[30,48],[31,48],[33,48],[31,48],[31,49],[30,48]]`), geo.RuleSelfCrossing, "a", ""},
		{"flat triangle", polygon(`[[30,48],[31,48],[32,48],[30,48]]`), geo.RuleSelfCrossing, "a", ""},
		{"crossing in a collection", feature(`{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"Polygon","coordinates":[` + bowtie + `]}]}`),
			geo.RuleSelfCrossing, "a", "30.5 48.5"},
		{"touching in a position", polygon(`[[30,48],[31,48],[30.5,48.5],[31,49],[30,49],[30.5,48.5],[30,48]]`), geo.RuleSelfTouching, "a", "30.5 48.5"},
		{"touching an edge", polygon(`[[30,48],[32,48],[32,49],[31,48],[30,49],[30,48]]`), geo.RuleSelfTouching, "a", "31 48"},
		{"touching an edge in decimals", polygon(`[[30,48],[31,48.1],[30.1,48.2],[31,48.5],[30.3,48.6],[30,48]]`), geo.RuleSelfTouching, "a", "30.1 48.2"},
		{"hole far away", polygon(square + `,[[40,40],[40,41],[41,41],[40,40]]`), geo.RuleHoleOutside, "a", "40 40"},
		{"hole across the edge", polygon(square + `,[[30.5,48.5],[30.5,48.7],[31.5,48.6],[30.5,48.5]]`), geo.RuleHoleOutside, "a", ""},
		{"hole along the edge", polygon(square + `,[[30.2,48],[30.5,48.5],[30.8,48],[30.2,48]]`), geo.RuleHoleOutside, "a", "30.2 48"},
		{"hole around its outer ring", polygon(square + `,` + `[[29,47],[29,50],[32,50],[32,47],[29,47]]`), geo.RuleHoleOutside, "a", "29 47"},
		{"hole outside, touching in all positions", polygon(`[[30,48],[34,48],[34,49],[32,48.5],[30,49],[30,48]],[[30,49],[34,49],[32,48.5],[30,49]]`),
			geo.RuleHoleOutside, "a", ""},
		{"hole in a hole", polygon(wideBox + `,[[31,49],[31,53],[35,53],[35,49],[31,49]],[[32,50],[32,51],[33,51],[32,50]]`), geo.RuleHolesOverlap, "a", "32 50"},
		{"hole twice", polygon(wideBox + `,[[31,49],[31,53],[35,53],[31,49]],[[31,49],[31,53],[35,53],[31,49]]`), geo.RuleHolesOverlap, "a", ""},
		{"holes across", polygon(wideBox + `,[[31,49],[31,53],[33,53],[33,49],[31,49]],[[32,50],[32,51],[34,51],[32,50]]`), geo.RuleHolesOverlap, "a", ""},
		{"polygons across", polygons(`[` + square + `],[[[30.5,48.5],[31.5,48.5],[31.5,49.5],[30.5,48.5]]]`), geo.RuleShellsOverlap, "a", ""},
		{"polygon in a polygon", polygons(`[` + wideBox + `],[` + `[[31,49],[32,49],[32,50],[31,49]]` + `]`), geo.RuleShellsOverlap, "a", "31 49"},
		{"polygon twice", polygons(`[` + square + `],[` + square + `]`), geo.RuleShellsOverlap, "a", ""},
		{"polygons side by side", polygons(`[` + square + `],[[[31,48],[32,48],[32,49],[31,49],[31,48]]]`), geo.RuleShellsOverlap, "a", ""},
		{"levels are a text", levels(`"0"`), geo.RuleLevels, "a", ""},
		{"levels of numbers", levels(`[0]`), geo.RuleLevels, "a", ""},
		{"too few levels", levels(`["000"]`), geo.RuleLevels, "a", "30 48"},
		{"too few lines of levels", levels(`[]`), geo.RuleLevels, "a", ""},
		{"too many lines of levels", levels(`["44144","0"]`), geo.RuleLevels, "a", ""},
		{"level 5", levels(`["00500"]`), geo.RuleLevels, "a", ""},
		{"level x", levels(`["00x00"]`), geo.RuleLevels, "a", ""},
		{"ends of a ring at different levels", levels(`["40003"]`), geo.RuleLevels, "a", "30 48"},
		{"deep properties", `{"type":"Feature","geometry":null,"properties":{"a":` + strings.Repeat("[", 40) + strings.Repeat("]", 40) + `}}`, geo.RuleDepth, "#1", ""},
		{"deep collections", feature(strings.Repeat(`{"type":"GeometryCollection","geometries":[`, 40) + strings.Repeat(`]}`, 40)), geo.RuleDepth, "a", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := geo.Decode([]byte(test.doc), geo.Limits{})
			expect(t, err, test.rule, test.feature, test.at)
		})
	}
}

// levels is a square with levels.
func levels(member string) string {
	return `{"type":"Feature","id":"a","properties":{},"levels":` + member + `,"geometry":{"type":"Polygon","coordinates":[` + square + `]}}`
}

func expect(t *testing.T, err error, rule geo.Rule, feature, at string) {
	t.Helper()
	var e *geo.Error
	if !errors.As(err, &e) {
		t.Fatalf("error %v, want a *geo.Error of rule %s", err, rule)
	}
	if e.Rule != rule || e.Feature != feature {
		t.Fatalf("rule %s, feature %q, want %s, %q (%v)", e.Rule, e.Feature, rule, feature, e)
	}
	if got := fmt.Sprintf("%v %v", e.At[0], e.At[1]); at != "" && (!e.HasAt || got != at) {
		t.Fatalf("at %s, want %s (%v)", got, at, e)
	}
	if e.Detail == "" || !strings.Contains(e.Error(), string(rule)) || !strings.Contains(e.Error(), e.Detail) {
		t.Fatalf("a message that does not say what is wrong: %v", e)
	}
}

func TestLimits(t *testing.T) {
	doc := `{"type":"FeatureCollection","features":[` +
		`{"type":"Feature","geometry":{"type":"LineString","coordinates":[[30,50],[31,50],[32,50]]},"properties":null},` +
		`{"type":"Feature","id":"b","geometry":{"type":"Point","coordinates":[30,50]},"properties":null}]}`
	for _, test := range []struct {
		name    string
		limits  geo.Limits
		rule    geo.Rule // empty: none is broken
		feature string
	}{
		{"none", geo.Limits{}, "", ""},
		{"just enough", geo.Limits{Bytes: len(doc), Features: 2, Vertices: 4, Depth: 6}, "", ""},
		{"bytes", geo.Limits{Bytes: len(doc) - 1}, geo.RuleBytes, ""},
		{"features", geo.Limits{Features: 1}, geo.RuleFeatures, ""},
		{"positions", geo.Limits{Vertices: 3}, geo.RuleVertices, "b"},
		{"depth", geo.Limits{Depth: 5}, geo.RuleDepth, "#1"},
	} {
		_, err := geo.Decode([]byte(doc), test.limits)
		if test.rule == "" {
			if err != nil {
				t.Errorf("%s: %v", test.name, err)
			}
			continue
		}
		expect(t, err, test.rule, test.feature, "")
	}
}

// TestTrusted: what Trusted leaves out, and nothing else.
func TestTrusted(t *testing.T) {
	trusted := geo.Limits{Trusted: true}
	for _, doc := range []string{polygon(bowtie), polygon(square + `,[[40,40],[40,41],[41,41],[40,40]]`), polygons(`[` + square + `],[` + square + `]`)} {
		if _, err := geo.Decode([]byte(doc), trusted); err != nil {
			t.Errorf("%v", err)
		}
	}
	_, err := geo.Decode([]byte(polygon(`[[30,48],[31,48],[31,49],[30,49]]`)), trusted)
	expect(t, err, geo.RuleOpenRing, "a", "30 49")
	c, err := geo.Decode([]byte(polygon(`[[30,48],[30,49],[31,49],[30,48]]`)), trusted)
	if err != nil || geo.RingArea(c.Features[0].Geometry.(orb.Polygon)[0]) <= 0 {
		t.Errorf("a clockwise outer ring stays clockwise (%v)", err)
	}
}

func TestErrorText(t *testing.T) {
	fsys := fstest.MapFS{"geojson/x.geojson": {Data: []byte(polygon(bowtie))}}
	_, err := geo.DecodeFile(fsys, "geojson/x.geojson", geo.Limits{})
	const want = "geojson/x.geojson: feature a: ring-crosses-itself: the outer ring crosses itself at 30.5, 48.5 (byte 96)"
	if err == nil || err.Error() != want {
		t.Errorf("%v\nwant %s", err, want)
	}
	if _, err := geo.DecodeFile(fsys, "missing", geo.Limits{}); err == nil {
		t.Error("a missing file has no error")
	}
}
