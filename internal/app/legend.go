package app

import (
	"slices"

	"truceline/internal/assetname"
	"truceline/internal/scene"
	"truceline/internal/story"
)

// legendEntries returns the legend in the order of the story's layers.
func (b *legendBuilder) legendEntries() []LegendEntry {
	entries := []LegendEntry{}
	for _, l := range b.story.Layers {
		if !l.Legend || !b.layerAllowed(l) {
			continue
		}
		if b.activeScenario() != nil {
			if l.ID == scene.LayerControl {
				entries = append(entries, b.zoneEntries()...)
				continue
			}
			if l.ID == scene.LayerFreeze { // the scenario has a line of its own
				continue
			}
		}
		mergesPreInvasion := layerHasShape(l, shapeCrimea) && layerHasShape(l, shapeDonbas)
		for _, s := range l.Shapes {
			exists := b.existsOnDate(s)
			id, label := s.ID, b.shapeName(s)
			if mergesPreInvasion {
				if s.ID == shapeDonbas { // merged into Crimea's entry
					continue
				}
				if s.ID == shapeCrimea {
					id, label = shapeHeldBefore, b.locale.Text(shapeHeldBefore)
				}
			}
			entry := LegendEntry{
				ID: id, Label: label, Swatch: s.SwatchID(), Layer: l.ID, Toggle: l.Switch,
				On: b.layerVisible(l) && exists, Note: b.legendNote(s),
			}
			if !exists {
				entry.Note = b.locale.Text("legend.none")
			}
			entries = append(entries, entry)
		}
	}
	return append(entries, b.comparisonEntries()...)
}

func layerHasShape(l story.Layer, id string) bool {
	return slices.ContainsFunc(l.Shapes, func(s story.Shape) bool { return s.ID == id })
}

// zoneEntries returns the legend of the chosen scenario: who would hold land, how much of it stays
// and how much changes.
func (b *legendBuilder) zoneEntries() []LegendEntry {
	entries := []LegendEntry{}
	add := func(id, swatch string) {
		entries = append(entries, LegendEntry{
			ID: id, Label: b.locale.Text(id), Swatch: swatch, Layer: scene.LayerControl, On: true,
		})
	}
	result, sc := b.activeResult(), b.activeScenario()
	changed := false
	for _, zone := range result.ZonesIn(idCountry) {
		hatched := sc.Kind != story.Reference && zone.ChangedKm2() >= minChangeKm2
		changed = changed || hatched
		for _, look := range b.zoneLooks(sc, result, zone) {
			add(look.textKey, look.swatch)
		}
	}
	if b.unspecifiedKm2(sc, result) > 0 {
		add("silent", "silent")
	}
	if changed {
		add("change", "change")
	}
	if len(result.Lines) > 0 {
		entries = append(entries, LegendEntry{
			ID: "zone-edge", Label: b.locale.Text(lineNameKey(sc)), Swatch: "zone-edge",
			Layer: scene.LayerControl, On: true, Note: b.asOfNote(sc),
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
func (b *legendBuilder) zoneLooks(sc *story.Scenario, result *story.ScenarioResult,
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
		if unchangedKm2-b.unspecifiedKm2(sc, result) >= minChangeKm2 {
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
func (cat *catalog) unspecifiedKm2(sc *story.Scenario, result *story.ScenarioResult) (km2 float64) {
	for _, rule := range sc.Rules {
		if rule.Basis == story.Unspecified {
			km2 += result.ZoneIn(story.ZoneRussia, rule.Oblast).Km2
		}
	}
	return km2
}

// comparisonEntries returns the switches for lines of earlier dates.
func (b *legendBuilder) comparisonEntries() []LegendEntry {
	var entries []LegendEntry
	for i := range b.story.Scenarios {
		if s := &b.story.Scenarios[i]; s.Overlay && b.dateAvailable(b.story.AsOf(s)) {
			entries = append(entries, LegendEntry{
				ID: s.ID, Label: b.locale.Text("scenario." + s.ID), Swatch: "earlier", Layer: s.ID,
				Toggle: true,
				On:     b.state.Layers[s.ID], Note: b.locale.Text("scenario.reference"),
			})
		}
	}
	return entries
}

// pictureLegend returns the legend inside the picture: what is drawn, with each look once.
func (b *legendBuilder) pictureLegend() []scene.LegendEntry {
	var legend []scene.LegendEntry
	for _, e := range b.legendEntries() {
		i := slices.IndexFunc(legend,
			func(k scene.LegendEntry) bool { return k.Swatch == e.Swatch })
		switch {
		case !e.On:
		case i < 0:
			legend = append(legend, scene.LegendEntry{Swatch: e.Swatch, Label: e.Label,
				ShortLabel: b.locale.TextOrEmpty("brief." + e.Swatch)})
		case e.ID == scene.LayerFreeze:
			legend[i].LongLabel = b.locale.Text("legend.contact-frozen", "date",
				b.locale.Date(b.state.Date))
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
func (b *legendBuilder) legendNote(s story.Shape) string {
	loc := b.locale
	result := b.activeResult()
	if s.ID == idContact && b.activeScenario() != nil && result != nil && len(result.Lines) > 0 {
		return loc.Text("legend.contact-dashed")
	}
	return loc.TextOrEmpty("legend."+s.ID, "date", loc.Date(b.story.Hubs.Date), "proposal",
		loc.Text("proposal"), "after_deal", loc.Text("after-deal"))
}

// shapeName returns a shape's name. Some names contain the date.
func (b *legendBuilder) shapeName(s story.Shape) string {
	if s.ID == shapeHub && b.story.Hubs.IsArea() {
		return b.locale.Text("hubs")
	}
	return b.locale.Text(s.ID, "date", b.locale.Date(b.state.Date))
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
func (sel *selection) existsOnDate(s story.Shape) bool {
	switch s.ID {
	case shapeContested:
		if sel.dateData() == nil {
			return true
		}
		country, ok := sel.dateData().Area(idCountry)
		return !ok || country.ContestedKm2 > 0
	case shapeHeld:
		return sel.state.Date >= invasionDate
	case scene.LayerBand:
		return sel.fileExists(assetname.UncertaintyBand(sel.state.Date))
	}
	return true
}
