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

// rivers returns the lines of the table's rivers, cut at the frame and joined. All rivers are noded together, so
// that at no level one crosses another where it did not before; like the land they are thinned far from Ukraine.
func rivers(here fs.FS, table []row, t thinner) (*geo.Collection, error) {
	full, err := riverSources(here, table)
	if err != nil {
		return nil, err
	}
	full.Simplify(geo.SimplifyOptions{})
	var a geo.Arrangement
	for label := range table {
		lines, levels := full.Lines(label)
		for i, line := range lines {
			a.AddLine(t.line(line, levels[i]), label)
		}
	}
	sub, err := a.Build()
	if err != nil {
		return nil, err
	}
	sub.Simplify(geo.SimplifyOptions{})
	c := &geo.Collection{Members: map[string]any{"source": naturalEarth}}
	for label, r := range table {
		lines, levels := sub.Lines(label)
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

// riverSources nodes the source's lines, each labelled with its river's number in the table.
func riverSources(here fs.FS, table []row) (*geo.Subdivision, error) {
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
			for _, line := range clip.MultiLineString(frame, p.lines) {
				a.AddLine(gridLine(line), label)
			}
		}
	}
	return a.Build()
}

// reservoirs returns the table's reservoirs, which keep their own licence.
func reservoirs(here fs.FS, table []row) (*geo.Collection, error) {
	waters, err := readSource(here, "waterbodies.geojson.gz")
	if err != nil {
		return nil, err
	}
	shapes := map[string]orb.MultiPolygon{}
	for _, w := range waters {
		shapes[w.id] = w.polygons
	}
	var regions []region
	for _, r := range table {
		regions = append(regions, region{r["id"], oriented(shapes[r["id"]])})
	}
	l, err := arrange(regions, nil)
	if err != nil {
		return nil, err
	}
	l.Simplify(geo.SimplifyOptions{})
	c := &geo.Collection{Members: map[string]any{
		"source":      "OpenStreetMap, 2017, by way of @geo-maps/earth-waterbodies-100m 0.6.0",
		"licence":     "ODbL-1.0",
		"attribution": "© OpenStreetMap contributors",
	}}
	for _, r := range table {
		shape, levels := l.Dissolve(l.of(r["id"]))
		feature, err := r.feature(shape, levels)
		if err != nil {
			return nil, err
		}
		c.Features = append(c.Features, feature)
	}
	return c, nil
}
