package app

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"truceline/internal/assetname"
	"truceline/internal/csvtable"
	"truceline/internal/diag"
	"truceline/internal/isodate"
	"truceline/internal/locale"
)

// A correction is a row of assetname.Corrections, which the command-line tool writes. The columns
// are the settlement's id, the date, the old and the new side, the source, the time of the
// correction, and a note.
type correction struct {
	name, oblast string // from the settlement's id
	date         string
	old, new     string // R, G or C
	source, note string
	correctedOn  string // an ISO 8601 date
}

// sideTextKeys are the keys of the names of the sides.
var sideTextKeys = map[string]string{"R": "corrections.r", "G": "corrections.g",
	"C": "corrections.c"}

// CheckCorrections returns what is wrong with the table of corrections. It may be missing.
func CheckCorrections(fsys fs.FS) error {
	_, err := readCorrections(fsys)
	return err
}

// parseSettlementID splits the id of a settlement: its name, "-ua-", the two digits of its oblast,
// and "-" with a number if the oblast has several settlements of that name.
func parseSettlementID(id string) (name, oblast string, ok bool) {
	i := strings.LastIndex(id, "-ua-")
	if i < 1 {
		return "", "", false
	}
	code, number, hasNumber := strings.Cut(id[i+len("-ua-"):], "-")
	if len(code) != 2 || !isDigits(code) || hasNumber && !isDigits(number) {
		return "", "", false
	}
	return id[:i], "UA-" + code, true
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// readCorrections reads the table of corrections, if it exists, newest first.
func readCorrections(fsys fs.FS) ([]correction, error) {
	table, err := csvtable.Read(fsys, assetname.Corrections, "settlement", "date", "old", "new",
		"source", "when")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	var list []correction
	for i, row := range table.Rows {
		c, err := parseCorrection(table, row)
		if err != nil {
			return nil, &diag.Diagnostic{File: assetname.Corrections,
				Place: fmt.Sprintf("row %d", i+2), Detail: err.Error()}
		}
		list = append(list, c)
	}
	slices.Reverse(list) // newest first within a day
	slices.SortStableFunc(list,
		func(a, b correction) int { return strings.Compare(b.correctedOn, a.correctedOn) })
	return list, nil
}

// parseCorrection parses a row of the table.
func parseCorrection(table *csvtable.Table, row []string) (c correction, err error) {
	c = correction{
		date: table.Text(row, "date"), source: table.Text(row, "source"),
		old: table.Text(row, "old"), new: table.Text(row, "new"),
		note: table.Text(row, "note"),
	}
	var ok bool
	if c.name, c.oblast, ok = parseSettlementID(table.Text(row, "settlement")); !ok {
		return c, fmt.Errorf("%q is no id of a settlement", table.Text(row, "settlement"))
	}
	changedAt, err := time.Parse(time.RFC3339, table.Text(row, "when"))
	if err != nil {
		return c, fmt.Errorf("%q is no time such as 2026-01-06T12:00:00Z", table.Text(row, "when"))
	}
	c.correctedOn = changedAt.UTC().Format(time.DateOnly)
	if !isodate.IsDate(c.date) {
		return c, fmt.Errorf("%q is no day such as 2026-01-06", c.date)
	}
	for _, side := range []string{c.old, c.new} {
		if sideTextKeys[side] == "" {
			return c, fmt.Errorf("%q is none of R, G, C", side)
		}
	}
	return c, nil
}

func (b *tableBuilder) correctionsView() []Correction {
	list := []Correction{}
	for i, c := range b.corrections {
		text := b.locale.Text("corrections.entry", "place", b.settlementName(c), "oblast",
			b.world.FeatureName(c.oblast, b.locale.Lang),
			"date", b.locale.Date(c.date), "old", b.locale.Text(sideTextKeys[c.old]),
			"new", b.locale.Text(sideTextKeys[c.new]), "source", strings.TrimRight(c.source, "."))
		if c.note != "" {
			text += " " + c.note
		}
		list = append(list,
			Correction{ID: fmt.Sprintf("%s-%d", c.correctedOn, len(b.corrections)-i),
				Date: b.locale.Date(c.correctedOn), Text: text})
	}
	return list
}

// settlementName returns the name of a settlement: in the reader's language if it is a labelled
// town, otherwise as in its id.
func (b *tableBuilder) settlementName(c correction) string {
	spelling := locale.FoldSpelling(c.name)
	for _, town := range b.towns {
		if town.Oblast == c.oblast &&
			locale.FoldSpelling(b.world.FeatureName("town-"+town.ID, "en")) == spelling {
			return b.world.FeatureName("town-"+town.ID, b.locale.Lang)
		}
	}
	parts := strings.Split(c.name, "-")
	for i, part := range parts {
		parts[i] = strings.ToUpper(part[:1]) + part[1:]
	}
	return strings.Join(parts, " ")
}
