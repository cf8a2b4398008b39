package geo

import "github.com/paulmach/orb"

// Feature is one feature of a GeoJSON file. Geometry is one of orb's types and already valid: rings
// are closed, outer rings run anticlockwise and holes clockwise.
type Feature struct {
	// ID is the feature's id; a number is written in decimal. Empty: the feature has none.
	ID string
	// Properties holds string, float64, bool, nil, []any and map[string]any values.
	Properties map[string]any
	Geometry   orb.Geometry
	// Levels holds, for each ring or line in the order of Geometry, the coarsest level of detail at
	// which each position is still drawn: 0 is drawn at the finest level only. Nil: the file has no
	// levels.
	//
	// In the file it is the foreign member "levels", an array of strings of digits, one digit for
	// each position. A position has the same level in every ring and line, so a border that is
	// shared at one level is shared at all.
	Levels [][]byte
}

// Collection is a GeoJSON FeatureCollection.
type Collection struct {
	Features []Feature
	// Members holds the collection's foreign members (name, date, source …), decoded like
	// properties.
	Members map[string]any
}
