package control

import (
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"truceline/internal/diag"
	"truceline/internal/geo"
	"truceline/internal/geo/geojson"
	"truceline/internal/geo/planar"
)

// ClassMapping selects the features of a foreign file that are held and contested. The zero value
// fits our own files.
type ClassMapping struct {
	Property  string // name of the property; empty: class
	Held      string // value for held land; empty: held
	Contested string // value for contested land; empty: contested
}

// Import makes a snapshot from polygons instead of settlements. It clips them to Ukraine and nodes
// them with the base map, with distance bands. Land that is both held and contested is held. The
// snapshot has no uncertainty.
func Import(in Input, date string, c *geojson.Collection, mapping ClassMapping,
	file string) (*Snapshot, error) {
	held, contested, err := mapping.splitByClass(c, file)
	if err != nil {
		return nil, err
	}
	builder, err := newSnapshotBuilder(in)
	if err != nil {
		return nil, err
	}
	lines := map[int][][]geo.GridPoint{
		labelHeld:            gridRings(held),
		labelHeldOrContested: slices.Concat(gridRings(held), gridRings(contested)),
		labelPreInvasion:     builder.preInvasionRings,
	}
	snap, err := builder.assemble(date, lines, nil, nil, false)
	if err != nil {
		return nil, err
	}
	// The snapshot is not computed again, so it gets the distance bands that a scenario may need.
	for i, rings := range builder.distanceBandRings(snap.ContactLine()) {
		lines[labelDistanceBand+i] = rings
	}
	if snap, err = builder.assemble(date, lines, nil, nil, true); err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(snap.Faces,
		func(f Face) bool { return f.Oblast >= 0 && f.Class == ClassHeld }) {
		return nil,
			diag.List{{File: file, Rule: RuleOffLand,
				Detail: "none of the held land lies in Ukraine"}}
	}
	snap.Subdivision.Simplify(planar.SimplifyOptions{FixedLevel: in.BaseMap.Level})
	return snap, nil
}

// splitByClass returns the held and the contested polygons of a collection.
func (n ClassMapping) splitByClass(c *geojson.Collection,
	file string) (held, contested orb.MultiPolygon, err error) {
	valueOr := func(s, zero string) string {
		if s == "" {
			return zero
		}
		return s
	}
	property := valueOr(n.Property, "class")
	var faults diag.List
	for i, f := range c.Features {
		value := fmt.Sprint(f.Properties[property])
		isHeld := value == valueOr(n.Held, string(ClassHeld))
		if !isHeld && value != valueOr(n.Contested, string(ClassContested)) {
			continue
		}
		land, ok := asMultiPolygon(f.Geometry)
		if !ok {
			id := f.ID
			if id == "" {
				id = fmt.Sprintf("#%d", i+1)
			}
			faults = append(faults,
				&diag.Diagnostic{File: file, Place: id, Rule: RuleFields, Detail: "not a polygon"})
		}
		if isHeld {
			held = append(held, land...)
		} else {
			contested = append(contested, land...)
		}
	}
	if len(held) == 0 && len(faults) == 0 {
		faults = append(faults, &diag.Diagnostic{File: file, Rule: RuleFields,
			Detail: fmt.Sprintf("no feature has the property %q with the value %q", property,
				valueOr(n.Held, string(ClassHeld)))})
	}
	return held, contested, faults.Err()
}

func gridRings(land orb.MultiPolygon) [][]geo.GridPoint {
	var out [][]geo.GridPoint
	for _, polygon := range land {
		for _, ring := range polygon {
			var points []geo.GridPoint
			for _, p := range ring {
				points = append(points, roundToGrid(p[0], p[1]))
			}
			out = append(out, points)
		}
	}
	return out
}

// SideAt returns the side that holds a position in degrees, false outside Ukraine.
func (snap *Snapshot) SideAt(p orb.Point) (Side, bool) {
	f := snap.Subdivision.Locate(p)
	if f < 0 || snap.Faces[f].Oblast < 0 {
		return 0, false
	}
	switch snap.Faces[f].Class {
	case ClassHeld:
		return Held, true
	case ClassContested:
		return Contested, true
	}
	return Government, true
}
