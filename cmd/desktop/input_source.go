package main

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"
)

// inputSource provides mouse, touch and keyboard input, so that tests can replace it. Positions are
// in device pixels.
type inputSource interface {
	// cursor returns the mouse's position and whether its main button is down.
	cursor() (position image.Point, down bool)
	// appendTouches appends the active touches.
	appendTouches(touches []touch) []touch
	// wheel returns how many notches the wheel has turned since the last frame, positive downwards.
	wheel() float64
	// keyPressed reports whether a key has been pressed in this frame or is repeating.
	keyPressed(key ebiten.Key) bool
	// shiftHeld reports whether a shift key is down.
	shiftHeld() bool
	// appendTypedRunes appends the runes typed since the last frame.
	appendTypedRunes(touches []rune) []rune
}

// touch is an active touch.
type touch struct {
	id       ebiten.TouchID
	position image.Point
}

// ebitenInput is Ebitengine's input.
type ebitenInput struct{ touchIDs []ebiten.TouchID }

// cursor reports a button that was pressed and released within one frame as down, so that no click
// is lost.
func (*ebitenInput) cursor() (image.Point, bool) {
	x, y := ebiten.CursorPosition()
	return image.Pt(x, y), ebiten.IsMouseButtonPressed(ebiten.MouseButtonLeft) ||
		inpututil.IsMouseButtonJustPressed(ebiten.MouseButtonLeft)
}

func (e *ebitenInput) appendTouches(touches []touch) []touch {
	e.touchIDs = ebiten.AppendTouchIDs(e.touchIDs[:0])
	for _, id := range e.touchIDs {
		x, y := ebiten.TouchPosition(id)
		touches = append(touches, touch{id, image.Pt(x, y)})
	}
	return touches
}

func (*ebitenInput) wheel() float64 {
	_, dy := ebiten.Wheel()
	return -dy
}

func (*ebitenInput) keyPressed(key ebiten.Key) bool {
	const repeatDelay, repeatInterval = 24, 5 // frames
	held := inpututil.KeyPressDuration(key)
	return inpututil.IsKeyJustPressed(key) ||
		held >= repeatDelay && (held-repeatDelay)%repeatInterval == 0
}

func (*ebitenInput) shiftHeld() bool { return ebiten.IsKeyPressed(ebiten.KeyShift) }

func (*ebitenInput) appendTypedRunes(runes []rune) []rune { return ebiten.AppendInputChars(runes) }
