package main

import (
	"image"

	"github.com/ebitenui/ebitenui/input"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"
)

// A knob is what the keyboard can do with a widget. It is the widget's CustomData.
type knob struct {
	// id is the same in every panel that shows the same control, so that the keyboard stays on it when the panel is
	// made anew.
	id string
	// press is what Enter and the space bar do.
	press func()
	// key takes another key by its name in the DOM and says whether it meant something. Nil: none does.
	key func(name string) bool
	// write takes letters. Nil: it is no field for text.
	write func(chars []rune)
}

// knobOf is the knob of a widget, nil if it has none.
func knobOf(w widget.HasWidget) *knob {
	k, _ := w.GetWidget().CustomData.(*knob)
	return k
}

// with makes a knob the widget's.
func (k *knob) with() widget.WidgetOpt { return func(w *widget.Widget) { w.CustomData = k } }

// leaf is a widget that the panel draws itself, where ebitenui has none of the kind. Places are device pixels.
type leaf struct {
	panel *panel
	box   *widget.Widget
	size  image.Point
	paint func(screen *ebiten.Image, box image.Rectangle)
	// hover is told where the pointer is over it, from its upper left corner; (-1, -1): no more. Nil: it does not care.
	hover func(at image.Point)
	// part is what the keyboard is on, from its upper left corner. Nil: all of it.
	part func() image.Rectangle
	// click is told where it was clicked. Nil: a click presses the knob.
	click func(at image.Point)
	// drag is told where the pointer is while it is held down on it, and at its end. Nil: it does not care.
	drag func(at image.Point, end bool)

	knob    *knob
	focused bool
	over    bool
}

// newLeaf makes a widget of device pixels. Without a knob the keyboard passes it by.
func (p *panel) newLeaf(size image.Point, k *knob, paint func(screen *ebiten.Image, box image.Rectangle)) *leaf {
	l := &leaf{panel: p, size: size, knob: k, paint: paint}
	l.box = widget.NewWidget(
		widget.WidgetOpts.TrackHover(true),
		widget.WidgetOpts.MouseButtonPressedHandler(func(a *widget.WidgetMouseButtonPressedEventArgs) {
			if a.Button != ebiten.MouseButtonLeft || l.drag == nil {
				return
			}
			if k != nil {
				p.ui.SetFocusedWidget(l)
				p.grab = k.id
			}
			l.drag(image.Pt(a.OffsetX, a.OffsetY), false)
		}),
		widget.WidgetOpts.MouseButtonClickedHandler(func(a *widget.WidgetMouseButtonClickedEventArgs) {
			switch {
			case a.Button != ebiten.MouseButtonLeft:
			case l.click != nil:
				l.click(image.Pt(a.OffsetX, a.OffsetY))
			case l.drag == nil && k != nil:
				k.press()
			}
		}),
		widget.WidgetOpts.CursorEnterHandler(func(*widget.WidgetCursorEnterEventArgs) { l.over = true }),
		widget.WidgetOpts.CursorExitHandler(func(*widget.WidgetCursorExitEventArgs) {
			l.over = false
			if l.hover != nil {
				l.hover(image.Pt(-1, -1))
			}
		}),
		widget.WidgetOpts.CursorMoveHandler(func(a *widget.WidgetCursorMoveEventArgs) {
			if l.hover != nil {
				l.hover(image.Pt(a.OffsetX, a.OffsetY))
			}
		}),
	)
	if k != nil {
		l.box.CustomData = k
	}
	return l
}

func (l *leaf) GetWidget() *widget.Widget                      { return l.box }
func (l *leaf) PreferredSize() (int, int)                      { return l.size.X, l.size.Y }
func (l *leaf) SetLocation(rect image.Rectangle)               { l.box.Rect = rect }
func (l *leaf) Validate()                                      {}
func (l *leaf) IsFocused() bool                                { return l.focused }
func (l *leaf) AddFocus(widget.FocusDirection, widget.Focuser) {}
func (l *leaf) GetFocus(widget.FocusDirection) widget.Focuser  { return nil }

// Focus is called by ebitenui with the keyboard's coming and going.
func (l *leaf) Focus(on bool) {
	l.box.FireFocusEvent(l, on, image.Pt(-1, -1))
	l.focused = on
}

// TabOrder keeps the order of the panel; without a knob there is none.
func (l *leaf) TabOrder() int {
	if l.knob == nil {
		return -1
	}
	return 0
}

// Update follows a pointer that went down on it, or on the leaf that stood here before the panel was made anew.
func (l *leaf) Update(u *widget.UpdateObject) {
	l.box.Update(u)
	if l.drag == nil || l.knob == nil || l.panel.grab != l.knob.id || l.box.Rect.Empty() {
		return
	}
	x, y := input.CursorPosition()
	end := !input.MouseButtonPressed(ebiten.MouseButtonLeft)
	if end {
		l.panel.grab = ""
	}
	l.drag(image.Pt(x, y).Sub(l.box.Rect.Min), end)
}

func (l *leaf) Render(screen *ebiten.Image) {
	l.box.Render(screen)
	if l.box.Rect.Overlaps(screen.Bounds()) {
		l.paint(screen, l.box.Rect)
	}
}
