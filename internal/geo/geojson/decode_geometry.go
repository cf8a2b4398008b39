package geojson

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"truceline/internal/diag"
)

// decodeGeometry reads a geometry object whose type is known. It returns nil for empty coordinates.
func (d *decoder) decodeGeometry(kind string) (orb.Geometry, error) {
	memberName := "coordinates"
	switch kind {
	case "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon":
	case "GeometryCollection":
		memberName = "geometries"
	default:
		return nil, d.newError(RuleUnknownType, strconv.Quote(kind)+" is not a geometry of GeoJSON")
	}
	var g orb.Geometry
	start, found := d.pos, false
	err := d.scanObject(func(key []byte) (err error) {
		switch string(key) {
		case "type":
			_, err = d.scanValue()
		case memberName:
			found = true
			if d.skipSpace() != '[' {
				return d.newError(RuleMember, "the "+memberName+" are no array")
			}
			g, err = d.decodeCoordinates(kind)
		default:
			_, err = d.decodeForeignMember(kind, key)
		}
		return err
	})
	if err == nil && !found {
		d.pos = start
		err = d.newError(RuleMember, "the "+kind+" has no "+memberName)
	}
	return g, err
}

// decodeCoordinates reads the coordinates of a geometry.
func (d *decoder) decodeCoordinates(kind string) (orb.Geometry, error) {
	if kind == "GeometryCollection" {
		return d.decodeGeometries()
	}
	if d.isEmptyArray() {
		return nil, d.scanArray(nil)
	}
	switch kind {
	case "Point":
		return d.decodePosition()
	case "MultiPoint":
		points, err := d.decodePositions()
		return orb.MultiPoint(points), err
	case "LineString":
		return d.decodeLineString()
	case "MultiLineString":
		return decodeList[orb.MultiLineString](d, d.decodeLineString)
	case "Polygon":
		return decodeList[orb.Polygon](d, d.decodeRing)
	default: // MultiPolygon
		return decodeList[orb.MultiPolygon](d,
			func() (orb.Polygon, error) { return decodeList[orb.Polygon](d, d.decodeRing) })
	}
}

// isEmptyArray reports whether the array at pos has no elements.
func (d *decoder) isEmptyArray() bool {
	for _, c := range d.data[d.pos+1:] {
		switch c {
		case ' ', '\n', '\r', '\t':
		default:
			return c == ']'
		}
	}
	return false
}

// decodeList reads an array with the given decoder of elements.
func decodeList[L ~[]E, E any](d *decoder, element func() (E, error)) (L, error) {
	out := L{}
	if d.skipSpace() != '[' {
		return out, d.newError(RulePosition,
			"the coordinates are not arrays in one another as the type wants them")
	}
	err := d.scanArray(func(int) error {
		e, err := element()
		out = append(out, e)
		return err
	})
	return out, err
}

func (d *decoder) decodeGeometries() (orb.Geometry, error) {
	out := orb.Collection{}
	err := d.scanArray(func(int) error {
		kind, err := d.peekType()
		if err != nil {
			return err
		}
		g, err := d.decodeGeometry(kind)
		if g != nil {
			out = append(out, g)
		}
		return err
	})
	return out, err
}

func (d *decoder) decodeLineString() (orb.LineString, error) {
	start := d.pos
	points, err := d.decodePositions()
	if err == nil && len(points) < 2 {
		err = tooFewError(points, start, "a line has fewer than two positions")
	}
	return points, err
}

func (d *decoder) decodeRing() (orb.Ring, error) {
	start := d.pos
	points, err := d.decodePositions()
	n := len(points)
	switch {
	case err != nil:
	case n < 3:
		err = tooFewError(points, start, "a ring has fewer than four positions")
	case points[0] != points[n-1]:
		err = &diag.Diagnostic{Rule: RuleOpenRing, Position: points[n-1], HasPosition: true,
			Offset: start,
			Detail: "the ring's last position does not repeat its first"}
	case n < 4:
		err = tooFewError(points, start, "a ring has fewer than four positions")
	case !hasThreeDistinct(points):
		err = tooFewError(points, start, "a ring has fewer than three different positions")
	}
	return points, err
}

func tooFewError(points []orb.Point, start int, detail string) *diag.Diagnostic {
	e := &diag.Diagnostic{Rule: RuleTooFewPositions, Offset: start, Detail: detail}
	if len(points) > 0 {
		e.Position, e.HasPosition = points[0], true
	}
	return e
}

// hasThreeDistinct reports whether a ring has three different positions.
func hasThreeDistinct(points []orb.Point) bool {
	second := slices.IndexFunc(points, func(p orb.Point) bool { return p != points[0] })
	return second > 0 && slices.ContainsFunc(points[second:], func(p orb.Point) bool {
		return p != points[0] && p != points[second]
	})
}

// decodePositions reads an array of positions. It loops by itself instead of calling scanArray,
// since nearly all bytes of a document are read here.
func (d *decoder) decodePositions() ([]orb.Point, error) {
	if d.skipSpace() != '[' {
		return nil, d.newError(RulePosition,
			"the coordinates are not arrays in one another as the type wants them")
	}
	if err := d.enter(); err != nil {
		return nil, err
	}
	d.points = d.points[:0]
	for d.pos++; ; d.pos++ {
		c := d.skipSpace()
		if c == ']' && len(d.points) == 0 {
			break
		}
		p, ok := d.decodePositionFast()
		if !ok {
			var err error
			if p, err = d.decodePosition(); err != nil {
				return nil, err
			}
		}
		d.points = append(d.points, p)
		if c = d.skipSpace(); c == ']' {
			break
		} else if c != ',' {
			return nil, d.syntaxError("',' or ']'")
		}
	}
	d.pos++
	d.depth--
	return slices.Clone(d.points), nil
}

// decodePositionFast reads a position in the usual form, [30.52345,50.4501]: two numbers of at most
// three digits before the decimal point and eight after it, and nothing else. It returns false for
// any other form and where a rule is broken; decodePosition reads those and reports errors.
func (d *decoder) decodePositionFast() (p orb.Point, ok bool) {
	data, i := d.data, d.pos+1
	end := len(data) - len("[-180.00000000,-90.00000000],")
	if i > end || data[d.pos] != '[' || d.depth >= d.maxDepth ||
		d.positionCount >= d.limits.MaxPositions {
		return p, false
	}
	for n := range p {
		var plain bool
		if p[n], i, plain = readCoordinate(data, i, ",]"[n]); !plain {
			return p, false
		}
	}
	if !(p[0] >= -180 && p[0] <= 180 && p[1] >= -90 && p[1] <= 90) {
		return p, false
	}
	d.positionCount++
	d.pos = i
	return p, true
}

// readCoordinate reads the number at data[i] and the byte that must end it, and returns the index
// after that byte. It does not check bounds: data must be long enough for the longest coordinate.
func readCoordinate(data []byte, i int, end byte) (value float64, next int, ok bool) {
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
		return 0, i, false
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
			return 0, i, false
		}
	}
	if data[i] != end {
		return 0, i, false
	}
	value = float64(mantissa) / pow10[decimals]
	if negative {
		value = -value
	}
	return value, i + 1, true
}

// decodePosition reads longitude and latitude in degrees and drops further coordinates.
func (d *decoder) decodePosition() (orb.Point, error) {
	var p orb.Point
	start := d.pos
	if d.skipSpace() != '[' {
		return p, d.newError(RulePosition, "a position is no array")
	}
	d.pos++
	for n := 0; ; n++ {
		if c := d.skipSpace(); c != '-' && c-'0' > 9 {
			return p, d.newError(RulePosition, "a position is not an array of two or more numbers")
		}
		v, err := d.scanNumber()
		if err != nil {
			return p, err
		}
		if n < 2 {
			p[n] = v
		}
		switch c := d.skipSpace(); {
		case c == ',':
			d.pos++
		case c != ']':
			return p, d.syntaxError("',' or ']'")
		case n == 0:
			return p, d.newError(RulePosition, "a position is not an array of two or more numbers")
		default:
			d.pos++
			return p, d.checkPosition(p, start)
		}
	}
}

// checkPosition checks the position that begins at start against the limits and the range of
// degrees, and counts it.
func (d *decoder) checkPosition(p orb.Point, start int) error {
	if d.depth >= d.maxDepth {
		return d.enter()
	}
	if math.Abs(p[0]) > 180 || math.Abs(p[1]) > 90 {
		return &diag.Diagnostic{Rule: RulePositionRange, Position: p, HasPosition: true,
			Offset: start,
			Detail: "longitude is not within -180 to 180 degrees or latitude not within -90 to 90"}
	}
	if d.positionCount++; d.positionCount > d.limits.MaxPositions {
		return &diag.Diagnostic{Rule: RuleTooManyPositions, Position: p, HasPosition: true,
			Offset: start,
			Detail: fmt.Sprintf("more than %d positions", d.limits.MaxPositions)}
	}
	return nil
}
