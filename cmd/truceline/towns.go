package main

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"
	"strconv"

	"github.com/paulmach/orb"
)

// townRow is what the tool needs of a row of towns.csv.
type townRow struct {
	id, oblast string
	names      []string // in all languages
	at         orb.Point
}

func readTownRows(fsys fs.FS) ([]townRow, error) {
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
	var list []townRow
	for _, row := range rows[1:] {
		t := townRow{id: column(row, "id"), oblast: column(row, "oblast")}
		for _, lang := range []string{"name_en", "name_uk", "name_fr"} {
			t.names = append(t.names, column(row, lang))
		}
		for i, name := range []string{"lon", "lat"} {
			if t.at[i], err = strconv.ParseFloat(column(row, name), 64); err != nil {
				return nil, fmt.Errorf("towns.csv: %s: %s: %w", t.id, name, err)
			}
		}
		list = append(list, t)
	}
	return list, nil
}
