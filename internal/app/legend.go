package app

import (
	"slices"

	"truceline/internal/scene"
	"truceline/internal/story"
)

// legend explains the looks, in the order of the story's layers.
func (a *App) legend() []LegendEntry {
	entries := []LegendEntry{}
	for _, l := range a.story.Layers {
		if !l.Legend || !a.allowed(l) {
			continue
		}
		if a.chosen() != nil {
			if l.ID == scene.LayerControl {
				entries = append(entries, a.zoneEntries()...)
				continue
			}
			if l.ID == scene.LayerFreeze { // a scenario has a line of its own
				continue
			}
		}
		both := hasShape(l, shapeCrimea) && hasShape(l, shapeDonbas)
		for _, s := range l.Shapes {
			there := a.onDate(s)
			id, label := s.ID, a.shapeName(s)
			if both {
				if s.ID == shapeDonbas { // explained with Crimea
					continue
				}
				if s.ID == shapeCrimea {
					id, label = shapeOld, a.words.Text(shapeOld)
				}
			}
			e := LegendEntry{
				ID: id, Label: label, Swatch: s.Look(), Layer: l.ID, Toggle: l.Switch,
				On: a.shows(l) && there, Note: a.legendNote(s),
			}
			if !there {
				e.Note = a.words.Text("legend.none")
			}
			entries = append(entries, e)
		}
	}
	return append(entries, a.earlierEntries()...)
}

func hasShape(l story.Layer, id string) bool {
	return slices.ContainsFunc(l.Shapes, func(s story.Shape) bool { return s.ID == id })
}

// zoneEntries explain the looks of the chosen scenario: who would hold land, what of it stays and what
// changes.
func (a *App) zoneEntries() []LegendEntry {
	entries := []LegendEntry{}
	add := func(id, swatch string) {
		entries = append(entries, LegendEntry{
			ID: id, Label: a.words.Text(id), Swatch: swatch, Layer: scene.LayerControl, On: true,
		})
	}
	r, sc := a.result(), a.chosen()
	changed := false
	for _, x := range r.In(idCountry) {
		hatched := sc.Kind != story.Reference && x.Changed() >= minPiece
		changed = changed || hatched
		for _, look := range a.looksOf(sc, r, x) {
			add(look.text, look.swatch)
		}
	}
	if a.silentLand(sc, r) > 0 {
		add("silent", "silent")
	}
	if changed {
		add("change", "change")
	}
	if len(r.Lines) > 0 {
		entries = append(entries, LegendEntry{
			ID: "zone-edge", Label: a.words.Text(lineName(sc)), Swatch: "zone-edge", Layer: scene.LayerControl, On: true, Note: a.asOf(sc),
		})
	}
	return entries
}

// zoneLook is a look of a zone's land: the key of its text, and its role.
type zoneLook struct{ text, swatch string }

// looksOf are the looks that a zone's land has in the picture. Land that stays the government's is
// bare, and what would change is hatched, but for a reference.
func (a *App) looksOf(sc *story.Scenario, r *story.Result, x story.ZoneArea) (looks []zoneLook) {
	fill, changes := "zone-"+string(x.Zone), "to-"+string(x.Zone)
	if sc.Kind == story.Reference {
		changes = fill
	}
	stays := x.Km2 - x.Changed()
	switch x.Zone {
	case story.ZoneContested:
		return []zoneLook{{x.Zone.TextKey(), "contested"}}
	case story.ZoneDemilitarised:
		return []zoneLook{{"neither", changes}}
	case story.ZoneRussia:
		if stays-a.silentLand(sc, r) >= minPiece {
			looks = append(looks, zoneLook{"stay-ru", fill})
		}
		if x.Changed() >= minPiece {
			looks = append(looks, zoneLook{"to-ru", changes})
		}
	case story.ZoneGovernment:
		if x.Changed() >= minPiece {
			looks = append(looks, zoneLook{"to-ua", changes})
		}
	}
	return looks
}

// silentLand is the km² of what is Russia's in oblasts of which a plan does not say anything.
func (a *App) silentLand(sc *story.Scenario, r *story.Result) (km2 float64) {
	for _, rule := range sc.Rules {
		if rule.Basis == story.Silent {
			km2 += r.Zone(story.ZoneRussia, rule.Oblast).Km2
		}
	}
	return km2
}

// earlierEntries switch earlier lines.
func (a *App) earlierEntries() []LegendEntry {
	var entries []LegendEntry
	for i := range a.story.Scenarios {
		if s := &a.story.Scenarios[i]; s.Overlay && a.offered(a.story.AsOf(s)) {
			entries = append(entries, LegendEntry{
				ID: s.ID, Label: a.words.Text("scenario." + s.ID), Swatch: "earlier", Layer: s.ID, Toggle: true,
				On: a.state.Layers[s.ID], Note: a.words.Text("scenario.reference"),
			})
		}
	}
	return entries
}

// keys is the legend as it stands in the picture: what is drawn, each look once.
func (a *App) keys() []scene.LegendEntry {
	var keys []scene.LegendEntry
	for _, e := range a.legend() {
		i := slices.IndexFunc(keys, func(k scene.LegendEntry) bool { return k.Swatch == e.Swatch })
		switch {
		case !e.On:
		case i < 0:
			keys = append(keys, scene.LegendEntry{Swatch: e.Swatch, Label: e.Label, ShortLabel: a.words.Maybe("brief." + e.Swatch)})
		case e.ID == scene.LayerFreeze:
			keys[i].LongLabel = a.words.Text("legend.contact-frozen", "date", a.words.Date(a.state.Date))
		}
	}
	return keys
}

// tones are the looks of held land among keys, as they are named on the land itself.
func tones(keys []scene.LegendEntry) []scene.LegendEntry {
	return slices.DeleteFunc(slices.Clone(keys), func(k scene.LegendEntry) bool { return k.Swatch != "held-2022" && k.Swatch != "held-2014" })
}

// legendNote is what the legend adds to a shape's name. Empty: nothing.
func (a *App) legendNote(s story.Shape) string {
	w := a.words
	if s.ID == idContact && a.chosen() != nil && a.picture.Zones.LineLabel != "" {
		return w.Text("legend.contact-dashed")
	}
	return w.Maybe("legend."+s.ID, "date", w.Date(a.story.Hubs.Date), "proposal", w.Text("proposal"), "after_deal", w.Text("after-deal"))
}

// shapeName is a shape's text; some of the glossary's words carry the date.
func (a *App) shapeName(s story.Shape) string {
	if s.ID == shapeHub && a.story.Hubs.IsArea() {
		return a.words.Text("hubs") // no city was named
	}
	return a.words.Text(s.ID, "date", a.words.Date(a.state.Date))
}

// Ids of the story's shapes, and the first day of the full-scale invasion.
const (
	shapeHeld      = "held-2022"
	shapeCrimea    = "held-before-crimea"
	shapeDonbas    = "held-before-donbas"
	shapeContested = "disagree"
	shapeHub       = "hub"
	// shapeOld explains Crimea and the part of Donbas at once, which look alike.
	shapeOld = "held-old"

	invasion = "2022-02-24"
)

// onDate says whether there is anything of a shape on the date that is shown.
func (a *App) onDate(s story.Shape) bool {
	switch s.ID {
	case shapeContested:
		if a.day() == nil {
			return true
		}
		country, ok := a.day().area(idCountry)
		return !ok || country.ContestedKm2 > 0
	case shapeHeld:
		return a.state.Date >= invasion
	case scene.LayerBand:
		return a.has("geojson/band-" + a.state.Date + ".geojson")
	}
	return true
}
