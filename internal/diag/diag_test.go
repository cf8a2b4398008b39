package diag_test

import (
	"errors"
	"io/fs"
	"testing"

	"truceline/internal/diag"
)

func TestError(t *testing.T) {
	for want, d := range map[string]diag.Diagnostic{
		"off the land": {Rule: "off the land"},
		"story.json: /layers/1: unknown field (the fields here are id)": {File: "story.json",
			Place: "/layers/1", Detail: "unknown field", Advice: "the fields here are id"},
		"a.geojson: feature x: ring-open: the ends differ at 30.5, -1 (byte 12)": {
			File: "a.geojson", Place: "feature x", Rule: "ring-open", Detail: "the ends differ",
			Position: [2]float64{30.5, -1}, HasPosition: true, Offset: 12},
		"t.csv: it is empty": {File: "t.csv", Detail: "it is empty"},
	} {
		if got := d.Error(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestInFile(t *testing.T) {
	if err := diag.InFile("a.json", nil); err != nil {
		t.Errorf("no error became %v", err)
	}
	first := &diag.Diagnostic{Detail: "bad"}
	named := diag.InFile("b.json", diag.InFile("a.json", first))
	if got, want := named.Error(), "a.json: bad"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if first.File != "" {
		t.Error("the original was changed")
	}
	err := diag.InFile("a.json", fs.ErrNotExist)
	if want := "a.json: " + fs.ErrNotExist.Error(); err.Error() != want ||
		!errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %q, want %q as fs.ErrNotExist", err, want)
	}
	list := diag.InFile("a.json", diag.List{first, {File: "b.json", Rule: "id"}})
	if got, want := list.Error(), "a.json: bad\nb.json: id"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	var found *diag.Diagnostic
	if !errors.As(list, &found) || found.File != "a.json" {
		t.Errorf("errors.As found %v", found)
	}
}

func TestListErr(t *testing.T) {
	if err := (diag.List{}).Err(); err != nil {
		t.Errorf("an empty list is the error %v", err)
	}
	if err := (diag.List{{Detail: "bad"}}).Err(); err == nil {
		t.Error("a list with a problem is no error")
	}
}
