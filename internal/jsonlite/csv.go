package jsonlite

import (
	"bytes"
	"encoding/csv"
	"strings"
)

// ReadRecords is what encoding/csv reads from a table: its rows, the head among them. Rows of other
// lengths than the head's are refused.
func ReadRecords(data []byte) ([][]string, error) {
	if rows, ok := splitRecords(string(data)); ok {
		return rows, nil
	}
	return csv.NewReader(bytes.NewReader(data)).ReadAll()
}

// splitRecords reads a table without quotes. False: it has some, or rows of several lengths.
func splitRecords(text string) (rows [][]string, ok bool) {
	if strings.IndexByte(text, '"') >= 0 || strings.IndexByte(text, '\r') >= 0 {
		return nil, false
	}
	columns := 0
	for text != "" {
		var line string
		line, text, _ = cutByte(text, '\n')
		if line == "" {
			continue
		}
		if columns == 0 {
			columns = strings.Count(line, ",") + 1
		}
		row := make([]string, 0, columns)
		for more := true; more; {
			var cell string
			cell, line, more = cutByte(line, ',')
			row = append(row, cell)
		}
		if len(row) != columns {
			return nil, false
		}
		rows = append(rows, row)
	}
	return rows, true
}

// cutByte is strings.Cut at a byte.
func cutByte(text string, at byte) (before, after string, found bool) {
	if i := strings.IndexByte(text, at); i >= 0 {
		return text[:i], text[i+1:], true
	}
	return text, "", false
}
