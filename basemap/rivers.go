package main

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"
	"truceline/internal/geo"
)

// riverBuilder makes the lines of rivers.
type riverBuilder struct {
	decimator
	channel orb.LineString          // of the lower Dnipro, in place of the source's line
	isWater func(at orb.Point) bool // reports whether a place lies in the sea or a lagoon
}

// build returns the lines of the table's rivers, cut at the frame and joined. All rivers are noded
// together, so that at no level one crosses another where it did not before; like the land they are
// thinned far from Ukraine.
func (m riverBuilder) build(here fs.FS, table []row) (*geo.Collection, error) {
	full, err := m.arrangeSourceLines(here, table)
	if err != nil {
		return nil, err
	}
	full.Simplify(geo.SimplifyOptions{})
	var a geo.Arrangement
	for label := range table {
		lines, levels := full.LinesWithLabel(label)
		for i, line := range lines {
			a.AddLine(m.decimateLine(line, levels[i]), label)
		}
	}
	sub, err := a.Build()
	if err != nil {
		return nil, err
	}
	sub.Simplify(geo.SimplifyOptions{})
	c := &geo.Collection{Members: map[string]any{"source": naturalEarthSource}}
	for label, r := range table {
		lines, levels := sub.LinesWithLabel(label)
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

// arrangeSourceLines nodes the source's lines, each labelled with its river's number in the table.
// Rivers end where the sea or a lagoon begins.
func (m riverBuilder) arrangeSourceLines(here fs.FS, table []row) (*geo.Subdivision, error) {
	parts, err := readSource(here, "rivers.geojson.gz")
	if err != nil {
		return nil, err
	}
	var a geo.Arrangement
	for label, r := range table {
		numbers := strings.Fields(r["numbers"])
		for _, p := range parts {
			number, _, _ := strings.Cut(p.id, "-")
			if !slices.Contains(numbers, number) {
				continue
			}
			for _, line := range clip.MultiLineString(mapBounds, p.lines) {
				if r["id"] == "dnipro" && line.Bound().Max[1] < dniproDamLat {
					continue // the channel stands for it
				}
				m.addLandSegments(&a, line, label)
			}
		}
		if r["id"] == "dnipro" {
			m.addLandSegments(&a, m.channel[channelStart:], label)
		}
	}
	return a.Build()
}

// channelStart is the position of the channel at which Natural Earth's Dnipro from upstream ends.
const channelStart = 2

// addLandSegments adds the segments of a line whose middle lies on land.
func (m riverBuilder) addLandSegments(a *geo.Arrangement, line orb.LineString, label int) {
	grid := gridLine(line)
	for i := 1; i < len(grid); i++ {
		p, q := grid[i-1].Point(), grid[i].Point()
		if !m.isWater(orb.Point{(p[0] + q[0]) / 2, (p[1] + q[1]) / 2}) {
			a.AddLine(grid[i-1:i+1], label)
		}
	}
}

// isWater returns a function that reports whether a place lies in one of the seas.
func (l *land) isWater(seas []row) func(at orb.Point) bool {
	id := idSet(seas)
	return func(at orb.Point) bool {
		face := l.Locate(at)
		return face >= 0 && id[l.owner[face]]
	}
}

// buildBridges returns the table's bridges: rows of the same id are the positions of one line.
func buildBridges(table []row) (*geo.Collection, error) {
	c := &geo.Collection{Members: map[string]any{
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
				geo.Feature{ID: r["id"], Properties: properties, Geometry: orb.LineString{}})
		}
		f := &c.Features[len(c.Features)-1]
		f.Geometry = append(f.Geometry.(orb.LineString), toGrid(at).Point())
	}
	return c, nil
}
