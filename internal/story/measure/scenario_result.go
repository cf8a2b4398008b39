package measure

import (
	"fmt"
	"maps"
	"slices"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
	"truceline/internal/story"
)

// countryID is the id of Ukraine as an area.
const countryID = "UA"

// Result computes the areas of the zones and the lengths of the edges between them.
func (z *Zones) Result() *story.ScenarioResult {
	result := &story.ScenarioResult{ID: z.Scenario.ID, Date: z.Date, Lines: []story.ZoneEdge{},
		Zones: []story.ZoneArea{}}
	zones := story.Zones()
	for i, a := range zones {
		for _, b := range zones[i+1:] {
			lines, _ := z.Edges(a, b)
			km := totalLength(lines)
			if km == 0 {
				continue
			}
			result.Lines = append(result.Lines,
				story.ZoneEdge{Between: [2]story.Zone{a, b}, Km: round(km, 1)})
			if isGovernmentSide(a) != isGovernmentSide(b) {
				result.LineKm += km
			}
		}
	}
	result.LineKm = round(result.LineKm, 1)
	sums := z.sumByArea()
	for _, area := range slices.Sorted(maps.Keys(sums)) {
		result.Zones = append(result.Zones, sums[area].rows(area)...)
	}
	return result
}

// isGovernmentSide reports whether a zone is on the government's side of the line, as contested
// land is. So if a scenario keeps the line of contact, LineKm is the length of that line.
func isGovernmentSide(z story.Zone) bool {
	return z == story.ZoneGovernment || z == story.ZoneContested
}

func totalLength(lines []orb.LineString) (km float64) {
	for _, line := range lines {
		km += geo.Length(line)
	}
	return km
}

// zoneSums sums the faces of an area by zone, in km².
type zoneSums struct {
	total  float64
	byZone map[story.Zone]*story.ZoneArea
}

func newZoneSums() *zoneSums {
	sums := &zoneSums{byZone: map[story.Zone]*story.ZoneArea{}}
	for _, zone := range story.Zones() {
		sums.byZone[zone] = &story.ZoneArea{Zone: zone}
	}
	return sums
}

// sumByArea sums the faces of Ukraine and of each oblast.
func (z *Zones) sumByArea() map[string]*zoneSums {
	sums := map[string]*zoneSums{}
	for i, face := range z.Faces {
		if face.Oblast == "" {
			continue
		}
		for _, area := range []string{countryID, face.Oblast} {
			if sums[area] == nil {
				sums[area] = newZoneSums()
			}
			sums[area].addFace(face, z.FaceZones[i], z.possibleZones(face))
		}
	}
	return sums
}

// possibleZones returns the zones that a face may be in, given the uncertainty of the line.
func (z *Zones) possibleZones(face Face) []story.Zone {
	var possible []story.Zone
	for _, class := range possibleClasses(face) {
		if zone := z.zoneFor(face, class); !slices.Contains(possible, zone) {
			possible = append(possible, zone)
		}
	}
	return possible
}

func (s *zoneSums) addFace(face Face, zone story.Zone, possible []story.Zone) {
	s.total += face.Km2
	area := s.byZone[zone]
	area.Km2 += face.Km2
	switch face.Class {
	case story.ClassHeld:
		area.From.Held += face.Km2
	case story.ClassContested:
		area.From.Contested += face.Km2
	default:
		area.From.Government += face.Km2
	}
	for _, possibleZone := range possible {
		s.byZone[possibleZone].High += face.Km2
	}
	if len(possible) == 1 {
		area.Low += face.Km2
	}
}

// rows returns the zones that have or may have land. Areas are rounded to hectares, so that the
// zones still add up.
func (s *zoneSums) rows(area string) []story.ZoneArea {
	var rows []story.ZoneArea
	for _, zone := range story.Zones() {
		row := *s.byZone[zone]
		if row.Km2 == 0 && row.High == 0 {
			continue
		}
		row.Area = area
		row.Share = round(row.Km2/s.total, 6)
		row.From = story.Origin{Held: round(row.From.Held, 2),
			Contested:  round(row.From.Contested, 2),
			Government: round(row.From.Government, 2)}
		row.Km2, row.Low, row.High = round(row.Km2, 2), round(row.Low, 2), round(row.High, 2)
		rows = append(rows, row)
	}
	return rows
}

// EncodeResult returns a result as JSON, with one row per line.
func EncodeResult(result *story.ScenarioResult) []byte {
	b := fmt.Appendf(nil, "{\n\"id\": %s,\n\"date\": %s,\n\"line_km\": %s,\n\"lines\": [",
		mustMarshal(result.ID), mustMarshal(result.Date), mustMarshal(result.LineKm))
	b = appendRows(b, result.Lines)
	b = append(b, "],\n\"zones\": ["...)
	b = appendRows(b, result.Zones)
	return append(b, "]\n}\n"...)
}

// appendRows appends the elements of a list, one per line.
func appendRows[T any](b []byte, rows []T) []byte {
	for i, row := range rows {
		if i == 0 {
			b = append(b, '\n')
		}
		b = appendItem(b, row, i < len(rows)-1)
	}
	return b
}
