// Package measure computes figures, scenarios and comparisons from the faces of a date's
// subdivision. The browser only reads the results.
package measure

import (
	"encoding/json"
	"fmt"
	"math"

	"truceline/internal/control"
	"truceline/internal/diag"
	"truceline/internal/geo"
)

// Figures are the figures of a date. Areas are in km² on WGS84; shares are fractions of the base
// map's own land.
type Figures struct {
	Date string `json:"date"`
	// LineKm is the length of the line of contact.
	LineKm float64 `json:"line_km"`
	// Areas lists Ukraine ("UA"), then the oblasts by code.
	Areas []Area `json:"areas"`
	// Classes lists the polygons of the date's control file.
	Classes []Class `json:"classes"`
}

// Area has the figures of Ukraine or an oblast. Held land excludes contested land.
type Area struct {
	ID           string  `json:"id"`
	Name         string  `json:"name"`
	Km2          float64 `json:"km2"`
	HeldKm2      float64 `json:"held_km2"`
	ContestedKm2 float64 `json:"contested_km2"`
	Share        float64 `json:"held_share"`
	// Low and High are the range of Share. Low excludes held land that may be on the other side of
	// the line; High adds contested land and government land that may be on the other side.
	Low  float64 `json:"held_share_low"`
	High float64 `json:"held_share_high"`
}

// Class is the area of a polygon of the control file.
type Class struct {
	ID  string  `json:"id"`
	Km2 float64 `json:"km2"`
}

// ComputeFigures computes the figures of a date.
func ComputeFigures(snapshot *control.Snapshot) *Figures {
	figures := &Figures{Date: snapshot.Date}
	sums := make([]areaSum, len(snapshot.BaseMap.Oblasts)+1)
	for _, face := range snapshot.Faces {
		if face.Oblast >= 0 {
			sums[0].addFace(face)
			sums[face.Oblast+1].addFace(face)
		}
	}
	figures.Areas = append(figures.Areas, sums[0].toArea("UA", "Ukraine"))
	for i, oblast := range snapshot.BaseMap.Oblasts {
		figures.Areas = append(figures.Areas, sums[i+1].toArea(oblast.Code, oblast.Label))
	}
	for _, feature := range snapshot.ControlGeoJSON().Features {
		figures.Classes = append(figures.Classes,
			Class{feature.ID, round(geo.Area(feature.Geometry), 1)})
	}
	for _, line := range snapshot.ContactLine() {
		figures.LineKm += geo.Length(line)
	}
	figures.LineKm = round(figures.LineKm, 1)
	return figures
}

// areaSum sums the areas of faces, in km².
type areaSum struct{ total, held, contested, heldUncertain, governmentUncertain float64 }

func (s *areaSum) addFace(face control.Face) {
	s.total += face.Km2
	switch {
	case face.Class == control.ClassHeld:
		s.held += face.Km2
		if face.Uncertain {
			s.heldUncertain += face.Km2
		}
	case face.Class == control.ClassContested:
		s.contested += face.Km2
	case face.Uncertain:
		s.governmentUncertain += face.Km2
	}
}

func (s *areaSum) toArea(id, name string) Area {
	area := Area{ID: id, Name: name, Km2: round(s.total, 1), HeldKm2: round(s.held, 1),
		ContestedKm2: round(s.contested, 1)}
	if s.total > 0 {
		area.Share = round(s.held/s.total, 4)
		area.Low = round((s.held-s.heldUncertain)/s.total, 4)
		area.High = round((s.held+s.contested+s.governmentUncertain)/s.total, 4)
	}
	return area
}

func round(x float64, digits int) float64 {
	power := math.Pow10(digits)
	return math.Round(x*power) / power
}

// Encode returns the figures as JSON, with one area or class per line.
func (f *Figures) Encode() []byte {
	b := fmt.Appendf(nil, "{\n\"date\": %s,\n\"line_km\": %s,\n\"areas\": [\n",
		mustMarshal(f.Date), mustMarshal(f.LineKm))
	for i, area := range f.Areas {
		b = appendItem(b, area, i < len(f.Areas)-1)
	}
	b = append(b, "],\n\"classes\": [\n"...)
	for i, class := range f.Classes {
		b = appendItem(b, class, i < len(f.Classes)-1)
	}
	return append(b, "]\n}\n"...)
}

func appendItem(b []byte, v any, more bool) []byte {
	b = append(b, mustMarshal(v)...)
	if more {
		b = append(b, ',')
	}
	return append(b, '\n')
}

// mustMarshal returns v as JSON. v consists of strings and numbers, which always encode.
func mustMarshal(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(data)
}

// DecodeFigures decodes figures. Errors name the file.
func DecodeFigures(data []byte, file string) (*Figures, error) {
	figures := &Figures{}
	if err := json.Unmarshal(data, figures); err != nil {
		return nil, diag.InFile(file, err)
	}
	return figures, nil
}

// Area returns the figures of Ukraine or an oblast, by its id.
func (f *Figures) Area(id string) (Area, bool) {
	for _, area := range f.Areas {
		if area.ID == id {
			return area, true
		}
	}
	return Area{}, false
}
