package locale

import (
	"maps"
	"os"
	"testing"
)

// checkSameAsStrict reports whether readFast reads data. If it does, readStrict must return the
// same.
func checkSameAsStrict(t *testing.T, data []byte) (fast bool) {
	t.Helper()
	got, ok := readFast(data)
	if !ok {
		return false
	}
	want, err := readStrict(data)
	if err != nil {
		t.Fatalf("%q is read quickly, and refused with care: %v", data, err)
	}
	if !maps.EqualFunc(got, want, func(a, b Message) bool { return a == b }) {
		t.Fatalf("%q: %v quickly, %v with care", data, got, want)
	}
	return true
}

func FuzzQuickMessages(f *testing.F) {
	for _, text := range []string{
		`{"a": "b"}`, `{"a": "b", "c.d": "e {f}"}`, ` { "$schema" : "x" , "a":"b" } `, `{}`,
		`{"a": "b",}`, `{"a": "b"} x`, `{"a": "b", "a": "c"}`,
		`{"a": "\u0041"}`, "{\"a\": \"\x01\"}", "{\"a\": \"\xff\"}", `{"a": {"text": "b"}}`,
		`{"a": {"text": "b", "reviewed_by": "c"}, "d": "e"}`, `{"a": {"text": "b", "text": "c"}}`,
		`{"a": {"text": "", "text": "c"}}`, `{"a": {}}`, `{"a": {"Text": "b"}}`,
		`{"a": {"text": "b"},}`, `{"a": "}"}`, `{"a": "{"}`,
		`{"$schema": "a", "$schema": "b", "c": "d"}`, "{\"a\":\"b\"}\x00",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) { checkSameAsStrict(t, data) })
}

func TestReadFastAcceptsPlainTexts(t *testing.T) {
	for text, want := range map[string]bool{
		`{"a": "b", "c.d": "e {f}"}`:   true,
		` {"$schema": "x", "a": "b"} `: true,
		`{"a": "é"}`:                   true,
		`{}`:                           true,
		`{"a": "b\n"}`:                 false,
		`{"a": {"text": "b", "reviewed_by": "c"}}`: true,
		`{"a": {"other": "b"}}`:                    false,
		`{"a": "b"} {}`:                            false,
	} {
		if got := checkSameAsStrict(t, []byte(text)); got != want {
			t.Errorf("%s: read quickly %t, want %t", text, got, want)
		}
	}
}

func TestReadFastReadsCommittedLocales(t *testing.T) {
	for _, lang := range []string{"en", "uk", "fr"} {
		data, err := os.ReadFile("../../assets/" + Path(lang))
		if err != nil {
			t.Fatal(err)
		}
		if !checkSameAsStrict(t, data) {
			t.Errorf("%s is not read quickly", lang)
		}
	}
}
