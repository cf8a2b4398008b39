package assetbundle

import (
	"encoding/json"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"truceline/internal/diag"
)

// FuzzUnpack requires a bundle to be unpacked, or to be refused with an offset inside it. An object
// that encoding/json accepts must unpack to the same files.
func FuzzUnpack(f *testing.F) {
	packed, err := Pack(sampleFS, sampleNames)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(packed)
	for _, text := range []string{"", "{", "{}", "{}x", `{"a":1}`, `{"a":{}}`, `{"a":[}]}`,
		`{"a":"\u00e9"}`, `{"../a":"x"}`, `{"a/":"x"}`, `{"a":"x","a/b":"y"}`, `{"a":"x",}`,
		`{"\ud800":"x"}`, `{"a":"\`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var files Files
		err := files.Unpack(data)
		if err != nil && isValidBundle(data) {
			t.Fatalf("refused a valid bundle: %s", data)
		}
		var at *diag.Diagnostic
		var path *fs.PathError
		switch {
		case errors.As(err, &at):
			if at.Offset < 0 || at.Offset > len(data) || at.Detail == "" {
				t.Fatalf("%v of %d bytes", err, len(data))
			}
			return
		case errors.As(err, &path):
			return
		case err != nil:
			t.Fatalf("%#v is no way to refuse", err)
		}
		checkAgainstJSON(t, &files, data)
	})
}

// isValidBundle reports whether data is a JSON object in which every member is a file. Names and
// texts must be UTF-8, with surrogates in pairs: encoding/json replaces others by U+FFFD.
func isValidBundle(data []byte) bool {
	var object map[string]json.RawMessage
	if !utf8.Valid(data) || json.Unmarshal(data, &object) != nil || !holdsOnlyFiles(object) {
		return false
	}
	for name, value := range object {
		var text string
		_ = json.Unmarshal(value, &text) // fails for a file of JSON
		if strings.ContainsRune(name+text, utf8.RuneError) {
			return false
		}
	}
	return true
}

// checkAgainstJSON compares files with what encoding/json decodes; both keep the last of duplicate
// names.
func checkAgainstJSON(t *testing.T, files *Files, data []byte) {
	var want map[string]json.RawMessage
	if json.Unmarshal(data, &want) != nil {
		return // malformed inside a file, which Unpack does not examine
	}
	for name, value := range want {
		got, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatalf("%q: %v", name, err)
		}
		var text string
		if json.Unmarshal(value, &text) == nil {
			if string(got) != text {
				t.Fatalf("%q is %q, want %q", name, got, text)
			}
		} else if string(got) != string(value) {
			t.Fatalf("%q is %q, want %q", name, got, value)
		}
	}
}

func TestFiles_ImplementsFS(t *testing.T) {
	var files Files
	if err := files.Unpack([]byte(`{"a":"1","b/c":"2","b/d/e":{}}`)); err != nil {
		t.Fatal(err)
	}
	if err := fstest.TestFS(&files, "a", "b/c", "b/d/e"); err != nil {
		t.Error(err)
	}
}
