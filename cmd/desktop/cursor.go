package main

import (
	"image"

	"github.com/ebitenui/ebitenui/input"
	"github.com/hajimehoshi/ebiten/v2"
)

// cursorAdapter is the input.CursorUpdater through which ebitenui reads the pointer, which is the
// mouse or a touch. It hides pointers that belong to the map.
type cursorAdapter struct {
	position      image.Point
	down, wasDown bool
}

// noPosition is the position of a pointer that does not belong to the panel.
var noPosition = image.Pt(-1, -1)

// setState sets the pointer's state. It is called once in each frame.
func (a *cursorAdapter) setState(position image.Point, down bool) {
	a.wasDown, a.down, a.position = a.down, down, position
}

// install registers the adapter with ebitenui.
func (a *cursorAdapter) install() { input.SetCursorUpdater(a) }

// The methods of input.CursorUpdater.

func (a *cursorAdapter) Update()                 {}
func (a *cursorAdapter) AfterUpdate()            {}
func (a *cursorAdapter) Draw(*ebiten.Image)      {}
func (a *cursorAdapter) AfterDraw(*ebiten.Image) {}
func (a *cursorAdapter) MouseButtonPressed(button ebiten.MouseButton) bool {
	return button == ebiten.MouseButtonLeft && a.down
}
func (a *cursorAdapter) MouseButtonJustPressed(button ebiten.MouseButton) bool {
	return button == ebiten.MouseButtonLeft && a.down && !a.wasDown
}
func (a *cursorAdapter) MouseButtonJustReleased(button ebiten.MouseButton) bool {
	return button == ebiten.MouseButtonLeft && !a.down && a.wasDown
}
func (a *cursorAdapter) CursorPosition() (int, int)          { return a.position.X, a.position.Y }
func (a *cursorAdapter) GetCursorImage(string) *ebiten.Image { return nil }
func (a *cursorAdapter) GetCursorOffset(string) image.Point  { return image.Point{} }
