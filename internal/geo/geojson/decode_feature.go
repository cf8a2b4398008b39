package geojson

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"truceline/internal/diag"
	"truceline/internal/geo"
)

// decodeFeature reads a feature and appends it.
func (d *decoder) decodeFeature() error {
	d.skipSpace()
	start := d.pos
	if len(d.out.Features) == d.limits.MaxFeatures {
		return d.newError(RuleTooManyFeatures,
			fmt.Sprintf("more than %d features", d.limits.MaxFeatures))
	}
	kind, err := d.peekType()
	if err == nil && kind != "Feature" {
		err = d.newError(RuleUnknownType,
			"the type is "+strconv.Quote(kind)+" where a Feature should stand")
	}
	if err == nil {
		err = d.decodeFeatureMembers(start)
	}
	return d.withFeature(err, start)
}

func (d *decoder) decodeFeatureMembers(start int) error {
	f := Feature{}
	var geometry, levels int // their offsets; 0: missing
	properties := false
	err := d.scanObject(func(key []byte) (err error) {
		d.skipSpace()
		switch string(key) {
		case "type":
			_, err = d.scanValue()
		case "id":
			f.ID, err = d.decodeID()
		case "geometry":
			geometry = d.pos
			f.Geometry, err = d.decodeFeatureGeometry()
		case "properties":
			properties = true
			f.Properties, err = d.decodeProperties()
		case "levels":
			levels = d.pos
			f.Levels, err = d.decodeLevels()
		default:
			_, err = d.decodeForeignMember("Feature", key)
		}
		return err
	})
	if err == nil && (geometry == 0 || !properties) {
		d.pos = start
		err = d.newError(RuleMember,
			`a Feature must have the members "geometry" and "properties", which may be null`)
	}
	if err != nil {
		return err
	}
	return d.addFeature(&f, start, geometry, levels)
}

// addFeature checks a feature as a whole and appends it.
func (d *decoder) addFeature(f *Feature, start, geometry, levels int) error {
	if f.ID != "" {
		if _, duplicate := d.ids[f.ID]; duplicate {
			return &diag.Diagnostic{Rule: RuleDuplicateID, Offset: start,
				Detail: "another feature has the same id"}
		}
		if d.ids == nil {
			d.ids = map[string]struct{}{}
		}
		d.ids[f.ID] = struct{}{}
	}
	if err := d.finishFeature(f, geometry, levels); err != nil {
		return err
	}
	d.out.Features = append(d.out.Features, *f)
	return nil
}

// withFeature returns the error with the id or number of the feature that begins at start, unless
// it names one already.
func (d *decoder) withFeature(err error, start int) error {
	e, ok := err.(*diag.Diagnostic)
	if !ok || e.Place != "" {
		return err
	}
	copied := *e
	copied.Place = "feature #" + strconv.Itoa(len(d.out.Features)+1)
	if d.pos = start; d.skipSpace() == '{' {
		switch id, _ := d.peekMember("id"); id := id.(type) {
		case string:
			if id != "" {
				copied.Place = "feature " + id
			}
		case float64:
			copied.Place = "feature " + strconv.FormatFloat(id, 'f', -1, 64)
		}
	}
	return &copied
}

// decodeID reads a feature's id, a string or a number. Numbers are returned in decimal.
func (d *decoder) decodeID() (string, error) {
	start := d.pos
	v, err := d.scanValue()
	if err != nil {
		return "", err
	}
	switch v := v.(type) {
	case string:
		return v, nil
	case float64:
		if literal := string(d.data[start:d.pos]); !strings.ContainsAny(literal, ".eE") {
			return literal, nil // an integer may have more digits than a float64 can hold
		}
		return strconv.FormatFloat(v, 'f', -1, 64), nil
	}
	d.pos = start
	return "", d.newError(RuleMember, "the id is neither a string nor a number")
}

func (d *decoder) decodeProperties() (map[string]any, error) {
	if c := d.skipSpace(); c != '{' && c != 'n' {
		return nil, d.newError(RuleMember, "the properties are neither an object nor null")
	}
	v, err := d.scanValue()
	properties, _ := v.(map[string]any)
	return properties, err
}

// decodeFeatureGeometry reads a geometry or null.
func (d *decoder) decodeFeatureGeometry() (orb.Geometry, error) {
	switch d.skipSpace() {
	case 'n':
		return nil, d.scanLiteral("null")
	case '{':
		kind, err := d.peekType()
		if err != nil {
			return nil, err
		}
		return d.decodeGeometry(kind)
	}
	return nil, d.newError(RuleMember, "the geometry is neither an object nor null")
}

// decodeLevels reads the foreign member "levels".
func (d *decoder) decodeLevels() ([][]byte, error) {
	start := d.pos
	levelsError := func(detail string) error {
		return &diag.Diagnostic{Rule: RuleLevels, Offset: start, Detail: detail}
	}
	if d.skipSpace() != '[' {
		return nil, levelsError("the levels are no array")
	}
	out := [][]byte{}
	err := d.scanArray(func(int) error {
		if d.skipSpace() != '"' {
			return levelsError("the levels of a line are no string")
		}
		text, err := d.scanString()
		for _, c := range text {
			if int(c)-'0' < 0 || int(c)-'0' >= len(geo.LevelTolerances) {
				return levelsError(fmt.Sprintf("a level is not a digit from 0 to %d",
					len(geo.LevelTolerances)-1))
			}
		}
		out = append(out, append([]byte(nil), text...))
		return err
	})
	return out, err
}

// finishFeature checks a feature's levels and geometry, whose offsets are given, and winds its
// rings.
func (d *decoder) finishFeature(f *Feature, geometry, levels int) error {
	if f.Levels != nil {
		if err := checkLevels(f); err != nil {
			err.Offset = levels
			return err
		}
	}
	if !d.limits.SkipRingChecks {
		if err := validate(f.Geometry); err != nil {
			err.Offset = geometry
			return err
		}
	}
	rewind(f)
	return nil
}

// checkLevels checks that the levels fit the geometry.
func checkLevels(f *Feature) *diag.Diagnostic {
	n := 0
	var fault *diag.Diagnostic
	forEachLine(f.Geometry, func(points []orb.Point, ring, _ bool) {
		switch {
		case fault != nil:
		case n >= len(f.Levels):
			fault = &diag.Diagnostic{Rule: RuleLevels,
				Detail: fmt.Sprintf("%d strings of levels are fewer than the lines", n)}
		case len(f.Levels[n]) != len(points):
			fault = &diag.Diagnostic{Rule: RuleLevels, Position: points[0], HasPosition: true,
				Detail: fmt.Sprintf("line %d has %d positions and %d levels", n+1, len(points),
					len(f.Levels[n]))}
		case ring && f.Levels[n][0] != f.Levels[n][len(points)-1]:
			fault = &diag.Diagnostic{Rule: RuleLevels, Position: points[0], HasPosition: true,
				Detail: fmt.Sprintf("the first and last position of ring %d have different levels",
					n+1)}
		}
		n++
	})
	if fault == nil && n < len(f.Levels) {
		fault = &diag.Diagnostic{Rule: RuleLevels,
			Detail: fmt.Sprintf("%d strings of levels for %d lines", len(f.Levels), n)}
	}
	return fault
}

// rewind winds outer rings anticlockwise and holes clockwise (section 3.1.6) and reverses their
// levels with them.
func rewind(f *Feature) {
	n := 0
	forEachLine(f.Geometry, func(points []orb.Point, ring, hole bool) {
		if ring && isClockwise(points) != hole {
			slices.Reverse(points)
			if n < len(f.Levels) {
				slices.Reverse(f.Levels[n])
			}
		}
		n++
	})
}

// forEachLine calls visit with every line and ring of a geometry in the order of their coordinates.
func forEachLine(g orb.Geometry, visit func(points []orb.Point, ring, hole bool)) {
	switch g := g.(type) {
	case orb.LineString:
		visit(g, false, false)
	case orb.MultiLineString:
		for _, line := range g {
			visit(line, false, false)
		}
	case orb.Polygon:
		for i, ring := range g {
			visit(ring, true, i > 0)
		}
	case orb.MultiPolygon:
		for _, polygon := range g {
			forEachLine(polygon, visit)
		}
	case orb.Collection:
		for _, part := range g {
			forEachLine(part, visit)
		}
	}
}
