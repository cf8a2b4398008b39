// Package gazetteer reads the table of labelled towns.
package gazetteer

import (
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"truceline/internal/diag"
	"truceline/internal/jsonlite"
	"truceline/internal/locale"
)

// File is the path of the table, relative to the assets. Its columns are those of columns, one of
// the source of the position, and optionally "known", the former names.
const File = "towns.csv"

var columns = []string{"id", "name_en", "name_uk", "name_fr", "lon", "lat", "rank", "kind",
	"oblast", "population"}

// Town is a row of the table.
type Town struct {
	ID string
	// Names and FormerNames are by language. FormerNames is nil unless the town has been renamed.
	Names, FormerNames map[string]string
	// Point is the position in degrees, longitude first.
	Point orb.Point
	// Rank is the importance of the label: 1 is the highest.
	Rank int
	// Kind is such as "capital", "town" or, outside Ukraine, "foreign".
	Kind string
	// Oblast is the ISO 3166-2 code, such as UA-14, empty outside Ukraine.
	Oblast string
	// Population is 0 if it is not known.
	Population int
}

// Read reads the table in its own order. An invalid table is a *diag.Diagnostic.
func Read(fsys fs.FS) ([]Town, error) {
	data, err := fs.ReadFile(fsys, File)
	if err != nil {
		return nil, err
	}
	rows, err := jsonlite.ReadRecords(data)
	if err != nil {
		return nil, diag.InFile(File, err)
	}
	if len(rows) == 0 {
		return nil, &diag.Diagnostic{File: File, Detail: "it is empty"}
	}
	index := map[string]int{}
	for i, name := range rows[0] {
		index[name] = i
	}
	for _, name := range columns {
		if _, ok := index[name]; !ok {
			return nil, &diag.Diagnostic{File: File,
				Detail: fmt.Sprintf("there is no column %q", name)}
		}
	}
	towns := make([]Town, 0, len(rows)-1)
	for _, row := range rows[1:] {
		town, err := parseTown(func(column string) string {
			if i, ok := index[column]; ok {
				return row[i]
			}
			return ""
		})
		if err != nil {
			return nil, &diag.Diagnostic{File: File, Place: town.ID, Detail: err.Error()}
		}
		towns = append(towns, town)
	}
	return towns, nil
}

// parseTown parses a row, of which get returns a field. It returns at least the id.
func parseTown(get func(column string) string) (t Town, err error) {
	t = Town{ID: get("id"), Kind: get("kind"), Oblast: get("oblast"),
		Names: map[string]string{"en": get("name_en"), "uk": get("name_uk"), "fr": get("name_fr")}}
	for i, column := range [...]string{"lon", "lat"} {
		if t.Point[i], err = parseDegrees(get(column)); err != nil {
			return t, fmt.Errorf("%s: %w", column, err)
		}
	}
	if t.Rank, err = strconv.Atoi(get("rank")); err != nil {
		return t, fmt.Errorf("rank: %q is no whole number", get("rank"))
	}
	if population := get("population"); population != "" {
		if t.Population, err = strconv.Atoi(population); err != nil {
			return t, fmt.Errorf("population: %q is no whole number", population)
		}
	}
	t.FormerNames, err = parseFormerNames(get("known"))
	return t, err
}

func parseDegrees(field string) (float64, error) {
	degrees, err := strconv.ParseFloat(field, 64)
	if err != nil || math.IsNaN(degrees) || math.IsInf(degrees, 0) {
		return 0, fmt.Errorf("%q is no number", field)
	}
	return degrees, nil
}

// parseFormerNames parses one name for each language, divided by "|".
func parseFormerNames(field string) (map[string]string, error) {
	if field == "" {
		return nil, nil
	}
	names, langs := strings.Split(field, "|"), locale.Langs()
	if len(names) != len(langs) || slices.Contains(names, "") {
		return nil, fmt.Errorf("known: write a name for each of %v, divided by |", langs)
	}
	byLang := map[string]string{}
	for i, lang := range langs {
		byLang[lang] = names[i]
	}
	return byLang, nil
}
