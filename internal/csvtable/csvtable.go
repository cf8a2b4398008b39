// Package csvtable reads CSV files with a header. Its errors are *diag.Diagnostic, except that a
// file cannot be read.
package csvtable

import (
	"cmp"
	"fmt"
	"io/fs"
	"math"
	"strconv"

	"github.com/paulmach/orb"

	"truceline/internal/diag"
	"truceline/internal/jsonlite"
)

// Table is a CSV file with a header.
type Table struct {
	// Rows are the rows below the header.
	Rows [][]string

	file    string
	columns map[string]int
}

// Read reads a file whose header must have some columns.
func Read(fsys fs.FS, name string, columns ...string) (*Table, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	rows, err := jsonlite.ReadRecords(data)
	if err != nil {
		return nil, diag.InFile(name, err)
	}
	if len(rows) == 0 {
		return nil, &diag.Diagnostic{File: name, Detail: "it is empty"}
	}
	t := &Table{file: name, columns: map[string]int{}, Rows: rows[1:]}
	for i, c := range rows[0] {
		t.columns[c] = i
	}
	for _, c := range columns {
		if !t.Has(c) {
			return nil, &diag.Diagnostic{File: name,
				Detail: fmt.Sprintf("there is no column %q", c)}
		}
	}
	return t, nil
}

// Has reports whether the file has a column.
func (t *Table) Has(column string) bool {
	_, ok := t.columns[column]
	return ok
}

// Text returns the text of a row in a column, "" if the file has no such column.
func (t *Table) Text(row []string, column string) string {
	if i, ok := t.columns[column]; ok {
		return row[i]
	}
	return ""
}

// Point returns the position of a row in degrees, from the columns lon and lat.
func (t *Table) Point(row []string) (p orb.Point, err error) {
	for i, column := range [...]string{"lon", "lat"} {
		if p[i], err = t.number(row, column); err != nil {
			return orb.Point{}, err
		}
	}
	return p, nil
}

// number returns a finite number.
func (t *Table) number(row []string, column string) (float64, error) {
	value, err := strconv.ParseFloat(t.Text(row, column), 64)
	if err != nil || math.IsNaN(value) || math.IsInf(value, 0) {
		return 0, t.Problem(row, fmt.Sprintf("%s: %q is no number", column, t.Text(row, column)))
	}
	return value, nil
}

// Problem returns a problem in a row, whose place is the row's id, or else its first field.
func (t *Table) Problem(row []string, detail string) *diag.Diagnostic {
	return &diag.Diagnostic{File: t.file, Place: cmp.Or(t.Text(row, "id"), row[0]), Detail: detail}
}
