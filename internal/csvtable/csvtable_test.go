package csvtable_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/paulmach/orb"

	"truceline/internal/csvtable"
	"truceline/internal/diag"
)

func read(text string) (*csvtable.Table, error) {
	return csvtable.Read(fstest.MapFS{"a.csv": {Data: []byte(text)}}, "a.csv", "id", "lon", "lat")
}

func TestRead(t *testing.T) {
	table, err := read("lat,id,lon\n48.5,x,38\n")
	if err != nil {
		t.Fatal(err)
	}
	row := table.Rows[0]
	if p, err := table.Point(row); err != nil || p != (orb.Point{38, 48.5}) {
		t.Errorf("%v, %v", p, err)
	}
	if table.Text(row, "id") != "x" || table.Text(row, "none") != "" || table.Has("none") {
		t.Errorf("texts of %v", row)
	}
}

func TestRead_Invalid(t *testing.T) {
	for name, c := range map[string]struct{ text, place, detail string }{
		"nothing":           {"", "", "empty"},
		"no column":         {"id,lon\n", "", `"lat"`},
		"a field too many":  {"id,lon,lat\nx,1,2,3\n", "line 2", "4 fields"},
		"not a number":      {"lon,lat,id\n1,NaN,x\n", "x", "lat"},
		"a row without id":  {"lon,lat,id\nx,1,\n", "x", "lon"},
		"an infinite value": {"id,lon,lat\nx,Inf,1\n", "x", "lon"},
	} {
		table, err := read(c.text)
		if err == nil {
			_, err = table.Point(table.Rows[0])
		}
		var d *diag.Diagnostic
		if !errors.As(err, &d) || d.File != "a.csv" || d.Place != c.place ||
			!strings.Contains(d.Detail, c.detail) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
