package site

import (
	"encoding/json"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"truceline/internal/app"
	"truceline/internal/assetbundle"
	"truceline/internal/assetname"
	"truceline/internal/gazetteer"
	"truceline/internal/locale"
	"truceline/internal/scene"
	"truceline/internal/story"
)

// addDataBundles bundles the data files for the program: one bundle with the base map, and one for
// each date, scenario and language. The base bundle includes the figures of all dates, from which
// the program learns which dates exist.
func (b *builder) addDataBundles() error {
	base, dated, scenarios, err := dataFiles(b.assets)
	if err != nil {
		return err
	}
	bundles := map[string][]string{"base": base}
	view := b.app.View()
	for _, lang := range view.Langs {
		bundles["words-"+lang.ID] = []string{locale.Path(lang.ID)}
	}
	for _, date := range view.Dates {
		bundles["date-"+date.ID] = dated[date.ID]
	}
	maps.Copy(bundles, scenarios)
	for _, name := range slices.Sorted(maps.Keys(bundles)) {
		data, err := assetbundle.Pack(b.assets, bundles[name])
		if err != nil {
			return err
		}
		file := b.site.add(newHashedFile("assets/"+name+".json", data))
		b.bundles = append(b.bundles,
			assetRef{Name: name, URL: file.Name, Size: len(data), Files: bundles[name]})
	}
	list, err := json.Marshal(b.bundles)
	if err != nil {
		return err
	}
	b.shared.Config.Bundles = assetRef{
		URL: b.site.add(newHashedFile("assets/bundles.json", list)).Name, Size: len(list)}
	return nil
}

// requiredFiles returns the bundles and fonts without which a page's map cannot be drawn.
func (b *builder) requiredFiles(view app.View) (files []assetRef) {
	bundleNames := []string{"base", "date-" + view.Date, "words-" + view.Lang}
	scenarioFile := ""
	if scenario := view.Scenario; scenario != nil {
		km := 0
		for _, p := range scenario.Pullbacks {
			if p.On {
				km = p.Km
			}
		}
		scenarioFile = assetname.ScenarioResult(scenario.ID, km)
	}
	for _, bundle := range b.bundles {
		if slices.Contains(bundleNames, bundle.Name) ||
			slices.Contains(bundle.Files, scenarioFile) {
			bundle.Files = nil
			files = append(files, bundle)
		}
	}
	return append(files, b.fonts...)
}

// dataFiles returns the data files that the program reads: those that it always needs, those of
// each date by its id, and those of each scenario by its file name without extension.
func dataFiles(assets fs.FS) (base []string, dated, scenarios map[string][]string, err error) {
	base = []string{story.File, assetname.Style, gazetteer.File, app.LangsFile}
	dated, scenarios = map[string][]string{}, map[string][]string{}
	if _, err := fs.Stat(assets, assetname.Corrections); err == nil {
		base = append(base, assetname.Corrections)
	}
	entries, err := fs.ReadDir(assets, "geojson")
	for _, entry := range entries {
		name := "geojson/" + entry.Name()
		kind, rest, isDated := strings.Cut(entry.Name(), "-")
		switch {
		// only the tool reads these
		case name == story.ClaimsFile, entry.Name() == "data-manifest.json":
		case kind == "scenario":
			scenario := strings.TrimSuffix(entry.Name(), path.Ext(entry.Name()))
			scenarios[scenario] = append(scenarios[scenario], name)
		case name == scene.BordersFile: // of the base map, which it follows
		case !isDated, kind == "figures":
			base = append(base, name)
		case slices.Contains(datedKinds, kind):
			date, _, _ := strings.Cut(rest, ".")
			dated[date] = append(dated[date], name)
		}
	}
	return append(base, scene.BordersFile), dated, scenarios, err
}

// datedKinds are the kinds of files of which each date has one, by the prefix of their names in
// geojson/.
var datedKinds = []string{"control", "contact", "withdrawals", "band", "towns"}
