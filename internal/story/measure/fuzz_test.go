package measure

import (
	"strings"
	"testing"
)

// FuzzDecode: figures are read, or refused by the file's name.
func FuzzDecode(f *testing.F) {
	for _, text := range []string{"", "{}", "[]", "null",
		`{"date":"2026-01-06","areas":[{"id":"UA","km2":1e308}]}`, `{"areas":{}}`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		figures, err := DecodeFigures(data, "x.json")
		if (figures == nil) == (err == nil) ||
			err != nil && !strings.Contains(err.Error(), "x.json") {
			t.Fatalf("%v, %v", figures, err)
		}
		if figures != nil {
			figures.Area("UA")
		}
	})
}
