package control

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
	"truceline/internal/geo/geojson"
)

// The ids of the features of a control file.
const (
	IDHeldCrimea = "held-2014-crimea"
	IDHeldDonbas = "held-2014-donbas"
	IDHeld2022   = "held-2022"
	IDContested  = "contested"
)

// ControlGeoJSON returns held and contested land as polygons.
func (snap *Snapshot) ControlGeoJSON() *geojson.Collection {
	crimea := func(f int) bool {
		return slices.Contains([]string{"UA-43", "UA-40"}, snap.oblastCode(f))
	}
	pre2014 := func(f int) bool {
		return snap.Faces[f].Class == ClassHeld && snap.Faces[f].Since == Since2014
	}
	c := snap.newCollection()
	snap.addPolygons(c, IDContested, map[string]any{"class": string(ClassContested)},
		func(f int) bool {
			return snap.Faces[f].Class == ClassContested
		})
	snap.addPolygons(c, IDHeldCrimea,
		map[string]any{"class": string(ClassHeld), "since": Since2014}, func(f int) bool {
			return pre2014(f) && crimea(f)
		})
	snap.addPolygons(c, IDHeldDonbas,
		map[string]any{"class": string(ClassHeld), "since": Since2014}, func(f int) bool {
			return pre2014(f) && !crimea(f)
		})
	snap.addPolygons(c, IDHeld2022,
		map[string]any{"class": string(ClassHeld), "since": Since2022}, func(f int) bool {
			return snap.Faces[f].Class == ClassHeld && snap.Faces[f].Since == Since2022
		})
	return c
}

// ContactLineGeoJSON returns the line of contact, the longest line first, with held land on its
// left.
func (snap *Snapshot) ContactLineGeoJSON() *geojson.Collection {
	lines, levels := snap.contactLineWithLevels()
	order := make([]int, len(lines))
	length := make([]float64, len(lines))
	for i := range order {
		order[i], length[i] = i, geo.Length(lines[i])
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case length[a] > length[b]:
			return -1
		case length[a] < length[b]:
			return 1
		}
		return a - b
	})
	c := snap.newCollection()
	for n, i := range order {
		f := geojson.Feature{ID: fmt.Sprintf("contact-%d", n+1), Geometry: lines[i],
			Properties: map[string]any{"km": math.Round(length[i]*10) / 10}}
		if levels != nil {
			f.Levels = [][]byte{levels[i]}
		}
		c.Features = append(c.Features, f)
	}
	return c
}

// UncertaintyBandGeoJSON returns the land beyond which the line may run, a polygon for each side.
func (snap *Snapshot) UncertaintyBandGeoJSON() *geojson.Collection {
	c := snap.newCollection()
	snap.addPolygons(c, "band-government", map[string]any{"side": "government"}, func(f int) bool {
		return snap.Faces[f].Uncertain && snap.Faces[f].Class != ClassHeld
	})
	snap.addPolygons(c, "band-held", map[string]any{"side": string(ClassHeld)}, func(f int) bool {
		return snap.Faces[f].Uncertain && snap.Faces[f].Class == ClassHeld
	})
	return c
}

// SubdivisionGeoJSON returns all faces of Ukraine, merged where all properties are equal. The
// properties are oblast, class ("government", "held" or "contested"), since for held land,
// uncertain, and in snapshots with distance bands from_km and to_km, the range of distances to the
// line of contact; beyond the last band to_km is missing.
func (snap *Snapshot) SubdivisionGeoJSON() *geojson.Collection {
	groups := map[string][]int{}
	for f := range snap.Faces {
		if snap.Faces[f].Oblast >= 0 {
			k := snap.faceKey(f)
			groups[k] = append(groups[k], f)
		}
	}
	keys := make([]string, 0, len(groups))
	for k := range groups {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	c := snap.newCollection()
	for _, k := range keys {
		selected := map[int]bool{}
		for _, f := range groups[k] {
			selected[f] = true
		}
		snap.addPolygons(c, k, snap.faceProperties(groups[k][0]),
			func(f int) bool { return selected[f] })
	}
	return c
}

func className(c Class) string {
	if c == ClassGovernment {
		return "government"
	}
	return string(c)
}

// faceKey returns an id of all properties of a face that SubdivisionGeoJSON exports.
func (snap *Snapshot) faceKey(f int) string {
	face := &snap.Faces[f]
	parts := []string{snap.oblastCode(f), className(face.Class)}
	if face.Since == Since2014 {
		parts = append(parts, "before")
	}
	if face.Uncertain {
		parts = append(parts, "uncertain")
	}
	if face.Band >= 0 {
		parts = append(parts, fmt.Sprintf("%02d", face.Band))
	}
	return strings.Join(parts, "-")
}

func (snap *Snapshot) faceProperties(f int) map[string]any {
	face := &snap.Faces[f]
	p := map[string]any{"oblast": snap.oblastCode(f), "class": className(face.Class)}
	if face.Since != "" {
		p["since"] = face.Since
	}
	if face.Uncertain {
		p["uncertain"] = true
	}
	if face.Band > 0 {
		p["from_km"] = DistanceBandEdges[face.Band-1] / 1000
	} else if face.Band == 0 {
		p["from_km"] = 0.0
	}
	if face.Band >= 0 && face.Band < len(DistanceBandEdges) {
		p["to_km"] = DistanceBandEdges[face.Band] / 1000
	}
	return p
}

// oblastCode returns the code of the oblast that contains a face, "" outside Ukraine.
func (snap *Snapshot) oblastCode(f int) string {
	if i := snap.Faces[f].Oblast; i >= 0 {
		return snap.BaseMap.Oblasts[i].Code
	}
	return ""
}

func (snap *Snapshot) newCollection() *geojson.Collection {
	return &geojson.Collection{Members: map[string]any{"date": snap.Date}}
}

// addPolygons adds the land of the selected faces of Ukraine as one feature, if there is any.
func (snap *Snapshot) addPolygons(c *geojson.Collection, id string, properties map[string]any,
	include func(f int) bool) {
	land, levels := snap.Subdivision.Dissolve(func(f int) bool {
		return snap.Faces[f].Oblast >= 0 && include(f)
	})
	if len(land) == 0 {
		return
	}
	c.Features = append(c.Features,
		geojson.Feature{ID: id, Properties: properties, Geometry: orb.Geometry(land),
			Levels: levels})
}
