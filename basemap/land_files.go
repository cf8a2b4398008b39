package main

import (
	"fmt"
	"slices"
	"strings"

	"truceline/internal/geo/geojson"
)

// naturalEarthSource is the foreign member "source" of files from Natural Earth.
const naturalEarthSource = "Natural Earth 1:10m, public domain"

// addFiles adds the collections that are sets of the land's faces to files.
func (l *land) addFiles(t tables, files map[string]*geojson.Collection) error {
	for _, f := range []struct {
		name string
		rows []row
	}{
		{"oblasts.geojson", t.oblasts}, {"neighbours.geojson", t.countries},
		{"sea.geojson", t.seas},
	} {
		c := &geojson.Collection{Members: map[string]any{"source": naturalEarthSource}}
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
		files[f.name] = c
	}
	shape, levels := l.Dissolve(l.isUkraine)
	files["outline.geojson"] = &geojson.Collection{
		Members: map[string]any{"source": naturalEarthSource},
		Features: []geojson.Feature{{
			ID: "UA",
			Properties: map[string]any{"name_en": "Ukraine", "name_uk": "Україна",
				"name_fr": "Ukraine"},
			Geometry: shape,
			Levels:   levels,
		}},
	}
	return nil
}

// sortedOwners returns the owners by name, Ukraine's regions first.
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
