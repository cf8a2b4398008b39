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

// textEditionWidth and twinH are the size of a twin's pictures in CSS pixels.
const textEditionWidth, textEditionHeight = 960, 640

//go:embed html/text_edition.css
var textEditionCSS string

// A textEdition is what its template sees: the page of the latest date, and a page of each
// scenario.
type textEdition struct {
	*page
	Map        template.HTML
	StyleSheet template.CSS
	Scenarios  []textEditionScenario
	Steps      []app.StepView
}

// A textEditionScenario is a scenario with its picture, and what its distances would mean where it
// has several.
type textEditionScenario struct {
	*page
	app.ScenarioView
	Map       template.HTML
	Distances app.Table
}

// TextEdition writes the map as a page of text, tables and pictures in one file, which needs
// neither server nor script.
func TextEdition(assets fs.FS, lang string) ([]byte, error) {
	a, err := newStaticApp(assets, app.State{Lang: lang})
	if err != nil {
		return nil, err
	}
	themes, err := scene.LoadThemes(assets)
	if err != nil {
		return nil, err
	}
	t := &textEdition{page: &page{View: a.View(), Icon: iconURL,
		Swatches: swatches(themes["light"])}}
	if t.View.Lang != lang {
		return nil, fmt.Errorf("there are no texts in %q", lang)
	}
	if t.Map, err = renderSVG(a, "map"); err != nil {
		return nil, err
	}
	if t.StyleSheet, err = textEditionStyle(assets, themes["light"]); err != nil {
		return nil, err
	}
	for _, s := range t.View.Scenarios {
		plan, err := newTextEditionScenario(assets, lang, s.ID)
		if err != nil {
			return nil, err
		}
		t.Scenarios = append(t.Scenarios, plan)
	}
	if t.Steps, err = tourSteps(assets, lang, t.View.Steps); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := pageTemplate.ExecuteTemplate(&out, "text_edition.html", t); err != nil {
		return nil, fmt.Errorf("twin: %w", err)
	}
	return withoutBlankLines(out.Bytes()), nil
}

// newStaticApp is the map as it stands in a page that does not know when it is read.
func newStaticApp(assets fs.FS, s app.State) (*app.App, error) {
	s.Theme, s.UI = app.ThemeLight, app.UINone
	a, err := app.New(assets, s)
	if err != nil {
		return nil, err
	}
	a.HideAge()
	return a,
		a.Dispatch(app.Action{Type: app.ActionResize, W: textEditionWidth, H: textEditionHeight,
			Ratio: 1})
}

// renderSVG draws the map; its ids begin with the prefix.
func renderSVG(a *app.App, prefix string) (template.HTML, error) {
	v := a.View()
	c := svg.New(textEditionWidth, textEditionHeight, a.World().Fonts,
		svg.Options{Title: v.Title + ". " + v.Situation, Description: v.Source,
			Prefix: prefix + "-"})
	a.Draw(c)
	var out strings.Builder
	_, err := c.WriteTo(&out)
	return template.HTML(out.String()), err // the canvas escapes every text
}

func newTextEditionScenario(assets fs.FS, lang, id string) (plan textEditionScenario, err error) {
	a, err := newStaticApp(assets, app.State{Lang: lang, Scenario: id})
	if err != nil {
		return plan, err
	}
	v := a.View()
	if v.Scenario == nil {
		return plan, fmt.Errorf("scenario %s cannot be shown: run truceline data", id)
	}
	plan = textEditionScenario{page: &page{View: v}, ScenarioView: *v.Scenario}
	if plan.Map, err = renderSVG(a, id); err != nil {
		return plan, err
	}
	plan.Distances, err = distanceTable(a, v)
	return plan, err
}

// distanceTable is a table of a scenario's figures, with a row for each distance of its pull-back.
func distanceTable(a *app.App, v app.View) (app.Table, error) {
	choices := v.Scenario.Pullbacks
	if len(choices) < 2 {
		return app.Table{}, nil
	}
	t := app.Table{Caption: v.Texts["page.pullback"], Head: []string{v.Texts["page.pullback"]}}
	for _, row := range v.Scenario.Figures {
		t.Head = append(t.Head, row.Label)
	}
	for _, choice := range choices {
		if err := a.Dispatch(app.Action{Type: app.ActionPullback, Km: choice.Km}); err != nil {
			return t, err
		}
		values := map[string]string{}
		for _, row := range a.View().Scenario.Figures {
			values[row.Label] = row.Value
		}
		row := app.TableRow{ID: choice.Label, Name: choice.Label}
		for _, label := range t.Head[1:] {
			row.Cells = append(row.Cells, values[label])
		}
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}

// tourSteps are the words of the guided tour.
func tourSteps(assets fs.FS, lang string, steps []app.Choice) ([]app.StepView, error) {
	var list []app.StepView
	for _, s := range steps {
		a, err := newStaticApp(assets, app.State{Lang: lang, Step: s.ID})
		if err != nil {
			return nil, err
		}
		if step := a.View().Step; step != nil {
			list = append(list, *step)
		}
	}
	return list, nil
}

// textEditionStyle is the style sheet with the fonts in it.
func textEditionStyle(assets fs.FS, theme *scene.Theme) (template.CSS, error) {
	var sheet strings.Builder
	for _, font := range fonts {
		data, err := fs.ReadFile(assets, font.path)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&sheet,
			"@font-face{font-family:'Libre Franklin';font-weight:%d;src:url(data:font/ttf;base64,%s)}\n", font.weight, base64.StdEncoding.EncodeToString(data))
	}
	sheet.WriteString(":root{" + themeVariables(theme) + "}\n" + textEditionCSS)
	return template.CSS(sheet.String()), nil
}
