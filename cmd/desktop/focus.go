package main

import (
	"cmp"
	"image"
	"slices"

	"github.com/ebitenui/ebitenui/widget"
)

// hasFocus says whether the keyboard is on one of the panel's controls.
func (p *panel) hasFocus() bool { return p.ui.GetFocusedWidget() != nil }

// clearFocus takes the keyboard off the panel.
func (p *panel) clearFocus() {
	p.ui.ClearFocus()
	p.invalidate()
}

// focusOrder are what the keyboard can be on, in the order of the panel; the buttons that move the
// map come first.
func (p *panel) focusOrder() []widget.Focuser {
	root, ok := p.ui.Container.(*widget.Container)
	if !ok {
		return nil
	}
	all := root.GetFocusers()
	all = slices.DeleteFunc(all, func(f widget.Focuser) bool { return controlOf(f) == nil })
	inPanel := func(f widget.Focuser) bool { return !p.isMapButton(f) }
	slices.SortStableFunc(all, func(a, b widget.Focuser) int {
		switch {
		case inPanel(a) && inPanel(b):
			return 0
		case !inPanel(a) && !inPanel(b): // row by row
			p, q := a.GetWidget().LayoutData.(image.Rectangle).Min,
				b.GetWidget().LayoutData.(image.Rectangle).Min
			return cmp.Or(cmp.Compare(p.Y, q.Y), cmp.Compare(p.X, q.X))
		case inPanel(a):
			return 1
		}
		return -1
	})
	return all
}

// isMapButton says whether a control is one of the buttons that move the map, which do not scroll.
func (p *panel) isMapButton(f widget.Focuser) bool {
	_, fixed := f.GetWidget().LayoutData.(image.Rectangle)
	return fixed
}

// moveFocus takes the keyboard to the next control, or the one before; it says whether there is
// one.
func (p *panel) moveFocus(back bool) bool {
	all := p.focusOrder()
	now := p.ui.GetFocusedWidget()
	at := slices.IndexFunc(all, func(f widget.Focuser) bool { return now != nil && f == now })
	switch {
	case !back:
		at++
	case at < 0:
		at = len(all) - 1
	default:
		at--
	}
	if at < 0 || at >= len(all) {
		p.clearFocus()
		return false
	}
	p.setFocus(all[at])
	return true
}

func (p *panel) setFocus(f widget.Focuser) {
	p.ui.SetFocusedWidget(f)
	p.revealFocus = true
	p.invalidate()
}

// restoreFocus puts the keyboard back on a control of a panel that was made anew, by its id.
func (p *panel) restoreFocus(id string) {
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

// handleKey gives a key to the control with the keyboard, or scrolls; it says whether it meant
// something.
func (p *panel) handleKey(name string) bool {
	now := p.ui.GetFocusedWidget()
	if now == nil {
		return false
	}
	defer p.invalidate()
	k := controlOf(now)
	if k != nil && k.handleKey != nil && k.handleKey(name) {
		return true
	}
	switch name {
	case "Enter", " ":
		if k != nil && !now.GetWidget().Disabled {
			k.activate()
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

// handleScrollKey scrolls by the panel's height, or to its ends.
func (p *panel) handleScrollKey(name string) bool {
	page := float64(p.layout.panel.Dy())/p.ratio - scrollStep
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

// drawFocusRing draws a ring around the control with the keyboard and scrolls to it, if it has just
// come there.
func (p *panel) drawFocusRing() {
	now := p.ui.GetFocusedWidget()
	if now == nil || p.style == nil {
		return
	}
	box := now.GetWidget().Rect
	if box.Empty() {
		return
	}
	if l, ok := now.(*customWidget); ok && l.focusRect != nil {
		box = l.focusRect().Add(box.Min)
	}
	tool := p.isMapButton(now)
	if p.revealFocus && !tool {
		p.scrollIntoView(box)
	}
	p.revealFocus = false
	ring := box.Inset(-p.style.px(3))
	screen := p.offscreen
	if !tool {
		w := max(p.style.px(2), 2)
		clip := p.layout.panel
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

// scrollIntoView scrolls a control into view, as far as it fits.
func (p *panel) scrollIntoView(box image.Rectangle) {
	view, air := p.layout.panel, p.style.px(24)
	switch {
	case box.Dy() > view.Dy()-2*air:
		return
	case box.Min.Y < view.Min.Y+air:
		p.scrollTop -= view.Min.Y + air - box.Min.Y
	case box.Max.Y > view.Max.Y-air:
		p.scrollTop += box.Max.Y - (view.Max.Y - air)
	default:
		return
	}
	p.clampScroll()
	p.invalidate()
}
