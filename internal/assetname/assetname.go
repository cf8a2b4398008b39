// Package assetname has the paths of data files, relative to the assets, that more than one package
// reads or writes. Documents that belong to one package are named there, such as story.File.
package assetname

import (
	"slices"
	"strconv"
	"strings"

	"truceline/internal/isodate"
)

// Files of an editor.
const (
	Settlements = "settlements.csv"
	Corrections = "changes.csv"
	Style       = "style.json"
)

// GeoJSON is the folder of shapes and computed files.
const GeoJSON = "geojson/"

// Files of a date, such as "2026-01-06".

// Control returns the path of the held and contested land.
func Control(date string) string { return GeoJSON + "control-" + date + ".geojson" }

// ContactLine returns the path of the line of contact.
func ContactLine(date string) string { return GeoJSON + "contact-" + date + ".geojson" }

// UncertaintyBand returns the path of the uncertainty of the line of contact.
func UncertaintyBand(date string) string { return GeoJSON + "band-" + date + ".geojson" }

// Subdivision returns the path of all faces.
func Subdivision(date string) string { return GeoJSON + "subdivision-" + date + ".geojson" }

// Withdrawals returns the path of the land that forces would leave.
func Withdrawals(date string) string { return GeoJSON + "withdrawals-" + date + ".geojson" }

// Figures returns the path of the areas, shares and lengths.
func Figures(date string) string { return GeoJSON + "figures-" + date + ".json" }

// TownHolders returns the path of the holders of labelled towns.
func TownHolders(date string) string { return GeoJSON + "towns-" + date + ".json" }

// datedKinds are the first parts of the names above.
var datedKinds = []string{"control", "contact", "band", "subdivision", "withdrawals", "figures",
	"towns"}

// Date returns the date of a file of a date, false for any other path.
func Date(path string) (string, bool) {
	kind, rest, _ := strings.Cut(strings.TrimPrefix(path, GeoJSON), "-")
	date, _, _ := strings.Cut(rest, ".")
	if !slices.Contains(datedKinds, kind) || !isodate.IsDate(date) {
		return "", false
	}
	return date, true
}

// ScenarioResult returns the path of a scenario's figures. km is the pull-back, 0 without one.
func ScenarioResult(id string, km int) string { return scenario(id, km) + ".json" }

// ScenarioShapes returns the path of a scenario's zones, edges and changes. km is the pull-back, 0
// without one.
func ScenarioShapes(id string, km int) string { return scenario(id, km) + ".geojson" }

const scenarioPrefix = GeoJSON + "scenario-"

func scenario(id string, km int) string {
	if km == 0 {
		return scenarioPrefix + id
	}
	return scenarioPrefix + id + "-" + strconv.Itoa(km)
}

// IsScenario reports whether path is one of ScenarioResult or ScenarioShapes.
func IsScenario(path string) bool { return strings.HasPrefix(path, scenarioPrefix) }
