// Command wasm is the map in the browser. It draws with Ebitengine on the canvas that the page
// gives it, takes what the reader does from the page as actions, and tells the page what to show
// beside the map.
//
// The page's scripts (web/) hand over everything through one object, `truceline`; see bridge_js.go.
package main

import (
	"fmt"
	"os"
	"runtime/debug"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/render/gpu"
)

func main() {
	if err := run(); err != nil {
		// The page shows a sentence of its own and keeps this text for the console.
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

const (
	// gcPercent is how much the heap may grow between two collections, in percent.
	gcPercent = 100
	// memoryLimit is the memory in bytes beyond which the program collects whatever else was said.
	memoryLimit = 256 << 20
)

func run() error {
	// The little that reading and the first picture leave behind is collected after it: see
	// game.Draw.
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(memoryLimit)
	b := openBridge()
	g, err := newGame(b)
	if err != nil {
		return err
	}
	b.exposeAPI(g)
	gpu.RenderOnDemand()
	return ebiten.RunGameWithOptions(g,
		&ebiten.RunGameOptions{InitUnfocused: true, ScreenTransparent: true})
}
