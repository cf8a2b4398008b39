package main

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"github.com/ebitenui/ebitenui/input"
)

// hands are what a reader works the window with. Places are device pixels.
type hands interface {
	// cursor is where the mouse is, and whether its main button is down.
	cursor() (at image.Point, down bool)
	// touches are the fingers on the screen.
	touches(list []touch) []touch
	// wheel is how many notches the wheel turned, down being positive.
	wheel() float64
	// struck says whether a key has gone down or, held, repeats.
	struck(key ebiten.Key) bool
	// shift says whether the shift key is held.
	shift() bool
	// letters are those that were typed.
	letters(list []rune) []rune
}

// touch is a finger.
type touch struct {
	id ebiten.TouchID
	at image.Point
}

// device is Ebitengine's mouse, fingers and keys.
type device struct{ ids []ebiten.TouchID }

// cursor counts a button that came up again before the frame as down in it, so that no quick click is lost.
func (*device) cursor() (image.Point, bool) {
	x, y := ebiten.CursorPosition()
	return image.Pt(x, y), ebiten.IsMouseButtonPressed(ebiten.MouseButtonLeft) || inpututil.IsMouseButtonJustPressed(ebiten.MouseButtonLeft)
}

func (d *device) touches(list []touch) []touch {
	d.ids = ebiten.AppendTouchIDs(d.ids[:0])
	for _, id := range d.ids {
		x, y := ebiten.TouchPosition(id)
		list = append(list, touch{id, image.Pt(x, y)})
	}
	return list
}

func (*device) wheel() float64 {
	_, dy := ebiten.Wheel()
	return -dy
}

func (*device) struck(key ebiten.Key) bool {
	const first, every = 24, 5 // frames
	held := inpututil.KeyPressDuration(key)
	return inpututil.IsKeyJustPressed(key) || held >= first && (held-first)%every == 0
}

func (*device) shift() bool { return ebiten.IsKeyPressed(ebiten.KeyShift) }

func (*device) letters(list []rune) []rune { return ebiten.AppendInputChars(list) }

// hand is the one pointer that ebitenui knows, a mouse or a finger. What began on the map is kept from it.
type hand struct {
	at        image.Point
	down, was bool
}

// nowhere is where the pointer is when it is none of the panel's business.
var nowhere = image.Pt(-1, -1)

// move is called once a frame.
func (h *hand) move(at image.Point, down bool) { h.was, h.down, h.at = h.down, down, at }

// lend makes it ebitenui's.
func (h *hand) lend() { input.SetCursorUpdater(h) }

// These are ebitenui's input.CursorUpdater.

func (h *hand) Update()                 {}
func (h *hand) AfterUpdate()            {}
func (h *hand) Draw(*ebiten.Image)      {}
func (h *hand) AfterDraw(*ebiten.Image) {}
func (h *hand) MouseButtonPressed(b ebiten.MouseButton) bool {
	return b == ebiten.MouseButtonLeft && h.down
}
func (h *hand) MouseButtonJustPressed(b ebiten.MouseButton) bool {
	return b == ebiten.MouseButtonLeft && h.down && !h.was
}
func (h *hand) MouseButtonJustReleased(b ebiten.MouseButton) bool {
	return b == ebiten.MouseButtonLeft && !h.down && h.was
}
func (h *hand) CursorPosition() (int, int)          { return h.at.X, h.at.Y }
func (h *hand) GetCursorImage(string) *ebiten.Image { return nil }
func (h *hand) GetCursorOffset(string) image.Point  { return image.Point{} }
