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

// exampleDir is the folder of articles that demonstrate how an article can control the map.
const exampleDir = "examples"

// exampleStep is a section of the example article: a step of the tour or a scenario, with
// statements on its topics.
type exampleStep struct {
	// Step or Scenario is the id of what the map shows beside the section.
	Step, Scenario string
	Title, Text    string
	Sources        []app.Link
	Statements     []string
}

// exampleArticle is the data of the example's template. All of its texts and figures come from the
// story.
type exampleArticle struct {
	Title, Lead string
	Icon        template.URL
	Policy      string
	// Root is the relative path of the site's root. The others are files and pages below it.
	Root, Style, Script, Map, Page string
	// MapTitle describes the map for screen readers.
	MapTitle string
	Steps    []exampleStep
}

// exampleSteps are the steps and scenarios of the example, each with the ids of its statements.
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

// addExample adds the example article in locale.Default. A story without the example's steps has
// none.
func (b *builder) addExample() error {
	files, err := b.addExampleFiles()
	if err != nil {
		return err
	}
	article := &exampleArticle{
		Icon: iconURL, Policy: framingPolicy(contentPolicy(b.base)), Root: "../../",
		Script: files[0], Style: files[1],
		Map:  route{lang: locale.Default, embed: true}.dir() + "?ui=none",
		Page: route{lang: locale.Default}.dir(),
	}
	found, err := b.fillExample(article)
	if err != nil || !found {
		return err
	}
	t, err := template.ParseFS(web.FS, "examples/paris.html")
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := t.Execute(&out, article); err != nil {
		return fmt.Errorf("example: %w", err)
	}
	b.site.add(&File{Name: path.Join(exampleDir, "paris", "index.html"), Data: out.Bytes()})
	return nil
}

// addExampleFiles adds the example's script and style sheet, unminified for others to read. It
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

// fillExample fills in the article from the story. It reports whether the story has the example's
// steps.
func (b *builder) fillExample(article *exampleArticle) (bool, error) {
	texts, err := locale.Load(b.assets, locale.Default)
	if err != nil {
		return false, err
	}
	document, err := story.Load(b.assets)
	if err != nil {
		return false, err
	}
	if err := b.applyState(app.State{}); err != nil {
		return false, err
	}
	article.MapTitle = summary(b.app.View())
	statement := func(id string) string {
		for _, s := range document.Statements {
			if s.ID == id {
				return texts.Text("statement."+id, "date", texts.Date(s.Date))
			}
		}
		return ""
	}
	article.Title, article.Lead = texts.Text("example.title"), statement("hubs")
	for _, section := range exampleSteps {
		if err := b.app.Dispatch(app.Action{Type: section.action, ID: section.id}); err != nil {
			return false, nil // another editor's story need not have it
		}
		step := newExampleStep(b.app.View())
		for _, id := range section.statements {
			if text := statement(id); text != "" {
				step.Statements = append(step.Statements, text)
			}
		}
		article.Steps = append(article.Steps, step)
	}
	return true, nil
}

// newExampleStep returns a section on the step or scenario of a view.
func newExampleStep(view app.View) exampleStep {
	if step := view.Step; step != nil {
		return exampleStep{Step: step.ID, Title: step.Title, Text: step.Text, Sources: step.Sources}
	}
	step := view.Scenario
	return exampleStep{Scenario: step.ID, Title: step.Heading, Text: step.Summary,
		Sources: step.Sources}
}
