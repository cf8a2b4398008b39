package geo

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// feature reads one feature and appends it.
func (d *decoder) feature() error {
	d.space()
	start := d.pos
	if len(d.out.Features) == d.limits.Features {
		return d.fault(RuleFeatures, fmt.Sprintf("more than %d features", d.limits.Features))
	}
	kind, err := d.kind()
	if err == nil && kind != "Feature" {
		err = d.fault(RuleType, "the type is "+strconv.Quote(kind)+" where a Feature should stand")
	}
	if err == nil {
		err = d.featureMembers(start)
	}
	return d.inFeature(err, start)
}

func (d *decoder) featureMembers(start int) error {
	f := Feature{}
	var geometry, levels int // where they stand; 0: nowhere
	properties := false
	err := d.object(func(key []byte) (err error) {
		d.space()
		switch string(key) {
		case "type":
			_, err = d.value()
		case "id":
			f.ID, err = d.id()
		case "geometry":
			geometry = d.pos
			f.Geometry, err = d.featureGeometry()
		case "properties":
			properties = true
			f.Properties, err = d.properties()
		case "levels":
			levels = d.pos
			f.Levels, err = d.levels()
		default:
			_, err = d.other("Feature", key)
		}
		return err
	})
	if err == nil && (geometry == 0 || !properties) {
		d.pos = start
		err = d.fault(RuleMember, `a Feature must have the members "geometry" and "properties", which may be null`)
	}
	if err != nil {
		return err
	}
	return d.add(&f, start, geometry, levels)
}

// add checks a feature as a whole and keeps it.
func (d *decoder) add(f *Feature, start, geometry, levels int) error {
	if f.ID != "" {
		if _, twice := d.ids[f.ID]; twice {
			return &Error{Rule: RuleDuplicateID, Offset: start, Detail: "another feature has the same id"}
		}
		if d.ids == nil {
			d.ids = map[string]struct{}{}
		}
		d.ids[f.ID] = struct{}{}
	}
	if err := d.finish(f, geometry, levels); err != nil {
		return err
	}
	d.out.Features = append(d.out.Features, *f)
	return nil
}

// inFeature names the feature that begins at start in an error.
func (d *decoder) inFeature(err error, start int) error {
	e, ok := err.(*Error)
	if !ok || e.Feature != "" {
		return err
	}
	named := *e
	named.Feature = "#" + strconv.Itoa(len(d.out.Features)+1)
	if d.pos = start; d.space() == '{' {
		switch id, _ := d.member("id"); id := id.(type) {
		case string:
			if id != "" {
				named.Feature = id
			}
		case float64:
			named.Feature = strconv.FormatFloat(id, 'f', -1, 64)
		}
	}
	return &named
}

// id reads a feature's id, a string or a number, which is written in decimal.
func (d *decoder) id() (string, error) {
	start := d.pos
	v, err := d.value()
	if err != nil {
		return "", err
	}
	switch v := v.(type) {
	case string:
		return v, nil
	case float64:
		if literal := string(d.data[start:d.pos]); !strings.ContainsAny(literal, ".eE") {
			return literal, nil // an integer may be longer than a float64 can hold
		}
		return strconv.FormatFloat(v, 'f', -1, 64), nil
	}
	d.pos = start
	return "", d.fault(RuleMember, "the id is neither a string nor a number")
}

func (d *decoder) properties() (map[string]any, error) {
	if c := d.space(); c != '{' && c != 'n' {
		return nil, d.fault(RuleMember, "the properties are neither an object nor null")
	}
	v, err := d.value()
	properties, _ := v.(map[string]any)
	return properties, err
}

// featureGeometry reads a geometry or null.
func (d *decoder) featureGeometry() (orb.Geometry, error) {
	switch d.space() {
	case 'n':
		return nil, d.word("null")
	case '{':
		kind, err := d.kind()
		if err != nil {
			return nil, err
		}
		return d.geometry(kind)
	}
	return nil, d.fault(RuleMember, "the geometry is neither an object nor null")
}

// levels reads the foreign member "levels".
func (d *decoder) levels() ([][]byte, error) {
	start := d.pos
	wrong := func(detail string) error {
		return &Error{Rule: RuleLevels, Offset: start, Detail: detail}
	}
	if d.space() != '[' {
		return nil, wrong("the levels are no array")
	}
	out := [][]byte{}
	err := d.array(func(int) error {
		if d.space() != '"' {
			return wrong("the levels of a line are no string")
		}
		text, err := d.text()
		for _, c := range text {
			if int(c)-'0' < 0 || int(c)-'0' >= len(LevelTolerances) {
				return wrong(fmt.Sprintf("a level is not a digit from 0 to %d", len(LevelTolerances)-1))
			}
		}
		out = append(out, append([]byte(nil), text...))
		return err
	})
	return out, err
}

// finish checks a feature's geometry and levels, which stand at the given offsets, and winds its rings.
func (d *decoder) finish(f *Feature, geometry, levels int) error {
	if f.Levels != nil {
		if err := checkLevels(f); err != nil {
			err.Offset = levels
			return err
		}
	}
	if !d.limits.Trusted {
		if err := validate(f.Geometry); err != nil {
			err.Offset = geometry
			return err
		}
	}
	rewind(f)
	return nil
}

// checkLevels says whether the levels fit the geometry.
func checkLevels(f *Feature) *Error {
	n := 0
	var bad *Error
	eachLine(f.Geometry, func(points []orb.Point, ring, _ bool) {
		switch {
		case bad != nil:
		case n >= len(f.Levels):
			bad = &Error{Rule: RuleLevels, Detail: fmt.Sprintf("%d strings of levels are fewer than the lines", n)}
		case len(f.Levels[n]) != len(points):
			bad = &Error{Rule: RuleLevels, At: points[0], HasAt: true,
				Detail: fmt.Sprintf("line %d has %d positions and %d levels", n+1, len(points), len(f.Levels[n]))}
		case ring && f.Levels[n][0] != f.Levels[n][len(points)-1]:
			bad = &Error{Rule: RuleLevels, At: points[0], HasAt: true,
				Detail: fmt.Sprintf("the first and last position of ring %d have different levels", n+1)}
		}
		n++
	})
	if bad == nil && n < len(f.Levels) {
		bad = &Error{Rule: RuleLevels, Detail: fmt.Sprintf("%d strings of levels for %d lines", len(f.Levels), n)}
	}
	return bad
}

// rewind winds outer rings anticlockwise and holes clockwise (section 3.1.6) and turns their levels with them.
func rewind(f *Feature) {
	n := 0
	eachLine(f.Geometry, func(points []orb.Point, ring, hole bool) {
		if ring && clockwise(points) != hole {
			reverse(points)
			if n < len(f.Levels) {
				reverse(f.Levels[n])
			}
		}
		n++
	})
}

func reverse[T any](list []T) {
	for i, j := 0, len(list)-1; i < j; i, j = i+1, j-1 {
		list[i], list[j] = list[j], list[i]
	}
}

// eachLine calls each with every line and ring of a geometry in the order of their coordinates.
func eachLine(g orb.Geometry, each func(points []orb.Point, ring, hole bool)) {
	switch g := g.(type) {
	case orb.LineString:
		each(g, false, false)
	case orb.MultiLineString:
		for _, line := range g {
			each(line, false, false)
		}
	case orb.Polygon:
		for i, ring := range g {
			each(ring, true, i > 0)
		}
	case orb.MultiPolygon:
		for _, polygon := range g {
			eachLine(polygon, each)
		}
	case orb.Collection:
		for _, part := range g {
			eachLine(part, each)
		}
	}
}
