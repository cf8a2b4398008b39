package site

import (
	"bytes"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io/fs"
	"strings"

	"truceline/internal/app"
	"truceline/internal/render/svg"
	"truceline/internal/scene"
)

// The size of the text edition's maps in CSS pixels.
const textEditionWidth, textEditionHeight = 960, 640

//go:embed html/text_edition.css
var textEditionCSS string

// textEdition is the data of the text edition's template: the page of the latest date, and one of
// each scenario.
type textEdition struct {
	*page
	Map        template.HTML
	StyleSheet template.CSS
	Scenarios  []textEditionScenario
	Steps      []app.StepView
}

// textEditionScenario is a scenario with its map. Distances has a row per distance if the scenario
// offers several.
type textEditionScenario struct {
	*page
	app.ScenarioView
	Map       template.HTML
	Distances app.Table
}

// TextEdition returns the map as one HTML file of texts, tables and static maps, which needs
// neither a server nor scripts.
func TextEdition(assets fs.FS, lang string) ([]byte, error) {
	a, err := newStaticApp(assets, app.State{Lang: lang})
	if err != nil {
		return nil, err
	}
	themes, err := scene.LoadThemes(assets)
	if err != nil {
		return nil, err
	}
	edition := &textEdition{page: &page{View: a.View(), Icon: iconURL,
		Swatches: swatches(themes["light"])}}
	if edition.View.Lang != lang {
		return nil, fmt.Errorf("there are no texts in %q", lang)
	}
	if edition.Map, err = renderSVG(a, "map"); err != nil {
		return nil, err
	}
	if edition.StyleSheet, err = textEditionStyle(assets, themes["light"]); err != nil {
		return nil, err
	}
	for _, scenario := range edition.View.Scenarios {
		editionScenario, err := newTextEditionScenario(assets, lang, scenario.ID)
		if err != nil {
			return nil, err
		}
		edition.Scenarios = append(edition.Scenarios, editionScenario)
	}
	if edition.Steps, err = tourSteps(assets, lang, edition.View.Steps); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := pageTemplate.ExecuteTemplate(&out, "text_edition.html", edition); err != nil {
		return nil, fmt.Errorf("text edition: %w", err)
	}
	return withoutBlankLines(out.Bytes()), nil
}

// newStaticApp returns an app for static maps. It hides the age of the data, because the day of
// reading is unknown.
func newStaticApp(assets fs.FS, state app.State) (*app.App, error) {
	state.Theme, state.UI = app.ThemeLight, app.UINone
	a, err := app.New(assets, state)
	if err != nil {
		return nil, err
	}
	a.HideAge()
	return a,
		a.Dispatch(app.Action{Type: app.ActionResize, W: textEditionWidth, H: textEditionHeight,
			Ratio: 1})
}

// renderSVG draws the app's current state. The ids in the SVG start with the prefix.
func renderSVG(a *app.App, prefix string) (template.HTML, error) {
	view := a.View()
	c := svg.New(textEditionWidth, textEditionHeight, a.World().Fonts,
		svg.Options{Title: view.Title + ". " + view.Situation, Description: view.Source,
			Prefix: prefix + "-"})
	a.Draw(c)
	var out strings.Builder
	_, err := c.WriteTo(&out)
	return template.HTML(out.String()), err // the canvas escapes every text
}

func newTextEditionScenario(assets fs.FS,
	lang, id string) (scenario textEditionScenario, err error) {
	a, err := newStaticApp(assets, app.State{Lang: lang, Scenario: id})
	if err != nil {
		return scenario, err
	}
	view := a.View()
	if view.Scenario == nil {
		return scenario, fmt.Errorf("scenario %s cannot be shown: run truceline data", id)
	}
	scenario = textEditionScenario{page: &page{View: view}, ScenarioView: *view.Scenario}
	if scenario.Map, err = renderSVG(a, id); err != nil {
		return scenario, err
	}
	scenario.Distances, err = distanceTable(a, view)
	return scenario, err
}

// distanceTable returns a scenario's figures with a row per distance. It is empty if there is only
// one distance.
func distanceTable(a *app.App, view app.View) (app.Table, error) {
	choices := view.Scenario.Pullbacks
	if len(choices) < 2 {
		return app.Table{}, nil
	}
	table := app.Table{Caption: view.Texts["page.pullback"],
		Head: []string{view.Texts["page.pullback"]}}
	for _, row := range view.Scenario.Figures {
		table.Head = append(table.Head, row.Label)
	}
	for _, choice := range choices {
		if err := a.Dispatch(app.Action{Type: app.ActionPullback, Km: choice.Km}); err != nil {
			return table, err
		}
		values := map[string]string{}
		for _, row := range a.View().Scenario.Figures {
			values[row.Label] = row.Value
		}
		row := app.TableRow{ID: choice.Label, Name: choice.Label}
		for _, label := range table.Head[1:] {
			row.Cells = append(row.Cells, values[label])
		}
		table.Rows = append(table.Rows, row)
	}
	return table, nil
}

// tourSteps returns the texts of the guided tour.
func tourSteps(assets fs.FS, lang string, steps []app.Choice) ([]app.StepView, error) {
	var list []app.StepView
	for _, step := range steps {
		a, err := newStaticApp(assets, app.State{Lang: lang, Step: step.ID})
		if err != nil {
			return nil, err
		}
		if stepView := a.View().Step; stepView != nil {
			list = append(list, *stepView)
		}
	}
	return list, nil
}

// textEditionStyle returns the style sheet with the fonts inline.
func textEditionStyle(assets fs.FS, theme *scene.Theme) (template.CSS, error) {
	var css strings.Builder
	for _, font := range fonts {
		data, err := fs.ReadFile(assets, font.path)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&css,
			"@font-face{font-family:'Libre Franklin';font-weight:%d;"+
				"src:url(data:font/ttf;base64,%s)}\n",
			font.weight, base64.StdEncoding.EncodeToString(data))
	}
	css.WriteString(":root{" + themeVariables(theme) + "}\n" + textEditionCSS)
	return template.CSS(css.String()), nil
}
