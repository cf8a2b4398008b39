package scene

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkFirstDate measures what a date costs when it is first selected: reading its files,
// projecting its areas, and making the paths of the whole country at 900 by 600.
func BenchmarkFirstDate(b *testing.B) {
	fsys := os.DirFS("../../assets")
	w := testWorld(b)
	p := &Picture{Camera: Camera{W: 900, H: 600}, Date: testDate}
	p.Camera = w.FitCountry(p)
	w.Draw(discardCanvas{}, p)
	for _, date := range assetDates(b) {
		b.Run(date, func(b *testing.B) {
			p := *p
			p.Date = date
			for range b.N {
				delete(w.controlByDate, date)
				if err := w.LoadDate(fsys, date); err != nil {
					b.Fatal(err)
				}
				w.Draw(discardCanvas{}, &p)
			}
		})
	}
}

// assetDates returns the dates that have a file of control.
func assetDates(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("../../assets/geojson/control-*.geojson")
	if err != nil || len(files) == 0 {
		t.Fatal("no dates", err)
	}
	var dates []string
	for _, f := range files {
		dates = append(dates,
			strings.TrimSuffix(strings.TrimPrefix(filepath.Base(f), "control-"), ".geojson"))
	}
	return dates
}
