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

// riverLines returns Natural Earth's centre lines of rivers and of the lakes they run through, cut
// at the window; the id is the source's river number with the number of the record. Parts of a
// river may have no name.
func riverLines(file string) ([]feature, error) {
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
		lines := clip.MultiLineString(window, parts(shape))
		if len(lines) == 0 {
			continue
		}
		id := fmt.Sprintf("%s-%04d", text(row, "rivernum"), row)
		out = append(out, feature{id: id, name: text(row, "name"), geometry: lines})
	}
	return out, reader.Err()
}

// parts returns the lines of a shape; none for a null shape.
func parts(shape shp.Shape) orb.MultiLineString {
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

// reservoirs are the water bodies that are taken, each by a point in it.
var reservoirs = []struct {
	id string
	at orb.Point
}{
	{"kaniv", orb.Point{31.49, 49.92}},
}

// sivash is the box in which OpenStreetMap's sea and water bodies are taken for the Sivash, which
// GSHHG lacks west of the Chonhar peninsula.
var sivash = orb.Bound{Min: orb.Point{33.7, 45.84}, Max: orb.Point{34.64, 46.31}}

// waterbodies returns the polygons of the reservoirs and of the Sivash from files of
// OpenStreetMap's water bodies and seas.
func waterbodies(waters, seas string) ([]feature, error) {
	var near, lagoon orb.MultiPolygon
	for _, file := range []string{waters, seas} {
		polygons, err := readPolygons(file)
		if err != nil {
			return nil, err
		}
		for _, p := range polygons {
			b := p.Bound()
			if file == waters && window.Contains(b.Min) && window.Contains(b.Max) {
				near = append(near, p)
			}
			if b.Intersects(sivash) {
				if part := clip.Polygon(sivash, p.Clone()); part != nil {
					lagoon = append(lagoon, part)
				}
			}
		}
	}
	out := []feature{{id: "sivash", geometry: lagoon}}
	for _, r := range reservoirs {
		p := waterAt(r.at, near)
		if p == nil {
			return nil, fmt.Errorf("%s: no water at %v", r.id, r.at)
		}
		out = append(out, feature{id: r.id, geometry: orb.MultiPolygon{p}})
	}
	return out, nil
}

// readPolygons reads the polygons of a GeoJSON file that is one GeometryCollection or one geometry.
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

// waterAt returns the water body with a point in it, nil where there is none.
func waterAt(at orb.Point, bodies orb.MultiPolygon) orb.Polygon {
	for _, p := range bodies {
		if p.Bound().Contains(at) && planar.PolygonContains(p, at) {
			return p
		}
	}
	return nil
}
