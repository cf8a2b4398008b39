package locale

import (
	"errors"
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"

	"truceline/internal/diag"
)

func loadContent(t *testing.T, lang, content string) (*Locale, error) {
	t.Helper()
	return Load(fstest.MapFS{Path(lang): {Data: []byte(content)}}, lang)
}

func TestText(t *testing.T) {
	l, err := loadContent(t, "uk", `{
		"plain": "просто",
		"situation": {"text": "Ситуація на {date}", "reviewed_by": "N. N."}
	}`)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ got, want string }{
		{l.Text("plain"), "просто"},
		{l.Text("situation", "date", l.Date("2026-01-06")), "Ситуація на 6 січня 2026 року"},
		{l.Text("situation"), "Ситуація на {date}"},
		{l.Text("no.such"), "no.such"},
		{l.TextOrEmpty("no.such"), ""},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if m, _ := l.Message("situation"); m.ReviewedBy != "N. N." {
		t.Errorf("reviewed by %q", m.ReviewedBy)
	}
}

// The key $schema is for text editors and is not a message.
func TestSchemaKeyIsNoMessage(t *testing.T) {
	l, err := loadContent(t, "en", `{"$schema": "../schema/locale.schema.json", "a": "x"}`)
	if err != nil || !slices.Equal(l.Keys(), []string{"a"}) {
		t.Errorf("%v %v", l, err)
	}
	if _, err := loadContent(t, "en", `{"$schema": 7}`); err == nil {
		t.Error("a number is no path")
	}
}

// A value that contains braces is not read as a placeholder.
func TestTextFillsOnce(t *testing.T) {
	l, err := loadContent(t, "en", `{"both": "{a} and {b}"}`)
	if err != nil {
		t.Fatal(err)
	}
	if got := l.Text("both", "a", "{b}", "b", "{a}"); got != "{b} and {a}" {
		t.Errorf("got %q", got)
	}
}

func TestLoadRefuses(t *testing.T) {
	for name, content := range map[string]string{
		"no object":          `[]`,
		"a number":           `{"a": 1}`,
		"an unknown field":   `{"a": {"text": "x", "note": "y"}}`,
		"nested texts":       `{"a": {"b": "x"}}`,
		"an empty text":      `{"a": ""}`,
		"a trailing space":   `{"a": "x "}`,
		"an open brace":      `{"a": "on {date"}`,
		"a closing brace":    `{"a": "on date}"}`,
		"a bad placeholder":  `{"a": "on {Date 1}"}`,
		"a key twice":        `{"a": "x", "a": "y"}`,
		"two objects":        `{"a": "x"} {}`,
		"half an object":     `{"a": "x"`,
		"a brace in a brace": `{"a": "on {{date}}"}`,
	} {
		_, err := loadContent(t, "en", content)
		var e *diag.Diagnostic
		if !errors.As(err, &e) || e.File != "locales/en.json" {
			t.Errorf("%s: got %v, want a *diag.Diagnostic of the file", name, err)
		}
	}
	if _, err := Load(fstest.MapFS{}, "en"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if _, err := loadContent(t, "xx", `{}`); !errors.Is(err, ErrUnknownLanguage) {
		t.Errorf("an unknown language: %v", err)
	}
}

func TestPlaceholders(t *testing.T) {
	if got := Placeholders("{b} of {a}, {b}"); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("got %v", got)
	}
	if got := Placeholders("none"); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}
