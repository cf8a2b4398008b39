// Package jsonlitetest compares package jsonlite with encoding/json in the tests of other packages.
package jsonlitetest

import (
	"encoding/json"
	"io/fs"
	"reflect"
	"testing"

	"truceline/internal/jsonlite"
)

// AssertMatchesStdlib fails the test unless jsonlite.Unmarshal decodes every file matching
// pattern into a T, with the same result as json.Unmarshal. At least one file must match.
func AssertMatchesStdlib[T any](t *testing.T, fsys fs.FS, pattern string) {
	t.Helper()
	names, err := fs.Glob(fsys, pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("%s: %v, %v", pattern, names, err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			t.Fatal(err)
		}
		var got, want T
		if err := json.Unmarshal(data, &want); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := jsonlite.Unmarshal(data, &got); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v instead of %+v, %v", name, got, want, err)
		}
	}
}
