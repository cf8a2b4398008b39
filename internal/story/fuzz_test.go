package story

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"truceline/internal/assetname"
)

// FuzzDecode: a document is read, or refused with problems that have a rule and advice.
func FuzzDecode(f *testing.F) {
	whole, err := os.ReadFile("../../assets/" + File)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	for _, text := range []string{smallDocument, `{"dates": [{}], "hedges": {"a": {}}}`, "", "{}",
		"[]", "null", `{"dates":[{"id":"2026-13-01"}]}`, `{"a":{"a":1,"a":2}}`,
		`{"scenarios":[{"pullback":{"km":[5,1e300]}}]}`, strings.Repeat("[", 2000)} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, problems := Decode(data)
		if (s == nil) == (len(problems) == 0) {
			t.Fatalf("%v with %d problems", s, len(problems))
		}
		for _, p := range problems {
			if p.File == "" || p.Detail == "" || p.Advice == "" {
				t.Fatalf("%+v is no way to refuse", p)
			}
		}
		if s != nil {
			s.TextKeys()
			s.CheckTowns(func(string) bool { return false })
		}
	})
}

// A file of only brackets must not overflow the stack, which would end the program.
func TestDecodeRefusesEndlessNesting(t *testing.T) {
	for _, open := range []string{"[", `{"a":`} {
		s, problems := Decode([]byte(strings.Repeat(open, 5_000_000)))
		if s != nil || len(problems) != 1 || !strings.Contains(problems[0].Detail, "deep") {
			t.Errorf("%s…: %v, %v", open, s, problems)
		}
	}
}

// FuzzReadResult: a scenario's figures are read, or refused with the file's name.
func FuzzReadResult(f *testing.F) {
	for _, text := range []string{"", "{}", "[]", "null", `{"id":"x"}`, `{"id":"x","zones":null}`,
		`{"id":1}`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		name := assetname.ScenarioResult("x", 5)
		r, err := ReadScenarioResult(fstest.MapFS{name: {Data: data}}, "x", 5)
		if (r == nil) == (err == nil) || err != nil && !strings.Contains(err.Error(), name) {
			t.Fatalf("%v, %v", r, err)
		}
		if r != nil {
			r.ZonesIn("UA-14")
		}
	})
}

// FuzzReadFigures: figures are read, or refused by the file's name.
func FuzzReadFigures(f *testing.F) {
	const date = "2026-01-06"
	for _, text := range []string{"", "{}", "[]", "null", `{"date":"2026-01-06","areas":{}}`,
		`{"date":"2026-01-06","areas":[{"id":"UA","km2":1e308}]}`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		name := assetname.Figures(date)
		figures, err := ReadFigures(fstest.MapFS{name: {Data: data}}, date)
		if (figures == nil) == (err == nil) || err != nil && !strings.Contains(err.Error(), name) {
			t.Fatalf("%v, %v", figures, err)
		}
		if figures != nil {
			figures.Area("UA")
		}
	})
}
