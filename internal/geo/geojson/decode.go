package geojson

import (
	"bytes"
	"fmt"
	"io/fs"
	"strconv"

	"github.com/paulmach/orb"

	"truceline/internal/diag"
)

// Decode reads a GeoJSON document (RFC 7946) and checks it. Every error is a *diag.Diagnostic
// without a file's name. Its Place is "feature" and the feature's id or, where it has none, # and
// its number, counted from 1. Position is the position at fault, or one near it. Offset is the
// start of the fault, for rules about the shape of rings the start of the geometry.
//
// It accepts a FeatureCollection, a Feature or a bare geometry of any type; a single one becomes a
// collection of one feature. Positions are (longitude, latitude) in degrees. A third coordinate,
// "bbox" and the foreign members of features and geometries are dropped, except "levels". An empty
// array of coordinates counts as a null geometry, as section 3.1 suggests. Outer rings are wound
// anticlockwise and holes clockwise, whatever their direction in the document. A byte order mark is
// skipped.
//
// It refuses every document that breaks one of the rules. Features may overlap one another, and a
// hole may cut the interior of a polygon in two.
func Decode(data []byte, limits Limits) (*Collection, error) {
	limits = limits.withDefaults()
	d := &decoder{limits: limits, scanner: scanner{data: data, maxDepth: limits.MaxDepth}}
	d.points = make([]orb.Point, 0, min(len(data)/16, 4096))
	if len(data) > limits.MaxBytes {
		return nil, d.newError(RuleTooManyBytes,
			fmt.Sprintf("the document has %d bytes, at most %d are taken", len(data),
				limits.MaxBytes))
	}
	if bytes.HasPrefix(data, []byte("\ufeff")) {
		d.pos = len("\ufeff")
	}
	if err := d.decodeDocument(); err != nil {
		return nil, err
	}
	if d.skipSpace(); d.pos < len(data) {
		return nil, d.newError(RuleTrailingData, "something follows the document's end")
	}
	return &d.out, nil
}

// DecodeFile reads and decodes a file. An invalid one is a *diag.Diagnostic that names the file.
func DecodeFile(fsys fs.FS, name string, limits Limits) (*Collection, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	c, err := Decode(data, limits)
	return c, diag.InFile(name, err)
}

// decoder holds the state of one call of Decode.
type decoder struct {
	scanner
	limits        Limits
	out           Collection
	ids           map[string]struct{}
	positionCount int
	points        []orb.Point // buffer for the positions of one line
}

// decodeDocument reads the whole document.
func (d *decoder) decodeDocument() error {
	if d.skipSpace() != '{' {
		return d.syntaxError("'{'")
	}
	start := d.pos
	kind, err := d.peekType()
	switch {
	case err != nil:
		return err
	case kind == "FeatureCollection":
		return d.decodeCollection()
	case kind == "Feature":
		return d.decodeFeature()
	}
	f := Feature{}
	if f.Geometry, err = d.decodeGeometry(kind); err == nil {
		err = d.finishFeature(&f, start, start)
	}
	d.out.Features = []Feature{f}
	return err
}

// peekType returns the member "type" of the object that begins at pos, without moving pos. Most
// writers put it first, but it may be the last member, and the meaning of the others depends on it.
func (d *decoder) peekType() (string, error) {
	if d.skipSpace() != '{' {
		return "", d.syntaxError("'{'")
	}
	kind, err := d.peekMember("type")
	if text, ok := kind.(string); ok {
		return text, err
	}
	if err == nil {
		err = d.newError(RuleUnknownType, "the object has no type, or one that is no string")
	}
	return "", err
}

// peekMember returns a member of the object that begins at pos, or nil if there is none, without
// moving pos.
func (d *decoder) peekMember(name string) (any, error) {
	start := d.pos
	defer func() { d.pos = start }()
	for d.pos++; d.skipSpace() == '"'; d.pos++ {
		key, err := d.scanString()
		if err != nil {
			return nil, err
		}
		if err := d.expect(':'); err != nil {
			return nil, err
		}
		if string(key) == name {
			if c := d.skipSpace(); c == '{' || c == '[' {
				return nil, nil // no member that is looked up is an object or array
			}
			return d.scanValue()
		}
		if d.skipValue(); d.skipSpace() != ',' {
			break
		}
	}
	return nil, nil
}

// isMisplaced reports whether an object of the kind must not have the member, because it belongs to
// another type (section 7.1).
func isMisplaced(kind string, key string) bool {
	switch key {
	case "coordinates", "geometries":
		return kind == "Feature" || kind == "FeatureCollection"
	case "geometry", "properties":
		return kind != "Feature"
	case "features":
		return kind != "FeatureCollection"
	}
	return false
}

// decodeForeignMember reads a member that GeoJSON does not define for the kind.
func (d *decoder) decodeForeignMember(kind string, key []byte) (any, error) {
	if isMisplaced(kind, string(key)) {
		return nil, d.newError(RuleMember,
			"a "+kind+" must not have the member "+strconv.Quote(string(key)))
	}
	start := d.pos
	v, err := d.scanValue()
	if err == nil && string(key) == "bbox" && !isBBox(v) {
		d.pos = start
		err = d.newError(RuleMember, "the bbox is not an array of four or six numbers")
	}
	return v, err
}

// isBBox reports whether v is an array of four or six numbers.
func isBBox(v any) bool {
	list, ok := v.([]any)
	for _, n := range list {
		_, number := n.(float64)
		ok = ok && number
	}
	return ok && (len(list) == 4 || len(list) == 6)
}

// decodeCollection reads a FeatureCollection.
func (d *decoder) decodeCollection() error {
	start, found := d.pos, false
	err := d.scanObject(func(key []byte) error {
		switch string(key) {
		case "type":
			_, err := d.scanValue()
			return err
		case "features":
			found = true
			if d.skipSpace() != '[' {
				return d.newError(RuleMember, "the features are no array")
			}
			return d.scanArray(func(int) error { return d.decodeFeature() })
		}
		name := string(key)
		v, err := d.decodeForeignMember("FeatureCollection", key)
		if err == nil && name != "bbox" {
			if d.out.Members == nil {
				d.out.Members = map[string]any{}
			}
			d.out.Members[name] = v
		}
		return err
	})
	if err == nil && !found {
		d.pos = start
		err = d.newError(RuleMember, "the FeatureCollection has no features")
	}
	return err
}
