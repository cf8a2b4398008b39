package geo

import (
	"bytes"
	"fmt"
	"io/fs"
	"strconv"

	"github.com/paulmach/orb"
)

// Decode reads a GeoJSON document (RFC 7946) and checks it. Every error is an *Error.
//
// It takes a FeatureCollection, a Feature or a bare geometry, of all types; a single one becomes a collection of one
// feature. Longitude comes before latitude, both in degrees; a third coordinate, "bbox" and the foreign members of
// features and geometries are dropped, except "levels". An empty array of coordinates counts as a null geometry, as
// section 3.1 suggests. Outer rings are wound anticlockwise and holes clockwise, whichever way they came. A byte
// order mark is passed over.
//
// It refuses what breaks a Rule; they are listed there. Features may overlap one another, and a hole may cut a
// polygon's inside in two.
func Decode(data []byte, limits Limits) (*Collection, error) {
	limits = limits.withDefaults()
	d := &decoder{limits: limits, scanner: scanner{data: data, limit: limits.Depth}}
	d.points = make([]orb.Point, 0, min(len(data)/16, 4096))
	if len(data) > limits.Bytes {
		return nil, d.fault(RuleBytes, fmt.Sprintf("the document has %d bytes, at most %d are taken", len(data), limits.Bytes))
	}
	if bytes.HasPrefix(data, []byte("\ufeff")) {
		d.pos = len("\ufeff")
	}
	if err := d.document(); err != nil {
		return nil, err
	}
	if d.space(); d.pos < len(data) {
		return nil, d.fault(RuleTrailingData, "something follows the document's end")
	}
	return &d.out, nil
}

// DecodeFile reads and decodes a file; its errors, if they are of type *Error, name it.
func DecodeFile(fsys fs.FS, name string, limits Limits) (*Collection, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	c, err := Decode(data, limits)
	if e, ok := err.(*Error); ok {
		return nil, e.In(name)
	}
	return c, err
}

// decoder is one run of Decode.
type decoder struct {
	scanner
	limits   Limits
	out      Collection
	ids      map[string]struct{}
	vertices int
	points   []orb.Point // positions of the line that is being read
}

// document reads the whole text.
func (d *decoder) document() error {
	if d.space() != '{' {
		return d.syntax("'{'")
	}
	start := d.pos
	kind, err := d.kind()
	switch {
	case err != nil:
		return err
	case kind == "FeatureCollection":
		return d.collection()
	case kind == "Feature":
		return d.feature()
	}
	f := Feature{}
	if f.Geometry, err = d.geometry(kind); err == nil {
		err = d.finish(&f, start, start)
	}
	d.out.Features = []Feature{f}
	return err
}

// kind returns the member "type" of the object that begins at pos, and stays there. Most writers put it first, but it
// may stand anywhere, and what the other members mean depends on it.
func (d *decoder) kind() (string, error) {
	if d.space() != '{' {
		return "", d.syntax("'{'")
	}
	kind, err := d.member("type")
	if text, ok := kind.(string); ok {
		return text, err
	}
	if err == nil {
		err = d.fault(RuleType, "the object has no type, or one that is no string")
	}
	return "", err
}

// member returns a member of the object that begins at pos, nil if there is none, and stays there.
func (d *decoder) member(name string) (any, error) {
	start := d.pos
	defer func() { d.pos = start }()
	for d.pos++; d.space() == '"'; d.pos++ {
		key, err := d.text()
		if err != nil {
			return nil, err
		}
		if err := d.take(':'); err != nil {
			return nil, err
		}
		if string(key) == name {
			if c := d.space(); c == '{' || c == '[' {
				return nil, nil // no member that is looked for is an object or array
			}
			return d.value()
		}
		if d.rawValue(); d.space() != ',' {
			break
		}
	}
	return nil, nil
}

// misplaced are the members that an object must not have, for they belong to other types (section 7.1).
func misplaced(kind string, key string) bool {
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

// other reads a member that no type of GeoJSON gives a meaning of its own.
func (d *decoder) other(kind string, key []byte) (any, error) {
	if misplaced(kind, string(key)) {
		return nil, d.fault(RuleMember, "a "+kind+" must not have the member "+strconv.Quote(string(key)))
	}
	start := d.pos
	v, err := d.value()
	if err == nil && string(key) == "bbox" && !isBox(v) {
		d.pos = start
		err = d.fault(RuleMember, "the bbox is not an array of four or six numbers")
	}
	return v, err
}

func isBox(v any) bool {
	list, ok := v.([]any)
	for _, n := range list {
		_, number := n.(float64)
		ok = ok && number
	}
	return ok && (len(list) == 4 || len(list) == 6)
}

// collection reads a FeatureCollection.
func (d *decoder) collection() error {
	start, found := d.pos, false
	err := d.object(func(key []byte) error {
		switch string(key) {
		case "type":
			_, err := d.value()
			return err
		case "features":
			found = true
			if d.space() != '[' {
				return d.fault(RuleMember, "the features are no array")
			}
			return d.array(func(int) error { return d.feature() })
		}
		name := string(key)
		v, err := d.other("FeatureCollection", key)
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
		err = d.fault(RuleMember, "the FeatureCollection has no features")
	}
	return err
}
