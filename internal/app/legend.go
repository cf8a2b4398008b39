package app

import (
	"slices"

	"truceline/internal/assetname"
	"truceline/internal/scene"
	"truceline/internal/story"
)

// legendEntries returns the legend in the order of the story's layers.
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
			if l.ID == scene.LayerFreeze { // the scenario has a line of its own
				continue
			}
		}
		mergesPreInvasion := layerHasShape(l, shapeCrimea) && layerHasShape(l, shapeDonbas)
		for _, s := range l.Shapes {
			exists := a.existsOnDate(s)
			id, label := s.ID, a.shapeName(s)
			if mergesPreInvasion {
				if s.ID == shapeDonbas { // merged into Crimea's entry
					continue
				}
				if s.ID == shapeCrimea {
					id, label = shapeHeldBefore, a.locale.Text(shapeHeldBefore)
				}
			}
			entry := LegendEntry{
				ID: id, Label: label, Swatch: s.SwatchID(), Layer: l.ID, Toggle: l.Switch,
				On: a.layerVisible(l) && exists, Note: a.legendNote(s),
			}
			if !exists {
				entry.Note = a.locale.Text("legend.none")
			}
			entries = append(entries, entry)
		}
	}
	return append(entries, a.comparisonEntries()...)
}

func layerHasShape(l story.Layer, id string) bool {
	return slices.ContainsFunc(l.Shapes, func(s story.Shape) bool { return s.ID == id })
}

// zoneEntries returns the legend of the chosen scenario: who would hold land, how much of it stays
// and how much changes.
func (a *App) zoneEntries() []LegendEntry {
	entries := []LegendEntry{}
	add := func(id, swatch string) {
		entries = append(entries, LegendEntry{
			ID: id, Label: a.locale.Text(id), Swatch: swatch, Layer: scene.LayerControl, On: true,
		})
	}
	result, sc := a.activeResult(), a.activeScenario()
	changed := false
	for _, zone := range result.ZonesIn(idCountry) {
		hatched := sc.Kind != story.Reference && zone.ChangedKm2() >= minChangeKm2
		changed = changed || hatched
		for _, look := range a.zoneLooks(sc, result, zone) {
			add(look.textKey, look.swatch)
		}
	}
	if a.unspecifiedKm2(sc, result) > 0 {
		add("silent", "silent")
	}
	if changed {
		add("change", "change")
	}
	if len(result.Lines) > 0 {
		entries = append(entries, LegendEntry{
			ID: "zone-edge", Label: a.locale.Text(lineNameKey(sc)), Swatch: "zone-edge",
			Layer: scene.LayerControl, On: true, Note: a.asOfNote(sc),
		})
	}
	return entries
}

// zoneLook is a look of a zone's land in the picture.
type zoneLook struct {
	textKey string // of its legend
	swatch  string // its role in style.json
}

// zoneLooks returns the looks of a zone's land in the picture. Land that stays the government's is
// not filled. Land that would change is hatched, except in a reference.
func (a *App) zoneLooks(sc *story.Scenario, result *story.ScenarioResult,
	zone story.ZoneArea) (looks []zoneLook) {
	heldSwatch, changeSwatch := "zone-"+string(zone.Zone), "to-"+string(zone.Zone)
	if sc.Kind == story.Reference {
		changeSwatch = heldSwatch
	}
	unchangedKm2 := zone.Km2 - zone.ChangedKm2()
	switch zone.Zone {
	case story.ZoneContested:
		return []zoneLook{{zone.Zone.TextKey(), "contested"}}
	case story.ZoneDemilitarised:
		return []zoneLook{{"neither", changeSwatch}}
	case story.ZoneRussia:
		if unchangedKm2-a.unspecifiedKm2(sc, result) >= minChangeKm2 {
			looks = append(looks, zoneLook{"stay-ru", heldSwatch})
		}
		if zone.ChangedKm2() >= minChangeKm2 {
			looks = append(looks, zoneLook{"to-ru", changeSwatch})
		}
	case story.ZoneGovernment:
		if zone.ChangedKm2() >= minChangeKm2 {
			looks = append(looks, zoneLook{"to-ua", changeSwatch})
		}
	}
	return looks
}

// unspecifiedKm2 returns how much land would be Russia's in oblasts on which a plan says nothing.
func (a *App) unspecifiedKm2(sc *story.Scenario, result *story.ScenarioResult) (km2 float64) {
	for _, rule := range sc.Rules {
		if rule.Basis == story.Unspecified {
			km2 += result.ZoneIn(story.ZoneRussia, rule.Oblast).Km2
		}
	}
	return km2
}

// comparisonEntries returns the switches for lines of earlier dates.
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

// pictureLegend returns the legend inside the picture: what is drawn, with each look once.
func (a *App) pictureLegend() []scene.LegendEntry {
	var legend []scene.LegendEntry
	for _, e := range a.legendEntries() {
		i := slices.IndexFunc(legend,
			func(k scene.LegendEntry) bool { return k.Swatch == e.Swatch })
		switch {
		case !e.On:
		case i < 0:
			legend = append(legend, scene.LegendEntry{Swatch: e.Swatch, Label: e.Label,
				ShortLabel: a.locale.TextOrEmpty("brief." + e.Swatch)})
		case e.ID == scene.LayerFreeze:
			legend[i].LongLabel = a.locale.Text("legend.contact-frozen", "date",
				a.locale.Date(a.state.Date))
		}
	}
	return legend
}

// heldLandKeys returns the entries of a legend for held land. Their names are also written on the
// land.
func heldLandKeys(legend []scene.LegendEntry) []scene.LegendEntry {
	return slices.DeleteFunc(slices.Clone(legend),
		func(k scene.LegendEntry) bool {
			return k.Swatch != "held-2022" && k.Swatch != "held-2014"
		})
}

// legendNote returns what the legend adds to a shape's name, or "".
func (a *App) legendNote(s story.Shape) string {
	loc := a.locale
	if s.ID == idContact && a.activeScenario() != nil && a.picture.Zones.LineLabel != "" {
		return loc.Text("legend.contact-dashed")
	}
	return loc.TextOrEmpty("legend."+s.ID, "date", loc.Date(a.story.Hubs.Date), "proposal",
		loc.Text("proposal"), "after_deal", loc.Text("after-deal"))
}

// shapeName returns a shape's name. Some names contain the date.
func (a *App) shapeName(s story.Shape) string {
	if s.ID == shapeHub && a.story.Hubs.IsArea() {
		return a.locale.Text("hubs")
	}
	return a.locale.Text(s.ID, "date", a.locale.Date(a.state.Date))
}

// Ids of the story's shapes.
const (
	shapeHeld      = "held-2022"
	shapeCrimea    = "held-before-crimea"
	shapeDonbas    = "held-before-donbas"
	shapeContested = "disagree"
	shapeHub       = "hub"
	// shapeHeldBefore is the legend entry of shapeCrimea and shapeDonbas together.
	shapeHeldBefore = "held-old"
)

// invasionDate is the first day of the full-scale invasion.
const invasionDate = "2022-02-24"

// existsOnDate reports whether there is anything of a shape on the date that is shown.
func (a *App) existsOnDate(s story.Shape) bool {
	switch s.ID {
	case shapeContested:
		if a.dateData() == nil {
			return true
		}
		country, ok := a.dateData().Area(idCountry)
		return !ok || country.ContestedKm2 > 0
	case shapeHeld:
		return a.state.Date >= invasionDate
	case scene.LayerBand:
		return a.fileExists(assetname.UncertaintyBand(a.state.Date))
	}
	return true
}
