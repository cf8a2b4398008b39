package main

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io/fs"
	"math"

	"github.com/paulmach/orb"
	"truceline/internal/geo"
)

// source is one shape of an extract with the source's own coordinates.
type source struct {
	id, name string
	polygons orb.MultiPolygon
	lines    orb.MultiLineString
}

// readSource reads an extract from the folder sources. It does not use geojson.Decode, which
// enforces rules for the published files: clipped shapes may touch themselves along the clipping
// edge.
func readSource(inputs fs.FS, name string) ([]source, error) {
	file, err := inputs.Open("sources/" + name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	reader, err := gzip.NewReader(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var collection struct {
		Features []struct {
			ID         string
			Properties struct{ Name string }
			Geometry   struct {
				Type        string
				Coordinates json.RawMessage
			}
		}
	}
	if err := json.NewDecoder(reader).Decode(&collection); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var out []source
	for _, f := range collection.Features {
		s := source{id: f.ID, name: f.Properties.Name}
		var coordinates any = &s.polygons
		if f.Geometry.Type == "MultiLineString" {
			coordinates = &s.lines
		}
		if err := json.Unmarshal(f.Geometry.Coordinates, coordinates); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", name, f.ID, err)
		}
		out = append(out, s)
	}
	return out, nil
}

// toGrid returns the grid position nearest to a point in degrees.
func toGrid(p orb.Point) geo.GridPoint {
	return geo.GridPoint{
		Lon: int32(math.Round(p[0] * geo.GridStepsPerDegree)),
		Lat: int32(math.Round(p[1] * geo.GridStepsPerDegree)),
	}
}

// gridLine returns a line snapped to the grid without consecutive duplicates.
func gridLine(line []orb.Point) []geo.GridPoint {
	var out []geo.GridPoint
	for _, p := range line {
		if g := toGrid(p); len(out) == 0 || out[len(out)-1] != g {
			out = append(out, g)
		}
	}
	return out
}

// snapPolygons snaps every vertex of the polygons to the grid, in place.
func snapPolygons(polygons orb.MultiPolygon) orb.MultiPolygon {
	for _, polygon := range polygons {
		for _, ring := range polygon {
			for i, p := range ring {
				ring[i] = toGrid(p).Point()
			}
		}
	}
	return polygons
}
