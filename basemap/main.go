// Command basemap builds the base map of Truceline: the files oblasts, outline, neighbours, sea,
// rivers, reservoirs, bridges and barriers under assets/geojson, from the extracts under
// basemap/sources and the hand-reviewed tables beside this file. `make basemap` runs it; it is
// needed only when a table or an extract changes, and it downloads nothing.
//
// # How the land is made
//
// Natural Earth draws the 27 regions of Ukraine and the countries around it as polygons that share
// their vertices; near Ukraine GSHHG says what of that is water (coast.go). Here they become one
// planar subdivision: every border, the coast, the edge of the map and the lines across the straits
// are rounded to the grid of 1e-5 degrees and noded once (geo.Arrangement); each face then has one
// owner, a region, a country or a sea. Every file is a set of those faces, so borders are shared
// exactly, the sea fits the coast, and the levels of detail, made for all arcs together, never open
// a gap. Countries far from Ukraine are thinned first: nobody reads their coasts at the finest
// level.
//
// Inland waters are a second subdivision (dnipro.go), from which come both the reservoirs that are
// drawn and the barriers that keep apart the settlements on the two banks of the lower Dnipro.
//
// The tables in tables/ are made by hand. Labels stand at the pole of inaccessibility unless a
// table says otherwise. Where a labelled town of assets/towns.csv stands off the land, a lobe of
// land is joined to its region (lobe.go).
//
// The same inputs give the same bytes on linux/amd64 with the Go version of go.mod; a test compares
// them with what is committed. The extracts are made by the module in extract/, which alone reaches
// the big packages.
package main

import (
	"flag"
	"log"
	"os"
	"path/filepath"
	"sort"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("basemap: ")
	flags := flag.NewFlagSet("build", flag.ExitOnError)
	assets := flags.String("assets", "../assets",
		"the `folder` with towns.csv, whose geojson folder is written")
	if len(os.Args) < 2 || os.Args[1] != "build" {
		log.Print("usage: basemap build [-assets DIR]")
		os.Exit(2)
	}
	_ = flags.Parse(os.Args[2:]) // it exits by itself
	if err := run(*assets); err != nil {
		log.Fatal(err)
	}
}

// run builds every file and only then writes them.
func run(assets string) error {
	files, err := buildFiles(os.DirFS("."), os.DirFS(assets))
	if err != nil {
		return err
	}
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if err := os.WriteFile(filepath.Join(assets, "geojson", name), files[name],
			0o644); err != nil {
			return err
		}
		log.Printf("%s: %d bytes", name, len(files[name]))
	}
	return nil
}
