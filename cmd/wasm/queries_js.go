package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"syscall/js"

	"truceline/internal/poster"
)

// maxSearchResults is how many places a search offers.
const maxSearchResults = 8

// addQueries adds to the page's functions those that answer with a text: search(words) with the
// places found, as JSON of app.Found, save(kind) with the content of a file, svg, csv or geojson,
// with the map for paper, print, or as it stands in the page, shown, and saveName() with the file's
// name without ending. What cannot be answered is empty, and its reason stands in the console.
func (g *game) addQueries(api js.Value) {
	api.Set("search", queryFunc(func(args []js.Value) ([]byte, error) {
		return json.Marshal(g.app.Search(args[0].String(), maxSearchResults))
	}))
	api.Set("save",
		queryFunc(func(args []js.Value) ([]byte, error) { return g.exportFile(args[0].String()) }))
	api.Set("saveName",
		queryFunc(func([]js.Value) ([]byte, error) { return []byte(g.app.ExportName()), nil }))
}

func queryFunc(f func(args []js.Value) ([]byte, error)) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		text, err := f(args)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return ""
		}
		return string(text)
	})
}

func (g *game) exportFile(kind string) ([]byte, error) {
	switch kind {
	case "svg":
		return encodeSVG(poster.ForSaving(g.app))
	case "print":
		return encodeSVG(poster.ForPrint(g.app))
	case "shown":
		return encodeSVG(poster.AsShown(g.app))
	case "csv":
		return g.app.FiguresCSV()
	case "geojson":
		return g.app.ShapesGeoJSON()
	}
	return nil, errors.New("save: no file of the kind " + kind)
}

func encodeSVG(d *poster.Drawing) ([]byte, error) {
	var out bytes.Buffer
	err := d.WriteSVG(&out)
	return out.Bytes(), err
}
