package jsonlite

import (
	"bytes"
	"encoding/csv"
	"errors"
	"reflect"
	"strings"
	"testing"

	"truceline/internal/diag"
)

// FuzzRecords requires the result of encoding/csv for every text, and its bytes when the records
// are written again.
func FuzzRecords(f *testing.F) {
	for _, text := range []string{"", "\n", "a", "a,b\n1,2\n", "a,b\n\n1,2", "a,b\n1", "a\n1,2",
		"a,b\r\n1,2\r\n", "a\rb", "a,\"b\"\n", "a\"b", ",\n,", " \n", "é,\xff\n\x00,b",
		"\"a\nb\",c", "\"a\r\nb\r\"", "\"a\"\"b\"", "\"a\"b", "\"a", "\"a\n", "\"\"", "\"\",\n",
		"\"a\"\r\n", "a\r\r\n", "a\r\r", "\r", "\r\n\r", "\n\r\n", "\"\n\n\"", " \"a\"", "\\.\n",
		"\"a\"\r", "\"\"\"\"", "\"\n", "\"a\n\n"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := ReadRecords(data)
		want, wantErr := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if (err == nil) != (wantErr == nil) {
			t.Fatalf("%q: %v, encoding/csv: %v", data, err, wantErr)
		}
		if err != nil {
			return
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%q: %q instead of %q", data, got, want)
		}
		var written bytes.Buffer
		if err := csv.NewWriter(&written).WriteAll(want); err != nil {
			t.Fatal(err)
		}
		if out := AppendRecords(nil, got); !bytes.Equal(out, written.Bytes()) {
			t.Fatalf("%q: written as %q instead of %q", got, out, written.Bytes())
		}
	})
}

func TestReadRecords_Errors(t *testing.T) {
	for _, c := range []struct{ text, place, detail string }{
		{"a,b\n\n1\n", "line 3", "there are 1 fields, in the first line 2"},
		{"a,b\n\"1\n2\",3\n\"4", "line 4", "not closed"},
		{"a\nb\"\n", "line 2", "without quotes around it"},
		{"a\n\"b\"c\n", "line 2", "doubled"},
	} {
		_, err := ReadRecords([]byte(c.text))
		var d *diag.Diagnostic
		if !errors.As(err, &d) || d.Place != c.place || !strings.Contains(d.Detail, c.detail) {
			t.Errorf("%q: got %v, want %q at %s", c.text, err, c.detail, c.place)
		}
	}
}

func TestReadRecords(t *testing.T) {
	rows, err := ReadRecords([]byte("a,b\n\n\"1,\"\"2\",3\n"))
	if err != nil || !reflect.DeepEqual(rows, [][]string{{"a", "b"}, {`1,"2`, "3"}}) {
		t.Errorf("%q, %v", rows, err)
	}
}
