package story

import (
	"fmt"
	"io/fs"
	"strconv"

	"truceline/internal/jsonlite"
)

// ScenarioResult is what a scenario would mean, worked out by `truceline data`. Areas are km² on
// WGS84, lengths km, shares fractions of the area.
type ScenarioResult struct {
	ID string `json:"id"`
	// Date is that of the line from which it was worked out.
	Date string `json:"date"`
	// LineKm is the length of the edge of the government's side, contested land included, against
	// all the rest of Ukraine. Where the line of contact stands, it is that line.
	LineKm float64    `json:"line_km"`
	Lines  []ZoneEdge `json:"lines"`
	// Zones are those of Ukraine ("UA"), then those of each oblast by code. Zones without any land
	// are left out.
	Zones []ZoneArea `json:"zones"`
}

// ZoneEdge is the whole edge between two zones.
type ZoneEdge struct {
	Between [2]Zone `json:"between"`
	Km      float64 `json:"km"`
}

// ZoneArea is the part of a zone that lies in Ukraine or in an oblast.
type ZoneArea struct {
	Zone Zone    `json:"zone"`
	Area string  `json:"area"`
	Km2  float64 `json:"km2"`
	// Low is what lies in the zone wherever the line runs within what is known and whoever holds
	// contested land, High what may lie in it.
	Low   float64 `json:"km2_low"`
	High  float64 `json:"km2_high"`
	Share float64 `json:"share"`
	// From is what the zone's land was on the date.
	From Origin `json:"from"`
}

// Origin is the km² of a zone by what the land was on the date.
type Origin struct {
	Held       float64 `json:"held"`
	Contested  float64 `json:"contested"`
	Government float64 `json:"government"`
}

// ChangedKm2 is the km² that would change sides: land held that would no longer be, or the rest
// that would. Contested land lies on the government's side of the line.
func (z ZoneArea) ChangedKm2() float64 {
	held, _ := z.ChangedKm2From(ZoneRussia)
	rest, _ := z.ChangedKm2From(ZoneGovernment)
	return held + rest
}

// ChangedKm2From is the km² that would change sides from one side, and of what of it is contested.
func (z ZoneArea) ChangedKm2From(side Zone) (km2, contested float64) {
	switch {
	case z.Zone == ZoneContested || z.Zone == side:
		return 0, 0
	case side == ZoneRussia:
		return z.From.Held, 0
	}
	return z.From.Contested + z.From.Government, z.From.Contested
}

// ZoneIn returns the part of a zone in an area; without any land there, its sizes are zero.
func (r *ScenarioResult) ZoneIn(z Zone, area string) ZoneArea {
	for _, x := range r.Zones {
		if x.Zone == z && x.Area == area {
			return x
		}
	}
	return ZoneArea{Zone: z, Area: area}
}

// ZonesIn returns the zones of an area.
func (r *ScenarioResult) ZonesIn(area string) []ZoneArea {
	var out []ZoneArea
	for _, x := range r.Zones {
		if x.Area == area {
			out = append(out, x)
		}
	}
	return out
}

// ScenarioResultFile is the name of a scenario's figures, relative to the assets; km is 0 without a
// pull-back.
func ScenarioResultFile(id string, km int) string { return scenarioPath(id, km) + ".json" }

// ScenarioShapesFile is the name of a scenario's zones, edges and changes, relative to the assets.
func ScenarioShapesFile(id string, km int) string { return scenarioPath(id, km) + ".geojson" }

func scenarioPath(id string, km int) string {
	name := "geojson/scenario-" + id
	if km != 0 {
		name += "-" + strconv.Itoa(km)
	}
	return name
}

// ReadScenarioResult reads what a scenario would mean.
func ReadScenarioResult(fsys fs.FS, id string, km int) (*ScenarioResult, error) {
	r := &ScenarioResult{}
	if err := readJSON(fsys, ScenarioResultFile(id, km), r); err != nil {
		return nil, err
	}
	if r.ID != id {
		return nil, fmt.Errorf("%s: it is of %q", ScenarioResultFile(id, km), r.ID)
	}
	return r, nil
}

func readJSON(fsys fs.FS, name string, to any) error {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	if err := jsonlite.Unmarshal(data, to); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
