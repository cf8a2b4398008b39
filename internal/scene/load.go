package scene

import (
	"io/fs"
	"strings"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// decode reads one GeoJSON file. Only what tells one shape from another is checked here: "truceline check" has been
// through the whole.
func decode(fsys fs.FS, name string) (*geo.Collection, error) {
	return geo.DecodeFile(fsys, "geojson/"+name, geo.Limits{Trusted: true})
}

// readShapes reads the features of a file as shapes of one kind, their ids behind a prefix.
func readShapes(fsys fs.FS, name string, kind Kind, prefix string) ([]*shape, *geo.Collection, error) {
	c, err := decode(fsys, name)
	if err != nil {
		return nil, nil, err
	}
	shapes := make([]*shape, len(c.Features))
	for i := range c.Features {
		shapes[i] = newShape(&c.Features[i], kind, prefix)
	}
	return shapes, c, nil
}

func newShape(f *geo.Feature, kind Kind, prefix string) *shape {
	s := &shape{kind: kind, ref: f.ID, id: prefix + f.ID, bounds: EmptyBox()}
	s.names, s.labels = texts(f.Properties, "name_"), texts(f.Properties, "label_")
	lon, hasLon := f.Properties["label_lon"].(float64)
	lat, hasLat := f.Properties["label_lat"].(float64)
	if hasLon && hasLat {
		s.anchor, s.placed = geo.Map.Forward(orb.Point{lon, lat}), true
	}
	if rank, ok := f.Properties["rank"].(float64); ok {
		s.rank = int(rank)
	}
	s.since, _ = f.Properties["since"].(string)
	s.until, _ = f.Properties["until"].(string)
	if f.Properties["kind"] == string(KindRiver) {
		s.kind = KindRiver // a river whose banks are drawn
	}
	s.parts = parts(f)
	for _, p := range s.parts {
		s.bounds = s.bounds.Union(p.bounds)
	}
	return s
}

// texts gathers the texts of properties such as name_en by language.
func texts(properties map[string]any, prefix string) map[string]string {
	out := map[string]string{}
	for key, value := range properties {
		lang, ok := strings.CutPrefix(key, prefix)
		if text, isText := value.(string); ok && isText && len(lang) == 2 {
			out[lang] = text
		}
	}
	return out
}

// parts projects a feature's geometry.
func parts(f *geo.Feature) []*part {
	next := 0
	project := func(points []orb.Point) ring {
		r := ring{points: make([]geo.XY, len(points))}
		geo.Map.ForwardLine(r.points, points)
		if next < len(f.Levels) {
			r.digits = f.Levels[next]
		}
		next++
		return r
	}
	polygon := func(p orb.Polygon) *part {
		rings := make([]ring, len(p))
		for i := range p {
			rings[i] = project(p[i])
		}
		return newPart(rings, true)
	}
	switch g := f.Geometry.(type) {
	case orb.Polygon:
		return []*part{polygon(g)}
	case orb.MultiPolygon:
		out := make([]*part, len(g))
		for i := range g {
			out[i] = polygon(g[i])
		}
		return out
	case orb.LineString:
		return stretches(project(g), stretchLength)
	case orb.MultiLineString:
		var out []*part
		for i := range g {
			out = append(out, stretches(project(g[i]), stretchLength)...)
		}
		return out
	}
	return nil
}

// stretchLength is the number of positions after which a long line is cut, so that most of it can be left out of a
// picture that shows little of it.
const stretchLength = 160

// unbroken is a stretch length for dashed lines, whose dashes would start again at each stretch.
const unbroken = 1 << 30

// stretches cuts a line into parts of about most positions that share their ends.
func stretches(r ring, most int) []*part {
	var out []*part
	for from := 0; from < len(r.points)-1; {
		to := min(from+most, len(r.points)-1)
		if rest := len(r.points) - 1 - to; rest < most/4 {
			to += rest
		}
		piece := ring{points: r.points[from : to+1]}
		if r.digits != nil {
			piece.digits = r.digits[from : to+1]
		}
		out = append(out, newPart([]ring{piece}, false))
		from = to
	}
	return out
}
