package main

import (
	"cmp"
	"image"
	"slices"

	"github.com/ebitenui/ebitenui/widget"
)

// hasFocus reports whether a control of the panel has the focus.
func (p *Panel) hasFocus() bool { return p.ui.GetFocusedWidget() != nil }

// clearFocus removes the focus from the panel.
func (p *Panel) clearFocus() {
	p.ui.ClearFocus()
	p.invalidate()
}

// focusOrder returns the controls in tab order: the fixed ones row by row, then the content
// from top to bottom.
func (p *Panel) focusOrder() []widget.Focuser {
	root, ok := p.ui.Container.(*widget.Container)
	if !ok {
		return nil
	}
	controls := root.GetFocusers()
	controls = slices.DeleteFunc(controls,
		func(f widget.Focuser) bool { return controlOf(f) == nil })
	scrolls := func(f widget.Focuser) bool { return !p.isFixed(f) }
	slices.SortStableFunc(controls, func(a, b widget.Focuser) int {
		switch {
		case scrolls(a) && scrolls(b):
			return 0
		case !scrolls(a) && !scrolls(b): // row by row
			m, n := a.GetWidget().LayoutData.(image.Rectangle).Min,
				b.GetWidget().LayoutData.(image.Rectangle).Min
			return cmp.Or(cmp.Compare(m.Y, n.Y), cmp.Compare(m.X, n.X))
		case scrolls(a):
			return 1
		}
		return -1
	})
	return controls
}

// isFixed reports whether a control has a fixed place, an image.Rectangle as its layout data, and
// does not scroll.
func (p *Panel) isFixed(f widget.Focuser) bool {
	_, ok := f.GetWidget().LayoutData.(image.Rectangle)
	return ok
}

// moveFocus moves the focus to the next control, or to the previous one if back is true. At the end
// it clears the focus and returns false.
func (p *Panel) moveFocus(back bool) bool {
	controls := p.focusOrder()
	focused := p.ui.GetFocusedWidget()
	index := slices.IndexFunc(controls,
		func(f widget.Focuser) bool { return focused != nil && f == focused })
	switch {
	case !back:
		index++
	case index < 0:
		index = len(controls) - 1
	default:
		index--
	}
	if index < 0 || index >= len(controls) {
		p.clearFocus()
		return false
	}
	p.setFocus(controls[index])
	return true
}

func (p *Panel) setFocus(f widget.Focuser) {
	p.ui.SetFocusedWidget(f)
	p.revealFocus = true
	p.invalidate()
}

// restoreFocus focuses the control with an id after the panel has been rebuilt.
func (p *Panel) restoreFocus(id string) {
	if id == "" {
		return
	}
	for _, f := range p.focusOrder() {
		if controlOf(f).id == id {
			p.ui.SetFocusedWidget(f)
			return
		}
	}
	p.ui.ClearFocus()
}

// handleKey passes a key to the focused control, or scrolls. It reports whether it handled the key.
func (p *Panel) handleKey(name string) bool {
	focused := p.ui.GetFocusedWidget()
	if focused == nil {
		return false
	}
	defer p.invalidate()
	ctl := controlOf(focused)
	if ctl != nil && ctl.handleKey != nil && ctl.handleKey(name) {
		return true
	}
	switch name {
	case "Enter", " ":
		if ctl != nil && !focused.GetWidget().Disabled {
			ctl.activate()
		}
	case "ArrowUp":
		p.scrollBy(-scrollStep)
	case "ArrowDown":
		p.scrollBy(scrollStep)
	default:
		return p.handleScrollKey(name)
	}
	return true
}

// scrollStep is how far an arrow key scrolls, in CSS pixels.
const scrollStep = 60

// handleScrollKey scrolls by a page or to an end. It reports whether it handled the key.
func (p *Panel) handleScrollKey(name string) bool {
	page := float64(p.area.Dy())/p.ratio - scrollStep
	switch name {
	case "PageUp":
		p.scrollBy(-page)
	case "PageDown":
		p.scrollBy(page)
	case "Home":
		p.scrollTop = 0
	case "End":
		p.scrollTop = p.maxScroll()
	default:
		return false
	}
	p.invalidate()
	return true
}

// drawFocusRing draws the focus ring. A control that has just been focused is scrolled into view.
func (p *Panel) drawFocusRing() {
	focused := p.ui.GetFocusedWidget()
	if focused == nil || p.style == nil {
		return
	}
	rect := focused.GetWidget().Rect
	if rect.Empty() {
		return
	}
	if custom, ok := focused.(*customWidget); ok && custom.focusRect != nil {
		rect = custom.focusRect().Add(rect.Min)
	}
	fixed := p.isFixed(focused)
	if p.revealFocus && !fixed {
		p.scrollIntoView(rect)
	}
	p.revealFocus = false
	ring := rect.Inset(-p.style.px(3))
	screen := p.offscreen
	if !fixed {
		w := max(p.style.px(2), 2)
		clip := p.area
		for _, side := range []image.Rectangle{
			{Min: ring.Min, Max: image.Pt(ring.Max.X, ring.Min.Y+w)},
			{Min: image.Pt(ring.Min.X, ring.Max.Y-w), Max: ring.Max},
			{Min: ring.Min, Max: image.Pt(ring.Min.X+w, ring.Max.Y)},
			{Min: image.Pt(ring.Max.X-w, ring.Min.Y), Max: ring.Max},
		} {
			p.style.fillRect(screen, side.Intersect(clip), p.style.accent)
		}
		return
	}
	p.style.strokeRect(screen, ring, p.style.accent)
}

// scrollIntoView scrolls a rectangle of the content into view if it is not too high.
func (p *Panel) scrollIntoView(rect image.Rectangle) {
	view, padding := p.area, p.style.px(24)
	switch {
	case rect.Dy() > view.Dy()-2*padding:
		return
	case rect.Min.Y < view.Min.Y+padding:
		p.scrollTop -= view.Min.Y + padding - rect.Min.Y
	case rect.Max.Y > view.Max.Y-padding:
		p.scrollTop += rect.Max.Y - (view.Max.Y - padding)
	default:
		return
	}
	p.clampScroll()
	p.invalidate()
}
