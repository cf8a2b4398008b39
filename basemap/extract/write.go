package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"math"
	"os"
	"sort"

	"github.com/paulmach/orb"
)

// feature is one shape of an extract. name is the source's own and may be empty.
type feature struct {
	id, name string
	geometry orb.Geometry
}

// writeExtract writes the features, sorted by id, to a compressed GeoJSON file and returns its size
// in bytes.
func writeExtract(file string, features []feature) (int, error) {
	sort.SliceStable(features, func(i, j int) bool { return features[i].id < features[j].id })
	var text bytes.Buffer
	text.WriteString("{\"type\":\"FeatureCollection\",\"features\":[\n")
	for i, f := range features {
		line, err := json.Marshal(f.toGeoJSON())
		if err != nil {
			return 0, err
		}
		if i > 0 {
			text.WriteString(",\n")
		}
		text.Write(line)
	}
	text.WriteString("\n]}\n")

	var compressed bytes.Buffer
	zip, err := gzip.NewWriterLevel(&compressed, gzip.BestCompression)
	if err != nil {
		return 0, err
	}
	if _, err := zip.Write(text.Bytes()); err != nil {
		return 0, err
	}
	if err := zip.Close(); err != nil {
		return 0, err
	}
	return compressed.Len(), os.WriteFile(file, compressed.Bytes(), 0o644)
}

// toGeoJSON returns the feature as a value that encodes as GeoJSON.
func (f feature) toGeoJSON() any {
	type geometry struct {
		Type        string `json:"type"`
		Coordinates any    `json:"coordinates"`
	}
	properties := map[string]string{}
	if f.name != "" {
		properties["name"] = f.name
	}
	return struct {
		Type       string            `json:"type"`
		ID         string            `json:"id"`
		Properties map[string]string `json:"properties"`
		Geometry   geometry          `json:"geometry"`
	}{"Feature", f.id, properties, geometry{f.geometry.GeoJSONType(), roundGeometry(f.geometry)}}
}

// roundGeometry rounds the coordinates, in place, to seven decimals, which is about a centimetre.
// Clipping and the shapefiles' binary numbers leave more.
func roundGeometry(g orb.Geometry) any {
	switch g := g.(type) {
	case orb.MultiLineString:
		for _, l := range g {
			roundLine(l)
		}
	case orb.MultiPolygon:
		for _, p := range g {
			for _, r := range p {
				roundLine(r)
			}
		}
	}
	return g
}

func roundLine(line []orb.Point) { roundCoordinates(line, 1e7) }

// roundCoordinates rounds coordinates to multiples of 1/steps degrees.
func roundCoordinates(line []orb.Point, steps float64) {
	for i, p := range line {
		line[i] = orb.Point{math.Round(p[0]*steps) / steps, math.Round(p[1]*steps) / steps}
	}
}
