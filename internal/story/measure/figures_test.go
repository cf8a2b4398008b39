package measure

import (
	"bytes"
	"math"
	"math/rand/v2"
	"os"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"truceline/internal/assetname"
	"truceline/internal/control"
	"truceline/internal/geo"
	"truceline/internal/story"
)

// TestComputeFigures compares the figures of a real date with the geometry of its files.
func TestComputeFigures(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	input, err := control.ReadInput(os.DirFS("../../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	snapshots, err := control.Compute(input, control.Options{Dates: []string{"2025-07-01"}})
	if err != nil {
		t.Fatal(err)
	}
	snapshot := snapshots[0]
	f := ComputeFigures(snapshot)
	areas := map[string]float64{}
	for _, feature := range snapshot.ControlGeoJSON().Features {
		areas[feature.Properties["class"].(string)] += geo.Area(feature.Geometry)
	}
	km := 0.0
	for _, line := range snapshot.ContactLine() {
		km += geo.Length(line)
	}
	ukraine, ok := f.Area("UA")
	if !ok || len(f.Areas) != 28 || f.Date != "2025-07-01" {
		t.Fatalf("%+v", f)
	}
	checkNear := func(what string, got, want, within float64) {
		t.Helper()
		if math.Abs(got-want) > within {
			t.Errorf("%s %.3f, want %.3f", what, got, want)
		}
	}
	checkNear("held", ukraine.HeldKm2, areas["held"], 0.1)
	checkNear("contested", ukraine.ContestedKm2, areas["contested"], 0.1)
	checkNear("line", f.LineKm, km, 0.1)
	sum := story.AreaFigures{}
	for i, a := range f.Areas {
		if a.Low > a.Share || a.Share > a.High || a.Low < 0 || a.High > 1 {
			t.Errorf("%s: %v, from %v to %v", a.ID, a.Share, a.Low, a.High)
		}
		checkNear(a.ID+" share", a.Share, a.HeldKm2/a.Km2, 1e-4)
		if i > 0 {
			sum.Km2, sum.HeldKm2, sum.ContestedKm2 = sum.Km2+a.Km2, sum.HeldKm2+a.HeldKm2,
				sum.ContestedKm2+a.ContestedKm2
			if i > 1 && a.ID <= f.Areas[i-1].ID {
				t.Errorf("%s after %s", a.ID, f.Areas[i-1].ID)
			}
		}
	}
	checkNear("oblasts", sum.Km2, ukraine.Km2, 2)
	checkNear("held in oblasts", sum.HeldKm2, ukraine.HeldKm2, 2)
	checkNear("contested in oblasts", sum.ContestedKm2, ukraine.ContestedKm2, 2)
}

// What EncodeFigures writes is what story.ReadFigures reads, one area or class per line.
func TestEncodeFigures(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	f := &story.Figures{Date: "2024-01-01", LineKm: 12.3,
		Areas: []story.AreaFigures{{ID: "UA", Name: "Ukraine", Km2: round(1000*r.Float64(), 1),
			Share: 0.2, Low: 0.1, High: 0.3}, {ID: "UA-05", Name: "Vinnytsia"}},
		Classes: []story.ClassArea{{ID: "held-2022", Km2: 5}}}
	data := EncodeFigures(f)
	if lines := bytes.Count(data, []byte("\n")); lines != 11 {
		t.Errorf("%d lines:\n%s", lines, data)
	}
	name := assetname.Figures(f.Date)
	again, err := story.ReadFigures(fstest.MapFS{name: {Data: data}}, f.Date)
	if err != nil || !reflect.DeepEqual(again, f) {
		t.Errorf("%+v, %v\n%s", again, err, data)
	}
	other := assetname.Figures("2025-01-01")
	for file, content := range map[string]string{name: "{", other: string(data)} {
		date, _ := assetname.Date(file)
		_, err := story.ReadFigures(fstest.MapFS{file: {Data: []byte(content)}}, date)
		if err == nil || !strings.Contains(err.Error(), file) {
			t.Errorf("%s: got %v", file, err)
		}
	}
}
