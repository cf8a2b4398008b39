package app

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"
)

// CorrectionsFile is the table of what was mended after it had been shown: a day, and the text in each language.
const CorrectionsFile = "changes.csv"

// correction is a row of that table.
type correction struct {
	date string
	text map[string]string // by language
}

// readCorrections reads the table, newest first. Without one there were none.
func readCorrections(fsys fs.FS, langs []string) ([]correction, error) {
	columns := []string{"date"}
	for _, lang := range langs {
		columns = append(columns, "text_"+lang)
	}
	t, err := readTable(fsys, CorrectionsFile, columns...)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	var list []correction
	for i, row := range t.rows {
		c := correction{date: t.text(row, "date"), text: map[string]string{}}
		if _, err := time.Parse(time.DateOnly, c.date); err != nil {
			return nil, &DataError{CorrectionsFile, fmt.Errorf("row %d: %q is no day such as 2026-01-06", i+2, c.date)}
		}
		for _, lang := range langs {
			if c.text[lang] = strings.TrimSpace(t.text(row, "text_"+lang)); c.text[lang] == "" {
				return nil, &DataError{CorrectionsFile, fmt.Errorf("row %d: there is no text in column text_%s", i+2, lang)}
			}
		}
		list = append(list, c)
	}
	slices.SortStableFunc(list, func(a, b correction) int { return strings.Compare(b.date, a.date) })
	return list, nil
}

func (a *App) correctionsView() []Correction {
	list := []Correction{}
	for _, c := range a.corrections {
		list = append(list, Correction{ID: c.date, Date: a.words.Date(c.date), Text: c.text[a.words.Lang]})
	}
	return list
}
