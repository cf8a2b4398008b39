package app

import (
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
		for _, s := range l.Shapes {
			there := a.onDate(s)
			e := LegendEntry{
				ID: s.ID, Label: a.shapeName(s), Swatch: s.Look(), Layer: l.ID, Toggle: l.Switch,
				On: a.shows(l) && there, Note: a.words.Maybe("legend." + s.ID),
			}
			if !there {
				e.Note = a.words.Text("legend.none")
			}
			entries = append(entries, e)
		}
	}
	return entries
}

// keys is the legend as it stands in the picture: what is drawn.
func (a *App) keys() []scene.Key {
	var keys []scene.Key
	for _, e := range a.legend() {
		if e.On {
			keys = append(keys, scene.Key{Swatch: e.Swatch, Label: e.Label})
		}
	}
	return keys
}

// shapeName is a shape's text; some of the glossary's words carry the date.
func (a *App) shapeName(s story.Shape) string {
	return a.words.Text(s.ID, "date", a.words.Date(a.state.Date))
}

// Ids of the story's shapes, and the first day of the full-scale invasion.
const (
	shapeHeld      = "held-2022"
	shapeCrimea    = "held-before-crimea"
	shapeDonbas    = "held-before-donbas"
	shapeContested = "disagree"

	invasion = "2022-02-24"
)

// onDate says whether there is anything of a shape on the date that is shown.
func (a *App) onDate(s story.Shape) bool {
	switch s.ID {
	case shapeContested:
		country, ok := a.day().area(idCountry)
		return !ok || country.ContestedKm2 > 0
	case shapeHeld:
		return a.state.Date >= invasion
	case scene.LayerBand:
		return a.has("geojson/band-" + a.state.Date + ".geojson")
	}
	return true
}
