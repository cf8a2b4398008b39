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

// twinW and twinH are the size of a twin's pictures in CSS pixels.
const twinW, twinH = 960, 640

//go:embed html/twin.css
var twinCSS string

// A twin is what its template sees: the page of the latest date, and a page of each scenario.
type twin struct {
	*page
	Picture template.HTML
	Sheet   template.CSS
	Plans   []twinPlan
	Steps   []app.StepView
}

// A twinPlan is a scenario with its picture, and what its distances would mean where it has several.
type twinPlan struct {
	*page
	app.ScenarioView
	Picture   template.HTML
	Distances app.Table
}

// Twin writes the map as a page of text, tables and pictures in one file, which needs neither server nor script.
func Twin(assets fs.FS, lang string) ([]byte, error) {
	a, err := timeless(assets, app.State{Lang: lang})
	if err != nil {
		return nil, err
	}
	themes, err := scene.LoadThemes(assets)
	if err != nil {
		return nil, err
	}
	t := &twin{page: &page{View: a.View(), Icon: icon, Swatches: swatches(themes["light"])}}
	if t.View.Lang != lang {
		return nil, fmt.Errorf("there are no texts in %q", lang)
	}
	if t.Picture, err = picture(a, "map"); err != nil {
		return nil, err
	}
	if t.Sheet, err = twinSheet(assets, themes["light"]); err != nil {
		return nil, err
	}
	for _, s := range t.View.Scenarios {
		plan, err := newTwinPlan(assets, lang, s.ID)
		if err != nil {
			return nil, err
		}
		t.Plans = append(t.Plans, plan)
	}
	if t.Steps, err = stepTexts(assets, lang, t.View.Steps); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := pageTemplate.ExecuteTemplate(&out, "twin.html", t); err != nil {
		return nil, fmt.Errorf("twin: %w", err)
	}
	return withoutBlankLines(out.Bytes()), nil
}

// timeless is the map as it stands in a page that does not know when it is read.
func timeless(assets fs.FS, s app.State) (*app.App, error) {
	s.Theme, s.UI = app.ThemeLight, app.UINone
	a, err := app.New(assets, s)
	if err != nil {
		return nil, err
	}
	a.HideAge()
	return a, a.Dispatch(app.Action{Type: app.ActionResize, W: twinW, H: twinH, Ratio: 1})
}

// picture draws the map; its ids begin with the prefix.
func picture(a *app.App, prefix string) (template.HTML, error) {
	v := a.View()
	c := svg.New(twinW, twinH, a.World().Fonts, svg.Options{Title: v.Title + ". " + v.Situation, Description: v.Source, Prefix: prefix + "-"})
	a.Draw(c)
	var out strings.Builder
	_, err := c.WriteTo(&out)
	return template.HTML(out.String()), err // the canvas escapes every text
}

func newTwinPlan(assets fs.FS, lang, id string) (plan twinPlan, err error) {
	a, err := timeless(assets, app.State{Lang: lang, Scenario: id})
	if err != nil {
		return plan, err
	}
	v := a.View()
	if v.Scenario == nil {
		return plan, fmt.Errorf("scenario %s cannot be shown: run truceline data", id)
	}
	plan = twinPlan{page: &page{View: v}, ScenarioView: *v.Scenario}
	if plan.Picture, err = picture(a, id); err != nil {
		return plan, err
	}
	plan.Distances, err = distances(a, v)
	return plan, err
}

// distances is a table of a scenario's figures, with a row for each distance of its pull-back.
func distances(a *app.App, v app.View) (app.Table, error) {
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

// stepTexts are the words of the guided tour.
func stepTexts(assets fs.FS, lang string, steps []app.Choice) ([]app.StepView, error) {
	var list []app.StepView
	for _, s := range steps {
		a, err := timeless(assets, app.State{Lang: lang, Step: s.ID})
		if err != nil {
			return nil, err
		}
		if step := a.View().Step; step != nil {
			list = append(list, *step)
		}
	}
	return list, nil
}

// twinSheet is the style sheet with the fonts in it.
func twinSheet(assets fs.FS, theme *scene.Theme) (template.CSS, error) {
	var sheet strings.Builder
	for _, font := range fonts {
		data, err := fs.ReadFile(assets, font.path)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&sheet, "@font-face{font-family:'Libre Franklin';font-weight:%d;src:url(data:font/ttf;base64,%s)}\n", font.weight, base64.StdEncoding.EncodeToString(data))
	}
	sheet.WriteString(":root{" + themeVariables(theme) + "}\n" + twinCSS)
	return template.CSS(sheet.String()), nil
}
