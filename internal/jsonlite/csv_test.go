package jsonlite

import (
	"bytes"
	"encoding/csv"
	"reflect"
	"testing"
)

func FuzzRecords(f *testing.F) {
	for _, text := range []string{"", "\n", "a", "a,b\n1,2\n", "a,b\n\n1,2", "a,b\n1", "a\n1,2",
		"a,b\r\n1,2\r\n", "a\rb", "a,\"b\"\n", "a\"b", ",\n,", " \n", "é,\xff\n\x00,b"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got, ok := splitRecords(string(data))
		if !ok {
			return
		}
		want, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%q: %q instead of %q, %v", data, got, want, err)
		}
	})
}

func TestReadRecords(t *testing.T) {
	if rows, ok := splitRecords("a,b\n\n1,\n"); !ok ||
		!reflect.DeepEqual(rows, [][]string{{"a", "b"}, {"1", ""}}) {
		t.Errorf("%q, %v", rows, ok)
	}
	if rows, err := ReadRecords([]byte("a,b\n\"1,2\",3\n")); err != nil ||
		!reflect.DeepEqual(rows, [][]string{{"a", "b"}, {"1,2", "3"}}) {
		t.Errorf("%q, %v", rows, err)
	}
	if _, err := ReadRecords([]byte("a,b\n1\n")); err == nil {
		t.Error("a row is too short")
	}
}
