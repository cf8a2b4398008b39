package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/jonas-p/go-shp"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"
	"github.com/paulmach/orb/planar"
)

// readRivers returns Natural Earth's centre lines of rivers, and of the lakes they run through,
// clipped to extractBounds. The id is the source's river number with the number of the record.
// Parts of a river may have no name.
func readRivers(file string) ([]feature, error) {
	reader, err := shp.Open(file)
	if err != nil {
		return nil, err
	}
	defer reader.Close()
	column := map[string]int{}
	for i, field := range reader.Fields() {
		column[field.String()] = i
	}
	text := func(row int, name string) string {
		return strings.Trim(reader.ReadAttribute(row, column[name]), " \x00")
	}
	var out []feature
	for reader.Next() {
		row, shape := reader.Shape()
		lines := clip.MultiLineString(extractBounds, polylineParts(shape))
		if len(lines) == 0 {
			continue
		}
		id := fmt.Sprintf("%s-%04d", text(row, "rivernum"), row)
		out = append(out, feature{id: id, name: text(row, "name"), geometry: lines})
	}
	return out, reader.Err()
}

// polylineParts returns the lines of a polyline, or nil for a null shape.
func polylineParts(shape shp.Shape) orb.MultiLineString {
	line, ok := shape.(*shp.PolyLine)
	if !ok {
		return nil
	}
	var out orb.MultiLineString
	for i, start := range line.Parts {
		end := line.NumPoints
		if i+1 < len(line.Parts) {
			end = line.Parts[i+1]
		}
		var l orb.LineString
		for _, p := range line.Points[start:end] {
			l = append(l, orb.Point{p.X, p.Y})
		}
		out = append(out, l)
	}
	return out
}

// reservoirPoints are the water bodies to extract, each identified by a point in it.
var reservoirPoints = []struct {
	id string
	at orb.Point
}{
	{"kaniv", orb.Point{31.49, 49.92}},
}

// sivashBounds is the rectangle, in degrees, in which the Sivash is OpenStreetMap's sea and water
// bodies. GSHHG lacks it west of the Chonhar peninsula.
var sivashBounds = orb.Bound{Min: orb.Point{33.7, 45.84}, Max: orb.Point{34.64, 46.31}}

// readWaterBodies returns the polygons of the reservoirs and of the Sivash, from files of
// OpenStreetMap's water bodies and seas.
func readWaterBodies(waters, seas string) ([]feature, error) {
	var near, lagoon orb.MultiPolygon
	for _, file := range []string{waters, seas} {
		polygons, err := readPolygons(file)
		if err != nil {
			return nil, err
		}
		for _, p := range polygons {
			b := p.Bound()
			if file == waters && extractBounds.Contains(b.Min) && extractBounds.Contains(b.Max) {
				near = append(near, p)
			}
			if b.Intersects(sivashBounds) {
				if part := clip.Polygon(sivashBounds, p.Clone()); part != nil {
					lagoon = append(lagoon, part)
				}
			}
		}
	}
	out := []feature{{id: "sivash", geometry: lagoon}}
	for _, r := range reservoirPoints {
		p := polygonAt(r.at, near)
		if p == nil {
			return nil, fmt.Errorf("%s: no water at %v", r.id, r.at)
		}
		out = append(out, feature{id: r.id, geometry: orb.MultiPolygon{p}})
	}
	return out, nil
}

// readPolygons reads the polygons of a GeoJSON file with one GeometryCollection.
func readPolygons(file string) (orb.MultiPolygon, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var collection struct {
		Geometries []struct {
			Coordinates orb.MultiPolygon `json:"coordinates"`
		} `json:"geometries"`
	}
	if err := json.Unmarshal(data, &collection); err != nil {
		return nil, err
	}
	var out orb.MultiPolygon
	for _, g := range collection.Geometries {
		out = append(out, g.Coordinates...)
	}
	return out, nil
}

// polygonAt returns the polygon that contains a point, or nil.
func polygonAt(at orb.Point, bodies orb.MultiPolygon) orb.Polygon {
	for _, p := range bodies {
		if p.Bound().Contains(at) && planar.PolygonContains(p, at) {
			return p
		}
	}
	return nil
}
