// Package measure computes figures, scenarios and comparisons from the faces of a date's
// subdivision. The browser only reads the results.
package measure

import (
	"encoding/json"
	"fmt"
	"math"

	"truceline/internal/control"
	"truceline/internal/geo"
	"truceline/internal/story"
)

// ComputeFigures computes the figures of a date.
func ComputeFigures(snapshot *control.Snapshot) *story.Figures {
	figures := &story.Figures{Date: snapshot.Date}
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
			story.ClassArea{feature.ID, round(geo.Area(feature.Geometry), 1)})
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

func (s *areaSum) toArea(id, name string) story.AreaFigures {
	area := story.AreaFigures{ID: id, Name: name, Km2: round(s.total, 1), HeldKm2: round(s.held, 1),
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

// EncodeFigures returns the content of the file that story.ReadFigures reads, with one area or
// class per line.
func EncodeFigures(f *story.Figures) []byte {
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
