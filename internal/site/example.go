package site

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"path"

	"truceline/internal/app"
	"truceline/internal/locale"
	"truceline/internal/story"
	"truceline/web"
)

// exampleFolder holds articles that show how an article drives the map.
const exampleFolder = "examples"

// exampleStep is a section of the example: a guided step or a scenario, and statements on its topics.
type exampleStep struct {
	// Step or Scenario is the id of what the map shows.
	Step, Scenario string
	Title, Text    string
	Sources        []app.Link
	Said           []string
}

// example is what the template of the example sees. Its words and figures are the story's own.
type example struct {
	Title, Lead string
	Icon        template.URL
	Policy      string
	// Root leads to the site's root; the others are files and pages below it.
	Root, Style, Script, Map, Page string
	// MapTitle says what the map shows to who does not see it.
	MapTitle string
	Steps    []exampleStep
}

// paris are the steps and scenarios of the example with the statements told in each.
var paris = []struct {
	action     string
	id         string
	statements []string
}{
	{app.ActionStep, "paris", []string{"hubs-where", "hubs-russia"}},
	{app.ActionStep, "hubs", []string{"monitoring-where"}},
	{app.ActionStep, "freeze", []string{"line-where"}},
	{app.ActionStep, "held", []string{"deal"}},
	{app.ActionStep, "donbas", []string{"plans"}},
	{app.ActionScenario, "plan-28", nil},
	{app.ActionScenario, "plan-20", nil},
	{app.ActionScenario, "mutual-pullback", []string{"opinion"}},
	{app.ActionStep, "unknown", []string{"milestone"}},
}

// addExample adds the example article, in the language that is always there. A story without its steps has none.
func (b *builder) addExample() error {
	files, err := b.exampleFiles()
	if err != nil {
		return err
	}
	e := &example{
		Icon: icon, Policy: framingPolicy(policy), Root: "../../", Script: files[0], Style: files[1],
		Map: place{lang: locale.Default, embed: true}.dir() + "?ui=none", Page: place{lang: locale.Default}.dir(),
	}
	found, err := b.tellParis(e)
	if err != nil || !found {
		return err
	}
	t, err := template.ParseFS(web.FS, "examples/paris.html")
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := t.Execute(&out, e); err != nil {
		return fmt.Errorf("example: %w", err)
	}
	b.site.add(&File{Name: path.Join(exampleFolder, "paris", "index.html"), Data: out.Bytes()})
	return nil
}

// exampleFiles adds the example's script and style sheet as they stand, for others to read, and returns their names.
func (b *builder) exampleFiles() (names [2]string, err error) {
	for i, name := range []string{"examples/paris.js", "examples/paris.css"} {
		data, err := fs.ReadFile(web.FS, name)
		if err != nil {
			return names, err
		}
		names[i] = b.site.add(hashed("assets/example"+path.Ext(name), data)).Name
	}
	return names, nil
}

// tellParis fills the example from the story, and says whether the story has its steps.
func (b *builder) tellParis(e *example) (bool, error) {
	words, err := locale.Load(b.assets, locale.Default)
	if err != nil {
		return false, err
	}
	told, err := story.Load(b.assets)
	if err != nil {
		return false, err
	}
	if err := b.show(app.State{}); err != nil {
		return false, err
	}
	e.MapTitle = summary(b.app.View())
	statement := func(id string) string {
		for _, s := range told.Statements {
			if s.ID == id {
				return words.Text("statement."+id, "date", words.Date(s.Date))
			}
		}
		return ""
	}
	e.Title, e.Lead = words.Text("example.title"), statement("hubs")
	for _, part := range paris {
		if err := b.app.Dispatch(app.Action{Type: part.action, ID: part.id}); err != nil {
			return false, nil // an editor's own story need not have it
		}
		step := sectionOf(b.app.View())
		for _, id := range part.statements {
			if said := statement(id); said != "" {
				step.Said = append(step.Said, said)
			}
		}
		e.Steps = append(e.Steps, step)
	}
	return true, nil
}

// sectionOf is a section on what a view shows.
func sectionOf(v app.View) exampleStep {
	if x := v.Step; x != nil {
		return exampleStep{Step: x.ID, Title: x.Title, Text: x.Text, Sources: x.Sources}
	}
	x := v.Scenario
	return exampleStep{Scenario: x.ID, Title: x.Heading, Text: x.Summary, Sources: x.Sources}
}
