package scene

import (
	"io/fs"
	"strings"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// decodeGeoJSON reads one GeoJSON file. It skips the checks of rings, because "truceline check" has
// made them.
func decodeGeoJSON(fsys fs.FS, name string) (*geo.Collection, error) {
	return geo.DecodeFile(fsys, "geojson/"+name, geo.Limits{SkipRingChecks: true})
}

// readFeatures reads the features of a file as features of one kind, with a prefix before their
// ids.
func readFeatures(fsys fs.FS, name string, kind Kind,
	prefix string) ([]*feature, *geo.Collection, error) {
	c, err := decodeGeoJSON(fsys, name)
	if err != nil {
		return nil, nil, err
	}
	features := make([]*feature, len(c.Features))
	for i := range c.Features {
		features[i] = newFeature(&c.Features[i], kind, prefix)
	}
	return features, c, nil
}

func newFeature(source *geo.Feature, kind Kind, prefix string) *feature {
	f := &feature{kind: kind, ref: source.ID, id: prefix + source.ID, bounds: EmptyBounds()}
	f.names, f.shortNames = textsByLang(source.Properties, "name_"), textsByLang(source.Properties, "label_")
	lon, hasLon := source.Properties["label_lon"].(float64)
	lat, hasLat := source.Properties["label_lat"].(float64)
	if hasLon && hasLat {
		f.anchor, f.hasAnchor = geo.UkraineAlbers.Forward(orb.Point{lon, lat}), true
	}
	if rank, ok := source.Properties["rank"].(float64); ok {
		f.rank = int(rank)
	}
	f.heldSince, _ = source.Properties["since"].(string)
	f.removedOn, _ = source.Properties["until"].(string)
	if source.Properties["kind"] == string(KindRiver) {
		f.kind = KindRiver // a river that is drawn as an area
	}
	f.parts = projectGeometry(source)
	for _, p := range f.parts {
		f.bounds = f.bounds.Union(p.bounds)
	}
	return f
}

// textsByLang returns the texts of properties such as name_en by language.
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

// projectGeometry projects a feature's geometry and cuts its lines into chunks.
func projectGeometry(source *geo.Feature) []*geometryPart {
	next := 0
	project := func(points []orb.Point) ring {
		r := ring{points: make([]geo.XY, len(points))}
		geo.UkraineAlbers.ForwardLine(r.points, points)
		if next < len(source.Levels) {
			r.levelDigits = source.Levels[next]
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
	switch g := source.Geometry.(type) {
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

// maxChunkPoints is the number of points after which a long line is cut, so that most of it can be
// culled close up.
const maxChunkPoints = 160

// noChunking is a chunk length for dashed lines, because dashes would restart at each chunk.
const noChunking = 1 << 30

// chunkLine cuts a line into chunks of about maxPoints points, which share their ends.
func chunkLine(r ring, maxPoints int) []*geometryPart {
	var out []*geometryPart
	for from := 0; from < len(r.points)-1; {
		to := min(from+maxPoints, len(r.points)-1)
		if rest := len(r.points) - 1 - to; rest < maxPoints/4 {
			to += rest
		}
		chunk := ring{points: r.points[from : to+1]}
		if r.levelDigits != nil {
			chunk.levelDigits = r.levelDigits[from : to+1]
		}
		out = append(out, newGeometryPart([]ring{chunk}, false))
		from = to
	}
	return out
}
