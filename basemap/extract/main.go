// Command extract cuts the public sources of the base map down to the small files under
// basemap/sources.
//
// It is a module of its own because its sources are big: github.com/sams96/rgeo alone carries 26
// MB. What it writes is committed, so that the base map can be built when a package has gone.
// extract.sh fetches the other sources, checks their sums and runs it.
//
// The extracts keep the sources' own positions, in degrees, lon before lat; nothing is moved or
// mended here. Each is a GeoJSON file, compressed without a time stamp, so that the same sources
// give the same bytes.
package main

import (
	"flag"
	"fmt"
	"log"
	"path/filepath"

	"github.com/paulmach/orb"
)

// window holds all that the map can show, and a degree more, because shapes cut at a window have
// edges along it that are not borders: the build cuts again, further in.
var window = orb.Bound{Min: orb.Point{4, 35}, Max: orb.Point{58, 62}}

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

// run writes the extracts into the folder out.
func run(rivers, waters, seas, gshhg, out string) error {
	steps := []struct {
		file string
		make func() ([]feature, error)
	}{
		{"oblasts.geojson.gz", oblasts},
		{"countries.geojson.gz", countries},
		{"rivers.geojson.gz", func() ([]feature, error) { return riverLines(rivers) }},
		{"waterbodies.geojson.gz", func() ([]feature, error) { return waterbodies(waters, seas) }},
		{"shores.geojson.gz", func() ([]feature, error) {
			return shores(filepath.Join(gshhg, "coast.txt"), filepath.Join(gshhg, "lakes.txt"),
				filepath.Join(gshhg, "islands.txt"))
		}},
	}
	for _, step := range steps {
		features, err := step.make()
		if err != nil {
			return fmt.Errorf("%s: %w", step.file, err)
		}
		size, err := write(filepath.Join(out, step.file), features)
		if err != nil {
			return err
		}
		log.Printf("%s: %d features, %d bytes", step.file, len(features), size)
	}
	return nil
}
