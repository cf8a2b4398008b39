package main

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"
	"truceline/internal/geo"
)

// straits are the lines that separate two seas, each from land to land. Their ends are approximate
// and snap to the nearest vertex of a region. An inland strait's ends are inland points that do not
// snap, because there GSHHG's shore replaces Natural Earth's.
var straits = []struct {
	name     string
	from, to orb.Point
	inland   bool
}{
	{"Kerch Strait, Cape Takil to Cape Panahiia", orb.Point{36.42, 45.10}, orb.Point{36.70, 45.13},
		true},
	{"Bosporus, northern end", orb.Point{29.10, 41.23}, orb.Point{29.15, 41.22}, false},
	{"Dardanelles, south-western end", orb.Point{26.19, 40.05}, orb.Point{26.20, 39.99}, false},
}

// straitLines returns the lines of the straits, snapped to the regions' rings.
func straitLines(regions []region) [][]geo.GridPoint {
	out := make([][]geo.GridPoint, len(straits))
	for i, s := range straits {
		if s.inland {
			out[i] = []geo.GridPoint{toGrid(s.from), toGrid(s.to)}
			continue
		}
		out[i] = []geo.GridPoint{nearestVertex(s.from, regions), nearestVertex(s.to, regions)}
	}
	return out
}

// nearestVertex returns the vertex of the regions nearest to a point.
func nearestVertex(at orb.Point, regions []region) geo.GridPoint {
	var best geo.GridPoint
	nearest := math.Inf(1)
	lonScale := math.Cos(at[1] * math.Pi / 180)
	for _, r := range regions {
		for _, ring := range r.rings {
			for _, g := range ring {
				p := g.Point()
				if d := math.Hypot((p[0]-at[0])*lonScale, p[1]-at[1]); d < nearest {
					nearest, best = d, g
				}
			}
		}
	}
	return best
}

// assignSeas gives the unowned faces to seas. A face with the label of a sea in the table is that
// sea. The other faces, such as lagoons behind a spit, belong to the sea with the nearest shore.
func (l *land) assignSeas(seas []row) error {
	for _, s := range seas {
		at, ok, err := s.point("label_lon", "label_lat")
		if err != nil {
			return err
		}
		face := l.Locate(at)
		if !ok || face < 0 || !l.isUnowned(face) {
			return fmt.Errorf("seas.csv: %s: its label stands on no water of its own", s["id"])
		}
		l.owner[face] = s["id"]
	}
	l.spreadSeas(seas)
	shorePoints := map[string][]orb.Point{}
	for face, owner := range l.owner {
		for _, s := range seas {
			if owner == s["id"] {
				shorePoints[owner] = append(shorePoints[owner], l.boundaryPoints(face)...)
			}
		}
	}
	for face := range l.owner {
		if l.isUnowned(face) {
			l.owner[face] = nearestOwner(l.boundaryPoints(face), seas, shorePoints)
		}
	}
	return nil
}

// spreadSeas gives adjacent water to the seas. The old shores of areas that Natural Earth counts as
// land still divide it.
func (l *land) spreadSeas(seas []row) {
	isSea := idSet(seas)
	for changed := true; changed; {
		changed = false
		for _, arc := range l.Arcs {
			for _, pair := range [2][2]int32{{arc.Left, arc.Right}, {arc.Right, arc.Left}} {
				from, to := pair[0], pair[1]
				if from >= 0 && to >= 0 && isSea[l.owner[from]] && l.isUnowned(int(to)) {
					l.owner[to], changed = l.owner[from], true
				}
			}
		}
	}
}

// boundaryPoints returns the vertices of a face's rings.
func (l *land) boundaryPoints(face int) []orb.Point {
	var out []orb.Point
	for _, ring := range l.Faces[face].Rings {
		for _, ref := range ring {
			i, _ := ref.Index()
			for _, g := range l.Arcs[i].Points {
				out = append(out, g.Point())
			}
		}
	}
	return out
}

// nearestOwner returns the id of the candidate that has the point nearest to a shore.
func nearestOwner(shore []orb.Point, candidates []row, shorePoints map[string][]orb.Point) string {
	var best string
	nearest := math.Inf(1)
	for _, s := range candidates {
		for _, p := range shorePoints[s["id"]] {
			for _, q := range shore {
				if d := math.Hypot((p[0]-q[0])*math.Cos(p[1]*math.Pi/180), p[1]-q[1]); d < nearest {
					nearest, best = d, s["id"]
				}
			}
		}
	}
	return best
}
