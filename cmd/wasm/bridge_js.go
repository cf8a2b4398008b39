package main

import (
	"syscall/js"

	"truceline/internal/assetbundle"
	"truceline/internal/render/gpu"
)

// bridge is the object `truceline` that the page puts among the program's globals. The program
// reads from it
//
//	files        {name: Uint8Array}: bundles (*.json) and fonts, under their paths
//	link         the state to start with, as the query of a link
//	address      of the page, without scheme and query
//
// and calls
//
// ready(api) once it takes actions; api has do(json), stop(), where(), which says what part of the
// map is seen
//
// now as a link does, waiting(), which reports whether what was chosen waits for files, and for
//
// the files that a view wants add(name, bytes), with a bundle, and forgo(), where they cannot be
// had; see also answers
//
// view(json) when what stands beside the map has changed: the fields of app.View that have, at
// first all
//
// drawn(vertices, draws, level, ground) after each frame that was drawn, the first one included;
// ground says
//
//	             whether it drew the map itself and not only what lies over it
//	wake()       to be given another animation frame
type bridge struct{ js.Value }

func openBridge() bridge { return bridge{js.Global().Get("truceline")} }

// files reads the bundles and fonts that the page has fetched.
func (b bridge) files() (*assetbundle.Files, error) {
	files := &assetbundle.Files{}
	given := b.Get("files")
	names := js.Global().Get("Object").Call("keys", given)
	for i := range names.Length() {
		name := names.Index(i).String()
		if err := addFile(files, name, given.Get(name)); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// addFile adds a font under its name, and the files of anything else, which is a bundle.
func addFile(files *assetbundle.Files, name string, content js.Value) error {
	data := make([]byte, content.Length())
	js.CopyBytesToGo(data, content)
	if len(name) > 4 && name[len(name)-4:] == ".ttf" {
		return files.Put(name, data)
	}
	return files.Unpack(data)
}

// requestFrame asks for another frame, from the page and from Ebitengine.
func (b bridge) requestFrame() {
	gpu.RequestFrame()
	b.Call("wake")
}

// exposeAPI gives the page the functions with which it speaks to the program. Each returns
// undefined, or the text of what was wrong.
func (b bridge) exposeAPI(g *game) {
	api := js.Global().Get("Object").New()
	api.Set("do", actionFunc(func(args []js.Value) error { return g.dispatch(args[0].String()) }))
	api.Set("add",
		actionFunc(func(args []js.Value) error { return g.addFiles(args[0].String(), args[1]) }))
	api.Set("forgo", actionFunc(func([]js.Value) error { return g.filesUnavailable() }))
	api.Set("where", js.FuncOf(func(js.Value, []js.Value) any { return g.app.ViewParam() }))
	api.Set("waiting",
		js.FuncOf(func(js.Value, []js.Value) any { return len(g.app.MissingFiles()) > 0 }))
	api.Set("stop", actionFunc(func([]js.Value) error { g.stop(); return nil }))
	g.addQueries(api)
	b.Call("ready", api)
}

func actionFunc(f func(args []js.Value) error) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		if err := f(args); err != nil {
			return err.Error()
		}
		return js.Undefined()
	})
}
