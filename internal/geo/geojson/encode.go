package geojson

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// Encode writes a collection as GeoJSON. The same collection always gives the same bytes: foreign
// members and properties are sorted by name, each feature has a line of its own, and coordinates
// are rounded to the grid of 1e-5 degrees and written without trailing zeros. Decode returns what
// was written, except that a shape off the grid may break a rule once it is rounded.
//
// Beyond the types that Decode returns, properties may hold integers and []string. Encode panics
// where a value cannot be JSON: a Go type that a Feature cannot hold, or a number that is not
// finite.
func Encode(c *Collection) []byte {
	out := []byte(`{"type":"FeatureCollection",`)
	for _, name := range slices.Sorted(maps.Keys(c.Members)) {
		switch name {
		case "type", "features", "bbox", "coordinates", "geometries", "geometry", "properties":
			continue // they would change what the document means
		}
		out = append(appendString(out, name), ':')
		out = append(appendValue(out, c.Members[name]), ',')
	}
	out = append(out, `"features":[`...)
	for i := range c.Features {
		if i > 0 {
			out = append(out, ',')
		}
		out = appendFeature(append(out, '\n'), &c.Features[i])
	}
	return append(out, "\n]}\n"...)
}

func appendFeature(out []byte, f *Feature) []byte {
	out = append(out, `{"type":"Feature",`...)
	if f.ID != "" {
		out = append(appendString(append(out, `"id":`...), f.ID), ',')
	}
	out = append(out, `"properties":`...)
	if f.Properties == nil {
		out = append(out, "null"...)
	} else {
		out = appendValue(out, f.Properties)
	}
	out = appendGeometry(append(out, `,"geometry":`...), f.Geometry)
	if f.Levels != nil {
		out = append(out, `,"levels":[`...)
		for i, digits := range f.Levels {
			if i > 0 {
				out = append(out, ',')
			}
			out = append(append(append(out, '"'), digits...), '"')
		}
		out = append(out, ']')
	}
	return append(out, '}')
}

func appendGeometry(out []byte, g orb.Geometry) []byte {
	switch g := g.(type) {
	case nil:
		return append(out, "null"...)
	case orb.Ring:
		return appendGeometry(out, orb.Polygon{g})
	case orb.Bound:
		return appendGeometry(out, g.ToPolygon())
	case orb.Collection:
		out = append(out, `{"type":"GeometryCollection","geometries":`...)
		return append(appendList(out, g, appendGeometry), '}')
	}
	out = append(out, `{"type":"`...)
	out = append(out, g.GeoJSONType()...)
	out = append(out, `","coordinates":`...)
	switch g := g.(type) {
	case orb.Point:
		out = appendPoint(out, g)
	case orb.MultiPoint:
		out = appendList(out, g, appendPoint)
	case orb.LineString:
		out = appendList(out, g, appendPoint)
	case orb.MultiLineString:
		out = appendList(out, g, appendPoints)
	case orb.Polygon:
		out = appendPolygon(out, g)
	case orb.MultiPolygon:
		out = appendList(out, g, appendPolygon)
	default:
		panic(fmt.Sprintf("geo: a geometry of type %T cannot be GeoJSON", g))
	}
	return append(out, '}')
}

func appendPolygon(out []byte, p orb.Polygon) []byte { return appendList(out, p, appendPoints) }

func appendPoints[L ~[]orb.Point](out []byte, line L) []byte {
	return appendList(out, line, appendPoint)
}

func appendList[L ~[]E, E any](out []byte, list L, appendElement func([]byte, E) []byte) []byte {
	out = append(out, '[')
	for i, e := range list {
		if i > 0 {
			out = append(out, ',')
		}
		out = appendElement(out, e)
	}
	return append(out, ']')
}

func appendPoint(out []byte, p orb.Point) []byte {
	out = appendDegrees(append(out, '['), p[0])
	return append(appendDegrees(append(out, ','), p[1]), ']')
}

// appendDegrees appends a coordinate rounded to the grid.
func appendDegrees(out []byte, degrees float64) []byte {
	steps := math.Round(degrees * geo.GridStepsPerDegree)
	if !(math.Abs(steps) < 1<<53) {
		panic(fmt.Sprintf("geo: the coordinate %v cannot be GeoJSON", degrees))
	}
	n := int64(steps)
	if n < 0 {
		out, n = append(out, '-'), -n
	}
	out = strconv.AppendInt(out, n/geo.GridStepsPerDegree, 10)
	if n %= geo.GridStepsPerDegree; n == 0 {
		return out
	}
	out = append(out, '.')
	for unit := int64(geo.GridStepsPerDegree / 10); n > 0; unit /= 10 {
		out = append(out, byte('0'+n/unit))
		n %= unit
	}
	return out
}

// appendValue appends a value of properties or of a foreign member.
func appendValue(out []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(out, "null"...)
	case bool:
		return strconv.AppendBool(out, v)
	case string:
		return appendString(out, v)
	case int:
		return strconv.AppendInt(out, int64(v), 10)
	case int64:
		return strconv.AppendInt(out, v, 10)
	case float64:
		return appendNumber(out, v)
	case []any:
		return appendList(out, v, appendValue)
	case []string:
		return appendList(out, v, appendString)
	case map[string]any:
		out = append(out, '{')
		for i, name := range slices.Sorted(maps.Keys(v)) {
			if i > 0 {
				out = append(out, ',')
			}
			out = appendValue(append(appendString(out, name), ':'), v[name])
		}
		return append(out, '}')
	}
	panic(fmt.Sprintf("geo: a value of type %T cannot be GeoJSON", v))
}

// appendNumber appends the shortest number that reads back as v.
func appendNumber(out []byte, v float64) []byte {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		panic(fmt.Sprintf("geo: the number %v cannot be GeoJSON", v))
	}
	if size := math.Abs(v); size != 0 && (size < 1e-6 || size >= 1e21) {
		return strconv.AppendFloat(out, v, 'e', -1, 64)
	}
	return strconv.AppendFloat(out, v, 'f', -1, 64)
}

// appendString appends a JSON string. Invalid UTF-8 becomes U+FFFD.
func appendString(out []byte, text string) []byte {
	const hex = "0123456789abcdef"
	out = append(out, '"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			out = append(out, '\\', byte(r))
		case r == '\n':
			out = append(out, `\n`...)
		case r == '\t':
			out = append(out, `\t`...)
		case r < ' ':
			out = append(out, '\\', 'u', '0', '0', hex[r>>4], hex[r&15])
		default:
			out = utf8.AppendRune(out, r)
		}
	}
	return append(out, '"')
}
