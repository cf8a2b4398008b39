package main

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"github.com/ebitenui/ebitenui/input"
)

// inputSource are what a reader works the window with. Places are device pixels.
type inputSource interface {
	// cursor is where the mouse is, and whether its main button is down.
	cursor() (at image.Point, down bool)
	// appendTouches are the fingers on the screen.
	appendTouches(list []touch) []touch
	// wheel is how many notches the wheel turned, down being positive.
	wheel() float64
	// keyPressed says whether a key has gone down or, held, repeats.
	keyPressed(key ebiten.Key) bool
	// shiftHeld says whether the shift key is held.
	shiftHeld() bool
	// appendTypedRunes are those that were typed.
	appendTypedRunes(list []rune) []rune
}

// touch is a finger.
type touch struct {
	id       ebiten.TouchID
	position image.Point
}

// ebitenInput is Ebitengine's mouse, fingers and keys.
type ebitenInput struct{ touchIDs []ebiten.TouchID }

// cursor counts a button that came up again before the frame as down in it, so that no quick click
// is lost.
func (*ebitenInput) cursor() (image.Point, bool) {
	x, y := ebiten.CursorPosition()
	return image.Pt(x, y), ebiten.IsMouseButtonPressed(ebiten.MouseButtonLeft) ||
		inpututil.IsMouseButtonJustPressed(ebiten.MouseButtonLeft)
}

func (d *ebitenInput) appendTouches(list []touch) []touch {
	d.touchIDs = ebiten.AppendTouchIDs(d.touchIDs[:0])
	for _, id := range d.touchIDs {
		x, y := ebiten.TouchPosition(id)
		list = append(list, touch{id, image.Pt(x, y)})
	}
	return list
}

func (*ebitenInput) wheel() float64 {
	_, dy := ebiten.Wheel()
	return -dy
}

func (*ebitenInput) keyPressed(key ebiten.Key) bool {
	const first, every = 24, 5 // frames
	held := inpututil.KeyPressDuration(key)
	return inpututil.IsKeyJustPressed(key) || held >= first && (held-first)%every == 0
}

func (*ebitenInput) shiftHeld() bool { return ebiten.IsKeyPressed(ebiten.KeyShift) }

func (*ebitenInput) appendTypedRunes(list []rune) []rune { return ebiten.AppendInputChars(list) }

// cursorAdapter is the one pointer that ebitenui knows, a mouse or a finger. What began on the map
// is kept from it.
type cursorAdapter struct {
	position      image.Point
	down, wasDown bool
}

// noPosition is where the pointer is when it is none of the panel's business.
var noPosition = image.Pt(-1, -1)

// setState is called once a frame.
func (h *cursorAdapter) setState(at image.Point, down bool) {
	h.wasDown, h.down, h.position = h.down, down, at
}

// install makes it ebitenui's.
func (h *cursorAdapter) install() { input.SetCursorUpdater(h) }

// These are ebitenui's input.CursorUpdater.

func (h *cursorAdapter) Update()                 {}
func (h *cursorAdapter) AfterUpdate()            {}
func (h *cursorAdapter) Draw(*ebiten.Image)      {}
func (h *cursorAdapter) AfterDraw(*ebiten.Image) {}
func (h *cursorAdapter) MouseButtonPressed(b ebiten.MouseButton) bool {
	return b == ebiten.MouseButtonLeft && h.down
}
func (h *cursorAdapter) MouseButtonJustPressed(b ebiten.MouseButton) bool {
	return b == ebiten.MouseButtonLeft && h.down && !h.wasDown
}
func (h *cursorAdapter) MouseButtonJustReleased(b ebiten.MouseButton) bool {
	return b == ebiten.MouseButtonLeft && !h.down && h.wasDown
}
func (h *cursorAdapter) CursorPosition() (int, int)          { return h.position.X, h.position.Y }
func (h *cursorAdapter) GetCursorImage(string) *ebiten.Image { return nil }
func (h *cursorAdapter) GetCursorOffset(string) image.Point  { return image.Point{} }
