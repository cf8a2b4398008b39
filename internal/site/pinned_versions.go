package site

import (
	"encoding/json"
	"io/fs"
	"strings"

	"truceline/internal/app"
	"truceline/internal/assetname"
)

// pinnedDir is the folder of the pinned versions: pages to embed that later sites do not change.
const pinnedDir = "v"

// versionsName is the name of the file from which a pinned page learns whether its data have
// changed since.
const versionsName = "versions.json"

// pinnedContent identifies the data that a pinned page shows.
type pinnedContent struct {
	// Subject is the page's scenario or, without one, its date. Hash is a hash of the data about
	// it.
	Subject string `json:"subject"`
	Hash    string `json:"hash"`
}

// versions is the content of versionsName: the latest version, and the current hashes of each
// date's and scenario's data.
type versions struct {
	Latest string            `json:"latest"`
	Hashes map[string]string `json:"data"`
}

// hashContent hashes the data of a view's date, or of its scenario: shapes and figures, but no
// texts.
func (b *builder) hashContent(view app.View) (pinnedContent, error) {
	subject, files := view.Date, []string{assetname.Figures(view.Date)}
	for _, bundle := range b.bundles {
		if bundle.Name == "date-"+view.Date {
			files = append(files, bundle.Files...)
		}
	}
	if scenario := view.Scenario; scenario != nil {
		subject = scenario.ID
		km := 0
		for _, p := range scenario.Pullbacks {
			if p.On {
				km = p.Km
			}
		}
		files = append(files, assetname.ScenarioResult(scenario.ID, km),
			assetname.ScenarioShapes(scenario.ID, km))
	}
	var hashes strings.Builder
	for _, name := range files {
		data, err := fs.ReadFile(b.assets, name)
		if err != nil {
			return pinnedContent{}, err
		}
		hashes.WriteString(digest(data))
	}
	return pinnedContent{subject, digest([]byte(hashes.String()))[:16]}, nil
}

// addPinnedPages adds the pages to embed once more, in the folder of a pinned version. The folder's
// name consists of the map's date and a hash of the pages.
func (b *builder) addPinnedPages(routes []route, states map[string]*page) error {
	var hashes strings.Builder
	contents := map[string]string{}
	date := ""
	for _, r := range routes {
		p := states[r.id()]
		contents[p.pinned.Subject] = p.pinned.Hash
		if r.scenario == "" {
			date = p.View.Date
		}
		if r.embed {
			hashes.WriteString(digest(b.site.File(r.dir() + "index.html").Data))
		}
	}
	version := date + "-" + digest([]byte(hashes.String()))[:8]
	folder := pinnedDir + "/" + version
	for _, r := range routes {
		if !r.embed {
			continue
		}
		p := *states[r.id()]
		r.versionDir = folder
		p.Config.Pinned = &p.pinned
		if err := b.addPage(r, p); err != nil {
			return err
		}
	}
	b.site.add(&File{Name: folder + "/" + policyFile, Data: []byte(b.shared.Policy + "\n")})
	data, err := json.MarshalIndent(versions{version, contents}, "", " ")
	if err != nil {
		return err
	}
	b.site.pinnedVersion = version
	b.site.add(&File{Name: versionsName, Data: append(data, '\n')})
	return nil
}
