package main

import (
	"image"

	"github.com/ebitenui/ebitenui/input"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"
)

// A control is the keyboard behaviour of a widget. It is the widget's CustomData.
type control struct {
	// id is stable across rebuilds of the panel, so that the focus can be restored.
	id string
	// activate handles Enter, the space bar and, except on custom widgets with other handlers,
	// clicks.
	activate func()
	// handleKey handles another key by its name in the DOM and reports whether it did. It may be
	// nil.
	handleKey func(name string) bool
	// insertRunes inserts typed runes. It is nil unless the control is a text input.
	insertRunes func(runes []rune)
}

// controlOf returns the control of a widget, or nil.
func controlOf(w widget.HasWidget) *control {
	ctl, _ := w.GetWidget().CustomData.(*control)
	return ctl
}

// widgetOption returns the option that attaches the control to a widget.
func (c *control) widgetOption() widget.WidgetOpt {
	return func(w *widget.Widget) { w.CustomData = c }
}

// customWidget is a widget that the panel draws itself. Positions are in device pixels, relative to
// its upper left corner.
type customWidget struct {
	panel  *Panel
	widget *widget.Widget
	size   image.Point
	paint  func(screen *ebiten.Image, rect image.Rectangle)
	// onHover is called when the pointer moves over the widget, and with (-1, -1) when it leaves.
	// It may be nil.
	onHover func(position image.Point)
	// focusRect returns the focused part. If it is nil, that is the whole widget.
	focusRect func() image.Rectangle
	// onClick is called for a click. If it is nil, a click activates the control.
	onClick func(position image.Point)
	// onDrag is called while the pointer is held down after a press on the widget, and at the end.
	// It may be nil.
	onDrag func(position image.Point, end bool)

	control *control
	focused bool
	hovered bool
}

// newCustomWidget returns a widget of a size in device pixels. It can be focused if it has a
// control.
func (p *Panel) newCustomWidget(size image.Point, ctl *control,
	paint func(screen *ebiten.Image, rect image.Rectangle)) *customWidget {
	w := &customWidget{panel: p, size: size, control: ctl, paint: paint}
	w.widget = widget.NewWidget(
		widget.WidgetOpts.TrackHover(true),
		widget.WidgetOpts.MouseButtonPressedHandler(w.handlePress),
		widget.WidgetOpts.MouseButtonClickedHandler(w.handleClick),
		widget.WidgetOpts.CursorEnterHandler(func(*widget.WidgetCursorEnterEventArgs) {
			w.hovered = true
		}),
		widget.WidgetOpts.CursorExitHandler(func(*widget.WidgetCursorExitEventArgs) {
			w.hovered = false
			if w.onHover != nil {
				w.onHover(image.Pt(-1, -1))
			}
		}),
		widget.WidgetOpts.CursorMoveHandler(func(args *widget.WidgetCursorMoveEventArgs) {
			if w.onHover != nil {
				w.onHover(image.Pt(args.OffsetX, args.OffsetY))
			}
		}),
	)
	if ctl != nil {
		w.widget.CustomData = ctl
	}
	return w
}

func (w *customWidget) handlePress(args *widget.WidgetMouseButtonPressedEventArgs) {
	if args.Button != ebiten.MouseButtonLeft || w.onDrag == nil {
		return
	}
	if w.control != nil {
		w.panel.ui.SetFocusedWidget(w)
		w.panel.draggedID = w.control.id
	}
	w.onDrag(image.Pt(args.OffsetX, args.OffsetY), false)
}

func (w *customWidget) handleClick(args *widget.WidgetMouseButtonClickedEventArgs) {
	switch {
	case args.Button != ebiten.MouseButtonLeft:
	case w.onClick != nil:
		w.onClick(image.Pt(args.OffsetX, args.OffsetY))
	case w.onDrag == nil && w.control != nil:
		w.control.activate()
	}
}

func (w *customWidget) GetWidget() *widget.Widget                      { return w.widget }
func (w *customWidget) PreferredSize() (int, int)                      { return w.size.X, w.size.Y }
func (w *customWidget) SetLocation(rect image.Rectangle)               { w.widget.Rect = rect }
func (w *customWidget) Validate()                                      {}
func (w *customWidget) IsFocused() bool                                { return w.focused }
func (w *customWidget) AddFocus(widget.FocusDirection, widget.Focuser) {}
func (w *customWidget) GetFocus(widget.FocusDirection) widget.Focuser  { return nil }

// Focus implements widget.Focuser.
func (w *customWidget) Focus(focused bool) {
	w.widget.FireFocusEvent(w, focused, image.Pt(-1, -1))
	w.focused = focused
}

// TabOrder implements widget.Focuser. A widget without a control is not in the tab order.
func (w *customWidget) TabOrder() int {
	if w.control == nil {
		return -1
	}
	return 0
}

// Update continues a drag that started on the widget, or on its predecessor before the panel was
// rebuilt.
func (w *customWidget) Update(u *widget.UpdateObject) {
	w.widget.Update(u)
	if w.onDrag == nil || w.control == nil || w.panel.draggedID != w.control.id ||
		w.widget.Rect.Empty() {
		return
	}
	x, y := input.CursorPosition()
	end := !input.MouseButtonPressed(ebiten.MouseButtonLeft)
	if end {
		w.panel.draggedID = ""
	}
	w.onDrag(image.Pt(x, y).Sub(w.widget.Rect.Min), end)
}

func (w *customWidget) Render(screen *ebiten.Image) {
	w.widget.Render(screen)
	if w.widget.Rect.Overlaps(screen.Bounds()) {
		w.paint(screen, w.widget.Rect)
	}
}
