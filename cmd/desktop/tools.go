package main

import (
	"image"

	"github.com/ebitenui/ebitenui/widget"

	nine "github.com/ebitenui/ebitenui/image"

	"truceline/internal/app"
)

// The buttons that move the map, in CSS pixels.
const (
	buttonSize = 34
	buttonGap  = 6
	buttonEdge = 12 // from the map's edge
	headPad    = 6  // above and below them in the head
)

// tool is a button that moves the map.
type tool struct {
	symbol, text string
	action       app.Action
}

const panBy = 120 // CSS pixels

// tools are the buttons, in the order in which they stand. No gesture is the only way to move the map.
var tools = []tool{
	{"plus", "page.zoom-in", app.Action{Type: app.ActionZoom, By: 1}},
	{"minus", "page.zoom-out", app.Action{Type: app.ActionZoom, By: -1}},
	{"whole", "page.reset", app.Action{Type: app.ActionReset}},
	{"up", "page.pan-up", app.Action{Type: app.ActionPan, DY: -panBy}},
	{"back", "page.pan-left", app.Action{Type: app.ActionPan, DX: -panBy}},
	{"forward", "page.pan-right", app.Action{Type: app.ActionPan, DX: panBy}},
	{"down", "page.pan-down", app.Action{Type: app.ActionPan, DY: panBy}},
}

// buttonsIn is where the buttons lie: below one another in the map's upper right corner, or side by side in the head.
func buttonsIn(box image.Rectangle, px func(css float64) int, head bool) image.Rectangle {
	if head {
		top, right := box.Min.Y+px(headPad), box.Max.X-px(buttonEdge)
		return image.Rect(max(right-px(long(len(tools))), 0), top, right, top+px(buttonSize))
	}
	top, right := box.Min.Y+px(buttonEdge), box.Max.X-px(buttonEdge)
	return image.Rect(right-px(buttonSize), top, right, top+px(long(len(tools))))
}

// long is how long some buttons in a row are, in CSS pixels.
func long(n int) float64 { return float64(n*buttonSize + (n-1)*buttonGap) }

func (p *panel) addTools(root *widget.Container) {
	s := p.style
	one := s.px(buttonSize)
	for i, b := range tools {
		step := int(float64(i) * float64(buttonSize+buttonGap) * s.ratio)
		at := image.Rectangle{Max: image.Pt(one, one)}.Add(p.layout.buttons.Min)
		if p.layout.buttons.Dx() > p.layout.buttons.Dy() {
			at = at.Add(image.Pt(step, 0))
		} else {
			at = at.Add(image.Pt(0, step))
		}
		root.AddChild(p.iconButton(s.symbol(b.symbol), p.view.Texts[b.text], p.acting(b.action), widget.WidgetOpts.LayoutData(at)))
	}
}

// addHead adds the ground below the buttons between a narrow map and the panel.
func (p *panel) addHead(root *widget.Container) {
	root.AddChild(widget.NewContainer(
		widget.ContainerOpts.BackgroundImage(nine.NewNineSliceColor(p.style.raised)),
		widget.ContainerOpts.WidgetOpts(widget.WidgetOpts.LayoutData(p.layout.head)),
	))
}
