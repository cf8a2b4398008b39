package scene

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
	"truceline/internal/geo/geojson"
)

// squares returns squares in a row, one for each index.
func squares(xs ...int32) ([]*feature, *geojson.Collection) {
	c := &geojson.Collection{}
	var features []*feature
	for _, x := range xs {
		at := func(dx, dy int32) orb.Point {
			return geo.GridPoint{Lon: 3_000_000 + (x+dx)*1000, Lat: 4_800_000 + dy*1000}.Point()
		}
		f := geojson.Feature{ID: "s",
			Geometry: orb.Polygon{{at(0, 0), at(1, 0), at(1, 1), at(0, 1), at(0, 0)}}}
		c.Features = append(c.Features, f)
		features = append(features, newFeature(&f, KindOblast, ""))
	}
	return features, c
}

func countLineEdges(g geometry) (n int) {
	for _, p := range g.parts {
		n += len(p.rings[0].points) - 1
	}
	return n
}

func TestBordersAreSharedEdges(t *testing.T) {
	home, homeFile := squares(0, 1)
	abroad, abroadFile := squares(2)
	b := findBorders(home, abroad, homeFile, abroadFile, maxChunkPoints)
	if got := []int{countLineEdges(b.oblast), countLineEdges(b.state), countLineEdges(b.coast),
		countLineEdges(b.foreign)}; got[0] != 1 || got[1] != 1 || got[2] != 5 || got[3] != 0 {
		t.Errorf("edges between oblasts, to the neighbour, on the coast, abroad: %v, want 1 1 5 0",
			got)
	}
	if len(b.coast.parts) != 3 {
		t.Errorf(
			"the coast is in %d runs, want 3: one around the first square, two on either side of the second", len(b.coast.parts))
	}
}

func TestChunksShareTheirEnds(t *testing.T) {
	var r ring
	for i := range 1000 {
		r.points = append(r.points, geo.XY{X: float64(i)})
	}
	parts := chunkLine(r, 160)
	if len(parts) < 5 {
		t.Fatalf("%d stretches", len(parts))
	}
	for i := 1; i < len(parts); i++ {
		before, after := parts[i-1].rings[0].points, parts[i].rings[0].points
		if before[len(before)-1] != after[0] {
			t.Errorf("a gap after stretch %d", i-1)
		}
	}
	if got := countLineEdges(geometry{parts: parts}); got != 999 {
		t.Errorf("%d edges, want 999", got)
	}
}

func TestLoadDateReadsADateOnceAndNamesAMissingOne(t *testing.T) {
	w := testWorld(t)
	if err := w.LoadDate(fstest.MapFS{}, testDate); err != nil {
		t.Errorf("a loaded date is read again: %v", err)
	}
	if err := w.LoadDate(fstest.MapFS{}, "1999-01-01"); err == nil ||
		!strings.Contains(err.Error(), "1999-01-01") {
		t.Errorf("error %v does not name the date", err)
	}
}

// overrideFS is a file system with one file replaced.
type overrideFS struct {
	fs.FS
	name string
	data string
}

func (o overrideFS) Open(name string) (fs.File, error) {
	if name == o.name {
		return fstest.MapFS{name: {Data: []byte(o.data)}}.Open(name)
	}
	return o.FS.Open(name)
}

func TestLoadNamesTheBrokenFile(t *testing.T) {
	assets := os.DirFS("../../assets")
	for name, data := range map[string]string{
		"towns.csv":               "id,name_en\nkyiv,Kyiv\n",
		"geojson/oblasts.geojson": `{"type":"FeatureCollection","features":[{}]}`,
		"geojson/sea.geojson":     `no JSON`,
		"style.json":              `{}`,
	} {
		if _, err := Load(overrideFS{assets, name, data}); err == nil ||
			!strings.Contains(err.Error(), name) {
			t.Errorf("error %v does not name %s", err, name)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	assets := os.DirFS("../../assets")
	b.ReportAllocs()
	for b.Loop() {
		w, err := Load(assets)
		if err != nil {
			b.Fatal(err)
		}
		if err := w.LoadDate(assets, testDate); err != nil {
			b.Fatal(err)
		}
	}
}
