package scene

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"truceline/internal/geo"
)

// BordersFile says which stretches of the base map's rings are which borders, for who reads the
// same base map again and again: to find out takes a fifth of reading it. It may be missing.
// Borders writes it.
//
// It is a line of sections, each a word and whole numbers, all with a space between and a semicolon
// behind: "edges" with the number of edges of all rings, "extent" with the map's extent on the grid
// (west, south, east, north), and for each kind of border the runs, each three numbers: the ring,
// the position where it begins, the number of edges. Rings are counted through the oblasts and then
// the neighbours, for "seam" through the seas.
const BordersFile = "geojson/borders.txt"

// borderIndex is what BordersFile tells.
type borderIndex struct {
	edgeCount  int // of all rings, to be compared with those of the map
	gridBounds gridBounds
	land       borderRuns
	seams      []ringRun
}

func newBorderIndex(home, abroad, seas *geo.Collection) *borderIndex {
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

// EncodeBorders is BordersFile for this base map.
func (w *World) EncodeBorders() []byte {
	t, edges := w.borderIndex, 0
	for _, areas := range [][]*feature{w.oblasts, w.neighbours, w.seas} {
		edges += countEdges(ringsOf(areas))
	}
	var out strings.Builder
	fmt.Fprintf(&out, "edges %d;extent %d %d %d %d;", edges, t.gridBounds.min.Lon,
		t.gridBounds.min.Lat, t.gridBounds.max.Lon, t.gridBounds.max.Lat)
	for _, kind := range borderSections {
		out.WriteString(kind.name)
		for _, r := range *kind.of(t) {
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
	{"oblast", func(t *borderIndex) *[]ringRun { return &t.land.oblast }},
	{"state", func(t *borderIndex) *[]ringRun { return &t.land.state }},
	{"coast", func(t *borderIndex) *[]ringRun { return &t.land.coast }},
	{"foreign", func(t *borderIndex) *[]ringRun { return &t.land.foreign }},
	{"foreign-coast", func(t *borderIndex) *[]ringRun { return &t.land.foreignCoasts }},
	{"seam", func(t *borderIndex) *[]ringRun { return &t.seams }},
}

// readBorderIndex reads BordersFile for a base map with these rings, of oblasts and neighbours and
// of seas.
func readBorderIndex(fsys fs.FS, land, seas []ring) (*borderIndex, error) {
	data, err := fs.ReadFile(fsys, BordersFile)
	if err != nil {
		return nil, err
	}
	t := &borderIndex{}
	for rest := string(data); rest != ""; {
		section, after, _ := strings.Cut(rest, ";")
		rest = after
		if err := t.parseSection(section); err != nil {
			return nil, fmt.Errorf("%s: %w", BordersFile, err)
		}
	}
	if edges := countEdges(land) + countEdges(seas); t.edgeCount != edges {
		return nil, fmt.Errorf("%s: it is of a map with %d edges, not of this one with %d",
			BordersFile, t.edgeCount, edges)
	}
	for _, kind := range borderSections {
		rings := land
		if kind.name == "seam" {
			rings = seas
		}
		for _, r := range *kind.of(t) {
			if !r.validIn(rings) {
				return nil,
					fmt.Errorf("%s: %s: there is no run of %d edges from position %d of ring %d",
						BordersFile, kind.name, r.length, r.from, r.ring)
			}
		}
	}
	return t, nil
}

func (r ringRun) validIn(rings []ring) bool {
	if r.ring < 0 || r.ring >= len(rings) {
		return false
	}
	edges := len(rings[r.ring].points) - 1
	return r.from >= 0 && r.from < edges && r.length > 0 && r.length <= edges
}

func (t *borderIndex) parseSection(text string) error {
	name, list, _ := strings.Cut(text, " ")
	numbers, err := parseIntegers(list)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	switch {
	case name == "edges" && len(numbers) == 1:
		t.edgeCount = numbers[0]
		return nil
	case name == "extent" && len(numbers) == 4:
		t.gridBounds.min = geo.GridPoint{Lon: int32(numbers[0]), Lat: int32(numbers[1])}
		t.gridBounds.max = geo.GridPoint{Lon: int32(numbers[2]), Lat: int32(numbers[3])}
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
		*kind.of(t) = runs
		return nil
	}
	return fmt.Errorf("no section %s of %d numbers is known", name, len(numbers))
}

// parseIntegers reads numbers with a space between them.
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
