// Command basemap builds the base map of Truceline: the files oblasts, outline, neighbours, sea,
// rivers, reservoirs, bridges and barriers under assets/geojson, from the extracts under
// basemap/sources and the hand-reviewed tables under basemap/tables. `make basemap` runs it. That
// is necessary only when a table or an extract has changed; nothing is downloaded.
//
// # Land
//
// Natural Earth draws the 27 regions of Ukraine and the neighbouring countries as polygons that
// share their vertices. Near Ukraine, GSHHG decides which parts of them are water (coast.go). The
// program turns both into one planar subdivision: it snaps every border, the coast, the edge of the
// map and the lines across the straits to a grid of 1e-5 degrees and nodes them once
// (geo.Arrangement). Each face then has one owner, which is a region, a country or a sea. Every
// file is a set of faces, so borders are shared exactly and the sea fits the coast. The levels of
// detail are computed for all arcs together and never open a gap. Countries far from Ukraine are
// decimated first, because nobody looks at their coasts at the finest level (decimate.go).
//
// # Inland waters
//
// Inland waters are a second subdivision (inland_waters.go). Both the reservoirs on the map and the
// barriers that separate the settlements on the two banks of the lower Dnipro are sets of its
// faces.
//
// # Labels
//
// A label is at the pole of inaccessibility unless a table has another position (polylabel.go). A
// labelled town of assets/towns.csv that is off the land gets a coastal patch, a piece of land that
// joins it to its region (coastal_patch.go).
//
// # Reproducibility
//
// The same inputs give the same bytes on linux/amd64 with the Go version of go.mod; a test compares
// them with the committed files. The extracts are made by the module in extract/, which keeps its
// large dependencies out of this one.
package main

import (
	"flag"
	"log"
	"os"
	"path/filepath"
	"sort"

	"truceline/internal/atomicfile"
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
	_ = flags.Parse(os.Args[2:]) // ExitOnError: there is no error to return
	if err := run(*assets); err != nil {
		log.Fatal(err)
	}
}

// run builds all files before it writes the first.
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
		if err := atomicfile.WriteBytes(filepath.Join(assets, "geojson", name),
			files[name]); err != nil {
			return err
		}
		log.Printf("%s: %d bytes", name, len(files[name]))
	}
	return nil
}
