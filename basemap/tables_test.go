package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"truceline/internal/geo"
)

var languages = [...]string{"en", "uk", "fr"}

// Every feature has names in three languages, and its label is inside it.
func TestNamesAndLabels(t *testing.T) {
	count := map[string]int{"oblasts.geojson": 27, "outline.geojson": 1, "rivers.geojson": 15,
		"sea.geojson": 7}
	for _, name := range []string{
		"oblasts.geojson", "outline.geojson", "neighbours.geojson", "sea.geojson", "rivers.geojson",
		"reservoirs.geojson", "bridges.geojson",
	} {
		c := readCommitted(t, name)
		if n := count[name]; n > 0 && len(c.Features) != n {
			t.Errorf("%s: %d features, want %d", name, len(c.Features), n)
		}
		for _, f := range c.Features {
			for _, l := range languages {
				if f.Properties["name_"+l] == nil ||
					name == "oblasts.geojson" && f.Properties["label_"+l] == nil {
					t.Errorf("%s: %s has no name or label in %q", name, f.ID, l)
				}
			}
			shape := toMultiPolygon(f.Geometry)
			if len(shape) == 0 || name == "outline.geojson" {
				continue
			}
			lon, _ := f.Properties["label_lon"].(float64)
			lat, _ := f.Properties["label_lat"].(float64)
			if !contains(shape, orb.Point{lon, lat}) {
				t.Errorf("%s: the label of %s stands at %v, %v, off its shape", name, f.ID, lon,
					lat)
			}
		}
	}
}

// Names whose spelling was reviewed, and differs from a source's.
func TestReviewedSpellings(t *testing.T) {
	want := map[string][3]string{
		"UA-09": {"Luhansk oblast", "Луганська область", "oblast de Louhansk"},
		"UA-14": {"Donetsk oblast", "Донецька область", "oblast de Donetsk"},
		"UA-21": {"Zakarpattia oblast", "Закарпатська область", "oblast de Transcarpatie"},
		"UA-30": {"City of Kyiv", "місто Київ", "ville de Kyiv"},
		"UA-32": {"Kyiv oblast", "Київська область", "oblast de Kyiv"},
		"UA-51": {"Odesa oblast", "Одеська область", "oblast d’Odessa"},
	}
	for _, f := range readCommitted(t, "oblasts.geojson").Features {
		if w, ok := want[f.ID]; ok {
			for i, l := range languages {
				if got := f.Properties["name_"+l]; got != w[i] {
					t.Errorf("%s: %q, want %q", f.ID, got, w[i])
				}
			}
		}
	}
}

// slavutych belongs to Kyiv oblast but is in an exclave within Chernihiv oblast that Natural Earth
// does not draw.
const slavutych = "slavutych"

// The table of towns is complete, and each town of Ukraine is in its region at every level of
// detail.
func TestTowns(t *testing.T) {
	towns, err := readTable(assetsFS, "towns.csv")
	if err != nil {
		t.Fatal(err)
	}
	shapes := shapesAtLevels(t)
	seen := map[string]bool{}
	rank := map[string]int{}
	for _, town := range towns {
		id := town["id"]
		if seen[id] || id == "" {
			t.Errorf("id %q is empty or there twice", id)
		}
		seen[id] = true
		rank[town["rank"]]++
		if !strings.Contains("1 2 3 4 5", town["rank"]) || town["source"] == "" {
			t.Errorf("%s: rank %q, source %q", id, town["rank"], town["source"])
		}
		for _, l := range languages {
			if n := town["name_"+l]; n == "" || strings.TrimSpace(n) != n ||
				strings.ContainsAny(n, "'`ʼ") {
				t.Errorf("%s: name_%s is %q", id, l, n)
			}
		}
		at, ok, err := town.point("lon", "lat")
		if !ok || err != nil {
			t.Errorf("%s: no position: %v", id, err)
		}
		if town["kind"] == "foreign" || id == slavutych {
			continue
		}
		for level, shape := range shapes {
			if !contains(shape[town["oblast"]], at) {
				t.Errorf("%s is not in %s at level %d", id, town["oblast"], level)
			}
		}
	}
	if len(towns) < 150 || rank["1"] != 1 || rank["2"] < 8 {
		t.Errorf("%d towns, by rank %v", len(towns), rank)
	}
}

// shapesAtLevels returns the regions' polygons by level and id.
func shapesAtLevels(t *testing.T) []map[string]orb.MultiPolygon {
	var out []map[string]orb.MultiPolygon
	for level := range geo.LevelTolerances {
		shapes := map[string]orb.MultiPolygon{}
		for _, f := range readCommitted(t, "oblasts.geojson").Features {
			for i, line := range linesOf(f.Geometry) {
				ring := orb.Ring(verticesAtLevel(line, f.Levels[i], byte(level)))
				shapes[f.ID] = append(shapes[f.ID], orb.Polygon{append(ring, ring[0])})
			}
		}
		out = append(out, shapes)
	}
	return out
}

// Russian and former names that the sources still have are not on the map.
func TestNoOutdatedNames(t *testing.T) {
	old := strings.Fields(
		`Kiev Kharkov Lvov Nikolaev Zaporozhye Chervonohrad Novomoskovsk Severodonetsk Sievierodonetsk
		Krasnohrad Pervomaiskyi Yuzhne Krasnodon Sverdlovsk Stakhanov Torez Artemivsk Kirovohrad-city Kostyantynivka`)
	towns, err := readTable(assetsFS, "towns.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, town := range towns {
		names := fmt.Sprint(town["name_en"], " ", town["name_fr"])
		for _, oldName := range old {
			if strings.Contains(names, oldName) {
				t.Errorf("%s is called %s", town["id"], names)
			}
		}
	}
}
