package main

import (
	"os"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"truceline/internal/geo"
	"truceline/internal/geo/geojson"
)

// featuresAt returns the ids of a file's features that contain a point.
func featuresAt(t *testing.T, name string, at orb.Point) []string {
	t.Helper()
	var out []string
	for _, f := range readCommitted(t, name).Features {
		if contains(toMultiPolygon(f.Geometry), at) {
			out = append(out, f.ID)
		}
	}
	return out
}

// Lagoons and limans are sea; necks and spits between them are land.
func TestWaterAndLand(t *testing.T) {
	for _, c := range []struct {
		what string
		at   orb.Point
		file string
		id   string
	}{
		{"western Sivash", orb.Point{33.85, 46.20}, "sea.geojson", "azov-sea"},
		{"western Sivash", orb.Point{34.10, 46.05}, "sea.geojson", "azov-sea"},
		{"middle Sivash", orb.Point{34.35, 46.13}, "sea.geojson", "azov-sea"},
		{"middle Sivash", orb.Point{34.55, 46.00}, "sea.geojson", "azov-sea"},
		{"eastern Sivash", orb.Point{34.90, 45.75}, "sea.geojson", "azov-sea"},
		{"Dnipro-Buh liman", orb.Point{32.00, 46.55}, "sea.geojson", "black-sea"},
		{"Dniester liman", orb.Point{30.40, 46.20}, "sea.geojson", "black-sea"},
		{"Molochnyi liman", orb.Point{35.33, 46.60}, "sea.geojson", "azov-sea"},
		{"Utliuk liman", orb.Point{35.15, 46.27}, "sea.geojson", "azov-sea"},
		{"Tylihul liman", orb.Point{31.17, 46.80}, "sea.geojson", "black-sea"},
		{"Kerch Strait", orb.Point{36.55, 45.20}, "sea.geojson", "azov-sea"},
		{"Perekop", orb.Point{33.68, 46.15}, "oblasts.geojson", "UA-43"},
		{"Chonhar", orb.Point{34.55, 46.03}, "oblasts.geojson", "UA-65"},
		{"Arabat Spit, Strilkove", orb.Point{34.884, 45.897}, "oblasts.geojson", "UA-65"},
		{"Snake Island", orb.Point{30.2085, 45.2565}, "oblasts.geojson", "UA-51"},
		{"Tuzla", orb.Point{36.551, 45.2666}, "oblasts.geojson", "UA-43"},
		{"Kherson", orb.Point{32.614, 46.637}, "oblasts.geojson", "UA-65"},
		{"Ochakiv", orb.Point{31.547, 46.613}, "oblasts.geojson", "UA-48"},
		{"Kakhovka reservoir's bed", orb.Point{34.60, 47.55}, "oblasts.geojson", "UA-23"},
	} {
		if got := featuresAt(t, c.file, c.at); len(got) != 1 || got[0] != c.id {
			t.Errorf("%s at %v lies in %v of %s, want %s", c.what, c.at, got, c.file, c.id)
		}
	}
}

// The stretches of the lower Dnipro contain its channel and no settlement.
func TestBanks(t *testing.T) {
	var stretches []geojson.Feature
	var channel orb.LineString
	sum, betweenBanks := 0.0, orb.MultiPolygon{}
	for _, f := range readCommitted(t, "barriers.geojson").Features {
		if line, ok := f.Geometry.(orb.LineString); ok {
			if f.ID == "channel" {
				channel = line
			}
			continue
		}
		stretches = append(stretches, f)
		betweenBanks = append(betweenBanks, toMultiPolygon(f.Geometry)...)
		sum += geo.Area(f.Geometry)
	}
	if sum < 2300 || sum > 3300 {
		t.Errorf("%d stretches of %.0f km² between the banks", len(stretches), sum)
	}
	for i := 2; i < len(channel); i++ {
		a, b := channel[i-1], channel[i]
		if at := (orb.Point{(a[0] + b[0]) / 2,
			(a[1] + b[1]) / 2}); !planar.MultiPolygonContains(betweenBanks, at) {
			t.Errorf("the channel leaves the banks at %v", at)
		}
	}
	settlements, err := readTable(os.DirFS("../assets"), "settlements.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range settlements {
		at, _, err := s.point("lon", "lat")
		if err != nil {
			t.Fatal(err)
		}
		if planar.MultiPolygonContains(betweenBanks, at) {
			t.Errorf("%s stands between the banks", s["id"])
		}
	}
}
