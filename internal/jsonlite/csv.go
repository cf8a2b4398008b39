package jsonlite

import (
	"bytes"
	"encoding/csv"
	"strings"
)

// ReadRecords parses data as CSV, as csv.Reader.ReadAll does: all records, the header first, must
// have the same number of fields.
func ReadRecords(data []byte) ([][]string, error) {
	if rows, ok := splitRecords(string(data)); ok {
		return rows, nil
	}
	return csv.NewReader(bytes.NewReader(data)).ReadAll()
}

// splitRecords splits CSV text without quotes. It reports false if text has quotes or carriage
// returns, or records of different lengths.
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
			var value string
			value, line, more = cutByte(line, ',')
			row = append(row, value)
		}
		if len(row) != columns {
			return nil, false
		}
		rows = append(rows, row)
	}
	return rows, true
}

// cutByte slices text around the first sep, as strings.Cut does.
func cutByte(text string, sep byte) (before, after string, found bool) {
	if i := strings.IndexByte(text, sep); i >= 0 {
		return text[:i], text[i+1:], true
	}
	return text, "", false
}
