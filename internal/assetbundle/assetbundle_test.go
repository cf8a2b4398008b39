package assetbundle

import (
	"encoding/json"
	"errors"
	"io/fs"
	"testing"
	"testing/fstest"
)

var sampleFS = fstest.MapFS{
	"geojson/a.geojson": {
		Data: []byte(
			"{\"type\":\"FeatureCollection\",\n \"features\":[{\"name\":\"a \\\"}] b\"}]}\n")},
	"geojson/b.json":  {Data: []byte(`[1,2,[3]]`)},
	"towns.csv":       {Data: []byte("id,name\nkyiv,\"Київ <&>\"\n")},
	"locales/en.json": {Data: []byte(`{}`)},
}

var sampleNames = []string{"towns.csv", "geojson/b.json", "geojson/a.geojson", "locales/en.json"}

func TestUnpack_RestoresPackedFiles(t *testing.T) {
	data, err := Pack(sampleFS, sampleNames)
	if err != nil {
		t.Fatal(err)
	}
	if !json.Valid(data) {
		t.Fatalf("not JSON: %s", data)
	}
	var files Files
	if err := files.Unpack(data); err != nil {
		t.Fatal(err)
	}
	if err := fstest.TestFS(&files, sampleNames...); err != nil {
		t.Error(err)
	}
	got, err := fs.ReadFile(&files, "towns.csv")
	if err != nil || string(got) != string(sampleFS["towns.csv"].Data) {
		t.Errorf("towns.csv: %q, %v", got, err)
	}
	got, err = fs.ReadFile(&files, "geojson/a.geojson")
	if err != nil || string(got)+"\n" != string(sampleFS["geojson/a.geojson"].Data) {
		t.Errorf("a.geojson: %q, %v", got, err)
	}
}

func TestUnpack_ReplacesEarlierFiles(t *testing.T) {
	var files Files
	if err := errors.Join(files.Put("a", []byte("1")),
		files.Unpack([]byte(`{"a":"2"}`))); err != nil {
		t.Fatal(err)
	}
	if got, _ := files.ReadFile("a"); string(got) != "2" {
		t.Errorf("got %q", got)
	}
	if _, err := files.ReadFile("b"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}

func TestPack_InvalidFiles(t *testing.T) {
	broken := fstest.MapFS{"a.json": {Data: []byte(`{"a":`)}, "b.txt": {Data: []byte{0xff}}}
	for _, name := range []string{"a.json", "b.txt", "missing"} {
		if _, err := Pack(broken, []string{name}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestUnpack_MalformedBundles(t *testing.T) {
	for _, text := range []string{``, `[]`, `{`, `{"a"}`, `{"a":}`, `{"a":1}`, `{"a":"b"`,
		`{"a":{}`, `{"a":[}`, `{"a":"b",}`,
		`{"a":"b"}x`, `{"../a":"b"}`, `{"":"b"}`, `{"a":"\`, `{"a":"\x"}`} {
		var files Files
		if err := files.Unpack([]byte(text)); err == nil {
			t.Errorf("%s: no error", text)
		}
	}
}

// holdsOnlyFiles reports whether every member has a valid file name and the content of a file.
func holdsOnlyFiles(object map[string]json.RawMessage) bool {
	for name, value := range object {
		first := value[0]
		if !fs.ValidPath(name) || name == "." || first != '{' && first != '[' && first != '"' {
			return false
		}
	}
	return true
}
