package main

import (
	"fmt"
	"slices"
	"strings"

	"truceline/internal/geo"
)

// naturalEarthSource is the source of every file but the reservoirs', as its foreign member
// "source".
const naturalEarthSource = "Natural Earth 1:10m, public domain"

// addFiles adds the files that are sets of the land's faces.
func (l *land) addFiles(t tables, out map[string]*geo.Collection) error {
	for _, f := range []struct {
		name string
		rows []row
	}{
		{"oblasts.geojson", t.oblasts}, {"neighbours.geojson", t.countries},
		{"sea.geojson", t.seas},
	} {
		c := &geo.Collection{Members: map[string]any{"source": naturalEarthSource}}
		for _, r := range f.rows {
			shape, levels := l.Dissolve(l.ownedBy(r["id"]))
			if len(shape) == 0 {
				return fmt.Errorf("%s: %s owns nothing on the map", f.name, r["id"])
			}
			feature, err := r.feature(shape, levels)
			if err != nil {
				return err
			}
			c.Features = append(c.Features, feature)
		}
		out[f.name] = c
	}
	shape, levels := l.Dissolve(l.isUkraine)
	out["outline.geojson"] = &geo.Collection{
		Members: map[string]any{"source": naturalEarthSource},
		Features: []geo.Feature{{
			ID: "UA",
			Properties: map[string]any{"name_en": "Ukraine", "name_uk": "Україна",
				"name_fr": "Ukraine"},
			Geometry: shape,
			Levels:   levels,
		}},
	}
	return nil
}

// sortedOwners returns the owners: Ukraine's regions first, then all others, by name.
func sortedOwners(l *land) []string {
	out := l.owners()
	slices.SortFunc(out, func(a, b string) int {
		if isOblast(a) != isOblast(b) {
			if isOblast(a) {
				return -1
			}
			return 1
		}
		return strings.Compare(a, b)
	})
	return out
}
