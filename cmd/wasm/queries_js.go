package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"syscall/js"

	"truceline/internal/jsonlite"
	"truceline/internal/poster"
)

const maxSearchResults = 8

// addQueries adds the functions that return a text to the page's API:
//
//	search(words)  the places found, as the JSON of a list of app.Found
//	save(kind)     the content of a file: svg, csv, geojson, print (SVG of
//	               the map for paper) or shown (SVG of the map as displayed)
//	saveName()     the file's name without extension
//
// On an error they return the empty string and print the reason to the console.
func (g *game) addQueries(api js.Value) {
	api.Set("search", queryFunc(func(args []js.Value) ([]byte, error) {
		return jsonlite.Marshal(g.app.Search(args[0].String(), maxSearchResults))
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
