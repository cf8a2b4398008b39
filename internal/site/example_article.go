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

// exampleDir holds articles that show how an article drives the map.
const exampleDir = "examples"

// exampleStep is a section of the example: a guided step or a scenario, and statements on its
// topics.
type exampleStep struct {
	// Step or Scenario is the id of what the map shows.
	Step, Scenario string
	Title, Text    string
	Sources        []app.Link
	Statements     []string
}

// exampleArticle is what the template of the example sees. Its words and figures are the story's
// own.
type exampleArticle struct {
	Title, Lead string
	Icon        template.URL
	Policy      string
	// Root leads to the site's root; the others are files and pages below it.
	Root, Style, Script, Map, Page string
	// MapTitle says what the map shows to who does not see it.
	MapTitle string
	Steps    []exampleStep
}

// exampleSteps are the steps and scenarios of the example with the statements told in each.
var exampleSteps = []struct {
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

// addExample adds the example article, in the language that is always there. A story without its
// steps has none.
func (b *builder) addExample() error {
	files, err := b.addExampleFiles()
	if err != nil {
		return err
	}
	e := &exampleArticle{
		Icon: iconURL, Policy: framingPolicy(basePolicy), Root: "../../", Script: files[0],
		Style: files[1],
		Map:   route{lang: locale.Default, embed: true}.dir() + "?ui=none",
		Page:  route{lang: locale.Default}.dir(),
	}
	found, err := b.fillExample(e)
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
	b.site.add(&File{Name: path.Join(exampleDir, "paris", "index.html"), Data: out.Bytes()})
	return nil
}

// addExampleFiles adds the example's script and style sheet as they stand, for others to read, and
// returns their names.
func (b *builder) addExampleFiles() (names [2]string, err error) {
	for i, name := range []string{"examples/paris.js", "examples/paris.css"} {
		data, err := fs.ReadFile(web.FS, name)
		if err != nil {
			return names, err
		}
		names[i] = b.site.add(newHashedFile("assets/example"+path.Ext(name), data)).Name
	}
	return names, nil
}

// fillExample fills the example from the story, and says whether the story has its steps.
func (b *builder) fillExample(e *exampleArticle) (bool, error) {
	words, err := locale.Load(b.assets, locale.Default)
	if err != nil {
		return false, err
	}
	told, err := story.Load(b.assets)
	if err != nil {
		return false, err
	}
	if err := b.applyState(app.State{}); err != nil {
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
	for _, part := range exampleSteps {
		if err := b.app.Dispatch(app.Action{Type: part.action, ID: part.id}); err != nil {
			return false, nil // an editor's own story need not have it
		}
		step := newExampleStep(b.app.View())
		for _, id := range part.statements {
			if said := statement(id); said != "" {
				step.Statements = append(step.Statements, said)
			}
		}
		e.Steps = append(e.Steps, step)
	}
	return true, nil
}

// newExampleStep is a section on what a view shows.
func newExampleStep(v app.View) exampleStep {
	if x := v.Step; x != nil {
		return exampleStep{Step: x.ID, Title: x.Title, Text: x.Text, Sources: x.Sources}
	}
	x := v.Scenario
	return exampleStep{Scenario: x.ID, Title: x.Heading, Text: x.Summary, Sources: x.Sources}
}
