// Package gazetteer reads the table of labelled towns.
package gazetteer

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"truceline/internal/csvtable"
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
	table, err := csvtable.Read(fsys, File, columns...)
	if err != nil {
		return nil, err
	}
	towns := make([]Town, 0, len(table.Rows))
	for _, row := range table.Rows {
		town, err := parseTown(table, row)
		if err != nil {
			return nil, err
		}
		towns = append(towns, town)
	}
	return towns, nil
}

func parseTown(table *csvtable.Table, row []string) (t Town, err error) {
	get := func(column string) string { return table.Text(row, column) }
	t = Town{ID: get("id"), Kind: get("kind"), Oblast: get("oblast"),
		Names: map[string]string{"en": get("name_en"), "uk": get("name_uk"), "fr": get("name_fr")}}
	if t.Point, err = table.Point(row); err != nil {
		return t, err
	}
	if t.Rank, err = strconv.Atoi(get("rank")); err != nil {
		return t, table.Problem(row, fmt.Sprintf("rank: %q is no whole number", get("rank")))
	}
	if population := get("population"); population != "" {
		if t.Population, err = strconv.Atoi(population); err != nil {
			return t, table.Problem(row,
				fmt.Sprintf("population: %q is no whole number", population))
		}
	}
	if t.FormerNames, err = parseFormerNames(get("known")); err != nil {
		return t, table.Problem(row, err.Error())
	}
	return t, nil
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
