package story

import (
	"fmt"
	"io/fs"

	"truceline/internal/assetname"
	"truceline/internal/diag"
)

// Figures are how much of each area was held on a date, computed by `truceline data`. Areas are in
// km² on WGS84, lengths in km, shares are fractions of the base map's own land.
type Figures struct {
	Date string `json:"date"`
	// LineKm is the length of the line of contact.
	LineKm float64 `json:"line_km"`
	// Areas lists Ukraine ("UA"), then the oblasts by code.
	Areas []AreaFigures `json:"areas"`
	// Classes lists the polygons of the date's control file. Older files have none.
	Classes []ClassArea `json:"classes"`
}

// AreaFigures has the figures of Ukraine or an oblast. Held land excludes contested land.
type AreaFigures struct {
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

// ClassArea is the area of a held or contested polygon of the control file.
type ClassArea struct {
	ID  string  `json:"id"`
	Km2 float64 `json:"km2"`
}

// HalfRangeKm2 returns half the width of the range of the held land in km². It is taken as the
// uncertainty of any part of the area's land, because all of them have the same line as an edge.
func (a AreaFigures) HalfRangeKm2() float64 { return (a.High - a.Low) / 2 * a.Km2 }

// Area returns the figures of Ukraine or an oblast, by its id.
func (f *Figures) Area(id string) (AreaFigures, bool) {
	for _, area := range f.Areas {
		if area.ID == id {
			return area, true
		}
	}
	return AreaFigures{}, false
}

// Class returns the area of a held or contested polygon, by its id.
func (f *Figures) Class(id string) (ClassArea, bool) {
	for _, class := range f.Classes {
		if class.ID == id {
			return class, true
		}
	}
	return ClassArea{}, false
}

// ReadFigures reads the figures of a date. Errors name the file, also that of a file whose figures
// are of another date.
func ReadFigures(fsys fs.FS, date string) (*Figures, error) {
	f := &Figures{}
	if err := readJSON(fsys, assetname.Figures(date), f); err != nil {
		return nil, err
	}
	if f.Date != date {
		return nil, &diag.Diagnostic{File: assetname.Figures(date),
			Detail: fmt.Sprintf("it is of %q", f.Date)}
	}
	return f, nil
}
