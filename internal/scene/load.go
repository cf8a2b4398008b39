package scene

import (
	"io/fs"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
	"truceline/internal/geo/geojson"
)

// decodeGeoJSON reads one GeoJSON file. It skips the checks of rings, because "truceline check" has
// made them.
func decodeGeoJSON(fsys fs.FS, name string) (*geojson.Collection, error) {
	return geojson.DecodeFile(fsys, "geojson/"+name, geojson.Limits{SkipRingChecks: true})
}

// readFeatures reads the features of a file as features of one kind, with a prefix before their
// ids.
func readFeatures(fsys fs.FS, name string, kind Kind,
	prefix string) ([]*feature, *geojson.Collection, error) {
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

// projectGeometry projects a feature's geometry and cuts its lines into chunks.
func projectGeometry(source *geojson.Feature) []*geometryPart {
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
