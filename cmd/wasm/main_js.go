// Command wasm is the map in the browser. It draws with Ebitengine on a canvas of the page,
// receives the reader's input from the page as actions, and sends the page the content of the
// elements beside the map.
//
// The page's scripts (web/) communicate with it through one object, `truceline`; see bridge_js.go.
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
		// The page shows its own message and prints this text to the console.
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

const (
	// gcPercent is the garbage collector's target percentage after the first picture.
	gcPercent = 100
	// memoryLimit is the soft memory limit in bytes. Beyond it the collector runs whatever its
	// percentage.
	memoryLimit = 256 << 20
)

func run() error {
	// The garbage collector is off until the first picture has been drawn (see game.Draw): reading
	// the files and drawing leave little garbage.
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
