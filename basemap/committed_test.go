package main

import (
	"bytes"
	"os"
	"path"
	"runtime"
	"testing"

	"github.com/paulmach/orb"
	"truceline/internal/geo"
	"truceline/internal/geo/geojson"
)

var (
	inputFS  = os.DirFS(".")
	assetsFS = os.DirFS("../assets")
)

// The build reproduces the committed files byte for byte. Only linux/amd64 is required to, because
// other platforms fuse multiplications and additions.
func TestBuildGivesTheCommittedBytes(t *testing.T) {
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		t.Skip("equal bytes are promised on linux/amd64")
	}
	files, err := buildFiles(inputFS, assetsFS)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 8 {
		t.Errorf("%d files, want 8", len(files))
	}
	for name, data := range files {
		committed, err := os.ReadFile(path.Join("../assets/geojson", name))
		if err != nil {
			t.Error(err)
			continue
		}
		if !bytes.Equal(data, committed) {
			t.Errorf("%s differs from what the extracts give; run `make basemap`", name)
		}
	}
}

// readCommitted decodes a committed file with all validation.
func readCommitted(t *testing.T, name string) *geojson.Collection {
	t.Helper()
	c, err := geojson.DecodeFile(assetsFS, "geojson/"+name, geojson.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func toMultiPolygon(g orb.Geometry) orb.MultiPolygon {
	if p, ok := g.(orb.Polygon); ok {
		return orb.MultiPolygon{p}
	}
	m, _ := g.(orb.MultiPolygon)
	return m
}

// The areas of the land in km² on WGS84. Those of inland oblasts and of southern Crimea are Natural
// Earth's. The others lose their limans, and Kherson oblast and Crimea lose the Sivash.
func TestAreas(t *testing.T) {
	want := map[string]float64{
		"UA-05": 26667.3, "UA-09": 26310.2, "UA-14": 26551.3, "UA-23": 26946.0, "UA-65": 25383.6,
		"UA-43": 24793.6, "UA-48": 23670.4,
	}
	total := 0.0
	for _, f := range readCommitted(t, "oblasts.geojson").Features {
		km2 := geo.Area(f.Geometry)
		total += km2
		if w := want[f.ID]; w != 0 && (km2 < w-1 || km2 > w+1) {
			t.Errorf("%s: %.1f km², want %.1f ± 1", f.ID, km2, w)
		}
		t.Logf("%s %9.1f km²", f.ID, km2)
	}
	if w := 596113.8; total < w-1 || total > w+1 {
		t.Errorf("Ukraine: %.1f km², want %.1f ± 1", total, w)
	}
	outline := geo.Area(readCommitted(t, "outline.geojson").Features[0].Geometry)
	if d := outline - total; d < -0.01 || d > 0.01 {
		t.Errorf("the outline has %.3f km², its regions %.3f", outline, total)
	}
}

// Land and sea together cover the map exactly once.
func TestLandAndSeaCoverMapOnce(t *testing.T) {
	sum := 0.0
	for _, name := range []string{"oblasts.geojson", "neighbours.geojson", "sea.geojson"} {
		for _, f := range readCommitted(t, name).Features {
			sum += geo.Area(f.Geometry)
		}
	}
	var ring orb.Ring
	for _, g := range mapEdgeRing() {
		ring = append(ring, g.Point())
	}
	if whole := geo.RingArea(ring); sum < whole-1 || sum > whole+1 {
		t.Errorf("%.1f km² of %.1f", sum, whole)
	}
}

// The sources assign Crimea to Russia; the map does not.
func TestCrimeaBelongsToUkraine(t *testing.T) {
	simferopol, sevastopol := orb.Point{34.1, 44.957}, orb.Point{33.6, 44.55}
	for name, want := range map[string][]string{
		"oblasts.geojson": {"UA-40", "UA-43"}, "outline.geojson": {"UA", "UA"},
		"neighbours.geojson": nil,
	} {
		var got []string
		for _, f := range readCommitted(t, name).Features {
			for _, at := range []orb.Point{sevastopol, simferopol} {
				if contains(toMultiPolygon(f.Geometry), at) {
					got = append(got, f.ID)
				}
			}
		}
		if len(got) != len(want) || len(want) > 0 && (got[0] != want[0] || got[1] != want[1]) {
			t.Errorf("%s: Sevastopol and Simferopol lie in %v, want %v", name, got, want)
		}
	}
}

// contains reports whether a point is in a shape, by counting crossings.
func contains(shape orb.MultiPolygon, at orb.Point) bool {
	inside := false
	for _, polygon := range shape {
		for _, ring := range polygon {
			for i := 1; i < len(ring); i++ {
				a, b := ring[i-1], ring[i]
				if (a[1] > at[1]) != (b[1] > at[1]) &&
					at[0] < (b[0]-a[0])*(at[1]-a[1])/(b[1]-a[1])+a[0] {
					inside = !inside
				}
			}
		}
	}
	return inside
}

// Each water body has about its published area, and the drained one has its last day. The file
// names the licences.
func TestReservoirs(t *testing.T) {
	c := readCommitted(t, "reservoirs.geojson")
	if c.Members["licence"] != "LGPL-3.0; Kaniv: ODbL-1.0" {
		t.Errorf("licence %v", c.Members["licence"])
	}
	minKm2 := map[string]float64{
		"dnipro": 330, "dnipro-lower": 100, "kakhovka": 1950, "kamianske": 510, "kaniv": 400,
		"kremenchuk": 1950, "kyiv": 600,
	}
	for _, f := range c.Features {
		if km2 := geo.Area(f.Geometry); km2 < minKm2[f.ID] || minKm2[f.ID] == 0 {
			t.Errorf("%s: %.0f km², want more than %.0f", f.ID, km2, minKm2[f.ID])
		}
		if until, drained := f.Properties["until"]; drained != (f.ID == "kakhovka") ||
			drained && until != "2023-06-06" {
			t.Errorf("%s held water until %v", f.ID, until)
		}
	}
	if len(c.Features) != len(minKm2) {
		t.Errorf("%d reservoirs, want %d", len(c.Features), len(minKm2))
	}
}
