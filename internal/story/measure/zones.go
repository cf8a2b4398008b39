package measure

import (
	"fmt"
	"io/fs"
	"math"

	"github.com/paulmach/orb"

	"truceline/internal/assetname"
	"truceline/internal/diag"
	"truceline/internal/geo"
	"truceline/internal/geo/geojson"
	"truceline/internal/geo/planar"
	"truceline/internal/story"
)

// ControlMap is the subdivision of a date with the attributes of its faces.
type ControlMap struct {
	Date        string
	Subdivision *planar.Subdivision
	Faces       []Face // one per face of Subdivision
	// BandDistances are the distances in km from the line at which the subdivision has edges. It is
	// empty on dates without bands.
	BandDistances map[float64]bool
}

// Face has the attributes of a face. Oblast is empty outside Ukraine.
type Face struct {
	Oblast string
	// Class is story.ClassHeld, story.ClassContested or story.ClassGovernment.
	Class string
	// Uncertain faces may be on the other side of the line.
	Uncertain bool
	// WithinKm is the distance from the line of contact within which the whole face lies, +Inf if
	// unknown.
	WithinKm float64
	Km2      float64 // on WGS84
}

// ReadControlMap reads the subdivision of a date.
func ReadControlMap(fsys fs.FS, date string) (*ControlMap, error) {
	name := assetname.Subdivision(date)
	c, err := geojson.DecodeFile(fsys, name, geojson.Limits{SkipRingChecks: true})
	if err != nil {
		return nil, err
	}
	controlMap, err := NewControlMap(date, c)
	if err != nil {
		return nil, diag.InFile(name, err)
	}
	return controlMap, nil
}

// NewControlMap rebuilds the subdivision from the features of control.Snapshot.SubdivisionGeoJSON.
// Their polygons cover Ukraine exactly once and share their arcs; overlaps are an error.
func NewControlMap(date string, c *geojson.Collection) (*ControlMap, error) {
	arrangement := planar.NewArrangement()
	levels := map[geo.GridPoint]byte{}
	for i, feature := range c.Features {
		polygons, err := asMultiPolygon(feature.Geometry)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", feature.ID, err)
		}
		arrangement.AddPolygons(polygons, i)
		collectLevels(levels, polygons, feature.Levels)
	}
	sub, err := arrangement.Build()
	if err != nil {
		return nil, err
	}
	controlMap := &ControlMap{Date: date, Subdivision: sub, Faces: make([]Face, len(sub.Faces)),
		BandDistances: map[float64]bool{}}
	setLevels(sub, levels)
	for i, feature := range c.Features {
		face := parseFace(feature.Properties)
		if !math.IsInf(face.WithinKm, 1) {
			controlMap.BandDistances[face.WithinKm] = true
		}
		for k, winding := range sub.WindingNumbers(i) {
			switch {
			case winding == 0:
				continue
			case winding != 1 || controlMap.Faces[k].Oblast != "":
				return nil, fmt.Errorf("%s: it overlaps another polygon at %v", feature.ID,
					sub.Faces[k].InteriorPoint)
			}
			controlMap.Faces[k] = face
			controlMap.Faces[k].Km2 = sub.FaceArea(k)
		}
	}
	return controlMap, nil
}

func asMultiPolygon(g orb.Geometry) (orb.MultiPolygon, error) {
	switch g := g.(type) {
	case orb.Polygon:
		return orb.MultiPolygon{g}, nil
	case orb.MultiPolygon:
		return g, nil
	}
	return nil, fmt.Errorf("not a polygon")
}

func toGrid(p orb.Point) geo.GridPoint {
	return geo.GridPoint{Lon: int32(math.Round(p[0] * geo.GridStepsPerDegree)),
		Lat: int32(math.Round(p[1] * geo.GridStepsPerDegree))}
}

// collectLevels records the level of detail of each point.
func collectLevels(levels map[geo.GridPoint]byte, m orb.MultiPolygon, digits [][]byte) {
	ring := 0
	for _, polygon := range m {
		for _, points := range polygon {
			if ring < len(digits) {
				for i, p := range points {
					levels[toGrid(p)] = digits[ring][i] - '0'
				}
			}
			ring++
		}
	}
}

// setLevels sets the levels of the arcs' points. If there are no levels in the file, the arcs have
// none.
func setLevels(sub *planar.Subdivision, levels map[geo.GridPoint]byte) {
	if len(levels) == 0 {
		return
	}
	for i := range sub.Arcs {
		arc := &sub.Arcs[i]
		arc.Levels = make([]byte, len(arc.Points))
		for k, p := range arc.Points {
			arc.Levels[k] = levels[p]
		}
	}
}

// parseFace reads the properties that control.Snapshot.SubdivisionGeoJSON writes.
func parseFace(properties map[string]any) Face {
	face := Face{WithinKm: math.Inf(1)}
	face.Oblast, _ = properties["oblast"].(string)
	face.Class, _ = properties["class"].(string)
	face.Uncertain, _ = properties["uncertain"].(bool)
	if km, ok := properties["to_km"].(float64); ok {
		face.WithinKm = km
	}
	return face
}

// Zones assigns each face of a control map to a zone of a scenario.
type Zones struct {
	*ControlMap
	Scenario   *story.Scenario
	PullbackKm int          // 0 without a pull-back
	FaceZones  []story.Zone // per face; empty outside Ukraine
}

// AssignZones assigns every face to its zone. The distance km must be offered by the scenario and
// be one of BandDistances.
func (m *ControlMap) AssignZones(scenario *story.Scenario, km int) (*Zones, error) {
	if !scenario.OffersDistance(km) {
		return nil, fmt.Errorf("scenario %s offers no pull-back of %d km", scenario.ID, km)
	}
	if km != 0 && !m.BandDistances[float64(km)] {
		return nil, fmt.Errorf("%s has no edge at %d km from the line: "+
			"pull-backs are for the date with distance bands", m.Date, km)
	}
	zones := &Zones{ControlMap: m, Scenario: scenario, PullbackKm: km,
		FaceZones: make([]story.Zone, len(m.Faces))}
	for i, face := range m.Faces {
		if face.Oblast != "" {
			zones.FaceZones[i] = zones.zoneFor(face, face.Class)
		}
	}
	return zones, nil
}

// zoneFor returns the zone of a face if its land were of a class.
func (z *Zones) zoneFor(face Face, class string) story.Zone {
	return z.Scenario.ZoneFor(face.Oblast, class, face.WithinKm <= float64(z.PullbackKm))
}

// possibleClasses returns the classes that a face may have, given the uncertainty of the line.
// Contested land may have any.
func possibleClasses(face Face) []string {
	switch {
	case face.Class == story.ClassContested:
		return []string{story.ClassContested, story.ClassHeld, story.ClassGovernment}
	case face.Uncertain:
		return []string{story.ClassHeld, story.ClassGovernment}
	}
	return []string{face.Class}
}

// inZone returns a function that reports whether a face is in a zone.
func (z *Zones) inZone(zone story.Zone) func(face int) bool {
	return func(face int) bool { return face >= 0 && z.FaceZones[face] == zone }
}

// Edges returns the lines between two zones, with a on the left, and the levels of their points.
func (z *Zones) Edges(a, b story.Zone) ([]orb.LineString, [][]byte) {
	return z.Subdivision.EdgesBetween(z.inZone(a), z.inZone(b))
}

// changesSides reports whether a face would change sides.
func (z *Zones) changesSides(face int) bool {
	held := z.Faces[face].Class == story.ClassHeld
	switch z.FaceZones[face] {
	case story.ZoneGovernment:
		return held
	case story.ZoneRussia:
		return !held
	case story.ZoneDemilitarised:
		return true
	}
	return false
}

// isUnspecified reports whether the scenario's plan does not mention an oblast.
func (z *Zones) isUnspecified(oblast string) bool {
	return z.Scenario.RuleFor(oblast).Basis == story.Unspecified
}
