// Package measure works out, from the faces of a date, the figures that the browser merely reads.
package measure

import (
	"encoding/json"
	"fmt"
	"math"

	"truceline/internal/control"
	"truceline/internal/geo"
)

// Figures are the figures of a date. Areas are km² on WGS84, shares fractions of the base map's own
// land.
type Figures struct {
	Date string `json:"date"`
	// LineKm is the length of the line of contact in km.
	LineKm float64 `json:"line_km"`
	// Areas are Ukraine ("UA"), then the oblasts by code.
	Areas []Area `json:"areas"`
	// Classes are the polygons of the date's control file.
	Classes []Class `json:"classes"`
}

// Area is Ukraine or an oblast. Held land does not include contested land.
type Area struct {
	ID           string  `json:"id"`
	Name         string  `json:"name"`
	Km2          float64 `json:"km2"`
	HeldKm2      float64 `json:"held_km2"`
	ContestedKm2 float64 `json:"contested_km2"`
	Share        float64 `json:"held_share"`
	// Low leaves out the held land behind which the line may as well run, High adds contested land
	// and the government's land behind which it may.
	Low  float64 `json:"held_share_low"`
	High float64 `json:"held_share_high"`
}

// Class is a polygon of the control file.
type Class struct {
	ID  string  `json:"id"`
	Km2 float64 `json:"km2"`
}

// FiguresFile is the name of a date's figures, relative to the assets.
func FiguresFile(date string) string { return "geojson/figures-" + date + ".json" }

// ComputeFigures works the figures of a date out.
func ComputeFigures(d *control.Snapshot) *Figures {
	f := &Figures{Date: d.Date}
	sums := make([]areaSum, len(d.BaseMap.Oblasts)+1)
	for _, face := range d.Faces {
		if face.Oblast >= 0 {
			sums[0].addFace(face)
			sums[face.Oblast+1].addFace(face)
		}
	}
	f.Areas = append(f.Areas, sums[0].toArea("UA", "Ukraine"))
	for i, o := range d.BaseMap.Oblasts {
		f.Areas = append(f.Areas, sums[i+1].toArea(o.Code, o.Label))
	}
	for _, x := range d.ControlGeoJSON().Features {
		f.Classes = append(f.Classes, Class{x.ID, round(geo.Area(x.Geometry), 1)})
	}
	for _, line := range d.ContactLine() {
		f.LineKm += geo.Length(line)
	}
	f.LineKm = round(f.LineKm, 1)
	return f
}

// areaSum adds up faces, in km².
type areaSum struct{ total, held, contested, heldUncertain, governmentUncertain float64 }

func (s *areaSum) addFace(f control.Face) {
	s.total += f.Km2
	switch {
	case f.Class == control.ClassHeld:
		s.held += f.Km2
		if f.Uncertain {
			s.heldUncertain += f.Km2
		}
	case f.Class == control.ClassContested:
		s.contested += f.Km2
	case f.Uncertain:
		s.governmentUncertain += f.Km2
	}
}

func (s *areaSum) toArea(id, name string) Area {
	a := Area{ID: id, Name: name, Km2: round(s.total, 1), HeldKm2: round(s.held, 1),
		ContestedKm2: round(s.contested, 1)}
	if s.total > 0 {
		a.Share = round(s.held/s.total, 4)
		a.Low = round((s.held-s.heldUncertain)/s.total, 4)
		a.High = round((s.held+s.contested+s.governmentUncertain)/s.total, 4)
	}
	return a
}

func round(x float64, digits int) float64 {
	p := math.Pow10(digits)
	return math.Round(x*p) / p
}

// Encode writes the figures as JSON, an area a line.
func (f *Figures) Encode() []byte {
	out := fmt.Appendf(nil, "{\n\"date\": %s,\n\"line_km\": %s,\n\"areas\": [\n",
		mustMarshal(f.Date), mustMarshal(f.LineKm))
	for i, a := range f.Areas {
		out = appendItem(out, a, i < len(f.Areas)-1)
	}
	out = append(out, "],\n\"classes\": [\n"...)
	for i, c := range f.Classes {
		out = appendItem(out, c, i < len(f.Classes)-1)
	}
	return append(out, "]\n}\n"...)
}

func appendItem(out []byte, v any, more bool) []byte {
	out = append(out, mustMarshal(v)...)
	if more {
		out = append(out, ',')
	}
	return append(out, '\n')
}

// mustMarshal is the JSON of a value that cannot fail: plain strings and numbers.
func mustMarshal(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(data)
}

// DecodeFigures reads figures; file is their name in errors.
func DecodeFigures(data []byte, file string) (*Figures, error) {
	f := &Figures{}
	if err := json.Unmarshal(data, f); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return f, nil
}

// Area returns Ukraine or an oblast by its id.
func (f *Figures) Area(id string) (Area, bool) {
	for _, a := range f.Areas {
		if a.ID == id {
			return a, true
		}
	}
	return Area{}, false
}
