package measure

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
	"truceline/internal/geo/geojson"
	"truceline/internal/story"
)

var assets = os.DirFS("../../../assets")

// loadCommitted returns the committed story and the control map of its latest date.
func loadCommitted(t *testing.T) (*story.Story, *ControlMap) {
	t.Helper()
	s, err := story.Load(assets)
	if err != nil {
		t.Fatal(err)
	}
	controlMap, err := ReadControlMap(assets, s.Dates[len(s.Dates)-1].ID)
	if err != nil {
		t.Fatal(err)
	}
	return s, controlMap
}

func assignZones(t *testing.T, s *story.Story, controlMap *ControlMap, id string, km int) *Zones {
	t.Helper()
	scenario, ok := s.Scenario(id)
	if !ok {
		t.Fatalf("no scenario %s", id)
	}
	z, err := controlMap.AssignZones(scenario, km)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// On the committed subdivision, the zones of each scenario add up and the edges agree with the
// arcs. A freeze reproduces the figures of the date.
func TestCommittedZones(t *testing.T) {
	s, controlMap := loadCommitted(t)
	for _, scenario := range s.Scenarios {
		if scenario.Overlay {
			continue
		}
		for _, km := range scenario.Distances() {
			z := assignZones(t, s, controlMap, scenario.ID, km)
			r := z.Result()
			checkSums(t, z, r)
			checkEdges(t, z, r)
			if t.Failed() {
				t.Fatalf("scenario %s, %d km", scenario.ID, km)
			}
		}
	}
	figures, err := story.ReadFigures(os.DirFS("../../../assets"), controlMap.Date)
	if err != nil {
		t.Fatal(err)
	}
	freeze := assignZones(t, s, controlMap, "freeze", 0).Result()
	for _, a := range figures.Areas {
		held := freeze.ZoneIn(story.ZoneRussia, a.ID)
		if math.Abs(held.Km2-a.HeldKm2) > 0.06 || math.Abs(held.Low/a.Km2-a.Low) > 1e-4 ||
			math.Abs(held.High/a.Km2-a.High) > 1e-4 {
			t.Errorf("%s: a freeze leaves %v km² (%v to %v), the figures say %v (%v to %v)", a.ID,
				held.Km2, held.Low, held.High, a.HeldKm2, a.Low*a.Km2, a.High*a.Km2)
		}
		if contested := freeze.ZoneIn(story.ZoneContested,
			a.ID); math.Abs(contested.Km2-a.ContestedKm2) > 0.06 {
			t.Errorf("%s: contested %v km², the figures say %v", a.ID, contested.Km2,
				a.ContestedKm2)
		}
	}
}

// The committed tables agree with the plans, as far as that can be tested without fixed figures.
func TestCommittedScenarios(t *testing.T) {
	s, controlMap := loadCommitted(t)
	freeze, plan20, plan28 := assignZones(t, s, controlMap, "freeze", 0).Result(),
		assignZones(t, s, controlMap, "plan-20", 0).Result(),
		assignZones(t, s, controlMap, "plan-28", 0).Result()
	for _, id := range []string{"UA-12", "UA-48", "UA-59", "UA-63"} {
		if x := plan20.ZoneIn(story.ZoneGovernment, id); x.Share != 1 || x.From.Held == 0 {
			t.Errorf("plan-20: %s is not the government's whole, or nothing was held there: %+v",
				id, x)
		}
	}
	for _, id := range []string{"UA-09", "UA-14", "UA-23", "UA-65", "UA-40", "UA-43"} {
		if !slices.Equal(plan20.ZonesIn(id), freeze.ZonesIn(id)) {
			t.Errorf("plan-20: the line does not stand in %s", id)
		}
	}
	if x := plan28.ZoneIn(story.ZoneDemilitarised, "UA-14"); x.From.Held != 0 ||
		x.Km2 != plan28.ZoneIn(story.ZoneDemilitarised, countryID).Km2 {
		t.Errorf("plan-28: the buffer is not what was not held in Donetsk oblast: %+v", x)
	}
	if got := plan28.ZonesIn("UA-09"); len(got) != 1 || got[0].Zone != story.ZoneRussia ||
		got[0].Low != got[0].High {
		t.Errorf("plan-28: Luhansk oblast: %+v", got)
	}
	if r := assignZones(t, s, controlMap, "border-1991", 0).Result(); r.LineKm != 0 ||
		len(r.Lines) != 0 ||
		len(r.ZonesIn(countryID)) != 1 {
		t.Errorf("border-1991: %+v", r.ZonesIn(countryID))
	}
	last := 0.0
	for _, km := range []int{5, 10, 15, 20, 30, 40} {
		r := assignZones(t, s, controlMap, "mutual-pullback", km).Result()
		x := r.ZoneIn(story.ZoneDemilitarised, countryID)
		if x.Km2 <= last || r.ZoneIn(story.ZoneDemilitarised, "UA-23").Km2 != 0 ||
			x.From.Held == 0 || x.From.Government == 0 {
			t.Errorf("mutual-pullback, %d km: %+v", km, x)
		}
		last = x.Km2
	}
}

func TestShapes(t *testing.T) {
	s, controlMap := loadCommitted(t)
	z := assignZones(t, s, controlMap, "plan-20", 0)
	all, overlay := z.Shapes(ShapesOptions{}), z.Shapes(ShapesOptions{Overlay: true})
	ids := func(c *geojson.Collection) (out []string) {
		for _, f := range c.Features {
			out = append(out, f.ID)
		}
		return out
	}
	want := []string{"zone-government", "zone-russia", "zone-russia-silent", "zone-contested",
		"edge-government-russia", "edge-government-contested", "edge-russia-contested",
		"change-UA-12-government-russia", "change-UA-48-government-russia",
		"change-UA-59-government-russia", "change-UA-63-government-russia"}
	if got := ids(all); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got := ids(overlay); !slices.Equal(got, want[1:]) {
		t.Errorf("without the government's land: %v", got)
	}
	back, err := geojson.Decode(geojson.Encode(all), geojson.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range back.Features {
		if len(f.Levels) == 0 {
			t.Errorf("%s has no levels of detail", f.ID)
		}
		if strings.HasPrefix(f.ID, "change-") && f.Properties["km2"].(float64) < minChangeKm2 {
			t.Errorf("%s is a splinter", f.ID)
		}
	}
	if pullback := assignZones(t, s, controlMap, "mutual-pullback",
		20).Shapes(ShapesOptions{}).Members["pullback_km"]; pullback != 20 {
		t.Errorf("pull-back of %v km", pullback)
	}
}

// Changes are areas of the size given in the figures, from either side.
func TestChangesAreAreas(t *testing.T) {
	s, controlMap := loadCommitted(t)
	for _, x := range []struct {
		id string
		km int
	}{{"plan-20", 0}, {"plan-28", 0}, {"donbas", 0}, {"mutual-pullback", 10}, {"border-1991", 0}} {
		z := assignZones(t, s, controlMap, x.id, x.km)
		r := z.Result()
		for _, f := range z.Shapes(ShapesOptions{}).Features {
			if !strings.HasPrefix(f.ID, "change-") {
				continue
			}
			zone, from := story.Zone(f.Properties["zone"].(string)),
				story.Zone(f.Properties["from"].(string))
			oblast := f.Properties["oblast"].(string)
			km2, contested := r.ZoneIn(zone, oblast).ChangedKm2From(from)
			land, ok := f.Geometry.(orb.MultiPolygon)
			if !ok || f.ID != story.ChangeID(oblast, zone, from) {
				t.Fatalf("%s: %s is a %T", x.id, f.ID, f.Geometry)
			}
			area := 0.0
			for _, polygon := range land {
				area += geo.Area(polygon)
			}
			if math.Abs(area-km2) > 0.1 ||
				math.Abs(f.Properties["contested_km2"].(float64)-contested) > 0.1 {
				t.Errorf("%s: %s has %.2f km², of the figures %.2f", x.id, f.ID, area, km2)
			}
		}
	}
}

// Encoded results are valid JSON and decode to the same values.
func TestEncodeResult(t *testing.T) {
	s, controlMap := loadCommitted(t)
	r := assignZones(t, s, controlMap, "plan-28", 0).Result()
	var back story.ScenarioResult
	if err := json.Unmarshal(EncodeResult(r), &back); err != nil {
		t.Fatal(err)
	}
	if back.LineKm != r.LineKm || !slices.Equal(back.Lines, r.Lines) ||
		!slices.Equal(back.Zones, r.Zones) {
		t.Error("a result changed on the way")
	}
	empty := EncodeResult(&story.ScenarioResult{ID: "x", Date: "2026-01-06"})
	if err := json.Unmarshal(empty, &back); err != nil {
		t.Errorf("%s: %v", empty, err)
	}
}
