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

// feature is one shape of an extract; name is the source's own and may be empty.
type feature struct {
	id, name string
	geometry orb.Geometry
}

// write writes the features, sorted by id, as a compressed GeoJSON file and returns its size in
// bytes.
func write(file string, features []feature) (int, error) {
	sort.SliceStable(features, func(i, j int) bool { return features[i].id < features[j].id })
	var text bytes.Buffer
	text.WriteString("{\"type\":\"FeatureCollection\",\"features\":[\n")
	for i, f := range features {
		line, err := json.Marshal(f.plain())
		if err != nil {
			return 0, err
		}
		if i > 0 {
			text.WriteString(",\n")
		}
		text.Write(line)
	}
	text.WriteString("\n]}\n")

	var packed bytes.Buffer
	zip, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return 0, err
	}
	if _, err := zip.Write(text.Bytes()); err != nil {
		return 0, err
	}
	if err := zip.Close(); err != nil {
		return 0, err
	}
	return packed.Len(), os.WriteFile(file, packed.Bytes(), 0o644)
}

// plain returns the feature in the shape of GeoJSON.
func (f feature) plain() any {
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
	}{"Feature", f.id, properties, geometry{f.geometry.GeoJSONType(), rounded(f.geometry)}}
}

// rounded returns the coordinates with at most seven decimals, about a centimetre: cutting and the
// shapefiles' binary numbers leave longer ones.
func rounded(g orb.Geometry) any {
	switch g := g.(type) {
	case orb.MultiLineString:
		for _, l := range g {
			round(l)
		}
	case orb.MultiPolygon:
		for _, p := range g {
			for _, r := range p {
				round(r)
			}
		}
	}
	return g
}

func round(line []orb.Point) { roundTo(line, 1e7) }

// roundTo rounds positions to a number of steps a degree.
func roundTo(line []orb.Point, steps float64) {
	for i, p := range line {
		line[i] = orb.Point{math.Round(p[0]*steps) / steps, math.Round(p[1]*steps) / steps}
	}
}
