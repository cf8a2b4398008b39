package main

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"truceline/internal/geo"
	"truceline/internal/geo/geojson"
)

// row is one row of a table: its cells by column name.
type row map[string]string

// readTable reads a CSV file with a header row.
func readTable(fsys fs.FS, name string) ([]row, error) {
	file, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	cells, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var out []row
	for _, line := range cells[1:] {
		r := row{}
		for i, cell := range line {
			r[cells[0][i]] = cell
		}
		out = append(out, r)
	}
	return out, nil
}

// properties returns the row's properties: its names in three languages and, if the table has them,
// its short labels and its rank.
func (r row) properties() (map[string]any, error) {
	out := map[string]any{}
	for column, cell := range r {
		if strings.HasPrefix(column, "name_") || column == "label_en" || column == "label_uk" ||
			column == "label_fr" {
			if cell == "" {
				return nil, fmt.Errorf("%s: no %s", r["id"], column)
			}
			out[column] = cell
		}
	}
	if rank := r["rank"]; rank != "" {
		n, err := strconv.Atoi(rank)
		if err != nil {
			return nil, fmt.Errorf("%s: rank: %w", r["id"], err)
		}
		out["rank"] = float64(n)
	}
	return out, nil
}

// point returns the point in two of the row's columns. The result is false if they are empty.
func (r row) point(lon, lat string) (orb.Point, bool, error) {
	if r[lon] == "" && r[lat] == "" {
		return orb.Point{}, false, nil
	}
	x, err := strconv.ParseFloat(r[lon], 64)
	if err != nil {
		return orb.Point{}, false, fmt.Errorf("%s: %s: %w", r["id"], lon, err)
	}
	y, err := strconv.ParseFloat(r[lat], 64)
	if err != nil {
		return orb.Point{}, false, fmt.Errorf("%s: %s: %w", r["id"], lat, err)
	}
	return orb.Point{x, y}, true, nil
}

// feature returns the row as a feature: its names, the shape and, for polygons, the label's
// position.
func (r row) feature(shape orb.Geometry, levels [][]byte) (geojson.Feature, error) {
	properties, err := r.properties()
	if err != nil {
		return geojson.Feature{}, err
	}
	if polygons, ok := shape.(orb.MultiPolygon); ok {
		at, given, err := r.point("label_lon", "label_lat")
		if err != nil {
			return geojson.Feature{}, err
		}
		if !given {
			at = labelPoint(polygons)
		}
		properties["label_lon"], properties["label_lat"] = at[0], at[1]
		if len(polygons) == 1 {
			shape = polygons[0]
		}
	}
	return geojson.Feature{ID: r["id"], Properties: properties, Geometry: shape, Levels: levels},
		nil
}

// townsOffLand returns Ukraine's labelled towns that are not on any region's land.
func townsOffLand(towns []row, landByOblast map[string]orb.MultiPolygon) ([]row, error) {
	var out []row
	for _, t := range towns {
		if t["kind"] == "foreign" {
			continue
		}
		at, ok, err := t.point("lon", "lat")
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, fmt.Errorf("towns.csv: %s: no position", t["id"])
		}
		onLand := false
		for _, region := range landByOblast {
			onLand = onLand || planar.MultiPolygonContains(region, at)
		}
		if !onLand {
			out = append(out, t)
		}
	}
	return out, nil
}

// townPositions returns the towns' positions. Simplification keeps every border on its side of
// them.
func townPositions(towns []row) []geo.GridPoint {
	var out []geo.GridPoint
	for _, t := range towns {
		if at, ok, err := t.point("lon", "lat"); ok && err == nil {
			out = append(out, toGrid(at))
		}
	}
	return out
}
