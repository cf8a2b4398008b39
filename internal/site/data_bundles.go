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
	"truceline/internal/locale"
	"truceline/internal/story"
)

// addDataBundles packs what the program reads: the base map, and each date, scenario and language
// of its own. The figures of every date go with the base, so that the program knows which dates
// there are.
func (b *builder) addDataBundles() error {
	base, dated, scenarios, err := dataFiles(b.assets)
	if err != nil {
		return err
	}
	parts := map[string][]string{"base": base}
	view := b.app.View()
	for _, lang := range view.Langs {
		parts["words-"+lang.ID] = []string{locale.Path(lang.ID)}
	}
	for _, date := range view.Dates {
		parts["date-"+date.ID] = dated[date.ID]
	}
	maps.Copy(parts, scenarios)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		data, err := assetbundle.Pack(b.assets, parts[name])
		if err != nil {
			return err
		}
		file := b.site.add(newHashedFile("assets/"+name+".json", data))
		b.bundles = append(b.bundles,
			assetRef{Name: name, URL: file.Name, Size: len(data), Files: parts[name]})
	}
	list, err := json.Marshal(b.bundles)
	if err != nil {
		return err
	}
	b.shared.Config.Bundles = assetRef{
		URL: b.site.add(newHashedFile("assets/bundles.json", list)).Name, Size: len(list)}
	return nil
}

// requiredFiles is the bundles and fonts without which a page's map cannot be drawn.
func (b *builder) requiredFiles(view app.View) (files []assetRef) {
	names := []string{"base", "date-" + view.Date, "words-" + view.Lang}
	file := ""
	if sc := view.Scenario; sc != nil {
		km := 0
		for _, p := range sc.Pullbacks {
			if p.On {
				km = p.Km
			}
		}
		file = story.ScenarioResultFile(sc.ID, km)
	}
	for _, part := range b.bundles {
		if slices.Contains(names, part.Name) || slices.Contains(part.Files, file) {
			part.Files = nil
			files = append(files, part)
		}
	}
	return append(files, b.fonts...)
}

// dataFiles lists the files that the program reads: those it always needs, those that it needs of
// each date, and those of each scenario by its name.
func dataFiles(assets fs.FS) (base []string, dated, scenarios map[string][]string, err error) {
	base = []string{"story.json", "style.json", "towns.csv", app.LangsFile}
	dated, scenarios = map[string][]string{}, map[string][]string{}
	if _, err := fs.Stat(assets, app.CorrectionsFile); err == nil {
		base = append(base, app.CorrectionsFile)
	}
	entries, err := fs.ReadDir(assets, "geojson")
	for _, entry := range entries {
		name := "geojson/" + entry.Name()
		kind, rest, isDated := strings.Cut(entry.Name(), "-")
		switch {
		case name == story.ClaimsFile, entry.Name() == "data-manifest.json": // for the tool
		case kind == "scenario":
			scenario := strings.TrimSuffix(entry.Name(), path.Ext(entry.Name()))
			scenarios[scenario] = append(scenarios[scenario], name)
		case !isDated, kind == "figures":
			base = append(base, name)
		case slices.Contains(datedKinds, kind):
			date, _, _ := strings.Cut(rest, ".")
			dated[date] = append(dated[date], name)
		}
	}
	return base, dated, scenarios, err
}

// datedKinds are the files of geojson/ that a date has one of, and that the program reads when it
// is shown.
var datedKinds = []string{"control", "contact", "withdrawals", "band", "towns"}
