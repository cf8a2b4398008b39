package main

import (
	"image"

	"github.com/ebitenui/ebitenui/widget"

	nine "github.com/ebitenui/ebitenui/image"

	"truceline/internal/app"
)

// Sizes of the map buttons in CSS pixels.
const (
	buttonGap      = 3
	toolbarGap     = 6
	buttonMargin   = 12 // from the map's edge
	toolbarPadding = 6  // above and below the buttons
)

// mapButton is a button that moves the map.
type mapButton struct {
	icon, textKey string
	action        app.Action
	cell          image.Point // column and row in the grid over the map
}

const panButtonStep = 120 // CSS pixels

// mapButtons are the map buttons in the order of the toolbar. They are the alternative to gestures.
var mapButtons = []mapButton{
	{"plus", "page.zoom-in", app.Action{Type: app.ActionZoom, By: 1}, image.Pt(0, 0)},
	{"minus", "page.zoom-out", app.Action{Type: app.ActionZoom, By: -1}, image.Pt(2, 0)},
	{"whole", "page.reset", app.Action{Type: app.ActionReset}, image.Pt(1, 1)},
	{"up", "page.pan-up", app.Action{Type: app.ActionPan, DY: -panButtonStep}, image.Pt(1, 0)},
	{"back", "page.pan-left", app.Action{Type: app.ActionPan, DX: -panButtonStep}, image.Pt(0, 1)},
	{"forward", "page.pan-right", app.Action{Type: app.ActionPan, DX: panButtonStep},
		image.Pt(2, 1)},
	{"down", "page.pan-down", app.Action{Type: app.ActionPan, DY: panButtonStep}, image.Pt(1, 2)},
}

// mapButtonsRect returns the rectangle of the buttons: a grid of three by three in the upper right
// corner of the map rect, or a row in the toolbar rect.
func mapButtonsRect(rect image.Rectangle, px func(css float64) int,
	inToolbar bool) image.Rectangle {
	right := rect.Max.X - px(buttonMargin)
	if inToolbar {
		top := rect.Min.Y + px(toolbarPadding)
		return image.Rect(right-px(buttonRowLength(len(mapButtons), toolbarGap)), top, right,
			top+px(buttonSize))
	}
	top := rect.Min.Y + px(buttonMargin)
	return image.Rect(right-px(buttonRowLength(3, buttonGap)), top, right,
		top+px(buttonRowLength(3, buttonGap)))
}

// buttonRowLength returns the length of n buttons in a row, in CSS pixels.
func buttonRowLength(n int, gap float64) float64 { return float64(n*buttonSize) + float64(n-1)*gap }

func (p *panel) addMapButtons(root *widget.Container) {
	s := p.style
	buttons := p.layout.buttons
	for i, button := range mapButtons {
		cell, gap := button.cell, float64(buttonGap)
		if !p.layout.toolbar.Empty() {
			cell, gap = image.Pt(i, 0), toolbarGap
		}
		corner := buttons.Min.Add(image.Pt(s.px(float64(cell.X)*(buttonSize+gap)),
			s.px(float64(cell.Y)*(buttonSize+gap))))
		rect := image.Rectangle{Min: corner,
			Max: corner.Add(image.Pt(s.px(buttonSize), s.px(buttonSize)))}
		root.AddChild(p.newIconButton(s.icon(button.icon), p.view.Texts[button.textKey],
			p.actionControl(button.action), widget.WidgetOpts.LayoutData(rect)))
	}
}

// addToolbar adds the background of the buttons between a narrow map and the panel.
func (p *panel) addToolbar(root *widget.Container) {
	root.AddChild(widget.NewContainer(
		widget.ContainerOpts.BackgroundImage(nine.NewNineSliceColor(p.style.raised)),
		widget.ContainerOpts.WidgetOpts(widget.WidgetOpts.LayoutData(p.layout.toolbar)),
	))
}
