package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"syscall/js"

	"truceline/internal/app"
	"truceline/internal/render/svg"
	"truceline/internal/scene"
)

// mostFound is how many places a search offers.
const mostFound = 8

// answers adds to the page's functions those that answer with a text: search(words) with the places found, as JSON of
// app.Found, save(kind) with the content of a file, svg, csv or geojson, or with the map for paper, print, and saveName()
// with the file's name without ending. What cannot be answered is empty, and its reason stands in the console.
func (g *game) answers(api js.Value) {
	api.Set("search", answer(func(args []js.Value) ([]byte, error) { return json.Marshal(g.app.Search(args[0].String(), mostFound)) }))
	api.Set("save", answer(func(args []js.Value) ([]byte, error) { return g.save(args[0].String()) }))
	api.Set("saveName", answer(func([]js.Value) ([]byte, error) { return []byte(g.app.ExportName()), nil }))
}

func answer(f func(args []js.Value) ([]byte, error)) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		text, err := f(args)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return ""
		}
		return string(text)
	})
}

func (g *game) save(kind string) ([]byte, error) {
	switch kind {
	case "svg":
		return g.drawSVG(g.app.Picture().Settled())
	case "print":
		p := g.app.Picture().Settled()
		p.Theme = app.ThemeLight
		return g.drawSVG(p)
	case "csv":
		return g.app.FiguresCSV()
	case "geojson":
		return g.app.ShapesGeoJSON()
	}
	return nil, errors.New("save: no file of the kind " + kind)
}

// drawSVG draws a picture without what only pointer and keys put there.
func (g *game) drawSVG(p scene.Picture) ([]byte, error) {
	v, world := g.app.View(), g.app.World()
	p.Hover, p.Crosshair = "", false
	c := svg.New(int(math.Round(p.Camera.W)), int(math.Round(p.Camera.H)), world.Fonts, svg.Options{Title: v.Title + ". " + v.Situation, Description: v.Source})
	world.Draw(c, &p)
	var out bytes.Buffer
	_, err := c.WriteTo(&out)
	return out.Bytes(), err
}
