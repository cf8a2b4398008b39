package measure

import (
	"fmt"
	"maps"
	"slices"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
	"truceline/internal/story"
)

// ShapesOptions says what Shapes makes. The zero value is for the tool: everything.
type ShapesOptions struct {
	// Overlay leaves out land that would be under the government, which a map shows as bare land.
	Overlay bool
}

// Shapes returns a scenario as GeoJSON, in this order:
//
//   - zones, MultiPolygons with id "zone-ZONE", which together cover Ukraine exactly once: zone and its km2, km2_low and
//     km2_high; what lies in oblasts of which the plan does not say has the id "zone-ZONE-silent", basis silent and a
//     km2 of its own;
//   - edges between zones, MultiLineStrings with id "edge-ZONE-ZONE": between and km, the first zone on the left;
//   - outlines of what would change sides, MultiLineStrings with id "change-OBLAST-ZONE": oblast, zone, km2, and where
//     to write it, label_lon and label_lat.
func (z *Zones) Shapes(o ShapesOptions) *geo.Collection {
	members := map[string]any{"scenario": z.Scenario.ID, "kind": string(z.Scenario.Kind), "date": z.Date}
	if z.Km != 0 {
		members["pullback_km"] = z.Km
	}
	c := &geo.Collection{Members: members}
	for _, zone := range story.Zones() {
		if zone != story.ZoneGovernment || !o.Overlay {
			z.addZone(c, zone)
		}
	}
	z.addEdges(c)
	z.addChanges(c)
	return c
}

func (z *Zones) addZone(c *geo.Collection, zone story.Zone) {
	for _, silent := range []bool{false, true} {
		pick := func(f int) bool { return z.Of[f] == zone && z.silent(z.Faces[f].Oblast) == silent }
		land, levels := z.Sub.Dissolve(pick)
		if len(land) == 0 {
			continue
		}
		f := geo.Feature{ID: "zone-" + string(zone), Geometry: land, Levels: levels, Properties: map[string]any{"zone": string(zone)}}
		part := newSizes()
		for i, face := range z.Faces {
			if face.Oblast != "" && z.silent(face.Oblast) == silent {
				part.add(face, z.Of[i], z.may(face))
			}
		}
		x := part.zone[zone]
		f.Properties["km2"], f.Properties["km2_low"], f.Properties["km2_high"] = round(x.Km2, 2), round(x.Low, 2), round(x.High, 2)
		if silent {
			f.ID += "-silent"
			f.Properties["basis"] = string(story.Silent)
		}
		c.Features = append(c.Features, f)
	}
}

func (z *Zones) addEdges(c *geo.Collection) {
	zones := story.Zones()
	for i, a := range zones {
		for _, b := range zones[i+1:] {
			lines, levels := z.Edges(a, b)
			if len(lines) == 0 {
				continue
			}
			c.Features = append(c.Features, geo.Feature{
				ID: fmt.Sprintf("edge-%s-%s", a, b), Geometry: orb.MultiLineString(lines), Levels: levels,
				Properties: map[string]any{"between": []string{string(a), string(b)}, "km": round(length(lines), 1)},
			})
		}
	}
}

// A change is land of an oblast that would change sides.
type change struct {
	oblast string
	zone   story.Zone
}

// leastChange is the km² below which a change is no more than a splinter of the line.
const leastChange = 1.0

func (z *Zones) addChanges(c *geo.Collection) {
	km2 := map[change]float64{}
	for i, f := range z.Faces {
		if f.Oblast != "" && z.changed(i) {
			km2[change{f.Oblast, z.Of[i]}] += f.Km2
		}
	}
	order := slices.SortedFunc(maps.Keys(km2), func(a, b change) int {
		if a.oblast != b.oblast {
			return compare(a.oblast, b.oblast)
		}
		return slices.Index(story.Zones(), a.zone) - slices.Index(story.Zones(), b.zone)
	})
	for _, x := range order {
		if km2[x] < leastChange {
			continue
		}
		in := func(f int) bool {
			return f >= 0 && z.Faces[f].Oblast == x.oblast && z.Of[f] == x.zone && z.changed(f)
		}
		lines, levels := z.Sub.EdgesBetween(in, func(f int) bool { return !in(f) })
		land, _ := z.Sub.Dissolve(in)
		at := labelPoint(land)
		c.Features = append(c.Features, geo.Feature{
			ID: "change-" + x.oblast + "-" + string(x.zone), Geometry: orb.MultiLineString(lines), Levels: levels,
			Properties: map[string]any{"oblast": x.oblast, "zone": string(x.zone), "km2": round(km2[x], 1), "label_lon": at[0], "label_lat": at[1]},
		})
	}
}

func compare(a, b string) int {
	if a < b {
		return -1
	}
	if a > b {
		return 1
	}
	return 0
}
