package main

import (
	"cmp"
	"image"
	"slices"

	"github.com/ebitenui/ebitenui/widget"
)

// focused says whether the keyboard is on one of the panel's controls.
func (p *panel) focused() bool { return p.ui.GetFocusedWidget() != nil }

// leave takes the keyboard off the panel.
func (p *panel) leave() {
	p.ui.ClearFocus()
	p.touch()
}

// controls are what the keyboard can be on, in the order of the panel; the buttons that move the map come first.
func (p *panel) controls() []widget.Focuser {
	root, ok := p.ui.Container.(*widget.Container)
	if !ok {
		return nil
	}
	all := root.GetFocusers()
	all = slices.DeleteFunc(all, func(f widget.Focuser) bool { return knobOf(f) == nil })
	inPanel := func(f widget.Focuser) bool { return !p.isTool(f) }
	slices.SortStableFunc(all, func(a, b widget.Focuser) int {
		switch {
		case inPanel(a) && inPanel(b):
			return 0
		case !inPanel(a) && !inPanel(b): // row by row
			p, q := a.GetWidget().LayoutData.(image.Rectangle).Min, b.GetWidget().LayoutData.(image.Rectangle).Min
			return cmp.Or(cmp.Compare(p.Y, q.Y), cmp.Compare(p.X, q.X))
		case inPanel(a):
			return 1
		}
		return -1
	})
	return all
}

// isTool says whether a control is one of the buttons that move the map, which do not scroll.
func (p *panel) isTool(f widget.Focuser) bool {
	_, fixed := f.GetWidget().LayoutData.(image.Rectangle)
	return fixed
}

// tab takes the keyboard to the next control, or the one before; it says whether there is one.
func (p *panel) tab(back bool) bool {
	all := p.controls()
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
		p.leave()
		return false
	}
	p.focusOn(all[at])
	return true
}

func (p *panel) focusOn(f widget.Focuser) {
	p.ui.SetFocusedWidget(f)
	p.reveal = true
	p.touch()
}

// refocus puts the keyboard back on a control of a panel that was made anew, by its id.
func (p *panel) refocus(id string) {
	if id == "" {
		return
	}
	for _, f := range p.controls() {
		if knobOf(f).id == id {
			p.ui.SetFocusedWidget(f)
			return
		}
	}
	p.ui.ClearFocus()
}

// key gives a key to the control with the keyboard, or scrolls; it says whether it meant something.
func (p *panel) key(name string) bool {
	now := p.ui.GetFocusedWidget()
	if now == nil {
		return false
	}
	defer p.touch()
	k := knobOf(now)
	if k != nil && k.key != nil && k.key(name) {
		return true
	}
	switch name {
	case "Enter", " ":
		if k != nil && !now.GetWidget().Disabled {
			k.press()
		}
	case "ArrowUp":
		p.scroll(-scrollStep)
	case "ArrowDown":
		p.scroll(scrollStep)
	default:
		return p.page(name)
	}
	return true
}

// scrollStep is how far an arrow key scrolls, in CSS pixels.
const scrollStep = 60

// page scrolls by the panel's height, or to its ends.
func (p *panel) page(name string) bool {
	page := float64(p.layout.panel.Dy())/p.ratio - scrollStep
	switch name {
	case "PageUp":
		p.scroll(-page)
	case "PageDown":
		p.scroll(page)
	case "Home":
		p.top = 0
	case "End":
		p.top = p.room()
	default:
		return false
	}
	p.touch()
	return true
}

// showFocus draws a ring around the control with the keyboard and scrolls to it, if it has just come there.
func (p *panel) showFocus() {
	now := p.ui.GetFocusedWidget()
	if now == nil || p.style == nil {
		return
	}
	box := now.GetWidget().Rect
	if box.Empty() {
		return
	}
	if l, ok := now.(*leaf); ok && l.part != nil {
		box = l.part().Add(box.Min)
	}
	tool := p.isTool(now)
	if p.reveal && !tool {
		p.bring(box)
	}
	p.reveal = false
	ring := box.Inset(-p.style.px(3))
	screen := p.drawn
	if !tool {
		w := max(p.style.px(2), 2)
		clip := p.layout.panel
		for _, side := range []image.Rectangle{
			{Min: ring.Min, Max: image.Pt(ring.Max.X, ring.Min.Y+w)}, {Min: image.Pt(ring.Min.X, ring.Max.Y-w), Max: ring.Max},
			{Min: ring.Min, Max: image.Pt(ring.Min.X+w, ring.Max.Y)}, {Min: image.Pt(ring.Max.X-w, ring.Min.Y), Max: ring.Max},
		} {
			p.style.fill(screen, side.Intersect(clip), p.style.mark)
		}
		return
	}
	p.style.outline(screen, ring, p.style.mark)
}

// bring scrolls a control into view, as far as it fits.
func (p *panel) bring(box image.Rectangle) {
	view, air := p.layout.panel, p.style.px(24)
	switch {
	case box.Dy() > view.Dy()-2*air:
		return
	case box.Min.Y < view.Min.Y+air:
		p.top -= view.Min.Y + air - box.Min.Y
	case box.Max.Y > view.Max.Y-air:
		p.top += box.Max.Y - (view.Max.Y - air)
	default:
		return
	}
	p.clamp()
	p.touch()
}
