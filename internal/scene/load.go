package scene

import (
	"io/fs"
	"strings"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// decodeGeoJSON reads one GeoJSON file. Only what tells one shape from another is checked here:
// "truceline check" has been through the whole.
func decodeGeoJSON(fsys fs.FS, name string) (*geo.Collection, error) {
	return geo.DecodeFile(fsys, "geojson/"+name, geo.Limits{SkipRingChecks: true})
}

// readFeatures reads the features of a file as shapes of one kind, their ids behind a prefix.
func readFeatures(fsys fs.FS, name string, kind Kind,
	prefix string) ([]*feature, *geo.Collection, error) {
	c, err := decodeGeoJSON(fsys, name)
	if err != nil {
		return nil, nil, err
	}
	shapes := make([]*feature, len(c.Features))
	for i := range c.Features {
		shapes[i] = newFeature(&c.Features[i], kind, prefix)
	}
	return shapes, c, nil
}

func newFeature(f *geo.Feature, kind Kind, prefix string) *feature {
	s := &feature{kind: kind, ref: f.ID, id: prefix + f.ID, bounds: EmptyBounds()}
	s.names, s.shortNames = textsByLang(f.Properties, "name_"), textsByLang(f.Properties, "label_")
	lon, hasLon := f.Properties["label_lon"].(float64)
	lat, hasLat := f.Properties["label_lat"].(float64)
	if hasLon && hasLat {
		s.anchor, s.hasAnchor = geo.UkraineAlbers.Forward(orb.Point{lon, lat}), true
	}
	if rank, ok := f.Properties["rank"].(float64); ok {
		s.rank = int(rank)
	}
	s.heldSince, _ = f.Properties["since"].(string)
	s.removedOn, _ = f.Properties["until"].(string)
	if f.Properties["kind"] == string(KindRiver) {
		s.kind = KindRiver // a river whose banks are drawn
	}
	s.parts = projectGeometry(f)
	for _, p := range s.parts {
		s.bounds = s.bounds.Union(p.bounds)
	}
	return s
}

// textsByLang gathers the texts of properties such as name_en by language.
func textsByLang(properties map[string]any, prefix string) map[string]string {
	out := map[string]string{}
	for key, value := range properties {
		lang, ok := strings.CutPrefix(key, prefix)
		if text, isText := value.(string); ok && isText && len(lang) == 2 {
			out[lang] = text
		}
	}
	return out
}

// projectGeometry projects a feature's geometry.
func projectGeometry(f *geo.Feature) []*geometryPart {
	next := 0
	project := func(points []orb.Point) ring {
		r := ring{points: make([]geo.XY, len(points))}
		geo.UkraineAlbers.ForwardLine(r.points, points)
		if next < len(f.Levels) {
			r.levelDigits = f.Levels[next]
		}
		next++
		return r
	}
	polygon := func(p orb.Polygon) *geometryPart {
		rings := make([]ring, len(p))
		for i := range p {
			rings[i] = project(p[i])
		}
		return newGeometryPart(rings, true)
	}
	switch g := f.Geometry.(type) {
	case orb.Polygon:
		return []*geometryPart{polygon(g)}
	case orb.MultiPolygon:
		out := make([]*geometryPart, len(g))
		for i := range g {
			out[i] = polygon(g[i])
		}
		return out
	case orb.LineString:
		return chunkLine(project(g), maxChunkPoints)
	case orb.MultiLineString:
		var out []*geometryPart
		for i := range g {
			out = append(out, chunkLine(project(g[i]), maxChunkPoints)...)
		}
		return out
	}
	return nil
}

// maxChunkPoints is the number of positions after which a long line is cut, so that most of it can
// be left out of a picture that shows little of it.
const maxChunkPoints = 160

// noChunking is a stretch length for dashed lines, whose dashes would start again at each stretch.
const noChunking = 1 << 30

// chunkLine cuts a line into parts of about most positions that share their ends.
func chunkLine(r ring, most int) []*geometryPart {
	var out []*geometryPart
	for from := 0; from < len(r.points)-1; {
		to := min(from+most, len(r.points)-1)
		if rest := len(r.points) - 1 - to; rest < most/4 {
			to += rest
		}
		piece := ring{points: r.points[from : to+1]}
		if r.levelDigits != nil {
			piece.levelDigits = r.levelDigits[from : to+1]
		}
		out = append(out, newGeometryPart([]ring{piece}, false))
		from = to
	}
	return out
}
