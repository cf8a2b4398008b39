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

// zoneEntries explain the looks of the chosen scenario's zones, and of what would change.
func (a *App) zoneEntries() []LegendEntry {
	entries := []LegendEntry{}
	add := func(id, swatch, note string) {
		entries = append(entries, LegendEntry{ID: id, Label: a.words.Text(id), Swatch: swatch, Layer: scene.LayerControl, On: true, Note: note})
	}
	r, sc := a.result(), a.chosen()
	changed, silent := 0.0, false
	for _, x := range r.In(idCountry) {
		switch {
		case x.Zone == story.ZoneContested:
			add(x.Zone.TextKey(), "contested", "")
		case x.Zone != story.ZoneGovernment || x.Changed() > 0: // land that stays the government's is bare
			add(fillText(x), "zone-"+string(x.Zone), "")
		}
		changed += x.Changed()
	}
	for _, rule := range sc.Rules {
		silent = silent || rule.Basis == story.Silent
	}
	if silent {
		add("silent", "silent", "")
	}
	if changed > 0 {
		add("change", "change", "")
	}
	if len(r.Lines) > 0 {
		entries = append(entries, LegendEntry{
			ID: "zone-edge", Label: a.words.Text(lineName(sc)), Swatch: "zone-edge", Layer: scene.LayerControl, On: true, Note: a.asOf(sc),
		})
	}
	return entries
}

// fillText is the key of what the fill of a zone means. The government's land is filled only where it would pass to it.
func fillText(x story.ZoneArea) string {
	if x.Zone == story.ZoneGovernment {
		return "to-ua"
	}
	return zoneText(x)
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
func (a *App) keys() []scene.Key {
	var keys []scene.Key
	for _, e := range a.legend() {
		has := slices.ContainsFunc(keys, func(k scene.Key) bool { return k.Swatch == e.Swatch })
		if e.On && !has {
			keys = append(keys, scene.Key{Swatch: e.Swatch, Label: e.Label})
		}
	}
	return keys
}

// tones are the looks of held land, as they are named on the land itself.
func (a *App) tones() []scene.Key {
	return slices.DeleteFunc(a.keys(), func(k scene.Key) bool { return k.Swatch != "held-2022" && k.Swatch != "held-2014" })
}

// legendNote is what the legend adds to a shape's name. Empty: nothing.
func (a *App) legendNote(s story.Shape) string {
	w := a.words
	if s.ID == idContact && (a.chosen() != nil && a.picture.Zones.Line != "" || a.showsID(scene.LayerFreeze)) {
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
