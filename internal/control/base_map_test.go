package control

import (
	"errors"
	"slices"
	"testing"
	"testing/fstest"

	"truceline/internal/diag"
	"truceline/internal/geo"
)

func TestSharedBorder(t *testing.T) {
	b := smallBaseMap()
	got, err := b.sharedBorder("UA-05", "UA-07")
	if err != nil {
		t.Fatal(err)
	}
	want := []geo.GridPoint{{Lon: 3180000, Lat: 4800000}, {Lon: 3180000, Lat: 4880000}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
	if _, err := b.sharedBorder("UA-05", "UA-09"); err == nil {
		t.Error("two oblasts that do not touch have a border")
	}
}

func TestOrientAfter(t *testing.T) {
	line := []geo.GridPoint{{Lon: 1, Lat: 1}, {Lon: 5, Lat: 5}}
	previous := []geo.GridPoint{{Lon: 9, Lat: 9}, {Lon: 6, Lat: 6}}
	if got := orientAfter(previous, line); got[0] != line[1] || got[1] != line[0] {
		t.Errorf("got %v", got)
	}
	if got := orientAfter(nil, line); got[0] != line[0] {
		t.Errorf("got %v", got)
	}
}

func TestReadBaseMap(t *testing.T) {
	file := func(s string) fstest.MapFS { return fstest.MapFS{OblastsFile: {Data: []byte(s)}} }
	ring := `[[[31,48],[32,48],[32,49],[31,49],[31,48]]]`
	b, err := ReadBaseMap(file(`{"type":"FeatureCollection","features":[
 {"type":"Feature","id":"UA-07","properties":{"label_en":"Volyn"},
  "geometry":{"type":"Polygon","coordinates":` + ring + `},"levels":["42014"]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Oblasts) != 1 || b.Oblasts[0].Label != "Volyn" {
		t.Errorf("read %+v", b.Oblasts)
	}
	if l, ok := b.Level(geo.GridPoint{Lon: 3200000, Lat: 4800000}); !ok || l != 2 {
		t.Errorf("level %d, %v", l, ok)
	}
	var fault *diag.Diagnostic
	_, err = ReadBaseMap(file(`{"type":"FeatureCollection","features":[
 {"type":"Feature","id":"Volyn","properties":{},
  "geometry":{"type":"Polygon","coordinates":` + ring + `}}]}`))
	if !errors.As(err, &fault) || fault.Rule != RuleOblast {
		t.Errorf("got %v", err)
	}
	var bad *diag.Diagnostic
	_, err = ReadBaseMap(file(`{"type":"FeatureCollection"`))
	if !errors.As(err, &bad) || bad.File != OblastsFile {
		t.Errorf("got %v", err)
	}
}
