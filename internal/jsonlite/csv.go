package jsonlite

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"truceline/internal/diag"
)

// ReadRecords parses data as CSV, as csv.Reader.ReadAll does: all records, the header first, must
// have the same number of fields. Empty lines are skipped, and \r\n is read as \n, also in quotes.
func ReadRecords(data []byte) ([][]string, error) {
	text := string(data)
	if strings.IndexByte(text, '\r') >= 0 {
		text = strings.TrimSuffix(strings.ReplaceAll(text, "\r\n", "\n"), "\r")
	}
	r := recordReader{rest: text}
	var rows [][]string
	for r.rest != "" {
		line := r.line
		row, detail := r.readRecord()
		switch {
		case detail == "" && row == nil:
			continue
		case detail == "" && len(row) != r.columns:
			detail = "there are " + strconv.Itoa(len(row)) + " fields, in the first line " +
				strconv.Itoa(r.columns)
		}
		if detail != "" {
			return nil, &diag.Diagnostic{Place: "line " + strconv.Itoa(line+1), Detail: detail}
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// A recordReader reads records from the rest of a text whose lines end with \n.
type recordReader struct {
	rest    string
	line    int // the number of lines before rest
	columns int // the number of fields of the first record, 0 before it
}

// readRecord reads a line, and further lines if it ends within quotes. The record of an empty line
// is nil. If the record is invalid, detail tells why.
func (r *recordReader) readRecord() (row []string, detail string) {
	line := r.cutLine()
	if line == "" {
		return nil, ""
	}
	if r.columns == 0 {
		defer func() { r.columns = len(row) }()
		row = make([]string, 0, strings.Count(line, ",")+1)
	} else {
		row = make([]string, 0, r.columns)
	}
	for more := true; more; {
		var value string
		if quoted, ok := strings.CutPrefix(line, `"`); ok {
			value, line, more, detail = r.readQuoted(quoted)
		} else if value, line, more = cutByte(line, ','); strings.IndexByte(value, '"') >= 0 {
			detail = "a quote in a field without quotes around it"
		}
		if detail != "" {
			return nil, detail
		}
		row = append(row, value)
	}
	return row, ""
}

func (r *recordReader) cutLine() (line string) {
	line, r.rest, _ = cutByte(r.rest, '\n')
	r.line++
	return line
}

// readQuoted reads a field whose opening quote stands before line. It returns the rest of the line
// after the comma, and whether there was one.
func (r *recordReader) readQuoted(line string) (value, rest string, more bool, detail string) {
	for {
		text, after, closed := cutByte(line, '"')
		value += text
		switch {
		case !closed && r.rest == "":
			return "", "", false, "a quote is not closed"
		case !closed:
			value += "\n"
			line = r.cutLine()
		case after == "":
			return value, "", false, ""
		case after[0] == ',':
			return value, after[1:], true, ""
		case after[0] != '"':
			return "", "", false, "a quote within a field must be doubled"
		default:
			value += `"`
			line = after[1:]
		}
	}
}

// cutByte slices text around the first sep, as strings.Cut does.
func cutByte(text string, sep byte) (before, after string, found bool) {
	if i := strings.IndexByte(text, sep); i >= 0 {
		return text[:i], text[i+1:], true
	}
	return text, "", false
}

// AppendRecords appends records as CSV, as csv.Writer.WriteAll writes them.
func AppendRecords(out []byte, records [][]string) []byte {
	for _, record := range records {
		for i, value := range record {
			if i > 0 {
				out = append(out, ',')
			}
			if needsQuotes(value) {
				value = `"` + strings.ReplaceAll(value, `"`, `""`) + `"`
			}
			out = append(out, value...)
		}
		out = append(out, '\n')
	}
	return out
}

// needsQuotes reports whether a value has characters that separate values or records, begins with
// white space, or is the end of data in PostgreSQL's form of CSV.
func needsQuotes(value string) bool {
	first, _ := utf8.DecodeRuneInString(value)
	return strings.ContainsAny(value, ",\"\r\n") || unicode.IsSpace(first) || value == `\.`
}
