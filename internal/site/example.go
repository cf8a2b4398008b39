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

// exampleStep is a section of the example: a guided step, and statements on its topics.
type exampleStep struct {
	app.StepView
	Said []string
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

// paris are the steps of the example with the statements told in each.
var paris = []struct {
	step       string
	statements []string
}{
	{"held", []string{"deal"}},
	{"freeze", []string{"line-where"}},
	{"plan-28", []string{"plans"}},
	{"plan-20", nil},
	{"donbas", nil},
	{"mutual-pullback", []string{"opinion"}},
	{"hubs", []string{"hubs-where", "hubs-russia"}},
	{"monitoring", []string{"monitoring-where"}},
	{"unknown", []string{"milestone"}},
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
		if err := b.app.Do(app.Action{Type: app.ActionStep, ID: part.step}); err != nil {
			return false, nil // an editor's own story need not have it
		}
		step := exampleStep{StepView: *b.app.View().Step}
		for _, id := range part.statements {
			if said := statement(id); said != "" {
				step.Said = append(step.Said, said)
			}
		}
		e.Steps = append(e.Steps, step)
	}
	return true, nil
}
