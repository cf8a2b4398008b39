package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// The functions of this file edit CSV and JSON files without changing any other byte, so that diffs
// of hand-edited files stay minimal.

// setCSVCell replaces a field of a CSV file, in the row whose first field is id.
func setCSVCell(data []byte, id, column, value string) ([]byte, error) {
	rows, err := parseCSVRows(data)
	if err != nil {
		return nil, err
	}
	index := slices.Index(rows[0].fields, column)
	for _, row := range rows[1:] {
		if index >= 0 && index < len(row.fieldOffsets) && row.fields[0] == id {
			tail := data[row.fieldOffsets[index]:]
			if end := bytes.IndexAny(tail, ",\r\n"); end >= 0 {
				return slices.Concat(data[:row.fieldOffsets[index]], []byte(value), tail[end:]), nil
			}
			return slices.Concat(data[:row.fieldOffsets[index]], []byte(value)), nil
		}
	}
	return nil, fmt.Errorf("no field %s of %s", column, id)
}

// addCSVColumn adds a column to a CSV file, with the values of sourceColumn, before beforeColumn
// or, if that is empty, at the end.
func addCSVColumn(data []byte, name, beforeColumn, sourceColumn string) ([]byte, error) {
	rows, err := parseCSVRows(data)
	if err != nil {
		return nil, err
	}
	index := slices.Index(rows[0].fields, beforeColumn)
	source := slices.Index(rows[0].fields, sourceColumn)
	if source < 0 || beforeColumn != "" && index < 0 {
		return nil, fmt.Errorf("no column %s or %s", beforeColumn, sourceColumn)
	}
	var out []byte
	last := 0
	for i, row := range rows {
		value := name
		if i > 0 {
			value = row.fields[source]
		}
		offset, text := row.end, ","+value
		if beforeColumn != "" {
			offset, text = row.fieldOffsets[index], value+","
		}
		out = append(append(out, data[last:offset]...), text...)
		last = offset
	}
	return append(out, data[last:]...), nil
}

// A csvRow is a record with the byte offsets of its fields and of its end, before the line break.
type csvRow struct {
	fields       []string
	fieldOffsets []int
	end          int
}

func parseCSVRows(data []byte) ([]csvRow, error) {
	lines := []int{0, 0} // the offset of each line, by its number from 1
	for i, b := range data {
		if b == '\n' {
			lines = append(lines, i+1)
		}
	}
	r := csv.NewReader(bytes.NewReader(data))
	var rows []csvRow
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) && len(rows) > 0 {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		row := csvRow{fields: fields, end: int(r.InputOffset())}
		for f := range fields {
			line, column := r.FieldPos(f)
			row.fieldOffsets = append(row.fieldOffsets, lines[line]+column-1)
		}
		row.end = len(bytes.TrimRight(data[:row.end], "\r\n"))
		rows = append(rows, row)
	}
}

// addJSONItem adds an item to an array in the top-level object, after the item with the id afterID
// or, if that is empty, at the end. It copies the separator between the other items.
func addJSONItem(data []byte, array, afterID, itemJSON string) ([]byte, error) {
	items, arrayStart, err := parseJSONItems(data, array)
	if err != nil {
		return nil, err
	}
	if len(items) == 0 {
		return slices.Concat(data[:arrayStart], []byte(itemJSON), data[arrayStart:]), nil
	}
	index := len(items) - 1
	if afterID != "" {
		index = slices.IndexFunc(items, func(item jsonItem) bool { return item.id == afterID })
		if index < 0 {
			return nil, fmt.Errorf("no %s in %s", afterID, array)
		}
	}
	separator := data[arrayStart:items[0].start] // a line break and indentation
	if len(items) > 1 {
		separator = data[items[0].end:items[1].start]
		separator = separator[bytes.IndexByte(separator, ',')+1:]
	}
	end := items[index].end
	return slices.Concat(data[:end], []byte(","), separator, []byte(itemJSON), data[end:]), nil
}

type jsonItem struct {
	id         string
	start, end int // offsets
}

// parseJSONItems returns the items of an array in the top-level object and the offset after its
// opening bracket.
func parseJSONItems(data []byte, array string) (items []jsonItem, arrayStart int, err error) {
	d := json.NewDecoder(bytes.NewReader(data))
	if _, err := d.Token(); err != nil {
		return nil, 0, err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, 0, err
		}
		if name != array {
			var skip json.RawMessage
			if err := d.Decode(&skip); err != nil {
				return nil, 0, err
			}
			continue
		}
		if _, err := d.Token(); err != nil {
			return nil, 0, err
		}
		arrayStart = int(d.InputOffset())
		for d.More() {
			var raw json.RawMessage
			if err := d.Decode(&raw); err != nil {
				return nil, 0, err
			}
			var item struct {
				ID string `json:"id"`
			}
			if err := json.Unmarshal(raw, &item); err != nil {
				return nil, 0, err
			}
			end := int(d.InputOffset())
			items = append(items, jsonItem{item.ID, end - len(raw), end})
		}
		return items, arrayStart, nil
	}
	return nil, 0, fmt.Errorf("no %q", array)
}

// formatJSONLine returns an object on one line, formatted like the story's rows, with names and
// values alternating in pairs.
func formatJSONLine(pairs ...any) (string, error) {
	var parts []string
	for i := 0; i+1 < len(pairs); i += 2 {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(pairs[i+1]); err != nil {
			return "", err
		}
		value := strings.TrimSpace(b.String())
		if list, ok := pairs[i+1].([]string); ok {
			quoted := make([]string, len(list))
			for k, s := range list {
				quoted[k] = fmt.Sprintf("%q", s)
			}
			value = "[" + strings.Join(quoted, ", ") + "]"
		}
		parts = append(parts, fmt.Sprintf("%q: %s", pairs[i], value))
	}
	return "{" + strings.Join(parts, ", ") + "}", nil
}

// addCSVRow appends a record to a CSV file.
func addCSVRow(data []byte, fields []string) ([]byte, error) {
	if len(data) > 0 && data[len(data)-1] != '\n' {
		data = append(slices.Clone(data), '\n')
	}
	var b bytes.Buffer
	b.Write(data)
	w := csv.NewWriter(&b)
	if err := w.Write(fields); err != nil {
		return nil, err
	}
	w.Flush()
	return b.Bytes(), w.Error()
}
