package measure

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/paulmach/orb"

	"truceline/internal/geo/geojson"
	"truceline/internal/story"
)

// ShapesOptions are options of Shapes. The zero value includes everything.
type ShapesOptions struct {
	// Overlay omits land that would be under the government, which a map leaves unfilled.
	Overlay bool
}

// Shapes returns a scenario as GeoJSON, in this order:
//
//   - Zones are MultiPolygons with the id "zone-ZONE" and the properties zone, km2, km2_low and
//     km2_high. Together they cover Ukraine exactly once. The part of a zone in oblasts that the
//     plan does not mention is a feature of its own, with the id "zone-ZONE-silent", the property
//     basis ("silent") and its own areas.
//   - Edges between zones are MultiLineStrings with the id "edge-ZONE-ZONE" and the properties
//     between and km. The first zone is on the left.
//   - Changes of sides are MultiPolygons with the id "change-OBLAST-ZONE-FROM", whose edges
//     coincide
//     with those of the zones. Their properties are oblast, zone, from (russia or government, whose
//     side contested land is on), km2, contested_km2 (the contested part), and the position of a
//     label, label_lon and label_lat.
func (z *Zones) Shapes(o ShapesOptions) *geojson.Collection {
	members := map[string]any{"scenario": z.Scenario.ID, "kind": string(z.Scenario.Kind),
		"date": z.Date}
	if z.PullbackKm != 0 {
		members["pullback_km"] = z.PullbackKm
	}
	c := &geojson.Collection{Members: members}
	for _, zone := range story.Zones() {
		if zone != story.ZoneGovernment || !o.Overlay {
			z.addZone(c, zone)
		}
	}
	z.addEdges(c)
	z.addChanges(c)
	return c
}

func (z *Zones) addZone(c *geojson.Collection, zone story.Zone) {
	for _, silent := range []bool{false, true} {
		inPart := func(face int) bool {
			return z.FaceZones[face] == zone && z.isUnspecified(z.Faces[face].Oblast) == silent
		}
		land, levels := z.Subdivision.Dissolve(inPart)
		if len(land) == 0 {
			continue
		}
		feature := geojson.Feature{ID: "zone-" + string(zone), Geometry: land, Levels: levels,
			Properties: map[string]any{"zone": string(zone)}}
		sums := newZoneSums()
		for i, face := range z.Faces {
			if face.Oblast != "" && z.isUnspecified(face.Oblast) == silent {
				sums.addFace(face, z.FaceZones[i], z.possibleZones(face))
			}
		}
		area := sums.byZone[zone]
		feature.Properties["km2"] = round(area.Km2, 2)
		feature.Properties["km2_low"] = round(area.Low, 2)
		feature.Properties["km2_high"] = round(area.High, 2)
		if silent {
			feature.ID += "-silent"
			feature.Properties["basis"] = string(story.Unspecified)
		}
		c.Features = append(c.Features, feature)
	}
}

func (z *Zones) addEdges(c *geojson.Collection) {
	zones := story.Zones()
	for i, a := range zones {
		for _, b := range zones[i+1:] {
			lines, levels := z.Edges(a, b)
			if len(lines) == 0 {
				continue
			}
			c.Features = append(c.Features, geojson.Feature{
				ID: fmt.Sprintf("edge-%s-%s", a, b), Geometry: orb.MultiLineString(lines),
				Levels: levels,
				Properties: map[string]any{"between": []string{string(a), string(b)},
					"km": round(totalLength(lines), 1)},
			})
		}
	}
}

// A change identifies the land of an oblast that would pass from one side to a zone.
type change struct {
	oblast string
	zone   story.Zone
	from   story.Zone
}

// minChangeKm2 is the minimum area of a change, in km². Smaller ones are slivers along the line.
const minChangeKm2 = 1.0

// changeOf returns the change that a face is part of. It reports false if the face would not change
// sides.
func (z *Zones) changeOf(face int) (change, bool) {
	if face < 0 || z.Faces[face].Oblast == "" || !z.changesSides(face) {
		return change{}, false
	}
	f := z.Faces[face]
	return change{f.Oblast, z.FaceZones[face], story.SideOf(f.Class)}, true
}

// changeSize is the area of a change and of its contested part, in km².
type changeSize struct{ total, contested float64 }

func (z *Zones) changeSizes() map[change]changeSize {
	sizes := map[change]changeSize{}
	for i, face := range z.Faces {
		if key, ok := z.changeOf(i); ok {
			size := sizes[key]
			size.total += face.Km2
			if face.Class == story.ClassContested {
				size.contested += face.Km2
			}
			sizes[key] = size
		}
	}
	return sizes
}

func (z *Zones) addChanges(c *geojson.Collection) {
	sizes := z.changeSizes()
	order := slices.SortedFunc(maps.Keys(sizes), func(a, b change) int {
		rank := func(z story.Zone) int { return slices.Index(story.Zones(), z) }
		return cmp.Or(cmp.Compare(a.oblast, b.oblast), rank(a.zone)-rank(b.zone),
			rank(a.from)-rank(b.from))
	})
	for _, key := range order {
		size := sizes[key]
		if size.total < minChangeKm2 {
			continue
		}
		land, levels := z.Subdivision.Dissolve(func(face int) bool {
			other, ok := z.changeOf(face)
			return ok && other == key
		})
		at := labelPoint(land)
		c.Features = append(c.Features, geojson.Feature{
			ID: story.ChangeID(key.oblast, key.zone, key.from), Geometry: land, Levels: levels,
			Properties: map[string]any{
				"oblast": key.oblast, "zone": string(key.zone), "from": string(key.from),
				"km2": round(size.total, 1), "contested_km2": round(size.contested, 1),
				"label_lon": at[0], "label_lat": at[1],
			},
		})
	}
}
