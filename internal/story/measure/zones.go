package measure

import (
	"fmt"
	"io/fs"
	"math"

	"github.com/paulmach/orb"

	"truceline/internal/control"
	"truceline/internal/geo"
	"truceline/internal/story"
)

// ControlMap is the subdivision of a date, read back from its file.
type ControlMap struct {
	Date        string
	Subdivision *geo.Subdivision
	Faces       []Face // one per face of Sub
	// BandDistances are the distances in km at which there are edges along the line; empty on dates
	// without bands.
	BandDistances map[float64]bool
}

// Face is what is known of a face. Outside Ukraine the oblast is empty.
type Face struct {
	Oblast string
	// Class is story.ClassHeld, ClassContested or ClassGovernment.
	Class string
	// Uncertain: the line may as well run behind the face.
	Uncertain bool
	// WithinKm is a distance from the line of contact within which the face lies; +Inf where none
	// is known.
	WithinKm float64
	Km2      float64 // on WGS84
}

// ReadControlMap reads the subdivision of a date.
func ReadControlMap(fsys fs.FS, date string) (*ControlMap, error) {
	name := control.SubdivisionFile(date)
	c, err := geo.DecodeFile(fsys, name, geo.Limits{SkipRingChecks: true})
	if err != nil {
		return nil, err
	}
	l, err := NewControlMap(date, c)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return l, nil
}

// NewControlMap builds the subdivision whose polygons control.Day.Subdivision exported: they cover
// Ukraine exactly once and share their arcs.
func NewControlMap(date string, c *geo.Collection) (*ControlMap, error) {
	a := geo.NewArrangement()
	levels := map[geo.GridPoint]byte{}
	for i, f := range c.Features {
		m, err := asMultiPolygon(f.Geometry)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.ID, err)
		}
		a.AddPolygons(m, i)
		collectLevels(levels, m, f.Levels)
	}
	sub, err := a.Build()
	if err != nil {
		return nil, err
	}
	l := &ControlMap{Date: date, Subdivision: sub, Faces: make([]Face, len(sub.Faces)),
		BandDistances: map[float64]bool{}}
	setLevels(sub, levels)
	for i, f := range c.Features {
		face := parseFace(f.Properties)
		if !math.IsInf(face.WithinKm, 1) {
			l.BandDistances[face.WithinKm] = true
		}
		for k, n := range sub.WindingNumbers(i) {
			switch {
			case n == 0:
				continue
			case n != 1 || l.Faces[k].Oblast != "":
				return nil, fmt.Errorf("%s: it overlaps another polygon at %v", f.ID,
					sub.Faces[k].InteriorPoint)
			}
			l.Faces[k] = face
			l.Faces[k].Km2 = sub.FaceArea(k)
		}
	}
	return l, nil
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

// collectLevels notes the level of detail of each position.
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

// setLevels gives the arcs the levels of their positions. Where the file has none, the arcs have
// none either.
func setLevels(sub *geo.Subdivision, levels map[geo.GridPoint]byte) {
	if len(levels) == 0 {
		return
	}
	for i := range sub.Arcs {
		a := &sub.Arcs[i]
		a.Levels = make([]byte, len(a.Points))
		for k, p := range a.Points {
			a.Levels[k] = levels[p]
		}
	}
}

// parseFace reads the properties that control.Day.Subdivision writes.
func parseFace(p map[string]any) Face {
	f := Face{WithinKm: math.Inf(1)}
	f.Oblast, _ = p["oblast"].(string)
	f.Class, _ = p["class"].(string)
	f.Uncertain, _ = p["uncertain"].(bool)
	if km, ok := p["to_km"].(float64); ok {
		f.WithinKm = km
	}
	return f
}

// Zones are the zones of a scenario: one for each face of the land.
type Zones struct {
	*ControlMap
	Scenario   *story.Scenario
	PullbackKm int          // of the pull-back; 0: none
	FaceZones  []story.Zone // per face; empty outside Ukraine
}

// AssignZones puts every face into its zone. The distance has to be one that the scenario offers.
func (l *ControlMap) AssignZones(s *story.Scenario, km int) (*Zones, error) {
	if !s.OffersDistance(km) {
		return nil, fmt.Errorf("scenario %s offers no pull-back of %d km", s.ID, km)
	}
	if km != 0 && !l.BandDistances[float64(km)] {
		return nil,
			fmt.Errorf(
				"%s has no edge at %d km from the line: pull-backs are for the date with distance bands", l.Date, km)
	}
	z := &Zones{ControlMap: l, Scenario: s, PullbackKm: km,
		FaceZones: make([]story.Zone, len(l.Faces))}
	for i, f := range l.Faces {
		if f.Oblast != "" {
			z.FaceZones[i] = z.zoneFor(f, f.Class)
		}
	}
	return z, nil
}

// zoneFor is where a face belongs if its land is of a class.
func (z *Zones) zoneFor(f Face, class string) story.Zone {
	return z.Scenario.ZoneFor(f.Oblast, class, f.WithinKm <= float64(z.PullbackKm))
}

// possibleClasses are what a face's land may be, by what is known of the line: contested land may
// be anyone's.
func possibleClasses(f Face) []string {
	switch {
	case f.Class == story.ClassContested:
		return []string{story.ClassContested, story.ClassHeld, story.ClassGovernment}
	case f.Uncertain:
		return []string{story.ClassHeld, story.ClassGovernment}
	}
	return []string{f.Class}
}

// inZone picks the faces of a zone.
func (z *Zones) inZone(zone story.Zone) func(face int) bool {
	return func(face int) bool { return face >= 0 && z.FaceZones[face] == zone }
}

// Edges returns the lines between two zones, the first one on their left, with the levels of their
// positions.
func (z *Zones) Edges(a, b story.Zone) ([]orb.LineString, [][]byte) {
	return z.Subdivision.EdgesBetween(z.inZone(a), z.inZone(b))
}

// changesSides says whether a face would change sides.
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

// isUnspecified says whether the scenario says nothing of an oblast.
func (z *Zones) isUnspecified(oblast string) bool {
	return z.Scenario.RuleFor(oblast).Basis == story.Unspecified
}
