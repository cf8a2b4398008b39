package geo

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/paulmach/orb"
)

// geometry reads a geometry object of a kind that is already known. It returns nil for empty coordinates.
func (d *decoder) geometry(kind string) (orb.Geometry, error) {
	wanted := "coordinates"
	switch kind {
	case "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon":
	case "GeometryCollection":
		wanted = "geometries"
	default:
		return nil, d.fault(RuleType, strconv.Quote(kind)+" is not a geometry of GeoJSON")
	}
	var g orb.Geometry
	start, found := d.pos, false
	err := d.object(func(key []byte) (err error) {
		switch string(key) {
		case "type":
			_, err = d.value()
		case wanted:
			found = true
			if d.space() != '[' {
				return d.fault(RuleMember, "the "+wanted+" are no array")
			}
			g, err = d.shape(kind)
		default:
			_, err = d.other(kind, key)
		}
		return err
	})
	if err == nil && !found {
		d.pos = start
		err = d.fault(RuleMember, "the "+kind+" has no "+wanted)
	}
	return g, err
}

// shape reads the coordinates of a geometry.
func (d *decoder) shape(kind string) (orb.Geometry, error) {
	if kind == "GeometryCollection" {
		return d.geometries()
	}
	if d.empty() {
		return nil, d.array(nil)
	}
	switch kind {
	case "Point":
		return d.position()
	case "MultiPoint":
		points, err := d.line()
		return orb.MultiPoint(points), err
	case "LineString":
		return d.lineString()
	case "MultiLineString":
		return list[orb.MultiLineString](d, d.lineString)
	case "Polygon":
		return list[orb.Polygon](d, d.ring)
	default: // MultiPolygon
		return list[orb.MultiPolygon](d, func() (orb.Polygon, error) { return list[orb.Polygon](d, d.ring) })
	}
}

// empty says whether the array at pos has no elements.
func (d *decoder) empty() bool {
	for _, c := range d.data[d.pos+1:] {
		switch c {
		case ' ', '\n', '\r', '\t':
		default:
			return c == ']'
		}
	}
	return false
}

// list reads an array of elements of one kind.
func list[L ~[]E, E any](d *decoder, element func() (E, error)) (L, error) {
	out := L{}
	if d.space() != '[' {
		return out, d.fault(RulePosition, "the coordinates are not arrays in one another as the type wants them")
	}
	err := d.array(func(int) error {
		e, err := element()
		out = append(out, e)
		return err
	})
	return out, err
}

func (d *decoder) geometries() (orb.Geometry, error) {
	out := orb.Collection{}
	err := d.array(func(int) error {
		kind, err := d.kind()
		if err != nil {
			return err
		}
		g, err := d.geometry(kind)
		if g != nil {
			out = append(out, g)
		}
		return err
	})
	return out, err
}

func (d *decoder) lineString() (orb.LineString, error) {
	start := d.pos
	points, err := d.line()
	if err == nil && len(points) < 2 {
		err = tooFew(points, start, "a line has fewer than two positions")
	}
	return points, err
}

func (d *decoder) ring() (orb.Ring, error) {
	start := d.pos
	points, err := d.line()
	n := len(points)
	switch {
	case err != nil:
	case n < 3:
		err = tooFew(points, start, "a ring has fewer than four positions")
	case points[0] != points[n-1]:
		err = &Error{Rule: RuleOpenRing, At: points[n-1], HasAt: true, Offset: start,
			Detail: "the ring's last position does not repeat its first"}
	case n < 4:
		err = tooFew(points, start, "a ring has fewer than four positions")
	case !threeDiffer(points):
		err = tooFew(points, start, "a ring has fewer than three different positions")
	}
	return points, err
}

func tooFew(points []orb.Point, start int, detail string) *Error {
	e := &Error{Rule: RuleTooFew, Offset: start, Detail: detail}
	if len(points) > 0 {
		e.At, e.HasAt = points[0], true
	}
	return e
}

func threeDiffer(points []orb.Point) bool {
	second := slices.IndexFunc(points, func(p orb.Point) bool { return p != points[0] })
	return second > 0 && slices.ContainsFunc(points[second:], func(p orb.Point) bool {
		return p != points[0] && p != points[second]
	})
}

// line reads an array of positions. It does without the functions of scanner, for nearly all the bytes of a document
// are read here.
func (d *decoder) line() ([]orb.Point, error) {
	if d.space() != '[' {
		return nil, d.fault(RulePosition, "the coordinates are not arrays in one another as the type wants them")
	}
	if err := d.down(); err != nil {
		return nil, err
	}
	d.points = d.points[:0]
	for d.pos++; ; d.pos++ {
		c := d.space()
		if c == ']' && len(d.points) == 0 {
			break
		}
		p, ok := d.plainPosition()
		if !ok {
			var err error
			if p, err = d.position(); err != nil {
				return nil, err
			}
		}
		d.points = append(d.points, p)
		if c = d.space(); c == ']' {
			break
		} else if c != ',' {
			return nil, d.syntax("',' or ']'")
		}
	}
	d.pos++
	d.depth--
	return slices.Clone(d.points), nil
}

// plainPosition reads a position that is written as nearly all are, [30.52345,50.4501]: two numbers of at most three
// digits before the point and eight behind it, nothing else. What is written otherwise, or breaks a rule, is left to
// position, which tells the same of both.
func (d *decoder) plainPosition() (p orb.Point, ok bool) {
	data, i := d.data, d.pos+1
	end := len(data) - len("[-180.00000000,-90.00000000],")
	if i > end || data[d.pos] != '[' || d.depth >= d.limit || d.vertices >= d.limits.Vertices {
		return p, false
	}
	for n := range p {
		negative := data[i] == '-'
		if negative {
			i++
		}
		first, mantissa := i, 0
		c := data[i] - '0'
		for ; c < 10 && i-first < 3; c = data[i] - '0' {
			mantissa = mantissa*10 + int(c)
			i++
		}
		if i == first || data[first] == '0' && i-first > 1 {
			return p, false
		}
		decimals := 0
		if data[i] == '.' {
			i++
			point := i
			for c = data[i] - '0'; c < 10 && i-point < 8; c = data[i] - '0' {
				mantissa = mantissa*10 + int(c)
				i++
			}
			if decimals = i - point; decimals == 0 {
				return p, false
			}
		}
		if data[i] != ",]"[n] {
			return p, false
		}
		i++
		p[n] = float64(mantissa) / pow10[decimals]
		if negative {
			p[n] = -p[n]
		}
	}
	if !(p[0] >= -180 && p[0] <= 180 && p[1] >= -90 && p[1] <= 90) {
		return p, false
	}
	d.vertices++
	d.pos = i
	return p, true
}

// position reads longitude and latitude in degrees and passes over what follows them.
func (d *decoder) position() (orb.Point, error) {
	var p orb.Point
	start := d.pos
	if d.space() != '[' {
		return p, d.fault(RulePosition, "a position is no array")
	}
	d.pos++
	for n := 0; ; n++ {
		if c := d.space(); c != '-' && c-'0' > 9 {
			return p, d.fault(RulePosition, "a position is not an array of two or more numbers")
		}
		v, err := d.number()
		if err != nil {
			return p, err
		}
		if n < 2 {
			p[n] = v
		}
		switch c := d.space(); {
		case c == ',':
			d.pos++
		case c != ']':
			return p, d.syntax("',' or ']'")
		case n == 0:
			return p, d.fault(RulePosition, "a position is not an array of two or more numbers")
		default:
			d.pos++
			return p, d.checkPosition(p, start)
		}
	}
}

func (d *decoder) checkPosition(p orb.Point, start int) error {
	if d.depth >= d.limit {
		return d.down()
	}
	if math.Abs(p[0]) > 180 || math.Abs(p[1]) > 90 {
		return &Error{Rule: RuleRange, At: p, HasAt: true, Offset: start,
			Detail: "longitude is not within -180 to 180 degrees or latitude not within -90 to 90"}
	}
	if d.vertices++; d.vertices > d.limits.Vertices {
		return &Error{Rule: RuleVertices, At: p, HasAt: true, Offset: start,
			Detail: fmt.Sprintf("more than %d positions", d.limits.Vertices)}
	}
	return nil
}
