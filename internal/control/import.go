package control

import (
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// ClassMapping says which features of a foreign file are held and which contested. The zero value
// fits files as we write them.
type ClassMapping struct {
	Property  string // the name of the property; empty: class
	Held      string // its value for held land; empty: held
	Contested string // its value for contested land; empty: contested
}

// Import makes a date out of somebody's polygons instead of settlements: clips them to Ukraine and
// nodes them with the base map, distance bands included. Land that is both held and contested is
// held. Nothing is known of how sure the line is.
func Import(in Input, date string, c *geo.Collection, names ClassMapping,
	file string) (*Snapshot, error) {
	held, contested, err := names.splitByClass(c, file)
	if err != nil {
		return nil, err
	}
	w, err := newSnapshotBuilder(in)
	if err != nil {
		return nil, err
	}
	lines := map[int][][]geo.GridPoint{
		labelHeld:            gridRings(held),
		labelHeldOrContested: slices.Concat(gridRings(held), gridRings(contested)),
		labelPreInvasion:     w.preInvasionRings,
	}
	d, err := w.assemble(date, lines, nil, nil, false)
	if err != nil {
		return nil, err
	}
	// Nobody works the date out again, so it gets the bands that a scenario may ask for.
	for i, rings := range w.distanceBandRings(d.ContactLine()) {
		lines[labelDistanceBand+i] = rings
	}
	if d, err = w.assemble(date, lines, nil, nil, true); err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(d.Faces,
		func(f Face) bool { return f.Oblast >= 0 && f.Class == ClassHeld }) {
		return nil,
			Faults{{File: file, Rule: RuleOffLand, Detail: "none of the held land lies in Ukraine"}}
	}
	d.Subdivision.Simplify(geo.SimplifyOptions{FixedLevel: in.BaseMap.Level})
	return d, nil
}

func (n ClassMapping) splitByClass(c *geo.Collection,
	file string) (held, contested orb.MultiPolygon, err error) {
	name := func(s, zero string) string {
		if s == "" {
			return zero
		}
		return s
	}
	property := name(n.Property, "class")
	var faults Faults
	for i, f := range c.Features {
		value := fmt.Sprint(f.Properties[property])
		is := value == name(n.Held, string(ClassHeld))
		if !is && value != name(n.Contested, string(ClassContested)) {
			continue
		}
		land, ok := asMultiPolygon(f.Geometry)
		if !ok {
			id := f.ID
			if id == "" {
				id = fmt.Sprintf("#%d", i+1)
			}
			faults = append(faults,
				&Fault{File: file, Feature: id, Rule: RuleFields, Detail: "not a polygon"})
		}
		if is {
			held = append(held, land...)
		} else {
			contested = append(contested, land...)
		}
	}
	if len(held) == 0 && len(faults) == 0 {
		faults = append(faults, &Fault{File: file, Rule: RuleFields,
			Detail: fmt.Sprintf("no feature has the property %q with the value %q", property,
				name(n.Held, string(ClassHeld)))})
	}
	return held, contested, faults.asError()
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

// SideAt returns who holds a position on the day, false outside Ukraine.
func (d *Snapshot) SideAt(p orb.Point) (Side, bool) {
	f := d.Subdivision.Locate(p)
	if f < 0 || d.Faces[f].Oblast < 0 {
		return 0, false
	}
	switch d.Faces[f].Class {
	case ClassHeld:
		return Held, true
	case ClassContested:
		return Contested, true
	}
	return Government, true
}
