package quick

import (
	"bytes"
	"encoding/csv"
	"strings"
)

// Records is what encoding/csv reads from a table: its rows, the head among them. Rows of other lengths than the head's are
// refused.
func Records(data []byte) ([][]string, error) {
	if rows, ok := records(string(data)); ok {
		return rows, nil
	}
	return csv.NewReader(bytes.NewReader(data)).ReadAll()
}

// records reads a table without quotes. False: it has some, or rows of several lengths.
func records(text string) (rows [][]string, ok bool) {
	if strings.ContainsAny(text, "\"\r") {
		return nil, false
	}
	columns := 0
	for text != "" {
		var line string
		line, text, _ = strings.Cut(text, "\n")
		if line == "" {
			continue
		}
		if columns == 0 {
			columns = strings.Count(line, ",") + 1
		}
		row := make([]string, 0, columns)
		for more := true; more; {
			var cell string
			cell, line, more = strings.Cut(line, ",")
			row = append(row, cell)
		}
		if len(row) != columns {
			return nil, false
		}
		rows = append(rows, row)
	}
	return rows, true
}
