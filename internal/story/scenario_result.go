package story

import (
	"fmt"
	"io/fs"

	"truceline/internal/assetname"
	"truceline/internal/diag"
	"truceline/internal/jsonlite"
)

// ScenarioResult is the result of a scenario, computed by `truceline data`. Areas are in km² on
// WGS84, lengths in km, shares are fractions of the area.
type ScenarioResult struct {
	ID string `json:"id"`
	// Date is the date whose line of contact the scenario starts from.
	Date string `json:"date"`
	// LineKm is the length of the edge between the government's side, contested land included, and
	// the rest of Ukraine. Where the line of contact stands, it is that line.
	LineKm float64    `json:"line_km"`
	Lines  []ZoneEdge `json:"lines"`
	// Zones lists the zones of Ukraine ("UA"), then of each oblast by code. Zones that neither have
	// nor may have land are omitted.
	Zones []ZoneArea `json:"zones"`
}

// ZoneEdge is the whole edge between two zones.
type ZoneEdge struct {
	Between [2]Zone `json:"between"`
	Km      float64 `json:"km"`
}

// ZoneArea is the part of a zone in Ukraine or in an oblast.
type ZoneArea struct {
	Zone Zone    `json:"zone"`
	Area string  `json:"area"`
	Km2  float64 `json:"km2"`
	// Low is the area that is in the zone for every possible course of the line and every holder of
	// contested land. High is the area that may be in it.
	Low   float64 `json:"km2_low"`
	High  float64 `json:"km2_high"`
	Share float64 `json:"share"`
	// From divides the zone's land by its control on the date.
	From Origin `json:"from"`
}

// Origin divides a zone's land by its control on the date, in km².
type Origin struct {
	Held       float64 `json:"held"`
	Contested  float64 `json:"contested"`
	Government float64 `json:"government"`
}

// ChangedKm2 returns the area that would change sides, in km²: held land that would no longer be
// held, or other land that would. Contested land is on the government's side of the line.
func (z ZoneArea) ChangedKm2() float64 {
	held, _ := z.ChangedKm2From(ZoneRussia)
	rest, _ := z.ChangedKm2From(ZoneGovernment)
	return held + rest
}

// ChangedKm2From returns the area that would change sides from one side, and the contested part of
// it, in km².
func (z ZoneArea) ChangedKm2From(side Zone) (km2, contested float64) {
	switch {
	case z.Zone == ZoneContested || z.Zone == side:
		return 0, 0
	case side == ZoneRussia:
		return z.From.Held, 0
	}
	return z.From.Contested + z.From.Government, z.From.Contested
}

// ZoneIn returns the part of a zone in an area. Its sizes are zero if there is none.
func (r *ScenarioResult) ZoneIn(z Zone, area string) ZoneArea {
	for _, zone := range r.Zones {
		if zone.Zone == z && zone.Area == area {
			return zone
		}
	}
	return ZoneArea{Zone: z, Area: area}
}

// ZonesIn returns the zones of an area.
func (r *ScenarioResult) ZonesIn(area string) []ZoneArea {
	var out []ZoneArea
	for _, zone := range r.Zones {
		if zone.Area == area {
			out = append(out, zone)
		}
	}
	return out
}

// ReadScenarioResult reads the figures of a scenario, by its id and distance in km.
func ReadScenarioResult(fsys fs.FS, id string, km int) (*ScenarioResult, error) {
	r := &ScenarioResult{}
	if err := readJSON(fsys, assetname.ScenarioResult(id, km), r); err != nil {
		return nil, err
	}
	if r.ID != id {
		return nil, fmt.Errorf("%s: it is of %q", assetname.ScenarioResult(id, km), r.ID)
	}
	return r, nil
}

func readJSON(fsys fs.FS, name string, dst any) error {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	if err := jsonlite.Unmarshal(data, dst); err != nil {
		return diag.InFile(name, err)
	}
	return nil
}
