package main

import (
	"image"

	"github.com/ebitenui/ebitenui/input"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"
)

// A control is what the keyboard can do with a widget. It is the widget's CustomData.
type control struct {
	// id is the same in every panel that shows the same control, so that the keyboard stays on it
	// when the panel is made anew.
	id string
	// activate is what Enter and the space bar do.
	activate func()
	// handleKey takes another key by its name in the DOM and says whether it meant something. Nil:
	// none does.
	handleKey func(name string) bool
	// insertRunes takes letters. Nil: it is no field for text.
	insertRunes func(chars []rune)
}

// controlOf is the knob of a widget, nil if it has none.
func controlOf(w widget.HasWidget) *control {
	k, _ := w.GetWidget().CustomData.(*control)
	return k
}

// widgetOption makes a knob the widget's.
func (k *control) widgetOption() widget.WidgetOpt {
	return func(w *widget.Widget) { w.CustomData = k }
}

// customWidget is a widget that the panel draws itself, where ebitenui has none of the kind. Places
// are device pixels.
type customWidget struct {
	panel  *panel
	widget *widget.Widget
	size   image.Point
	paint  func(screen *ebiten.Image, box image.Rectangle)
	// onHover is told where the pointer is over it, from its upper left corner; (-1, -1): no more.
	// Nil: it does not care.
	onHover func(at image.Point)
	// focusRect is what the keyboard is on, from its upper left corner. Nil: all of it.
	focusRect func() image.Rectangle
	// onClick is told where it was clicked. Nil: a click presses the knob.
	onClick func(at image.Point)
	// onDrag is told where the pointer is while it is held down on it, and at its end. Nil: it does
	// not care.
	onDrag func(at image.Point, end bool)

	control *control
	focused bool
	hovered bool
}

// newCustomWidget makes a widget of device pixels. Without a knob the keyboard passes it by.
func (p *panel) newCustomWidget(size image.Point, k *control,
	paint func(screen *ebiten.Image, box image.Rectangle)) *customWidget {
	l := &customWidget{panel: p, size: size, control: k, paint: paint}
	l.widget = widget.NewWidget(
		widget.WidgetOpts.TrackHover(true),
		widget.WidgetOpts.MouseButtonPressedHandler(
			func(a *widget.WidgetMouseButtonPressedEventArgs) {
				if a.Button != ebiten.MouseButtonLeft || l.onDrag == nil {
					return
				}
				if k != nil {
					p.ui.SetFocusedWidget(l)
					p.draggedID = k.id
				}
				l.onDrag(image.Pt(a.OffsetX, a.OffsetY), false)
			}),
		widget.WidgetOpts.MouseButtonClickedHandler(
			func(a *widget.WidgetMouseButtonClickedEventArgs) {
				switch {
				case a.Button != ebiten.MouseButtonLeft:
				case l.onClick != nil:
					l.onClick(image.Pt(a.OffsetX, a.OffsetY))
				case l.onDrag == nil && k != nil:
					k.activate()
				}
			}),
		widget.WidgetOpts.CursorEnterHandler(func(*widget.WidgetCursorEnterEventArgs) {
			l.hovered = true
		}),
		widget.WidgetOpts.CursorExitHandler(func(*widget.WidgetCursorExitEventArgs) {
			l.hovered = false
			if l.onHover != nil {
				l.onHover(image.Pt(-1, -1))
			}
		}),
		widget.WidgetOpts.CursorMoveHandler(func(a *widget.WidgetCursorMoveEventArgs) {
			if l.onHover != nil {
				l.onHover(image.Pt(a.OffsetX, a.OffsetY))
			}
		}),
	)
	if k != nil {
		l.widget.CustomData = k
	}
	return l
}

func (l *customWidget) GetWidget() *widget.Widget                      { return l.widget }
func (l *customWidget) PreferredSize() (int, int)                      { return l.size.X, l.size.Y }
func (l *customWidget) SetLocation(rect image.Rectangle)               { l.widget.Rect = rect }
func (l *customWidget) Validate()                                      {}
func (l *customWidget) IsFocused() bool                                { return l.focused }
func (l *customWidget) AddFocus(widget.FocusDirection, widget.Focuser) {}
func (l *customWidget) GetFocus(widget.FocusDirection) widget.Focuser  { return nil }

// Focus is called by ebitenui with the keyboard's coming and going.
func (l *customWidget) Focus(on bool) {
	l.widget.FireFocusEvent(l, on, image.Pt(-1, -1))
	l.focused = on
}

// TabOrder keeps the order of the panel; without a knob there is none.
func (l *customWidget) TabOrder() int {
	if l.control == nil {
		return -1
	}
	return 0
}

// Update follows a pointer that went down on it, or on the leaf that stood here before the panel
// was made anew.
func (l *customWidget) Update(u *widget.UpdateObject) {
	l.widget.Update(u)
	if l.onDrag == nil || l.control == nil || l.panel.draggedID != l.control.id ||
		l.widget.Rect.Empty() {
		return
	}
	x, y := input.CursorPosition()
	end := !input.MouseButtonPressed(ebiten.MouseButtonLeft)
	if end {
		l.panel.draggedID = ""
	}
	l.onDrag(image.Pt(x, y).Sub(l.widget.Rect.Min), end)
}

func (l *customWidget) Render(screen *ebiten.Image) {
	l.widget.Render(screen)
	if l.widget.Rect.Overlaps(screen.Bounds()) {
		l.paint(screen, l.widget.Rect)
	}
}
