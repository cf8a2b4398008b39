package site

import (
	"encoding/json"
	"io/fs"
	"strings"

	"truceline/internal/app"
	"truceline/internal/story"
)

// pinnedDir holds the pages to embed as they were published, a folder for each version.
const pinnedDir = "v"

// versionsName is the file by which a kept page finds out that what it shows was corrected later.
const versionsName = "versions.json"

// pinnedContent says of a page that it is kept, and what it shows.
type pinnedContent struct {
	// Subject is the scenario or the date that the page shows, Data a hash of what is known of it.
	Subject string `json:"of"`
	Hash    string `json:"data"`
}

// versions is what versions.json says: the newest version, and the hash of what is known now of
// each date and scenario.
type versions struct {
	Latest string            `json:"latest"`
	Hashes map[string]string `json:"data"`
}

// hashContent hashes what is known of a date or, by its bundle, of a scenario: shapes and figures,
// not words.
func (b *builder) hashContent(view app.View) (pinnedContent, error) {
	of, files := view.Date, []string{"geojson/figures-" + view.Date + ".json"}
	for _, part := range b.bundles {
		if part.Name == "date-"+view.Date {
			files = append(files, part.Files...)
		}
	}
	if sc := view.Scenario; sc != nil {
		of = sc.ID
		km := 0
		for _, p := range sc.Pullbacks {
			if p.On {
				km = p.Km
			}
		}
		files = append(files, story.ScenarioResultFile(sc.ID, km),
			story.ScenarioShapesFile(sc.ID, km))
	}
	var all strings.Builder
	for _, name := range files {
		data, err := fs.ReadFile(b.assets, name)
		if err != nil {
			return pinnedContent{}, err
		}
		all.WriteString(digest(data))
	}
	return pinnedContent{of, digest([]byte(all.String()))[:16]}, nil
}

// addPinnedPages adds the pages to embed once more, in a folder of their own that later sites leave
// as it is. Its name says of which day the map is, and changes when anything in the pages does.
func (b *builder) addPinnedPages(places []route, made map[string]*page) error {
	var all strings.Builder
	data := map[string]string{}
	date := ""
	for _, l := range places {
		p := made[l.id()]
		data[p.pinned.Subject] = p.pinned.Hash
		if l.scenario == "" {
			date = p.View.Date
		}
		if l.embed {
			all.WriteString(digest(b.site.File(l.dir() + "index.html").Data))
		}
	}
	version := date + "-" + digest([]byte(all.String()))[:8]
	folder := pinnedDir + "/" + version
	for _, l := range places {
		if !l.embed {
			continue
		}
		p := *made[l.id()]
		l.versionDir = folder
		p.Config.Pinned = &p.pinned
		if err := b.addPage(l, p); err != nil {
			return err
		}
	}
	b.site.add(&File{Name: folder + "/" + policyFile, Data: []byte(b.shared.Policy + "\n")})
	text, err := json.MarshalIndent(versions{version, data}, "", " ")
	if err != nil {
		return err
	}
	b.site.pinnedVersion = version
	b.site.add(&File{Name: versionsName, Data: append(text, '\n')})
	return nil
}
