package geojson_test

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	orbgeojson "github.com/paulmach/orb/geojson"

	"truceline/internal/geo"
	"truceline/internal/geo/geojson"
)

// randomWriter writes random valid GeoJSON, as different from Encode's as the format allows:
// members in any order, white space anywhere, heights, foreign members, numbers in any form.
type randomWriter struct {
	rng    *rand.Rand
	onGrid bool // positions on the grid of 1e-5 degrees
}

func (w randomWriter) space() string {
	return []string{"", "", "", " ", "\n", "\t \r\n"}[w.rng.IntN(6)]
}

func (w randomWriter) object(members ...string) string {
	w.rng.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
	return "{" + w.space() + strings.Join(members, w.space()+","+w.space()) + w.space() + "}"
}

func (w randomWriter) array(n int, element func(int) string) string {
	list := make([]string, n)
	for i := range list {
		list[i] = w.space() + element(i) + w.space()
	}
	return "[" + strings.Join(list, ",") + "]"
}

func (w randomWriter) number(f float64) string {
	switch w.rng.IntN(8) {
	case 0:
		return strconv.FormatFloat(f, 'e', -1, 64)
	case 1:
		return strings.Replace(strconv.FormatFloat(f, 'E', -1, 64), "E+", "E", 1)
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

func (w randomWriter) point(p orb.Point) string {
	list := []string{w.number(p[0]), w.number(p[1])}
	for w.rng.IntN(5) == 0 {
		list = append(list, w.number(w.rng.NormFloat64()*1000))
	}
	return w.array(len(list), func(i int) string { return list[i] })
}

// toGrid rounds a position to the grid if onGrid is set.
func (w randomWriter) toGrid(x, y float64) orb.Point {
	if !w.onGrid {
		return orb.Point{x, y}
	}
	return geo.GridPoint{Lon: int32(math.Round(x * geo.GridStepsPerDegree)),
		Lat: int32(math.Round(y * geo.GridStepsPerDegree))}.Point()
}

// star returns the positions of a ring around (x, y), in either direction.
func (w randomWriter) star(x, y, size float64) string {
	n := 8 + w.rng.IntN(12)
	ring := make([]orb.Point, 0, n+1)
	for i := range n {
		angle := 2 * math.Pi * (float64(i) + 0.8*w.rng.Float64()) / float64(n)
		r := size * (0.4 + 0.6*w.rng.Float64())
		ring = append(ring, w.toGrid(x+r*math.Cos(angle), y+r*math.Sin(angle)))
	}
	ring = append(ring, ring[0])
	reversed := w.rng.IntN(2) == 0
	return w.array(len(ring), func(i int) string {
		if reversed {
			i = len(ring) - 1 - i
		}
		return w.point(ring[i])
	})
}

func (w randomWriter) polygon(x, y float64) string {
	return w.array(1+w.rng.IntN(3), func(i int) string {
		if i == 0 {
			return w.star(x, y, 1)
		}
		return w.star(x+0.3*float64(i)-0.45, y, 0.05)
	})
}

func (w randomWriter) points(minCount int) string {
	return w.array(minCount+w.rng.IntN(5), func(int) string {
		return w.point(w.toGrid(w.rng.Float64()*360-180, w.rng.Float64()*180-90))
	})
}

func (w randomWriter) geometry(depth int) string {
	x, y := 20+20*w.rng.Float64(), 44+8*w.rng.Float64()
	kinds := []string{"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon",
		"MultiPolygon", "GeometryCollection"}
	kind := kinds[w.rng.IntN(len(kinds)-min(depth, 1))]
	name, value := "coordinates", ""
	switch kind {
	case "Point":
		value = w.point(w.toGrid(x, y))
	case "MultiPoint":
		value = w.points(1)
	case "LineString":
		value = w.points(2)
	case "MultiLineString":
		value = w.array(1+w.rng.IntN(3), func(int) string { return w.points(2) })
	case "Polygon":
		value = w.polygon(x, y)
	case "MultiPolygon":
		value = w.array(1+w.rng.IntN(3), func(i int) string { return w.polygon(x+3*float64(i), y) })
	case "GeometryCollection":
		name, value = "geometries",
			w.array(w.rng.IntN(4), func(int) string { return w.geometry(depth + 1) })
	}
	members := []string{`"type"` + w.space() + `:"` + kind + `"`,
		`"` + name + `"` + w.space() + `:` + w.space() + value}
	if w.rng.IntN(5) == 0 {
		members = append(members, `"bbox":[1,2,3,4]`)
	}
	return w.object(members...)
}

func (w randomWriter) value(depth int) string {
	switch w.rng.IntN(7 + min(1, max(0, 3-depth))*2) {
	case 0:
		return []string{"true", "false", "null"}[w.rng.IntN(3)]
	case 1, 2:
		return w.number(w.rng.NormFloat64() * math.Pow(10, float64(w.rng.IntN(30)-12)))
	case 3:
		return fmt.Sprint(w.rng.IntN(100000))
	case 4:
		return `"Запоріжжя 😀 \u0416\n\ud83d\ude00\""`
	case 5, 6:
		return strconv.Quote(strconv.Itoa(w.rng.IntN(1000)))
	case 7:
		return w.array(w.rng.IntN(4), func(int) string { return w.value(depth + 1) })
	}
	return w.properties(depth + 1)
}

func (w randomWriter) properties(depth int) string {
	var members []string
	for i := range w.rng.IntN(12) {
		members = append(members, fmt.Sprintf(`"p%d":`, i)+w.space()+w.value(depth))
	}
	return w.object(members...)
}

func (w randomWriter) collection() string {
	features := w.array(w.rng.IntN(5), func(i int) string {
		members := []string{`"type":"Feature"`, `"properties":` + w.properties(0),
			`"geometry":` + w.geometry(0)}
		switch w.rng.IntN(4) {
		case 0:
			members = append(members, fmt.Sprintf(`"id":"f%d"`, i))
		case 1:
			members = append(members, fmt.Sprintf(`"id":%d.5`, i))
		case 2:
			members[2] = `"geometry":null`
		}
		return w.object(members...)
	})
	return w.space() + w.object(`"type":"FeatureCollection"`, `"features":`+features,
		`"name":`+w.value(0)) + w.space()
}

// rewound winds the rings of a geometry as Decode does, by the sign of their area.
func rewound(g orb.Geometry) orb.Geometry {
	switch g := g.(type) {
	case orb.Polygon:
		for i, ring := range g {
			if (ring.Orientation() == orb.CW) == (i == 0) {
				ring.Reverse()
			}
		}
	case orb.MultiPolygon:
		for _, p := range g {
			rewound(p)
		}
	case orb.Collection:
		for _, part := range g {
			rewound(part)
		}
	}
	return g
}

// compareWithOrb fails the test where the result of orb/geojson differs.
func compareWithOrb(t *testing.T, name string, data []byte) *geojson.Collection {
	t.Helper()
	got, err := geojson.Decode(data, geojson.Limits{})
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, data)
	}
	want, err := orbgeojson.UnmarshalFeatureCollection(data)
	if err != nil {
		t.Fatalf("%s: orb: %v", name, err)
	}
	if len(got.Features) != len(want.Features) {
		t.Fatalf("%s: %d features, orb has %d", name, len(got.Features), len(want.Features))
	}
	for i, f := range got.Features {
		o := want.Features[i]
		id := ""
		switch v := o.ID.(type) {
		case string:
			id = v
		case float64:
			id = strconv.FormatFloat(v, 'f', -1, 64)
		}
		if f.ID != id {
			t.Fatalf("%s: id %q, orb %q", name, f.ID, id)
		}
		if !reflect.DeepEqual(f.Properties, map[string]any(o.Properties)) {
			t.Fatalf("%s: properties %v, orb %v", name, f.Properties, o.Properties)
		}
		if !reflect.DeepEqual(f.Geometry, rewound(o.Geometry)) {
			t.Fatalf("%s: geometry %v, orb %v", name, f.Geometry, o.Geometry)
		}
	}
	if members := map[string]any(want.ExtraMembers); len(members)+len(got.Members) > 0 &&
		!reflect.DeepEqual(got.Members, members) {
		t.Fatalf("%s: members %v, orb %v", name, got.Members, members)
	}
	return got
}

// TestAgainstOrb compares with orb/geojson on valid documents.
func TestAgainstOrb(t *testing.T) {
	rng := rand.New(rand.NewPCG(19, 20))
	for i := range 600 {
		compareWithOrb(t, "random document "+strconv.Itoa(i),
			[]byte(randomWriter{rng: rng}.collection()))
	}
	names, _ := filepath.Glob("../../../assets/geojson/*.geojson")
	if len(names) == 0 {
		t.Error("no files in assets/geojson")
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		compareWithOrb(t, filepath.Base(name), data)
	}
}

// TestEncodeRoundTrip checks that a collection on the grid survives the round trip, and that
// orb/geojson reads the output of Encode.
func TestEncodeRoundTrip(t *testing.T) {
	rng := rand.New(rand.NewPCG(21, 22))
	for range 400 {
		c, err := geojson.Decode([]byte(randomWriter{rng, true}.collection()), geojson.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		for i := range c.Features {
			addLevels(rng, &c.Features[i])
		}
		data := geojson.Encode(c)
		decoded := compareWithOrb(t, "encoded", data)
		if !reflect.DeepEqual(c, decoded) && len(c.Features) > 0 {
			t.Fatalf("%v\ncame back as\n%v", c, decoded)
		}
		if second := geojson.Encode(decoded); !bytes.Equal(data, second) {
			t.Fatalf("%s\nis encoded again as\n%s", data, second)
		}
		if lines := bytes.Count(data, []byte("\n")); lines != max(1, len(c.Features))+2 &&
			len(c.Features) > 0 {
			t.Fatalf("%d features on %d lines", len(c.Features), lines)
		}
	}
}

// addLevels adds random levels to a polygon or line.
func addLevels(rng *rand.Rand, f *geojson.Feature) {
	add := func(n int, ring bool) {
		digits := make([]byte, n)
		for i := range digits {
			digits[i] = byte('0' + rng.IntN(len(geo.LevelTolerances)))
		}
		if ring {
			digits[n-1] = digits[0]
		}
		f.Levels = append(f.Levels, digits)
	}
	switch g := f.Geometry.(type) {
	case orb.Polygon:
		for _, ring := range g {
			add(len(ring), true)
		}
	case orb.MultiLineString:
		for _, line := range g {
			add(len(line), false)
		}
	}
}
