package scene

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"truceline/internal/diag"
	"truceline/internal/geo"
	"truceline/internal/geo/geojson"
)

// BordersFile caches which runs of edges of the base map's rings are which borders, so that a
// browser need not compute them on every visit (see docs/decisions/0007). It may be missing.
// EncodeBorders writes it.
//
// It is one line of sections. A section is a word and integers, divided by spaces and ended by a
// semicolon. "edges" has the number of edges of all rings, "extent" the map's bounds on the grid
// (west, south, east, north). Each kind of border has a section of runs of three integers: the
// index of the ring, the index of the first point and the number of edges. Rings are numbered
// through the oblasts and then the neighbours, for "seam" through the seas.
const BordersFile = "geojson/borders.txt"

// borderIndex is the content of BordersFile.
type borderIndex struct {
	edgeCount  int // of all rings, to be compared with the map's
	gridBounds gridBounds
	land       borderRuns
	seams      []ringRun
}

func newBorderIndex(home, abroad, seas *geojson.Collection) *borderIndex {
	homeRings, abroadRings, seaRings := gridRings(home), gridRings(abroad), gridRings(seas)
	return &borderIndex{gridBounds: gridBoundsOf(seaRings),
		land: findBorderRuns(homeRings, abroadRings), seams: findBorderRuns(seaRings, nil).oblast}
}

func countEdges(rings []ring) (n int) {
	for _, r := range rings {
		n += len(r.points) - 1
	}
	return n
}

// EncodeBorders returns the content of BordersFile for this base map.
func (w *World) EncodeBorders() []byte {
	index, edges := w.borderIndex, 0
	for _, areas := range [][]*feature{w.oblasts, w.neighbours, w.seas} {
		edges += countEdges(ringsOf(areas))
	}
	var out strings.Builder
	fmt.Fprintf(&out, "edges %d;extent %d %d %d %d;", edges, index.gridBounds.min.Lon,
		index.gridBounds.min.Lat, index.gridBounds.max.Lon, index.gridBounds.max.Lat)
	for _, kind := range borderSections {
		out.WriteString(kind.name)
		for _, r := range *kind.of(index) {
			fmt.Fprintf(&out, " %d %d %d", r.ring, r.from, r.length)
		}
		out.WriteByte(';')
	}
	return []byte(out.String())
}

var borderSections = []struct {
	name string
	of   func(*borderIndex) *[]ringRun
}{
	{"oblast", func(b *borderIndex) *[]ringRun { return &b.land.oblast }},
	{"state", func(b *borderIndex) *[]ringRun { return &b.land.state }},
	{"coast", func(b *borderIndex) *[]ringRun { return &b.land.coast }},
	{"foreign", func(b *borderIndex) *[]ringRun { return &b.land.foreign }},
	{"foreign-coast", func(b *borderIndex) *[]ringRun { return &b.land.foreignCoasts }},
	{"seam", func(b *borderIndex) *[]ringRun { return &b.seams }},
}

// readBorderIndex reads BordersFile for a base map with these rings of oblasts and neighbours
// (land) and of seas. It returns an error if the file is missing (fs.ErrNotExist), malformed or of
// another map.
func readBorderIndex(fsys fs.FS, land, seas []ring) (*borderIndex, error) {
	data, err := fs.ReadFile(fsys, BordersFile)
	if err != nil {
		return nil, err
	}
	index := &borderIndex{}
	for rest := string(data); rest != ""; {
		section, after, _ := strings.Cut(rest, ";")
		rest = after
		if err := index.parseSection(section); err != nil {
			return nil, diag.InFile(BordersFile, err)
		}
	}
	if edges := countEdges(land) + countEdges(seas); index.edgeCount != edges {
		return nil, &diag.Diagnostic{File: BordersFile,
			Detail: fmt.Sprintf("it is of a map with %d edges, not of this one with %d",
				index.edgeCount, edges)}
	}
	for _, kind := range borderSections {
		rings := land
		if kind.name == "seam" {
			rings = seas
		}
		for _, r := range *kind.of(index) {
			if !r.validIn(rings) {
				return nil, &diag.Diagnostic{File: BordersFile, Place: kind.name,
					Detail: fmt.Sprintf("there is no run of %d edges from position %d of ring %d",
						r.length, r.from, r.ring)}
			}
		}
	}
	return index, nil
}

func (r ringRun) validIn(rings []ring) bool {
	if r.ring < 0 || r.ring >= len(rings) {
		return false
	}
	edges := len(rings[r.ring].points) - 1
	return r.from >= 0 && r.from < edges && r.length > 0 && r.length <= edges
}

func (b *borderIndex) parseSection(text string) error {
	name, list, _ := strings.Cut(text, " ")
	numbers, err := parseIntegers(list)
	if err != nil {
		return &diag.Diagnostic{File: BordersFile, Place: name, Detail: err.Error()}
	}
	switch {
	case name == "edges" && len(numbers) == 1:
		b.edgeCount = numbers[0]
		return nil
	case name == "extent" && len(numbers) == 4:
		b.gridBounds.min = geo.GridPoint{Lon: int32(numbers[0]), Lat: int32(numbers[1])}
		b.gridBounds.max = geo.GridPoint{Lon: int32(numbers[2]), Lat: int32(numbers[3])}
		return nil
	}
	for _, kind := range borderSections {
		if kind.name != name || len(numbers)%3 != 0 {
			continue
		}
		runs := make([]ringRun, len(numbers)/3)
		for i := range runs {
			runs[i] = ringRun{numbers[3*i], numbers[3*i+1], numbers[3*i+2]}
		}
		*kind.of(b) = runs
		return nil
	}
	return fmt.Errorf("no section %s of %d numbers is known", name, len(numbers))
}

// parseIntegers parses integers divided by single spaces.
func parseIntegers(text string) ([]int, error) {
	var out []int
	n, sign, digits := 0, 1, 0
	for i := 0; i <= len(text); i++ {
		switch {
		case i == len(text) || text[i] == ' ':
			if digits == 0 {
				if text == "" {
					return nil, nil
				}
				return nil, errors.New("a number is missing")
			}
			out = append(out, sign*n)
			n, sign, digits = 0, 1, 0
		case text[i] == '-' && digits == 0 && sign == 1:
			sign = -1
		case text[i] >= '0' && text[i] <= '9' && digits < 9:
			n, digits = 10*n+int(text[i]-'0'), digits+1
		default:
			return nil, fmt.Errorf("%q is no number", text[i:min(i+12, len(text))])
		}
	}
	return out, nil
}
