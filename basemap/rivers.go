package main

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"
	"truceline/internal/geo/geojson"
	"truceline/internal/geo/planar"
)

// riverBuilder builds rivers.geojson.
type riverBuilder struct {
	decimator
	channel orb.LineString          // the lower Dnipro, which replaces the source's line
	isWater func(at orb.Point) bool // reports whether a point is in the sea or a lagoon
}

// build returns the rivers of the table, clipped to the map. All rivers are noded together, so that
// simplification cannot make them cross. They are decimated far from Ukraine, like the land.
func (b riverBuilder) build(inputs fs.FS, table []row) (*geojson.Collection, error) {
	full, err := b.arrangeSourceLines(inputs, table)
	if err != nil {
		return nil, err
	}
	full.Simplify(planar.SimplifyOptions{})
	var a planar.Arrangement
	for label := range table {
		lines, levels := full.LinesWithLabel(label)
		for i, line := range lines {
			a.AddLine(b.decimateLine(line, levels[i]), label)
		}
	}
	subdivision, err := a.Build()
	if err != nil {
		return nil, err
	}
	subdivision.Simplify(planar.SimplifyOptions{})
	c := &geojson.Collection{Members: map[string]any{"source": naturalEarthSource}}
	for label, r := range table {
		lines, levels := subdivision.LinesWithLabel(label)
		if len(lines) == 0 {
			return nil, fmt.Errorf("rivers.csv: %s: no line", r["id"])
		}
		feature, err := r.feature(orb.MultiLineString(lines), levels)
		if err != nil {
			return nil, err
		}
		c.Features = append(c.Features, feature)
	}
	return c, nil
}

// arrangeSourceLines nodes the source's lines. The label of each is its river's index in the table.
// Rivers end where the sea or a lagoon begins.
func (b riverBuilder) arrangeSourceLines(inputs fs.FS, table []row) (*planar.Subdivision, error) {
	parts, err := readSource(inputs, "rivers.geojson.gz")
	if err != nil {
		return nil, err
	}
	var a planar.Arrangement
	for label, r := range table {
		numbers := strings.Fields(r["numbers"])
		for _, part := range parts {
			number, _, _ := strings.Cut(part.id, "-")
			if !slices.Contains(numbers, number) {
				continue
			}
			for _, line := range clip.MultiLineString(mapBounds, part.lines) {
				if r["id"] == "dnipro" && line.Bound().Max[1] < dniproDamLat {
					continue // the channel replaces it
				}
				b.addLandSegments(&a, line, label)
			}
		}
		if r["id"] == "dnipro" {
			b.addLandSegments(&a, b.channel[channelStart:], label)
		}
	}
	return a.Build()
}

// channelStart is the index of the channel's vertex at which Natural Earth's Dnipro from upstream
// ends.
const channelStart = 2

// addLandSegments adds the segments of a line whose midpoint is on land.
func (b riverBuilder) addLandSegments(a *planar.Arrangement, line orb.LineString, label int) {
	grid := gridLine(line)
	for i := 1; i < len(grid); i++ {
		p, q := grid[i-1].Point(), grid[i].Point()
		if !b.isWater(orb.Point{(p[0] + q[0]) / 2, (p[1] + q[1]) / 2}) {
			a.AddLine(grid[i-1:i+1], label)
		}
	}
}

// isWater returns a function that reports whether a point is in one of the seas.
func (l *land) isWater(seas []row) func(at orb.Point) bool {
	isSea := idSet(seas)
	return func(at orb.Point) bool {
		face := l.Locate(at)
		return face >= 0 && isSea[l.owner[face]]
	}
}

// buildBridges returns the bridges of the table. Consecutive rows with the same id are the vertices
// of one line.
func buildBridges(table []row) (*geojson.Collection, error) {
	c := &geojson.Collection{Members: map[string]any{
		"source": "drawn after reports of its route; shores: " + gshhgSource}}
	for _, r := range table {
		at, ok, err := r.point("lon", "lat")
		if err != nil || !ok {
			return nil, fmt.Errorf("bridges.csv: %s: no position", r["id"])
		}
		if n := len(c.Features); n == 0 || c.Features[n-1].ID != r["id"] {
			properties, err := r.properties()
			if err != nil {
				return nil, err
			}
			c.Features = append(c.Features,
				geojson.Feature{ID: r["id"], Properties: properties, Geometry: orb.LineString{}})
		}
		f := &c.Features[len(c.Features)-1]
		f.Geometry = append(f.Geometry.(orb.LineString), toGrid(at).Point())
	}
	return c, nil
}
