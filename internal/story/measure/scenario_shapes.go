package measure

import (
	"cmp"
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
//   - zones, MultiPolygons with id "zone-ZONE", which together cover Ukraine exactly once: zone and
//     its km2, km2_low and
//     km2_high; what lies in oblasts of which the plan does not say has the id "zone-ZONE-silent",
//     basis silent and a
//     km2 of its own;
//   - edges between zones, MultiLineStrings with id "edge-ZONE-ZONE": between and km, the first
//     zone on the left;
//   - what would change sides, MultiPolygons with id "change-OBLAST-ZONE-FROM", whose edges are
//     those of the zones:
//     oblast, zone, from (who holds it: russia, or the government, as contested land is on its
//     side), km2, of which
//     contested_km2 is contested, and where to write it, label_lon and label_lat.
func (z *Zones) Shapes(o ShapesOptions) *geo.Collection {
	members := map[string]any{"scenario": z.Scenario.ID, "kind": string(z.Scenario.Kind),
		"date": z.Date}
	if z.PullbackKm != 0 {
		members["pullback_km"] = z.PullbackKm
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
		pick := func(f int) bool {
			return z.FaceZones[f] == zone && z.isUnspecified(z.Faces[f].Oblast) == silent
		}
		land, levels := z.Subdivision.Dissolve(pick)
		if len(land) == 0 {
			continue
		}
		f := geo.Feature{ID: "zone-" + string(zone), Geometry: land, Levels: levels,
			Properties: map[string]any{"zone": string(zone)}}
		part := newZoneSums()
		for i, face := range z.Faces {
			if face.Oblast != "" && z.isUnspecified(face.Oblast) == silent {
				part.addFace(face, z.FaceZones[i], z.possibleZones(face))
			}
		}
		x := part.byZone[zone]
		f.Properties["km2"], f.Properties["km2_low"], f.Properties["km2_high"] = round(x.Km2, 2),
			round(x.Low, 2), round(x.High, 2)
		if silent {
			f.ID += "-silent"
			f.Properties["basis"] = string(story.Unspecified)
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
				ID: fmt.Sprintf("edge-%s-%s", a, b), Geometry: orb.MultiLineString(lines),
				Levels: levels,
				Properties: map[string]any{"between": []string{string(a), string(b)},
					"km": round(totalLength(lines), 1)},
			})
		}
	}
}

// A change is land of an oblast that would go over to a zone, from who holds it.
type change struct {
	oblast string
	zone   story.Zone
	from   story.Zone
}

// minChangeKm2 is the km² below which a change is no more than a splinter of the line.
const minChangeKm2 = 1.0

// changeOf is the change that a face is part of; false: it would not change sides.
func (z *Zones) changeOf(face int) (change, bool) {
	if face < 0 || z.Faces[face].Oblast == "" || !z.changesSides(face) {
		return change{}, false
	}
	f := z.Faces[face]
	return change{f.Oblast, z.FaceZones[face], story.SideOf(f.Class)}, true
}

// changeSize is the size of a change in km², and of what of it is contested.
type changeSize struct{ total, contested float64 }

func (z *Zones) changeSizes() map[change]changeSize {
	sizes := map[change]changeSize{}
	for i, f := range z.Faces {
		if x, ok := z.changeOf(i); ok {
			s := sizes[x]
			s.total += f.Km2
			if f.Class == story.ClassContested {
				s.contested += f.Km2
			}
			sizes[x] = s
		}
	}
	return sizes
}

func (z *Zones) addChanges(c *geo.Collection) {
	sizes := z.changeSizes()
	order := slices.SortedFunc(maps.Keys(sizes), func(a, b change) int {
		rank := func(z story.Zone) int { return slices.Index(story.Zones(), z) }
		return cmp.Or(cmp.Compare(a.oblast, b.oblast), rank(a.zone)-rank(b.zone),
			rank(a.from)-rank(b.from))
	})
	for _, x := range order {
		size := sizes[x]
		if size.total < minChangeKm2 {
			continue
		}
		land, levels := z.Subdivision.Dissolve(func(f int) bool {
			is, ok := z.changeOf(f)
			return ok && is == x
		})
		at := labelPoint(land)
		c.Features = append(c.Features, geo.Feature{
			ID: story.ChangeID(x.oblast, x.zone, x.from), Geometry: land, Levels: levels,
			Properties: map[string]any{
				"oblast": x.oblast, "zone": string(x.zone), "from": string(x.from),
				"km2": round(size.total, 1), "contested_km2": round(size.contested, 1),
				"label_lon": at[0], "label_lat": at[1],
			},
		})
	}
}
