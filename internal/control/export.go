package control

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// The names of the files of a date, relative to the assets.
func ControlFile(date string) string         { return "geojson/control-" + date + ".geojson" }
func ContactLineFile(date string) string     { return "geojson/contact-" + date + ".geojson" }
func UncertaintyBandFile(date string) string { return "geojson/band-" + date + ".geojson" }
func SubdivisionFile(date string) string     { return "geojson/subdivision-" + date + ".geojson" }

// The ids of the features of a control file.
const (
	IDHeldCrimea = "held-2014-crimea"
	IDHeldDonbas = "held-2014-donbas"
	IDHeld2022   = "held-2022"
	IDContested  = "contested"
)

// ControlGeoJSON returns held and contested land as polygons.
func (d *Snapshot) ControlGeoJSON() *geo.Collection {
	crimea := func(f int) bool {
		return slices.Contains([]string{"UA-43", "UA-40"}, d.oblastCode(f))
	}
	before := func(f int) bool {
		return d.Faces[f].Class == ClassHeld && d.Faces[f].Since == Since2014
	}
	c := d.newCollection()
	d.addPolygons(c, IDContested, map[string]any{"class": string(ClassContested)},
		func(f int) bool {
			return d.Faces[f].Class == ClassContested
		})
	d.addPolygons(c, IDHeldCrimea, map[string]any{"class": string(ClassHeld), "since": Since2014},
		func(f int) bool {
			return before(f) && crimea(f)
		})
	d.addPolygons(c, IDHeldDonbas, map[string]any{"class": string(ClassHeld), "since": Since2014},
		func(f int) bool {
			return before(f) && !crimea(f)
		})
	d.addPolygons(c, IDHeld2022, map[string]any{"class": string(ClassHeld), "since": Since2022},
		func(f int) bool {
			return d.Faces[f].Class == ClassHeld && d.Faces[f].Since == Since2022
		})
	return c
}

// ContactLineGeoJSON returns the line of contact, the longest line first, held land on its left.
func (d *Snapshot) ContactLineGeoJSON() *geo.Collection {
	lines, levels := d.contactLineWithLevels()
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
	c := d.newCollection()
	for n, i := range order {
		f := geo.Feature{ID: fmt.Sprintf("contact-%d", n+1), Geometry: lines[i],
			Properties: map[string]any{"km": math.Round(length[i]*10) / 10}}
		if levels != nil {
			f.Levels = [][]byte{levels[i]}
		}
		c.Features = append(c.Features, f)
	}
	return c
}

// UncertaintyBandGeoJSON returns the land behind which the line may as well run, a polygon for each
// of its sides.
func (d *Snapshot) UncertaintyBandGeoJSON() *geo.Collection {
	c := d.newCollection()
	d.addPolygons(c, "band-government", map[string]any{"side": "government"}, func(f int) bool {
		return d.Faces[f].Uncertain && d.Faces[f].Class != ClassHeld
	})
	d.addPolygons(c, "band-held", map[string]any{"side": string(ClassHeld)}, func(f int) bool {
		return d.Faces[f].Uncertain && d.Faces[f].Class == ClassHeld
	})
	return c
}

// SubdivisionGeoJSON returns all faces of Ukraine, those with the same properties joined: oblast,
// class ("government", "held" or "contested"), since for held land, uncertain, and on days with
// distance bands from_km and to_km, the distances to the line of contact between which the face
// lies; beyond the last band to_km is missing.
func (d *Snapshot) SubdivisionGeoJSON() *geo.Collection {
	groups := map[string][]int{}
	for f := range d.Faces {
		if d.Faces[f].Oblast >= 0 {
			k := d.faceKey(f)
			groups[k] = append(groups[k], f)
		}
	}
	keys := make([]string, 0, len(groups))
	for k := range groups {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	c := d.newCollection()
	for _, k := range keys {
		in := map[int]bool{}
		for _, f := range groups[k] {
			in[f] = true
		}
		d.addPolygons(c, k, d.faceProperties(groups[k][0]), func(f int) bool { return in[f] })
	}
	return c
}

func className(c Class) string {
	if c == ClassGovernment {
		return "government"
	}
	return string(c)
}

// faceKey says all that Subdivision tells about a face.
func (d *Snapshot) faceKey(f int) string {
	face := &d.Faces[f]
	parts := []string{d.oblastCode(f), className(face.Class)}
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

func (d *Snapshot) faceProperties(f int) map[string]any {
	face := &d.Faces[f]
	p := map[string]any{"oblast": d.oblastCode(f), "class": className(face.Class)}
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

// oblastCode returns the code of the oblast that a face lies in, "" outside Ukraine.
func (d *Snapshot) oblastCode(f int) string {
	if i := d.Faces[f].Oblast; i >= 0 {
		return d.BaseMap.Oblasts[i].Code
	}
	return ""
}

func (d *Snapshot) newCollection() *geo.Collection {
	return &geo.Collection{Members: map[string]any{"date": d.Date}}
}

// addPolygons adds the land of the picked faces of Ukraine, if there is any.
func (d *Snapshot) addPolygons(c *geo.Collection, id string, properties map[string]any,
	pick func(f int) bool) {
	land, levels := d.Subdivision.Dissolve(func(f int) bool {
		return d.Faces[f].Oblast >= 0 && pick(f)
	})
	if len(land) == 0 {
		return
	}
	c.Features = append(c.Features,
		geo.Feature{ID: id, Properties: properties, Geometry: orb.Geometry(land), Levels: levels})
}
