package app

import (
	"strconv"
	"strings"

	"truceline/internal/assetname"
	"truceline/internal/jsonlite"
	"truceline/internal/story"
)

// name returns the name, without extension, of a file with what is shown.
func (e *exporter) name() string {
	parts := []string{"truceline", e.state.Date}
	if sc := e.activeScenario(); sc != nil {
		parts = append(parts, sc.ID)
	}
	if e.state.Pullback != 0 {
		parts = append(parts, strconv.Itoa(e.state.Pullback)+"km")
	}
	return strings.Join(parts, "-")
}

// figuresCSV returns the figures of what is shown as CSV: the zones of the chosen scenario,
// otherwise how much of each area was held. Every row has its date and sources. The column names
// are English in every language, numbers have a decimal point, and shares are fractions.
func (e *exporter) figuresCSV() ([]byte, error) {
	records := e.controlRecords()
	if result := e.activeResult(); result != nil && e.activeScenario() != nil {
		records = e.zoneRecords(result)
	}
	return jsonlite.AppendRecords(nil, records), nil
}

// EscapeCSVFormula returns text as a CSV cell that spreadsheets do not take for a formula: it
// prefixes a text that begins with one of =+-@, tab or carriage return with an apostrophe. Numbers
// need no escape.
func EscapeCSVFormula(text string) string {
	if text != "" && strings.IndexByte("=+-@\t\r", text[0]) >= 0 {
		return "'" + text
	}
	return text
}

func formatNumber(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// areaIDs returns the ids of the country and then of its oblasts by name.
func (sel *selection) areaIDs() []string { return append([]string{idCountry}, sel.oblastIDs()...) }

// controlRecords returns how much of each area was held, with a header.
func (e *exporter) controlRecords() [][]string {
	records := [][]string{{"date", "id", "name", "held_share", "held_share_low", "held_share_high",
		"held_km2", "contested_km2", "km2", "source"}}
	for _, id := range e.areaIDs() {
		if area, ok := e.dateData().Area(id); ok {
			records = append(records, []string{
				e.state.Date, id, EscapeCSVFormula(e.areaName(id)),
				formatNumber(area.Share), formatNumber(area.Low), formatNumber(area.High),
				formatNumber(area.HeldKm2), formatNumber(area.ContestedKm2), formatNumber(area.Km2),
				EscapeCSVFormula(e.sourceLine()),
			})
		}
	}
	return records
}

// zoneRecords returns the zones of a scenario by area, with a header.
func (e *exporter) zoneRecords(result *story.ScenarioResult) [][]string {
	records := [][]string{{"date", "scenario", "pullback_km", "id", "name", "zone", "km2",
		"km2_low", "km2_high", "share", "from_held_km2", "from_contested_km2",
		"from_government_km2", "source"}}
	for _, id := range e.areaIDs() {
		for _, zone := range result.ZonesIn(id) {
			records = append(records, []string{
				e.state.Date, e.state.Scenario, formatKm(e.state.Pullback), id,
				EscapeCSVFormula(e.areaName(id)), string(zone.Zone),
				formatNumber(zone.Km2), formatNumber(zone.Low), formatNumber(zone.High),
				formatNumber(zone.Share),
				formatNumber(zone.From.Held), formatNumber(zone.From.Contested),
				formatNumber(zone.From.Government), EscapeCSVFormula(e.sourceLine()),
			})
		}
	}
	return records
}

// shapesGeoJSON returns the shapes of what is shown as one GeoJSON feature collection: those of the
// chosen scenario, otherwise held and contested land and the line of contact. Positions are
// longitude, latitude in degrees on WGS84. The collection's foreign members date, source and credit
// say where it comes from. It returns an error if a file is missing or invalid.
func (e *exporter) shapesGeoJSON() ([]byte, error) {
	files := []string{assetname.Control(e.state.Date),
		assetname.ContactLine(e.state.Date)}
	if sc := e.activeScenario(); sc != nil {
		files = []string{assetname.ScenarioShapes(sc.ID, e.state.Pullback)}
	}
	texts := map[string]string{"type": "FeatureCollection", "date": e.state.Date,
		"source": e.sourceLine(), "credit": e.credit()}
	var features []jsonlite.RawValue
	for _, name := range files {
		var collection struct {
			Kind     string              `json:"kind"`
			Scenario string              `json:"scenario"`
			Features []jsonlite.RawValue `json:"features"`
		}
		if err := readJSON(e.fsys, name, &collection); err != nil {
			return nil, err
		}
		if collection.Scenario != "" {
			texts["scenario"], texts["kind"] = collection.Scenario, collection.Kind
		}
		features = append(features, collection.Features...)
	}
	return marshalCollection(texts, features)
}

// marshalCollection returns a GeoJSON feature collection with texts as its other members.
func marshalCollection(texts map[string]string, features []jsonlite.RawValue) ([]byte, error) {
	list, err := jsonlite.Marshal(features)
	if err != nil {
		return nil, err
	}
	members := map[string]jsonlite.RawValue{"features": list}
	for name, text := range texts {
		if members[name], err = jsonlite.Marshal(text); err != nil {
			return nil, err
		}
	}
	return jsonlite.Marshal(members)
}
