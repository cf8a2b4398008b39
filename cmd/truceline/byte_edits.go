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

// The edits of this file change what they must and leave every other byte of a file alone.

// setCSVCell replaces a field of a CSV file; the row is that whose first field is id.
func setCSVCell(data []byte, id, column, value string) ([]byte, error) {
	rows, err := parseCSVRows(data)
	if err != nil {
		return nil, err
	}
	k := slices.Index(rows[0].fields, column)
	for _, r := range rows[1:] {
		if k >= 0 && k < len(r.fieldOffsets) && r.fields[0] == id {
			rest := data[r.fieldOffsets[k]:]
			if end := bytes.IndexAny(rest, ",\r\n"); end >= 0 {
				return slices.Concat(data[:r.fieldOffsets[k]], []byte(value), rest[end:]), nil
			}
			return slices.Concat(data[:r.fieldOffsets[k]], []byte(value)), nil
		}
	}
	return nil, fmt.Errorf("no field %s of %s", column, id)
}

// addCSVColumn adds a column to a CSV file before the one called before, at the end if that is
// empty, with the same values as the column from.
func addCSVColumn(data []byte, name, before, from string) ([]byte, error) {
	rows, err := parseCSVRows(data)
	if err != nil {
		return nil, err
	}
	at, source := slices.Index(rows[0].fields, before), slices.Index(rows[0].fields, from)
	if source < 0 || before != "" && at < 0 {
		return nil, fmt.Errorf("no column %s or %s", before, from)
	}
	var out []byte
	last := 0
	for i, r := range rows {
		value := name
		if i > 0 {
			value = r.fields[source]
		}
		place, text := r.end, ","+value
		if before != "" {
			place, text = r.fieldOffsets[at], value+","
		}
		out = append(append(out, data[last:place]...), text...)
		last = place
	}
	return append(out, data[last:]...), nil
}

// A csvRow is a record, the offsets where its fields begin and where it ends, before the line
// break.
type csvRow struct {
	fields       []string
	fieldOffsets []int
	end          int
}

func parseCSVRows(data []byte) ([]csvRow, error) {
	lines := []int{0, 0} // where each line begins, from line 1
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

// addJSONItem adds an item to an array that stands at the top of a JSON object, after the item
// whose id is after, or at the end if that is empty; the item is written as the others are.
func addJSONItem(data []byte, array, after, item string) ([]byte, error) {
	items, open, err := parseJSONItems(data, array)
	if err != nil {
		return nil, err
	}
	if len(items) == 0 {
		return slices.Concat(data[:open], []byte(item), data[open:]), nil
	}
	k := len(items) - 1
	if after != "" {
		if k = slices.IndexFunc(items, func(i jsonItem) bool { return i.id == after }); k < 0 {
			return nil, fmt.Errorf("no %s in %s", after, array)
		}
	}
	gap := data[open:items[0].start] // what stands before an item: a line break and its indent
	if len(items) > 1 {
		gap = data[items[0].end:items[1].start]
		gap = gap[bytes.IndexByte(gap, ',')+1:]
	}
	return slices.Concat(data[:items[k].end], []byte(","), gap, []byte(item), data[items[k].end:]),
		nil
}

type jsonItem struct {
	id         string
	start, end int // offsets
}

// parseJSONItems returns the items of an array at the top of an object and the offset just after
// its bracket.
func parseJSONItems(data []byte, array string) (items []jsonItem, open int, err error) {
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
		open = int(d.InputOffset())
		for d.More() {
			var raw json.RawMessage
			if err := d.Decode(&raw); err != nil {
				return nil, 0, err
			}
			var named struct {
				ID string `json:"id"`
			}
			if err := json.Unmarshal(raw, &named); err != nil {
				return nil, 0, err
			}
			to := int(d.InputOffset())
			items = append(items, jsonItem{named.ID, to - len(raw), to})
		}
		return items, open, nil
	}
	return nil, 0, fmt.Errorf("no %q", array)
}

// formatJSONLine writes an object on one line, as the story's rows are written: names and values in
// the given order.
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

// addCSVRow adds a record to the end of a CSV file.
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
