package app

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"truceline/internal/story"
)

// What a reader can take away besides the picture. Both say of which date they are and where the
// data come from.

// ExportName is the name, without its ending, of a file with what is shown.
func (a *App) ExportName() string {
	parts := []string{"truceline", a.state.Date}
	if sc := a.activeScenario(); sc != nil {
		parts = append(parts, sc.ID)
	}
	if a.state.Pullback != 0 {
		parts = append(parts, strconv.Itoa(a.state.Pullback)+"km")
	}
	return strings.Join(parts, "-")
}

// FiguresCSV holds the figures of what is shown: of the chosen scenario the zones, else how much of
// each area was held. Columns have the same English names in every language, numbers a decimal
// point, shares are fractions.
func (a *App) FiguresCSV() ([]byte, error) {
	rows := a.controlRecords()
	if r := a.activeResult(); r != nil && a.activeScenario() != nil {
		rows = a.zoneRecords(r)
	}
	var out bytes.Buffer
	err := csv.NewWriter(&out).WriteAll(rows)
	return out.Bytes(), err
}

// EscapeCSVFormula is a text as a cell of a table that may be opened with a spreadsheet, which
// takes a text that begins with one of these signs for a formula: an apostrophe in front says that
// it is none. Numbers need none.
func EscapeCSVFormula(text string) string {
	if text != "" && strings.IndexByte("=+-@\t\r", text[0]) >= 0 {
		return "'" + text
	}
	return text
}

func formatNumber(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// areaIDs are the country and its oblasts by name.
func (a *App) areaIDs() []string { return append([]string{idCountry}, a.oblastIDs()...) }

func (a *App) controlRecords() [][]string {
	rows := [][]string{{"date", "id", "name", "held_share", "held_share_low", "held_share_high",
		"held_km2", "contested_km2", "km2", "source"}}
	for _, id := range a.areaIDs() {
		if x, ok := a.dateData().area(id); ok {
			rows = append(rows, []string{
				a.state.Date, id, EscapeCSVFormula(a.areaName(id)), formatNumber(x.Share),
				formatNumber(x.Low), formatNumber(x.High),
				formatNumber(x.HeldKm2), formatNumber(x.ContestedKm2), formatNumber(x.Km2),
				EscapeCSVFormula(a.sourceLine()),
			})
		}
	}
	return rows
}

func (a *App) zoneRecords(r *story.ScenarioResult) [][]string {
	rows := [][]string{{"date", "scenario", "pullback_km", "id", "name", "zone", "km2", "km2_low",
		"km2_high", "share", "from_held_km2", "from_contested_km2", "from_government_km2",
		"source"}}
	for _, id := range a.areaIDs() {
		for _, x := range r.ZonesIn(id) {
			rows = append(rows, []string{
				a.state.Date, a.state.Scenario, formatKm(a.state.Pullback), id,
				EscapeCSVFormula(a.areaName(id)), string(x.Zone),
				formatNumber(x.Km2), formatNumber(x.Low), formatNumber(x.High),
				formatNumber(x.Share),
				formatNumber(x.From.Held), formatNumber(x.From.Contested),
				formatNumber(x.From.Government), EscapeCSVFormula(a.sourceLine()),
			})
		}
	}
	return rows
}

// ShapesGeoJSON is one collection of the shapes of what is shown: those of the chosen scenario,
// else held and contested land and the line of contact. Longitude comes first, in degrees on WGS84.
// Shapes of places that were not fetched are not among them.
func (a *App) ShapesGeoJSON() ([]byte, error) {
	files := []string{"geojson/control-" + a.state.Date + ".geojson",
		"geojson/contact-" + a.state.Date + ".geojson"}
	if sc := a.activeScenario(); sc != nil {
		files = []string{story.ScenarioShapesFile(sc.ID, a.state.Pullback)}
	}
	members := map[string]any{"type": "FeatureCollection", "date": a.state.Date,
		"source": a.sourceLine(), "credit": a.credit()}
	var features []json.RawMessage
	for _, name := range files {
		data, err := fs.ReadFile(a.fsys, name)
		if err != nil {
			return nil, err
		}
		var c struct {
			Kind, Scenario string
			Features       []json.RawMessage
		}
		if err := json.Unmarshal(data, &c); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if c.Scenario != "" {
			members["scenario"], members["kind"] = c.Scenario, c.Kind
		}
		features = append(features, c.Features...)
	}
	members["features"] = features
	return json.Marshal(members)
}
