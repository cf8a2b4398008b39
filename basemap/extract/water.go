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

// riverLines returns Natural Earth's centre lines of rivers and of the lakes they run through, cut at the window;
// the id is the source's river number with the number of the record. Parts of a river may have no name.
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

// reservoirs says which water bodies are taken: those that hold one of these points. The Kakhovka reservoir was
// drained in June 2023 and is not among them.
var reservoirs = []struct {
	id string
	at []orb.Point
}{
	{"kyiv", []orb.Point{{30.47, 50.8}}},
	{"kaniv", []orb.Point{{31.49, 49.92}}},
	{"kremenchuk", []orb.Point{{32.73, 49.24}}},
	{"dnipro", []orb.Point{{35.13, 48.02}, {35.19, 48.23}, {35.16, 48.36}, {35.2, 48.54}}},
}

// waterbodies returns the polygons of the reservoirs from a file of OpenStreetMap's water bodies.
func waterbodies(file string) ([]feature, error) {
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
	var near orb.MultiPolygon
	for _, g := range collection.Geometries {
		for _, p := range g.Coordinates {
			if b := p.Bound(); window.Contains(b.Min) && window.Contains(b.Max) {
				near = append(near, p)
			}
		}
	}
	var out []feature
	for _, r := range reservoirs {
		var g orb.MultiPolygon
		for _, at := range r.at {
			p := waterAt(at, near)
			if p == nil {
				return nil, fmt.Errorf("%s: no water at %v", r.id, at)
			}
			g = append(g, p)
		}
		out = append(out, feature{id: r.id, geometry: g})
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
