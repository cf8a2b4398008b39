package scene

import (
	"slices"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
	"truceline/internal/story"
)

// holder is who holds a piece of land on the picture's date or, in a scenario, under it. A town's
// label may be placed on land of the town's holder and on the sea.
type holder uint8

const (
	heldByNobody holder = iota // the sea
	heldByUkraine
	heldByRussia
	contestedLand
	demilitarisedLand
	heldAbroad
)

// zoneHolders are the holders of land in a scenario's zones.
var zoneHolders = map[story.Zone]holder{
	story.ZoneContested:     contestedLand,
	story.ZoneGovernment:    heldByUkraine,
	story.ZoneRussia:        heldByRussia,
	story.ZoneDemilitarised: demilitarisedLand,
}

// settlementHolders are the holders by the codes of the table of settlements.
var settlementHolders = map[string]holder{"G": heldByUkraine, "R": heldByRussia, "C": contestedLand}

// SetTownHolders sets the holders of towns on a date that was loaded, by the table of settlements:
// R, G or C by town id. A town that is missing has the holder of the land at its dot.
func (w *World) SetTownHolders(date string, holders map[string]string) {
	if c := w.controlByDate[date]; c != nil {
		c.listedHolders, c.townHolders = holders, nil
	}
}

// HolderAt returns who held a place, lon and lat in degrees, by the areas of a date that was
// loaded: R, G or C as in the table of settlements, or "" outside Ukraine.
func (w *World) HolderAt(date string, lonLat orb.Point) string {
	d := &frame{world: w, control: w.controlByDate[date]}
	at := d.holderAt(geo.UkraineAlbers.Forward(lonLat))
	for code, h := range settlementHolders {
		if h == at {
			return code
		}
	}
	return ""
}

// holderAt returns the holder of the land at a point.
func (d *frame) holderAt(q geo.XY) holder {
	within := func(f *feature) bool { return f.contains(q) }
	if d.control != nil {
		if h, ok := d.controlHolderAt(within); ok {
			return h
		}
	}
	if slices.ContainsFunc(d.world.countryOutline, within) {
		return heldByUkraine
	}
	if slices.ContainsFunc(d.world.neighbours, within) {
		return heldAbroad
	}
	return heldByNobody
}

// controlHolderAt returns the holder by the areas of the date or of the scenario. It returns false
// where there is none of them.
func (d *frame) controlHolderAt(within func(*feature) bool) (holder, bool) {
	if d.zones == nil {
		if slices.ContainsFunc(d.control.contested, within) {
			return contestedLand, true
		}
		return heldByRussia, slices.ContainsFunc(d.control.held, within)
	}
	for i := len(d.zones.land) - 1; i >= 0; i-- { // the last is drawn over the others
		if f := d.zones.land[i]; within(f) {
			return zoneHolders[f.zone()], true
		}
	}
	return heldByUkraine, slices.ContainsFunc(d.control.held, within)
}

// findTownHolder returns the holder of a town, and whether the land at its dot has another.
func (d labeller) findTownHolder(f *feature) (h holder, differs bool) {
	h = d.holderAt(f.anchor)
	switch {
	case f.foreign:
		return heldAbroad, false
	case d.control == nil:
		return heldByUkraine, false
	case d.zones == nil:
		if listed, ok := settlementHolders[d.control.listedHolders[f.ref]]; ok {
			return listed, h != listed && h != heldByNobody
		}
	}
	const shore = 2000 // metres by which a generalised coast may leave a port in the sea
	for i := 0; h == heldByNobody && i < len(unitDot.Lines[0]); i++ {
		q := unitDot.Lines[0][i]
		h = d.holderAt(geo.XY{X: f.anchor.X + shore*q.X, Y: f.anchor.Y + shore*q.Y})
	}
	return h, false
}

// coastsByHolder are coasts by the holder of the land, in full detail, because a spit may be
// narrower than a pixel.
type coastsByHolder [heldAbroad + 1][]*geometryPart

// coasts returns the coasts by holder, which are cached.
func (d *frame) coasts() *coastsByHolder {
	cache := &d.world.coasts
	switch {
	case d.zones != nil:
		cache = &d.zones.coasts
	case d.control != nil:
		cache = &d.control.coasts
	}
	if *cache == nil {
		*cache = d.findCoasts()
	}
	return *cache
}

// findCoasts divides the coast of Ukraine among the holders. An edge of the coast belongs to the
// area of the date or scenario that has the same edge.
func (d *frame) findCoasts() *coastsByHolder {
	holders := d.findEdgeHolders()
	out := &coastsByHolder{heldAbroad: d.world.borders.foreignCoasts.parts}
	for _, p := range d.world.borders.coast.parts {
		points := p.rings[0].points
		for from, i := 0, 1; i < len(points); i++ {
			h := holders.of(points[i-1], points[i])
			if i+1 < len(points) && holders.of(points[i], points[i+1]) == h {
				continue
			}
			out[h] = append(out[h], newGeometryPart([]ring{{points: points[from : i+1]}}, false))
			from = i
		}
	}
	return out
}

// edgeHolders are the holders of areas by the areas' edges.
type edgeHolders map[[2]geo.XY]holder

// findEdgeHolders returns the edges of the areas of the date or scenario.
func (d *frame) findEdgeHolders() edgeHolders {
	holders := edgeHolders{}
	switch {
	case d.zones != nil:
		for _, f := range d.zones.land {
			holders.add(f, zoneHolders[f.zone()])
		}
	case d.control != nil:
		for _, f := range d.control.held {
			holders.add(f, heldByRussia)
		}
		for _, f := range d.control.contested {
			holders.add(f, contestedLand)
		}
	}
	return holders
}

func (e edgeHolders) add(f *feature, h holder) {
	for _, p := range f.parts {
		for _, r := range p.rings {
			for i := 1; i < len(r.points); i++ {
				e[[2]geo.XY{r.points[i-1], r.points[i]}] = h
			}
		}
	}
}

// of returns the holder of the land at an edge of the coast. Where no area has the edge, it is
// Ukraine.
func (e edgeHolders) of(a, b geo.XY) holder {
	for _, edge := range [...][2]geo.XY{{a, b}, {b, a}} {
		if h, ok := e[edge]; ok {
			return h
		}
	}
	return heldByUkraine
}

// mostlyHeld reports whether most of an oblast's middle is held. Such oblasts are labelled first.
func (d labeller) mostlyHeld(f *feature) bool {
	if d.control == nil {
		return false
	}
	if mostly, known := d.control.mostlyHeld[f]; known {
		return mostly
	}
	if d.control.mostlyHeld == nil {
		d.control.mostlyHeld = map[*feature]bool{}
	}
	anchors := d.world.labelAnchorsOf(f)
	anchors = anchors[:min(len(anchors), 24)] // the nearest to the oblast's middle
	held := 0
	for _, anchor := range anchors {
		if d.onHeldLand(anchor.position) {
			held++
		}
	}
	d.control.mostlyHeld[f] = 2*held > len(anchors)
	return d.control.mostlyHeld[f]
}

// onHeldLand reports whether a point is on land that was held on the picture's date.
func (d *frame) onHeldLand(q geo.XY) bool {
	return slices.ContainsFunc(d.control.held, func(area *feature) bool { return area.contains(q) })
}

// offHeldLand reports whether a point is not on held land.
func (d *frame) offHeldLand(q geo.XY) bool { return !d.onHeldLand(q) }

// inUkraine reports whether a point is in Ukraine.
func (d *frame) inUkraine(q geo.XY) bool {
	return slices.ContainsFunc(d.world.countryOutline,
		func(f *feature) bool { return f.contains(q) })
}

// outsideUkraine reports whether a point is in the sea or in another country.
func (d *frame) outsideUkraine(q geo.XY) bool {
	return !slices.ContainsFunc(d.world.countryOutline,
		func(f *feature) bool { return f.containsAtLevel(d.level, q) })
}

// inSea reports whether a point is in a sea.
func (d *frame) inSea(q geo.XY) bool {
	return slices.ContainsFunc(d.world.seas, func(f *feature) bool { return f.contains(q) })
}
