package geojson_test

import (
	"bytes"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	orbgeojson "github.com/paulmach/orb/geojson"

	"truceline/internal/diag"
	"truceline/internal/geo"
	"truceline/internal/geo/geojson"
)

// FuzzDecode checks that Decode never panics and returns complete errors, that orb/geojson reads
// every document that Decode accepts, and that accepted documents survive the round trip through
// Encode. Rounding to the grid may invalidate a shape; Decode must then return an error.
func FuzzDecode(f *testing.F) {
	for _, doc := range []string{
		``, `{}`, `null`, `{"type":"FeatureCollection","features":[]}`,
		"\ufeff{\"type\":\"Point\",\"coordinates\":[1,2]}",
		polygonDoc(square), polygonDoc(bowtie),
		polygonDoc(wideBox + `,[[31,49],[31,51],[33,49],[31,49]]`),
		multiPolygonDoc(`[` + square + `],[[[31,48.5],[32,48],[32,49],[31,48.5]]]`),
		levelsDoc(`["44144"]`),
		featureDoc(
			`{"type":"GeometryCollection","geometries":[{"type":"MultiPoint","coordinates":[[1,2],[3.5e0,-4,5]]}]}`),
		`{"features":[{"type":"Feature","id":1.50,"geometry":null,"properties":{"a":["\u0041\ud83d\ude00",-0.1e-5]}}],"type":"FeatureCollection","name":"x"}`,
		`{"type":"LineString","coordinates":[[0.000001,0],[179.9999999,-90]]}`,
		polygonDoc(`[[0,0],[1e-5,0],[0,1e-5],[0,0]]`),
		polygonDoc(`[[0,0],[1e-300,0],[0,1e-300],[0,0]]`),
	} {
		f.Add([]byte(doc), false)
	}
	f.Fuzz(func(t *testing.T, data []byte, trusted bool) {
		limits := geojson.Limits{MaxBytes: 1 << 16, SkipRingChecks: trusted}
		c, err := geojson.Decode(data, limits)
		if err != nil {
			var e *diag.Diagnostic
			if c != nil || !errors.As(err, &e) || e.Rule == "" || e.Detail == "" || e.Offset < 0 ||
				e.Offset > len(data) {
				t.Fatalf("%#v is no way to refuse", err)
			}
			return
		}
		checkOrbReads(t, data, c)
		encoded := geojson.Encode(c)
		decoded, err := geojson.Decode(encoded, geojson.Limits{SkipRingChecks: trusted})
		if allOnGrid(c) {
			if err != nil || !sameCollection(c, decoded) {
				t.Fatalf("%v\nis encoded as\n%s\nand read as\n%v (%v)", c, encoded, decoded, err)
			}
		} else if err != nil {
			return // invalidated by rounding
		}
		if second := geojson.Encode(decoded); allOnGrid(c) && !bytes.Equal(encoded, second) {
			t.Fatalf("%s\nis encoded again as\n%s", encoded, second)
		}
	})
}

// checkOrbReads fails the test where orb/geojson refuses a collection that Decode accepts, or reads
// other geometries.
func checkOrbReads(t *testing.T, data []byte, c *geojson.Collection) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	want, err := orbgeojson.UnmarshalFeatureCollection(data)
	if err != nil && strings.Contains(err.Error(), "not a feature collection") {
		return // a bare feature or geometry
	}
	if err != nil || len(want.Features) != len(c.Features) {
		t.Fatalf("orb refuses: %v", err)
	}
	for i, f := range c.Features {
		if _, collection := f.Geometry.(orb.Collection); collection || f.Geometry == nil {
			continue // empty geometries are null here
		}
		if !reflect.DeepEqual(positionsOf(f.Geometry),
			positionsOf(rewound(want.Features[i].Geometry))) {
			t.Fatalf("geometry %v, orb %v", f.Geometry, want.Features[i].Geometry)
		}
	}
}

// positionsOf returns the positions of a geometry. Rings are normalized to one direction, because
// rounding may decide the direction of a sliver.
func positionsOf(g orb.Geometry) (out []orb.Point) {
	switch g := g.(type) {
	case orb.Point:
		return []orb.Point{g}
	case orb.MultiPoint:
		return g
	case orb.LineString:
		return g
	case orb.Ring:
		return g
	case orb.MultiLineString:
		for _, line := range g {
			out = append(out, line...)
		}
	case orb.Polygon:
		for _, ring := range g {
			if len(ring) > 2 && less(ring[len(ring)-2], ring[1]) {
				ring = ring.Clone()
				ring.Reverse()
			}
			out = append(out, ring...)
		}
	case orb.MultiPolygon:
		for _, polygon := range g {
			out = append(out, positionsOf(polygon)...)
		}
	}
	return out
}

func less(p, q orb.Point) bool { return p[0] < q[0] || p[0] == q[0] && p[1] < q[1] }

// allOnGrid reports whether all positions are unchanged by Encode.
func allOnGrid(c *geojson.Collection) bool {
	isOnGrid := func(d float64) bool {
		return math.Round(d*geo.GridStepsPerDegree)/geo.GridStepsPerDegree == d
	}
	var all func(g orb.Geometry) bool
	all = func(g orb.Geometry) bool {
		if parts, ok := g.(orb.Collection); ok {
			for _, part := range parts {
				if !all(part) {
					return false
				}
			}
		}
		for _, p := range positionsOf(g) {
			if !isOnGrid(p[0]) || !isOnGrid(p[1]) {
				return false
			}
		}
		return true
	}
	for _, f := range c.Features {
		if !all(f.Geometry) {
			return false
		}
	}
	return true
}

// sameCollection compares collections. Nil and empty members are equal.
func sameCollection(a, b *geojson.Collection) bool {
	if len(a.Members)+len(b.Members) > 0 && !reflect.DeepEqual(a.Members, b.Members) {
		return false
	}
	return len(a.Features) == len(b.Features) &&
		(len(a.Features) == 0 || reflect.DeepEqual(a.Features, b.Features))
}
