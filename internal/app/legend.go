package app

import (
	"slices"

	"truceline/internal/scene"
	"truceline/internal/story"
)

// legendEntries explains the looks, in the order of the story's layers.
func (a *App) legendEntries() []LegendEntry {
	entries := []LegendEntry{}
	for _, l := range a.story.Layers {
		if !l.Legend || !a.layerAllowed(l) {
			continue
		}
		if a.activeScenario() != nil {
			if l.ID == scene.LayerControl {
				entries = append(entries, a.zoneEntries()...)
				continue
			}
			if l.ID == scene.LayerFreeze { // a scenario has a line of its own
				continue
			}
		}
		both := layerHasShape(l, shapeCrimea) && layerHasShape(l, shapeDonbas)
		for _, s := range l.Shapes {
			there := a.existsOnDate(s)
			id, label := s.ID, a.shapeName(s)
			if both {
				if s.ID == shapeDonbas { // explained with Crimea
					continue
				}
				if s.ID == shapeCrimea {
					id, label = shapeHeldBefore, a.locale.Text(shapeHeldBefore)
				}
			}
			e := LegendEntry{
				ID: id, Label: label, Swatch: s.SwatchID(), Layer: l.ID, Toggle: l.Switch,
				On: a.layerVisible(l) && there, Note: a.legendNote(s),
			}
			if !there {
				e.Note = a.locale.Text("legend.none")
			}
			entries = append(entries, e)
		}
	}
	return append(entries, a.comparisonEntries()...)
}

func layerHasShape(l story.Layer, id string) bool {
	return slices.ContainsFunc(l.Shapes, func(s story.Shape) bool { return s.ID == id })
}

// zoneEntries explain the looks of the chosen scenario: who would hold land, what of it stays and
// what changes.
func (a *App) zoneEntries() []LegendEntry {
	entries := []LegendEntry{}
	add := func(id, swatch string) {
		entries = append(entries, LegendEntry{
			ID: id, Label: a.locale.Text(id), Swatch: swatch, Layer: scene.LayerControl, On: true,
		})
	}
	r, sc := a.activeResult(), a.activeScenario()
	changed := false
	for _, x := range r.ZonesIn(idCountry) {
		hatched := sc.Kind != story.Reference && x.ChangedKm2() >= minChangeKm2
		changed = changed || hatched
		for _, look := range a.zoneLooks(sc, r, x) {
			add(look.textKey, look.swatch)
		}
	}
	if a.unspecifiedKm2(sc, r) > 0 {
		add("silent", "silent")
	}
	if changed {
		add("change", "change")
	}
	if len(r.Lines) > 0 {
		entries = append(entries, LegendEntry{
			ID: "zone-edge", Label: a.locale.Text(lineNameKey(sc)), Swatch: "zone-edge",
			Layer: scene.LayerControl, On: true, Note: a.asOfNote(sc),
		})
	}
	return entries
}

// zoneLook is a look of a zone's land: the key of its text, and its role.
type zoneLook struct{ textKey, swatch string }

// zoneLooks are the looks that a zone's land has in the picture. Land that stays the government's
// is bare, and what would change is hatched, but for a reference.
func (a *App) zoneLooks(sc *story.Scenario, r *story.ScenarioResult,
	x story.ZoneArea) (looks []zoneLook) {
	fill, changes := "zone-"+string(x.Zone), "to-"+string(x.Zone)
	if sc.Kind == story.Reference {
		changes = fill
	}
	stays := x.Km2 - x.ChangedKm2()
	switch x.Zone {
	case story.ZoneContested:
		return []zoneLook{{x.Zone.TextKey(), "contested"}}
	case story.ZoneDemilitarised:
		return []zoneLook{{"neither", changes}}
	case story.ZoneRussia:
		if stays-a.unspecifiedKm2(sc, r) >= minChangeKm2 {
			looks = append(looks, zoneLook{"stay-ru", fill})
		}
		if x.ChangedKm2() >= minChangeKm2 {
			looks = append(looks, zoneLook{"to-ru", changes})
		}
	case story.ZoneGovernment:
		if x.ChangedKm2() >= minChangeKm2 {
			looks = append(looks, zoneLook{"to-ua", changes})
		}
	}
	return looks
}

// unspecifiedKm2 is the km² of what is Russia's in oblasts of which a plan does not say anything.
func (a *App) unspecifiedKm2(sc *story.Scenario, r *story.ScenarioResult) (km2 float64) {
	for _, rule := range sc.Rules {
		if rule.Basis == story.Unspecified {
			km2 += r.ZoneIn(story.ZoneRussia, rule.Oblast).Km2
		}
	}
	return km2
}

// comparisonEntries switch earlier lines.
func (a *App) comparisonEntries() []LegendEntry {
	var entries []LegendEntry
	for i := range a.story.Scenarios {
		if s := &a.story.Scenarios[i]; s.Overlay && a.dateAvailable(a.story.AsOf(s)) {
			entries = append(entries, LegendEntry{
				ID: s.ID, Label: a.locale.Text("scenario." + s.ID), Swatch: "earlier", Layer: s.ID,
				Toggle: true,
				On:     a.state.Layers[s.ID], Note: a.locale.Text("scenario.reference"),
			})
		}
	}
	return entries
}

// pictureLegend is the legend as it stands in the picture: what is drawn, each look once.
func (a *App) pictureLegend() []scene.LegendEntry {
	var keys []scene.LegendEntry
	for _, e := range a.legendEntries() {
		i := slices.IndexFunc(keys, func(k scene.LegendEntry) bool { return k.Swatch == e.Swatch })
		switch {
		case !e.On:
		case i < 0:
			keys = append(keys, scene.LegendEntry{Swatch: e.Swatch, Label: e.Label,
				ShortLabel: a.locale.TextOrEmpty("brief." + e.Swatch)})
		case e.ID == scene.LayerFreeze:
			keys[i].LongLabel = a.locale.Text("legend.contact-frozen", "date",
				a.locale.Date(a.state.Date))
		}
	}
	return keys
}

// heldLandKeys are the looks of held land among keys, as they are named on the land itself.
func heldLandKeys(keys []scene.LegendEntry) []scene.LegendEntry {
	return slices.DeleteFunc(slices.Clone(keys),
		func(k scene.LegendEntry) bool {
			return k.Swatch != "held-2022" && k.Swatch != "held-2014"
		})
}

// legendNote is what the legend adds to a shape's name. Empty: nothing.
func (a *App) legendNote(s story.Shape) string {
	w := a.locale
	if s.ID == idContact && a.activeScenario() != nil && a.picture.Zones.LineLabel != "" {
		return w.Text("legend.contact-dashed")
	}
	return w.TextOrEmpty("legend."+s.ID, "date", w.Date(a.story.Hubs.Date), "proposal",
		w.Text("proposal"), "after_deal", w.Text("after-deal"))
}

// shapeName is a shape's text; some of the glossary's words carry the date.
func (a *App) shapeName(s story.Shape) string {
	if s.ID == shapeHub && a.story.Hubs.IsArea() {
		return a.locale.Text("hubs") // no city was named
	}
	return a.locale.Text(s.ID, "date", a.locale.Date(a.state.Date))
}

// Ids of the story's shapes, and the first day of the full-scale invasion.
const (
	shapeHeld      = "held-2022"
	shapeCrimea    = "held-before-crimea"
	shapeDonbas    = "held-before-donbas"
	shapeContested = "disagree"
	shapeHub       = "hub"
	// shapeHeldBefore explains Crimea and the part of Donbas at once, which look alike.
	shapeHeldBefore = "held-old"

	invasionDate = "2022-02-24"
)

// existsOnDate says whether there is anything of a shape on the date that is shown.
func (a *App) existsOnDate(s story.Shape) bool {
	switch s.ID {
	case shapeContested:
		if a.dateData() == nil {
			return true
		}
		country, ok := a.dateData().area(idCountry)
		return !ok || country.ContestedKm2 > 0
	case shapeHeld:
		return a.state.Date >= invasionDate
	case scene.LayerBand:
		return a.fileExists("geojson/band-" + a.state.Date + ".geojson")
	}
	return true
}
