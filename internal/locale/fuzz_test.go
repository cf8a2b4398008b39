package locale

import (
	"os"
	"testing"
	"testing/fstest"
)

// FuzzLoad: a file is read or refused. An accepted text is never empty and can be filled with any
// value.
func FuzzLoad(f *testing.F) {
	whole, err := os.ReadFile("../../assets/" + Path(Default))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	for _, text := range []string{``, `{}`, `[]`, `null`, `{"a":"b"}`, `{"a":"{x} {y}"}`,
		`{"a":{"text":"b","reviewed_by":"c"}}`, `{"a":"b","a":"c"}`, `{"a":"{"}`, `{"a":" "}`,
		`{"a":null}`, `{"$schema":"x"}{}`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := Load(fstest.MapFS{Path(Default): {Data: data}}, Default)
		if (l == nil) == (err == nil) {
			t.Fatalf("%v, %v", l, err)
		}
		if l == nil {
			return
		}
		for _, key := range l.Keys() {
			m, _ := l.Message(key)
			if l.Text(key) != m.Text || m.Text == "" {
				t.Fatalf("%q says %q", key, l.Text(key))
			}
			for _, name := range Placeholders(m.Text) {
				l.Text(key, name, "<b>{"+name+"}")
			}
		}
	})
}
