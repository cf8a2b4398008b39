package control

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/paulmach/orb"

	"truceline/internal/diag"
	"truceline/internal/geo"
	"truceline/internal/geo/geojson"
)

// BaseMap is the part of the base map that control needs: the oblasts and the levels of detail of
// their borders.
type BaseMap struct {
	Oblasts []Oblast // by code
	// RiverSections are the sections of the lower Dnipro between its banks, downstream: river,
	// islands and the bed of the Kakhovka reservoir. Empty: the base map has none.
	RiverSections []orb.MultiPolygon
	// barrierLines are the lines of BarriersFile that facts may follow, by id.
	barrierLines map[string][]geo.GridPoint
	levels       map[geo.GridPoint]byte
	bounds       bounds // of all oblasts, in the map's plane
}

// Oblast is one oblast of the base map.
type Oblast struct {
	Code  string // ISO 3166-2
	Label string // short English name
	Land  orb.MultiPolygon
}

// The files that ReadBaseMap reads, relative to the assets. BarriersFile may be missing.
const (
	OblastsFile  = "geojson/oblasts.geojson"
	BarriersFile = "geojson/barriers.geojson"
)

// ReadBaseMap reads the oblasts and the barriers.
func ReadBaseMap(fsys fs.FS) (*BaseMap, error) {
	data, err := fs.ReadFile(fsys, OblastsFile)
	if err != nil {
		return nil, err
	}
	c, err := geojson.Decode(data, geojson.Limits{})
	if err != nil {
		return nil, diag.InFile(OblastsFile, err)
	}
	b := &BaseMap{levels: map[geo.GridPoint]byte{}, bounds: emptyBounds()}
	for _, f := range c.Features {
		land, ok := asMultiPolygon(f.Geometry)
		if !ok || !oblastPattern.MatchString(f.ID) {
			return nil,
				diag.List{{File: OblastsFile, Place: f.ID, Rule: RuleOblast,
					Detail: "not the land of an oblast with a code like UA-14"}}
		}
		label, _ := f.Properties["label_en"].(string)
		b.Oblasts = append(b.Oblasts, Oblast{Code: f.ID, Label: label, Land: land})
		b.readLevels(land, f.Levels)
	}
	slices.SortFunc(b.Oblasts, func(x, y Oblast) int {
		if x.Code < y.Code {
			return -1
		}
		return 1
	})
	return b, b.readBarriers(fsys)
}

// readBarriers reads the river sections and the lines that facts may use as barriers.
func (b *BaseMap) readBarriers(fsys fs.FS) error {
	data, err := fs.ReadFile(fsys, BarriersFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	c, err := geojson.Decode(data, geojson.Limits{})
	if err != nil {
		return diag.InFile(BarriersFile, err)
	}
	b.barrierLines = map[string][]geo.GridPoint{}
	for _, f := range c.Features {
		if land, ok := asMultiPolygon(f.Geometry); ok {
			b.RiverSections = append(b.RiverSections, land)
			b.readLevels(land, f.Levels)
			continue
		}
		line, ok := f.Geometry.(orb.LineString)
		if !ok {
			return diag.List{{File: BarriersFile, Place: f.ID, Rule: RuleFields,
				Detail: "neither land between banks nor one line"}}
		}
		for _, p := range line {
			b.barrierLines[f.ID] = append(b.barrierLines[f.ID], roundToGrid(p[0], p[1]))
		}
	}
	return nil
}

func asMultiPolygon(g orb.Geometry) (orb.MultiPolygon, bool) {
	switch g := g.(type) {
	case orb.Polygon:
		return orb.MultiPolygon{g}, true
	case orb.MultiPolygon:
		return g, true
	}
	return nil, false
}

// readLevels records the levels of detail of the positions of an oblast or a river section.
func (b *BaseMap) readLevels(land orb.MultiPolygon, levels [][]byte) {
	k := 0
	for _, polygon := range land {
		for _, ring := range polygon {
			for i, p := range ring {
				b.bounds.extend(geo.UkraineAlbers.Forward(p))
				if k < len(levels) && i < len(levels[k]) {
					g, level := roundToGrid(p[0], p[1]), levels[k][i]-'0'
					b.levels[g] = max(b.levels[g], level)
				}
			}
			k++
		}
	}
}

// Level returns the level of detail that the base map gives a position.
func (b *BaseMap) Level(g geo.GridPoint) (byte, bool) {
	l, ok := b.levels[g]
	return l, ok
}

// sharedBorder returns the longest line that two oblasts share.
func (b *BaseMap) sharedBorder(codeA, codeB string) ([]geo.GridPoint, error) {
	onOther := map[geo.GridPoint]bool{}
	for _, ring := range b.oblastRings(codeB) {
		for _, g := range ring {
			onOther[g] = true
		}
	}
	var longest []geo.GridPoint
	for _, ring := range b.oblastRings(codeA) {
		n := len(ring)
		start := slices.IndexFunc(ring, func(g geo.GridPoint) bool { return !onOther[g] })
		if start < 0 {
			continue
		}
		var stretch []geo.GridPoint
		for k := range n + 1 {
			if g := ring[(start+k)%n]; onOther[g] {
				stretch = append(stretch, g)
				continue
			}
			if len(stretch) > len(longest) {
				longest = stretch
			}
			stretch = nil
		}
	}
	if len(longest) < 2 {
		return nil, fmt.Errorf("%s and %s share no border on the base map", codeA, codeB)
	}
	return longest, nil
}

// oblastRings returns the rings of an oblast without the repeated last position.
func (b *BaseMap) oblastRings(code string) [][]geo.GridPoint {
	var out [][]geo.GridPoint
	for _, oblast := range b.Oblasts {
		if oblast.Code != code {
			continue
		}
		for _, polygon := range oblast.Land {
			for _, ring := range polygon {
				var points []geo.GridPoint
				for _, p := range ring[:len(ring)-1] {
					points = append(points, roundToGrid(p[0], p[1]))
				}
				out = append(out, points)
			}
		}
	}
	return out
}
