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

// Result measures the zones.
func (z *Zones) Result() *story.ScenarioResult {
	r := &story.ScenarioResult{ID: z.Scenario.ID, Date: z.Date, Lines: []story.ZoneEdge{},
		Zones: []story.ZoneArea{}}
	zones := story.Zones()
	for i, a := range zones {
		for _, b := range zones[i+1:] {
			lines, _ := z.Edges(a, b)
			km := totalLength(lines)
			if km == 0 {
				continue
			}
			r.Lines = append(r.Lines,
				story.ZoneEdge{Between: [2]story.Zone{a, b}, Km: round(km, 1)})
			if isGovernmentSide(a) != isGovernmentSide(b) {
				r.LineKm += km
			}
		}
	}
	r.LineKm = round(r.LineKm, 1)
	sums := z.sumByArea()
	for _, area := range slices.Sorted(maps.Keys(sums)) {
		r.Zones = append(r.Zones, sums[area].rows(area)...)
	}
	return r
}

// isGovernmentSide reports whether a zone's land lies on the government's side of the line, as
// contested land does: where a scenario lets the line of contact stand, its line is as long as the
// line of contact.
func isGovernmentSide(z story.Zone) bool {
	return z == story.ZoneGovernment || z == story.ZoneContested
}

func totalLength(lines []orb.LineString) (km float64) {
	for _, l := range lines {
		km += geo.Length(l)
	}
	return km
}

// zoneSums are the sums of an area, in km².
type zoneSums struct {
	total  float64
	byZone map[story.Zone]*story.ZoneArea
}

func newZoneSums() *zoneSums {
	s := &zoneSums{byZone: map[story.Zone]*story.ZoneArea{}}
	for _, z := range story.Zones() {
		s.byZone[z] = &story.ZoneArea{Zone: z}
	}
	return s
}

// sumByArea adds the faces of Ukraine and of each oblast up.
func (z *Zones) sumByArea() map[string]*zoneSums {
	out := map[string]*zoneSums{}
	for i, f := range z.Faces {
		if f.Oblast == "" {
			continue
		}
		for _, area := range []string{countryID, f.Oblast} {
			if out[area] == nil {
				out[area] = newZoneSums()
			}
			out[area].addFace(f, z.FaceZones[i], z.possibleZones(f))
		}
	}
	return out
}

// possibleZones are the zones in which a face may lie, by what is known of the line.
func (z *Zones) possibleZones(f Face) []story.Zone {
	var out []story.Zone
	for _, class := range possibleClasses(f) {
		if zone := z.zoneFor(f, class); !slices.Contains(out, zone) {
			out = append(out, zone)
		}
	}
	return out
}

func (s *zoneSums) addFace(f Face, zone story.Zone, may []story.Zone) {
	s.total += f.Km2
	x := s.byZone[zone]
	x.Km2 += f.Km2
	switch f.Class {
	case story.ClassHeld:
		x.From.Held += f.Km2
	case story.ClassContested:
		x.From.Contested += f.Km2
	default:
		x.From.Government += f.Km2
	}
	for _, m := range may {
		s.byZone[m].High += f.Km2
	}
	if len(may) == 1 {
		x.Low += f.Km2
	}
}

// rows are the zones that have or may have land. Areas are rounded to hectares, so that zones still
// add up.
func (s *zoneSums) rows(area string) []story.ZoneArea {
	var rows []story.ZoneArea
	for _, zone := range story.Zones() {
		x := *s.byZone[zone]
		if x.Km2 == 0 && x.High == 0 {
			continue
		}
		x.Area = area
		x.Share = round(x.Km2/s.total, 6)
		x.From = story.Origin{Held: round(x.From.Held, 2), Contested: round(x.From.Contested, 2),
			Government: round(x.From.Government, 2)}
		x.Km2, x.Low, x.High = round(x.Km2, 2), round(x.Low, 2), round(x.High, 2)
		rows = append(rows, x)
	}
	return rows
}

// EncodeResult writes a result as JSON, a row a line.
func EncodeResult(r *story.ScenarioResult) []byte {
	out := fmt.Appendf(nil, "{\n\"id\": %s,\n\"date\": %s,\n\"line_km\": %s,\n\"lines\": [",
		mustMarshal(r.ID), mustMarshal(r.Date), mustMarshal(r.LineKm))
	out = appendRows(out, r.Lines)
	out = append(out, "],\n\"zones\": ["...)
	out = appendRows(out, r.Zones)
	return append(out, "]\n}\n"...)
}

// appendRows writes the inside of a list, a row a line.
func appendRows[T any](out []byte, rows []T) []byte {
	for i, x := range rows {
		if i == 0 {
			out = append(out, '\n')
		}
		out = appendItem(out, x, i < len(rows)-1)
	}
	return out
}
