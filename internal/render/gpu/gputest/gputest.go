// Package gputest runs a package's tests inside a running Ebitengine game, for tests that draw and
// read pixels back. Ebitengine supports both only while a game runs. The window is hidden.
//
// On a machine without a display such tests are skipped. With CI=true or TRUCELINE_DISPLAY_TESTS=1
// they fail instead, so that a skipped run is not mistaken for a pass. scripts/with-display.sh
// provides a virtual display.
package gputest

import (
	"fmt"
	"os"
	"runtime"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
)

const noDisplayMessage = "no display: neither DISPLAY nor WAYLAND_DISPLAY is set; " +
	"run scripts/with-display.sh go test …"

// HasDisplay reports whether a window can be opened. Without this check Ebitengine would use a
// Linux console's screen.
func HasDisplay() bool {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return true
	}
	return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}

// RunTests is for TestMain: it runs the tests, in a game if there is a display, and exits.
func RunTests(m *testing.M) {
	if !HasDisplay() {
		os.Exit(m.Run())
	}
	ebiten.SetWindowVisible(false)
	ebiten.SetWindowSize(320, 240)
	g := &game{tests: m, code: 1}
	if err := ebiten.RunGameWithOptions(g,
		&ebiten.RunGameOptions{InitUnfocused: true}); err != nil {
		fmt.Fprintln(os.Stderr, "the display cannot be used:", err)
		os.Exit(1)
	}
	os.Exit(g.code)
}

// RequireDisplay skips a test if there is no display, or fails it where displays are required.
func RequireDisplay(t testing.TB) {
	t.Helper()
	if HasDisplay() {
		return
	}
	if os.Getenv("CI") == "true" || os.Getenv("TRUCELINE_DISPLAY_TESTS") == "1" {
		t.Fatal(noDisplayMessage)
	}
	t.Skip(noDisplayMessage)
}

type game struct {
	tests *testing.M
	code  int
}

func (g *game) Update() error {
	g.code = g.tests.Run()
	return ebiten.Termination
}

func (g *game) Draw(*ebiten.Image) {}

func (g *game) Layout(w, h int) (int, int) { return w, h }
