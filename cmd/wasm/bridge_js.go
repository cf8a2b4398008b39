package main

import (
	"syscall/js"

	"truceline/internal/assetbundle"
	"truceline/internal/render/gpu"
)

// bridge is the object `truceline` that the page adds to the program's global object. The program
// reads from it
//
//	files    {name: Uint8Array}: bundles (*.json) and fonts by path
//	link     the initial state as the query of a permalink
//	address  the page's address without scheme and query
//
// and calls
//
//	onReady(api)  when it accepts actions
//	onView(json)  when the page's view changes: the fields of app.View that
//	              have changed, all of them at first
//	onFrame(vertices, drawCalls, level, baseDrawn)
//	              after each frame drawn, including the first; baseDrawn reports
//	              whether the base map was redrawn and not only its overlay
//	requestFrame()
//	              to request another animation frame
//
// The api has the functions
//
//	dispatch(json)        dispatches an action
//	viewParam()           returns the visible part of the map as a permalink's parameter
//	isWaiting()           reports whether the selection waits for files
//	addFile(name, bytes)  adds a bundle of missing files
//	filesUnavailable()    reports that the missing files are unavailable
//	dispose()             ends the program
//
// and the queries of addQueries.
type bridge struct{ js.Value }

func openBridge() bridge { return bridge{js.Global().Get("truceline")} }

// files returns the bundles and fonts that the page has fetched.
func (b bridge) files() (*assetbundle.Files, error) {
	files := &assetbundle.Files{}
	contents := b.Get("files")
	names := js.Global().Get("Object").Call("keys", contents)
	for i := range names.Length() {
		name := names.Index(i).String()
		if err := addFile(files, name, contents.Get(name)); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// addFile adds a font under its name, or the files of a bundle under theirs.
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
	b.Call("requestFrame")
}

// exposeAPI passes the program's functions to the page. Those that act return undefined, or an
// error's text.
func (b bridge) exposeAPI(g *game) {
	api := js.Global().Get("Object").New()
	api.Set("dispatch",
		actionFunc(func(args []js.Value) error { return g.dispatch(args[0].String()) }))
	api.Set("addFile",
		actionFunc(func(args []js.Value) error { return g.addFiles(args[0].String(), args[1]) }))
	api.Set("filesUnavailable", actionFunc(func([]js.Value) error { return g.filesUnavailable() }))
	api.Set("viewParam", js.FuncOf(func(js.Value, []js.Value) any { return g.app.ViewParam() }))
	api.Set("isWaiting",
		js.FuncOf(func(js.Value, []js.Value) any { return len(g.app.MissingFiles()) > 0 }))
	api.Set("dispose", actionFunc(func([]js.Value) error { g.stop(); return nil }))
	g.addQueries(api)
	b.Call("onReady", api)
}

func actionFunc(f func(args []js.Value) error) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		if err := f(args); err != nil {
			return err.Error()
		}
		return js.Undefined()
	})
}
