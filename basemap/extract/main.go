// Command extract reduces the public sources of the base map to the small files under
// basemap/sources.
//
// It is a module of its own because of the size of its sources: github.com/sams96/rgeo alone has 26
// MB. Its output is committed, so that the base map can be built when a source is no longer
// published. extract.sh downloads the other sources, verifies their checksums and runs it.
//
// The extracts keep the sources' own coordinates in degrees, longitude first; shapes are clipped
// but not repaired. Each extract is a GeoJSON file, compressed without a time stamp, so that the
// same sources give the same bytes.
package main

import (
	"flag"
	"fmt"
	"log"
	"path/filepath"

	"github.com/paulmach/orb"
)

// extractBounds, in degrees, is the extent of the map with a margin of some degrees. Clipped shapes
// have edges along it that are not borders, and the build clips them again, further in.
var extractBounds = orb.Bound{Min: orb.Point{4, 35}, Max: orb.Point{58, 62}}

func main() {
	log.SetFlags(0)
	log.SetPrefix("extract: ")
	rivers := flag.String("rivers", "", "Natural Earth's `file` ne_10m_rivers_lake_centerlines.shp")
	waters := flag.String("waterbodies", "",
		"map.geo.json, the `file` of @geo-maps/earth-waterbodies-100m")
	seas := flag.String("seas", "", "map.geo.json, the `file` of @geo-maps/earth-seas-100m")
	gshhg := flag.String("shores", "",
		"the `folder` with coast.txt, lakes.txt and islands.txt, printed by GMT from GSHHG")
	out := flag.String("out", "../sources", "the `folder` to write to")
	flag.Parse()
	if err := run(*rivers, *waters, *seas, *gshhg, *out); err != nil {
		log.Fatal(err)
	}
}

// run writes the extracts to the folder out.
func run(rivers, waters, seas, gshhg, out string) error {
	steps := []struct {
		file string
		make func() ([]feature, error)
	}{
		{"oblasts.geojson.gz", readOblasts},
		{"countries.geojson.gz", readCountries},
		{"rivers.geojson.gz", func() ([]feature, error) { return readRivers(rivers) }},
		{"waterbodies.geojson.gz",
			func() ([]feature, error) { return readWaterBodies(waters, seas) }},
		{"shores.geojson.gz", func() ([]feature, error) {
			return readShores(filepath.Join(gshhg, "coast.txt"), filepath.Join(gshhg, "lakes.txt"),
				filepath.Join(gshhg, "islands.txt"))
		}},
	}
	for _, step := range steps {
		features, err := step.make()
		if err != nil {
			return fmt.Errorf("%s: %w", step.file, err)
		}
		size, err := writeExtract(filepath.Join(out, step.file), features)
		if err != nil {
			return err
		}
		log.Printf("%s: %d features, %d bytes", step.file, len(features), size)
	}
	return nil
}
