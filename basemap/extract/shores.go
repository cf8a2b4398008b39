package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// gshhgBounds is the rectangle, in degrees, whose shores come from GSHHG. extract.sh requests the
// same one.
var gshhgBounds = orb.Bound{Min: orb.Point{28, 44}, Max: orb.Point{41, 52}}

// lakePoints are the inland waters of GSHHG's level 2 that the map uses, each identified by a point
// in it. The source joins the Dnipro's reservoirs and the river between them to one body.
var lakePoints = []struct {
	id string
	at orb.Point
}{
	{"dnipro", orb.Point{34.6, 47.55}},
	{"kyiv", orb.Point{30.47, 50.8}},
	{"molochnyi", orb.Point{35.33, 46.6}},
	{"khadzhybei", orb.Point{30.53, 46.7}},
	{"kuialnyk", orb.Point{30.64, 46.72}},
	{"tylihul", orb.Point{31.02, 46.98}},
	{"sasyk-crimea", orb.Point{33.52, 45.2}},
}

// readShores returns the sea and the lakes of GSHHG from files that GMT prints for its levels 1
// (coast), 2 (lakes) and 3 (islands in lakes). The feature "sea" has the islands as holes; the
// others are those of lakePoints.
func readShores(coast, lake, island string) ([]feature, error) {
	var levels [3][]orb.LineString
	for i, file := range []string{coast, lake, island} {
		segments, err := readSegments(file)
		if err != nil {
			return nil, err
		}
		levels[i] = joinSegments(segments)
	}
	sea, err := seaPolygon(levels[0])
	if err != nil {
		return nil, err
	}
	out := []feature{{id: "sea", geometry: orb.MultiPolygon{sea}}}
	for _, l := range lakePoints {
		p := ringContaining(l.at, levels[1])
		if p == nil {
			return nil, fmt.Errorf("%s: no lake at %v", l.id, l.at)
		}
		body := orb.Polygon{orb.Ring(p)}
		for _, hole := range levels[2] {
			if planar.RingContains(body[0], hole[0]) {
				body = append(body, orb.Ring(hole))
			}
		}
		out = append(out, feature{id: l.id, geometry: orb.MultiPolygon{body}})
	}
	return out, nil
}

// seaPolygon returns the sea. Its ring is the mainland's coast, the only open line, closed along
// the southern edge of gshhgBounds; all closed lines in it are islands.
func seaPolygon(coast []orb.LineString) (orb.Polygon, error) {
	var sea orb.Polygon
	for _, line := range coast {
		if isClosed(line) {
			continue
		}
		south := gshhgBounds.Min[1]
		if sea != nil || line[0][1] != south || line[len(line)-1][1] != south {
			return nil,
				fmt.Errorf("the coast from %v to %v does not run from the southern edge to it",
					line[0], line[len(line)-1])
		}
		sea = orb.Polygon{append(orb.Ring(line), line[0])}
	}
	if sea == nil {
		return nil, fmt.Errorf("no coast")
	}
	for _, line := range coast {
		if isClosed(line) && planar.RingContains(sea[0], line[0]) {
			sea = append(sea, orb.Ring(line))
		}
	}
	return sea, nil
}

// ringContaining returns the closed line around a point, or nil.
func ringContaining(at orb.Point, lines []orb.LineString) orb.LineString {
	for _, line := range lines {
		if isClosed(line) && planar.RingContains(orb.Ring(line), at) {
			return line
		}
	}
	return nil
}

func isClosed(line orb.LineString) bool { return line[0] == line[len(line)-1] }

// readSegments reads the lines of a text file in which '>' starts a line and every other row is a
// longitude and a latitude. It rounds coordinates to 1e-6 degrees, so that ends meet exactly.
func readSegments(file string) ([]orb.LineString, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []orb.LineString
	var line orb.LineString
	end := func() {
		if len(line) > 1 {
			out = append(out, line)
		}
		line = nil
	}
	scanner := bufio.NewScanner(f)
	for scanner.Scan() {
		cells := strings.Fields(scanner.Text())
		if len(cells) < 2 || cells[0] == ">" || cells[0] == "#" {
			end()
			continue
		}
		lon, err1 := strconv.ParseFloat(cells[0], 64)
		lat, err2 := strconv.ParseFloat(cells[1], 64)
		if err1 != nil || err2 != nil {
			return nil, fmt.Errorf("%s: %q is no position", file, scanner.Text())
		}
		p := []orb.Point{{lon, lat}}
		roundCoordinates(p, 1e6)
		line = append(line, p[0])
	}
	end()
	return out, scanner.Err()
}

// joinSegments joins lines of which one ends where another begins. The source cuts coasts into
// tiles of at most a degree. All of its lines have the land on the same side.
func joinSegments(segments []orb.LineString) []orb.LineString {
	startingAt := map[orb.Point]int{}
	isEnd := map[orb.Point]bool{}
	for i, s := range segments {
		if !isClosed(s) {
			startingAt[s[0]] = i
			isEnd[s[len(s)-1]] = true
		}
	}
	used := make([]bool, len(segments))
	join := func(i int) orb.LineString {
		line := segments[i]
		used[i] = true
		for !isClosed(line) {
			next, ok := startingAt[line[len(line)-1]]
			if !ok || used[next] {
				break
			}
			used[next] = true
			line = append(line[:len(line):len(line)], segments[next][1:]...)
		}
		return line
	}
	var out []orb.LineString
	for _, startsHere := range []bool{true, false} { // open lines first, from their beginning
		for i, s := range segments {
			if !used[i] && (isClosed(s) || !startsHere || !isEnd[s[0]]) {
				out = append(out, join(i))
			}
		}
	}
	return out
}
