package assetcheck

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"truceline/internal/diag"
	"truceline/internal/locale"
)

// Town is the part of a row of towns.csv that the tool needs.
type Town struct {
	ID, Oblast string
	Names      []string  // in all languages, former names included
	Point      orb.Point // degrees, longitude first
}

// ReadTowns reads towns.csv. The column "known" holds a town's former names, one for each language
// of locale.Langs, divided by "|"; it may be empty.
func ReadTowns(fsys fs.FS) ([]Town, error) {
	file, err := fsys.Open("towns.csv")
	if err != nil {
		return nil, err
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, fmt.Errorf("towns.csv: no rows (%v)", err)
	}
	column := func(row []string, name string) string {
		if k := slices.Index(rows[0], name); k >= 0 {
			return row[k]
		}
		return ""
	}
	var list []Town
	for _, row := range rows[1:] {
		t := Town{ID: column(row, "id"), Oblast: column(row, "oblast")}
		for _, lang := range []string{"name_en", "name_uk", "name_fr"} {
			t.Names = append(t.Names, column(row, lang))
		}
		if formerNames := column(row, "known"); formerNames != "" {
			names := strings.Split(formerNames, "|")
			if len(names) != len(locale.Langs()) || slices.Contains(names, "") {
				return nil, &diag.Diagnostic{File: "towns.csv", Place: t.ID,
					Detail: fmt.Sprintf("known: write a name for each of %v, divided by |",
						locale.Langs())}
			}
			t.Names = append(t.Names, names...)
		}
		for i, name := range []string{"lon", "lat"} {
			if t.Point[i], err = strconv.ParseFloat(column(row, name), 64); err != nil {
				return nil, fmt.Errorf("towns.csv: %s: %s: %w", t.ID, name, err)
			}
		}
		list = append(list, t)
	}
	return list, nil
}
