package scene

import (
	"encoding/json"
	"math"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// Until internal/geo has its decoder and projection these stand in for them.

func forward(p orb.Point) geo.XY {
	const a, e2 = 6378137.0, 0.0066943799901413165
	e := math.Sqrt(e2)
	rad := math.Pi / 180
	q := func(phi float64) float64 {
		s := math.Sin(phi)
		return (1 - e2) * (s/(1-e2*s*s) - math.Log((1-e*s)/(1+e*s))/(2*e))
	}
	m := func(phi float64) float64 { s := math.Sin(phi); return math.Cos(phi) / math.Sqrt(1-e2*s*s) }
	p1, p2, p0 := 45.7*rad, 51.0*rad, 48.5*rad
	n := (m(p1)*m(p1) - m(p2)*m(p2)) / (q(p2) - q(p1))
	c := m(p1)*m(p1) + n*q(p1)
	rho := func(phi float64) float64 { return a * math.Sqrt(c-n*q(phi)) / n }
	th := n * (p[0] - 31.2) * rad
	r := rho(p[1] * rad)
	return geo.XY{X: r * math.Sin(th), Y: rho(p0) - r*math.Cos(th)}
}

func decodeGeo(data []byte) (*geo.Collection, error) {
	var doc struct {
		Features []struct {
			ID         string
			Properties map[string]any
			Levels     []string
			Geometry   struct {
				Type        string
				Coordinates json.RawMessage
			}
		}
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		return nil, err
	}
	c := &geo.Collection{}
	for _, f := range doc.Features {
		g := geo.Feature{ID: f.ID, Properties: f.Properties}
		for _, l := range f.Levels {
			g.Levels = append(g.Levels, []byte(l))
		}
		var err error
		switch f.Geometry.Type {
		case "Polygon":
			var p orb.Polygon
			err = json.Unmarshal(f.Geometry.Coordinates, &p)
			g.Geometry = p
		case "MultiPolygon":
			var p orb.MultiPolygon
			err = json.Unmarshal(f.Geometry.Coordinates, &p)
			g.Geometry = p
		case "LineString":
			var p orb.LineString
			err = json.Unmarshal(f.Geometry.Coordinates, &p)
			g.Geometry = p
		case "MultiLineString":
			var p orb.MultiLineString
			err = json.Unmarshal(f.Geometry.Coordinates, &p)
			g.Geometry = p
		}
		if err != nil {
			return nil, err
		}
		c.Features = append(c.Features, g)
	}
	return c, nil
}
