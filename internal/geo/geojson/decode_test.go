package geojson

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// TestAssetsRoundTrip checks that every committed file is valid and survives the round trip through
// Encode.
func TestAssetsRoundTrip(t *testing.T) {
	names, err := filepath.Glob("../../../assets/geojson/*.geojson")
	if err != nil || len(names) == 0 {
		t.Fatal("no files", err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		c, err := Decode(data, Limits{})
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(name), err)
			continue
		}
		encoded := Encode(c)
		c2, err := Decode(encoded, Limits{})
		if err != nil {
			t.Errorf("%s, encoded: %v", filepath.Base(name), err)
			continue
		}
		if !reflect.DeepEqual(c, c2) || !bytes.Equal(encoded, Encode(c2)) {
			t.Errorf("%s: the round trip changed it", filepath.Base(name))
		}
	}
}

func decodeAsset(t testing.TB, name string) *Collection {
	t.Helper()
	data, err := os.ReadFile("../../../assets/geojson/" + name)
	if err != nil {
		t.Fatal(err)
	}
	c, err := Decode(data, Limits{})
	if err != nil {
		t.Fatal(name, err)
	}
	return c
}

// BenchmarkDecode decodes the oblasts with and without the ring checks.
func BenchmarkDecode(b *testing.B) {
	data, err := os.ReadFile("../../../assets/geojson/oblasts.geojson")
	if err != nil {
		b.Fatal(err)
	}
	for name, limits := range map[string]Limits{"checked": {}, "trusted": {SkipRingChecks: true}} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Decode(data, limits); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkEncode(b *testing.B) {
	c := decodeAsset(b, "oblasts.geojson")
	b.SetBytes(int64(len(Encode(c))))
	b.ReportAllocs()
	for b.Loop() {
		Encode(c)
	}
}
